// Imports of goals and series, and the rectification of a closed figure: from a file to acts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/goal_state.hpp"
#include "commands/submit.hpp"

namespace commands {

// The rows of one unit and one month, decided together.
struct GroupDecision {
  std::string unit;
  Month month;
  std::vector<production::CellChange> changes;
  std::optional<Error> error;  // Then none of its rows applies.
};

// Every unit's month of the rows, in order of unit and month.
Result<std::vector<GroupDecision>> decide_groups(const GoalState&,
                                                 const std::vector<production::GoalRow>&,
                                                 Date today);

struct MonthCoverage {
  Month month;
  int reported = 0;  // Units with a report after the import.
  int expected = 0;  // Units with a goal for the month, or named by the file.
};

struct GoalsImport {
  std::vector<GroupDecision> applied;  // Those that change something.
  std::vector<GroupDecision> unchanged;
  struct Refused {
    std::string unit;            // "": the whole file.
    std::optional<Month> month;  // Nothing: every month of the unit.
    Error error;
  };
  std::vector<Refused> refused;  // With `archivo` in every error.
  std::vector<MonthCoverage> coverage;
  std::vector<std::string> ignored;  // Headings without meaning.
  std::optional<Receipt> receipt;    // Where something was applied.
};

struct ImportOptions {
  std::string file_name;
  bool illustrative = false;
  bool simulate = false;
};

// Applies the units' months that are good and names the others. Errors: of the file as a whole,
// NoPlan, the act's own (permission, storage).
Result<GoalsImport> import_goals(Context&, std::string_view bytes, const ImportOptions&);

// All or nothing. `reason` for values that change what is in force.
Result<Receipt> import_variables(Context&, std::string_view bytes, const ImportOptions&,
                                 const std::string& reason);

// Keeps a file as a blob and names it: a means of verification.
Result<production::Evidence> keep_evidence(Context&, std::string_view bytes,
                                           const std::string& name);

}  // namespace commands
