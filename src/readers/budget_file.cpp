// From bytes to facts: find the form of the file, parse it in blocks, add it up, tell what was
// odd.
#include "readers/budget_file.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cassert>
#include <cstring>
#include <list>
#include <mutex>
#include <thread>

#include "base/text.hpp"
#include "readers/budget_fold.hpp"
#include "readers/budget_rows.hpp"
#include "readers/encoding.hpp"
#include "readers/refusals.hpp"
#include "readers/separator.hpp"
#include "readers/workbook.hpp"

namespace readers {
namespace {

constexpr std::size_t prefix_bytes = 256 * 1024;  // Where the header is looked for.
constexpr std::size_t block_bytes = 1024 * 1024;
constexpr std::size_t record_max = 64U << 20;  // A quoted field longer than this never closes.
constexpr std::size_t places_told = 20;

// ---- What the file is --------------------------------------------------------------------------

struct Chosen {
  Layout layout;
  HeaderMatch match;
};

// Which layout is asked for: by its code, "auto", or described.
struct Asked {
  std::string code;
  std::optional<Layout> described;
};

// The layout asked for, or the one that fits best; between equals, movements of the month.
Result<Chosen> choose(const Sheet& sheet, const Asked& asked) {
  if (asked.described || asked.code != "auto") {
    auto layout = asked.described ? *asked.described : TRY(embedded_layout(asked.code));
    auto match = TRY(match_header(sheet, layout));
    return Chosen{std::move(layout), std::move(match)};
  }
  std::optional<Chosen> best;
  std::optional<Error> nearest;
  std::size_t nearest_fields = 0;
  const auto rows = plain_rows(sheet);
  for (auto& layout : TRY(embedded_layouts("presupuesto"))) {
    auto match = match_header(sheet, rows, layout);
    if (match) {
      const bool movements = layout.code == "sicoin-mensual";
      if (!best || match->columns.size() > best->match.columns.size() ||
          (match->columns.size() == best->match.columns.size() && movements))
        best = Chosen{std::move(layout), *std::move(match)};
      continue;
    }
    const auto fields = fields_recognised(rows, layout);
    if (match.error().code != row_of(Refusal::HeaderMissing).code && fields > nearest_fields) {
      nearest_fields = fields;
      nearest = std::move(match).error();
    }
  }
  if (best) return *std::move(best);
  if (nearest) return std::unexpected(*std::move(nearest));
  return refuse(Refusal::LayoutUnknown);
}

Result<Counting> counting_of(const Layout& layout) {
  if (layout.counts == "mes") return Counting::Movements;
  if (layout.counts == "acumulado") return Counting::Accumulated;
  if (layout.counts == "anual") return Counting::Yearly;
  return refuse(Refusal::LayoutMalformed, {{"motivo", "cuenta: " + layout.counts}});
}

void describe_columns(const Chosen& chosen, const Sheet& sheet, Section& section) {
  const auto width = std::max(width_of(sheet), std::size_t{1});
  section.columns.assign(width, {});
  section.fields.assign(width, {});
  section.headings.assign(width, {});
  for (const auto& matched : chosen.match.columns) {
    const auto& field = chosen.layout.fields[matched.field];
    auto& use = section.columns[matched.column];
    section.fields[matched.column] = field.name;
    section.headings[matched.column] = text_at(sheet, chosen.match.row, matched.column);
    use.year = static_cast<std::int16_t>(matched.year);
    const auto part = std::ranges::find(part_shapes, field.name, &PartShape::name);
    const auto stage = std::ranges::find(budget::stage_names, field.name);
    if (field.name == "ejercicio") {
      use.what = ColumnUse::What::Year;
    } else if (field.name == "mes") {
      use.what = ColumnUse::What::Month;
    } else if (field.name == "entidad_nombre") {
      use.what = ColumnUse::What::EntityName;
    } else if (field.name == "unidad_ejecutora_nombre") {
      use.what = ColumnUse::What::UnitName;
    } else if (part != part_shapes.end()) {
      use.what = ColumnUse::What::Code;
      use.part = static_cast<std::uint8_t>(part - part_shapes.begin());
    } else if (stage != budget::stage_names.end()) {
      use.what = ColumnUse::What::Amount;
      use.stage = static_cast<std::uint8_t>(stage - budget::stage_names.begin());
    }
  }
  // Trailing columns that mean nothing need not be there in every row.
  while (section.columns.size() > 1 && section.columns.back().what == ColumnUse::What::Ignored &&
         section.headings.back().empty() &&
         text_at(sheet, chosen.match.row, section.columns.size() - 1).empty())
    section.columns.pop_back(), section.fields.pop_back(), section.headings.pop_back();
}

// The offset of record number `row` (from 0) of a raw CSV text, counted as read_csv does.
std::size_t offset_of_record(std::string_view text, char separator, std::size_t row) {
  std::size_t at = 0;
  for (; row > 0 && at < text.size(); --row) {
    bool start = true;
    while (at < text.size() && text[at] != '\n' && text[at] != '\r') {
      if (start && text[at] == '"') {
        for (++at; at < text.size(); ++at) {
          if (text[at] != '"') continue;
          if (at + 1 == text.size() || text[at + 1] != '"') break;
          ++at;
        }
        start = false;
        if (at < text.size()) ++at;
        continue;
      }
      start = text[at] == separator;
      ++at;
    }
    if (at < text.size() && text[at] == '\r') ++at;
    if (at < text.size() && text[at] == '\n') ++at;
  }
  return std::min(at, text.size());
}

// A file being read: its sections, and what keeps their bytes alive.
struct Opened {
  Layout layout;
  std::string encoding;
  Encoding code_page = Encoding::Utf8;
  std::vector<Section> sections;
  std::list<std::string> texts;  // Sheets turned into CSV text.
  std::vector<std::unique_ptr<ByteSource>> sources;
  std::vector<std::string> ignored_columns, ignored_sheets;
};

Result<void> check_begin(const ByteSource& source, std::string_view begin) {
  if (source.size() == 0) return refuse(Refusal::EmptyFile);
  if (begin.starts_with("\xD0\xCF\x11\xE0")) return refuse(Refusal::OldExcel);
  if (begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF")) return refuse(Refusal::Utf16);
  return {};
}

Result<Opened> open_csv(const ByteSource& given, const Asked& asked) {
  Opened opened;
  const ByteSource* source = &given;
  auto prefix = read_text(given, 0, prefix_bytes);
  CHECK(check_begin(given, prefix));
  if (!prefix.contains('\n') && prefix.contains('\r')) {
    // Lines that end as on old Macs: rare enough to be turned over in memory.
    auto& text = opened.texts.emplace_back(read_text(given, 0, given.size()));
    std::ranges::replace(text, '\r', '\n');
    source = opened.sources.emplace_back(bytes_in_memory(text)).get();
    prefix = text.substr(0, prefix_bytes);
  }
  if (prefix.size() < source->size()) {
    // Only whole records, so that the header is judged by what it is.
    const auto end = whole_records(prefix, separator_of(prefix)).end;
    if (end > 0) prefix.resize(end);
  }
  opened.code_page = encoding_of(prefix);
  const auto sheet = TRY(read_csv(prefix));
  auto chosen = TRY(choose(sheet, asked));

  Section section;
  section.separator = sheet.separator;
  section.source = source;
  describe_columns(chosen, sheet, section);
  // Headings are compared with raw cells, so they are kept as the file has them.
  if (opened.code_page != Encoding::Utf8 && opened.code_page != Encoding::Utf8Bom)
    section.headings.clear();
  section.first_row = offset_of_record(prefix, sheet.separator, chosen.match.first_data_row);
  opened.ignored_columns = std::move(chosen.match.ignored);
  opened.layout = std::move(chosen.layout);
  opened.sections.push_back(std::move(section));
  return opened;
}

// A number of a workbook in plain digits: never of a form that a text amount could have.
std::string plain_number(const std::string& stored) {
  const auto number = parse_decimal(stored, Convention::PointDecimal);
  if (!number || number->scale > 100 || number->scale < -40) return stored;
  std::string digits = number->digits.empty() ? "0" : number->digits;
  if (number->scale <= 0)
    return (number->negative ? "-" : "") + digits +
           std::string(static_cast<std::size_t>(-number->scale), '0');
  const auto scale = static_cast<std::size_t>(number->scale);
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  digits.insert(digits.size() - scale, 1, '.');
  if (scale == 3) digits += '0';  // 1.234 in a number cell is no thousands.
  return (number->negative ? "-" : "") + digits;
}

void append_csv(std::string& text, const std::vector<Cell>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text += ',';
    const auto& cell = cells[i];
    if (cell.kind == Cell::Kind::Number) {
      text += plain_number(cell.text);
      continue;
    }
    if (cell.text.find_first_of(",\"\r\n") == cell.text.npos) {
      text += cell.text;
      continue;
    }
    text += '"';
    for (const char c : cell.text) {
      if (c == '"') text += '"';
      text += c == '\n' || c == '\r' ? ' ' : c;
    }
    text += '"';
  }
  text += '\n';
}

Result<Opened> open_xlsx(const ByteSource& given, const Asked& asked) {
  Opened opened;
  const auto& bytes = opened.texts.emplace_back(read_text(given, 0, given.size()));
  auto book = TRY(Workbook::open(bytes));
  std::optional<Error> first_refusal;
  for (std::size_t i = 0; i < book.sheets().size(); ++i) {
    const auto& entry = book.sheets()[i];
    if (entry.hidden) {
      opened.ignored_sheets.push_back(entry.name);
      continue;
    }
    // One line of text for each row of the sheet, blank ones too: the line is the row.
    Sheet head;
    head.name = entry.name;
    std::string text;
    std::size_t next = 0;
    head.merges = TRY(book.read(i, [&](std::size_t row, std::vector<Cell>& cells) {
      text.append(row - next, '\n');
      next = row + 1;
      append_csv(text, cells);
      if (row < 60) {
        head.rows.resize(row);
        head.rows.push_back(std::move(cells));
        cells = {};
      }
      return true;
    }));
    auto chosen = choose(head, opened.sections.empty() ? asked : Asked{"", opened.layout});
    if (!chosen) {
      opened.ignored_sheets.push_back(entry.name);
      if (!first_refusal) first_refusal = std::move(chosen).error();
      continue;
    }
    Section section;
    section.sheet = entry.name;
    describe_columns(*chosen, head, section);
    auto& kept = opened.texts.emplace_back(std::move(text));
    section.source = opened.sources.emplace_back(bytes_in_memory(kept)).get();
    section.first_row = offset_of_record(kept, ',', chosen->match.first_data_row);
    opened.ignored_columns.insert(opened.ignored_columns.end(), chosen->match.ignored.begin(),
                                  chosen->match.ignored.end());
    opened.layout = std::move(chosen->layout);
    opened.sections.push_back(std::move(section));
    if (opened.sections.size() > 200) return refuse(Refusal::TooLarge, {{"hoja", entry.name}});
  }
  if (opened.sections.empty())
    return first_refusal ? Result<Opened>(std::unexpected(*std::move(first_refusal)))
                         : refuse(Refusal::XlsxNoSheet);
  return opened;
}

Result<Opened> open_any(const ByteSource& source, const Asked& asked) {
  const auto begin = read_text(source, 0, 4);
  return begin == "PK\x03\x04" ? open_xlsx(source, asked) : open_csv(source, asked);
}

// ---- Blocks ------------------------------------------------------------------------------------

// Hands out a section's blocks of whole records, hashing the raw bytes on the way where asked.
class Feeder {
 public:
  Feeder(const Section& section, Sha256* sha) : section_{section}, sha_{sha} {
    if (sha_ != nullptr) *sha_ << read_text(*section.source, 0, section.first_row);
    next_ = section.first_row;
  }

