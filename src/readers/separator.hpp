// What separates the fields of a CSV text.
#pragma once

#include <string_view>

namespace readers {

// ',', ';' or '\t', by the first sixty lines; ',' where nothing says otherwise.
char separator_of(std::string_view text);

}  // namespace readers
