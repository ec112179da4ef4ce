// Text as the field needs it: valid UTF-8, one normal form, comparison that forgives accents.
// No Spanish sentences here; those are in text/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

bool is_utf8(std::string_view);
std::string nfc(std::string_view utf8);      // Unicode normal form C.
std::string folded(std::string_view utf8);   // No accents, no case, single spaces.
std::string_view trimmed(std::string_view);  // ASCII blanks and U+00A0 off both ends.
std::string collapsed(std::string_view);     // Trimmed, runs of blanks to one space.
std::vector<std::string> split(std::string_view, char separator);
std::string joined(const std::vector<std::string>& parts, std::string_view separator);
std::string padded_left(std::string_view digits, std::size_t width, char fill = '0');
std::string replaced(std::string_view text, std::string_view from, std::string_view to);
bool only_digits(std::string_view);  // True of "" too.

// A table of columns as a person reads it: plain text widths in code points.
std::size_t length(std::string_view utf8);

// Exactly the whole text as an integer: no blanks, no plus sign.
std::optional<long long> whole_number(std::string_view);
