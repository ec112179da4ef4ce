// Questions about the plan: its versions, what the linter says and what of it was accepted, method
// sheets, measures and lines of the Política with their follow-up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/planning/linter.hpp"
#include "storage/plan_store.hpp"

namespace queries {

// Oldest first.
Result<std::vector<storage::PlanVersionRow>> plan_versions(storage::Database&,
                                                           std::string_view institution);

// The plan in force (of a year, where one is given), or a version by its number (0: in force).
// Errors: PlanUnknown, VersionUnknown.
Result<storage::StoredPlan> plan_of(storage::Database&, std::string_view institution,
                                    std::optional<FiscalYear> year = {}, std::int64_t version = 0);

struct PlanFinding {
  planning::Finding finding;
  std::optional<std::string> accepted;  // The reason.
  std::optional<Date> accepted_on;
};
// Of the plan in force, in the order of the checks; those of its year's execution last.
Result<std::vector<PlanFinding>> plan_findings(storage::Database&, std::string_view institution);

Result<std::vector<storage::SheetRow>> indicator_sheets(storage::Database&,
                                                        std::string_view institution,
                                                        std::int64_t seq = storage::live);

// A measure as the plan has it, and how it stood at the end of a cuatrimestre.
struct MeasureStanding {
  planning::Measure measure;
  planning::MeasureState state = planning::MeasureState::Programada;
  std::optional<storage::MeasureProgressRow> last;  // The newest report up to then.
};
// By chapter and priority. `until` nothing: whatever was reported last.
Result<std::vector<MeasureStanding>> measures(storage::Database&, std::string_view institution,
                                              std::optional<Cuatrimestre> until = {},
                                              std::int64_t seq = storage::live);

struct PolicyLineStanding {
  planning::PolicyLine line;
  bool scheduled = false;                            // Has an activity with years.
  std::vector<storage::PolicyProgressRow> progress;  // By cuatrimestre.
};
struct PolicyStanding {
  planning::Policy policy;  // Without its lines.
  std::vector<PolicyLineStanding> lines;
  std::int64_t without_text = 0, unscheduled = 0, with_progress = 0;
};
Result<PolicyStanding> policy(storage::Database&, std::string_view institution,
                              std::int64_t seq = storage::live);

}  // namespace queries
