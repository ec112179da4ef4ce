// Questions to the organisation.
#include "queries/organization.hpp"

#include <algorithm>

#include "storage/organization_store.hpp"

namespace queries {
namespace {

Signatory signs(const organization::Organization& all, const organization::Post& post, Date date) {
  const auto* holder = organization::holder_on(all.holders, post.code, date);
  return {post.code, post.name, holder != nullptr && holder->person ? holder->name : "", post.unit};
}

}  // namespace

Result<organization::Organization> organization(storage::Database& db,
                                                std::string_view institution) {
  auto all = TRY(storage::organization_of(db, institution));
  if (all.units.empty()) return refuse(organization::Refusal::NothingLoaded);
  return all;
}

Result<std::vector<organization::Unit>> units(storage::Database& db, std::string_view institution,
                                              Date date) {
  auto all = TRY(storage::units_of(db, institution));
  std::erase_if(all, [&](const organization::Unit& unit) {
    return (unit.from && date < *unit.from) || (unit.until && date > *unit.until);
  });
  return all;
}

Result<std::string> unit_name(storage::Database& db, std::string_view institution,
                              std::string_view code) {
  const auto name = TRY(db.first(
      "select name from org_unit where institution = ?1 and code = ?2",
      [](const storage::Row& row) { return row.text(0); }, institution, code));
  return name.value_or(std::string(code));
}

Result<Signatory> signatory(storage::Database& db, std::string_view institution,
                            std::string_view post_code, Date date) {
  const auto all = TRY(storage::organization_of(db, institution));
  const auto post = std::ranges::find(all.posts, post_code, &organization::Post::code);
  if (post == all.posts.end())
    return refuse(organization::Refusal::HolderPostUnknown, {{"codigo", std::string(post_code)}});
  return signs(all, *post, date);
}

Result<std::optional<Signatory>> head_of(storage::Database& db, std::string_view institution,
                                         std::string_view unit, Date date) {
  const auto all = TRY(storage::organization_of(db, institution));
  const auto post = std::ranges::find(all.posts, unit, &organization::Post::unit);
  if (post == all.posts.end()) return std::optional<Signatory>{};
  return std::optional(signs(all, *post, date));
}

}  // namespace queries
