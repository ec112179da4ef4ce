// How a person wants the pages: /cuenta/preferencias lists it, the frame and the tables follow it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "web/visit.hpp"

namespace web {

// Each preference with its values, {value, words}; the first is the standard.
struct Preference {
  std::string_view name, label, hint;
  std::span<const std::pair<std::string_view, std::string_view>> choices;
};
std::span<const Preference> preferences();

// The value that the viewer chose; the standard where nothing was chosen, or nobody has signed in.
std::string_view preferred(const Visit&, std::string_view name);

}  // namespace web
