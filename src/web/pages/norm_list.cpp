// I32: norms with their degree of certainty, the thresholds of the traffic light, the periods.
#include <algorithm>

#include "base/text.hpp"
#include "queries/reference.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"
#include "web/pages/norm_view.hpp"
#include "web/pages/reference_pages.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;

std::vector<Crumb> crumbs() { return {{"Mi trabajo", "/inicio"}, {"Administración", "/admin"}}; }

std::string attributes_of(const CatalogEntry& entry) {
  std::string out;
  for (const auto& [key, value] : entry.attributes)
    out += (out.empty() ? "" : "; ") + replaced(key, "_", " ") + ": " + value;
  return out;
}

std::vector<std::string> norm_catalogs() {
  std::vector<std::string> names;
  for (const auto& kind : known_catalogs())
    if (kind.folder == "norms") names.emplace_back(kind.name);
  return names;
}

std::string confirm_address(const std::string& catalog, const CatalogEntry& entry) {
  std::vector<std::pair<std::string, std::string>> query{{"codigo", entry.code}};
  if (entry.from) query.emplace_back("desde", ::show(*entry.from));
  return "/admin/normas/" + encoded(catalog) + "/confirmar" + query_text(query);
}

}  // namespace

Result<Response> norm_list(Visit& visit) {
  const FormState state(visit.request.query);
  const auto names = norm_catalogs();
  auto catalog = state.value("catalogo");
  if (std::ranges::find(names, catalog) == names.end()) catalog = "normas";
  const bool confirms = visit.viewer->may(Permission::ConfirmNorm);
  TableView view;
  view.id = "normas";
  view.file_name = catalog;
  view.caption = "Normas: " + replaced(catalog, "_", " ");
  view.columns = {
      {.key = "codigo", .title = "Código", .kind = TableColumn::Kind::Code, .row_header = true},
      {.key = "norma", .title = "Norma o valor"},
      {.key = "detalle", .title = "Detalle", .sortable = false, .secondary = true},
      {.key = "desde", .title = "Desde", .kind = TableColumn::Kind::Date, .secondary = true},
      {.key = "certeza", .title = "Certeza", .kind = TableColumn::Kind::State},
      {.key = "fuente", .title = "Fuente", .secondary = true}};
  if (confirms)
    view.columns.push_back({.key = "confirmar",
                            .title = "Confirmar",
                            .kind = TableColumn::Kind::Action,
                            .sortable = false});
  for (const auto& norm : TRY(queries::norm_entries(visit.db(), visit.institution, catalog))) {
    const auto& entry = norm.entry;
    TableRow row;
    row.cells = {
        {.value = entry.code},
        {.value = entry.name},
        {.value = attributes_of(entry)},
        {.value = entry.from ? CellValue{*entry.from} : CellValue{NotDue{}}},
        {.value = norm.reason.empty() ? certainty_tag(norm.certainty)
                                      : html("{}<br><span class=\"secundario\">{}, {}</span>",
                                             certainty_tag(norm.certainty), norm.reason,
                                             text::date(local_date(norm.confirmed_at))),
         .export_text = ::show(norm.certainty)},
        {.value = entry.source}};
    if (confirms)
      row.cells.push_back({.value = html("<a href=\"{}\">Confirmar{}</a>",
                                         confirm_address(catalog, entry), hidden(' ' + entry.code)),
                           .export_text = std::string()});
    view.rows.push_back(std::move(row));
  }
  view.empty = "No hay normas cargadas en este catálogo.";
  if (auto file = table_file(visit, view)) return *std::move(file);
  std::vector<Choice> choices;
  for (const auto& name : names)
    choices.push_back({name, text::capitalized(replaced(name, "_", " "))});
  Html filters =
      select(state, {.name = "catalogo", .label = "Catálogo", .standard = catalog}, choices);
  filters += secondary_button("Ver");
  return page(
      visit, {.title = "Normas",
              .heading = "Normas y su certeza",
              .lead = "Por debajo de «verificada», una norma advierte y no bloquea.",
              .area = Area::Admin,
              .crumbs = crumbs(),
              .content = html("{}{}", filter_form(visit.request.path, filters), table(visit, view)),
              .dense = true});
}

