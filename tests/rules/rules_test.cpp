// Every rule has a passing, a failing, a not applicable and an untold case, and says what they say.
#include "text/rules.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "base/text.hpp"
#include "domain/verification/evaluate.hpp"
#include "domain/verification/families.hpp"
#include "domain/verification/remedy.hpp"
#include "domain/verification/splitting.hpp"
#include "rules/cases.hpp"
#include "text/refusals.hpp"

using namespace verification;

namespace {

std::string machine(const Value& value) {
  struct {
    std::string operator()(Money v) const { return show(v); }
    std::string operator()(std::int64_t v) const { return std::to_string(v); }
    std::string operator()(Date v) const { return show(v); }
    std::string operator()(const Ratio& v) const {
      return show(v.numerator()) + "/" + show(v.denominator());
    }
    std::string operator()(const std::string& v) const { return v; }
  } written;
  return std::visit(written, value);
}

// What a case says a rule says, in one line: "requiere verificación (suma)".
std::string answer(const Outcome& outcome) {
  const std::string verdict(code_of(outcome.verdict));
  switch (outcome.verdict) {
    case Verdict::Pass:
      return verdict;
    case Verdict::Fail:
      return verdict + (outcome.proofs.front().motive.empty()
                            ? ""
                            : " (" + std::string(outcome.proofs.front().motive) + ")");
    case Verdict::NotApplicable: {
      const auto sentence = text::inapplicable(outcome.why);  // "No aplica: … ."
      return verdict + sentence.substr(9, sentence.size() - 10);
    }
    case Verdict::CannotTell:
      return verdict + ": falta " + std::string(text::name_of(outcome.missing));
  }
  return verdict;
}

std::string asked(const Case& one) {
  if (one.why.empty()) return one.result;
  if (one.result == "requiere verificación") return one.result + " (" + one.why + ")";
  return one.result + ": " + one.why;
}

// The norms that a case is judged under; made once for all cases that change none.
const NormTable& norms_of(const Case& one) {
  static const NormTable ordinary = norms_with({});
  static std::optional<NormTable> changed;
  if (one.norms.empty()) return ordinary;
  changed.emplace(norms_with(one.norms));
  return *changed;
}

// One outcome for a history: its verdict, with the first flag's proofs.
Outcome flattened(HistoryOutcome history) {
  Outcome out;
  out.verdict = history.verdict;
  out.why = history.why;
  out.missing = history.missing;
  if (!history.flags.empty()) out.proofs = history.flags.front().outcome.proofs;
  return out;
}

Outcome outcome_of(const Case& one, const Rule& rule, const NormTable& norms,
                   std::vector<std::string>& subjects) {
  const auto at = *rule_at(rule.id);
  if (rule.of_history != nullptr) {
    History history;
    for (const auto& line : one.facts) set(history, line, one.file);
    for (auto& judged : evaluate(history, norms))
      if (judged.rule == at) {
        for (const auto& flag : judged.outcome.flags) subjects.push_back(flag.name);
        return flattened(std::move(judged.outcome));
      }
  } else {
    static const auto files = base_files();
    const auto base = files.find(one.base);
    if (base == files.end()) {
      ADD_FAILURE() << one.file << ":" << one.line << ": no expediente " << one.base;
      return {};
    }
    auto file = base->second;
    for (const auto& line : one.facts) set(file, line, one.file);
    for (auto& judged : evaluate(file, norms).all)
      if (judged.rule == at) return std::move(judged.outcome);
  }
  ADD_FAILURE() << rule.id << " was not asked";
  return {};
}

void check_details(const Case& one, const Rule& rule, const Outcome& outcome,
                   const std::vector<std::string>& subjects) {
  const auto where = one.file + ":" + std::to_string(one.line) + " " + one.title;
  for (const auto& line : one.expected) {
    if (outcome.proofs.empty()) {
      ADD_FAILURE() << where << ": nothing to prove " << line.field;
      continue;
    }
    const auto& proof = outcome.proofs.front();
    if (line.field == "dice") {
      EXPECT_EQ(text::reason_of(rule, proof), replaced(line.value, "_", " ")) << where;
    } else if (line.field == "diferencia") {
      ASSERT_TRUE(proof.difference) << where;
      EXPECT_EQ(machine(*proof.difference), line.value) << where;
    } else if (line.field == "pruebas") {
      EXPECT_EQ(std::to_string(outcome.proofs.size()), line.value) << where;
    } else if (line.field == "prueba") {
      const auto space = line.value.find(' ');
      EXPECT_TRUE(std::ranges::any_of(proof.rows,
                                      [&](const Witness& row) {
                                        return row.kind == line.value.substr(0, space) &&
                                               row.id == line.value.substr(space + 1);
                                      }))
          << where << ": no row " << line.value;
    } else if (line.field == "señala") {
      EXPECT_NE(std::ranges::find(subjects, line.value), subjects.end())
          << where << ": not " << line.value << " but " << joined(subjects, "; ");
    } else {
      const auto found = std::ranges::find(proof.operands, line.field, &Operand::name);
      if (found == proof.operands.end())
        ADD_FAILURE() << where << ": no operand " << line.field;
      else
        EXPECT_EQ(machine(found->value), line.value) << where << ": " << line.field;
    }
  }
}

std::string code_of_sentence(const Rule& rule, const Proof& proof) {
  return "regla." + std::string(rule.id) +
         (proof.motive.empty() ? "" : "." + std::string(proof.motive));
}

}  // namespace

