// The report of financial indicators, put together.
#include "documents/indicator_report.hpp"

#include "documents/numbering.hpp"
#include "documents/parts.hpp"
#include "text/control_tools.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

using control::Juicio;

std::string value_of(const control::IndicatorSheet& sheet, const control::Reading& reading) {
  return reading.value ? text::reading(sheet.unidad, *reading.value) : std::string("Sin dato");
}

void close(Table& table, const queries::IndicatorReport& report, Date today, std::string note) {
  table.illustrative = report.illustrative;
  table.source = source_of(prose("extractos, cuotas, expedientes y metas de la institución"), today,
                           "C-04", std::move(note));
  table.query = {"C-04", {{"mes", show(report.until)}}};
  table.density = Density::Matriz;
  table.grid = true;
}

// Code and judgement keep their width, and the months share what the name leaves.
Table series_table(const queries::IndicatorReport& report, bool by_cuatrimestre, Date today) {
  const auto months = queries::indicator_columns(report.until, by_cuatrimestre);
  constexpr int code = 50, judged = 90;
  const int each = std::min(150, (1000 - code - judged - 150) / static_cast<int>(months.size()));
  const int name = 1000 - code - judged - each * static_cast<int>(months.size());
  Table table;
  table.name = "indicadores";
  table.caption = "Indicadores financieros a " + text::month(report.until) +
                  (by_cuatrimestre ? ", por cuatrimestre" : ", por mes");
  table.columns = {{.title = "Código", .kind = Kind::Code, .width = code, .row_header = true},
                   {.title = "Indicador", .width = name}};
  for (const auto month : months)
    table.columns.push_back(
        {.title = text::indicator_column(month, by_cuatrimestre), .width = each});
  table.columns.push_back({.title = "Juicio", .width = judged});
  for (const auto& one : report.series) {
    Row row{{cell(one.sheet->code), cell(text::text_of(*one.sheet).name)},
            RowKind::Plain,
            {{"indicador", std::string(one.sheet->code)}}};
    for (const auto month : months)
      row.cells.push_back(
          cell(value_of(*one.sheet, one.months[month.number - 1U].at(by_cuatrimestre))));
    row.cells.push_back(cell(text::name_of(one.months.back().judged_at(by_cuatrimestre))));
    table.rows.push_back(std::move(row));
  }
  close(table, report, today,
        std::string("Cada valor acumula desde enero, salvo la velocidad, que es ") +
            (by_cuatrimestre ? "de los meses del cuatrimestre." : "del mes.") +
            " «Sin dato» no es cero.");
  return table;
}

// What asked for attention or deviated in any month, with what explains it, and every other note.
Table deviation_table(const queries::IndicatorReport& report, Date today) {
  Table table;
  table.name = "desviaciones";
  table.caption = "Meses que piden atención, se desvían o tienen nota";
  table.columns = {{.title = "Código", .kind = Kind::Code, .width = 60, .row_header = true},
                   {.title = "Indicador", .width = 220},
                   {.title = "Mes", .width = 120},
                   {.title = "Valor", .width = 110},
                   {.title = "Juicio", .width = 110},
                   {.title = "Qué lo explica", .width = 380}};
  for (const auto& one : report.series)
    for (const auto& month : one.months) {
      const auto* note = report.note(one.sheet->code, month.month);
      const bool judged = month.judged == Juicio::Desviacion || month.judged == Juicio::Atencion;
      if (!judged && note == nullptr) continue;
      table.rows.push_back(
          {{cell(one.sheet->code), cell(text::text_of(*one.sheet).name),
            cell(text::month(month.month)), cell(value_of(*one.sheet, month.reading)),
            cell(text::name_of(month.judged)),
            note ? cell(note->body) : cell("Sin nota de auditoría")},
           RowKind::Plain,
           {{"indicador", std::string(one.sheet->code)}, {"mes", show(month.month)}}});
    }
  close(table, report, today, "");
  return table;
}

Table method_table(const queries::IndicatorReport& report, Date today) {
  Table table;
  table.name = "fichas";
  table.caption = "Fichas de método";
  table.columns = {{.title = "Código", .kind = Kind::Code, .width = 60, .row_header = true},
                   {.title = "Indicador y qué dice", .width = 290},
                   {.title = "Fórmula", .width = 230},
                   {.title = "Fuente", .width = 150},
                   {.title = "Umbral", .width = 270}};
  for (const auto& one : report.series) {
    const auto& said = text::text_of(*one.sheet);
    table.rows.push_back(
        {{cell(said.code), cell(std::string(said.name) + ". " + std::string(said.reading)),
          cell(said.formula), cell(said.source),
          cell(text::threshold_sentence(*one.sheet, one.threshold))},
         RowKind::Plain,
         {{"indicador", std::string(said.code)}}});
  }
  close(table, report, today, "");
  return table;
}

}  // namespace

Document indicator_report(const queries::IndicatorReport& report, bool by_cuatrimestre,
                          const queries::InstitutionData& data, Date today) {
  Document document;
  document.title = "Informe de indicadores financieros";
  document.subtitle = "De enero a " + text::month(report.until);
  document.running = document.title + ", " + text::month(report.until);
  document.code = "IF-" + show(report.until);
  document.corte = show(report.until);
  document.as_of = today;
  document.institution = {
      data.name, "Auditoría interna", {data.address}, data.telephone, data.email};
  document.cover = {{"Período", prose("De enero a ", text::month(report.until))},
                    {"Datos al", prose(text::long_date(today))},
                    {"Elaborado por", prose("Auditoría interna")}};
  document.place = "Guatemala, " + text::month(month_of(today));
  document.draft = false;
  document.contents = false;
  if (report.illustrative)
    document.illustrative = "Algunos de los montos que se cuentan son de ejemplo.";

  Chapters chapters;
  Section first;
  first.landscape = true;
  first.blocks.push_back(chapters.chapter("Indicadores"));
  first.blocks.push_back(series_table(report, by_cuatrimestre, today));
  List unknown;
  for (const auto& one : report.series) {
    const auto& last = one.months.back().at(by_cuatrimestre);
    if (!last.value)
      unknown.items.push_back(
          prose(strong(text::text_of(*one.sheet).name), ": ", text::reason_of(last.missing), "."));
  }
  if (!unknown.items.empty()) {
    first.blocks.push_back(chapters.part("Qué no puede determinarse"));
    first.blocks.push_back(std::move(unknown));
  }
  first.blocks.push_back(chapters.chapter("Desviaciones y notas"));
  auto deviations = deviation_table(report, today);
  if (deviations.rows.empty())
    first.blocks.push_back(Paragraph{prose("Ningún mes pide atención, se desvía ni tiene nota.")});
  else
    first.blocks.push_back(std::move(deviations));
  first.blocks.push_back(chapters.chapter("Fichas de método"));
  first.blocks.push_back(method_table(report, today));
  document.sections.push_back(std::move(first));
  number(document);
  return document;
}

}  // namespace documents
