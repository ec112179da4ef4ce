// How a payment file moves: its states, the steps between them, who may take each, and the reasons
// for which it is returned. One table. Whether its documents are right is the rules' question; here
// is only who, when, in which order, and that no two separated duties fall on one person.
//
//   recibido → asignado → en revisión ⇄ observado/subsanado → verificado → visado → presupuesto →
//   contabilidad → tesorería → pagado → archivado;  rechazado, anulado, suspendido
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/access/roles.hpp"
#include "domain/values/working_days.hpp"
#include "domain/verification/kinds.hpp"

namespace verification {

enum class Estado : std::uint8_t {
  Recibido,
  Asignado,
  EnRevision,
  Observado,
  Subsanado,
  Verificado,
  Visado,
  EnPresupuesto,
  EnContabilidad,
  EnTesoreria,
  Pagado,
  Archivado,
  Rechazado,
  Anulado,
  Suspendido,
};
inline constexpr std::size_t estado_count = 15;
template <>
std::span<const std::string_view> codes_of<Estado>();

enum class Paso : std::uint8_t {
  Asignar,
  Revisar,
  Observar,
  Subsanar,
  Verificar,
  Visar,
  Comprometer,
  Devengar,
  EnviarAPago,
  Pagar,
  Archivar,
  Rechazar,
  Anular,
  Suspender,
  Reanudar,
};
template <>
std::span<const std::string_view> codes_of<Paso>();

// Why a file is returned or rejected (dossier of the field, §2.9).
enum class Motivo : std::uint8_t {
  FaltaDoc,
  DocIlegible,
  MontoNoCuadra,
  NitInvalido,
  FelAnulada,
  FelDuplicada,
  FechaFueraPeriodo,
  SinCdp,
  SinCuota,
  RenglonIncorrecto,
  ModalidadIncorrecta,
  Fraccionamiento,
  SinPublicacion,
  FirmaFaltante,
  Sin1h,
  SinInventario,
  ContratoVencido,
  FianzaVencida,
  RetencionErrada,
  ProductoNoCorresponde,
  NormaAusteridad,
  ProveedorInhabilitado,
};
inline constexpr std::size_t motivo_count = 22;
template <>
std::span<const std::string_view> codes_of<Motivo>();

// The reason under which a rule's flag returns a file; nothing where none fits.
std::optional<Motivo> reason_of(std::string_view rule);

struct Transition {
  Paso paso;
  std::vector<Estado> from;
  Estado to;
  std::vector<access_control::Role> roles;
  bool needs_reason = false;  // A Motivo of the catalogue, or why it stops.
  std::optional<Duty> duty;   // Separated from the other duties on the same file.
  bool needs_rules = false;   // Nothing may block.
};
std::span<const Transition> transitions();

// One step that was taken.
struct Taken {
  Paso paso = Paso::Asignar;
  Estado to = Estado::Recibido;
  std::int64_t actor = 0;
  std::optional<std::int64_t> por;  // On whose behalf.
  Date fecha{};
  std::optional<Motivo> motivo;
};

// Who takes a step, and what he says.
struct Taking {
  Paso paso = Paso::Asignar;
  std::int64_t actor = 0;
  std::optional<std::int64_t> por;
  access_control::Role rol = access_control::Role::Verificacion;
  std::optional<Motivo> motivo;
  std::string_view justificacion;  // In words.
};

// Who made the file: the first of the separated duties.
struct Author {
  std::int64_t actor = 0;
  std::optional<std::int64_t> por;
};

// How the rules stand when the step is taken.
enum class Standing : std::uint8_t { Clear, AsksReason, Blocked };

// The state after the step. Errors, in this order: StepUnknown, StepNotAllowed, DutiesTogether,
// ReasonMissing, Blocked, JustificationMissing. A suspended file resumes where it stopped.
Result<Estado> take(const Taking&, Estado now, const Author&, std::span<const Taken> before,
                    Standing rules);

// The steps that a role may take from a state, in the order of the table.
std::vector<Paso> possible(Estado, access_control::Role);

// Working days that a file has been in each state, and the clock of its payment.
struct Clock {
  std::vector<std::int64_t> in_state;  // Working days, by Estado.
  std::optional<Date> started;         // When it was complete: verified for the first time.
  std::optional<Date> due;             // Calendar days after that.
  std::optional<std::int64_t> left;    // Days to `due`; negative when late. Stops when paid.
};
Clock clock_of(Date received, std::span<const Taken>, Date today, const WorkingCalendar&,
               std::optional<std::int64_t> days_to_pay);

}  // namespace verification
