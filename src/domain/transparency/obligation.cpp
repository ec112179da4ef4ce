// From the rule of a due day to the day.
#include "domain/transparency/obligation.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/transparency/refusals.hpp"

namespace transparency {
namespace {

constexpr std::string_view periodicidades[] = {"anual", "semestral", "cuatrimestral", "mensual",
                                               "por_cambio"};
constexpr std::string_view estados[] = {"entregada", "entregada_tarde", "pendiente",  "proxima",
                                        "vencida",   "sin_dia",         "por_empezar"};
static_assert(std::size(periodicidades) == periodicidad_count);
static_assert(std::size(estados) == estado_obligacion_count);

constexpr int near_days = 5;  // Working days in which something counts as near.

Month month_in(FiscalYear year, unsigned number) {
  return {year, static_cast<std::uint8_t>(number)};
}

Period span_of(std::string name, FiscalYear year, unsigned from, unsigned until) {
  return {std::move(name), first_day(month_in(year, from)), last_day(month_in(year, until))};
}

// Two digits within a range, or nothing.
std::optional<unsigned> two_digits(std::string_view text, unsigned most) {
  if (text.size() != 2) return std::nullopt;
  const auto number = whole_number(text);
  if (!number || *number < 1 || *number > static_cast<long long>(most)) return std::nullopt;
  return static_cast<unsigned>(*number);
}

}  // namespace

template <>
std::span<const std::string_view> codes_of<Periodicidad>() {
  return periodicidades;
}
template <>
std::span<const std::string_view> codes_of<EstadoObligacion>() {
  return estados;
}

std::vector<Period> periods_of(Periodicidad how_often, FiscalYear year) {
  constexpr struct {
    Periodicidad how_often;
    unsigned months;
    std::string_view letter;
  } spans[] = {{Periodicidad::Anual, 12, ""},
               {Periodicidad::Semestral, 6, "S"},
               {Periodicidad::Cuatrimestral, 4, "C"},
               {Periodicidad::Mensual, 1, ""}};
  std::vector<Period> periods;
  for (const auto& [kind, months, letter] : spans) {
    if (kind != how_often) continue;
    for (unsigned from = 1, number = 1; from <= 12; from += months, ++number) {
      std::string name = show(year);
      if (months == 1)
        name += "-" + padded_left(std::to_string(number), 2);
      else if (!letter.empty())
        name += "-" + std::string(letter) + std::to_string(number);
      periods.push_back(span_of(std::move(name), year, from, from + months - 1));
    }
  }
  return periods;
}

Result<DueRule> DueRule::parse(std::string_view text) {
  const auto refused =
      refuse(Refusal::RuleMalformed,
             {{"hallado", std::string(text)},
              {"esperado", "ultimo_habil:03, fecha:03-31+1, dia:10, dia_habil:10, inicio o nada"}});
  DueRule rule;
  if (text.empty()) return rule;
  if (text == "inicio") {
    rule.kind_ = Kind::Start;
    return rule;
  }
  const auto colon = text.find(':');
  if (colon == text.npos) return refused;
  const auto word = text.substr(0, colon);
  auto rest = text.substr(colon + 1);
  const bool yearly = word == "ultimo_habil" || word == "fecha";
  if (yearly && (rest.ends_with("+1") || rest.ends_with("-1")) && rest.size() % 3 == 1) {
    rule.years_ = rest[rest.size() - 2] == '+' ? 1 : -1;
    rest.remove_suffix(2);
  }
  if (word == "ultimo_habil") {
    const auto month = two_digits(rest, 12);
    if (!month) return refused;
    rule.kind_ = Kind::LastWorkingDay;
    rule.month_ = *month;
  } else if (word == "fecha") {
    if (rest.size() != 5 || rest[2] != '-') return refused;
    const auto month = two_digits(rest.substr(0, 2), 12), day = two_digits(rest.substr(3), 31);
    constexpr int common_year = 2023;
    if (!month || !day ||
        !Date{std::chrono::year{common_year}, std::chrono::month{*month}, std::chrono::day{*day}}
             .ok())
      return refused;
    rule.kind_ = Kind::YearDay;
    rule.month_ = *month;
    rule.day_ = *day;
  } else if (word == "dia" || word == "dia_habil") {
    const auto day = two_digits(rest, word == "dia" ? 28 : 15);
    if (!day) return refused;
    rule.kind_ = word == "dia" ? Kind::MonthDay : Kind::WorkingDay;
    rule.day_ = *day;
  } else {
    return refused;
  }
  return rule;
}

std::optional<Date> DueRule::due(const Period& period, const WorkingCalendar& calendar) const {
  const auto year = FiscalYear{static_cast<std::int16_t>(int{period.first.year()} + years_)};
  const auto after = next(month_of(period.last));
  switch (kind_) {
    case Kind::None:
      return std::nullopt;
    case Kind::LastWorkingDay:
      return last_working_day(calendar, month_in(year, month_));
    case Kind::YearDay:
      return Date{std::chrono::year{year.year}, std::chrono::month{month_}, std::chrono::day{day_}};
    case Kind::MonthDay:
      return Date{std::chrono::year{after.year.year}, std::chrono::month{after.number},
                  std::chrono::day{day_}};
    case Kind::WorkingDay:
      return nth_working_day(calendar, after, static_cast<int>(day_));
    case Kind::Start:
      return nth_working_day(calendar, month_of(period.first), 1);
  }
  return std::nullopt;
}

EstadoObligacion state_of(const Period& period, std::optional<Date> due,
                          std::optional<Date> delivered, const WorkingCalendar& calendar,
                          Date today) {
  if (delivered)
    return due && *delivered > *due ? EstadoObligacion::EntregadaTarde
                                    : EstadoObligacion::Entregada;
  if (!due) return period.first > today ? EstadoObligacion::PorEmpezar : EstadoObligacion::SinDia;
  if (today > *due) return EstadoObligacion::Vencida;
  if (working_days_between(calendar, today, *due) <= near_days) return EstadoObligacion::Proxima;
  return period.first > today ? EstadoObligacion::PorEmpezar : EstadoObligacion::Pendiente;
}

std::optional<RulingLaw> law_of(FiscalYear year, std::span<const BudgetLaw> laws) {
  const BudgetLaw* newest = nullptr;
  for (const auto& law : laws) {
    if (law.made_for == year.year) return RulingLaw{&law, true, true};
    if (law.made_for < year.year && (newest == nullptr || newest->made_for < law.made_for))
      newest = &law;
  }
  if (newest == nullptr) return std::nullopt;
  const bool known = std::ranges::find(newest->ejercicios, year.year) != newest->ejercicios.end();
  return RulingLaw{newest, false, known};
}

}  // namespace transparency
