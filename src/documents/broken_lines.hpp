// A text with its line breaks, as HTML.
#pragma once

#include <string_view>

#include "base/text.hpp"
#include "documents/html.hpp"

namespace documents {

inline Html broken_lines(std::string_view text) {
  Html out;
  bool first = true;
  for (const auto& line : split(text, '\n')) {
    if (!first) out += Html{"<br>"};
    out += escaped(line);
    first = false;
  }
  return out;
}

}  // namespace documents
