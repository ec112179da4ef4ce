// The organisation as rows: what commands and queries read whole, since it is small.
#pragma once

#include <string_view>

#include "domain/organization/organization.hpp"
#include "storage/database.hpp"

namespace storage {

// Everything of the institution, in the order in which it was loaded; empty where nothing was.
Result<organization::Organization> organization_of(Database&, std::string_view institution);

Result<std::vector<organization::Unit>> units_of(Database&, std::string_view institution);

// Every holder of every post, by post and first day.
Result<std::vector<organization::Holder>> holders_of(Database&, std::string_view institution);

}  // namespace storage
