// Everything that a report, the strategy or `indicadores evaluar` says of a period, evaluated at a
// cut: one plain value. A frozen cut always yields the same value, whatever was rectified or
// loaded after it; a period without a frozen cut is evaluated on the live state.
//
// Every evaluation::Figure carries its formula, operands, coverage and, where it has no value, the
// reason. "Period" is the cut's own months (May–August for C2); "accumulated" is January to its
// last month. In C1 both are the same.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "domain/evaluation/cumulative_target.hpp"
#include "domain/evaluation/equity.hpp"
#include "domain/evaluation/execution.hpp"
#include "domain/evaluation/short_term.hpp"
#include "domain/evaluation/traffic_light.hpp"
#include "domain/production/close.hpp"
#include "queries/cuts.hpp"
#include "storage/database.hpp"

namespace queries {

// ---- Money -------------------------------------------------------------------------------------

struct FinancialLine {
  std::string code;  // "11", "11-00-000-001-000", "0", "31"
  std::string name;
  std::string producto;  // Of an activity: the plan's producto with that category; else "".
  MoneySum asignado, modificado, vigente, comprometido, devengado, pagado;  // January to the cut.
  MoneySum period_devengado;
  std::optional<MoneySum> programmed;  // To date; nothing where no financial programme is loaded.
  evaluation::Figure percent;          // 100 × devengado ÷ vigente
  evaluation::Signal signal;
};

struct FinancialMonth {
  Month month;
  std::optional<MoneySum> programmed;
  std::optional<MoneySum> devengado;  // Nothing after the cut.
};

struct Financial {
  bool loaded = false;  // There is a budget in force for the year.
  FinancialLine total;
  std::vector<FinancialLine> programmes, activities, groups, sources;  // Ordered by code.
  std::array<FinancialMonth, 12> months{};
  evaluation::ShortTerm short_term;
  std::string source;  // "SICOIN, reporte mensual cargado el …" as the loads say it.
};

// ---- Goals -------------------------------------------------------------------------------------

// What a month of a subproducto says, over all units.
struct GoalMonth {
  Month month;
  Quantity programmed;
  std::optional<Quantity> executed;
  evaluation::Coverage coverage;           // Units with a report, of those programmed.
  std::vector<std::string> missing_units;  // Codes, ordered.
};

struct PhysicalGoal {
  std::string subproducto, name, unit_of_measure;
  production::CountKind kind = production::CountKind::Atenciones;
  production::CountKind kind_of_sum = production::CountKind::Atenciones;
  Quantity initial_goal, year_goal;
  std::array<GoalMonth, 12> months{};
  evaluation::GoalProgress accumulated, period;
  evaluation::Figure percent;          // Accumulated ÷ goal of the year.
  evaluation::Figure efficacy;         // Accumulated ÷ programmed to date.
  evaluation::Figure period_efficacy;  // Of the period alone.
  evaluation::Signal signal;           // Accumulated.
  evaluation::Signal period_signal;
  evaluation::UnitCost unit_cost;  // Only where its own cost is known.
  evaluation::ShortTerm short_term;
  bool evidence = false;  // Some validated month has evidence.
};

struct PhysicalProduct {
  std::string code, name;  // "P02"
  std::string category;    // "11-00-000-001-000"
  std::string unit_of_measure;
  std::vector<PhysicalGoal> goals;
  evaluation::Figure percent;    // Simple average of the goals with data.
  evaluation::Figure expected;   // The same average of what was programmed to date.
  evaluation::Figure summed;     // Σ/Σ, where sums are allowed.
  evaluation::Figure financial;  // Of its activity.
  evaluation::Figure gap;
  bool wide_gap = false;  // Beyond the limit of norms/parametros.
  evaluation::UnitCost unit_cost;
  evaluation::Figure efficiency;
  evaluation::Signal signal;
};

struct Reprogramming {
  std::string subproducto, unit;
  std::optional<Month> month;  // Nothing: the whole year, from the plan.
  Quantity before, after;
  Date on{};
  std::string act, reason;
};

struct RectifiedFigure {
  std::string subproducto, name, unit;
  Month month;
  std::optional<Quantity> before, after;
  std::string reason;
  std::vector<production::Evidence> evidence;
  std::int64_t proposed_seq = 0, authorised_seq = 0;  // 0: a change without rectification.
  Date on{};
};

// ---- Who reported ------------------------------------------------------------------------------

struct UnitMonths {
  std::string unit, name;
  struct Step {
    Month month;
    bool expected = false;  // Something was programmed for it.
    production::ReportState state = production::ReportState::Borrador;
    bool reported = false;               // Has at least one figure.
    bool on_time = false;                // Sent not later than the deadline of norms/parametros.
    std::string absence;                 // The reason that the close gives.
    std::optional<Month> last_reported;  // Of this unit, up to the month.
  };
  std::vector<Step> months;  // January to the cut.
};

struct Coverage {
  std::vector<UnitMonths> units;  // Ordered by code.
  std::vector<Month> closed;
  evaluation::Coverage unit_months;   // Reported, of those expected, January to the cut.
  evaluation::Coverage last_month;    // Units, in the cut's last month.
  evaluation::Coverage delegations;   // Units of kind delegación in the last month.
  evaluation::Coverage subproductos;  // With data, of all of the plan.
};

// ---- Indicators and equity ---------------------------------------------------------------------

struct IndicatorVariable {
  std::string code, name, unit;
  production::CountKind kind = production::CountKind::Atenciones;  // As the sum is called.
  std::vector<std::string> subproductos;
  std::string series;
  std::optional<Quantity> history;  // Before the year.
  std::optional<Quantity> year;     // January to the cut.
  evaluation::Coverage coverage;    // Of the year's cells.
};

struct Indicator {
  std::string sheet;  // "FI-01"
  std::int32_t version = 1;
  std::string name, formula, unit, responsible, change;
  std::string pei_row;        // "RE1"
  std::string baseline_text;  // As printed.
  std::string target_text;    // "51%", as printed for the year.
  bool target_cumulative = true;
  bool illustrative = false;
  std::vector<IndicatorVariable> variables;
  evaluation::Figure value;    // Of the formula at the cut.
  evaluation::Figure advance;  // Towards the year's target.
  std::optional<Quantity> year_target, cumulative_target;
  // For a cumulative percentage of a total: persons, interval, what is missing.
  std::optional<evaluation::CumulativeProgress> cumulative;
  // Of the year alone: what was done, and of what the year adds.
  evaluation::Figure year_value, year_advance;
  evaluation::Signal signal;
  // The series by year under this version, and under the one before where the method changed it.
  struct YearValue {
    std::int16_t year = 0;
    std::optional<Ratio> value, before;
  };
  std::vector<YearValue> series;
};

struct EquityOf {
  std::string indicator, producto, name;  // Whose attended persons these are.
  std::vector<evaluation::Equity> axes;
  std::vector<production::Axis> without_data;  // Neither told apart nor in a reference.
};

// ---- The whole ---------------------------------------------------------------------------------

struct Evaluation {
  Cut cut;
  bool illustrative = false;  // Some of what was counted is marked "datos ilustrativos".
  evaluation::Thresholds thresholds;
  Financial financial;
  std::vector<PhysicalProduct> products;  // In the plan's order.
  evaluation::Figure physical;            // Weighted by vigente.
  evaluation::Figure physical_expected;
  evaluation::Signal physical_signal;
  std::vector<Indicator> indicators;
  std::vector<EquityOf> equity;
  Coverage coverage;
  std::vector<Reprogramming> reprogrammings;
  std::vector<RectifiedFigure> rectifications;  // "Rectificaciones a períodos anteriores"
};

// Evaluates the period at the cut. Errors: storage faults, production::Refusal::NoPlan.
Result<Evaluation> evaluation_at(storage::Database&, const Cut&);

// The same for "2026-C1", "2026-04" or "2026": the newest frozen cut of that name, or the live
// state. Error: CutCodeMalformed.
Result<Evaluation> evaluation_of(storage::Database&, std::string_view institution,
                                 std::string_view period);

}  // namespace queries