TEST(Rules, EveryCaseSaysWhatTheRuleSays) {
  for (const auto& one : all_cases()) {
    const auto at = rule_at(one.rule);
    if (!at) {
      ADD_FAILURE() << one.file << ":" << one.line << ": no rule " << one.rule;
      continue;
    }
    const auto& rule = rules()[*at];
    std::vector<std::string> subjects;
    const auto& norms = norms_of(one);
    const auto outcome = outcome_of(one, rule, norms, subjects);
    EXPECT_EQ(answer(outcome), asked(one))
        << one.rule << ": " << one.file << ":" << one.line << " " << one.title;
    check_details(one, rule, outcome, subjects);
  }
}

TEST(Rules, NoRuleIsWithoutItsFourCases) {
  std::map<std::string, std::set<std::string>> seen;
  for (const auto& one : all_cases()) seen[one.rule].insert(one.result);
  std::size_t computed = 0;
  for (const auto& rule : rules()) {
    if (!rule.computed()) {
      EXPECT_TRUE(seen[std::string(rule.id)].empty()) << rule.id << " waits for an input";
      continue;
    }
    ++computed;
    for (const auto verdict : codes_of<Verdict>())
      EXPECT_TRUE(seen[std::string(rule.id)].contains(std::string(verdict)))
          << rule.id << " has no case in which it says: " << verdict;
  }
  EXPECT_GE(computed, 70U);
}

TEST(Rules, EverySentenceIsSaidByACaseAndIsWhole) {
  std::set<std::string> said;
  for (const auto& one : all_cases()) {
    const auto at = rule_at(one.rule);
    if (!at || one.result != "requiere verificación") continue;
    const auto& rule = rules()[*at];
    std::vector<std::string> subjects;
    const auto& norms = norms_of(one);
    for (const auto& proof : outcome_of(one, rule, norms, subjects).proofs) {
      said.insert(code_of_sentence(rule, proof));
      const auto reason = text::reason_of(rule, proof);
      EXPECT_TRUE(reason.starts_with("Requiere verificación: ")) << reason;
      EXPECT_EQ(reason.find("(sin dato)"), reason.npos) << one.rule << ": " << reason;
      EXPECT_FALSE(text::remedy_of(rule, proof).empty()) << reason;
      EXPECT_FALSE(proof.rows.empty() && proof.operands.empty() && proof.motive.empty()) << reason;
    }
  }
  for (const auto& sentence : text::all_sentences()) {
    if (!sentence.code.starts_with("regla.")) continue;
    EXPECT_TRUE(said.contains(std::string(sentence.code))) << "no case says " << sentence.code;
  }
}

