// A supplier as the institution has registered it.
#pragma once

#include "storage/payment_file_store.hpp"

namespace queries {

// Nothing where the NIT is not registered.
Result<std::optional<storage::SupplierRow>> supplier(storage::Database&,
                                                     std::string_view institution,
                                                     std::string_view nit);

}  // namespace queries
