// The budget's rows in bulk: facts written and read a batch at a time, and the staging that an
// import leaves behind when it is cut off. Loads and scopes are few and go through records.hpp.
//
// A batch is written in small commits and counts for nothing until a load names it, so that other
// acts get through while a national file is being written.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/budget/amounts.hpp"
#include "storage/database.hpp"

namespace storage {

// Codes of a fact in the order of the columns from `entidad` to `receptora`; "" is unknown.
inline constexpr std::size_t fact_code_count = 13;
using FactCodes = std::array<std::string_view, fact_code_count>;

// A batch is named by ten hexadecimal digits below 2^39; its facts are numbered from here. That is
// short enough for two files to be made whose names are the same: a name alone proves nothing.
inline constexpr std::int64_t facts_per_batch = 1 << 24;
std::int64_t first_fact_of(std::string_view batch);
bool is_batch_name(std::string_view);
std::string batch_named_after(const Hash&);

// Writes facts of one batch inside the caller's transaction. Lines ascend over all writers.
// Amounts that are not `used` are zero in every fact, and are left to be so by the table.
class FactWriter {
 public:
  static Result<FactWriter> begin(Database&, std::string_view institution, std::string_view batch,
                                  const budget::UsedAmounts& used);
  Result<void> add(std::int64_t line, int ejercicio, const FactCodes&,
                   const budget::YearMovements&);
  Result<void> finish();

 private:
  FactWriter(std::unique_ptr<Bulk> bulk, std::string_view institution, std::string_view batch,
             const budget::UsedAmounts& used);
  std::unique_ptr<Bulk> bulk_;
  std::vector<std::uint8_t> written_;  // Places of the used amounts among the 72.
  std::string institution_, batch_;
  std::int64_t first_fact_;
};

// Facts from `first` to `last` (not included), in key order.
using OnFact =
    std::function<Result<void>(int ejercicio, const FactCodes&, const budget::YearMovements&)>;
Result<void> each_fact(Database&, std::int64_t first, std::int64_t last, const OnFact&);

// What the base itself adds up to: vigente of the whole year over these facts.
Result<MoneySum> vigente_of(Database&, std::int64_t first, std::int64_t last);

struct Staging {
  std::string institution, batch;
  std::string blob;       // Hash of the file.
  bool new_blob = false;  // The file was not kept before this import.
  bool ready = false;     // Everything is written.
  std::string digest;     // Of the facts, once ready.
};

// Announces a batch as this process's, committed at once. Takes over (and empties) what a dead
// process left of it. Error: Busy where a living process is at it.
Result<void> begin_staging(Database&, const Staging&, std::int64_t now);
Result<void> finish_staging(Database&, const Staging&);  // Inside the caller's transaction.
Result<std::optional<Staging>> staging_of(Database&, std::string_view institution,
                                          std::string_view batch);
// The digest of a batch that is whole: staged and ready, or named by a load.
Result<std::optional<std::string>> kept_digest(Database&, std::string_view institution,
                                               std::string_view batch);
// Facts of another institution have a number of this batch.
Result<bool> is_of_another(Database&, std::string_view institution, std::string_view batch);

// Forgets stagings that are done and removes what dead processes left. Every writing command may
// call it at its start: it asks one small table first.
Result<void> sweep_staging(Database&);

// Removes one staging and what it wrote, in small commits: an import that was refused.
Result<void> drop_staging(Database&, std::string_view institution, std::string_view batch);

}  // namespace storage
