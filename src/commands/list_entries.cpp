// Entries and checkpoints straight from the store.
#include "commands/list_entries.hpp"

#include "commands/journal_refusals.hpp"
#include "storage/journal_store.hpp"

namespace commands {

Result<void> list_entries(
    storage::Database& db, std::string_view institution, std::int64_t from, std::int64_t to,
    const std::function<Result<void>(const accountability::JournalEntry&)>& on_entry) {
  // A page at a time: PostgreSQL hands over whole answers.
  constexpr std::int64_t page = 1000;
  const auto end = TRY(storage::read_head(db, institution, storage::Lock::None)).seq;
  for (auto begin = from; begin <= std::min(to, end); begin += page)
    CHECK(storage::each_entry(db, institution, begin, std::min({begin + page - 1, to, end}),
                              on_entry));
  return {};
}

Result<std::string> last_note(storage::Database& db, std::string_view institution) {
  const auto last = TRY(storage::last_checkpoint(db, institution));
  if (!last)
    return refuse(JournalRefusal::NoSuchEntry,
                  {{"hallado", "1"}, {"esperado", "0"}, {"institucion", std::string(institution)}});
  return last->note;
}

}  // namespace commands
