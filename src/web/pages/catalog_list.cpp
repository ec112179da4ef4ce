// I32: catalogues by entry, with their editions, and one entry more by an act.
#include <algorithm>

#include "base/text.hpp"
#include "queries/catalogs.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"
#include "web/pages/reference_pages.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;

// "unidades_medida" → "Unidades medida": the files' names are words.
std::string title_of(std::string_view catalog) {
  return text::capitalized(replaced(catalog, "_", " "));
}

std::vector<Crumb> crumbs() {
  return {
      {"Mi trabajo", "/inicio"}, {"Administración", "/admin"}, {"Catálogos", "/admin/catalogos"}};
}

std::optional<std::string> iso_date(std::string_view typed) {
  const auto parts = split(trimmed(typed), '/');
  if (parts.size() != 3) return std::nullopt;
  const auto parsed = parse_date(padded_left(parts[2], 4) + '-' + padded_left(parts[1], 2) + '-' +
                                 padded_left(parts[0], 2));
  return parsed ? std::optional(::show(*parsed)) : std::nullopt;
}

// "desde: 50" line by line; nothing where a line has no colon.
std::optional<json::object> typed_attributes(std::string_view text) {
  json::object out;
  for (const auto& raw : split(replaced(text, "\r", ""), '\n')) {
    const auto line = trimmed(raw);
    if (line.empty()) continue;
    const auto colon = line.find(':');
    if (colon == line.npos) return std::nullopt;
    const auto value = trimmed(line.substr(colon + 1));
    if (!value.empty()) out[trimmed(line.substr(0, colon))] = nfc(value);
  }
  return out;
}

// The names of the data that other entries of the catalogue have, to be filled in.
std::string attributes_like(Visit& visit, const std::string& catalog) {
  std::vector<std::string> names;
  if (const auto entries = queries::catalog_entries(visit.db(), catalog, std::nullopt, ""))
    for (const auto& entry : *entries)
      for (const auto& [name, value] : entry.attributes)
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  std::string out;
  for (const auto& name : names) out += name + ": \n";
  return out;
}

}  // namespace

Result<Response> catalog_list(Visit& visit) {
  TableView view;
  view.id = "catalogos";
  view.caption = "Catálogos y normas cargados";
  view.file_name = "catalogos";
  view.columns = {{.key = "catalogo", .title = "Catálogo", .row_header = true},
                  {.key = "clase", .title = "Clase", .secondary = true},
                  {.key = "entradas", .title = "Entradas", .kind = TableColumn::Kind::Count},
                  {.key = "dudosas", .title = "Dudosas", .kind = TableColumn::Kind::Count}};
  for (const auto& size : TRY(queries::catalog_sizes(visit.db()))) {
    const auto kind = catalog_kind(size.catalog);
    const bool norm = kind && (*kind)->folder == "norms";
    TableRow row;
    row.cells = {
        {.value = title_of(size.catalog), .address = "/admin/catalogos/" + encoded(size.catalog)},
        {.value = std::string(norm ? "Norma" : "Catálogo")},
        {.value = size.entries},
        {.value = size.doubtful}};
    view.rows.push_back(std::move(row));
  }
  view.empty = "No hay catálogos cargados.";
  if (auto file = table_file(visit, view)) return *std::move(file);
  return page(visit,
              {.title = "Catálogos",
               .heading = "Catálogos",
               .lead = "Clasificadores y listas, con fechas: un año se lee con los de su año.",
               .area = Area::Admin,
               .crumbs = {{"Mi trabajo", "/inicio"}, {"Administración", "/admin"}},
               .content = html("{}<p>{} · {} · {}</p>", table(visit, view),
                               link("/admin/normas", "Normas y su certeza"),
                               link("/admin/umbrales", "Umbrales del semáforo"),
                               link("/admin/periodos", "Períodos y plazos"))});
}

Result<Response> catalog_show(Visit& visit) {
  const std::string name(visit.capture("catalogo"));
  const auto known = catalog_kind(name);
  if (!known) return refuse(Refusal::PageUnknown);
  const auto* kind = *known;
  const FormState state(visit.request.query);
  const auto search = state.value("q");
  const bool all = state.value("vigentes") == "no";
  const auto entries = TRY(queries::catalog_entries(
      visit.db(), name, all ? std::nullopt : std::optional(visit.today()), search));
  TableView view;
  view.id = "entradas";
  view.file_name = name;
  view.caption = title_of(name) + (all ? ", todas las ediciones" : ", vigentes hoy");
  view.columns = {
      {.key = "codigo", .title = "Código", .kind = TableColumn::Kind::Code, .row_header = true},
      {.key = "nombre", .title = "Nombre"},
      {.key = "padre", .title = "Pertenece a", .kind = TableColumn::Kind::Code, .secondary = true},
      {.key = "desde", .title = "Desde", .kind = TableColumn::Kind::Date},
      {.key = "hasta", .title = "Hasta", .kind = TableColumn::Kind::Date},
      {.key = "certeza", .title = "Certeza"},
      {.key = "fuente", .title = "Fuente", .secondary = true}};
  for (const auto& entry : entries) {
    TableRow row;
    row.cells = {{.value = entry.code},
                 {.value = entry.name},
                 {.value = entry.parent.empty() ? CellValue{NotDue{}} : CellValue{entry.parent}},
                 {.value = entry.from ? CellValue{*entry.from} : CellValue{NotDue{}}},
                 {.value = entry.until ? CellValue{*entry.until} : CellValue{NotDue{}}},
                 {.value = text::capitalized(::show(entry.certainty))},
                 {.value = entry.source}};
    view.rows.push_back(std::move(row));
  }
  view.empty = "Ninguna entrada con esa búsqueda.";
  view.origin = "Desde y hasta: «n. a.» es sin límite.";
  if (auto file = table_file(visit, view)) return *std::move(file);
  Html filters = text_input(state, {.name = "q", .label = "Código o nombre", .width = "20"});
  filters += select(state, {.name = "vigentes", .label = "Ediciones"},
                    {{"", "Vigentes hoy"}, {"no", "Todas"}});
  filters += secondary_button("Buscar");
  return page(
      visit, {.title = title_of(name) + " · Catálogos",
              .heading = title_of(name),
              .rubric = "Catálogo de " + std::string(kind->one),
              .area = Area::Admin,
              .crumbs = crumbs(),
              .actions = visit.viewer->may(Permission::AddCatalogEntry)
                             ? secondary_link("/admin/catalogos/" + encoded(name) + "/agregar",
                                              "Agregar entrada")
                             : Html{},
              .content = html("{}{}", filter_form(visit.request.path, filters), table(visit, view)),
              .dense = true});
}