  struct Block {
    std::vector<char> bytes;
    std::size_t size = 0;
    std::uint64_t offset = 0;
  };

  // False when there is no more, or when a fault was found.
  bool next(Block& block) {
    const std::lock_guard lock(mutex_);
    if (done_) return false;
    block.offset = next_ - carry_.size();
    block.bytes.resize(std::max(block.bytes.size(), carry_.size()));
    std::ranges::copy(carry_, block.bytes.begin());
    std::size_t have = carry_.size();
    carry_.clear();
    for (;;) {
      const auto left = section_.source->size() - std::min(section_.source->size(), next_);
      const auto wanted = std::min<std::uint64_t>(block_bytes, left + 1);  // One tells the end.
      if (have + wanted > block.bytes.size()) block.bytes.resize(have + wanted);
      const auto got = section_.source->read(next_, {block.bytes.data() + have, wanted});
      const std::string_view fresh(block.bytes.data() + have, got);
      if (sha_ != nullptr) *sha_ << fresh;
      if (const auto nul = fresh.find('\0'); nul != fresh.npos && !nul_) nul_ = next_ + nul;
      next_ += got;
      have += got;
      const std::string_view text(block.bytes.data(), have);
      const auto records = whole_records(text, section_.separator);
      if (got == 0) {  // The end: what is left is the last record, with or without newline.
        done_ = true;
        if (records.open_quote) open_quote_ = block.offset + *records.open_quote;
        block.size = have;
        return have > 0;
      }
      if (records.end > 0) {
        carry_.assign(text.begin() + static_cast<std::ptrdiff_t>(records.end), text.end());
        block.size = records.end;
        return true;
      }
      if (have > record_max) {
        done_ = true;
        open_quote_ = block.offset + records.open_quote.value_or(0);
        return false;
      }
    }
  }

