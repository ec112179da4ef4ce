// What the pages of a report share: the version that the address names, its document, its sections
// as tasks, and the figures that changed after its cut.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "documents/report_of.hpp"
#include "documents/section_text.hpp"
#include "queries/compare_cuts.hpp"
#include "queries/published_reports.hpp"
#include "queries/report_frame.hpp"
#include "web/kit/page.hpp"
#include "web/kit/state.hpp"

namespace web {

Result<queries::ReportVersion> report_asked(Visit&);  // {codigo}, {version}
std::string address_of(const queries::ReportVersion&);
std::string title_of(const queries::ReportVersion&);  // "Informe del I cuatrimestre 2026"
std::string period_words(const queries::ReportVersion&);
std::string_view word_of(reporting::ReportStage);  // "En revisión"
Html stage_tag(reporting::ReportStage);

Result<std::shared_ptr<const documents::MadeReport>> made_report(Visit&,
                                                                 const queries::ReportVersion&);
// Figures that are another today than at the cut, without those that were kept on purpose.
Result<std::shared_ptr<const std::vector<queries::Difference>>> changed_figures(
    Visit&, const queries::ReportVersion&);
std::string figure_name(const queries::Difference&);  // "Programa 12, devengado"
std::string figure_value(const queries::Difference&, const std::optional<Ratio>&);

// One row of the contents.
struct SectionTask {
  enum class State { Done, Draft, Empty, Missing, NotYet } state = State::Done;
  std::string key, title, owner, owner_code;
  std::string note;     // "Faltan 2"
  std::string address;  // "" where it cannot be opened yet.
  bool asks_text = false;
};
struct ReportTasks {
  std::vector<SectionTask> all;
  int done = 0;
};
Result<ReportTasks> tasks_of(Visit&, const queries::ReportVersion&, const documents::MadeReport&,
                             const std::vector<queries::ReportSection>&);
Html task_list(const ReportTasks&, std::string_view here);

// State, cut, code, stamps; `right` at its end.
Html state_bar(Visit&, const queries::ReportVersion&, const documents::MadeReport&,
               const Html& right);
std::vector<Crumb> report_crumbs(const queries::ReportVersion&, bool with_report = true);

}  // namespace web
