// Measures of austerity: in reports what the budget proves of them, in the strategy what they are
// to save. Dropped ones are left out.
#include "documents/parts.hpp"
#include "text/format.hpp"
#include "text/money_words.hpp"

namespace documents {
namespace {

using budget::AusterityState;

Prose spending_of(const budget::AusterityMeasure& measure) {
  return prose(strong(measure.code + "."), ' ' + measure.title + ". Renglones ",
               budget::show(measure.scope.renglones),
               measure.scope.category.empty() ? std::string(".")
                                              : ", categoría " + measure.scope.category + ".");
}

}  // namespace

Blocks austerity_saved(const ReportInput& input, const Period& period) {
  Table table;
  table.name = "austeridad";
  table.caption = "Medidas de austeridad y el ahorro que prueba el presupuesto (quetzales)";
  table.columns = {{.title = "Medida", .width = 320, .row_header = true},
                   {.title = "Responsable", .width = 170},
                   {.title = "Línea base a la fecha", .kind = Kind::Money, .width = 140},
                   {.title = "Devengado", .kind = Kind::Money, .width = 140},
                   {.title = "Ahorro", .kind = Kind::Money, .width = 120},
                   {.title = "Estado", .width = 110}};
  MoneySum saved;
  std::int64_t n = 0;
  for (const auto& one : input.austerity) {
    const auto& measure = one.row.measure;
    if (measure.state == AusterityState::Descartada || one.saving.months_gone == 0) continue;
    ++n;
    saved += one.saving.saved();
    table.illustrative = table.illustrative || one.row.illustrative;
    table.rows.push_back({{cell(spending_of(measure)), cell(measure.owner),
                           cell(amount(one.saving.expected)), cell(amount(one.saving.spent)),
                           cell(amount(one.saving.saved())), cell(text::name_of(measure.state))},
                          RowKind::Plain,
                          {{"medida", measure.code}}});
  }
  if (n == 0) return {};
  Blocks out;
  out.push_back(Paragraph{
      prose("Contra su línea base, ", count(n, "medidas"),
            n == 1 ? " medida de austeridad ahorró " : " medidas de austeridad ahorraron ",
            amount(saved), " quetzales de enero a la fecha del informe."),
      period.query("A-01")});
  table.source = source_of(prose("devengado de SICOIN y línea base de cada medida"), period.as_of,
                           "A-01", "Un ahorro negativo es un gasto mayor que la línea base.");
  table.query = period.query("A-01");
  table.density = Density::Media;
  out.push_back(std::move(table));
  return out;
}

Blocks austerity_planned(const StrategyInput& input) {
  Table table;
  table.name = "austeridad_prevista";
  table.caption = "Medidas de austeridad de " + show(input.year) + " (quetzales)";
  table.columns = {{.title = "Medida", .width = 330, .row_header = true},
                   {.title = "Responsable", .width = 190},
                   {.title = "Hasta", .width = 110},
                   {.title = "Línea base", .kind = Kind::Money, .width = 140},
                   {.title = "Ahorro esperado", .kind = Kind::Money, .width = 130},
                   {.title = "Estado", .width = 100}};
  for (const auto& one : input.austerity) {
    const auto& measure = one.row.measure;
    if (measure.state == AusterityState::Descartada) continue;
    table.illustrative = table.illustrative || one.row.illustrative;
    table.rows.push_back({{cell(spending_of(measure)), cell(measure.owner),
                           cell(text::date(measure.due)), cell(amount(measure.baseline)),
                           cell(amount(measure.saving_goal)), cell(text::name_of(measure.state))},
                          RowKind::Plain,
                          {{"medida", measure.code}}});
  }
  if (table.rows.empty()) return {};
  table.source = source_of(prose("registro de medidas de austeridad"), input.as_of, "A-02");
  table.query = {"A-02", {{"ejercicio", show(input.year)}}};
  table.density = Density::Media;
  return {std::move(table)};
}

}  // namespace documents
