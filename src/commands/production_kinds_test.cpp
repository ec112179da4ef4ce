// Goals from file to closed month, rectifications by two persons, series and cuts, as acts on both
// engines; and the same journal replayed.
#include <gtest/gtest.h>

#include "base/resources.hpp"
#include "commands/catalogs.hpp"
#include "commands/command.hpp"
#include "commands/import_goals.hpp"
#include "commands/load_plan.hpp"
#include "commands/replay.hpp"
#include "commands/testing.hpp"
#include "storage/plan_store.hpp"

namespace commands {
namespace {

using access_control::Role;

// 7 May 2026, so that April is over.
constexpr Milliseconds may = 1'778'176'800'000;

planning::Plan small_plan() {
  planning::Plan plan;
  plan.nombre = "Plan de prueba";
  plan.fuente = "Prueba";
  plan.ejercicio = 2026;
  plan.institucion.codigo = "11200099";
  plan.institucion.nombre = "Institución de prueba";
  plan.institucion.siglas = "IP";
  plan.red.titulo = plan.pei.titulo = plan.estrategia.titulo = "Prueba";
  plan.red.ejercicio = 2026;
  plan.politica.nombre = "Prueba";
  plan.politica.anio_inicial = 2023;
  plan.politica.anio_final = 2032;
  plan.pei.anio_inicial = 2021;
  plan.pei.anio_final = 2030;
  planning::Producto product;
  product.id = "P1";
  product.nombre = "Atención";
  product.unidad_medida = "Persona";
  product.categoria = "11-00-000-001-000";
  plan.productos = {product};
  planning::Subproducto sub;
  sub.id = "P1.S1";
  sub.padre = "P1";
  sub.nombre = "Personas atendidas";
  sub.unidad_medida = "Persona";
  sub.tipo_conteo = planning::TipoConteo::Atenciones;
  plan.subproductos = {sub};
  plan.poa.ejercicio = 2026;
  for (int i = 1; i <= 24; ++i) {
    planning::PoaGoal goal;
    goal.subproducto = "P1.S1";
    goal.unidad = "U" + std::to_string(i);
    goal.metas.fill(Quantity::units(1000));
    plan.poa.metas.push_back(goal);
  }
  return plan;
}

class Producing : public testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    place = std::make_unique<testing::Place>(GetParam());
    context = testing::create(*place, testing::steady_world(may));
    testing::found_institution(context);
    // The units come from acts of the organisation; here only their codes matter.
    for (int i = 1; i <= 24; ++i)
      ASSERT_TRUE(storage::put(context.db(), "org_unit",
                               {{"institution", "11200099"},
                                {"code", "U" + std::to_string(i)},
                                {"position", std::int64_t{i}},
                                {"name", "Delegación " + std::to_string(i)},
                                {"kind", "delegacion"},
                                {"reports", std::int64_t{1}},
                                {"source", "Prueba"},
                                {"seq", std::int64_t{1}}}));
    testing::act_as(context, Role::Planificacion);
    const auto loaded = submit(context, load_plan(small_plan()));
    ASSERT_TRUE(loaded) << loaded.error().code << detail_of(loaded.error(), "campo");
  }

  GoalsImport import(const std::string& csv, Role role = Role::Enlace) {
    testing::act_as(context, role);
    auto imported = import_goals(context, csv, {.file_name = "abril.csv"});
    EXPECT_TRUE(imported) << imported.error().code;
    return imported ? *imported : GoalsImport{};
  }

  std::string doing(Role role, const std::string& kind, json::object act) {
    testing::act_as(context, role);
    const auto receipt = submit(context, {kind, std::move(act), ""});
    return receipt ? "" : receipt.error().code;
  }

  std::string amount(const char* unit, Month month) {
    const auto row = storage::report_of(context.db(), "11200099", {"P1.S1", unit, month}).value();
    return row ? show(row->report.amount) : "sin dato";
  }

  std::unique_ptr<testing::Place> place;
  Context context;
};

constexpr Month january{{2026}, 1}, april{{2026}, 4};
const char* heading = "subproducto,unidad,mes,ejecutado\n";

