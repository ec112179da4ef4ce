// The storage's table of persons, asked for pages and reports.
#include "queries/persons.hpp"

#include <algorithm>

#include "storage/person_store.hpp"

namespace queries {
namespace {

storage::CutRow row_of(const Cut& cut) {
  return {.code = cut.code,
          .version = cut.version,
          .first = cut.first,
          .last = cut.last,
          .institution_seq = cut.seq,
          .installation_seq = cut.installation_seq,
          .frozen_at = cut.frozen_at,
          .open_months = {},
          .norms = {}};
}

Result<std::optional<storage::PersonReleaseRow>> release_of(storage::Database& db, const Cut& cut) {
  for (auto& one : TRY(storage::person_releases(db, cut.institution)))
    if (one.code == cut.code && one.version == cut.version) return std::optional(std::move(one));
  return std::optional<storage::PersonReleaseRow>{};
}

std::vector<bool> shown_of(const disclosure::PersonTable& persons,
                           const std::vector<std::string>& hidden) {
  std::vector<bool> shown;
  for (const auto& key : persons.keys)
    shown.push_back(!std::ranges::binary_search(hidden, disclosure::show(key)));
  return shown;
}

// Under which name the persons of a producto stand: its own, or that of the only subproducto of it
// that tells persons apart.
std::string who_of(const Evaluation& evaluation, const std::string& producto,
                   const disclosure::PersonTable& persons) {
  const auto there = [&](const std::string& who) {
    const auto at = std::ranges::lower_bound(persons.keys, who, {}, &disclosure::PersonKey::who);
    return at != persons.keys.end() && at->who == who;
  };
  if (!there(producto))
    for (const auto& one : evaluation.products)
      if (one.code == producto)
        for (const auto& goal : one.goals)
          if (there(goal.subproducto)) return goal.subproducto;
  return producto;
}

}  // namespace

Result<PersonReview> person_review(storage::Database& db, const Cut& cut, Date today) {
  const auto release = TRY(release_of(db, cut));
  PersonReview review;
  review.rules = release ? release->rules : TRY(storage::disclosure_rules(db, today));
  review.proposal = TRY(storage::person_proposal(db, cut.institution, row_of(cut), review.rules));
  review.digest = storage::digest_of(review.proposal.hidden());
  if (release) review.released_on = release->on;
  return review;
}

Result<std::optional<ReleasedPersons>> released_persons(storage::Database& db, const Cut& cut) {
  const auto release = TRY(release_of(db, cut));
  if (!release) return std::optional<ReleasedPersons>{};
  ReleasedPersons out;
  out.persons = TRY(storage::persons_at(db, cut.institution, row_of(cut), release->rules));
  out.shown = shown_of(out.persons, release->hidden);
  out.threshold = release->rules.threshold;
  out.on = release->on;
  return std::optional(std::move(out));
}

Result<void> protect_equity(storage::Database& db, Evaluation& evaluation, Date today) {
  if (evaluation.equity.empty()) return {};
  const auto& cut = evaluation.cut;
  disclosure::PersonTable persons;
  std::vector<bool> shown;
  if (auto released = TRY(released_persons(db, cut))) {
    persons = std::move(released->persons);
    shown = std::move(released->shown);
  } else {
    const auto rules = TRY(storage::disclosure_rules(db, today));
    auto proposal = TRY(storage::person_proposal(db, cut.institution, row_of(cut), rules));
    shown = shown_of(proposal.persons, proposal.hidden());
    persons = std::move(proposal.persons);
  }
  const std::string period = show(Month{cut.last.year, 1}) + "/" + show(cut.last);
  for (auto& of : evaluation.equity) {
    const auto who = who_of(evaluation, of.producto, persons);
    for (auto& axis : of.axes)
      for (auto& row : axis.rows) {
        const disclosure::PersonKey key{
            who, "", period, std::string(production::name_of(axis.axis)),
            row.category.empty() ? std::string(disclosure::not_told_apart) : row.category};
        const auto at = std::ranges::lower_bound(persons.keys, key);
        const auto index = static_cast<std::size_t>(at - persons.keys.begin());
        // A count that is not in the table, or is another there, was not looked at: it stays in.
        row.hidden = row.attended != Quantity{} &&
                     (at == persons.keys.end() || *at != key || !shown[index] ||
                      Quantity::units(persons.table.cells[index].value) != row.attended);
      }
  }
  return {};
}

}  // namespace queries
