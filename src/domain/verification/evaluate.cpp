// The loop over the rules.
#include "domain/verification/evaluate.hpp"

#include <algorithm>

namespace verification {
namespace {

constexpr std::string_view effects[] = {"bloquea", "pide_motivo", "avisa", "informa"};

Outcome ask(const Rule& rule, std::size_t at, const FileFacts& file, const RuleNorms& norms) {
  if (norms.norm(at) == nullptr) return not_applicable(Inapplicable::NormaNoVigente);
  return rule.of_file(file, norms);
}

}  // namespace

template <>
std::span<const std::string_view> codes_of<Effect>() {
  return effects;
}

Effect effect_of(Severity severity, Certeza certainty) {
  if (severity == Severity::Info) return Effect::Informs;
  if (severity == Severity::Alerta || certainty != Certeza::Verificada) return Effect::Warns;
  return severity == Severity::Fatal ? Effect::Blocks : Effect::AsksReason;
}

std::span<const std::size_t> file_rules() {
  static const std::vector<std::size_t> places = [] {
    std::vector<std::size_t> found;
    const auto all = rules();
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].of_file != nullptr) found.push_back(i);
    return found;
  }();
  return places;
}

Evaluation evaluate(const FileFacts& file, const NormTable& table) {
  Evaluation evaluation;
  evaluation.norms_of = norm_day(file);
  evaluation.norms = &table.on(evaluation.norms_of);
  const auto all = rules();
  for (const auto at : file_rules())
    evaluation.all.push_back({at, ask(all[at], at, file, *evaluation.norms)});
  return evaluation;
}

std::vector<Flag> Evaluation::flags() const& {
  std::vector<Flag> found;
  for (const auto& judged : all) {
    if (judged.outcome.verdict != Verdict::Fail) continue;
    const auto certainty = norms->certainty(judged.rule);
    found.push_back({judged.rule, effect_of(rules()[judged.rule].severity, certainty), certainty,
                     judged.outcome});
  }
  return found;
}

bool blocked(const Evaluation& evaluation) {
  return std::ranges::any_of(evaluation.flags(),
                             [](const Flag& flag) { return flag.effect == Effect::Blocks; });
}

void round_over(std::span<const FileFacts> files, std::size_t first_index, const NormTable& table,
                Tally& tally, std::vector<FoundFlag>& found) {
  const auto all = rules();
  const auto places = file_rules();
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& file = files[i];
    const auto& norms = table.on(norm_day(file));
    ++tally.files;
    for (const auto at : places) {
      auto outcome = ask(all[at], at, file, norms);
      ++tally.rules[at].of[static_cast<std::size_t>(outcome.verdict)];
      if (outcome.verdict != Verdict::Fail) continue;
      const auto certainty = norms.certainty(at);
      found.push_back(
          {first_index + i,
           {at, effect_of(all[at].severity, certainty), certainty, std::move(outcome)}});
    }
  }
}

bool flags_too_many(const Tally::Counts& counts) {
  // One in twenty: more than that describes the population, not the exception.
  const auto failed = counts.of[static_cast<std::size_t>(Verdict::Fail)];
  const auto judged = failed + counts.of[static_cast<std::size_t>(Verdict::Pass)];
  return failed * 20 > judged;
}

std::vector<HistoryJudged> evaluate(const History& history, const NormTable& table) {
  std::vector<HistoryJudged> judged;
  const auto& norms = table.on(history.hoy);
  const auto all = rules();
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (all[at].of_history == nullptr) continue;
    if (norms.norm(at) == nullptr) {
      HistoryOutcome out;
      out.verdict = Verdict::NotApplicable;
      out.why = Inapplicable::NormaNoVigente;
      judged.push_back({at, std::move(out)});
    } else {
      judged.push_back({at, all[at].of_history(history, norms)});
    }
  }
  return judged;
}

}  // namespace verification
