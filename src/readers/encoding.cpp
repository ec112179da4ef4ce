// Telling encodings apart by what Spanish text looks like in each.
#include "readers/encoding.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace readers {
namespace {

// The upper halves, from the Unicode consortium's mapping tables; a byte without character in
// cp1252 keeps its number, as browsers do.
// clang-format off
constexpr char16_t cp1252[128] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    0x00A0, 0x00A1, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6, 0x00A7,
    0x00A8, 0x00A9, 0x00AA, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF,
    0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7,
    0x00B8, 0x00B9, 0x00BA, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x00BF,
    0x00C0, 0x00C1, 0x00C2, 0x00C3, 0x00C4, 0x00C5, 0x00C6, 0x00C7,
    0x00C8, 0x00C9, 0x00CA, 0x00CB, 0x00CC, 0x00CD, 0x00CE, 0x00CF,
    0x00D0, 0x00D1, 0x00D2, 0x00D3, 0x00D4, 0x00D5, 0x00D6, 0x00D7,
    0x00D8, 0x00D9, 0x00DA, 0x00DB, 0x00DC, 0x00DD, 0x00DE, 0x00DF,
    0x00E0, 0x00E1, 0x00E2, 0x00E3, 0x00E4, 0x00E5, 0x00E6, 0x00E7,
    0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x00EC, 0x00ED, 0x00EE, 0x00EF,
    0x00F0, 0x00F1, 0x00F2, 0x00F3, 0x00F4, 0x00F5, 0x00F6, 0x00F7,
    0x00F8, 0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x00FD, 0x00FE, 0x00FF,
};

constexpr char16_t cp850[128] = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7,
    0x00EA, 0x00EB, 0x00E8, 0x00EF, 0x00EE, 0x00EC, 0x00C4, 0x00C5,
    0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
    0x00FF, 0x00D6, 0x00DC, 0x00F8, 0x00A3, 0x00D8, 0x00D7, 0x0192,
    0x00E1, 0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1, 0x00AA, 0x00BA,
    0x00BF, 0x00AE, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00C1, 0x00C2, 0x00C0,
    0x00A9, 0x2563, 0x2551, 0x2557, 0x255D, 0x00A2, 0x00A5, 0x2510,
    0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x00E3, 0x00C3,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x00A4,
    0x00F0, 0x00D0, 0x00CA, 0x00CB, 0x00C8, 0x0131, 0x00CD, 0x00CE,
    0x00CF, 0x2518, 0x250C, 0x2588, 0x2584, 0x00A6, 0x00CC, 0x2580,
    0x00D3, 0x00DF, 0x00D4, 0x00D2, 0x00F5, 0x00D5, 0x00B5, 0x00FE,
    0x00DE, 0x00DA, 0x00DB, 0x00D9, 0x00FD, 0x00DD, 0x00AF, 0x00B4,
    0x00AD, 0x00B1, 0x2017, 0x00BE, 0x00B6, 0x00A7, 0x00F7, 0x00B8,
    0x00B0, 0x00A8, 0x00B7, 0x00B9, 0x00B3, 0x00B2, 0x25A0, 0x00A0,
};
// clang-format on

constexpr std::string_view bom = "\xEF\xBB\xBF";

char16_t decoded(unsigned char byte, Encoding encoding) {
  if (byte < 0x80 || encoding == Encoding::Latin1) return byte;
  return encoding == Encoding::Cp850 ? cp850[byte - 0x80] : cp1252[byte - 0x80];
}

bool lower_case(char16_t c) {
  return (c >= 'a' && c <= 'z') || std::u16string_view(u"áéíóúüñ").contains(c);
}
bool upper_case(char16_t c) {
  return (c >= 'A' && c <= 'Z') || std::u16string_view(u"ÁÉÍÓÚÜÑ").contains(c);
}

// How much the high bytes look like Spanish under the encoding: letters of Spanish count, more so
// where their neighbours have the same case; everything else counts against it.
long spanish_score(std::string_view bytes, Encoding encoding) {
  long score = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte < 0x80) continue;
    const char16_t c = decoded(byte, encoding);
    const bool lower = lower_case(c), upper = upper_case(c);
    if (!lower && !upper) {
      score += std::u16string_view(u"¿¡ºª°«»–—“”’\u00A0").contains(c) ? 1 : -2;
      continue;
    }
    score += 2;
    const char16_t before =
        i == 0 ? ' ' : decoded(static_cast<unsigned char>(bytes[i - 1]), encoding);
    const char16_t after =
        i + 1 == bytes.size() ? ' ' : decoded(static_cast<unsigned char>(bytes[i + 1]), encoding);
    for (const char16_t near : {before, after}) {
      if (lower_case(near)) score += lower ? 1 : -1;  // "informaciÚn" is not Spanish.
      if (upper_case(near)) score += upper ? 1 : 0;   // "Única" is.
    }
  }
  return score;
}

void append_utf8(std::string& out, char16_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 63));
  } else {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 63));
    out += static_cast<char>(0x80 | (c & 63));
  }
}

}  // namespace

std::string_view show(Encoding encoding) {
  constexpr std::string_view names[] = {"UTF-8", "UTF-8 con BOM", "Latin-1", "cp1252", "cp850"};
  return names[static_cast<std::size_t>(encoding)];
}

Encoding encoding_of(std::string_view bytes) {
  if (bytes.starts_with(bom) && is_utf8(bytes)) return Encoding::Utf8Bom;
  if (is_utf8(bytes)) return Encoding::Utf8;
  if (spanish_score(bytes, Encoding::Cp850) > spanish_score(bytes, Encoding::Cp1252))
    return Encoding::Cp850;
  const bool c1 = std::ranges::any_of(bytes, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 && byte < 0xA0;
  });
  return c1 ? Encoding::Cp1252 : Encoding::Latin1;
}

std::string as_utf8(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::Utf8Bom) return std::string(bytes.substr(bom.size()));
  if (encoding == Encoding::Utf8) return std::string(bytes);
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) append_utf8(text, decoded(static_cast<unsigned char>(c), encoding));
  return text;
}

}  // namespace readers
