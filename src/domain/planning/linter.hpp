// The plan linter: what a careful reader would ask about a plan before believing it. It reports
// and never refuses; whether the parts hold together at all is plan_check.hpp. No sentence here:
// each finding names its motive, and text/findings has the words.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/planning/plan.hpp"

namespace planning {

enum class Severity : std::uint8_t {
  Alta,   // A figure contradicts another, or a result cannot be evaluated.
  Media,  // It can be read in two ways, or something due is missing.
  Baja,   // Form: names, codes, references, wording.
};

struct Finding {
  std::string codigo;          // "F-REDONDEO": the check.
  std::string lugar;           // By identifiers, not by positions: "pei.RE1.metas.2021".
  std::string motivo;          // "hallazgo.redondeo": the sentence and its remedy.
  std::vector<Detail> cifras;  // Slots of that sentence, in machine form.
  Severity severidad = Severity::Media;
};

// One line per check. `clase` is the class of the dossier's rules ("R5") or its flag ("§7.1").
struct LintCheck {
  std::string_view codigo;
  std::string_view clase;
  Severity severidad;
  void (*find)(const Plan&, std::vector<Finding>&);
};
std::span<const LintCheck> lint_checks();

// Every finding, in the order of the checks and within each of the plan.
std::vector<Finding> lint(const Plan&);

// What identifies a finding while the plan does not change: code, place and figures. A finding
// that was accepted stays accepted as long as this is the same.
std::string key_of(const Finding&);

// Every motive that a finding may have: text/ must know all of them.
std::span<const std::string_view> lint_motives();

// How two names differ once articles, accents, case and punctuation are set aside: edits of one
// letter; 0 for the same name.
std::size_t name_distance(std::string_view a, std::string_view b);

std::string_view name_of(Severity);  // "alta", "media", "baja".

}  // namespace planning