  std::optional<std::uint64_t> nul() const { return nul_; }
  std::optional<std::uint64_t> open_quote() const { return open_quote_; }

 private:
  const Section& section_;
  Sha256* sha_;
  std::mutex mutex_;
  std::uint64_t next_ = 0;
  std::vector<char> carry_;
  bool done_ = false;
  std::optional<std::uint64_t> nul_, open_quote_;
};

template <class Work>
void on_threads(unsigned threads, Work work) {
  std::vector<std::thread> others;
  for (unsigned t = 1; t < threads; ++t) others.emplace_back([&work, t] { work(t); });
  work(0);
  for (auto& other : others) other.join();
}

// ---- Places ------------------------------------------------------------------------------------

// The line (from 1) of each offset, in one pass over the section. Offsets ascend.
std::vector<std::uint64_t> lines_at(const ByteSource& source,
                                    const std::vector<std::uint64_t>& offsets) {
  std::vector<std::uint64_t> lines;
  std::uint64_t line = 1, done = 0;
  for (const auto offset : offsets) {
    while (done < offset) {
      const auto text =
          read_text(source, done, std::min<std::uint64_t>(offset - done, block_bytes));
      if (text.empty()) break;
      line += static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
      done += text.size();
    }
    lines.push_back(line);
  }
  return lines;
}

std::uint64_t line_at(const Section& section, std::uint64_t offset) {
  return lines_at(*section.source, {offset}).front();
}

// What refusals name: line and column of a CSV, sheet and cell of a workbook.
std::vector<Detail> details_at(const Section& section, std::uint64_t line, std::size_t column) {
  if (!section.sheet.empty())
    return {{"hoja", section.sheet}, {"celda", cell_name(line - 1, column)}};
  return {{"linea", std::to_string(line)}, {"columna", std::to_string(column + 1)}};
}

Error placed(const Section& section, std::uint64_t line, std::size_t column, Error error) {
  auto details = details_at(section, line, column);
  for (auto& detail : error.details) details.push_back(std::move(detail));
  error.details = std::move(details);
  return error;
}

Error placed(const std::vector<Section>& sections, const CellPlace& place, Error error) {
  const auto& section = sections[place.section];
  return placed(section, line_at(section, place.offset), place.column, std::move(error));
}

// The raw text of the row at an offset, for telling whether two rows are the same.
std::string raw_row(const Section& section, std::uint64_t offset) {
  auto text = read_text(*section.source, offset, 8192);
  text.resize(std::min(text.size(), text.find('\n')));
  if (text.ends_with('\r')) text.pop_back();
  return text;
}

// ---- The whole ---------------------------------------------------------------------------------

// Keeps the first of two places.
void earlier(std::optional<CellPlace>& mine, const std::optional<CellPlace>& other) {
  if (other && (!mine || *other < *mine)) mine = other;
}

class Reading {
 public:
  Reading(const ByteSource& source, const BudgetOptions& options)
      : source_{source},
        threads_{options.threads != 0 ? options.threads
                                      : std::max(1U, std::thread::hardware_concurrency())},
        asked_{options.layout, options.described} {}

