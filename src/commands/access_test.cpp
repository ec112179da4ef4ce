// Users, delegations, units and duties, decided and replayed on both engines; and the door.
#include <gtest/gtest.h>

#include "commands/access_state.hpp"
#include "commands/import_goals.hpp"
#include "commands/import_users.hpp"
#include "commands/load_demo.hpp"
#include "commands/rebuild_base.hpp"
#include "commands/sign_in.hpp"
#include "commands/testing.hpp"
#include "domain/access/secrets.hpp"

namespace commands {
namespace {

using access_control::Permission;
using access_control::Role;

constexpr Milliseconds minute = 60'000, hour = 60 * minute;
const std::string good_password = "tres tristes tigres";

// A clock that stands until it is moved.
struct Clock {
  std::shared_ptr<Milliseconds> now = std::make_shared<Milliseconds>(1'778'600'000'000);
  World world() const {
    auto count = std::make_shared<std::uint64_t>(0);
    return {.now = [now = now] { return *now; },
            .nonce =
                [count] {
                  std::array<std::uint8_t, 16> bytes{};
                  auto n = ++*count * 0x9E3779B97F4A7C15U;
                  for (auto& byte : bytes) {
                    byte = static_cast<std::uint8_t>(n >> 56);
                    n = n * 6364136223846793005U + 1442695040888963407U;
                  }
                  return bytes;
                }};
  }
};

json::array texts(const std::vector<std::string>& all) {
  json::array out;
  for (const auto& one : all) out.push_back(json::value(one));
  return out;
}

json::object unit(const char* code, const char* parent) {
  json::object row{{"codigo", code}, {"nombre", code}, {"clase", "unidad"}, {"reporta", true}};
  if (*parent) row["padre"] = parent;
  return row;
}

class Access : public testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    place.emplace(GetParam());
    context.emplace(testing::create(*place, clock.world()));
    testing::found_institution(*context);
    as_admin();
    ASSERT_TRUE(submit(*context, {"organizacion.cargar",
                                  {{"fuente", "prueba"},
                                   {"unidades", json::array{unit("A", ""), unit("A1", "A"),
                                                            unit("A11", "A1"), unit("B", "")}},
                                   {"puestos", json::array()},
                                   {"titulares", json::array()},
                                   {"funciones", json::array()}},
                                  ""}));
  }
  void as_admin() { testing::act_as(*context, Role::Administracion); }
  void act_as(std::int64_t number) { context->actor = {number, {}}; }

  std::int64_t create(const std::string& login, const std::vector<std::string>& roles,
                      const std::vector<std::string>& units = {}) {
    as_admin();
    const auto done = submit(*context, {"usuario.crear",
                                        {{"usuario", login},
                                         {"nombre", "Persona " + login},
                                         {"institucion", context->institution},
                                         {"unidades", texts(units)},
                                         {"roles", texts(roles)}},
                                        ""});
    EXPECT_TRUE(done) << done.error().code;
    return done ? done->outcome.at("numero").as_int64() : 0;
  }
  std::string code_of(const std::string& kind, json::object act) {
    const auto done = submit(*context, {kind, std::move(act), ""});
    return done ? "" : done.error().code;
  }
  std::string delegate(const char* giver, const char* taker, const char* role, const char* from,
                       const char* until) {
    return code_of("delegacion.crear", {{"de", giver},
                                        {"a", taker},
                                        {"rol", role},
                                        {"desde", from},
                                        {"hasta", until},
                                        {"motivo", "Vacaciones"}});
  }
  std::string write_text(const char* unit_code) {
    return code_of("texto.guardar", {{"periodo", "2026-C1"},
                                     {"unidad", unit_code},
                                     {"logros", "Algo se logró"},
                                     {"limitaciones", ""},
                                     {"causas", ""},
                                     {"acciones", json::array()},
                                     {"ilustrativa", false}});
  }
  json::object text_of(const char* unit_code) {
    return {{"periodo", "2026-C1"}, {"unidad", unit_code}};
  }

  Clock clock;
  std::optional<testing::Place> place;
  std::optional<Context> context;
};

