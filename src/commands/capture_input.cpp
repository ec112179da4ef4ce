// Forms are small files: readers' grammar of amounts and of tables does the work.
#include "commands/capture_input.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "domain/production/categories.hpp"
#include "domain/production/refusals.hpp"
#include "readers/amounts.hpp"
#include "readers/goals_file.hpp"
#include "readers/sheet.hpp"

namespace commands {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0", thin_space = "\xE2\x80\xAF";

struct Known {
  FileKind kind;
  std::string_view start;  // First bytes.
  std::string_view other_extension;
};
constexpr std::array known = {
    Known{{"application/pdf", "PDF", "pdf"}, "%PDF-", ""},
    Known{{"image/jpeg", "JPEG", "jpg"}, "\xFF\xD8\xFF", "jpeg"},
    Known{{"image/png", "PNG", "png"}, "\x89PNG\r\n\x1A\n", ""},
    Known{{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX", "xlsx"},
          "PK\x03\x04",
          ""},
    Known{
        {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX", "docx"},
        "PK\x03\x04",
        ""},
    Known{{"text/csv", "CSV", "csv"}, "", "txt"},
};

// A package of Office names its main part in the file's directory, uncompressed.
bool holds(std::string_view bytes, std::string_view part) { return bytes.find(part) != bytes.npos; }

// Where the quoted cell that begins at `at` ends: its closing quote, if it has one that a
// separator, a break or the end follows.
std::optional<std::size_t> quoted_cell(std::string_view text, std::size_t at, char separator) {
  if (at >= text.size() || text[at] != '"') return std::nullopt;
  for (auto quote = text.find('"', at + 1); quote != text.npos; quote = text.find('"', quote + 1)) {
    const char after = quote + 1 < text.size() ? text[quote + 1] : '\n';
    if (after == '"') {
      ++quote;
      continue;
    }
    if (after == separator || after == '\r' || after == '\n') return quote;
    return std::nullopt;
  }
  return std::nullopt;
}

bool is_text(std::string_view bytes) {
  constexpr std::size_t looked_at = 64 * 1024;
  const auto head = bytes.substr(0, looked_at);
  if (std::ranges::any_of(
          head, [](unsigned char c) { return c < ' ' && c != '\t' && c != '\n' && c != '\r'; }))
    return false;
  auto sheets = readers::read_any(head);
  const auto start = folded(trimmed(head.substr(0, 200)));
  return sheets.has_value() && !start.starts_with("<");  // Markup is not a table.
}

}  // namespace

Result<std::optional<Quantity>> typed_count(std::string_view text) {
  auto bare = replaced(replaced(text, no_break_space, " "), thin_space, " ");
  const auto tidy = trimmed(bare);
  if (tidy.empty() || readers::says_no_data(tidy)) return std::optional<Quantity>{};
  // Blanks between digits are thousands: "1 198".
  const auto closed = replaced(tidy, " ", "");
  const auto read = readers::parse_quantity(closed, readers::Convention::Unknown);
  if (!read) {
    auto error = read.error();
    for (auto& detail : error.details)
      if (detail.name == "hallado") detail.value = std::string(tidy);
    return std::unexpected(std::move(error));
  }
  if (read->value < Quantity{})
    return refuse(production::Refusal::AmountNegative,
                  {{"campo", "ejecutado"}, {"hallado", std::string(tidy)}});
  if (read->rounded || !read->value.whole())
    return refuse(production::Refusal::AmountNotWhole,
                  {{"campo", "ejecutado"}, {"hallado", std::string(tidy)}});
  return std::optional(read->value);
}

Result<std::vector<production::Part>> typed_parts(production::Axis axis, std::string_view text) {
  std::vector<production::Part> parts;
  auto lines = replaced(replaced(text, "\r\n", "\n"), "\r", "\n");
  lines = replaced(replaced(lines, ";", "\n"), ", ", "\n");
  for (const auto& line : split(lines, '\n')) {
    auto rest = std::string(trimmed(replaced(replaced(line, "=", " "), ":", " ")));
    if (rest.empty()) continue;
    const auto gap = rest.find_last_of(" \t");
    const auto written = trimmed(std::string_view(rest).substr(0, gap));
    const auto key = production::category_key(axis, written);
    if (!key || gap == rest.npos)
      return refuse(production::Refusal::CategoryUnknown,
                    {{"campo", std::string(name_of(axis))}, {"hallado", std::string(written)}});
    const auto amount = TRY(typed_count(std::string_view(rest).substr(gap + 1)));
    if (std::ranges::find(parts, *key, &production::Part::category) != parts.end())
      return refuse(production::Refusal::PartDoubled, {{"campo", *key}});
    if (amount) parts.push_back({axis, *key, *amount});
  }
  return parts;
}

std::vector<std::vector<std::string>> pasted_cells(std::string_view text) {
  const char separator = text.find('\t') != text.npos ? '\t' : ';';
  std::vector<std::vector<std::string>> rows;
  std::size_t at = 0;
  while (at < text.size()) {
    auto& row = rows.emplace_back();
    for (bool more = true; more;) {
      std::string cell;
      const auto closed = quoted_cell(text, at, separator);
      if (closed) {
        cell = replaced(text.substr(at + 1, *closed - at - 1), "\"\"", "\"");
        at = *closed + 1;
      } else {
        const auto end = std::min(text.find_first_of("\r\n", at), text.find(separator, at));
        cell = text.substr(at, end - at);
        at = std::min(end, text.size());
      }
      row.emplace_back(trimmed(cell));
      more = at < text.size() && text[at] == separator;
      if (more) ++at;
    }
    if (at < text.size() && text[at] == '\r') ++at;
    if (at < text.size() && text[at] == '\n') ++at;
  }
  while (!rows.empty() &&
         std::ranges::all_of(rows.back(), [](const auto& cell) { return cell.empty(); }))
    rows.pop_back();
  return rows;
}

std::optional<FileKind> kind_of_bytes(std::string_view bytes) {
  for (const auto& one : known) {
    if (one.start.empty() || !bytes.starts_with(one.start)) continue;
    if (one.kind.extension == "xlsx" && !holds(bytes, "xl/workbook.xml")) continue;
    if (one.kind.extension == "docx" && !holds(bytes, "word/document.xml")) continue;
    return one.kind;
  }
  if (!bytes.empty() && is_text(bytes)) return known.back().kind;
  return std::nullopt;
}

std::vector<FileKind> accepted_kinds() {
  std::vector<FileKind> all;
  for (const auto& one : known) all.push_back(one.kind);
  return all;
}

bool name_fits(std::string_view file_name, const FileKind& kind) {
  const auto dot = file_name.rfind('.');
  if (dot == file_name.npos) return false;
  const auto ending = folded(file_name.substr(dot + 1));
  for (const auto& one : known)
    if (one.kind.media_type == kind.media_type)
      return ending == one.kind.extension ||
             (!one.other_extension.empty() && ending == one.other_extension);
  return false;
}

}  // namespace commands
