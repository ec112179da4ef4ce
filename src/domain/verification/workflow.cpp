// The table of steps, and what follows from it.
#include "domain/verification/workflow.hpp"

#include <algorithm>
#include <utility>

#include "domain/verification/refusals.hpp"

namespace verification {
namespace {

using access_control::Role;

constexpr std::string_view states[] = {"recibido",     "asignado",   "en_revision", "observado",
                                       "subsanado",    "verificado", "visado",      "presupuesto",
                                       "contabilidad", "tesoreria",  "pagado",      "archivado",
                                       "rechazado",    "anulado",    "suspendido"};
static_assert(std::size(states) == estado_count);
constexpr std::string_view steps[] = {"asignar",       "revisar",   "observar",    "subsanar",
                                      "verificar",     "visar",     "comprometer", "devengar",
                                      "enviar_a_pago", "pagar",     "archivar",    "rechazar",
                                      "anular",        "suspender", "reanudar"};
static_assert(std::size(steps) == std::size_t{std::to_underlying(Paso::Reanudar)} + 1);
constexpr std::string_view reasons[] = {"FALTA_DOC",
                                        "DOC_ILEGIBLE",
                                        "MONTO_NO_CUADRA",
                                        "NIT_INVALIDO",
                                        "FEL_ANULADA",
                                        "FEL_DUPLICADA",
                                        "FECHA_FUERA_PERIODO",
                                        "SIN_CDP",
                                        "SIN_CUOTA",
                                        "RENGLON_INCORRECTO",
                                        "MODALIDAD_INCORRECTA",
                                        "FRACCIONAMIENTO",
                                        "SIN_PUBLICACION",
                                        "FIRMA_FALTANTE",
                                        "SIN_1H",
                                        "SIN_INVENTARIO",
                                        "CONTRATO_VENCIDO",
                                        "FIANZA_VENCIDA",
                                        "RETENCION_ERRADA",
                                        "PRODUCTO_NO_CORRESPONDE",
                                        "NORMA_AUSTERIDAD",
                                        "PROVEEDOR_INHABILITADO"};
static_assert(std::size(reasons) == motivo_count);

constexpr std::pair<std::string_view, Motivo> reasons_of_rules[] = {
    {"V01", Motivo::NitInvalido},
    {"V03", Motivo::DocIlegible},
    {"V04", Motivo::MontoNoCuadra},
    {"V05", Motivo::NitInvalido},
    {"V06", Motivo::FelAnulada},
    {"V07", Motivo::MontoNoCuadra},
    {"V10", Motivo::FelDuplicada},
    {"V11", Motivo::FelDuplicada},
    {"V13", Motivo::FaltaDoc},
    {"V14", Motivo::ContratoVencido},
    {"V15", Motivo::FechaFueraPeriodo},
    {"V16", Motivo::FechaFueraPeriodo},
    {"V17", Motivo::FechaFueraPeriodo},
    {"V20", Motivo::FaltaDoc},
    {"V21", Motivo::Sin1h},
    {"B01", Motivo::SinCdp},
    {"B02", Motivo::MontoNoCuadra},
    {"B03", Motivo::MontoNoCuadra},
    {"B04", Motivo::SinCuota},
    {"B05", Motivo::SinCdp},
    {"B06", Motivo::ProductoNoCorresponde},
    {"B07", Motivo::RenglonIncorrecto},
    {"B08", Motivo::RenglonIncorrecto},
    {"B15", Motivo::RetencionErrada},
    {"B18", Motivo::MontoNoCuadra},
    {"B19", Motivo::RenglonIncorrecto},
    {"C01", Motivo::Fraccionamiento},
    {"C05", Motivo::ModalidadIncorrecta},
    {"C07", Motivo::SinPublicacion},
    {"C20", Motivo::FianzaVencida},
    {"A02", Motivo::NormaAusteridad},
    {"A03", Motivo::NormaAusteridad},
    {"A05", Motivo::NormaAusteridad},
    {"A06", Motivo::NormaAusteridad},
    {"A07", Motivo::NormaAusteridad},
    {"A08", Motivo::NormaAusteridad},
};

const std::vector<Transition>& table() {
  using enum Estado;
  static const std::vector<Transition> all{
      {Paso::Asignar, {Recibido, Asignado}, Asignado, {Role::Verificacion}},
      {Paso::Revisar, {Asignado, Subsanado}, EnRevision, {Role::Verificacion}, false, Duty::Revisa},
      {Paso::Observar, {EnRevision}, Observado, {Role::Verificacion}, true, Duty::Revisa},
      {Paso::Subsanar, {Observado}, Subsanado, {Role::Jefatura, Role::Enlace, Role::Compras}},
      {Paso::Verificar, {EnRevision}, Verificado, {Role::Verificacion}, false, Duty::Revisa},
      {Paso::Visar, {Verificado}, Estado::Visado, {Role::Visado}, false, Duty::Visa, true},
      {Paso::Comprometer,
       {Estado::Visado},
       EnPresupuesto,
       {Role::Presupuesto},
       false,
       Duty::Aprueba},
      {Paso::Devengar, {EnPresupuesto}, EnContabilidad, {Role::Contabilidad}},
      {Paso::EnviarAPago, {EnContabilidad}, EnTesoreria, {Role::Contabilidad}},
      {Paso::Pagar, {EnTesoreria}, Pagado, {Role::Tesoreria}, false, Duty::Paga},
      {Paso::Archivar, {Pagado, Rechazado}, Archivado, {Role::Verificacion, Role::Contabilidad}},
      {Paso::Rechazar,
       {EnRevision, Observado, Subsanado, Verificado},
       Rechazado,
       {Role::Verificacion, Role::Visado},
       true},
      {Paso::Anular,
       {Recibido, Asignado, Observado},
       Anulado,
       {Role::Jefatura, Role::Enlace, Role::Compras, Role::Verificacion},
       true},
      {Paso::Suspender,
       {Recibido, Asignado, EnRevision, Observado, Subsanado, Verificado, Estado::Visado,
        EnPresupuesto, EnContabilidad, EnTesoreria},
       Suspendido,
       {Role::Verificacion, Role::Visado, Role::Autoridad},
       true},
      {Paso::Reanudar,
       {Suspendido},
       Suspendido,
       {Role::Verificacion, Role::Visado, Role::Autoridad}},
  };
  return all;
}

const Transition* transition(Paso paso, Estado now) {
  for (const auto& row : table())
    if (row.paso == paso && std::ranges::find(row.from, now) != row.from.end()) return &row;
  return nullptr;
}

std::optional<Duty> duty_of(Paso paso) {
  for (const auto& row : table())
    if (row.paso == paso) return row.duty;
  return std::nullopt;
}

// Whether two acts share a person: whoever acts, and whoever he acts for.
bool share(std::int64_t a, std::optional<std::int64_t> a_for, std::int64_t b,
           std::optional<std::int64_t> b_for) {
  return a == b || a_for == b || (b_for && (a == *b_for || a_for == b_for));
}

// Where a suspended file stopped.
Estado before_suspension(std::span<const Taken> before) {
  auto at = Estado::Recibido;
  for (const auto& step : before)
    if (step.to != Estado::Suspendido) at = step.to;
  return at;
}

}  // namespace

template <>
std::span<const std::string_view> codes_of<Estado>() {
  return states;
}
template <>
std::span<const std::string_view> codes_of<Paso>() {
  return steps;
}
template <>
std::span<const std::string_view> codes_of<Motivo>() {
  return reasons;
}

std::optional<Motivo> reason_of(std::string_view rule) {
  for (const auto& [id, motivo] : reasons_of_rules)
    if (id == rule) return motivo;
  return std::nullopt;
}

std::span<const Transition> transitions() { return table(); }

Result<Estado> take(const Taking& taking, Estado now, const Author& author,
                    std::span<const Taken> before, Standing rules) {
  const std::vector<Detail> where = {{"paso", std::string(code_of(taking.paso))},
                                     {"estado", std::string(code_of(now))}};
  const auto refused = [&](Refusal why, std::vector<Detail> more = {}) {
    more.insert(more.end(), where.begin(), where.end());
    return refuse(why, std::move(more));
  };
  const auto* row = transition(taking.paso, now);
  if (row == nullptr) return refused(Refusal::StepUnknown);
  if (std::ranges::find(row->roles, taking.rol) == row->roles.end()) {
    std::string roles;
    for (const auto role : row->roles)
      roles += (roles.empty() ? "" : ", ") + access_control::show(role);
    return refused(Refusal::StepNotAllowed,
                   {{"hallado", access_control::show(taking.rol)}, {"esperado", roles}});
  }
  if (row->duty) {
    const auto together = [&](std::string_view earlier) {
      return refused(Refusal::DutiesTogether, {{"hallado", std::string(code_of(*row->duty))},
                                               {"anterior", std::string(earlier)}});
    };
    if (share(taking.actor, taking.por, author.actor, author.por))
      return together(code_of(Duty::Elabora));
    for (const auto& step : before) {
      const auto duty = duty_of(step.paso);
      if (duty && *duty != *row->duty && share(taking.actor, taking.por, step.actor, step.por))
        return together(code_of(*duty));
    }
  }
  const bool stops = taking.paso == Paso::Suspender || taking.paso == Paso::Anular;
  if (row->needs_reason && (stops ? taking.justificacion.empty() : !taking.motivo))
    return refused(Refusal::ReasonMissing);
  if (row->needs_rules && rules == Standing::Blocked) return refused(Refusal::Blocked);
  if (row->needs_rules && rules == Standing::AsksReason && taking.justificacion.empty())
    return refused(Refusal::JustificationMissing);
  return taking.paso == Paso::Reanudar ? before_suspension(before) : row->to;
}

std::vector<Paso> possible(Estado now, Role role) {
  std::vector<Paso> found;
  for (const auto& row : table())
    if (std::ranges::find(row.from, now) != row.from.end() &&
        std::ranges::find(row.roles, role) != row.roles.end())
      found.push_back(row.paso);
  return found;
}

Clock clock_of(Date received, std::span<const Taken> steps, Date today,
               const WorkingCalendar& calendar, std::optional<std::int64_t> days_to_pay) {
  Clock clock;
  clock.in_state.assign(estado_count, 0);
  auto state = Estado::Recibido;
  auto since = received;
  std::optional<Date> paid;
  for (const auto& step : steps) {
    clock.in_state[std::to_underlying(state)] += working_days_between(calendar, since, step.fecha);
    state = step.to;
    since = step.fecha;
    if (step.to == Estado::Verificado && !clock.started) clock.started = step.fecha;
    if (step.to == Estado::Pagado) paid = step.fecha;
  }
  const bool over = state == Estado::Archivado || state == Estado::Rechazado ||
                    state == Estado::Anulado || state == Estado::Pagado;
  if (!over)
    clock.in_state[std::to_underlying(state)] += working_days_between(calendar, since, today);
  if (clock.started && days_to_pay) {
    clock.due = Date{std::chrono::sys_days{*clock.started} + std::chrono::days{*days_to_pay}};
    clock.left =
        (std::chrono::sys_days{*clock.due} - std::chrono::sys_days{paid.value_or(today)}).count();
  }
  return clock;
}

}  // namespace verification
