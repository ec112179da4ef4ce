// Goals by subproducto and producto, who reported, and what was reprogrammed or rectified.
#include <algorithm>

#include "domain/values/working_days.hpp"
#include "queries/evaluation_parts.hpp"
#include "storage/catalog_store.hpp"
#include "storage/goal_store.hpp"

namespace queries {
namespace {

using evaluation::Figure;
using evaluation::GoalProgress;
using evaluation::Measure;
using evaluation::NotEvaluable;

production::CountKind count_kind(planning::TipoConteo kind) {
  return static_cast<production::CountKind>(kind);
}

bool due(const GoalCell& cell) { return cell.programmed > Quantity{} || cell.report; }

std::array<GoalMonth, 12> months_of(const Basis& basis, const std::string& subproducto) {
  std::array<GoalMonth, 12> months{};
  for (std::uint8_t m = 1; m <= 12; ++m) months[m - 1U].month = {basis.year, m};
  for (const auto& cell : basis.cells) {
    if (cell.key.subproducto != subproducto) continue;
    auto& month = months[cell.key.month.number - 1U];
    month.programmed += cell.programmed;
    if (cell.key.month > basis.cut.last || !due(cell)) continue;
    ++month.coverage.expected;
    if (!cell.report) {
      month.missing_units.push_back(cell.key.unit);
      continue;
    }
    ++month.coverage.reported;
    month.executed = month.executed.value_or(Quantity{}) + cell.report->amount;
  }
  return months;
}

// Earlier years of the subproducto that were reported whole.
std::vector<evaluation::PastYear> past_years(const Basis& basis, const std::string& subproducto) {
  std::map<FiscalYear, std::array<std::optional<Quantity>, 12>> years;
  std::set<FiscalYear> broken;
  for (const auto& cell : basis.earlier) {
    if (cell.key.subproducto != subproducto || !due(cell)) continue;
    if (!cell.report) {
      broken.insert(cell.key.month.year);
      continue;
    }
    auto& month = years[cell.key.month.year][cell.key.month.number - 1U];
    month = month.value_or(Quantity{}) + cell.report->amount;
  }
  std::vector<evaluation::PastYear> past;
  for (const auto& [year, months] : years) {
    if (broken.contains(year)) continue;
    evaluation::PastYear whole{year, {}};
    bool complete = true;
    for (std::size_t m = 0; m < 12; ++m) {
      complete = complete && months[m].has_value();
      if (months[m]) whole.months[m] = months[m]->as_ratio();
    }
    if (complete) past.push_back(whole);
  }
  return past;
}

evaluation::Signal signal_of(const Basis& basis, const GoalProgress& goal) {
  const auto expected = evaluation::expected_by(goal.programmed.as_ratio(), {}, basis.months);
  return evaluation::signal(goal.executed ? std::optional(goal.executed->as_ratio()) : std::nullopt,
                            expected, planning::Polaridad::Ascendente, basis.months,
                            basis.thresholds);
}

// A product of one subproducto has that subproducto's cost; else it must be recorded.
evaluation::UnitCost own_unit_cost(const GoalProgress& goal,
                                   const planning::Subproducto& subproducto,
                                   const FinancialLine* line, bool alone) {
  if (alone && line)
    return evaluation::unit_cost(std::span(&goal, 1), line->vigente, line->devengado);
  return evaluation::unit_cost(goal, subproducto.costo, std::nullopt);
}

PhysicalGoal goal_of(const Basis& basis, const planning::Subproducto& subproducto,
                     const FinancialLine* line, bool alone) {
  PhysicalGoal goal;
  goal.subproducto = subproducto.id;
  goal.name = subproducto.nombre;
  goal.unit_of_measure = subproducto.unidad_medida;
  goal.kind = count_kind(subproducto.tipo_conteo);
  goal.months = months_of(basis, subproducto.id);
  goal.accumulated = progress_of(basis.cells, subproducto, january(basis.year), basis.cut.last);
  goal.period = progress_of(basis.cells, subproducto, basis.cut.first, basis.cut.last);
  goal.year_goal = goal.accumulated.year_goal;
  std::set<std::pair<std::string, Month>> cells;
  for (const auto& cell : basis.cells) {
    if (cell.key.subproducto != subproducto.id) continue;
    goal.initial_goal += cell.initial;
    if (cell.key.month > basis.cut.last || !cell.report) continue;
    cells.emplace(cell.key.unit, cell.key.month);
    goal.evidence = goal.evidence || !cell.report->evidence.empty();
  }
  goal.kind_of_sum = evaluation::kind_of_sum(goal.kind, cells.size() > 1);
  goal.percent = evaluation::physical_percent(goal.accumulated);
  goal.efficacy = evaluation::efficacy(goal.accumulated);
  goal.period_efficacy = evaluation::efficacy(goal.period);
  goal.signal = signal_of(basis, goal.accumulated);
  goal.period_signal = signal_of(basis, goal.period);
  goal.unit_cost = own_unit_cost(goal.accumulated, subproducto, line, alone);
  goal.short_term = evaluation::short_term(
      {basis.months, goal.accumulated.executed.value_or(Quantity{}).as_ratio(),
       goal.year_goal.as_ratio(), Measure::Units},
      past_years(basis, subproducto.id));
  return goal;
}

// What the average would be had everything programmed been done: of the goals that have data, so
// that both averages are of the same goals.
Figure expected_average(const std::vector<GoalProgress>& goals) {
  std::vector<GoalProgress> as_programmed;
  for (auto goal : goals) {
    if (!goal.executed) continue;
    goal.executed = goal.programmed;
    as_programmed.push_back(std::move(goal));
  }
  return evaluation::average_percent(as_programmed);
}

// One goal for a producto whose subproductos may be added.
std::optional<GoalProgress> added_up(const std::vector<GoalProgress>& goals) {
  std::vector<evaluation::Addend> addends;
  GoalProgress sum;
  for (const auto& goal : goals) {
    addends.push_back(goal.addend);
    sum.addend = goal.addend;
    sum.year_goal += goal.year_goal;
    sum.programmed += goal.programmed;
    if (goal.executed) sum.executed = sum.executed.value_or(Quantity{}) + *goal.executed;
    sum.coverage = sum.coverage + goal.coverage;
  }
  if (evaluation::why_not_addable(addends)) return std::nullopt;
  return sum;
}

Figure efficiency_of(const std::vector<GoalProgress>& goals, const FinancialLine* line) {
  std::vector<evaluation::Addend> addends;
  for (const auto& goal : goals) addends.push_back(goal.addend);
  const char* formula = "(vigente ÷ meta_vigente) ÷ (devengado ÷ ejecutado)";
  if (const auto why = evaluation::why_not_addable(addends))
    return evaluation::not_evaluable(formula, {}, Measure::Times, *why);
  for (const auto& goal : goals)
    if (evaluation::why_no_execution(goal) == NotEvaluable::NoData)
      return evaluation::not_evaluable(formula, {}, Measure::Times, NotEvaluable::NoData);
  const auto sum = added_up(goals);
  if (!sum || !line)
    return evaluation::not_evaluable(formula, {}, Measure::Times, NotEvaluable::NoVigente);
  return evaluation::efficiency(*sum, line->vigente, line->devengado);
}

const FinancialLine* activity_of(const Financial& financial, const std::string& category) {
  const auto found = std::ranges::find(financial.activities, category, &FinancialLine::code);
  return found == financial.activities.end() ? nullptr : &*found;
}

PhysicalProduct product_of(const Basis& basis, const Financial& financial,
                           const planning::Producto& producto) {
  PhysicalProduct product;
  product.code = producto.id;
  product.name = producto.nombre;
  product.category = producto.categoria;
  product.unit_of_measure = producto.unidad_medida;
  const FinancialLine* line = activity_of(financial, producto.categoria);
  const auto subproductos = planning::subproductos_below(basis.plan, producto.id);
  std::vector<GoalProgress> goals;
  for (const auto* subproducto : subproductos) {
    product.goals.push_back(goal_of(basis, *subproducto, line, subproductos.size() == 1));
    goals.push_back(product.goals.back().accumulated);
  }
  product.percent = evaluation::average_percent(goals);
  product.expected = expected_average(goals);
  product.summed = evaluation::summed_percent(goals);
  product.financial = line ? line->percent : evaluation::financial_percent(MoneySum{}, MoneySum{});
  product.gap = evaluation::gap(product.percent, product.financial);
  if (product.gap.value) {
    const Ratio width =
        *product.gap.value < Ratio{} ? Ratio{} - *product.gap.value : *product.gap.value;
    product.wide_gap = width > basis.gap_limit;
  }
  product.unit_cost = evaluation::unit_cost(goals, line ? line->vigente : MoneySum{},
                                            line ? line->devengado : MoneySum{});
  product.efficiency = efficiency_of(goals, line);
  const bool programmed = std::ranges::any_of(
      goals, [](const GoalProgress& goal) { return goal.programmed > Quantity{}; });
  product.signal = evaluation::signal(
      product.percent.value,
      {programmed && product.expected.value ? product.expected.value
                                            : std::optional(Ratio::whole(programmed ? 1 : 0)),
       false},
      planning::Polaridad::Ascendente, basis.months, basis.thresholds);
  return product;
}

// Sent not later than the n-th working day of the next month, as the institution's place counts
// them.
bool in_time(const WorkingCalendar& calendar, const Basis& basis, Month month,
             const std::optional<Date>& sent) {
  if (!sent) return false;
  const Date deadline = nth_working_day(calendar, next(month), basis.deadline_days);
  return std::chrono::sys_days(*sent) <= std::chrono::sys_days(deadline);
}

}  // namespace

Month january(FiscalYear year) { return {year, 1}; }
Month december(FiscalYear year) { return {year, 12}; }

GoalProgress progress_of(const std::vector<GoalCell>& cells,
                         const planning::Subproducto& subproducto, Month first, Month last) {
  GoalProgress goal;
  goal.subproducto = subproducto.id;
  goal.addend = {subproducto.unidad_medida, count_kind(subproducto.tipo_conteo),
                 subproducto.suma_al_producto};
  for (const auto& cell : cells) {
    if (cell.key.subproducto != subproducto.id) continue;
    goal.year_goal += cell.programmed;
    if (cell.key.month < first || cell.key.month > last) continue;
    goal.programmed += cell.programmed;
    if (!due(cell)) continue;
    ++goal.coverage.expected;
    if (!cell.report) continue;
    ++goal.coverage.reported;
    goal.executed = goal.executed.value_or(Quantity{}) + cell.report->amount;
  }
  return goal;
}

std::vector<PhysicalProduct> products_of(const Basis& basis, const Financial& financial) {
  std::vector<PhysicalProduct> products;
  for (const auto& producto : basis.plan.productos)
    products.push_back(product_of(basis, financial, producto));
  return products;
}

Result<Coverage> coverage_of(const Basis& basis, const std::vector<PhysicalProduct>& products) {
  const auto& cut = basis.cut;
  const Month first = january(basis.year);
  const auto states = TRY(unit_states(basis.db, cut.institution, first, cut.last, cut.seq));
  const auto closes = TRY(closed_months(basis.db, cut.institution, first, cut.last, cut.seq));
  const auto place = TRY(Geografico::parse("0101"));
  const auto calendar = TRY(storage::working_calendar(basis.db, place));

  std::map<std::string, UnitMonths> units;
  for (const auto& cell : basis.cells) {
    if (cell.key.month > cut.last || !due(cell)) continue;
    auto& unit = units[cell.key.unit];
    unit.unit = cell.key.unit;
    if (unit.months.empty())
      for (Month month = first; month <= cut.last; month = next(month))
        unit.months.push_back(
            {month, false, production::ReportState::Borrador, false, false, "", std::nullopt});
    auto& step = unit.months[cell.key.month.number - 1U];
    step.expected = step.expected || cell.programmed > Quantity{};
    step.reported = step.reported || cell.report.has_value();
  }
  for (const auto& state : states) {
    const auto unit = units.find(state.unit);
    if (unit == units.end()) continue;
    auto& step = unit->second.months[state.month.number - 1U];
    step.state = state.state;
    step.on_time = in_time(calendar, basis, state.month, state.sent_on);
  }

  Coverage coverage;
  for (const auto& close : closes) {
    coverage.closed.push_back(close.month);
    for (const auto& absent : close.absentees)
      if (const auto unit = units.find(absent.unit); unit != units.end())
        unit->second.months[close.month.number - 1U].absence = absent.reason;
  }
  for (auto& [code, unit] : units) {
    const auto info = basis.units.find(code);
    unit.name = info == basis.units.end() ? code : info->second.name;
    std::optional<Month> last;
    for (auto& step : unit.months) {
      if (step.reported) last = step.month;
      step.last_reported = last;
      if (!step.expected) continue;
      const evaluation::Coverage one{step.reported ? 1 : 0, 1};
      coverage.unit_months = coverage.unit_months + one;
      if (step.month != cut.last) continue;
      coverage.last_month = coverage.last_month + one;
      if (info != basis.units.end() && info->second.kind == "delegacion")
        coverage.delegations = coverage.delegations + one;
    }
    coverage.units.push_back(std::move(unit));
  }
  for (const auto& product : products)
    for (const auto& goal : product.goals)
      coverage.subproductos =
          coverage.subproductos + evaluation::Coverage{goal.accumulated.executed ? 1 : 0, 1};
  return coverage;
}

Result<std::vector<Reprogramming>> reprogrammings_of(const Basis& basis) {
  std::vector<Reprogramming> all;
  for (const auto& goal : basis.plan.poa.metas) {
    Quantity before = planning::total(goal.metas);
    for (const auto& change : goal.reprogramaciones) {
      const Quantity after = planning::total(change.metas);
      if (std::chrono::sys_days(change.fecha) <= std::chrono::sys_days(last_day(basis.cut.last)))
        all.push_back({goal.subproducto, goal.unidad, std::nullopt, before, after, change.fecha,
                       change.acto, change.motivo});
      before = after;
    }
  }
  for (const auto& row :
       TRY(storage::programmes_at(basis.db, basis.cut.institution, january(basis.year),
                                  december(basis.year), basis.cut.seq)))
    if (row.programme.version > 1)
      all.push_back({row.key.subproducto, row.key.unit, row.key.month, row.programme.initial,
                     row.programme.in_force, row.on, row.act, row.reason});
  return all;
}

Result<std::vector<RectifiedFigure>> rectified_of(const Basis& basis) {
  const auto& cut = basis.cut;
  std::int64_t since = 0;  // The last cut of an earlier period.
  for (const auto& earlier : TRY(cuts_of(basis.db, cut.institution)))
    if (earlier.last < cut.first && earlier.seq < cut.seq) since = std::max(since, earlier.seq);
  std::vector<RectifiedFigure> all;
  for (const auto& row : TRY(rectifications_of(basis.db, cut.institution))) {
    if (row.state != "autorizada" || !row.decided_seq) continue;
    if (*row.decided_seq <= since || *row.decided_seq > cut.seq) continue;
    const auto& key = row.asked.key;
    if (key.month > cut.last) continue;
    const auto* subproducto = planning::subproducto_of(basis.plan, key.subproducto);
    all.push_back({key.subproducto, subproducto ? subproducto->nombre : key.subproducto, key.unit,
                   key.month, row.asked.old_amount, row.asked.now.amount, row.asked.reason,
                   row.asked.now.evidence, row.number, *row.decided_seq, *row.decided_on});
  }
  return all;
}

}  // namespace queries
