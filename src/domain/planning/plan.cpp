// Look-ups over a plan, and the arithmetic of its targets.
#include "domain/planning/plan.hpp"

#include <algorithm>

namespace planning {
namespace {

template <class Rows, class Key>
auto* row_with(const Rows& rows, std::string_view id, Key key) {
  const auto found = std::ranges::find(rows, id, key);
  return found == rows.end() ? nullptr : &*found;
}

Quantity units(Int128 n) { return Quantity::units(static_cast<std::int64_t>(n)); }

}  // namespace

const Resultado* resultado_of(const Plan& plan, std::string_view id) {
  return row_with(plan.resultados, id, &Resultado::id);
}

const Producto* producto_of(const Plan& plan, std::string_view id) {
  return row_with(plan.productos, id, &Producto::id);
}

const Subproducto* subproducto_of(const Plan& plan, std::string_view id) {
  return row_with(plan.subproductos, id, &Subproducto::id);
}

const PeiRow* pei_row_of(const Plan& plan, std::string_view id) {
  return row_with(plan.pei.filas, id, &PeiRow::id);
}

const Ficha* ficha_of(const Plan& plan, std::string_view codigo) {
  const Ficha* latest = nullptr;
  for (const auto& ficha : plan.fichas)
    if (ficha.codigo == codigo && (!latest || ficha.version > latest->version)) latest = &ficha;
  return latest;
}

const Producto* producto_above(const Plan& plan, const Subproducto& subproducto) {
  // As many steps as there are subproductos: a loop of parents ends without an answer.
  const auto* at = &subproducto;
  for (std::size_t steps = 0; at && steps <= plan.subproductos.size(); ++steps) {
    if (const auto* producto = producto_of(plan, at->padre)) return producto;
    at = subproducto_of(plan, at->padre);
  }
  return nullptr;
}

std::vector<const Subproducto*> subproductos_below(const Plan& plan, std::string_view producto) {
  std::vector<const Subproducto*> below;
  for (const auto& one : plan.subproductos)
    if (const auto* above = producto_above(plan, one); above && above->id == producto)
      below.push_back(&one);
  return below;
}

std::string_view programa_of(std::string_view categoria) {
  return categoria.substr(0, categoria.find('-'));
}

Quantity total(const MonthlyGoals& goals) { return total(goals, 1, 12); }

Quantity total(const MonthlyGoals& goals, int first_month, int last_month) {
  Quantity sum;
  for (int month = first_month; month <= last_month; ++month)
    sum += goals[static_cast<std::size_t>(month - 1)];
  return sum;
}

const MonthlyGoals& goals_at(const PoaGoal& goal, Date date) {
  const MonthlyGoals* at = &goal.metas;
  for (const auto& change : goal.reprogramaciones)
    if (change.fecha <= date) at = &change.metas;
  return *at;
}

const MonthlyGoals& goals_in_force(const PoaGoal& goal) {
  return goal.reprogramaciones.empty() ? goal.metas : goal.reprogramaciones.back().metas;
}

std::vector<YearTarget> cumulative_targets(const PeiRow& row) {
  auto targets = row.metas;
  if (row.modo == ModoMeta::Incremental)
    for (std::size_t i = 1; i < targets.size(); ++i) targets[i].valor += targets[i - 1].valor;
  return targets;
}

std::vector<YearTarget> annual_targets(const PeiRow& row) {
  auto targets = row.metas;
  if (row.modo == ModoMeta::Acumulada)
    for (std::size_t i = targets.size(); i-- > 1;)
      targets[i].valor = targets[i].valor - targets[i - 1].valor;
  return targets;
}

Quantity share_of(Quantity total, Quantity percent) {
  const Int128 hundredths = Int128{total.in_hundredths()} * percent.in_hundredths();
  return units(rounded(Ratio{hundredths, Int128{100} * 100 * 100}));
}

UnitInterval units_that_round_to(Quantity total, Quantity percent) {
  // The share lies in [percent − ½, percent + ½): the lowest unit is rounded up, the highest is
  // the last one strictly below the upper end.
  const Int128 whole = total.in_hundredths();
  const Int128 scale = Int128{100} * 100 * 100;
  const Int128 low = whole * (percent.in_hundredths() - 50);
  const Int128 high = whole * (percent.in_hundredths() + 50);
  const auto rounded_up = [&](Int128 n) { return n >= 0 ? (n + scale - 1) / scale : n / scale; };
  return {units(rounded_up(low)), units(rounded_up(high) - 1)};
}

}  // namespace planning
