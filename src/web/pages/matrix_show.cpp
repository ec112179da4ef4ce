// I5: the PEI matrix, ten years beside each other, with the sum or the last value of each row by
// its kind; and the form that changes one row, which makes a new version of the plan.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "documents/wording.hpp"
#include "domain/planning/linter.hpp"
#include "domain/planning/names.hpp"
#include "domain/planning/refusals.hpp"
#include "text/findings.hpp"
#include "text/format.hpp"
#include "web/pages/planning_pages.hpp"
#include "web/pages/planning_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using planning::PeiRow;
using planning::Plan;
using Kind = TableColumn::Kind;

// What the row comes to: the last running total, or the sum of what each year adds.
TableCell final_of(const PeiRow& row) {
  if (row.metas.empty()) return {};
  Quantity sum;
  for (const auto& target : row.metas) sum += target.valor;
  const bool percent = row.unidad_metas == "porcentaje";
  const auto value = row.modo == planning::ModoMeta::Acumulada ? row.metas.back().valor : sum;
  TableCell cell{html("{}{}", text::quantity(value), percent ? "\xC2\xA0%" : "")};
  cell.export_text = show(value);
  cell.after = html("<br><small class=\"secundario\">{}</small>",
                    row.modo == planning::ModoMeta::Acumulada ? "último (acumulada)" : "suma");
  return cell;
}

std::set<std::int16_t> years_of(const Plan& plan) {
  std::set<std::int16_t> years;
  for (auto year = plan.pei.anio_inicial; year <= plan.pei.anio_final && year > 0; ++year)
    years.insert(year);
  for (const auto& row : plan.pei.filas)
    for (const auto& target : row.metas) years.insert(target.anio);
  return years;
}

std::string row_address(const PeiRow& row) {
  return "/planificacion/matriz/" + encoded(row.id) + "/editar";
}

TableView matrix_table(const storage::StoredPlan& stored, bool may_edit) {
  const auto& plan = stored.plan;
  TableView view;
  view.id = "matriz";
  view.caption = plan.pei.titulo.empty() ? "Matriz del PEI" : plan.pei.titulo;
  view.as_of = "Versión " + std::to_string(stored.version.number);
  view.file_name = "matriz-pei-v" + std::to_string(stored.version.number);
  view.empty = "El plan no tiene matriz.";
  view.paged = false;
  view.columns = {
      {.key = "producto", .title = "Producto o acción", .sortable = false, .row_header = true},
      {.key = "resultado", .title = "Resultado estratégico", .sortable = false, .secondary = true},
      {.key = "indicador", .title = "Indicador", .sortable = false, .secondary = true},
      {.key = "base", .title = "Línea base", .sortable = false, .secondary = true},
      {.key = "meta", .title = "Meta", .sortable = false, .secondary = true},
  };
  const auto years = years_of(plan);
  for (const auto year : years)
    view.columns.push_back({.key = std::to_string(year),
                            .title = std::to_string(year),
                            .kind = Kind::Count,
                            .sortable = false,
                            .secondary = year != plan.ejercicio});
  view.columns.push_back({.key = "final",
                          .title = "Final",
                          .note = "según su modo",
                          .kind = Kind::Count,
                          .sortable = false});
  view.columns.push_back(
      {.key = "medios", .title = "Medios de verificación", .sortable = false, .secondary = true});
  view.columns.push_back(
      {.key = "dependencias", .title = "Dependencias", .sortable = false, .secondary = true});
  const auto text_cell = [](const std::string& said) -> TableCell {
    if (said.empty()) return {};
    return {said};
  };
  for (const auto& row : plan.pei.filas) {
    TableRow made;
    TableCell name{row.producto_accion};
    if (may_edit) {
      name.after = html("<br>{}", link(row_address(row), "Editar " + row.id));
    }
    made.cells.push_back(std::move(name));
    made.cells.push_back(text_cell(row.resultado_estrategico));
    TableCell indicator = text_cell(row.indicador);
    if (!row.ficha.empty()) indicator.address = "/planificacion/indicadores/" + encoded(row.ficha);
    made.cells.push_back(std::move(indicator));
    made.cells.push_back(text_cell(row.base.texto));
    made.cells.push_back(text_cell(row.meta_texto));
    for (const auto year : years) {
      const auto target = std::ranges::find(row.metas, year, &planning::YearTarget::anio);
      if (target == row.metas.end()) {
        made.cells.push_back({});
        continue;
      }
      TableCell cell{escaped(target->texto)};
      cell.export_text = show(target->valor);
      made.cells.push_back(std::move(cell));
    }
    made.cells.push_back(final_of(row));
    made.cells.push_back(text_cell(joined(row.medios_verificacion, "; ")));
    made.cells.push_back(text_cell(joined(row.dependencias, "; ")));
    view.rows.push_back(std::move(made));
  }
  return view;
}

