// Tables of words, in the order of their enums.
#include "text/transparency.hpp"

#include <array>
#include <utility>

#include "text/format.hpp"

namespace text {
namespace {

using namespace transparency;

constexpr std::string_view vias[] = {"Portal", "Ventanilla", "Correo electrónico", "Teléfono",
                                     "Escrito"};
static_assert(std::size(vias) == via_count);
constexpr std::string_view states[] = {"Recibida",    "En aclaración", "Trasladada",
                                       "Contestada",  "Resuelta",      "Notificada",
                                       "En revisión", "Revisada",      "Desistida"};
static_assert(std::size(states) == estado_solicitud_count);
constexpr std::string_view steps[] = {"Presentar",
                                      "Pedir aclaración",
                                      "Recibir la aclaración",
                                      "Trasladar a una unidad",
                                      "Contestar",
                                      "Prorrogar el plazo",
                                      "Resolver",
                                      "Notificar",
                                      "Recibir el recurso de revisión",
                                      "Decidir el recurso de revisión",
                                      "Registrar el desistimiento",
                                      "Borrar los datos de quien solicitó"};
static_assert(std::size(steps) == paso_solicitud_count);
constexpr std::string_view done[] = {"Se recibió la solicitud",
                                     "Se pidió aclaración: el plazo se detiene",
                                     "Llegó la aclaración: el plazo sigue",
                                     "Se trasladó a la unidad",
                                     "La unidad contestó",
                                     "Se prorrogó el plazo",
                                     "Se resolvió",
                                     "Se notificó",
                                     "Se recibió el recurso de revisión",
                                     "Se decidió el recurso de revisión",
                                     "Desistió quien la presentó",
                                     "Se borraron los datos de quien solicitó"};
static_assert(std::size(done) == paso_solicitud_count);
constexpr std::string_view results[] = {"Entrega total", "Entrega parcial", "Inexistencia",
                                        "Información reservada", "Información confidencial"};
static_assert(std::size(results) == resultado_count);
constexpr std::string_view rulings[] = {"Confirma la resolución", "Modifica la resolución",
                                        "Revoca la resolución"};
static_assert(std::size(rulings) == fallo_count);
constexpr std::string_view terms[] = {"En curso", "Detenido", "Vencido", "En tiempo",
                                      "Fuera de tiempo"};
constexpr std::string_view often[] = {"Cada año", "Cada semestre", "Cada cuatrimestre", "Cada mes",
                                      "Con cada cambio"};
static_assert(std::size(often) == periodicidad_count);
constexpr std::string_view owed[] = {"Entregada", "Entregada tarde", "Pendiente",     "Por vencer",
                                     "Vencida",   "Sin día fijado",  "Aún no empieza"};
static_assert(std::size(owed) == estado_obligacion_count);

constexpr std::array<std::string_view, 7> weekdays = {"Domingo", "Lunes",   "Martes", "Miércoles",
                                                      "Jueves",  "Viernes", "Sábado"};

std::string working_days(int n) { return counted(n, "día hábil", "días hábiles"); }

}  // namespace

std::string_view name_of(Via it) { return vias[std::to_underlying(it)]; }
std::string_view name_of(EstadoSolicitud it) { return states[std::to_underlying(it)]; }
std::string_view name_of(PasoSolicitud it) { return steps[std::to_underlying(it)]; }
std::string_view done_of(PasoSolicitud it) { return done[std::to_underlying(it)]; }
std::string_view name_of(Resultado it) { return results[std::to_underlying(it)]; }
std::string_view name_of(Fallo it) { return rulings[std::to_underlying(it)]; }
std::string_view name_of(EstadoPlazo it) { return terms[std::to_underlying(it)]; }
std::string_view name_of(Periodicidad it) { return often[std::to_underlying(it)]; }
std::string_view name_of(EstadoObligacion it) { return owed[std::to_underlying(it)]; }

std::string told(const ClockDay& day) {
  const std::chrono::weekday weekday{std::chrono::sys_days{day.date}};
  std::string out = std::string(weekdays[weekday.c_encoding()]) + " " + date(day.date) + ": ";
  switch (day.kind) {
    case ClockDay::Kind::Counted:
      out += "día hábil " + std::to_string(day.number);
      if (!day.holiday.empty()) out += " (" + day.holiday + ", media jornada: cuenta)";
      break;
    case ClockDay::Kind::Weekend:
      out += "fin de semana, no cuenta";
      break;
    case ClockDay::Kind::Holiday:
      out += day.holiday + ", no cuenta";
      break;
    case ClockDay::Kind::Paused:
      out += "en espera de la aclaración, no cuenta";
      break;
  }
  return out;
}

std::string told(const Term& term) {
  auto out = working_days(term.days) + " desde el día siguiente al " + date(term.start);
  if (term.extension > 0) out += ", más " + std::to_string(term.extension) + " de prórroga";
  return out;
}

std::string told_left(int days) {
  if (days == 0) return "vence hoy";
  if (days < 0) return "venció hace " + working_days(-days);
  return (days == 1 ? "falta " : "faltan ") + working_days(days);
}

}  // namespace text