  Result<BudgetReading> read() {
    opened_ = TRY(open_any(source_, asked_));
    result_.counting = TRY(counting_of(opened_.layout));
    auto convention = Convention::Unknown;
    CHECK(parse(convention));
    if (const auto told = TRY(told_convention()); told == Convention::CommaDecimal) {
      // The short path took the point for the decimal one; this file says otherwise.
      convention = told;
      CHECK(parse(convention));
    }
    CHECK(check_faults());
    CHECK(add_up());
    collect();
    return std::move(result_);
  }

 private:
  Result<void> parse(Convention convention) {
    tallies_.clear();
    for (unsigned t = 0; t < threads_; ++t) tallies_.push_back(std::make_unique<Tally>());
    Sha256 sha;
    const bool csv = opened_.sections.size() == 1 && opened_.sections[0].sheet.empty() &&
                     opened_.sections[0].source == &source_;
    if (!csv) {
      const auto bytes = read_text(source_, 0, source_.size());
      sha << bytes;
    }
    for (unsigned s = 0; s < opened_.sections.size(); ++s) {
      const auto& section = opened_.sections[s];
      Feeder feeder(section, csv ? &sha : nullptr);
      on_threads(threads_, [&](unsigned t) {
        RowParser parser(section, s, convention, result_.counting, *tallies_[t]);
        Feeder::Block block;
        while (feeder.next(block)) parser.parse({block.bytes.data(), block.size}, block.offset);
      });
      if (const auto nul = feeder.nul())
        return std::unexpected(placed(section, line_at(section, *nul), byte_of_line(section, *nul),
                                      refusal(Refusal::NulByte)));
      if (const auto quote = feeder.open_quote())
        return std::unexpected(placed(section, line_at(section, *quote), column_at(section, *quote),
                                      refusal(Refusal::UnclosedQuote)));
    }
    result_.hash = sha.finish();
    return {};
  }

