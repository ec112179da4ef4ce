// /admin/delegaciones: roles lent between dates. Everybody lends their own; an administrator for
// anybody.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "text/format.hpp"
#include "web/kit/state.hpp"
#include "web/pages/admin_pages.hpp"

namespace web {
namespace {

using access_control::Delegation;
using access_control::Permission;

std::string state_of(const Delegation& one, Date today) {
  if (one.ended_on) return "Terminada";
  if (today < one.from) return "Comenzará";
  return today <= one.until ? "En vigor" : "Cumplida";
}

Result<Response> list_view(Visit& visit, const FormState& state, int status = 200) {
  const bool manages = visit.viewer->may(Permission::ManageUsers);
  const auto today = visit.today();
  std::map<std::int64_t, commands::User> users;
  for (auto& user : TRY(commands::users_of(visit.db()))) users.emplace(user.number, user);
  const auto name = [&](std::int64_t number) {
    const auto found = users.find(number);
    return found == users.end() ? std::to_string(number) : found->second.name;
  };

  TableView view{.id = "delegaciones",
                 .caption = manages ? "Delegaciones" : "Mis delegaciones",
                 .columns = {{.key = "rol", .title = "Rol", .row_header = true},
                             {.key = "de", .title = "De", .secondary = true},
                             {.key = "a", .title = "A"},
                             {.key = "desde",
                              .title = "Desde",
                              .kind = TableColumn::Kind::Date,
                              .secondary = true},
                             {.key = "hasta", .title = "Hasta", .kind = TableColumn::Kind::Date},
                             {.key = "motivo", .title = "Motivo", .secondary = true},
                             {.key = "estado", .title = "Estado", .kind = TableColumn::Kind::State},
                             {.key = "accion",
                              .title = "Acción",
                              .kind = TableColumn::Kind::Action,
                              .sortable = false}},
                 .empty = "No hay delegaciones.",
                 .file_name = "delegaciones"};
  auto all = TRY(commands::delegations_of(visit.db()));
  std::ranges::reverse(all);
  for (const auto& one : all) {
    const auto mine = one.giver == visit.viewer->number || one.taker == visit.viewer->number;
    if (!manages && !mine) continue;
    const auto said = state_of(one, today);
    const bool may_end =
        said != "Terminada" && said != "Cumplida" && (manages || one.giver == visit.viewer->number);
    view.rows.push_back(
        {.cells = {
             {role_name(one.role)},
             {name(one.giver)},
             {name(one.taker)},
             {one.from},
             {one.until},
             {one.reason},
             {.value = tag(said, said == "En vigor" ? Tint::Green : Tint::Grey),
              .export_text = said},
             {.value = may_end ? form(visit, {.action = "/admin/delegaciones/terminar"},
                                      Html{hidden_input("numero", std::to_string(one.number)).text +
                                           secondary_button("Terminar").text})
                               : Html{}}}});
  }
  if (auto file = table_file(visit, view)) return *std::move(file);

  std::vector<Choice> people, roles;
  people.push_back({"", "Elija una persona"});
  for (const auto& [number, user] : users)
    if (user.active && (manages || number != visit.viewer->number))
      people.push_back({user.login, user.name + " (" + user.login + ")"});
  Html inside;
  if (manages) {
    inside += select(state, {.name = "de", .label = "Quién delega", .standard = visit.viewer->user},
                     people);
    roles = role_choices();
    std::erase_if(roles, [](const Choice& choice) { return choice.value == "administracion"; });
  } else {
    const auto& me = users.at(visit.viewer->number);
    for (const auto role : me.roles)
      if (role != access_control::Role::Administracion)
        roles.push_back({access_control::show(role), role_name(role)});
  }
  inside += select(state, {.name = "a", .label = "A quién"}, people);
  inside += select(state, {.name = "rol", .label = "Qué rol"}, roles);
  inside += date_input(state, {.name = "desde", .label = "Desde", .standard = text::date(today)});
  inside += date_input(state, {.name = "hasta", .label = "Hasta, inclusive"});
  inside += text_input(
      state,
      {.name = "motivo", .label = "Motivo", .hint = "Vacaciones, comisión, número del acuerdo."});
  inside += button("Delegar");
  Html content = table(visit, view);
  content +=
      section("nueva", "Delegar un rol", form(visit, {.action = "/admin/delegaciones"}, inside));
  return form_page(
      visit,
      {.title = "Delegaciones",
       .heading = "Delegaciones",
       .lead = "Quien recibe un rol prestado actúa con su propio nombre, y no puede aprobar lo que "
               "escribió él ni quien se lo prestó.",
       .area = Area::Admin,
       .crumbs = visit.viewer->may(Permission::ManageUsers)
                     ? admin_crumbs()
                     : std::vector<Crumb>{{"Mi trabajo", "/inicio"}, {"Mi cuenta", "/cuenta"}},
       .content = content,
       .dense = true},
      state, status);
}

}  // namespace

Result<Response> delegation_list(Visit& visit) { return list_view(visit, {}); }

Result<Response> create_delegation(Visit& visit) {
  const auto& typed = visit.request.form;
  json::object act{{"a", std::string(typed.first("a"))},
                   {"rol", std::string(typed.first("rol"))},
                   {"desde", typed_date(typed.first("desde"))},
                   {"hasta", typed_date(typed.first("hasta"))},
                   {"motivo", std::string(typed.first("motivo"))}};
  if (!typed.first("de").empty()) act["de"] = std::string(typed.first("de"));
  const auto done = visit.submit("delegacion.crear", act);
  if (!done && !concerns_form(done.error())) return std::unexpected(done.error());
  if (!done) return list_view(visit, with_fault(visit.request, done.error(), "a"), 422);
  visit.notice("Se delegó el rol.");
  return redirect("/admin/delegaciones");
}

Result<Response> end_delegation(Visit& visit) {
  const auto number = whole_number(visit.request.form.first("numero")).value_or(0);
  CHECK(visit.submit("delegacion.terminar", {{"numero", std::int64_t{number}}}));
  visit.notice("Se terminó la delegación.");
  return redirect("/admin/delegaciones");
}

}  // namespace web
