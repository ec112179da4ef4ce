// Short-term analysis: what each remaining month would have to bring, and where the year ends if
// it goes on as so far (linear) or as in earlier years (monthly profile), with the error that the
// same method would have made on those years. A projection is always called one.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "domain/evaluation/figure.hpp"
#include "domain/values/period.hpp"

namespace evaluation {

// Twelve complete months of an earlier year; amounts in any one measure.
struct PastYear {
  FiscalYear year;
  std::array<Ratio, 12> months{};
};

struct Course {
  int months = 0;   // Gone: 1 … 12.
  Ratio executed;   // From January to the cut.
  Ratio year_goal;  // Vigente, or the year's goal.
  Measure measure = Measure::Quetzales;
};

// What a method would have said of an earlier year at the same month.
struct Trial {
  FiscalYear year;
  Ratio projected, actual;
  Ratio error_percent;  // 100 × |projected − actual| ÷ actual
};

struct Projection {
  Figure at_close;         // Where the year ends.
  Figure percent_of_goal;  // 100 × at_close ÷ year_goal
  std::vector<Trial> trials;
  Figure error;  // Mean of the trials' errors, in percent.
};

struct ShortTerm {
  Figure average;      // executed ÷ months gone
  Figure needed;       // (year_goal − executed) ÷ months left; zero where the goal is reached.
  Projection linear;   // executed × 12 ÷ months
  Projection profile;  // executed ÷ mean share of the year that earlier years had by this month
};

// Years without any execution, or with nothing by this month, say nothing and are left out. The
// linear method is tried on every year; the profile on each with the profile of the others, so it
// needs two.
ShortTerm short_term(const Course&, std::span<const PastYear>);

}  // namespace evaluation
