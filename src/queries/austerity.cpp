// Spending by category and renglón, held against the norms.
#include "queries/austerity.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "queries/budget.hpp"
#include "storage/catalog_store.hpp"

namespace queries {
namespace {

using budget::SpendingLine;
using budget::Stage;
using Key = std::pair<std::string, std::string>;  // Category and renglón.

Result<std::map<Key, MoneySum>> spent(storage::Database& db, std::string_view entity, int year,
                                      unsigned from, unsigned to, Stage stage,
                                      const Cut* cut = nullptr) {
  BudgetQuestion question;
  if (cut) {
    question.institution_seq = cut->seq;
    question.installation_seq = cut->installation_seq;
  }
  question.by = {"categoria", "renglon"};
  question.ejercicio = year;
  question.entidad = std::string(entity);
  question.from_month = from;
  question.to_month = to;
  std::map<Key, MoneySum> all;
  for (const auto& row : TRY(budget_by(db, question)))
    if (row.keys[0] && row.keys[1]) all[{*row.keys[0], *row.keys[1]}] += row.of(stage);
  return all;
}

MoneySum total_of(const std::map<Key, MoneySum>& all) {
  MoneySum sum;
  for (const auto& [key, amount] : all) sum += amount;
  return sum;
}

// Persons served and progress by category, of goals that count persons once.
struct Served {
  std::optional<std::int64_t> persons;
  std::optional<Ratio> done;
};
std::map<std::string, Served> served_by(const Evaluation& evaluation) {
  std::map<std::string, Served> all;
  for (const auto& product : evaluation.products) {
    auto& served = all[product.category];
    Quantity sum;
    bool any = false;
    for (const auto& goal : product.goals)
      if (goal.kind == production::CountKind::PersonasUnicas && goal.accumulated.executed) {
        sum += *goal.accumulated.executed;
        any = true;
      }
    if (any) served.persons = sum.in_hundredths() / 100;
    if (product.percent.value && product.expected.value && *product.expected.value > Ratio{})
      served.done = *product.percent.value * Ratio::whole(100) / *product.expected.value;
  }
  return all;
}

Result<std::vector<budget::SpendingScope>> scopes_of(const std::vector<CatalogEntry>& inputs) {
  std::vector<budget::SpendingScope> all;
  for (const auto& one : inputs)
    all.push_back({TRY(budget::parse_renglones(one.attribute("renglones"))),
                   std::string(one.attribute("categoria"))});
  return all;
}

}  // namespace

Result<Austerity> austerity(storage::Database& db, std::string_view institution,
                            std::string_view entity, Month until, const Evaluation* evaluation) {
  Austerity made;
  made.entity = entity;
  made.until = until;
  const auto day = last_day(until);
  const int year = until.year.year;
  made.list = TRY(storage::catalog_entry(db, "rules", "A01/renglones", day));
  const auto growth = TRY(storage::catalog_entry(db, "rules", "A01/crecimiento", day));
  made.growth_limit =
      Ratio::whole(growth ? whole_number(growth->attribute("valor")).value_or(0) : 0);
  for (auto& one : TRY(storage::catalog_rows(db, "contencion"))) {
    const auto whose = one.attribute("entidad");
    if (one.in_force(day) && (whose.empty() || whose == entity))
      made.inputs.push_back(std::move(one));
  }
  const auto watched =
      TRY(budget::parse_renglones(made.list ? made.list->attribute("valor") : std::string_view{}));

  auto now = TRY(spent(db, entity, year, 1, until.number, Stage::Devengado));
  made.loaded = !now.empty();
  auto stage = Stage::Devengado;
  if (made.loaded && total_of(now) == MoneySum{}) {
    stage = Stage::Asignado;
    made.by_asignado = true;
    now = TRY(spent(db, entity, year, 1, 12, stage));
  }
  const auto before =
      TRY(spent(db, entity, year - 1, 1, made.by_asignado ? 12U : unsigned{until.number}, stage));
  made.before_loaded = !before.empty();
  const auto served = evaluation ? served_by(*evaluation) : std::map<std::string, Served>{};

  std::vector<SpendingLine> lines;
  for (const auto& [key, amount] : now) {
    SpendingLine line;
    line.category = key.first;
    line.renglon = TRY(Renglon::parse(key.second));
    line.amount = amount;
    if (made.before_loaded) {
      const auto then = before.find(key);
      line.before = then == before.end() ? MoneySum{} : then->second;
    }
    if (const auto at = served.find(key.first); at != served.end()) {
      line.persons = at->second.persons;
      line.done = at->second.done;
    }
    if (line.amount != MoneySum{} || (line.before && *line.before != MoneySum{}))
      lines.push_back(std::move(line));
  }
  made.detection = budget::detect(lines, watched, TRY(scopes_of(made.inputs)), made.growth_limit);
  if (entity == institution) made.measures = TRY(austerity_standings(db, institution, until));
  return made;
}

Result<std::vector<AusterityStanding>> austerity_standings(storage::Database& db,
                                                           std::string_view institution,
                                                           Month until, const Cut* cut) {
  std::vector<AusterityStanding> all;
  std::map<std::pair<int, unsigned>, std::map<Key, MoneySum>> months;
  for (auto& row : TRY(storage::austerity_measures(db, institution,
                                                   cut ? std::optional(cut->seq) : std::nullopt))) {
    const auto& measure = row.measure;
    std::array<MoneySum, 12> spent_by{};
    for (auto month = measure.first; month <= measure.last && month <= until; month = next(month)) {
      const std::pair key{int{month.year.year}, unsigned{month.number}};
      if (!months.contains(key))
        months[key] =
            TRY(spent(db, institution, key.first, key.second, key.second, Stage::Devengado, cut));
      for (const auto& [line, amount] : months[key])
        if (measure.scope.holds(line.first, TRY(Renglon::parse(line.second))))
          spent_by[month.number - 1U] += amount;
    }
    const auto saving = budget::saving_of(measure, spent_by, until);
    all.push_back({std::move(row), saving});
  }
  return all;
}

}  // namespace queries
