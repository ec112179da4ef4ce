// SQL made from tables of dimensions and stages; sums are exact integers on both engines.
#include "queries/budget.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "domain/budget/refusals.hpp"

namespace queries {
namespace {

constexpr std::string_view installation = "instalacion";

constexpr BudgetDimension dimensions[] = {
    {"ejercicio", "cast(f.ejercicio as text)"},
    {"entidad", "f.entidad"},
    {"unidad_ejecutora", "f.unidad_ejecutora"},
    {"programa", "f.programa"},
    {"subprograma", "f.subprograma"},
    {"proyecto", "f.proyecto"},
    {"actividad", "f.actividad"},
    {"obra", "f.obra"},
    {"categoria",
     "f.programa || '-' || f.subprograma || '-' || coalesce(f.proyecto, '?') || '-' || "
     "f.actividad || '-' || f.obra"},
    {"grupo", "substr(f.renglon, 1, 1)"},
    {"subgrupo", "substr(f.renglon, 1, 2)"},
    {"renglon", "f.renglon"},
    {"geografico", "f.geografico"},
    {"departamento", "substr(f.geografico, 1, 2)"},
    {"fuente", "f.fuente"},
    {"organismo", "f.organismo"},
    {"correlativo", "f.correlativo"},
    {"receptora", "f.receptora"},
    {"mes", ""},
};

std::string column_of(std::size_t stage, unsigned month) {
  return "f." + std::string(budget::stage_names[stage]) + '_' +
         padded_left(std::to_string(month), 2);
}

std::string sum_of(std::size_t stage, unsigned from, unsigned to) {
  std::vector<std::string> months;
  for (auto m = from; m <= to; ++m) months.push_back(column_of(stage, m));
  return "cast(coalesce(sum(" + joined(months, " + ") + "), 0) as bigint)";
}

// In force now, or at the entries that a cut names.
std::string in_force(std::string_view scope, bool at_cut) {
  const std::string s(scope);
  if (!at_cut) return s + ".until_seq is null";
  const auto seq =
      "(case when " + s + ".institution = '" + std::string(installation) + "' then ?4 else ?3 end)";
  return s + ".from_seq <= " + seq + " and (" + s + ".until_seq is null or " + s + ".until_seq > " +
         seq + ")";
}

// Facts in force, the institution's own before the nation's.
std::string from_facts(const BudgetQuestion& question) {
  const bool at_cut = question.institution_seq.has_value();
  return " from budget_scope s join budget_fact f on f.fact >= s.first_fact and "
         "f.fact < s.last_fact"
         " where " +
         in_force("s", at_cut) +
         " and (cast(?1 as text) is null or s.entidad = ?1)"
         " and (cast(?2 as bigint) is null or s.ejercicio = ?2)"
         " and not (s.institution = '" +
         std::string(installation) +
         "' and exists (select 1 from budget_scope o where o.institution = s.entidad and "
         "o.entidad = s.entidad and o.ejercicio = s.ejercicio and " +
         in_force("o", at_cut) + "))";
}

storage::Parameters parameters_of(const BudgetQuestion& question) {
  storage::Parameters values{
      storage::as_value(question.entidad),
      question.ejercicio ? storage::Value{std::int64_t{*question.ejercicio}} : storage::Value{}};
  if (question.institution_seq) {
    values.push_back(*question.institution_seq);
    values.push_back(question.installation_seq.value_or(0));
  }
  return values;
}

Result<const BudgetDimension*> dimension(std::string_view name) {
  const auto found = std::ranges::find(dimensions, name, &BudgetDimension::name);
  if (found != std::end(dimensions)) return &*found;
  std::string all;
  for (const auto& one : dimensions) all += (all.empty() ? "" : ", ") + std::string(one.name);
  return refuse(budget::Refusal::DimensionUnknown,
                {{"hallado", std::string(name)}, {"esperado", all}});
}

}  // namespace

std::span<const BudgetDimension> budget_dimensions() { return dimensions; }

Result<std::vector<BudgetRow>> budget_by(storage::Database& db, const BudgetQuestion& question) {
  std::vector<std::string> keys;
  std::optional<std::size_t> month_at;
  for (std::size_t i = 0; i < question.by.size(); ++i) {
    const auto* one = TRY(dimension(question.by[i]));
    if (one->sql.empty())
      month_at = i;
    else
      keys.emplace_back(one->sql);
  }
  std::vector<BudgetRow> rows;
  const auto ask = [&](unsigned from, unsigned to) -> Result<void> {
    std::vector<std::string> columns = keys;
    for (std::size_t s = 0; s < budget::stage_count; ++s) columns.push_back(sum_of(s, from, to));
    std::string sql = "select " + joined(columns, ", ") + from_facts(question);
    if (!keys.empty()) sql += " group by " + joined(keys, ", ");
    return db.each(sql, parameters_of(question), [&](const storage::Row& row) -> Result<void> {
      BudgetRow found;
      int column = 0;
      for (std::size_t i = 0; i < question.by.size(); ++i)
        found.keys.push_back(i == month_at ? padded_left(std::to_string(from), 2)
                                           : row.optional_text(column++));
      bool moved = false;
      for (auto& amount : found.amounts) {
        amount = row.money(column++);
        moved |= amount != MoneySum{};
      }
      if (!month_at || moved) rows.push_back(std::move(found));
      return {};
    });
  };
  if (month_at)
    for (auto m = question.from_month; m <= question.to_month; ++m) CHECK(ask(m, m));
  else
    CHECK(ask(question.from_month, question.to_month));
  // Unknown codes sort last, which no engine does alike by itself.
  std::ranges::sort(rows, [](const BudgetRow& a, const BudgetRow& b) {
    return std::ranges::lexicographical_compare(a.keys, b.keys, [](const auto& x, const auto& y) {
      return x && y ? *x < *y : x.has_value() && !y.has_value();
    });
  });
  return rows;
}

Result<std::optional<int>> last_budget_year(storage::Database& db,
                                            const std::optional<std::string>& entidad) {
  const auto year = TRY(db.first(
      "select max(ejercicio) from budget_scope where until_seq is null and "
      "(cast(?1 as text) is null or entidad = ?1)",
      [](const storage::Row& row) { return row.optional_integer(0); }, entidad));
  if (!year || !*year) return std::optional<int>{};
  return std::optional(static_cast<int>(**year));
}

bool BudgetLoad::in_force() const {
  return std::ranges::any_of(parts, [](const Part& part) { return !part.until; });
}

Result<std::vector<BudgetLoad>> budget_loads(storage::Database& db, std::string_view institution) {
  auto loads = TRY(db.rows(
      "select institution, load, layout, counting, file_name, file_hash, on_date, reason, rows, "
      "partidas, breaches, national, illustrative from budget_load "
      "where ?1 = '' or institution = ?1 order by institution, load",
      [](const storage::Row& row) {
        BudgetLoad load;
        load.institution = row.text(0);
        load.load = row.integer(1);
        load.layout = row.text(2);
        load.counting = row.text(3);
        load.file_name = row.text(4);
        load.file_hash = row.text(5);
        load.on_date = row.text(6);
        load.reason = row.text(7);
        load.rows = row.integer(8);
        load.partidas = row.integer(9);
        load.breaches = row.integer(10);
        load.national = row.integer(11) != 0;
        load.illustrative = row.integer(12) != 0;
        return load;
      },
      institution));
  std::map<std::pair<std::string, std::int64_t>, BudgetLoad*> by_key;
  for (auto& load : loads) by_key[{load.institution, load.load}] = &load;
  CHECK(
      db.each("select institution, load, entidad, ejercicio, months, until_seq, ended, reason from "
              "budget_scope where ?1 = '' or institution = ?1 order by institution, load, entidad, "
              "ejercicio",
              {storage::as_value(institution)}, [&](const storage::Row& row) -> Result<void> {
                const auto load = by_key.find({row.text(0), row.integer(1)});
                if (load == by_key.end()) return {};
                load->second->parts.push_back({row.text(2), static_cast<int>(row.integer(3)),
                                               static_cast<std::uint16_t>(row.integer(4)),
                                               row.optional_integer(5), row.text(6), row.text(7)});
                return {};
              }));
  return loads;
}

}  // namespace queries
