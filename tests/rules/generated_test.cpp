// What rules say of many files: every planted fault is found, and clean files are left in peace.
// bench/rules asks the same of a million.
#include "rules/generated.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "rules/cases.hpp"

using namespace verification;

namespace {

constexpr std::size_t file_count = 5'000;

struct Asked {
  Tally tally;
  std::vector<FoundFlag> flags;
};
Asked asked(const std::vector<FileFacts>& files) {
  Asked out;
  const auto norms = norms_with({}, Certeza::Verificada);
  round_over(files, 0, norms, out.tally, out.flags);
  return out;
}

}  // namespace

TEST(GeneratedFiles, CleanOnesAreNeverFatalAndAtMostOneInAHundredIsFlagged) {
  const auto made = generated_files(file_count, 0);
  const auto out = asked(made.files);
  EXPECT_EQ(out.tally.files, std::int64_t{file_count});
  std::vector<std::size_t> flagged;
  for (const auto& one : out.flags) {
    EXPECT_NE(one.flag.effect, Effect::Blocks)
        << rules()[one.flag.rule].id << " of " << made.files[one.file].numero.view();
    flagged.push_back(one.file);
  }
  flagged.erase(std::unique(flagged.begin(), flagged.end()), flagged.end());
  EXPECT_LE(flagged.size() * 100, file_count);
  // Nor are they clean because nobody looked.
  std::size_t passed = 0;
  for (const auto& rule : out.tally.rules)
    passed += rule.of[static_cast<std::size_t>(Verdict::Pass)] > 0 ? 1U : 0U;
  EXPECT_GT(passed, 40U);
}

TEST(GeneratedFiles, EveryPlantedFaultIsFound) {
  const auto made = generated_files(file_count, 5);
  ASSERT_GT(made.planted.size(), 900U);
  const auto out = asked(made.files);
  for (const auto& fault : made.planted)
    EXPECT_TRUE(std::ranges::any_of(out.flags,
                                    [&](const FoundFlag& one) {
                                      return one.file == fault.file && one.flag.rule == fault.rule;
                                    }))
        << rules()[fault.rule].id << " of " << made.files[fault.file].numero.view();
}

TEST(GeneratedHistory, EachRuleNamesWhatWasPlantedAndNothingElse) {
  const auto made = generated_history(20'000);
  const auto norms = norms_with({}, Certeza::Verificada);
  const auto judged = evaluate(made.history, norms);
  for (const auto& wanted : made.expected) {
    const auto found = std::ranges::find(judged, wanted.rule, &HistoryJudged::rule);
    ASSERT_NE(found, judged.end());
    EXPECT_EQ(found->outcome.flags.size(), wanted.flags) << rules()[wanted.rule].id;
    EXPECT_GT(found->outcome.judged, 0) << rules()[wanted.rule].id;
  }
}
