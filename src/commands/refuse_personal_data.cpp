// Sheets as rows of texts, for the patterns of domain/accountability.
#include "commands/refuse_personal_data.hpp"

#include "domain/accountability/disclosure_refusals.hpp"
#include "domain/accountability/personal_data.hpp"
#include "readers/sheet.hpp"

namespace commands {
namespace {

// What a person uploads is smaller; a larger one is made by the program, of its own figures.
constexpr std::size_t looked_through_max = 24U << 20;

bool is_table(std::string_view name, std::string_view bytes) {
  return name.ends_with(".csv") || name.ends_with(".CSV") || bytes.starts_with("PK\x03\x04");
}

std::vector<std::vector<std::string>> texts_of(const readers::Sheet& sheet) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : sheet.rows) {
    auto& texts = rows.emplace_back();
    for (const auto& cell : row) texts.push_back(cell.text);
  }
  return rows;
}

}  // namespace

Result<void> refuse_personal_data(std::string_view name, std::string_view bytes) {
  if (!is_table(name, bytes) || bytes.size() > looked_through_max) return {};
  const auto sheets = readers::read_any(bytes);
  if (!sheets) return {};  // Whether it may be published at all is not asked here.
  for (const auto& sheet : *sheets)
    if (const auto found = disclosure::personal_data_in(texts_of(sheet))) {
      const auto line = sheet.lines.empty() ? found->row + 1 : sheet.lines[found->row];
      std::vector<Detail> details{{"archivo", std::string(name)},
                                  {"hallado", std::string(disclosure::name_of(found->pattern))}};
      if (!sheet.name.empty()) details.push_back({"hoja", sheet.name});
      details.push_back({"linea", std::to_string(line)});
      details.push_back({"columna", readers::column_name(found->column)});
      return refuse(disclosure::Refusal::PersonalData, std::move(details));
    }
  return {};
}

}  // namespace commands