json::array units(int first, int last) {
  json::array all;
  for (int i = first; i <= last; ++i) all.push_back(json::value("U" + std::to_string(i)));
  return all;
}

TEST_P(Producing, of_24_units_one_bad_cell_leaves_23) {
  std::string csv = heading;
  for (int i = 1; i <= 24; ++i)
    csv += "P1.S1,U" + std::to_string(i) + ",2026-04," +
           (i == 5   ? "0"
            : i == 9 ? "\"1,19B\""
                     : std::to_string(900 + i)) +
           "\n";
  const auto imported = import(csv);
  EXPECT_EQ(imported.applied.size(), 23U);
  ASSERT_EQ(imported.refused.size(), 1U);
  EXPECT_EQ(imported.refused[0].unit, "U9");
  EXPECT_EQ(imported.refused[0].error.code, "monto.no_numerico");
  EXPECT_EQ(detail_of(imported.refused[0].error, "linea"), "10");
  EXPECT_EQ(detail_of(imported.refused[0].error, "archivo"), "abril.csv");
  ASSERT_EQ(imported.coverage.size(), 1U);
  EXPECT_EQ(imported.coverage[0].reported, 23);
  EXPECT_EQ(imported.coverage[0].expected, 24);
  EXPECT_EQ(amount("U5", april), "0");
  EXPECT_EQ(amount("U9", april), "sin dato");

  const auto again = import(csv);  // Nothing new: no entry.
  EXPECT_FALSE(again.receipt);
  EXPECT_EQ(again.unchanged.size(), 23U);
}

TEST_P(Producing, simulation_and_refusal_change_nothing) {
  const auto before = testing::dump(context.db(), storage::Mark::Estado) +
                      testing::dump(context.db(), storage::Mark::Bitacora);
  testing::act_as(context, Role::Enlace);
  const std::string csv = std::string(heading) + "P1.S1,U1,2026-04,5\n";
  EXPECT_TRUE(import_goals(context, csv, {.file_name = "x", .simulate = true}));
  const auto none = import_goals(context, std::string(heading) + "P1.S1,U1,2026-06,5\n", {});
  EXPECT_EQ(none->refused.front().error.code, "meta.mes_no_iniciado");
  EXPECT_FALSE(none->receipt);
  testing::act_as(context, Role::Auditoria);
  EXPECT_EQ(import_goals(context, csv, {}).error().code, "acto.sin_permiso");
  EXPECT_EQ(
      doing(Role::Enlace, "metas.enviar", {{"mes", "2026-04"}, {"unidades", json::array{"U1"}}}),
      "meta.nada_reportado");
  EXPECT_EQ(
      doing(Role::Enlace, "metas.enviar", {{"mes", "2026-04"}, {"unidades", json::array{"NADIE"}}}),
      "meta.unidad_desconocida");
  // The blob of a refused file stays out as well.
  EXPECT_TRUE(testing::dump(context.db(), storage::Mark::Estado) +
                  testing::dump(context.db(), storage::Mark::Bitacora) ==
              before);
}

// What was sent before causes were asked for replays as it was.
TEST_P(Producing, an_unusual_figure_is_sent_with_its_cause_since_the_second_version) {
  testing::act_as(context, Role::Administracion);
  const auto bytes = resource("norms/parametros.csv").value();
  ASSERT_TRUE(
      submit(context, load_catalog("parametros", read_catalog("parametros", bytes).value())));
  ASSERT_TRUE(import(std::string(heading) + "P1.S1,U1,2026-04,100\n").receipt);
  const json::object act{{"mes", "2026-04"}, {"unidades", json::array{"U1"}}};
  EXPECT_EQ(doing(Role::Enlace, "metas.enviar", act), "meta.nota_falta");
  const Meta meta{"11200099", 50, may, 0};
  EXPECT_FALSE(find_kind("metas.enviar", 2).value()->decide(context.db(), act, meta));
  EXPECT_TRUE(find_kind("metas.enviar", 1).value()->decide(context.db(), act, meta));
  ASSERT_TRUE(import("subproducto,unidad,mes,ejecutado,nota\nP1.S1,U1,2026-04,100,Puente cerrado\n")
                  .receipt);
  EXPECT_EQ(doing(Role::Enlace, "metas.enviar", act), "");
}

