// A document's figures, one a line.
#include "documents/figures_csv.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/values/period.hpp"

namespace documents {
namespace {

std::string csv_cell(std::string_view text) {
  // A formula in a text is told as text (OWASP, CSV injection).
  std::string safe(text);
  const bool number =
      !safe.empty() && safe[0] == '-' && std::ranges::all_of(safe.substr(1), [](char c) {
        return (c >= '0' && c <= '9') || c == '.';
      });
  if (!safe.empty() && std::string_view("=+-@\t\r").contains(safe[0]) && !number)
    safe.insert(0, "'");
  if (safe.find_first_of(",\"\r\n") == safe.npos) return safe;
  return '"' + replaced(safe, "\"", "\"\"") + '"';
}

std::string exact(const Figure& figure) {
  if (is_absent(figure)) return {};
  if (const auto* day = std::get_if<Date>(&figure.value)) return show(*day);
  const auto value = number_of(figure);
  // Money, counts and quantities have two decimals at most; quotients are told with six.
  const auto hundredths = value * Ratio::whole(100);
  return show(value, hundredths.denominator() == 1 ? 2 : 6);
}

}  // namespace

std::string figures_csv(const Document& document) {
  std::string out = "\xEF\xBB\xBFlugar,mostrado,valor,unidad,consulta,corte\r\n";
  for (const auto& one : figures_of(document))
    out += csv_cell(one.where) + ',' + csv_cell(shown(one.figure, one.place)) + ',' +
           exact(one.figure) + ',' + csv_cell(one.figure.unidad) + ',' +
           csv_cell(one.figure.query.consulta) + ',' + csv_cell(document.corte) + "\r\n";
  return out;
}

}  // namespace documents
