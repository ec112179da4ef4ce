// From files and words to acts on catalogues.
#include "commands/catalogs.hpp"

#include <algorithm>
#include <array>

#include "base/resources.hpp"
#include "base/text.hpp"
#include "readers/sheet.hpp"

namespace commands {
namespace {

constexpr std::array<std::string_view, 7> base_columns = {
    "codigo", "nombre", "padre", "vigente_desde", "vigente_hasta", "certeza", "fuente"};

std::string expected_columns() {
  std::string text;
  for (const auto column : base_columns) text += (text.empty() ? "" : ", ") + std::string(column);
  return text;
}

// The column of each header; the base columns first, in their order.
struct Header {
  std::array<std::size_t, base_columns.size()> base{};
  std::vector<std::pair<std::string, std::size_t>> attributes;
};

Result<Header> read_header(const readers::Sheet& sheet) {
  std::vector<std::string> names;
  for (std::size_t c = 0; c < readers::width_of(sheet); ++c) {
    auto name = replaced(folded(readers::text_at(sheet, 0, c)), " ", "_");
    if (!name.empty() && std::ranges::find(names, name) != names.end())
      return refuse(CatalogRefusal::ColumnDoubled,
                    readers::place_with(sheet, 0, c, {{"columna", name}}));
    names.push_back(std::move(name));
  }
  Header header;
  for (std::size_t i = 0; i < base_columns.size(); ++i) {
    const auto at = std::ranges::find(names, base_columns[i]);
    if (at == names.end())
      return refuse(CatalogRefusal::ColumnMissing, {{"columna", std::string(base_columns[i])},
                                                    {"linea", "1"},
                                                    {"esperado", expected_columns()}});
    header.base[i] = static_cast<std::size_t>(at - names.begin());
  }
  for (std::size_t c = 0; c < names.size(); ++c)
    if (!names[c].empty() && std::ranges::find(header.base, c) == header.base.end())
      header.attributes.emplace_back(names[c], c);
  std::ranges::sort(header.attributes);
  return header;
}

Result<std::optional<Date>> read_date(const readers::Sheet& sheet, std::size_t row,
                                      std::size_t column) {
  const auto text = readers::text_at(sheet, row, column);
  if (text.empty()) return std::optional<Date>{};
  const auto date = parse_date(text);
  if (!date)
    return refuse(CatalogRefusal::DateMalformed,
                  readers::place_with(sheet, row, column, {{"hallado", std::string(text)}}));
  return std::optional<Date>(*date);
}

Result<CatalogEntry> read_row(const CatalogKind& kind, const readers::Sheet& sheet,
                              const Header& header, std::size_t row) {
  const auto text = [&](std::size_t i) {
    return std::string(readers::text_at(sheet, row, header.base[i]));
  };
  CatalogEntry entry;
  entry.code = text(0);
  entry.name = text(1);
  entry.parent = text(2);
  entry.from = TRY(read_date(sheet, row, header.base[3]));
  entry.until = TRY(read_date(sheet, row, header.base[4]));
  auto certainty = parse_certeza(text(5));
  if (!certainty) {
    for (auto& place : readers::place_of(sheet, row, header.base[5]))
      certainty.error().details.push_back(std::move(place));
    return std::unexpected(std::move(certainty).error());
  }
  entry.certainty = *certainty;
  entry.source = text(6);
  for (const auto& [name, column] : header.attributes)
    if (const auto value = readers::text_at(sheet, row, column); !value.empty())
      entry.attributes.emplace_back(name, std::string(value));
  CHECK(check_entry(kind, entry));
  return entry;
}

}  // namespace

Result<std::vector<CatalogEntry>> read_catalog(std::string_view catalog, std::string_view bytes) {
  const auto* kind = TRY(catalog_kind(catalog));
  const auto sheets = TRY(readers::read_any(bytes));
  const auto& sheet = sheets.front();
  const auto header = TRY(read_header(sheet));
  std::vector<CatalogEntry> entries;
  std::vector<Error> faults;
  for (std::size_t row = 1; row < sheet.rows.size(); ++row) {
    if (readers::blank_row(sheet, row)) continue;
    auto entry = read_row(*kind, sheet, header, row);
    if (entry) {
      entries.push_back(*std::move(entry));
      continue;
    }
    if (detail_of(entry.error(), "linea").empty() && detail_of(entry.error(), "celda").empty())
      for (auto& place : readers::place_of(sheet, row, header.base[0]))
        entry.error().details.push_back(std::move(place));
    faults.push_back(std::move(entry).error());
  }
  if (faults.empty()) return entries;
  Error first = faults.front();
  if (faults.size() > 1) first.all = std::move(faults);
  return std::unexpected(std::move(first));
}

Submission load_catalog(std::string_view catalog, const std::vector<CatalogEntry>& entries) {
  json::array list;
  for (const auto& entry : entries) list.push_back(to_json(entry));
  return {"catalogo.cargar", {{"catalogo", catalog}, {"entradas", std::move(list)}}, ""};
}

Submission add_catalog_entry(std::string_view catalog, CatalogEntry entry) {
  if (const auto kind = catalog_kind(catalog); kind && entry.parent.empty())
    entry.parent = parent_in_code(**kind, entry.code);
  return {"catalogo.agregar", {{"catalogo", catalog}, {"entrada", to_json(entry)}}, ""};
}

Submission confirm_norm(std::string_view catalog, std::string_view code, std::optional<Date> from,
                        Certeza certainty, std::string_view reason) {
  json::object act{
      {"catalogo", catalog}, {"codigo", code}, {"certeza", show(certainty)}, {"motivo", reason}};
  if (from) act["desde"] = show(*from);
  return {"norma.confirmar", std::move(act), ""};
}

Result<std::vector<Receipt>> load_own_catalogs(Context& context) {
  std::vector<Receipt> receipts;
  for (const auto& kind : known_catalogs()) {
    const auto path = std::string(kind.folder) + '/' + std::string(kind.name) + ".csv";
    const auto bytes = resource(path);
    if (!bytes) continue;
    const auto entries = TRY(where("archivo", path, read_catalog(kind.name, *bytes)));
    receipts.push_back(TRY(submit(context, load_catalog(kind.name, entries))));
  }
  return receipts;
}

}  // namespace commands
