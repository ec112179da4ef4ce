// What people type of a unit's month, cell by cell: a change says what the cell held when its form
// was made, so that nobody overwrites what they have not seen. And the steps around a month that
// only people at a screen take: observations, the visto bueno, opening a closed month again.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/production/month_report.hpp"

namespace production {

// What a cell holds as people see it. A note without an amount says why there is no figure.
struct CellContent {
  std::optional<Quantity> amount;
  std::vector<Part> parts;  // Ordered by axis, then category.
  std::string note;
  bool empty() const { return !amount && parts.empty() && note.empty(); }
  friend bool operator==(const CellContent&, const CellContent&) = default;
};

// The content of a report, or of a cell without one whose absence has a reason.
CellContent content_of(const std::optional<Report>&, const std::string& reason_without);

struct CellEdit {
  GoalKey key;
  CellContent before, now;
};

// What is known of a cell: decide_rows()'s, and the reason why there is no figure.
struct CaptureCell {
  Cell cell;
  std::string reason_without;
  std::vector<Evidence> evidence;  // Attached to the row or to the whole month.
};

struct CaptureChange {
  GoalKey key;
  std::optional<Report> report;  // The new one; nothing: there is none from now on.
  std::string reason_without;    // Where there is no report.
};

// Decides the edits of one unit and month together: all of them, or none. A cell that already holds
// what is asked for is left out. Errors: CellChanged with `hallado` (what it holds) and `esperado`
// (what the form had), those of decide_rows(), PartsWithoutTotal; several in `all`.
Result<std::vector<CaptureChange>> decide_capture(
    const UnitMonth&, bool begun, const std::vector<CellEdit>& edits,
    const std::function<CaptureCell(const GoalKey&)>& known);

// Whether what was reported is outside of what is usual for what was programmed, in per cent of it:
// then a note must say why. Nothing programmed, or no bounds: never outside.
struct UsualRange {
  std::optional<Ratio> from, upto;  // 50, 150
};
enum class RangeFinding { Inside, Below, Above };
RangeFinding judge(const UsualRange&, Quantity programmed, Quantity reported);

// Every figure outside of the range has a note. Error: NoteMissing with its `subproducto`; several
// in `all`.
struct SentFigure {
  std::string subproducto;
  Quantity programmed, reported;
  std::string note;
};
Result<void> explained(const UsualRange&, const std::vector<SentFigure>&);

// Whether a closed month may be opened again: the newest that is closed, without published figures.
struct ReopenRequest {
  Month month;
  bool closed = false, published = false;
  std::optional<Month> later_closed;  // The first closed month after it, of the same year.
  std::string reason;
};
Result<void> reopen(const ReopenRequest&);

}  // namespace production
