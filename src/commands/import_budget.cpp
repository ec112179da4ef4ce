// Everything that takes time is done before the act; the act only says what was found, and is
// decided again over the state at its own moment.
#include "commands/import_budget.hpp"

#include <algorithm>
#include <bit>
#include <set>
#include <thread>

#include "base/resources.hpp"
#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "domain/budget/refusals.hpp"
#include "domain/values/catalog.hpp"
#include "readers/refusals.hpp"
#include "storage/blobs.hpp"
#include "storage/catalog_store.hpp"
#include "storage/checkpoints.hpp"

namespace commands {
namespace {

using budget::Refusal;
using budget::Stage;
using readers::BudgetReading;
using readers::PackedPartida;
using readers::Part;

constexpr std::size_t breaches_told = 100;
constexpr std::size_t breaches_in_act = 20;

std::string_view counting_name(readers::Counting counting) {
  constexpr std::string_view names[] = {"mes", "acumulado", "anual"};
  return names[static_cast<std::size_t>(counting)];
}

Error in_file(Error error, const std::string& name) {
  const auto named = [&](Error& one) {
    if (detail_of(one, "archivo").empty())
      one.details.insert(one.details.begin(), {"archivo", name});
  };
  named(error);
  for (auto& one : error.all) named(one);
  return error;
}

Error all_of(std::vector<Error> errors) {
  Error first = errors.front();
  if (errors.size() > 1) first.all = std::move(errors);
  return first;
}

std::string show_month(int year, unsigned month) {
  return show(Month{{static_cast<std::int16_t>(year)}, static_cast<std::uint8_t>(month)});
}

// The file's entities and years with their months. Facts are sorted by year and entity, so each
// is one run of lines.
std::vector<WantedScope> scopes_of(const BudgetReading& reading) {
  std::vector<WantedScope> scopes;
  std::uint64_t last_entity = ~0ULL, last_year = ~0ULL;
  for (std::size_t i = 0; i < reading.facts.size(); ++i) {
    const auto& key = reading.facts.key(i);
    const auto entity = key.get(Part::Entidad), year = key.get(Part::Ejercicio);
    const auto line = static_cast<std::int64_t>(i);
    if (entity != last_entity || year != last_year)
      scopes.push_back(
          {readers::digits_of(key, Part::Entidad), static_cast<int>(year), 0, line, line});
    last_entity = entity;
    last_year = year;
    scopes.back().months |= reading.facts.months(i);
    scopes.back().last = line + 1;
  }
  std::ranges::sort(scopes);
  return scopes;
}

// ---- Catalogues --------------------------------------------------------------------------------

// Codes of one part that the file uses.
std::set<std::string> codes_in(const BudgetReading& reading, Part part) {
  std::vector<bool> seen;
  std::set<std::string> codes;
  for (std::size_t i = 0; i < reading.facts.size(); ++i) {
    const auto& key = reading.facts.key(i);
    const auto value = key.get(part);
    if (seen.size() <= value) seen.resize(value + 1);
    if (seen[value]) continue;
    seen[value] = true;
    codes.insert(readers::digits_of(key, part));
  }
  return codes;
}

Result<std::set<std::string>> known_codes(storage::Database& db, std::string_view catalog,
                                          const BudgetReading& reading) {
  std::set<std::string> codes;
  for (const auto& [year, months] : reading.months) {
    auto of_year = TRY(storage::catalog_codes(db, catalog, {static_cast<std::int16_t>(year)}));
    codes.insert(std::make_move_iterator(of_year.begin()), std::make_move_iterator(of_year.end()));
  }
  return codes;
}

// A code of a file that the catalogue lacks, with its first place in the file.
Error unknown_code(const readers::ByteSource& source, const BudgetReading& reading,
                   std::string_view catalog, const std::string& code, std::string_view field,
                   const std::function<bool(const PackedPartida&)>& uses) {
  std::vector<Detail> place;
  const auto rows = readers::find_rows(
      source, reading, field, [&](const PackedPartida& key, unsigned) { return uses(key); }, 1);
  if (rows && !rows->empty()) place = rows->front().details;
  place.push_back({"campo", std::string(field)});
  return unknown_entry(catalog, code, std::move(place));
}

// A geographic code is a municipality, or a whole department written DD00.
bool known_place(const std::string& code, const std::set<std::string>& municipalities,
                 const std::set<std::string>& departments) {
  return municipalities.contains(code) ||
         (code.ends_with("00") && departments.contains(code.substr(0, 2)));
}

struct NewEntries {
  std::vector<CatalogEntry> entities, units;
};

// Errors: EntryUnknown for each code that is not in its catalogue, with the command that adds it.
// Entities and units are not faults of a national file: they come back to be created.
Result<NewEntries> check_codes(storage::Database& db, const readers::ByteSource& source,
                               const BudgetReading& reading, const BudgetImport& import,
                               std::string_view institution) {
  std::vector<Error> unknown;
  const auto check = [&](std::string_view catalog, Part part,
                         const std::function<bool(const std::string&)>& knows) {
    for (const auto& code : codes_in(reading, part))
      if (!knows(code) && unknown.size() < breaches_told)
        unknown.push_back(unknown_code(
            source, reading, catalog, code, shape_of(part).name,
            [&](const PackedPartida& key) { return readers::digits_of(key, part) == code; }));
  };
  const auto renglones = TRY(known_codes(db, "renglones", reading));
  const auto sources = TRY(known_codes(db, "fuentes", reading));
  const auto municipalities = TRY(known_codes(db, "municipios", reading));
  const auto departments = TRY(known_codes(db, "departamentos", reading));
  check("renglones", Part::Renglon, [&](const auto& code) { return renglones.contains(code); });
  check("fuentes", Part::Fuente, [&](const auto& code) { return sources.contains(code); });
  check("municipios", Part::Geografico,
        [&](const auto& code) { return known_place(code, municipalities, departments); });

  NewEntries fresh;
  const auto entry = [&](const std::string& code, const std::string& name,
                         const std::string& parent) {
    CatalogEntry one;
    one.code = code;
    one.name = name.empty() ? code : name;
    one.parent = parent;
    one.certainty = Certeza::Dudosa;
    one.source = "Archivo " + import.name;
    return one;
  };
  const auto entities = TRY(known_codes(db, "entidades", reading));
  const auto units = TRY(known_codes(db, "unidades_ejecutoras", reading));
  for (const auto& [code, name] : reading.entities) {
    if (entities.contains(code) || code == institution) continue;
    if (import.national)
      fresh.entities.push_back(entry(code, name, ""));
    else
      unknown.push_back(unknown_code(source, reading, "entidades", code, "entidad",
                                     [&](const PackedPartida& key) {
                                       return readers::digits_of(key, Part::Entidad) == code;
                                     }));
  }
  for (const auto& [codes, name] : reading.units) {
    const auto code = codes.first + "-" + codes.second;
    if (units.contains(code)) continue;
    if (import.national)
      fresh.units.push_back(entry(code, name, codes.first));
    else
      unknown.push_back(
          unknown_code(source, reading, "unidades_ejecutoras", code, "unidad_ejecutora",
                       [&](const PackedPartida& key) {
                         return readers::digits_of(key, Part::Entidad) == codes.first &&
                                readers::digits_of(key, Part::UnidadEjecutora) == codes.second;
                       }));
  }
  if (!unknown.empty()) return std::unexpected(all_of(std::move(unknown)));
  return fresh;
}

// ---- Balances ----------------------------------------------------------------------------------

struct Broken {
  std::size_t index;  // Of the partida.
  budget::Breach breach;
};

// The partidas whose accumulated amounts break a rule once the file is added to what is in force.
Result<std::vector<Broken>> broken_balances(const Movements& movements) {
  // Two halves at once: this looks at every month of every partida.
  const auto middle = movements.size() / 2;
  struct Half {
    std::vector<std::size_t> unsound;
    std::optional<std::size_t> overflow;
  } halves[2];
  const auto look = [&](Half& half, std::size_t first, std::size_t last) {
    for (auto i = first; i < last; ++i) {
      const auto year = movements.with_in_force(i);
      if (!year) {
        half.overflow = i;
        return;
      }
      if (!budget::sound(*year)) half.unsound.push_back(i);
    }
  };
  std::thread other([&] { look(halves[1], middle, movements.size()); });
  look(halves[0], 0, middle);
  other.join();

  std::vector<Broken> broken;
  for (const auto& half : halves) {
    if (half.overflow)
      return refuse(readers::Refusal::AmountTooLarge,
                    {{"hallado", "la suma de la partida " + show(movements.key(*half.overflow))}});
    for (const auto i : half.unsound) {
      const auto year = *movements.with_in_force(i);
      if (!budget::accumulated(year, budget::month_count))
        return refuse(readers::Refusal::AmountTooLarge,
                      {{"hallado", "la suma de la partida " + show(movements.key(i))}});
      for (const auto& breach : budget::breaches(year)) broken.push_back({i, breach});
    }
  }
  return broken;
}

std::string_view relation_of(budget::Rule rule) {
  switch (rule) {
    case budget::Rule::PagadoNegative:
      return "es menor que";
    case budget::Rule::VigenteNotSum:
      return "no es igual a";
    default:
      return "es mayor que";
  }
}

Error error_of(const Broken& broken, const Movements& movements, std::vector<Detail> place) {
  const auto& key = movements.key(broken.index);
  const auto& sides = budget::sides_of(broken.breach.rule);
  place.push_back({"partida", show(key)});
  place.push_back(
      {"mes", show_month(static_cast<int>(key.get(Part::Ejercicio)), broken.breach.month)});
  place.push_back({"regla", std::string(sides.code)});
  place.push_back({"izquierda", std::string(sides.left)});
  place.push_back({"relacion", std::string(relation_of(broken.breach.rule))});
  place.push_back({"derecha", std::string(sides.right)});
  place.push_back({"hallado", show(broken.breach.left)});
  place.push_back({"esperado", show(broken.breach.right)});
  return refusal(Refusal::InvariantBroken, std::move(place));
}

// The list, each with the row of the month that breaks it (or the last one before).
Error broken_error(const std::vector<Broken>& broken, const Movements& movements,
                   const readers::ByteSource& source, const BudgetReading& reading) {
  const auto told = std::span(broken).first(std::min(broken.size(), breaches_told));
  FactsByPartida wanted;
  for (const auto& one : told) wanted.try_emplace(movements.key(one.index));
  constexpr std::size_t rows_max = breaches_told * 200;
  const auto rows = readers::find_rows(
      source, reading, "vigente",
      [&](const PackedPartida& key, unsigned) { return wanted.contains(key); }, rows_max);
  std::vector<Error> all;
  for (const auto& one : told) {
    std::vector<Detail> place;
    unsigned best = 0;
    if (rows)
      for (const auto& row : *rows)
        if (row.key == movements.key(one.index) && row.month <= one.breach.month &&
            row.month >= best) {
          best = row.month;
          place = row.details;
        }
    all.push_back(error_of(one, movements, std::move(place)));
  }
  std::set<std::size_t> partidas;
  for (const auto& one : broken) partidas.insert(one.index);
  auto error = refusal(Refusal::InvariantsBroken, {{"hallado", std::to_string(partidas.size())}});
  for (const auto* name : {"linea", "columna", "hoja", "celda"})
    if (const auto value = detail_of(all.front(), name); !value.empty())
      error.details.push_back({name, std::string(value)});
  error.all = std::move(all);
  return error;
}

// ---- Closed months -----------------------------------------------------------------------------

// A month that is closed may be in the file, but only as it is in force already.
Result<void> check_closed_months(storage::Database& db, const std::vector<WantedScope>& scopes,
                                 const Standing& standing, const Movements& movements) {
  for (const auto& scope : scopes) {
    const auto closed = static_cast<std::uint16_t>(
        TRY(closed_months(db, scope.entidad, scope.ejercicio)) & scope.months);
    if (closed == 0) continue;
    std::vector<ScopeInForce> before;
    for (const auto& there : standing.replaced)
      if (there.entidad == scope.entidad && there.ejercicio == scope.ejercicio)
        before.push_back(there);
    auto was = TRY(facts_of(db, before));
    const auto differs = [&](unsigned m) {
      return refuse(Refusal::MonthClosed,
                    {{"mes", show_month(scope.ejercicio, m + 1)}, {"entidad", scope.entidad}});
    };
    for (std::size_t i = 0; i < movements.size(); ++i) {
      const auto& key = movements.key(i);
      if (readers::digits_of(key, Part::Entidad) != scope.entidad ||
          static_cast<int>(key.get(Part::Ejercicio)) != scope.ejercicio)
        continue;
      const auto now = movements.at(i).value_or(budget::YearMovements{});
      const auto old = was.find(key);
      for (unsigned m = 0; m < budget::month_count; ++m) {
        const auto before_amounts = old == was.end() ? budget::Amounts{} : old->second.months[m];
        if ((closed >> m & 1) != 0 && now.months[m] != before_amounts) return differs(m);
      }
      if (old != was.end()) was.erase(old);
    }
    for (const auto& [key, year] : was)  // Partidas that the file does not bring any more.
      for (unsigned m = 0; m < budget::month_count; ++m)
        if ((closed >> m & 1) != 0 && year.months[m] != budget::Amounts{}) return differs(m);
  }
  return {};
}

// ---- The act and the report --------------------------------------------------------------------

json::object totals_json(const readers::BudgetTotals& totals) {
  json::object object;
  for (std::size_t s = 0; s < budget::stage_count; ++s)
    object[budget::stage_names[s]] = show(totals.sum(static_cast<Stage>(s)));
  return object;
}

// For people and programs: months as numbers. The act has them as bits.
json::array scopes_report(const std::vector<WantedScope>& scopes) {
  json::array array;
  for (const auto& scope : scopes) {
    json::array months;
    for (int m = 0; m < 12; ++m)
      if ((scope.months >> m & 1) != 0) months.push_back(m + 1);
    array.push_back(json::object{
        {"entidad", scope.entidad}, {"ejercicio", scope.ejercicio}, {"meses", std::move(months)}});
  }
  return array;
}

json::array scopes_json(const std::vector<WantedScope>& scopes) {
  json::array array;
  for (const auto& scope : scopes)
    array.push_back(json::object{{"entidad", scope.entidad},
                                 {"ejercicio", scope.ejercicio},
                                 {"meses", std::int64_t{scope.months}},
                                 {"desde", scope.first},
                                 {"hasta", scope.last}});
  return array;
}

json::array loads_json(const std::vector<ScopeInForce>& scopes) {
  std::set<std::int64_t> loads;
  for (const auto& scope : scopes) loads.insert(scope.load);
  return json::array(loads.begin(), loads.end());
}

json::array entries_json(const std::vector<CatalogEntry>& entries) {
  json::array array;
  for (const auto& entry : entries) array.push_back(to_json(entry));
  return array;
}

json::array places_json(const std::vector<readers::RowPlace>& places) {
  json::array array;
  for (const auto& place : places) {
    json::object one{{"linea", std::int64_t(place.line)}};
    if (!place.sheet.empty()) one["hoja"] = place.sheet;
    array.push_back(std::move(one));
  }
  return array;
}

json::array broken_json(const std::vector<Broken>& broken, const Movements& movements,
                        std::size_t most) {
  json::array array;
  for (const auto& one : broken) {
    if (array.size() == most) break;
    const auto& key = movements.key(one.index);
    array.push_back(json::object{
        {"partida", show(key)},
        {"mes", show_month(static_cast<int>(key.get(Part::Ejercicio)), one.breach.month)},
        {"regla", budget::sides_of(one.breach.rule).code},
        {"hallado", show(one.breach.left)},
        {"limite", show(one.breach.right)}});
  }
  return array;
}

// The parts of the report that only the reading knows.
json::object reading_report(const BudgetReading& reading, const BudgetImport& import,
                            const std::vector<WantedScope>& scopes) {
  json::object report{
      {"filas", std::int64_t(reading.rows)},
      {"partidas", std::int64_t(reading.facts.size())},
      {"archivo", import.name},
      {"formato", reading.layout.code},
      {"codificacion", reading.encoding},
      {"separador", reading.separator == 0 ? std::string() : std::string(1, reading.separator)},
      {"alcance", scopes_report(scopes)}};
  json::object warnings;
  if (reading.identical > 0)
    warnings["filas_identicas"] = json::object{{"cantidad", std::int64_t(reading.identical)},
                                               {"lugares", places_json(reading.identical_places)}};
  if (reading.total_rows > 0)
    warnings["filas_de_total"] = json::object{{"cantidad", std::int64_t(reading.total_rows)},
                                              {"lugares", places_json(reading.total_places)}};
  if (reading.rounded > 0) warnings["montos_redondeados"] = std::int64_t(reading.rounded);
  if (reading.empty_amounts > 0) warnings["montos_vacios"] = std::int64_t(reading.empty_amounts);
  if (!reading.ignored_columns.empty())
    warnings["columnas_no_leidas"] =
        json::array(reading.ignored_columns.begin(), reading.ignored_columns.end());
  if (!reading.ignored_sheets.empty())
    warnings["hojas_no_leidas"] =
        json::array(reading.ignored_sheets.begin(), reading.ignored_sheets.end());
  report["avisos"] = std::move(warnings);
  return report;
}

// What a file says vigente adds up to: all its rows, or for accumulated amounts what each partida
// has accumulated in its last month.
MoneySum vigente_of_file(const BudgetReading& reading) {
  if (reading.counting != readers::Counting::Accumulated) return reading.totals.sum(Stage::Vigente);
  MoneySum sum;
  for (std::size_t i = 0; i < reading.facts.size(); ++i) {
    const auto last = std::bit_width(static_cast<unsigned>(reading.facts.months(i))) - 1;
    sum += reading.facts.year(i).months[static_cast<std::size_t>(last)].money(Stage::Vigente);
  }
  return sum;
}

// What was in force of the file's partidas before its first month: accumulated amounts are written
// as movements over it.
MoneySum vigente_before(const BudgetReading& reading, const FactsByPartida& before) {
  MoneySum sum;
  if (reading.counting != readers::Counting::Accumulated) return sum;
  for (std::size_t i = 0; i < reading.facts.size(); ++i)
    if (const auto there = before.find(reading.facts.key(i)); there != before.end())
      for (int m = 0; m < std::countr_zero(reading.facts.months(i)); ++m)
        sum += there->second.months[static_cast<std::size_t>(m)].money(Stage::Vigente);
  return sum;
}

// The proof: vigente as the file adds up, and as the base does.
void add_totals(json::object& report, const BudgetReading& reading, std::optional<MoneySum> base) {
  json::object totals{{"archivo", show(vigente_of_file(reading))}, {"base", nullptr}};
  if (base) totals["base"] = show(*base);
  report["totales"] = std::move(totals);
  report["totales_por_etapa"] = totals_json(reading.totals);
}

// A name for the facts that depends on all that they are made from, known before they are. Where
// other facts have that name, `attempt` counts on.
std::string batch_name(const BudgetReading& reading, std::string_view institution,
                       const Standing& standing, int attempt) {
  std::string text = "ceiba/lote/1\n" + std::string(institution) + '\n' + show(reading.hash) +
                     '\n' + show(reading.layout.hash) + '\n' +
                     std::to_string(readers::budget_reader_version) + '\n';
  if (reading.counting == readers::Counting::Accumulated)
    for (const auto& scope : standing.staying)
      text += scope.batch + ' ' + scope.entidad + ' ' + std::to_string(scope.ejercicio) + '\n';
  if (attempt > 0) text += "otra vez " + std::to_string(attempt) + '\n';
  return storage::batch_named_after(sha256(text));
}

struct Prepared {
  std::vector<WantedScope> scopes;
  Standing standing;
  NewEntries fresh;
  FactsByPartida before;
};

class Import {
 public:
  Import(Context& context, const readers::ByteSource& source, const BudgetImport& import,
         const StageProgress& progress)
      : context_{context},
        db_{context.db()},
        source_{source},
        import_{import},
        progress_{progress} {}

