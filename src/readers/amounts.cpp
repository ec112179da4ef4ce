// One grammar for foreign numbers: sign and currency off, then points and commas weighed.
#include "readers/amounts.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/text.hpp"
#include "readers/refusals.hpp"

namespace readers {
namespace {

constexpr std::size_t digits_max = 60;

bool digit(char c) { return c >= '0' && c <= '9'; }

// A number without its sign, currency and exponent: only digits, points and commas.
struct Bare {
  bool negative = false;
  std::string_view body;
  int exponent = 0;
};

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text = trimmed(text.substr(prefix.size()));
  return true;
}

// Sign, brackets and currency may come in any order, each once: "Q -5", "-Q5", "(Q 1.00)".
std::optional<Bare> bare(std::string_view text) {
  Bare number;
  text = trimmed(text);
  bool brackets = false, sign = false, currency = false;
  for (bool more = true; more;) {
    more = false;
    if (!brackets && text.starts_with('(') && text.ends_with(')')) {
      text = trimmed(text.substr(1, text.size() - 2));
      brackets = more = true;
    } else if (!sign && (text.starts_with('-') || text.starts_with('+'))) {
      number.negative = text.front() == '-';
      text = trimmed(text.substr(1));
      sign = more = true;
    } else if (!sign && text.starts_with("\xE2\x88\x92")) {  // U+2212, a typographic minus.
      number.negative = sign = more = true;
      text = trimmed(text.substr(3));
    } else if (!currency && (take_prefix(text, "GTQ") || take_prefix(text, "Q.") ||
                             take_prefix(text, "Q") || take_prefix(text, "q"))) {
      currency = more = true;
    }
  }
  if (!sign && !brackets && text.ends_with('-')) {  // Accountants' trailing minus.
    number.negative = true;
    text = trimmed(text.substr(0, text.size() - 1));
  }
  if (brackets) {
    if (sign) return std::nullopt;
    number.negative = true;
  }
  if (const auto e = text.find_first_of("eE"); e != text.npos) {
    auto power = text.substr(e + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    const auto [end, fault] =
        std::from_chars(power.data(), power.data() + power.size(), number.exponent);
    if (fault != std::errc{} || end != power.data() + power.size() || power.empty() ||
        number.exponent > 400 || number.exponent < -400)
      return std::nullopt;
    text = text.substr(0, e);
  }
  number.body = text;
  if (!std::ranges::any_of(text, digit)) return std::nullopt;
  if (!std::ranges::all_of(text, [](char c) { return digit(c) || c == '.' || c == ','; }))
    return std::nullopt;
  return number;
}

// "1,234,567" in groups of three after a first of one to three.
bool well_grouped(std::string_view text, char separator) {
  const auto first = text.find(separator);
  if (first == 0 || first > 3) return false;
  for (std::size_t at = first; at < text.size(); at += 4) {
    if (text[at] != separator || text.size() - at < 4) return false;
    if (text.substr(at + 1, 3).contains(separator)) return false;
  }
  return true;
}

enum class Form : std::uint8_t {
  Whole,         // 1234
  Decimal,       // One separator, surely the decimal one.
  Grouped,       // Surely thousands: 1,234,567
  Both,          // 1,234.50
  PointOrGroup,  // 1.234 or 1,234
  Malformed,
};

struct Shape {
  Form form = Form::Malformed;
  char separator = 0;  // The decimal separator; the group separator where Grouped; the only one.
};

Shape shape_of(std::string_view body) {
  const auto points = std::ranges::count(body, '.'), commas = std::ranges::count(body, ',');
  if (points == 0 && commas == 0) return {Form::Whole, 0};
  if (points > 0 && commas > 0) {
    const auto last = body.find_last_of(".,");
    const char decimal = body[last], group = decimal == '.' ? ',' : '.';
    if (std::ranges::count(body, decimal) != 1 || last + 1 == body.size() ||
        !well_grouped(body.substr(0, last), group))
      return {};
    return {Form::Both, decimal};
  }
  const char only = points > 0 ? '.' : ',';
  if (points + commas > 1) return well_grouped(body, only) ? Shape{Form::Grouped, only} : Shape{};
  const auto at = body.find(only);
  const auto behind = body.size() - at - 1;
  if (behind == 0) return {};
  if (behind == 3 && at >= 1 && at <= 3 && body[0] != '0') return {Form::PointOrGroup, only};
  return {Form::Decimal, only};
}

Convention with_decimal(char separator) {
  return separator == '.' ? Convention::PointDecimal : Convention::CommaDecimal;
}

Convention told_by(Shape shape) {
  switch (shape.form) {
    case Form::Decimal:
    case Form::Both:
      return with_decimal(shape.separator);
    case Form::Grouped:
      return with_decimal(shape.separator == '.' ? ',' : '.');
    case Form::Whole:
    case Form::PointOrGroup:
    case Form::Malformed:
      return Convention::Unknown;
  }
  return Convention::Unknown;
}

std::vector<Detail> found(std::string_view text) {
  constexpr std::size_t shown = 60;
  return {{"hallado", std::string(text.substr(0, shown))}};
}

// Digits × 10^(places − scale) rounded half away from zero; nothing where it exceeds 64 bits.
struct Scaled {
  std::int64_t value = 0;
  bool rounded = false;
};
std::optional<Scaled> scaled(const Decimal& number, int places) {
  const int shift = places - number.scale;
  Scaled result;
  Int128 value = 0;
  constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
  const auto size = static_cast<int>(number.digits.size());
  const int kept = std::min(size, size + shift);  // Digits before the cut.
  for (int i = 0; i < kept; ++i) {
    value = value * 10 + (number.digits[static_cast<std::size_t>(i)] - '0');
    if (value > most) return std::nullopt;
  }
  for (int i = 0; i < shift && value != 0; ++i) {
    value *= 10;
    if (value > most) return std::nullopt;
  }
  if (shift < 0) {
    const auto cut = static_cast<std::size_t>(std::max(kept, 0));
    const auto lost = std::string_view(number.digits).substr(cut);
    result.rounded = lost.find_first_not_of('0') != lost.npos;
    // The first lost digit decides; where kept < 0 it is a zero that is not written.
    if (kept >= 0 && !lost.empty() && lost[0] >= '5') ++value;
    if (value > most) return std::nullopt;
  }
  result.value = static_cast<std::int64_t>(number.negative ? -value : value);
  return result;
}

// A cell's text for the parsers, or why it has none. Numbers of a workbook are in machine form.
struct CellText {
  std::string_view text;
  Convention convention;
};
Result<std::optional<CellText>> cell_text(const Sheet& sheet, std::size_t row, std::size_t column,
                                          Convention convention) {
  const auto& cell = cell_at(sheet, row, column);
  switch (cell.kind) {
    case Cell::Kind::Empty:
      return std::optional<CellText>{};
    case Cell::Kind::Error:
      return refuse(Refusal::CellError, found(cell.text));
    case Cell::Kind::Date:
    case Cell::Kind::Boolean:
      return refuse(Refusal::AmountNotANumber, found(cell.text));
    case Cell::Kind::Number:
      return std::optional(CellText{cell.text, Convention::PointDecimal});
    case Cell::Kind::Text:
      break;
  }
  if (trimmed(cell.text).empty()) return std::optional<CellText>{};
  return std::optional(CellText{cell.text, convention});
}

template <class Parse>
auto value_at(const Sheet& sheet, std::size_t row, std::size_t column, Convention convention,
              Parse parse)
    -> Result<std::optional<typename decltype(parse("", convention))::value_type>> {
  using Value = typename decltype(parse("", convention))::value_type;
  const auto placed = [&](Error error) {
    for (auto& detail : place_of(sheet, row, column)) error.details.push_back(std::move(detail));
    return std::unexpected(std::move(error));
  };
  auto text = cell_text(sheet, row, column, convention);
  if (!text) return placed(std::move(text).error());
  if (!*text) return std::optional<Value>{};
  auto value = parse((*text)->text, (*text)->convention);
  if (!value) return placed(std::move(value).error());
  return std::optional<Value>{*std::move(value)};
}

}  // namespace

Convention convention_told_by(std::string_view text) {
  const auto number = bare(text);
  return number ? told_by(shape_of(number->body)) : Convention::Unknown;
}

bool ambiguous_amount(std::string_view text) {
  const auto number = bare(text);
  if (!number) return false;
  const auto shape = shape_of(number->body);
  return shape.form == Form::PointOrGroup && shape.separator == '.';
}

Result<Convention> convention_of(const Sheet& sheet, std::span<const std::size_t> columns,
                                 std::size_t first, std::size_t last) {
  struct Place {
    std::size_t row, column;
  };
  std::optional<Place> point, comma, unclear;
  for (std::size_t row = first; row < std::min(last, sheet.rows.size()); ++row)
    for (const auto column : columns) {
      const auto& cell = cell_at(sheet, row, column);
      if (cell.kind != Cell::Kind::Text) continue;
      const auto told = convention_told_by(cell.text);
      if (told == Convention::PointDecimal && !point) point = Place{row, column};
      if (told == Convention::CommaDecimal && !comma) comma = Place{row, column};
      if (!unclear && ambiguous_amount(cell.text)) unclear = Place{row, column};
    }
  const auto text = [&](Place p) { return std::string(text_at(sheet, p.row, p.column)); };
  if (point && comma) {
    // The later of the two is the one that contradicts what the file said first.
    const bool comma_later =
        std::pair(point->row, point->column) < std::pair(comma->row, comma->column);
    const auto odd = comma_later ? *comma : *point, usual = comma_later ? *point : *comma;
    return refuse(
        Refusal::AmountMixed,
        place_with(sheet, odd.row, odd.column, {{"hallado", text(odd)}, {"otro", text(usual)}}));
  }
  if (point) return Convention::PointDecimal;
  if (comma) return Convention::CommaDecimal;
  if (unclear)
    return refuse(Refusal::AmountAmbiguous,
                  place_with(sheet, unclear->row, unclear->column, {{"hallado", text(*unclear)}}));
  return Convention::Unknown;
}

Result<Decimal> parse_decimal(std::string_view text, Convention convention) {
  const auto number = bare(text);
  if (!number) return refuse(Refusal::AmountNotANumber, found(text));
  const auto body = number->body;
  auto shape = shape_of(body);
  const auto told = told_by(shape);
  if (shape.form == Form::Malformed) return refuse(Refusal::AmountNotANumber, found(text));
  if (told != Convention::Unknown && convention != Convention::Unknown && told != convention)
    return refuse(Refusal::AmountMixed, found(text));
  if (shape.form == Form::PointOrGroup) {
    if (convention == Convention::Unknown && shape.separator == '.')
      return refuse(Refusal::AmountAmbiguous, found(text));
    const bool decimal = with_decimal(shape.separator) == convention;
    shape.form = decimal ? Form::Decimal : Form::Grouped;
  }

  Decimal decimal;
  decimal.negative = number->negative;
  decimal.scale = -number->exponent;
  const bool has_decimals = shape.form == Form::Decimal || shape.form == Form::Both;
  bool behind = false;
  for (const char c : body) {
    if (has_decimals && c == shape.separator) behind = true;
    if (!digit(c)) continue;
    if (behind) ++decimal.scale;
    if (!decimal.digits.empty() || c != '0') decimal.digits += c;
    if (decimal.digits.size() > digits_max) return refuse(Refusal::AmountTooLarge, found(text));
  }
  if (decimal.digits.empty()) decimal.negative = false, decimal.scale = 0;
  return decimal;
}

Result<AmountRead> parse_amount(std::string_view text, Convention convention) {
  const auto value = scaled(TRY(parse_decimal(text, convention)), 2);
  if (!value) return refuse(Refusal::AmountTooLarge, found(text));
  return AmountRead{Money::centavos(value->value), value->rounded};
}

Result<QuantityRead> parse_quantity(std::string_view text, Convention convention) {
  constexpr auto most = Quantity::most_hundredths;
  const auto value = scaled(TRY(parse_decimal(text, convention)), 2);
  if (!value || value->value > most || value->value < -most)
    return refuse(Refusal::AmountTooLarge, found(text));
  return QuantityRead{Quantity::hundredths(value->value), value->rounded};
}

Result<Ratio> parse_percent(std::string_view text, Convention convention) {
  auto rest = trimmed(text);
  const bool sign = rest.ends_with('%');
  if (sign) rest = trimmed(rest.substr(0, rest.size() - 1));
  const auto number = parse_decimal(rest, convention);
  if (!number && number.error().code != row_of(Refusal::AmountNotANumber).code)
    return std::unexpected(number.error());
  // Twelve decimals hold any percentage that a sheet shows, and keep products in 128 bits.
  constexpr int places = 12;
  const auto value = number ? scaled(*number, places) : std::nullopt;
  if (!value) return refuse(Refusal::PercentNotANumber, found(text));
  return Ratio{value->value, Int128{1'000'000'000'000} * (sign ? 100 : 1)};
}

Result<std::optional<AmountRead>> amount_at(const Sheet& sheet, std::size_t row, std::size_t column,
                                            Convention convention) {
  return value_at(sheet, row, column, convention, parse_amount);
}

Result<std::optional<QuantityRead>> quantity_at(const Sheet& sheet, std::size_t row,
                                                std::size_t column, Convention convention) {
  return value_at(sheet, row, column, convention, parse_quantity);
}

Result<std::optional<Ratio>> percent_at(const Sheet& sheet, std::size_t row, std::size_t column,
                                        Convention convention) {
  return value_at(sheet, row, column, convention, parse_percent);
}

}  // namespace readers
