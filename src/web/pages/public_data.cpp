// P8: the open datasets with their dictionary, a preview and their files.
#include "base/json.hpp"
#include "base/text.hpp"
#include "queries/published_reports.hpp"
#include "text/format.hpp"
#include "web/pages/public_datasets.hpp"
#include "web/pages/public_pages.hpp"
#include "web/pages/public_proof.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

constexpr std::size_t preview_rows = 20;

std::string address_of(const Visit& visit, const Dataset& set) {
  return local(visit, "/datos/" + std::string(set.slug));
}

Html files_of(const Visit& visit, const Dataset& set) {
  Html out;
  for (const auto& [ending, name] :
       {std::pair{".csv", "CSV"}, std::pair{".xlsx", "XLSX"}, std::pair{".json", "JSON"}}) {
    if (!out.text.empty()) out += Html{" · "};
    out += html("<a href=\"{}\">{}{}</a>", address_of(visit, set) + ending, name,
                hidden(", " + tr(visit, set.name)));
  }
  return out;
}

Html dictionary(const Visit& visit, const TableView& view) {
  Html rows;
  for (const auto& column : view.columns)
    rows += html(
        "<tr><th scope=\"row\"><span class=\"cod\">{}</span></th><td>{}</td><td>{}</td></tr>\n",
        column.key, tr(visit, column_type(column.kind) == "number" ? "número" : "texto"),
        column_meaning(visit, column.key));
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"{}: {}\" tabindex=\"0\"><table "
      "class=\"tabla\"><caption class=\"govuk-visually-hidden\">{}</caption>\n<thead><tr><th "
      "scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
      "scope=\"col\">{}</th></tr></thead>\n<tbody>\n{}</tbody></table></div>\n",
      tr(visit, "Tabla"), tr(visit, "Diccionario"), tr(visit, "Diccionario"), tr(visit, "Columna"),
      tr(visit, "Tipo"), tr(visit, "Qué es"), rows);
}

Html license(const Visit& visit) {
  return html(
      "<p class=\"texto\">{}</p>\n",
      tr(visit,
         "Licencia: puede usar, copiar y combinar estos datos con cualquier fin, si dice de "
         "dónde vienen y de qué fecha son (Creative Commons Atribución 4.0)."));
}

Result<const Dataset*> asked(Visit& visit) {
  const auto* set = dataset_of(visit.capture("conjunto"));
  if (set == nullptr)
    return refuse(Refusal::PageUnknown, {{"hallado", std::string(visit.request.path)}});
  return set;
}

std::string_view type_of_ending(std::string_view path) {
  if (path.ends_with(".csv")) return "text/csv; charset=utf-8";
  if (path.ends_with(".json")) return "application/json; charset=utf-8";
  return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

// The bytes that an act published, once one has: they do not change any more, whoever asks, in
// whatever language. A table in another order is made for who asks for it, and proved by nobody.
Result<std::optional<Response>> published_file(Visit& visit,
                                               const std::vector<queries::Publication>& published) {
  for (const auto& [name, value] : visit.request.query.all())
    if (name != "corte" && !value.empty()) return std::optional<Response>{};
  const std::string_view path = visit.request.path;
  const auto* file = publication_of(published, path.substr(path.rfind('/') + 1));
  if (file == nullptr) return std::optional<Response>{};
  auto response =
      download(TRY(queries::kept_file(visit.db(), file->hash)), type_of_ending(path), file->name);
  response.keep = Keep::Ask;
  return std::optional(std::move(response));
}

// /datos/presupuesto.csv.prueba
Result<Response> dataset_proof(Visit& visit) {
  auto format = visit.capture("conjunto");
  format.remove_suffix(proof_ending.size());
  const auto cut = TRY(asked_cut(visit));
  if (!cut || publication_of(TRY(published_data(visit, *cut)), format) == nullptr)
    return refuse(Refusal::PageUnknown, {{"hallado", std::string(visit.request.path)}});
  return proof_file(visit,
                    {accountability::code_of_data(cut->code), cut->version, std::string(format)});
}

}  // namespace

Result<Response> public_data(Visit& visit) {
  const auto year = TRY(asked_year(visit));
  if (!year) return nothing_published(visit, Area::OpenData, "Datos abiertos", {home_crumb(visit)});
  PageView view;
  view.title = tr(visit, "Datos abiertos");
  view.area = Area::OpenData;
  view.crumbs = {home_crumb(visit)};
  view.lead = tr(visit,
                 "Todo lo que ve en este sitio, en archivos que puede abrir en Excel o leer con "
                 "un programa.");
  view.actions = primary_link(local(visit, "/datos/explorar"), tr(visit, "Explorar los datos"));
  Html rows;
  for (const auto& set : datasets())
    rows += html(
        "<tr><th scope=\"row\"><a href=\"{}\">{}</a><span class=\"bajo chico "
        "secundario\">{}</span></th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        address_of(visit, set), tr(visit, set.name), tr(visit, set.about), tr(visit, set.frequency),
        day(visit, last_day(year->evaluation.cut.last)), files_of(visit, set));
  view.content = origin_of(visit, *year, {});
  view.content += html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table "
      "class=\"tabla "
      "tabla--media\">\n<caption class=\"govuk-visually-hidden\">{}</caption>\n<thead><tr><th "
      "scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
      "scope=\"col\">{}</th></tr></thead>\n<tbody>\n{}</tbody></table></div>\n",
      tr(visit, "Conjuntos de datos"), tr(visit, "Conjuntos de datos"), tr(visit, "Conjunto"),
      tr(visit, "Se actualiza"), tr(visit, "Datos al"), tr(visit, "Descargar"), rows);
  view.content += section(
      "programas", tr(visit, "Para programas"),
      html("<p class=\"texto\">{} <code>GET /datos/presupuesto.json?corte={}</code></p>\n<p "
           "class=\"texto\">{} <a href=\"/api/v1/openapi.json\">OpenAPI</a></p>\n",
           tr(visit,
              "Cada tabla de este sitio tiene su .csv, .xlsx y .json en la misma dirección. Por "
              "ejemplo:"),
           year->evaluation.cut.code, tr(visit, "La interfaz para programas está descrita en:")));
  view.content += section("licencia", tr(visit, "Licencia"), license(visit));
  view.origin = about_data(visit, *year, {});
  return page(visit, view);
}

