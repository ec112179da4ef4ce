// Personal data by its pattern in a table that is to be published: a CUI whose check digit holds,
// a telephone number of a person, an e-mail that is not of an institution, a column of names.
// Finds what looks like it; does not know who anybody is.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace disclosure {

enum class Pattern { Cui, Telephone, Email, Names };
std::string_view name_of(Pattern);  // "un CUI", as a sentence says it.

struct PersonalData {
  Pattern pattern{};
  std::size_t row = 0, column = 0;  // From 0.
};

// What a text by itself looks like; nothing where it is harmless. Names are told by their column.
std::optional<Pattern> pattern_in(std::string_view text);

// The first find of a table, row by row: `rows` with or without headings in any of them. A column
// is of names where a cell says so («Nombres y apellidos») and one below it has two words.
std::optional<PersonalData> personal_data_in(std::span<const std::vector<std::string>> rows);

}  // namespace disclosure
