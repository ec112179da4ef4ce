// The report of financial indicators: their series, what deviates with its note, what cannot be
// determined, and the method sheet of each.
#pragma once

#include "documents/document.hpp"
#include "queries/control_indicators.hpp"
#include "queries/report_frame.hpp"

namespace documents {

// "IF-2026-04": by month, or by cuatrimestre.
Document indicator_report(const queries::IndicatorReport&, bool by_cuatrimestre,
                          const queries::InstitutionData&, Date today);

}  // namespace documents
