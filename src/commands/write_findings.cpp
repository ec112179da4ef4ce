// Fields of text into typed bodies.
#include "commands/write_findings.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "commands/keep_file.hpp"
#include "readers/document_table.hpp"

namespace commands {
namespace {

constexpr std::string_view numbers[] = {"ejercicio", "periodos", "dias", "version"};
constexpr std::string_view days[] = {"vence", "emitida", "cerrada", "desde", "hasta", "audiencia"};

std::string iso(std::string_view written) {
  const auto day = readers::parse_day(written);
  return day ? show(*day) : std::string(written);
}

std::string part(const std::vector<std::string>& parts, std::size_t at) {
  return at < parts.size() ? std::string(trimmed(parts[at])) : "";
}

json::array& list_in(json::object& body, std::string_view key) {
  if (!body.contains(key)) body[key] = json::array{};
  return body[key].as_array();
}

void assign(json::object& body, const std::string& name, const std::string& value) {
  const auto parts = split(value, '|');
  if (name == "accion") {
    list_in(body, "acciones")
        .push_back(json::object{
            {"que", part(parts, 0)}, {"quien", part(parts, 1)}, {"vence", iso(part(parts, 2))}});
  } else if (name == "puesto") {
    list_in(body, "puestos")
        .push_back(json::object{{"puesto", part(parts, 0)},
                                {"nombre", part(parts, 1)},
                                {"desde", iso(part(parts, 2))},
                                {"hasta", iso(part(parts, 3))}});
  } else if (name == "sujetos") {
    for (const auto& code : split(collapsed(value), ' '))
      list_in(body, "sujetos").push_back(json::value(code));
  } else if (std::ranges::find(days, name) != std::end(days)) {
    body[name] = iso(value);
  } else if (std::ranges::find(numbers, name) != std::end(numbers)) {
    const auto number = whole_number(readers::without_decimals(value));
    body[name] = number ? json::value(*number) : json::value(value);
  } else {
    body[name] = value;
  }
}

}  // namespace

json::object body_of(const readers::WrittenFields& written) {
  json::object body;
  for (const auto& [name, value] : written.fields) assign(body, name, value);
  return body;
}

Result<Submission> import_of_findings(Context& context, std::string_view bytes,
                                      std::string_view name, bool illustrative) {
  json::array rows;
  for (const auto& written : TRY(readers::read_written_fields(bytes))) {
    auto row = body_of(written);
    if (illustrative) row["ilustrativo"] = true;
    for (const auto& detail : written.place)
      if (detail.name == "linea")
        if (const auto line = whole_number(detail.value)) row["linea"] = *line;
    rows.push_back(std::move(row));
  }
  return Submission{
      "hallazgo.importar",
      {{"archivo", name}, {"huella", TRY(keep_file(context, bytes))}, {"filas", std::move(rows)}},
      ""};
}

}  // namespace commands