Result<Response> norm_confirm(Visit& visit) {
  const std::string catalog(visit.capture("catalogo"));
  const auto& source =
      visit.request.method == Method::Post ? visit.request.form : visit.request.query;
  const std::string code(source.first("codigo")), from(source.first("desde"));
  if (!catalog_kind(catalog)) return refuse(Refusal::PageUnknown);
  const auto norms = TRY(queries::norm_entries(visit.db(), visit.institution, catalog));
  const auto norm = std::ranges::find_if(norms, [&](const auto& one) {
    return one.entry.code == code && (one.entry.from ? ::show(*one.entry.from) : "") == from;
  });
  if (norm == norms.end()) return refuse(Refusal::PageUnknown);
  FormState state(visit.request.form);
  if (visit.request.method == Method::Post) {
    const std::string reason(trimmed(source.first("motivo")));
    if (reason.empty())
      state.fault("motivo", "Escriba en qué se apoya: el dictamen, su número y fecha.");
    if (!state.faulty()) {
      json::object act{{"catalogo", catalog},
                       {"codigo", code},
                       {"certeza", std::string(source.first("certeza"))},
                       {"motivo", reason}};
      if (!from.empty()) act["desde"] = from;
      const auto done = visit.submit("norma.confirmar", std::move(act));
      if (done) {
        visit.notice("Se registró el grado de certeza.");
        return redirect("/admin/normas?catalogo=" + encoded(catalog));
      }
      if (done.error().fault != Fault::Invalid) return std::unexpected(done.error());
      state.fault("certeza", done.error());
    }
  }
  Html inside = hidden_input("codigo", code);
  inside += hidden_input("desde", from);
  inside += radios(
      state, {.name = "certeza", .label = "Grado de certeza", .standard = ::show(norm->certainty)},
      {{"verificada", "Verificada", "Confirmada por asesoría jurídica"},
       {"encontrada", "Encontrada", "Leída en la fuente que se cita"},
       {"conocida", "Conocida", "Del oficio, sin releer"},
       {"dudosa", "Dudosa", "Por confirmar"}});
  inside += text_area(state,
                      {.name = "motivo",
                       .label = "En qué se apoya",
                       .hint = "Dictamen, oficio o publicación, con su fecha."},
                      3);
  inside += button("Registrar");
  return page(
      visit,
      {.title = "Confirmar norma",
       .heading = "Confirmar una norma",
       .rubric = norm->entry.name,
       .area = Area::Admin,
       .crumbs = {{"Mi trabajo", "/inicio"},
                  {"Administración", "/admin"},
                  {"Normas", "/admin/normas?catalogo=" + encoded(catalog)}},
       .errors = error_summary(state),
       .content = html("{}{}",
                       summary_list({{"Código", html("<span class=\"cod\">{}</span>", code)},
                                     {"Detalle", escaped(attributes_of(norm->entry))},
                                     {"Fuente", escaped(norm->entry.source)},
                                     {"Certeza hoy", certainty_tag(norm->certainty)}}),
                       form(visit, {.action = visit.request.path}, inside)),
       .has_errors = state.faulty()},
      state.faulty() ? 422 : 200);
}

// The steps of the index "executed over expected", as norms/semaforo.csv dates them.
Result<Response> threshold_list(Visit& visit) {
  TableView view;
  view.id = "umbrales";
  view.file_name = "umbrales";
  view.caption = "Umbrales del semáforo: índice de lo ejecutado sobre lo programado a la fecha";
  view.columns = {
      {.key = "sistema", .title = "Sistema"},
      {.key = "estado", .title = "Estado", .row_header = true},
      {.key = "desde", .title = "Desde el índice", .kind = TableColumn::Kind::Count},
      {.key = "hasta", .title = "Hasta", .kind = TableColumn::Kind::Count},
      {.key = "vigente",
       .title = "Vigente desde",
       .kind = TableColumn::Kind::Date,
       .secondary = true},
      {.key = "certeza", .title = "Certeza", .kind = TableColumn::Kind::State, .secondary = true},
      {.key = "fuente", .title = "Fuente", .secondary = true}};
  const auto bound = [](const CatalogEntry& entry, std::string_view key,
                        std::string_view included) -> CellValue {
    const auto value = entry.attribute(key);
    if (value.empty()) return NotDue{};
    return std::string(value) +
           (entry.attribute(included) == "si" ? " (incluido)" : " (sin incluir)");
  };
  for (const auto& norm : TRY(queries::norm_entries(visit.db(), visit.institution, "semaforo"))) {
    const auto& entry = norm.entry;
    TableRow row;
    row.cells = {{.value = text::capitalized(std::string(entry.attribute("sistema")))},
                 {.value = entry.name},
                 {.value = bound(entry, "desde", "desde_incluido")},
                 {.value = bound(entry, "hasta", "hasta_incluido")},
                 {.value = entry.from ? CellValue{*entry.from} : CellValue{NotDue{}}},
                 {.value = certainty_tag(norm.certainty), .export_text = ::show(norm.certainty)},
                 {.value = entry.source}};
    view.rows.push_back(std::move(row));
  }
  view.empty = "No hay umbrales cargados.";
  if (auto file = table_file(visit, view)) return *std::move(file);
  return page(visit,
              {.title = "Umbrales del semáforo",
               .heading = "Umbrales del semáforo",
               .lead = "El color se decide contra lo programado a la fecha, no contra el año.",
               .area = Area::Admin,
               .crumbs = crumbs(),
               .actions = visit.viewer->may(Permission::AddCatalogEntry)
                              ? secondary_link("/admin/catalogos/semaforo/agregar",
                                               "Agregar un umbral con fecha")
                              : Html{},
               .content = table(visit, view),
               .dense = true});
}

}  // namespace web
