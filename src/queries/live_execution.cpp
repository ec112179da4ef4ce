// Evaluates the live state and draws the course of the year from it.
#include "queries/live_execution.hpp"

#include <algorithm>
#include <set>

#include "storage/plan_store.hpp"

namespace queries {
namespace {

using evaluation::Coverage;
using evaluation::GoalProgress;

// A goal as it stood at the end of a month; `as_programmed` makes what was programmed its
// execution.
GoalProgress goal_at(const PhysicalGoal& goal, std::size_t months, bool as_programmed) {
  GoalProgress at = goal.accumulated;
  at.programmed = Quantity{};
  at.executed.reset();
  at.coverage = Coverage{};
  for (std::size_t m = 0; m < months; ++m) {
    const auto& month = goal.months[m];
    at.programmed += month.programmed;
    at.coverage = at.coverage + month.coverage;
    if (month.executed) at.executed = at.executed.value_or(Quantity{}) + *month.executed;
  }
  if (as_programmed) at.executed = at.programmed;
  return at;
}

Money vigente_of(const Evaluation& all, const std::string& category) {
  for (const auto& line : all.financial.activities)
    if (line.code == category) return line.vigente.narrow().value_or(Money{});
  return {};
}

std::optional<Ratio> physical_at(const Evaluation& all, std::size_t months, bool as_programmed) {
  std::vector<evaluation::Weighted> parts;
  for (const auto& product : all.products) {
    std::vector<GoalProgress> goals;
    for (const auto& goal : product.goals) goals.push_back(goal_at(goal, months, as_programmed));
    parts.push_back(
        {product.category, evaluation::average_percent(goals), vigente_of(all, product.category)});
  }
  return evaluation::weighted_percent(parts).value;
}

}  // namespace

std::array<CoursePoint, 12> course_of(const Evaluation& all) {
  std::array<CoursePoint, 12> course{};
  const auto vigente = evaluation::quetzales(all.financial.total.vigente);
  const bool money = all.financial.loaded && vigente > Ratio{};
  Ratio programmed, devengado;
  for (std::size_t m = 0; m < 12; ++m) {
    auto& point = course[m];
    const auto& month = all.financial.months[m];
    const bool gone = m < all.cut.last.number;
    if (month.programmed) programmed = programmed + evaluation::quetzales(*month.programmed);
    if (month.devengado) devengado = devengado + evaluation::quetzales(*month.devengado);
    if (money && month.programmed)
      point.financial_programmed = programmed * Ratio::whole(100) / vigente;
    if (money && gone) point.financial = devengado * Ratio::whole(100) / vigente;
    point.physical_programmed = physical_at(all, m + 1, true);
    if (gone) point.physical = physical_at(all, m + 1, false);
  }
  return course;
}

Result<LiveExecution> live_execution(storage::Database& db, std::string_view institution,
                                     Month month) {
  const auto cut = TRY(live_cut(db, institution, show(month)));
  LiveExecution made;
  made.evaluation = TRY(evaluation_at(db, cut));
  auto plan = TRY(storage::plan_at(db, institution, month.year));
  if (!plan) plan = TRY(storage::plan_at(db, institution));
  if (plan) made.plan = std::move(plan->plan);
  made.cells =
      TRY(goal_cells(db, institution, Month{month.year, 1}, Month{month.year, 12}, cut.seq));
  made.course = course_of(made.evaluation);
  return made;
}

Result<std::optional<Month>> month_of_boards(storage::Database& db, std::string_view institution) {
  std::optional<Month> last;
  const auto later = [&](Month month) {
    if (!last || month > *last) last = month;
  };
  CHECK(db.each("select max(month) from month_close where institution = ?1",
                {storage::as_value(institution)}, [&](const storage::Row& row) -> Result<void> {
                  if (!row.is_null(0)) later(row.month(0));
                  return {};
                }));
  CHECK(
      db.each("select ejercicio, months from budget_scope where entidad = ?1 and until_seq is null "
              "and counting <> 'anual'",
              {storage::as_value(institution)}, [&](const storage::Row& row) -> Result<void> {
                for (unsigned m = 12; m >= 1; --m)
                  if (row.integer(1) >> (m - 1) & 1) {
                    later({row.year(0), static_cast<std::uint8_t>(m)});
                    break;
                  }
                return {};
              }));
  if (last) return last;
  const auto plan = TRY(storage::plan_at(db, institution));
  if (!plan) return std::optional<Month>{};
  return std::optional<Month>(Month{plan->version.year, 1});
}

Result<std::vector<FiscalYear>> years_of_boards(storage::Database& db,
                                                std::string_view institution) {
  std::set<FiscalYear> years;
  CHECK(
      db.each("select ejercicio from budget_scope where entidad = ?1 and until_seq is null "
              "union select fiscal_year from plan_version where institution = ?1",
              {storage::as_value(institution)}, [&](const storage::Row& row) -> Result<void> {
                years.insert(row.year(0));
                return {};
              }));
  return std::vector<FiscalYear>(years.rbegin(), years.rend());
}

}  // namespace queries