TEST_P(Producing, programmes_and_reprogrammings_need_the_planners_role) {
  const std::string csv =
      "subproducto,unidad,mes,reprogramado,motivo,acto\nP1.S1,U1,2026-05,1200,Más demanda,RES-1\n";
  testing::act_as(context, Role::Enlace);
  EXPECT_EQ(import_goals(context, csv, {}).error().code, "acto.sin_permiso");
  EXPECT_TRUE(import(csv, Role::Planificacion).receipt);
  const auto row =
      storage::programme_of(context.db(), "11200099", {"P1.S1", "U1", {{2026}, 5}}).value();
  ASSERT_TRUE(row);
  EXPECT_EQ(show(row->programme.initial), "1000");
  EXPECT_EQ(show(row->programme.in_force), "1200");
  EXPECT_EQ(row->programme.version, 2);
}

// Reports, sends, validates and closes January to April; U24 never reports April.
void four_months(Producing*, Context& context, const auto& import, const auto& doing) {
  for (int m = 1; m <= 4; ++m) {
    const std::string month = "2026-0" + std::to_string(m);
    const int last = m == 4 ? 23 : 24;
    std::string csv = heading;
    for (int i = 1; i <= last; ++i) csv += "P1.S1,U" + std::to_string(i) + "," + month + ",100\n";
    ASSERT_TRUE(import(csv).receipt);
    ASSERT_EQ(doing(Role::Enlace, "metas.enviar", {{"mes", month}, {"unidades", units(1, last)}}),
              "");
    ASSERT_EQ(
        doing(Role::Monitoreo, "metas.validar", {{"mes", month}, {"unidades", units(1, last)}}),
        "");
    json::array absent;
    if (m == 4) absent.push_back(json::array{"U24", "Sin enlace de datos"});
    ASSERT_EQ(doing(Role::Monitoreo, "metas.cerrar", {{"mes", month}, {"ausentes", absent}}), "");
  }
}

TEST_P(Producing, a_closed_month_changes_by_two_persons_only) {
  four_months(
      this, context, [&](const std::string& csv) { return import(csv); },
      [&](Role role, const std::string& kind, json::object act) {
        return doing(role, kind, std::move(act));
      });
  const auto late = import(std::string(heading) + "P1.S1,U24,2026-04,50\n");
  EXPECT_EQ(late.refused.front().error.code, "meta.mes_cerrado");

  const json::object asked{{"subproducto", "P1.S1"},
                           {"unidad", "U1"},
                           {"mes", "2026-01"},
                           {"antes", "100"},
                           {"ahora", "81"},
                           {"motivo", "Contados dos veces"},
                           {"evidencia", json::array{json::array{std::string(64, '9'), "x.pdf"}}}};
  auto wrong = asked;
  wrong["antes"] = "99";
  EXPECT_EQ(doing(Role::Enlace, "metas.rectificacion_proponer", wrong),
            "meta.valor_anterior_distinto");
  testing::act_as(context, Role::Monitoreo);
  // Monitoring may propose too; then somebody else decides.
  const auto proposed = submit(context, {"metas.rectificacion_proponer", asked, ""});
  ASSERT_TRUE(proposed) << proposed.error().code;
  EXPECT_EQ(amount("U1", january), "100");
  const json::object number{{"numero", proposed->seq}};
  EXPECT_EQ(doing(Role::Monitoreo, "metas.rectificacion_autorizar", number), "meta.misma_persona");
  EXPECT_EQ(doing(Role::Autoridad, "metas.rectificacion_autorizar", {{"numero", 1}}),
            "meta.rectificacion_desconocida");
  EXPECT_EQ(doing(Role::Autoridad, "metas.rectificacion_autorizar", number), "");
  EXPECT_EQ(amount("U1", january), "81");
  EXPECT_EQ(doing(Role::Autoridad, "metas.rectificacion_autorizar", number),
            "meta.rectificacion_ya_decidida");
  // As it was before the rectification.
  const auto before =
      storage::report_of(context.db(), "11200099", {"P1.S1", "U1", january}, proposed->seq);
  EXPECT_EQ(show(before.value()->report.amount), "100");
}

