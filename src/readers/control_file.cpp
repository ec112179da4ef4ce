// Fields out of lines or of a sheet.
#include "readers/control_file.hpp"

#include "base/text.hpp"
#include "readers/refusals.hpp"
#include "readers/sheet.hpp"

namespace readers {
namespace {

constexpr std::string_view divider = "---";

// "Número oficial" is numero_oficial. "" where it cannot be a name.
std::string field_name(std::string_view written) {
  const auto name = replaced(folded(trimmed(written)), " ", "_");
  const bool good =
      !name.empty() &&
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  return good ? name : "";
}

bool is_text_of_lines(std::string_view text) {
  if (!is_utf8(text)) return false;
  for (const auto& raw : split(text, '\n')) {
    const auto line = trimmed(raw);
    if (line.empty() || line.starts_with('#')) continue;
    const auto colon = line.find(':');
    return colon != line.npos && !field_name(line.substr(0, colon)).empty();
  }
  return false;
}

Result<std::vector<WrittenFields>> read_lines(std::string_view text) {
  std::vector<WrittenFields> all(1);
  int number = 0;
  for (const auto& raw : split(text, '\n')) {
    ++number;
    const auto line = trimmed(raw);
    if (line.empty() || line.starts_with('#')) continue;
    if (line == divider) {
      if (!all.back().fields.empty()) all.emplace_back();
      continue;
    }
    const auto colon = line.find(':');
    const auto name = field_name(line.substr(0, colon == line.npos ? 0 : colon));
    if (name.empty())
      return refuse(Refusal::HeaderMissing, {{"linea", std::to_string(number)},
                                             {"hallado", std::string(line)},
                                             {"esperado", "campo: valor"}});
    const auto value = trimmed(line.substr(colon + 1));
    if (value.empty()) continue;
    if (all.back().fields.empty()) all.back().place = {{"linea", std::to_string(number)}};
    all.back().fields.emplace_back(name, value);
  }
  if (all.back().fields.empty()) all.pop_back();
  return all;
}

std::vector<WrittenFields> read_sheet(const Sheet& sheet) {
  std::vector<WrittenFields> all;
  for (std::size_t row = 1; row < sheet.rows.size(); ++row) {
    WrittenFields one{{}, place_of(sheet, row, 0)};
    for (std::size_t column = 0; column < width_of(sheet); ++column) {
      const auto name = field_name(text_at(sheet, 0, column));
      const auto value = text_at(sheet, row, column);
      if (!name.empty() && !value.empty()) one.fields.emplace_back(name, value);
    }
    if (!one.fields.empty()) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

Result<std::vector<WrittenFields>> read_written_fields(std::string_view bytes) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  const auto text = bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes;
  std::vector<WrittenFields> all;
  if (is_text_of_lines(text)) {
    all = TRY(read_lines(text));
  } else {
    for (const auto& sheet : TRY(read_any(bytes)))
      if (all.empty() && !sheet.hidden) all = read_sheet(sheet);
  }
  if (all.empty()) return refuse(Refusal::HeaderMissing, {{"esperado", "titulo, condicion, …"}});
  return all;
}

}  // namespace readers
