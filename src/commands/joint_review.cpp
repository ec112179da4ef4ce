// Decisions of the joint review.
#include "commands/joint_review.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "commands/refusals.hpp"
#include "domain/access/refusals.hpp"
#include "domain/budget/document_refusals.hpp"
#include "storage/money_store.hpp"

namespace commands {
namespace {

using access_control::Role;
using budget::DocumentRefusal;
using budget::Party;

Result<storage::ReviewRow> review_at(storage::Database& db, const json::object& act,
                                     const Meta& meta) {
  const auto number = TRY(integer_at(act, "revision"));
  auto row = TRY(storage::joint_review_of(db, meta.institution, number));
  if (!row) return refuse(DocumentRefusal::ReviewUnknown, {{"hallado", std::to_string(number)}});
  return *std::move(row);
}

}  // namespace

bool speaks_for(Party party, Role role) {
  switch (party) {
    case Party::Finanzas:
      return role == Role::Presupuesto || role == Role::Contabilidad || role == Role::Tesoreria;
    case Party::Monitoreo:
      return role == Role::Monitoreo;
    case Party::Verificacion:
      return role == Role::Verificacion || role == Role::Visado;
  }
  return false;
}

Submission open_joint_review(const budget::JointReview& review) {
  json::array agreements;
  for (const auto& one : review.agreements)
    agreements.push_back(
        json::object{{"texto", one.text}, {"responsable", one.owner}, {"fecha", show(one.due)}});
  return {"revision.abrir",
          {{"mes", show(review.month)},
           {"resumen", review.summary},
           {"iguales", review.equal},
           {"explicadas", review.explained},
           {"sin_explicar", review.unexplained},
           {"acuerdos", std::move(agreements)}},
          ""};
}

Submission sign_joint_review(std::int64_t number, Party party) {
  return {"revision.firmar", {{"revision", number}, {"parte", code_of(party)}}, ""};
}

Submission follow_agreement(std::int64_t number, std::int64_t agreement,
                            budget::AgreementState state, std::string_view note) {
  return {
      "revision.seguir",
      {{"revision", number}, {"acuerdo", agreement}, {"estado", code_of(state)}, {"nota", note}},
      ""};
}

// {"mes", "resumen", "iguales", "explicadas", "sin_explicar", "acuerdos": [{"texto",
//  "responsable", "fecha"}…]}
Result<Decision> decide_open_joint_review(storage::Database&, const json::object& act,
                                          const Meta& meta) {
  storage::ReviewRow row;
  auto& review = row.review;
  review.number = meta.seq;
  const auto month = TRY(text_at(act, "mes"));
  review.month = TRY(where("campo", "mes", Month::parse(month)));
  review.summary = trimmed(TRY(text_at(act, "resumen")));
  if (review.summary.empty()) return refuse(DocumentRefusal::ReviewSummaryMissing);
  review.equal = TRY(integer_at(act, "iguales"));
  review.explained = TRY(integer_at(act, "explicadas"));
  review.unexplained = TRY(integer_at(act, "sin_explicar"));
  row.written = {meta.actor, meta.today()};
  Decision decision;
  decision.changes.put("joint_review", fields_of(row));
  for (const auto& item : TRY(array_at(act, "acuerdos"))) {
    const auto* body = item.if_object();
    if (!body) return refuse(JsonRefusal::WrongType, {{"campo", "acuerdos"}});
    budget::ReviewAgreement one;
    one.n = static_cast<std::int64_t>(review.agreements.size() + 1);
    one.text = trimmed(TRY(text_at(*body, "texto")));
    one.owner = trimmed(TRY(text_at(*body, "responsable")));
    const auto due = TRY(text_at(*body, "fecha"));
    for (const auto& [field, value] :
         {std::pair{"lo que se hará", one.text}, {"quién responde", one.owner}, {"la fecha", due}})
      if (value.empty())
        return refuse(DocumentRefusal::AgreementIncomplete,
                      {{"n", std::to_string(one.n)}, {"campo", field}});
    one.due = TRY(where("campo", "fecha", parse_date(due)));
    decision.changes.put("joint_review_agreement",
                         storage::fields_of(review.number, one, meta.actor));
    review.agreements.push_back(std::move(one));
  }
  decision.outcome = {{"revision", review.number},
                      {"acuerdos", static_cast<std::int64_t>(review.agreements.size())}};
  return decision;
}

// {"revision", "parte"}
Result<Decision> decide_sign_joint_review(storage::Database& db, const json::object& act,
                                          const Meta& meta) {
  auto row = TRY(review_at(db, act, meta));
  const auto name = TRY(text_at(act, "parte"));
  const auto party = budget::party(name);
  if (!party) return refuse(DocumentRefusal::ReviewPartyUnknown, {{"hallado", name}});
  auto& review = row.review;
  const auto number = std::to_string(review.number);
  if (review.closed()) return refuse(DocumentRefusal::ReviewClosed, {{"hallado", number}});
  if (review.signature_of(*party))
    return refuse(DocumentRefusal::ReviewAlreadySigned, {{"hallado", number}, {"parte", name}});
  const auto grants = TRY(grants_of(db, meta.institution, meta.actor, meta.today()));
  const bool speaks = std::ranges::any_of(
      grants, [&](const access_control::Grant& grant) { return speaks_for(*party, grant.role); });
  if (!speaks && meta.actor != 0) {
    const auto role = access_control::role_of_actor(meta.actor);
    return refuse(Refusal::RoleMayNot, {{"rol", role ? access_control::show(*role) : "usuario"},
                                        {"acto", "firmar por " + name}});
  }
  for (const auto& other : review.signatures)
    CHECK(require_other_people(db, meta, access_control::Permission::ReviewJointly,
                               {other.actor, access_control::Permission::ReviewJointly, other.on}));
  const budget::PartySignature signature{*party, meta.actor, meta.today()};
  review.signatures.push_back(signature);
  Decision decision;
  decision.changes.put("joint_review_signature", storage::fields_of(review.number, signature));
  if (review.closed()) decision.changes.put("joint_review", fields_of(row));
  decision.outcome = {{"revision", review.number}, {"parte", name}, {"cerrada", review.closed()}};
  return decision;
}

// {"revision", "acuerdo", "estado", "nota"}
Result<Decision> decide_follow_agreement(storage::Database& db, const json::object& act,
                                         const Meta& meta) {
  auto row = TRY(review_at(db, act, meta));
  const auto n = TRY(integer_at(act, "acuerdo"));
  const auto at = std::ranges::find(row.review.agreements, n, &budget::ReviewAgreement::n);
  if (at == row.review.agreements.end())
    return refuse(DocumentRefusal::AgreementUnknown, {{"hallado", std::to_string(n)}});
  const auto name = TRY(text_at(act, "estado"));
  const auto state = budget::agreement_state(name);
  if (!state) return refuse(DocumentRefusal::AgreementStateUnknown, {{"hallado", name}});
  at->state = *state;
  at->note = trimmed(TRY(text_at(act, "nota")));
  at->followed_on = meta.today();
  Decision decision;
  decision.changes.put("joint_review_agreement",
                       storage::fields_of(row.review.number, *at, meta.actor));
  decision.outcome = {{"revision", row.review.number}, {"acuerdo", n}, {"estado", name}};
  return decision;
}

}  // namespace commands
