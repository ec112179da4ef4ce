// The budget reader: a national file of millions of rows, CSV or XLSX, into what each partida
// moved in each month of its year. Two passes over the cores: rows are parsed in parallel blocks
// and dealt by key into partitions, then each partition is added up on its own. Memory is bounded
// by the rows' figures, not by the file. Knows nothing of databases or of what is in force.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "base/result.hpp"
#include "domain/budget/amounts.hpp"
#include "readers/byte_source.hpp"
#include "readers/layout.hpp"
#include "readers/packed_partida.hpp"
#include "readers/uncleared.hpp"

namespace readers {

// Goes into every act of import; a change of what a file is read as must change it.
inline constexpr std::int64_t budget_reader_version = 1;

// What the amounts of a file count.
enum class Counting : std::uint8_t {
  Movements,    // Of the month ("cuenta": "mes").
  Accumulated,  // Since January ("acumulado").
  Yearly,       // A year's allocation, booked in January ("anual").
};

// 128-bit sums of the six amounts.
struct BudgetTotals {
  std::array<Int128, budget::stage_count> centavos{};
  MoneySum sum(budget::Stage s) const {
    return MoneySum::centavos(centavos[static_cast<std::size_t>(s)]);
  }
  friend bool operator==(const BudgetTotals&, const BudgetTotals&) = default;
};

// The sum of the rows of one partida, by month. Sorted by key; months without rows are absent.
class BudgetFacts {
 public:
  std::size_t size() const { return entries_.size(); }
  const PackedPartida& key(std::size_t i) const { return entries_[i].key; }
  std::uint16_t months(std::size_t i) const { return entries_[i].months; }  // Bit 0 is January.
  budget::YearMovements year(std::size_t i) const;
  const BudgetTotals& totals() const { return totals_; }
  const budget::UsedAmounts& used() const { return used_; }

 private:
  friend class BudgetFold;
  struct Entry {
    PackedPartida key;
    std::uint32_t first;  // Into the partition's amounts, one for each bit of `months`.
    std::uint16_t months;
    std::uint16_t partition;
  };
  std::vector<Entry> entries_;
  std::vector<Uncleared<budget::Amounts>> amounts_;  // By partition, each in its entries' order.
  BudgetTotals totals_;
  budget::UsedAmounts used_;
};

// A place in the file that the report names.
struct RowPlace {
  std::uint64_t line = 0;  // From 1; the row number in a workbook.
  std::string sheet;       // Empty for CSV.
};

struct BudgetReading {
  Layout layout;
  Counting counting = Counting::Movements;
  std::string encoding;  // "" for XLSX.
  char separator = 0;
  std::uint64_t size = 0;
  Hash hash;  // Of the raw bytes: the name of the blob.

  std::uint64_t rows = 0;  // Data rows, without totals and blank ones.
  BudgetFacts facts;
  BudgetTotals totals;  // Of every amount of every row, as in the file.

  // Year → its months that have rows (bit 0 is January).
  std::map<int, std::uint16_t> months;
  // Entity → its name in the file, "" where it has none; (entity, unit) likewise.
  std::map<std::string, std::string> entities;
  std::map<std::pair<std::string, std::string>, std::string> units;

  // What the report tells besides.
  std::uint64_t rounded = 0;        // Amounts with more than two decimals.
  std::uint64_t empty_amounts = 0;  // Read as zero.
  std::uint64_t identical = 0;      // Rows equal to an earlier one; they were added all the same.
  std::vector<RowPlace> identical_places;  // The first twenty.
  std::uint64_t total_rows = 0;            // Dropped.
  std::vector<RowPlace> total_places;
  std::vector<std::string> ignored_columns;
  std::vector<std::string> ignored_sheets;
};

struct BudgetOptions {
  std::string layout = "auto";        // Code of an embedded layout.
  unsigned threads = 0;               // 0: one for each core.
  std::optional<Layout> described{};  // This very layout instead: at replay, the one of that day.
};

// Errors: every one of refusals.hpp, with archivo left to the caller; row faults name line, column
// (or sheet and cell), field, found and expected, the first hundred in `all`.
Result<BudgetReading> read_budget(const ByteSource&, const BudgetOptions& = {});

// A row of the file that was looked for.
struct FoundRow {
  PackedPartida key;
  unsigned month = 0;           // 1 … 12.
  std::vector<Detail> details;  // Its place: line and column, or sheet and cell.
};

// The first rows (in the order of the file, `most` at most) that `wanted` says, with the column of
// `field` as their place: for refusing what the catalogues do not know or the balances break.
// Reads the file again; `reading` tells how.
Result<std::vector<FoundRow>> find_rows(
    const ByteSource&, const BudgetReading& reading, std::string_view field,
    const std::function<bool(const PackedPartida&, unsigned month)>& wanted, std::size_t most);

// The digest of normalised facts, told by acts and described in docs/formats/presupuesto.md: the
// same movements give the same digest, whatever file they came from. Keys must ascend.
class FactDigest {
 public:
  FactDigest();
  void add(const PackedPartida&, const budget::YearMovements&);
  Hash finish();

 private:
  Sha256 sha_;
  std::string pending_;
};

}  // namespace readers
