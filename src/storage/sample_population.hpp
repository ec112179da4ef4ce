// What a sample may be drawn from, in an order that anybody can repeat.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "domain/control/sampling.hpp"
#include "storage/database.hpp"

namespace storage {

struct SamplePopulation {
  control::Poblacion of{};
  std::vector<control::SampledFrom> items;                    // By number.
  std::array<std::int64_t, control::fuera_count> left_out{};  // By Fuera.
  bool illustrative = false;
  std::vector<std::string> descriptions;  // Of CURs, one for each; files are asked (described).
};

// CURs of a year that make spending owed and that count, stratified by the group of their first
// line; payment files of a year that were neither rejected nor annulled, stratified by their kind
// of spending. A million files are read a page at a time, without their content.
Result<SamplePopulation> sample_population(Database&, std::string_view institution,
                                           control::Poblacion, FiscalYear);

// What an item is of, in words.
Result<std::string> described(Database&, std::string_view institution, const SamplePopulation&,
                              std::size_t item);

}  // namespace storage
