// The report of a period as a document: asks the questions, puts the frame around, and adds what
// people wrote. The command line and the pages make their reports here, so that they are the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "documents/report_input.hpp"
#include "queries/published_reports.hpp"

namespace documents {

enum class ReportKind { Monthly, FourMonthly, Annual, Strategy };
std::string_view show(ReportKind);  // "mensual"
std::optional<ReportKind> parse_report_kind(std::string_view);
// "INF-2026-C1", "EST-2026". Error of the period's own form: that of Month, Cuatrimestre or year.
Result<std::string> report_code(ReportKind, std::string_view period);
// The document as norms and functions name it: "informe_cuatrimestral".
std::string_view document_of(ReportKind);

struct ReportOrder {
  std::string institution;
  ReportKind kind{};
  std::string period;
  // The registered version that is printed, with its cut, texts, approval and signatures; nothing:
  // the newest of its code, and where there is none the newest cut or the live state.
  std::optional<std::int64_t> version = {};
  std::int64_t now = 0;  // UTC milliseconds: the date of a report without frozen cut.
};
struct MadeReport {
  Document document;
  std::optional<queries::Evaluation> evaluation;  // None for a strategy.
};
Result<MadeReport> report_of(storage::Database&, const ReportOrder&);

}  // namespace documents
