// Nothing goes out that was not reviewed, and nothing that the attack gets through.
#include "commands/publish_persons.hpp"

#include <algorithm>

#include "domain/accountability/disclosure_refusals.hpp"
#include "storage/person_store.hpp"

namespace commands {

using disclosure::Refusal;

Result<Decision> decide_publish_persons(storage::Database& db, const json::object& act,
                                        const Meta& meta) {
  const auto code = TRY(text_at(act, "corte"));
  const auto version = TRY(integer_at(act, "corte_version"));
  const auto reviewed = TRY(text_at(act, "ocultas"));
  const auto cuts = TRY(storage::cuts(db, meta.institution));
  const auto cut = std::ranges::find_if(
      cuts, [&](const auto& one) { return one.code == code && one.version == version; });
  if (cut == cuts.end()) return refuse(Refusal::CutUnknown, {{"hallado", code}});
  for (const auto& one : TRY(storage::person_releases(db, meta.institution)))
    if (one.code == code && one.version == version)
      return refuse(Refusal::ReleasedAlready, {{"codigo", code}});
  const auto rules = TRY(storage::disclosure_rules(db, meta.today()));
  const auto proposal = TRY(storage::person_proposal(db, meta.institution, *cut, rules));
  if (proposal.persons.keys.empty()) return refuse(Refusal::NothingToRelease, {{"codigo", code}});
  auto hidden = proposal.hidden();
  if (storage::digest_of(hidden) != reviewed) return refuse(Refusal::ReviewOutdated);
  if (!proposal.found.empty())
    return refuse(Refusal::AttackFinds, {{"hallado", proposal.found.front()}});
  const auto shown = static_cast<std::int64_t>(proposal.persons.keys.size() - hidden.size());
  Decision decision;
  decision.outcome = {{"corte", code},
                      {"version", version},
                      {"publicadas", shown},
                      {"ocultas", static_cast<std::int64_t>(hidden.size())}};
  decision.changes.put("person_release", storage::fields_of({.code = code,
                                                             .version = version,
                                                             .rules = rules,
                                                             .shown = shown,
                                                             .hidden = std::move(hidden),
                                                             .actor = meta.actor,
                                                             .on = meta.today()}));
  return decision;
}

Result<Receipt> publish_persons(Context& context, std::string_view code) {
  auto& db = context.db();
  std::optional<storage::CutRow> newest;
  for (auto& one : TRY(storage::cuts(db, context.institution)))
    if (one.code == code && (!newest || newest->version < one.version)) newest = std::move(one);
  if (!newest) return refuse(Refusal::CutUnknown, {{"hallado", std::string(code)}});
  const auto rules = TRY(storage::disclosure_rules(db, local_date(context.world.now())));
  const auto proposal = TRY(storage::person_proposal(db, context.institution, *newest, rules));
  return submit(context, {"personas.publicar",
                          {{"corte", newest->code},
                           {"corte_version", newest->version},
                           {"ocultas", storage::digest_of(proposal.hidden())}},
                          ""});
}

}  // namespace commands