TEST_P(Access, users_are_numbered_from_a_hundred_and_named_once) {
  EXPECT_EQ(create("ana", {"administracion"}), 100);
  EXPECT_EQ(create("luis", {"planificacion", "monitoreo"}), 101);
  const auto base = json::object{
      {"nombre", "Otra"}, {"institucion", context->institution}, {"roles", texts({"enlace"})}};
  const auto refused = [&](json::object changes) {
    auto act = base;
    for (const auto& [key, value] : changes) act[key] = value;
    return code_of("usuario.crear", act);
  };
  EXPECT_EQ(refused({{"usuario", "Ana"}}), "acceso.usuario_repetido");
  EXPECT_EQ(refused({{"usuario", "a b"}}), "acceso.usuario_mal_escrito");
  EXPECT_EQ(refused({{"usuario", "eva"}}), "acceso.falta_unidad");
  EXPECT_EQ(refused({{"usuario", "eva"}, {"unidades", texts({"Z"})}}), "acceso.unidad_desconocida");
  EXPECT_EQ(refused({{"usuario", "eva"}, {"roles", texts({})}}), "acceso.falta_rol");
  EXPECT_EQ(refused({{"usuario", "eva"}, {"roles", texts({"rey"})}}), "acceso.rol_desconocido");
  EXPECT_EQ(refused({{"usuario", "eva"}, {"nombre", " "}}), "acceso.falta_nombre");
}

TEST_P(Access, a_user_has_several_roles_and_each_counts) {
  const auto luis = create("luis", {"presupuesto", "monitoreo"});
  act_as(luis);
  EXPECT_TRUE(require(*context, Permission::ImportBudget));
  EXPECT_TRUE(require(*context, Permission::ValidateGoals));
  EXPECT_EQ(require(*context, Permission::ManageUsers).error().code, "acto.sin_permiso");
  context->actor.scopes = {"metas.validar"};
  EXPECT_TRUE(require(*context, Permission::ValidateGoals));
  EXPECT_EQ(require(*context, Permission::ImportBudget).error().code, "acceso.fuera_de_la_ficha");
}

TEST_P(Access, the_last_administrator_stays) {
  create("ana", {"administracion"});
  EXPECT_EQ(code_of("usuario.roles", {{"usuario", "ana"}, {"roles", texts({"auditoria"})}}),
            "acceso.ultima_administracion");
  EXPECT_EQ(code_of("usuario.desactivar", {{"usuario", "ana"}}), "acceso.ultima_administracion");
  create("luis", {"administracion"});
  EXPECT_EQ(code_of("usuario.desactivar", {{"usuario", "ana"}}), "");
  EXPECT_EQ(code_of("usuario.desactivar", {{"usuario", "luis"}}), "acceso.ultima_administracion");
  EXPECT_EQ(code_of("usuario.activar", {{"usuario", "ana"}}), "");
  EXPECT_EQ(code_of("usuario.desactivar", {{"usuario", "luis"}}), "");
  act_as(101);
  EXPECT_EQ(require(*context, Permission::ManageUsers).error().code, "acto.sin_permiso");
}

TEST_P(Access, an_administrator_of_one_institution_touches_no_other) {
  const auto ana = create("ana", {"administracion"});
  testing::found_institution(*context, "11200001");  // Chosen in the context from now on.
  act_as(ana);
  EXPECT_EQ(code_of("usuario.crear", {{"usuario", "eva"},
                                      {"nombre", "Eva"},
                                      {"institucion", "11200001"},
                                      {"roles", texts({"auditoria"})}}),
            "acceso.otra_institucion");
  EXPECT_EQ(write_text("A"), "acceso.otra_institucion");
}

TEST_P(Access, an_enlace_writes_of_its_unit_and_a_jefatura_of_those_below_too) {
  const auto enlace = create("enlace", {"enlace"}, {"A1"});
  const auto jefatura = create("jefatura", {"jefatura"}, {"A"});
  const auto planner = create("plan", {"planificacion"});
  const struct {
    std::int64_t who;
    const char *unit, *code;
  } cases[] = {
      {enlace, "A1", ""},
      {enlace, "A", "acceso.otra_unidad"},
      {enlace, "A11", "acceso.otra_unidad"},
      {enlace, "B", "acceso.otra_unidad"},
      {jefatura, "A", ""},
      {jefatura, "A11", ""},
      {jefatura, "B", "acceso.otra_unidad"},
      {planner, "B", ""},
  };
  for (const auto& [who, unit_code, code] : cases) {
    act_as(who);
    EXPECT_EQ(write_text(unit_code), code) << who << ' ' << unit_code;
  }
}