  Result<BudgetImported> run() {
    CHECK(may());
    CHECK(storage::sweep_staging(db_));
    if (!import_.simulate) pieces_.emplace(source_);  // Most files that are read are kept.
    reading_ = TRY(readers::read_budget(source_, {import_.layout, 0, {}}));
    progress_("filas", static_cast<std::int64_t>(reading_.rows),
              static_cast<std::int64_t>(reading_.rows));
    if (reading_.facts.size() > static_cast<std::size_t>(storage::facts_per_batch))
      return refuse(readers::Refusal::TooLarge);
    const auto scopes = scopes_of(reading_);
    institution_ = TRY(journal_of(scopes));
    // Another import may change what this one was checked against; it is then checked again.
    constexpr int attempts = 3;
    for (int attempt = 1;; ++attempt) {
      auto done = once(scopes);
      if (done || attempt == attempts || done.error().code != row_of(Refusal::StateMoved).code)
        return done;
    }
  }

 private:
  Result<void> may() const {
    using access_control::Permission;
    CHECK(require(context_,
                  import_.national ? Permission::ImportNationalBudget : Permission::ImportBudget));
    if (import_.accepted) {
      CHECK(require(context_, Permission::AcceptObservations));
      if (trimmed(*import_.accepted).empty()) return refuse(Refusal::ReasonMissing);
    }
    return {};
  }

