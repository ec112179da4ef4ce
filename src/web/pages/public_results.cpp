// P2: the chain of results as a nested list, from the final result to the subproducto, each with
// its goal and how far it is; and the indicators as a table.
#include <algorithm>

#include "base/text.hpp"
#include "text/format.hpp"
#include "web/pages/public_pages.hpp"
#include "web/pages/public_results_view.hpp"

namespace web {
namespace {

using planning::ResultLevel;
using Kind = TableColumn::Kind;

std::string_view level_word(ResultLevel level) {
  return level == ResultLevel::Final        ? "Resultado final"
         : level == ResultLevel::Intermedio ? "Resultado intermedio"
                                            : "Resultado inmediato";
}

std::string amount_and_unit(Quantity amount, const std::string& unit) {
  return text::quantity(amount) + "\xC2\xA0" + unit_word(amount.as_ratio(), unit);
}

// A subproducto: the year's goal, what was done and its light.
Html goal_item(const Visit& visit, const queries::PhysicalGoal& goal) {
  Html out = html("<li>{}<br>", own_words(visit, goal.name));
  if (goal.year_goal == Quantity{}) {
    out += html("<span class=\"secundario\">{}</span>", tr(visit, "Sin programación este año"));
  } else {
    const auto& executed = goal.accumulated.executed;
    const auto whole = text::quantity(goal.year_goal);
    out += html(
        "{} <span class=\"secundario\">{}</span>",
        traffic_light(goal.signal.light, {}, visit.language),
        executed ? tr(visit, "{} de {} programados para el año ({})",
                      {text::quantity(*executed), whole, goal.unit_of_measure})
                 : tr(visit, "De {} programados para el año ({})", {whole, goal.unit_of_measure}));
  }
  return out += Html{"</li>\n"};
}

Html product_item(const Visit& visit, const queries::PhysicalProduct& product) {
  Html goals;
  for (const auto& goal : product.goals) goals += goal_item(visit, goal);
  Html percent = product.percent.value
                     ? html(" <span class=\"num secundario\">{}</span>",
                            tr(visit, "{} de la meta del año", {points(*product.percent.value)}))
                     : Html{};
  return html(
      "<li><span class=\"rubro\">{} <span class=\"cod\">{}</span></span><b>{}</b>{}\n<ul>\n{}</ul>"
      "</li>\n",
      tr(visit, "Producto"), product.category, own_words(visit, product.name), percent, goals);
}

// A result with what leads to it: lower results, and the products of its row.
Html result_item(const Visit& visit, const queries::PublicYear& year,
                 const planning::Resultado& result,
                 const std::vector<PublicIndicator>& indicators) {
  Html below;
  for (const auto& one : year.plan.resultados)
    if (one.padre == result.id) below += result_item(visit, year, one, indicators);
  for (const auto& product : year.plan.productos) {
    // A product stands once, under the result that it is linked to.
    if (std::ranges::find(product.resultados, result.id) == product.resultados.end()) continue;
    const auto found =
        std::ranges::find(year.evaluation.products, product.id, &queries::PhysicalProduct::code);
    if (found != year.evaluation.products.end()) below += product_item(visit, *found);
  }
  Html progress;
  for (const auto& one : indicators)
    if (result.nivel == ResultLevel::Final && one.row->id == result.fila_pei) {
      progress = html("<br>{} ", indicator_state(visit, one));
      if (one.value)
        progress +=
            html("{} ", tr(visit, "Se ha alcanzado {}.", {indicator_value(one, *one.value)}));
      progress += html("<a href=\"{}\">{}{}</a>", indicator_address(visit, one),
                       tr(visit, "Ver el indicador"), hidden(": " + one.evaluated->name));
    }
  return html(
      "<li><span class=\"rubro\">{} · {}</span><b>{}</b><br><span "
      "class=\"secundario\">{}</span>{}{}"
      "</li>\n",
      tr(visit, level_word(result.nivel)), std::to_string(result.anio),
      own_words(visit, text::capitalized(result.texto)),
      tr(visit, "Meta: {} {}",
         {text::quantity(result.meta), unit_word(result.meta.as_ratio(), result.unidad)}),
      progress, below.text.empty() ? Html{} : html("\n<ul>\n{}</ul>\n", below));
}

StepView steps_of(const Visit& visit, const queries::PublicYear& year,
                  const planning::Resultado& last, std::size_t number) {
  StepView view;
  view.id = "g-cadena-" + std::to_string(number);
  view.language = visit.language;
  std::vector<const planning::Resultado*> way = {&last};
  for (bool more = true; more && way.size() < 4;) {
    more = false;
    for (const auto& one : year.plan.resultados)
      if (one.padre == way.back()->id) {
        way.push_back(&one);
        more = true;
        break;
      }
  }
  std::ranges::reverse(way);
  for (const auto* one : way) {
    if (!view.message.empty()) view.message += "; ";
    view.message += std::to_string(one->anio) + ": " + amount_and_unit(one->meta, one->unidad);
    view.steps.push_back({tr(visit, level_word(one->nivel)), std::to_string(one->anio),
                          text::quantity(one->meta), unit_word(one->meta.as_ratio(), one->unidad)});
  }
  return view;
}

TableView table_of(Visit& visit, const queries::PublicYear& year,
                   const std::vector<PublicIndicator>& indicators) {
  const auto this_year = show(year.evaluation.cut.last.year);
  TableView view;
  view.id = "indicadores";
  view.caption = tr(visit, "Meta y avance de cada indicador") + '\n' + year.plan.pei.titulo;
  view.as_of = data_until(visit, year.evaluation.cut);
  view.illustrative = year.evaluation.illustrative;
  view.file_name = "indicadores-" + year.evaluation.cut.code;
  view.paged = false;
  view.empty = tr(visit, "El plan no tiene indicadores con ficha.");
  view.columns = {
      {.key = "indicador", .title = tr(visit, "Indicador"), .row_header = true},
      {.key = "codigo", .title = tr(visit, "Código"), .kind = Kind::Code, .secondary = true},
      {.key = "linea_base", .title = tr(visit, "Línea base"), .sortable = false, .secondary = true},
      {.key = "meta", .title = tr(visit, "Meta {}", {this_year}), .sortable = false},
      {.key = "avance", .title = tr(visit, "Avance"), .sortable = false},
      {.key = "porcentaje", .title = tr(visit, "% de la meta"), .kind = Kind::Percent},
      {.key = "estado", .title = tr(visit, "Estado"), .kind = Kind::State},
  };
  for (const auto& one : indicators) {
    TableRow row;
    row.cells.push_back({own_words(visit, one.evaluated->name), indicator_address(visit, one),
                         one.evaluated->name});
    row.cells.push_back({one.evaluated->sheet});
    row.cells.push_back({one.row->base.texto.empty()
                             ? CellValue(Missing{})
                             : CellValue(own_words(visit, one.row->base.texto)),
                         "", one.row->base.texto});
    const auto cell = [&](const std::optional<Ratio>& value) -> CellValue {
      if (value) return indicator_value(one, *value);
      return Missing{};
    };
    row.cells.push_back({cell(one.goal)});
    row.cells.push_back({cell(one.value)});
    if (one.goal && one.value && *one.goal > Ratio{})
      row.cells.push_back({*one.value * Ratio::whole(100) / *one.goal});
    else
      row.cells.push_back({});
    row.cells.push_back(
        {indicator_state(visit, one), "", tr(visit, word_of(one.evaluated->signal.light))});
    view.rows.push_back(std::move(row));
  }
  return view;
}

}  // namespace

Result<Response> public_results(Visit& visit) {
  const auto year = TRY(asked_year(visit));
  if (!year) return nothing_published(visit, Area::Results, "Resultados", {home_crumb(visit)});
  const auto indicators = indicators_of(*year);
  auto indicators_table = table_of(visit, *year, indicators);
  if (auto file = table_file(visit, indicators_table)) return *std::move(file);

  PageView view;
  view.title = tr(visit, "Resultados");
  view.area = Area::Results;
  view.crumbs = {home_crumb(visit)};
  view.lead = tr(visit,
                 "De la meta final a lo que se hace cada mes: qué se propuso la institución y "
                 "hasta dónde ha llegado.");
  view.content = origin_of(visit, *year, year->plan.pei.titulo);

  std::size_t number = 0;
  for (const auto& result : year->plan.resultados) {
    if (!result.padre.empty()) continue;
    ++number;
    const auto id = "r-" + std::to_string(number);
    const auto steps = steps_of(visit, *year, result, number);
    view.content += html(
        "<section class=\"seccion\" aria-labelledby=\"{}\"><h2 id=\"{}\" "
        "class=\"govuk-heading-m\">{}</h2>\n{}<ul class=\"cadena\">\n{}</ul>\n</section>\n",
        id, id, own_words(visit, text::capitalized(result.texto)),
        steps.steps.size() > 1 ? step_chart(steps) : Html{},
        result_item(visit, *year, result, indicators));
  }
  // What no result claims is told apart, with the reason that the plan gives.
  Html loose;
  for (const auto& product : year->plan.productos) {
    if (!product.resultados.empty()) continue;
    const auto found =
        std::ranges::find(year->evaluation.products, product.id, &queries::PhysicalProduct::code);
    if (found != year->evaluation.products.end()) loose += product_item(visit, *found);
  }
  if (!loose.text.empty())
    view.content += section(
        "sin-resultado", tr(visit, "Productos sin resultado propio"),
        html("<p class=\"texto secundario\">{}</p>\n<ul class=\"cadena\">\n{}</ul>\n",
             tr(visit, "Apoyan a los demás productos o no se vinculan a un resultado."), loose));
  view.content +=
      section("indicadores-t", tr(visit, "Indicadores"), table(visit, indicators_table));
  view.origin = about_data(visit, *year, year->plan.fuente);
  return page(visit, view);
}

}  // namespace web