TEST_P(Access, a_role_is_lent_between_dates_by_who_has_it_to_somebody_else) {
  const auto ana = create("ana", {"monitoreo"});
  const auto eva = create("eva", {"enlace"}, {"A"});
  act_as(ana);
  EXPECT_EQ(delegate("ana", "ana", "monitoreo", "2026-05-12", "2026-05-20"),
            "acceso.delegacion_a_si_mismo");
  EXPECT_EQ(delegate("ana", "eva", "autoridad", "2026-05-12", "2026-05-20"),
            "acceso.delegacion_sin_el_rol");
  EXPECT_EQ(delegate("eva", "ana", "enlace", "2026-05-12", "2026-05-20"),
            "acceso.delegacion_de_otra_persona");
  EXPECT_EQ(delegate("ana", "eva", "monitoreo", "2026-05-20", "2026-05-12"),
            "acceso.delegacion_fechas");
  ASSERT_EQ(delegate("ana", "eva", "monitoreo", "2026-05-13", "2026-05-20"), "");

  act_as(eva);  // 12 May: not yet.
  EXPECT_FALSE(require(*context, Permission::ValidateText));
  *clock.now += 24 * hour;
  EXPECT_TRUE(require(*context, Permission::ValidateText));
  // What was lent cannot be lent on.
  EXPECT_EQ(delegate("eva", "ana", "monitoreo", "2026-05-13", "2026-05-20"),
            "acceso.delegacion_sin_el_rol");
  *clock.now += 8 * 24 * hour;
  EXPECT_FALSE(require(*context, Permission::ValidateText));
}

TEST_P(Access, a_delegation_that_is_taken_back_ends_at_once) {
  const auto ana = create("ana", {"monitoreo"});
  const auto eva = create("eva", {"enlace"}, {"A"});
  act_as(ana);
  ASSERT_EQ(delegate("ana", "eva", "monitoreo", "2026-05-12", "2026-05-20"), "");
  act_as(eva);
  EXPECT_TRUE(require(*context, Permission::ValidateText));
  const auto number = delegations_of(context->db()).value().back().number;
  EXPECT_EQ(code_of("delegacion.terminar", {{"numero", number}}),
            "acceso.delegacion_de_otra_persona");
  act_as(ana);
  EXPECT_EQ(code_of("delegacion.terminar", {{"numero", number}}), "");
  EXPECT_EQ(code_of("delegacion.terminar", {{"numero", number}}), "acceso.delegacion_terminada");
  act_as(eva);
  EXPECT_FALSE(require(*context, Permission::ValidateText));
}

TEST_P(Access, nobody_approves_what_he_or_who_lent_him_the_role_wrote) {
  const auto ana = create("ana", {"monitoreo"});       // Writes A herself.
  const auto eva = create("eva", {"enlace"}, {"A1"});  // Writes A1, is lent monitoreo.
  const auto luis = create("luis", {"monitoreo"});
  act_as(ana);
  ASSERT_EQ(write_text("A"), "");
  ASSERT_EQ(code_of("texto.enviar", text_of("A")), "");
  act_as(eva);
  ASSERT_EQ(write_text("A1"), "");
  ASSERT_EQ(code_of("texto.enviar", text_of("A1")), "");
  act_as(ana);
  ASSERT_EQ(delegate("ana", "eva", "monitoreo", "2026-05-12", "2026-05-20"), "");

  act_as(eva);
  EXPECT_EQ(code_of("texto.validar", text_of("A1")), "informe.texto_propio");
  EXPECT_EQ(code_of("texto.validar", text_of("A")), "acceso.misma_persona");
  act_as(luis);
  EXPECT_EQ(code_of("texto.validar", text_of("A")), "");

  // The other way round: what was written with a lent role counts as its owner's too.
  as_admin();
  ASSERT_EQ(code_of("usuario.roles", {{"usuario", "eva"}, {"roles", texts({"contabilidad"})}}), "");
  act_as(eva);
  ASSERT_EQ(write_text("B"), "");
  ASSERT_EQ(code_of("texto.enviar", text_of("B")), "");
  act_as(ana);
  EXPECT_EQ(code_of("texto.validar", text_of("B")), "acceso.misma_persona");
  act_as(luis);
  EXPECT_EQ(code_of("texto.validar", text_of("B")), "");
}

