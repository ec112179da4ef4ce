// P3: one indicator: a plain sentence, its course against the plan, its place in the chain, and how
// it is measured.
#include <algorithm>

#include "base/text.hpp"
#include "text/format.hpp"
#include "web/pages/public_pages.hpp"
#include "web/pages/public_results_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using Kind = TableColumn::Kind;

std::string number(const Ratio& value) {
  return text::decimal(value, value.denominator() == 1 ? 0 : 1);
}

int year_of(const queries::PublicYear& year) { return year.evaluation.cut.last.year.year; }

std::optional<Ratio> index_of(const PublicIndicator::Year& at) {
  if (!at.goal || !at.value || *at.goal <= Ratio{}) return std::nullopt;
  return *at.value * Ratio::whole(100) / *at.goal;
}

// "El avance sigue a la meta, 1.6 puntos por debajo en 2025."
std::string message_of(const Visit& visit, const PublicIndicator& one, int now) {
  const PublicIndicator::Year* last = nullptr;
  for (const auto& at : one.years)
    if (at.value && at.goal) last = &at;
  if (last == nullptr) return tr(visit, "Sin medición publicada: solo se muestran las metas");
  const auto gap = *last->value - *last->goal;
  const auto size = gap < Ratio{} ? Ratio{} - gap : gap;
  const auto unit = one.percent ? tr(visit, " puntos") : "";
  const auto when = std::to_string(last->year);
  // The goal of the running year is for its end: being under it is no delay by itself.
  if (last->year == now && gap < Ratio{})
    return tr(visit, "A {} falta {} para la meta del año", {when, number(size) + unit});
  if (gap == Ratio{}) return tr(visit, "En {} se alcanzó justo la meta", {when});
  return gap < Ratio{}
             ? tr(visit, "En {} el avance quedó {} por debajo de la meta",
                  {when, number(size) + unit})
             : tr(visit, "En {} el avance superó la meta por {}", {when, number(size) + unit});
}

ChartView chart_of(const Visit& visit, const queries::PublicYear& year,
                   const PublicIndicator& one) {
  ChartView chart;
  chart.id = "g-indicador";
  chart.message = message_of(visit, one, year_of(year));
  chart.note = tr(
      visit, "{}. Raya cortada: meta. Línea llena: avance.",
      {one.percent ? tr(visit, "Porcentaje acumulado") : text::capitalized(one.row->meta_unidad)});
  if (year.evaluation.illustrative) chart.stamps = stamp_illustrative(visit.language);
  chart.unit = one.percent ? "%" : one.row->meta_unidad;
  chart.programmed_name = tr(visit, "Meta");
  chart.executed_name = tr(visit, "Avance");
  chart.language = visit.language;
  for (const auto& at : one.years) {
    ChartPoint point{std::to_string(at.year), at.goal, at.value, {}, {}};
    if (at.goal) point.programmed_text = number(*at.goal);
    if (at.value) point.executed_text = number(*at.value);
    chart.points.push_back(std::move(point));
  }
  return chart;
}

TableView table_of(Visit& visit, const queries::PublicYear& year, const PublicIndicator& one) {
  TableView view;
  const auto unit = one.percent ? std::string("%") : one.row->meta_unidad;
  view.id = "anios";
  view.caption = tr(visit, "Meta y avance por año") + '\n' +
                 (one.percent ? tr(visit, "Porcentaje acumulado") : text::capitalized(unit));
  view.as_of = data_until(visit, year.evaluation.cut);
  view.illustrative = year.evaluation.illustrative;
  view.file_name = "indicador-" + one.evaluated->sheet;
  view.paged = false;
  view.columns = {
      {.key = "anio", .title = tr(visit, "Año"), .row_header = true},
      {.key = "meta", .title = tr(visit, "Meta"), .note = unit, .kind = Kind::Count},
      {.key = "avance", .title = tr(visit, "Avance"), .note = unit, .kind = Kind::Count},
      {.key = "indice", .title = tr(visit, "Índice"), .note = "%", .kind = Kind::Percent},
      {.key = "estado", .title = tr(visit, "Estado"), .kind = Kind::State, .sortable = false},
  };
  for (const auto& at : one.years) {
    TableRow row;
    const auto cell = [&](const std::optional<Ratio>& value) -> CellValue {
      if (!value) return Missing{};
      if (one.percent && value->denominator() != 1) return *value;  // One decimal.
      const auto hundredths = *value * Ratio::whole(100);
      return Quantity::hundredths(static_cast<std::int64_t>(
          value->denominator() == 1 ? hundredths.numerator()
                                    : rounded(*value * Ratio::whole(10)) * 10));
    };
    row.cells.push_back({std::int64_t{at.year}});
    row.cells.push_back({cell(at.goal)});
    row.cells.push_back({cell(at.value)});
    const auto index = index_of(at);
    row.cells.push_back({index ? CellValue(*index) : CellValue(Missing{})});
    if (at.year > year_of(year)) {
      row.cells.push_back(
          {html("<span class=\"sem sem--no\">{}{}</span>", symbol("no"), tr(visit, "Aún no vence")),
           "", tr(visit, "Aún no vence")});
    } else {
      evaluation::Light light = evaluation::Light::NoData;
      if (at.year == year_of(year)) {
        light = one.evaluated->signal.light;
      } else if (index) {
        const auto& limits = year.evaluation.thresholds;
        light = *index < limits.attention_from ? evaluation::Light::Behind
                : *index < limits.ok_from      ? evaluation::Light::Attention
                : *index <= limits.ok_upto     ? evaluation::Light::Ok
                                               : evaluation::Light::Above;
      }
      row.cells.push_back(
          {traffic_light(light, {}, visit.language), "", tr(visit, word_of(light))});
    }
    view.rows.push_back(std::move(row));
  }
  view.origin = tr(visit, "Índice = avance ÷ meta × 100.");
  return view;
}

