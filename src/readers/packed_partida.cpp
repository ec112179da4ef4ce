// Packed keys to and from digits.
#include "readers/packed_partida.hpp"

namespace readers {

std::string_view digits_of(const PackedPartida& partida, Part part, std::array<char, 8>& buffer) {
  if (!partida.known(part)) return {};
  const std::size_t width = shape_of(part).digits;
  auto rest = partida.get(part);
  for (std::size_t i = width; i-- > 0; rest /= 10) buffer[i] = static_cast<char>('0' + rest % 10);
  return {buffer.data(), width};
}

std::string digits_of(const PackedPartida& partida, Part part) {
  std::array<char, 8> buffer;
  return std::string(digits_of(partida, part, buffer));
}

void set_text(PackedPartida& partida, Part part, std::string_view digits) {
  if (digits.empty()) return partida.set_unknown(part);
  std::uint64_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  partida.set(part, value);
}

std::string show(const PackedPartida& partida) {
  std::string text;
  for (std::size_t i = 0; i < part_count; ++i) {
    const auto part = static_cast<Part>(i);
    if (part == Part::Receptora && !partida.known(part)) break;
    if (!text.empty()) text += '-';
    const auto digits = digits_of(partida, part);
    text += digits.empty() ? "?" : digits;
  }
  return text;
}

}  // namespace readers
