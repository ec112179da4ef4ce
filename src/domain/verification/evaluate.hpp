// Asks a file all the rules that one file decides, under the law of its day. The same function
// answers the act (before a visado), the nightly round over all files and an auditor's
// re-performance, so that the three cannot differ.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "domain/verification/history.hpp"
#include "domain/verification/norms.hpp"
#include "domain/verification/rule.hpp"

namespace verification {

// What a failing rule does. Below *verificada* a norm warns and never blocks.
enum class Effect : std::uint8_t {
  Blocks,
  AsksReason,  // Goes on with the reason of a second person.
  Warns,
  Informs,
};
Effect effect_of(Severity, Certeza);
template <>
std::span<const std::string_view> codes_of<Effect>();

struct Flag {
  std::size_t rule = 0;  // Into rules().
  Effect effect = Effect::Warns;
  Certeza certainty = Certeza::Dudosa;
  Outcome outcome;
};

struct Judged {
  std::size_t rule = 0;
  Outcome outcome;
};

// Everything that the rules say of one file, in the order of the catalogue.
struct Evaluation {
  Date norms_of{};          // The day whose law was asked.
  std::vector<Judged> all;  // Rules that one file decides.
  std::vector<Flag> flags() const&;
  const RuleNorms* norms = nullptr;
};
Evaluation evaluate(const FileFacts&, const NormTable&);
bool blocked(const Evaluation&);

// The rules that one file decides.
std::span<const std::size_t> file_rules();

// What a round over many files counts, and the flags it found.
struct Tally {
  struct Counts {
    std::array<std::int64_t, 4> of{};  // By Verdict.
  };
  std::array<Counts, rule_count> rules{};
  std::int64_t files = 0;
};
struct FoundFlag {
  std::size_t file = 0;  // Into the files of the round.
  Flag flag;
};
// Adds to both; files are asked in order. A passing rule allocates nothing.
void round_over(std::span<const FileFacts>, std::size_t first_index, const NormTable&, Tally&,
                std::vector<FoundFlag>&);

// A rule that flags more than this share of those it could judge says so.
bool flags_too_many(const Tally::Counts&);

// The rules over history, in the order of the catalogue.
struct HistoryJudged {
  std::size_t rule = 0;
  HistoryOutcome outcome;
};
std::vector<HistoryJudged> evaluate(const History&, const NormTable&);

}  // namespace verification
