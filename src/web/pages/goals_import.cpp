// Files of many units and months, and of series of variables: a preview first, nothing
// half-applied.
#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "commands/import_goals.hpp"
#include "queries/goals.hpp"
#include "queries/organization.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/table.hpp"
#include "web/pages/capture_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

PageView frame(std::string heading, std::string lead) {
  PageView view;
  view.title = heading;
  view.heading = std::move(heading);
  view.lead = std::move(lead);
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Ejecución", "/ejecucion"}};
  return view;
}

std::string bytes_of(const Upload& upload) {
  std::ifstream file(upload.path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The bytes that were sent or pasted, or those that were kept for the preview.
struct Brought {
  std::string bytes, name, hash;
  std::string control = "archivo";  // Where what is wrong with them is said.
};
Result<std::optional<Brought>> brought(Visit& visit, FormState& state) {
  const auto& form = visit.request.form;
  if (const auto hash = form.first("huella"); !hash.empty())
    return std::optional(Brought{TRY(queries::kept_bytes(visit.db(), hash)),
                                 std::string(form.first("nombre")), std::string(hash)});
  const auto* upload = visit.request.upload("archivo");
  if (upload == nullptr || upload->file_name.empty() || upload->size == 0) {
    // What Excel copies is a table with tabs, which the reader of files takes as it is.
    if (const auto pasted = form.first("pegado"); !trimmed(pasted).empty())
      return std::optional(Brought{std::string(pasted), "pegado.csv", "", "pegado"});
    state.fault("archivo",
                form.has("pegado") ? "Elija el archivo, o pegue las filas." : "Elija el archivo.");
    return std::optional<Brought>{};
  }
  return std::optional(Brought{bytes_of(*upload), upload->file_name, ""});
}

Response goals_form(Visit& visit, const FormState& state, int status = 200) {
  auto view = frame("Importar metas de varias unidades",
                    "Una fila por subproducto, unidad y mes. Antes de aplicar verá qué entra y qué "
                    "no.");
  view.has_errors = state.faulty();
  view.content =
      error_summary(state) +
      form(visit, {.action = "/ejecucion/metas/importar", .files = true},
           file_input(state,
                      {.name = "archivo",
                       .label = "Archivo",
                       .hint = "CSV o XLSX con las columnas de la plantilla; 20 MB como máximo."},
                      ".csv,.xlsx") +
               text_area(state,
                         {.name = "pegado",
                          .label = "O pegue desde Excel",
                          .hint = "Copie las filas con su encabezado: subproducto, unidad, mes, "
                                  "ejecutado y, si hace falta, nota."},
                         8) +
               button("Ver qué cambia"));
  return page(visit, view, status);
}

Html refused_list(const commands::GoalsImport& import,
                  const std::map<std::string, std::string>& names) {
  if (import.refused.empty()) return {};
  Html items;
  for (const auto& one : import.refused) {
    const auto name = names.find(one.unit);
    const std::string whose = one.unit.empty()      ? "El archivo"
                              : name == names.end() ? one.unit
                                                    : name->second;
    const auto& all = one.error.all;
    for (const auto& error : all.empty() ? std::vector<Error>{one.error} : all)
      items += html("<li><b>{}{}</b>: {} <small>{}</small> {}</li>\n", whose,
                    one.month ? ", " + text::month(*one.month) : "", text::what_happened(error),
                    text::where_it_is(error), text::what_to_do(error));
  }
  return notice_box(NoticeTone::Red, html("<h2>No se aplica</h2><ul>{}</ul>", items));
}

Result<Response> goals_outcome(Visit& visit, const Brought& file, bool apply) {
  auto context = TRY(visit.context(apply ? commands::Use::Change : commands::Use::Read));
  FormState state(visit.request.form);
  const auto import =
      commands::import_goals(context, file.bytes, {.file_name = file.name, .simulate = !apply});
  if (!import) {
    if (import.error().fault == Fault::Forbidden || import.error().fault == Fault::Unavailable)
      return std::unexpected(import.error());
    state.fault(file.control, import.error());
    return goals_form(visit, state, 422);
  }
  std::map<std::string, std::string> names;
  for (const auto& unit : TRY(queries::units(visit.db(), visit.institution, visit.today())))
    names.emplace(unit.code, unit.name);
  auto view = frame(apply ? "Metas importadas" : "Revise lo que se importa", "");
  const auto size = [](const auto& list) {
    return text::count(static_cast<std::int64_t>(list.size()));
  };
  view.lead = std::string("Reportes de unidad y mes: ") + size(import->applied) +
              (apply ? " aplicados, " : " se aplican, ") + size(import->unchanged) +
              " sin cambio, " + size(import->refused) +
              (import->refused.size() == 1 ? " rechazado." : " rechazados.");
  Html coverage;
  for (const auto& one : import->coverage)
    coverage += html("<li>{}: <b>{}/{}</b> unidades con dato</li>\n",
                     text::capitalized(text::month(one.month)), text::count(one.reported),
                     text::count(one.expected));
  Html rows;
  for (const auto& group : import->applied)
    for (const auto& change : group.changes) {
      const auto name = names.find(group.unit);
      rows += html(
          "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"cod\">{}</td><td "
          "class=\"num\">{}</td>"
          "<td class=\"num\">{}</td></tr>\n",
          name == names.end() ? group.unit : name->second, text::month(group.month),
          change.key.subproducto,
          change.programme ? text::quantity(change.programme->in_force) : std::string("—"),
          change.report ? text::quantity(change.report->amount) : std::string("—"));
    }
  view.content = refused_list(*import, names);
  if (!coverage.text.empty())
    view.content += section("cobertura", "Cobertura", html("<ul>{}</ul>", coverage));
  if (!rows.text.empty())
    view.content += html(
        "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Cambios\" tabindex=\"0\"><table "
        "class=\"tabla tabla--media\"><caption><div class=\"tt\">{}</div></caption><thead><tr><th "
        "scope=\"col\">Unidad</th><th scope=\"col\">Mes</th><th scope=\"col\">Subproducto</th><th "
        "scope=\"col\" class=\"num\">Programado</th><th scope=\"col\" class=\"num\">Ejecutado</th>"
        "</tr></thead><tbody>\n{}</tbody></table></div>\n",
        apply ? "Lo que cambió" : "Lo que cambia", rows);
  if (apply) {
    view.content += html("<p>{}</p>\n", link("/ejecucion/validacion", "Ver quién ha reportado"));
  } else if (!import->applied.empty()) {
    auto keeping = TRY(visit.context(commands::Use::Change));
    const auto kept = TRY(commands::keep_evidence(keeping, file.bytes, file.name));
    view.content += form(
        visit, {.action = "/ejecucion/metas/importar"},
        hidden_input("huella", kept.sha256) + hidden_input("nombre", file.name) +
            html("<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
                 secondary_link("/ejecucion/metas/importar", "No aplicar"),
                 button("Aplicar " + numbered(static_cast<std::int64_t>(import->applied.size()),
                                              "reporte", "reportes"),
                        "accion", "aplicar")));
  }
  return page(visit, view);
}

Response variables_page(Visit& visit, const FormState& state, const Html& above, int status = 200) {
  auto view = frame("Variables e historial",
                    "Series que ningún subproducto alimenta: historial, poblaciones de referencia, "
                    "mediciones. Se cargan todas o ninguna.");
  view.has_errors = state.faulty();
  view.dense = true;
  view.crumbs.push_back({"Validación", "/ejecucion/validacion"});
  TableView values;
  values.id = "variables";
  values.caption = "Valores vigentes";
  values.file_name = "variables";
  values.empty = "Aún no hay valores cargados.";
  using Kind = TableColumn::Kind;
  values.columns = {{.key = "serie", .title = "Serie", .kind = Kind::Code, .row_header = true},
                    {.key = "detalle", .title = "Detalle", .kind = Kind::Text},
                    {.key = "unidad", .title = "Unidad", .kind = Kind::Code, .secondary = true},
                    {.key = "periodo", .title = "Período", .kind = Kind::Text},
                    {.key = "valor", .title = "Valor", .kind = Kind::Count},
                    {.key = "medida", .title = "Medida", .kind = Kind::Text, .secondary = true},
                    {.key = "fuente", .title = "Fuente", .kind = Kind::Text, .secondary = true}};
  const auto seq = queries::last_entry(visit.db(), visit.institution);
  const auto rows = queries::series_values(visit.db(), visit.institution,
                                           visit.request.query.first("serie"), seq.value_or(0));
  if (rows)
    for (const auto& row : *rows) {
      values.illustrative = values.illustrative || row.value.illustrative;
      values.rows.push_back({{{.value = row.value.key.series},
                              {.value = row.value.key.detail},
                              {.value = row.value.key.unit},
                              {.value = ::production::show(row.value.key.period)},
                              {.value = row.value.value.value_or(Quantity{})},
                              {.value = row.value.unit_of_measure},
                              {.value = row.value.source}},
                             ""});
    }
  Html upload;
  if (visit.viewer->may(access_control::Permission::ImportVariables))
    upload = form(visit, {.action = "/ejecucion/variables", .files = true},
                  file_input(state, {.name = "archivo", .label = "Archivo", .hint = "CSV o XLSX."},
                             ".csv,.xlsx") +
                      text_input(state, {.name = "motivo",
                                         .label = "Motivo",
                                         .hint = "Solo si cambia un valor ya cargado."}) +
                      button("Ver qué cambia"));
  view.content = error_summary(state) + above + upload + table(visit, values);
  if (auto file = table_file(visit, values)) return *std::move(file);
  return page(visit, view, status);
}

}  // namespace

Result<Response> goals_import(Visit& visit) { return goals_form(visit, FormState{}); }

Result<Response> goals_imported(Visit& visit) {
  FormState state(visit.request.form);
  const auto file = TRY(brought(visit, state));
  if (!file) return goals_form(visit, state, 422);
  return goals_outcome(visit, *file, visit.request.form.first("accion") == "aplicar");
}

Result<Response> variables_show(Visit& visit) { return variables_page(visit, FormState{}, {}); }

Result<Response> variables_load(Visit& visit) {
  FormState state(visit.request.form);
  const auto file = TRY(brought(visit, state));
  if (!file) return variables_page(visit, state, {}, 422);
  const bool apply = visit.request.form.first("accion") == "aplicar";
  const std::string reason(trimmed(visit.request.form.first("motivo")));
  auto context = TRY(visit.context(apply ? commands::Use::Change : commands::Use::Read));
  const auto receipt = commands::import_variables(
      context, file->bytes, {.file_name = file->name, .simulate = !apply}, reason);
  if (!receipt) {
    if (receipt.error().fault == Fault::Forbidden || receipt.error().fault == Fault::Unavailable)
      return std::unexpected(receipt.error());
    state.fault("archivo", receipt.error());
    return variables_page(visit, state, {}, 422);
  }
  const auto values = optional_integer_at(receipt->outcome, "valores").value_or(0);
  const auto series = optional_integer_at(receipt->outcome, "series").value_or(0);
  const auto counts =
      numbered(values, "valor", "valores") + " de " + numbered(series, "serie", "series");
  if (apply) {
    visit.notice("Se cargaron " + counts + " (asiento " + text::count(receipt->seq) + ").");
    return redirect("/ejecucion/variables");
  }
  if (values == 0)
    return variables_page(
        visit, FormState{},
        notice_box(NoticeTone::Grey, html("<p>Los valores ya estaban cargados: nada cambia.</p>")));
  auto keeping = TRY(visit.context(commands::Use::Change));
  const auto kept = TRY(commands::keep_evidence(keeping, file->bytes, file->name));
  return variables_page(
      visit, FormState{},
      notice_box(NoticeTone::Green,
                 html("<p>«{}» carga {}. Nada se ha guardado todavía.</p>", file->name, counts)) +
          form(visit, {.action = "/ejecucion/variables"},
               hidden_input("huella", kept.sha256) + hidden_input("nombre", file->name) +
                   hidden_input("motivo", reason) +
                   html("<p>{}</p>\n", button("Cargar " + counts, "accion", "aplicar"))));
}

}  // namespace web
