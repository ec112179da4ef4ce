// Sums that notice overflow, and the rules as a table of comparisons.
#include "domain/budget/amounts.hpp"

namespace budget {
namespace {

constexpr std::size_t rule_count = 5;
constexpr RuleSides sides[rule_count] = {
    {"pagado_negativo", "pagado", "cero"},
    {"pagado_mayor_que_devengado", "pagado", "devengado"},
    {"devengado_mayor_que_comprometido", "devengado", "comprometido"},
    {"comprometido_mayor_que_vigente", "comprometido", "vigente"},
    {"vigente_distinto_de_asignado_mas_modificado", "vigente", "asignado más modificado"},
};

struct Sides {
  Int128 left, right;
};

Sides sides_at(Rule rule, const Amounts& a) {
  switch (rule) {
    case Rule::PagadoNegative:
      return {a[Stage::Pagado], 0};
    case Rule::PagadoOverDevengado:
      return {a[Stage::Pagado], a[Stage::Devengado]};
    case Rule::DevengadoOverComprometido:
      return {a[Stage::Devengado], a[Stage::Comprometido]};
    case Rule::ComprometidoOverVigente:
      return {a[Stage::Comprometido], a[Stage::Vigente]};
    case Rule::VigenteNotSum:
      return {a[Stage::Vigente], Int128{a[Stage::Asignado]} + a[Stage::Modificado]};
  }
  return {};
}

bool broken(Rule rule, const Amounts& a) {
  const auto [left, right] = sides_at(rule, a);
  if (rule == Rule::PagadoNegative) return left < 0;
  return rule == Rule::VigenteNotSum ? left != right : left > right;
}

// The right side may be a sum that does not fit; it is only shown, so the nearest amount will do.
Money shown(Int128 centavos) {
  const auto narrow = MoneySum::centavos(centavos).narrow();
  return narrow ? *narrow : Money::centavos(centavos < 0 ? INT64_MIN : INT64_MAX);
}

}  // namespace

bool add(Amounts& into, const Amounts& more) {
  bool overflow = false;
  for (std::size_t i = 0; i < stage_count; ++i)
    overflow |= __builtin_add_overflow(into.centavos[i], more.centavos[i], &into.centavos[i]);
  return !overflow;
}

bool subtract(Amounts& from, const Amounts& less) {
  bool overflow = false;
  for (std::size_t i = 0; i < stage_count; ++i)
    overflow |= __builtin_sub_overflow(from.centavos[i], less.centavos[i], &from.centavos[i]);
  return !overflow;
}

bool add(YearMovements& into, const YearMovements& more) {
  bool fits = true;
  for (std::size_t m = 0; m < month_count; ++m) fits &= add(into.months[m], more.months[m]);
  return fits;
}

UsedAmounts UsedAmounts::all() {
  UsedAmounts used;
  for (auto& month : used.bits_) month.fill(1);
  return used;
}

std::optional<Amounts> accumulated(const YearMovements& movements, unsigned month) {
  Amounts sum;
  for (std::size_t m = 0; m < month; ++m)
    if (!add(sum, movements.months[m])) return std::nullopt;
  return sum;
}

std::optional<YearMovements> movements_of(const YearMovements& accumulated_amounts,
                                          std::uint16_t given_months, const Amounts& before) {
  YearMovements movements;
  Amounts last = before;
  for (std::size_t m = 0; m < month_count; ++m) {
    if ((given_months >> m & 1) == 0) continue;
    movements.months[m] = accumulated_amounts.months[m];
    if (!subtract(movements.months[m], last)) return std::nullopt;
    last = accumulated_amounts.months[m];
  }
  return movements;
}

std::vector<Breach> breaches(const YearMovements& movements) {
  std::vector<Breach> found;
  for (std::size_t r = 0; r < rule_count; ++r) {
    const auto rule = static_cast<Rule>(r);
    Amounts sum;
    for (unsigned month = 1; month <= month_count; ++month) {
      const bool fits = add(sum, movements.months[month - 1]);
      if (fits && !broken(rule, sum)) continue;
      const auto [left, right] = sides_at(rule, sum);
      found.push_back({rule, month, shown(left), shown(right)});
      break;
    }
  }
  return found;
}

bool sound(const YearMovements& movements) {
  Amounts sum;
  for (const auto& month : movements.months) {
    if (!add(sum, month)) return false;
    std::int64_t whole = 0;
    if (sum[Stage::Pagado] < 0 || sum[Stage::Pagado] > sum[Stage::Devengado] ||
        sum[Stage::Devengado] > sum[Stage::Comprometido] ||
        sum[Stage::Comprometido] > sum[Stage::Vigente] ||
        __builtin_add_overflow(sum[Stage::Asignado], sum[Stage::Modificado], &whole) ||
        whole != sum[Stage::Vigente])
      return false;
  }
  return true;
}

const RuleSides& sides_of(Rule rule) { return sides[static_cast<std::size_t>(rule)]; }

Balances balances_of(const Amounts& a) {
  return {a.money(Stage::Vigente) - a.money(Stage::Comprometido),
          a.money(Stage::Vigente) - a.money(Stage::Devengado),
          a.money(Stage::Comprometido) - a.money(Stage::Devengado),
          a.money(Stage::Devengado) - a.money(Stage::Pagado)};
}

std::optional<Ratio> execution(const Amounts& a) {
  if (a[Stage::Vigente] <= 0) return std::nullopt;
  return Ratio{a[Stage::Devengado], a[Stage::Vigente]};
}

}  // namespace budget
