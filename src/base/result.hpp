// Result<T>: a value or an Error, for everything that can fail for a reason outside the program.
// A broken invariant is a bug and is asserted instead.
//
// An Error names *what* was refused by a code from a closed enum of the room that refused it
// (see Refused below); the Spanish sentence and the remedy for that code live in text/.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the caller can do about it; not where it came from. Becomes the exit code of the command
// line (3, 4, 5, 6, 7) and the status of a web answer.
enum class Fault { Invalid, NotFound, Forbidden, Conflict, Unavailable };

// A named value that the sentence of a refusal needs: {"hallado", "1.234"}, {"linea", "17"}.
// Names in use everywhere: archivo, linea, columna, celda, campo, hallado, esperado, codigo.
struct Detail {
  std::string name;
  std::string value;
};

struct Error {
  Fault fault = Fault::Invalid;
  std::string code;                      // "csv.comilla_sin_cerrar"; text/ has the sentence.
  std::vector<Detail> details;           // Slots of that sentence.
  std::vector<Error> all;                // Every fault of a file, when there were several.
  std::vector<std::string> while_doing;  // For operators, in English; innermost first.
};

template <class T>
using Result = std::expected<T, Error>;

// One line of a room's table of refusals: `constexpr RefusalRow rows[]`, in the order of its enum.
struct RefusalRow {
  std::string_view code;
  Fault fault;
};

// Refuses for the reason `why`, an enum whose namespace defines `row_of(why)`.
template <class Why>
std::unexpected<Error> refuse(Why why, std::vector<Detail> details = {}) {
  const RefusalRow& row = row_of(why);
  return std::unexpected(Error{row.fault, std::string(row.code), std::move(details), {}, {}});
}

// The same as a plain Error, to be collected in a list.
template <class Why>
Error refusal(Why why, std::vector<Detail> details = {}) {
  const RefusalRow& row = row_of(why);
  return Error{row.fault, std::string(row.code), std::move(details), {}, {}};
}

// The value of a detail, or "" where the error has none of that name.
inline std::string_view detail_of(const Error& error, std::string_view name) {
  for (const auto& detail : error.details)
    if (detail.name == name) return detail.value;
  return {};
}

// Adds the caller's point of view to an error on its way up.
template <class T>
Result<T> during(std::string_view doing, Result<T> result) {
  if (!result) result.error().while_doing.emplace_back(doing);
  return result;
}

// Adds a detail (archivo, linea …) to an error on its way up, unless a deeper layer gave one.
template <class T>
Result<T> where(std::string_view name, std::string_view value, Result<T> result) {
  if (!result && detail_of(result.error(), name).empty())
    result.error().details.push_back({std::string(name), std::string(value)});
  return result;
}

// Yields the value, or returns the error from the enclosing function. Each use names its own
// variable, so that one may stand inside another.
#define TRY(...) TRY_NAMED(__COUNTER__, __VA_ARGS__)
#define TRY_NAMED(number, ...) TRY_AS(TRY_JOINED(try_result_, number), __VA_ARGS__)
#define TRY_JOINED(stem, number) stem##number
#define TRY_AS(name, ...)                                       \
  __extension__({                                               \
    auto&& name = (__VA_ARGS__);                                \
    if (!name) return std::unexpected(std::move(name).error()); \
    std::move(name).value();                                    \
  })

// The same for a Result<void>, or where the value is not wanted.
#define CHECK(...)                                                              \
  do {                                                                          \
    auto&& check_result = (__VA_ARGS__);                                        \
    if (!check_result) return std::unexpected(std::move(check_result).error()); \
  } while (false)
