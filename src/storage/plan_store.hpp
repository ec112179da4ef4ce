// Plans, method sheets and their follow-up as rows: what they were at an entry of the journal, or
// are now. The plan itself is one canonical document per version (docs/decisions/0010).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/planning/plan.hpp"
#include "storage/goal_store.hpp"
#include "storage/records.hpp"

namespace storage {

struct PlanVersionRow {
  std::int64_t number = 0;
  std::string name;
  FiscalYear year;
  std::string digest;  // SHA-256 of the canonical document.
  std::string acts;    // "AMN 007-2025, AMN 006-2023"
  std::string file_name, file_hash;
  std::int64_t actor = 0;
  Date on{};
  std::int64_t from_seq = 0;
  std::optional<std::int64_t> until_seq;
};

struct StoredPlan {
  PlanVersionRow version;
  planning::Plan plan;
};

struct PlanGoalRow {
  production::GoalKey key;
  Quantity initial, amount;  // As first approved; in force.
  planning::TipoConteo kind = planning::TipoConteo::Documentos;
  bool illustrative = false;
  std::int64_t from_seq = 0;
};

struct SheetRow {
  planning::Ficha sheet;
  bool approved = false;
  std::int64_t proposed_by = 0;
  Date proposed_on{};
  std::int64_t proposed_seq = 0;
  std::string approved_by;  // The post the sheet names, or "actor N".
  std::optional<Date> approved_on;
  std::optional<std::int64_t> approved_seq;
  std::string act;
};

struct AcceptedFindingRow {
  std::int64_t plan = 0;
  std::string finding;  // SHA-256 of planning::key_of().
  std::string code, place, reason;
  std::int64_t actor = 0;
  Date on{};
};

struct MeasureProgressRow {
  std::string measure;
  Cuatrimestre period;
  planning::MeasureState state = planning::MeasureState::Programada;
  std::string progress;
  std::optional<Quantity> amount;  // Of the measure's goal.
  std::optional<Money> spent;
  std::vector<production::Evidence> evidence;
  std::int64_t actor = 0;
  Date on{};
  std::int64_t from_seq = 0;
};

struct PolicyProgressRow {
  std::int32_t line = 0;
  Cuatrimestre period;
  std::string progress;
  std::optional<Quantity> percent;
  std::vector<production::Evidence> evidence;
  std::int64_t actor = 0;
  Date on{};
  std::int64_t from_seq = 0;
};

// All versions, oldest first, without their documents.
Result<std::vector<PlanVersionRow>> plan_versions(Database&, std::string_view institution);

// The plan in force for a fiscal year at an entry of the journal; of any year where `year` is
// nothing: the newest. Nothing where there is none.
Result<std::optional<StoredPlan>> plan_at(Database&, std::string_view institution,
                                          std::optional<FiscalYear> year = {},
                                          std::int64_t seq = live);
Result<std::optional<StoredPlan>> plan_version(Database&, std::string_view institution,
                                               std::int64_t number);

// Ordered by key; months inclusive.
Result<std::vector<PlanGoalRow>> plan_goals_at(Database&, std::string_view institution, Month first,
                                               Month last, std::int64_t seq = live);
Result<std::optional<PlanGoalRow>> plan_goal_of(Database&, std::string_view institution,
                                                const production::GoalKey&);

// Every version of every sheet that was proposed by then, by code and version. `approved` is as of
// that entry.
Result<std::vector<SheetRow>> sheets_at(Database&, std::string_view institution,
                                        std::int64_t seq = live);
// The sheet to evaluate a cut with: of a code, the highest approved version in force on the date.
Result<std::optional<SheetRow>> sheet_in_force(Database&, std::string_view institution,
                                               std::string_view code, Date,
                                               std::int64_t seq = live);

Result<std::vector<AcceptedFindingRow>> accepted_findings(Database&, std::string_view institution,
                                                          std::int64_t plan);
Result<std::vector<MeasureProgressRow>> measure_progress_at(Database&, std::string_view institution,
                                                            std::int64_t seq = live);
Result<std::vector<PolicyProgressRow>> policy_progress_at(Database&, std::string_view institution,
                                                          std::int64_t seq = live);

// Whole rows for Changes::put; institution and seq are filled in by the framework.
Fields fields_of(const PlanVersionRow&, std::string_view document);
Fields fields_of(const PlanGoalRow&, std::optional<std::int64_t> until = {});
Fields fields_of(const SheetRow&);
Fields fields_of(const AcceptedFindingRow&);
Fields fields_of(const MeasureProgressRow&, std::optional<std::int64_t> until = {});
Fields fields_of(const PolicyProgressRow&, std::optional<std::int64_t> until = {});

// The canonical document of a version, as it was stored.
Result<std::string> plan_document(Database&, std::string_view institution, std::int64_t number);

}  // namespace storage
