// How many items an auditor examines, and what the sample says of the whole. Every probability is
// an exact integer fraction; only the factors of Poisson are bounded, upwards, to a hundredth.
//
// Sources of the methods:
//   attributes        binomial, or hypergeometric where the population is known: the least n whose
//                     risk of overreliance is at most 100 − confidence (AICPA, Audit Guide: Audit
//                     Sampling, tables of sample sizes for tests of controls, at 5 % and 10 %)
//   proportions       R. V. Krejcie and D. W. Morgan, Determining Sample Size for Research
//                     Activities, Educational and Psychological Measurement 30 (1970), 607–610
//   monetary unit     confidence factors of Poisson and expansion factors of the same Audit Guide
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/result.hpp"
#include "domain/values/money.hpp"
#include "domain/values/ratio.hpp"

namespace control {

// The degrees of confidence that tables are published for.
struct Confidence {
  std::int64_t percent;     // 95
  std::int64_t chi_square;  // Of one degree of freedom, in thousandths: 3841.
  std::int64_t expansion;   // Of expected misstatement, in tenths: 16.
};
std::span<const Confidence> confidences();  // 99, 95, 90.
// Error: SampleParameterMalformed.
Result<Confidence> confidence_of(std::int64_t percent);

inline constexpr std::int64_t sample_max = 1500;  // Beyond it a plan is no sample any more.

// Rates are hundredths of a per cent: 5 % is 500. Deviations that are expected of n items are
// rounded up, as the tables do. `population` nothing: so great that it does not matter. Errors:
// SampleParameterMalformed (expected not below tolerable, or outside 0 … 100 %),
// SampleSizeImpossible (none up to sample_max).
struct AttributePlan {
  std::int64_t size = 0;
  std::int64_t deviations = 0;  // Expected; with no more, the control is relied upon.
};
Result<AttributePlan> attribute_size(Confidence, std::int64_t tolerable, std::int64_t expected,
                                     std::optional<std::int64_t> population = {});

// The greatest rate that `deviations` in `size` items leave possible at that confidence, in
// hundredths of a per cent, rounded up.
std::int64_t upper_rate(Confidence, std::int64_t size, std::int64_t deviations);

// Items to ask of a population for a proportion of one half, within ± margin (hundredths of a per
// cent); rounded to the nearest as the table is printed.
Result<std::int64_t> proportion_size(Confidence, std::int64_t population, std::int64_t margin);

// The least hundredth f such that a Poisson variable of mean f is `misstatements` or less with
// probability at most 100 − confidence: 300 for none at 95 %.
std::int64_t poisson_factor(Confidence, std::int64_t misstatements);

// Items of a sample by monetary unit: book × factor ÷ (tolerable − expected × expansion), rounded
// up. Errors: SampleParameterMalformed, SampleSizeImpossible.
Result<std::int64_t> monetary_size(Confidence, MoneySum book, Money tolerable, Money expected);

}  // namespace control