Result<Response> catalog_add(Visit& visit) {
  const std::string name(visit.capture("catalogo"));
  const auto known = catalog_kind(name);
  if (!known) return refuse(Refusal::PageUnknown);
  const auto* kind = *known;
  const auto& typed = visit.request.form;
  FormState state(typed);
  if (visit.request.method == Method::Post) {
    json::object entry{{"codigo", std::string(trimmed(typed.first("codigo")))},
                       {"nombre", nfc(trimmed(typed.first("nombre")))},
                       {"certeza", std::string(typed.first("certeza"))},
                       {"fuente", nfc(trimmed(typed.first("fuente")))}};
    if (const auto parent = trimmed(typed.first("padre")); !parent.empty())
      entry["padre"] = std::string(parent);
    if (const auto from = trimmed(typed.first("desde")); !from.empty()) {
      if (const auto date = iso_date(from))
        entry["desde"] = *date;
      else
        state.fault("desde", "Escriba la fecha como dd/mm/aaaa: 01/01/2027.");
    }
    if (auto attributes = typed_attributes(typed.first("atributos")))
      entry["atributos"] = *std::move(attributes);
    else
      state.fault("atributos", "Escriba cada dato en su línea, como «desde: 50».");
    if (!state.faulty()) {
      const auto done =
          visit.submit("catalogo.agregar", {{"catalogo", name}, {"entrada", std::move(entry)}});
      if (done) {
        visit.notice("Se agregó la entrada.");
        return redirect("/admin/catalogos/" + encoded(name) +
                        "?q=" + encoded(trimmed(typed.first("codigo"))));
      }
      if (done.error().fault == Fault::Forbidden) return std::unexpected(done.error());
      constexpr std::pair<std::string_view, std::string_view> controls[] = {
          {"catalogo.falta_nombre", "nombre"},
          {"catalogo.falta_fuente", "fuente"},
          {"catalogo.padre", "padre"},
          {"catalogo.certeza", "certeza"},
          {"catalogo.fecha", "desde"}};
      std::string control = "codigo";
      for (const auto& [code, one] : controls)
        if (done.error().code.starts_with(code)) control = one;
      state.fault(control, done.error());
    }
  }
  Html inside = text_input(
      state, {.name = "codigo",
              .label = "Código",
              .hint = kind->width > 0 ? std::to_string(kind->width) + " dígitos" : std::string(),
              .width = "10"});
  inside += text_input(state, {.name = "nombre", .label = "Nombre"});
  if (!kind->parent.empty())
    inside += text_input(state, {.name = "padre",
                                 .label = "Pertenece a",
                                 .hint = "Código en «" + title_of(kind->parent) + "»",
                                 .width = "10"});
  inside += date_input(state, {.name = "desde",
                               .label = "Vigente desde",
                               .hint = "La edición anterior del código termina la víspera."});
  inside += text_input(
      state,
      {.name = "fuente", .label = "Fuente", .hint = "Documento del que se toma, con su fecha."});
  inside += radios(state, {.name = "certeza", .label = "Certeza", .standard = "encontrada"},
                   {{"encontrada", "Encontrada", "Leída en la fuente que se cita"},
                    {"conocida", "Conocida", "Del oficio, sin releer"},
                    {"dudosa", "Dudosa", "Por confirmar"}});
  if (const auto like = attributes_like(visit, name); !like.empty())
    inside += text_area(state,
                        {.name = "atributos",
                         .label = "Datos propios de este catálogo",
                         .hint = "Uno por línea, «nombre: valor»; una línea sin valor no cuenta.",
                         .standard = like},
                        6);
  inside += button("Agregar entrada");
  auto parents = crumbs();
  parents.push_back({title_of(name), "/admin/catalogos/" + encoded(name)});
  return page(visit,
              {.title = "Agregar a " + title_of(name),
               .heading = "Agregar a " + title_of(name),
               .lead = "Nada se borra: una entrada nueva con fecha deja atrás a la anterior.",
               .area = Area::Admin,
               .crumbs = parents,
               .errors = error_summary(state),
               .content = form(visit, {.action = visit.request.path}, inside),
               .has_errors = state.faulty()},
              state.faulty() ? 422 : 200);
}

}  // namespace web