TEST(Rules, ACleanFileIsClean) {
  const auto norms = norms_with({});
  for (const auto& [name, file] : base_files())
    for (const auto& judged : evaluate(file, norms).all)
      if (judged.outcome.verdict == Verdict::Fail)
        ADD_FAILURE() << name << ": "
                      << text::reason_of(rules()[judged.rule], judged.outcome.proofs.front());
}

TEST(Rules, TheCatalogueIsInOrderAndEveryRuleHasANorm) {
  ASSERT_EQ(rules().size(), rule_count);
  const auto norms = norms_with({});
  const auto& today = norms.on(std::chrono::year{2026} / 3 / 15);
  std::set<std::string_view> ids;
  const std::string_view families = "VBCANWP";
  std::pair<std::size_t, std::string_view> last{};
  for (std::size_t i = 0; i < rules().size(); ++i) {
    const auto& rule = rules()[i];
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    const std::pair here{families.find(rule.id.front()), rule.id};
    EXPECT_LT(last, here) << rule.id;
    last = here;
    EXPECT_NE(today.norm(i), nullptr) << rule.id << " has no norm in norms/rules.csv";
    EXPECT_FALSE(rule.inputs.empty()) << rule.id;
    EXPECT_EQ(rule.computed(), !waits_for(rule)) << rule.id;
    EXPECT_EQ(rule.of_file != nullptr, !rule.corrections.empty()) << rule.id;
    EXPECT_TRUE(rule.computed() || *waits_for(rule) >= waits_from) << rule.id;
  }
}

TEST(Rules, AFileShownAsLinesIsTheSameFile) {
  const auto norms = norms_with({});
  for (const auto& [name, file] : base_files()) {
    FileFacts again;
    for (const auto& line : lines_of(file))
      ASSERT_TRUE(set_field(again, line.path, line.value)) << name << ": " << line.path;
    EXPECT_EQ(lines_of(again), lines_of(file)) << name;
    const auto first = evaluate(file, norms), second = evaluate(again, norms);
    for (std::size_t i = 0; i < first.all.size(); ++i)
      EXPECT_EQ(answer(first.all[i].outcome), answer(second.all[i].outcome)) << name;
  }
}

TEST(Rules, BelowVerificadaANormWarnsAndNeverBlocks) {
  auto file = base_files().at("baja_cuantia");
  ASSERT_TRUE(set_field(file, "factura.1.receptor", "CF"));
  EXPECT_FALSE(blocked(evaluate(file, norms_with({}))));
  EXPECT_TRUE(blocked(evaluate(file, norms_with({}, Certeza::Verificada))));
  EXPECT_TRUE(blocked(evaluate(file, norms_with({{"V05", "verificada", 0}}))));
  // A parameter that is not verified weakens its rule.
  ASSERT_TRUE(set_field(file, "factura.1.receptor", file.institucion.view()));
  ASSERT_TRUE(set_field(file, "monto", "25000.01"));
  ASSERT_TRUE(set_field(file, "adjudicado", "25000.01"));
  EXPECT_FALSE(blocked(evaluate(file, norms_with({{"C05", "verificada", 0}}))));
}

TEST(Rules, ARoundOverManyFilesSaysWhatEachFileSays) {
  const auto norms = norms_with({});
  std::vector<FileFacts> files;
  const auto bases = base_files();
  for (const auto& one : all_cases()) {
    if (one.base.empty()) continue;
    auto file = bases.at(one.base);
    for (const auto& line : one.facts) set(file, line, one.file);
    files.push_back(std::move(file));
    if (files.size() == 120) break;
  }
  Tally tally;
  std::vector<FoundFlag> found;
  round_over(files, 0, norms, tally, found);
  std::size_t flags = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (const auto& flag : evaluate(files[i], norms).flags()) {
      ASSERT_LT(flags, found.size());
      EXPECT_EQ(found[flags].file, i);
      EXPECT_EQ(found[flags].flag.rule, flag.rule);
      ++flags;
    }
  }
  EXPECT_EQ(flags, found.size());
  EXPECT_EQ(tally.files, std::int64_t(files.size()));
  for (const auto at : file_rules()) {
    std::int64_t sum = 0;
    for (const auto count : tally.rules[at].of) sum += count;
    EXPECT_EQ(sum, tally.files);
  }
}
