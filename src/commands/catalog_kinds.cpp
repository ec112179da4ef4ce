// The decisions on catalogues and norms.
#include <array>
#include <map>
#include <set>

#include "base/text.hpp"
#include "commands/command.hpp"
#include "domain/values/catalog.hpp"
#include "storage/catalog_store.hpp"
#include "storage/rule_norms.hpp"

namespace commands {
namespace {

using access_control::Permission;

std::string first_day_of(const CatalogEntry& entry) { return entry.from ? show(*entry.from) : ""; }

storage::Fields row_of(std::string_view catalog, const CatalogEntry& entry) {
  json::object attributes;
  for (const auto& [key, value] : entry.attributes) attributes[key] = value;
  return {{"catalog", std::string(catalog)},
          {"code", entry.code},
          {"valid_from", first_day_of(entry)},
          {"valid_until", storage::as_value(entry.until)},
          {"name", entry.name},
          {"parent", entry.parent.empty() ? storage::Value{} : storage::Value{entry.parent}},
          {"certainty", show(entry.certainty)},
          {"source", entry.source},
          {"attributes", canonical(attributes)}};
}

// The codes that may be parents: those of the base, and of the act where a catalogue is its own
// parent.
Result<std::set<std::string>> parents_for(storage::Database& db, const CatalogKind& kind,
                                          const std::vector<CatalogEntry>& entries) {
  std::set<std::string> codes;
  if (kind.parent.empty()) return codes;
  for (const auto& row : TRY(storage::catalog_rows(db, kind.parent))) codes.insert(row.code);
  if (kind.parent == kind.name)
    for (const auto& entry : entries) codes.insert(entry.code);
  return codes;
}

Error parent_unknown(const CatalogKind& kind, const CatalogEntry& entry) {
  auto unknown = unknown_entry(kind.parent, entry.parent);
  return refusal(CatalogRefusal::ParentUnknown,
                 {{"hallado", entry.parent},
                  {"codigo", entry.code},
                  {"catalogo", std::string(kind.name)},
                  {"catalogo_padre", std::string(kind.parent)},
                  {"orden", std::string(detail_of(unknown, "orden"))}});
}

Result<void> check_all(storage::Database& db, const CatalogKind& kind,
                       const std::vector<CatalogEntry>& entries) {
  const auto parents = TRY(parents_for(db, kind, entries));
  std::set<std::pair<std::string, std::string>> seen;
  std::vector<Error> faults;
  for (const auto& entry : entries) {
    if (auto checked = check_entry(kind, entry); !checked)
      faults.push_back(std::move(checked).error());
    else if (!seen.emplace(entry.code, first_day_of(entry)).second)
      faults.push_back(refusal(CatalogRefusal::RowDoubled, {{"codigo", entry.code}}));
    else if (!entry.parent.empty() && !parents.contains(entry.parent))
      faults.push_back(parent_unknown(kind, entry));
  }
  if (faults.empty()) return {};
  Error first = faults.front();
  if (faults.size() > 1) first.all = std::move(faults);
  return std::unexpected(std::move(first));
}

// {"catalogo", "entradas": [entry…]}: adds and corrects, removes nothing.
Result<Decision> decide_load(storage::Database& db, const json::object& act, const Meta&) {
  const auto name = TRY(text_at(act, "catalogo"));
  const auto* kind = TRY(catalog_kind(name));
  std::vector<CatalogEntry> entries;
  for (const auto& item : TRY(array_at(act, "entradas"))) {
    const auto* object = item.if_object();
    if (object == nullptr)
      return refuse(JsonRefusal::WrongType, {{"campo", "entradas"}, {"esperado", "objetos"}});
    entries.push_back(TRY(catalog_entry_from(*object)));
  }
  CHECK(check_all(db, *kind, entries));

  std::map<std::pair<std::string, std::string>, CatalogEntry> before;
  for (auto& row : TRY(storage::catalog_rows(db, name))) {
    const std::pair key{row.code, first_day_of(row)};
    before.emplace(key, std::move(row));
  }
  Decision decision;
  std::int64_t added = 0, corrected = 0;
  for (const auto& entry : entries) {
    const auto old = before.find({entry.code, first_day_of(entry)});
    if (old != before.end() && old->second == entry) continue;
    ++(old == before.end() ? added : corrected);
    decision.changes.put("catalog_entry", row_of(name, entry));
  }
  decision.outcome = {{"catalogo", name},
                      {"nuevas", added},
                      {"corregidas", corrected},
                      {"iguales", static_cast<std::int64_t>(entries.size()) - added - corrected}};
  return decision;
}

// {"catalogo", "entrada"}: one more. An earlier row of the code that was still open gets its last
// day, the eve of the new one.
Result<Decision> decide_add(storage::Database& db, const json::object& act, const Meta&) {
  const auto name = TRY(text_at(act, "catalogo"));
  const auto* kind = TRY(catalog_kind(name));
  const auto object = TRY(object_at(act, "entrada"));
  const auto entry = TRY(catalog_entry_from(object));
  CHECK(check_all(db, *kind, {entry}));

  Decision decision;
  decision.outcome = {{"catalogo", name}, {"codigo", entry.code}};
  for (auto& row : TRY(storage::catalog_rows(db, name))) {
    if (row.code != entry.code) continue;
    if (row.from == entry.from) {
      if (row == entry) return decision;  // Already there.
      return refuse(CatalogRefusal::EntryExists,
                    {{"catalogo", name}, {"codigo", entry.code}, {"hallado", row.name}});
    }
    if (entry.from && !row.until && (!row.from || *row.from < *entry.from)) {
      row.until = Date{std::chrono::sys_days{*entry.from} - std::chrono::days{1}};
      decision.changes.put("catalog_entry", row_of(name, row));
    }
  }
  decision.changes.put("catalog_entry", row_of(name, entry));
  return decision;
}

// {"catalogo", "codigo", "desde"?, "certeza", "motivo"}. The last word on a row is the whole word:
// one that was verified from a day on has this certainty on every day now.
Result<Decision> decide_confirm(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto name = TRY(text_at(act, "catalogo"));
  const auto* kind = TRY(catalog_kind(name));
  if (kind->folder != "norms") {
    std::string norms;
    for (const auto& other : known_catalogs())
      if (other.folder == "norms") norms += (norms.empty() ? "" : ", ") + std::string(other.name);
    return refuse(CatalogRefusal::NotANorm, {{"hallado", name}, {"esperado", norms}});
  }
  const auto code = TRY(text_at(act, "codigo"));
  std::optional<Date> from;
  if (const auto text = optional_text_at(act, "desde")) from = TRY(parse_date(*text));
  const auto certainty_text = TRY(text_at(act, "certeza"));
  const auto certainty = TRY(parse_certeza(certainty_text));
  const auto row = TRY(storage::catalog_row(db, name, code, from));
  if (!row) return std::unexpected(unknown_entry(name, code));

  Decision decision;
  decision.outcome = {{"catalogo", name}, {"codigo", code}, {"certeza", show(certainty)}};
  decision.changes.put("norm_confirmation", {{"catalog", name},
                                             {"code", code},
                                             {"valid_from", from ? show(*from) : ""},
                                             {"certainty", show(certainty)},
                                             {"reason", TRY(text_at(act, "motivo"))}});
  const auto valid_from = from ? show(*from) : "";
  if (TRY(storage::verified_since(db, meta.institution, name)).contains({code, valid_from}))
    decision.changes.remove("norm_verification",
                            {{"catalog", name}, {"code", code}, {"valid_from", valid_from}});
  return decision;
}

constexpr std::array kinds{
    Kind{"catalogo.cargar", 1, Scope::Installation, Permission::LoadCatalogs, decide_load},
    Kind{"catalogo.agregar", 1, Scope::Installation, Permission::AddCatalogEntry, decide_add},
    Kind{"norma.confirmar", 1, Scope::Institution, Permission::ConfirmNorm, decide_confirm},
};

}  // namespace

std::span<const Kind> catalog_kinds() { return kinds; }

}  // namespace commands
