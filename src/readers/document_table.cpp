// Cells of documents of money.
#include "readers/document_table.hpp"

#include "base/text.hpp"
#include "readers/refusals.hpp"

namespace readers {
namespace {
constexpr std::size_t faults_at_most = 100;
}

using budget::DocumentRefusal;

bool Faults::add(Error error) {
  if (all.size() < faults_at_most) all.push_back(std::move(error));
  return false;
}

Result<void> Faults::finish() {
  if (all.empty()) return {};
  Error error = all.front();
  if (all.size() > 1) error.all = std::move(all);
  return std::unexpected(std::move(error));
}

std::string upper_folded(std::string_view text) {
  std::string plain = folded(trimmed(text));
  for (char& c : plain)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return plain;
}

std::string_view without_decimals(std::string_view text) {
  const auto point = text.find('.');
  if (point == text.npos || point == 0) return text;
  return text.find_first_not_of('0', point + 1) == text.npos ? text.substr(0, point) : text;
}

Result<Date> parse_day(std::string_view text) {
  const auto written = trimmed(text);
  if (written.size() >= 10 && written[4] == '-')
    if (const auto date = parse_date(written.substr(0, 10))) return *date;
  const auto day_part = written.substr(0, written.find(' '));
  const auto parts = split(day_part, '/');
  if (parts.size() == 3 && parts[2].size() == 4 && !parts[0].empty() && !parts[1].empty() &&
      parts[0].size() <= 2 && parts[1].size() <= 2)
    if (const auto date =
            parse_date(parts[2] + "-" + padded_left(parts[1], 2) + "-" + padded_left(parts[0], 2)))
      return *date;
  return refuse(DocumentRefusal::CurDateMalformed,
                {{"hallado", std::string(written)}, {"esperado", "2026-04-30"}});
}

std::string_view DocumentTable::text(std::size_t row, std::string_view field) const {
  if (!has(field)) return {};
  const auto at = column(field);
  return at ? text_at(sheet, row, *at) : std::string_view{};
}

bool DocumentTable::fault(Faults& faults, std::size_t row, std::string_view field,
                          Error error) const {
  for (auto& detail : place_of(sheet, row, column(field).value_or(0)))
    error.details.push_back(std::move(detail));
  return faults.add(std::move(error));
}

bool DocumentTable::year(Faults& faults, std::size_t row, std::string_view field,
                         FiscalYear& into) const {
  const auto read = FiscalYear::parse(without_decimals(text(row, field)));
  if (!read) return fault(faults, row, field, Refusal::YearMalformed, "1990 a 2100");
  into = *read;
  return true;
}

bool DocumentTable::number(Faults& faults, std::size_t row, std::string_view field,
                           std::int64_t& into) const {
  const auto read = whole_number(without_decimals(text(row, field)));
  if (!read || *read < 1) return fault(faults, row, field, DocumentRefusal::CurNumberMalformed);
  into = *read;
  return true;
}

bool DocumentTable::day(Faults& faults, std::size_t row, std::string_view field, Date& into) const {
  const auto read = parse_day(text(row, field));
  if (!read) return fault(faults, row, field, DocumentRefusal::CurDateMalformed);
  into = *read;
  return true;
}

bool DocumentTable::money(Faults& faults, std::size_t row, std::string_view field,
                          Money& into) const {
  auto amount = amount_at(sheet, row, column(field).value_or(0), convention);
  if (!amount) return faults.add(std::move(amount).error());
  if (!*amount) return fault(faults, row, field, Refusal::AmountNotANumber);
  into = (*amount)->value;
  return true;
}

bool DocumentTable::partida(Faults& faults, std::size_t row, Partida& into) const {
  bool good = true;
  auto category = ProgrammaticCode::from_parts(
      without_decimals(text(row, "programa")), without_decimals(text(row, "subprograma")),
      without_decimals(text(row, "proyecto")), without_decimals(text(row, "actividad")),
      without_decimals(text(row, "obra")));
  if (category)
    into.categoria = *category;
  else
    good = fault(faults, row, "programa", std::move(category).error());
  good &= code(faults, row, "renglon", into.renglon);
  good &= code(faults, row, "geografico", into.geografico);
  good &= code(faults, row, "fuente", into.fuente);
  good &= optional_code(faults, row, "organismo", into.organismo);
  good &= optional_code(faults, row, "correlativo", into.correlativo);
  good &= optional_code(faults, row, "receptora", into.receptora);
  return good;
}

}  // namespace readers
