// Which of a user's notices are mailed, and what has been mailed already.
#include "commands/notice_mail.hpp"

#include "storage/records.hpp"

namespace commands {

Result<bool> was_mailed(storage::Database& db, std::int64_t user, std::string_view notice) {
  return TRY(storage::find(db, "notice_mail", {{"number", user}, {"notice", std::string(notice)}}))
      .has_value();
}

Result<void> mark_mailed(Context& context, std::int64_t user, std::string_view notice) {
  return storage::put(
      context.db(), "notice_mail",
      {{"number", user}, {"notice", std::string(notice)}, {"at", context.world.now()}});
}

}  // namespace commands
