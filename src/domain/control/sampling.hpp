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

// Why something of that kind and year is not in the population.
enum class Fuera : std::uint8_t {
  SinMonto,   // What has no amount cannot be examined by it.
  Rechazado,  // A payment file that was rejected or annulled pays nothing.
  Anulado,
  Apartado,  // A CUR that the ledger could not post.
};
inline constexpr std::size_t fuera_count = 4;
std::string_view code_of(Fuera);  // "sin_monto"
std::optional<Fuera> fuera(std::string_view code);

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

// What a stratum of the population holds.
struct Stratum {
  std::string name;
  std::int64_t items = 0;
  MoneySum amount;  // Of those above zero.
};
std::vector<Stratum> strata_of(const std::vector<SampledFrom>&);  // By name.

// An examined item.
struct Examined {
  Money book, audited;
  std::int64_t hits = 1;
  bool deviates = false;
  std::string stratum = "";
};

// What the items were drawn from.
struct DrawnFrom {
  std::int64_t count = 0;
  MoneySum book;
  std::int64_t size = 0;        // Asked for.
  std::vector<Stratum> strata;  // Of a sample by stratum.
};

// What the sample says of the population. Money is rounded up to the centavo, in the end; by
// monetary unit item by item.
struct Projection {
  std::int64_t size = 0, deviations = 0;
  std::optional<Ratio> rate;      // Estimated, per cent; by monetary unit there is none.
  std::int64_t rate_limit = 0;    // Hundredths of a per cent.
  MoneySum found;                 // Of the sample: book less audited.
  MoneySum projected;             // Onto the population.
  std::optional<MoneySum> limit;  // By monetary unit: the greatest misstatement that is possible.
};
// At random: what an item shows on average, times all items. By stratum the same of each, added up:
// strata of which one item at least was drawn weigh what they hold, not what was drawn of them
// (W. G. Cochran, Sampling Techniques, 3rd ed., 5.3: the estimate is the sum of N_h × mean_h).
Projection project(Metodo, Confidence, const std::vector<Examined>&, const DrawnFrom&);

}  // namespace control
