// Fractions of any size, for sums of many fractions: the average of twelve percentages with
// unrelated denominators does not fit in 128 bits. Ratio remains the type of every result.
#pragma once

#include <compare>
#include <memory>

#include "domain/values/ratio.hpp"

namespace evaluation {

class Exact {
 public:
  Exact();              // 0
  Exact(const Ratio&);  // NOLINT: lossless.
  Exact(Int128 whole);  // NOLINT: lossless.

  friend Exact operator+(const Exact&, const Exact&);
  friend Exact operator-(const Exact&, const Exact&);
  friend Exact operator*(const Exact&, const Exact&);
  friend Exact operator/(const Exact&, const Exact&);  // Asserts the divisor is not zero.
  friend std::strong_ordering operator<=>(const Exact&, const Exact&);
  friend bool operator==(const Exact&, const Exact&);

  // The same fraction as a Ratio with both parts below 2^62, so that results can be compared and
  // combined two by two. A fraction whose lowest terms are larger becomes the nearest multiple of
  // 10^-12 (of fewer decimals only above 4 million): far finer than anything that is printed.
  Ratio narrow() const;

 private:
  struct Value;
  explicit Exact(std::shared_ptr<const Value>);
  std::shared_ptr<const Value> value_;
};

}  // namespace evaluation
