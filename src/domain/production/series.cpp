// Periods of any of the four lengths, and what a file of values must keep.
#include "domain/production/series.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "domain/production/refusals.hpp"

namespace production {
namespace {

Month month(FiscalYear year, int number) { return {year, static_cast<std::uint8_t>(number)}; }

bool same_place(const SeriesKey& a, const SeriesKey& b) {
  return a.unit == b.unit && a.detail == b.detail;
}

std::string measure_of(const SeriesValue& value) {
  std::string measure = value.unit_of_measure;
  if (value.kind) measure += " (" + std::string(name_of(*value.kind)) + ")";
  return measure;
}

std::vector<Detail> details_of(const SeriesValue& row) {
  std::vector<Detail> details{{"serie", row.key.series}, {"periodo", show(row.key.period)}};
  add_place(details, row.place);
  return details;
}

void add(std::vector<Error>& faults, Refusal why, const SeriesValue& row,
         std::vector<Detail> more = {}) {
  auto details = details_of(row);
  details.insert(details.end(), more.begin(), more.end());
  faults.push_back(refusal(why, std::move(details)));
}

// What the row says that cannot be, apart from the other rows.
void check_row(const SeriesValue& row, std::vector<Error>& faults) {
  if (row.key.series.empty()) add(faults, Refusal::SeriesMissing, row);
  if (!row.value) add(faults, Refusal::ValueMissing, row);
  if (trimmed(row.source).empty()) add(faults, Refusal::SourceMissing, row);
  if (row.kind && row.value && !row.value->whole())
    add(faults, Refusal::AmountNotWhole, row, {{"campo", "valor"}, {"hallado", show(*row.value)}});
  if (row.value && (*row.value > amount_max || *row.value < Quantity{} - amount_max))
    add(faults, Refusal::AmountTooLarge, row, {{"campo", "valor"}, {"hallado", show(*row.value)}});
  for (const auto& evidence : row.evidence) {
    std::vector<Error> found;
    check_report({Quantity{}, CountKind::Actos, {}, {evidence}, ""}, found);
    for (const auto& fault : found)
      add(faults, Refusal::EvidenceMalformed, row,
          {{"hallado", std::string(detail_of(fault, "hallado"))}});
  }
}

// Against the other values of its series, in force or of the same file.
void check_among(const SeriesValue& row, const std::vector<SeriesValue>& others,
                 std::vector<Error>& faults) {
  for (const auto& other : others) {
    if (folded(other.unit_of_measure) != folded(row.unit_of_measure) || other.kind != row.kind) {
      add(faults, Refusal::MeasureDiffers, row,
          {{"hallado", measure_of(row)}, {"esperado", measure_of(other)}});
      return;
    }
    if (same_place(other.key, row.key) && other.key.period != row.key.period &&
        overlap(other.key.period, row.key.period)) {
      add(faults, Refusal::PeriodsOverlap, row, {{"hallado", show(other.key.period)}});
      return;
    }
  }
}

bool says_the_same(SeriesValue a, const SeriesValue& b) {
  a.place = b.place;
  return a == b;
}

}  // namespace

Result<Period> Period::parse(std::string_view text) {
  if (const auto year = FiscalYear::parse(text)) return Period{month(*year, 1), month(*year, 12)};
  if (const auto one = Month::parse(text)) return Period{*one, *one};
  if (const auto c = Cuatrimestre::parse(text)) return Period{first_month(*c), last_month(*c)};
  if (text.size() == 7 && text.substr(4, 2) == "-S" && (text[6] == '1' || text[6] == '2'))
    if (const auto year = FiscalYear::parse(text.substr(0, 4))) {
      const int first = text[6] == '1' ? 1 : 7;
      return Period{month(*year, first), month(*year, first + 5)};
    }
  return refuse(Refusal::PeriodMalformed, {{"hallado", std::string(text)}});
}

std::string show(const Period& period) {
  const int length = period.last.number - period.first.number + 1;
  if (length == 1) return show(period.first);
  if (length == 4) return show(cuatrimestre_of(period.first));
  if (length == 6) return show(period.first.year) + (period.first.number == 1 ? "-S1" : "-S2");
  return show(period.first.year);
}

bool overlap(const Period& a, const Period& b) { return a.first <= b.last && b.first <= a.last; }

Result<std::vector<SeriesValue>> decide_values(
    const std::vector<SeriesValue>& rows, const std::string& reason,
    const std::function<std::vector<SeriesValue>(const std::string& series)>& known) {
  std::vector<SeriesValue> changes;
  std::vector<Error> faults;
  std::map<std::string, std::vector<SeriesValue>> in_force, seen;
  for (const auto& row : rows) {
    check_row(row, faults);
    const auto loaded = in_force.find(row.key.series);
    const auto& old = loaded != in_force.end()
                          ? loaded->second
                          : in_force.emplace(row.key.series, known(row.key.series)).first->second;
    auto& earlier = seen[row.key.series];
    if (std::ranges::find(earlier, row.key, &SeriesValue::key) != earlier.end())
      add(faults, Refusal::ValueDoubled, row);
    else
      check_among(row, earlier, faults);
    earlier.push_back(row);
    const auto same = std::ranges::find(old, row.key, &SeriesValue::key);
    if (same == old.end()) {
      check_among(row, old, faults);
    } else if (says_the_same(row, *same)) {
      continue;
    } else if (trimmed(reason).empty()) {
      add(faults, Refusal::ValueChanged, row,
          {{"hallado", row.value ? show(*row.value) : ""},
           {"esperado", same->value ? show(*same->value) : ""}});
    }
    changes.push_back(row);
  }
  if (faults.empty()) return changes;
  Error first = faults.front();
  if (faults.size() > 1) first.all = std::move(faults);
  return std::unexpected(std::move(first));
}

}  // namespace production
