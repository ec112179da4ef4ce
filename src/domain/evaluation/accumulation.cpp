// The algebra of accumulation.
#include "domain/evaluation/accumulation.hpp"

#include <algorithm>

namespace evaluation {
namespace {

using planning::Acumulacion;
using planning::Polaridad;

constexpr std::string_view value_formulas[] = {
    "Σ del período",          "historial + Σ desde enero", "último valor reportado",
    "último valor reportado", "último valor reportado",    "último valor reportado"};

Coverage coverage_of(std::span<const Measurement> due) {
  const auto reported =
      std::ranges::count_if(due, [](const Measurement& each) { return each.value.has_value(); });
  return {static_cast<int>(reported), static_cast<int>(due.size())};
}

Figure sum_of(std::string formula, std::span<const Measurement> due, std::optional<Ratio> history) {
  const Coverage coverage = coverage_of(due);
  Exact sum;
  for (const auto& each : due)
    if (each.value) sum = sum + Exact(*each.value);
  std::vector<Operand> operands;
  if (history) {
    operands.push_back({"historial", history, Measure::Units});
    operands.push_back({"periodo", sum.narrow(), Measure::Units});
    sum = sum + Exact(*history);
  } else {
    for (const auto& each : due) operands.push_back({show(each.month), each.value, Measure::Units});
  }
  if (coverage.reported == 0)
    return not_evaluable(std::move(formula), std::move(operands), Measure::Units,
                         NotEvaluable::NoData, coverage);
  return evaluated(std::move(formula), std::move(operands), Measure::Units, sum, coverage);
}

Figure last_of(std::string formula, std::span<const Measurement> due) {
  const Measurement* last = nullptr;
  for (const auto& each : due)
    if (each.value && (last == nullptr || last->month <= each.month)) last = &each;
  const Coverage coverage = coverage_of(due);
  if (last == nullptr)
    return not_evaluable(std::move(formula), {}, Measure::Units, NotEvaluable::NoData, coverage);
  return evaluated(std::move(formula), {{show(last->month), last->value, Measure::Units}},
                   Measure::Units, *last->value, coverage);
}

// The fraction of a table row, before × 100: numerator and denominator, or why there is none.
struct Fraction {
  std::string formula;
  std::vector<Operand> operands;
  Exact numerator, denominator;
  std::optional<NotEvaluable> why_not;
};

Fraction plain(const Ratio& value, const Aim& aim) {
  if (!aim.target)
    return {"100 × valor ÷ meta",
            {{"valor", value}, {"meta", aim.target}},
            {},
            {},
            NotEvaluable::NoTarget};
  const bool down = aim.direction == Polaridad::Descendente;
  Fraction fraction{down ? "100 × meta ÷ valor" : "100 × valor ÷ meta",
                    {{"valor", value}, {"meta", aim.target}},
                    down ? *aim.target : value,
                    down ? value : *aim.target,
                    {}};
  if (fraction.denominator == Exact())
    fraction.why_not = down ? NotEvaluable::NothingDone : NotEvaluable::NotProgrammed;
  return fraction;
}

Fraction from_base(const Ratio& value, const Aim& aim, const char* name,
                   const std::optional<Ratio>& base, NotEvaluable without_base) {
  Fraction fraction{std::string("100 × (valor − ") + name + ") ÷ (meta − " + name + ")",
                    {{"valor", value}, {name, base}, {"meta", aim.target}},
                    {},
                    {},
                    {}};
  if (!base) {
    fraction.why_not = without_base;
  } else if (!aim.target) {
    fraction.why_not = NotEvaluable::NoTarget;
  } else {
    fraction.numerator = Exact(value) - Exact(*base);
    fraction.denominator = Exact(*aim.target) - Exact(*base);
    if (fraction.denominator == Exact())
      fraction.why_not = NotEvaluable::TargetEqualsBaseline;
    else if ((fraction.denominator < Exact()) != (aim.direction == Polaridad::Descendente))
      fraction.why_not = NotEvaluable::DirectionAgainstTarget;
  }
  return fraction;
}

Fraction in_range(const Ratio& value, const Aim& aim) {
  Fraction fraction{"100 dentro del rango; fuera, 100 × la distancia relativa al límite",
                    {{"valor", value}, {"minimo", aim.least}, {"maximo", aim.most}},
                    1,
                    1,
                    {}};
  if (!aim.least && !aim.most) fraction.why_not = NotEvaluable::NoTarget;
  if (aim.least && value < *aim.least) {
    fraction.numerator = value;
    fraction.denominator = *aim.least;
  } else if (aim.most && value > *aim.most) {
    fraction.numerator = *aim.most;
    fraction.denominator = value;
  }
  if (fraction.denominator == Exact()) fraction.why_not = NotEvaluable::NoTarget;
  return fraction;
}

Fraction fraction_of(const Ratio& value, const Aim& aim) {
  if (aim.direction == Polaridad::Rango) return in_range(value, aim);
  switch (aim.accumulation) {
    case Acumulacion::Flujo:
    case Acumulacion::Acumulado:
    case Acumulacion::Stock:
      return plain(value, aim);
    case Acumulacion::Capacidad:
    case Acumulacion::Reduccion:
      return from_base(value, aim, "linea_base", aim.baseline, NotEvaluable::NoBaseline);
    case Acumulacion::ReduccionAnual:
      return from_base(value, aim, "anio_anterior", aim.year_before, NotEvaluable::NoHistory);
  }
  __builtin_unreachable();
}

}  // namespace

Figure value_at_cut(Acumulacion accumulation, std::span<const Measurement> due,
                    std::optional<Ratio> history) {
  std::string formula{value_formulas[std::to_underlying(accumulation)]};
  if (accumulation == Acumulacion::Flujo) return sum_of(std::move(formula), due, std::nullopt);
  if (accumulation != Acumulacion::Acumulado) return last_of(std::move(formula), due);
  if (history) return sum_of(std::move(formula), due, history);
  return not_evaluable(std::move(formula), {{"historial", std::nullopt, Measure::Units}},
                       Measure::Units, NotEvaluable::NoHistory, coverage_of(due));
}

Figure advance(const Figure& value, const Aim& aim) {
  if (!value.value)
    return not_evaluable("100 × valor ÷ meta",
                         {{"valor", std::nullopt, value.measure}, {"meta", aim.target}},
                         Measure::Percent, *value.why_not, value.coverage);
  Fraction fraction = fraction_of(*value.value, aim);
  if (fraction.why_not)
    return not_evaluable(std::move(fraction.formula), std::move(fraction.operands),
                         Measure::Percent, *fraction.why_not, value.coverage);
  return evaluated(std::move(fraction.formula), std::move(fraction.operands), Measure::Percent,
                   Exact(100) * fraction.numerator / fraction.denominator, value.coverage);
}

}  // namespace evaluation
