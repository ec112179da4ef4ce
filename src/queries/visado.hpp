// What a visado saw when it was given, as the page of its result shows it.
#pragma once

#include "storage/payment_file_store.hpp"

namespace queries {

// Nothing where the file has no visado.
Result<std::optional<storage::VisadoRow>> visado_seen(storage::Database&,
                                                      std::string_view institution,
                                                      std::string_view number);

}  // namespace queries
