// Resolves dated rows of norms into one day's law.
#include "domain/verification/norms.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "domain/verification/refusals.hpp"
#include "domain/verification/rule.hpp"

namespace verification {
namespace {

constexpr ParameterRow parameter_rows[] = {
    {"V07/iva_tasa", Unit::Share},
    {"V07/tolerancia", Unit::Quetzales},
    {"V11/ventana", Unit::Count},
    {"V18/plazo", Unit::Count},
    {"V20/miembros", Unit::Count},
    {"V21/renglones_almacen", Unit::Renglones},
    {"V21/renglones_inventario", Unit::Renglones},
    {"B08/vida_util_minima", Unit::Count},
    {"B09/brecha", Unit::Share},
    {"B10/veces", Unit::Share},
    {"B11/ventana", Unit::Count},
    {"B11/programas_sustantivos", Unit::Words},
    {"B11/renglones_sin_traslado", Unit::Renglones},
    {"B13/antiguedad", Unit::Count},
    {"B13/cierre", Unit::DayOfYear},
    {"B14/vale_maximo", Unit::Quetzales},
    {"B14/plazo", Unit::Count},
    {"B15/iva_agente_desde", Unit::Quetzales},
    {"B15/iva_agente", Unit::Share},
    {"B15/iva_pequeno_desde", Unit::Quetzales},
    {"B15/iva_pequeno", Unit::Share},
    {"B15/isr_desde", Unit::Quetzales},
    {"B15/isr_tramo", Unit::Quetzales},
    {"B15/isr_bajo", Unit::Share},
    {"B15/isr_alto", Unit::Share},
    {"B15/tolerancia", Unit::Quetzales},
    {"B17/plazo", Unit::Count},
    {"C05/baja_cuantia_hasta", Unit::Quetzales},
    {"C05/compra_directa_hasta", Unit::Quetzales},
    {"C05/cotizacion_hasta", Unit::Quetzales},
    {"C01/ventana", Unit::Count},
    {"C03/aviso", Unit::Share},
    {"C03/limite_cuatrimestre", Unit::Quetzales},
    {"C03/limite_ejercicio", Unit::Quetzales},
    {"C03/modalidades_cuatrimestre", Unit::Modalidades},
    {"C03/modalidades_ejercicio", Unit::Modalidades},
    {"C04/banda", Unit::Share},
    {"C04/veces", Unit::Share},
    {"C04/minimo", Unit::Count},
    {"C07/con_nog", Unit::Modalidades},
    {"C07/con_npg", Unit::Modalidades},
    {"C07/plazo_npg", Unit::Count},
    {"C08/repeticiones", Unit::Count},
    {"C16/indice", Unit::Count},
    {"C16/parte", Unit::Share},
    {"C18/desvios", Unit::Share},
    {"C18/minimo", Unit::Count},
    {"C19/ampliacion_maxima", Unit::Share},
    {"C20/cumplimiento", Unit::Share},
    {"C20/anticipo", Unit::Share},
    {"C20/conservacion", Unit::Share},
    {"C21/anticipo_maximo", Unit::Share},
    {"C22/plazo", Unit::Count},
    {"C24/multa_diaria", Unit::Share},
    {"C24/multa_maxima", Unit::Share},
    {"V13/contrato_escrito_desde", Unit::Quetzales},
    {"A01/renglones", Unit::Renglones},
    {"A01/crecimiento", Unit::Share},
    {"A02/renglones", Unit::Renglones},
    {"A03/dia", Unit::Quetzales},
    {"A03/medio_dia", Unit::Quetzales},
    {"A03/plazo", Unit::Count},
    {"A05/renglones", Unit::Renglones},
    {"A05/permitidos", Unit::Words},
    {"A06/renglones", Unit::Renglones},
    {"A07/renglones", Unit::Renglones},
    {"A07/tope_por_persona", Unit::Quetzales},
    {"A08/renglones", Unit::Renglones},
    {"W02/por_hora", Unit::Count},
    {"W02/hora_desde", Unit::Count},
    {"W02/hora_hasta", Unit::Count},
    {"W03/veces", Unit::Share},
    {"W03/minimo", Unit::Count},
    {"W04/parte", Unit::Share},
    {"W05/reincidencia", Unit::Count},
};
static_assert(std::size(parameter_rows) == parameter_count);

std::unexpected<Error> malformed(const CatalogEntry& entry, std::string_view expected) {
  return refuse(Refusal::ParameterMalformed, {{"codigo", entry.code},
                                              {"hallado", std::string(entry.attribute("valor"))},
                                              {"esperado", std::string(expected)}});
}

Result<std::int64_t> number_in(const CatalogEntry& entry, Unit unit) {
  const auto text = entry.attribute("valor");
  if (unit == Unit::Quetzales || unit == Unit::Share) {
    // "25000.00" and "0.5" alike: a decimal with two places at most.
    const auto amount = Money::parse(text);
    if (!amount || *amount < Money{}) return malformed(entry, "número con dos decimales");
    return amount->in_centavos();
  }
  if (unit == Unit::DayOfYear) {
    const auto day = parse_date("2028-" + std::string(text));
    if (!day) return malformed(entry, "mes y día (11-30)");
    return static_cast<unsigned>(day->month()) * 100 + static_cast<unsigned>(day->day());
  }
  const auto number = whole_number(text);
  if (!number || *number < 0) return malformed(entry, "número entero");
  return *number;
}

// "131-136;141"
Result<RenglonSet> renglones_in(const CatalogEntry& entry) {
  RenglonSet set;
  for (const auto& part : split(entry.attribute("valor"), ';')) {
    const auto ends = split(trimmed(part), '-');
    const auto first = Renglon::parse(ends.front()), last = Renglon::parse(ends.back());
    if (!first || !last || ends.size() > 2 || index_of(*first) > index_of(*last))
      return malformed(entry, "renglones (131-136;141)");
    for (auto i = index_of(*first); i <= index_of(*last); ++i) set.set(i);
  }
  return set;
}

Result<std::uint32_t> modalidades_in(const CatalogEntry& entry) {
  std::uint32_t mask = 0;
  for (const auto& part : split(entry.attribute("valor"), ';')) {
    const auto modalidad = kind_of<Modalidad>(trimmed(part));
    if (!modalidad) return malformed(entry, "modalidades (COTIZACION;LICITACION)");
    mask |= 1U << std::to_underlying(*modalidad);
  }
  return mask;
}

// Two rows of one code may not be in force on the same day: nobody could say which of them holds.
Result<void> check_overlaps(const std::vector<CatalogEntry>& entries) {
  std::map<std::string_view, std::vector<const CatalogEntry*>> by_code;
  for (const auto& entry : entries) by_code[entry.code].push_back(&entry);
  for (auto& [code, rows] : by_code) {
    std::ranges::sort(rows, {}, [](const auto* row) { return row->from; });
    for (std::size_t i = 1; i < rows.size(); ++i)
      if (!rows[i - 1]->until || !rows[i]->from || *rows[i]->from <= *rows[i - 1]->until)
        return refuse(
            Refusal::NormsOverlap,
            {{"codigo", std::string(code)},
             {"hallado", rows[i]->from ? show(*rows[i]->from) : std::string()},
             {"esperado", rows[i - 1]->until ? show(*rows[i - 1]->until) : std::string()}});
  }
  return {};
}

void note_changes(const std::vector<CatalogEntry>& entries, std::vector<Date>& changes) {
  for (const auto& entry : entries) {
    if (entry.from) changes.push_back(*entry.from);
    if (entry.until)
      changes.push_back(Date{std::chrono::sys_days{*entry.until} + std::chrono::days{1}});
  }
}

}  // namespace

const ParameterRow& row_of(Parameter p) { return parameter_rows[static_cast<std::size_t>(p)]; }

std::optional<Parameter> parameter_of(std::string_view code) {
  for (std::size_t i = 0; i < parameter_count; ++i)
    if (parameter_rows[i].code == code) return static_cast<Parameter>(i);
  return std::nullopt;
}

DayTable::DayTable(const WorkingCalendar& calendar, FiscalYear first, FiscalYear last) {
  first_ = Date{std::chrono::year{first.year}, std::chrono::January, std::chrono::day{1}};
  const std::chrono::sys_days end =
      Date{std::chrono::year{last.year}, std::chrono::December, std::chrono::day{31}};
  std::int32_t worked = 0;
  for (auto day = first_; day <= end; day += std::chrono::days{1}) {
    worked += calendar.works(Date{day}) ? 1 : 0;
    worked_before_.push_back(worked);
  }
}

std::size_t DayTable::at(Date date) const {
  return static_cast<std::size_t>((std::chrono::sys_days{date} - first_).count());
}
bool DayTable::knows(Date date) const {
  const std::chrono::sys_days day{date};
  return day >= first_ && at(date) < worked_before_.size();
}
bool DayTable::works(Date date) const {
  assert(knows(date));
  const auto i = at(date);
  return worked_before_[i] != (i == 0 ? 0 : worked_before_[i - 1]);
}
std::int64_t DayTable::between(Date start, Date end) const {
  assert(knows(start) && knows(end));
  return worked_before_[at(end)] - worked_before_[at(start)];
}

std::optional<Money> RuleNorms::money(Parameter p) const {
  assert(row_of(p).unit == Unit::Quetzales);
  if (!numbers_[index(p)]) return std::nullopt;
  return Money::centavos(*numbers_[index(p)]);
}
const RenglonSet* RuleNorms::renglones(Parameter p) const {
  const auto at = lists_[index(p)];
  return at < 0 ? nullptr : &sets_[static_cast<std::size_t>(at)];
}
bool RuleNorms::holds(Parameter p, Modalidad modalidad) const {
  return (modalidades_[index(p)] >> std::to_underlying(modalidad) & 1U) != 0;
}
std::span<const std::string> RuleNorms::words(Parameter p) const {
  const auto at = lists_[index(p)];
  if (at < 0) return {};
  return words_[static_cast<std::size_t>(at)];
}
const Checklist* RuleNorms::checklist(Gasto gasto, std::optional<Modalidad> modalidad) const {
  const bool bought = gasto == Gasto::Compra || gasto == Gasto::Inversion;
  if (bought && !modalidad) return nullptr;
  const auto at =
      bought ? by_modalidad_[std::to_underlying(*modalidad)] : by_gasto_[std::to_underlying(gasto)];
  return at < 0 ? nullptr : &checklists_[static_cast<std::size_t>(at)];
}

Result<NormTable> NormTable::make(std::vector<CatalogEntry> rule_entries,
                                  std::vector<CatalogEntry> list_entries, DayTable days) {
  NormTable table;
  CHECK(check_overlaps(rule_entries));
  CHECK(check_overlaps(list_entries));
  note_changes(rule_entries, table.changes_);
  note_changes(list_entries, table.changes_);
  std::ranges::sort(table.changes_);
  table.changes_.erase(std::unique(table.changes_.begin(), table.changes_.end()),
                       table.changes_.end());
  table.entries_ = std::make_shared<const std::vector<CatalogEntry>>(std::move(rule_entries));
  table.lists_ = std::make_shared<const std::vector<CatalogEntry>>(std::move(list_entries));
  const auto shared_days = std::make_shared<const DayTable>(std::move(days));
  const auto catalog = rules();

  for (std::size_t stretch = 0; stretch <= table.changes_.size(); ++stretch) {
    RuleNorms norms;
    norms.norms_.resize(catalog.size());
    norms.certainties_.resize(catalog.size(), Certeza::Dudosa);
    norms.lists_.fill(-1);
    norms.days_ = shared_days;
    // The stretch before the first change is asked by the day before it.
    const auto in_force = [&](const CatalogEntry& entry) {
      if (stretch > 0) return entry.in_force(table.changes_[stretch - 1]);
      if (table.changes_.empty()) return true;
      return entry.in_force(
          Date{std::chrono::sys_days{table.changes_.front()} - std::chrono::days{1}});
    };
    for (const auto& entry : *table.entries_) {
      const auto rule = rule_at(entry.code);
      const auto parameter = parameter_of(entry.code);
      if (!rule && !parameter) return refuse(Refusal::NormUnknown, {{"hallado", entry.code}});
      if (!in_force(entry)) continue;
      if (rule) {
        norms.norms_[*rule] = &entry;
        continue;
      }
      // A parameter without a value is one that nobody has set yet.
      if (entry.attribute("valor").empty()) continue;
      const auto at = static_cast<std::size_t>(*parameter);
      norms.entries_[at] = &entry;
      switch (const auto unit = row_of(*parameter).unit; unit) {
        case Unit::Renglones:
          norms.lists_[at] = static_cast<std::int8_t>(norms.sets_.size());
          norms.sets_.push_back(TRY(renglones_in(entry)));
          break;
        case Unit::Modalidades:
          norms.modalidades_[at] = TRY(modalidades_in(entry));
          break;
        case Unit::Words:
          norms.lists_[at] = static_cast<std::int8_t>(norms.words_.size());
          norms.words_.push_back(split(entry.attribute("valor"), ';'));
          break;
        default:
          norms.numbers_[at] = TRY(number_in(entry, unit));
      }
    }
    for (std::size_t r = 0; r < catalog.size(); ++r) {
      if (norms.norms_[r] == nullptr) continue;
      auto certainty = norms.norms_[r]->certainty;
      for (const auto p : catalog[r].parameters)
        if (const auto* entry = norms.entry(p)) certainty = std::min(certainty, entry->certainty);
      norms.certainties_[r] = certainty;
    }
    for (const auto& entry : *table.lists_) {
      auto item = TRY(checklist_item_from(entry));
      if (!in_force(entry)) continue;
      const auto code = std::string_view(entry.code).substr(0, entry.code.find('/'));
      auto list = std::ranges::find(norms.checklists_, code, &Checklist::code);
      if (list == norms.checklists_.end()) {
        norms.checklists_.push_back({.code = code, .items = {}, .always = {}, .others = {}});
        list = std::prev(norms.checklists_.end());
      }
      list->items.push_back(item);
    }
    for (auto& list : norms.checklists_)
      for (const auto& item : list.items) {
        if (item.exigencia != Exigencia::Obligatorio) continue;
        if (item.condicion == Condicion::Siempre)
          list.always.set(static_cast<std::size_t>(item.documento));
        else
          list.others.push_back(&item);
      }
    norms.by_modalidad_.fill(-1);
    norms.by_gasto_.fill(-1);
    for (std::size_t i = 0; i < norms.checklists_.size(); ++i) {
      const auto code = norms.checklists_[i].code;
      if (const auto modalidad = kind_of<Modalidad>(code))
        norms.by_modalidad_[std::to_underlying(*modalidad)] = static_cast<std::int8_t>(i);
      else if (const auto gasto = kind_of<Gasto>(code))
        norms.by_gasto_[std::to_underlying(*gasto)] = static_cast<std::int8_t>(i);
      else
        return refuse(
            Refusal::ListMalformed,
            {{"codigo", std::string(code)}, {"campo", "codigo"}, {"hallado", std::string(code)}});
    }
    table.stretches_.push_back(std::move(norms));
    // Moving the stretch has not moved the items of its lists: vectors keep their storage.
  }
  return table;
}

const RuleNorms& NormTable::on(Date date) const {
  const auto next = std::ranges::upper_bound(changes_, date);
  return stretches_[static_cast<std::size_t>(next - changes_.begin())];
}

}  // namespace verification
