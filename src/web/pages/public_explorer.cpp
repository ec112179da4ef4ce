// P9: the explorer. Dimensions, measures, period and filters are all in the address; what is seen
// is what the files hold.
#include "web/pages/public_explorer.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "queries/budget.hpp"
#include "text/format.hpp"
#include "web/kit/form.hpp"
#include "web/pages/budget_drill.hpp"
#include "web/pages/public_pages.hpp"
#include "web/pages/public_view.hpp"

namespace web {
namespace {

using Kind = TableColumn::Kind;
using budget::Stage;

constexpr std::size_t rows_max = 5'000;  // That a page shows; files hold all.
constexpr std::size_t bars_max = 12;

struct Dimension {
  std::string_view key, title;
};
constexpr Dimension dimensions[] = {
    {"programa", "Programa"},
    {"categoria", "Producto"},
    {"unidad_ejecutora", "Unidad ejecutora"},
    {"grupo", "Grupo de gasto"},
    {"renglon", "Renglón"},
    {"departamento", "Departamento"},
    {"fuente", "Fuente de financiamiento"},
    {"mes", "Mes"},
};

constexpr Dimension measures[] = {
    {"devengado", "Devengado"},   {"vigente", "Vigente"},           {"asignado", "Asignado"},
    {"modificado", "Modificado"}, {"comprometido", "Comprometido"}, {"pagado", "Pagado"},
};

const Dimension* dimension_of(std::string_view key) {
  const auto found = std::ranges::find(dimensions, key, &Dimension::key);
  return found == std::end(dimensions) ? nullptr : &*found;
}

std::size_t stage_at(std::string_view key) {
  return static_cast<std::size_t>(std::ranges::find(budget::stage_names, key) -
                                  std::begin(budget::stage_names));
}

// What the address asks.
struct Choice {
  std::vector<const Dimension*> by;  // One or two.
  std::vector<const Dimension*> measures;
  MonthSpan months;
  std::vector<std::pair<const Dimension*, std::string>> filters;
};

Choice choice_of(const Request& request, const queries::Cut& cut) {
  Choice choice;
  const auto& query = request.query;
  const auto* first = dimension_of(query.first("por"));
  choice.by.push_back(first == nullptr ? &dimensions[0] : first);
  if (const auto* second = dimension_of(query.first("luego"));
      second != nullptr && second != choice.by.front())
    choice.by.push_back(second);
  const auto asked_measures = query.every("medida");
  for (const auto& one : measures)
    if (std::ranges::find(asked_measures, one.key) != asked_measures.end())
      choice.measures.push_back(&one);
  if (choice.measures.empty()) choice.measures = {&measures[0]};
  choice.months = months_asked(request, cut.last);
  for (const auto& one : dimensions)
    if (const auto value = query.optional(std::string("f_") + std::string(one.key));
        value && !value->empty())
      choice.filters.emplace_back(&one, *value);
  return choice;
}

class Names {
 public:
  Names(Visit& visit, const queries::PublicYear& year) : visit_{visit}, year_{year} {}

  std::string of(const Dimension& dimension, const std::string& code) const {
    if (code.empty()) return tr(visit_, "Sin código en el archivo");
    if (dimension.key == "mes") {
      const auto number = whole_number(code).value_or(0);
      if (number >= 1 && number <= 12)
        return text::capitalized(month_word(
            visit_, {year_.evaluation.cut.last.year, static_cast<std::uint8_t>(number)}));
    }
    return budget_name(visit_, year_.evaluation.financial, dimension.key, code,
                       year_.evaluation.cut.last);
  }

