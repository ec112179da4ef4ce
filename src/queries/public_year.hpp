// What the public sees of a year: a frozen cut, evaluated, with the plan that was in force at it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/planning/plan.hpp"
#include "queries/evaluation.hpp"

namespace queries {

struct PublicYear {
  Evaluation evaluation;  // With its cut.
  planning::Plan plan;
};

// The newest version of each frozen cut, the latest period first; of periods that end alike, the
// longest first.
Result<std::vector<Cut>> public_cuts(storage::Database&, std::string_view institution);

// Errors as evaluation_at.
Result<PublicYear> public_year(storage::Database&, const Cut&);

// The last day on which the report of a cuatrimestre is published: working days after its end, as
// norms/parametros says it.
Result<Date> publication_deadline(storage::Database&, Cuatrimestre);

}  // namespace queries
