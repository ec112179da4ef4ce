// P4: the budget by four questions. A row opens what it is made of; the whole way is in the
// address, and stands above the rows with its own figures.
#include <algorithm>

#include "text/format.hpp"
#include "web/kit/form.hpp"
#include "web/pages/budget_drill.hpp"
#include "web/pages/public_pages.hpp"
#include "web/pages/public_view.hpp"

namespace web {
namespace {

using budget::Stage;
using Kind = TableColumn::Kind;

struct Dimension {
  std::string_view title;  // Of the column.
  std::string_view chip;
};
constexpr Dimension dimensions[] = {
    {"Programa", "Programa"},
    {"Producto", "Producto"},
    {"Unidad ejecutora", "Unidad ejecutora"},
    {"Grupo de gasto", "Grupo de gasto"},
    {"Renglón", "Renglón"},
    {"Fuente de financiamiento", "Fuente"},
};
// In the address.
constexpr std::string_view keys[] = {"programa", "categoria", "unidad_ejecutora",
                                     "grupo",    "renglon",   "fuente"};

const std::vector<BudgetAxis>& questions() {
  static const std::vector<BudgetAxis> all = {
      {"que", "¿En qué?", "programa, producto", {programa, categoria, renglon}},
      {"quien", "¿Quién?", "unidad ejecutora", {unidad_ejecutora, programa, categoria}},
      {"como", "¿Cómo?", "grupo, renglón", {grupo, renglon, fuente}},
      {"cuando", "¿Cuándo?", "mes", {}},
  };
  return all;
}

// The facts of the cut, by every dimension and month: kept, since every drill asks them.
Result<std::shared_ptr<const BudgetFacts>> facts_of(Visit& visit, const queries::Cut& cut) {
  return visit.remembered<BudgetFacts>(
      "publico/presupuesto/" + cut.code + '/' + std::to_string(cut.version),
      [&]() -> Result<BudgetFacts> {
        auto question = budget_question(visit, cut.last);
        question.by.emplace_back("mes");
        question.institution_seq = cut.seq;
        question.installation_seq = cut.installation_seq;
        BudgetFacts facts;
        facts.rows = TRY(queries::budget_by(visit.db(), question));
        facts.programme = TRY(queries::financial_programme(visit.db(), cut));
        return facts;
      });
}

class Drill : public BudgetDrill {
 public:
  Drill(Visit& visit, const queries::PublicYear& year, const BudgetFacts& facts)
      : BudgetDrill{visit, year.evaluation.cut.last, year.evaluation.financial, facts, questions(),
                    keys},
        year_{year} {}
  const queries::PublicYear& year() const { return year_; }
  const queries::Cut& cut() const { return year_.evaluation.cut; }