TEST_P(Producing, a_close_names_who_is_absent) {
  import(std::string(heading) + "P1.S1,U1,2026-01,5\n");
  EXPECT_EQ(doing(Role::Monitoreo, "metas.cerrar", {{"mes", "2026-02"}}),
            "meta.mes_anterior_abierto");
  EXPECT_EQ(doing(Role::Monitoreo, "metas.cerrar", {{"mes", "2026-01"}}),
            "meta.ausente_sin_nombrar");
  EXPECT_EQ(doing(Role::Monitoreo, "metas.cerrar", {{"mes", "2026-05"}}), "meta.mes_no_terminado");
  EXPECT_EQ(doing(Role::Enlace, "metas.cerrar", {{"mes", "2026-01"}}), "acto.sin_permiso");
}

TEST_P(Producing, a_cut_freezes_and_publishes_its_months) {
  EXPECT_EQ(doing(Role::Monitoreo, "corte.crear", {{"codigo", "2026-C2"}}),
            "corte.periodo_no_terminado");
  EXPECT_EQ(doing(Role::Monitoreo, "corte.crear", {{"codigo", "primero"}}),
            "corte.periodo_mal_escrito");
  import(std::string(heading) + "P1.S1,U1,2026-01,5\n");
  testing::act_as(context, Role::Monitoreo);
  const auto first = submit(context, {"corte.crear", {{"codigo", "2026-C1"}}, ""});
  ASSERT_TRUE(first) << first.error().code;
  EXPECT_EQ(first->outcome.at("version").as_int64(), 1);
  EXPECT_EQ(first->outcome.at("meses_abiertos").as_array().size(), 4U);
  // What was published changes by rectification only, although the month was never closed.
  EXPECT_EQ(import(std::string(heading) + "P1.S1,U1,2026-01,6\n").refused.front().error.code,
            "meta.mes_cerrado");
  EXPECT_EQ(doing(Role::Enlace, "metas.rectificacion_proponer",
                  {{"subproducto", "P1.S1"},
                   {"unidad", "U1"},
                   {"mes", "2026-01"},
                   {"antes", "5"},
                   {"ahora", "6"},
                   {"motivo", "Faltaba uno"},
                   {"evidencia", json::array{json::array{std::string(64, '9'), ""}}}}),
            "");
  testing::act_as(context, Role::Monitoreo);
  const auto second = submit(context, {"corte.crear", {{"codigo", "2026-C1"}}, ""});
  EXPECT_EQ(second->outcome.at("version").as_int64(), 2);
}

TEST_P(Producing, series_are_loaded_as_a_whole_and_changed_with_a_reason) {
  testing::act_as(context, Role::Monitoreo);
  const std::string csv =
      "serie,periodo,valor,unidad_medida,tipo_conteo,fuente\n"
      "RE1.ATENDIDAS,2024,100000,persona,atenciones,Registro\n"
      "RE1.ATENDIDAS,2025,120448,persona,atenciones,Registro\n";
  const auto first = import_variables(context, csv, {.file_name = "historia.csv"}, "");
  ASSERT_TRUE(first) << first.error().code;
  EXPECT_EQ(import_variables(context, csv, {}, "")->seq, 0);
  const auto changed = csv.substr(0, csv.find("120448")) + "120449,persona,atenciones,Registro\n";
  EXPECT_EQ(import_variables(context, changed, {}, "").error().code, "variable.cambio_sin_motivo");
  ASSERT_TRUE(import_variables(context, changed, {}, "Error de digitación"));
  const auto now = storage::values_at(context.db(), "11200099", "RE1.ATENDIDAS").value();
  EXPECT_EQ(show(*now[1].value.value), "120449");
  const auto then =
      storage::values_at(context.db(), "11200099", "RE1.ATENDIDAS", first->seq).value();
  EXPECT_EQ(show(*then[1].value.value), "120448");
}

INSTANTIATE_TEST_SUITE_P(engines, Producing, testing::both_engines(), testing::engine_name);

}  // namespace
}  // namespace commands
