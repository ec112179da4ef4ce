// I32, /admin: where everything of administration is, and what its pages share.
#include <fstream>
#include <map>
#include <sstream>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "queries/organization.hpp"
#include "web/pages/admin_pages.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;

struct Entry {
  std::string_view address, title, about;
  Permission permission;
};
struct Group {
  std::string_view id, title;
  std::vector<Entry> entries;
};

const std::vector<Group>& groups() {
  static const std::vector<Group> all{
      {"personas",
       "Personas",
       {{"/admin/usuarios", "Usuarios", "Crear, editar, roles, contraseñas, lista desde Excel.",
         Permission::ManageUsers},
        {"/admin/delegaciones", "Delegaciones", "Roles prestados entre fechas.",
         Permission::Delegate}}},
      {"institucion",
       "Institución",
       {{"/puesta-en-marcha", "Puesta en marcha", "Los pasos para comenzar y lo que falta.",
         Permission::EditOrganization},
        {"/admin/unidades", "Unidades", "Direcciones, subdirecciones, unidades y delegaciones.",
         Permission::EditOrganization},
        {"/admin/puestos", "Puestos y titulares", "Quién ocupa y ocupó cada puesto.",
         Permission::HoldPosts},
        {"/admin/funciones", "Funciones", "Lo que el manual de organización asigna a cada unidad.",
         Permission::EditOrganization}}},
      {"reglas",
       "Reglas y períodos",
       {{"/admin/catalogos", "Catálogos", "Clasificadores y sus ediciones.",
         Permission::LoadCatalogs},
        {"/admin/normas", "Normas y umbrales", "Valores legales con su vigencia y su cita.",
         Permission::LoadCatalogs},
        {"/admin/ajustes", "Ajustes", "Si la subdirección da visto bueno al mes.",
         Permission::ConfigureInstitution},
        {"/admin/periodos", "Períodos", "Meses abiertos y cerrados, y cortes.",
         Permission::CloseMonth}}},
      {"sistema",
       "Sistema",
       {{"/admin/trabajos", "Trabajos", "Tareas largas: en curso, terminadas y con error.",
         Permission::ManageInstallation},
        {"/auditoria/pista", "Pista de auditoría", "Quién hizo qué, cuándo, antes y después.",
         Permission::ReadTrail}}}};
  return all;
}

}  // namespace

Result<Response> admin_index(Visit& visit) {
  Html content;
  for (const auto& [id, title, entries] : groups()) {
    Html items;
    for (const auto& entry : entries)
      if (visit.viewer->may(entry.permission))
        items += html(
            "<li><p class=\"govuk-body\"><a href=\"{}\"><strong>{}</strong></a><br>{}</p>"
            "</li>\n",
            entry.address, entry.title, entry.about);
    if (items.text.empty()) continue;
    content += section(id, title, html("<ul class=\"govuk-list\">\n{}</ul>", items));
  }
  return page(visit, {.title = "Administración",
                      .heading = "Administración",
                      .lead = "Personas, institución, reglas y sistema.",
                      .area = Area::Admin,
                      .content = content});
}

std::vector<Crumb> admin_crumbs(std::vector<Crumb> more) {
  std::vector<Crumb> all{{"Mi trabajo", "/inicio"}, {"Administración", "/admin"}};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

Result<std::string> given_list(const Request& request, std::string_view file_field,
                               std::string_view text_field) {
  const auto* upload = request.upload(file_field);
  if (upload == nullptr || upload->size == 0) return std::string(request.form.first(text_field));
  std::ifstream in{upload->path, std::ios::binary};
  std::stringstream bytes;
  bytes << in.rdbuf();
  if (!in) return refuse(Refusal::Failed);
  return bytes.str();
}

Html list_form(Visit& visit, const FormState& state, const ListForm& list) {
  Html inside = file_input(state, {.name = "archivo", .label = list.files, .hint = list.columns},
                           list.accept);
  inside += text_area(state,
                      {.name = "lista",
                       .label = "O pegue aquí la lista desde Excel",
                       .hint = "Con la fila de encabezados."},
                      8);
  inside += button("Revisar la lista");
  return html("<p class=\"govuk-body\">{} · {}</p>\n{}",
              link(list.place + "/plantilla.csv", "Descargar la plantilla CSV"),
              link(list.place + ".xlsx", list.today),
              form(visit, {.action = list.place + "/importar", .files = true}, inside));
}

Result<organization::Organization> organization_or_nothing(Visit& visit) {
  auto all = queries::organization(visit.db(), visit.institution);
  if (!all && all.error().code == row_of(organization::Refusal::NothingLoaded).code)
    return organization::Organization{};
  return all;
}

std::vector<Choice> unit_choices(const organization::Organization& all) {
  std::map<std::string, std::string> parents;
  for (const auto& unit : all.units) parents[unit.code] = unit.parent;
  std::vector<Choice> choices;
  for (const auto& unit : all.units) {
    std::string indent;
    for (auto parent = unit.parent; !parent.empty() && indent.size() < 40; parent = parents[parent])
      indent += "\u2003";
    choices.push_back({unit.code, indent + unit.code + " · " + unit.name});
  }
  return choices;
}

json::array array_of(const std::vector<std::string>& texts) {
  json::array all;
  for (const auto& text : texts) all.push_back(json::value(text));
  return all;
}

FormState with_fault(const Request& request, const Error& error, std::string_view standard) {
  FormState state{request.form};
  const auto field = detail_of(error, "campo");
  state.fault(std::string(field.empty() ? standard : field), error);
  return state;
}

std::string typed_date(std::string_view text) {
  const auto parts = split(collapsed(text), '/');
  if (parts.size() != 3) return std::string(trimmed(text));
  return padded_left(parts[2], 4) + "-" + padded_left(parts[1], 2) + "-" + padded_left(parts[0], 2);
}

}  // namespace web
