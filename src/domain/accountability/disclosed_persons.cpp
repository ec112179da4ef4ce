// The table of persons, and how releases hang together.
#include "domain/accountability/disclosed_persons.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

namespace disclosure {
namespace {

using Axes = std::set<std::string>;

// Axes by which a subproducto, or one that it is added to, tells persons apart.
struct Shape {
  std::map<std::string, Axes> of_subproducto, of_group;
  std::map<std::string, std::vector<std::string>> groups_of;
};

Shape shape_of(const std::vector<PersonReport>& reports, const std::vector<PersonGroup>& groups) {
  Shape shape;
  std::map<std::string, Axes> own;
  for (const auto& report : reports)
    for (const auto& part : report.parts) own[report.subproducto].insert(part.axis);
  shape.of_subproducto = own;
  for (const auto& group : groups) {
    auto& axes = shape.of_group[group.name];
    for (const auto& one : group.subproductos)
      if (const auto at = own.find(one); at != own.end())
        axes.insert(at->second.begin(), at->second.end());
    for (const auto& one : group.subproductos) {
      shape.of_subproducto[one].insert(axes.begin(), axes.end());
      shape.groups_of[one].push_back(group.name);
    }
  }
  return shape;
}

struct Category {
  std::string axis, category, parent;  // Parent within the axis: its group; "" the sum.
  Count persons = 0;
};

// Every category of a report with its groups and what is not told apart.
std::vector<Category> categories_of(const PersonReport& report, const Axes& axes) {
  std::vector<Category> out;
  for (const auto& axis : axes) {
    Count told = 0;
    std::map<std::string, Count> groups;
    for (const auto& part : report.parts) {
      if (part.axis != axis) continue;
      told += part.persons;
      const bool grouped = !part.group.empty() && part.group != part.category;
      if (grouped) groups[part.group] += part.persons;
      out.push_back({axis, part.category, grouped ? part.group : "", part.persons});
    }
    for (const auto& [group, persons] : groups) out.push_back({axis, group, "", persons});
    out.push_back({axis, std::string(not_told_apart), "", report.persons - told});
  }
  return out;
}

class Building {
 public:
  Building(const std::vector<PersonReport>& reports, const std::vector<PersonGroup>& groups,
           std::string_view last)
      : shape_{shape_of(reports, groups)} {
    std::string until{last};
    if (last.empty())
      for (const auto& report : reports) until = std::max(until, report.month);
    span_ = until.substr(0, std::string_view("2026-").size()) + "01/" + until;
  }

  void add(const PersonReport& report) {
    const auto& axes = shape_.of_subproducto[report.subproducto];
    add_at(report, {"", "", "", 0}, report.persons);
    for (const auto& one : categories_of(report, axes)) add_at(report, one, one.persons);
  }

  PersonTable done(const Rules& rules) && {
    PersonTable out;
    for (const auto& [key, cell] : cells_) {
      out.keys.push_back(key);
      out.table.cells.push_back(cell);
      auto& added = out.table.cells.back();
      added.least = rules.hide_zeros ? 0 : 1;
      if (key.unit.empty() && key.axis.empty()) added.standing = Standing::Known;
      if (added.standing == Standing::Known || added.value == 0) added.least = 0;
    }
    const auto index = [&](const PersonKey& key) {
      return static_cast<std::int32_t>(std::ranges::lower_bound(out.keys, key) - out.keys.begin());
    };
    for (const auto& [whole, parts] : relations_) {
      Relation relation{index(whole.first), {}};
      for (const auto& part : parts) relation.parts.push_back(index(part));
      out.table.relations.push_back(std::move(relation));
    }
    return out;
  }

 private:
  using Whole = std::pair<PersonKey, std::string>;  // A sum, and over what.

  void add_at(const PersonReport& report, const Category& category, Count persons) {
    std::vector<std::string> who{report.subproducto};
    for (const auto& group : shape_.groups_of[report.subproducto])
      if (category.axis.empty() || shape_.of_group[group].contains(category.axis))
        who.push_back(group);
    for (const auto& one : who)
      for (const auto& unit : {report.unit, std::string()})
        for (const auto& period : {report.month, span_}) {
          const PersonKey key{one, unit, period, category.axis, category.category};
          auto& cell = cells_[key];
          cell.value += persons;
          const bool group = one != report.subproducto, all = unit.empty(),
                     to_date = period == span_;
          cell.level = static_cast<std::uint8_t>(group + all + to_date + category.axis.empty());
          // What each is a part of.
          auto sum = key;
          if (!category.axis.empty()) {
            sum.category = category.parent;
            if (category.parent.empty()) sum.axis.clear();
            relations_[{sum, category.axis}].insert(key);
            sum = key;
          }
          if (!all) {
            sum.unit.clear();
            relations_[{sum, "unidad"}].insert(key);
            sum = key;
          }
          if (!to_date) {
            sum.period = span_;
            relations_[{sum, "mes"}].insert(key);
            sum = key;
          }
          if (!group)
            for (std::size_t g = 1; g < who.size(); ++g) {
              sum.who = who[g];
              relations_[{sum, "subproducto"}].insert(key);
            }
        }
  }