  // The part of its line before a byte; only for faults.
  static std::string line_before(const Section& section, std::uint64_t offset) {
    const auto from = offset > 65'536 ? offset - 65'536 : 0;
    const auto text = read_text(*section.source, from, offset - from);
    return text.substr(text.rfind('\n') + 1);
  }
  static std::size_t column_at(const Section& section, std::uint64_t offset) {
    return static_cast<std::size_t>(
        std::ranges::count(line_before(section, offset), section.separator));
  }
  static std::size_t byte_of_line(const Section& section, std::uint64_t offset) {
    return line_before(section, offset).size();
  }

  Result<Convention> told_convention() {
    std::optional<CellPlace> point, comma, unclear;
    for (const auto& tally : tallies_) {
      earlier(point, tally->point);
      earlier(comma, tally->comma);
      earlier(unclear, tally->unclear);
    }
    if (point && comma) {
      const auto &odd = *point < *comma ? *comma : *point,
                 &usual = *point < *comma ? *point : *comma;
      return std::unexpected(
          placed(opened_.sections, odd,
                 refusal(Refusal::AmountMixed,
                         {{"campo", field_at(odd)}, {"hallado", odd.text}, {"otro", usual.text}})));
    }
    if (comma) return Convention::CommaDecimal;
    if (!point && unclear)
      return std::unexpected(
          placed(opened_.sections, *unclear,
                 refusal(Refusal::AmountAmbiguous,
                         {{"campo", field_at(*unclear)}, {"hallado", unclear->text}})));
    return Convention::PointDecimal;
  }

  std::string field_at(const CellPlace& place) const {
    const auto& fields = opened_.sections[place.section].fields;
    return place.column < fields.size() ? fields[place.column] : "";
  }

  Result<void> check_faults() {
    std::vector<RowFault> faults;
    std::uint64_t rows = 0;
    for (auto& tally : tallies_) {
      std::ranges::move(tally->faults, std::back_inserter(faults));
      rows += tally->rows;
    }
    if (faults.empty() && rows == 0) return refuse(Refusal::NoRows);
    if (faults.empty()) return {};
    std::ranges::sort(faults, {}, &RowFault::place);
    faults.resize(std::min(faults.size(), faults_max));
    std::vector<Error> all;
    for (auto& fault : faults)
      all.push_back(placed(opened_.sections, fault.place, std::move(fault.error)));
    Error first = all.front();
    if (all.size() > 1) first.all = std::move(all);
    return std::unexpected(std::move(first));
  }