TEST_P(Access, a_replay_gives_the_same_users_delegations_and_decisions) {
  const auto ana = create("ana", {"monitoreo"});
  const auto eva = create("eva", {"enlace"}, {"A1", "B"});
  act_as(ana);
  ASSERT_EQ(delegate("ana", "eva", "monitoreo", "2026-05-12", "2026-05-20"), "");
  act_as(eva);
  ASSERT_EQ(write_text("A1"), "");
  as_admin();
  ASSERT_EQ(code_of("usuario.editar",
                    {{"usuario", "eva"}, {"nombre", "Eva Ruiz"}, {"unidades", texts({"B"})}}),
            "");
  ASSERT_EQ(code_of("usuario.roles", {{"usuario", "ana"}, {"roles", texts({"autoridad"})}}), "");
  const auto state = testing::dump(context->db(), storage::Mark::Estado);
  for (const auto engine : {storage::Engine::Sqlite, storage::Engine::Postgres}) {
    if (engine == storage::Engine::Postgres && !testing::postgres_url()) continue;
    testing::Place rebuilt{engine};
    const auto done = rebuild_base(context->db(), rebuilt.location,
                                   [](std::string_view, std::int64_t, std::int64_t) {});
    ASSERT_TRUE(done) << done.error().code;
    EXPECT_EQ(testing::dump(*storage::open(rebuilt.location, storage::Mode::Read).value(),
                            storage::Mark::Estado),
              state);
  }
}

TEST_P(Access, a_list_creates_the_good_users_and_names_the_others) {
  std::string csv = "Usuario;Nombre;Correo;Rol;Unidad\n";
  for (int i = 1; i <= 24; ++i)
    csv += "enlace" + std::to_string(i) + ";Enlace " + std::to_string(i) +
           ";;Enlace de delegación;" + (i == 7 ? "NO-HAY" : "A1") + "\n";
  const auto looked = check_users(*context, csv);
  ASSERT_TRUE(looked) << looked.error().code;
  EXPECT_FALSE(has_users(context->db()).value());
  const auto all = import_users(*context, csv).value();
  ASSERT_EQ(all.size(), 24U);
  EXPECT_EQ(std::ranges::count_if(all, [](const auto& one) { return !one.password.empty(); }), 23);
  ASSERT_TRUE(all[6].error);
  EXPECT_EQ(all[6].error->code, "acceso.unidad_desconocida");
  EXPECT_EQ(detail_of(*all[6].error, "linea"), "8");
  const auto again = import_users(*context, csv).value();
  EXPECT_EQ(std::ranges::count_if(again, [](const auto& one) { return one.known; }), 23);
  EXPECT_TRUE(sign_in(*context, "enlace1", all[0].password, "prueba", "")->must_change_password);
}

// ---- The door ----------------------------------------------------------------------------------

class Door : public Access {
 protected:
  void SetUp() override {
    Access::SetUp();
    if (IsSkipped()) return;
    create("ana", {"administracion"});
    ana = user_named(context->db(), "ana").value().value();
    ASSERT_TRUE(set_password(*context, ana, good_password, Chosen::ByUser));
  }
  std::string code_at_door(const char* login, const std::string& password) {
    const auto opened = sign_in(*context, login, password, "prueba", "");
    return opened ? "" : opened.error().code;
  }
  SessionState state_of(const std::string& secret) {
    return find_session(context->db(), secret, *clock.now)->state;
  }
  User ana;
};

TEST_P(Door, the_answer_is_the_same_for_a_wrong_password_and_for_nobody) {
  const auto wrong = sign_in(*context, "ana", "otra cosa larga", "prueba", "").error();
  const auto nobody = sign_in(*context, "nadie", "otra cosa larga", "prueba", "").error();
  EXPECT_EQ(wrong.code, "acceso.entrada_incorrecta");
  EXPECT_EQ(nobody.code, wrong.code);
  EXPECT_EQ(nobody.details.size(), wrong.details.size());
  EXPECT_EQ(code_at_door("ana'; drop table session; --", "x"), "acceso.entrada_incorrecta");
  EXPECT_EQ(code_at_door("", ""), "acceso.entrada_incorrecta");
  EXPECT_EQ(code_at_door(" ANA ", good_password), "");
}

