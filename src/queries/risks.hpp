// The risk matrix of a year with its bands, its work plan and the continuity of its evidence.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/control/risk.hpp"
#include "storage/risk_store.hpp"

namespace queries {

struct RiskMatrix {
  FiscalYear year;
  std::vector<control::RiskBand> bands;
  std::vector<storage::RiskRow> risks;      // By number, without those withdrawn.
  std::vector<storage::RiskRow> withdrawn;  // By number.
  std::vector<storage::RiskActionRow> actions;
  std::vector<storage::RiskEvidenceRow> evidence;
  std::vector<storage::ComponentRow> components;
  bool illustrative = false;

  const control::RiskBand* band_of(const storage::RiskRow& row) const {
    return control::band_of(bands, row.levels.residual());
  }
  const storage::RiskRow* risk(std::int64_t number) const;  // Null where there is none.
  // The evidence of an action, oldest first.
  std::vector<const storage::RiskEvidenceRow*> evidence_of(const storage::RiskActionRow&) const;
};

// Bands as of `day`.
Result<RiskMatrix> risk_matrix(storage::Database&, std::string_view institution, FiscalYear,
                               Date day);

}  // namespace queries
