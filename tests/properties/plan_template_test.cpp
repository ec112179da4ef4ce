// The template of a plan is read back to the same plan: what is handed out can be handed in.
#include "documents/plan_template.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/resources.hpp"
#include "domain/planning/plan_diff.hpp"
#include "domain/planning/plan_json.hpp"
#include "readers/plan_file.hpp"

namespace {

planning::Plan plan_in(std::string_view file) {
  return planning::parse_plan(resource(file).value()).value();
}

void expect_same(planning::Plan a, planning::Plan b) {
  for (auto* plan : {&a, &b})
    std::ranges::sort(plan->poa.metas, [](const auto& x, const auto& y) {
      return std::pair(x.subproducto, x.unidad) < std::pair(y.subproducto, y.unidad);
    });
  for (const auto& change : planning::changes_between(planning::to_json(a), planning::to_json(b)))
    ADD_FAILURE() << change.campo << ": " << change.antes << " > " << change.ahora;
}

TEST(plan_template, comes_back_as_it_went_out) {
  for (const auto* file : {"demo/plan.json", "demo/plan-corregido.json"}) {
    const auto plan = plan_in(file);
    const auto bytes = documents::plan_template(plan);
    ASSERT_TRUE(bytes) << bytes.error().code;
    const auto back = readers::read_plan(*bytes, &plan);
    ASSERT_TRUE(back) << back.error().code << " " << detail_of(back.error(), "hoja") << " "
                      << detail_of(back.error(), "celda") << " "
                      << detail_of(back.error(), "hallado") << detail_of(back.error(), "campo");
    EXPECT_EQ(back->ignored, std::vector<std::string>{"Instrucciones"});
    EXPECT_EQ(back->tables.size(), 7U);
    expect_same(plan, back->plan);
  }
}

TEST(plan_template, a_corrected_cell_is_one_difference) {
  const auto plan = plan_in("demo/plan.json");
  auto corrected = plan;
  corrected.pei.filas[0].metas[5].texto = "50%";
  corrected.pei.filas[0].metas[5].valor = Quantity::units(50);
  corrected.medidas[0].estado = planning::MeasureState::Cumplida;
  const auto back = readers::read_plan(documents::plan_template(corrected).value(), &plan).value();
  expect_same(corrected, back.plan);
}

TEST(plan_template, the_same_plan_gives_the_same_bytes) {
  const auto plan = plan_in("demo/plan.json");
  EXPECT_EQ(documents::plan_template(plan).value(), documents::plan_template(plan).value());
}

TEST(plan_template, an_empty_plan_has_headings_for_ten_years) {
  planning::Plan plan;
  plan.ejercicio = 2027;
  EXPECT_TRUE(documents::plan_template(plan));
}

}  // namespace
