// The four-monthly report, in the order of the parts that the field expects: cover, contents,
// authorities, abbreviations, twelve chapters, signatures, annexes, verification.
#include "documents/parts.hpp"
#include "documents/wording.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

constexpr std::string_view roman[] = {"I", "II", "III"};

}  // namespace

Document four_monthly_report(const ReportInput& input) {
  const auto& evaluation = input.evaluation;
  const auto period = period_of(evaluation.cut);
  const auto cuatrimestre = cuatrimestre_of(period.last);
  auto document =
      framed(input.frame, "Informe de evaluación y seguimiento cuatrimestral",
             text::cuatrimestre_name(cuatrimestre) + ", " + text::months(period.first, period.last),
             "Informe cuatrimestral · " + std::string(roman[cuatrimestre.number - 1U]) +
                 " cuatrimestre de " + show(cuatrimestre.year),
             period.name, period.as_of);
  Chapters chapters;
  const auto section = [&](Blocks blocks, bool new_page = true, bool landscape = false) {
    document.sections.push_back({std::move(blocks), new_page, landscape});
  };
  // A chapter with its contents, and its parts one after another.
  const auto chapter = [&](std::string_view title, Blocks contents = {}) {
    Blocks out{chapters.chapter(title)};
    append(out, std::move(contents));
    return out;
  };
  const auto part = [&](Blocks& blocks, std::string_view title, Blocks contents,
                        std::string_view name = {}) {
    if (contents.empty()) return;
    blocks.push_back(chapters.part(title, name));
    append(blocks, std::move(contents));
  };

  Blocks opening{Heading{1, "Autoridades y siglas"}};
  append(opening, authorities(input.frame, period.as_of));
  opening.push_back(Heading{2, "Siglas"});
  append(opening, abbreviations(input.plan, "CUR LAIP MINFIN SICOIN"));
  section(std::move(opening));

  section(chapter("Presentación", presentation(input, period, "cuatrimestre")));
  section(chapter("Base legal", legal_basis(input.frame, period.as_of)));
  section(chapter("Metodología", methodology(input, period)), false);

  const PlanView view{input.plan, period.as_of, &evaluation};
  auto framework = chapter("Marco estratégico");
  auto chain = prescriptive_model(input.plan);
  append(chain, results_chain(view));
  part(framework, "Cadena de resultados", std::move(chain));
  part(framework,
       "Metas " + std::to_string(input.plan.pei.anio_inicial) + "–" +
           std::to_string(input.plan.pei.anio_final),
       yearly_goals(view));
  section(std::move(framework));
  Blocks red{chapters.part("Red de categorías programáticas")};
  red.push_back(red_table(input.plan));
  section(std::move(red));
  Blocks matrix{chapters.part("Matriz del PEI")};
  matrix.push_back(pei_table(input.plan));
  if (auto remarks = pei_remarks(input.plan); !empty(remarks))
    matrix.push_back(
        Note{std::move(remarks), {"P-04", {{"ejercicio", std::to_string(input.plan.ejercicio)}}}});
  section(std::move(matrix), true, true);

  auto money = chapter("Ejecución financiera");
  part(money, "Resultado global y por programa", money_by_programme(input, period));
  part(money, "Por mes", money_by_month(input, period));
  part(money, "Por grupo de gasto y fuente de financiamiento",
       money_by_group_and_source(input, period));
  section(std::move(money));

  auto goals = chapter("Ejecución física");
  part(goals, "Por producto y subproducto", goals_by_product(input, period));
  part(goals, "Avance físico y financiero", physical_against_financial(input, period));
  part(goals, "Costo por unidad", unit_costs(input, period));
  part(goals, "Cobertura del reporte y rectificaciones",
       coverage_and_rectifications(input, period));
  section(std::move(goals));

  auto results = chapter("Indicadores de resultado", indicators(input, period));
  append(results, method_sheets(input, period));
  section(std::move(results));
  section(chapter("Equidad", equity_chapter(input, period)));
  section(chapter("Análisis por área", area_texts(input, period)), false);

  auto quality = chapter("Calidad del gasto");
  part(quality, "Funciones de control y su evidencia", functions_and_evidence(input, period),
       "funciones");
  part(quality, "Medidas de transparencia, austeridad y rendición de cuentas",
       measures_and_policy(input, period));
  part(quality, "Austeridad y su ahorro", austerity_saved(input, period));
  section(std::move(quality), false);

  auto control = chapter("Control interno y auditoría");
  part(control, "Hallazgos de auditoría", findings_at_cut(input, period));
  part(control, "Recomendaciones abiertas", recommendations_at_cut(input, period));
  part(control, "Instrumentos de control", instruments_at_cut(input, period));
  part(control, "Riesgos", risks_at_cut(input, period));
  section(std::move(control), false);

  auto end = chapter(period.closes ? "Conclusiones, cierre del ejercicio y recomendaciones"
                                   : "Conclusiones y recomendaciones",
                     conclusions(input, period));
  end.push_back(Heading{2, "Firmas"});
  append(end, signatures(input.frame));
  section(std::move(end));

  Blocks annexes{Heading{1, "Anexos"}};
  annexes.push_back(goals_by_month(input, period));
  if (evaluation.financial.loaded) {
    annexes.push_back(PageBreak{});
    annexes.push_back(money_by_activity(input, period));
  }
  section(std::move(annexes), true, true);

  Blocks last{Heading{1, "Verificación de este documento"}};
  append(last, verification(input.frame, cut_words(evaluation.cut), period.as_of));
  section(std::move(last));
  number(document);
  return document;
}

}  // namespace documents
