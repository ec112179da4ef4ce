// Units, posts and holders out of a sheet.
#include "readers/organization_file.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "readers/refusals.hpp"
#include "readers/sheet.hpp"

namespace readers {
namespace {

constexpr std::size_t header_within = 10;

enum Column {
  Code,
  Name,
  Kind,
  Parent,
  Reports,
  Short,
  Place,
  PostCode,
  PostName,
  Holder,
  Since,
  Act,
  column_count
};
// Headings, folded, as offices write them.
constexpr std::string_view headings[column_count][3] = {
    {"codigo", "codigo de la unidad", "sigla"},
    {"nombre", "unidad", "nombre de la unidad"},
    {"clase", "tipo", "tipo de unidad"},
    {"padre", "depende de", "unidad superior"},
    {"reporta", "reporta metas", "reporta metas fisicas"},
    {"corto", "nombre corto", ""},
    {"lugar", "municipio", "codigo de municipio"},
    {"codigo_puesto", "codigo del puesto", ""},
    {"puesto", "cargo", "puesto de la jefatura"},
    {"titular", "persona", "nombre del titular"},
    {"titular_desde", "desde", "fecha de toma de posesion"},
    {"acuerdo", "acuerdo de nombramiento", "acto"},
};

using Columns = std::array<std::optional<std::size_t>, column_count>;

Columns columns_of(const Sheet& sheet, std::size_t row) {
  Columns columns;
  for (std::size_t at = 0; at < sheet.rows[row].size(); ++at) {
    const auto heading = folded(text_at(sheet, row, at));
    if (heading.empty()) continue;
    for (std::size_t column = 0; column < column_count; ++column)
      for (const auto name : headings[column])
        if (heading == name && !columns[column]) columns[column] = at;
  }
  return columns;
}

bool says_yes(std::string_view text) {
  const auto plain = folded(text);
  return plain == "si" || plain == "x" || plain == "1" || plain == "verdadero" || plain == "true";
}

// "31/05/2026" and "2026-05-31T00:00:00" as "2026-05-31"; anything else as it is.
std::string iso_date(std::string_view text) {
  const auto parts = split(std::string(text), '/');
  if (parts.size() == 3)
    return padded_left(parts[2], 4) + "-" + padded_left(parts[1], 2) + "-" +
           padded_left(parts[0], 2);
  return std::string(text.substr(0, std::min<std::size_t>(text.find('T'), text.size())));
}

class Rows {
 public:
  Rows(const Sheet& sheet, const Columns& columns, Date from)
      : sheet_{sheet}, columns_{columns}, from_{from} {}

  void add(std::size_t row) {
    const auto text = [&](Column column) {
      const auto at = columns_[column];
      return at ? collapsed(text_at(sheet_, row, *at)) : std::string();
    };
    const auto code = text(Code);
    json::object unit{{"codigo", code},
                      {"nombre", text(Name)},
                      {"clase", text(Kind).empty() ? "unidad" : folded(text(Kind))},
                      {"reporta", says_yes(text(Reports))}};
    put(unit, "padre", text(Parent));
    put(unit, "corto", text(Short));
    put(unit, "lugar", text(Place));
    units_.push_back(std::move(unit));
    if (text(PostName).empty()) return;
    const auto post = text(PostCode).empty() ? "JEF-" + code : text(PostCode);
    posts_.push_back(json::object{{"codigo", post}, {"nombre", text(PostName)}, {"unidad", code}});
    if (text(Holder).empty()) return;
    const auto since = text(Since);
    json::object holder{{"puesto", post},
                        {"nombre", text(Holder)},
                        {"persona", true},
                        {"desde", since.empty() ? show(from_) : iso_date(since)}};
    put(holder, "acto", text(Act));
    holders_.push_back(std::move(holder));
  }

  json::object take() {
    return {{"unidades", std::move(units_)},
            {"puestos", std::move(posts_)},
            {"titulares", std::move(holders_)},
            {"funciones", json::array()}};
  }

 private:
  static void put(json::object& object, std::string_view key, const std::string& text) {
    if (!text.empty()) object[key] = text;
  }
  const Sheet& sheet_;
  const Columns& columns_;
  Date from_;
  json::array units_, posts_, holders_;
};

}  // namespace

Result<json::object> read_organization(std::string_view bytes, Date from) {
  if (trimmed(bytes).starts_with('{')) {
    const auto value = TRY(parse_json(bytes));
    return value.as_object();
  }
  for (const auto& sheet : TRY(read_any(bytes))) {
    if (sheet.hidden) continue;
    for (std::size_t row = 0; row < std::min(header_within, sheet.rows.size()); ++row) {
      const auto columns = columns_of(sheet, row);
      if (!columns[Code] || !columns[Name]) continue;
      Rows rows{sheet, columns, from};
      for (std::size_t at = row + 1; at < sheet.rows.size(); ++at)
        if (!blank_row(sheet, at)) rows.add(at);
      return rows.take();
    }
  }
  return refuse(Refusal::HeaderMissing, {{"esperado", "codigo, nombre, clase, padre, reporta"}});
}

}  // namespace readers
