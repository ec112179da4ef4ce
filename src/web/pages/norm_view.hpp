// What the pages of norms share.
#pragma once

#include "domain/values/catalog.hpp"
#include "web/kit/state.hpp"

namespace web {

Html certainty_tag(Certeza);  // How sure a norm is, as a word with its tint.

}  // namespace web
