// An instrument of control over named acts and documents: what is due of it, and whether it was
// carried out. A permanent one is a rule that every act meets; a periodic one comes back at the end
// of each period; a casuistic one is started by a request. One that did not run is itself a
// finding.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/control/finding.hpp"
#include "domain/control/risk.hpp"

namespace control {

enum class Modo : std::uint8_t { Permanente, Periodico, Casuistico };
inline constexpr std::size_t modo_count = 3;

// What is under control.
enum class ClaseSujeto : std::uint8_t { Acto, Documento };
inline constexpr std::size_t clase_sujeto_count = 2;

// What a run found.
enum class ResultadoControl : std::uint8_t { Conforme, ConDesviacion };
inline constexpr std::size_t resultado_control_count = 2;

template <>
std::span<const std::string_view> codes_of<Modo>();
template <>
std::span<const std::string_view> codes_of<ClaseSujeto>();
template <>
std::span<const std::string_view> codes_of<ResultadoControl>();

// When an instrument is due.
struct Recurrencia {
  Modo modo = Modo::Periodico;
  Frecuencia frecuencia = Frecuencia::Mensual;  // Of a periodic one.
  std::int64_t plazo = 0;                       // Working days after the period, or the request.
  Date desde{};
  std::optional<Date> retirado;
};

struct Solicitud {  // That starts a casuistic one.
  std::string numero;
  Date pedida{};
};

// One run that is due, and whether it was done.
struct Obligacion {
  std::string periodo;  // Or the number of the request.
  Date vence{};
  std::optional<Date> hecha;
  bool tarde() const { return hecha && *hecha > vence; }
  bool falta(Date today) const { return !hecha && vence < today; }
};

struct Corrida {
  std::string periodo;
  Date fecha{};
};

// What a periodic or casuistic instrument owed until `today`, oldest first: periods that have
// ended, requests that were made. A permanent one owes nothing by date; a retired one, what was
// overdue when it was retired.
std::vector<Obligacion> obligaciones(const Recurrencia&, std::span<const Corrida>,
                                     std::span<const Solicitud>, const WorkingCalendar&,
                                     Date today);

// The next due date after `today` of a periodic one.
std::optional<Obligacion> proxima(const Recurrencia&, std::span<const Corrida>,
                                  const WorkingCalendar&, Date today);

}  // namespace control
