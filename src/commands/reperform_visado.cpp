// Replays up to the entry before the visado, and asks the rules there.
#include "commands/reperform_visado.hpp"

#include "commands/replay.hpp"
#include "domain/verification/refusals.hpp"
#include "domain/verification/visado_content.hpp"
#include "storage/journal_store.hpp"
#include "storage/payment_file_store.hpp"
#include "storage/rule_norms.hpp"

namespace commands {

using verification::Refusal;

Result<std::unique_ptr<storage::Database>> scratch_base() {
  return storage::open(":memory:", storage::Mode::Create);
}

Result<Reperformed> reperform_visado(
    storage::Database& from, storage::Database& scratch, std::string_view institution,
    std::string_view number, const std::function<void(std::int64_t, std::int64_t)>& progress) {
  if (!TRY(storage::payment_file(from, institution, number)))
    return refuse(Refusal::FileUnknown, {{"hallado", std::string(number)}});
  const auto visado = TRY(storage::visado_of(from, institution, number));
  if (!visado) return refuse(Refusal::NoVisado, {{"hallado", std::string(number)}});
  std::optional<accountability::JournalEntry> entry;
  CHECK(storage::each_entry(from, institution, visado->seq, visado->seq,
                            [&](const auto& one) -> Result<void> {
                              entry = one;
                              return {};
                            }));
  if (!entry) return refuse(Refusal::NoVisado, {{"hallado", std::string(number)}});
  CHECK(replay_before(from, scratch, *entry, progress));

  const auto row = TRY(storage::payment_file(scratch, institution, number));
  if (!row) return refuse(Refusal::FileUnknown, {{"hallado", std::string(number)}});
  const auto norms = TRY(storage::norm_table(scratch, institution));
  const auto facts =
      TRY(storage::facts_of(scratch, institution, *row, local_date(entry->at), norms));
  const auto content = verification::visado_content(facts, verification::evaluate(facts, norms));
  const auto act = TRY(parse_json(entry->act)).as_object();
  return Reperformed{entry->seq, TRY(text_at(act, "huella")), verification::digest_of(content),
                     canonical(content)};
}

}  // namespace commands
