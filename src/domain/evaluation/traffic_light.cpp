// Index and state.
#include "domain/evaluation/traffic_light.hpp"

namespace evaluation {
namespace {

constexpr std::string_view names[] = {"en_ritmo", "atencion",     "rezago", "sobre_lo_programado",
                                      "sin_dato", "no_programado"};

Light light_of(const Ratio& index, const Thresholds& thresholds) {
  if (index < thresholds.attention_from) return Light::Behind;
  if (index < thresholds.ok_from) return Light::Attention;
  return index > thresholds.ok_upto ? Light::Above : Light::Ok;
}

}  // namespace

std::string_view name_of(Light light) { return names[std::to_underlying(light)]; }

Expected expected_by(std::optional<Ratio> programme_to_date, std::optional<Ratio> year_goal,
                     int months) {
  if (programme_to_date) return {programme_to_date, false};
  if (!year_goal) return {std::nullopt, true};
  return {(Exact(*year_goal) * Exact(months) / Exact(12)).narrow(), true};
}

Signal signal(std::optional<Ratio> executed, const Expected& expected,
              planning::Polaridad direction, int months, const Thresholds& thresholds) {
  const bool down = direction == planning::Polaridad::Descendente;
  const char* formula = down ? "100 × esperado ÷ ejecutado" : "100 × ejecutado ÷ esperado";
  std::vector<Operand> operands{{"ejecutado", executed, Measure::Units},
                                {"esperado", expected.value, Measure::Units}};
  const auto without = [&](Light light, NotEvaluable why) {
    return Signal{light, not_evaluable(formula, operands, Measure::Percent, why), expected.linear,
                  false};
  };
  const Ratio zero;
  if (!expected.value) return without(Light::NotProgrammed, NotEvaluable::NoTarget);
  if (*expected.value <= zero && !down)
    return executed && *executed > zero
               ? without(Light::Above, NotEvaluable::NotProgrammed)
               : without(Light::NotProgrammed, NotEvaluable::NotProgrammed);
  if (!executed) return without(Light::NoData, NotEvaluable::NoData);
  if (down &&
      *executed <= zero)  // Nothing of what should be little: better than asked, or as asked.
    return without(*expected.value > zero ? Light::Above : Light::Ok, NotEvaluable::NothingDone);
  const Exact over = down ? *expected.value : *executed, under = down ? *executed : *expected.value;
  Signal result{Light::Ok,
                evaluated(formula, operands, Measure::Percent, Exact(100) * over / under),
                expected.linear, false};
  result.light = light_of(*result.index.value, thresholds);
  if (result.light == Light::Behind && months <= 1) {
    result.light = Light::Attention;
    result.softened = true;
  }
  return result;
}

}  // namespace evaluation