Html sheet_of(const Visit& visit, const queries::PublicYear& year, const PublicIndicator& one) {
  Html rows;
  const auto add = [&](std::string_view term, const Html& value) {
    if (value.text.empty()) return;
    rows += html(
        "<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">{}</dt><dd "
        "class=\"govuk-summary-list__value\">{}</dd></div>\n",
        tr(visit, term), value);
  };
  const auto own = [&](std::string_view words) {
    return words.empty() ? Html{} : own_words(visit, words);
  };
  add("Indicador", own(one.evaluated->name));
  if (one.sheet != nullptr) {
    add("Para qué sirve", own(one.sheet->objetivo));
    add("Fórmula", own(one.sheet->formula_texto));
    add("Qué se cuenta", own(one.sheet->regla_conteo));
  }
  add("Unidad", own(one.evaluated->unit));
  add("Línea base", own(one.row->base.texto));
  if (one.sheet != nullptr) {
    std::string_view often;
    switch (one.sheet->frecuencia) {
      case planning::Frecuencia::Mensual:
        often = "Mensual";
        break;
      case planning::Frecuencia::Cuatrimestral:
        often = "Cuatrimestral";
        break;
      case planning::Frecuencia::Semestral:
        often = "Semestral";
        break;
      case planning::Frecuencia::Anual:
        often = "Anual";
        break;
      case planning::Frecuencia::Multianual:
        often = "Multianual";
        break;
    }
    add("Frecuencia", escaped(tr(visit, often)));
  }
  add("Medios de verificación", own(joined(one.row->medios_verificacion, "; ")));
  add("Responsable", own(one.evaluated->responsible));
  add("Dependencias", own(joined(one.row->dependencias, "; ")));
  if (const auto* product = planning::producto_of(year.plan, one.row->producto))
    add("Producto",
        html("{} <span class=\"cod\">{}</span>", own(product->nombre), product->categoria));
  return html("<dl class=\"govuk-summary-list\">\n{}</dl>\n", rows);
}

// "¿Cómo se decide el color?": the thresholds that were in force at the cut.
Html thresholds_of(const Visit& visit, const evaluation::Thresholds& limits) {
  const auto line = [&](evaluation::Light light, const std::string& rule) {
    return html("<li>{}<span class=\"num\">{}</span></li>\n",
                traffic_light(light, {}, visit.language), rule);
  };
  const auto low = number(limits.attention_from), ok = number(limits.ok_from),
             high = number(limits.ok_upto);
  Html items = line(evaluation::Light::Behind, tr(visit, "menos de {}", {low}));
  items += line(evaluation::Light::Attention, tr(visit, "de {} a {}", {low, ok}));
  items += line(evaluation::Light::Ok, tr(visit, "de {} a {}", {ok, high}));
  items += line(evaluation::Light::Above, tr(visit, "más de {}", {high}));
  return html(
      "<details class=\"govuk-details\" open><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">{}</span></summary><div "
      "class=\"govuk-details__text\"><p>{}</p><ul class=\"escala\">\n{}</ul>\n<p "
      "class=\"origen\">{}: "
      "{}</p></div></details>\n",
      tr(visit, "¿Cómo se decide el color?"), tr(visit, "Índice = avance ÷ meta a la fecha × 100."),
      items, tr(visit, "Fuente"), own_words(visit, limits.source));
}

