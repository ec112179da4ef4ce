// The financial indicators of a year, month by month, held against the thresholds in force.
#pragma once

#include <string_view>
#include <vector>

#include "domain/control/indicators.hpp"
#include "storage/sample_store.hpp"

namespace queries {

struct IndicatorMonth {
  Month month;
  control::Reading reading;
  control::Juicio judged = control::Juicio::SinDato;
  // Of its cuatrimestre up to the month.
  control::Reading period;
  control::Juicio period_judged = control::Juicio::SinDato;

  const control::Reading& at(bool by_cuatrimestre) const {
    return by_cuatrimestre ? period : reading;
  }
  control::Juicio judged_at(bool by_cuatrimestre) const {
    return by_cuatrimestre ? period_judged : judged;
  }
};

struct IndicatorSeries {
  const control::IndicatorSheet* sheet = nullptr;
  std::vector<IndicatorMonth> months;  // January to the last asked for.
  const control::IndicatorThreshold* threshold = nullptr;
};

struct IndicatorReport {
  Month until;
  std::vector<control::IndicatorThreshold> thresholds;
  std::vector<IndicatorSeries> series;  // In the order of the sheets.
  std::vector<storage::IndicatorNoteRow> notes;
  bool illustrative = false;  // Some of the loads that were counted are.
  const storage::IndicatorNoteRow* note(std::string_view code, Month) const;
};

// The months that a report up to `until` shows: all of them, or the last of each cuatrimestre and
// of the one that is running.
std::vector<Month> indicator_columns(Month until, bool by_cuatrimestre);

Result<IndicatorReport> indicator_report(storage::Database&, std::string_view institution,
                                         Month until);

}  // namespace queries
