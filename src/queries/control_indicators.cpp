// What each indicator needs, gathered for every month of the year so far.
#include "queries/control_indicators.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "base/text.hpp"
#include "queries/budget.hpp"
#include "queries/evaluation.hpp"
#include "queries/modifications.hpp"
#include "storage/catalog_store.hpp"
#include "storage/paid_files.hpp"

namespace queries {
namespace {

using budget::Stage;
using control::MonthFacts;
using Facts = std::array<MonthFacts, 12>;

Result<void> add_budget(storage::Database& db, std::string_view institution, Month until,
                        Facts& facts) {
  BudgetQuestion question;
  question.by = {"mes"};
  question.ejercicio = until.year.year;
  question.entidad = std::string(institution);
  question.to_month = until.number;
  // A month in which nothing moved has no row.
  std::array<BudgetRow, 12> moved{};
  std::size_t last = 0;
  for (auto& row : TRY(budget_by(db, question))) {
    const auto month = whole_number(row.keys[0].value_or("")).value_or(0);
    if (month < 1 || month > until.number) continue;
    last = static_cast<std::size_t>(month);
    moved[last - 1] = std::move(row);
  }
  BudgetRow sum;
  std::array<MoneySum, 12> owed{};
  for (std::size_t m = 0; m < last; ++m) {
    const auto& row = moved[m];
    for (std::size_t s = 0; s < budget::stage_count; ++s) sum.amounts[s] += row.amounts[s];
    auto& month = facts[m];
    month.budget = sum.of(Stage::Vigente) > MoneySum{};
    month.asignado = sum.of(Stage::Asignado);
    month.vigente = sum.of(Stage::Vigente);
    month.comprometido = sum.of(Stage::Comprometido);
    month.devengado = sum.of(Stage::Devengado);
    month.pagado = sum.of(Stage::Pagado);
    month.month_devengado = owed[m] = row.of(Stage::Devengado);
    for (std::size_t of = m / 4 * 4; of <= m; ++of) month.period_devengado += owed[of];
    if (m == 11) month.last_months_devengado = owed[10] + owed[11];
  }
  // What partidas received by modifications: the positive side of what SICOIN says is modified.
  for (unsigned n = 1; n <= until.number; ++n) {
    BudgetQuestion lines;
    lines.by = {"categoria", "renglon", "fuente"};
    lines.ejercicio = until.year.year;
    lines.entidad = std::string(institution);
    lines.to_month = n;
    for (const auto& row : TRY(budget_by(db, lines)))
      if (row.of(Stage::Modificado) > MoneySum{})
        facts[n - 1].received += row.of(Stage::Modificado);
  }
  return {};
}

Result<void> add_quotas(storage::Database& db, std::string_view institution, Month until,
                        Facts& facts, bool& illustrative) {
  const auto all = TRY(quotas(db, institution, until.year));
  for (unsigned n = 1; n <= until.number; ++n) {
    auto& month = facts[n - 1];
    month.curs = all.curs_loaded;
    for (const auto& one : all.all) {
      const auto& key = one.row.key;
      if (key.etapa != budget::QuotaStage::Devengado || key.primer_mes.year != until.year ||
          key.primer_mes.number > n)
        continue;
      month.quota = month.quota.value_or(MoneySum{}) + one.row.monto;
      month.quota_used = month.quota_used.value_or(MoneySum{}) + one.used;
      illustrative = illustrative || one.row.illustrative;
    }
  }
  return {};
}

Result<void> add_payments(storage::Database& db, std::string_view institution, Month until,
                          Facts& facts, bool& illustrative) {
  for (const auto& paid : TRY(storage::paid_files(db, institution, until.year))) {
    const auto days = std::chrono::sys_days{paid.paid} - std::chrono::sys_days{paid.received};
    const auto first = month_of(paid.paid).number;
    if (first > until.number) break;
    illustrative = illustrative || paid.illustrative;
    for (unsigned n = first; n <= until.number; ++n) {
      facts[n - 1].paid_files += paid.files;
      facts[n - 1].days_to_pay += days.count() * paid.files;
      if (paid.fund) facts[n - 1].fund_settled += paid.amount;
    }
  }
  return {};
}

// The amount of the fondo rotativo is a dated parameter of the institution.
Result<void> add_fund(storage::Database& db, std::string_view institution, Month until,
                      Facts& facts) {
  const auto code = "fondo_rotativo/" + std::string(institution);
  for (unsigned n = 1; n <= until.number; ++n) {
    const Month month{until.year, static_cast<std::uint8_t>(n)};
    const auto entry = TRY(storage::catalog_entry(db, "parametros", code, last_day(month)));
    if (!entry) continue;
    if (const auto amount = Money::parse(entry->attribute("valor"))) facts[n - 1].fund = *amount;
  }
  return {};
}

// Persons of goals that count each once, and what the programmes that serve them spent. A month
// without a report leaves the sum unknown from there on.
Result<void> add_persons(storage::Database& db, std::string_view institution, Month until,
                         Facts& facts, bool& illustrative) {
  const auto evaluation = evaluation_of(db, institution, show(until));
  // Without a plan there are no goals, and nobody counts persons.
  if (!evaluation) return {};
  illustrative = illustrative || evaluation->illustrative;
  std::vector<std::string> categories;
  std::array<std::optional<Quantity>, 12> counted{};
  bool any = false;
  for (const auto& product : evaluation->products)
    for (const auto& goal : product.goals) {
      if (goal.kind != production::CountKind::PersonasUnicas) continue;
      if (!any) counted.fill(Quantity{});
      any = true;
      categories.push_back(product.category);
      for (std::size_t m = 0; m < 12; ++m) {
        const auto& executed = goal.months[m].executed;
        if (counted[m] && executed)
          *counted[m] += *executed;
        else if (goal.months[m].programmed > Quantity{})
          counted[m].reset();
      }
    }
  if (!any) return {};
  Quantity sum;
  for (unsigned n = 1; n <= until.number; ++n) {
    if (!counted[n - 1]) break;
    sum += *counted[n - 1];
    facts[n - 1].persons = sum.in_hundredths() / 100;
    BudgetQuestion question;
    question.by = {"categoria"};
    question.ejercicio = until.year.year;
    question.entidad = std::string(institution);
    question.to_month = n;
    for (const auto& row : TRY(budget_by(db, question)))
      if (row.keys[0] && std::ranges::find(categories, *row.keys[0]) != categories.end())
        facts[n - 1].persons_devengado += row.of(Stage::Devengado);
  }
  return {};
}

}  // namespace

const storage::IndicatorNoteRow* IndicatorReport::note(std::string_view code, Month month) const {
  for (const auto& one : notes)
    if (one.indicator == code && one.month == month) return &one;
  return nullptr;
}

std::vector<Month> indicator_columns(Month until, bool by_cuatrimestre) {
  std::vector<Month> months;
  for (Month month{until.year, 1}; month <= until; month = next(month))
    if (!by_cuatrimestre || month == until || month == last_month(cuatrimestre_of(month)))
      months.push_back(month);
  return months;
}

Result<IndicatorReport> indicator_report(storage::Database& db, std::string_view institution,
                                         Month until) {
  IndicatorReport made;
  made.until = until;
  made.thresholds = TRY(control::indicator_thresholds(
      TRY(storage::catalog_rows(db, "umbrales_control")), last_day(until)));
  made.notes = TRY(storage::indicator_notes(db, institution));
  Facts facts{};
  for (unsigned n = 0; n < 12; ++n) facts[n].month = n + 1;
  CHECK(add_budget(db, institution, until, facts));
  CHECK(add_quotas(db, institution, until, facts, made.illustrative));
  CHECK(add_payments(db, institution, until, facts, made.illustrative));
  CHECK(add_fund(db, institution, until, facts));
  CHECK(add_persons(db, institution, until, facts, made.illustrative));
  for (const auto& load : TRY(budget_loads(db, institution)))
    made.illustrative = made.illustrative || (load.illustrative && load.in_force());
  for (const auto& sheet : control::indicator_sheets()) {
    IndicatorSeries series;
    series.sheet = &sheet;
    for (unsigned n = 1; n <= until.number; ++n) {
      const auto reading = sheet.read(facts[n - 1]), period = sheet.of_period(facts[n - 1]);
      series.months.push_back({Month{until.year, static_cast<std::uint8_t>(n)}, reading,
                               control::judge(sheet, reading, made.thresholds), period,
                               control::judge(sheet, period, made.thresholds)});
    }
    made.series.push_back(std::move(series));
  }
  // The thresholds stay where they are from here on.
  for (auto& series : made.series) {
    const auto found =
        std::ranges::find(made.thresholds, series.sheet->code, &control::IndicatorThreshold::code);
    if (found != made.thresholds.end()) series.threshold = &*found;
  }
  return made;
}

}  // namespace queries
