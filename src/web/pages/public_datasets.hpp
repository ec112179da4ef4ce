// The open datasets, each as one table: what its page previews, what its files hold, what the
// explorer asks. No page of its own.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "web/pages/public_view.hpp"

namespace web {

struct Dataset {
  std::string_view slug;         // "presupuesto"
  std::string_view name, about;  // Spanish: keys of the catalogue.
  std::string_view frequency;
  std::string_view unit;  // Of its figures: "quetzales", or the column that says it; "" for none.
  Result<TableView> (*table)(Visit&, const queries::PublicYear&);
};
const std::vector<Dataset>& datasets();
const Dataset* dataset_of(std::string_view slug);

// What a column means, for the dictionary.
std::string column_meaning(const Visit&, std::string_view key);
std::string_view column_type(TableColumn::Kind);  // "number", as Frictionless calls it.

}  // namespace web
