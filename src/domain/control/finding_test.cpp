// Steps of findings, what tests propose, what closing needs; and what instruments owe.
#include "domain/control/finding.hpp"

#include <gtest/gtest.h>

#include "domain/control/instrument.hpp"
#include "domain/control/refusals.hpp"

namespace control {
namespace {

using enum EstadoHallazgo;
using enum PasoHallazgo;

constexpr std::int64_t auditor = 12, responsible = 7, stranger = 5;

Date day(std::string_view text) { return parse_date(text).value(); }

std::string_view code(const Result<EstadoHallazgo>& taken) {
  return taken ? code_of(*taken) : std::string_view(taken.error().code);
}

TEST(Finding, WhoTakesWhichStepAndWhatIsRefusedFirst) {
  const Personas persons{responsible, {8}};
  const struct {
    PasoHallazgo paso;
    EstadoHallazgo now;
    std::int64_t actor;
    std::optional<std::int64_t> por;
    std::string_view reason, expected;
  } cases[] = {
      {Notificar, Emitida, auditor, {}, "", "notificada"},
      {Notificar, Cerrada, auditor, {}, "", "hallazgo.paso_desconocido"},
      {Notificar, Emitida, responsible, {}, "", "hallazgo.responsable_no_decide"},
      {PresentarDescargo, Notificada, responsible, {}, "Texto", "notificada"},
      {PresentarDescargo, Notificada, responsible, {}, "", "hallazgo.falta_motivo"},
      {PresentarDescargo, Notificada, stranger, {}, "Texto", "hallazgo.no_es_responsable"},
      {PresentarDescargo, Notificada, stranger, responsible, "Texto", "notificada"},
      {PresentarPlan, NoAtendida, responsible, {}, "", "plan_accion"},
      {AceptarPlan, PlanAccion, auditor, {}, "", "en_proceso"},
      {AceptarPlan, PlanAccion, 8, {}, "", "hallazgo.responsable_no_decide"},
      {DevolverPlan, PlanAccion, auditor, {}, "", "hallazgo.falta_motivo"},
      {Cerrar, Verificada, responsible, {}, "", "hallazgo.responsable_no_decide"},
      {Cerrar, Verificada, auditor, responsible, "", "hallazgo.responsable_no_decide"},
      {Cerrar, Atendida, auditor, {}, "", "hallazgo.paso_desconocido"},
      {Cerrar, Verificada, auditor, {}, "", "cerrada"},
      {Reabrir, Cerrada, auditor, {}, "Volvió a fallar", "emitida"},
  };
  for (const auto& [paso, now, actor, por, reason, expected] : cases)
    EXPECT_EQ(code(dar_paso(paso, now, {actor, por}, persons, reason)), expected)
        << code_of(paso) << " by " << actor;
}

TEST(Finding, EveryStateIsLeftByAStepAndEveryStepIsTaken) {
  for (std::size_t at = 0; at < estado_hallazgo_count; ++at) {
    const auto estado = static_cast<EstadoHallazgo>(at);
    EXPECT_FALSE(pasos_posibles(estado, Parte::Auditoria).empty() &&
                 pasos_posibles(estado, Parte::Responsable).empty())
        << code_of(estado);
  }
  for (std::size_t at = 0; at < paso_hallazgo_count; ++at) {
    const auto& all = transiciones_hallazgo();
    EXPECT_TRUE(std::ranges::any_of(
        all, [&](const auto& row) { return row.paso == static_cast<PasoHallazgo>(at); }));
  }
}

TEST(Finding, PeriodsAreNamedAndEndBeforeToday) {
  const auto months =
      periodos_terminados(Frecuencia::Mensual, day("2026-01-15"), day("2026-04-30"));
  ASSERT_EQ(months.size(), 2U);  // February and March: January had begun, April has not ended.
  EXPECT_EQ(months[0].name, "2026-02");
  EXPECT_EQ(months[1].last, day("2026-03-31"));
  EXPECT_EQ(periodo_de(Frecuencia::Trimestral, day("2026-05-09")).name, "2026-T2");
  EXPECT_EQ(periodo_de(Frecuencia::Cuatrimestral, day("2026-05-09")).name, "2026-C2");
  EXPECT_EQ(periodo_de(Frecuencia::Semestral, day("2026-12-31")).name, "2026-S2");
  EXPECT_EQ(periodo_de(Frecuencia::Anual, day("2026-05-09")).first, day("2026-01-01"));
}

PeriodoProbado tested(Month month, Prueba result) {
  return {show(month), first_day(month), last_day(month), result};
}

TEST(Finding, CleanPeriodsProposeClosingAndAFailureProposesRecurrence) {
  const auto month = [](std::uint8_t n) { return Month{{2026}, n}; };
  const std::vector<PeriodoProbado> tests{
      tested(month(1), Prueba::SinFalla), tested(month(2), Prueba::Falla),
      tested(month(3), Prueba::SinFalla), tested(month(4), Prueba::NoAplica),
      tested(month(5), Prueba::SinFalla)};
  EXPECT_EQ(periodos_limpios(tests, day("2026-01-01")), 2);
  EXPECT_EQ(periodos_limpios(tests, day("2026-05-01")), 1);
  const auto since = day("2026-02-10");
  EXPECT_EQ(proponer({EnProceso, 2, since, {}, false}, tests), Propuesta::Cerrar);
  EXPECT_EQ(proponer({EnProceso, 3, since, {}, false}, tests), Propuesta::Ninguna);
  EXPECT_EQ(proponer({Notificada, 2, since, {}, false}, tests), Propuesta::Ninguna);
  const std::span<const PeriodoProbado> until_february(tests.data(), 2);
  EXPECT_EQ(proponer({Atendida, 2, day("2026-01-20"), {}, false}, until_february),
            Propuesta::NoAtendida);
  EXPECT_EQ(proponer({Cerrada, 2, since, day("2026-01-31"), false}, tests),
            Propuesta::Reincidencia);
  // An exception is of what is open: it hides no recurrence.
  EXPECT_EQ(proponer({Cerrada, 2, since, day("2026-01-31"), true}, tests), Propuesta::Reincidencia);
  EXPECT_EQ(proponer({Cerrada, 2, since, day("2026-03-01"), false}, tests), Propuesta::Ninguna);
}

TEST(Finding, ClosingNeedsEvidenceCleanPeriodsOrASecondPerson) {
  const auto refused = [](const Cierre& closing) {
    const auto done = puede_cerrar(closing);
    return done ? std::string("done") : done.error().code;
  };
  const Actuante own{auditor, {}}, other{13, {}}, lent{13, auditor};
  EXPECT_EQ(refused({true, 3, 3, 0, false, own, own}), "hallazgo.sin_evidencia");
  EXPECT_EQ(refused({true, 2, 3, 1, false, own, own}), "hallazgo.periodos_sin_falla");
  EXPECT_EQ(refused({true, 3, 3, 1, false, own, own}), "done");
  EXPECT_EQ(refused({false, 0, 0, 1, false, own, own}), "hallazgo.falta_segunda_persona");
  EXPECT_EQ(refused({false, 0, 0, 1, false, own, other}), "done");
  EXPECT_EQ(refused({false, 0, 0, 1, false, own, lent}), "hallazgo.falta_segunda_persona");
  // Nor does whoever lent the role for verifying close what was verified in his name.
  EXPECT_EQ(refused({false, 0, 0, 1, false, lent, own}), "hallazgo.falta_segunda_persona");
  EXPECT_EQ(refused({true, 0, 3, 0, true, own, other}), "done");
}

TEST(Finding, TheSameRuleOrTheSameWordsInAnotherYearRepeat) {
  const std::vector<Antecedente> before{{"2024-0001", "V10", "compras", "doble pago", 2024},
                                        {"2025-0003", "V10", "compras", "otra cosa", 2025}};
  EXPECT_EQ(repite({"", "V10", "compras", "nueva", 2026}, before)->numero, "2025-0003");
  EXPECT_EQ(repite({"", "", "otra", "doble pago", 2026}, before)->numero, "2024-0001");
  EXPECT_EQ(repite({"", "V10", "almacen", "nueva", 2026}, before), nullptr);
  EXPECT_EQ(repite({"", "V10", "compras", "nueva", 2024}, before), nullptr);
}

TEST(Finding, AgeingCountsWorkingDaysOfWhatStillWaits) {
  const WorkingCalendar calendar({}, Geografico::parse("0101").value());
  const auto due = day("2026-05-08"), today = day("2026-05-12");  // Friday, Tuesday.
  EXPECT_EQ(dias_vencido(calendar, EnProceso, due, today), 2);
  EXPECT_EQ(dias_vencido(calendar, EnProceso, today, today), 0);
  EXPECT_EQ(dias_vencido(calendar, Atendida, due, today), 0);
  EXPECT_EQ(dias_vencido(calendar, Cerrada, due, today), 0);
  EXPECT_EQ(dias_vencido(calendar, EnProceso, {}, today), 0);
}

TEST(Instrument, PeriodsAndRequestsAreOwedAndOneThatDidNotRunIsSeen) {
  const WorkingCalendar calendar({}, Geografico::parse("0101").value());
  const auto today = day("2026-05-12");
  const Recurrencia monthly{Modo::Periodico, Frecuencia::Mensual, 5, day("2026-02-01"), {}};
  const std::vector<Corrida> runs{{"2026-02", day("2026-03-04")}, {"2026-03", day("2026-04-30")}};
  const auto owed = obligaciones(monthly, runs, {}, calendar, today);
  ASSERT_EQ(owed.size(), 3U);
  EXPECT_FALSE(owed[0].tarde());
  EXPECT_TRUE(owed[1].tarde());
  EXPECT_EQ(owed[2].periodo, "2026-04");
  EXPECT_EQ(owed[2].vence, day("2026-05-07"));
  EXPECT_TRUE(owed[2].falta(today));
  EXPECT_FALSE(owed[2].falta(day("2026-05-07")));
  EXPECT_EQ(proxima(monthly, runs, calendar, today)->periodo, "2026-05");
  // Retired after April was overdue, it still owes it; retired before, it does not.
  auto retired = monthly;
  retired.retirado = day("2026-05-11");
  EXPECT_EQ(obligaciones(retired, runs, {}, calendar, today).size(), 3U);
  retired.retirado = day("2026-05-06");
  EXPECT_EQ(obligaciones(retired, runs, {}, calendar, today).size(), 2U);

  const Recurrencia casuistic{Modo::Casuistico, Frecuencia::Mensual, 3, day("2026-02-01"), {}};
  const std::vector<Solicitud> requests{{"S-001", day("2026-05-04")}};
  const auto asked = obligaciones(casuistic, {}, requests, calendar, today);
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].vence, day("2026-05-07"));
  EXPECT_FALSE(proxima(casuistic, {}, calendar, today));

  const Recurrencia permanent{Modo::Permanente, Frecuencia::Mensual, 0, day("2026-02-01"), {}};
  EXPECT_TRUE(obligaciones(permanent, runs, requests, calendar, today).empty());
}

}  // namespace
}  // namespace control
