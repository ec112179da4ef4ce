// Indicators by their method sheets, and equity of whom they count.
#include <algorithm>

#include "domain/evaluation/accumulation.hpp"
#include "domain/planning/formula.hpp"
#include "queries/evaluation_parts.hpp"
#include "storage/plan_store.hpp"

namespace queries {
namespace {

using evaluation::Aim;
using evaluation::Exact;
using evaluation::Figure;
using evaluation::Measure;
using evaluation::NotEvaluable;
using planning::Acumulacion;
using planning::Ficha;
using planning::FormulaOp;

constexpr std::string_view programme_suffix = ".PROGRAMADO";

bool feeds(const planning::Variable& variable, const GoalCell& cell) {
  return std::ranges::find(variable.subproductos, cell.key.subproducto) !=
         variable.subproductos.end();
}

// The cells that fed a variable up to the cut: production where there is any, else the series.
struct Fed {
  std::vector<planning::Cell> cells;
  std::vector<planning::Cell> programme;  // Of the year, as it was programmed.
  std::set<Month> covered;                // Months about which something is known or was due.
  bool illustrative = false;
};

void add_production(const Basis& basis, const planning::Variable& variable, Fed& fed) {
  for (const auto* list : {&basis.earlier, &basis.cells})
    for (const auto& cell : *list) {
      if (!feeds(variable, cell)) continue;
      // Two subproductos of one unit are two cells: they are told apart by their own names.
      const std::string unit = cell.key.unit + " " + cell.key.subproducto;
      const bool due = cell.programmed > Quantity{} || cell.report;
      if (cell.key.month.year == basis.year && cell.programmed > Quantity{})
        fed.programme.push_back({cell.key.month, unit, cell.programmed});
      if (!due || cell.key.month > basis.cut.last) continue;
      fed.covered.insert(cell.key.month);
      fed.illustrative = fed.illustrative || (cell.report && cell.illustrative);
      fed.cells.push_back(
          {cell.key.month, unit, cell.report ? std::optional(cell.report->amount) : std::nullopt});
    }
}

void add_series(const Basis& basis, const planning::Variable& variable, Fed& fed) {
  if (variable.serie.empty()) return;
  const std::set<Month> produced = fed.covered;
  for (const auto& row : basis.series) {
    const auto& key = row.value.key;
    if (key.series == variable.serie + std::string(programme_suffix)) {
      if (key.period.first.year == basis.year)
        fed.programme.push_back({key.period.last, key.unit, row.value.value});
      continue;
    }
    if (key.series != variable.serie || key.period.last > basis.cut.last) continue;
    bool free = true;
    for (Month month = key.period.first; month <= key.period.last; month = next(month))
      free = free && !produced.contains(month);
    if (!free) continue;  // Production is the declared source of those months.
    for (Month month = key.period.first; month <= key.period.last; month = next(month))
      fed.covered.insert(month);
    fed.illustrative = fed.illustrative || row.value.illustrative;
    fed.cells.push_back({key.period.last, key.unit, row.value.value});
  }
}

Fed fed(const Basis& basis, const planning::Variable& variable) {
  Fed all;
  add_production(basis, variable, all);
  add_series(basis, variable, all);
  return all;
}

// The first year that the formula adds up from; nothing where it looks at the period only.
std::optional<std::int16_t> first_year(const planning::Formula& formula) {
  std::optional<std::int16_t> first;
  for (const auto& node : formula.nodes)
    if (node.op == FormulaOp::Since && (!first || node.year < *first)) first = node.year;
  return first;
}

// The same formula over the year alone.
planning::Formula of_the_year(planning::Formula formula, FiscalYear year) {
  for (auto& node : formula.nodes)
    if (node.op == FormulaOp::Since) node.year = year.year;
  return formula;
}

bool history_known(const Fed& fed, std::int16_t since, FiscalYear year) {
  for (Month month{{since}, 1}; month.year < year; month = next(month))
    if (!fed.covered.contains(month)) return false;
  return true;
}

Measure measure_of(const std::string& unit) {
  if (unit.starts_with("porcentaje") || unit == "%") return Measure::Percent;
  if (unit.starts_with("quetzal"))
    return unit.contains('/') ? Measure::CostPerUnit : Measure::Quetzales;
  return Measure::Units;
}

// One sheet with its formula and what feeds it.
struct Method {
  const Ficha& sheet;
  planning::Formula formula;
  std::map<std::string, Fed, std::less<>> fed;
};

planning::FormulaData data_of(const Method& method, bool programme) {
  planning::FormulaData data;
  for (const auto& [code, fed] : method.fed) data[code] = programme ? fed.programme : fed.cells;
  return data;
}

Figure formula_figure(const Method& method, const planning::Formula& formula,
                      const planning::FormulaData& data, Month first, Month last) {
  const auto measure = measure_of(method.sheet.unidad);
  std::vector<evaluation::Operand> operands;
  for (const auto& [code, fed] : method.fed) {
    std::optional<Quantity> sum;
    for (const auto& cell : data.find(code)->second)
      if (cell.value && cell.month <= last) sum = sum.value_or(Quantity{}) + *cell.value;
    operands.push_back(evaluation::operand(code, sum));
  }
  const auto shown = planning::formula_text(formula);
  const auto value = planning::evaluate(formula, data, {first, last});
  if (!value)
    return evaluation::not_evaluable(shown, std::move(operands), measure,
                                     NotEvaluable::FormulaRefused);
  const evaluation::Coverage coverage{static_cast<int>(value->reported),
                                      static_cast<int>(value->expected)};
  if (value->divided_by_zero)
    return evaluation::not_evaluable(shown, std::move(operands), measure, NotEvaluable::NothingDone,
                                     coverage);
  if (!value->value)
    return evaluation::not_evaluable(shown, std::move(operands), measure, NotEvaluable::NoData,
                                     coverage);
  return evaluation::evaluated(shown, std::move(operands), measure, *value->value, coverage);
}

// The value at a month: what the formula adds up from earlier years must be known.
Figure value_at(const Method& method, Month last) {
  const auto since = first_year(method.formula);
  if (since)
    for (const auto& [code, fed] : method.fed)
      if (!history_known(fed, *since, last.year))
        return evaluation::not_evaluable(planning::formula_text(method.formula), {},
                                         measure_of(method.sheet.unidad), NotEvaluable::NoHistory);
  return formula_figure(method, method.formula, data_of(method, false), january(last.year), last);
}

std::optional<Quantity> target_of(const Ficha& sheet, const planning::PeiRow* row,
                                  FiscalYear year) {
  for (const auto& target : sheet.metas)
    if (target.anio == year.year) return target.relativa ? target.relativa : target.absoluta;
  if (row)
    for (const auto& target : row->metas)
      if (target.anio == year.year) return target.valor;
  return std::nullopt;
}

std::optional<planning::YearTarget> of_year(const std::vector<planning::YearTarget>& targets,
                                            FiscalYear year) {
  const auto found = std::ranges::find(targets, year.year, &planning::YearTarget::anio);
  return found == targets.end() ? std::nullopt : std::optional(*found);
}

// participacion(acumulado(x, año), total): the total, where the formula has that shape.
std::optional<Quantity> total_of(const planning::Formula& formula) {
  if (formula.nodes.empty()) return std::nullopt;
  const auto& root = formula.nodes.back();
  if (root.op != FormulaOp::Share) return std::nullopt;
  const auto& part = formula.nodes[root.left];
  const auto& whole = formula.nodes[root.right];
  if (part.op != FormulaOp::Since || whole.op != FormulaOp::Number) return std::nullopt;
  const Ratio hundredths = whole.number * Ratio::whole(100);
  if (hundredths.denominator() != 1 || hundredths.numerator() > (Int128{1} << 62))
    return std::nullopt;
  return Quantity::hundredths(static_cast<std::int64_t>(hundredths.numerator()));
}

IndicatorVariable variable_of(const Basis& basis, const planning::Variable& variable,
                              const Fed& fed, std::optional<std::int16_t> since) {
  IndicatorVariable out;
  out.code = variable.codigo;
  out.name = variable.nombre;
  out.unit = variable.unidad;
  out.subproductos = variable.subproductos;
  out.series = variable.serie;
  for (const auto& cell : fed.cells) {
    const bool this_year = cell.month.year == basis.year;
    if (this_year) out.coverage = out.coverage + evaluation::Coverage{cell.value ? 1 : 0, 1};
    if (!cell.value) continue;
    auto& sum = this_year ? out.year : out.history;
    if (this_year || (since && cell.month.year.year >= *since))
      sum = sum.value_or(Quantity{}) + *cell.value;
  }
  if (since && !history_known(fed, *since, basis.year)) out.history.reset();
  if (since && *since == basis.year.year) out.history = Quantity{};
  out.kind = evaluation::kind_of_sum(static_cast<production::CountKind>(variable.tipo_conteo),
                                     fed.cells.size() > 1);
  return out;
}

void evaluate_cumulative(const Ficha& sheet, const Method& method, FiscalYear year,
                         Indicator& indicator) {
  const auto total = total_of(method.formula);
  const auto target = target_of(sheet, nullptr, year);
  if (!total || !target || indicator.variables.size() != 1 ||
      sheet.acumulacion != Acumulacion::Acumulado)
    return;
  const auto& variable = indicator.variables.front();
  indicator.cumulative = evaluation::cumulative_progress(
      {*total, *target, target->whole(), variable.history, variable.year, variable.coverage});
}

Ratio points_or_units(Quantity amount) { return amount.as_ratio(); }

Aim aim_of(const Basis& basis, const Method& method, const Indicator& indicator) {
  const Ficha& sheet = method.sheet;
  Aim aim;
  aim.accumulation = sheet.acumulacion;
  aim.direction = sheet.polaridad;
  const auto target =
      indicator.cumulative_target ? indicator.cumulative_target : indicator.year_target;
  if (target) aim.target = points_or_units(*target);
  if (sheet.base && sheet.base->valor) aim.baseline = sheet.base->valor->as_ratio();
  if (sheet.rango_minimo) aim.least = sheet.rango_minimo->as_ratio();
  if (sheet.rango_maximo) aim.most = sheet.rango_maximo->as_ratio();
  const FiscalYear before{static_cast<std::int16_t>(basis.year.year - 1)};
  aim.year_before = value_at(method, december(before)).value;
  return aim;
}

// How the year goes: what was done of what was to be done by now.
evaluation::Signal signal_of(const Basis& basis, const Method& method, const Indicator& indicator) {
  using planning::Polaridad;
  const Ficha& sheet = method.sheet;
  const auto judged = [&](std::optional<Ratio> executed, const evaluation::Expected& expected,
                          Polaridad direction) {
    return evaluation::signal(executed, expected, direction, basis.months, basis.thresholds);
  };
  switch (sheet.acumulacion) {
    case Acumulacion::Capacidad:
    case Acumulacion::Reduccion:
    case Acumulacion::ReduccionAnual:
      return judged(indicator.advance.value,
                    evaluation::expected_by({}, Ratio::whole(100), basis.months),
                    Polaridad::Ascendente);
    case Acumulacion::Stock:
      return judged(indicator.advance.value, {Ratio::whole(100), false}, Polaridad::Ascendente);
    case Acumulacion::Flujo:
    case Acumulacion::Acumulado:
      break;
  }
  const auto programme = data_of(method, true);
  const bool programmed =
      std::ranges::any_of(programme, [](const auto& each) { return !each.second.empty(); });
  std::optional<Ratio> to_date;
  if (programmed) {
    // What was due later in the year does not count yet; nothing due by now is zero.
    to_date = formula_figure(method, of_the_year(method.formula, basis.year), programme,
                             january(basis.year), basis.cut.last)
                  .value.value_or(Ratio{});
  }
  std::optional<Ratio> year_goal;
  if (indicator.year_target) year_goal = points_or_units(*indicator.year_target);
  if (!programmed && indicator.target_cumulative && sheet.acumulacion == Acumulacion::Acumulado) {
    const FiscalYear before{static_cast<std::int16_t>(basis.year.year - 1)};
    const auto reached = value_at(method, december(before)).value;
    year_goal.reset();
    if (reached && indicator.cumulative_target)
      year_goal = (Exact(points_or_units(*indicator.cumulative_target)) - Exact(*reached)).narrow();
  }
  return judged(indicator.year_value.value,
                evaluation::expected_by(to_date, year_goal, basis.months), sheet.polaridad);
}

Result<Method> method_of(const Basis& basis, const Ficha& sheet) {
  Method method{sheet, TRY(planning::parse_formula(sheet.formula)), {}};
  for (const auto& variable : sheet.variables) method.fed[variable.codigo] = fed(basis, variable);
  return method;
}

// A change of method that changes the series: another formula or other sources.
bool recomputed(const Ficha& now, const Ficha& before) {
  if (now.formula != before.formula || now.variables.size() != before.variables.size()) return true;
  for (std::size_t i = 0; i < now.variables.size(); ++i)
    if (now.variables[i].subproductos != before.variables[i].subproductos ||
        now.variables[i].serie != before.variables[i].serie)
      return true;
  return false;
}

void add_series_by_year(const Basis& basis, const Method& method, const Method* before,
                        Indicator& indicator) {
  const auto since = first_year(method.formula).value_or(basis.year.year);
  for (std::int16_t year = since; year <= basis.year.year; ++year) {
    const Month last = year == basis.year.year ? basis.cut.last : december({year});
    Indicator::YearValue value{year, value_at(method, last).value, {}};
    if (before) value.before = value_at(*before, last).value;
    indicator.series.push_back(value);
  }
}

Indicator described(const Ficha& sheet, const planning::PeiRow* row, FiscalYear year) {
  Indicator indicator;
  indicator.sheet = sheet.codigo;
  indicator.version = sheet.version;
  indicator.name = sheet.nombre;
  indicator.formula = sheet.formula;
  indicator.unit = sheet.unidad;
  indicator.responsible = sheet.responsable;
  indicator.change = sheet.cambio;
  indicator.illustrative = sheet.origen == planning::Origen::Ilustrativo;
  if (sheet.base) indicator.baseline_text = sheet.base->texto;
  if (!row) {
    indicator.year_target = target_of(sheet, nullptr, year);
    indicator.target_cumulative = sheet.acumulacion == Acumulacion::Acumulado;
    if (indicator.target_cumulative) indicator.cumulative_target = indicator.year_target;
    return indicator;
  }
  indicator.pei_row = row->id;
  indicator.target_cumulative = row->modo == planning::ModoMeta::Acumulada;
  if (const auto target = of_year(row->metas, year)) indicator.target_text = target->texto;
  if (const auto target = of_year(planning::annual_targets(*row), year))
    indicator.year_target = target->valor;
  if (const auto target = of_year(planning::cumulative_targets(*row), year))
    indicator.cumulative_target = target->valor;
  return indicator;
}

Figure year_advance(const Indicator& indicator) {
  if (indicator.cumulative) return indicator.cumulative->percent_of_year;
  Aim aim;
  if (indicator.year_target) aim.target = points_or_units(*indicator.year_target);
  return evaluation::advance(indicator.year_value, aim);
}

// The sheet in the version in force at the cut; where none is approved, the plan's own.
Result<std::vector<Ficha>> sheets_of(const Basis& basis, const std::string& code) {
  std::vector<Ficha> versions;  // The one to use first, then the one before it.
  const auto all = TRY(storage::sheets_at(basis.db, basis.cut.institution, basis.cut.seq));
  const auto in_force = TRY(storage::sheet_in_force(basis.db, basis.cut.institution, code,
                                                    last_day(basis.cut.last), basis.cut.seq));
  if (in_force)
    versions.push_back(in_force->sheet);
  else if (const auto* own = planning::ficha_of(basis.plan, code))
    versions.push_back(*own);
  if (versions.empty()) return versions;
  std::optional<Ficha> before;
  for (const auto& row : all)
    if (row.sheet.codigo == code && row.sheet.version < versions[0].version) before = row.sheet;
  if (before) versions.push_back(std::move(*before));
  return versions;
}

Result<Indicator> indicator_of(Basis& basis, const std::vector<Ficha>& versions,
                               const planning::PeiRow* row) {
  const Ficha& sheet = versions.front();
  Indicator indicator = described(sheet, row, basis.year);
  const auto method = TRY(method_of(basis, sheet));
  const auto since = first_year(method.formula);
  for (const auto& variable : sheet.variables) {
    const auto& source = method.fed.at(variable.codigo);
    indicator.variables.push_back(variable_of(basis, variable, source, since));
    basis.illustrative = basis.illustrative || source.illustrative;
    indicator.illustrative = indicator.illustrative || source.illustrative;
  }
  indicator.value = value_at(method, basis.cut.last);
  indicator.year_value =
      formula_figure(method, of_the_year(method.formula, basis.year), data_of(method, false),
                     january(basis.year), basis.cut.last);
  evaluate_cumulative(sheet, method, basis.year, indicator);
  indicator.advance = indicator.cumulative
                          ? indicator.cumulative->percent_of_target
                          : evaluation::advance(indicator.value, aim_of(basis, method, indicator));
  indicator.year_advance = year_advance(indicator);
  indicator.signal = signal_of(basis, method, indicator);
  if (versions.size() > 1 && recomputed(sheet, versions[1])) {
    const auto before = TRY(method_of(basis, versions[1]));
    add_series_by_year(basis, method, &before, indicator);
  } else {
    add_series_by_year(basis, method, nullptr, indicator);
  }
  return indicator;
}

// The newest reference of an axis that is not later than the cut.
std::optional<evaluation::ReferencePopulation> reference_of(Basis& basis, production::Axis axis) {
  std::string series = "REFERENCIA." + std::string(name_of(axis));
  for (char& c : series)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  std::optional<production::Period> newest;
  for (const auto& row : basis.series)
    if (row.value.key.series == series && row.value.key.period.first <= basis.cut.last &&
        (!newest || *newest < row.value.key.period))
      newest = row.value.key.period;
  if (!newest) return std::nullopt;
  evaluation::ReferencePopulation population;
  for (const auto& row : basis.series) {
    if (row.value.key.series != series || row.value.key.period != *newest) continue;
    population.shares.push_back({row.value.key.detail, *row.value.value});
    population.loaded = row.on;
    population.source = row.value.source;
    basis.illustrative = basis.illustrative || row.value.illustrative;
  }
  return population;
}

}  // namespace

Result<std::vector<Indicator>> indicators_of(Basis& basis) {
  std::vector<Indicator> indicators;
  std::set<std::string> done;
  const auto add = [&](const std::string& code, const planning::PeiRow* row) -> Result<void> {
    if (code.empty() || !done.insert(code).second) return {};
    const auto versions = TRY(sheets_of(basis, code));
    if (!versions.empty()) indicators.push_back(TRY(indicator_of(basis, versions, row)));
    return {};
  };
  for (const auto& row : basis.plan.pei.filas) CHECK(add(row.ficha, &row));
  for (const auto& sheet : basis.plan.fichas) CHECK(add(sheet.codigo, nullptr));
  return indicators;
}

std::vector<EquityOf> equity_of(Basis& basis, const std::vector<Indicator>& indicators) {
  std::vector<EquityOf> all;
  for (const auto& indicator : indicators) {
    const auto* row = planning::pei_row_of(basis.plan, indicator.pei_row);
    std::set<std::string> counted;
    for (const auto& variable : indicator.variables)
      if (variable.unit == "persona")
        counted.insert(variable.subproductos.begin(), variable.subproductos.end());
    if (counted.empty()) continue;
    EquityOf of;
    of.indicator = indicator.sheet;
    of.producto = row ? row->producto : "";
    const auto* producto = planning::producto_of(basis.plan, of.producto);
    of.name = producto ? producto->nombre : indicator.name;
    Quantity attended;
    std::map<std::pair<production::Axis, std::string>, Quantity> parts;
    for (const auto& cell : basis.cells) {
      if (!cell.report || cell.key.month > basis.cut.last ||
          !counted.contains(cell.key.subproducto))
        continue;
      attended += cell.report->amount;
      for (const auto& part : cell.report->parts) parts[{part.axis, part.category}] += part.amount;
    }
    std::vector<production::Part> list;
    std::set<production::Axis> told{production::Axis::Sexo, production::Axis::Edad,
                                    production::Axis::Pueblo};
    for (const auto& [key, amount] : parts) {
      list.push_back({key.first, key.second, amount});
      told.insert(key.first);
    }
    for (const auto axis : production::all_axes) {
      const auto reference = reference_of(basis, axis);
      if (reference) told.insert(axis);
      if (!told.contains(axis)) {
        of.without_data.push_back(axis);
        continue;
      }
      of.axes.push_back(
          evaluation::equity(axis, attended, list, reference, basis.undisclosed_limit));
    }
    all.push_back(std::move(of));
  }
  return all;
}

}  // namespace queries
