// What differs between two evaluations: two cuts, or a cut and the live state.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "queries/evaluation.hpp"

namespace queries {

struct Difference {
  std::string figure;   // "ejecucion_fisica", "ejecutado", "devengado", "avance" …
  std::string subject;  // Code of what it is about: "P02.S1", "11", "FI-01"; "" for the whole.
  std::string name;
  evaluation::Measure measure = evaluation::Measure::Units;
  std::optional<Ratio> before, after;
};

// Every compared figure, equal ones too, in the order of the report.
std::vector<Difference> compared(const Evaluation& before, const Evaluation& after);

}  // namespace queries
