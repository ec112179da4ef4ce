// Sums over the index payment_file_closed.
#include "storage/paid_files.hpp"

#include "domain/verification/kinds.hpp"

namespace storage {

Result<std::vector<PaidFiles>> paid_files(Database& db, std::string_view institution,
                                          FiscalYear year) {
  constexpr auto sql = R"(
    select closed, received, fund, count(*), cast(coalesce(sum(monto), 0) as bigint),
           max(illustrative)
      from (select closed, received, monto, illustrative,
                   case when gasto = ?4 then 1 else 0 end as fund
              from payment_file
             where institution = ?1 and closed >= ?2 and closed <= ?3
               and (estado = 'pagado' or (estado = 'archivado' and visado > 0))) paid
     group by closed, received, fund order by closed, received, fund)";
  return db.rows(
      sql,
      [](const Row& row) {
        return PaidFiles{.received = row.date(1),
                         .paid = row.date(0),
                         .fund = row.integer(2) != 0,
                         .files = row.integer(3),
                         .amount = row.money(4),
                         .illustrative = row.integer(5) != 0};
      },
      institution, show(year) + "-01-01", show(year) + "-12-31",
      verification::code_of(verification::Gasto::FondoRotativo));
}

}  // namespace storage
