// What a person reads when something is refused: for each code a sentence (what happened) and a
// remedy (what to do), and the function that fills them from an Error. Not the codes themselves:
// those are closed enums of the rooms that refuse.
//
// To add a room: write text/refusals_<room>.cpp with
//     namespace text {
//     namespace {
//     constexpr Sentence rows[] = {{"sala.codigo", "Qué pasó: «{hallado}».", "Qué hacer."}, …};
//     }
//     constinit const std::span<const Sentence> <room>_sentences = rows;
//     }
// declare the span below, and add one line to the table in refusals.cpp. refusals_test.cpp finds
// every `{"sala.codigo", Fault::X}` row of every src/**/refusals.cpp (and base/json.cpp) and fails
// for a code that has no sentence here. A room also shows its rows to its own tests, as
// `std::span<const RefusalRow> refusal_rows()` in its refusals.hpp.
//
// In a sentence, {hallado} is replaced by the detail of that name; a part in square brackets is
// left out where one of its slots has no value: "La columna falta[ en la hoja {hoja}]."
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace text {

struct Sentence {
  std::string_view code;
  std::string_view what;
  std::string_view remedy;
};

extern const std::span<const Sentence> base_sentences;
extern const std::span<const Sentence> values_sentences;
extern const std::span<const Sentence> catalogs_sentences;
extern const std::span<const Sentence> evaluation_sentences;
extern const std::span<const Sentence> access_sentences;
extern const std::span<const Sentence> organization_sentences;
extern const std::span<const Sentence> reporting_sentences;
extern const std::span<const Sentence> cli_sentences;
extern const std::span<const Sentence> commands_sentences;
extern const std::span<const Sentence> storage_sentences;
extern const std::span<const Sentence> production_sentences;
extern const std::span<const Sentence> planning_sentences;
extern const std::span<const Sentence> readers_sentences;
extern const std::span<const Sentence> budget_sentences;
extern const std::span<const Sentence> money_sentences;
extern const std::span<const Sentence> documents_sentences;
extern const std::span<const Sentence> accountability_sentences;
extern const std::span<const Sentence> disclosure_sentences;
extern const std::span<const Sentence> journal_sentences;
extern const std::span<const Sentence> web_sentences;
extern const std::span<const Sentence> verification_sentences;
extern const std::span<const Sentence> rules_sentences;
extern const std::span<const Sentence> control_sentences;
extern const std::span<const Sentence> control_tool_sentences;
extern const std::span<const Sentence> transparency_sentences;

// The sentence of a code, or nullptr where no room has one.
const Sentence* sentence_of(std::string_view code);

// Every sentence of every room, in the order of the rooms: the catalogue of the manual.
std::vector<Sentence> all_sentences();

// The three parts of a message, without the errors in `all`. An unknown code is shown as it is.
std::string what_happened(const Error&);  // "El monto «abc» no es un número."
std::string where_it_is(
    const Error&);  // "archivo.csv, línea 17, columna devengado"; "" if unknown.
std::string what_to_do(const Error&);  // "" where the code has no remedy.

// The whole message for the terminal: what, where, found, expected, remedy; then the errors of
// `all` (twenty at most, "y N más"), and each different remedy once. No line break at the end.
std::string explain(const Error&);

}  // namespace text
