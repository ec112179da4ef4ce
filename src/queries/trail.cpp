// Searching the journal.
#include "queries/trail.hpp"

#include <algorithm>
#include <cstring>

#include "base/json.hpp"
#include "domain/access/roles.hpp"

namespace queries {
namespace {

constexpr std::int64_t day = 24LL * 3600 * 1000;
constexpr std::size_t values_max = 400;        // Shown of one act.
constexpr std::int64_t looked_back_max = 300;  // Earlier acts of the kind that are read.

// What names the thing that an act is about; everything else is what it says of it.
constexpr std::string_view naming[] = {
    "codigo",   "version", "periodo", "unidad",  "unidades",  "mes",         "seccion",
    "catalogo", "usuario", "puesto",  "medida",  "linea",     "subproducto", "variable",
    "numero",   "ficha",   "desde",   "funcion", "categoria",
};

bool names(std::string_view key) { return std::ranges::find(naming, key) != std::end(naming); }

TrailEntry entry_from(const storage::Row& row) {
  TrailEntry entry;
  entry.institution = row.text(0);
  entry.seq = row.integer(1);
  entry.at = row.integer(2);
  entry.actor = row.integer(3);
  entry.kind = row.text(4);
  entry.version = row.integer(5);
  entry.act = row.text(6);
  const auto bytes = row.view(7);
  std::memcpy(entry.leaf.bytes.data(), bytes.data(),
              std::min(bytes.size(), entry.leaf.bytes.size()));
  return entry;
}

constexpr std::string_view columns =
    "select institution, seq, at, actor, kind, version, act, leaf from journal_entry ";

// ?1 journal, ?2 kind, ?3 its length, ?4 object, ?5 actor, ?6 from, ?7 until (both in UTC). The
// object is looked for bytewise: `like` means other things to the two engines.
constexpr std::string_view where = R"(
  where institution = ?1
    and (?3 = 0 or substr(kind, 1, cast(?3 as integer)) = ?2)
    and (?4 = '' or length(replace(act, ?4, '')) < length(act))
    and (?5 = -1 or actor = ?5)
    and at >= ?6 and at < ?7)";

storage::Parameters parameters_of(std::string_view journal, const TrailFilter& filter) {
  // Midnight of Guatemala is six in the morning of UTC, all year.
  constexpr std::int64_t offset = 6LL * 3600 * 1000;
  const auto midnight = [](Date date) {
    return std::int64_t(std::chrono::sys_days{date}.time_since_epoch().count()) * day + offset;
  };
  const auto& kind = filter.kind;
  return {storage::as_value(journal),
          storage::as_value(kind),
          storage::as_value(std::int64_t(kind.size())),
          storage::as_value(filter.object),
          storage::as_value(filter.actor.value_or(-1)),
          storage::as_value(filter.from ? midnight(*filter.from) : std::int64_t{0}),
          storage::as_value(filter.until ? midnight(*filter.until) + day : INT64_MAX)};
}

std::string plain(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_null()) return {};
  if (value.is_bool()) return value.get_bool() ? "sí" : "no";
  return canonical(value);
}

struct Said {
  std::string place, value;
};

void flatten(const json::value& value, const std::string& place, std::vector<Said>& out) {
  if (out.size() >= values_max) return;
  const auto joined_place = [&](std::string_view more) {
    std::string next = place;
    if (!next.empty() && !more.empty()) next += ' ';
    return next.append(more);
  };
  if (const auto* object = value.if_object()) {
    std::string label;
    if (!place.empty() || object->size() > 0)
      for (const auto& [key, inner] : *object)
        if (names(key) && !place.empty() && !inner.is_structured()) label += ' ' + plain(inner);
    for (const auto& [key, inner] : *object) {
      if (names(key) && !place.empty() && !inner.is_structured()) continue;
      flatten(inner, joined_place((label.empty() ? "" : label.substr(1) + ' ') + std::string(key)),
              out);
    }
  } else if (const auto* array = value.if_array()) {
    const bool flat = std::ranges::none_of(
        *array, [](const auto& one) { return one.is_object() || one.is_array(); });
    if (flat) {
      std::string all;
      for (const auto& one : *array) all += (all.empty() ? "" : ", ") + plain(one);
      out.push_back({place, std::move(all)});
      return;
    }
    int n = 0;
    for (const auto& one : *array) {
      ++n;
      // Rows with names of their own are told by them, others by their place.
      const auto* row = one.if_object();
      const bool named =
          row && std::ranges::any_of(*row, [](const auto& pair) { return names(pair.key()); });
      flatten(one, named ? place : joined_place(std::to_string(n)), out);
    }
  } else {
    out.push_back({place, plain(value)});
  }
}

