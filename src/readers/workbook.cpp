// The parts of a workbook: relationships, sheets, shared strings, styles, cells.
#include "readers/workbook.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>

#include "base/text.hpp"
#include "readers/refusals.hpp"
#include "readers/xml.hpp"

namespace readers {
namespace {

constexpr std::size_t columns_max = 16'384;  // Excel's grid (ECMA-376 leaves it open).
constexpr std::size_t rows_max = 1'048'576;
constexpr std::size_t strings_bytes_max = 256U << 20;
constexpr std::size_t cell_text_max = 32'767;  // Excel's own limit for one cell.

template <class Number>
std::optional<Number> whole(std::string_view digits) {
  Number number{};
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (fault != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::string folder_of(const std::string& part) {
  const auto slash = part.rfind('/');
  return slash == part.npos ? "" : part.substr(0, slash + 1);
}

// "xl/workbook.xml" + "../custom/sheet.xml" → "custom/sheet.xml"; "/xl/a.xml" → "xl/a.xml".
std::string resolved(const std::string& source, std::string_view target) {
  const std::string path = target.starts_with('/') ? std::string(target.substr(1))
                                                   : folder_of(source) + std::string(target);
  std::vector<std::string> kept;
  for (auto& step : split(path, '/')) {
    if (step == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (!step.empty() && step != ".") {
      kept.push_back(std::move(step));
    }
  }
  return joined(kept, "/");
}

std::string relationships_of(const std::string& part) {
  const auto folder = folder_of(part);
  return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

struct Relationship {
  std::string id, type, target;
};

Result<std::vector<Relationship>> relationships(Archive& archive, const std::string& source) {
  std::vector<Relationship> found;
  XmlSink sink;
  sink.start = [&](std::string_view name, Attributes a) -> Result<void> {
    if (name != "Relationship") return {};
    const auto type = a["Type"];
    found.push_back({std::string(a["Id"]), std::string(type.substr(type.rfind('/') + 1)),
                     a["TargetMode"] == "External" ? "" : resolved(source, a["Target"])});
    return {};
  };
  sink.end = [](std::string_view) -> Result<void> { return {}; };
  sink.text = [](std::string_view) {};
  CHECK(parse_part(archive, source.empty() ? "_rels/.rels" : relationships_of(source), sink));
  return found;
}

// "_x000D_" is how Excel writes characters that XML cannot hold.
std::string unescaped(std::string text) {
  for (auto at = text.find("_x"); at != text.npos; at = text.find("_x", at + 1)) {
    if (at + 7 > text.size() || text[at + 6] != '_') continue;
    unsigned code = 0;
    const auto* digits = text.data() + at + 2;
    if (std::from_chars(digits, digits + 4, code, 16).ptr != digits + 4 || code == 0 ||
        code >= 0x80)
      continue;
    text.replace(at, 7, 1, static_cast<char>(code));
  }
  return text;
}

Result<std::vector<std::string>> shared_strings(Archive& archive, const std::string& part) {
  std::vector<std::string> strings;
  std::size_t bytes = 0;
  std::string current;
  bool in_text = false;
  int phonetic = 0;  // Inside <rPh>: reading aids, not the text.
  XmlSink sink;
  sink.start = [&](std::string_view name, Attributes) -> Result<void> {
    if (name == "si") current.clear();
    if (name == "rPh") ++phonetic;
    if (name == "t") in_text = phonetic == 0;
    return {};
  };
  sink.end = [&](std::string_view name) -> Result<void> {
    if (name == "t") in_text = false;
    if (name == "rPh") --phonetic;
    if (name != "si") return {};
    bytes += current.size() + sizeof(std::string);
    if (bytes > strings_bytes_max) return refuse(Refusal::TooLarge);
    strings.push_back(unescaped(std::move(current)));
    current.clear();
    return {};
  };
  sink.text = [&](std::string_view text) {
    if (in_text && current.size() <= 4 * cell_text_max) current += text;
  };
  CHECK(parse_part(archive, part, sink));
  return strings;
}

enum class Look : std::uint8_t { Plain, Percent, Date };

// The number formats that Excel knows without saying so (ECMA-376 part 1, 18.8.30).
Look builtin_look(unsigned id) {
  if (id == 9 || id == 10) return Look::Percent;
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
      (id >= 50 && id <= 58))
    return Look::Date;
  return Look::Plain;
}

// A format code with d, m, y, h or s outside quotes, brackets and escapes shows a date or time.
Look look_of(std::string_view code) {
  Look look = Look::Plain;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '[') {
      const auto close = code.find(']', i);
      const auto inside = code.substr(i + 1, close == code.npos ? code.npos : close - i - 1);
      if (inside.find_first_not_of("hHmMsS") == inside.npos && !inside.empty()) return Look::Date;
      i = std::min(close, code.size());
    } else if (std::string_view("dmyhsDMYHS").contains(c)) {
      return Look::Date;
    } else if (c == '%') {
      look = Look::Percent;
    } else if (c == 'G' || c == 'g') {
      if (folded(code.substr(i, 7)) == "general") i += 6;
    } else if (c == ';') {
      break;  // The first section decides.
    }
  }
  return look;
}

Result<std::vector<Look>> cell_looks(Archive& archive, const std::string& part) {
  std::map<unsigned, Look> own;
  std::vector<Look> looks;
  bool in_cells = false;
  XmlSink sink;
  sink.start = [&](std::string_view name, Attributes a) -> Result<void> {
    if (name == "numFmt")
      own[whole<unsigned>(a["numFmtId"]).value_or(0)] = look_of(a["formatCode"]);
    if (name == "cellXfs") in_cells = true;
    if (name == "xf" && in_cells && looks.size() < 65'536) {
      const auto id = whole<unsigned>(a["numFmtId"]).value_or(0);
      const auto found = own.find(id);
      looks.push_back(found == own.end() ? builtin_look(id) : found->second);
    }
    return {};
  };
  sink.end = [&](std::string_view name) -> Result<void> {
    if (name == "cellXfs") in_cells = false;
    return {};
  };
  sink.text = [](std::string_view) {};
  CHECK(parse_part(archive, part, sink));
  return looks;
}

// (row, column) of "C5", both from 0.
std::optional<std::pair<std::size_t, std::size_t>> grid_place(std::string_view name) {
  std::size_t column = 0, used = 0;
  for (; used < name.size() && name[used] >= 'A' && name[used] <= 'Z'; ++used) {
    column = column * 26 + static_cast<std::size_t>(name[used] - 'A' + 1);
    if (column > columns_max) return std::nullopt;
  }
  const auto row = whole<std::size_t>(name.substr(used));
  if (used == 0 || !row || *row == 0 || *row > rows_max) return std::nullopt;
  return std::pair{*row - 1, column - 1};
}

std::optional<Merge> merge_of(std::string_view reference) {
  const auto colon = reference.find(':');
  const auto first = grid_place(reference.substr(0, colon));
  const auto last = colon == reference.npos ? first : grid_place(reference.substr(colon + 1));
  if (!first || !last) return std::nullopt;
  return Merge{first->first, first->second, last->first, last->second};
}

// The serial day number as ISO text; "" where it is no date (negative, or not a plain decimal).
// Excel counts 1900 as a leap year: serial 60 is a day that never was, and days before are one
// off; with the 1904 system day 0 is 1 January 1904.
std::string iso_date(std::string_view serial, bool since_1904) {
  const auto point = serial.find('.');
  const auto days = whole<long>(serial.substr(0, point));
  if (!days || *days < 0 || *days > 2'958'465) return {};
  std::int64_t parts = 0;  // Millionths of a day.
  if (point != serial.npos) {
    auto decimals = std::string(serial.substr(point + 1, 9));
    if (!only_digits(decimals)) return {};
    decimals.resize(9, '0');
    parts = whole<std::int64_t>(decimals).value_or(0);
  }
  using namespace std::chrono;
  // To the nearest second: a fraction of a day has 86,400 of them.
  auto seconds_of_day = (parts * 86'400 + 500'000'000) / 1'000'000'000;
  auto day = sys_days{since_1904 ? 1904y / 1 / 1 : 1899y / 12 / (*days < 60 ? 31 : 30)} +
             std::chrono::days{*days};
  if (seconds_of_day >= 86'400) day += std::chrono::days{1}, seconds_of_day = 0;
  const year_month_day date{day};
  const auto two = [](unsigned n) { return padded_left(std::to_string(n), 2); };
  std::string iso = padded_left(std::to_string(int(date.year())), 4) + '-' +
                    two(unsigned(date.month())) + '-' + two(unsigned(date.day()));
  if (seconds_of_day != 0)
    iso += 'T' + two(unsigned(seconds_of_day / 3600)) + ':' +
           two(unsigned(seconds_of_day / 60 % 60)) + ':' + two(unsigned(seconds_of_day % 60));
  return iso;
}

}  // namespace

struct Workbook::State {
  Archive archive;
  std::vector<SheetEntry> sheets;
  std::vector<std::string> strings;
  std::vector<Look> looks;
  bool since_1904 = false;

  Cell cell_of(std::string_view type, std::size_t style, std::string value, std::string formula,
               bool inline_text) const;
};

Cell Workbook::State::cell_of(std::string_view type, std::size_t style, std::string value,
                              std::string formula, bool inline_text) const {
  using Kind = Cell::Kind;
  if (type == "inlineStr" || (inline_text && type != "s")) {
    const auto kind = value.empty() ? Kind::Empty : Kind::Text;
    return {kind, false, unescaped(std::move(value))};
  }
  if (value.empty() && type != "str")
    return formula.empty() ? Cell{} : Cell{Kind::Error, false, "=" + formula};
  if (type == "s") {
    const auto index = whole<std::size_t>(value);
    if (!index || *index >= strings.size()) return {Kind::Error, false, "#" + value};
    return {strings[*index].empty() ? Kind::Empty : Kind::Text, false, strings[*index]};
  }
  if (type == "str")
    return {value.empty() ? Kind::Empty : Kind::Text, false, unescaped(std::move(value))};
  if (type == "b") return {Kind::Boolean, false, value == "1" || value == "true" ? "1" : "0"};
  if (type == "e") return {Kind::Error, false, std::move(value)};
  if (type == "d") return {Kind::Date, false, std::move(value)};
  const Look look = style < looks.size() ? looks[style] : Look::Plain;
  if (look == Look::Date)
    if (auto iso = iso_date(value, since_1904); !iso.empty()) return {Kind::Date, false, iso};
  return {Kind::Number, look == Look::Percent, std::move(value)};
}

Workbook::Workbook(std::unique_ptr<State> state) : state_{std::move(state)} {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;

const std::vector<Workbook::SheetEntry>& Workbook::sheets() const { return state_->sheets; }

Result<Workbook> Workbook::open(std::string_view bytes, ArchiveLimits limits) {
  auto state = std::make_unique<State>(State{TRY(Archive::open(bytes, limits)), {}, {}, {}, false});
  auto& archive = state->archive;

  std::string book = "xl/workbook.xml";
  for (const auto& relation : TRY(relationships(archive, "")))
    if (relation.type == "officeDocument" && !relation.target.empty()) book = relation.target;
  const auto related = TRY(relationships(archive, book));

  XmlSink sink;
  sink.start = [&](std::string_view name, Attributes a) -> Result<void> {
    if (name == "workbookPr") state->since_1904 = a["date1904"] == "1" || a["date1904"] == "true";
    if (name != "sheet") return {};
    const auto id = a["id"];
    const auto relation = std::ranges::find(related, id, &Relationship::id);
    if (relation == related.end())
      return refuse(Refusal::XlsxPartMissing, {{"hoja", std::string(a["name"])}});
    if (relation->type == "worksheet")  // Charts and macros have sheets of their own.
      state->sheets.push_back({std::string(a["name"]), relation->target,
                               a["state"] == "hidden" || a["state"] == "veryHidden"});
    return {};
  };
  sink.end = [](std::string_view) -> Result<void> { return {}; };
  sink.text = [](std::string_view) {};
  CHECK(parse_part(archive, book, sink));
  if (state->sheets.empty()) return refuse(Refusal::XlsxNoSheet);

  for (const auto& relation : related) {
    if (relation.type == "sharedStrings" && archive.contains(relation.target))
      state->strings = TRY(shared_strings(archive, relation.target));
    if (relation.type == "styles" && archive.contains(relation.target))
      state->looks = TRY(cell_looks(archive, relation.target));
  }
  return Workbook{std::move(state)};
}

Result<std::vector<Merge>> Workbook::read(std::size_t sheet, const TakeRow& take) {
  const auto& entry = state_->sheets[sheet];
  std::vector<Merge> merges;
  std::vector<Cell> cells;
  std::size_t row = 0, next_row = 0, column = 0, style = 0;
  std::string type, value, formula;
  enum class In : std::uint8_t { Nothing, Value, Text, Formula } in = In::Nothing;
  bool inline_text = false, stopped = false;
  int phonetic = 0;

  XmlSink sink;
  sink.start = [&](std::string_view name, Attributes a) -> Result<void> {
    if (name == "row") {
      cells.clear();
      const auto number = a["r"];
      row = next_row;
      if (!number.empty()) {
        const auto given = whole<std::size_t>(number);
        if (!given || *given == 0 || *given > rows_max)
          return refuse(Refusal::XlsxMalformed, {{"hallado", std::string(number)}});
        row = *given - 1;
      }
      if (row < next_row || row >= rows_max)  // Rows go down; a repeated one would hide data.
        return refuse(Refusal::XlsxMalformed, {{"celda", cell_name(row, 0)}});
      next_row = row + 1;
    } else if (name == "c") {
      column = cells.size();
      if (const auto place = a["r"]; !place.empty()) {
        const auto given = grid_place(place);
        if (!given || given->first != row || given->second < cells.size())
          return refuse(Refusal::XlsxMalformed, {{"hallado", std::string(place)}});
        column = given->second;
      }
      if (column >= columns_max)
        return refuse(Refusal::XlsxMalformed, {{"celda", cell_name(row, column)}});
      type = a["t"];
      style = whole<std::size_t>(a["s"]).value_or(0);
      value.clear();
      formula.clear();
      inline_text = false;
    } else if (name == "v") {
      in = In::Value;
    } else if (name == "f") {
      in = In::Formula;
      if (formula.empty() && a.has("si")) formula = "fórmula compartida";
    } else if (name == "is") {
      inline_text = true;
    } else if (name == "rPh") {
      ++phonetic;
    } else if (name == "t" && inline_text && phonetic == 0) {
      in = In::Text;
    } else if (name == "mergeCell") {
      if (const auto merge = merge_of(a["ref"]); merge && merges.size() < 100'000)
        merges.push_back(*merge);
    }
    return {};
  };
  sink.end = [&](std::string_view name) -> Result<void> {
    if (name == "v" || name == "t" || name == "f") {
      in = In::Nothing;
    } else if (name == "rPh") {
      --phonetic;
    } else if (name == "c") {
      cells.resize(column);
      cells.push_back(
          state_->cell_of(type, style, std::move(value), std::move(formula), inline_text));
      value.clear();
      formula.clear();
    } else if (name == "row") {
      if (!cells.empty() && !take(row, cells)) {
        stopped = true;
        return refuse(Refusal::TooLarge, {{"hoja", entry.name}});
      }
      cells.clear();
    }
    return {};
  };
  sink.text = [&](std::string_view text) {
    if (in == In::Value || in == In::Text) {
      if (value.size() <= 4 * cell_text_max) value += text;
    } else if (in == In::Formula) {
      if (formula.size() < 200) formula += text;
    }
  };
  auto parsed = parse_part(state_->archive, entry.part, sink);
  if (!parsed && !stopped)
    return where("hoja", entry.name,
                 Result<std::vector<Merge>>(std::unexpected(std::move(parsed).error())));
  return merges;
}

Result<std::vector<Sheet>> read_xlsx(std::string_view bytes) {
  // What a table in memory may cost: cells that were materialised, and their text.
  constexpr std::size_t cells_max = 4'000'000, text_max = 256U << 20;
  std::size_t cells = 0, text = 0;
  bool too_large = false;

  ArchiveLimits limits;
  limits.part_bytes_max = 512U << 20;
  limits.total_bytes_max = 1U << 30;
  auto book = TRY(Workbook::open(bytes, limits));
  std::vector<Sheet> sheets;
  for (std::size_t i = 0; i < book.sheets().size(); ++i) {
    auto& sheet = sheets.emplace_back();
    sheet.name = book.sheets()[i].name;
    sheet.hidden = book.sheets()[i].hidden;
    sheet.merges = TRY(book.read(i, [&](std::size_t row, std::vector<Cell>& found) {
      cells += found.size() + (row + 1 - sheet.rows.size());
      for (const auto& cell : found) text += cell.text.size();
      too_large = cells > cells_max || text > text_max;
      if (too_large) return false;
      sheet.rows.resize(row);
      sheet.rows.push_back(std::move(found));
      found = {};
      return true;
    }));
    if (too_large)
      return refuse(Refusal::TooLarge,
                    {{"hoja", sheet.name}, {"esperado", std::to_string(cells_max)}});
  }
  return sheets;
}

}  // namespace readers
