// P1: what the institution set out to do, what it did and what it spent, in one screen.
#include <algorithm>

#include "base/text.hpp"
#include "queries/published_reports.hpp"
#include "text/format.hpp"
#include "web/pages/public_pages.hpp"
#include "web/pages/public_reports_view.hpp"
#include "web/pages/public_results_view.hpp"

namespace web {
namespace {

std::optional<Ratio> share(const std::optional<MoneySum>& part, MoneySum whole) {
  if (!part || whole <= MoneySum{}) return std::nullopt;
  return evaluation::quetzales(*part) * Ratio::whole(100) / evaluation::quetzales(whole);
}

Html bold(std::string_view words) { return html("<b>{}</b>", words); }

// Fills the holes of a translated sentence with markup.
Html filled(const Visit& visit, std::string_view spanish, const std::vector<Html>& parts) {
  const auto sentence = tr(visit, spanish);
  std::string_view rest = sentence;
  Html out;
  for (const auto& part : parts) {
    const auto hole = rest.find("{}");
    if (hole == rest.npos) break;
    out += escaped(rest.substr(0, hole));
    out += part;
    rest.remove_prefix(hole + 2);
  }
  return out += escaped(rest);
}

// Attention to persons, of the producto that gives most of it.
struct Attention {
  std::string name;
  bool persons = false;  // Persons, each once; else times that somebody was attended.
  evaluation::GoalProgress progress;
};

// The goals of a producto that count attention to persons: together where they may be added, else
// the greatest, since one person may be counted by several.
std::optional<Attention> attention_of(const queries::PhysicalProduct& product) {
  using enum production::CountKind;
  std::vector<const queries::PhysicalGoal*> goals;
  std::vector<evaluation::Addend> addends;
  for (const auto& goal : product.goals) {
    if (goal.kind != Atenciones && goal.kind != PersonasUnicas) continue;
    if (folded(goal.unit_of_measure) != "persona") continue;
    goals.push_back(&goal);
    addends.push_back(goal.accumulated.addend);
  }
  if (goals.empty()) return std::nullopt;
  std::ranges::stable_sort(
      goals, [](const auto* a, const auto* b) { return a->year_goal > b->year_goal; });
  if (evaluation::why_not_addable(addends)) goals.resize(1);
  Attention all{goals.size() == 1 ? goals.front()->name : product.name,
                goals.size() == 1 && goals.front()->kind_of_sum == PersonasUnicas,
                goals.front()->accumulated};
  for (std::size_t g = 1; g < goals.size(); ++g) {
    const auto& one = goals[g]->accumulated;
    all.progress.year_goal += one.year_goal;
    all.progress.programmed += one.programmed;
    if (one.executed)
      all.progress.executed = all.progress.executed.value_or(Quantity{}) + *one.executed;
    all.progress.coverage = all.progress.coverage + one.coverage;
  }
  return all;
}

// "Atención a personas: 53,918 atenciones de 57,900 programadas a la fecha (93.1 %)."
Html attention_part(const Visit& visit, const queries::PublicYear& year) {
  std::optional<Attention> most;
  for (const auto& product : year.evaluation.products)
    if (auto one = attention_of(product);
        one && (!most || one->progress.year_goal > most->progress.year_goal))
      most = std::move(one);
  if (!most || most->progress.programmed <= Quantity{}) return {};
  const auto& done = most->progress;
  const auto programmed = escaped(text::quantity(done.programmed));
  Html said;
  if (!done.executed) {
    said = filled(visit, "Atención a personas: {} programadas a la fecha; aún sin reportes.",
                  {programmed});
  } else {
    said = filled(visit,
                  most->persons ? "Atención a personas: {} atendidas de {} programadas a la fecha"
                                : "Atención a personas: {} atenciones de {} programadas a la fecha",
                  {bold(text::quantity(*done.executed)), programmed});
    if (const auto share = evaluation::efficacy(done); share.value)
      said += html(" ({})", points(*share.value));
    said += Html{"."};
  }
  return html(
      "<p class=\"govuk-body\">{} <a href=\"{}\">{}{}</a></p>\n", said,
      local(visit, "/datos/explorar?datos=metas"), tr(visit, "Ver las metas"),
      html("<span class=\"govuk-visually-hidden\">: {}</span>", own_words(visit, most->name)));
}

Html money_part(const Visit& visit, const queries::PublicYear& year) {
  const auto& money = year.evaluation.financial;
  const auto& cut = year.evaluation.cut;
  if (!money.loaded || !money.total.percent.value)
    return empty_state(tr(visit, "Aún no hay presupuesto publicado de este año."));
  Html lead = filled(visit, "De cada Q 100 vigentes se han gastado {}. Son {} de {}",
                     {bold("Q\xC2\xA0" + text::decimal(*money.total.percent.value, 2)),
                      bold(large_amount(visit, money.total.devengado)),
                      escaped(large_amount(visit, money.total.vigente))});
  if (money.total.programmed)
    lead += filled(visit, "; a la fecha se habían programado {}",
                   {bold(large_amount(visit, *money.total.programmed))});
  lead += Html{"."};

  ChartView bars;
  bars.id = "g-programas";
  bars.message = tr(visit, "Gasto por programa, porcentaje del vigente");
  bars.executed_name = tr(visit, "devengado");
  bars.programmed_name = tr(visit, "programado a la fecha");
  bars.remark = tr(visit, "Barra: devengado. Raya: programado a la fecha.");
  bars.language = visit.language;
  auto programmes = money.programmes;
  std::ranges::stable_sort(programmes,
                           [](const auto& a, const auto& b) { return a.vigente > b.vigente; });
  for (const auto& one : programmes) {
    if (bars.points.size() == 4 || !one.percent.value) continue;
    ChartPoint point;
    point.label = one.code + ' ' + one.name;
    point.executed = one.percent.value;
    point.executed_text = points(*one.percent.value);
    point.programmed = share(one.programmed, one.vigente);
    if (point.programmed) point.programmed_text = points(*point.programmed);
    bars.points.push_back(std::move(point));
  }
  return html(
      "<section class=\"regla portada\" aria-labelledby=\"gasto\">\n<h2 id=\"gasto\" "
      "class=\"rubro\">{} {}, {}</h2>\n<div class=\"rejilla rejilla--64\">\n<div><p "
      "class=\"lead\">{}</p>\n{}{}<p class=\"chico\"><a href=\"{}\">{}</a></p></div>\n{}</div>\n"
      "</section>\n",
      tr(visit, "Presupuesto"), show(cut.last.year),
      span_of_months(visit, {cut.last.year, 1}, cut.last), lead, attention_part(visit, year),
      origin_of(visit, year, money.source), local(visit, "/transparencia/presupuesto"),
      tr(visit, "Ver en qué se gastó"), bullet_chart(bars));
}

Html result_card(const Visit& visit, const queries::PublicYear& year, const PublicIndicator& one,
                 std::size_t number) {
  const auto this_year = show(year.evaluation.cut.last.year);
  Html sentence;
  if (one.goal && one.running)
    sentence =
        escaped(tr(visit, "Para {} la meta es {}.", {this_year, indicator_value(one, *one.goal)}));
  if (one.goal && !one.running)
    sentence = escaped(
        tr(visit, "Para el año {} la meta es {}.", {this_year, indicator_value(one, *one.goal)}));
  if (one.value)
    sentence += html(" {}", tr(visit, "Se ha alcanzado {}.", {indicator_value(one, *one.value)}));
  else
    sentence += html(" {}", tr(visit, "Aún no hay medición publicada."));
  if (one.evaluated->illustrative || year.evaluation.illustrative)
    sentence += html(" {}", stamp_illustrative(visit.language));

  RulerView ruler;
  ruler.id = "g-resultado-" + std::to_string(number);
  ruler.full = one.final.value_or(Ratio::whole(100));
  ruler.done = one.value;
  std::string message = one.evaluated->name + ": ";
  message += one.value ? indicator_value(one, *one.value) : tr(visit, "sin dato");
  if (one.goal) {
    message += "; " + tr(visit, "meta {}: {}", {this_year, indicator_value(one, *one.goal)});
    ruler.mark_label = tr(
        visit, "Meta {}: {}",
        {this_year, one.percent ? indicator_value(one, *one.goal)
                                : text::decimal(*one.goal, one.goal->denominator() == 1 ? 0 : 1)});
  }
  ruler.message = message;
  for (const auto& at : one.years)
    if (at.goal)
      ruler.ticks.push_back(
          {std::to_string(at.year), *at.goal, at.year == year.evaluation.cut.last.year.year});
  return html(
      "<article class=\"regla\">\n<h3 class=\"govuk-heading-m\">{}</h3>\n<p "
      "class=\"govuk-body\">{}</p>\n{}<p class=\"origen\">{} · {} · <a href=\"{}\">{}{}</a></p>\n"
      "</article>\n",
      own_words(visit, text::capitalized(one.row->meta_texto)), sentence,
      ruler.ticks.empty() || !one.running ? Html{} : ruler_chart(ruler),
      indicator_state(visit, one), own_words(visit, year.plan.pei.titulo),
      indicator_address(visit, one), tr(visit, "Ver el indicador"),
      html("<span class=\"govuk-visually-hidden\">: {}</span>",
           own_words(visit, one.evaluated->name)));
}

Html doors(const Visit& visit) {
  Html items;
  const auto add = [&](std::string_view path, std::string_view name, std::string_view about) {
    items += html("<li><a href=\"{}\">{}</a><p>{}</p></li>\n", local(visit, path), tr(visit, name),
                  tr(visit, about));
  };
  add("/transparencia/resultados", "Resultados",
      "De la meta final a lo que se hace cada mes, con sus fuentes.");
  add("/transparencia/presupuesto", "Presupuesto", "¿En qué se gasta, quién gasta, cómo y cuándo?");
  add("/datos", "Datos abiertos", "Todo lo que ve aquí, en CSV, XLSX y JSON, con diccionario.");
  return html("<ul class=\"puertas\">\n{}</ul>\n", items);
}

}  // namespace

Result<Response> public_home(Visit& visit) {
  PageView view;
  view.title = tr(visit, "Inicio");
  view.area = Area::Home;
  view.heading = tr(visit, "Qué nos propusimos, qué hicimos y cuánto gastamos");
  const auto year = TRY(asked_year(visit));
  if (!year) return nothing_published(visit, Area::Home, view.heading);
  view.content = money_part(visit, *year);

  const auto indicators = indicators_of(*year);
  if (!indicators.empty()) {
    Html cards;
    std::size_t number = 0;
    for (const auto& one : indicators)
      if (number < 4) cards += result_card(visit, *year, one, ++number);
    view.content += html(
        "<section class=\"seccion\" aria-labelledby=\"resultados\">\n<h2 id=\"resultados\" "
        "class=\"govuk-heading-l\">{}</h2>\n<div class=\"rejilla rejilla--2\">\n{}</div>\n"
        "</section>\n",
        tr(visit, "Resultados para {}", {std::to_string(year->plan.pei.anio_final)}), cards);
  }
  view.content += html(
      "<section class=\"seccion\" aria-labelledby=\"puertas\">\n<h2 id=\"puertas\" "
      "class=\"govuk-heading-l\">{}</h2>\n{}</section>\n",
      tr(visit, "Siga por aquí"), doors(visit));

  const auto reports = TRY(queries::published_reports(visit.db(), visit.institution));
  Html last = TRY(last_report(visit, reports));
  view.content += section("informe", tr(visit, "Último informe"), last);
  return page(visit, view);
}

}  // namespace web
