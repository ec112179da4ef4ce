// Detection and proof of austerity.
#include "domain/budget/austerity.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace budget {
namespace {

constexpr std::string_view reasons[] = {"austeridad.vigilado", "austeridad.crecimiento",
                                        "austeridad.por_persona", "austeridad.sin_avance"};
constexpr std::string_view states[] = {"propuesta", "aprobada", "cumplida", "descartada"};

const Ratio hundred = Ratio::whole(100);

std::optional<Ratio> ratio_of(MoneySum amount) {
  const auto money = amount.narrow();
  if (!money) return std::nullopt;
  return Ratio{money->in_centavos(), 1};
}

// Per cent by which `now` is above `before`; nothing where there is nothing to grow from.
std::optional<Ratio> growth_of(const std::optional<Ratio>& now,
                               const std::optional<Ratio>& before) {
  if (!now || !before || *before <= Ratio{}) return std::nullopt;
  return (*now - *before) * hundred / *before;
}

std::optional<Ratio> each(MoneySum amount, const std::optional<std::int64_t>& persons) {
  // Above this no institution spends, and the exact fractions below keep within 128 bits.
  constexpr Int128 most = 1'000'000'000'000'000;
  if (amount.in_centavos() > most || amount.in_centavos() < -most) return std::nullopt;
  const auto money = ratio_of(amount);
  if (!money || !persons || *persons < 1 || *persons > 1'000'000'000) return std::nullopt;
  return *money / Ratio::whole(*persons);
}

Candidate judged(const SpendingLine& line, const Ratio& limit) {
  Candidate found{line, {}, {}, {}, {}};
  if (line.before) {
    found.growth = growth_of(ratio_of(line.amount), ratio_of(*line.before));
    found.per_person_growth =
        growth_of(each(line.amount, line.persons), each(*line.before, line.persons_before));
    if (line.amount > *line.before) found.excess = line.amount - *line.before;
  }
  const bool from_nothing = line.before && *line.before <= MoneySum{} && line.amount > MoneySum{};
  if ((found.growth && *found.growth > limit) || from_nothing)
    found.by.push_back(CandidateBy::Growth);
  if (found.per_person_growth && *found.per_person_growth > limit)
    found.by.push_back(CandidateBy::PerPerson);
  if (line.done && *line.done < Ratio::whole(50)) found.by.push_back(CandidateBy::NoProgress);
  if (found.by.empty() && !line.before) found.by.push_back(CandidateBy::Watched);
  return found;
}

}  // namespace

bool SpendingScope::holds(std::string_view category_of_line, const Renglon& renglon) const {
  return (category.empty() || category == category_of_line) && renglones.contains(renglon);
}

Result<std::set<Renglon>> parse_renglones(std::string_view text) {
  std::set<Renglon> all;
  std::string plain = replaced(std::string(text), ",", ";");
  for (const auto& part : split(plain, ';')) {
    const auto word = trimmed(part);
    if (word.empty()) continue;
    const auto dash = word.find('-');
    const auto first = TRY(Renglon::restored(trimmed(word.substr(0, dash))));
    const auto last =
        dash == word.npos ? first : TRY(Renglon::restored(trimmed(word.substr(dash + 1))));
    const auto to = *whole_number(last.digits());
    for (auto n = *whole_number(first.digits()); n <= to; ++n)
      all.insert(TRY(Renglon::restored(std::to_string(n))));
  }
  return all;
}

std::string show(const std::set<Renglon>& renglones) {
  std::string text;
  for (const auto& renglon : renglones) (text += text.empty() ? "" : ";") += renglon.digits();
  return text;
}

std::string_view code_of(CandidateBy by) { return reasons[std::to_underlying(by)]; }
std::string_view code_of(AusterityState state) { return states[std::to_underlying(state)]; }
std::optional<AusterityState> austerity_state(std::string_view code) {
  const auto found = std::ranges::find(states, code);
  if (found == std::end(states)) return std::nullopt;
  return static_cast<AusterityState>(found - std::begin(states));
}

Detection detect(std::span<const SpendingLine> lines, const std::set<Renglon>& watched,
                 std::span<const SpendingScope> inputs, const Ratio& limit) {
  Detection found;
  for (const auto& line : lines) {
    if (!watched.contains(line.renglon)) continue;
    found.watched += line.amount;
    if (std::ranges::any_of(inputs, [&](const SpendingScope& scope) {
          return scope.holds(line.category, line.renglon);
        })) {
      found.inputs += line.amount;
      found.excluded.push_back(line);
      continue;
    }
    auto candidate = judged(line, limit);
    if (candidate.by.empty()) continue;
    found.at_most += line.amount;
    found.candidates.push_back(std::move(candidate));
  }
  std::ranges::stable_sort(found.excluded, std::ranges::greater{}, &SpendingLine::amount);
  std::ranges::stable_sort(found.candidates, std::ranges::greater{},
                           [](const Candidate& c) { return c.line.amount; });
  return found;
}

Saving saving_of(const AusterityMeasure& measure, const std::array<MoneySum, 12>& spent,
                 Month until) {
  Saving saving;
  for (auto month = measure.first; month <= measure.last; month = next(month)) {
    ++saving.months;
    if (month > until) continue;
    ++saving.months_gone;
    saving.spent += spent[static_cast<std::size_t>(month.number - 1)];
  }
  if (saving.months > 0)
    saving.expected = MoneySum::centavos(Int128{measure.baseline.in_centavos()} *
                                         saving.months_gone / saving.months);
  return saving;
}

}  // namespace budget
