// A finding of internal audit or of the Contraloría, and how it moves until it is truly mended: its
// states, who takes each step, what closing it needs, and what its bound test proposes. Nothing
// here decides by itself: a test proposes, an auditor decides.
//
//   emitida → notificada → plan de acción → en proceso → atendida | parcial | no atendida
//     → verificada → cerrada;  notificada → no aplicable → verificada;  cerrada → emitida
//     (reincide)
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values/working_days.hpp"

namespace control {

enum class Origen : std::uint8_t { Interna, Contraloria };
inline constexpr std::size_t origen_count = 2;

// The two kinds of the Contraloría's reports.
enum class ClaseHallazgo : std::uint8_t { ControlInterno, Cumplimiento };
inline constexpr std::size_t clase_hallazgo_count = 2;

enum class EstadoHallazgo : std::uint8_t {
  Emitida,
  Notificada,
  PlanAccion,
  EnProceso,
  Atendida,
  Parcial,
  NoAtendida,
  NoAplicable,
  Verificada,
  Cerrada,
};
inline constexpr std::size_t estado_hallazgo_count = 10;

enum class PasoHallazgo : std::uint8_t {
  Notificar,
  PresentarDescargo,
  Desvanecer,
  PresentarPlan,
  AceptarPlan,
  DevolverPlan,
  DarPorAtendida,
  CalificarParcial,
  CalificarNoAtendida,
  Verificar,
  Cerrar,
  Reabrir,
};
inline constexpr std::size_t paso_hallazgo_count = 12;

// How long a period is: of a test, or between two runs of a control.
enum class Frecuencia : std::uint8_t { Mensual, Trimestral, Cuatrimestral, Semestral, Anual };
inline constexpr std::size_t frecuencia_count = 5;

// Where the official follow-up stands: apart from ours, and written as the official system says it.
enum class SistemaOficial : std::uint8_t { Cgc, SagUdai };
inline constexpr std::size_t sistema_oficial_count = 2;

enum class TipoAuditoria : std::uint8_t {
  Financiera,
  Cumplimiento,
  Desempeno,
  Concurrente,
  Especial,
  Forense,
};
inline constexpr std::size_t tipo_auditoria_count = 6;

enum class EstadoAuditoria : std::uint8_t { Programada, EnCurso, Concluida, Cancelada };
inline constexpr std::size_t estado_auditoria_count = 4;

// The codes of an enum of this room, in its order: "plan_accion".
template <class Kind>
std::span<const std::string_view> codes_of();
template <class Kind>
std::string_view code_of(Kind kind) {
  return codes_of<Kind>()[static_cast<std::size_t>(kind)];
}
template <class Kind>
std::optional<Kind> kind_of(std::string_view code) {
  const auto codes = codes_of<Kind>();
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (codes[i] == code) return static_cast<Kind>(i);
  return std::nullopt;
}
template <>
std::span<const std::string_view> codes_of<Origen>();
template <>
std::span<const std::string_view> codes_of<ClaseHallazgo>();
template <>
std::span<const std::string_view> codes_of<EstadoHallazgo>();
template <>
std::span<const std::string_view> codes_of<PasoHallazgo>();
template <>
std::span<const std::string_view> codes_of<Frecuencia>();
template <>
std::span<const std::string_view> codes_of<SistemaOficial>();
template <>
std::span<const std::string_view> codes_of<TipoAuditoria>();
template <>
std::span<const std::string_view> codes_of<EstadoAuditoria>();

// ---- Steps --------------------------------------------------------------------------------------

enum class Parte : std::uint8_t { Auditoria, Responsable };

struct TransicionHallazgo {
  PasoHallazgo paso;
  std::vector<EstadoHallazgo> from;
  EstadoHallazgo to;
  Parte parte;
  bool needs_reason = false;
};
std::span<const TransicionHallazgo> transiciones_hallazgo();

// Who acts, and for whom.
struct Actuante {
  std::int64_t actor = 0;
  std::optional<std::int64_t> por;
};

// The persons of a finding: who answers for it, and whoever has answered in his place.
struct Personas {
  std::int64_t responsable = 0;
  std::vector<std::int64_t> respondieron;
};

// Whether the person answers for the finding, himself or through somebody.
bool responde(const Actuante&, const Personas&);

// The state after the step. Errors, in this order: StepUnknown, NotResponsible, ResponsibleJudges,
// ReasonMissing.
Result<EstadoHallazgo> dar_paso(PasoHallazgo, EstadoHallazgo now, const Actuante&, const Personas&,
                                std::string_view reason);

// Whether the step gives whoever answers a number of days; the others have no use for one.
bool da_plazo(PasoHallazgo);

// The steps that a party may take from a state, in the order of the table.
std::vector<PasoHallazgo> pasos_posibles(EstadoHallazgo, Parte);

// Whether anything is still asked of those responsible.
bool abierto(EstadoHallazgo);
// Whether the next step is of whoever answers for it, once it was notified.
bool espera_respuesta(EstadoHallazgo);

// ---- The bound test -----------------------------------------------------------------------------

enum class Prueba : std::uint8_t { SinFalla, Falla, NoAplica, NoSePuede };
inline constexpr std::size_t prueba_count = 4;
template <>
std::span<const std::string_view> codes_of<Prueba>();

// Periods are named "2026-05", "2026-T2", "2026-C2", "2026-S1", "2026".
struct Periodo {
  std::string name;
  Date first{}, last{};
};
// Those that have ended before `today` and begin on `from` or later, oldest first.
std::vector<Periodo> periodos_terminados(Frecuencia, Date from, Date today);
// The period that holds the day.
Periodo periodo_de(Frecuencia, Date);

struct PeriodoProbado {
  std::string periodo;
  Date first{}, last{};
  Prueba resultado = Prueba::NoSePuede;
};

// Periods without failure since the last one that failed, of those that begin on `since` or later.
// A period in which there was nothing to judge neither counts nor breaks the series.
std::int64_t periodos_limpios(std::span<const PeriodoProbado>, Date since);

enum class Propuesta : std::uint8_t { Ninguna, Cerrar, NoAtendida, Reincidencia };
inline constexpr std::size_t propuesta_count = 4;
template <>
std::span<const std::string_view> codes_of<Propuesta>();

struct Ligadura {  // A finding and its test.
  EstadoHallazgo estado = EstadoHallazgo::Emitida;
  std::int64_t necesita = 0;       // Clean periods.
  std::optional<Date> plan_desde;  // The newest plan was accepted.
  std::optional<Date> cerrado_el;
  bool exceptuado = false;  // Somebody lives with it until a day: while it is open, a failure
                            // proposes nothing.
};
// What the tests, oldest first, propose to the auditor.
Propuesta proponer(const Ligadura&, std::span<const PeriodoProbado>);

// ---- Closing ------------------------------------------------------------------------------------

struct Cierre {
  bool ligado = false;  // To a rule.
  std::int64_t limpios = 0, necesita = 0;
  std::int64_t evidencias_aceptadas = 0;
  bool no_aplica = false;  // Its descargo was accepted: there is nothing to mend.
  Actuante verifico, cierra;
};
// Whoever lent the role to one of the two is that person. Errors, in this order: EvidenceMissing,
// TestsNotClean, SecondPersonMissing.
Result<void> puede_cerrar(const Cierre&);

// ---- Time ---------------------------------------------------------------------------------------

// Working days past the due date; 0 while it is not due, or nobody waits for it any more.
std::int64_t dias_vencido(const WorkingCalendar&, EstadoHallazgo, std::optional<Date> due,
                          Date today);

// Whether a new finding repeats an earlier one: the same rule, or the same area and condition, in
// another year.
struct Antecedente {
  std::string numero, regla, area, condicion;  // Condition and area folded.
  std::int16_t anio = 0;
};
const Antecedente* repite(const Antecedente& nuevo, std::span<const Antecedente> before);

}  // namespace control
