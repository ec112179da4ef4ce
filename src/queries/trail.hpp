// The journal as people search it: who did what and when, filtered, and what a value was before.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "domain/values/period.hpp"
#include "storage/database.hpp"

namespace queries {

struct TrailEntry {
  std::string institution;  // Whose journal: the institution's or "instalacion".
  std::int64_t seq = 0;
  std::int64_t at = 0;  // UTC milliseconds.
  std::int64_t actor = 0;
  std::string kind;
  std::int64_t version = 1;
  std::string act;  // Canonical JSON.
  Hash leaf;        // Of the journal's tree.
};

struct TrailFilter {
  std::string kind;    // "metas.enviar", or "metas." for all of a noun; "" for all.
  std::string object;  // What the act says, whole: "DEL-CARMEN", "2026-04"; "" for all.
  std::optional<std::int64_t> actor;
  std::optional<Date> from, until;  // Of Guatemala, both included.
};

// Newest first. `journal` is an institution's code or "instalacion".
struct TrailPage {
  std::int64_t total = 0;  // At most 2,000.
  bool more = false;       // There are more than that.
  std::vector<TrailEntry> entries;
};
Result<TrailPage> trail(storage::Database&, std::string_view journal, const TrailFilter&,
                        std::int64_t first, std::int64_t count);
Result<std::optional<TrailEntry>> trail_entry(storage::Database&, std::string_view journal,
                                              std::int64_t seq);

// The kinds that a journal has, in order of name.
Result<std::vector<std::string>> trail_kinds(storage::Database&, std::string_view journal);

// Every actor of a journal by number, with the name that people know: the account of a role, or a
// user's own name.
Result<std::map<std::int64_t, std::string>> trail_actors(storage::Database&,
                                                         std::string_view journal);

// What an act says, value by value, beside what the act before it on the same thing had said.
struct TrailValue {
  std::string place;  // "texto", "DEL-CARMEN 2026-04 P02.S1 ejecutado"
  std::optional<std::string> before;
  std::string after;
  std::int64_t before_seq = 0;  // The entry that had said it.
};
Result<std::vector<TrailValue>> trail_values(storage::Database&, const TrailEntry&);

}  // namespace queries
