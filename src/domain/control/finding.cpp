// The table of steps of a finding, and what follows from its tests.
#include "domain/control/finding.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/control/refusals.hpp"

namespace control {
namespace {

constexpr std::string_view origins[] = {"interna", "contraloria"};
static_assert(std::size(origins) == origen_count);
constexpr std::string_view classes[] = {"control_interno", "cumplimiento"};
static_assert(std::size(classes) == clase_hallazgo_count);
constexpr std::string_view states[] = {"emitida",    "notificada", "plan_accion", "en_proceso",
                                       "atendida",   "parcial",    "no_atendida", "no_aplicable",
                                       "verificada", "cerrada"};
static_assert(std::size(states) == estado_hallazgo_count);
constexpr std::string_view steps[] = {"notificar",
                                      "presentar_descargo",
                                      "desvanecer",
                                      "presentar_plan",
                                      "aceptar_plan",
                                      "devolver_plan",
                                      "dar_por_atendida",
                                      "calificar_parcial",
                                      "calificar_no_atendida",
                                      "verificar",
                                      "cerrar",
                                      "reabrir"};
static_assert(std::size(steps) == paso_hallazgo_count);
constexpr std::string_view frequencies[] = {"mensual", "trimestral", "cuatrimestral", "semestral",
                                            "anual"};
static_assert(std::size(frequencies) == frecuencia_count);
constexpr std::string_view systems[] = {"cgc", "sag_udai"};
static_assert(std::size(systems) == sistema_oficial_count);
constexpr std::string_view types[] = {"financiera",  "cumplimiento", "desempeno",
                                      "concurrente", "especial",     "forense"};
static_assert(std::size(types) == tipo_auditoria_count);
constexpr std::string_view audit_states[] = {"programada", "en_curso", "concluida", "cancelada"};
static_assert(std::size(audit_states) == estado_auditoria_count);
constexpr std::string_view results[] = {"sin_falla", "falla", "no_aplica", "no_se_puede"};
static_assert(std::size(results) == prueba_count);
constexpr std::string_view proposals[] = {"", "cerrar", "no_atendida", "reincidencia"};
static_assert(std::size(proposals) == propuesta_count);

const std::vector<TransicionHallazgo>& table() {
  using enum EstadoHallazgo;
  using enum PasoHallazgo;
  using enum Parte;
  static const std::vector<TransicionHallazgo> all{
      {Notificar, {Emitida}, Notificada, Auditoria},
      {PresentarDescargo, {Notificada}, Notificada, Responsable, true},
      {Desvanecer, {Notificada}, NoAplicable, Auditoria, true},
      {PresentarPlan, {Notificada, Parcial, NoAtendida}, PlanAccion, Responsable},
      {AceptarPlan, {PlanAccion}, EnProceso, Auditoria},
      {DevolverPlan, {PlanAccion}, Notificada, Auditoria, true},
      {DarPorAtendida, {EnProceso}, Atendida, Responsable},
      {CalificarParcial, {EnProceso, Atendida}, Parcial, Auditoria, true},
      {CalificarNoAtendida, {EnProceso, Atendida, Parcial}, NoAtendida, Auditoria, true},
      {Verificar, {Atendida, NoAplicable}, Verificada, Auditoria},
      {Cerrar, {Verificada}, Cerrada, Auditoria},
      {Reabrir, {Cerrada}, Emitida, Auditoria, true},
  };
  return all;
}

const TransicionHallazgo* transition(PasoHallazgo paso, EstadoHallazgo now) {
  for (const auto& row : table())
    if (row.paso == paso && std::ranges::find(row.from, now) != row.from.end()) return &row;
  return nullptr;
}

bool one_of(std::int64_t person, const Personas& personas) {
  return person == personas.responsable ||
         std::ranges::find(personas.respondieron, person) != personas.respondieron.end();
}

}  // namespace

template <>
std::span<const std::string_view> codes_of<Origen>() {
  return origins;
}
template <>
std::span<const std::string_view> codes_of<ClaseHallazgo>() {
  return classes;
}
template <>
std::span<const std::string_view> codes_of<EstadoHallazgo>() {
  return states;
}
template <>
std::span<const std::string_view> codes_of<PasoHallazgo>() {
  return steps;
}
template <>
std::span<const std::string_view> codes_of<Frecuencia>() {
  return frequencies;
}
template <>
std::span<const std::string_view> codes_of<SistemaOficial>() {
  return systems;
}
template <>
std::span<const std::string_view> codes_of<TipoAuditoria>() {
  return types;
}
template <>
std::span<const std::string_view> codes_of<EstadoAuditoria>() {
  return audit_states;
}
template <>
std::span<const std::string_view> codes_of<Prueba>() {
  return results;
}
template <>
std::span<const std::string_view> codes_of<Propuesta>() {
  return proposals;
}

std::span<const TransicionHallazgo> transiciones_hallazgo() { return table(); }

bool responde(const Actuante& who, const Personas& personas) {
  return one_of(who.actor, personas) || (who.por && one_of(*who.por, personas));
}

Result<EstadoHallazgo> dar_paso(PasoHallazgo paso, EstadoHallazgo now, const Actuante& who,
                                const Personas& personas, std::string_view reason) {
  const std::vector<Detail> where = {{"paso", std::string(code_of(paso))},
                                     {"estado", std::string(code_of(now))}};
  const auto* row = transition(paso, now);
  if (row == nullptr) return refuse(Refusal::StepUnknown, where);
  if (row->parte == Parte::Responsable) {
    const bool own = who.actor == personas.responsable || who.por == personas.responsable;
    if (!own) return refuse(Refusal::NotResponsible, where);
  } else if (responde(who, personas)) {
    return refuse(Refusal::ResponsibleJudges, where);
  }
  if (row->needs_reason && reason.empty()) return refuse(Refusal::ReasonMissing, where);
  return row->to;
}

std::vector<PasoHallazgo> pasos_posibles(EstadoHallazgo now, Parte parte) {
  std::vector<PasoHallazgo> found;
  for (const auto& row : table())
    if (row.parte == parte && std::ranges::find(row.from, now) != row.from.end())
      found.push_back(row.paso);
  return found;
}

bool da_plazo(PasoHallazgo paso) {
  using enum PasoHallazgo;
  return paso == Notificar || paso == DevolverPlan || paso == CalificarParcial ||
         paso == CalificarNoAtendida;
}

bool espera_respuesta(EstadoHallazgo estado) {
  using enum EstadoHallazgo;
  return estado == Notificada || estado == EnProceso || estado == Parcial || estado == NoAtendida;
}

bool abierto(EstadoHallazgo estado) {
  return estado != EstadoHallazgo::Cerrada && estado != EstadoHallazgo::Verificada &&
         estado != EstadoHallazgo::NoAplicable;
}

// ---- The bound test -----------------------------------------------------------------------------

Periodo periodo_de(Frecuencia frequency, Date day) {
  constexpr struct {
    int months;
    std::string_view letter;
  } lengths[] = {{1, ""}, {3, "T"}, {4, "C"}, {6, "S"}, {12, ""}};
  static_assert(std::size(lengths) == frecuencia_count);
  const auto [months, letter] = lengths[std::to_underlying(frequency)];
  const auto month = month_of(day);
  const auto index = (month.number - 1) / months;
  const auto month_at = [&](int number) {
    return Month{month.year, static_cast<std::uint8_t>(number)};
  };
  auto name = show(month.year);
  if (!letter.empty()) name += "-" + std::string(letter) + std::to_string(index + 1);
  if (frequency == Frecuencia::Mensual) name = show(month);
  return {name, first_day(month_at(index * months + 1)), last_day(month_at((index + 1) * months))};
}

std::vector<Periodo> periodos_terminados(Frecuencia frequency, Date from, Date today) {
  std::vector<Periodo> all;
  for (auto period = periodo_de(frequency, from); period.last < today;
       period = periodo_de(frequency, first_day(next(month_of(period.last)))))
    if (period.first >= from) all.push_back(period);
  return all;
}

std::int64_t periodos_limpios(std::span<const PeriodoProbado> tests, Date since) {
  std::int64_t clean = 0;
  for (const auto& test : tests) {
    if (test.first < since) continue;
    if (test.resultado == Prueba::Falla) clean = 0;
    if (test.resultado == Prueba::SinFalla) ++clean;
  }
  return clean;
}

Propuesta proponer(const Ligadura& bound, std::span<const PeriodoProbado> tests) {
  using enum EstadoHallazgo;
  const auto failed_after = [&](Date day) {
    return std::ranges::any_of(tests, [&](const PeriodoProbado& test) {
      return test.resultado == Prueba::Falla && test.first >= day;
    });
  };
  if (bound.estado == Cerrada)
    return bound.cerrado_el && failed_after(*bound.cerrado_el) ? Propuesta::Reincidencia
                                                               : Propuesta::Ninguna;
  const bool mending = bound.estado == EnProceso || bound.estado == Atendida ||
                       bound.estado == Parcial || bound.estado == Verificada;
  if (!mending || !bound.plan_desde) return Propuesta::Ninguna;
  if (bound.necesita > 0 && periodos_limpios(tests, *bound.plan_desde) >= bound.necesita)
    return Propuesta::Cerrar;
  const auto last = std::ranges::find_if(
      tests.rbegin(), tests.rend(),
      [](const PeriodoProbado& test) { return test.resultado != Prueba::NoAplica; });
  const bool fails =
      last != tests.rend() && last->resultado == Prueba::Falla && last->first >= *bound.plan_desde;
  return fails && !bound.exceptuado && bound.estado == Atendida ? Propuesta::NoAtendida
                                                                : Propuesta::Ninguna;
}

// ---- Closing ------------------------------------------------------------------------------------

Result<void> puede_cerrar(const Cierre& closing) {
  if (!closing.no_aplica && closing.evidencias_aceptadas == 0)
    return refuse(Refusal::EvidenceMissing);
  if (closing.ligado && !closing.no_aplica && closing.limpios < closing.necesita)
    return refuse(Refusal::TestsNotClean, {{"hallado", std::to_string(closing.limpios)},
                                           {"esperado", std::to_string(closing.necesita)}});
  const auto persons = [](const Actuante& who) {
    return std::array{who.actor, who.por.value_or(who.actor)};
  };
  const auto verified = persons(closing.verifico), closes = persons(closing.cierra);
  const bool same = std::ranges::find_first_of(verified, closes) != verified.end();
  if ((!closing.ligado || closing.no_aplica) && same) return refuse(Refusal::SecondPersonMissing);
  return {};
}

// ---- Time ---------------------------------------------------------------------------------------

std::int64_t dias_vencido(const WorkingCalendar& calendar, EstadoHallazgo estado,
                          std::optional<Date> due, Date today) {
  const bool waits = abierto(estado) && estado != EstadoHallazgo::Atendida;
  if (!waits || !due || *due >= today) return 0;
  return working_days_between(calendar, *due, today);
}

const Antecedente* repite(const Antecedente& fresh, std::span<const Antecedente> before) {
  const Antecedente* found = nullptr;
  for (const auto& old : before) {
    if (old.anio >= fresh.anio) continue;
    const bool same_rule =
        !fresh.regla.empty() && old.regla == fresh.regla && old.area == fresh.area;
    const bool same_words = !fresh.condicion.empty() && old.condicion == fresh.condicion;
    if ((same_rule || same_words) && (found == nullptr || found->anio < old.anio)) found = &old;
  }
  return found;
}

}  // namespace control
