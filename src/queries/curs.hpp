// CURs as questions: the book of a year (what counts, what is set aside, which stages passed their
// bound), and its reconciliation with SICOIN's monthly extract, to the centavo.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/budget/cur_record.hpp"
#include "domain/budget/reconcile.hpp"
#include "storage/balance_book.hpp"
#include "storage/cur_store.hpp"
#include "storage/database.hpp"

namespace queries {

struct CurBook {
  FiscalYear year;
  std::vector<budget::CurRecord> curs;  // As told last, in the order in which they first came.
  std::vector<std::int64_t> loads;      // Of each, the load that told it last.
  budget::CurLedger ledger;             // Quarantined and overruns index into `curs`.
  bool illustrative = false;            // Some load in force is.
  bool loaded() const { return !curs.empty(); }
};

// What the extract in force says of each partida, and the CURs of a year that count.
using storage::counted_curs;
using storage::Extract;
using storage::extract_of;

// The CURs of a year, held against what the extract says is in force.
Result<CurBook> cur_book(storage::Database&, std::string_view institution, FiscalYear);

struct Reconciliation {
  Month month;
  CurBook book;
  bool extract_loaded = false;
  std::vector<budget::ReconciledRow> rows;                 // Entries index into book.curs.
  std::int64_t equal = 0, explained = 0, unexplained = 0;  // Partidas and stages.
  std::map<budget::Stage, MoneySum> extract_sum, cur_sum;
};
// January to `month`. Where one side does not know a part of the partida (receptora, correlativo),
// both are added up without it. Rows that are equal only where `all`.
Result<Reconciliation> reconciliation(storage::Database&, std::string_view institution, Month,
                                      bool all);

// The years that have CURs in force, newest first.
Result<std::vector<FiscalYear>> years_of_curs(storage::Database&, std::string_view institution);

}  // namespace queries
