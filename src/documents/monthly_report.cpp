// The monthly follow-up: the month on one page, the money, the goals, who reported, and the proof.
#include "documents/parts.hpp"
#include "text/format.hpp"

namespace documents {

Document monthly_report(const ReportInput& input) {
  const auto& evaluation = input.evaluation;
  const auto period = period_of(evaluation.cut);
  auto document =
      framed(input.frame, "Seguimiento mensual de la ejecución",
             text::capitalized(text::month(period.last)),
             "Seguimiento mensual · " + text::month(period.last), period.name, period.as_of);
  document.contents = false;
  Chapters chapters;
  const auto section = [&](std::string_view title, std::vector<Blocks> parts,
                           bool new_page = true) {
    Blocks out{chapters.chapter(title)};
    for (auto& blocks : parts) append(out, std::move(blocks));
    document.sections.push_back({std::move(out), new_page});
  };
  section("Resumen", {presentation(input, period, "mes")});
  section("Ejecución financiera",
          {money_by_programme(input, period), money_by_month(input, period)});
  section("Ejecución física",
          {goals_by_product(input, period), physical_against_financial(input, period)});
  section("Cobertura del reporte", {coverage_and_rectifications(input, period)}, false);
  section("Indicadores de resultado",
          {indicators(input, period), {Heading{2, "Firmas"}}, signatures(input.frame)}, false);

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
