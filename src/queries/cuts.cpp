// Periods and their frozen or live state.
#include "queries/cuts.hpp"

#include "domain/production/refusals.hpp"
#include "storage/goal_store.hpp"
#include "storage/journal_store.hpp"

namespace queries {
namespace {

Cut cut_of(const storage::CutRow& row, std::string_view institution) {
  Cut cut;
  cut.institution = institution;
  cut.code = row.code;
  cut.version = static_cast<int>(row.version);
  cut.first = row.first;
  cut.last = row.last;
  cut.seq = row.institution_seq;
  cut.installation_seq = row.installation_seq;
  cut.frozen_at = row.frozen_at;
  cut.open_months = row.open_months;
  cut.norms = row.norms;
  return cut;
}

}  // namespace

Result<Span> span_of(std::string_view period) {
  if (const auto c = Cuatrimestre::parse(period)) return Span{first_month(*c), last_month(*c)};
  if (const auto month = Month::parse(period)) return Span{*month, *month};
  if (const auto year = FiscalYear::parse(period)) return Span{{*year, 1}, {*year, 12}};
  return refuse(production::Refusal::CutCodeMalformed, {{"hallado", std::string(period)}});
}

Result<std::vector<Cut>> cuts_of(storage::Database& db, std::string_view institution) {
  std::vector<Cut> all;
  for (const auto& row : TRY(storage::cuts(db, institution)))
    all.push_back(cut_of(row, institution));
  return all;
}

Result<std::optional<Cut>> frozen_cut(storage::Database& db, std::string_view institution,
                                      std::string_view period, int version) {
  CHECK(span_of(period));
  std::optional<Cut> found;
  for (auto& cut : TRY(cuts_of(db, institution)))
    if (cut.code == period && (version == 0 || cut.version == version) &&
        (!found || cut.version > found->version))
      found = std::move(cut);
  return found;
}

Result<Cut> live_cut(storage::Database& db, std::string_view institution, std::string_view period) {
  const auto span = TRY(span_of(period));
  Cut cut;
  cut.institution = institution;
  cut.code = period;
  cut.first = span.first;
  cut.last = span.last;
  cut.seq = TRY(storage::read_head(db, institution, storage::Lock::None)).seq;
  cut.installation_seq = TRY(storage::read_head(db, "instalacion", storage::Lock::None)).seq;
  return cut;
}

}  // namespace queries
