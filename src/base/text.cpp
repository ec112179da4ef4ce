// UTF-8 helpers over ICU.
#include "base/text.hpp"

#include <cassert>
#include <charconv>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <utility>

namespace {

// The length of the valid UTF-8 sequence at the start of `text`, or 0 (RFC 3629: no surrogates,
// no overlong forms, nothing over U+10FFFF).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto tail = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!tail(1) || !tail(2)) return 0;
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!tail(1) || !tail(2) || !tail(3)) return 0;
    if (lead == 0xF0 && byte(1) < 0x90) return 0;
    if (lead == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

icu::UnicodeString normalized(const icu::UnicodeString& text, bool decompose) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* form = decompose ? icu::Normalizer2::getNFDInstance(status)
                               : icu::Normalizer2::getNFCInstance(status);
  auto result = form->normalize(text, status);
  assert(U_SUCCESS(status));
  return result;
}

bool only_ascii(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto size = sequence_length(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::string nfc(std::string_view utf8) {
  if (only_ascii(utf8)) return std::string(utf8);
  std::string out;
  normalized(icu::UnicodeString::fromUTF8({utf8.data(), int(utf8.size())}), false)
      .toUTF8String(out);
  return out;
}

std::string folded(std::string_view utf8) {
  if (only_ascii(utf8)) {  // Most headings, codes and names: nothing to decompose.
    std::string lower(utf8);
    for (char& c : lower)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return collapsed(lower);
  }
  const auto text =
      normalized(icu::UnicodeString::fromUTF8({utf8.data(), int(utf8.size())}).foldCase(), true);
  icu::UnicodeString kept;
  for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1))
    if (const auto c = text.char32At(i); u_charType(c) != U_NON_SPACING_MARK) kept.append(c);
  std::string out;
  kept.toUTF8String(out);
  return collapsed(out);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\v\f";
  constexpr std::string_view hard_space = "\xC2\xA0";
  for (;;) {
    if (!text.empty() && blanks.contains(text.front()))
      text.remove_prefix(1);
    else if (!text.empty() && blanks.contains(text.back()))
      text.remove_suffix(1);
    else if (text.starts_with(hard_space))
      text.remove_prefix(2);
    else if (text.ends_with(hard_space))
      text.remove_suffix(2);
    else
      return text;
  }
}

std::string collapsed(std::string_view text) {
  std::string out;
  bool gap = false;
  for (text = trimmed(text); !text.empty();) {
    const bool hard = text.starts_with("\xC2\xA0");
    if (hard || std::string_view(" \t\r\n\v\f").contains(text.front())) {
      gap = true;
    } else {
      if (std::exchange(gap, false)) out += ' ';
      out += text.front();
    }
    text.remove_prefix(hard ? 2 : 1);
  }
  return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == text.npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += separator;
    out += parts[i];
  }
  return out;
}

std::string padded_left(std::string_view digits, std::size_t width, char fill) {
  const auto missing = digits.size() < width ? width - digits.size() : 0;
  return std::string(missing, fill).append(digits);
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  for (;;) {
    const auto at = text.find(from);
    out += text.substr(0, at);
    if (at == text.npos) return out;
    out += to;
    text.remove_prefix(at + from.size());
  }
}

bool only_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == text.npos;
}

std::size_t length(std::string_view utf8) {
  std::size_t points = 0;
  for (const char c : utf8) points += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return points;
}

std::optional<long long> whole_number(std::string_view text) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}
