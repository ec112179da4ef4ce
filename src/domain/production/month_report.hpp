// A unit's month: which rows of a file apply, and the steps borrador → enviado → validado |
// devuelto. All the rows of a unit and month apply, or none of them does.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/production/goal.hpp"

namespace production {

enum class ReportState { Borrador, Enviado, Validado, Devuelto };
std::string_view name_of(ReportState);  // "borrador"
std::optional<ReportState> report_state(std::string_view name);

// Where a unit's month stands. `closed` is the institution's month, not the unit's.
struct UnitMonth {
  ReportState state = ReportState::Borrador;
  bool closed = false;
  std::string sent_by;  // Who sent it last: may not validate it.
};

// One row of a goals file, as read; absent cells are absent.
struct GoalRow {
  GoalKey key;
  std::optional<CountKind> kind;
  std::optional<Quantity> programmed;    // First programme of the year's POA.
  std::optional<Quantity> reprogrammed;  // Replaces the programme in force; needs reason and act.
  std::optional<Quantity> executed;
  std::string reason;  // Of the reprogramming.
  std::string act;     // Resolution that approved it.
  std::vector<Part> parts;
  std::vector<Evidence> evidence;
  std::string note;
  std::string place;  // "12", "Abril!A7": see add_place().
};

// What is already known of a row's subproducto, unit and month.
struct Cell {
  bool subproducto_exists = false;
  bool unit_exists = false;
  std::optional<CountKind> kind;  // Declared for the subproducto and year by earlier rows.
  std::optional<Programme> programme;
  std::optional<Report> report;
};

struct CellChange {
  GoalKey key;
  CountKind kind = CountKind::Atenciones;
  std::optional<Programme> programme;  // The new one, where it changes.
  std::string reason, act;             // Of the reprogramming.
  std::optional<Report> report;        // The new one, where it changes.
};

// Decides the rows of one unit and one month together. `begun` says whether the month has begun:
// what has not begun cannot have been done. Rows equal to what is known change nothing and are
// left out. Errors: the first fault, with every fault of the group in `all` where there are
// several, each with its place, `subproducto`, `unidad`, `mes`.
Result<std::vector<CellChange>> decide_rows(const UnitMonth&, bool begun,
                                            const std::vector<GoalRow>& rows,
                                            const std::function<Cell(const GoalKey&)>& known);

// A subproducto that was programmed for the unit's month and has no report, with the reason given.
struct Missing {
  std::string subproducto;
  std::string reason;
};

// Each step gives the new UnitMonth or says why not. `reported` and `unreported` are the codes of
// the subproductos programmed (or reported) for the unit's month, with and without a report.
Result<UnitMonth> send(UnitMonth, const std::vector<std::string>& reported,
                       const std::vector<std::string>& unreported,
                       const std::vector<Missing>& declared, const std::string& actor);
Result<UnitMonth> validate(UnitMonth, const std::string& actor);
Result<UnitMonth> give_back(UnitMonth, const std::string& reason);

}  // namespace production
