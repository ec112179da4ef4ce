// Documents of internal control: the yearly report of SINACIG, the work plan, and a letter of
// guidance.
#pragma once

#include "documents/document.hpp"
#include "queries/report_frame.hpp"
#include "queries/risks.hpp"
#include "queries/samples.hpp"

namespace documents {

// "SINACIG-2026": the five components, the matrix, the map, the work plan and its evidence.
Document risk_report(const queries::RiskMatrix&, const queries::InstitutionData&, Date today);

// "PT-2026": the work plan with the residual risk of each, and month by month what shows that it
// was carried out.
Document risk_work_plan(const queries::RiskMatrix&, const queries::InstitutionData&, Date today);

// "ORI-3": what deviates, its cause chain, what the norm asks, ways to mend it, and annexes. It
// orients; it is not the act that mends.
Document guidance_letter(const queries::Guidance&, const queries::InstitutionData&);

}  // namespace documents
