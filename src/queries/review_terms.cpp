// One parameter for each term.
#include "queries/review_terms.hpp"

#include <string_view>
#include <utility>

#include "domain/values/quantity.hpp"
#include "storage/catalog_store.hpp"

namespace queries {
namespace {

struct TermRow {
  std::string_view parameter;
  int otherwise;  // Where the parameters were not loaded.
};
constexpr TermRow rows[] = {{"expediente_plazo_revision", 5},
                            {"expediente_plazo_visado", 2},
                            {"expediente_plazo_respuesta", 5}};

}  // namespace

Result<int> review_term(storage::Database& db, ReviewTerm term, Date day) {
  const auto& row = rows[std::to_underlying(term)];
  const auto text = TRY(storage::parameter(db, row.parameter, day));
  const auto value = text ? Quantity::parse(*text) : Quantity::units(row.otherwise);
  return value ? static_cast<int>(rounded(value->as_ratio())) : row.otherwise;
}

}  // namespace queries