  Result<void> add_up() {
    BudgetFold fold;
    std::atomic<std::size_t> next = 0;
    on_threads(threads_, [&](unsigned) {
      BudgetFold::Workspace work;
      for (std::size_t p; (p = next++) < partition_count;) fold.add_up(p, tallies_, work);
    });
    if (const auto place = fold.overflow()) {
      const RowRecord at{{}, {}, *place};
      return std::unexpected(
          placed(opened_.sections, {at.section(), at.offset(), 0, {}},
                 refusal(Refusal::AmountTooLarge, {{"hallado", "la suma de la partida"}})));
    }
    for (auto& tally : tallies_) tally->slabs.clear();
    result_.facts = fold.finish(threads_);
    result_.totals = result_.facts.totals();
    tell_identical(fold.twins());
    return {};
  }

  // Rows whose figures are equal are told as identical only if their texts are.
  void tell_identical(const std::vector<BudgetFold::Twins>& twins) {
    constexpr std::size_t compared_max = 10'000;
    std::vector<CellPlace> places;
    for (std::size_t i = 0; i < twins.size(); ++i) {
      const RowRecord first{{}, {}, twins[i].first}, second{{}, {}, twins[i].second};
      if (i < compared_max && raw_row(opened_.sections[first.section()], first.offset()) !=
                                  raw_row(opened_.sections[second.section()], second.offset()))
        continue;
      ++result_.identical;
      if (places.size() < places_told) places.push_back({second.section(), second.offset(), 0, {}});
    }
    result_.identical_places = row_places(std::move(places));
  }

  std::vector<RowPlace> row_places(std::vector<CellPlace> places) const {
    std::ranges::sort(places);
    places.resize(std::min(places.size(), places_told));
    std::vector<RowPlace> told;
    for (const auto& place : places) {
      const auto& section = opened_.sections[place.section];
      told.push_back({line_at(section, place.offset), section.sheet});
    }
    return told;
  }

  void collect() {
    std::vector<CellPlace> dropped;
    std::map<std::uint64_t, std::string> entities;
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::string> units;
    for (auto& tally : tallies_) {
      result_.rows += tally->rows;
      result_.rounded += tally->rounded;
      result_.empty_amounts += tally->empty_amounts;
      result_.total_rows += tally->total_rows;
      std::ranges::copy(tally->totals_dropped, std::back_inserter(dropped));
      for (std::size_t y = 0; y < tally->months.size(); ++y)
        if (tally->months[y] != 0) result_.months[1990 + static_cast<int>(y)] |= tally->months[y];
      // Threads meet the same name at different rows; the smallest is the same every time.
      for (auto& [code, name] : tally->entities) {
        auto& kept = entities.try_emplace(code, name).first->second;
        kept = std::min(kept, name);
      }
      for (auto& [code, name] : tally->units) {
        auto& kept = units.try_emplace(code, name).first->second;
        kept = std::min(kept, name);
      }
    }
    result_.total_places = row_places(std::move(dropped));

    // The encoding by everything that was kept, not by the header alone.
    std::string names;
    for (const auto& [code, name] : entities) names += name + '\n';
    for (const auto& [code, name] : units) names += name + '\n';
    auto page = opened_.code_page;
    if (page == Encoding::Utf8 && !is_utf8(names)) page = encoding_of(names);
    const auto name_of = [&](std::string_view raw) {
      raw = trimmed(raw);
      if (raw.size() >= 2 && raw.front() == '"' && raw.back() == '"')
        raw = raw.substr(1, raw.size() - 2);
      const bool utf8 = page == Encoding::Utf8 || page == Encoding::Utf8Bom;
      const auto text = utf8 ? std::string(is_utf8(raw) ? raw : "") : as_utf8(raw, page);
      return nfc(collapsed(replaced(text, "\"\"", "\"")));
    };
    const auto code = [](std::uint64_t value, Part part) {
      return padded_left(std::to_string(value), shape_of(part).digits);
    };
    for (const auto& [entity, name] : entities)
      result_.entities[code(entity, Part::Entidad)] = name_of(name);
    for (const auto& [unit, name] : units)
      result_.units[{code(unit.first, Part::Entidad), code(unit.second, Part::UnidadEjecutora)}] =
          name_of(name);

    const bool workbook = !opened_.sections[0].sheet.empty();
    result_.encoding = workbook ? "" : std::string(show(page));
    result_.separator = workbook ? '\0' : opened_.sections[0].separator;
    result_.size = source_.size();
    result_.layout = std::move(opened_.layout);
    result_.ignored_columns = std::move(opened_.ignored_columns);
    result_.ignored_sheets = std::move(opened_.ignored_sheets);
  }