  Shape shape_;
  std::string span_;
  std::map<PersonKey, Cell> cells_;
  std::map<Whole, std::set<PersonKey>> relations_;
};

// All releases as one table, this one's cells first and in their order.
struct Merged {
  Table table;
  std::vector<PersonKey> keys;
};

Merged merged(const PersonTable& now, const std::vector<PersonRelease>& before) {
  Merged out{now.table, now.keys};
  // The newest cell under each key: what a later release is compared with.
  std::map<PersonKey, std::int32_t> newest;
  std::map<std::pair<PersonKey, Count>, std::int32_t> same;
  for (std::size_t c = 0; c < now.keys.size(); ++c)
    same[{now.keys[c], now.table.cells[c].value}] = newest[now.keys[c]] =
        static_cast<std::int32_t>(c);
  for (auto release = before.rbegin(); release != before.rend(); ++release) {
    const auto& [persons, hidden] = *release;
    std::vector<std::int32_t> place;
    for (std::size_t c = 0; c < persons.keys.size(); ++c) {
      const auto& key = persons.keys[c];
      const auto& cell = persons.table.cells[c];
      const bool shown = !std::ranges::binary_search(hidden, show(key));
      const auto standing = shown ? Standing::Known : Standing::Withheld;
      const auto [at, fresh] = same.try_emplace({key, cell.value}, std::int32_t(out.keys.size()));
      if (fresh) {
        out.keys.push_back(key);
        out.table.cells.push_back(cell);
        out.table.cells.back().standing = standing;
        if (const auto later = newest.find(key); later != newest.end()) {
          // The greater of both is the smaller and what changed.
          const auto difference = static_cast<std::int32_t>(out.keys.size());
          const auto later_value = out.table.cells[static_cast<std::size_t>(later->second)].value;
          const bool grew = later_value > cell.value;
          out.keys.push_back(key);
          out.table.cells.push_back(
              {.value = grew ? later_value - cell.value : cell.value - later_value,
               .least = 1,
               .standing = Standing::Withheld});
          out.table.relations.push_back(grew ? Relation{later->second, {at->second, difference}}
                                             : Relation{at->second, {later->second, difference}});
        }
      } else if (shown) {
        out.table.cells[static_cast<std::size_t>(at->second)].standing = Standing::Known;
      }
      newest[key] = at->second;
      place.push_back(at->second);
    }
    for (const auto& relation : persons.table.relations) {
      Relation moved{place[static_cast<std::size_t>(relation.total)], {}};
      for (const auto part : relation.parts)
        moved.parts.push_back(place[static_cast<std::size_t>(part)]);
      out.table.relations.push_back(std::move(moved));
    }
  }
  return out;
}

}  // namespace

std::string show(const PersonKey& key) {
  std::string out;
  for (const auto* part : {&key.who, &key.unit, &key.period, &key.axis, &key.category})
    out += (out.empty() ? "" : " ") + (part->empty() ? std::string("-") : *part);
  return out;
}

PersonTable person_table(const std::vector<PersonReport>& reports,
                         const std::vector<PersonGroup>& groups, const Rules& rules,
                         std::string_view last) {
  if (reports.empty()) return {};
  Building building(reports, groups, last);
  for (const auto& report : reports) building.add(report);
  return std::move(building).done(rules);
}

std::vector<std::string> Proposal::hidden() const {
  std::vector<std::string> out;
  for (std::size_t c = 0; c < decisions.size(); ++c)
    if (decisions[c].reason != Reason::Shown) out.push_back(show(persons.keys[c]));
  std::ranges::sort(out);
  return out;
}

bool Proposal::shows(const PersonKey& key) const {
  const auto at = std::ranges::lower_bound(persons.keys, key);
  return at != persons.keys.end() && *at == key &&
         decisions[static_cast<std::size_t>(at - persons.keys.begin())].reason == Reason::Shown;
}

Proposal propose(PersonTable now, const std::vector<PersonRelease>& before, const Rules& rules) {
  const auto all = merged(now, before);
  const auto protection = protect(all.table, rules);
  Proposal out;
  for (const auto& one : attack(all.table, rules, protection))
    out.found.push_back(show(all.keys[static_cast<std::size_t>(one.cell)]));
  out.found_without =
      attack(all.table, rules, protect(all.table, rules, Complementary::Off)).size();
  for (const auto c : protection.exposed_before)
    out.exposed_before.push_back(all.keys[static_cast<std::size_t>(c)]);
  out.decisions.assign(protection.cells.begin(),
                       protection.cells.begin() + static_cast<std::ptrdiff_t>(now.keys.size()));
  for (const auto& one : out.decisions)
    out.protects.push_back(
        one.protects < 0 ? "" : show(all.keys[static_cast<std::size_t>(one.protects)]));
  out.persons = std::move(now);
  return out;
}

}  // namespace disclosure
