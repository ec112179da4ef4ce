// Puts the rows of equal keys together: what the rules over history do with a million rows before
// they judge. Groups come in the order in which their first rows do, and rows in their own order.
#pragma once

#include <bit>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace verification {

inline std::size_t mixed(std::size_t one, std::size_t other) {
  return (one ^ (other + 0x9E37'79B9'7F4A'7C15U + (one << 6) + (one >> 2))) *
         0xFF51'AFD7'ED55'8CCDU;
}
inline std::size_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }

// A key has == and is small: it is copied.
template <class Key>
class Groups {
 public:
  // `key_of(row)` yields the key of a row from 0 to `count`, or nothing where the row is of no
  // group; `hash(key)` a number that differs in its high bits too.
  template <class KeyOf, class Hash>
  Groups(std::size_t count, KeyOf key_of, Hash hash) {
    const auto places = std::bit_ceil(2 * count + 2);
    std::vector<Slot> slots(places);
    groups_.assign(count, none);
    for (std::size_t row = 0; row < count; ++row) {
      const std::optional<Key> key = key_of(row);
      if (!key) continue;
      const auto full = hash(*key);
      const auto mark = static_cast<std::uint32_t>(full >> 32);
      for (auto at = full & (places - 1);; at = (at + 1) & (places - 1)) {
        auto& slot = slots[at];
        if (slot.group == none) {
          slot = {static_cast<std::uint32_t>(keys_.size()), mark};
          keys_.push_back(*key);
        } else if (slot.mark != mark || !(keys_[slot.group] == *key)) {
          continue;
        }
        groups_[row] = slot.group;
        break;
      }
    }
    // Counted, then dealt out.
    begins_.assign(keys_.size() + 1, 0);
    for (const auto group : groups_)
      if (group != none) ++begins_[group + 1];
    for (std::size_t g = 1; g < begins_.size(); ++g) begins_[g] += begins_[g - 1];
    rows_.resize(begins_.back());
    auto next = begins_;
    for (std::size_t row = 0; row < count; ++row)
      if (groups_[row] != none) rows_[next[groups_[row]]++] = static_cast<std::uint32_t>(row);
  }

  std::size_t size() const { return keys_.size(); }
  const Key& key(std::size_t group) const { return keys_[group]; }
  // The group of a row that has a key.
  std::size_t group_of(std::size_t row) const { return groups_[row]; }
  std::span<const std::uint32_t> rows(std::size_t group) const {
    return std::span(rows_).subspan(begins_[group], begins_[group + 1] - begins_[group]);
  }
  // For the caller to put in another order.
  std::span<std::uint32_t> rows(std::size_t group) {
    return std::span(rows_).subspan(begins_[group], begins_[group + 1] - begins_[group]);
  }

 private:
  static constexpr std::uint32_t none = UINT32_MAX;
  struct Slot {
    std::uint32_t group = none, mark = 0;
  };
  std::vector<Key> keys_;
  std::vector<std::uint32_t> groups_, begins_, rows_;
};

}  // namespace verification
