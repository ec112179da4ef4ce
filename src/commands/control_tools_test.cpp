// Risks, samples, notes and letters of guidance as acts, on both engines: who may, and what is
// refused by which name. Their replay is part of the whole history.
#include <gtest/gtest.h>

#include "commands/testing.hpp"
#include "storage/paid_files.hpp"
#include "storage/payment_file_store.hpp"
#include "storage/risk_store.hpp"
#include "storage/sample_store.hpp"

namespace commands {
namespace {

using access_control::Role;

class ControlTools : public testing::InstitutionOnBothEngines {
 protected:
  // `at` of the scale; the other two levels are sound.
  json::object risk(std::string_view level = "", std::int64_t at = 3) {
    json::object body{{"ejercicio", 2026},
                      {"unidad", "201"},
                      {"objetivo", "O"},
                      {"area", "Compras"},
                      {"evento", "Compras partidas"},
                      {"descripcion", "Que una compra se parta"},
                      {"probabilidad", 4},
                      {"severidad", 5},
                      {"valor_control", 3},
                      {"control", "Regla permanente"}};
    if (!level.empty()) body[level] = at;
    return body;
  }
  json::object action(std::string_view fin, std::string_view estado = "pendiente") {
    return {{"ejercicio", 2026},
            {"riesgo", 1},
            {"control", "Revisión mensual"},
            {"prioridad", "alta"},
            {"que", "Revisar"},
            {"como", "Con una muestra"},
            {"quien", "Jefe"},
            {"inicio", "2026-05-10"},
            {"fin", fin},
            {"estado", estado}};
  }
  json::object letter(std::string_view due = "2026-06-30") {
    return {{"ejercicio", 2026},
            {"asunto", "Compromisos sin devengar"},
            {"origen", "indicador"},
            {"referencia", "IF-05 2026-04"},
            {"unidad", "Compras"},
            {"cifras", "62.0 % de lo comprometido no se ha devengado"},
            {"causa", "Contratos sin entrega"},
            {"norma", "Decreto 101-97"},
            {"exige", "Devengar lo recibido"},
            {"opciones", "Revisar los contratos"},
            {"destinatario", "Subdirector Financiero"},
            {"fecha", due}};
  }
};

TEST_P(ControlTools, ALevelOutsideOneToFiveIsRefusedByName) {
  for (const auto* level : {"probabilidad", "severidad", "valor_control"})
    for (const std::int64_t wrong : {0, 6}) {
      const auto receipt = act(Role::Planificacion, "riesgo.registrar", risk(level, wrong));
      ASSERT_FALSE(receipt);
      EXPECT_EQ(receipt.error().code, "riesgo.fuera_de_escala");
      EXPECT_EQ(detail_of(receipt.error(), "campo"), level);
    }
  EXPECT_TRUE(storage::risks(context_->db(), context_->institution, {2026})->empty());
  const auto made = done(Role::Planificacion, "riesgo.registrar", risk());
  EXPECT_EQ(made.at("inherente").as_int64(), 20);
  EXPECT_EQ(made.at("residual").as_string(), "6.67");
}

TEST_P(ControlTools, WhoAuditsDoesNotWriteTheMatrixNorTreatsIt) {
  EXPECT_EQ(refusal(Role::Auditoria, "riesgo.registrar", risk()), "acto.sin_permiso");
  done(Role::Planificacion, "riesgo.registrar", risk());
  EXPECT_EQ(refusal(Role::Auditoria, "riesgo.planificar", action("2026-12-01")),
            "acto.sin_permiso");
}

TEST_P(ControlTools, AnActionIsDoneOnlyWithEvidenceAndNotDueInThePast) {
  done(Role::Planificacion, "riesgo.registrar", risk());
  EXPECT_EQ(refusal(Role::Planificacion, "riesgo.planificar", action("2026-05-01")),
            "riesgo.fechas_al_reves");
  auto past = action("2026-01-31");
  past["inicio"] = "2026-01-01";
  EXPECT_EQ(refusal(Role::Planificacion, "riesgo.planificar", past), "riesgo.fecha_pasada");
  done(Role::Planificacion, "riesgo.planificar", action("2026-12-01"));
  auto finished = action("2026-12-01", "hecha");
  finished["accion"] = 1;
  EXPECT_EQ(refusal(Role::Planificacion, "riesgo.planificar", finished), "riesgo.sin_evidencia");
  done(Role::Planificacion, "riesgo.evidenciar",
       {{"ejercicio", 2026},
        {"riesgo", 1},
        {"accion", 1},
        {"mes", "2026-05"},
        {"descripcion", "Acta de revisión"}});
  done(Role::Planificacion, "riesgo.planificar", finished);
  done(Role::Planificacion, "riesgo.retirar",
       {{"ejercicio", 2026}, {"riesgo", 1}, {"motivo", "Ya no se compra así"}});
  EXPECT_EQ(refusal(Role::Planificacion, "riesgo.planificar", action("2026-12-01")),
            "riesgo.retirado");
}

TEST_P(ControlTools, ASampleIsDrawnFromTheStateAndWorkedByWhoDrewIt) {
  json::object asked{
      {"poblacion", "expediente"}, {"ejercicio", 2026}, {"metodo", "aleatorio"}, {"tamano", 3},
      {"confianza", 95},           {"semilla", "s"},    {"objetivo", "Respaldo"}};
  EXPECT_EQ(refusal(Role::Auditoria, "muestra.sacar", asked), "muestra.poblacion_vacia");
  for (int i = 1; i <= 8; ++i)
    done(Role::Compras, "expediente.registrar",
         {{"lineas", json::array{json::array{"gasto", "nomina"}, json::array{"ejercicio", "2026"},
                                 json::array{"unidad_ejecutora", "201"},
                                 json::array{"monto", std::to_string(i * 100) + ".00"}}},
          {"motivo", "Nómina " + std::to_string(i)}});
  EXPECT_EQ(refusal(Role::Planificacion, "muestra.sacar", asked), "acto.sin_permiso");
  auto too_many = asked;
  too_many["tamano"] = 9;
  EXPECT_EQ(refusal(Role::Auditoria, "muestra.sacar", too_many), "muestra.mayor_que_la_poblacion");
  EXPECT_EQ(done(Role::Auditoria, "muestra.sacar", asked).at("elementos").as_int64(), 3);
  done(Role::Auditoria, "muestra.sacar", asked);
  const auto first = storage::sample_items(context_->db(), context_->institution, 1).value();
  const auto second = storage::sample_items(context_->db(), context_->institution, 2).value();
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(first[i].reference, second[i].reference);

  EXPECT_EQ(refusal(Role::Auditoria, "muestra.concluir", {{"muestra", 1}, {"conclusion", "Bien"}}),
            "muestra.sin_terminar");
  EXPECT_EQ(refusal(Role::Auditoria, "muestra.examinar",
                    {{"muestra", 1}, {"elemento", 1}, {"resultado", "cumple"}}),
            "muestra.falta_monto");
  for (std::int64_t n = 1; n <= 3; ++n)
    done(Role::Auditoria, "muestra.examinar",
         {{"muestra", 1}, {"elemento", n}, {"resultado", "cumple"}, {"monto", "100.00"}});
  done(Role::Auditoria, "muestra.concluir", {{"muestra", 1}, {"conclusion", "Sin desviaciones"}});
  EXPECT_EQ(refusal(Role::Auditoria, "muestra.examinar",
                    {{"muestra", 1}, {"elemento", 1}, {"resultado", "cumple"}, {"monto", "1.00"}}),
            "muestra.concluida");
}

TEST_P(ControlTools, WhatPaysNothingOrHasNoAmountIsNotDrawnFromAndIsCounted) {
  const auto file = [&](std::string_view gasto, std::string_view monto) {
    json::array lines{json::array{"gasto", gasto}, json::array{"ejercicio", "2026"},
                      json::array{"unidad_ejecutora", "201"}};
    if (!monto.empty()) lines.push_back(json::array{"monto", monto});
    return std::string(done(Role::Compras, "expediente.registrar",
                            {{"lineas", std::move(lines)}, {"motivo", "Prueba"}})
                           .at("expediente")
                           .as_string());
  };
  file("nomina", "100.00");
  file("nomina", "200.00");
  file("viatico", "50.00");
  file("viatico", "");
  const auto annulled = file("nomina", "900.00");
  done(Role::Compras, "expediente.anular",
       {{"expediente", annulled}, {"version", 1}, {"justificacion", "Desierta"}});

  const json::object asked{
      {"poblacion", "expediente"}, {"ejercicio", 2026}, {"metodo", "estratificado"}, {"tamano", 3},
      {"confianza", 95},           {"semilla", "s"},    {"objetivo", "Respaldo"}};
  EXPECT_EQ(done(Role::Auditoria, "muestra.sacar", asked).at("poblacion").as_int64(), 3);
  auto& db = context_->db();
  const auto items = storage::sample_items(db, context_->institution, 1).value();
  for (const auto& item : items) EXPECT_NE(item.reference, annulled);
  const auto left_out = storage::sample_left_out(db, context_->institution, 1).value();
  ASSERT_EQ(left_out.size(), 2U);
  EXPECT_EQ(left_out[0].reason, control::Fuera::Anulado);
  EXPECT_EQ(left_out[1].reason, control::Fuera::SinMonto);
  EXPECT_EQ(left_out[1].items, 1);
  const auto strata = storage::sample_strata(db, context_->institution, 1).value();
  ASSERT_EQ(strata.size(), 2U);
  EXPECT_EQ(strata[0].name, "nomina");
  EXPECT_EQ(strata[0].items, 2);
  EXPECT_EQ(strata[0].amount, MoneySum::centavos(30'000));
  EXPECT_EQ(strata[1].items, 1);
  const auto progress = storage::sample_progress(db, context_->institution).value();
  ASSERT_EQ(progress.size(), 1U);
  EXPECT_EQ(progress[0].items, 3);
  EXPECT_EQ(progress[0].examined, 0);
}

TEST_P(ControlTools, PaidFilesAreCountedByTheirDays) {
  auto& db = context_->db();
  const auto keep = [&](std::string_view number, verification::Estado estado,
                        verification::Gasto gasto, std::string_view received,
                        std::string_view closed, std::optional<Money> monto,
                        std::int64_t visado = 1) {
    storage::PaymentFileRow row;
    row.visado = visado;
    row.number = number;
    row.ejercicio = {2026};
    row.gasto = gasto;
    row.estado = estado;
    row.received = parse_date(received).value();
    row.closed = parse_date(closed).value();
    row.monto = monto;
    auto fields = fields_of(row);
    fields.emplace_back("institution", context_->institution);
    fields.emplace_back("seq", std::int64_t{1});
    ASSERT_TRUE(storage::put(db, "payment_file", fields));
  };
  using verification::Estado;
  using verification::Gasto;
  const auto q = [](std::int64_t n) { return Money::centavos(n * 100); };
  keep("2026-1", Estado::Pagado, Gasto::FondoRotativo, "2026-01-02", "2026-02-01", q(10));
  keep("2026-2", Estado::Pagado, Gasto::FondoRotativo, "2026-01-02", "2026-02-01", std::nullopt);
  keep("2026-3", Estado::Pagado, Gasto::Nomina, "2026-01-02", "2026-02-01", q(5));
  keep("2026-4", Estado::Pagado, Gasto::Nomina, "2025-12-30", "2025-12-31", q(5));
  keep("2026-5", Estado::Anulado, Gasto::Nomina, "2026-01-02", "2026-02-01", q(5));
  keep("2026-6", Estado::Archivado, Gasto::Nomina, "2026-01-02", "2026-02-01", q(7));
  keep("2026-7", Estado::Archivado, Gasto::Nomina, "2026-01-02", "2026-02-01", q(9), 0);
  const auto found = storage::paid_files(db, context_->institution, {2026}).value();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_FALSE(found[0].fund);
  EXPECT_EQ(found[0].files, 2);
  EXPECT_EQ(found[0].amount, MoneySum{q(12)});
  EXPECT_TRUE(found[1].fund);
  EXPECT_EQ(found[1].files, 2);
  EXPECT_EQ(found[1].amount, MoneySum{q(10)});
  EXPECT_EQ(show(found[1].paid), "2026-02-01");
}

TEST_P(ControlTools, GuidanceIsAnsweredByAnotherPersonBeforeItIsClosed) {
  EXPECT_EQ(refusal(Role::Planificacion, "orientacion.emitir", letter()), "acto.sin_permiso");
  EXPECT_EQ(refusal(Role::Auditoria, "orientacion.emitir", letter("2026-01-01")),
            "orientacion.fecha_pasada");
  done(Role::Auditoria, "orientacion.emitir", letter());
  EXPECT_EQ(refusal(Role::Auditoria, "orientacion.cerrar",
                    {{"orientacion", 1}, {"resultado", "Se revisaron"}}),
            "orientacion.sin_respuesta");
  done(Role::Autoridad, "orientacion.responder", {{"orientacion", 1}, {"texto", "Se revisarán"}});
  done(Role::Auditoria, "orientacion.cerrar", {{"orientacion", 1}, {"resultado", "Se revisaron"}});
  EXPECT_EQ(refusal(Role::Autoridad, "orientacion.responder",
                    {{"orientacion", 1}, {"texto", "Otra vez"}}),
            "orientacion.cerrada");
  EXPECT_EQ(refusal(Role::Auditoria, "indicador.anotar",
                    {{"indicador", "IF-99"}, {"mes", "2026-04"}, {"nota", "x"}}),
            "indicador_control.desconocido");
  done(Role::Auditoria, "indicador.anotar",
       {{"indicador", "IF-05"}, {"mes", "2026-04"}, {"nota", "Contratos de fin de mes"}});
}

INSTANTIATE_TEST_SUITE_P(Engines, ControlTools, testing::both_engines(), testing::engine_name);

}  // namespace
}  // namespace commands
