// I4: the results chain, drawn as steps and as a list: final, intermediate and immediate results,
// the products that lead to them and their subproductos, with goal and progress.
#include <algorithm>
#include <map>

#include "documents/svg.hpp"
#include "documents/wording.hpp"
#include "text/format.hpp"
#include "web/pages/execution_view.hpp"
#include "web/pages/planning_pages.hpp"
#include "web/pages/planning_view.hpp"

namespace web {
namespace {

using documents::tenths;
using planning::Plan;
using planning::Resultado;

// From the lowest result to the final one that it leads to.
std::vector<const Resultado*> steps_to(const Plan& plan, const Resultado& last) {
  std::vector<const Resultado*> steps{&last};
  for (bool more = true; more;) {
    more = false;
    for (const auto& one : plan.resultados)
      if (one.padre == steps.back()->id) {
        steps.push_back(&one);
        more = true;
        break;
      }
  }
  std::ranges::reverse(steps);
  return steps;
}

std::string amount_of(const Resultado& result) { return text::quantity(result.meta); }

std::string unit_of(const Resultado& result) {
  return documents::plural(result.unidad) +
         (result.periodo.contains("acumulado") ? " acumuladas" : "");
}

std::string words(int x, int y, std::string_view css, std::string_view said) {
  return "<text x=\"" + tenths(x) + "\" y=\"" + tenths(y) + "\" class=\"" + std::string(css) +
         "\">" + escaped(said).text + "</text>";
}

// Steps that rise from left to right; the last one is filled.
std::string wide_steps(const std::vector<const Resultado*>& steps) {
  const int n = static_cast<int>(steps.size()), gap = 450;
  const int width = (12000 - gap * (n - 1)) / n, bottom = 1492;
  std::string svg;
  for (int i = 0; i < n; ++i) {
    const auto& one = *steps[static_cast<std::size_t>(i)];
    const bool last = i + 1 == n;
    const int x = i * (width + gap) + (last ? -8 : 8), top = 92 + 220 * (n - 1 - i);
    const auto left = x + 132;
    svg += "<rect class=\"" + std::string(last ? "g-fh" : "g-s") + "\" x=\"" + tenths(x) +
           "\" y=\"" + tenths(top) + "\" width=\"" + tenths(width - 8) + "\" height=\"" +
           tenths(bottom - top) + "\"/>";
    svg += words(left, top + 228, last ? "tx" : "tb", word_of(one.nivel));
    svg += words(left, top + 400, last ? "ty" : "t2",
                 one.anio_inicial == one.anio
                     ? std::to_string(one.anio)
                     : std::to_string(one.anio_inicial) + "–" + std::to_string(one.anio));
    svg += words(left, top + 650, last ? "tx gr" : "tb gr", amount_of(one));
    svg += words(left, top + 830, last ? "ty" : "t2", unit_of(one));
    if (!last) {
      const int from = x + width + 60;
      svg += "<path class=\"g-fl\" d=\"M" + tenths(from) + " 110h28\"/><path class=\"g-fh\" d=\"M" +
             tenths(from + 260) + " 104l10 6-10 6z\"/>";
    }
  }
  return svg;
}

std::string narrow_steps(const std::vector<const Resultado*>& steps) {
  std::string svg;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto& one = *steps[i];
    const bool last = i + 1 == steps.size();
    const int top = static_cast<int>(i) * 1040 + 8;
    svg += "<rect class=\"" + std::string(last ? "g-fh" : "g-s") + "\" x=\".75\" y=\"" +
           tenths(top) + "\" width=\"340.5\" height=\"82\"/>";
    svg += words(140, top + 212, last ? "tx" : "tb",
                 std::string(word_of(one.nivel)) + " · " + std::to_string(one.anio));
    svg += words(140, top + 472, last ? "tx gr" : "tb gr", amount_of(one));
    svg += words(140, top + 672, last ? "ty" : "t2", unit_of(one));
    if (!last) svg += "<path class=\"g-fh\" d=\"M164 " + tenths(top + 872) + "h14l-7 11z\"/>";
  }
  return svg;
}

Html chain_chart(const Plan& plan, const Resultado& last, std::size_t n) {
  const auto steps = steps_to(plan, last);
  std::string title = "Cadena: ";
  for (const auto* one : steps)
    title += (one == steps.front() ? "" : "; ") + documents::uncapitalized(word_of(one->nivel)) +
             " " + std::to_string(one->anio) + ", " + amount_of(*one) + " " + unit_of(*one);
  const auto id = "cadena-" + std::to_string(n);
  const auto heading = [&](std::string_view suffix) {
    return "role=\"img\" aria-labelledby=\"" + id + std::string(suffix) + "\"><title id=\"" + id +
           std::string(suffix) + "\">" + escaped(title).text + ".</title>";
  };
  std::string svg = "<svg class=\"ancha\" viewBox=\"0 0 1200 150\" " + heading("-a") +
                    wide_steps(steps) + "</svg>\n<svg class=\"angosta\" viewBox=\"0 0 342 " +
                    std::to_string(104 * steps.size() - 20) + "\" " + heading("-b") +
                    narrow_steps(steps) + "</svg>";
  return html("<figure class=\"grafica cad\"><figcaption>{}</figcaption>\n{}</figure>\n",
              text::capitalized(last.texto), Html{std::move(svg)});
}

// ---- The list ----------------------------------------------------------------------------------

struct Progress {
  LivePointer live;
  const queries::PhysicalGoal* of(const std::string& subproducto) const {
    if (!live) return nullptr;
    for (const auto& product : live->evaluation.products)
      for (const auto& goal : product.goals)
        if (goal.subproducto == subproducto) return &goal;
    return nullptr;
  }
};

Html subproducto_item(const Plan& plan, const planning::Subproducto& sub,
                      const planning::Producto& product, const Progress& progress) {
  Html said;
  if (const auto* goal = progress.of(sub.id); goal != nullptr && goal->year_goal > Quantity{}) {
    said = html("<span class=\"secundario\">Meta {}: {}; ejecutado {}</span> {}",
                std::to_string(plan.poa.ejercicio), text::quantity(goal->year_goal),
                goal->accumulated.executed ? text::quantity(*goal->accumulated.executed)
                                           : std::string("sin dato"),
                light_of(goal->signal));
  } else {
    said = Html{"<span class=\"secundario\">Sin programación este año</span>"};
  }
  const auto address = "/ejecucion/productos/" + encoded(product.id);
  return html("<li>{} <span class=\"secundario\">({})</span><br>{}</li>\n",
              link(address, documents::without_stop(sub.nombre)),
              documents::uncapitalized(sub.unidad_medida), said);
}

Html product_item(const Plan& plan, const planning::Producto& product, const Progress& progress) {
  Html subs;
  for (const auto* sub : planning::subproductos_below(plan, product.id))
    subs += subproducto_item(plan, *sub, product, progress);
  return html(
      "<li><b>Producto</b> {} <span class=\"cod\">{}</span>\n<ul "
      "class=\"cadena-lista\">{}</ul></li>\n",
      link("/ejecucion/productos/" + encoded(product.id), product.nombre), product.categoria, subs);
}

Html indicator_of(const Plan& plan, const Resultado& result) {
  const auto* row = planning::pei_row_of(plan, result.fila_pei);
  if (row == nullptr || row->ficha.empty()) return {};
  return html(" <span class=\"chico\">Indicador {}</span>",
              link("/planificacion/indicadores/" + encoded(row->ficha), row->ficha));
}

// A result with what leads to it: lower results, then the products linked to it.
Html result_item(const Plan& plan, const Resultado& result, const Progress& progress) {
  Html below;
  for (const auto& one : plan.resultados)
    if (one.padre == result.id) below += result_item(plan, one, progress);
  for (const auto& product : plan.productos)
    if (std::ranges::find(product.resultados, result.id) != product.resultados.end())
      below += product_item(plan, product, progress);
  return html("<li><b>{}</b> {}: {}{}{}</li>\n", word_of(result.nivel), std::to_string(result.anio),
              result.texto, indicator_of(plan, result),
              below.text.empty() ? Html{} : html("\n<ul class=\"cadena-lista\">{}</ul>", below));
}

Html unlinked(const Plan& plan, const Progress& progress, bool may_edit) {
  Html items;
  for (const auto& product : plan.productos) {
    if (!product.resultados.empty()) continue;
    items += product_item(plan, product, progress);
    items += html("<li class=\"secundario\">{}</li>\n",
                  product.motivo_sin_resultado.empty()
                      ? std::string("No se declara por qué no tiene resultado.")
                      : "Motivo declarado: " + product.motivo_sin_resultado);
  }
  if (items.text.empty()) return {};
  return section("sin-resultado", "Productos sin vinculación a resultado",
                 html("<ul class=\"cadena-lista\">{}</ul>{}", items,
                      may_edit ? html("<p>{}</p>", link("/planificacion/cargar",
                                                        "Corregirlo en Excel y subir la versión"))
                               : Html{}));
}

}  // namespace

