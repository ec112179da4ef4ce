// Austerity: spending that the containment norms watch, what of it is a candidate once the inputs
// of the product itself are left out, and measures with a baseline whose saving the budget proves.
// Superfluous is renglón × producto × insumo, never a renglón alone: 122 in the producto of travel
// documents is passport booklets.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/values/codes.hpp"
#include "domain/values/money.hpp"
#include "domain/values/period.hpp"
#include "domain/values/ratio.hpp"

namespace budget {

// Which spending: renglones of a category ("11-00-000-002-000") or, where it is "", of all.
struct SpendingScope {
  std::set<Renglon> renglones;
  std::string category;
  bool holds(std::string_view category_of_line, const Renglon&) const;
  friend bool operator==(const SpendingScope&, const SpendingScope&) = default;
};
// "121;131-136" ↔ the set; ranges are of codes. Errors: those of Renglon.
Result<std::set<Renglon>> parse_renglones(std::string_view);
std::string show(const std::set<Renglon>&);

// One renglón of a category and what it is compared with: amounts of the same months.
struct SpendingLine {
  std::string category;
  Renglon renglon;
  MoneySum amount;                 // What is judged: devengado, or what was asked for.
  std::optional<MoneySum> before;  // The same months of the year before; nothing: not known.
  std::optional<std::int64_t> persons, persons_before;  // Served by the category in these months.
  std::optional<Ratio> done;  // Of the category's goals in these months, per cent of programmed.
};

enum class CandidateBy : std::uint8_t {
  Watched,     // On the list, and nothing to compare it with.
  Growth,      // More than the norm's per cent above the year before.
  PerPerson,   // Each person served costs that much more than the year before.
  NoProgress,  // It spends while the producto reaches less than half of its goal.
};
std::string_view code_of(CandidateBy);

struct Candidate {
  SpendingLine line;
  std::vector<CandidateBy> by;
  std::optional<Ratio> growth;             // Per cent over the year before.
  std::optional<Ratio> per_person_growth;  // The same of what each person costs.
  MoneySum excess;                         // What of it is above the year before.
};

struct Detection {
  MoneySum watched;                    // All of the renglones on the list.
  MoneySum inputs;                     // Of them, inputs of the product itself: left out.
  MoneySum at_most;                    // What remains as candidates.
  std::vector<SpendingLine> excluded;  // The inputs, largest first.
  std::vector<Candidate> candidates;   // Largest first.
};
// `growth_limit` in per cent points: what the norm lets grow. A line whose growth is known and
// within it is no candidate; one that nothing is known of is, as Watched.
Detection detect(std::span<const SpendingLine>, const std::set<Renglon>& watched,
                 std::span<const SpendingScope> inputs_of_product, const Ratio& growth_limit);

// ---- Measures ----------------------------------------------------------------------------------

enum class AusterityState : std::uint8_t { Propuesta, Aprobada, Cumplida, Descartada };
std::string_view code_of(AusterityState);
std::optional<AusterityState> austerity_state(std::string_view);

struct AusterityMeasure {
  std::string code, title;
  SpendingScope scope;
  Month first, last;
  Money baseline;  // What the scope cost in the months that it is compared with.
  std::string baseline_source;
  Money saving_goal;
  std::string owner;  // Post.
  Date due{};
  AusterityState state = AusterityState::Propuesta;
  std::string reason;        // Of the last change of state.
  std::string plan_measure;  // Measure of the strategy that it carries out; "" for none.
  friend bool operator==(const AusterityMeasure&, const AusterityMeasure&) = default;
};

// What the budget proves of it: spent in the months that have gone by, of the part of the baseline
// that corresponds to them, each month the same.
struct Saving {
  unsigned months = 0, months_gone = 0;
  MoneySum expected;  // Baseline of the months gone.
  MoneySum spent;
  MoneySum saved() const { return expected - spent; }  // Below zero: it cost more.
};
// `spent` by month of the measure's year, index 0 is January; `until` is the last month with data.
Saving saving_of(const AusterityMeasure&, const std::array<MoneySum, 12>& spent, Month until);

}  // namespace budget
