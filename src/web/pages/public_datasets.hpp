// The open datasets, each as one table: what its page previews, what its files hold, what the
// explorer asks. No page of its own.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "domain/accountability/disclosed_persons.hpp"
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

// The dataset of persons (public_persons.cpp), and how its keys are told.
Result<TableView> persons_table(Visit&, const queries::PublicYear&);
std::string axis_label(const Visit&, const disclosure::PersonKey&);   // "Sexo"; "Total"
std::string category_of(const Visit&, const disclosure::PersonKey&);  // "Mujeres"

// What a column means, for the dictionary.
std::string column_meaning(const Visit&, std::string_view key);
std::string_view column_type(TableColumn::Kind);  // "number", as Frictionless calls it.

}  // namespace web
