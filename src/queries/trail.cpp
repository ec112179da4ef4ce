// Searching the journal.
#include "queries/trail.hpp"

#include <algorithm>
#include <cstring>

#include "base/json.hpp"
#include "domain/access/roles.hpp"
#include "storage/trail_words.hpp"

namespace queries {
namespace {

constexpr std::int64_t day = 24LL * 3600 * 1000;
constexpr std::size_t values_max = 400;        // Shown of one act.
constexpr std::int64_t counted_max = 2'000;    // Beyond them it is said that there are more.
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
    "select e.institution, e.seq, e.at, e.actor, e.kind, e.version, e.act, e.leaf";

// Midnight of Guatemala is six in the morning of UTC, all year.
std::int64_t midnight(Date date) {
  constexpr std::int64_t offset = 6LL * 3600 * 1000;
  return std::int64_t(std::chrono::sys_days{date}.time_since_epoch().count()) * day + offset;
}

// The conditions on an entry, each with its parameter, so that only what is asked for stands in the
// statement and an index serves it. ?1 is the journal.
struct Conditions {
  std::string sql;
  storage::Parameters parameters;

  void add(std::string_view before, storage::Value value, std::string_view after = "") {
    parameters.push_back(std::move(value));
    sql += std::string(before) + "?" + std::to_string(parameters.size()) + std::string(after);
  }
};

// `seq` is the column that the index leads through.
Conditions conditions_of(std::string_view journal, const TrailFilter& filter,
                         const std::string& seq) {
  Conditions all;
  all.add(" where e.institution = ", storage::as_value(journal));
  // "metas." stands for all of a noun; '/' is the sign after '.'.
  if (filter.kind.ends_with('.')) {
    all.add(" and e.kind >= ", storage::as_value(filter.kind));
    all.add(" and e.kind < ",
            storage::as_value(filter.kind.substr(0, filter.kind.size() - 1) + '/'));
  } else if (!filter.kind.empty()) {
    all.add(" and e.kind = ", storage::as_value(filter.kind));
  }
  if (filter.actor) all.add(" and e.actor = ", storage::as_value(*filter.actor));
  // Entries follow each other in time, so days are bounds of seq.
  if (filter.from)
    all.add(" and " + seq +
                " >= coalesce((select f.seq from journal_entry f where f.institution = ?1 "
                "and f.at >= ",
            storage::as_value(midnight(*filter.from)),
            " order by f.at, f.seq limit 1), 9223372036854775807)");
  if (filter.until)
    all.add(" and " + seq +
                " <= coalesce((select f.seq from journal_entry f where f.institution = ?1 "
                "and f.at < ",
            storage::as_value(midnight(*filter.until) + day),
            " order by f.at desc, f.seq desc limit 1), 0)");
  return all;
}

// Where the entries come from: the journal itself, those that an index has under a word, and those
// few whose acts say too much for the index, asked one by one. `like` means other things to the two
// engines, so an object is looked for bytewise.
struct Source {
  std::string from;
  Conditions conditions;
  std::string order = " order by e.seq desc";
};

std::vector<Source> sources_of(std::string_view journal, const TrailFilter& filter) {
  if (filter.object.empty())
    return {{" from journal_entry e", conditions_of(journal, filter, "e.seq")}};
  const std::string joined =
      " from trail_word w join journal_entry e on e.institution = w.institution and e.seq = w.seq";
  std::vector<Source> all;
  for (const bool much : {false, true}) {
    Source source{joined, conditions_of(journal, filter, "w.seq"), " order by w.seq desc"};
    source.conditions.sql += " and w.institution = ?1";
    source.conditions.add(" and w.word = ", storage::as_value(much ? std::string(storage::says_much)
                                                                   : filter.object));
    if (much)
      source.conditions.add(" and length(replace(e.act, ", storage::as_value(filter.object),
                            ", '')) < length(e.act)");
    all.push_back(std::move(source));
  }
  return all;
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
  auto sources = sources_of(journal, filter);
  std::vector<std::int64_t> found;
  for (const auto& source : sources) {
    auto parameters = source.conditions.parameters;
    parameters.push_back(storage::as_value(counted_max + 1));
    CHECK(db.each("select count(*) from (select 1" + source.from + source.conditions.sql +
                      " limit ?" + std::to_string(parameters.size()) + ") as counted",
                  parameters, [&](const storage::Row& row) -> Result<void> {
                    found.push_back(row.integer(0));
                    return {};
                  }));
    page.total += found.back();
  }
  const bool merged = std::ranges::count(found, 0) + 1 < static_cast<std::ptrdiff_t>(found.size());
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (found[i] == 0) continue;
    // Of two sources each gives as many as the page may need, and the newest of all are taken.
    auto parameters = sources[i].conditions.parameters;
    parameters.push_back(storage::as_value(merged ? first + count : count));
    parameters.push_back(storage::as_value(merged ? std::int64_t{0} : first));
    CHECK(db.each(std::string(columns) + sources[i].from + sources[i].conditions.sql +
                      sources[i].order + " limit ?" + std::to_string(parameters.size() - 1) +
                      " offset ?" + std::to_string(parameters.size()),
                  parameters, [&](const storage::Row& row) -> Result<void> {
                    page.entries.push_back(entry_from(row));
                    return {};
                  }));
  }
  page.more = page.total > counted_max;
  page.total = std::min(page.total, counted_max);
  std::ranges::stable_sort(page.entries, std::ranges::greater{}, &TrailEntry::seq);
  if (merged) {
    const auto all = static_cast<std::int64_t>(page.entries.size());
    page.entries.erase(page.entries.begin(), page.entries.begin() + std::min(first, all));
    page.entries.resize(
        std::min<std::size_t>(page.entries.size(), static_cast<std::size_t>(count)));
  }
  return page;
}

Result<std::optional<TrailEntry>> trail_entry(storage::Database& db, std::string_view journal,
                                              std::int64_t seq) {
  return db.first(
      std::string(columns) + " from journal_entry e where e.institution = ?1 and e.seq = ?2",
      entry_from, journal, seq);
}

// The distinct values of a column that an index leads with, each found from the one before: as many
// questions as there are values, however long the journal.
Result<std::vector<std::string>> trail_kinds(storage::Database& db, std::string_view journal) {
  return db.rows(
      R"(with recursive known(kind) as (
           select min(kind) from journal_entry where institution = ?1
           union all
           select (select min(e.kind) from journal_entry e
                    where e.institution = ?1 and e.kind > known.kind)
             from known where known.kind is not null)
         select kind from known where kind is not null order by kind)",
      [](const storage::Row& row) { return row.text(0); }, journal);
}

Result<std::map<std::int64_t, std::string>> trail_actors(storage::Database& db,
                                                         std::string_view journal) {
  std::map<std::int64_t, std::string> names_of_actors;
  CHECK(db.each(R"(with recursive known(actor) as (
                     select min(actor) from journal_entry where institution = ?1
                     union all
                     select (select min(e.actor) from journal_entry e
                              where e.institution = ?1 and e.actor > known.actor)
                       from known where known.actor is not null)
                   select k.actor, coalesce(u.name, '')
                     from known k left join app_user u on u.number = k.actor
                    where k.actor is not null order by k.actor)",
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
