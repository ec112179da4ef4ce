// What reports and the strategy are built from: plain values, filled by whoever has the queries.
// Nothing here is computed and nothing is read from a clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "documents/document.hpp"
#include "domain/planning/plan.hpp"
#include "domain/values/catalog.hpp"
#include "queries/austerity.hpp"
#include "queries/control_standing.hpp"
#include "queries/evaluation.hpp"
#include "queries/plans.hpp"
#include "queries/reporting.hpp"

namespace documents {

// A post that answers for a part of the document, on the document's date.
struct Responsible {
  std::string post;
  std::string holder;  // "" where the registry has nobody.
  std::string part;    // "Aprueba", "Entrega el análisis de su área"
};

// A norm that the document cites. Its text is never printed: only what the catalogue notes of it.
struct LegalReference {
  std::string citation;    // "Decreto Número 101-97 …, artículo 17 Bis"
  std::string obligation;  // "Informe de avance de la gestión por resultados, publicado"; may be ""
  std::string validity;    // "Ejercicio 2025; vigente para 2026"; may be ""
  Certeza certainty = Certeza::Dudosa;
};

// What lets anybody check the document against the journal.
struct Verification {
  std::string code;          // "7F3A-91C2-0D4E"; "" where there is no frozen cut.
  std::string address;       // Of the page that checks it; "" for none, and then no QR.
  std::string cut_hash;      // 64 hexadecimal digits; "" while the cut is live.
  std::string checkpoint;    // The signed note; "" where there is none.
  std::int64_t entries = 0;  // Of the journal, up to the checkpoint.
};

// What every document has around its contents.
struct Frame {
  Institution institution;
  std::string institution_in_prose = "la institución";  // "el Instituto"
  std::string code;                                     // "INF-2026-C1"
  std::int64_t version = 1;
  bool approved = false;
  std::optional<Date> approved_on;
  std::string letter;        // Of the approval, where it has one.
  Date made_on;              // "Guatemala, mayo de 2026"
  std::string illustrative;  // What is illustrative; "" where nothing is.
  std::vector<Responsible> responsibles;
  std::vector<Signature> signatures;
  std::vector<LegalReference> legal;
  Verification verification;
};

// For the monthly, four-monthly and annual reports.
struct ReportInput {
  Frame frame;
  planning::Plan plan;
  queries::Evaluation evaluation;
  std::vector<queries::AreaReport> areas;
  std::vector<queries::FunctionEvidence> functions;
  std::vector<queries::Recommendation> recommendations;
  std::vector<queries::MeasureStanding> measures;  // As they stood at the end of the period.
  std::optional<queries::PolicyStanding> policy;   // The same of the Política's lines.
  std::vector<queries::AusterityStanding> austerity = {};  // The same of measures of austerity.
  queries::ControlStanding control = {};                   // Internal control at the cut.
};

// For the yearly strategy.
struct StrategyInput {
  Frame frame;
  planning::Plan plan;
  FiscalYear year;
  Date as_of;
  std::vector<queries::FunctionEvidence> functions;  // Only their texts are used.
  std::vector<queries::MeasureStanding> measures;    // States of the plan's measures; may be empty.
  std::vector<queries::AusterityStanding> austerity = {};  // With no saving told: it looks ahead.
  std::vector<std::string> accepted_findings;  // Keys (planning::key_of) that are not printed.
};

// Each yields the whole document, numbered.
Document monthly_report(const ReportInput&);
Document four_monthly_report(const ReportInput&);
Document annual_report(const ReportInput&);
Document strategy(const StrategyInput&);

}  // namespace documents
