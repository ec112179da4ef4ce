// The row as it is kept.
#include "queries/suppliers.hpp"

namespace queries {

Result<std::optional<storage::SupplierRow>> supplier(storage::Database& db,
                                                     std::string_view institution,
                                                     std::string_view nit) {
  return storage::supplier_of(db, institution, nit);
}

}  // namespace queries