// The names of the thing at the top of an act: acts with other ones are about something else.
std::vector<Said> named_by(const json::object& act) {
  std::vector<Said> out;
  for (const auto& [key, value] : act)
    if (names(key)) out.push_back({std::string(key), plain(value)});
  return out;
}

bool same_thing(const json::object& act, const std::vector<Said>& named) {
  return std::ranges::all_of(named, [&](const auto& one) {
    const auto* value = act.if_contains(one.place);
    return value && plain(*value) == one.value;
  });
}

}  // namespace

Result<TrailPage> trail(storage::Database& db, std::string_view journal, const TrailFilter& filter,
                        std::int64_t first, std::int64_t count) {
  TrailPage page;
  auto parameters = parameters_of(journal, filter);
  CHECK(db.each(std::string("select count(*) from journal_entry ") + std::string(where), parameters,
                [&](const storage::Row& row) -> Result<void> {
                  page.total = row.integer(0);
                  return {};
                }));
  parameters.push_back(storage::as_value(count));
  parameters.push_back(storage::as_value(first));
  CHECK(db.each(std::string(columns) + std::string(where) + " order by seq desc limit ?8 offset ?9",
                parameters, [&](const storage::Row& row) -> Result<void> {
                  page.entries.push_back(entry_from(row));
                  return {};
                }));
  return page;
}

Result<std::optional<TrailEntry>> trail_entry(storage::Database& db, std::string_view journal,
                                              std::int64_t seq) {
  return db.first(std::string(columns) + "where institution = ?1 and seq = ?2", entry_from, journal,
                  seq);
}

Result<std::vector<std::string>> trail_kinds(storage::Database& db, std::string_view journal) {
  return db.rows(
      "select distinct kind from journal_entry where institution = ?1 order by kind",
      [](const storage::Row& row) { return row.text(0); }, journal);
}

Result<std::map<std::int64_t, std::string>> trail_actors(storage::Database& db,
                                                         std::string_view journal) {
  std::map<std::int64_t, std::string> names_of_actors;
  CHECK(db.each(R"(select distinct e.actor, coalesce(u.name, '')
                     from journal_entry e
                     left join app_user u on u.number = e.actor
                    where e.institution = ?1 order by e.actor)",
                {storage::as_value(journal)}, [&](const storage::Row& row) -> Result<void> {
                  const auto number = row.integer(0);
                  auto name = row.text(1);
                  if (name.empty())
                    for (const auto role : access_control::all_roles)
                      if (access_control::actor_of(role) == number)
                        name = std::string(access_control::show(role));
                  if (name.empty()) name = "actor " + std::to_string(number);
                  names_of_actors.emplace(number, std::move(name));
                  return {};
                }));
  return names_of_actors;
}

Result<std::vector<TrailValue>> trail_values(storage::Database& db, const TrailEntry& entry) {
  const auto act = TRY(parse_json(entry.act));
  std::vector<TrailValue> out;
  if (!act.is_object()) return out;
  std::vector<Said> said;
  flatten(act, "", said);
  for (auto& one : said)
    out.push_back({std::move(one.place), std::nullopt, std::move(one.value), 0});
  const auto named = named_by(act.get_object());
  std::size_t missing = out.size();
  CHECK(db.each(R"(select seq, act from journal_entry
                    where institution = ?1 and kind = ?2 and seq < ?3
                    order by seq desc limit ?4)",
                {storage::as_value(entry.institution), storage::as_value(entry.kind),
                 storage::as_value(entry.seq), storage::as_value(looked_back_max)},
                [&](const storage::Row& row) -> Result<void> {
                  if (missing == 0) return {};
                  const auto earlier = parse_json(row.view(1));
                  if (!earlier || !earlier->is_object()) return {};
                  if (!same_thing(earlier->get_object(), named)) return {};
                  std::vector<Said> before;
                  flatten(*earlier, "", before);
                  for (auto& value : out) {
                    if (value.before) continue;
                    const auto found = std::ranges::find(before, value.place, &Said::place);
                    if (found == before.end()) continue;
                    value.before = found->value;
                    value.before_seq = row.integer(0);
                    --missing;
                  }
                  return {};
                }));
  return out;
}

}  // namespace queries
