// Which items are drawn, so that anybody with the seed draws the same, and what is projected from
// them onto the whole.
//
// The generator: number i (0, 1, 2 …) is the first eight bytes, most significant first, of
// SHA-256("ceiba-muestra-1:" SEED ":" i, in decimal). A number below m is that one modulo m; one
// that is not below the greatest multiple of m under 2^64 is thrown away, and the next is taken.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/control/sampling_size.hpp"
#include "domain/values/money.hpp"

namespace control {

class SeededNumbers {
 public:
  explicit SeededNumbers(std::string_view seed);
  std::uint64_t below(std::uint64_t m);  // Asserts m > 0.

 private:
  std::string prefix_;
  std::uint64_t next_ = 0;
};

enum class Metodo : std::uint8_t { Aleatorio, Estratificado, UnidadMonetaria };
inline constexpr std::size_t metodo_count = 3;
std::string_view code_of(Metodo);  // "unidad_monetaria"
std::optional<Metodo> metodo(std::string_view code);

// What may be drawn from.
enum class Poblacion : std::uint8_t { Curs, Expedientes };
inline constexpr std::size_t poblacion_count = 2;
std::string_view code_of(Poblacion);  // "cur"
std::optional<Poblacion> poblacion(std::string_view code);

struct SampledFrom {
  std::string reference;  // Of the object: the number of a CUR or of a payment file.
  std::string stratum;    // "" where there is none.
  Money amount;
};

struct Drawn {
  std::size_t item = 0;    // Index into the population.
  std::int64_t hits = 1;   // By monetary unit an item may be met more than once.
  std::int64_t place = 1;  // 1 for the first that was drawn.
};

// Without replacement: item i of the draw is exchanged with one of those from i on. By stratum:
// each gets its share of the size (largest remainders, one at least) and draws with the seed
// "SEED/STRATUM". By monetary unit: point k of n is quetzal-centavo ⌊(r + k·B)/n⌋ of the B of all
// amounts above zero, in the order given, r being drawn below B; others cannot be met. The answer
// is in the order of the population. Errors: SampleSeedMissing, SampleParameterMalformed,
// SamplePopulationEmpty, SampleTooLarge.
Result<std::vector<Drawn>> draw(Metodo, const std::vector<SampledFrom>&, std::int64_t size,
                                std::string_view seed);

// The sum of the amounts above zero: what a sample by monetary unit is drawn from.
MoneySum positive_sum(const std::vector<SampledFrom>&);

// An examined item.
struct Examined {
  Money book, audited;
  std::int64_t hits = 1;
  bool deviates = false;
};

// What the sample says of the population. Money is rounded up to the centavo, item by item.
struct Projection {
  std::int64_t size = 0, deviations = 0;
  std::int64_t rate_limit = 0;    // Hundredths of a per cent.
  MoneySum found;                 // Of the sample: book less audited.
  MoneySum projected;             // Onto the population.
  std::optional<MoneySum> limit;  // By monetary unit: the greatest misstatement that is possible.
};
// `items` of a population of `count` with that book value.
Projection project(Metodo, Confidence, const std::vector<Examined>&, std::int64_t count,
                   MoneySum book, std::int64_t size);

}  // namespace control
