// One row for each comment.
#include "commands/comment_on_file.hpp"

#include "base/text.hpp"
#include "domain/verification/refusals.hpp"
#include "storage/comment_store.hpp"
#include "storage/payment_file_store.hpp"

namespace commands {
namespace {

constexpr std::size_t comment_max = 2000;

}  // namespace

Result<Decision> decide_comment(storage::Database& db, const json::object& act, const Meta& meta) {
  using verification::Refusal;
  const auto number = TRY(text_at(act, "expediente"));
  const auto body = TRY(text_at(act, "texto"));
  if (!TRY(storage::payment_file(db, meta.institution, number)))
    return refuse(Refusal::FileUnknown, {{"hallado", number}});
  if (trimmed(body).empty() || body.size() > comment_max) return refuse(Refusal::ReasonMissing);
  Decision decision;
  decision.changes.put("file_comment", fields_of(storage::FileCommentRow{number, meta.seq, body,
                                                                         meta.actor, meta.at}));
  decision.outcome = {{"expediente", number}};
  return decision;
}

}  // namespace commands
