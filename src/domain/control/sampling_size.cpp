// Sample sizes and limits in integers.
#include "domain/control/sampling_size.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <string>
#include <vector>

#include "domain/control/tool_refusals.hpp"

namespace control {
namespace {

constexpr std::int64_t whole = 10'000;  // 100 % in hundredths of a per cent.

constexpr std::array<Confidence, 3> known = {{{99, 6635, 19}, {95, 3841, 16}, {90, 2706, 15}}};

// A natural number of any size: what weights of a sample grow to.
class Natural {
 public:
  explicit Natural(std::uint32_t value = 0) {
    if (value != 0) digits_.push_back(value);
  }

  Natural& operator*=(std::uint32_t factor) {
    std::uint64_t carry = 0;
    for (auto& digit : digits_) {
      carry += std::uint64_t{digit} * factor;
      digit = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) digits_.push_back(static_cast<std::uint32_t>(carry));
    trim();
    return *this;
  }

  Natural& operator+=(const Natural& other) {
    if (digits_.size() < other.digits_.size()) digits_.resize(other.digits_.size());
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < digits_.size(); ++i) {
      carry += digits_[i];
      if (i < other.digits_.size()) carry += other.digits_[i];
      digits_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) digits_.push_back(static_cast<std::uint32_t>(carry));
    return *this;
  }

  bool zero() const { return digits_.empty(); }

  friend bool operator<=(const Natural& a, const Natural& b) {
    if (a.digits_.size() != b.digits_.size()) return a.digits_.size() < b.digits_.size();
    for (auto i = a.digits_.size(); i-- > 0;)
      if (a.digits_[i] != b.digits_[i]) return a.digits_[i] < b.digits_[i];
    return true;
  }

 private:
  void trim() {
    while (!digits_.empty() && digits_.back() == 0) digits_.pop_back();
  }
  std::vector<std::uint32_t> digits_;  // The least first.
};

// How many ordered draws of n items have 0, 1, 2 … deviations, and how many there are in all. With
// a population each draw takes from it; without, every draw is like the first.
class Draws {
 public:
  // Of `of` items, `deviant` deviate.
  Draws(std::int64_t deviant, std::int64_t of, bool replaced, std::int64_t deviations_max)
      : deviant_(deviant), of_(of), replaced_(replaced) {
    weights_.resize(static_cast<std::size_t>(deviations_max) + 1);
    weights_[0] = Natural(1);
  }

  void next() {
    const auto sound = of_ - deviant_;
    for (auto i = weights_.size(); i-- > 0;) {
      const auto taken = static_cast<std::int64_t>(i);
      auto& here = weights_[i];
      if (!here.zero()) here *= left(sound, n_ - taken);
      if (i == 0 || weights_[i - 1].zero()) continue;
      auto more = weights_[i - 1];
      more *= left(deviant_, taken - 1);
      here += more;
    }
    all_ *= left(of_, n_);
    ++n_;
  }

  // Whether `deviations` or fewer have a probability of at most (100 − percent) ÷ 100.
  bool rare(std::int64_t deviations, std::int64_t percent) const {
    Natural sum;
    for (std::int64_t i = 0; i <= deviations; ++i) sum += weights_[static_cast<std::size_t>(i)];
    sum *= 100;
    auto bound = all_;
    bound *= static_cast<std::uint32_t>(100 - percent);
    return sum <= bound;
  }

