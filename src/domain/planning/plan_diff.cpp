// A walk over two documents at once.
#include "domain/planning/plan_diff.hpp"

#include <boost/json/serialize.hpp>
#include <map>

namespace planning {
namespace {

// What names an item of a list, in this order of preference; several are joined.
constexpr std::string_view names[][2] = {
    {"id", ""},         {"codigo", "version"}, {"subproducto", "unidad"},
    {"numero", ""},     {"anio", ""},          {"sigla", ""},
    {"norma", ""},      {"clase", ""},         {"letra", ""},
    {"desde", "hacia"}, {"unidad", "numero"},  {"lugar", ""},
    {"fecha", ""},
};

std::string shown(const json::value& value) {
  if (const auto* text = value.if_string()) return std::string(*text);
  return json::serialize(value);
}

std::string name_of_item(const json::value& item) {
  const auto* object = item.if_object();
  if (!object) return "";
  for (const auto& [first, second] : names) {
    const auto* value = object->if_contains(first);
    if (!value) continue;
    auto name = shown(*value);
    if (const auto* more = second.empty() ? nullptr : object->if_contains(second))
      name += "/" + shown(*more);
    return name;
  }
  return "";
}

// The names of a list's items; empty when some have none or two are the same.
std::vector<std::string> item_names(const json::array& array) {
  std::vector<std::string> all;
  std::map<std::string, int> seen;
  for (const auto& item : array) {
    all.push_back(name_of_item(item));
    if (all.back().empty() || ++seen[all.back()] > 1) return {};
  }
  return all;
}

class Walk {
 public:
  std::vector<PlanChange> changes;

  void values(const std::string& path, const json::value* before, const json::value* after) {
    if (before && after && *before == *after) return;
    if (before && after && before->is_object() && after->is_object())
      return objects(path, before->get_object(), after->get_object());
    if (before && after && before->is_array() && after->is_array())
      return arrays(path, before->get_array(), after->get_array());
    changes.push_back({path, before ? shown(*before) : "", after ? shown(*after) : ""});
  }

  void objects(const std::string& path, const json::object& before, const json::object& after) {
    const auto inside = [&](std::string_view key) {
      return path.empty() ? std::string(key) : path + "." + std::string(key);
    };
    for (const auto& [key, value] : after) values(inside(key), before.if_contains(key), &value);
    for (const auto& [key, value] : before)
      if (!after.contains(key)) values(inside(key), &value, nullptr);
  }

 private:
  void arrays(const std::string& path, const json::array& before, const json::array& after) {
    const auto inside = [&](const std::string& name) { return path + "[" + name + "]"; };
    const auto old_names = item_names(before), new_names = item_names(after);
    const bool named = old_names.size() == before.size() && new_names.size() == after.size();
    if (!named) {
      for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i)
        values(inside(std::to_string(i)), i < before.size() ? &before[i] : nullptr,
               i < after.size() ? &after[i] : nullptr);
      return;
    }
    std::map<std::string_view, const json::value*> old_items;
    for (std::size_t i = 0; i < before.size(); ++i) old_items[old_names[i]] = &before[i];
    for (std::size_t i = 0; i < after.size(); ++i) {
      const auto found = old_items.find(new_names[i]);
      values(inside(new_names[i]), found == old_items.end() ? nullptr : found->second, &after[i]);
      old_items.erase(new_names[i]);
    }
    for (std::size_t i = 0; i < before.size(); ++i)
      if (old_items.contains(old_names[i])) values(inside(old_names[i]), &before[i], nullptr);
  }
};

}  // namespace

std::vector<PlanChange> changes_between(const json::object& before, const json::object& after) {
  Walk walk;
  walk.objects("", before, after);
  return std::move(walk.changes);
}

}  // namespace planning
