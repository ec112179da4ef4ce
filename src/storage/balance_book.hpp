// What the loaded budget says around a payment file: of each of its partidas what is in force and
// what others have committed, its cuota, and whether its category is in the approved network. What
// the base does not hold stays unknown; a partida that the extract does not name is unknown too,
// not zero.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/budget/quota.hpp"
#include "domain/budget/reconcile.hpp"
#include "domain/verification/payment_file.hpp"
#include "storage/database.hpp"

namespace storage {

// What the extract in force says of each partida of a year, ordered; its own facts before the
// nation's.
using Extract = std::vector<budget::ExtractRow>;
Result<Extract> extract_of(Database&, std::string_view institution, FiscalYear);

// The CURs of the year that count: approved and not set aside.
Result<std::vector<budget::Cur>> counted_curs(Database&, std::string_view institution, FiscalYear);

// Reads each year once, however many files ask. Valid while nobody writes.
class BalanceBook {
 public:
  BalanceBook(Database& db, std::string_view institution) : db_{db}, institution_{institution} {}

  // Fills what nobody typed. A file that names no partida is charged to those of its CURs, where
  // each of them has exactly one. Amounts are those of the months up to `file.hoy` that the extract
  // has; what the file's own CURs committed in them, or used of a cuota, is taken off again. The
  // cuota is the normal one of the file's compromiso (of today, where none is approved yet).
  Result<void> fill(verification::FileFacts& file);

 private:
  struct Year {
    Extract extract;
    std::optional<budget::QuotaUse> use;  // Read when a cuota is asked.
  };
  Result<Year*> year(FiscalYear);
  Result<void> name_partidas(verification::FileFacts&);
  Result<void> fill_balance(const verification::FileFacts&, std::uint8_t at,
                            verification::FilePartida&);
  Result<void> fill_quota(const verification::FileFacts&, std::uint8_t at,
                          verification::FilePartida&);

  Database& db_;
  std::string institution_;
  std::map<FiscalYear, Year> years_;
  std::optional<budget::Quotas> quotas_;
};

}  // namespace storage
