// Tables of the steps of a request, and what resolving it asks for.
#include "domain/transparency/request.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/transparency/refusals.hpp"
#include "domain/values/identifiers.hpp"

namespace transparency {
namespace {

using enum EstadoSolicitud;

constexpr std::string_view vias[] = {"portal", "ventanilla", "correo", "telefono", "escrito"};
constexpr std::string_view estados[] = {"recibida",    "en_aclaracion", "trasladada",
                                        "contestada",  "resuelta",      "notificada",
                                        "en_revision", "revisada",      "desistida"};
constexpr std::string_view pasos[] = {"presentar", "pedir_aclaracion", "aclarar",  "trasladar",
                                      "contestar", "prorrogar",        "resolver", "notificar",
                                      "impugnar",  "fallar",           "desistir", "borrar_datos"};
constexpr std::string_view resultados[] = {"total", "parcial", "inexistencia", "reservada",
                                           "confidencial"};
constexpr std::string_view fallos[] = {"confirma", "modifica", "revoca"};

static_assert(std::size(vias) == via_count);
static_assert(std::size(estados) == estado_solicitud_count);
static_assert(std::size(pasos) == paso_solicitud_count);
static_assert(std::size(resultados) == resultado_count);
static_assert(std::size(fallos) == fallo_count);

using Estados = std::uint32_t;
template <class... E>
constexpr Estados of(E... estado) {
  return ((Estados{1} << static_cast<unsigned>(estado)) | ... | Estados{0});
}
constexpr Estados working = of(Recibida, Trasladada, Contestada);

// `to` is nothing where the step leaves the state as it was, or goes back to an earlier one.
constexpr struct {
  PasoSolicitud paso;
  Estados from;
  std::optional<EstadoSolicitud> to;
} steps[] = {
    {PasoSolicitud::PedirAclaracion, working, EnAclaracion},
    {PasoSolicitud::Aclarar, of(EnAclaracion), std::nullopt},
    {PasoSolicitud::Trasladar, of(Recibida, Trasladada), Trasladada},
    {PasoSolicitud::Contestar, of(Trasladada), Contestada},
    {PasoSolicitud::Prorrogar, working, std::nullopt},
    {PasoSolicitud::Resolver, working, Resuelta},
    {PasoSolicitud::Notificar, of(Resuelta), Notificada},
    {PasoSolicitud::Impugnar, of(Notificada), EnRevision},
    {PasoSolicitud::Fallar, of(EnRevision), Revisada},
    {PasoSolicitud::Desistir, working | of(EnAclaracion), Desistida},
    {PasoSolicitud::BorrarDatos, of(Notificada, Revisada, Desistida), std::nullopt},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

template <>
std::span<const std::string_view> codes_of<Via>() {
  return vias;
}
template <>
std::span<const std::string_view> codes_of<EstadoSolicitud>() {
  return estados;
}
template <>
std::span<const std::string_view> codes_of<PasoSolicitud>() {
  return pasos;
}
template <>
std::span<const std::string_view> codes_of<Resultado>() {
  return resultados;
}
template <>
std::span<const std::string_view> codes_of<Fallo>() {
  return fallos;
}

Result<EstadoSolicitud> dar_paso(PasoSolicitud paso, EstadoSolicitud now, EstadoSolicitud before) {
  for (const auto& step : steps) {
    if (step.paso != paso || (step.from & of(now)) == 0) continue;
    if (step.to) return *step.to;
    return paso == PasoSolicitud::Aclarar ? before : now;
  }
  return refuse(Refusal::StepUnknown,
                {{"paso", std::string(code_of(paso))}, {"estado", std::string(code_of(now))}});
}

std::vector<PasoSolicitud> pasos_posibles(EstadoSolicitud now) {
  std::vector<PasoSolicitud> possible;
  for (const auto& step : steps)
    if ((step.from & of(now)) != 0) possible.push_back(step.paso);
  return possible;
}

bool abierta(EstadoSolicitud estado) {
  return (of(estado) & (working | of(EnAclaracion, Resuelta))) != 0;
}

bool entrega(Resultado resultado) {
  return resultado == Resultado::Total || resultado == Resultado::Parcial;
}

Result<void> puede_resolver(const Resolucion& it) {
  const bool whole = it.resultado == Resultado::Total;
  if (it.motivo.empty()) return refuse(Refusal::ReasonMissing);
  if (!whole && it.fundamento.empty()) return refuse(Refusal::BasisMissing);
  if (it.resultado == Resultado::Reservada && it.declaracion.empty())
    return refuse(Refusal::ReserveMissing);
  if (entrega(it.resultado) && it.archivos.empty()) return refuse(Refusal::FilesMissing);
  if (!entrega(it.resultado) && !it.archivos.empty()) return refuse(Refusal::FilesNotExpected);
  for (const auto& file : it.archivos)
    if (std::ranges::find(it.restringidos, file.huella) != it.restringidos.end())
      return refuse(Refusal::FileRestricted, {{"hallado", file.nombre}});
  const bool redacted =
      std::ranges::any_of(it.archivos, [](const auto& file) { return !file.sustituye.empty(); });
  // What the unit marked cannot be left out of a partial delivery without a word either: it goes
  // with its parts covered.
  if (it.resultado == Resultado::Parcial && !it.restringidos.empty() && !redacted)
    return refuse(Refusal::FileNotRedacted);
  return {};
}

std::optional<std::string> cui_en(std::string_view text) {
  constexpr std::size_t digits = 13;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at]) || (at > 0 && is_digit(text[at - 1]))) continue;
    // "2987654320101", "2987 65432 0101": blanks or dashes only where a card has them.
    std::string number;
    std::size_t end = at;
    for (; end < text.size() && number.size() < digits; ++end) {
      if (is_digit(text[end])) {
        number += text[end];
      } else if ((text[end] != ' ' && text[end] != '-') ||
                 (number.size() != 4 && number.size() != 9)) {
        break;
      }
    }
    if (number.size() != digits || (end < text.size() && is_digit(text[end]))) continue;
    if (Cui::parse(number)) return std::string(text.substr(at, end - at));
  }
  return std::nullopt;
}

std::optional<Ficta> afirmativa_ficta(const KnownCalendar& known, const Clock& clock,
                                      const Term& term, int days, Date today) {
  const auto state = state_of(clock, term, today);
  if (state != EstadoPlazo::Vencido && state != EstadoPlazo::FueraDeTiempo) return std::nullopt;
  const auto& calendar = known.on(term.stopped.value_or(today));
  return Ficta{*clock.due, add_working_days(calendar, *clock.due, days).date};
}

}  // namespace transparency
