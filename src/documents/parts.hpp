// The parts that reports are put together from, each a function of the input that yields blocks or
// sections. Chapters are numbered by whoever puts them together.
#pragma once

#include <string>
#include <vector>

#include "documents/numbering.hpp"
#include "documents/report_input.hpp"

namespace documents {

using Blocks = std::vector<Block>;
void append(Blocks&, Blocks);

// --- Around every document (parts_frame.cpp) ------------------------------------------------
// Title page, header and identity; `what` is "Informe cuatrimestral · I cuatrimestre de 2026".
Document framed(const Frame&, std::string_view title, std::string_view subtitle,
                std::string_view what, std::string_view corte, Date as_of);
std::string legal_sentence(const Frame&);  // "En cumplimiento de …": the cover's small print.
Blocks authorities(const Frame&, Date as_of);
Blocks abbreviations(const planning::Plan&, std::string_view used_in);
Blocks legal_basis(const Frame&, Date as_of);
Blocks signatures(const Frame&);
// Last page: cut, checkpoint, code, QR. `cut_words` is "2026-C1, congelado el …".
Blocks verification(const Frame&, std::string_view cut_words, Date as_of);

// --- The plan (parts_plan.cpp) --------------------------------------------------------------
struct PlanView {
  const planning::Plan& plan;
  Date as_of;
  const queries::Evaluation* evaluation = nullptr;  // For what was reached, where it is known.
};
Blocks prescriptive_model(const planning::Plan&);  // What it identifies, as a sentence.
Blocks results_chain(const PlanView&);
Blocks yearly_goals(const PlanView&);
Block red_table(const planning::Plan&);
Block pei_table(const planning::Plan&);
Prose pei_remarks(const planning::Plan&);         // Empty where nothing needs a remark.
std::string approvals_of(const planning::Plan&);  // "PEI 2021-2030 (AMN 007-2025)"

// --- The period -----------------------------------------------------------------------------
// How the report's period is spoken of.
struct Period {
  Month first, last;
  Month from;  // January: accumulated figures begin there.
  Date as_of;
  bool later = false;   // There are earlier periods in the year: period and accumulated differ.
  bool closes = false;  // It ends the year.
  std::string name;     // "2026-C1"
  Query query(std::string_view consulta) const;  // With exercise, first and last month.
};
Period period_of(const queries::Cut&);
std::string cut_words(
    const queries::Cut&);  // "2026-C1, versión 1, congelado el 12/05/2026 09:30 …"

// parts_summary.cpp
Blocks presentation(const ReportInput&, const Period&, std::string_view period_noun);
Blocks methodology(const ReportInput&, const Period&);

// parts_money.cpp
Blocks money_by_programme(const ReportInput&, const Period&);
Blocks money_by_month(const ReportInput&, const Period&);
Blocks money_by_group_and_source(const ReportInput&, const Period&);
Block money_by_activity(const ReportInput&, const Period&);

// parts_goals.cpp
Blocks goals_by_product(const ReportInput&, const Period&);
Blocks physical_against_financial(const ReportInput&, const Period&);
Blocks unit_costs(const ReportInput&, const Period&);
Blocks coverage_and_rectifications(const ReportInput&, const Period&);
Block goals_by_month(const ReportInput&, const Period&);

// parts_indicators.cpp
Blocks indicators(const ReportInput&, const Period&);
Blocks method_sheets(const ReportInput&, const Period&);
Blocks equity_chapter(const ReportInput&, const Period&);

// parts_areas.cpp
Blocks area_texts(const ReportInput&, const Period&);
Blocks functions_and_evidence(const ReportInput&, const Period&);
// Measures of the strategy with their state and last progress, and the lines of the Política.
Blocks measures_and_policy(const ReportInput&, const Period&);
Blocks conclusions(const ReportInput&, const Period&);

// parts_austerity.cpp: measures of austerity with the saving that the budget proves. Nothing where
// there is none.
Blocks austerity_saved(const ReportInput&, const Period&);
Blocks austerity_planned(const StrategyInput&);

// parts_control.cpp: internal control and audit at the cut.
Blocks findings_at_cut(const ReportInput&, const Period&);
Blocks recommendations_at_cut(const ReportInput&, const Period&);  // Nothing where none is open.
Blocks instruments_at_cut(const ReportInput&, const Period&);
Blocks risks_at_cut(const ReportInput&, const Period&);

// --- Small common forms ---------------------------------------------------------------------
Source source_of(const Prose& origin, Date as_of, std::string_view consulta,
                 std::string_view remark = {});
// When a measure is due, as people read it; "" where the plan does not say.
std::string deadline_of(const planning::Measure&);
std::string_view word_of(planning::MeasureState);  // "En proceso"
// "11-00-00-001" of the red, for a producto; the normalised code where the red has none.
std::string printed_code(const planning::Plan&, std::string_view producto);

}  // namespace documents
