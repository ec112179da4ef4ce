// P9 over goals: subproductos by month or in all, executed beside programmed. Goals of different
// units of measure are never added, so there is no total row.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "text/format.hpp"
#include "web/kit/form.hpp"
#include "web/pages/public_explorer.hpp"
#include "web/pages/public_view.hpp"

namespace web {
namespace {

using Kind = TableColumn::Kind;

struct Choice {
  bool by_month = false;
  std::string product;  // "": all of them.
  MonthSpan months;
};

Choice choice_of(const Request& request, const queries::PublicYear& year) {
  Choice choice;
  const auto& query = request.query;
  choice.by_month = query.first("por") == "mes";
  const auto asked = query.first("f_producto");
  for (const auto& product : year.evaluation.products)
    if (product.code == asked) choice.product = product.code;
  choice.months = months_asked(request, year.evaluation.cut.last);
  return choice;
}

// Of some months: what was programmed, what the reports there are say, and how many there are.
struct Sum {
  Quantity programmed;
  std::optional<Quantity> executed;
  evaluation::Coverage coverage;
  void add(const queries::GoalMonth& month) {
    programmed += month.programmed;
    if (month.executed) executed = executed.value_or(Quantity{}) + *month.executed;
    coverage = coverage + month.coverage;
  }
};

CellValue per_cent(const Sum& sum) {
  if (sum.programmed <= Quantity{}) return NotDue{};
  if (!sum.executed) return Missing{};
  return sum.executed->as_ratio() * Ratio::whole(100) / sum.programmed.as_ratio();
}

TableRow row_of(const Visit& visit, const queries::PhysicalProduct& product,
                const queries::PhysicalGoal& goal, std::optional<Month> month, const Sum& sum) {
  TableRow row;
  row.cells = {
      {goal.subproducto},
      {own_words(visit, goal.name), "", goal.name},
      {product.code, product.code.empty() ? std::string()
                                          : with_query(visit.request, "f_producto", product.code)},
      {own_words(visit, goal.unit_of_measure), "", goal.unit_of_measure}};
  if (month)
    row.cells.push_back({escaped(text::capitalized(month_word(visit, *month))), "", show(*month)});
  row.cells.push_back({sum.programmed});
  row.cells.push_back({sum.executed ? CellValue(*sum.executed) : CellValue(Missing{})});
  row.cells.push_back({per_cent(sum)});
  row.cells.push_back({std::int64_t{sum.coverage.reported}});
  row.cells.push_back({std::int64_t{sum.coverage.expected}});
  return row;
}

TableView table_of(Visit& visit, const queries::PublicYear& year, const Choice& choice) {
  const auto& cut = year.evaluation.cut;
  const auto month = [&](unsigned n) { return Month{cut.last.year, static_cast<std::uint8_t>(n)}; };
  TableView view;
  view.id = "explorador";
  view.caption =
      tr(visit, choice.by_month ? "Metas físicas por subproducto y mes"
                                : "Metas físicas por subproducto") +
      '\n' +
      text::capitalized(span_of_months(visit, month(choice.months.from), month(choice.months.to)));
  view.as_of = data_until(visit, cut);
  view.illustrative = year.evaluation.illustrative;
  view.file_name = "explorador-metas-" + cut.code;
  view.empty = tr(visit, "No hay metas con estos filtros.");
  view.origin = tr(visit,
                   "Cada fila tiene su unidad de medida: no se suman entre sí. Un mes sin reporte "
                   "no es cero.");
  view.columns = {
      {.key = "subproducto", .title = tr(visit, "Código"), .kind = Kind::Code, .secondary = true},
      {.key = "nombre", .title = tr(visit, "Subproducto"), .row_header = true},
      {.key = "producto", .title = tr(visit, "Producto"), .kind = Kind::Code, .secondary = true},
      {.key = "unidad_medida", .title = tr(visit, "Unidad de medida")},
  };
  if (choice.by_month) view.columns.push_back({.key = "mes", .title = tr(visit, "Mes")});
  const std::vector<TableColumn> measures = {
      {.key = "programado", .title = tr(visit, "Programado"), .kind = Kind::Count},
      {.key = "ejecutado", .title = tr(visit, "Ejecutado"), .kind = Kind::Count},
      {.key = "porcentaje", .title = tr(visit, "% de lo programado"), .kind = Kind::Percent},
      {.key = "reportes", .title = tr(visit, "Reportes"), .kind = Kind::Count, .secondary = true},
      {.key = "reportes_esperados",
       .title = tr(visit, "Reportes esperados"),
       .kind = Kind::Count,
       .secondary = true},
  };
  view.columns.insert(view.columns.end(), measures.begin(), measures.end());
  for (const auto& product : year.evaluation.products) {
    if (!choice.product.empty() && product.code != choice.product) continue;
    for (const auto& goal : product.goals) {
      Sum all;
      for (unsigned n = choice.months.from; n <= choice.months.to; ++n) {
        const auto& one = goal.months[n - 1];
        all.add(one);
        if (!choice.by_month) continue;
        Sum alone;
        alone.add(one);
        view.rows.push_back(row_of(visit, product, goal, one.month, alone));
      }
      if (!choice.by_month) view.rows.push_back(row_of(visit, product, goal, std::nullopt, all));
    }
  }
  return view;
}

Html form_of(const Visit& visit, const queries::PublicYear& year, const Choice& choice,
             const std::vector<queries::Cut>& cuts) {
  const auto& cut = year.evaluation.cut;
  std::vector<Option> products = {{"", tr(visit, "Todos")}};
  for (const auto& product : year.evaluation.products)
    products.push_back({product.code, product.code + ' ' + product.name, true});
  Html inside = hidden_input("datos", "metas");
  inside += filter_select("por", tr(visit, "Filas por"),
                          {{"", tr(visit, "Subproducto")}, {"mes", tr(visit, "Subproducto y mes")}},
                          choice.by_month ? "mes" : "");
  inside += filter_select("f_producto", tr(visit, "Producto"), products, choice.product);
  inside += filter_select("corte", tr(visit, "Datos al"), cut_options(visit, cuts), cut.code);
  inside += month_selects(visit, cut.last, choice.months);
  return filter_form(visit, "/datos/explorar", inside);
}

// Executed per cent of what was programmed, for each subproducto.
Html chart_of(Visit& visit, const queries::PublicYear& year, const TableView& table) {
  ChartView chart;
  chart.id = "g-explorador";
  chart.language = visit.language;
  chart.executed_name = tr(visit, "Ejecutado");
  chart.message = tr(visit, "Ejecutado, por ciento de lo programado");
  if (year.evaluation.illustrative) chart.stamps = stamp_illustrative(visit.language);
  for (const auto& row : table.rows) {
    const auto* share = std::get_if<Ratio>(&row.cells[row.cells.size() - 3].value);
    if (share == nullptr) continue;
    chart.points.push_back(
        {std::get<std::string>(row.cells[0].value) + ' ' + row.cells[1].export_text,
         Ratio::whole(100),
         *share,
         {},
         points(*share)});
  }
  return chart.points.size() < 2 ? Html{} : bullet_chart(chart);
}

// Executed beside programmed, month by month; nothing where the goals that are seen may not be
// added.
Html months_of(Visit& visit, const queries::PublicYear& year, const Choice& choice) {
  std::map<unsigned, Sum> months;
  std::vector<evaluation::Addend> addends;
  for (const auto& product : year.evaluation.products) {
    if (!choice.product.empty() && product.code != choice.product) continue;
    for (const auto& goal : product.goals) {
      addends.push_back(goal.accumulated.addend);
      for (unsigned n = choice.months.from; n <= choice.months.to; ++n)
        months[n].add(goal.months[n - 1]);
    }
  }
  if (evaluation::why_not_addable(addends)) return {};
  if (months.size() < 2) return {};
  ChartView chart;
  chart.id = "g-explorador";
  chart.language = visit.language;
  chart.executed_name = tr(visit, "Ejecutado");
  chart.programmed_name = tr(visit, "Programado");
  chart.unit = own_words(visit, addends.front().unit_of_measure).text;
  chart.message = tr(visit, "Ejecutado y programado por mes");
  if (year.evaluation.illustrative) chart.stamps = stamp_illustrative(visit.language);
  for (const auto& [number, sum] : months) {
    ChartPoint point{month_short(visit, number),
                     sum.programmed.as_ratio(),
                     {},
                     text::quantity(sum.programmed),
                     {}};
    if (sum.executed) {
      point.executed = sum.executed->as_ratio();
      point.executed_text = text::quantity(*sum.executed);
    }
    chart.points.push_back(std::move(point));
  }
  return column_chart(chart);
}

}  // namespace

Result<Response> explore_goals(Visit& visit, const queries::PublicYear& year,
                               const std::vector<Crumb>& crumbs) {
  const auto choice = choice_of(visit.request, year);
  auto view_table = table_of(visit, year, choice);
  if (auto file = table_file(visit, view_table)) return *std::move(file);
  auto view = explorer_page(visit, ExplorerSet::Goals, view_table, crumbs);
  view.content += form_of(visit, year, choice, TRY(cuts_to_show(visit)));
  if (!choice.product.empty())
    view.content += filter_chips(visit, {{"f_producto", tr(visit, "Producto"), choice.product}});
  auto chart = choice.by_month ? months_of(visit, year, choice) : Html{};
  if (chart.text.empty()) {
    auto whole = choice;
    whole.by_month = false;
    chart = chart_of(visit, year, table_of(visit, year, whole));
  }
  if (!chart.text.empty()) view.content += html("<div class=\"graficas\">{}</div>\n", chart);
  view.content += table(visit, view_table);
  view.origin = about_data(visit, year, tr(visit, "Reportes de las unidades"));
  return page(visit, view);
}

}  // namespace web
