// Imports a budget file that is on the disk, saying how many bytes were read, and stopping where it
// is asked to: for long jobs. The import itself is import_budget.hpp's.
#pragma once

#include <functional>
#include <string>

#include "commands/import_budget.hpp"

namespace commands {

// Says how far it is; false stops it. May come from several threads.
using ImportProgress =
    std::function<bool(std::string_view what, std::int64_t done, std::int64_t all)>;

// Errors: those of import_budget; FileUnreadable where it was stopped.
Result<BudgetImported> import_budget_file(Context&, const std::string& path, const BudgetImport&,
                                          const ImportProgress&);

}  // namespace commands