TEST_P(Door, five_failures_lock_for_longer_and_longer_and_say_until_when) {
  for (const char* login : {"ana", "nadie"}) {
    for (int i = 0; i < 5; ++i)
      EXPECT_EQ(code_at_door(login, "mala"), "acceso.entrada_incorrecta") << login << i;
    const auto locked = sign_in(*context, login, good_password, "prueba", "");
    ASSERT_FALSE(locked);
    EXPECT_EQ(locked.error().code, "acceso.entrada_bloqueada");
    EXPECT_EQ(detail_of(locked.error(), "hora").size(), 5U);
  }
  *clock.now += minute + 1;
  EXPECT_EQ(code_at_door("ana", "mala"), "acceso.entrada_incorrecta");  // The sixth: two minutes.
  *clock.now += minute + 1;
  EXPECT_EQ(code_at_door("ana", good_password), "acceso.entrada_bloqueada");
  *clock.now += minute;
  EXPECT_EQ(code_at_door("ana", good_password), "");
  EXPECT_EQ(code_at_door("ana", "mala"), "acceso.entrada_incorrecta");  // The count began anew.
  EXPECT_EQ(code_at_door("ana", good_password), "");
}

TEST_P(Door, a_session_ends_when_idle_and_in_any_case_after_twelve_hours) {
  const auto opened = sign_in(*context, "ana", good_password, "prueba", "").value();
  EXPECT_EQ(opened.secret.size(), 64U);
  EXPECT_EQ(state_of(opened.secret), SessionState::Good);
  EXPECT_EQ(state_of("0" + opened.secret.substr(1)), SessionState::Unknown);
  *clock.now += idle_max - 1;
  EXPECT_EQ(state_of(opened.secret), SessionState::Good);
  *clock.now += 1;
  EXPECT_EQ(state_of(opened.secret), SessionState::Over);

  const auto busy = sign_in(*context, "ana", good_password, "prueba", "").value();
  for (int i = 0; i < 12 * 4 - 1; ++i) {
    *clock.now += 15 * minute;
    ASSERT_EQ(state_of(busy.secret), SessionState::Good) << i;
    ASSERT_TRUE(see_named(*context, ana.number, busy.session.name, *clock.now));
  }
  *clock.now += 15 * minute;
  EXPECT_EQ(state_of(busy.secret), SessionState::Over);
}

TEST_P(Door, signing_in_again_gives_a_new_secret_and_ends_the_old) {
  const auto first = sign_in(*context, "ana", good_password, "prueba", "").value();
  const auto second = sign_in(*context, "ana", good_password, "prueba", first.secret).value();
  EXPECT_NE(first.secret, second.secret);
  EXPECT_NE(first.session.csrf, second.session.csrf);
  EXPECT_EQ(state_of(first.secret), SessionState::Over);
  EXPECT_EQ(state_of(second.secret), SessionState::Good);
  const auto other = sign_in(*context, "ana", good_password, "teléfono", "").value();
  EXPECT_EQ(open_sessions(context->db(), ana.number, *clock.now)->size(), 2U);
  ASSERT_TRUE(end_session(*context, ana.number, other.session.name));
  EXPECT_EQ(state_of(other.secret), SessionState::Over);
  // Another's session cannot be ended by name.
  ASSERT_TRUE(end_session(*context, ana.number + 1, second.session.name));
  EXPECT_EQ(state_of(second.secret), SessionState::Good);
}

TEST_P(Door, a_changed_password_keeps_this_session_and_ends_the_others) {
  const auto here = sign_in(*context, "ana", good_password, "aquí", "").value();
  const auto there = sign_in(*context, "ana", good_password, "allá", "").value();
  EXPECT_EQ(change_password(*context, ana, "otra cosa larga", "nueva frase larga", "").error().code,
            "acceso.clave_actual_incorrecta");
  EXPECT_EQ(change_password(*context, ana, good_password, good_password, "").error().code,
            "acceso.clave_igual");
  EXPECT_EQ(change_password(*context, ana, good_password, "corta", "").error().code,
            "acceso.clave_corta");
  ASSERT_TRUE(
      change_password(*context, ana, good_password, "nueva frase larga", here.session.name));
  EXPECT_EQ(state_of(here.secret), SessionState::Good);
  EXPECT_EQ(state_of(there.secret), SessionState::Over);
  EXPECT_EQ(code_at_door("ana", good_password), "acceso.entrada_incorrecta");
  EXPECT_EQ(code_at_door("ana", "nueva frase larga"), "");
}

