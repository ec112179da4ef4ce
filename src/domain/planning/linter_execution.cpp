// Four comparisons; each yields figures, never a judgement of who is right.
#include "domain/planning/linter_execution.hpp"

#include <algorithm>

namespace planning {
namespace {

constexpr std::string_view sobremeta = "hallazgo.ejecucion_sobre_meta";
constexpr std::string_view sin_gasto = "hallazgo.ejecucion_sin_gasto";
constexpr std::string_view gasto_sin_meta = "hallazgo.gasto_sin_ejecucion";
constexpr std::string_view rebajada = "hallazgo.meta_rebajada_a_lo_ejecutado";
constexpr std::string_view motives[] = {sobremeta, sin_gasto, gasto_sin_meta, rebajada};

constexpr std::string_view execution = "F-EJECUCION", lowered = "F-BAJA";
constexpr std::string_view subproductos = "subproductos.", productos = "productos.";

Finding found(std::string_view code, std::string lugar, std::string_view motivo,
              std::vector<Detail> cifras) {
  return {std::string(code), std::move(lugar), std::string(motivo), std::move(cifras),
          Severity::Media};
}

// More than a fifth above the goal of the year (R13: 1.2). A goal of zero has its own finding in
// the report of reprogrammings.
bool far_above(const ExecutedGoal& one) {
  return one.goal > Quantity{} && one.executed &&
         Int128{one.executed->in_hundredths()} * 5 > Int128{one.goal.in_hundredths()} * 6;
}

void lint_goal(const ExecutedGoal& one, std::vector<Finding>& all) {
  if (far_above(one))
    all.push_back(found(execution, std::string(subproductos) + one.subproducto, sobremeta,
                        {{"ejecutado", show(*one.executed)}, {"meta", show(one.goal)}}));
  if (one.goal < one.initial_goal && one.executed && *one.executed >= one.goal &&
      *one.executed > Quantity{})
    all.push_back(found(lowered, std::string(subproductos) + one.subproducto, rebajada,
                        {{"antes", show(one.initial_goal)},
                         {"ahora", show(one.goal)},
                         {"ejecutado", show(*one.executed)}}));
}

}  // namespace

std::vector<Finding> lint_execution(const std::vector<ExecutedProduct>& products) {
  std::vector<Finding> all;
  for (const auto& product : products) {
    for (const auto& goal : product.goals) lint_goal(goal, all);
    if (!product.devengado) continue;
    const auto lugar = std::string(productos) + product.producto;
    const auto executes = [](const ExecutedGoal& one) {
      return one.executed && *one.executed > Quantity{};
    };
    const bool executed = std::ranges::any_of(product.goals, executes);
    // Who has not reported has not said zero.
    const bool told_zero = std::ranges::all_of(
        product.goals, [](const ExecutedGoal& one) { return one.executed == Quantity{}; });
    if (executed && *product.devengado == MoneySum{})
      all.push_back(found(execution, lugar, sin_gasto, {}));
    if (!product.goals.empty() && told_zero && *product.devengado > MoneySum{})
      all.push_back(found(execution, lugar, gasto_sin_meta, {{"costo", show(*product.devengado)}}));
  }
  return all;
}

std::string execution_key(std::string_view code, std::string_view lugar) {
  return std::string(code) + "|" + std::string(lugar);
}

bool is_of_execution(const Plan& plan, std::string_view code, std::string_view lugar) {
  const auto names = [&](std::string_view room, const auto& items) {
    if (!lugar.starts_with(room)) return false;
    return std::ranges::any_of(
        items, [&](const auto& one) { return lugar.substr(room.size()) == one.id; });
  };
  return (code == execution && names(productos, plan.productos)) ||
         ((code == execution || code == lowered) && names(subproductos, plan.subproductos));
}

std::span<const std::string_view> execution_motives() { return motives; }

}  // namespace planning