// Findings of the matrix, so that mixed units are seen where they are.
Html matrix_findings(const Plan& plan) {
  Html items;
  std::size_t all = 0;
  for (const auto& one : planning::lint(plan)) {
    if (!one.lugar.starts_with("pei") || one.severidad != planning::Severity::Alta) continue;
    if (++all <= 6)
      items += html("<li><b>{}</b>: {}</li>", text::place_of(one), text::reason_of(one));
  }
  if (all == 0) return {};
  return notice_box(
      NoticeTone::Amber,
      html("<div><h2>{}</h2><ul>{}</ul><p>{}</p></div>",
           text::capitalized(
               text::counted(static_cast<std::int64_t>(all), "hallazgo alto", "hallazgos altos")) +
               " en la matriz",
           items, link("/planificacion/hallazgos", "Ver todos y aceptarlos con motivo")));
}

// ---- One row -----------------------------------------------------------------------------------

// The row as it was typed. Faults go to their controls.
PeiRow typed_row(PeiRow row, FormState& state, const std::set<std::int16_t>& years) {
  row.producto_accion = state.value("producto_accion", row.producto_accion);
  row.indicador = state.value("indicador", row.indicador);
  if (state.value("meta", row.meta_texto) != row.meta_texto) row.meta_texto = state.value("meta");
  if (state.value("linea_base", row.base.texto) != row.base.texto) {
    row.base.texto = state.value("linea_base");
  }
  if (const auto said = state.value("meta_valor"); !said.empty()) {
    if (const auto value = typed_quantity(said))
      row.meta = *value;
    else
      state.fault("meta_valor", value.error());
  }
  if (const auto mode = planning::value_of<planning::ModoMeta>(state.value("modo")))
    row.modo = *mode;
  std::vector<planning::YearTarget> targets;
  for (const auto year : years) {
    const auto control = "m" + std::to_string(year);
    const auto said = std::string(trimmed(state.value(control)));
    if (said.empty()) continue;
    const auto before = std::ranges::find(row.metas, year, &planning::YearTarget::anio);
    if (before != row.metas.end() && before->texto == said) {
      targets.push_back(*before);
      continue;
    }
    if (const auto value = typed_quantity(said))
      targets.push_back({year, said, *value});
    else
      state.fault(control, value.error());
  }
  row.metas = std::move(targets);
  return row;
}

void fill(FormState& state, const PeiRow& row) {
  state.set("producto_accion", row.producto_accion);
  state.set("indicador", row.indicador);
  state.set("meta", row.meta_texto);
  state.set("meta_valor", show(row.meta));
  state.set("linea_base", row.base.texto);
  state.set("modo", std::string(planning::name_of(row.modo)));
  for (const auto& target : row.metas) state.set("m" + std::to_string(target.anio), target.texto);
}

Html row_form(Visit& visit, const PeiRow& row, const FormState& state,
              const std::set<std::int16_t>& years, const storage::StoredPlan& stored) {
  Html inside = text_area(state, {.name = "producto_accion", .label = "Producto o acción"}, 2);
  inside += text_area(state, {.name = "indicador", .label = "Indicador"}, 2);
  inside += text_input(state, {.name = "meta", .label = "Meta, como se imprime"});
  inside += text_input(state, {.name = "meta_valor",
                               .label = "Meta, cifra",
                               .hint = documents::plural(row.meta_unidad),
                               .width = "10",
                               .inputmode = "decimal"});
  inside += text_input(state, {.name = "linea_base", .label = "Línea base, como se imprime"});
  inside +=
      radios(state,
             {.name = "modo",
              .label = "Cómo se leen las metas de cada año",
              .help = "Acumulada: cada año dice el total hasta ese año. Incremental: cada año "
                      "dice lo que agrega. Nunca se deduce."},
             {{"acumulada", "Acumulada"}, {"incremental", "Incremental"}});
  Html cells;
  for (const auto year : years)
    cells += text_input(state, {.name = "m" + std::to_string(year),
                                .label = std::to_string(year),
                                .width = "5",
                                .inputmode = "decimal"});
  inside += html(
      "<fieldset class=\"govuk-fieldset\"><legend class=\"govuk-fieldset__legend "
      "govuk-fieldset__legend--s\">Metas por año, {}</legend><div "
      "class=\"rejilla-anios\">{}</div></fieldset>",
      row.unidad_metas, cells);
  inside += text_input(state, {.name = "acto",
                               .label = "Acto que aprueba la versión",
                               .hint = "Por ejemplo: AMN 007-2025",
                               .width = "20"});
  inside +=
      html("<div class=\"acciones\">{}{}{}</div>", button("Ver las diferencias", "paso", "ver"),
           state.value("visto") == "1"
               ? secondary_button("Guardar como versión nueva", "paso", "guardar")
               : Html{},
           link("/planificacion/matriz", "Volver a la matriz"));
  return form(visit, {.action = row_address(row), .version = std::to_string(stored.version.number)},
              inside);
}

}  // namespace