  // Whose journal the act goes to.
  Result<std::string> journal_of(const std::vector<WantedScope>& scopes) const {
    if (import_.national) return std::string(installation);
    std::set<std::string> entities;
    for (const auto& scope : scopes) entities.insert(scope.entidad);
    if (entities.size() > 1)
      return refuse(Refusal::SeveralEntities, {{"hallado", std::to_string(entities.size())}});
    if (*entities.begin() != context_.institution) {
      const auto rows = readers::find_rows(
          source_, reading_, "entidad", [](const PackedPartida&, unsigned) { return true; }, 1);
      auto details = rows && !rows->empty() ? rows->front().details : std::vector<Detail>{};
      details.push_back({"hallado", *entities.begin()});
      details.push_back({"esperado", context_.institution.empty() ? "ninguna institución"
                                                                  : context_.institution});
      return refuse(Refusal::OtherInstitution, std::move(details));
    }
    return context_.institution;
  }

  Result<BudgetImported> once(const std::vector<WantedScope>& scopes) {
    BudgetImported imported;
    imported.report = reading_report(reading_, import_, scopes);
    auto standing = TRY(standing_of(
        db_, {institution_, reading_.layout.code, std::string(counting_name(reading_.counting)),
              show(reading_.hash), scopes}));
    if (standing.already != 0) {
      imported.already = true;
      add_totals(imported.report, reading_, std::nullopt);
      imported.report["asiento"] = nullptr;
      imported.report["ya_cargado"] = standing.already;
      return imported;
    }
    const auto fresh = TRY(check_codes(db_, source_, reading_, import_, institution_));
    const auto before = TRY(facts_of(db_, standing.staying));
    const Movements movements(reading_, before);
    const auto broken = TRY(broken_balances(movements));
    if (!broken.empty() && !import_.accepted)
      return std::unexpected(broken_error(broken, movements, source_, reading_));
    if (reading_.counting != readers::Counting::Yearly)
      CHECK(check_closed_months(db_, scopes, standing, movements));

    imported.report["reemplaza"] = loads_json(standing.replaced);
    imported.report["entidades_nuevas"] = entries_json(fresh.entities);
    imported.report["unidades_nuevas"] = entries_json(fresh.units);
    if (!broken.empty())
      imported.report["observaciones"] =
          json::object{{"cantidad", std::int64_t(broken.size())},
                       {"lista", broken_json(broken, movements, breaches_told)},
                       {"motivo", *import_.accepted}};
    if (import_.simulate) {
      add_totals(imported.report, reading_, std::nullopt);
      imported.report["asiento"] = nullptr;
      imported.report["simulado"] = true;
      return imported;
    }
    CHECK(stage_and_act(scopes, standing, fresh, before, movements, broken, imported));
    return imported;
  }

