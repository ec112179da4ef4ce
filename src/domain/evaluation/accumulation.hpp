// How a series of measurements becomes the value of an indicator at a cut, and how far that value
// is on the way to its target. Six ways of accumulating × three directions (DNP, Guía para la
// construcción y análisis de indicadores, §3.1–3.7: stock, flujo, acumulado, capacidad, reducción,
// reducción anual).
//
//   type             value at the cut                         advance, in percent
//   flujo            sum of the period                        R ÷ M
//   acumulado        history + sum since the year began       ΣR ÷ ΣM
//   stock            last reported                            R ÷ M
//   capacidad        last reported                            (R − base) ÷ (M − base)
//   reducción        last reported                            (base − R) ÷ (base − M)
//   reducción anual  last reported                            (R₋₁ − R) ÷ (R₋₁ − M), R₋₁ a year ago
//
// For flujo, acumulado and stock a descending indicator turns the fraction: M ÷ R. A range is met
// inside its bounds; outside, it is as far as its nearer bound.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "domain/evaluation/figure.hpp"
#include "domain/planning/plan.hpp"

namespace evaluation {

// A measurement that was due for a month; nothing where it was not reported.
struct Measurement {
  Month month;
  std::optional<Ratio> value;
};

// The value at the cut of the measurements due in the period. `history` is what was accumulated
// before the first of them: an accumulated indicator without it is not evaluable.
Figure value_at_cut(planning::Acumulacion, std::span<const Measurement> due,
                    std::optional<Ratio> history);

struct Aim {
  planning::Acumulacion accumulation = planning::Acumulacion::Flujo;
  planning::Polaridad direction = planning::Polaridad::Ascendente;
  std::optional<Ratio> target;
  std::optional<Ratio> baseline;     // For capacidad and reducción.
  std::optional<Ratio> year_before;  // For reducción anual.
  std::optional<Ratio> least, most;  // Of a range.
};

// 100 × the fraction of the table above.
Figure advance(const Figure& value, const Aim&);

}  // namespace evaluation
