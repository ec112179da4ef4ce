// What an act is, and what deciding it yields. Everything that changes anything goes through here:
//
//   act (canonical JSON) ──> decide(state, act, meta) ──> Decision{changes, outcome}
//
// `decide` only reads. It is a function of the state, the act and the meta and of nothing else (no
// clock, no chance, no file, ordered questions only), so the same code serves three uses: live
// (changes saved and journaled in one transaction), simulated (nothing saved) and replayed
// (changes saved and compared with the journal's effect).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "domain/access/permissions.hpp"
#include "storage/records.hpp"

namespace commands {

// The journal of what concerns many institutions: catalogues, norms, national imports.
inline constexpr std::string_view installation = "instalacion";

// Who, when and under which number: the same at every replay.
struct Meta {
  std::string institution;
  std::int64_t seq = 0;
  std::int64_t at = 0;  // UTC milliseconds.
  std::int64_t actor = 0;
  Date today() const { return local_date(at); }
};

struct Change {
  enum class What { Put, Remove } what;
  std::string table;
  storage::Fields fields;  // The whole row, or the whole key.
};

// Rows to write, in order. `institution` and `seq` are filled in where the table has them and the
// row does not name them.
class Changes {
 public:
  void put(std::string_view table, storage::Fields row) {
    all_.push_back({Change::What::Put, std::string(table), std::move(row)});
  }
  void remove(std::string_view table, storage::Fields key) {
    all_.push_back({Change::What::Remove, std::string(table), std::move(key)});
  }
  const std::vector<Change>& all() const { return all_; }
  bool empty() const { return all_.empty(); }

 private:
  std::vector<Change> all_;
};

struct Decision {
  Changes changes;       // None: nothing to do, and no entry is made ("ya cargado").
  json::object outcome;  // What the person is told; never read back by the program.
};

enum class Scope { Institution, Installation };

struct Kind {
  std::string_view name;  // "plan.cargar"
  std::int64_t version;   // Published versions stay in the table for replay; never edited.
  Scope scope;
  access_control::Permission permission;
  Result<Decision> (*decide)(storage::Database&, const json::object& act, const Meta&);
  // Rebuilds from the kept blobs what was staged before the act (budget facts); used by replay.
  // Null where an act needs nothing but itself.
  Result<void> (*prepare)(storage::Database&, const json::object& act, const Meta&) = nullptr;
};

// Every kind of act, by room. A room's table is in <room>_kinds.cpp.
std::span<const Kind> base_kinds();
std::span<const Kind> access_kinds();
std::span<const Kind> catalog_kinds();
std::span<const Kind> organization_kinds();
std::span<const Kind> planning_kinds();
std::span<const Kind> budget_kinds();
std::span<const Kind> money_kinds();
std::span<const Kind> production_kinds();
std::span<const Kind> capture_kinds();
std::span<const Kind> reporting_kinds();
std::span<const Kind> publication_kinds();
std::span<const Kind> verification_kinds();
std::span<const Kind> control_kinds();
std::span<const Kind> control_tool_kinds();
std::span<const Kind> transparency_kinds();

// The kind with that name and version; version 0 asks for the newest. Error: UnknownKind.
Result<const Kind*> find_kind(std::string_view name, std::int64_t version = 0);

}  // namespace commands