 private:
  std::uint32_t left(std::int64_t of, std::int64_t taken) const {
    return static_cast<std::uint32_t>(replaced_ ? of : std::max<std::int64_t>(0, of - taken));
  }
  std::int64_t deviant_, of_, n_ = 0;
  bool replaced_;
  std::vector<Natural> weights_;
  Natural all_{1};
};

constexpr std::int64_t up(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

std::unexpected<Error> malformed(std::string_view field, std::string found, std::string expected) {
  return refuse(ToolRefusal::SampleParameterMalformed, {{"campo", std::string(field)},
                                                        {"hallado", std::move(found)},
                                                        {"esperado", std::move(expected)}});
}

}  // namespace

std::span<const Confidence> confidences() { return known; }

Result<Confidence> confidence_of(std::int64_t percent) {
  for (const auto& one : known)
    if (one.percent == percent) return one;
  return malformed("confianza", std::to_string(percent), "99, 95 o 90");
}

Result<AttributePlan> attribute_size(Confidence confidence, std::int64_t tolerable,
                                     std::int64_t expected,
                                     std::optional<std::int64_t> population) {
  if (tolerable < 1 || tolerable >= whole)
    return malformed("tolerable", std::to_string(tolerable), "entre 0.01 y 99.99 %");
  if (expected < 0 || expected >= tolerable)
    return malformed("esperada", std::to_string(expected), "menos que la tasa tolerable");
  if (population && (*population < 1 || *population > 1'000'000'000))
    return malformed("poblacion", std::to_string(*population), "uno o más");
  const auto most = std::min(sample_max, population.value_or(sample_max));
  const auto common = std::gcd(tolerable, whole);
  // The least number of deviations in the population that is intolerable.
  const auto deviant = population ? up(*population * tolerable, whole) : tolerable / common;
  Draws draws(deviant, population.value_or(whole / common), !population,
              up(most * expected, whole));
  for (std::int64_t n = 1; n <= most; ++n) {
    draws.next();
    const auto deviations = up(n * expected, whole);
    if (draws.rare(deviations, confidence.percent)) return AttributePlan{n, deviations};
  }
  return refuse(ToolRefusal::SampleSizeImpossible, {{"esperado", std::to_string(most)}});
}

std::int64_t upper_rate(Confidence confidence, std::int64_t size, std::int64_t deviations) {
  assert(size > 0 && deviations >= 0 && deviations <= size);
  if (deviations == size) return whole;
  std::int64_t possible = 0, excluded = whole;  // The rate is between them; excluded at 100 %.
  while (excluded - possible > 1) {
    const auto rate = (possible + excluded) / 2;
    const auto common = std::gcd(rate, whole);
    Draws draws(rate / common, whole / common, true, deviations);
    for (std::int64_t n = 0; n < size; ++n) draws.next();
    (draws.rare(deviations, confidence.percent) ? excluded : possible) = rate;
  }
  return excluded;
}

Result<std::int64_t> proportion_size(Confidence confidence, std::int64_t population,
                                     std::int64_t margin) {
  if (population < 1 || population > 1'000'000'000)
    return malformed("poblacion", std::to_string(population), "uno o más");
  if (margin < 1 || margin >= whole)
    return malformed("margen", std::to_string(margin), "entre 0.01 y 99.99 %");
  // χ² N ¼ ÷ (d² (N − 1) + χ² ¼), all over 1000 · 10000².
  const Ratio spread{Int128{confidence.chi_square}, 4000};
  const Ratio square{Int128{margin} * margin, Int128{whole} * whole};
  return static_cast<std::int64_t>(rounded(spread * Ratio::whole(population) /
                                           (square * Ratio::whole(population - 1) + spread)));
}

std::int64_t poisson_factor(Confidence confidence, std::int64_t misstatements) {
  assert(misstatements >= 0 && misstatements <= 30);
  // Σ fⁱ/i! over the first terms, rounded up, against e^f, rounded down: in units of 10⁻¹². At most
  // a hundredth too much, never too little.
  constexpr Int128 unit = 1'000'000'000'000;
  const auto enough = [&](std::int64_t factor) {
    Int128 above = unit, below = unit, first = unit, all = unit;
    for (std::int64_t i = 1; i <= 200; ++i) {
      const Int128 part = Int128{100} * i;
      above = (above * factor + part - 1) / part;
      below = below * factor / part;
      if (i <= misstatements) first += above;
      all += below;
    }
    return first * 100 <= all * (100 - confidence.percent);
  };
  std::int64_t less = 0, factor = 5000;  // Of thirty at 99 % it is below fifty.
  while (factor - less > 1) {
    const auto middle = (less + factor) / 2;
    (enough(middle) ? factor : less) = middle;
  }
  return factor;
}

Result<std::int64_t> monetary_size(Confidence confidence, MoneySum book, Money tolerable,
                                   Money expected) {
  if (book <= MoneySum{}) return malformed("poblacion", ::show(book), "un monto mayor que cero");
  if (tolerable <= Money{})
    return malformed("tolerable", ::show(tolerable), "un monto mayor que cero");
  if (expected < Money{} ||
      Int128{expected.in_centavos()} * confidence.expansion >= Int128{tolerable.in_centavos()} * 10)
    return malformed("esperada", ::show(expected), "menos de lo que deja el error tolerable");
  const Int128 room = Int128{tolerable.in_centavos()} * 10 -
                      Int128{expected.in_centavos()} * confidence.expansion;  // Tenths.
  const Int128 asked = book.in_centavos() * poisson_factor(confidence, 0);    // Hundredths.
  const Int128 size = (asked + room * 10 - 1) / (room * 10);
  if (size > sample_max)
    return refuse(ToolRefusal::SampleSizeImpossible, {{"esperado", std::to_string(sample_max)}});
  return static_cast<std::int64_t>(size);
}

}  // namespace control
