// Two texts as one, word by word: <del> what is no longer there, <ins> what is new.
#pragma once

#include <string_view>

#include "web/kit/page.hpp"

namespace web {

Html word_changes(std::string_view before, std::string_view after);

}  // namespace web
