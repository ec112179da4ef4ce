// The six amounts of a budget line and how they relate: what a month moved, what has accumulated
// to it, and the rules that the accumulated amounts keep. Not where they come from (readers) nor
// where they are kept (storage).
//
//   asignado + modificado = vigente ≥ comprometido ≥ devengado ≥ pagado ≥ 0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values/money.hpp"
#include "domain/values/ratio.hpp"

namespace budget {

enum class Stage : std::uint8_t { Asignado, Modificado, Vigente, Comprometido, Devengado, Pagado };
inline constexpr std::size_t stage_count = 6;
inline constexpr std::size_t month_count = 12;
inline constexpr std::array<std::string_view, stage_count> stage_names = {
    "asignado", "modificado", "vigente", "comprometido", "devengado", "pagado"};

inline std::string_view show(Stage stage) { return stage_names[static_cast<std::size_t>(stage)]; }

// Centavos of each stage. A month's movement may be negative: a reversal.
struct Amounts {
  std::array<std::int64_t, stage_count> centavos{};

  constexpr std::int64_t& operator[](Stage s) { return centavos[static_cast<std::size_t>(s)]; }
  constexpr std::int64_t operator[](Stage s) const { return centavos[static_cast<std::size_t>(s)]; }
  Money money(Stage s) const { return Money::centavos((*this)[s]); }
  friend auto operator<=>(const Amounts&, const Amounts&) = default;
};

// False, and `into` is of no use any more, where an amount would pass 64 bits.
[[nodiscard]] bool add(Amounts& into, const Amounts& more);
[[nodiscard]] bool subtract(Amounts& from, const Amounts& less);

// What each month of a year moved; index 0 is January.
struct YearMovements {
  std::array<Amounts, month_count> months{};
  friend auto operator<=>(const YearMovements&, const YearMovements&) = default;
};
[[nodiscard]] bool add(YearMovements& into, const YearMovements& more);

// Which stages of which months are not zero in any of many years: a month's load writes few.
class UsedAmounts {
 public:
  static UsedAmounts all();
  void note(std::size_t month, const Amounts& amounts) {  // Month from 0.
    for (std::size_t s = 0; s < stage_count; ++s) bits_[month][s] |= amounts.centavos[s];
  }
  void note(const UsedAmounts& others) {
    for (std::size_t m = 0; m < month_count; ++m)
      for (std::size_t s = 0; s < stage_count; ++s) bits_[m][s] |= others.bits_[m][s];
  }
  bool has(std::size_t month, std::size_t stage) const { return bits_[month][stage] != 0; }

 private:
  std::array<std::array<std::int64_t, stage_count>, month_count> bits_{};
};

// What had accumulated at the end of `month` (1 … 12). Nothing on overflow.
std::optional<Amounts> accumulated(const YearMovements&, unsigned month);

// Movements of each month from amounts accumulated since January: each given month minus the one
// given before it. A month that is not given moved nothing. `before` is what had accumulated
// before the first given month. Nothing on overflow.
std::optional<YearMovements> movements_of(const YearMovements& accumulated_amounts,
                                          std::uint16_t given_months, const Amounts& before);

// The rules, in order of precedence.
enum class Rule : std::uint8_t {
  PagadoNegative,
  PagadoOverDevengado,
  DevengadoOverComprometido,
  ComprometidoOverVigente,
  VigenteNotSum,  // vigente ≠ asignado + modificado
};

// A rule that the amounts accumulated to `month` break, first month only: `left` should not be
// below zero, not above `right`, or equal to it.
struct Breach {
  Rule rule;
  unsigned month;
  Money left, right;
  friend auto operator<=>(const Breach&, const Breach&) = default;
};

// Every rule that is broken, once, at the first month that breaks it. Overflow counts as unsound
// (callers have refused such amounts before).
std::vector<Breach> breaches(const YearMovements&);
bool sound(const YearMovements&);  // The same question without the answer: nothing is broken.

// The two sides of a rule, for sentences: {"pagado", "devengado"}.
struct RuleSides {
  std::string_view code;  // "pagado_mayor_que_devengado"
  std::string_view left, right;
};
const RuleSides& sides_of(Rule);

// Balances as SICOIN prints them; both readings of "saldo por devengar" are named.
struct Balances {
  MoneySum por_comprometer;          // vigente − comprometido
  MoneySum por_devengar_vigente;     // vigente − devengado
  MoneySum compromiso_no_devengado;  // comprometido − devengado
  MoneySum por_pagar;                // devengado − pagado
};
Balances balances_of(const Amounts& accumulated_amounts);

// devengado / vigente; nothing where vigente is not above zero ("sin asignación" is not 0 %).
std::optional<Ratio> execution(const Amounts& accumulated_amounts);

}  // namespace budget
