// A result that is accumulated over years towards a total, with yearly targets printed as rounded
// percentages: how far it is, what the year still needs, and between which counts the rounded
// target lies.
#pragma once

#include <optional>
#include <string>

#include "domain/evaluation/figure.hpp"
#include "domain/planning/plan.hpp"

namespace evaluation {

struct CumulativeAim {
  Quantity total;                   // 1,347,953 persons by 2030.
  Quantity target_percent;          // 51, as printed.
  bool rounded = true;              // The printed percentage is a whole number of points.
  std::optional<Quantity> history;  // Accumulated to the end of the year before; nothing: unknown.
  std::optional<Quantity> period;   // Done in the year to the cut.
  Coverage coverage;
};

struct CumulativeProgress {
  Figure accumulated;        // history + period
  Figure percent_of_total;   // 100 × accumulated ÷ total
  Figure percent_of_target;  // 100 × accumulated ÷ the target's count
  Figure percent_of_year;  // 100 × period ÷ (the target's count − history): the year's own part
  Quantity target_count;   // 687,456: the printed percentage of the total, rounded.
  // The counts whose percentage rounds to the printed one: 680,717 … 694,195. Equal to
  // target_count where the target was not rounded.
  planning::UnitInterval interval;
  // What is missing to the least and to the most of the interval; zero where it is reached.
  std::optional<planning::UnitInterval> missing;
};

CumulativeProgress cumulative_progress(const CumulativeAim&);

}  // namespace evaluation
