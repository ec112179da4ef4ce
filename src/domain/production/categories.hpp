// The categories by which persons are told apart, and how files may write them. Nationality and
// territory are open lists with a fixed shape; the others are closed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/production/goal.hpp"

namespace production {

struct Category {
  Axis axis;
  std::string_view key;    // "18-29"
  std::string_view group;  // Under which reports show it; equal to the key where it stands alone.
};

// The closed lists, in the order in which reports show them.
std::span<const Category> categories();

// The key for what a file says ("Mujeres", "mujer", "F"), or nothing. Nationality: ISO 3166-1
// alpha-3 in capitals. Territory: department DD or municipality DDMM.
std::optional<std::string> category_key(Axis, std::string_view written);

// The group of a key of the axis; the key itself for open lists.
std::string group_of(Axis, std::string_view key);

}  // namespace production