 private:
  Visit& visit_;
  const queries::PublicYear& year_;
};

Result<std::vector<queries::BudgetRow>> answer(Visit& visit, const queries::Cut& cut,
                                               const Choice& choice) {
  queries::BudgetQuestion question;
  for (const auto* one : choice.by) question.by.emplace_back(one->key);
  for (const auto& [dimension, value] : choice.filters)
    if (std::ranges::find(question.by, dimension->key) == question.by.end())
      question.by.emplace_back(dimension->key);
  question.ejercicio = cut.last.year.year;
  question.entidad = visit.institution;
  question.from_month = choice.months.from;
  question.to_month = choice.months.to;
  question.institution_seq = cut.seq;
  question.installation_seq = cut.installation_seq;
  auto rows = TRY(queries::budget_by(visit.db(), question));
  // Filters hold some of the keys; what is left is added up by the dimensions that were asked.
  std::vector<queries::BudgetRow> kept;
  for (auto& row : rows) {
    const bool held = std::ranges::all_of(choice.filters, [&](const auto& filter) {
      const auto at = std::ranges::find(question.by, filter.first->key) - question.by.begin();
      return row.keys[static_cast<std::size_t>(at)].value_or("") == filter.second;
    });
    if (!held) continue;
    row.keys.resize(choice.by.size());
    const auto same = std::ranges::find(kept, row.keys, &queries::BudgetRow::keys);
    if (same == kept.end()) {
      kept.push_back(std::move(row));
      continue;
    }
    for (std::size_t s = 0; s < budget::stage_count; ++s) same->amounts[s] += row.amounts[s];
  }
  return kept;
}

TableView table_of(Visit& visit, const queries::PublicYear& year, const Choice& choice,
                   const std::vector<queries::BudgetRow>& rows) {
  const Names names(visit, year);
  TableView view;
  view.id = "explorador";
  std::string title = tr(visit, choice.by.front()->title);
  if (choice.by.size() > 1) title += " × " + tr(visit, choice.by[1]->title);
  const Month first{year.evaluation.cut.last.year, static_cast<std::uint8_t>(choice.months.from)};
  const Month last{year.evaluation.cut.last.year, static_cast<std::uint8_t>(choice.months.to)};
  view.caption = title + '\n' + tr(visit, "Quetzales, {}", {span_of_months(visit, first, last)});
  view.as_of = data_until(visit, year.evaluation.cut);
  view.illustrative = year.evaluation.illustrative;
  view.file_name = "explorador-" + year.evaluation.cut.code;
  view.empty = tr(visit, "No hay movimientos con estos filtros.");
  view.source = year.evaluation.financial.source;
  bool header = true;
  for (const auto* one : choice.by) {
    view.columns.push_back({.key = std::string(one->key),
                            .title = tr(visit, one->title),
                            .kind = Kind::Code,
                            .row_header = header});
    view.columns.push_back({.key = std::string(one->key) + "_nombre",
                            .title = tr(visit, "Nombre"),
                            .note = tr(visit, one->title)});
    header = false;
  }
  for (const auto* one : choice.measures)
    view.columns.push_back(
        {.key = std::string(one->key), .title = tr(visit, one->title), .kind = Kind::Money});
  std::vector<MoneySum> sums(choice.measures.size());
  for (const auto& one : rows) {
    TableRow row;
    for (std::size_t d = 0; d < choice.by.size(); ++d) {
      const auto code = one.keys[d].value_or("");
      const auto name = names.of(*choice.by[d], code);
      row.cells.push_back({code.empty() ? CellValue(Missing{}) : CellValue(code)});
      // A name holds the row: what it is made of, by another dimension.
      const auto filter = "f_" + std::string(choice.by[d]->key);
      row.cells.push_back(
          {own_words(visit, name),
           code.empty() || name.empty() ? "" : with_query(visit.request, filter, code), name});
    }
    for (std::size_t m = 0; m < choice.measures.size(); ++m) {
      const auto amount = one.amounts[stage_at(choice.measures[m]->key)];
      row.cells.push_back({amount});
      sums[m] += amount;
    }
    view.rows.push_back(std::move(row));
  }
  TableRow total;
  total.cells.push_back({tr(visit, "Total")});
  for (std::size_t i = 1; i < choice.by.size() * 2; ++i) total.cells.push_back({std::string()});
  for (const auto& sum : sums) total.cells.push_back({sum});
  view.total = std::move(total);
  return view;
}

Ratio millions(MoneySum amount) { return Ratio{amount.in_centavos(), 100 * 1'000'000}; }

// By month: columns. By anything else: the greatest rows as bars, longest first.
Html chart_of(Visit& visit, const queries::PublicYear& year, const Choice& choice,
              const std::vector<queries::BudgetRow>& rows) {
  if (rows.size() < 2) return {};
  const Names names(visit, year);
  const auto measure = stage_at(choice.measures.front()->key);
  const auto measure_name = tr(visit, choice.measures.front()->title);
  if (choice.by.front()->key == "mes" && choice.by.size() == 1) {
    ChartView chart;
    chart.id = "g-explorador";
    chart.language = visit.language;
    chart.executed_name = measure_name;
    chart.message = tr(visit, "{} por mes, millones de quetzales", {measure_name});
    if (year.evaluation.illustrative) chart.stamps = stamp_illustrative(visit.language);
    for (const auto& row : rows) {
      const auto number = whole_number(row.keys[0].value_or("")).value_or(1);
      chart.points.push_back({month_short(visit, static_cast<unsigned>(number)),
                              std::nullopt,
                              millions(row.amounts[measure]),
                              {},
                              {}});
    }
    return column_chart(chart);
  }
  std::vector<const queries::BudgetRow*> greatest;
  for (const auto& row : rows) greatest.push_back(&row);
  std::ranges::stable_sort(greatest, [&](const auto* a, const auto* b) {
    return a->amounts[measure] > b->amounts[measure];
  });
  if (greatest.size() > bars_max) greatest.resize(bars_max);
  const auto most = greatest.front()->amounts[measure];
  if (most <= MoneySum{}) return {};
  ChartView chart;
  chart.id = "g-explorador";
  chart.language = visit.language;
  chart.executed_name = measure_name;
  chart.message =
      tr(visit, "{}: las {} filas mayores", {measure_name, std::to_string(greatest.size())});
  if (year.evaluation.illustrative) chart.stamps = stamp_illustrative(visit.language);
  for (const auto* row : greatest) {
    std::string label;
    for (std::size_t d = 0; d < choice.by.size(); ++d) {
      const auto code = row->keys[d].value_or("");
      const auto name = names.of(*choice.by[d], code);
      if (!label.empty()) label += " · ";
      label += choice.by[d]->key == "mes" ? name : code + ' ' + name;
    }
    chart.points.push_back({label,
                            std::nullopt,
                            Ratio{row->amounts[measure].in_centavos(), 1} * Ratio::whole(100) /
                                Ratio{most.in_centavos(), 1},
                            {},
                            large_amount(visit, row->amounts[measure])});
  }
  return bullet_chart(chart);
}

Html form_of(const Visit& visit, const queries::Cut& cut, const Choice& choice,
             const std::vector<queries::Cut>& cuts) {
  std::vector<Option> first, second = {{"", tr(visit, "nada más")}};
  for (const auto& one : dimensions) {
    first.push_back({std::string(one.key), tr(visit, one.title)});
    second.push_back(first.back());
  }
  Html boxes;
  for (const auto& one : measures) {
    const bool on = std::ranges::find(choice.measures, &one) != choice.measures.end();
    boxes += html(
        "<label class=\"casilla\"><input type=\"checkbox\" name=\"medida\" value=\"{}\"{}> "
        "{}</label>\n",
        one.key, Html{on ? " checked" : ""}, tr(visit, one.title));
  }
  Html inside = filter_select("por", tr(visit, "Filas por"), first, choice.by.front()->key);
  inside += filter_select("luego", tr(visit, "y luego por"), second,
                          choice.by.size() > 1 ? choice.by[1]->key : std::string_view());
  inside += filter_select("corte", tr(visit, "Datos al"), cut_options(visit, cuts), cut.code);
  inside += month_selects(visit, cut.last, choice.months);
  inside += html("<fieldset class=\"casillas\"><legend>{}</legend>{}</fieldset>\n",
                 tr(visit, "Qué se mide"), boxes);
  for (const auto& [dimension, value] : choice.filters)
    inside += hidden_input("f_" + std::string(dimension->key), value);
  return filter_form(visit, "/datos/explorar", inside);
}

}  // namespace

Html explorer_sets(const Visit& visit, ExplorerSet current) {
  constexpr struct {
    ExplorerSet set;
    std::string_view address, name, about;
  } sets[] = {
      {ExplorerSet::Budget, "/datos/explorar", "Presupuesto", "programas, grupos, meses"},
      {ExplorerSet::Goals, "/datos/explorar?datos=metas", "Metas físicas",
       "programado y ejecutado"},
  };
  Html items;
  for (const auto& one : sets)
    items +=
        html("<li><a href=\"{}\"{}><b>{}</b><span>{}</span></a></li>\n", local(visit, one.address),
             Html{one.set == current ? " aria-current=\"true\"" : ""}, tr(visit, one.name),
             tr(visit, one.about));
  return html("<ul class=\"ejes\" aria-label=\"{}\">\n{}</ul>\n", tr(visit, "Datos"), items);
}

MonthSpan months_asked(const Request& request, Month last) {
  const auto month = [&](std::string_view name, unsigned standard) {
    const auto asked = whole_number(request.query.first(name)).value_or(0);
    return asked >= 1 && asked <= last.number ? static_cast<unsigned>(asked) : standard;
  };
  const unsigned from = month("desde", 1);
  return {from, std::max(from, month("hasta", last.number))};
}

Html month_selects(const Visit& visit, Month last, const MonthSpan& span) {
  std::vector<Option> months;
  for (unsigned m = 1; m <= last.number; ++m)
    months.push_back(
        {std::to_string(m), month_word(visit, {last.year, static_cast<std::uint8_t>(m)})});
  Html selects = filter_select("desde", tr(visit, "Desde"), months, std::to_string(span.from));
  return selects += filter_select("hasta", tr(visit, "Hasta"), months, std::to_string(span.to));
}

PageView explorer_page(const Visit& visit, ExplorerSet set, const TableView& seen,
                       const std::vector<Crumb>& crumbs) {
  PageView view;
  view.heading = tr(visit, "Explorar los datos");
  view.title = view.heading + ": " + seen.caption.substr(0, seen.caption.find('\n'));
  view.area = Area::OpenData;
  view.crumbs = crumbs;
  view.lead =
      tr(visit, "Elija qué ver. La dirección guarda su elección: puede enviarla o guardarla.");
  view.content = explorer_sets(visit, set);
  view.dense = true;
  return view;
}

Result<Response> public_explorer(Visit& visit) {
  const std::vector<Crumb> crumbs = {home_crumb(visit), crumb(visit, "Datos abiertos", "/datos")};
  const auto year = TRY(asked_year(visit));
  if (year && visit.request.query.first("datos") == "metas")
    return explore_goals(visit, *year, crumbs);
  if (!year || !year->evaluation.financial.loaded)
    return nothing_published(visit, Area::OpenData, "Explorador", crumbs);
  const auto& cut = year->evaluation.cut;
  const auto choice = choice_of(visit.request, cut);
  const auto rows = TRY(answer(visit, cut, choice));
  auto view_table = table_of(visit, *year, choice, rows);
  if (auto file = table_file(visit, view_table)) return *std::move(file);

  auto view = explorer_page(visit, ExplorerSet::Budget, view_table, crumbs);
  view.content += form_of(visit, cut, choice, TRY(cuts_to_show(visit)));
  std::vector<Filter> chips;
  for (const auto& [dimension, value] : choice.filters)
    chips.push_back({"f_" + std::string(dimension->key), tr(visit, dimension->title), value});
  view.content += filter_chips(visit, chips);
  if (view_table.rows.size() > rows_max) {
    std::string csv = visit.request.target;
    csv.insert(std::min(csv.find('?'), csv.size()), ".csv");
    view.content += notice_box(
        NoticeTone::Amber,
        html("<p><b>{}</b> {}</p>\n<p><a href=\"{}\">{}</a></p>\n",
             tr(visit, "Consulta muy grande:"),
             tr(visit, "{} filas.", {text::count(static_cast<Int128>(view_table.rows.size()))}),
             csv, tr(visit, "Descargue el CSV")));
  } else {
    const auto chart = chart_of(visit, *year, choice, rows);
    if (!chart.text.empty()) {
      std::string data = visit.request.target;
      data.insert(std::min(data.find('?'), data.size()), ".json");
      const bool by_month =
          choice.by.size() == 2 && (choice.by[0]->key == "mes" || choice.by[1]->key == "mes");
      view.content += html("<div class=\"graficas\"{}>{}</div>\n",
                           by_month ? html(" data-explorador=\"{}\"", data) : Html{}, chart);
      if (by_month) view.scripts = {"explorador"};
    }
    view.content += table(visit, view_table);
  }
  view.origin = about_data(visit, *year, year->evaluation.financial.source);
  return page(visit, view);
}

}  // namespace web
