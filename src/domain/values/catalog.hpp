// Dated entries of catalogues and norms: code, name, parent, in force between dates, with what
// degree of certainty, by what source. What an entry means is known to the room that asks for it.
// The files' format is docs/formats/catalog.md.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "domain/values/period.hpp"

// How sure we are of an entry, from the least. Below Verificada a norm may warn, but it never
// blocks and is never printed as the law's own text.
enum class Certeza : std::uint8_t {
  Dudosa,      // From memory, to be confirmed.
  Conocida,    // Knowledge of the field, not read again.
  Encontrada,  // Read in a public source, which `source` names.
  Verificada,  // Confirmed by the institution's legal adviser, by an act.
};
std::string show(Certeza);  // "encontrada"
Result<Certeza> parse_certeza(std::string_view text);

struct CatalogEntry {
  std::string code;
  std::string name;
  std::string parent;        // Code in the parent's catalogue; "" for none.
  std::optional<Date> from;  // In force, both inclusive; nothing: open.
  std::optional<Date> until;
  Certeza certainty = Certeza::Dudosa;
  std::string source;
  std::vector<std::pair<std::string, std::string>> attributes;  // Ordered by name; no empty value.

  std::string_view attribute(std::string_view key) const;  // "" where there is none.
  bool in_force(Date) const;
  friend auto operator<=>(const CatalogEntry&, const CatalogEntry&) = default;
};

// What is known of a catalogue before any entry.
struct CatalogKind {
  std::string_view name;    // "renglones": also the file's name.
  std::string_view folder;  // "catalogs" or "norms".
  std::string_view one;     // "renglón": in sentences.
  std::size_t width;        // Digits of a code; 0: free text.
  std::string_view parent;  // Catalogue of the parents; "" where entries have none. May be itself.
};
std::span<const CatalogKind> known_catalogs();
Result<const CatalogKind*> catalog_kind(std::string_view name);  // Errors: UnknownCatalog.

// In the order of the checks.
enum class CatalogRefusal {
  UnknownCatalog,
  ColumnMissing,
  ColumnDoubled,
  CodeMalformed,
  NameMissing,
  CertaintyUnknown,
  DateMalformed,
  DatesReversed,
  SourceMissing,
  RowDoubled,     // The same code with the same first day in one file.
  ParentDiffers,  // From the one that the code carries.
  ParentUnknown,
  EntryExists,   // To be added, but already there with other content.
  EntryUnknown,  // Asked for by another room.
  NotANorm,      // Only norms are confirmed.
};
const RefusalRow& row_of(CatalogRefusal);
std::span<const RefusalRow> catalog_refusal_rows();

// The rules of an entry by itself; the parent is asked where the catalogues are.
Result<void> check_entry(const CatalogKind&, const CatalogEntry&);

// The parent that a code carries in itself (renglón 029 → subgrupo 02), or "".
std::string parent_in_code(const CatalogKind&, std::string_view code);

// The refusal for a code that a file or an act uses and the catalogue lacks: its detail `orden`
// is the very command that adds it. More details (archivo, linea …) may be appended.
Error unknown_entry(std::string_view catalog, std::string_view code,
                    std::vector<Detail> details = {});

// {"codigo", "nombre", "padre"?, "desde"?, "hasta"?, "certeza", "fuente", "atributos"?}
json::object to_json(const CatalogEntry&);
Result<CatalogEntry> catalog_entry_from(const json::object&);
