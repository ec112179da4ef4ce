// Shares and their comparison.
#include "domain/evaluation/equity.hpp"

#include <algorithm>

#include "domain/production/categories.hpp"

namespace evaluation {
namespace {

using production::Axis;

struct Count {
  std::string category;
  Int128 attended = 0, reference = 0;  // Hundredths.
};

Count& count_of(std::vector<Count>& counts, const std::string& category) {
  const auto found = std::ranges::find(counts, category, &Count::category);
  if (found != counts.end()) return *found;
  return counts.emplace_back(Count{category, 0, 0});
}

// Closed lists in their order, then the rest by name.
std::vector<Count> counts_of(Axis axis, std::span<const production::Part> parts,
                             const std::optional<ReferencePopulation>& reference) {
  std::vector<Count> counts;
  for (const auto& category : production::categories())
    if (category.axis == axis) count_of(counts, std::string(category.group));
  const auto closed = static_cast<std::ptrdiff_t>(counts.size());
  for (const auto& part : parts)
    if (part.axis == axis)
      count_of(counts, production::group_of(axis, part.category)).attended +=
          part.amount.in_hundredths();
  if (reference)
    for (const auto& share : reference->shares)
      count_of(counts, production::group_of(axis, share.category)).reference +=
          share.persons.in_hundredths();
  std::ranges::sort(counts.begin() + closed, counts.end(), {}, &Count::category);
  std::erase_if(counts, [](const Count& c) { return c.attended == 0 && c.reference == 0; });
  return counts;
}

Figure share(std::string formula, std::string part_name, Int128 part, std::string whole_name,
             Int128 whole, std::optional<NotEvaluable> why_not) {
  std::vector<Operand> operands{Operand{std::move(part_name), Ratio{part, 100}, Measure::Units},
                                Operand{std::move(whole_name), Ratio{whole, 100}, Measure::Units}};
  if (!why_not && whole <= 0) why_not = NotEvaluable::NoData;
  if (why_not)
    return not_evaluable(std::move(formula), std::move(operands), Measure::Percent, *why_not);
  return evaluated(std::move(formula), std::move(operands), Measure::Percent,
                   Exact(100) * Exact(part) / Exact(whole));
}

Figure compared(const Figure& attended, const Figure& reference,
                const std::vector<NotEvaluable>& why_not) {
  const char* formula = "% atendido ÷ % de referencia";
  std::vector<Operand> operands{{"atendido", attended.value, Measure::Percent},
                                {"referencia", reference.value, Measure::Percent}};
  auto why = why_not.empty() ? std::nullopt : std::optional(why_not.front());
  for (const auto* side : {&attended, &reference})
    if (!why && !side->value) why = side->why_not;
  if (!why && *reference.value == Ratio{}) why = NotEvaluable::NoReference;
  if (why) return not_evaluable(formula, std::move(operands), Measure::Times, *why);
  return evaluated(formula, std::move(operands), Measure::Times,
                   Exact(*attended.value) / Exact(*reference.value));
}

}  // namespace

Equity equity(Axis axis, Quantity attended, std::span<const production::Part> parts,
              const std::optional<ReferencePopulation>& reference, const Ratio& undisclosed_limit) {
  const auto counts = counts_of(axis, parts, reference);
  const Int128 whole = attended.in_hundredths();
  Int128 disclosed = 0, population = 0;
  for (const auto& count : counts) {
    disclosed += count.attended;
    population += count.reference;
  }
  Equity out{axis, attended, {}, {}, {}, {}, ""};
  out.undisclosed_percent = share("100 × sin desagregar ÷ atendidas", "sin_desagregar",
                                  whole - disclosed, "atendidas", whole, std::nullopt);
  if (whole <= 0) out.why_not.push_back(NotEvaluable::NoData);
  if (!reference || population <= 0) out.why_not.push_back(NotEvaluable::NoReference);
  if (out.undisclosed_percent.value && *out.undisclosed_percent.value > undisclosed_limit)
    out.why_not.push_back(NotEvaluable::TooManyUndisclosed);
  if (reference) {
    out.reference_loaded = reference->loaded;
    out.reference_source = reference->source;
  }
  const auto no_reference =
      reference && population > 0 ? std::nullopt : std::optional(NotEvaluable::NoReference);
  const auto add = [&](std::string category, Int128 persons, Figure reference_share) {
    Figure attended_share = share("100 × categoría ÷ atendidas", "categoria", persons, "atendidas",
                                  whole, std::nullopt);
    Figure ratio = compared(attended_share, reference_share, out.why_not);
    out.rows.push_back({std::move(category),
                        Quantity::hundredths(static_cast<std::int64_t>(persons)),
                        std::move(attended_share), std::move(reference_share), std::move(ratio)});
  };
  for (const auto& count : counts)
    add(count.category, count.attended,
        share("100 × categoría ÷ población de referencia", "categoria", count.reference,
              "poblacion", population, no_reference));
  if (whole > disclosed)
    add("", whole - disclosed,
        not_evaluable("", {}, Measure::Percent, NotEvaluable::NotProgrammed));
  return out;
}

}  // namespace evaluation
