// /admin/unidades, /admin/puestos, /admin/funciones: the institution from within. Every change is
// an "organizacion.cargar" of the one row, or an "organizacion.nombrar".
#include <algorithm>

#include "base/text.hpp"
#include "commands/import_organization.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/state.hpp"
#include "web/pages/admin_pages.hpp"

namespace web {
namespace {

using organization::Organization;
using organization::Unit;

const Crumb units_crumb{"Unidades", "/admin/unidades"};
const Crumb posts_crumb{"Puestos y titulares", "/admin/puestos"};

std::vector<Choice> kind_choices() {
  return {{"direccion", "Dirección"},       {"subdireccion", "Subdirección"}, {"unidad", "Unidad"},
          {"departamento", "Departamento"}, {"delegacion", "Delegación"},     {"centro", "Centro"}};
}

std::string kind_name(organization::UnitKind kind) {
  for (const auto& choice : kind_choices())
    if (choice.value == organization::name_of(kind)) return choice.label;
  return {};
}

// An act with one list of rows and the others empty.
json::object load_of(std::string_view list, json::object row) {
  json::object act{{"fuente", "Escrito en la página de administración"},
                   {"unidades", json::array()},
                   {"puestos", json::array()},
                   {"titulares", json::array()},
                   {"funciones", json::array()}};
  act[list] = json::array{std::move(row)};
  return act;
}

void put_text(json::object& object, std::string_view key, std::string_view text) {
  if (const auto plain = trimmed(text); !plain.empty()) object[key] = std::string(plain);
}

const Unit* unit_with(const Organization& all, std::string_view code) {
  const auto found = std::ranges::find(all.units, code, &Unit::code);
  return found == all.units.end() ? nullptr : &*found;
}

FormState state_of(const Unit& unit) {
  FormState state;
  state.set("codigo", unit.code);
  state.set("nombre", unit.name);
  state.set("corto", unit.short_name);
  state.set("clase", std::string(organization::name_of(unit.kind)));
  state.set("padre", unit.parent);
  state.set("lugar", unit.place ? show(*unit.place) : "");
  if (unit.reports) state.set("reporta", "si");
  state.set("desde", unit.from ? text::date(*unit.from) : "");
  state.set("hasta", unit.until ? text::date(*unit.until) : "");
  return state;
}

Result<Response> unit_view(Visit& visit, const FormState& state, const std::string& code,
                           int status = 200) {
  const auto all = TRY(organization_or_nothing(visit));
  Html inside;
  if (code.empty())
    inside +=
        text_input(state, {.name = "codigo",
                           .label = "Código",
                           .hint = "De 1 a 40 mayúsculas, cifras y guiones: DEL-CARMEN. No se "
                                   "cambia después.",
                           .width = "20"});
  inside += text_input(state, {.name = "nombre", .label = "Nombre"});
  inside += text_input(state, {.name = "corto",
                               .label = "Nombre corto (opcional)",
                               .hint = "Para tablas y gráficas.",
                               .width = "20"});
  inside +=
      select(state, {.name = "clase", .label = "Clase", .standard = "unidad"}, kind_choices());
  auto parents = unit_choices(all);
  parents.insert(parents.begin(), {"", "Ninguna: es la más alta"});
  std::erase_if(parents, [&](const Choice& one) { return !code.empty() && one.value == code; });
  inside += select(state, {.name = "padre", .label = "Depende de"}, parents);
  inside += checkboxes(state, {.name = "reporta", .label = "Metas físicas"},
                       {{"si", "Reporta metas cada mes"}});
  inside += text_input(state, {.name = "lugar",
                               .label = "Municipio (opcional)",
                               .hint = "Código de cuatro cifras del catálogo de municipios: 0101.",
                               .width = "5",
                               .inputmode = "numeric"});
  inside += date_input(state, {.name = "desde", .label = "Existe desde (opcional)"});
  inside += date_input(state, {.name = "hasta",
                               .label = "Hasta (opcional)",
                               .hint = "Una unidad que termina no se borra: se le pone su último "
                                       "día."});
  inside += button(code.empty() ? "Agregar unidad" : "Guardar cambios");
  const auto heading = code.empty() ? std::string("Nueva unidad") : state.value("nombre", code);
  return form_page(visit,
                   {.title = heading,
                    .heading = heading,
                    .rubric = code,
                    .area = Area::Admin,
                    .crumbs = admin_crumbs({units_crumb}),
                    .content = form(visit,
                                    {.action = code.empty() ? "/admin/unidades/nueva"
                                                            : "/admin/unidades/" + encoded(code)},
                                    inside)},
                   state, status);
}

std::string asked_unit(Visit& visit) {
  return visit.request.path == "/admin/unidades/nueva" ? "" : std::string(visit.capture("unidad"));
}

Result<Response> import_view(Visit& visit, const FormState& state, int status = 200) {
  const auto content =
      list_form(visit, state,
                {.place = "/admin/unidades",
                 .files = "Archivo de Excel, CSV o JSON",
                 .columns = "Columnas: codigo, nombre, clase, padre, reporta; y si "
                            "quiere, puesto, titular y titular_desde de cada "
                            "jefatura.",
                 .accept = ".xlsx,.csv,.json",
                 .today = "Descargar las unidades de hoy en Excel"});
  return form_page(visit,
                   {.title = "Importar unidades",
                    .heading = "Importar unidades",
                    .lead = "Las filas con un código que ya existe corrigen esa unidad; lo que el "
                            "archivo no trae se queda como está.",
                    .area = Area::Admin,
                    .crumbs = admin_crumbs({units_crumb}),
                    .content = content},
                   state, status);
}

std::string count_of(const json::object& outcome, std::string_view key) {
  return text::count(outcome.contains(key) ? outcome.at(key).as_int64() : 0);
}

const organization::Holder* holder_today(const Organization& all, const std::string& post,
                                         Date today) {
  return organization::holder_on(all.holders, post, today);
}

Result<Response> post_view(Visit& visit, const FormState& state, const std::string& code,
                           int status = 200) {
  const auto all = TRY(organization_or_nothing(visit));
  const auto post = std::ranges::find(all.posts, code, &organization::Post::code);
  const bool known = post != all.posts.end();
  Html inside;
  if (!known)
    inside += text_input(state, {
                                    .name = "codigo",
                                    .label = "Código",
                                    .hint = "Por ejemplo JEF-SFIN. No se cambia después.",
                                    .width = "20",
                                });
  inside += text_input(state, {.name = "nombre",
                               .label = "Nombre del puesto",
                               .hint = "Como se firma: Subdirector Financiero.",
                               .standard = known ? post->name : ""});
  inside +=
      select(state, {.name = "unidad", .label = "Unidad", .standard = known ? post->unit : ""},
             unit_choices(all));
  inside += button(known ? "Guardar puesto" : "Agregar puesto");
  Html content = form(
      visit,
      {.action = known ? "/admin/puestos/" + encoded(code) : std::string("/admin/puestos/nuevo")},
      inside);
  if (known) {
    Html rows;
    for (const auto& holder : all.holders)
      if (holder.post == code)
        rows += html("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                     holder.person ? holder.name : holder.name + " (sin nombrar)",
                     text::date(holder.from), holder.until ? text::date(*holder.until) : "—",
                     holder.act.empty() ? "—" : holder.act);
    if (!rows.text.empty())
      content += html(
          "<div class=\"tabla-caja\" tabindex=\"0\" role=\"region\" "
          "aria-labelledby=\"titulares\"><table class=\"tabla\"><caption "
          "id=\"titulares\">Titulares</caption><thead><tr><th scope=\"col\">Nombre</th><th "
          "scope=\"col\">Desde</th><th scope=\"col\">Hasta</th><th scope=\"col\">Acuerdo</th></tr>"
          "</thead>\n<tbody>{}</tbody></table></div>\n",
          rows);
    Html holder = text_input(state, {.name = "persona", .label = "Nombre de la persona"});
    holder += date_input(
        state,
        {.name = "desde", .label = "Primer día", .hint = "Quien lo ocupaba termina la víspera."});
    holder += date_input(state, {.name = "hasta", .label = "Último día (opcional)"});
    holder += text_input(state, {.name = "acuerdo", .label = "Acuerdo de nombramiento (opcional)"});
    holder += button("Nombrar titular");
    content +=
        section("nombrar", "Nombrar titular",
                form(visit, {.action = "/admin/puestos/" + encoded(code) + "/titular"}, holder));
  }
  return form_page(visit,
                   {.title = known ? post->name : "Nuevo puesto",
                    .heading = known ? post->name : "Nuevo puesto",
                    .rubric = known ? code : "",
                    .lead = "Los informes los firman puestos; quién firma lo dice quien ocupaba el "
                            "puesto ese día.",
                    .area = Area::Admin,
                    .crumbs = admin_crumbs({posts_crumb}),
                    .content = content},
                   state, status);
}

std::string asked_post(Visit& visit) {
  return visit.request.path == "/admin/puestos/nuevo" ? "" : std::string(visit.capture("puesto"));
}

}  // namespace

Result<Response> unit_list(Visit& visit) {
  const auto all = TRY(organization_or_nothing(visit));
  TableView view{
      .id = "unidades",
      .caption = "Unidades",
      .columns =
          {{.key = "codigo", .title = "Código", .row_header = true},
           {.key = "nombre", .title = "Nombre"},
           {.key = "clase", .title = "Clase", .secondary = true},
           {.key = "padre", .title = "Depende de", .secondary = true},
           {.key = "reporta", .title = "Reporta metas", .kind = TableColumn::Kind::State},
           {.key = "hasta", .title = "Hasta", .kind = TableColumn::Kind::Date, .secondary = true}},
      .empty = "Todavía no hay unidades.",
      .file_name = "unidades",
      .paged = false};
  for (const auto& unit : all.units)
    view.rows.push_back(
        {.cells = {{.value = unit.code, .address = "/admin/unidades/" + encoded(unit.code)},
                   {unit.name},
                   {.value = escaped(kind_name(unit.kind)),
                    .export_text = std::string(organization::name_of(unit.kind))},
                   {unit.parent},
                   {.value = unit.reports ? tag("Sí", Tint::Green) : tag("No", Tint::Grey),
                    .export_text = unit.reports ? "sí" : "no"},
                   unit.until ? TableCell{*unit.until} : TableCell{std::string()}}});
  if (auto file = table_file(visit, view)) return *std::move(file);
  return page(
      visit,
      {.title = "Unidades",
       .heading = "Unidades",
       .lead = "El árbol de la institución. Las metas, los textos y los usuarios se "
               "refieren a una unidad por su código.",
       .area = Area::Admin,
       .crumbs = admin_crumbs(),
       .actions = Html{primary_link("/admin/unidades/nueva", "Nueva unidad").text +
                       secondary_link("/admin/unidades/importar", "Importar desde Excel").text},
       .content = table(visit, view),
       .dense = true});
}

Result<Response> unit_form(Visit& visit) {
  const auto code = asked_unit(visit);
  if (code.empty()) return unit_view(visit, {}, "");
  const auto all = TRY(organization_or_nothing(visit));
  const auto* unit = unit_with(all, code);
  if (unit == nullptr)
    return refuse(organization::Refusal::UnitUnknown, {{"codigo", code}, {"hallado", code}});
  return unit_view(visit, state_of(*unit), code);
}

Result<Response> save_unit(Visit& visit) {
  const auto code = asked_unit(visit);
  const auto& typed = visit.request.form;
  json::object row{{"codigo", code.empty() ? std::string(trimmed(typed.first("codigo"))) : code},
                   {"nombre", collapsed(typed.first("nombre"))},
                   {"clase", std::string(typed.first("clase"))},
                   {"reporta", typed.first("reporta") == "si"}};
  put_text(row, "corto", typed.first("corto"));
  put_text(row, "padre", typed.first("padre"));
  put_text(row, "lugar", typed.first("lugar"));
  put_text(row, "desde", typed_date(typed.first("desde")));
  put_text(row, "hasta", typed_date(typed.first("hasta")));
  const auto done = visit.submit("organizacion.cargar", load_of("unidades", std::move(row)));
  if (!done && !concerns_form(done.error())) return std::unexpected(done.error());
  if (!done)
    return unit_view(visit,
                     with_fault(visit.request, done.error(), code.empty() ? "codigo" : "nombre"),
                     code, 422);
  visit.notice("Se guardó la unidad.");
  return redirect("/admin/unidades");
}

Result<Response> unit_import_form(Visit& visit) { return import_view(visit, {}); }

Result<Response> unit_import_preview(Visit& visit) {
  const auto bytes = TRY(given_list(visit.request, "archivo", "lista"));
  const auto act = commands::organization_of_file(bytes, visit.today());
  const auto outcome = act ? visit.simulate(act->kind, act->act)
                           : Result<json::object>{std::unexpected(act.error())};
  if (!outcome && !concerns_form(outcome.error()) && outcome.error().fault != Fault::NotFound)
    return std::unexpected(outcome.error());
  if (!outcome)
    return import_view(visit, with_fault(visit.request, outcome.error(), "archivo"), 422);
  const auto all = TRY(organization::organization_from(act->act));
  TableView view{
      .id = "unidades",
      .caption = "Lo que trae la lista",
      .columns = {{.key = "codigo", .title = "Código", .sortable = false, .row_header = true},
                  {.key = "nombre", .title = "Nombre", .sortable = false},
                  {.key = "clase", .title = "Clase", .sortable = false},
                  {.key = "padre", .title = "Depende de", .sortable = false},
                  {.key = "reporta", .title = "Reporta metas", .sortable = false}},
      .paged = false,
      .exports = false};
  for (const auto& unit : all.units)
    view.rows.push_back({.cells = {{unit.code},
                                   {unit.name},
                                   {kind_name(unit.kind)},
                                   {unit.parent},
                                   {std::string(unit.reports ? "Sí" : "No")}}});
  Html content = table(visit, view);
  content += form(visit, {.action = "/admin/unidades/importar/aplicar"},
                  Html{hidden_input("lista", canonical(act->act)).text + button("Aplicar").text});
  content +=
      html("<p class=\"govuk-body\">{}</p>", link("/admin/unidades/importar", "Elegir otra lista"));
  return page(visit,
              {.title = "Revisar unidades",
               .heading = "Revisar antes de aplicar",
               .lead = "Cambiarían " + count_of(*outcome, "unidades") + " unidades, " +
                       count_of(*outcome, "puestos") + " puestos y " +
                       count_of(*outcome, "titulares") + " titulares. Nada se ha guardado todavía.",
               .area = Area::Admin,
               .crumbs = admin_crumbs({units_crumb}),
               .content = content,
               .dense = true});
}

Result<Response> unit_import_apply(Visit& visit) {
  const auto value = TRY(parse_json(visit.request.form.first("lista")));
  if (!value.is_object()) return refuse(JsonRefusal::WrongType, {{"campo", "lista"}});
  const auto receipt = TRY(visit.submit("organizacion.cargar", value.as_object()));
  visit.notice("Se cargaron " + count_of(receipt.outcome, "unidades") + " unidades, " +
               count_of(receipt.outcome, "puestos") + " puestos y " +
               count_of(receipt.outcome, "titulares") + " titulares.");
  return redirect("/admin/unidades");
}

Result<Response> unit_template(Visit&) {
  return download(
      "codigo,nombre,clase,padre,reporta,puesto,titular,titular_desde\n"
      "DG,Dirección General,direccion,,no,Director General,Nombre Apellido,01/01/2026\n"
      "SFIN,Subdirección Financiera,subdireccion,DG,sí,Subdirector Financiero,,\n",
      "text/csv; charset=utf-8", "plantilla-unidades.csv");
}

Result<Response> post_list(Visit& visit) {
  const auto all = TRY(organization_or_nothing(visit));
  TableView view{.id = "puestos",
                 .caption = "Puestos y titulares al " + text::date(visit.today()),
                 .columns = {{.key = "codigo", .title = "Código", .row_header = true},
                             {.key = "nombre", .title = "Puesto"},
                             {.key = "unidad", .title = "Unidad"},
                             {.key = "titular", .title = "Titular"},
                             {.key = "desde",
                              .title = "Desde",
                              .kind = TableColumn::Kind::Date,
                              .secondary = true}},
                 .empty = "Todavía no hay puestos.",
                 .file_name = "puestos",
                 .paged = false};
  for (const auto& post : all.posts) {
    const auto* holder = holder_today(all, post.code, visit.today());
    view.rows.push_back(
        {.cells = {{.value = post.code, .address = "/admin/puestos/" + encoded(post.code)},
                   {post.name},
                   {post.unit},
                   {holder == nullptr ? std::string("Vacante")
                    : holder->person  ? holder->name
                                      : std::string("Titular sin nombrar")},
                   holder == nullptr ? TableCell{std::string()} : TableCell{holder->from}}});
  }
  if (auto file = table_file(visit, view)) return *std::move(file);
  return page(visit, {.title = "Puestos y titulares",
                      .heading = "Puestos y titulares",
                      .lead = "Quién ocupa cada puesto, entre qué fechas y por qué acuerdo.",
                      .area = Area::Admin,
                      .crumbs = admin_crumbs(),
                      .actions = primary_link("/admin/puestos/nuevo", "Nuevo puesto"),
                      .content = table(visit, view),
                      .dense = true});
}

Result<Response> post_form(Visit& visit) {
  const auto code = asked_post(visit);
  if (!code.empty()) {
    const auto all = TRY(organization_or_nothing(visit));
    if (std::ranges::find(all.posts, code, &organization::Post::code) == all.posts.end())
      return refuse(organization::Refusal::HolderPostUnknown, {{"codigo", code}});
  }
  return post_view(visit, {}, code);
}

Result<Response> save_post(Visit& visit) {
  const auto code = asked_post(visit);
  const auto& typed = visit.request.form;
  const auto done = visit.submit(
      "organizacion.cargar",
      load_of("puestos",
              {{"codigo", code.empty() ? std::string(trimmed(typed.first("codigo"))) : code},
               {"nombre", collapsed(typed.first("nombre"))},
               {"unidad", std::string(typed.first("unidad"))}}));
  if (!done && !concerns_form(done.error())) return std::unexpected(done.error());
  if (!done)
    return post_view(visit,
                     with_fault(visit.request, done.error(), code.empty() ? "codigo" : "nombre"),
                     code, 422);
  visit.notice("Se guardó el puesto.");
  return redirect("/admin/puestos");
}

Result<Response> name_holder(Visit& visit) {
  const auto code = std::string(visit.capture("puesto"));
  const auto& typed = visit.request.form;
  json::object act{{"puesto", code},
                   {"nombre", collapsed(typed.first("persona"))},
                   {"persona", true},
                   {"desde", typed_date(typed.first("desde"))}};
  put_text(act, "hasta", typed_date(typed.first("hasta")));
  put_text(act, "acto", typed.first("acuerdo"));
  const auto done = visit.submit("organizacion.nombrar", act);
  if (!done && !concerns_form(done.error())) return std::unexpected(done.error());
  if (!done) return post_view(visit, with_fault(visit.request, done.error(), "persona"), code, 422);
  visit.notice("Se nombró al titular.");
  return redirect("/admin/puestos/" + encoded(code));
}

Result<Response> function_list(Visit& visit) {
  const auto all = TRY(organization_or_nothing(visit));
  TableView view{.id = "funciones",
                 .caption = "Funciones del manual de organización",
                 .columns = {{.key = "unidad", .title = "Unidad", .row_header = true},
                             {.key = "norma", .title = "Norma"},
                             {.key = "numero", .title = "N.º", .kind = TableColumn::Kind::Count},
                             {.key = "texto", .title = "Función"}},
                 .empty = "Todavía no hay funciones.",
                 .file_name = "funciones",
                 .paged = false};
  for (const auto& function : all.functions)
    view.rows.push_back(
        {.cells = {{function.unit}, {function.norm}, {function.number}, {function.text}}});
  if (auto file = table_file(visit, view)) return *std::move(file);
  FormState state;
  Html inside = select(state, {.name = "unidad", .label = "Unidad"}, unit_choices(all));
  inside += text_input(
      state, {.name = "norma", .label = "Norma", .hint = "Como se cita: Acuerdo MOF 44-2020."});
  inside += text_input(
      state,
      {.name = "numero", .label = "Número en el manual", .width = "5", .inputmode = "numeric"});
  inside += text_area(state, {.name = "texto", .label = "Texto, tal como está en el manual"}, 4);
  inside += button("Agregar función");
  return page(visit,
              {.title = "Funciones",
               .heading = "Funciones",
               .lead = "El informe cuatrimestral muestra, junto a cada función, la evidencia "
                       "de que se ejerce.",
               .area = Area::Admin,
               .crumbs = admin_crumbs(),
               .content = Html{table(visit, view).text +
                               section("nueva", "Agregar función",
                                       form(visit, {.action = "/admin/funciones"}, inside))
                                   .text},
               .dense = true});
}

Result<Response> save_function(Visit& visit) {
  const auto& typed = visit.request.form;
  CHECK(visit.submit(
      "organizacion.cargar",
      load_of("funciones",
              {{"unidad", std::string(typed.first("unidad"))},
               {"norma", collapsed(typed.first("norma"))},
               {"numero", std::int64_t{whole_number(trimmed(typed.first("numero"))).value_or(0)}},
               {"texto", collapsed(typed.first("texto"))}})));
  visit.notice("Se agregó la función.");
  return redirect("/admin/funciones");
}

}  // namespace web
