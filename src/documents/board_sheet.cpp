// A sheet without a cover, in the blocks of every document.
#include "documents/board_sheet.hpp"

#include "documents/wording.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

Table figures_table(const BoardSheet& sheet) {
  Table table;
  table.columns = {{.title = "Cifra", .width = 260, .row_header = true},
                   {.title = "Valor", .width = 130},
                   {.title = "Frente a lo programado y al mes anterior", .width = 410},
                   {.title = "Estado", .width = 200}};
  for (const auto& one : sheet.figures)
    table.rows.push_back({{cell(one.name), cell(prose(strong(one.value))), cell(one.remark),
                           one.light ? cell(static_cast<State>(*one.light)) : cell(one.state)}});
  table.density = Density::Media;
  table.together = true;
  return table;
}

// Points without their sign, which the axis says.
documents::Figure share(const std::optional<Ratio>& points) {
  return points ? decimal(*points, 1) : absent(Absent::NoAplica);
}

Chart course_chart(const BoardSheet& sheet) {
  ColumnChart chart;
  chart.axis = "Avance físico acumulado, % del año";
  chart.programmed_name = "programado";
  chart.executed_name = "ejecutado";
  for (std::uint8_t number = 1; number <= 12; ++number) {
    const Month month{sheet.month.year, number};
    const auto& point = sheet.course[number - 1U];
    chart.pairs.push_back(
        {month_short(month), share(point.physical_programmed), share(point.physical)});
  }
  if (sheet.month.number < 12) chart.pending = "lo que falta del año: programado";
  Chart out;
  out.number = 1;
  out.name = "curso";
  out.message = sheet.course_message;
  out.illustrative = sheet.illustrative;
  out.data = std::move(chart);
  return out;
}

Table subproductos_table(const BoardSheet& sheet) {
  Table table;
  table.number = 1;
  table.name = "subproductos";
  const auto printed = sheet.subproductos.size();
  table.caption = printed < sheet.subproductos_all
                      ? "Los " + std::to_string(printed) + " subproductos más rezagados de " +
                            std::to_string(sheet.subproductos_all)
                      : "Subproductos, del más rezagado al más adelantado";
  table.illustrative = sheet.illustrative;
  table.columns = {
      {.title = "Subproducto", .width = 420, .row_header = true},
      {.title = "Producto", .kind = Kind::Code, .width = 160},
      {.title = "Estado", .kind = Kind::State, .width = 130},
      {.title = "Índice", .kind = Kind::Percent, .width = 90, .measure = "indice"},
      {.title = "Físico, % del año", .kind = Kind::Percent, .width = 100, .measure = "fisico"},
      {.title = "Financiero, %", .kind = Kind::Percent, .width = 100, .measure = "financiero"}};
  for (const auto& one : sheet.subproductos)
    table.rows.push_back({{cell(one.name), cell(one.category), cell(state_of(one.signal)),
                           cell(cell_figure_of(one.signal.index)),
                           cell(cell_figure_of(one.physical)), cell(cell_figure_of(one.financial))},
                          RowKind::Plain,
                          {{"producto", one.category}}});
  table.density = Density::Densa;
  table.source =
      Source{prose(sheet.source.empty() ? std::string("reportes de las unidades")
                                        : sheet.source + " y reportes de las unidades"),
             last_day(sheet.month), "",
             "Índice = físico ejecutado ÷ programado a la fecha × 100. Datos preliminares hasta "
             "el cierre del mes."};
  table.query = {"tablero", {{"periodo", show(sheet.month)}}};
  return table;
}

}  // namespace

Document board_sheet(const BoardSheet& sheet) {
  Document document;
  document.title = "Tablero ejecutivo";
  document.subtitle = sheet.lead;
  document.running = "Tablero ejecutivo · " + text::month(sheet.month) + " · impreso el " +
                     text::date(sheet.made_on);
  document.code = "tablero-" + show(sheet.month);
  document.as_of = sheet.made_on;
  document.institution = {sheet.institution.name,
                          "",
                          {sheet.institution.address},
                          sheet.institution.telephone,
                          sheet.institution.email};
  document.front = Front::Heading;
  document.draft = false;
  document.contents = false;
  if (sheet.illustrative) document.illustrative = "Las cifras no son oficiales.";

  Section section{.new_page = false};
  section.blocks.push_back(figures_table(sheet));
  section.blocks.push_back(course_chart(sheet));
  section.blocks.push_back(Heading{2, sheet.matters.size() < sheet.matters_all
                                          ? "Lo que requiere decisión: los primeros " +
                                                std::to_string(sheet.matters.size()) +
                                                " asuntos de " + std::to_string(sheet.matters_all)
                                          : std::string("Lo que requiere decisión")});
  if (sheet.matters.empty()) {
    section.blocks.push_back(Paragraph{prose("Nada espera una decisión este mes.")});
  } else {
    List list{.numbered = true};
    for (const auto& one : sheet.matters)
      list.items.push_back(prose(strong(without_stop(one.what) + "."), ' ' + one.why));
    section.blocks.push_back(std::move(list));
  }
  section.blocks.push_back(subproductos_table(sheet));
  document.sections.push_back(std::move(section));
  return document;
}

}  // namespace documents
