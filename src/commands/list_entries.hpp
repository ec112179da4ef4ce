// The journal as it is read by people and by other programs.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "domain/accountability/journal_entry.hpp"
#include "storage/database.hpp"

namespace commands {

// Entries `from` … `to` of one journal, in order.
Result<void> list_entries(storage::Database&, std::string_view institution, std::int64_t from,
                          std::int64_t to,
                          const std::function<Result<void>(const accountability::JournalEntry&)>&);

// The last signed checkpoint as it is published. Error: NoSuchEntry where there is none.
Result<std::string> last_note(storage::Database&, std::string_view institution);

}  // namespace commands
