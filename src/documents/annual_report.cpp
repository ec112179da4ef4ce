// The report of a whole year: what was planned, spent and reached, and how the year closes.
#include "documents/parts.hpp"
#include "text/format.hpp"

namespace documents {

Document annual_report(const ReportInput& input) {
  const auto& evaluation = input.evaluation;
  const auto period = period_of(evaluation.cut);
  const auto year = show(period.last.year);
  auto document =
      framed(input.frame, "Informe anual de evaluación y seguimiento", "Ejercicio fiscal " + year,
             "Informe anual · ejercicio fiscal " + year, period.name, period.as_of);
  Chapters chapters;
  const auto section = [&](std::string_view title, std::vector<Blocks> parts) {
    Blocks out{chapters.chapter(title)};
    for (auto& blocks : parts) append(out, std::move(blocks));
    document.sections.push_back({std::move(out)});
  };
  const PlanView view{input.plan, period.as_of, &evaluation};
  section("Presentación", {presentation(input, period, "año")});
  section("Base legal", {legal_basis(input.frame, period.as_of)});
  section("Marco estratégico",
          {prescriptive_model(input.plan), results_chain(view), yearly_goals(view)});
  section("Ejecución financiera", {money_by_programme(input, period), money_by_month(input, period),
                                   money_by_group_and_source(input, period)});
  section("Ejecución física",
          {goals_by_product(input, period), physical_against_financial(input, period),
           unit_costs(input, period), coverage_and_rectifications(input, period)});
  section("Indicadores de resultado", {indicators(input, period), method_sheets(input, period)});
  section("Equidad", {equity_chapter(input, period)});
  section("Calidad del gasto",
          {functions_and_evidence(input, period), measures_and_policy(input, period)});
  section("Conclusiones y cierre del ejercicio",
          {conclusions(input, period), {Heading{2, "Firmas"}}, signatures(input.frame)});

  Blocks annexes{Heading{1, "Anexos"}};
  annexes.push_back(goals_by_month(input, period));
  if (evaluation.financial.loaded) {
    annexes.push_back(PageBreak{});
    annexes.push_back(money_by_activity(input, period));
  }
  document.sections.push_back({std::move(annexes), true, true});

  Blocks last{Heading{1, "Verificación de este documento"}};
  append(last, verification(input.frame, cut_words(evaluation.cut), period.as_of));
  document.sections.push_back({std::move(last)});
  number(document);
  return document;
}

}  // namespace documents