Result<Response> planning_start(Visit&) { return redirect("/planificacion/cadena"); }

Result<Response> chain_show(Visit& visit) {
  const auto stored = TRY(plan_asked(visit));
  if (!stored) return no_plan(visit, "Cadena de resultados");
  const auto& plan = stored->plan;
  Progress progress;
  if (!stored->version.until_seq)
    if (const auto month = TRY(asked_month(visit)))
      if (auto live = live_at(visit, *month)) progress.live = *std::move(live);

  PageView view;
  view.title = view.heading = "Cadena de resultados";
  view.lead = "De lo que se hace cada mes a lo que se quiere cambiar. " + plan.nombre + ".";
  view.area = Area::Planning;
  view.crumbs = {{"Mi trabajo", "/inicio"}};
  view.actions = plan_stamps(*stored);
  view.dense = true;
  std::size_t n = 0;
  Html tops;
  for (const auto& result : plan.resultados) {
    if (!result.padre.empty()) continue;
    view.content += html("<section class=\"seccion\" aria-label=\"{}\">{}</section>",
                         "Cadena " + std::to_string(n + 1), chain_chart(plan, result, n + 1));
    ++n;
    tops += result_item(plan, result, progress);
  }
  if (n == 0)
    view.content +=
        empty_state("El plan no tiene resultados.",
                    html("<p>{}</p>", link("/planificacion/cargar", "Cargar la cadena")));
  else
    view.content += section("lista", "La misma cadena, como lista",
                            html("<ul class=\"cadena-lista\">{}</ul>", tops));
  const bool may_edit = visit.viewer->may(access_control::Permission::LoadPlan);
  view.content += unlinked(plan, progress, may_edit);
  Html actions;
  if (may_edit) actions += primary_link("/planificacion/cargar", "Cargar una versión");
  actions += secondary_link(
      "/planificacion/plantilla.xlsx?version=" + std::to_string(stored->version.number),
      "Descargar en Excel");
  view.content += html("<div class=\"acciones\">{}</div>", actions);
  view.content += version_line(*stored);
  return page(visit, view);
}

}  // namespace web
