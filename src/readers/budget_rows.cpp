// The short path for plain rows, and the careful one.
#include "readers/budget_rows.hpp"

#include <algorithm>
#include <cstring>

#include "base/text.hpp"
#include "readers/refusals.hpp"

namespace readers {
namespace {

using What = ColumnUse::What;

constexpr int first_year = 1990, last_year = 2100;

bool digit(char c) { return c >= '0' && c <= '9'; }

struct MonthName {
  std::string_view name;
  unsigned month;
};
constexpr MonthName month_names[] = {
    {"enero", 1},    {"febrero", 2},    {"marzo", 3},      {"abril", 4},      {"mayo", 5},
    {"junio", 6},    {"julio", 7},      {"agosto", 8},     {"septiembre", 9}, {"setiembre", 9},
    {"octubre", 10}, {"noviembre", 11}, {"diciembre", 12},
};

// "3", "03", "marzo", "Mar."; 0 where it is no month.
unsigned month_of(std::string_view text) {
  if (!text.empty() && text.size() <= 2 && only_digits(text)) {
    const auto number = static_cast<unsigned>(*whole_number(text));
    return number <= 12 ? number : 0;
  }
  auto plain = folded(text.substr(0, 20));
  if (plain.ends_with('.')) plain.pop_back();
  for (const auto& [name, month] : month_names)
    if (plain == name || (plain.size() == 3 && name.starts_with(plain))) return month;
  return 0;
}

// Sheets turn codes into numbers: "11.0" is 11.
std::string_view without_zero_decimals(std::string_view text) {
  const auto point = text.find('.');
  if (point == text.npos || point == 0 || point + 1 == text.size()) return text;
  return text.find_first_not_of('0', point + 1) == text.npos ? text.substr(0, point) : text;
}

}  // namespace

RowParser::RowParser(const Section& section, unsigned number, Convention convention,
                     Counting counting, Tally& tally)
    : section_{section},
      number_{number},
      convention_{convention},
      counting_{counting},
      tally_{tally} {
  std::array<bool, part_count> there{};
  for (const auto& column : section.columns) {
    if (column.what == What::Code) there[column.part] = true;
    if (column.what == What::Year) there[static_cast<std::size_t>(Part::Ejercicio)] = true;
    dated_ |= column.year != 0;
  }
  for (std::size_t i = 0; i < part_count; ++i)
    if (!there[i]) unknown_.set_unknown(static_cast<Part>(i));
}

void RowParser::parse(std::string_view block, std::uint64_t offset) {
  const char* const begin = block.data();
  const char* const end = begin + block.size();
  for (const char* p = begin; p < end;) {
    const char* const row = p;
    const auto at = offset + static_cast<std::uint64_t>(row - begin);
    if (!parse_plain(p, end, at)) p = parse_careful(row, end, at);
  }
}

// Only what cannot be misread; false hands the whole row to parse_careful. Fields are short, so a
// byte at a time is faster than looking for their ends in wide registers (measured).
bool RowParser::parse_plain(const char*& next, const char* end, std::uint64_t offset) {
  const char* p = next;
  const char separator = section_.separator;
  PackedPartida key = unknown_;
  budget::Amounts amounts;
  unsigned month = counting_ == Counting::Yearly ? 1 : 0;
  int year = 0;
  std::string_view entity, unit;
  std::size_t left = section_.columns.size();

  for (const auto& column : section_.columns) {
    --left;
    switch (column.what) {
      case What::Ignored:
      case What::EntityName:
      case What::UnitName: {
        const char* const begin = p;
        if (p < end && *p == '"') {
          for (++p;; ++p) {
            p = static_cast<const char*>(std::memchr(p, '"', static_cast<std::size_t>(end - p)));
            if (p == nullptr) return false;
            if (++p == end || *p != '"') break;
          }
        } else {
          while (p < end && *p != separator && *p != '\n' && *p != '\r') ++p;
        }
        const std::string_view text(begin, static_cast<std::size_t>(p - begin));
        if (column.what == What::EntityName) entity = text;
        if (column.what == What::UnitName) unit = text;
        break;
      }
      case What::Code: {
        const auto& shape = part_shapes[column.part];
        const char* const begin = p;
        std::uint64_t value = 0;
        while (p < end && digit(*p)) value = value * 10 + static_cast<std::uint64_t>(*p++ - '0');
        if (p == begin || p - begin > shape.digits) return false;
        key.words[shape.word] |= value << shape.shift;
        break;
      }
      case What::Year:
      case What::Month: {
        const char* const begin = p;
        int value = 0;
        while (p < end && digit(*p) && p - begin < 5) value = value * 10 + (*p++ - '0');
        if (p == begin) return false;
        if (column.what == What::Month) {
          if (value < 1 || value > 12 || p - begin > 2) return false;
          month = static_cast<unsigned>(value);
        } else {
          if (value < first_year || value > last_year || p - begin != 4) return false;
          year = value;
        }
        break;
      }
      case What::Amount: {
        const bool negative = p < end && *p == '-';
        if (negative) ++p;
        const char* const begin = p;
        std::uint64_t digits = 0;  // May wrap; then there were too many.
        while (p < end && digit(*p)) digits = digits * 10 + static_cast<std::uint64_t>(*p++ - '0');
        // Sixteen digits and two decimals fit in 64 bits.
        if (p == begin || p - begin > 16) return false;
        auto value = static_cast<std::int64_t>(digits);
        std::int64_t cents = 0;
        if (p < end && *p == '.') {
          if (convention_ == Convention::CommaDecimal || ++p == end || !digit(*p)) return false;
          cents = (*p++ - '0') * 10;
          if (p < end && digit(*p)) cents += *p++ - '0';
          if (!tally_.point) [[unlikely]]
            return false;  // The first amount that tells the convention is noted with care.
        }
        if (dated_ && year == 0) return false;  // The year stands behind the amounts.
        value = value * 100 + cents;
        if (column.year == 0 || column.year == year)
          amounts.centavos[column.stage] = negative ? -value : value;
        break;
      }
    }
    if (left > 0) {
      if (p == end || *p != separator) return false;
      ++p;
    }
  }
  if (p < end) {
    if (*p == '\r') ++p;
    if (p < end) {
      if (*p != '\n') return false;
      ++p;
    }
  }
  if (year == 0 || month == 0) return false;
  if (dated_ &&
      std::ranges::find(section_.columns, year, &ColumnUse::year) == section_.columns.end())
    return false;
  key.set(Part::Ejercicio, static_cast<std::uint64_t>(year));
  keep(key, month, amounts, offset, entity, unit);
  next = p;
  return true;
}

void RowParser::keep(const PackedPartida& key, unsigned month, const budget::Amounts& given,
                     std::uint64_t offset, std::string_view entity, std::string_view unit) {
  auto& record = tally_.partitions[hash_of(key) >> 58].next(tally_.slabs);
  record.key = key;
  record.amounts = given;
  if (counting_ == Counting::Yearly)
    record.amounts[budget::Stage::Vigente] = given[budget::Stage::Asignado];
  record.place = std::uint64_t{number_} << 56 | std::uint64_t{month - 1} << 52 | offset;
  ++tally_.rows;
  tally_.months[key.get(Part::Ejercicio) - first_year] |=
      static_cast<std::uint16_t>(1U << (month - 1));

  const auto entity_code = key.get(Part::Entidad), unit_code = key.get(Part::UnidadEjecutora);
  const auto both = entity_code << 10 | unit_code;
  auto& seen = seen_[(both * 0x9E3779B97F4A7C15ULL) >> 52];
  if (seen == both) return;
  seen = both;
  tally_.entities.try_emplace(entity_code, entity);
  tally_.units.try_emplace({entity_code, unit_code}, unit);
}

void RowParser::fault(std::uint64_t offset, std::size_t column, Refusal why, std::string_view found,
                      std::string expected) {
  row_bad_ = true;
  if (tally_.faults.size() >= faults_max) return;
  std::vector<Detail> details;
  if (column < section_.fields.size() && !section_.fields[column].empty())
    details.push_back({"campo", section_.fields[column]});
  details.push_back({"hallado", std::string(found.substr(0, 60))});
  if (!expected.empty()) details.push_back({"esperado", std::move(expected)});
  tally_.faults.push_back({{number_, offset, column, {}}, refusal(why, std::move(details))});
}

// The whole row by the rules of RFC 4180, every cell trimmed, every fault kept. Yields where the
// next row starts.
const char* RowParser::parse_careful(const char* row, const char* end, std::uint64_t offset) {
  const char separator = section_.separator;
  const char* p = row;
  std::size_t count = 0;
  const auto faults_before = tally_.faults.size();
  row_bad_ = false;
  for (bool more = true; more; ++count) {
    if (fields_.size() <= count) fields_.emplace_back();
    auto& field = fields_[count];
    field.clear();
    if (p < end && *p == '"') {
      for (++p;;) {
        const auto* quote =
            static_cast<const char*>(std::memchr(p, '"', static_cast<std::size_t>(end - p)));
        if (quote == nullptr) {  // Only at the end of the file.
          fault(offset, count, Refusal::UnclosedQuote, {});
          return end;
        }
        field.append(p, quote);
        p = quote + 1;
        if (p == end || *p != '"') break;
        field += '"';
        ++p;
      }
      if (p < end && *p != separator && *p != '\n' && *p != '\r') {
        fault(offset, count, Refusal::TextAfterQuote, {p, 1});
        while (p < end && *p != separator && *p != '\n' && *p != '\r') ++p;
      }
    } else {
      const char* const begin = p;
      while (p < end && *p != separator && *p != '\n' && *p != '\r') ++p;
      field.assign(begin, p);
    }
    more = p < end && *p == separator;
    if (more) ++p;
  }
  if (p < end && *p == '\r') ++p;
  if (p < end && *p == '\n') ++p;

  const auto cell = [&](std::size_t i) {
    return i < count ? trimmed(fields_[i]) : std::string_view{};
  };
  bool blank = true;
  for (std::size_t i = 0; i < count && blank; ++i) blank = cell(i).empty();
  if (blank) return p;
  for (std::size_t i = section_.columns.size(); i < count; ++i)
    if (!cell(i).empty()) {
      fault(offset, i, Refusal::RowTooLong, std::to_string(count),
            std::to_string(section_.columns.size()));
      break;
    }

  PackedPartida key = unknown_;
  budget::Amounts amounts;
  unsigned month = counting_ == Counting::Yearly ? 1 : 0;
  int year = 0;
  bool key_incomplete = false, year_column = !dated_;
  std::uint64_t rounded = 0, empty = 0;
  std::string_view entity, unit;
  // The year first: it says which of the dated columns counts.
  for (std::size_t i = 0; i < section_.columns.size(); ++i) {
    if (section_.columns[i].what != What::Year) continue;
    const auto digits = without_zero_decimals(cell(i));
    if (digits.size() == 4 && only_digits(digits)) year = static_cast<int>(*whole_number(digits));
    if (year >= first_year && year <= last_year) continue;
    year = 0;
    fault(offset, i, Refusal::YearMalformed, cell(i), "1990 a 2100");
    key_incomplete |= cell(i).empty() || says_total(cell(i));
  }
  for (std::size_t i = 0; i < section_.columns.size(); ++i) {
    const auto& column = section_.columns[i];
    const auto text = cell(i);
    switch (column.what) {
      case What::Ignored:
      case What::Year:
        break;
      case What::EntityName:
        entity = text;
        break;
      case What::UnitName:
        unit = text;
        break;
      case What::Code: {
        const auto& shape = part_shapes[column.part];
        const auto code = without_zero_decimals(text);
        const auto expected = std::to_string(shape.digits);
        if (code.empty()) {
          fault(offset, i, Refusal::CodeEmpty, text, expected);
        } else if (!only_digits(code)) {
          fault(offset, i, Refusal::CodeNotDigits, text, expected);
        } else if (code.size() > shape.digits) {
          fault(offset, i, Refusal::CodeTooWide, text, expected);
          break;
        } else {
          set_text(key, static_cast<Part>(column.part), code);
          break;
        }
        key_incomplete |= code.empty() || says_total(code);
        break;
      }
      case What::Month:
        month = month_of(without_zero_decimals(text));
        if (month == 0) {
          fault(offset, i, Refusal::MonthMalformed, text, "1 a 12");
          key_incomplete |= text.empty() || says_total(text);
        }
        break;
      case What::Amount: {
        year_column |= column.year == year;
        if (column.year != 0 && column.year != year) break;
        if (text.empty()) {
          ++empty;
          break;
        }
        const auto told = convention_told_by(text);
        const auto note = [&](std::optional<CellPlace>& first) {
          if (!first) first = CellPlace{number_, offset, i, std::string(text.substr(0, 60))};
        };
        if (told == Convention::PointDecimal) note(tally_.point);
        if (told == Convention::CommaDecimal) note(tally_.comma);
        // What the file's cells say together is judged when all are read; until then the point is
        // taken for the decimal one.
        const bool unclear = ambiguous_amount(text);
        if (unclear) note(tally_.unclear);
        const auto assumed =
            unclear && convention_ == Convention::Unknown ? Convention::PointDecimal : convention_;
        const auto amount = parse_amount(text, assumed);
        if (!amount) {
          const auto& code = amount.error().code;
          const auto why = code == row_of(Refusal::AmountTooLarge).code ? Refusal::AmountTooLarge
                           : code == row_of(Refusal::AmountMixed).code  ? Refusal::AmountMixed
                                                                        : Refusal::AmountNotANumber;
          fault(offset, i, why, text);
          break;
        }
        rounded += amount->rounded;
        amounts.centavos[column.stage] = amount->value.in_centavos();
        break;
      }
    }
  }
  if (!year_column && year != 0)
    fault(offset, section_.columns.size(), Refusal::ColumnMissing, {},
          "Recomendado " + std::to_string(year));

  if (row_bad_) {
    bool total = false, heading = !section_.headings.empty();
    for (std::size_t i = 0; i < count && !total; ++i) total = says_total(cell(i));
    for (std::size_t i = 0; i < section_.columns.size() && heading; ++i)  // Page breaks repeat it.
      heading = section_.columns[i].what != What::Code || cell(i) == section_.headings[i];
    if ((total && key_incomplete) || heading) {
      tally_.faults.resize(std::min(faults_before, tally_.faults.size()));
      ++tally_.total_rows;
      if (tally_.totals_dropped.size() < faults_max)
        tally_.totals_dropped.push_back({number_, offset, 0, {}});
    }
    return p;
  }
  key.set(Part::Ejercicio, static_cast<std::uint64_t>(year));
  tally_.rounded += rounded;
  tally_.empty_amounts += empty;
  keep(key, month, amounts, offset, entity, unit);
  return p;
}

RecordsEnd whole_records(std::string_view text, char separator) {
  RecordsEnd found;
  std::size_t gap = 0;  // Where the text outside quotes starts.
  const auto look_in_gap = [&](std::size_t until) {
    const auto newline = text.substr(gap, until - gap).rfind('\n');
    if (newline != text.npos) found.end = gap + newline + 1;
  };
  for (auto quote = text.find('"'); quote != text.npos; quote = text.find('"', quote)) {
    const char before = quote == 0 ? '\n' : text[quote - 1];
    if (before != separator && before != '\n' && before != '\r') {
      ++quote;  // A quote within a field is only a character.
      continue;
    }
    look_in_gap(quote);
    auto close = text.find('"', quote + 1);
    while (close != text.npos && close + 1 < text.size() && text[close + 1] == '"')
      close = text.find('"', close + 2);
    if (close == text.npos) {
      found.open_quote = quote;
      return found;
    }
    gap = quote = close + 1;
  }
  look_in_gap(text.size());
  return found;
}

}  // namespace readers
