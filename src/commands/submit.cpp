// The one road by which anything changes.
#include "commands/submit.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/bytes.hpp"
#include "commands/access_state.hpp"
#include "commands/refusals.hpp"
#include "storage/file_curs.hpp"
#include "storage/journal_store.hpp"
#include "storage/schema.hpp"

namespace commands {
namespace {

using accountability::JournalEntry;

constexpr std::int64_t remembered_ms = 7LL * 24 * 3600 * 1000;  // Idempotency keys live 7 days.

std::string nonce_hex(const World& world) {
  const auto nonce = world.nonce();
  return hex({reinterpret_cast<const char*>(nonce.data()), nonce.size()});
}

// Adds `institution` and `seq` where the table has them and the row does not say.
storage::Fields completed(const Change& change, const Meta& meta) {
  auto fields = change.fields;
  const auto& table = storage::table(change.table);
  const auto fill = [&](std::string_view name, storage::Value value) {
    const bool wanted =
        change.what == Change::What::Put
            ? std::ranges::find(table.columns, name, &storage::Column::name) != table.columns.end()
            : std::ranges::find(table.key, name) != table.key.end();
    if (wanted && std::ranges::find(fields, name, &storage::Field::first) == fields.end())
      fields.emplace_back(name, std::move(value));
  };
  fill("institution", meta.institution);
  fill("seq", meta.seq);
  return fields;
}

struct Prepared {
  const Kind* kind;
  std::string institution;
};

Result<Prepared> authorize(const Context& context, const Actor& actor,
                           const Submission& submission) {
  const auto* kind = TRY(find_kind(submission.kind));
  const bool everywhere = kind->scope == Scope::Installation;
  if (!everywhere && context.institution.empty()) return refuse(Refusal::InstitutionMissing);
  Prepared prepared{kind, everywhere ? std::string(installation) : context.institution};
  CHECK(where("acto", submission.kind,
              require(context, actor, kind->permission, prepared.institution)));
  return prepared;
}

Result<std::optional<Receipt>> recalled(Context& context, const Submission& submission,
                                        std::string_view institution, std::string_view request) {
  if (submission.idempotency_key.empty()) return std::nullopt;
  const auto known = TRY(storage::recall(context.db(), institution, submission.idempotency_key));
  if (!known) return std::nullopt;
  if (known->request != request) return refuse(Refusal::KeyReused);
  const auto outcome = TRY(parse_json(known->outcome)).as_object();
  return Receipt{std::string(institution), TRY(integer_at(outcome, "seq")),
                 TRY(integer_at(outcome, "at")), TRY(object_at(outcome, "outcome")), true};
}

// One act inside the open transaction. `heads` carries the heads of the journals that this
// transaction has already moved.
Result<Receipt> perform(Context& context, const Actor& actor, const Submission& submission,
                        std::map<std::string, storage::Head>& heads) {
  auto& db = context.db();
  const auto [kind, institution] = TRY(authorize(context, actor, submission));
  const auto act = canonical(submission.act);
  const auto request = show(sha256(submission.kind + '\n' + act));
  if (auto known = TRY(recalled(context, submission, institution, request))) return *known;

  // The installation's head is shared by the institutions' writers and taken alone by its own, so
  // that `base` says exactly which catalogues an act has seen.
  const bool everywhere = institution == installation;
  std::int64_t base = 0;
  if (!everywhere) {
    const auto seen = heads.find(std::string(installation));
    base = seen != heads.end()
               ? seen->second.seq
               : TRY(storage::read_head(db, installation, storage::Lock::Share)).seq;
  }
  const auto known_head = heads.find(institution);
  const auto head = known_head != heads.end()
                        ? known_head->second
                        : TRY(storage::read_head(db, institution, storage::Lock::Update));

  const Meta meta{institution, head.seq + 1, std::max(context.world.now(), head.at), actor.number};
  auto decision = TRY(kind->decide(db, submission.act, meta));
  Receipt receipt{institution, 0, meta.at, std::move(decision.outcome), false};
  if (!decision.changes.empty()) {
    JournalEntry entry{.institution = institution,
                       .seq = meta.seq,
                       .base = base,
                       .at = meta.at,
                       .actor = meta.actor,
                       .kind = submission.kind,
                       .version = kind->version,
                       .nonce = context.world.nonce(),
                       .act = act};
    entry.effect = TRY(save_changes(db, decision.changes, meta));
    heads.insert_or_assign(institution, TRY(storage::append_entry(db, head, entry)));
    receipt.seq = meta.seq;
  }
  if (!submission.idempotency_key.empty())
    CHECK(storage::remember(
        db, institution, submission.idempotency_key,
        {request, canonical(json::object{
                      {"seq", receipt.seq}, {"at", receipt.at}, {"outcome", receipt.outcome}})},
        meta.at));
  return receipt;
}

// Signs the trees that this transaction has grown.
Result<void> sign_heads(Context& context, const std::map<std::string, storage::Head>& heads) {
  for (const auto& [institution, head] : heads) {
    const auto key = signer_for(context, institution);
    const accountability::Checkpoint checkpoint{key.name, head.seq, head.frontier.root(), {}};
    CHECK(storage::save_checkpoint(context.db(), institution, head.seq, head.at,
                                   accountability::sign(checkpoint, key)));
  }
  return {};
}

}  // namespace

Result<Hash> save_changes(storage::Database& db, const Changes& changes, const Meta& meta) {
  Sha256 effect;
  for (const auto& change : changes.all()) {
    const auto fields = completed(change, meta);
    const bool put = change.what == Change::What::Put;
    CHECK(put ? storage::put(db, change.table, fields) : storage::remove(db, change.table, fields));
    if (put) CHECK(storage::follow_row(db, change.table, fields));
    effect << canonical(json::object{{"op", put ? "put" : "remove"},
                                     {"table", change.table},
                                     {"row", storage::to_json(change.table, fields)}})
           << "\n";
  }
  return effect.finish();
}

std::vector<Result<Receipt>> submit_group(Context& context, std::span<const Signed> submissions) {
  auto& db = context.db();
  std::vector<Result<Receipt>> results;
  const auto all_failed = [&](const Error& error) {
    return std::vector<Result<Receipt>>(submissions.size(), std::unexpected(error));
  };
  auto transaction = storage::Transaction::write(db);
  if (!transaction) return all_failed(transaction.error());

  std::map<std::string, storage::Head> heads;
  for (const auto& [actor, submission] : submissions) {
    const auto heads_before = heads;
    if (auto ready = db.script("savepoint act"); !ready) return all_failed(ready.error());
    auto result = perform(context, actor, submission, heads);
    if (!result) {
      heads = heads_before;
      if (auto undone = db.script("rollback to savepoint act"); !undone)
        return all_failed(undone.error());
      if (result.error().fault != Fault::Unavailable)
        (void)storage::log_refusal(db, context.world.now(), nonce_hex(context.world),
                                   context.institution, actor.number, submission.kind,
                                   result.error().code);
    }
    if (auto closed = db.script("release savepoint act"); !closed)
      return all_failed(closed.error());
    results.push_back(std::move(result));
  }
  if (auto signed_all = sign_heads(context, heads); !signed_all)
    return all_failed(signed_all.error());
  if (auto done = storage::forget(db, context.world.now() - remembered_ms); !done)
    return all_failed(done.error());
  if (auto done = transaction->commit(); !done) return all_failed(done.error());
  return results;
}

Result<Receipt> submit(Context& context, const Submission& submission) {
  const Signed one{context.actor, submission};
  return std::move(submit_group(context, {&one, 1}).front());
}

Result<json::object> simulate(Context& context, const Submission& submission) {
  auto& db = context.db();
  const auto [kind, institution] = TRY(authorize(context, context.actor, submission));
  auto transaction = TRY(storage::Transaction::read(db));
  const auto head = TRY(storage::read_head(db, institution, storage::Lock::None));
  const Meta meta{institution, head.seq + 1, std::max(context.world.now(), head.at),
                  context.actor.number};
  return TRY(kind->decide(db, submission.act, meta)).outcome;
}

}  // namespace commands
