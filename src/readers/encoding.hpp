// Which of the encodings seen in Guatemalan exports a file is in, and its text as UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace readers {

enum class Encoding : std::uint8_t { Utf8, Utf8Bom, Latin1, Cp1252, Cp850 };

std::string_view show(Encoding);  // "UTF-8", "UTF-8 con BOM", "Latin-1", "cp1252", "cp850".

// UTF-8 where it is valid; otherwise the 8-bit page under which the high bytes read as Spanish.
// Latin-1 and cp1252 differ in 0x80–0x9F only: cp1252 is named where such a byte occurs.
Encoding encoding_of(std::string_view bytes);

// The bytes as UTF-8, without byte order mark. Every byte of an 8-bit page has a character.
std::string as_utf8(std::string_view bytes, Encoding encoding);

}  // namespace readers