Result<Response> public_dataset(Visit& visit) {
  if (visit.capture("conjunto").ends_with(proof_ending)) return dataset_proof(visit);
  const auto* set = TRY(asked(visit));
  const auto year = TRY(asked_year(visit));
  const std::vector<Crumb> crumbs = {home_crumb(visit), crumb(visit, "Datos abiertos", "/datos")};
  if (!year) return nothing_published(visit, Area::OpenData, set->name, crumbs);
  const auto published = TRY(published_data(visit, year->evaluation.cut));
  if (auto file = TRY(published_file(visit, published))) return *std::move(file);
  auto all = TRY(set->table(visit, *year));
  if (auto file = table_file(visit, all)) return *std::move(file);

  PageView view;
  view.title = tr(visit, set->name);
  view.rubric = tr(visit, "Datos abiertos");
  view.area = Area::OpenData;
  view.crumbs = crumbs;
  view.lead = tr(visit, set->about);
  const auto count = all.rows.size();
  auto preview = all;
  preview.rows.resize(std::min(preview.rows.size(), preview_rows));
  preview.total.reset();
  preview.paged = false;
  preview.caption = tr(visit, "Primeras filas") + '\n' + tr(visit, all.caption);
  for (auto& column : preview.columns) column.sortable = false;
  if (!published.empty())
    for (std::size_t i = 0; i < preview.rows.size(); ++i)
      preview.rows[i].cells.front().after = html(
          "<br><a class=\"chico\" href=\"{}\">{}{}</a>",
          with_cut(visit, address_of(visit, *set) + "/cifra/" + std::to_string(i + 1)),
          tr(visit, "Compruébela"), hidden(", " + tr(visit, "fila {}", {std::to_string(i + 1)})));
  view.content = origin_of(visit, *year, {});
  view.content += html(
      "<p class=\"govuk-body\">{}: {}. {}: {}. <a href=\"{}\">{}</a></p>\n", tr(visit, "Filas"),
      text::count(static_cast<Int128>(count)), tr(visit, "Se actualiza"), tr(visit, set->frequency),
      address_of(visit, *set) + "/datapackage.json", tr(visit, "Descriptor (Data Package)"));
  view.content += table(visit, preview);
  if (const auto proofs = proofs_of(visit, published, set->slug); !proofs.text.empty())
    view.content += section("pruebas", tr(visit, "Compruebe estos datos"), proofs);
  view.content += section("diccionario", tr(visit, "Diccionario"), dictionary(visit, all));
  view.content += section("licencia", tr(visit, "Licencia"), license(visit));
  view.origin = about_data(visit, *year, {});
  return page(visit, view);
}

// A Frictionless Data Package over the dataset's CSV.
Result<Response> public_data_package(Visit& visit) {
  const auto* set = TRY(asked(visit));
  const auto year = TRY(asked_year(visit));
  if (!year) return refuse(Refusal::PageUnknown, {{"hallado", std::string(visit.request.path)}});
  const auto all = TRY(set->table(visit, *year));
  json::array fields;
  for (const auto& column : all.columns)
    fields.push_back(json::object{{"name", column.key},
                                  {"title", column.title},
                                  {"type", column_type(column.kind)},
                                  {"description", column_meaning(visit, column.key)}});
  json::object resource_of{
      {"name", set->slug},
      {"path", "/datos/" + std::string(set->slug) + ".csv"},
      {"format", "csv"},
      {"mediatype", "text/csv"},
      {"encoding", "utf-8"},
      {"dialect", json::object{{"delimiter", ","}, {"lineTerminator", "\r\n"}, {"header", true}}},
      {"schema", json::object{{"fields", fields}, {"missingValues", json::array{"", "c"}}}}};
  json::object package{
      {"profile", set->slug == "presupuesto" ? "fiscal-data-package" : "tabular-data-package"},
      {"name", "ceiba-" + std::string(set->slug)},
      {"title", tr(visit, set->name)},
      {"description", tr(visit, set->about)},
      {"created", ::show(local_date(year->evaluation.cut.frozen_at))},
      {"licenses", json::array{json::object{{"name", "CC-BY-4.0"},
                                            {"title", "Creative Commons Attribution 4.0"}}}},
      {"resources", json::array{resource_of}}};
  auto response =
      download(pretty(package) + '\n', "application/json; charset=utf-8", "datapackage.json");
  response.keep = Keep::Ask;
  return response;
}

}  // namespace web
