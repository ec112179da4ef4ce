// Rows of a budget file, parsed a block at a time: an inside part of budget_file.hpp. A row that
// is plain (digits, unquoted, complete) takes a short path; everything else is read with care by
// the same rules as csv.cpp, because it is either rare or at fault.
#pragma once

#include <algorithm>
#include <array>
#include <memory>

#include "readers/amounts.hpp"
#include "readers/budget_file.hpp"
#include "readers/refusals.hpp"
#include "readers/uncleared.hpp"

namespace readers {

// One row. `place` is section (8 bits), month − 1 (4 bits) and byte offset (52 bits).
struct RowRecord {
  PackedPartida key;
  budget::Amounts amounts;
  std::uint64_t place = 0;

  unsigned month() const { return static_cast<unsigned>(place >> 52 & 15); }
  std::uint64_t offset() const { return place & ((1ULL << 52) - 1); }
  unsigned section() const { return static_cast<unsigned>(place >> 56); }
};

inline constexpr std::size_t partition_count = 64;

inline constexpr std::size_t slab_rows = 256;

// Where a worker's slabs come from, many at a time; few at first, since most files are small.
class SlabSource {
 public:
  RowRecord* take() {
    if (left_ == 0) {
      left_ = std::min(slabs_per_block_max,
                       std::size_t{1} << std::min<std::size_t>(blocks_.size(), 20));
      blocks_.emplace_back(slab_rows * left_);
    }
    return blocks_.back().data() + slab_rows * --left_;
  }
  void clear() {
    blocks_.clear();
    left_ = 0;
  }

 private:
  static constexpr std::size_t slabs_per_block_max = 128;  // 2.6 MB.
  std::vector<Uncleared<RowRecord>> blocks_;
  std::size_t left_ = 0;
};

// Rows dealt by the hash of their key. Slabs, so that nothing is moved while it grows.
class Partition {
 public:
  RowRecord& next(SlabSource& source) {
    if (used_ == slab_rows) {
      slabs_.push_back(source.take());
      used_ = 0;
    }
    return slabs_.back()[used_++];
  }
  std::size_t size() const { return slabs_.empty() ? 0 : (slabs_.size() - 1) * slab_rows + used_; }
  template <class F>
  void each(F f) const {
    for (std::size_t s = 0; s < slabs_.size(); ++s) {
      const auto rows = s + 1 == slabs_.size() ? used_ : slab_rows;
      for (std::size_t i = 0; i < rows; ++i) f(slabs_[s][i]);
    }
  }

 private:
  std::vector<RowRecord*> slabs_;
  std::size_t used_ = slab_rows;
};

// What a column means to the parser.
struct ColumnUse {
  enum class What : std::uint8_t { Ignored, Code, Year, Month, Amount, EntityName, UnitName };
  What what = What::Ignored;
  std::uint8_t part = 0;   // Of a Code.
  std::uint8_t stage = 0;  // Of an Amount.
  std::int16_t year = 0;   // Of an Amount that belongs to one year only; else 0.
};

// One table to read: a CSV file, or one sheet of a workbook turned into CSV text.
struct Section {
  std::string sheet;  // "" for a CSV.
  char separator = ',';
  std::vector<ColumnUse> columns;
  std::vector<std::string> fields;    // Name of each column's field, for faults; "" if ignored.
  std::vector<std::string> headings;  // Raw texts of the header, as far as they are columns.
  std::uint64_t first_row = 0;        // Offset of the first row of data.
  const ByteSource* source = nullptr;
};

struct CellPlace {
  unsigned section = 0;
  std::uint64_t offset = 0;  // Of the row.
  std::size_t column = 0;
  std::string text;
  friend auto operator<=>(const CellPlace&, const CellPlace&) = default;
};

struct RowFault {
  CellPlace place;
  Error error;  // Without its place.
};

inline constexpr std::size_t faults_max = 100;

// Everything one worker found.
struct Tally {
  SlabSource slabs;
  std::array<Partition, partition_count> partitions;
  std::uint64_t rows = 0, rounded = 0, empty_amounts = 0, total_rows = 0;
  std::array<std::uint16_t, 111> months{};                               // Of 1990 … 2100.
  std::map<std::uint64_t, std::string> entities;                         // Raw bytes.
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::string> units;  // Raw bytes.
  std::optional<CellPlace> point, comma, unclear;
  std::vector<RowFault> faults;
  std::vector<CellPlace> totals_dropped;
};

class RowParser {
 public:
  RowParser(const Section& section, unsigned number, Convention convention, Counting counting,
            Tally& tally);

  // Whole records only. `offset` is that of the block in the section.
  void parse(std::string_view block, std::uint64_t offset);

 private:
  bool parse_plain(const char*& p, const char* end, std::uint64_t offset);
  const char* parse_careful(const char* row, const char* end, std::uint64_t offset);
  void keep(const PackedPartida& key, unsigned month, const budget::Amounts& amounts,
            std::uint64_t offset, std::string_view entity, std::string_view unit);
  void fault(std::uint64_t offset, std::size_t column, Refusal why, std::string_view found,
             std::string expected = {});

  const Section& section_;
  const unsigned number_;
  const Convention convention_;
  const Counting counting_;
  Tally& tally_;
  PackedPartida unknown_;  // The parts that the file does not have.
  bool dated_ = false;     // Amounts by year.
  // Entities with their units that were seen, one in each place, so that names are looked up
  // seldom even where rows are in no order.
  static constexpr std::size_t seen_places = 4096;
  std::vector<std::uint64_t> seen_ = std::vector<std::uint64_t>(seen_places, ~0ULL);
  std::vector<std::string> fields_;
  bool row_bad_ = false;  // The row being read with care has a fault.
};

// The end of the last whole record of `text` (one past its newline), by the rules of RFC 4180; 0
// where there is none. `open_quote` is the offset of a quote that is still open at the end.
struct RecordsEnd {
  std::size_t end = 0;
  std::optional<std::size_t> open_quote;
};
RecordsEnd whole_records(std::string_view text, char separator);

}  // namespace readers