Html chain_of(const Visit& visit, const queries::PublicYear& year, const PublicIndicator& one) {
  StepView steps;
  steps.id = "g-cadena";
  steps.language = visit.language;
  for (const auto level : {planning::ResultLevel::Inmediato, planning::ResultLevel::Intermedio,
                           planning::ResultLevel::Final})
    for (const auto& result : year.plan.resultados) {
      if (result.nivel != level || result.fila_pei != one.row->id || steps.steps.size() == 4)
        continue;
      const auto name = level == planning::ResultLevel::Final        ? "Resultado final"
                        : level == planning::ResultLevel::Intermedio ? "Resultado intermedio"
                                                                     : "Resultado inmediato";
      if (!steps.message.empty()) steps.message += "; ";
      steps.message += tr(visit, name) + ' ' + std::to_string(result.anio) + ": " +
                       text::quantity(result.meta) + ' ' +
                       unit_word(result.meta.as_ratio(), result.unidad);
      steps.steps.push_back({tr(visit, name), std::to_string(result.anio),
                             text::quantity(result.meta),
                             unit_word(result.meta.as_ratio(), result.unidad)});
    }
  if (steps.steps.size() < 2) return {};
  return section(
      "cadena", tr(visit, "Dónde está en la cadena de resultados"),
      html("{}<p class=\"origen\">{}: {}. <a href=\"{}\">{}</a></p>\n", step_chart(steps),
           tr(visit, "Fuente"), own_words(visit, year.plan.pei.titulo),
           local(visit, "/transparencia/resultados"), tr(visit, "Ver toda la cadena")));
}

}  // namespace

Result<Response> public_indicator(Visit& visit) {
  const std::vector<Crumb> crumbs = {home_crumb(visit),
                                     crumb(visit, "Resultados", "/transparencia/resultados")};
  const auto year = TRY(asked_year(visit));
  if (!year) return nothing_published(visit, Area::Results, "Resultados", crumbs);
  const auto indicators = indicators_of(*year);
  const auto found = std::ranges::find_if(
      indicators, [&](const auto& one) { return one.evaluated->sheet == visit.capture("codigo"); });
  if (found == indicators.end())
    return refuse(Refusal::PageUnknown, {{"hallado", std::string(visit.request.path)}});
  const auto& one = *found;
  auto values = table_of(visit, *year, one);
  if (auto file = table_file(visit, values)) return *std::move(file);

  PageView view;
  view.title = tr(visit, "Indicador {}", {one.evaluated->sheet}) + ": " + one.evaluated->name;
  view.heading = one.evaluated->name;
  view.own_heading = true;
  view.rubric = tr(visit, "Indicador") + ' ' + one.evaluated->sheet;
  view.own_rubric = year->plan.pei.titulo;
  view.area = Area::Results;
  view.crumbs = crumbs;
  const auto now = std::to_string(year_of(*year));
  Html sentence;
  if (one.final && one.running)
    sentence =
        html("{} <b>{}</b>. ",
             tr(visit, "La meta es llegar en {} a", {std::to_string(year->plan.pei.anio_final)}),
             indicator_value(one, *one.final));
  if (!one.running)
    sentence = html("{} <b>{}</b>. ", tr(visit, "La meta del plan es"),
                    own_words(visit, one.row->meta_texto));
  if (one.goal)
    sentence += html("{} <b>{}</b>", tr(visit, "Para {} corresponde", {now}),
                     indicator_value(one, *one.goal));
  if (one.value)
    sentence += html("{} <b>{}</b>.",
                     tr(visit, one.goal ? " y a {} se ha alcanzado" : "A {} se ha alcanzado",
                        {month_word(visit, year->evaluation.cut.last)}),
                     indicator_value(one, *one.value));
  else
    sentence += html("{}{}", one.goal ? ". " : "", tr(visit, "Aún no hay medición publicada."));
  view.content = html(
      "<p class=\"lead\">{}</p>\n{}<div class=\"rejilla rejilla--64 seccion\">\n{}<div>{}</div>\n"
      "</div>\n{}",
      sentence, origin_of(visit, *year, one.sheet == nullptr ? "" : one.sheet->procedencia),
      line_chart(chart_of(visit, *year, one)), table(visit, values), chain_of(visit, *year, one));
  view.content +=
      section("ficha", tr(visit, "Ficha técnica"),
              html("<div class=\"rejilla rejilla--64\">\n<div>{}</div>\n<div>{}</div></div>\n",
                   sheet_of(visit, *year, one), thresholds_of(visit, year->evaluation.thresholds)));
  view.origin = about_data(visit, *year, year->plan.fuente);
  return page(visit, view);
}

}  // namespace web
