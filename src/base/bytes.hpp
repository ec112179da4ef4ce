// Raw bytes, and the two ways in which they are written as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using Bytes = std::vector<std::uint8_t>;

std::string hex(std::string_view bytes);                     // Lower case.
std::optional<std::string> unhex(std::string_view text);     // Both cases; nothing else.
std::string base64(std::string_view bytes);                  // RFC 4648 §4, padded.
std::optional<std::string> unbase64(std::string_view text);  // Strict: canonical padding only.

inline std::string_view as_text(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes as_bytes(std::string_view text) { return {text.begin(), text.end()}; }
