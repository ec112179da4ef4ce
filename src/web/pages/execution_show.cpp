// I14: execution, drilled by question. Every choice is in the address; every amount is made of the
// same rows of the budget, filtered and added up here, and judged by the evaluation's own rule.
#include <algorithm>

#include "base/text.hpp"
#include "documents/wording.hpp"
#include "domain/production/refusals.hpp"
#include "text/format.hpp"
#include "web/pages/budget_drill.hpp"
#include "web/pages/execution_view.hpp"

namespace web {
namespace {

using budget::Stage;
using queries::LiveExecution;
using Kind = TableColumn::Kind;

constexpr std::string_view titles[] = {"Programa",       "Producto", "Unidad ejecutora",
                                       "Grupo de gasto", "Renglón",  "Fuente de financiamiento"};
// In the address.
constexpr std::string_view keys[] = {"programa", "categoria", "ue", "grupo", "renglon", "fuente"};

const std::vector<BudgetAxis>& questions() {
  static const std::vector<BudgetAxis> all{
      {"que", "¿En qué?", "programa, producto, renglón", {programa, categoria, renglon}},
      {"quien", "¿Quién?", "unidad ejecutora", {unidad_ejecutora, programa, categoria}},
      {"como", "¿Cómo?", "grupo, renglón", {grupo, renglon}},
      {"fuente", "¿Con qué?", "fuente de financiamiento", {fuente, programa, categoria}},
      {"cuando", "¿Cuándo?", "mes", {}},
  };
  return all;
}

Result<BudgetFacts> facts_of(Visit& visit, Month month, const LiveExecution& live) {
  BudgetFacts facts;
  facts.rows = TRY(queries::budget_by(visit.db(), budget_question(visit, month)));
  facts.programme = TRY(queries::financial_programme(visit.db(), live.evaluation.cut));
  return facts;
}

evaluation::Signal signal_of(const DrilledLine& line, Month month, const LiveExecution& live) {
  const auto to_date =
      line.programmed ? std::optional(evaluation::quetzales(*line.programmed)) : std::nullopt;
  return evaluation::signal(
      evaluation::quetzales(line.of(Stage::Devengado)),
      evaluation::expected_by(to_date, evaluation::quetzales(line.of(Stage::Vigente)),
                              month.number),
      planning::Polaridad::Ascendente, month.number, live.evaluation.thresholds);
}

// ---- The table ---------------------------------------------------------------------------------

std::vector<TableColumn> columns_of(std::string_view first) {
  return {
      {.key = "linea", .title = std::string(first), .row_header = true},
      {.key = "codigo", .title = "Código", .kind = Kind::Code, .secondary = true},
      {.key = "asignado", .title = "Asignado", .kind = Kind::Money, .secondary = true},
      {.key = "modificado", .title = "Modificado", .kind = Kind::Money, .secondary = true},
      {.key = "vigente", .title = "Vigente", .kind = Kind::Money, .secondary = true},
      {.key = "comprometido", .title = "Comprometido", .kind = Kind::Money, .secondary = true},
      {.key = "devengado", .title = "Devengado", .kind = Kind::Money},
      {.key = "pagado", .title = "Pagado", .kind = Kind::Money, .secondary = true},
      {.key = "programado",
       .title = "Programado",
       .note = "a la fecha",
       .kind = Kind::Money,
       .secondary = true},
      {.key = "desviacion",
       .title = "Desviación",
       .note = "devengado − programado",
       .kind = Kind::Money,
       .secondary = true},
      {.key = "ejecutado",
       .title = "% ejecutado",
       .note = "raya: programado",
       .kind = Kind::Percent},
      {.key = "saldo", .title = "Saldo", .kind = Kind::Money, .secondary = true},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
  };
}

TableRow row_of(const DrilledLine& line, const evaluation::Signal& signal, const std::string& name,
                std::string address, std::string css = {}) {
  TableRow row;
  row.css = std::move(css);
  row.cells.push_back({name, std::move(address)});
  if (line.code.empty())
    row.cells.push_back({NotDue{}});
  else
    row.cells.push_back({line.code});
  for (const auto stage : {Stage::Asignado, Stage::Modificado, Stage::Vigente, Stage::Comprometido,
                           Stage::Devengado, Stage::Pagado})
    row.cells.push_back({line.of(stage)});
  std::optional<Ratio> mark;
  if (line.programmed) {
    row.cells.push_back({*line.programmed});
    row.cells.push_back({line.of(Stage::Devengado) - *line.programmed});
    if (line.of(Stage::Vigente) > MoneySum{})
      mark = evaluation::quetzales(*line.programmed) * Ratio::whole(100) /
             evaluation::quetzales(line.of(Stage::Vigente));
  } else {
    row.cells.push_back({NotDue{}});
    row.cells.push_back({NotDue{}});
  }
  const auto percent =
      evaluation::financial_percent(line.of(Stage::Devengado), line.of(Stage::Vigente));
  TableCell cell{percent_cell(percent)};
  cell.css = "cuenta";
  if (percent.value) cell.after = mini_bar(percent.value, mark);
  row.cells.push_back(std::move(cell));
  row.cells.push_back({line.of(Stage::Vigente) - line.of(Stage::Devengado)});
  row.cells.push_back({light_of(signal), "", std::string(word_of(signal.light))});
  return row;
}

// The same address with a filter set, and the page and order forgotten.
std::string with_filter(const Request& request, std::size_t by, const std::string& code) {
  return with_query(request, keys[by], code);
}

TableView table_of(Visit& visit, const BudgetDrill& execution, Month month,
                   const LiveExecution& live) {
  const auto by = execution.level();
  TableView view;
  view.id = "ejecucion";
  view.as_of = "Datos al " + text::date(last_day(month));
  view.illustrative = live.evaluation.illustrative;
  view.file_name = "ejecucion-" + show(month);
  view.empty = "No hay movimientos con estos filtros.";
  view.caption = "Ejecución por " +
                 (by ? documents::uncapitalized(titles[*by]) : std::string("línea")) +
                 "\nQuetzales, " + text::months_in_prose({month.year, 1}, month) + ".";
  view.columns = columns_of(by ? titles[*by] : "Línea");
  const auto row = [&](const DrilledLine& line, const std::string& name, std::string address,
                       std::string css = {}) {
    return row_of(line, signal_of(line, month, live), name, std::move(address), std::move(css));
  };
  BudgetHeld held;
  // Without a filter the whole is the total.
  if (!execution.held().empty())
    view.path.push_back(
        row(execution.whole(held), "Toda la institución",
            "/ejecucion" + month_query(month) + "&por=" + std::string(execution.question().key),
            "camino"));
  for (const auto& [filter, code] : execution.held()) {
    held[filter] = code;
    const auto name = execution.name_of(filter, code);
    auto line = execution.whole(held);
    line.code = code;
    view.path.push_back(
        row(line,
            std::string(titles[filter]) + " " + (name.empty() || filter == programa ? code : name),
            "", "camino"));
  }
  if (by)
    for (const auto& line : execution.lines(*by)) {
      std::string address = line.code.empty() ? "" : with_filter(visit.request, *by, line.code);
      view.rows.push_back(row(line, line.name.empty() ? line.code : line.name, std::move(address)));
    }
  view.total = row(execution.whole(execution.held()), "Total", "");
  return view;
}

// By month: what each month moved, and how the year stands.
Result<TableView> months_table(Visit& visit, Month month, const LiveExecution& live) {
  const auto& all = live.evaluation;
  TableView view;
  view.id = "meses";
  view.caption = "Ejecución por mes\nQuetzales y porcentaje acumulado, " + show(month.year) + ".";
  view.as_of = "Datos al " + text::date(last_day(month));
  view.illustrative = all.illustrative;
  view.file_name = "ejecucion-meses-" + show(month);
  view.empty = "No hay presupuesto cargado.";
  view.columns = {
      {.key = "mes", .title = "Mes", .row_header = true},
      {.key = "programado",
       .title = "Programado",
       .note = "del mes",
       .kind = Kind::Money,
       .secondary = true},
      {.key = "devengado", .title = "Devengado", .note = "del mes", .kind = Kind::Money},
      {.key = "desviacion", .title = "Desviación", .kind = Kind::Money, .secondary = true},
      {.key = "financiera", .title = "Financiera", .note = "% acumulado", .kind = Kind::Percent},
      {.key = "fisica", .title = "Física", .note = "% acumulado", .kind = Kind::Percent},
      {.key = "reporte",
       .title = "Reporte físico",
       .kind = Kind::State,
       .sortable = false,
       .secondary = true},
  };
  const auto money = [](const std::optional<MoneySum>& amount) -> CellValue {
    if (amount) return *amount;
    return Missing{};
  };
  MoneySum programmed, devengado;
  bool has_programme = false;
  for (std::size_t m = 0; m < 12; ++m) {
    const auto& one = all.financial.months[m];
    const Month here{month.year, static_cast<std::uint8_t>(m + 1)};
    TableRow row;
    row.cells.push_back(
        {text::capitalized(text::month_name(here)), "/ejecucion" + month_query(here) + "&por=que"});
    row.cells.push_back({money(one.programmed)});
    row.cells.push_back({money(one.devengado)});
    if (one.programmed && one.devengado)
      row.cells.push_back({*one.devengado - *one.programmed});
    else
      row.cells.push_back({});
    row.cells.push_back({percent_cell(live.course[m].financial)});
    row.cells.push_back({percent_cell(live.course[m].physical)});
    const bool closed = std::ranges::find(all.coverage.closed, here) != all.coverage.closed.end();
    const std::string state = here > month ? "Por venir" : closed ? "Cerrado" : "Preliminar";
    row.cells.push_back(
        {here > month ? escaped(state) : tag(state, closed ? Tint::Grey : Tint::Amber),
         here > month ? "" : "/ejecucion/validacion" + month_query(here), state});
    if (one.programmed) has_programme = true;
    programmed += one.programmed.value_or(MoneySum{});
    devengado += one.devengado.value_or(MoneySum{});
    view.rows.push_back(std::move(row));
  }
  TableRow total;
  total.cells.push_back({"Total"});
  total.cells.push_back({has_programme ? CellValue(programmed) : CellValue(Missing{})});
  total.cells.push_back({devengado});
  total.cells.push_back({NotDue{}});
  total.cells.push_back({percent_cell(all.financial.total.percent)});
  total.cells.push_back({percent_cell(all.physical)});
  total.cells.push_back({NotDue{}});
  view.total = std::move(total);
  view.paged = false;
  (void)visit;
  return view;
}

Html tabs(const BudgetDrill& execution, Month month) {
  Html items;
  for (const auto& one : questions())
    items += html("<li><a href=\"{}\"{}><b>{}</b><span>{}</span></a></li>\n",
                  "/ejecucion" + month_query(month) + "&por=" + std::string(one.key),
                  &one == &execution.question() ? Html{" aria-current=\"page\""} : Html{},
                  one.words, one.about);
  return html("<ul class=\"ejes\" aria-label=\"Preguntas\">\n{}</ul>\n", items);
}

// The select of one dimension for the filter form.
Html chosen(const BudgetDrill& execution, std::size_t by, std::string_view any) {
  Html options = html("<option value=\"\">{}</option>", any);
  const auto held = execution.held().find(by);
  for (const auto& code : execution.values_of(by)) {
    const auto name = execution.name_of(by, code);
    const auto words = name.empty() || by == programa ? code : code + " " + name;
    options += html(held != execution.held().end() && held->second == code
                        ? "<option value=\"{}\" selected>{}</option>"
                        : "<option value=\"{}\">{}</option>",
                    code, words);
  }
  const auto id = "f-" + std::string(keys[by]);
  return html("<div><label for=\"{}\">{}</label><select id=\"{}\" name=\"{}\">{}</select></div>\n",
              id, titles[by], id, keys[by], options);
}

Html chips(Visit& visit, const BudgetDrill& execution) {
  std::vector<Filter> filters;
  for (const auto& [by, code] : execution.held()) {
    const auto name = execution.name_of(by, code);
    filters.push_back({std::string(keys[by]), std::string(titles[by]),
                       name.empty() || by == programa ? code : code + " " + name});
  }
  return filter_chips(visit.request, filters);
}

Html charts(const LiveExecution& live, Month month) {
  CourseView course;
  course.id = "fyf";
  const auto& point = live.course[month.number - 1U];
  course.message = "A " + text::month_name(month) + ", física " + in_points(point.physical) +
                   " % y financiera " + in_points(point.financial) + " %";
  course.note =
      "Porcentaje acumulado, toda la institución. Punto: financiera. Cuadro: física. "
      "Raya cortada: programado.";
  course.points = live.course;
  QuadrantView quadrant;
  quadrant.id = "cuadrantes";
  quadrant.x_name = "Financiera, % del vigente";
  quadrant.y_name = "Física, % del año";
  quadrant.x_mark = point.financial_programmed;
  quadrant.y_mark = point.physical_programmed;
  int wide = 0;
  for (const auto& product : live.evaluation.products) {
    if (!product.percent.value || !product.financial.value) continue;
    quadrant.dots.push_back({product.code, *product.financial.value, *product.percent.value});
    wide += product.wide_gap ? 1 : 0;
  }
  quadrant.message =
      wide == 0 ? std::string(
                      "Ningún producto tiene una brecha amplia entre lo físico y lo "
                      "financiero")
                : text::capitalized(text::counted(wide, "producto tiene", "productos tienen")) +
                      " una brecha amplia entre lo físico y lo financiero";
  return html("<div class=\"rejilla rejilla--2 seccion\">{}{}</div>", course_chart(course),
              quadrant.dots.empty() ? Html{} : quadrant_chart(quadrant));
}

Html words_of_page() {
  constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"Vigente", "Lo asignado en la ley más las modificaciones."},
      {"Comprometido", "Lo apartado por una obligación con un tercero."},
      {"Devengado", "Lo que ya se debe, porque el bien o servicio se recibió."},
      {"Programado a la fecha",
       "Lo que la programación financiera prevé devengar hasta el mes. "
       "Solo se programa por producto: lo demás dice «n. a.» y se juzga "
       "por los meses transcurridos."},
      {"Preliminar", "Falta que se valide o cierre algún mes; puede cambiar."},
  };
  Html rows;
  for (const auto& [term, what] : words)
    rows += html("<div><dt>{}</dt><dd>{}</dd></div>\n", term, what);
  return section("palabras", "Las palabras de esta página",
                 html("<dl class=\"glosas\">{}</dl>", rows));
}

}  // namespace

