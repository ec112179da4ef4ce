// A request for public information (Decreto 57-2008) and how it moves: who takes each step, what
// stops the clock, and what each way of resolving it asks for.
//
//   recibida → trasladada → contestada → resuelta → notificada → en revisión → revisada
//   any of the first three → en aclaración → back;  any before resuelta → desistida
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/transparency/clock.hpp"

namespace transparency {

// By what way it came in, and the way in which the requester wants to be told.
enum class Via : std::uint8_t { Portal, Ventanilla, Correo, Telefono, Escrito };
inline constexpr std::size_t via_count = 5;

enum class EstadoSolicitud : std::uint8_t {
  Recibida,
  EnAclaracion,
  Trasladada,
  Contestada,
  Resuelta,
  Notificada,
  EnRevision,
  Revisada,
  Desistida,
};
inline constexpr std::size_t estado_solicitud_count = 9;

enum class PasoSolicitud : std::uint8_t {
  Presentar,
  PedirAclaracion,
  Aclarar,
  Trasladar,
  Contestar,
  Prorrogar,
  Resolver,
  Notificar,
  Impugnar,
  Fallar,
  Desistir,
  BorrarDatos,  // The words of whoever asked, once it is over.
};
inline constexpr std::size_t paso_solicitud_count = 12;

enum class Resultado : std::uint8_t { Total, Parcial, Inexistencia, Reservada, Confidencial };
inline constexpr std::size_t resultado_count = 5;

enum class Fallo : std::uint8_t { Confirma, Modifica, Revoca };
inline constexpr std::size_t fallo_count = 3;

// The codes of an enum of this room, in its order: "en_aclaracion".
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
std::span<const std::string_view> codes_of<Via>();
template <>
std::span<const std::string_view> codes_of<EstadoSolicitud>();
template <>
std::span<const std::string_view> codes_of<PasoSolicitud>();
template <>
std::span<const std::string_view> codes_of<Resultado>();
template <>
std::span<const std::string_view> codes_of<Fallo>();

// The state after the step; `before` is the state from which a clarification was asked. Error:
// StepUnknown.
Result<EstadoSolicitud> dar_paso(PasoSolicitud, EstadoSolicitud now, EstadoSolicitud before);
std::vector<PasoSolicitud> pasos_posibles(EstadoSolicitud);

// Whether the institution still owes an answer.
bool abierta(EstadoSolicitud);
// Whether information is handed over.
bool entrega(Resultado);

// ---- Resolving ----------------------------------------------------------------------------------

struct Entregado {  // A file that would leave the institution.
  std::string nombre, huella;
  std::string sustituye;  // SHA-256 of the file whose parts it covers; "" for none.
};

struct Resolucion {
  Resultado resultado{};
  std::string motivo, fundamento, declaracion;
  std::vector<Entregado> archivos;
  std::vector<std::string> restringidos;  // SHA-256 of what must not leave as it is.
};
// Errors, in this order: ReasonMissing, BasisMissing, ReserveMissing, FilesMissing,
// FilesNotExpected, FileRestricted, FileNotRedacted.
Result<void> puede_resolver(const Resolucion&);

// The first CUI that a text shows ("2987 65432 0101" too), or nothing: a number of thirteen digits
// whose check digit and municipality are right.
std::optional<std::string> cui_en(std::string_view text);

// ---- Afirmativa ficta ---------------------------------------------------------------------------

// What silence has cost: the day on which the term ended without an answer, and until when the
// information is owed. Nothing while the term runs, or where it was kept.
struct Ficta {
  Date desde{}, entregar_hasta{};
};
std::optional<Ficta> afirmativa_ficta(const KnownCalendar&, const Clock&, const Term&, int days,
                                      Date today);

}  // namespace transparency
