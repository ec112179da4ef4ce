// Questions to the organisation: the whole, one unit, who signed on a date.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/organization/organization.hpp"
#include "storage/database.hpp"

namespace queries {

// Error: organization::Refusal::NothingLoaded.
Result<organization::Organization> organization(storage::Database&, std::string_view institution);

// Every unit in force on the date, in the order of the organisation.
Result<std::vector<organization::Unit>> units(storage::Database&, std::string_view institution,
                                              Date);

// The name of a unit; its code where there is none.
Result<std::string> unit_name(storage::Database&, std::string_view institution,
                              std::string_view code);

// Who signs for a post on a date.
struct Signatory {
  std::string post_code;
  std::string post;    // "Subdirector Financiero"
  std::string holder;  // "" where nobody is named: the post alone is printed.
  std::string unit;    // Code.
};
Result<Signatory> signatory(storage::Database&, std::string_view institution,
                            std::string_view post_code, Date);

// The post that heads a unit: the first of the unit's posts in the order of the organisation.
Result<std::optional<Signatory>> head_of(storage::Database&, std::string_view institution,
                                         std::string_view unit, Date);

}  // namespace queries
