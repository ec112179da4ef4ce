// The names of roles as people read them; files and acts use the short ones of domain/access.
#pragma once

#include <string_view>

#include "domain/access/roles.hpp"

namespace text {

std::string_view name_of(access_control::Role);  // "Auditoría interna"

}  // namespace text
