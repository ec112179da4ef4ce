// Plans out of storage, and the linter over them.
#include "queries/plans.hpp"

#include <algorithm>
#include <map>

#include "base/hash.hpp"
#include "domain/planning/linter_execution.hpp"
#include "domain/planning/refusals.hpp"
#include "queries/evaluation.hpp"

namespace queries {

using planning::Refusal;

namespace {

// What the year of the plan has done and spent so far, as the linter compares it.
std::vector<planning::ExecutedProduct> executed_of(const Evaluation& year) {
  std::vector<planning::ExecutedProduct> products;
  for (const auto& product : year.products) {
    auto& one = products.emplace_back();
    one.producto = product.code;
    for (const auto& goal : product.goals)
      one.goals.push_back(
          {goal.subproducto, goal.initial_goal, goal.year_goal, goal.accumulated.executed});
    for (const auto& line : year.financial.activities)
      if (line.code == product.category) one.devengado = line.devengado;
  }
  return products;
}

}  // namespace

Result<std::vector<storage::PlanVersionRow>> plan_versions(storage::Database& db,
                                                           std::string_view institution) {
  return storage::plan_versions(db, institution);
}

Result<storage::StoredPlan> plan_of(storage::Database& db, std::string_view institution,
                                    std::optional<FiscalYear> year, std::int64_t version) {
  auto found = version == 0 ? TRY(storage::plan_at(db, institution, year))
                            : TRY(storage::plan_version(db, institution, version));
  if (found) return *std::move(found);
  if (version == 0) return refuse(Refusal::PlanUnknown);
  return refuse(Refusal::VersionUnknown, {{"hallado", std::to_string(version)}});
}

Result<std::vector<PlanFinding>> plan_findings(storage::Database& db,
                                               std::string_view institution) {
  const auto stored = TRY(plan_of(db, institution));
  std::map<std::string, storage::AcceptedFindingRow> accepted;
  for (auto& row : TRY(storage::accepted_findings(db, institution, stored.version.number))) {
    const auto key = row.finding;
    accepted.emplace(key, std::move(row));
  }
  std::vector<PlanFinding> all;
  const auto add = [&](planning::Finding finding, const std::string& key) {
    const auto found = accepted.find(show(sha256(key)));
    auto& one = all.emplace_back();
    one.finding = std::move(finding);
    if (found == accepted.end()) return;
    one.accepted = found->second.reason;
    one.accepted_on = found->second.on;
  };
  for (auto& finding : planning::lint(stored.plan)) {
    const auto key = planning::key_of(finding);
    add(std::move(finding), key);
  }
  const auto year =
      TRY(evaluation_of(db, institution, show(FiscalYear{stored.plan.poa.ejercicio})));
  for (auto& finding : planning::lint_execution(executed_of(year))) {
    const auto key = planning::execution_key(finding.codigo, finding.lugar);
    add(std::move(finding), key);
  }
  return all;
}

Result<std::vector<storage::SheetRow>> indicator_sheets(storage::Database& db,
                                                        std::string_view institution,
                                                        std::int64_t seq) {
  return storage::sheets_at(db, institution, seq);
}

Result<std::vector<MeasureStanding>> measures(storage::Database& db, std::string_view institution,
                                              std::optional<Cuatrimestre> until, std::int64_t seq) {
  const auto stored = TRY(storage::plan_at(db, institution, {}, seq));
  if (!stored) return refuse(Refusal::PlanUnknown);
  std::vector<MeasureStanding> all;
  for (const auto& measure : stored->plan.medidas) all.push_back({measure, measure.estado, {}});
  std::ranges::stable_sort(all, {}, [](const MeasureStanding& one) {
    return std::pair(one.measure.capitulo, one.measure.prioridad);
  });
  // Rows come by measure and period: the last one that counts stays.
  for (auto& row : TRY(storage::measure_progress_at(db, institution, seq))) {
    if (until && row.period > *until) continue;
    for (auto& one : all)
      if (one.measure.codigo == row.measure) {
        one.state = row.state;
        one.last = row;
      }
  }
  return all;
}

Result<PolicyStanding> policy(storage::Database& db, std::string_view institution,
                              std::int64_t seq) {
  auto stored = TRY(storage::plan_at(db, institution, {}, seq));
  if (!stored) return refuse(Refusal::PlanUnknown);
  PolicyStanding standing;
  standing.policy = std::move(stored->plan.politica);
  for (auto& line : standing.policy.lineas) {
    auto& one = standing.lines.emplace_back();
    one.line = std::move(line);
    one.scheduled = std::ranges::any_of(
        one.line.actividades, [](const auto& activity) { return !activity.anios.empty(); });
    standing.without_text += one.line.texto.empty();
    standing.unscheduled += !one.scheduled;
  }
  standing.policy.lineas.clear();
  for (auto& row : TRY(storage::policy_progress_at(db, institution, seq)))
    for (auto& one : standing.lines)
      if (one.line.numero == row.line) one.progress.push_back(row);
  for (const auto& one : standing.lines) standing.with_progress += !one.progress.empty();
  return standing;
}

}  // namespace queries
