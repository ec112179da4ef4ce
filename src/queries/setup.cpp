// Counts, one question each.
#include "queries/setup.hpp"

namespace queries {
namespace {

Result<std::int64_t> count(storage::Database& db, std::string_view sql,
                           const storage::Parameters& values) {
  std::int64_t found = 0;
  CHECK(db.each(sql, values, [&](const storage::Row& row) -> Result<void> {
    found = row.integer(0);
    return {};
  }));
  return found;
}

}  // namespace

Result<SetupState> setup_state(storage::Database& db, std::string_view institution, Date today) {
  const auto of = storage::as_value(institution);
  SetupState state;
  state.users = TRY(count(db, "select count(*) from app_user", {})) > 0;
  state.institution =
      TRY(count(db, "select count(*) from institution where institution = ?1", {of})) > 0;
  state.catalogs = TRY(count(db, "select count(distinct catalog) from catalog_entry", {}));
  if (!state.institution) return state;

  state.units = TRY(count(db, "select count(*) from org_unit where institution = ?1", {of}));
  state.reporting_units =
      TRY(count(db, "select count(*) from org_unit where institution = ?1 and reports = 1", {of}));
  state.posts = TRY(count(db, "select count(*) from post where institution = ?1", {of}));
  state.held_posts = TRY(count(db, R"(
    select count(distinct post)
      from post_holder
     where institution = ?1 and person = 1 and valid_from <= ?2
       and (valid_until is null or valid_until >= ?2))",
                               {of, storage::as_value(today)}));
  state.active_users = TRY(count(
      db, "select count(*) from app_user where active = 1 and (home = ?1 or home = '')", {of}));
  state.unit_users = TRY(count(db, R"(
    select count(distinct u.number)
      from app_user u
      join user_unit x on x.institution = u.institution and x.number = u.number
     where u.active = 1 and u.home = ?1)",
                               {of}));
  const auto year = TRY(db.first(
      "select value from institution_setting where institution = ?1 and name = 'ejercicio'",
      [](const storage::Row& row) { return row.text(0); }, institution));
  if (year) state.year = TRY(FiscalYear::parse(*year));
  const auto plan =
      TRY(db.first(R"(
    select max(number), max(fiscal_year)
      from plan_version
     where institution = ?1 and until_seq is null)",
                   [](const storage::Row& row) {
                     return std::pair{row.optional_integer(0), row.optional_integer(1)};
                   },
                   institution));
  if (plan && plan->first) {
    state.plan = plan->first;
    if (!state.year) state.year = FiscalYear{static_cast<std::int16_t>(*plan->second)};
  }
  if (state.year)
    state.budget_loads = TRY(count(db, R"(
      select count(distinct load)
        from budget_scope
       where institution = ?1 and ejercicio = ?2 and until_seq is null)",
                                   {of, storage::as_value(*state.year)}));
  state.series = TRY(count(db, R"(
    select count(distinct series)
      from series_value
     where institution = ?1 and until_seq is null)",
                           {of}));
  state.reported_months = TRY(count(db, R"(
    select count(*)
      from goal_unit_month
     where institution = ?1 and until_seq is null and sent_on <> '')",
                                    {of}));
  return state;
}

Result<bool> all_illustrative(storage::Database& db) {
  const auto all = TRY(count(db, "select count(*) from institution", {}));
  const auto real = TRY(count(db, "select count(*) from institution where illustrative = 0", {}));
  return all > 0 && real == 0;
}

}  // namespace queries
