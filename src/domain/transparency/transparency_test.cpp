// The clock of requests to the day, what resolving asks for, and when obligations are due.
#include <gtest/gtest.h>

#include "domain/transparency/obligation.hpp"
#include "domain/transparency/refusals.hpp"
#include "domain/transparency/request.hpp"
#include "domain/values/identifiers.hpp"

namespace transparency {
namespace {

Date day(std::string_view iso) { return parse_date(iso).value(); }

Holiday holiday(std::string_view rule, std::string name, bool half = false) {
  return {HolidayRule::parse(rule).value(), std::move(name), HolidayScope{}, half, {}, {},
          "Decreto 1748 art. 69",           "conocida"};
}

std::vector<Holiday> holy_week() {
  return {holiday("pascua-4", "Miércoles Santo", true), holiday("pascua-3", "Jueves Santo"),
          holiday("pascua-2", "Viernes Santo"), holiday("pascua-1", "Sábado Santo"),
          holiday("05-01", "Día del Trabajo")};
}

WorkingCalendar calendar(std::vector<std::string> more = {}) {
  auto all = holy_week();
  for (const auto& rule : more) all.push_back(holiday(rule, "Asueto"));
  return {std::move(all), Geografico::parse("0101").value()};
}

KnownCalendar known() { return KnownCalendar{{{day("2026-01-02"), calendar()}}}; }
// A day off of 6 April that was decreed when it had passed: loaded on 10 April.
KnownCalendar learned_late() {
  return KnownCalendar{{{day("2026-01-02"), calendar()},
                        {day("2026-04-10"), calendar({"2026-04-06", "2026-04-15"})}}};
}

Term received(std::string_view iso, int extension = 0) { return {day(iso), 10, extension, {}, {}}; }

std::string due_of(const KnownCalendar& calendars, const Term& term, std::string_view today) {
  const auto clock = run_clock(calendars, term, day(today));
  return clock.due ? show(*clock.due) : "";
}

TEST(RequestClock, TenWorkingDaysOfHolyWeekEndOnTheNinthOfApril) {
  EXPECT_EQ(due_of(known(), received("2026-03-24"), "2026-03-24"), "2026-04-09");
  EXPECT_EQ(due_of(known(), received("2026-03-24", 10), "2026-04-09"), "2026-04-23");
}

TEST(RequestClock, EveryDayIsExplained) {
  const auto clock = run_clock(known(), received("2026-03-24"), day("2026-03-24"));
  std::string told;
  for (const auto& each : clock.days) {
    told += std::to_string(unsigned{each.date.day()});
    told += each.kind == ClockDay::Kind::Counted   ? "=" + std::to_string(each.number)
            : each.kind == ClockDay::Kind::Weekend ? "f"
                                                   : "(" + each.holiday + ")";
    told += ' ';
  }
  EXPECT_EQ(told,
            "25=1 26=2 27=3 28f 29f 30=4 31=5 1=6 2(Jueves Santo) 3(Viernes Santo) 4f 5f 6=7 7=8 "
            "8=9 9=10 ");
  EXPECT_EQ(clock.days[7].holiday, "Miércoles Santo");  // Half a day: it counts.
}

TEST(RequestClock, AHolidayLearnedLaterMovesWhatIsOpenAndNothingThatLapsed) {
  // It lapsed on the ninth, under the calendar of that day.
  EXPECT_EQ(due_of(learned_late(), received("2026-03-24"), "2026-04-20"), "2026-04-09");
  // Extended, it was open on the tenth: both new days off count.
  EXPECT_EQ(due_of(learned_late(), received("2026-03-24", 10), "2026-04-20"), "2026-04-27");
  // The day before the load nobody knew.
  EXPECT_EQ(due_of(learned_late(), received("2026-03-24", 10), "2026-04-09"), "2026-04-23");
  // Notified on the ninth: nothing moves after that.
  auto notified = received("2026-03-24", 10);
  notified.stopped = day("2026-04-09");
  EXPECT_EQ(due_of(learned_late(), notified, "2026-04-20"), "2026-04-23");
  EXPECT_EQ(
      state_of(run_clock(learned_late(), notified, day("2026-04-20")), notified, day("2026-04-20")),
      EstadoPlazo::EnTiempo);
}

TEST(RequestClock, AHolidayTakenBackCannotMakeItLapseBeforeThatWasKnown) {
  const KnownCalendar shorter{{{day("2026-01-02"), calendar({"2026-03-25", "2026-03-26"})},
                               {day("2026-04-10"), calendar()}}};
  EXPECT_EQ(due_of(shorter, received("2026-03-24"), "2026-04-09"), "2026-04-13");
  EXPECT_EQ(due_of(shorter, received("2026-03-24"), "2026-04-10"), "2026-04-10");
}

TEST(RequestClock, AClarificationStopsItFromTheDayAfterItWasAskedToTheDayItCame) {
  auto term = received("2026-03-24");
  term.pauses = {{day("2026-03-26"), day("2026-03-31")}};
  EXPECT_EQ(due_of(known(), term, "2026-04-01"), "2026-04-14");  // 27, 30 and 31 do not count.
  term.pauses = {{day("2026-03-26"), std::nullopt}};
  const auto still = run_clock(known(), term, day("2026-05-29"));
  EXPECT_FALSE(still.due);
  EXPECT_EQ(still.counted, 2);
  EXPECT_EQ(still.days.back().date, day("2026-05-29"));
  EXPECT_EQ(state_of(still, term, day("2026-05-29")), EstadoPlazo::EnPausa);
}

TEST(RequestClock, ReceivedOnASaturdayItBeginsOnMonday) {
  EXPECT_EQ(due_of(known(), received("2026-05-09"), "2026-05-11"), "2026-05-22");
}

TEST(RequestClock, TheDueDayIsStillInTimeAndTheNextIsNot) {
  const auto term = received("2026-03-24");
  const auto at = [&](std::string_view today) {
    return state_of(run_clock(known(), term, day(today)), term, day(today));
  };
  EXPECT_EQ(at("2026-04-09"), EstadoPlazo::EnCurso);
  EXPECT_EQ(at("2026-04-10"), EstadoPlazo::Vencido);
  const auto clock = run_clock(known(), term, day("2026-04-10"));
  EXPECT_EQ(days_left(known(), clock, day("2026-04-10")), -1);
  EXPECT_EQ(days_left(known(), clock, day("2026-04-08")), 1);
}

TEST(AfirmativaFicta, SilenceOwesTheInformationFromTheDayTheTermEnded) {
  const auto term = received("2026-03-24");
  const auto clock = run_clock(known(), term, day("2026-04-10"));
  EXPECT_FALSE(afirmativa_ficta(known(), clock, term, 10, day("2026-04-09")));
  const auto ficta = afirmativa_ficta(known(), clock, term, 10, day("2026-04-10"));
  ASSERT_TRUE(ficta);
  EXPECT_EQ(ficta->desde, day("2026-04-09"));
  EXPECT_EQ(ficta->entregar_hasta, day("2026-04-23"));
}

// ---- Steps --------------------------------------------------------------------------------------

TEST(RequestSteps, EachStateAllowsItsStepsAndNoOther) {
  using enum EstadoSolicitud;
  using enum PasoSolicitud;
  EXPECT_EQ(dar_paso(Trasladar, Recibida, Recibida).value(), Trasladada);
  EXPECT_EQ(dar_paso(PedirAclaracion, Contestada, Recibida).value(), EnAclaracion);
  EXPECT_EQ(dar_paso(Aclarar, EnAclaracion, Contestada).value(), Contestada);
  EXPECT_EQ(dar_paso(Prorrogar, Trasladada, Recibida).value(), Trasladada);
  for (const auto& [paso, from] : {std::pair{Notificar, Recibida},
                                   {Resolver, Resuelta},
                                   {Impugnar, Resuelta},
                                   {Fallar, Notificada},
                                   {Resolver, EnAclaracion},
                                   {Desistir, Notificada},
                                   {Presentar, Recibida}}) {
    const auto refused = dar_paso(paso, from, Recibida);
    ASSERT_FALSE(refused) << code_of(paso);
    EXPECT_EQ(refused.error().code, "solicitud.paso_desconocido");
  }
  EXPECT_EQ(pasos_posibles(Revisada), std::vector{BorrarDatos});
}

TEST(Resolving, EachResultAsksForWhatItRestsOn) {
  const std::string a(64, 'a'), b(64, 'b');
  using enum Resultado;
  const struct {
    Resolucion it;
    std::string_view code;
  } cases[] = {
      {{Total, "", "", "", {{"x.pdf", a, ""}}, {}}, "solicitud.falta_motivo"},
      {{Total, "Se entrega", "", "", {}, {}}, "solicitud.faltan_archivos"},
      {{Total, "Se entrega", "", "", {{"x.pdf", a, ""}}, {}}, ""},
      {{Total, "Se entrega", "", "", {{"x.pdf", a, ""}}, {a}}, "solicitud.archivo_restringido"},
      {{Parcial, "Sin nombres", "", "", {{"x.pdf", a, ""}}, {}}, "solicitud.falta_fundamento"},
      {{Parcial, "Sin nombres", "art. 22", "", {{"x.pdf", b, ""}}, {a}},
       "solicitud.falta_version_publica"},
      {{Parcial, "Sin nombres", "art. 22", "", {{"x.pdf", b, a}}, {a}}, ""},
      {{Reservada, "Es reservada", "art. 23", "", {}, {}}, "solicitud.falta_reserva"},
      {{Reservada, "Es reservada", "art. 23", "Acuerdo 5-2026", {}, {}}, ""},
      {{Inexistencia, "No se llevó", "art. 45", "", {{"x.pdf", a, ""}}, {}},
       "solicitud.archivos_de_mas"},
      {{Confidencial, "Es de personas", "art. 22", "", {}, {}}, ""},
  };
  for (const auto& [it, code] : cases) {
    const auto said = puede_resolver(it);
    EXPECT_EQ(said ? "" : said.error().code, code) << it.motivo << ' ' << code_of(it.resultado);
  }
}

TEST(PersonalData, ACuiIsFoundAsItIsWrittenAndOtherNumbersAreNot) {
  // A number whose check digit is right for place 0101.
  std::string valid;
  for (int last = 0; last < 10 && valid.empty(); ++last) {
    const auto number = "29876543" + std::to_string(last) + "0101";
    if (Cui::parse(number)) valid = number;
  }
  ASSERT_FALSE(valid.empty());
  const auto parted = valid.substr(0, 4) + " " + valid.substr(4, 5) + " " + valid.substr(9);
  EXPECT_EQ(cui_en("persona;" + valid + ";x").value_or(""), valid);
  EXPECT_EQ(cui_en("DPI " + parted + ".").value_or(""), parted);
  EXPECT_FALSE(cui_en("9" + valid));            // A longer number.
  EXPECT_FALSE(cui_en("1234567890123"));        // No such check digit.
  EXPECT_FALSE(cui_en("2026-03-24 18:00:00"));  // A day and its hour.
  EXPECT_FALSE(cui_en(""));
}

// ---- Obligations --------------------------------------------------------------------------------

std::string due(std::string_view rule, std::string_view how_often, int year, std::size_t nth = 0) {
  const auto period =
      periods_of(*kind_of<Periodicidad>(how_often), FiscalYear{static_cast<std::int16_t>(year)})
          .at(nth);
  const auto found = DueRule::parse(rule).value().due(period, calendar());
  return found ? show(*found) : "";
}

TEST(Obligations, TheStrategyIsDueOnTheLastWorkingDayOfMarch) {
  EXPECT_EQ(due("ultimo_habil:03", "anual", 2026), "2026-03-31");
  EXPECT_EQ(due("ultimo_habil:03", "anual", 2024), "2024-03-27");  // Before Holy Week.
}

TEST(Obligations, EachRuleGivesItsDay) {
  EXPECT_EQ(due("ultimo_habil:01+1", "anual", 2025), "2026-01-30");
  EXPECT_EQ(due("fecha:03-31+1", "anual", 2025), "2026-03-31");
  EXPECT_EQ(due("fecha:12-31-1", "anual", 2026), "2025-12-31");
  EXPECT_EQ(due("dia:10", "mensual", 2026, 11), "2027-01-10");
  EXPECT_EQ(due("dia_habil:10", "cuatrimestral", 2026, 0), "2026-05-15");
  EXPECT_EQ(due("inicio", "cuatrimestral", 2026, 1), "2026-05-04");  // The first is a holiday.
  EXPECT_EQ(due("", "cuatrimestral", 2026), "");
}

TEST(Obligations, ARuleThatIsNoneIsRefused) {
  for (const auto* text : {"ultimo_habil:13", "ultimo_habil:3", "fecha:02-30", "fecha:0331",
                           "dia:29", "dia_habil:99", "mañana", "dia:10+1", "fecha:03-31+2"})
    EXPECT_FALSE(DueRule::parse(text)) << text;
}

TEST(Obligations, PeriodsHaveNamesAndMeet) {
  const FiscalYear year{2026};
  EXPECT_EQ(periods_of(Periodicidad::Anual, year).at(0).name, "2026");
  EXPECT_EQ(periods_of(Periodicidad::Semestral, year).at(1).name, "2026-S2");
  EXPECT_EQ(periods_of(Periodicidad::Cuatrimestral, year).at(2).name, "2026-C3");
  EXPECT_EQ(periods_of(Periodicidad::Mensual, year).at(8).name, "2026-09");
  EXPECT_TRUE(periods_of(Periodicidad::PorCambio, year).empty());
}

TEST(Obligations, TheirStateFollowsFromTheDayAndTheProof) {
  const auto period = periods_of(Periodicidad::Anual, FiscalYear{2026}).at(0);
  const auto state = [&](std::optional<Date> until, std::optional<Date> delivered,
                         std::string_view today) {
    return code_of(state_of(period, until, delivered, calendar(), day(today)));
  };
  const auto end = day("2026-03-31");
  EXPECT_EQ(state(end, {}, "2026-02-02"), "pendiente");
  EXPECT_EQ(state(end, {}, "2026-03-24"), "proxima");
  EXPECT_EQ(state(end, {}, "2026-03-31"), "proxima");
  EXPECT_EQ(state(end, {}, "2026-04-01"), "vencida");
  EXPECT_EQ(state(end, end, "2026-05-01"), "entregada");
  EXPECT_EQ(state(end, day("2026-04-01"), "2026-05-01"), "entregada_tarde");
  EXPECT_EQ(state({}, {}, "2026-05-01"), "sin_dia");
  EXPECT_EQ(state({}, {}, "2025-05-01"), "por_empezar");
}

TEST(BudgetLaw, TheOneBeforeRulesWhereNoneWasApproved) {
  const std::vector<BudgetLaw> laws = {
      {"DTO-54-2022", "Ley de 2023", 2023, {2023, 2024}},
      {"DTO-36-2024", "Ley de 2025", 2025, {2025, 2026}},
  };
  const auto of = [&](std::int16_t year) { return law_of(FiscalYear{year}, laws); };
  EXPECT_FALSE(of(2022));
  EXPECT_EQ(of(2025)->law->code, "DTO-36-2024");
  EXPECT_TRUE(of(2025)->own);
  EXPECT_EQ(of(2026)->law->code, "DTO-36-2024");
  EXPECT_FALSE(of(2026)->own);
  EXPECT_TRUE(of(2026)->known);
  EXPECT_EQ(of(2027)->law->code, "DTO-36-2024");  // None of 2027 is in the catalogue.
  EXPECT_FALSE(of(2027)->known);
}

}  // namespace
}  // namespace transparency
