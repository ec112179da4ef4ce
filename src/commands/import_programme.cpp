// The rows of the file become the body of the act; nothing is read from the file at replay.
#include "commands/import_programme.hpp"

#include "readers/programme_file.hpp"

namespace commands {

Result<Receipt> import_programme(Context& context, std::string_view bytes, std::string_view source,
                                 bool illustrative) {
  const auto rows = TRY(readers::read_programme(bytes));
  json::array lines;
  for (const auto& row : rows)
    lines.push_back(json::array{show(row.category), show(row.month), row.amount.in_centavos()});
  return submit(context, {"programacion.cargar",
                          {{"ejercicio", rows.empty() ? "" : show(rows.front().month.year)},
                           {"fuente", source},
                           {"ilustrativa", illustrative},
                           {"filas", std::move(lines)}},
                          ""});
}

}  // namespace commands
