// Why access says no, in the order in which it is checked.
#pragma once

#include <span>

#include "base/result.hpp"

namespace access_control {

enum class Refusal {
  UnknownRole,
  SamePerson,  // The author may not be who approves.
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace access_control
