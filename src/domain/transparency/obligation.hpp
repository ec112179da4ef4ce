// What the law asks to deliver or publish, and by when: the rule of a due day, the periods of a
// year, and which budget law rules when none was approved. Which obligations there are, and what
// they rest on, is data (norms/obligaciones.csv).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/transparency/request.hpp"
#include "domain/values/working_days.hpp"

namespace transparency {

enum class Periodicidad : std::uint8_t { Anual, Semestral, Cuatrimestral, Mensual, PorCambio };
inline constexpr std::size_t periodicidad_count = 5;
template <>
std::span<const std::string_view> codes_of<Periodicidad>();

// "2026", "2026-S1", "2026-C1", "2026-03".
struct Period {
  std::string name;
  Date first{}, last{};
  friend auto operator<=>(const Period&, const Period&) = default;
};
// Those of a year, in order; none of what is due whenever something changes.
std::vector<Period> periods_of(Periodicidad, FiscalYear);

// When something is due. Written
//   ""                 the norm that was read names no day
//   "ultimo_habil:03"  the last working day of March of the period's year; "…:01+1" of the next
//   "fecha:03-31+1"    a day of the year; "-1": of the year before
//   "dia:10"           a day of the month after the period
//   "dia_habil:10"     a working day of that month, counted
//   "inicio"           the first working day of the period
class DueRule {
 public:
  static Result<DueRule> parse(std::string_view text);  // Error: RuleMalformed.
  std::optional<Date> due(const Period&, const WorkingCalendar&) const;

 private:
  enum class Kind : std::uint8_t { None, LastWorkingDay, YearDay, MonthDay, WorkingDay, Start };
  Kind kind_ = Kind::None;
  unsigned month_ = 0, day_ = 0;
  int years_ = 0;
};

enum class EstadoObligacion : std::uint8_t {
  Entregada,
  EntregadaTarde,
  Pendiente,
  Proxima,  // Due within five working days.
  Vencida,
  SinDia,      // Owed, and no norm that was read says by when.
  PorEmpezar,  // Its period has not begun.
};
inline constexpr std::size_t estado_obligacion_count = 7;
template <>
std::span<const std::string_view> codes_of<EstadoObligacion>();

EstadoObligacion state_of(const Period&, std::optional<Date> due, std::optional<Date> delivered,
                          const WorkingCalendar&, Date today);

// ---- The budget law of a year -------------------------------------------------------------------

struct BudgetLaw {
  std::string code, name;
  std::int16_t made_for = 0;             // The ejercicio it was approved for.
  std::vector<std::int16_t> ejercicios;  // Those it is known to rule.
};
struct RulingLaw {
  const BudgetLaw* law = nullptr;
  bool own = false;    // Approved for that very year; else the one before rules.
  bool known = false;  // The catalogue says so; else none of that year is known, and the newest
                       // earlier one is taken to rule.
};
// Nothing where every law is of a later year.
std::optional<RulingLaw> law_of(FiscalYear, std::span<const BudgetLaw>);

}  // namespace transparency
