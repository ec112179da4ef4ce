// Who may move a payment file, from where to where, and what the clock says.
#include "domain/verification/workflow.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace verification {
namespace {

using access_control::Role;
using std::chrono::year;

constexpr Author author{.actor = 1, .por = {}};

// A file that has come to be verified: 1 made it, 2 reviewed it.
std::vector<Taken> reviewed() {
  return {{Paso::Asignar, Estado::Asignado, 9, {}, year{2026} / 3 / 2, {}},
          {Paso::Revisar, Estado::EnRevision, 2, {}, year{2026} / 3 / 3, {}},
          {Paso::Verificar, Estado::Verificado, 2, {}, year{2026} / 3 / 6, {}}};
}

std::string refused(const Result<Estado>& result) { return result ? "" : result.error().code; }

TEST(Workflow, AFileGoesFromReceptionToTheArchive) {
  const struct {
    Paso paso;
    std::int64_t actor;
    Role rol;
    Estado to;
  } way[] = {{Paso::Asignar, 9, Role::Verificacion, Estado::Asignado},
             {Paso::Revisar, 2, Role::Verificacion, Estado::EnRevision},
             {Paso::Observar, 2, Role::Verificacion, Estado::Observado},
             {Paso::Subsanar, 1, Role::Compras, Estado::Subsanado},
             {Paso::Revisar, 2, Role::Verificacion, Estado::EnRevision},
             {Paso::Verificar, 2, Role::Verificacion, Estado::Verificado},
             {Paso::Visar, 3, Role::Visado, Estado::Visado},
             {Paso::Comprometer, 4, Role::Presupuesto, Estado::EnPresupuesto},
             {Paso::Devengar, 5, Role::Contabilidad, Estado::EnContabilidad},
             {Paso::EnviarAPago, 5, Role::Contabilidad, Estado::EnTesoreria},
             {Paso::Pagar, 6, Role::Tesoreria, Estado::Pagado},
             {Paso::Archivar, 5, Role::Contabilidad, Estado::Archivado}};
  auto now = Estado::Recibido;
  std::vector<Taken> taken;
  for (const auto& step : way) {
    const Taking taking{.paso = step.paso,
                        .actor = step.actor,
                        .por = {},
                        .rol = step.rol,
                        .motivo = Motivo::FaltaDoc,
                        .justificacion = {}};
    const auto next = take(taking, now, author, taken, Standing::Clear);
    ASSERT_TRUE(next) << code_of(step.paso) << ": " << refused(next);
    EXPECT_EQ(*next, step.to) << code_of(step.paso);
    taken.push_back({step.paso, *next, step.actor, {}, year{2026} / 3 / 2, {}});
    now = *next;
  }
}

TEST(Workflow, RefusalsComeInTheirOrder) {
  Taking taking{.paso = Paso::Visar, .actor = 3, .por = {}, .rol = Role::Visado};
  const auto taken = reviewed();
  const auto ask = [&](Estado now, Standing rules) {
    return refused(take(taking, now, author, taken, rules));
  };
  EXPECT_EQ(ask(Estado::Recibido, Standing::Clear), "verificacion.paso_desconocido");
  taking.rol = Role::Compras;
  EXPECT_EQ(ask(Estado::Verificado, Standing::Clear), "verificacion.paso_sin_permiso");
  taking.rol = Role::Visado;
  taking.actor = 1;
  EXPECT_EQ(ask(Estado::Verificado, Standing::Blocked), "verificacion.funciones_juntas");
  taking.actor = 3;
  EXPECT_EQ(ask(Estado::Verificado, Standing::Blocked), "verificacion.reglas_bloquean");
  EXPECT_EQ(ask(Estado::Verificado, Standing::AsksReason), "verificacion.falta_justificacion");
  taking.justificacion = "Se verificó por otra vía";
  EXPECT_EQ(ask(Estado::Verificado, Standing::AsksReason), "");
  taking = {.paso = Paso::Rechazar, .actor = 2, .por = {}, .rol = Role::Verificacion};
  EXPECT_EQ(ask(Estado::EnRevision, Standing::Clear), "verificacion.falta_motivo");
}

TEST(Workflow, NoDelegationJoinsTwoDuties) {
  const auto taken = reviewed();
  const auto visa = [&](std::int64_t actor, std::optional<std::int64_t> por) {
    const Taking taking{.paso = Paso::Visar, .actor = actor, .por = por, .rol = Role::Visado};
    return refused(take(taking, Estado::Verificado, author, taken, Standing::Clear));
  };
  EXPECT_EQ(visa(3, {}), "");
  EXPECT_EQ(visa(2, {}), "verificacion.funciones_juntas");  // The reviewer.
  EXPECT_EQ(visa(2, 3), "verificacion.funciones_juntas");   // The reviewer, for another.
  EXPECT_EQ(visa(3, 2), "verificacion.funciones_juntas");   // Another, for the reviewer.
  EXPECT_EQ(visa(3, 1), "verificacion.funciones_juntas");   // Another, for the author.
  EXPECT_EQ(visa(3, 8), "");
}

TEST(Workflow, NoReachableSequenceLetsOnePersonHoldTwoSeparatedDuties) {
  // Every sequence of up to nine steps that three persons with every role can take.
  constexpr Role all[] = {Role::Verificacion, Role::Visado,    Role::Presupuesto,
                          Role::Contabilidad, Role::Tesoreria, Role::Compras};
  std::set<std::string> seen;
  std::size_t sequences = 0;
  const auto walk = [&](const auto& self, Estado now, std::vector<Taken>& taken) -> void {
    std::map<std::int64_t, std::set<Duty>> duties;
    duties[author.actor].insert(Duty::Elabora);
    std::string state(code_of(now));
    for (const auto& step : taken)
      for (const auto& row : transitions())
        if (row.paso == step.paso && row.duty) duties[step.actor].insert(*row.duty);
    for (const auto& [person, held] : duties) {
      ASSERT_LE(held.size(), 1U) << "person " << person;
      state += std::to_string(person) + std::to_string(int(*held.begin()));
    }
    if (taken.size() == 9 || !seen.insert(state).second) return;
    ++sequences;
    for (const auto role : all)
      for (const auto paso : possible(now, role))
        for (std::int64_t person = 1; person <= 3; ++person) {
          if (paso == Paso::Suspender || paso == Paso::Reanudar) continue;
          const Taking taking{.paso = paso,
                              .actor = person,
                              .por = {},
                              .rol = role,
                              .motivo = Motivo::FaltaDoc,
                              .justificacion = "x"};
          const auto next = take(taking, now, author, taken, Standing::Clear);
          if (!next) continue;
          taken.push_back({paso, *next, person, {}, year{2026} / 3 / 2, {}});
          self(self, *next, taken);
          taken.pop_back();
        }
  };
  std::vector<Taken> taken;
  walk(walk, Estado::Recibido, taken);
  EXPECT_GT(sequences, 20U);
}

TEST(Workflow, ASuspendedFileResumesWhereItStopped) {
  auto taken = reviewed();
  Taking taking{.paso = Paso::Suspender,
                .actor = 7,
                .por = {},
                .rol = Role::Autoridad,
                .motivo = {},
                .justificacion = "Consulta a la CGC"};
  const auto stopped = take(taking, Estado::Verificado, author, taken, Standing::Clear);
  ASSERT_TRUE(stopped);
  EXPECT_EQ(*stopped, Estado::Suspendido);
  taken.push_back({Paso::Suspender, *stopped, 7, {}, year{2026} / 3 / 9, {}});
  taking.paso = Paso::Reanudar;
  const auto again = take(taking, *stopped, author, taken, Standing::Clear);
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, Estado::Verificado);
}

