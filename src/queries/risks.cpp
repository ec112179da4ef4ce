// The matrix put together.
#include "queries/risks.hpp"

#include <algorithm>

#include "storage/catalog_store.hpp"

namespace queries {

const storage::RiskRow* RiskMatrix::risk(std::int64_t number) const {
  for (const auto* list : {&risks, &withdrawn})
    if (const auto found = std::ranges::find(*list, number, &storage::RiskRow::number);
        found != list->end())
      return &*found;
  return nullptr;
}

std::vector<const storage::RiskEvidenceRow*> RiskMatrix::evidence_of(
    const storage::RiskActionRow& action) const {
  std::vector<const storage::RiskEvidenceRow*> all;
  for (const auto& one : evidence)
    if (one.risk == action.risk && one.action == action.number) all.push_back(&one);
  return all;
}

Result<RiskMatrix> risk_matrix(storage::Database& db, std::string_view institution, FiscalYear year,
                               Date day) {
  RiskMatrix made;
  made.year = year;
  made.bands = TRY(control::risk_bands(TRY(storage::catalog_rows(db, "bandas_riesgo")), day));
  for (auto& row : TRY(storage::risks(db, institution, year))) {
    made.illustrative = made.illustrative || row.illustrative;
    (row.withdrawn.empty() ? made.risks : made.withdrawn).push_back(std::move(row));
  }
  made.actions = TRY(storage::risk_actions(db, institution, year));
  made.evidence = TRY(storage::risk_evidence(db, institution, year));
  made.components = TRY(storage::control_components(db, institution, year));
  for (const auto& one : made.actions) made.illustrative = made.illustrative || one.illustrative;
  for (const auto& one : made.evidence) made.illustrative = made.illustrative || one.illustrative;
  for (const auto& one : made.components) made.illustrative = made.illustrative || one.illustrative;
  return made;
}

}  // namespace queries
