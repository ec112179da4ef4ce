// A hash that may be broken between its groups, so that it fits on a phone.
#pragma once

#include <string_view>

#include "web/kit/page.hpp"

namespace web {

inline Html hash_html(std::string_view hash) {
  constexpr std::size_t group = 8;
  Html out;
  for (std::size_t i = 0; i < hash.size(); i += group) {
    if (i > 0) out += Html{"<wbr>"};
    out += escaped(hash.substr(i, group));
  }
  return html("<span class=\"cod\">{}</span>", out);
}

}  // namespace web
