// Reads the case files.
#include "rules/cases.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "base/text.hpp"
#include "readers/sheet.hpp"

using namespace verification;

namespace {

namespace fs = std::filesystem;
const fs::path folder = fs::path(CEIBA_SOURCE_DIR) / "tests/rules";

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// A line without its comment: "# …" at the beginning, or after two blanks.
std::string_view without_comment(std::string_view line) {
  if (line.starts_with('#')) return {};
  const auto at = line.find("  # ");
  return line.substr(0, at);
}

CaseLine cut(std::string_view line, std::size_t number) {
  const auto colon = line.find(": ");
  if (colon == line.npos) return {std::string(trimmed(line)), "", number};
  return {std::string(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 2))),
          number};
}

std::vector<Case> cases_in(const fs::path& path) {
  std::vector<Case> cases;
  std::string rule;
  bool after_result = false;
  std::size_t number = 0;
  std::istringstream in(bytes_of(path));
  for (std::string raw; std::getline(in, raw);) {
    ++number;
    const auto line = trimmed(without_comment(raw));
    if (line.empty()) continue;
    if (line.starts_with("Regla ")) {
      rule = line.substr(6, 3);
      continue;
    }
    auto entry = cut(line, number);
    if (entry.field == "Caso") {
      cases.push_back({});
      cases.back().file = path.filename().string();
      cases.back().line = number;
      cases.back().rule = rule;
      cases.back().title = entry.value;
      after_result = false;
      continue;
    }
    if (cases.empty()) {
      ADD_FAILURE() << path << ":" << number << " stands before any case";
      continue;
    }
    auto& current = cases.back();
    if (entry.field == "expediente" && !after_result) {
      current.base = entry.value;
    } else if (entry.field.starts_with("norma ")) {
      entry.field = entry.field.substr(6);
      current.norms.push_back(std::move(entry));
    } else if (entry.field == "Resultado") {
      // "requiere verificación (suma)", "no aplica: …", "no puede determinarse: …", "cumple"
      const auto& text = entry.value;
      const auto open = text.find(" ("), colon = text.find(": ");
      current.result = text.substr(0, std::min(open, colon));
      if (open < colon) current.why = text.substr(open + 2, text.size() - open - 3);
      if (colon != text.npos && colon < open) current.why = text.substr(colon + 2);
      after_result = true;
    } else {
      (after_result ? current.expected : current.facts).push_back(std::move(entry));
    }
  }
  return cases;
}

// A file of norms/ as entries: the columns of docs/formats/catalog.md, the rest are attributes.
std::vector<CatalogEntry> entries(std::string_view name) {
  const auto sheet =
      readers::read_csv(bytes_of(folder / "../../norms" / (std::string(name) + ".csv"))).value();
  std::vector<CatalogEntry> all;
  for (std::size_t row = 1; row < sheet.rows.size(); ++row) {
    CatalogEntry entry;
    for (std::size_t c = 0; c < readers::width_of(sheet); ++c) {
      const std::string column(readers::text_at(sheet, 0, c)),
          text(readers::text_at(sheet, row, c));
      if (column == "codigo")
        entry.code = text;
      else if (column == "nombre")
        entry.name = text;
      else if (column == "padre")
        entry.parent = text;
      else if (column == "certeza")
        entry.certainty = parse_certeza(text).value();
      else if (column == "fuente")
        entry.source = text;
      else if (column == "vigente_desde" && !text.empty())
        entry.from = parse_date(text).value();
      else if (column == "vigente_hasta" && !text.empty())
        entry.until = parse_date(text).value();
      else if (!text.empty())
        entry.attributes.emplace_back(column, text);
    }
    std::ranges::sort(entry.attributes);
    all.push_back(std::move(entry));
  }
  return all;
}

// The holidays as the program loads them.
WorkingCalendar calendar() {
  std::vector<Holiday> holidays;
  for (const auto& row : entries("feriados"))
    holidays.push_back({HolidayRule::parse(row.code).value(), row.name,
                        HolidayScope::parse(row.attribute("ambito")).value(),
                        row.attribute("jornada") == "media", row.from, row.until, row.source,
                        show(row.certainty)});
  return {std::move(holidays), Geografico::parse("0101").value()};
}

}  // namespace

template <class Facts>
void set(Facts& facts, const CaseLine& line, std::string_view where) {
  if constexpr (std::is_same_v<Facts, FileFacts>) {
    // "documentos: REQ CDP FEL" hands in several.
    if (line.field == "documentos") {
      for (const auto& code : split(collapsed(line.value), ' '))
        EXPECT_TRUE(set_field(facts, "documento." + code, "sí")) << where << ": " << code;
      return;
    }
  }
  const auto done = set_field(facts, line.field, line.value);
  EXPECT_TRUE(done) << where << ":" << line.line << ": " << line.field << ": " << line.value
                    << " → " << (done ? "" : done.error().code);
}
template void set(FileFacts&, const CaseLine&, std::string_view);
template void set(History&, const CaseLine&, std::string_view);

std::vector<Case> all_cases() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".casos") paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<Case> all;
  for (const auto& path : paths)
    for (auto& one : cases_in(path)) all.push_back(std::move(one));
  return all;
}

std::map<std::string, FileFacts> base_files() {
  std::map<std::string, FileFacts> files;
  FileFacts* current = nullptr;
  std::size_t number = 0;
  std::istringstream in(bytes_of(folder / "expedientes.txt"));
  for (std::string raw; std::getline(in, raw);) {
    ++number;
    const auto line = trimmed(without_comment(raw));
    if (line.empty()) continue;
    auto entry = cut(line, number);
    if (entry.field == "Expediente") {
      // "Expediente: compra_directa, como baja_cuantia" starts from another one.
      const auto like = entry.value.find(", como ");
      const auto name = entry.value.substr(0, like);
      current = &files[name];
      if (like != std::string::npos) *current = files.at(entry.value.substr(like + 7));
      continue;
    }
    if (current == nullptr) {
      ADD_FAILURE() << "expedientes.txt:" << number;
      continue;
    }
    set(*current, entry, "expedientes.txt");
  }
  return files;
}

NormTable norms_with(const std::vector<CaseLine>& changed, std::optional<Certeza> certainty) {
  static const auto days = DayTable(calendar(), {2017}, {2030});
  static const auto rule_rows = entries("rules"), list_rows = entries("listas");
  auto rows = rule_rows;
  for (const auto& line : changed) {
    const auto row = std::ranges::find(rows, line.field, &CatalogEntry::code);
    if (row == rows.end()) {
      ADD_FAILURE() << "no norm " << line.field;
      continue;
    }
    std::erase_if(row->attributes, [](const auto& a) { return a.first == "valor"; });
    if (line.value == "derogada")
      row->until = std::chrono::year{2020} / 12 / 31;
    else if (line.value == "verificada")
      row->certainty = Certeza::Verificada;
    else if (line.value != "sin dato")
      row->attributes.emplace_back("valor", line.value);
    std::ranges::sort(row->attributes);
  }
  if (certainty)
    for (auto& row : rows) row.certainty = *certainty;
  auto table = NormTable::make(std::move(rows), list_rows, days);
  EXPECT_TRUE(table) << (table ? ""
                               : table.error().code + " " +
                                     std::string(detail_of(table.error(), "codigo")));
  return std::move(table).value();
}
