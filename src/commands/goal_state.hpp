// What the acts on goals decide with: the plan and the organisation in force, months closed or
// published, and the cells as they are. Read once per act.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "commands/command.hpp"
#include "domain/planning/plan.hpp"
#include "domain/production/month_report.hpp"
#include "storage/goal_store.hpp"
#include "storage/plan_store.hpp"

namespace commands {

class GoalState {
 public:
  // Errors: NoPlan, storage faults.
  static Result<GoalState> read(storage::Database&, std::string_view institution);

  // The cell as decide_rows() asks for it. The programme in force is the row that a reprogramming
  // or an import wrote; where there is none, the plan's POA.
  Result<production::Cell> cell(const production::GoalKey&) const;

  // `closed`: by an act, or because a frozen cut covers the month and figures were published.
  Result<production::UnitMonth> unit_month(std::string_view unit, Month) const;
  bool closed(Month) const;
  bool published(Month) const;

  // What the unit's month holds: subproductos with a report, and those programmed without one.
  struct Held {
    std::vector<std::string> reported, unreported;
  };
  Result<Held> held(std::string_view unit, Month) const;

  // What is programmed (above zero) for the month: unit → subproductos, both in order of code.
  Result<std::map<std::string, std::vector<std::string>>> expected(Month) const;

  // The code for what a file says: a code, or the name of exactly one.
  std::string unit_code(const std::string& written) const;
  std::string subproducto_code(const std::string& written) const;

  const planning::Plan& plan() const { return plan_; }
  bool knows_unit(std::string_view code) const { return units_.contains(std::string(code)); }

 private:
  GoalState(storage::Database& db, std::string_view institution)
      : db_{&db}, institution_{institution} {}
  storage::Database* db_;
  std::string institution_;
  planning::Plan plan_;
  std::map<std::string, std::string> units_;  // Code → name.
  std::set<Month> closed_, published_;
};

}  // namespace commands
