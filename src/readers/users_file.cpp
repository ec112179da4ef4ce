// Rows of users out of a sheet.
#include "readers/users_file.hpp"

#include <array>
#include <optional>

#include "base/text.hpp"
#include "readers/refusals.hpp"
#include "readers/sheet.hpp"

namespace readers {
namespace {

constexpr std::size_t header_within = 10;

enum Column { Login, Name, Email, Roles, Units, column_count };
// Headings, folded, as offices write them.
constexpr std::string_view headings[column_count][4] = {
    {"usuario", "nombre de usuario", "cuenta", "login"},
    {"nombre", "nombre completo", "persona", "puesto"},
    {"correo", "correo electronico", "email", "e-mail"},
    {"roles", "rol", "perfil", "perfiles"},
    {"unidades", "unidad", "delegacion", "dependencia"},
};

using Columns = std::array<std::optional<std::size_t>, column_count>;

Columns columns_of(const Sheet& sheet, std::size_t row) {
  Columns columns;
  for (std::size_t at = 0; at < sheet.rows[row].size(); ++at) {
    const auto heading = folded(text_at(sheet, row, at));
    for (int column = 0; column < column_count; ++column)
      for (const auto name : headings[column])
        if (heading == name && !columns[std::size_t(column)]) columns[std::size_t(column)] = at;
  }
  return columns;
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  const auto take = [&] {
    if (auto one = collapsed(part); !one.empty()) parts.push_back(std::move(one));
    part.clear();
  };
  for (const char c : text)
    if (c == ',' || c == ';' || c == '/')
      take();
    else
      part += c;
  take();
  return parts;
}

std::vector<UserRow> rows_below(const Sheet& sheet, std::size_t header, const Columns& columns) {
  std::vector<UserRow> rows;
  for (std::size_t at = header + 1; at < sheet.rows.size(); ++at) {
    if (blank_row(sheet, at)) continue;
    const auto text = [&](Column column) {
      const auto found = columns[column];
      return found ? std::string(text_at(sheet, at, *found)) : "";
    };
    rows.push_back({text(Login), collapsed(text(Name)), text(Email), parts_of(text(Roles)),
                    parts_of(text(Units)), place_of(sheet, at, *columns[Login])});
  }
  return rows;
}

}  // namespace

Result<std::vector<UserRow>> read_users(std::string_view bytes) {
  for (const auto& sheet : TRY(read_any(bytes))) {
    if (sheet.hidden) continue;
    for (std::size_t row = 0; row < std::min(header_within, sheet.rows.size()); ++row) {
      const auto columns = columns_of(sheet, row);
      if (columns[Login] && columns[Name] && columns[Roles]) return rows_below(sheet, row, columns);
    }
  }
  return refuse(Refusal::HeaderMissing, {{"esperado", "usuario, nombre, correo, roles, unidades"}});
}

}  // namespace readers
