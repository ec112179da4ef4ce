// A short text of bounded length that lives inside its owner: identifiers of documents, suppliers
// and suppliers' accounts, of which a battery over millions of files holds millions. What is longer
// than the bound is refused where it is read (file_text), never cut.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace verification {

template <std::size_t Bound>
class ShortText {
 public:
  static constexpr std::size_t bound = Bound;

  constexpr ShortText() = default;
  static std::optional<ShortText> of(std::string_view text) {
    if (text.size() > Bound) return std::nullopt;
    ShortText kept;
    std::copy(text.begin(), text.end(), kept.bytes_.begin());
    kept.size_ = static_cast<std::uint8_t>(text.size());
    return kept;
  }

  constexpr bool empty() const { return size_ == 0; }
  constexpr std::string_view view() const { return {bytes_.data(), size_}; }
  friend constexpr bool operator==(const ShortText& a, const ShortText& b) {
    return a.view() == b.view();
  }
  friend constexpr auto operator<=>(const ShortText& a, const ShortText& b) {
    return a.view() <=> b.view();
  }

 private:
  static_assert(Bound < 256);
  std::array<char, Bound> bytes_{};
  std::uint8_t size_ = 0;
};

}  // namespace verification
