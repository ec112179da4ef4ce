// What a report needs beside its figures: texts of the areas, functions with their evidence,
// recommendations, the financial programme, and the state of the report itself.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/reporting/area_text.hpp"
#include "domain/values/money.hpp"
#include "queries/cuts.hpp"
#include "storage/database.hpp"

namespace queries {

struct AreaReport {
  std::string unit;  // Code.
  std::string unit_name;
  bool delivered = false;  // A text was sent, and not returned since.
  bool illustrative = false;
  reporting::AreaText text;
};

// The areas whose text a cuatrimestre needs: subdirecciones and departamentos that report goals
// themselves or through their delegations, and whoever wrote one; in the order of the organisation.
Result<std::vector<AreaReport>> area_reports(storage::Database&, std::string_view institution,
                                             std::string_view period);

// One thing that shows a function at work in a period.
struct Evidence {
  std::string description;  // "4 meses cerrados"
  std::string document;     // Numbers or names of documents, or of journal entries.
  bool illustrative = false;
};

struct FunctionEvidence {
  std::string unit, unit_name;
  std::int64_t number = 0;
  std::string text;
  std::string norm;
  std::vector<Evidence> evidence;  // Empty: "Sin evidencia".
};

// Every function of the institution in force at the end of the period, in the order of the
// organisation, with what happened between its first and last day: acts of the linked kinds
// (counted from the journal, up to the cut) and registered documents.
Result<std::vector<FunctionEvidence>> functions_with_evidence(storage::Database&, const Cut&);

struct Recommendation {
  std::string text, post;
  Date due{};
  bool illustrative = false;
};
Result<std::vector<Recommendation>> recommendations(storage::Database&,
                                                    std::string_view institution,
                                                    std::string_view period);

// Programmed devengado by category and month, as it was at the cut.
struct Programme {
  std::map<std::string, std::map<Month, Money>> by_category;
  std::string source;
  bool illustrative = false;
  bool empty() const { return by_category.empty(); }
};
Result<Programme> financial_programme(storage::Database&, const Cut&);

struct ReportState {
  std::string code;
  std::int64_t version = 0;  // 0: not registered yet.
  bool approved = false;
  std::optional<Date> approved_on;
  std::string letter;
};
// The newest version of a report.
Result<ReportState> report_state(storage::Database&, std::string_view institution,
                                 std::string_view code);

}  // namespace queries