  Result<void> stage_and_act(const std::vector<WantedScope>& scopes, const Standing& standing,
                             const NewEntries& fresh, const FactsByPartida& before,
                             const Movements& movements, const std::vector<Broken>& broken,
                             BudgetImported& imported) {
    LessCare less_care(db_);
    CHECK(less_care.in_part());
    auto [batch, staged] = TRY(in_base(standing, movements));
    storage::flush_log(context_.location);
    CHECK(less_care.in_full());
    const auto given_up = [&](Error error) {
      (void)storage::drop_staging(db_, institution_, batch);
      return std::unexpected(std::move(error));
    };
    staged.vigente += vigente_before(reading_, before);
    if (staged.vigente != vigente_of_file(reading_))
      return given_up(refusal(Refusal::DigestDiffers, {{"hallado", "total"}}));

    json::object act{{"archivo", import_.name},
                     {"blob", show(reading_.hash)},
                     {"tamano", std::int64_t(reading_.size)},
                     {"codificacion", reading_.encoding},
                     {"formato", reading_.layout.code},
                     {"formato_hash", show(reading_.layout.hash)},
                     {"cuenta", counting_name(reading_.counting)},
                     {"lector", readers::budget_reader_version},
                     {"lote", batch},
                     {"resumen", show(staged.digest)},
                     {"filas", std::int64_t(reading_.rows)},
                     {"partidas", std::int64_t(reading_.facts.size())},
                     {"totales", totals_json(reading_.totals)},
                     {"alcance", scopes_json(scopes)},
                     {"reemplaza", loads_json(standing.replaced)},
                     {"sobre", loads_json(standing.staying)},
                     {"ilustrativa", import_.illustrative}};
    if (import_.national) {
      act["entidades_nuevas"] = entries_json(fresh.entities);
      act["unidades_nuevas"] = entries_json(fresh.units);
    }
    if (!broken.empty())
      act["observaciones"] =
          json::object{{"cantidad", std::int64_t(broken.size())},
                       {"lista", broken_json(broken, movements, breaches_in_act)},
                       {"motivo", *import_.accepted}};
    // Months that are closed and that this leaves as they are: checked above.
    json::array unchanged;
    for (const auto& scope : scopes)
      if (const auto closed =
              TRY(closed_months(db_, scope.entidad, scope.ejercicio)) & scope.months)
        unchanged.push_back(json::object{{"entidad", scope.entidad},
                                         {"ejercicio", scope.ejercicio},
                                         {"meses", std::int64_t{closed}}});
    if (!unchanged.empty()) act["meses_cerrados"] = std::move(unchanged);

    auto receipt =
        submit(context_, {import_.national ? "presupuesto.cargar_nacional" : "presupuesto.cargar",
                          std::move(act), ""});
    if (!receipt) return given_up(std::move(receipt).error());
    (void)storage::drop_staging(db_, institution_,
                                batch);  // A load names it now: only the note goes.
    imported.seq = receipt->seq;
    add_totals(imported.report, reading_, staged.vigente);
    imported.report["asiento"] = receipt->seq;
    imported.report["diario"] = receipt->institution;
    return {};
  }

