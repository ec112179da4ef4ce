// Names of kinds and axes, and what makes a report wrong in itself.
#include "domain/production/goal.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "domain/production/categories.hpp"
#include "domain/production/refusals.hpp"

namespace production {
namespace {

constexpr std::string_view kind_names[] = {"personas_unicas", "atenciones", "movimientos",
                                           "documentos", "actos"};
constexpr std::string_view axis_names[] = {"sexo",         "edad",      "pueblo",
                                           "nacionalidad", "condicion", "territorio"};

}  // namespace

void check_amount(Quantity amount, std::string_view field, std::vector<Error>& faults) {
  const std::vector<Detail> details{{"campo", std::string(field)}, {"hallado", show(amount)}};
  if (amount < Quantity{}) faults.push_back(refusal(Refusal::AmountNegative, details));
  if (!amount.whole()) faults.push_back(refusal(Refusal::AmountNotWhole, details));
  if (amount > amount_max) faults.push_back(refusal(Refusal::AmountTooLarge, details));
}

namespace {

// In 128 bits: a file may claim the largest amount for every municipality.
Int128 hundredths_of(const Report& report, Axis axis) {
  Int128 sum = 0;
  for (const auto& part : report.parts)
    if (part.axis == axis) sum += part.amount.in_hundredths();
  return sum;
}

}  // namespace

std::string_view name_of(CountKind kind) { return kind_names[std::to_underlying(kind)]; }
std::string_view name_of(Axis axis) { return axis_names[std::to_underlying(axis)]; }

std::optional<CountKind> count_kind(std::string_view name) {
  const auto found = std::ranges::find(kind_names, name);
  if (found == std::end(kind_names)) return std::nullopt;
  return CountKind(found - std::begin(kind_names));
}

std::optional<Axis> axis(std::string_view name) {
  const auto found = std::ranges::find(axis_names, name);
  if (found == std::end(axis_names)) return std::nullopt;
  return Axis(found - std::begin(axis_names));
}

Quantity undisclosed(const Report& report, Axis axis) {
  return report.amount -
         Quantity::hundredths(static_cast<std::int64_t>(hundredths_of(report, axis)));
}

void add_place(std::vector<Detail>& details, std::string_view place) {
  if (place.empty()) return;
  const auto mark = place.rfind('!');
  if (mark == place.npos) {
    details.push_back({"linea", std::string(place)});
    return;
  }
  details.push_back({"hoja", std::string(place.substr(0, mark))});
  details.push_back({"celda", std::string(place.substr(mark + 1))});
}

void check_report(const Report& report, std::vector<Error>& faults) {
  check_amount(report.amount, "ejecutado", faults);
  for (std::size_t i = 0; i < report.parts.size(); ++i) {
    const auto& part = report.parts[i];
    const std::string field = std::string(name_of(part.axis)) + ":" + part.category;
    check_amount(part.amount, field, faults);
    if (category_key(part.axis, part.category) != part.category)
      faults.push_back(
          refusal(Refusal::CategoryUnknown,
                  {{"campo", std::string(name_of(part.axis))}, {"hallado", part.category}}));
    for (std::size_t j = 0; j < i; ++j)
      if (report.parts[j].axis == part.axis && report.parts[j].category == part.category)
        faults.push_back(refusal(Refusal::PartDoubled, {{"campo", field}}));
  }
  for (const Axis axis : all_axes)
    if (const Int128 sum = hundredths_of(report, axis);
        sum > 0 && sum > report.amount.in_hundredths())
      faults.push_back(refusal(Refusal::PartsExceedTotal, {{"campo", std::string(name_of(axis))},
                                                           {"hallado", show(sum / 100)},
                                                           {"esperado", show(report.amount)}}));
  for (const auto& evidence : report.evidence)
    if (evidence.sha256.size() != 64 || !unhex(evidence.sha256))
      faults.push_back(refusal(Refusal::EvidenceMalformed, {{"hallado", evidence.sha256}}));
}

}  // namespace production
