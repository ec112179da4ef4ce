// Draws from a seed, and projections.
#include "domain/control/sampling.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <numeric>
#include <utility>

#include "base/hash.hpp"
#include "domain/control/tool_refusals.hpp"

namespace control {
namespace {

constexpr std::array<std::string_view, metodo_count> metodos = {"aleatorio", "estratificado",
                                                                "unidad_monetaria"};
constexpr std::array<std::string_view, poblacion_count> poblaciones = {"cur", "expediente"};

constexpr std::array<std::string_view, fuera_count> fueras = {"sin_monto", "rechazado", "anulado",
                                                              "apartado"};

constexpr std::size_t seed_max = 100;  // Bytes.

// `size` of these indices, in the order in which they are drawn.
std::vector<std::size_t> drawn_of(std::vector<std::size_t> from, std::size_t size,
                                  std::string_view seed) {
  SeededNumbers numbers(seed);
  for (std::size_t i = 0; i < size; ++i)
    std::swap(from[i], from[i + static_cast<std::size_t>(numbers.below(from.size() - i))]);
  from.resize(size);
  return from;
}

void add_drawn(std::vector<Drawn>& all, const std::vector<std::size_t>& items) {
  for (const auto item : items) all.push_back({item, 1, static_cast<std::int64_t>(all.size()) + 1});
}

std::vector<Drawn> by_stratum(const std::vector<SampledFrom>& population, std::int64_t size,
                              std::string_view seed) {
  std::map<std::string, std::vector<std::size_t>> strata;
  for (std::size_t i = 0; i < population.size(); ++i) strata[population[i].stratum].push_back(i);
  // The whole part of each share, one at least; then the largest remainders.
  const auto all = static_cast<std::int64_t>(population.size());
  struct Share {
    const std::string* stratum;
    std::int64_t items, taken, remainder;
  };
  std::vector<Share> shares;
  std::int64_t given = 0;
  for (const auto& [stratum, items] : strata) {
    const auto count = static_cast<std::int64_t>(items.size());
    const auto taken = std::max<std::int64_t>(1, size * count / all);
    shares.push_back({&stratum, count, taken, size * count % all});
    given += taken;
  }
  std::ranges::stable_sort(shares, std::ranges::greater{}, &Share::remainder);
  for (auto& share : shares) {
    if (given >= size) break;
    if (share.taken == share.items) continue;
    ++share.taken;
    ++given;
  }
  std::ranges::sort(shares, {}, [](const Share& one) { return *one.stratum; });
  std::vector<Drawn> drawn;
  for (const auto& share : shares)
    add_drawn(drawn, drawn_of(strata[*share.stratum], static_cast<std::size_t>(share.taken),
                              std::string(seed) + "/" + *share.stratum));
  return drawn;
}

Result<std::vector<Drawn>> by_monetary_unit(const std::vector<SampledFrom>& population,
                                            std::int64_t size, std::string_view seed) {
  const Int128 book = positive_sum(population).in_centavos();
  if (book == 0) return refuse(ToolRefusal::SamplePopulationEmpty);
  if (book > INT64_MAX)
    return refuse(ToolRefusal::SampleParameterMalformed,
                  {{"campo", "poblacion"}, {"hallado", show(book)}});
  const Int128 start = SeededNumbers(seed).below(static_cast<std::uint64_t>(book));
  std::vector<Drawn> drawn;
  Int128 before = 0;
  std::int64_t k = 0;
  for (std::size_t i = 0; i < population.size() && k < size; ++i) {
    const Int128 amount = population[i].amount.in_centavos();
    if (amount <= 0) continue;
    std::int64_t hits = 0;
    const auto first = k + 1;
    for (; k < size && (start + k * book) / size < before + amount; ++k) ++hits;
    if (hits > 0) drawn.push_back({i, hits, first});
    before += amount;
  }
  return drawn;
}

constexpr Int128 up(Int128 a, Int128 b) { return a >= 0 ? (a + b - 1) / b : -(-a / b); }

// Σ N_h × mean_h over the strata, of differences and of deviations. The whole centavos are added
// apart from the rest, so that fractions stay small.
void onto(const std::vector<Stratum>& strata, bool by_name, const std::vector<Examined>& items,
          Projection& made) {
  Int128 centavos = 0;
  std::int64_t count = 0;
  Ratio rest, deviating;
  for (const auto& stratum : strata) {
    Int128 wrong = 0;
    std::int64_t examined = 0, deviations = 0;
    for (const auto& item : items) {
      if (by_name && item.stratum != stratum.name) continue;
      ++examined;
      deviations += item.deviates;
      wrong += (item.book - item.audited).in_centavos();
    }
    count += stratum.items;
    if (examined == 0) continue;
    const Int128 weighed = wrong * stratum.items;
    centavos += weighed / examined;
    rest = rest + Ratio{weighed % examined, examined};
    deviating = deviating + Ratio{Int128{deviations} * stratum.items, examined};
  }
  made.projected = MoneySum::centavos(centavos + up(rest.numerator(), rest.denominator()));
  if (count > 0) made.rate = Ratio::whole(100) * deviating / Ratio::whole(count);
}

// By monetary unit.
void by_taint(Confidence confidence, const std::vector<Examined>& items, const DrawnFrom& from,
              Projection& made) {
  // The interval is book ÷ size. Of items below it the tainting stands for a whole interval;
  // greater ones were certain to be met, and stand for themselves.
  const Int128 all = from.book.in_centavos();
  std::vector<Int128> projected;
  MoneySum certain;
  for (const auto& item : items) {
    const Int128 wrong = (item.book - item.audited).in_centavos();
    if (wrong == 0) continue;
    const Int128 worth = item.book.in_centavos();
    if (worth * from.size >= all) {
      certain += MoneySum::centavos(wrong);
    } else {
      projected.push_back(up(wrong * all, worth * from.size));
    }
    made.projected +=
        worth * from.size >= all ? MoneySum::centavos(wrong) : MoneySum::centavos(projected.back());
  }
  // The limit: what no misstatement at all would leave possible, and for each found one, the
  // greatest first, what its factor adds beyond one. Understatements do not lower it.
  std::ranges::sort(projected, std::ranges::greater{});
  std::int64_t before = poisson_factor(confidence, 0);
  MoneySum limit = certain > MoneySum{} ? certain : MoneySum{};
  limit += MoneySum::centavos(up(all * before, Int128{from.size} * 100));
  std::int64_t n = 0;
  for (const auto one : projected) {
    if (one <= 0 || n == 30) break;
    const auto factor = poisson_factor(confidence, ++n);
    limit += MoneySum::centavos(up(one * (factor - before), 100));
    before = factor;
  }
  made.limit = limit;
}

}  // namespace

SeededNumbers::SeededNumbers(std::string_view seed)
    : prefix_("ceiba-muestra-1:" + std::string(seed) + ":") {}

std::uint64_t SeededNumbers::below(std::uint64_t m) {
  assert(m > 0);
  const auto whole = UINT64_MAX / m * m;  // The greatest multiple of m that fits, less none.
  for (;;) {
    const auto hash = sha256(prefix_ + std::to_string(next_++));
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number = number << 8 | hash.bytes[i];
    if (number < whole) return number % m;
  }
}

std::string_view code_of(Metodo one) { return metodos[std::to_underlying(one)]; }
std::optional<Metodo> metodo(std::string_view code) {
  const auto found = std::ranges::find(metodos, code);
  if (found == metodos.end()) return std::nullopt;
  return static_cast<Metodo>(found - metodos.begin());
}
std::string_view code_of(Poblacion one) { return poblaciones[std::to_underlying(one)]; }
std::optional<Poblacion> poblacion(std::string_view code) {
  const auto found = std::ranges::find(poblaciones, code);
  if (found == poblaciones.end()) return std::nullopt;
  return static_cast<Poblacion>(found - poblaciones.begin());
}
std::string_view code_of(Fuera one) { return fueras[std::to_underlying(one)]; }
std::optional<Fuera> fuera(std::string_view code) {
  const auto found = std::ranges::find(fueras, code);
  if (found == fueras.end()) return std::nullopt;
  return static_cast<Fuera>(found - fueras.begin());
}

MoneySum positive_sum(const std::vector<SampledFrom>& population) {
  MoneySum sum;
  for (const auto& one : population)
    if (one.amount > Money{}) sum += one.amount;
  return sum;
}

Result<std::vector<Drawn>> draw(Metodo how, const std::vector<SampledFrom>& population,
                                std::int64_t size, std::string_view seed) {
  if (seed.empty() || seed.size() > seed_max) return refuse(ToolRefusal::SampleSeedMissing);
  if (size < 1)
    return refuse(
        ToolRefusal::SampleParameterMalformed,
        {{"campo", "tamano"}, {"hallado", std::to_string(size)}, {"esperado", "uno o más"}});
  if (population.empty()) return refuse(ToolRefusal::SamplePopulationEmpty);
  if (size > static_cast<std::int64_t>(population.size()) && how != Metodo::UnidadMonetaria)
    return refuse(ToolRefusal::SampleTooLarge, {{"hallado", std::to_string(size)},
                                                {"esperado", std::to_string(population.size())}});
  std::vector<Drawn> drawn;
  switch (how) {
    case Metodo::Aleatorio: {
      std::vector<std::size_t> from(population.size());
      std::iota(from.begin(), from.end(), std::size_t{0});
      add_drawn(drawn, drawn_of(std::move(from), static_cast<std::size_t>(size), seed));
      break;
    }
    case Metodo::Estratificado:
      drawn = by_stratum(population, size, seed);
      break;
    case Metodo::UnidadMonetaria:
      drawn = TRY(by_monetary_unit(population, size, seed));
      break;
  }
  std::ranges::sort(drawn, {}, &Drawn::item);
  return drawn;
}

std::vector<Stratum> strata_of(const std::vector<SampledFrom>& population) {
  std::map<std::string_view, Stratum> by_name;
  for (const auto& item : population) {
    auto& one = by_name[item.stratum];
    ++one.items;
    if (item.amount > Money{}) one.amount += item.amount;
  }
  std::vector<Stratum> all;
  for (auto& [name, one] : by_name) all.push_back({std::string(name), one.items, one.amount});
  return all;
}

Projection project(Metodo how, Confidence confidence, const std::vector<Examined>& items,
                   const DrawnFrom& from) {
  Projection made;
  made.size = static_cast<std::int64_t>(items.size());
  if (items.empty()) return made;
  for (const auto& item : items) {
    made.deviations += item.deviates;
    made.found += item.book - item.audited;
  }
  made.rate_limit = upper_rate(confidence, made.size, made.deviations);
  switch (how) {
    case Metodo::Aleatorio:
      onto({{{}, from.count, {}}}, false, items, made);
      break;
    case Metodo::Estratificado:
      onto(from.strata, true, items, made);
      break;
    case Metodo::UnidadMonetaria:
      by_taint(confidence, items, from, made);
      break;
  }
  return made;
}

}  // namespace control