  struct InBase {
    std::string batch;
    Staged staged;
  };

  // The movements in the base, under a name of their own.
  Result<InBase> in_base(const Standing& standing, const Movements& movements) {
    constexpr int attempts = 8;
    for (int attempt = 0; attempt < attempts; ++attempt) {
      const auto batch = batch_name(reading_, institution_, standing, attempt);
      if (TRY(storage::is_of_another(db_, institution_, batch))) continue;
      if (!TRY(storage::kept_digest(db_, institution_, batch))) {
        const bool in_memory = context_.location == ":memory:";
        if (!pieces_) pieces_.emplace(source_);
        auto staged = TRY(stage_budget(db_,
                                       {institution_, batch, in_memory ? "" : context_.location,
                                        &*pieces_, reading_.hash, context_.world.now()},
                                       movements, progress_));
        pieces_.reset();
        return InBase{batch, staged};
      }
      // A file that was loaded before and withdrawn: its facts are still here, if they are its.
      const auto digest = digest_of(movements);
      if (TRY(digest_in_base(db_, batch)) != digest) continue;
      const auto first = storage::first_fact_of(batch);
      const auto last = first + static_cast<std::int64_t>(movements.size());
      return InBase{batch, {digest, TRY(storage::vigente_of(db_, first, last))}};
    }
    return refuse(Refusal::DigestDiffers, {{"hallado", "lote"}});
  }

