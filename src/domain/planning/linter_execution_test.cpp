// What the plan linter says of a year's execution.
#include "domain/planning/linter_execution.hpp"

#include <gtest/gtest.h>

namespace planning {
namespace {

Quantity units(std::int64_t n) { return Quantity::hundredths(n * 100); }

struct Case {
  const char* what;
  ExecutedProduct product;
  std::vector<std::string> motives;
};

TEST(LintExecution, SaysWhatDoesNotAgree) {
  const MoneySum some{Money::centavos(1)}, none{};
  const Case cases[] = {
      {"all is well", {"P", {{"S", units(100), units(100), units(90)}}, some}, {}},
      {"exactly a fifth more", {"P", {{"S", units(100), units(100), units(120)}}, some}, {}},
      {"a hundredth over a fifth more",
       {"P", {{"S", units(100), units(100), Quantity::hundredths(12001)}}, some},
       {"hallazgo.ejecucion_sobre_meta"}},
      {"done without money",
       {"P", {{"S", units(100), units(100), units(1)}}, none},
       {"hallazgo.ejecucion_sin_gasto"}},
      {"money, and zero declared",
       {"P", {{"S", units(100), units(100), units(0)}}, some},
       {"hallazgo.gasto_sin_ejecucion"}},
      {"money, and nothing reported yet",
       {"P", {{"S", units(100), units(100), std::nullopt}}, some},
       {}},
      {"no budget loaded", {"P", {{"S", units(100), units(100), units(5)}}, std::nullopt}, {}},
      {"lowered to what was done",
       {"P", {{"S", units(100), units(60), units(60)}}, some},
       {"hallazgo.meta_rebajada_a_lo_ejecutado"}},
      {"lowered, still ahead", {"P", {{"S", units(100), units(60), units(59)}}, some}, {}},
      {"lowered to nothing, nothing done",
       {"P", {{"S", units(100), units(0), units(0)}}, none},
       {}},
  };
  for (const auto& one : cases) {
    std::vector<std::string> motives;
    for (const auto& finding : lint_execution({one.product})) motives.push_back(finding.motivo);
    EXPECT_EQ(motives, one.motives) << one.what;
  }
}

}  // namespace
}  // namespace planning
