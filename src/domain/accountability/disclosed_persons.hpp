// The counts of persons that an institution publishes of a period, as one table for disclosure
// control: persons by subproducto, unit, month and category, with every sum over them. Categories
// of one axis (sexo) are not crossed with those of another (edad): the reports do not hold that;
// the axes are linked by their common total.
//
// What was published before stays in the table: the same count under the same key is the same
// cell; a count that changed since is a cell of its own, and so is what it changed by.
#pragma once

#include <compare>
#include <map>
#include <string>
#include <vector>

#include "domain/accountability/disclosure.hpp"

namespace disclosure {

struct PersonPart {
  std::string axis, category;  // "sexo", "mujer"
  std::string group;           // Under which reports add it; "" where it stands alone.
  Count persons = 0;
};

// What one unit reported of one subproducto and month.
struct PersonReport {
  std::string subproducto, unit, month;  // "P02.S1", "SAPDF", "2026-03"
  Count persons = 0;
  std::vector<PersonPart> parts;
};

// Subproductos that are published added up: a producto, the persons of an indicator.
struct PersonGroup {
  std::string name;
  std::vector<std::string> subproductos;
};

inline constexpr std::string_view not_told_apart = "sin_desagregar";

// Where a count stands. "" is the sum over all of that dimension: all units, all categories.
struct PersonKey {
  std::string who;             // Subproducto or group.
  std::string unit;            //
  std::string period;          // "2026-03"; "2026-01/2026-04" is January to April.
  std::string axis, category;  // "pueblo", "garifuna"; the sum over the axes has neither.
  friend auto operator<=>(const PersonKey&, const PersonKey&) = default;
};

// "P02.S1 SAPDF 2026-03 sexo mujer", "-" for "": as a journal keeps it. Keys hold no blank.
std::string show(const PersonKey&);

struct PersonTable {
  std::vector<PersonKey> keys;  // Ordered; one of every cell.
  Table table;
};

// Reports of one year, summed up to the month `last`; "": the last that was reported. The sums of
// all units without category are Known: they are the execution of a goal, which the law has
// published anyway.
PersonTable person_table(const std::vector<PersonReport>&, const std::vector<PersonGroup>&,
                         const Rules&, std::string_view last = {});

// A table that was published, with what it hid.
struct PersonRelease {
  PersonTable persons;
  std::vector<std::string> hidden;  // Keys as show() writes them, ordered.
};

// A release as it would be, after those before it, oldest first.
struct Proposal {
  PersonTable persons;              // What is released …
  std::vector<Decision> decisions;  // … and of each of its cells, whether it is shown.
  // Of a complementary cell, the key of whom it protects: one that another release hides, where it
  // is not of this one. "" of the others.
  std::vector<std::string> protects;
  std::vector<PersonKey> exposed_before;  // Nobody can hide these any more.
  std::vector<std::string> found;         // By the attack: of a release that may go out, none.
  std::size_t found_without = 0;          // By the same attack without complementary suppression.
  std::vector<std::string> hidden() const;
  bool shows(const PersonKey&) const;  // False for a key that is not there.
};
Proposal propose(PersonTable now, const std::vector<PersonRelease>& before, const Rules&);

}  // namespace disclosure
