// The organisation as rows.
#include "storage/organization_store.hpp"

#include <map>

namespace storage {
namespace {

using organization::Function;
using organization::Holder;
using organization::Link;
using organization::LinkKind;
using organization::Post;
using organization::Unit;

std::optional<Date> date_or_nothing(const Row& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.date(column));
}

// What a command wrote is well formed.
Unit read_unit(const Row& row) {
  Unit unit;
  unit.code = row.text(0);
  unit.name = row.text(1);
  unit.short_name = row.text(2);
  unit.kind = organization::parse_unit_kind(row.view(3)).value();
  unit.parent = row.text(4);
  if (!row.is_null(5)) unit.place = Geografico::parse(row.view(5)).value();
  unit.reports = row.integer(6) != 0;
  unit.from = date_or_nothing(row, 7);
  unit.until = date_or_nothing(row, 8);
  unit.source = row.text(9);
  return unit;
}

Holder read_holder(const Row& row) {
  return {row.text(0), row.date(1),         date_or_nothing(row, 2),
          row.text(3), row.integer(4) != 0, row.text(5)};
}

Function read_function(const Row& row) {
  return {row.text(0),
          row.text(1),
          row.text(2),
          row.integer(3),
          row.text(4),
          date_or_nothing(row, 5),
          date_or_nothing(row, 6),
          {}};
}

LinkKind link_kind(std::string_view name) {
  for (const auto kind : {LinkKind::Acto, LinkKind::Documento})
    if (organization::name_of(kind) == name) return kind;
  return LinkKind::Parte;
}

}  // namespace

Result<std::vector<Unit>> units_of(Database& db, std::string_view institution) {
  constexpr auto sql = R"(
    select code, name, short_name, kind, parent, place, reports, valid_from, valid_until, source
      from org_unit
     where institution = ?1
     order by position, code)";
  return db.rows(sql, read_unit, institution);
}

Result<std::vector<Holder>> holders_of(Database& db, std::string_view institution) {
  constexpr auto sql = R"(
    select post, valid_from, valid_until, name, person, act
      from post_holder
     where institution = ?1
     order by post, valid_from)";
  return db.rows(sql, read_holder, institution);
}

Result<organization::Organization> organization_of(Database& db, std::string_view institution) {
  organization::Organization all;
  all.units = TRY(units_of(db, institution));
  all.posts = TRY(
      db.rows(R"(select code, name, unit from post where institution = ?1 order by position, code)",
              [](const Row& row) {
                return Post{row.text(0), row.text(1), row.text(2)};
              },
              institution));
  all.holders = TRY(holders_of(db, institution));
  all.functions = TRY(db.rows(R"(
    select code, unit, norm, number, text, valid_from, valid_until
      from org_function
     where institution = ?1
     order by position, code)",
                              read_function, institution));
  std::map<std::string, std::vector<Link>> links;
  CHECK(db.each(R"(
    select function, kind, target
      from function_link
     where institution = ?1
     order by function, kind, target)",
                {as_value(institution)}, [&](const Row& row) -> Result<void> {
                  links[row.text(0)].push_back({link_kind(row.view(1)), row.text(2)});
                  return {};
                }));
  for (auto& function : all.functions) function.links = std::move(links[function.code]);
  return all;
}

}  // namespace storage
