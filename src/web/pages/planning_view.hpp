// What the pages of planning share: the version that the address asks for, the words for the plan's
// closed lists, and how a changed plan becomes a new version. No page of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "queries/plans.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"

namespace web {

// The plan of ?version=3, of ?anio=2026, or in force; nothing where no plan was ever loaded.
Result<std::optional<storage::StoredPlan>> plan_asked(Visit&, std::optional<FiscalYear> = {});
// The plan in force, for pages that change it. Error: PlanUnknown.
Result<storage::StoredPlan> plan_in_force(Visit&, std::optional<FiscalYear> = {});

// "Versión 3, AMN 007-2025, vigente" with links to all versions.
Html version_line(const storage::StoredPlan&);
Html plan_stamps(const storage::StoredPlan&);
Response no_plan(Visit&, std::string_view heading);
std::vector<Crumb> planning_crumbs();

std::string_view word_of(planning::ResultLevel);
std::string_view word_of(planning::MeasureState);
Tint tint_of(planning::MeasureState);
std::string_view word_of(planning::Acumulacion);
std::string_view word_of(planning::Polaridad);
std::string_view word_of(planning::Frecuencia);
std::string_view word_of(planning::TipoConteo);
std::string_view word_of(planning::Origen);

// A version of the plan that differs from the one in force: what it changes, what the linter says
// of it, and what an act would say (refused, or its outcome).
struct PlanProposal {
  std::vector<planning::Finding> findings;
  std::vector<std::pair<std::string, std::pair<std::string, std::string>>> changes;
  std::optional<Error> refusal;
};
Result<PlanProposal> proposed(Visit&, const planning::Plan* before, const planning::Plan& after,
                              std::string_view file_name, std::string_view file_hash);
// The differences and the findings as page content.
Html proposal_view(Visit&, const PlanProposal&);
TableView changes_table(
    const std::vector<std::pair<std::string, std::pair<std::string, std::string>>>&,
    std::string caption);

// Adds the approving act to a changed plan, unless it is named already.
void approve_by(planning::Plan&, std::string_view number, std::string_view what, Date);
// Submits the plan as a new version.
Result<commands::Receipt> load_version(Visit&, const planning::Plan&, std::string_view file_name,
                                       std::string_view file_hash);

// Numbers as people type them: "1,234.5", "Q 1,234.50", "5 %". Errors: those of the value.
Result<Quantity> typed_quantity(std::string_view);
Result<Money> typed_money(std::string_view);
Result<Date> typed_date(std::string_view);  // 31/05/2026 or 2026-05-31.

// The cuatrimestre of ?periodo=2026-C1, else the one of today within the plan's year.
Cuatrimestre period_asked(Visit&, std::int16_t year);

}  // namespace web
