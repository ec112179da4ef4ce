// Every motive of the linter has a sentence whose slots are all filled by the demo's findings.
#include "text/findings.hpp"

#include <gtest/gtest.h>

#include "base/resources.hpp"
#include "domain/planning/linter_execution.hpp"
#include "domain/planning/plan_json.hpp"
#include "text/refusals.hpp"

namespace text {
namespace {

std::vector<planning::Finding> demo_findings() {
  return planning::lint(planning::parse_plan(resource("demo/plan.json").value()).value());
}

TEST(findings, every_motive_has_a_sentence) {
  for (const auto motive : planning::lint_motives())
    EXPECT_NE(sentence_of(motive), nullptr) << motive;
  for (const auto motive : planning::execution_motives())
    EXPECT_NE(sentence_of(motive), nullptr) << motive;
}

TEST(findings, no_slot_is_left_empty) {
  for (const auto& finding : demo_findings()) {
    EXPECT_EQ(reason_of(finding).find("(sin dato)"), std::string::npos) << reason_of(finding);
    EXPECT_EQ(remedy_of(finding).find("(sin dato)"), std::string::npos) << remedy_of(finding);
    EXPECT_FALSE(place_of(finding).empty());
  }
}

TEST(findings, the_figures_of_the_published_plan_as_people_write_them) {
  std::string all;
  for (const auto& finding : demo_findings())
    all += place_of(finding) + ": " + reason_of(finding) + "\n";
  for (const char* text : {
           "5 % de 1,347,953 son 67,398 y el texto dice 64,660: difieren en 2,738",
           "39 % de 1,347,953 son 525,702 y el texto dice 520,448",
           "La línea base de 21 (delegación) no interviene: las metas suman 11; con la base serían "
           "32, y en 2026 se registran 22.",
           "La meta es 520,448 (persona) y de 2022-2025 se registran 305,862",
           "imprime «00» en 18 de 18 filas y debe tener 3 cifras",
           "Matriz del PEI, RE1, meta, 2021: ",
           "Subproductos, P05.S2: ",
       })
    EXPECT_NE(all.find(text), std::string::npos) << text << "\n" << all;
}

TEST(findings, figures) {
  EXPECT_EQ(figure({"meta", "520448"}), "520,448");
  EXPECT_EQ(figure({"anio", "2026"}), "2026");
  EXPECT_EQ(figure({"hallado", "00"}), "00");
  EXPECT_EQ(figure({"base", "0"}), "0");
  EXPECT_EQ(figure({"fecha", "2026-10-01"}), "01/10/2026");
  EXPECT_EQ(figure({"costo", "1234.50"}).find("1,234.50") != std::string::npos, true);
  EXPECT_EQ(figure({"hallado", "Documento"}), "Documento");
}

}  // namespace
}  // namespace text
