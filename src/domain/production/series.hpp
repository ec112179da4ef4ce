// A series of its own: the values of an indicator's variable that no subproducto feeds (history
// before this program, delegations authorised), and reference populations. Each value has a period
// of its own length, a source and evidence.
#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/production/goal.hpp"

namespace production {

// A year, semestre, cuatrimestre or month, written "2025", "2025-S1", "2025-C1", "2025-03".
struct Period {
  Month first, last;
  static Result<Period> parse(std::string_view text);
  friend auto operator<=>(const Period&, const Period&) = default;
};
std::string show(const Period&);
bool overlap(const Period&, const Period&);

struct SeriesKey {
  std::string series;  // "RE1.ATENDIDAS", "REFERENCIA.SEXO"
  std::string unit;    // Unit of the organisation; "" for the whole institution.
  std::string detail;  // Category of an axis; "" for none.
  Period period;
  friend auto operator<=>(const SeriesKey&, const SeriesKey&) = default;
};

struct SeriesValue {
  SeriesKey key;
  std::optional<Quantity> value;  // As read; empty is refused.
  std::string unit_of_measure;
  std::optional<CountKind> kind;
  std::string source;
  std::vector<Evidence> evidence;
  std::string note;
  bool illustrative = false;
  std::string place;  // See add_place().
  friend bool operator==(const SeriesValue&, const SeriesValue&) = default;
};

// Decides the values of a file together: all or nothing. `known` gives the values in force of a
// series. Values equal to what is in force are left out; a changed one needs a reason. Errors: the
// first fault with every fault in `all`.
Result<std::vector<SeriesValue>> decide_values(
    const std::vector<SeriesValue>& rows, const std::string& reason,
    const std::function<std::vector<SeriesValue>(const std::string& series)>& known);

}  // namespace production