Result<Response> execution_show(Visit& visit) {
  const auto month = TRY(asked_month(visit));
  if (!month) return nothing_loaded(visit, "Ejecución", Area::Execution);
  const auto live = TRY(live_at(visit, *month));
  const auto facts = TRY(facts_of(visit, *month, *live));
  const BudgetDrill execution(visit, *month, live->evaluation.financial, facts, questions(), keys);
  const bool by_month = execution.question().key == "cuando";
  const auto view_of_table = by_month ? TRY(months_table(visit, *month, *live))
                                      : table_of(visit, execution, *month, *live);
  if (auto file = table_file(visit, view_of_table)) return *std::move(file);

  PageView view;
  view.title = "Ejecución " + show(month->year);
  view.heading = view.title;
  view.lead = text::capitalized(text::months_in_prose({month->year, 1}, *month)) +
              ". Elija una pregunta y abra una fila para ver de qué se compone.";
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Tablero", "/tablero" + month_query(*month)}};
  view.actions = board_stamps(*live);
  view.dense = true;
  view.content = tabs(execution, *month);
  Html more = hidden_input("por", execution.question().key);
  if (!by_month) {
    more += chosen(execution, programa, "Todos");
    more += chosen(execution, unidad_ejecutora, "Todas");
    more += chosen(execution, fuente, "Todas");
  }
  view.content += month_filter(visit, "/ejecucion", *month, more);
  view.content += chips(visit, execution);
  if (!execution.any()) {
    view.content +=
        empty_state("No hay presupuesto cargado de " + show(month->year) + ".",
                    visit.viewer->may(access_control::Permission::ImportBudget)
                        ? html("<p>{}</p>", link("/ejecucion/importar", "Importar el presupuesto"))
                        : Html{});
  } else {
    view.content += table(visit, view_of_table);
    const auto held = execution.held().find(categoria);
    if (held != execution.held().end())
      if (const auto* line = activity_of(live->evaluation, held->second);
          line && !line->producto.empty())
        view.content += html("<p>{}</p>", link(product_address(line->producto, *month),
                                               "Ver las metas físicas de este producto"));
  }
  view.content += charts(*live, *month);
  view.content += html(
      "<div class=\"rejilla rejilla--2 seccion\">{}{}</div>", words_of_page(),
      section("mas", "También",
              html("<ul class=\"enlaces\"><li>{}</li><li>{}</li></ul>",
                   link("/ejecucion/productos" + month_query(*month), "Metas físicas por producto"),
                   link("/ejecucion/validacion" + month_query(*month), "Quién ha reportado"))));
  view.origin = provenance({text::date(last_day(*month)), "preliminar",
                            live->evaluation.financial.source, live->evaluation.illustrative});
  return page(visit, view);
}

}  // namespace web
