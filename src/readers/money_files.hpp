// Files of budget modifications and of quotas (layouts "modificaciones" and "cuotas"): CSV or XLSX.
// What they mean together (sums, doubled keys) is decided by the acts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/budget/modification.hpp"
#include "domain/budget/quota.hpp"

namespace readers {

// One row per line of detail; rows of the same class and number are one modification, whose date,
// resolution, reason and goals are those of its first row. Errors: readers::Refusal and
// budget::DocumentRefusal, with place; the first hundred in `all`.
Result<std::vector<budget::Modification>> read_modifications(std::string_view bytes);

struct QuotaFileRow {
  budget::QuotaKey key;
  Money monto;
  std::string documento;
  std::string place;  // "17", or "Hoja1!A17".
};
Result<std::vector<QuotaFileRow>> read_quotas(std::string_view bytes);

}  // namespace readers
