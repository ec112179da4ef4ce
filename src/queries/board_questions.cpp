// SQL of the executive board's own questions.
#include "queries/board_questions.hpp"

#include "base/json.hpp"
#include "domain/values/working_days.hpp"
#include "storage/catalog_store.hpp"
#include "storage/evaluation_norms.hpp"

namespace queries {

Result<std::vector<StandingReport>> standing_reports(storage::Database& db,
                                                     std::string_view institution) {
  constexpr auto sql = R"(
    select r.code, r.kind, r.period, coalesce(p.state, r.state), r.version, r.author, r.drafted_on
      from report r
      left join report_progress p
        on p.institution = r.institution and p.code = r.code and p.version = r.version
     where r.institution = ?1
       and r.version = (select max(n.version) from report n
                         where n.institution = r.institution and n.code = r.code)
     order by r.period desc, r.code)";
  return db.rows(
      sql,
      [](const storage::Row& row) {
        return StandingReport{
            row.text(0),
            row.text(1),
            row.text(2),
            row.text(3),
            row.integer(4),
            row.integer(5),
            row.date(6),
            row.view(3) != "borrador" && row.view(3) != "revision" && row.view(3) != "devuelto"};
      },
      institution);
}

Result<Date> report_deadline(storage::Database& db, Month month) {
  constexpr int standard_days = 5;
  const auto norms = TRY(storage::evaluation_norms(db, last_day(month)));
  const auto said = Quantity::parse(optional_text_at(norms, "metas_plazo_reporte").value_or(""));
  const int days = said ? static_cast<int>(rounded(said->as_ratio())) : standard_days;
  const auto place = TRY(Geografico::parse("0101"));
  return nth_working_day(TRY(storage::working_calendar(db, place)), next(month), days);
}

Result<std::string> name_in_catalog(storage::Database& db, std::string_view catalog,
                                    std::string_view code, Date day) {
  const auto entry = TRY(storage::catalog_entry(db, catalog, code, day));
  return entry ? entry->name : std::string();
}

}  // namespace queries
