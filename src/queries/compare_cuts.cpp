// Figures paired by what they are about.
#include "queries/compare_cuts.hpp"

#include <map>

namespace queries {
namespace {

using evaluation::Measure;

// Figures in the order in which they were told, with their place for pairing.
class Told {
 public:
  void add(std::string figure, std::string subject, std::string name, Measure measure,
           std::optional<Ratio> value) {
    const auto key = std::pair(figure, subject);
    if (!at_.emplace(key, all_.size()).second) return;
    all_.push_back({std::move(figure), std::move(subject), std::move(name), measure, value, {}});
  }
  const std::vector<Difference>& all() const { return all_; }
  const Difference* find(const Difference& like) const {
    const auto found = at_.find({like.figure, like.subject});
    return found == at_.end() ? nullptr : &all_[found->second];
  }

 private:
  std::vector<Difference> all_;
  std::map<std::pair<std::string, std::string>, std::size_t> at_;
};

std::optional<Ratio> as_ratio(const std::optional<Quantity>& amount) {
  return amount ? std::optional(amount->as_ratio()) : std::nullopt;
}

void add_line(Told& told, const FinancialLine& line, const std::string& subject) {
  told.add("vigente", subject, line.name, Measure::Quetzales, evaluation::quetzales(line.vigente));
  told.add("devengado", subject, line.name, Measure::Quetzales,
           evaluation::quetzales(line.devengado));
  told.add("ejecucion_financiera", subject, line.name, Measure::Percent, line.percent.value);
}

Told told_by(const Evaluation& all) {
  Told told;
  add_line(told, all.financial.total, "");
  for (const auto& line : all.financial.activities) add_line(told, line, line.code);
  told.add("ejecucion_fisica", "", "", Measure::Percent, all.physical.value);
  for (const auto& product : all.products) {
    told.add("ejecucion_fisica", product.code, product.name, Measure::Percent,
             product.percent.value);
    for (const auto& goal : product.goals) {
      told.add("meta_vigente", goal.subproducto, goal.name, Measure::Units,
               goal.year_goal.as_ratio());
      told.add("ejecutado", goal.subproducto, goal.name, Measure::Units,
               as_ratio(goal.accumulated.executed));
    }
  }
  for (const auto& indicator : all.indicators) {
    told.add("valor", indicator.sheet, indicator.name, indicator.value.measure,
             indicator.value.value);
    told.add("avance", indicator.sheet, indicator.name, Measure::Percent, indicator.advance.value);
  }
  return told;
}

}  // namespace

std::vector<Difference> compared(const Evaluation& before, const Evaluation& after) {
  const Told first = told_by(before), second = told_by(after);
  std::vector<Difference> all = first.all();
  for (auto& difference : all)
    if (const auto* other = second.find(difference)) difference.after = other->before;
  for (auto added : second.all()) {
    if (first.find(added)) continue;
    added.after = added.before;
    added.before.reset();
    all.push_back(std::move(added));
  }
  return all;
}

}  // namespace queries