TEST(Workflow, TheClockCountsWorkingDaysAndThirtyDaysToPay) {
  const WorkingCalendar calendar({}, Geografico::parse("0101").value());
  // Received on a Monday; verified on Friday.
  auto clock = clock_of(year{2026} / 3 / 2, reviewed(), year{2026} / 3 / 16, calendar, 30);
  EXPECT_EQ(clock.in_state[std::size_t(Estado::Asignado)], 1);
  EXPECT_EQ(clock.in_state[std::size_t(Estado::EnRevision)], 3);
  EXPECT_EQ(clock.in_state[std::size_t(Estado::Verificado)], 6);
  EXPECT_EQ(clock.started, year{2026} / 3 / 6);
  EXPECT_EQ(clock.due, year{2026} / 4 / 5);
  EXPECT_EQ(clock.left, 20);
  clock = clock_of(year{2026} / 3 / 2, reviewed(), year{2026} / 4 / 6, calendar, 30);
  EXPECT_EQ(clock.left, -1);
  EXPECT_FALSE(clock_of(year{2026} / 3 / 2, reviewed(), year{2026} / 4 / 6, calendar, {}).due);
  // Paid: the clock stops.
  auto paid = reviewed();
  paid.push_back({Paso::Pagar, Estado::Pagado, 6, {}, year{2026} / 3 / 20, {}});
  EXPECT_EQ(clock_of(year{2026} / 3 / 2, paid, year{2026} / 12 / 1, calendar, 30).left, 16);
}

TEST(Workflow, EveryStateButTheFirstIsReachedAndTheLastOnesAreLeftByNobody) {
  std::set<Estado> reached;
  for (const auto& row : transitions()) {
    EXPECT_FALSE(row.roles.empty()) << code_of(row.paso);
    reached.insert(row.to);
  }
  EXPECT_EQ(reached.size(), estado_count - 1);
  for (const auto last : {Estado::Archivado, Estado::Anulado})
    for (const auto role : access_control::all_roles) EXPECT_TRUE(possible(last, role).empty());
}

}  // namespace
}  // namespace verification