TEST_P(Door, the_second_step_takes_each_code_once) {
  const auto secret = begin_second_factor(*context, ana.number).value();
  const auto code = [&] { return access_control::totp_code(secret, *clock.now / 30'000); };
  EXPECT_EQ(confirm_second_factor(*context, ana.number, "000000").error().code,
            "acceso.codigo_incorrecto");
  EXPECT_FALSE(has_second_factor(context->db(), ana.number).value());
  const auto recovery = confirm_second_factor(*context, ana.number, code()).value();
  ASSERT_EQ(recovery.size(), 10U);
  *clock.now += 30'000;

  const auto half = sign_in(*context, "ana", good_password, "prueba", "").value();
  EXPECT_TRUE(half.session.second_step_due);
  EXPECT_EQ(second_step(*context, half.secret, "000000").error().code, "acceso.codigo_incorrecto");
  const auto whole = second_step(*context, half.secret, code());
  ASSERT_TRUE(whole) << whole.error().code;
  EXPECT_FALSE(whole->session.second_step_due);
  EXPECT_NE(whole->secret, half.secret);
  EXPECT_EQ(state_of(half.secret), SessionState::Over);

  const auto again = sign_in(*context, "ana", good_password, "prueba", "").value();
  EXPECT_EQ(second_step(*context, again.secret, code()).error().code, "acceso.codigo_usado");
  ASSERT_TRUE(second_step(*context, again.secret, recovery[3]));
  EXPECT_EQ(recovery_codes_left(context->db(), ana.number).value(), 9U);
  const auto third = sign_in(*context, "ana", good_password, "prueba", "").value();
  EXPECT_EQ(second_step(*context, third.secret, recovery[3]).error().code,
            "acceso.codigo_incorrecto");
  *clock.now += second_step_max;
  EXPECT_EQ(second_step(*context, third.secret, recovery[4]).error().code,
            "acceso.entrada_incorrecta");
  EXPECT_EQ(end_second_factor(*context, ana, "mala").error().code,
            "acceso.clave_actual_incorrecta");
  EXPECT_TRUE(end_second_factor(*context, ana, good_password));
  EXPECT_FALSE(sign_in(*context, "ana", good_password, "", "")->session.second_step_due);
}

TEST_P(Door, a_deactivated_user_finds_it_closed) {
  create("luis", {"administracion"});
  ASSERT_EQ(code_of("usuario.desactivar", {{"usuario", "ana"}}), "");
  EXPECT_EQ(code_at_door("ana", good_password), "acceso.entrada_incorrecta");
}

TEST_P(Door, tokens_have_an_end) {
  const auto secret = make_token(*context, ana.number, "Hoja", {"metas.validar"}, 30).value();
  const auto token = find_token(context->db(), secret, *clock.now).value();
  ASSERT_TRUE(token);
  EXPECT_EQ(token->number, ana.number);
  EXPECT_EQ(token->scopes, std::vector<std::string>{"metas.validar"});
  EXPECT_FALSE(find_token(context->db(), secret + "0", *clock.now).value());
  EXPECT_FALSE(find_token(context->db(), secret, *clock.now + 30 * 24 * hour).value());
  ASSERT_TRUE(end_token(*context, ana.number, token->name));
  EXPECT_FALSE(find_token(context->db(), secret, *clock.now).value());
}

TEST_P(Door, the_setup_code_is_void_once_there_is_somebody) {
  EXPECT_FALSE(new_setup_code(*context).value());
  EXPECT_EQ(use_setup_code(*context, "abcd-efgh-jkmn").error().code, "acceso.inicio_ya_hecho");
  testing::Place empty{GetParam()};
  auto fresh = testing::create(empty, clock.world());
  const auto old = new_setup_code(fresh).value().value();
  const auto code = new_setup_code(fresh).value().value();
  EXPECT_EQ(use_setup_code(fresh, old).error().code, "acceso.codigo_inicial_incorrecto");
  EXPECT_TRUE(use_setup_code(fresh, " " + code + " "));
  EXPECT_EQ(use_setup_code(fresh, code).error().code, "acceso.codigo_inicial_incorrecto");
}

INSTANTIATE_TEST_SUITE_P(engines, Access, testing::both_engines(), testing::engine_name);
INSTANTIATE_TEST_SUITE_P(engines, Door, testing::both_engines(), testing::engine_name);

}  // namespace
}  // namespace commands
