// What a sample may be drawn from, in an order that anybody can repeat.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/control/sampling.hpp"
#include "storage/database.hpp"

namespace storage {

struct SamplePopulation {
  std::vector<control::SampledFrom> items;  // By number.
  std::vector<std::string> descriptions;    // One for each.
  std::int64_t without_amount = 0;  // Left out: what has no amount cannot be examined by it.
  bool illustrative = false;
};

// CURs of a year that make spending owed and that count, stratified by the group of their first
// line; payment files of a year, stratified by their kind of spending.
Result<SamplePopulation> sample_population(Database&, std::string_view institution,
                                           control::Poblacion, FiscalYear);

}  // namespace storage
