// The row of the visado, as it was written.
#include "queries/visado.hpp"

namespace queries {

Result<std::optional<storage::VisadoRow>> visado_seen(storage::Database& db,
                                                      std::string_view institution,
                                                      std::string_view number) {
  return storage::visado_of(db, institution, number);
}

}  // namespace queries
