// What the parts of an evaluation share, and the parts themselves; evaluation.cpp puts them
// together. Nobody else includes this.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/planning/plan.hpp"
#include "queries/evaluation.hpp"
#include "queries/goals.hpp"

namespace queries {

struct UnitInfo {
  std::string name, kind;
};

// Everything read once.
struct Basis {
  storage::Database& db;
  const Cut& cut;
  FiscalYear year;
  int months = 0;  // January to the cut's last month.
  planning::Plan plan;
  std::map<std::string, UnitInfo> units;
  std::vector<GoalCell> cells;    // Of the whole year.
  std::vector<GoalCell> earlier;  // Of the five years before.
  std::vector<SeriesRow> series;  // All, as of the cut.
  evaluation::Thresholds thresholds;
  Ratio gap_limit, undisclosed_limit;
  int deadline_days = 5;
  bool illustrative = false;
};

Month january(FiscalYear);
Month december(FiscalYear);

// Cells of a subproducto up to a month, added up.
evaluation::GoalProgress progress_of(const std::vector<GoalCell>& cells,
                                     const planning::Subproducto&, Month first, Month last);

Result<Financial> financial_of(Basis&);
std::vector<PhysicalProduct> products_of(const Basis&, const Financial&);
Result<Coverage> coverage_of(const Basis&, const std::vector<PhysicalProduct>&);
Result<std::vector<Indicator>> indicators_of(Basis&);
std::vector<EquityOf> equity_of(Basis&, const std::vector<Indicator>&);
Result<std::vector<Reprogramming>> reprogrammings_of(const Basis&);
Result<std::vector<RectifiedFigure>> rectified_of(const Basis&);

}  // namespace queries
