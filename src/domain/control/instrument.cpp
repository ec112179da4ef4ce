// Periods and requests into runs that are due.
#include "domain/control/instrument.hpp"

#include <algorithm>

namespace control {
namespace {

constexpr std::string_view modes[] = {"permanente", "periodico", "casuistico"};
static_assert(std::size(modes) == modo_count);
constexpr std::string_view subjects[] = {"acto", "documento"};
static_assert(std::size(subjects) == clase_sujeto_count);
constexpr std::string_view outcomes[] = {"conforme", "con_desviacion"};
static_assert(std::size(outcomes) == resultado_control_count);

Obligacion owed(const std::string& period, Date after, const Recurrencia& when,
                std::span<const Corrida> runs, const WorkingCalendar& calendar) {
  Obligacion one{period, add_working_days(calendar, after, static_cast<int>(when.plazo)).date, {}};
  const auto run = std::ranges::find(runs, period, &Corrida::periodo);
  if (run != runs.end()) one.hecha = run->fecha;
  return one;
}

}  // namespace

template <>
std::span<const std::string_view> codes_of<Modo>() {
  return modes;
}
template <>
std::span<const std::string_view> codes_of<ClaseSujeto>() {
  return subjects;
}
template <>
std::span<const std::string_view> codes_of<ResultadoControl>() {
  return outcomes;
}

std::vector<Obligacion> obligaciones(const Recurrencia& when, std::span<const Corrida> runs,
                                     std::span<const Solicitud> requests,
                                     const WorkingCalendar& calendar, Date today) {
  std::vector<Obligacion> all;
  if (when.modo == Modo::Periodico)
    for (const auto& period :
         periodos_terminados(when.frecuencia, when.desde, when.retirado.value_or(today)))
      all.push_back(owed(period.name, period.last, when, runs, calendar));
  if (when.modo == Modo::Casuistico)
    for (const auto& request : requests)
      all.push_back(owed(request.numero, request.pedida, when, runs, calendar));
  if (when.retirado)
    std::erase_if(all,
                  [&](const Obligacion& one) { return !one.hecha && one.vence >= *when.retirado; });
  return all;
}

std::optional<Obligacion> proxima(const Recurrencia& when, std::span<const Corrida> runs,
                                  const WorkingCalendar& calendar, Date today) {
  if (when.modo != Modo::Periodico || when.retirado) return std::nullopt;
  // The oldest that is still to be done in time, or the one of the period that is running.
  for (const auto& one : obligaciones(when, runs, {}, calendar, today))
    if (!one.hecha && one.vence >= today) return one;
  auto running = periodo_de(when.frecuencia, std::max(today, when.desde));
  if (running.first < when.desde)
    running = periodo_de(when.frecuencia, first_day(next(month_of(running.last))));
  return owed(running.name, running.last, when, runs, calendar);
}

}  // namespace control
