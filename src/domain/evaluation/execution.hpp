// Percentages of execution, efficacy, efficiency, unit cost and the physical–financial gap, as
// MINFIN computes them (dossier §1.5; MINFIN-GT/Dashboards CEjecucionFisicaDAO). All exact.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/evaluation/addition.hpp"
#include "domain/evaluation/figure.hpp"

namespace evaluation {

// A subproducto's goal at a cut, of one unit or of the whole institution.
struct GoalProgress {
  std::string subproducto;
  Addend addend;
  Quantity year_goal;                // In force for the whole year.
  Quantity programmed;               // In force from January to the cut's month.
  std::optional<Quantity> executed;  // Sum of what was reported; nothing where nothing was.
  Coverage coverage;                 // Unit-months with a report, of those programmed.
};

// Why a goal has no executed amount to count with; nothing where it has one.
std::optional<NotEvaluable> why_no_execution(const GoalProgress&);

// 100 × executed ÷ goal of the year.
Figure physical_percent(const GoalProgress&);

// Of an activity or obra: the simple average of its goals' percentages, over those with data.
// Coverage: goals with data of all goals.
Figure average_percent(std::span<const GoalProgress>);

struct Weighted {
  std::string name;  // Programmatic code.
  Figure percent;
  Money vigente;
};

// Of an upper level: Σ(percent × vigente) ÷ Σ vigente, over the parts with data.
Figure weighted_percent(std::span<const Weighted>);

// Σ executed ÷ Σ goals, only of goals that may be added, over those with data.
Figure summed_percent(std::span<const GoalProgress>);

// 100 × devengado ÷ vigente. Without vigente: "sin asignación", neither 0 nor 100. It is also what
// the field calls economía.
Figure financial_percent(MoneySum devengado, MoneySum vigente);

// Eficacia: 100 × executed ÷ programmed to the cut.
Figure efficacy(const GoalProgress&);

// Eficiencia: (vigente ÷ goal) ÷ (devengado ÷ executed); 1 or more: as cheap as planned or cheaper.
Figure efficiency(const GoalProgress&, MoneySum vigente, MoneySum devengado);

// Coherencia físico-financiera: physical − financial, in points.
Figure gap(const Figure& physical, const Figure& financial);

struct UnitCost {
  Figure planned;  // vigente ÷ goal of the year
  Figure actual;   // devengado ÷ executed
};

// Of a producto: its money over the sum of its subproductos, only where they may be added and all
// that were programmed have data.
UnitCost unit_cost(std::span<const GoalProgress>, MoneySum vigente, MoneySum devengado);

// Of a subproducto: only where its own cost is known.
UnitCost unit_cost(const GoalProgress&, std::optional<Money> vigente,
                   std::optional<Money> devengado);

}  // namespace evaluation