  const ByteSource& source_;
  const unsigned threads_;
  const Asked asked_;
  Opened opened_;
  std::vector<std::unique_ptr<Tally>> tallies_;
  BudgetReading result_;
};

}  // namespace

Result<BudgetReading> read_budget(const ByteSource& source, const BudgetOptions& options) {
  return Reading(source, options).read();
}

Result<std::vector<FoundRow>> find_rows(
    const ByteSource& source, const BudgetReading& reading, std::string_view field,
    const std::function<bool(const PackedPartida&, unsigned month)>& wanted, std::size_t most) {
  const auto opened = TRY(open_any(source, {"", reading.layout}));
  std::vector<FoundRow> found;
  for (unsigned s = 0; s < opened.sections.size() && found.size() < most; ++s) {
    const auto& section = opened.sections[s];
    const auto named = std::ranges::find(section.fields, field);
    const auto column = named == section.fields.end()
                            ? std::size_t{0}
                            : static_cast<std::size_t>(named - section.fields.begin());
    Feeder feeder(section, nullptr);
    Feeder::Block block;
    while (found.size() < most && feeder.next(block)) {
      Tally tally;
      RowParser parser(section, s, Convention::PointDecimal, reading.counting, tally);
      parser.parse({block.bytes.data(), block.size}, block.offset);
      std::vector<const RowRecord*> rows;
      for (const auto& partition : tally.partitions)
        partition.each([&](const RowRecord& row) {
          if (wanted(row.key, row.month() + 1)) rows.push_back(&row);
        });
      std::ranges::sort(rows, {}, [](const RowRecord* row) { return row->offset(); });
      for (const auto* row : rows) {
        if (found.size() == most) break;
        found.push_back({row->key, row->month() + 1,
                         details_at(section, line_at(section, row->offset()), column)});
      }
    }
  }
  return found;
}

FactDigest::FactDigest() { sha_ << "ceiba/presupuesto/1\n"; }

void FactDigest::add(const PackedPartida& key, const budget::YearMovements& year) {
  // Tens of megabytes of these are made per national file, so they are written in place.
  constexpr std::size_t text_max = part_count * 9, number_max = 10,
                        amounts_max = budget::month_count * (1 + budget::stage_count * number_max);
  const auto begin = pending_.size();
  pending_.resize(begin + text_max + 1 + amounts_max);
  char* out = pending_.data() + begin;
  for (std::size_t i = 0; i < part_count; ++i) {
    std::array<char, 8> buffer;
    const auto digits = digits_of(key, static_cast<Part>(i), buffer);
    if (digits.empty())
      *out++ = '?';
    else
      out = std::ranges::copy(digits, out).out;
    *out++ = i + 1 == part_count ? '\n' : '-';
  }
  for (std::size_t m = 0; m < budget::month_count; ++m) {
    if (year.months[m] == budget::Amounts{}) continue;
    *out++ = static_cast<char>(m + 1);
    for (const auto centavos : year.months[m].centavos) {
      // Zigzag, then seven bits at a time, the lowest first.
      auto rest =
          static_cast<std::uint64_t>(centavos) << 1 ^ static_cast<std::uint64_t>(centavos >> 63);
      for (; rest >= 0x80; rest >>= 7) *out++ = static_cast<char>(rest | 0x80);
      *out++ = static_cast<char>(rest);
    }
  }
  *out++ = 0;
  pending_.resize(static_cast<std::size_t>(out - pending_.data()));
  if (pending_.size() > 64 * 1024) {
    sha_ << pending_;
    pending_.clear();
  }
}

Hash FactDigest::finish() {
  sha_ << pending_;
  pending_.clear();
  return sha_.finish();
}

}  // namespace readers
