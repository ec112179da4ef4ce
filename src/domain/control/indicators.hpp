// Financial indicators of a month: what each measures, of what, and why it cannot be determined
// where something is missing. What is missing is never zero. Thresholds are dated data.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values/catalog.hpp"
#include "domain/values/money.hpp"
#include "domain/values/ratio.hpp"

namespace control {

enum class Unidad : std::uint8_t { PorCiento, Dias, Veces, Quetzales };
// Whether more is better, as it stands for most readers; a threshold needs to know.
enum class Sentido : std::uint8_t { MasEsMejor, MenosEsMejor };

// Why there is no value.
enum class Falta : std::uint8_t {
  Presupuesto,   // No budget of the year, or nothing vigente.
  Asignado,      // Nothing was assigned: a new institution, or only vigente is known.
  Comprometido,  // Nothing promised yet.
  Devengado,     // Nothing owed yet.
  Cierre,        // The year has not ended.
  Cuotas,        // No quota of these months is loaded.
  Curs,          // No CURs of the year are loaded.
  Pagos,         // No payment file was paid in these months.
  Fondo,         // The amount of the fondo rotativo is not registered.
  Personas,      // Some month of the goals that count persons has no report, or none counts them.
};
inline constexpr std::size_t falta_count = 10;

// What is known of January to a month of a year.
struct MonthFacts {
  unsigned month = 1;
  bool budget = false;
  MoneySum asignado, received, vigente, comprometido, devengado, pagado;
  MoneySum month_devengado;        // Of the month alone.
  MoneySum period_devengado;       // Of the months of its cuatrimestre so far.
  MoneySum last_months_devengado;  // Of November and December.
  bool curs = false;
  std::optional<MoneySum> quota, quota_used;     // Of devengado.
  std::int64_t paid_files = 0, days_to_pay = 0;  // Files paid, and the days of all of them.
  std::optional<MoneySum> fund;
  MoneySum fund_settled;
  std::optional<std::int64_t> persons;
  MoneySum persons_devengado;  // Of the programmes that served them.
};

struct Reading {
  std::optional<Ratio> value;
  Falta missing{};  // Where there is no value.
};

struct IndicatorSheet {
  std::string_view code;  // "IF-01"
  Unidad unidad;
  Sentido sentido;
  Reading (*read)(const MonthFacts&);
  // Of the cuatrimestre up to the month, where that is not what stands at the month.
  Reading (*read_period)(const MonthFacts&) = nullptr;

  Reading of_period(const MonthFacts& facts) const {
    return read_period ? read_period(facts) : read(facts);
  }
};
std::span<const IndicatorSheet> indicator_sheets();
const IndicatorSheet* sheet_of(std::string_view code);
std::string sheet_codes();  // All of them, for sentences.

enum class Juicio : std::uint8_t { Bien, Atencion, Desviacion, SinUmbral, SinDato };

// From when on a value asks for attention, or deviates.
struct IndicatorThreshold {
  std::string code;
  std::optional<Ratio> attention, deviation;
  Certeza certainty = Certeza::Dudosa;
  std::string source;
};
Result<std::vector<IndicatorThreshold>> indicator_thresholds(const std::vector<CatalogEntry>&,
                                                             Date);

Juicio judge(const IndicatorSheet&, const Reading&, const std::vector<IndicatorThreshold>&);

}  // namespace control
