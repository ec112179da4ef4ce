// CURs in bulk: written a batch at a time in small commits before any act names them (the staging
// of budget_store.hpp), and read back whole. Not which of them count: that is domain/budget's.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/budget/cur_record.hpp"
#include "storage/database.hpp"
#include "storage/records.hpp"

namespace storage {

// Writes CURs of one batch inside the caller's transaction; both numbers ascend over all writers.
class CurWriter {
 public:
  static Result<CurWriter> begin(Database&, std::string_view institution, std::string_view batch,
                                 std::int64_t first_cur, std::int64_t first_line);
  Result<void> add(const budget::CurRecord&);
  Result<void> finish();
  std::int64_t next_line() const { return line_; }

 private:
  CurWriter(std::unique_ptr<Bulk> bulk, std::string_view institution, std::string_view batch,
            std::int64_t cur, std::int64_t line);
  std::unique_ptr<Bulk> bulk_;
  std::string institution_, batch_;
  std::int64_t cur_, line_;
};

// The CURs of a batch in the order of their file; of one year where it is given, of one number.
// Who was paid and for what is half of the bytes: without the texts they stay empty.
enum class CurTexts { Read, Skip };
struct CurFilter {
  std::optional<int> ejercicio;
  std::optional<std::int64_t> numero;
  CurTexts texts = CurTexts::Read;
};
using OnCur = std::function<Result<void>(budget::CurRecord)>;
Result<void> each_cur(Database&, std::string_view batch, const CurFilter&, const OnCur&);

struct CurLoadRow {
  std::int64_t load = 0;
  std::string batch, layout, layout_hash, file_name, file_hash, detail_hash, digest, reason;
  std::int64_t reader = 0, file_size = 0, lines = 0, curs = 0;
  bool illustrative = false;
  std::optional<std::int64_t> until;
  std::int64_t actor = 0;
  Date on{};
};
Fields fields_of(const CurLoadRow&);
Result<std::vector<CurLoadRow>> cur_loads(Database&,
                                          std::string_view institution);  // Oldest first.

// What the loads in force say of the CURs with this number, of any unit; usually one. Without
// texts.
Result<std::vector<budget::Cur>> curs_numbered(Database&, std::string_view institution, FiscalYear,
                                               std::int64_t numero);

// What the loads in force say, each CUR as it was told last; `until` leaves later loads out.
Result<budget::CurGathering> gathered_curs(Database&, std::string_view institution,
                                           const CurFilter&,
                                           std::optional<std::int64_t> until = {});
Result<void> gather_curs(Database&, std::string_view institution, const CurFilter&,
                         std::optional<std::int64_t> until, budget::CurGathering& into);

}  // namespace storage