Result<Response> matrix_show(Visit& visit) {
  const auto stored = TRY(plan_asked(visit));
  if (!stored) return no_plan(visit, "Matriz PEI");
  const auto& plan = stored->plan;
  const bool may_edit =
      visit.viewer->may(access_control::Permission::LoadPlan) && !stored->version.until_seq;
  const auto matrix = matrix_table(*stored, may_edit);
  if (auto file = table_file(visit, matrix)) return *std::move(file);
  PageView view;
  view.title = view.heading = "Matriz PEI " + std::to_string(plan.pei.anio_inicial) + "–" +
                              std::to_string(plan.pei.anio_final);
  view.lead =
      "Resultados, indicadores y metas por año. Cada cambio es una versión nueva con su acto.";
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.actions = plan_stamps(*stored);
  view.dense = true;
  view.content += matrix_findings(plan);
  view.content += table(visit, matrix);
  if (!plan.pei.nota_numeracion.empty())
    view.content += html("<p class=\"origen\">{}</p>", plan.pei.nota_numeracion);
  Html actions = secondary_link(
      "/planificacion/plantilla.xlsx?version=" + std::to_string(stored->version.number),
      "Descargar en Excel para editar");
  if (may_edit) actions += primary_link("/planificacion/cargar", "Subir la matriz editada");
  view.content += html("<div class=\"acciones\">{}</div>", actions);
  view.content += version_line(*stored);
  return page(visit, view);
}

Result<Response> matrix_edit(Visit& visit) {
  const auto stored = TRY(plan_in_force(visit));
  const auto id = visit.capture("fila");
  const auto* row = planning::pei_row_of(stored.plan, id);
  if (row == nullptr) return refuse(Refusal::PageUnknown, {{"hallado", std::string(id)}});
  const auto years = years_of(stored.plan);
  const bool sent = visit.request.method == Method::Post;
  FormState state(visit.request.form);
  if (!sent) fill(state, *row);

  PageView view;
  view.title = view.heading = "Editar la fila " + row->id;
  view.rubric = "Matriz PEI";
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.crumbs.push_back({"Matriz PEI", "/planificacion/matriz"});
  view.dense = true;
  int status = 200;
  Html preview;
  if (sent) {
    if (state.value("version") != std::to_string(stored.version.number))
      return refuse(Refusal::VersionStale);
    auto plan = stored.plan;
    const auto at = std::ranges::find(plan.pei.filas, row->id, &PeiRow::id);
    *at = typed_row(*row, state, years);
    const auto act = std::string(trimmed(state.value("acto")));
    if (!act.empty())
      approve_by(plan, act, plan.pei.titulo.empty() ? "PEI" : "Matriz PEI, fila " + row->id,
                 visit.today());
    const bool save = state.value("paso") == "guardar";
    if (save && act.empty()) state.fault("acto", refusal(Refusal::ActMissing));
    if (!state.faulty() && save) {
      const auto receipt = load_version(visit, plan, "", "");
      if (receipt) {
        visit.notice("La fila " + row->id + " cambió: versión nueva del plan (asiento " +
                     std::to_string(receipt->seq) + ").");
        return redirect("/planificacion/matriz");
      }
      state.fault("", receipt.error());
    }
    if (!state.faulty()) {
      const auto proposal = TRY(proposed(visit, &stored.plan, plan, "", ""));
      if (proposal.refusal)
        state.fault("", *proposal.refusal);
      else
        state.set("visto", "1");
      preview = proposal_view(visit, proposal);
    }
    if (state.faulty()) status = 422;
  }
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  view.content = row_form(visit, *row, state, years, stored);
  view.content += preview;
  return page(visit, view, status);
}

}  // namespace web
