// The steps of the puesta en marcha that have no page of their own elsewhere: the institution, its
// first year and the catalogues.
#include <algorithm>

#include "base/text.hpp"
#include "commands/catalogs.hpp"
#include "queries/catalogs.hpp"
#include "queries/report_frame.hpp"
#include "queries/setup.hpp"
#include "text/format.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"
#include "web/pages/admin_pages.hpp"
#include "web/pages/setup_pages.hpp"

namespace web {
namespace {

const std::vector<Crumb> crumbs{{"Mi trabajo", "/inicio"},
                                {"Puesta en marcha", "/puesta-en-marcha"}};

Result<Response> institution_view(Visit& visit, const FormState& state, int status = 200) {
  queries::InstitutionData now;
  if (!visit.institution.empty())
    now = TRY(queries::institution_data(visit.db(), visit.institution));
  Html inside;
  if (now.code.empty())
    inside += text_input(state, {.name = "codigo",
                                 .label = "Código de la entidad en SICOIN",
                                 .hint = "Ocho cifras. No se cambia después.",
                                 .width = "10",
                                 .inputmode = "numeric"});
  inside += text_input(state, {.name = "nombre",
                               .label = "Nombre completo",
                               .standard = now.name,
                               .autocomplete = "organization"});
  inside += text_input(
      state, {.name = "siglas", .label = "Siglas", .standard = now.short_name, .width = "10"});
  inside += text_input(state, {.name = "direccion",
                               .label = "Dirección",
                               .hint = "Aparece al pie de las páginas y de los informes.",
                               .standard = now.address});
  inside += text_input(state, {.name = "telefono",
                               .label = "Teléfono",
                               .standard = now.telephone,
                               .width = "20",
                               .inputmode = "tel"});
  inside += text_input(
      state,
      {.name = "correo", .label = "Correo electrónico", .standard = now.email, .type = "email"});
  inside += checkboxes(state,
                       {.name = "ilustrativa",
                        .label = "Datos de ejemplo",
                        .standard = now.illustrative ? "si" : ""},
                       {{"si", "Los datos son ejemplos: se marcan así en todas partes"}});
  inside += button("Guardar");
  return form_page(visit,
                   {.title = "Institución",
                    .heading = "Institución",
                    .area = Area::Admin,
                    .crumbs = crumbs,
                    .content = form(visit, {.action = "/puesta-en-marcha/institucion"}, inside)},
                   state, status);
}

Result<Response> year_view(Visit& visit, const FormState& state, int status = 200) {
  const auto now = TRY(queries::setup_state(visit.db(), visit.institution, visit.today()));
  const int this_year = int{visit.today().year()};
  std::vector<Choice> years;
  for (int year = this_year - 1; year <= this_year + 1; ++year)
    years.push_back({std::to_string(year), std::to_string(year)});
  const auto chosen = now.year ? ::show(*now.year) : std::to_string(this_year);
  if (std::ranges::find(years, chosen, &Choice::value) == years.end())
    years.insert(years.begin(), {chosen, chosen});
  Html inside =
      radios(state,
             {.name = "ejercicio",
              .label = "¿Con qué ejercicio se comienza?",
              .hint = "El año del primer plan y del primer presupuesto que va a cargar. Los "
                      "años anteriores entran como historia.",
              .standard = chosen},
             years);
  inside += button("Guardar");
  return form_page(visit,
                   {.title = "Ejercicio fiscal",
                    .heading = "Ejercicio fiscal",
                    .area = Area::Admin,
                    .crumbs = crumbs,
                    .content = form(visit, {.action = "/puesta-en-marcha/ejercicio"}, inside)},
                   state, status);
}

}  // namespace

Result<Response> setup_institution_form(Visit& visit) {
  FormState state;
  return institution_view(visit, state);
}

Result<Response> setup_institution(Visit& visit) {
  const auto& typed = visit.request.form;
  FormState state{typed};
  const auto code =
      visit.institution.empty() ? std::string(trimmed(typed.first("codigo"))) : visit.institution;
  if (code.size() != 8 || !only_digits(code))
    state.fault("codigo", "El código de la entidad tiene ocho cifras. Está en SICOIN: 11200099.");
  for (const auto& [name, label] :
       {std::pair{"nombre", "el nombre completo"}, std::pair{"siglas", "las siglas"}})
    if (trimmed(typed.first(name)).empty())
      state.fault(name, "Escriba " + std::string(label) + " de la institución.");
  if (state.faulty()) return institution_view(visit, state, 422);
  const auto done =
      visit.submit("institucion.crear", {{"codigo", code},
                                         {"nombre", collapsed(typed.first("nombre"))},
                                         {"siglas", collapsed(typed.first("siglas"))},
                                         {"direccion", collapsed(typed.first("direccion"))},
                                         {"telefono", collapsed(typed.first("telefono"))},
                                         {"correo", collapsed(typed.first("correo"))},
                                         {"ilustrativa", typed.first("ilustrativa") == "si"}});
  if (!done && !concerns_form(done.error())) return std::unexpected(done.error());
  if (!done) return institution_view(visit, with_fault(visit.request, done.error(), "nombre"), 422);
  visit.notice("Se guardó la institución.");
  return redirect("/puesta-en-marcha");
}

Result<Response> setup_year_form(Visit& visit) { return year_view(visit, {}); }

Result<Response> setup_year(Visit& visit) {
  const auto done = visit.submit(
      "institucion.ejercicio", {{"ejercicio", std::string(visit.request.form.first("ejercicio"))}});
  if (!done && !concerns_form(done.error())) return std::unexpected(done.error());
  if (!done) return year_view(visit, with_fault(visit.request, done.error(), "ejercicio"), 422);
  visit.notice("Se guardó el ejercicio.");
  return redirect("/puesta-en-marcha");
}

Result<Response> setup_catalogs_form(Visit& visit) {
  TableView view{
      .id = "catalogos",
      .caption = "Catálogos cargados",
      .columns = {{.key = "catalogo", .title = "Catálogo", .row_header = true},
                  {.key = "entradas", .title = "Entradas", .kind = TableColumn::Kind::Count},
                  {.key = "por_confirmar",
                   .title = "Por confirmar",
                   .kind = TableColumn::Kind::Count}},
      .empty = "Todavía no hay catálogos.",
      .file_name = "catalogos",
      .paged = false};
  for (const auto& [catalog, entries, doubtful] : TRY(queries::catalog_sizes(visit.db())))
    view.rows.push_back({.cells = {{catalog}, {entries}, {doubtful}}});
  if (auto file = table_file(visit, view)) return *std::move(file);
  Html content = form(visit, {.action = "/puesta-en-marcha/catalogos"},
                      button(view.rows.empty() ? "Cargar los catálogos de Ceiba"
                                               : "Actualizar con los de esta versión"));
  content += table(visit, view);
  content +=
      html("<p class=\"govuk-body\">{}</p>", link("/admin/catalogos", "Ver y agregar entradas"));
  return page(visit, {.title = "Catálogos",
                      .heading = "Catálogos",
                      .lead = "Ceiba trae los clasificadores presupuestarios, los municipios, las "
                              "normas y los días inhábiles, con su edición y su fuente.",
                      .area = Area::Admin,
                      .crumbs = crumbs,
                      .content = content});
}

Result<Response> setup_catalogs(Visit& visit) {
  auto context = TRY(visit.context(commands::Use::Change));
  const auto receipts = TRY(commands::load_own_catalogs(context));
  const auto changed = std::ranges::count_if(
      receipts, [](const commands::Receipt& receipt) { return receipt.seq != 0; });
  visit.notice(changed == 0 ? "Los catálogos ya estaban al día."
                            : "Se cargaron " + std::to_string(changed) + " catálogos.");
  return redirect("/puesta-en-marcha/catalogos");
}

}  // namespace web