 private:
  const queries::PublicYear& year_;
};

// ---- The table ---------------------------------------------------------------------------------

std::vector<TableColumn> columns_of(const Visit& visit, const std::string& first) {
  const auto money = [&](std::string_view key, std::string_view title, bool secondary) {
    return TableColumn{.key = std::string(key),
                       .title = tr(visit, title),
                       .kind = Kind::Money,
                       .secondary = secondary};
  };
  return {
      {.key = "linea", .title = first, .row_header = true},
      {.key = "codigo", .title = tr(visit, "Código"), .kind = Kind::Code, .secondary = true},
      money("asignado", "Asignado", true),
      money("modificado", "Modificado", true),
      money("vigente", "Vigente", true),
      money("comprometido", "Comprometido", true),
      money("devengado", "Devengado", false),
      money("pagado", "Pagado", true),
      {.key = "ejecutado",
       .title = tr(visit, "% ejecutado"),
       .note = tr(visit, "raya: programado"),
       .kind = Kind::Percent},
      money("saldo", "Saldo", true),
  };
}

TableRow row_of(const DrilledLine& line, const TableCell& name) {
  TableRow row;
  row.cells.push_back(name);
  row.cells.push_back({line.code.empty() ? CellValue(NotDue{}) : CellValue(line.code)});
  for (const auto stage : {Stage::Asignado, Stage::Modificado, Stage::Vigente, Stage::Comprometido,
                           Stage::Devengado, Stage::Pagado})
    row.cells.push_back({line.of(stage)});
  std::optional<Ratio> mark;
  if (line.programmed && line.of(Stage::Vigente) > MoneySum{})
    mark = evaluation::quetzales(*line.programmed) * Ratio::whole(100) /
           evaluation::quetzales(line.of(Stage::Vigente));
  const auto percent =
      evaluation::financial_percent(line.of(Stage::Devengado), line.of(Stage::Vigente));
  TableCell cell{cell_of(percent)};
  cell.css = "cuenta";
  cell.after = cell_bar(percent.value, mark);
  row.cells.push_back(std::move(cell));
  row.cells.push_back({line.of(Stage::Vigente) - line.of(Stage::Devengado)});
  return row;
}

// The address of this page with other parts of its query.
std::string here_with(const Visit& visit, std::vector<std::pair<std::string, std::string>> pairs) {
  std::erase_if(pairs, [](const auto& pair) { return pair.second.empty(); });
  return local(visit, "/transparencia/presupuesto") + query_text(pairs);
}

std::vector<std::pair<std::string, std::string>> base_query(const Visit& visit,
                                                            const Drill& drill) {
  return {{"por", drill.question().key == "que" ? "" : std::string(drill.question().key)},
          {"corte", std::string(visit.request.query.first("corte"))}};
}

std::string with_held(const Drill& drill, const BudgetHeld& held) {
  auto pairs = base_query(drill.visit(), drill);
  for (const auto& [by, code] : held) pairs.emplace_back(keys[by], code);
  return here_with(drill.visit(), pairs);
}

std::string sentence_of_period(const Visit& visit, const queries::Cut& cut) {
  return tr(visit, "Quetzales, {}", {span_of_months(visit, {cut.last.year, 1}, cut.last)});
}

// The rows above: the institution, then each thing that is held, each a way back to itself.
void put_path(const Drill& drill, TableView& view) {
  const auto& visit = drill.visit();
  BudgetHeld held;
  view.path.push_back(
      row_of(drill.whole(held), {tr(visit, "Toda la institución"), with_held(drill, {})}));
  std::vector<std::size_t> order = drill.question().levels;
  for (const auto& [by, code] : drill.held())
    if (std::ranges::find(order, by) == order.end()) order.insert(order.begin(), by);
  for (const auto by : order) {
    const auto found = drill.held().find(by);
    if (found == drill.held().end()) continue;
    held[by] = found->second;
    auto line = drill.whole(held);
    line.code = found->second;
    const auto name = drill.name_of(by, found->second);
    const bool last = held.size() == drill.held().size();
    view.path.push_back(
        row_of(line, {own_words(visit, name.empty() ? found->second : name),
                      last ? "" : with_held(drill, held), name.empty() ? found->second : name}));
  }
  if (view.path.size() == 1) view.path.clear();  // The total says the same.
}

TableView lines_table(const Drill& drill) {
  const auto& visit = drill.visit();
  const auto by = drill.level();
  TableView view;
  view.id = "presupuesto";
  view.as_of = data_until(visit, drill.cut());
  view.illustrative = drill.year().evaluation.illustrative;
  view.file_name = "presupuesto-" + drill.cut().code;
  view.empty = tr(visit, "No hay movimientos con estos filtros.");
  const auto first = by ? tr(visit, dimensions[*by].title) : tr(visit, "Línea");
  view.caption =
      tr(visit, "Ejecución por: {}", {first}) + '\n' + sentence_of_period(visit, drill.cut());
  view.columns = columns_of(visit, first);
  view.origin = tr(visit, "% ejecutado = devengado ÷ vigente. Saldo = vigente − devengado.");
  view.source = drill.year().evaluation.financial.source;
  put_path(drill, view);
  if (by) {
    for (const auto& line : drill.lines(*by)) {
      auto deeper = drill.held();
      deeper[*by] = line.code;
      const auto& levels = drill.question().levels;
      const bool opens = !line.code.empty() && levels.back() != *by;
      const auto name = line.name.empty() ? line.code : line.name;
      view.rows.push_back(
          row_of(line, {own_words(visit, name), opens ? with_held(drill, deeper) : "", name}));
    }
  } else {
    auto line = drill.whole(drill.held());
    view.rows.push_back(row_of(line, {tr(visit, "Total con estos filtros")}));
  }
  view.total = row_of(drill.whole(drill.held()), {tr(visit, "Total")});
  return view;
}

TableView months_table(const Drill& drill) {
  const auto& visit = drill.visit();
  TableView view;
  view.id = "presupuesto";
  view.as_of = data_until(visit, drill.cut());
  view.illustrative = drill.year().evaluation.illustrative;
  view.file_name = "presupuesto-mes-" + drill.cut().code;
  view.paged = false;
  view.caption = tr(visit, "Ejecución por: {}", {tr(visit, "Mes")}) + '\n' +
                 sentence_of_period(visit, drill.cut());
  view.columns = {
      {.key = "mes", .title = tr(visit, "Mes"), .sortable = false, .row_header = true},
      {.key = "programado",
       .title = tr(visit, "Programado"),
       .kind = Kind::Money,
       .sortable = false},
      {.key = "comprometido",
       .title = tr(visit, "Comprometido"),
       .kind = Kind::Money,
       .sortable = false,
       .secondary = true},
      {.key = "devengado", .title = tr(visit, "Devengado"), .kind = Kind::Money, .sortable = false},
      {.key = "pagado",
       .title = tr(visit, "Pagado"),
       .kind = Kind::Money,
       .sortable = false,
       .secondary = true},
  };
  view.source = drill.year().evaluation.financial.source;
  MoneySum programmed, committed, devengado, paid;
  bool any_programme = false;
  const auto months = drill.months();
  for (unsigned m = 1; m <= 12; ++m) {
    const auto& line = months[m - 1];
    const Month month{drill.cut().last.year, static_cast<std::uint8_t>(m)};
    TableRow row;
    row.cells.push_back({text::capitalized(month_word(visit, month))});
    row.cells.push_back({line.programmed ? CellValue(*line.programmed) : CellValue(NotDue{})});
    const bool due = month <= drill.cut().last;
    for (const auto stage : {Stage::Comprometido, Stage::Devengado, Stage::Pagado})
      row.cells.push_back({due ? CellValue(line.of(stage)) : CellValue(NotDue{})});
    any_programme |= line.programmed.has_value();
    programmed += line.programmed.value_or(MoneySum{});
    committed += line.of(Stage::Comprometido);
    devengado += line.of(Stage::Devengado);
    paid += line.of(Stage::Pagado);
    view.rows.push_back(std::move(row));
  }
  TableRow total;
  total.cells = {{tr(visit, "Total")},
                 {any_programme ? CellValue(programmed) : CellValue(NotDue{})},
                 {committed},
                 {devengado},
                 {paid}};
  view.total = std::move(total);
  return view;
}

// ---- Around the table --------------------------------------------------------------------------

Html tabs(const Drill& drill) {
  const auto& visit = drill.visit();
  Html items;
  for (const auto& one : questions()) {
    const bool current = &one == &drill.question();
    items += html("<li><a href=\"{}\"{}><b>{}</b><span>{}</span></a></li>\n",
                  here_with(visit, {{"por", one.key == "que" ? "" : std::string(one.key)},
                                    {"corte", std::string(visit.request.query.first("corte"))}}),
                  Html{current ? " aria-current=\"page\"" : ""}, tr(visit, one.words),
                  tr(visit, one.about));
  }
  return html("<ul class=\"ejes\" aria-label=\"{}\">\n{}</ul>\n", tr(visit, "Preguntas"), items);
}

Html filters(const Drill& drill, const std::vector<queries::Cut>& cuts) {
  const auto& visit = drill.visit();
  Html inside;
  if (drill.question().key != "que") inside += hidden_input("por", drill.question().key);
  for (const auto& [by, code] : drill.held())
    if (by != fuente) inside += hidden_input(keys[by], code);
  inside +=
      filter_select("corte", tr(visit, "Datos al"), cut_options(visit, cuts), drill.cut().code);
  std::vector<Option> sources = {{"", tr(visit, "Todas")}};
  for (const auto& code : drill.values_of(fuente))
    sources.push_back({code, code + ' ' + drill.name_of(fuente, code), true});
  const auto held = drill.held().find(fuente);
  inside += filter_select("fuente", tr(visit, "Fuente de financiamiento"), sources,
                          held == drill.held().end() ? "" : held->second);
  inside += filter_button(visit);
  return html("<form class=\"filtros\" action=\"{}\" method=\"get\">\n{}</form>\n",
              local(visit, "/transparencia/presupuesto"), inside);
}

Html chips(const Drill& drill) {
  const auto& visit = drill.visit();
  Html items;
  std::string printed;
  for (const auto& [by, code] : drill.held()) {
    auto rest = drill.held();
    rest.erase(by);
    const auto chip = tr(visit, dimensions[by].chip) + ": " + code;
    printed += "; " + chip;
    items += html("<li><a href=\"{}\">{} <span aria-hidden=\"true\">✕</span>{}</a></li>\n",
                  with_held(drill, rest), chip, hidden(tr(visit, " (quitar)")));
  }
  Html out = html("<p class=\"solo-impresion\">{}: {}{}</p>\n", tr(visit, "Filtros"),
                  data_until(visit, drill.cut()), printed);
  if (items.text.empty()) return out;
  return out += html(
             "<ul class=\"fichas\" aria-label=\"{}\">{}<li><a class=\"quitar\" "
             "href=\"{}\">{}</a></li>"
             "</ul>\n",
             tr(visit, "Filtros activos"), items, with_held(drill, {}), tr(visit, "Quitar todos"));
}

// The twelve months of what is held: programmed outline, devengado solid, millions of quetzales.
Html months_chart(const Drill& drill) {
  const auto& visit = drill.visit();
  const auto months = drill.months();
  const auto millions = [](MoneySum amount) {
    return Ratio{amount.in_centavos(), 100 * 1'000'000};
  };
  ChartView chart;
  chart.id = "g-meses";
  chart.language = visit.language;
  chart.executed_name = tr(visit, "Devengado");
  chart.programmed_name = tr(visit, "Programado");
  chart.note = tr(visit, "Devengado por mes, millones de quetzales. Contorno: programado.");
  if (drill.year().evaluation.illustrative) chart.stamps = stamp_illustrative(visit.language);
  MoneySum devengado, planned;
  bool any = false;
  for (unsigned m = 1; m <= 12; ++m) {
    const auto& line = months[m - 1];
    ChartPoint point;
    point.label = month_short(visit, m);
    if (line.programmed) {
      point.programmed = millions(*line.programmed);
      any = true;
    }
    if (m <= drill.cut().last.number) {
      point.executed = millions(line.of(Stage::Devengado));
      devengado += line.of(Stage::Devengado);
      planned += line.programmed.value_or(MoneySum{});
    }
    chart.points.push_back(std::move(point));
  }
  if (!any) chart.programmed_name.clear();
  const auto until = month_word(visit, drill.cut().last);
  chart.message =
      !any ? tr(visit, "A {} se han devengado {}", {until, large_amount(visit, devengado)})
      : devengado < planned
          ? tr(visit, "A {} se han devengado {}, {} menos de lo programado",
               {until, large_amount(visit, devengado), large_amount(visit, planned - devengado)})
          : tr(visit, "A {} se han devengado {}, lo programado o más",
               {until, large_amount(visit, devengado)});
  return column_chart(chart);
}

Html words(const Visit& visit) {
  Html items;
  const auto add = [&](std::string_view slug, std::string_view word, std::string_view about) {
    items += html("<div><dt>{}</dt><dd>{}</dd></div>\n", term(visit, slug, word), tr(visit, about));
  };
  add("vigente", "Vigente", "Lo asignado en la ley más las modificaciones.");
  add("comprometido", "Comprometido", "Lo apartado por una obligación con un tercero.");
  add("devengado", "Devengado", "Lo que ya se debe, porque el bien o servicio se recibió.");
  add("pagado", "Pagado", "Lo que ya salió de la cuenta.");
  return html(
      "<div><h3 class=\"govuk-heading-s\">{}</h3>\n<dl class=\"glosas\">{}</dl>\n<p>{}</p></div>\n",
      tr(visit, "Las palabras de esta página"), items,
      link(local(visit, "/transparencia/pagos"), tr(visit, "Cuánto se tarda en pagar")));
}

}  // namespace

Result<Response> public_budget(Visit& visit) {
  const auto year = TRY(asked_year(visit));
  if (!year || !year->evaluation.financial.loaded)
    return nothing_published(visit, Area::Budget, "Presupuesto", {home_crumb(visit)});
  const auto facts = TRY(facts_of(visit, year->evaluation.cut));
  const Drill drill(visit, *year, *facts);
  auto rows = drill.question().key == "cuando" ? months_table(drill) : lines_table(drill);
  if (auto file = table_file(visit, rows)) return *std::move(file);

  PageView view;
  view.title = tr(visit, "Presupuesto {}", {show(year->evaluation.cut.last.year)});
  view.heading = view.title;
  view.title += ": " + tr(visit, drill.question().words);
  for (const auto& [by, code] : drill.held())
    view.title += ", " + tr(visit, dimensions[by].chip) + ' ' + code;
  view.area = Area::Budget;
  view.crumbs = {home_crumb(visit)};
  view.lead =
      tr(visit,
         "Elija una pregunta y abra una fila para ver de qué se compone. La dirección de la "
         "página guarda lo que usted ve.");
  view.content = tabs(drill);
  view.content += filters(drill, TRY(cuts_to_show(visit)));
  view.content += chips(drill);
  view.content += table(visit, rows);
  view.content += html(
      "<section class=\"seccion\" aria-labelledby=\"por-mes\"><h2 id=\"por-mes\" "
      "class=\"govuk-visually-hidden\">{}</h2>\n<div class=\"rejilla "
      "rejilla--64\">\n{}{}</div></section>\n",
      tr(visit, "Por mes"), months_chart(drill), words(visit));
  view.origin = about_data(visit, *year, year->evaluation.financial.source);
  view.dense = true;
  return page(visit, view);
}

}  // namespace web
