// Rows are filtered and added up here, so that a drill asks the base once.
#include "web/pages/budget_drill.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "queries/board_questions.hpp"
#include "web/kit/page.hpp"
#include "web/pages/public_view.hpp"

namespace web {
namespace {

// As queries::budget_by calls them.
constexpr std::string_view names[] = {"programa", "categoria", "unidad_ejecutora",
                                      "grupo",    "renglon",   "fuente"};
static_assert(std::size(names) == dimension_count);

bool matches(const queries::BudgetRow& row, const BudgetHeld& held) {
  return std::ranges::all_of(
      held, [&](const auto& one) { return row.keys[one.first].value_or("") == one.second; });
}

void add(DrilledLine& line, const queries::BudgetRow& row) {
  for (std::size_t s = 0; s < budget::stage_count; ++s) line.amounts[s] += row.amounts[s];
}

// The financial programme is by category: it says nothing below a product.
std::optional<std::string> prefix_of(const BudgetHeld& held) {
  std::string prefix;
  for (const auto& [by, code] : held) {
    if (by > categoria) return std::nullopt;
    prefix = code;
  }
  return prefix;
}

}  // namespace

queries::BudgetQuestion budget_question(const Visit& visit, Month last) {
  queries::BudgetQuestion question;
  question.by.assign(std::begin(names), std::end(names));
  question.ejercicio = last.year.year;
  question.entidad = visit.institution;
  question.to_month = last.number;
  return question;
}

std::string budget_name(Visit& visit, const queries::Financial& financial,
                        std::string_view dimension, const std::string& code, Month last) {
  const auto in = [&](const std::vector<queries::FinancialLine>& list) {
    const auto found = std::ranges::find(list, code, &queries::FinancialLine::code);
    return found == list.end() ? std::string() : found->name;
  };
  const auto catalogued = [&](std::string_view catalog, const std::string& key) {
    return queries::name_in_catalog(visit.db(), catalog, key, last_day(last)).value_or("");
  };
  if (dimension == "programa") return in(financial.programmes);
  if (dimension == "categoria") return in(financial.activities);
  if (dimension == "grupo") return in(financial.groups);
  if (dimension == "fuente") return in(financial.sources);
  if (dimension == "unidad_ejecutora")
    return catalogued("unidades_ejecutoras", visit.institution + "-" + code);
  if (dimension == "renglon") return catalogued("renglones", code);
  if (dimension == "departamento") return catalogued("departamentos", code);
  return {};
}

BudgetDrill::BudgetDrill(Visit& visit, Month last, const queries::Financial& financial,
                         const BudgetFacts& facts, std::span<const BudgetAxis> axes,
                         std::span<const std::string_view> keys)
    : visit_{visit}, last_{last}, financial_{financial}, facts_{facts}, question_{axes.data()} {
  const auto& query = visit.request.query;
  for (const auto& one : axes)
    if (one.key == query.first("por")) question_ = &one;
  for (std::size_t d = 0; d < dimension_count; ++d)
    if (const auto value = query.optional(keys[d]); value && !value->empty())
      held_.emplace(d, *value);
}

std::optional<std::size_t> BudgetDrill::level() const {
  for (const auto d : question_->levels)
    if (!held_.contains(d)) return d;
  return std::nullopt;
}

DrilledLine BudgetDrill::whole(const BudgetHeld& held) const {
  DrilledLine line;
  for (const auto& row : facts_.rows)
    if (matches(row, held)) add(line, row);
  line.programmed = programmed(held);
  return line;
}

std::vector<DrilledLine> BudgetDrill::lines(std::size_t by) const {
  std::map<std::string, DrilledLine> found;
  for (const auto& row : facts_.rows) {
    if (!matches(row, held_)) continue;
    const auto code = row.keys[by].value_or("");
    auto& line = found[code];
    line.code = code;
    add(line, row);
  }
  std::vector<DrilledLine> list;
  for (auto& [code, line] : found) {
    line.name = name_of(by, code);
    auto deeper = held_;
    deeper[by] = code;
    line.programmed = programmed(deeper);
    list.push_back(std::move(line));
  }
  return list;
}

std::array<DrilledLine, 12> BudgetDrill::months() const {
  std::array<DrilledLine, 12> all;
  for (const auto& row : facts_.rows) {
    const auto month = whole_number(row.keys[dimension_count].value_or("")).value_or(0);
    if (month >= 1 && month <= 12 && matches(row, held_))
      add(all[static_cast<std::size_t>(month - 1)], row);
  }
  const auto prefix = prefix_of(held_);
  if (!prefix || facts_.programme.empty()) return all;
  for (auto& one : all) one.programmed = MoneySum{};
  for (const auto& [category, by_month] : facts_.programme.by_category)
    if (category.starts_with(*prefix))
      for (const auto& [month, amount] : by_month)
        if (month.year == last_.year) *all[month.number - 1U].programmed += amount;
  return all;
}

std::vector<std::string> BudgetDrill::values_of(std::size_t by) const {
  std::vector<std::string> codes;
  for (const auto& row : facts_.rows)
    if (row.keys[by] && std::ranges::find(codes, *row.keys[by]) == codes.end())
      codes.push_back(*row.keys[by]);
  std::ranges::sort(codes);
  return codes;
}

std::string BudgetDrill::name_of(std::size_t by, const std::string& code) const {
  if (code.empty()) return tr(visit_, "Sin código en el archivo");
  const auto [known, fresh] = names_.try_emplace({by, code});
  if (fresh) known->second = budget_name(visit_, financial_, names[by], code, last_);
  return known->second;
}

std::optional<MoneySum> BudgetDrill::programmed(const BudgetHeld& held) const {
  const auto prefix = prefix_of(held);
  if (facts_.programme.empty() || !prefix) return std::nullopt;
  MoneySum sum;
  for (const auto& [category, by_month] : facts_.programme.by_category)
    if (category.starts_with(*prefix))
      for (const auto& [month, amount] : by_month)
        if (month.year == last_.year && month <= last_) sum += amount;
  return sum;
}

}  // namespace web
