// An indicator as the public reads it: goal of the year, what was reached, both in one unit.
#pragma once

#include "web/pages/public_view.hpp"

namespace web {

struct PublicIndicator {
  const queries::Indicator* evaluated = nullptr;
  const planning::PeiRow* row = nullptr;
  const planning::Ficha* sheet = nullptr;
  bool percent = false;  // The values are points of a total.
  bool running = true;   // Goals are running totals, so that the last one is the final goal.
  struct Year {
    int year = 0;
    std::optional<Ratio> goal, value;
  };
  std::vector<Year> years;                  // Of the plan, in order; the current one up to the cut.
  std::optional<Ratio> goal, value, final;  // Of the cut's year; of the last year.
};

// One for each row of the PEI that has an evaluated sheet, in the plan's order.
std::vector<PublicIndicator> indicators_of(const queries::PublicYear&);

// "687,456 personas", "51 %": a value in the indicator's unit.
std::string indicator_value(const PublicIndicator&, const Ratio&);
// "personas", "delegaciones": the unit's name for so many.
std::string unit_word(const Ratio&, std::string unit);
std::string indicator_address(const Visit&, const PublicIndicator&);
// State of a year: its light, or "Aún no vence".
Html indicator_state(const Visit&, const PublicIndicator&);

}  // namespace web
