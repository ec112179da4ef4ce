// A physical goal: what a unit programmed, reprogrammed and did of one subproducto in one month.
//
//   goal  subproducto × unit × month
//     programme   initial amount, amount in force (after reprogrammings, each kept as a version)
//     report      amount done, what it counts, its parts by axis, evidence; or nothing at all
//
// A report of 0 is a report. No report is `std::nullopt`; nothing here turns one into the other.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values/period.hpp"
#include "domain/values/quantity.hpp"

namespace production {

// What one unit of the amount is. Only equal kinds may be added (and see evaluation/addition.hpp).
// Actos are authorisations and openings, such as a delegation.
enum class CountKind { PersonasUnicas, Atenciones, Movimientos, Documentos, Actos };

// By what the persons of a report are told apart.
enum class Axis { Sexo, Edad, Pueblo, Nacionalidad, Condicion, Territorio };
inline constexpr Axis all_axes[] = {Axis::Sexo,         Axis::Edad,      Axis::Pueblo,
                                    Axis::Nacionalidad, Axis::Condicion, Axis::Territorio};

// Data names, as files and acts write them: "personas_unicas", "sexo".
std::string_view name_of(CountKind);
std::string_view name_of(Axis);
std::optional<CountKind> count_kind(std::string_view name);
std::optional<Axis> axis(std::string_view name);

struct GoalKey {
  std::string subproducto;  // The plan's code of it: "P02.S1".
  std::string unit;         // The organisation's code: "DEL-CARMEN".
  Month month;
  friend auto operator<=>(const GoalKey&, const GoalKey&) = default;
};

// So many of the total belong to this category of the axis.
struct Part {
  Axis axis = Axis::Sexo;
  std::string category;  // See categories.hpp.
  Quantity amount;
  friend bool operator==(const Part&, const Part&) = default;
};

// A means of verification: its bytes are a blob, here is their hash.
struct Evidence {
  std::string sha256;  // 64 hexadecimal digits.
  std::string name;    // As the sender called the file; may be empty.
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct Report {
  Quantity amount;
  CountKind kind = CountKind::Atenciones;
  std::vector<Part> parts;  // Ordered by axis, then category.
  std::vector<Evidence> evidence;
  std::string note;
  friend bool operator==(const Report&, const Report&) = default;
};

struct Programme {
  Quantity initial;   // As the POA first said it.
  Quantity in_force;  // After reprogrammings.
  int version = 1;
  friend bool operator==(const Programme&, const Programme&) = default;
};

// What the total leaves over once the parts of the axis are taken off: "sin desagregar".
// The whole amount where the axis has no part. Of a report that check_report() finds no fault in.
Quantity undisclosed(const Report&, Axis);

// No count of one month comes near it, and a hundred thousand of them still add up in 64 bits.
inline constexpr Quantity amount_max = Quantity::hundredths(Quantity::most_hundredths);

// Adds the faults of an amount that counts something: negative, fractional, above amount_max.
void check_amount(Quantity, std::string_view field, std::vector<Error>& faults);

// Adds where a row was read to a fault: "12" is a line, "Abril!A7" a cell of a sheet, "" unknown.
void add_place(std::vector<Detail>&, std::string_view place);

// Adds the faults of the report itself: negative or fractional amounts, unknown categories, a
// category twice, parts of an axis above the total. All counts are whole: persons, documents
// and the rest do not come in halves.
void check_report(const Report&, std::vector<Error>& faults);

}  // namespace production
