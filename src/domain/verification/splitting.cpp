// Groups purchases by unit, family and period, and holds their sums against the limits.
#include "domain/verification/splitting.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "domain/verification/grouping.hpp"
#include "domain/verification/rule.hpp"

namespace verification {
namespace {

struct Limits {
  Money per_cuatrimestre, per_year;
  std::int64_t alert;  // Hundredths of a point.
};
std::optional<Limits> limits_of(const RuleNorms& norms) {
  const auto four_months = norms.money(Parameter::FraccionCuatrimestre);
  const auto year = norms.money(Parameter::FraccionEjercicio);
  const auto alert = norms.share(Parameter::FraccionAviso);
  if (!four_months || !year || !alert) return std::nullopt;
  if (!norms.knows(Parameter::FraccionDirectas) || !norms.knows(Parameter::FraccionCotizaciones))
    return std::nullopt;
  return Limits{*four_months, *year, *alert};
}

Month month_in(Date date) { return month_of(date); }

Date first_of(SplitPeriod period, Date date) {
  if (period == SplitPeriod::Ejercicio)
    return date.year() / std::chrono::January / std::chrono::day{1};
  return first_day(first_month(cuatrimestre_of(month_in(date))));
}
Date last_of(SplitPeriod period, Date date) {
  if (period == SplitPeriod::Ejercicio)
    return date.year() / std::chrono::December / std::chrono::day{31};
  return last_day(last_month(cuatrimestre_of(month_in(date))));
}

std::optional<SplitPeriod> period_of(Modalidad modalidad, const RuleNorms& norms) {
  if (norms.holds(Parameter::FraccionDirectas, modalidad)) return SplitPeriod::Cuatrimestre;
  if (norms.holds(Parameter::FraccionCotizaciones, modalidad)) return SplitPeriod::Ejercicio;
  return std::nullopt;
}

SplitLevel level_of(Money sum, Money limit, std::int64_t alert) {
  if (sum > limit) return SplitLevel::Over;
  if (Int128{sum.in_centavos()} * 10000 >= Int128{limit.in_centavos()} * alert)
    return SplitLevel::Alert;
  return SplitLevel::Below;
}

}  // namespace

Ratio share_of(const SplitGroup& group) {
  return {group.suma.in_centavos(), group.limite.in_centavos()};
}

std::string period_name(SplitPeriod period, Date first) {
  const auto month = month_in(first);
  return period == SplitPeriod::Ejercicio ? show(month.year) : show(cuatrimestre_of(month));
}

std::optional<std::vector<SplitGroup>> split_groups(std::span<const Purchase> purchases,
                                                    const RuleNorms& norms) {
  const auto limits = limits_of(norms);
  if (!limits) return std::nullopt;
  struct Key {
    UnidadEjecutora unit;
    std::string_view family;
    SplitPeriod period{};
    Date first{};
    auto operator<=>(const Key&) const = default;
  };
  Groups<Key> rows(
      purchases.size(),
      [&](std::size_t at) -> std::optional<Key> {
        const auto& bought = purchases[at];
        const auto period = period_of(bought.modalidad, norms);
        if (!period) return std::nullopt;
        return Key{bought.unidad, bought.familia.view(), *period, first_of(*period, bought.fecha)};
      },
      [](const Key& key) {
        const auto day = std::chrono::sys_days{key.first}.time_since_epoch().count();
        return mixed(mixed(hash_of(key.unit.digits()), hash_of(key.family)),
                     static_cast<std::size_t>(day) * 2 + std::to_underlying(key.period));
      });
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t at) -> const Key& { return rows.key(at); });
  std::vector<SplitGroup> groups;
  groups.reserve(order.size());
  for (const auto at : order) {
    const auto of_group = rows.rows(at);
    const auto& key = rows.key(at);
    MoneySum sum;
    for (const auto row : of_group) sum += purchases[row].monto;
    std::ranges::sort(of_group, {}, [&](std::size_t row) {
      return std::tuple(purchases[row].fecha, purchases[row].expediente.view(), row);
    });
    SplitGroup group;
    group.compras.assign(of_group.begin(), of_group.end());
    const auto& head = purchases[of_group.front()];
    group.unidad = head.unidad;
    group.familia = head.familia;
    group.periodo = key.period;
    group.primero = key.first;
    group.ultimo = last_of(group.periodo, head.fecha);
    group.suma = sum.narrow().value_or(Money::centavos(INT64_MAX));
    group.limite =
        group.periodo == SplitPeriod::Ejercicio ? limits->per_year : limits->per_cuatrimestre;
    group.nivel = level_of(group.suma, group.limite, limits->alert);
    groups.push_back(std::move(group));
  }
  return groups;
}

std::optional<std::vector<SplitAnswer>> split_answers(std::span<const Purchase> before,
                                                      const Purchase& next,
                                                      const RuleNorms& norms) {
  std::vector<Purchase> all(before.begin(), before.end());
  all.push_back(next);
  auto groups = split_groups(all, norms);
  if (!groups) return std::nullopt;
  std::vector<SplitAnswer> answers;
  const auto rule = *rule_at("C03");
  for (auto& group : *groups) {
    if (std::ranges::find(group.compras, all.size() - 1) == group.compras.end()) continue;
    const bool over = group.nivel == SplitLevel::Over;
    answers.push_back(
        {std::move(group), over && norms.certainty(rule) == Certeza::Verificada, norms.norm(rule)});
  }
  return answers;
}

}  // namespace verification
