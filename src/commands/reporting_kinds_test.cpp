// Acts around the reports, on both engines: who may do what, in which order, and what is refused.
#include <gtest/gtest.h>

#include "commands/import_programme.hpp"
#include "commands/submit.hpp"
#include "commands/testing.hpp"

namespace commands {
namespace {

using access_control::Role;

class Reporting : public testing::OnBothEngines {};

json::object text_act(const std::string& achievements) {
  return {{"periodo", "2026-C1"}, {"unidad", "U1"}, {"logros", achievements},
          {"limitaciones", ""},   {"causas", ""},   {"acciones", json::array{}},
          {"ilustrativa", false}};
}

const json::object text_key{{"periodo", "2026-C1"}, {"unidad", "U1"}};

std::string code_of(const Result<Receipt>& result) { return result ? "ok" : result.error().code; }

TEST_P(Reporting, a_text_goes_from_draft_to_validated_by_two_persons) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  testing::found_institution(context);
  const auto as = [&](Role role, const char* kind, json::object act) {
    testing::act_as(context, role);
    return code_of(submit(context, {kind, std::move(act), ""}));
  };
  EXPECT_EQ(as(Role::Jefatura, "texto.enviar", text_key), "informe.texto_vacio");
  EXPECT_EQ(as(Role::Jefatura, "texto.guardar", text_act("Se atendió a todos.")), "ok");
  EXPECT_EQ(as(Role::Monitoreo, "texto.validar", text_key), "informe.paso_no_sigue");
  EXPECT_EQ(as(Role::Jefatura, "texto.enviar", text_key), "ok");
  EXPECT_EQ(as(Role::Jefatura, "texto.validar", text_key), "acto.sin_permiso");
  EXPECT_EQ(as(Role::Monitoreo, "texto.devolver", text_key), "informe.falta_motivo");
  auto returned = text_key;
  returned["motivo"] = "Falta la causa.";
  EXPECT_EQ(as(Role::Monitoreo, "texto.devolver", returned), "ok");
  EXPECT_EQ(as(Role::Monitoreo, "texto.guardar", text_act("Corregido.")), "ok");
  EXPECT_EQ(as(Role::Monitoreo, "texto.enviar", text_key), "ok");
  EXPECT_EQ(as(Role::Monitoreo, "texto.validar", text_key), "informe.texto_propio");
  EXPECT_EQ(as(Role::Auditoria, "texto.guardar", text_act("x")), "acto.sin_permiso");
}

TEST_P(Reporting, a_programme_replaces_the_year_and_keeps_what_cuts_have_seen) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  testing::found_institution(context);
  testing::act_as(context, Role::Presupuesto);
  const auto first = import_programme(
      context, "categoria,mes,monto\n11-00-000-001-000,2026-01,100.10\n", "prueba", true);
  ASSERT_TRUE(first) << first.error().code;
  ASSERT_TRUE(import_programme(
      context, "categoria,mes,monto\n11-00-000-001-000,2026-01,\"1,200.25\"\n", "prueba", true));
  const auto rows = storage::select(context.db(), "financial_programme", {}).value();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].money("amount"), Money::centavos(10010));
  EXPECT_EQ(rows[0].optional_integer("until_seq"), rows[1].integer("from_seq"));
  EXPECT_EQ(rows[1].money("amount"), Money::centavos(120025));
}

TEST_P(Reporting, a_programme_with_faults_names_them_and_changes_nothing) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  testing::found_institution(context);
  testing::act_as(context, Role::Presupuesto);
  const auto before = testing::dump(context.db(), storage::Mark::Estado);
  const struct {
    const char* file;
    const char* code;
  } cases[] = {
      {"categoria,mes,monto\n11-00-000-001-000,2026-01,cien\n", "monto.no_numerico"},
      {"categoria,mes,monto\n11-00,2026-01,1\n", "valor.codigo_ancho"},
      {"categoria,mes,monto\n11-00-000-001-000,2026-13,1\n", "valor.mes_mal_escrito"},
      {"categoria,mes,monto\n11-00-000-001-000,2026-01,-1\n", "informe.programacion_negativa"},
      {"categoria,mes,monto\n11-00-000-001-000,2026-01,1\n11-00-000-001-000,2026-01,2\n",
       "informe.programacion_repetida"},
      {"categoria,mes,monto\n11-00-000-001-000,2026-01,1\n11-00-000-001-000,2027-01,2\n",
       "informe.programacion_de_otro_ejercicio"},
  };
  for (const auto& [file, code] : cases)
    EXPECT_EQ(code_of(import_programme(context, file, "prueba", true)), code) << file;
  EXPECT_EQ(testing::dump(context.db(), storage::Mark::Estado), before);
}

TEST_P(Reporting, evidence_needs_a_known_function_and_a_date_that_has_come) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  testing::found_institution(context);
  testing::act_as(context, Role::Monitoreo);
  const json::object act{{"unidad", "U1"},        {"funcion", 8},          {"documento", "AC-1"},
                         {"fecha", "2026-03-18"}, {"descripcion", "Acta"}, {"ilustrativa", false}};
  EXPECT_EQ(code_of(submit(context, {"evidencia.registrar", act, ""})),
            "informe.funcion_desconocida");
}

TEST_P(Reporting, a_report_is_drafted_over_a_frozen_cut_only) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  testing::found_institution(context);
  testing::act_as(context, Role::Monitoreo);
  const json::object draft{{"codigo", "INF-2026-C1"},
                           {"tipo", "cuatrimestral"},
                           {"periodo", "2026-C1"},
                           {"corte_version", 1}};
  EXPECT_EQ(code_of(submit(context, {"informe.preparar", draft, ""})), "informe.falta_corte");
  testing::act_as(context, Role::Autoridad);
  const json::object approval{{"codigo", "INF-2026-C1"}, {"version", 1}};
  EXPECT_EQ(code_of(submit(context, {"informe.aprobar", approval, ""})), "informe.desconocido");
}

INSTANTIATE_TEST_SUITE_P(engines, Reporting, testing::both_engines(), testing::engine_name);

}  // namespace
}  // namespace commands
