// A list of users, CSV or XLSX: usuario, nombre, correo, roles, unidades, one a row. Roles and
// units are as written; what they mean is decided by the act that creates each user.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace readers {

struct UserRow {
  std::string login, name, email;
  std::vector<std::string> roles, units;  // Split at commas, semicolons and slashes.
  std::vector<Detail> place;              // {linea} or {hoja, celda}.
};

// Every row of the first visible sheet that has the header, within its first ten rows. Errors: of
// the file as a whole (readers::Refusal), HeaderMissing.
Result<std::vector<UserRow>> read_users(std::string_view bytes);

}  // namespace readers
