// Money of the entity's year at the cut, by programme, activity, grupo, fuente and month.
#include <algorithm>

#include "base/text.hpp"
#include "domain/budget/amounts.hpp"
#include "queries/evaluation_parts.hpp"
#include "queries/reporting.hpp"
#include "storage/catalog_store.hpp"

namespace queries {
namespace {

using evaluation::Measure;
using Sums = std::array<std::array<MoneySum, budget::stage_count>, budget::month_count>;

// What one activity, grupo and fuente moved in each month, as of the cut.
struct Movement {
  std::string programme, activity, group, source;
  Sums months{};
};

// Each amount has one source: the institution's own file of a year goes before the nation's.
const std::string no_own_load =
    "not exists (select 1 from budget_scope o where o.institution = ?3 and o.entidad = s.entidad "
    "and o.ejercicio = s.ejercicio and o.from_seq <= ?4 and (o.until_seq is null or "
    "o.until_seq > ?4))";

// Sums of the facts' 72 columns; months that a load does not hold are left out by its mask.
std::string movement_sql() {
  std::string sql =
      "select f.programa, f.subprograma, coalesce(f.proyecto, '000'), f.actividad, f.obra, "
      "substr(f.renglon, 1, 1), f.fuente, s.months";
  for (unsigned month = 1; month <= budget::month_count; ++month)
    for (const auto stage : budget::stage_names)
      sql += ", cast(sum(f." + std::string(stage) + "_" + padded_left(std::to_string(month), 2) +
             ") as bigint)";
  return sql + R"(
    from budget_scope s
    join budget_fact f on f.fact >= s.first_fact and f.fact < s.last_fact
   where s.entidad = ?1 and s.ejercicio = ?2
     and ((s.institution = ?3 and s.from_seq <= ?4 and (s.until_seq is null or s.until_seq > ?4))
       or (s.institution = 'instalacion' and s.from_seq <= ?5
           and (s.until_seq is null or s.until_seq > ?5) and )" +
         no_own_load + R"())
   group by 1, 2, 3, 4, 5, 6, 7, 8
   order by 1, 2, 3, 4, 5, 6, 7, 8)";
}

Result<std::vector<Movement>> movements_of(storage::Database& db, const Cut& cut, FiscalYear year) {
  const auto read = [](const storage::Row& row) {
    Movement movement;
    movement.programme = row.text(0);
    movement.activity =
        row.text(0) + "-" + row.text(1) + "-" + row.text(2) + "-" + row.text(3) + "-" + row.text(4);
    movement.group = row.text(5);
    movement.source = row.text(6);
    const auto held = row.integer(7);
    int column = 8;
    for (std::size_t month = 0; month < budget::month_count; ++month)
      for (std::size_t stage = 0; stage < budget::stage_count; ++stage, ++column)
        if (held & (1 << month)) movement.months[month][stage] = MoneySum{row.money(column)};
    return movement;
  };
  return db.rows(movement_sql(), read, cut.institution, year, cut.institution, cut.seq,
                 cut.installation_seq);
}

MoneySum upto(const Sums& months, budget::Stage stage, std::size_t first, std::size_t last) {
  MoneySum sum;
  for (std::size_t month = first; month <= last; ++month)
    sum += months[month - 1][std::to_underlying(stage)];
  return sum;
}

void add(FinancialLine& line, const Movement& movement, const Cut& cut) {
  using enum budget::Stage;
  const std::size_t first = cut.first.number, last = cut.last.number;
  const struct {
    MoneySum FinancialLine::*amount;
    budget::Stage stage;
  } stages[] = {
      {&FinancialLine::asignado, Asignado},   {&FinancialLine::modificado, Modificado},
      {&FinancialLine::vigente, Vigente},     {&FinancialLine::comprometido, Comprometido},
      {&FinancialLine::devengado, Devengado}, {&FinancialLine::pagado, Pagado}};
  for (const auto& [amount, stage] : stages) line.*amount += upto(movement.months, stage, 1, last);
  line.period_devengado += upto(movement.months, Devengado, first, last);
}

// The programme of the categories that begin with `prefix`, to a month.
std::optional<MoneySum> programmed(const Programme& programme, const std::string& prefix,
                                   Month first, Month last) {
  if (programme.empty()) return std::nullopt;
  MoneySum sum;
  for (const auto& [category, months] : programme.by_category)
    if (category.starts_with(prefix))
      for (const auto& [month, amount] : months)
        if (month >= first && month <= last) sum += amount;
  return sum;
}

void judge(const Basis& basis, FinancialLine& line) {
  line.percent = evaluation::financial_percent(line.devengado, line.vigente);
  const auto to_date =
      line.programmed ? std::optional(evaluation::quetzales(*line.programmed)) : std::nullopt;
  line.signal = evaluation::signal(
      evaluation::quetzales(line.devengado),
      evaluation::expected_by(to_date, evaluation::quetzales(line.vigente), basis.months),
      planning::Polaridad::Ascendente, basis.months, basis.thresholds);
}

std::vector<FinancialLine> lines_by(const Basis& basis, const std::vector<Movement>& movements,
                                    std::string Movement::*code, const Programme* programme) {
  std::map<std::string, FinancialLine> lines;
  for (const auto& movement : movements) {
    auto& line = lines[movement.*code];
    line.code = movement.*code;
    add(line, movement, basis.cut);
  }
  std::vector<FinancialLine> all;
  for (auto& [key, line] : lines) {
    if (programme)
      line.programmed = programmed(*programme, key, january(basis.year), basis.cut.last);
    judge(basis, line);
    all.push_back(std::move(line));
  }
  return all;
}

void name(const Basis& basis, std::vector<FinancialLine>& activities) {
  for (auto& line : activities)
    for (const auto& producto : basis.plan.productos)
      if (producto.categoria == line.code) {
        line.producto = producto.id;
        line.name = producto.nombre;
      }
}

Result<void> name_by_catalog(const Basis& basis, std::string_view catalog,
                             std::vector<FinancialLine>& lines) {
  for (auto& line : lines)
    if (const auto entry =
            TRY(storage::catalog_entry(basis.db, catalog, line.code, last_day(basis.cut.last))))
      line.name = entry->name;
  return {};
}

// Programmes have no catalogue: each is called after its productos.
void name_programmes(const Basis& basis, std::vector<FinancialLine>& programmes) {
  for (auto& line : programmes)
    for (const auto& producto : basis.plan.productos)
      if (planning::programa_of(producto.categoria) == line.code)
        line.name += (line.name.empty() ? "" : "; ") + producto.nombre;
}

// Earlier years of which every month moved something.
Result<std::vector<evaluation::PastYear>> past_years(const Basis& basis) {
  std::vector<evaluation::PastYear> past;
  for (int back = 5; back >= 1; --back) {
    const FiscalYear year{static_cast<std::int16_t>(basis.year.year - back)};
    evaluation::PastYear whole{year, {}};
    std::array<MoneySum, budget::month_count> devengado{};
    for (const auto& movement : TRY(movements_of(basis.db, basis.cut, year)))
      for (std::size_t month = 0; month < budget::month_count; ++month)
        devengado[month] += movement.months[month][std::to_underlying(budget::Stage::Devengado)];
    if (std::ranges::count(devengado, MoneySum{}) > 0) continue;
    for (std::size_t month = 0; month < budget::month_count; ++month)
      whole.months[month] = evaluation::quetzales(devengado[month]);
    past.push_back(whole);
  }
  return past;
}

// The name by which people know the file behind a layout.
constexpr std::pair<std::string_view, std::string_view> layout_names[] = {
    {"sicoin-mensual", "SICOIN, ejecución mensual"},
    {"sicoin-acumulado", "SICOIN, ejecución acumulada"},
    {"minfin-formulacion", "MINFIN, formulación"},
};

std::string name_of_layout(std::string_view layout) {
  for (const auto& [code, name] : layout_names)
    if (code == layout) return std::string(name);
  return std::string(layout);
}

// "SICOIN, ejecución mensual, última carga 2026-05-06": the files in force, as their loads say.
Result<std::string> source_of(Basis& basis) {
  static const std::string sql = R"(
    select l.layout, max(l.on_date), max(l.illustrative)
      from budget_scope s
      join budget_load l on l.institution = s.institution and l.load = s.load
     where s.entidad = ?1 and s.ejercicio = ?2
       and ((s.institution = ?3 and s.from_seq <= ?4 and (s.until_seq is null or s.until_seq > ?4))
         or (s.institution = 'instalacion' and s.from_seq <= ?5
             and (s.until_seq is null or s.until_seq > ?5) and )" +
                                 no_own_load + R"())
     group by l.layout
     order by 2, 1)";
  std::string source;
  const auto& cut = basis.cut;
  CHECK(basis.db.each(sql,
                      {storage::as_value(cut.institution), storage::as_value(basis.year),
                       storage::as_value(cut.institution), cut.seq, cut.installation_seq},
                      [&](const storage::Row& row) -> Result<void> {
                        const auto on = row.text(1);
                        source += (source.empty() ? "" : "; ") + name_of_layout(row.view(0)) +
                                  ", última carga " + on.substr(8, 2) + "/" + on.substr(5, 2) +
                                  "/" + on.substr(0, 4);
                        basis.illustrative = basis.illustrative || row.integer(2) != 0;
                        return {};
                      }));
  return source;
}

}  // namespace

Result<Financial> financial_of(Basis& basis) {
  Financial financial;
  const auto movements = TRY(movements_of(basis.db, basis.cut, basis.year));
  const auto programme = TRY(financial_programme(basis.db, basis.cut));
  financial.loaded = !movements.empty();
  basis.illustrative = basis.illustrative || programme.illustrative;
  financial.source = TRY(source_of(basis));
  financial.programmes = lines_by(basis, movements, &Movement::programme, &programme);
  financial.activities = lines_by(basis, movements, &Movement::activity, &programme);
  financial.groups = lines_by(basis, movements, &Movement::group, nullptr);
  financial.sources = lines_by(basis, movements, &Movement::source, nullptr);
  name(basis, financial.activities);
  name_programmes(basis, financial.programmes);
  CHECK(name_by_catalog(basis, "grupos", financial.groups));
  CHECK(name_by_catalog(basis, "fuentes", financial.sources));
  for (const auto& movement : movements) add(financial.total, movement, basis.cut);
  const Month first = january(basis.year);
  financial.total.programmed = programmed(programme, "", first, basis.cut.last);
  judge(basis, financial.total);
  for (std::uint8_t m = 1; m <= 12; ++m) {
    auto& month = financial.months[m - 1U];
    month.month = {basis.year, m};
    month.programmed = programmed(programme, "", month.month, month.month);
    if (month.month > basis.cut.last || !financial.loaded) continue;
    month.devengado = MoneySum{};
    for (const auto& movement : movements)
      *month.devengado += upto(movement.months, budget::Stage::Devengado, m, m);
  }
  const auto past = TRY(past_years(basis));
  financial.short_term =
      evaluation::short_term({basis.months, evaluation::quetzales(financial.total.devengado),
                              evaluation::quetzales(financial.total.vigente), Measure::Quetzales},
                             past);
  return financial;
}

}  // namespace queries