  Context& context_;
  storage::Database& db_;
  const readers::ByteSource& source_;
  const BudgetImport& import_;
  const StageProgress& progress_;
  std::optional<FilePieces> pieces_;
  std::string institution_;
  BudgetReading reading_;
};

}  // namespace

Result<BudgetImported> import_budget(Context& context, const readers::ByteSource& source,
                                     const BudgetImport& import, const StageProgress& progress) {
  auto imported = Import(context, source, import, progress).run();
  if (!imported) return std::unexpected(in_file(std::move(imported).error(), import.name));
  return imported;
}

Submission withdraw_budget(std::int64_t load, std::string_view reason, bool national) {
  return {national ? "presupuesto.retirar_nacional" : "presupuesto.retirar",
          {{"carga", load}, {"motivo", reason}},
          ""};
}

Result<void> restage_budget(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto batch = TRY(text_at(act, "lote"));
  const auto digest = TRY(text_at(act, "resumen"));
  if (!storage::is_batch_name(batch))
    return refuse(JsonRefusal::WrongType,
                  {{"campo", "lote"}, {"esperado", "diez cifras hexadecimales"}});
  if (const auto kept = TRY(storage::kept_digest(db, meta.institution, batch))) {
    if (*kept != digest) return refuse(Refusal::DigestDiffers, {{"hallado", *kept}});
    return {};
  }
  Hash blob;
  if (!parse(TRY(text_at(act, "blob")), blob))
    return refuse(JsonRefusal::WrongType, {{"campo", "blob"}});
  const auto bytes = TRY(storage::read_blob(db, blob));
  const auto source = readers::bytes_in_memory(bytes);
  const auto code = TRY(text_at(act, "formato"));
  const auto layout = TRY(readers::embedded_layout(code));
  if (show(layout.hash) != TRY(text_at(act, "formato_hash")))
    return refuse(Refusal::DigestDiffers, {{"hallado", code}});
  const auto reading = TRY(readers::read_budget(*source, {code, 0, layout}));
  const auto scopes = scopes_of(reading);
  const auto standing =
      TRY(standing_of(db, {meta.institution, code, std::string(counting_name(reading.counting)),
                           show(reading.hash), scopes}));
  const auto before = TRY(facts_of(db, standing.staying));
  const Movements movements(reading, before);
  const auto nobody = [](std::string_view, std::int64_t, std::int64_t) {};
  const auto staged = TRY(
      stage_budget(db, {meta.institution, batch, "", nullptr, blob, meta.at}, movements, nobody));
  if (show(staged.digest) != digest)
    return refuse(Refusal::DigestDiffers, {{"hallado", show(staged.digest)}});
  return {};
}

}  // namespace commands
