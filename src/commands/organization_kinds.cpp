// The decisions on the organisation: load it, name who holds a post.
#include <algorithm>
#include <array>
#include <set>

#include "commands/command.hpp"
#include "domain/organization/organization.hpp"
#include "domain/values/catalog.hpp"
#include "storage/catalog_store.hpp"
#include "storage/organization_store.hpp"

namespace commands {
namespace {

using access_control::Permission;
using organization::Function;
using organization::Holder;
using organization::Organization;
using organization::Post;
using organization::Unit;

storage::Value text_or_null(const std::string& text) {
  return text.empty() ? storage::Value{} : storage::Value{text};
}

void put_unit(Changes& changes, const Unit& unit, std::int64_t position) {
  changes.put("org_unit",
              {{"code", unit.code},
               {"position", position},
               {"name", unit.name},
               {"short_name", text_or_null(unit.short_name)},
               {"kind", std::string(organization::name_of(unit.kind))},
               {"parent", text_or_null(unit.parent)},
               {"place", unit.place ? storage::Value{show(*unit.place)} : storage::Value{}},
               {"reports", std::int64_t{unit.reports}},
               {"valid_from", storage::as_value(unit.from)},
               {"valid_until", storage::as_value(unit.until)},
               {"source", unit.source}});
}

void put_post(Changes& changes, const Post& post, std::int64_t position) {
  changes.put(
      "post",
      {{"code", post.code}, {"position", position}, {"name", post.name}, {"unit", post.unit}});
}

void put_holder(Changes& changes, const Holder& holder) {
  changes.put("post_holder", {{"post", holder.post},
                              {"valid_from", show(holder.from)},
                              {"valid_until", storage::as_value(holder.until)},
                              {"name", holder.name},
                              {"person", std::int64_t{holder.person}},
                              {"act", text_or_null(holder.act)}});
}

void put_function(Changes& changes, const Function& function, std::int64_t position,
                  const Function* before) {
  changes.put("org_function", {{"code", function.code},
                               {"position", position},
                               {"unit", function.unit},
                               {"norm", function.norm},
                               {"number", function.number},
                               {"text", function.text},
                               {"valid_from", storage::as_value(function.from)},
                               {"valid_until", storage::as_value(function.until)}});
  const auto key = [&](const organization::Link& link) {
    return storage::Fields{{"function", function.code},
                           {"kind", std::string(organization::name_of(link.kind))},
                           {"target", link.target}};
  };
  if (before != nullptr)
    for (const auto& link : before->links)
      if (std::ranges::find(function.links, link) == function.links.end())
        changes.remove("function_link", key(link));
  for (const auto& link : function.links) changes.put("function_link", key(link));
}

// Places are codes of the catalogue of municipalities, where that catalogue is loaded.
Result<void> check_places(storage::Database& db, const Organization& all, const Meta& meta) {
  std::vector<Error> faults;
  const auto year = FiscalYear{static_cast<std::int16_t>(int{meta.today().year()})};
  const auto codes = TRY(storage::catalog_codes(db, "municipios", year));
  for (const auto& unit : all.units)
    if (!codes.empty() && unit.place && !std::ranges::binary_search(codes, show(*unit.place)))
      faults.push_back(unknown_entry("municipios", show(*unit.place), {{"codigo", unit.code}}));
  if (faults.empty()) return {};
  Error first = faults.front();
  if (faults.size() > 1) first.all = std::move(faults);
  return std::unexpected(std::move(first));
}

// Loads come on top of what there is: rows with the same code are corrected, the rest stays.
template <class T>
void laid_over(std::vector<T>& base, const std::vector<T>& loaded) {
  std::vector<T> merged = loaded;
  for (auto& old : base)
    if (std::ranges::find(loaded, old.code, &T::code) == loaded.end())
      merged.push_back(std::move(old));
  base = std::move(merged);
}

void holders_laid_over(std::vector<Holder>& base, const std::vector<Holder>& loaded) {
  for (const auto& holder : loaded) {
    const auto same = std::ranges::find_if(base, [&](const Holder& old) {
      return old.post == holder.post && old.from == holder.from;
    });
    if (same == base.end())
      base.push_back(holder);
    else
      *same = holder;
  }
}

template <class T>
const T* with_code(const std::vector<T>& list, const std::string& code) {
  const auto found = std::ranges::find(list, code, &T::code);
  return found == list.end() ? nullptr : &*found;
}

// The place of a row in the institution's order: as in the file, what the file lacks after it.
template <class T, class Write>
std::int64_t put_changed(const std::vector<T>& before, const std::vector<T>& after,
                         const Write& write) {
  std::int64_t changed = 0;
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto* old = with_code(before, after[i].code);
    const bool moved = i >= before.size() || before[i].code != after[i].code;
    if (old != nullptr && *old == after[i] && !moved) continue;
    write(after[i], static_cast<std::int64_t>(i + 1), old);
    ++changed;
  }
  return changed;
}

// {"fuente", "unidades", "puestos", "titulares", "funciones"} of docs/formats/organizacion.md.
Result<Decision> decide_load(storage::Database& db, const json::object& act, const Meta& meta) {
  auto loaded = TRY(organization::organization_from(act));
  for (auto& function : loaded.functions)
    std::ranges::sort(function.links, {}, [](const organization::Link& link) {
      return std::pair{organization::name_of(link.kind), link.target};
    });
  const auto before = TRY(storage::organization_of(db, meta.institution));
  Organization after = before;
  laid_over(after.units, loaded.units);
  laid_over(after.posts, loaded.posts);
  laid_over(after.functions, loaded.functions);
  holders_laid_over(after.holders, loaded.holders);
  CHECK(organization::check(after));
  CHECK(check_places(db, loaded, meta));

  Decision decision;
  auto& changes = decision.changes;
  const auto units = put_changed(before.units, after.units,
                                 [&](const Unit& unit, std::int64_t position, const Unit*) {
                                   put_unit(changes, unit, position);
                                 });
  const auto posts = put_changed(before.posts, after.posts,
                                 [&](const Post& post, std::int64_t position, const Post*) {
                                   put_post(changes, post, position);
                                 });
  const auto functions =
      put_changed(before.functions, after.functions,
                  [&](const Function& function, std::int64_t position, const Function* old) {
                    put_function(changes, function, position, old);
                  });
  std::int64_t holders = 0;
  for (const auto& holder : after.holders)
    if (std::ranges::find(before.holders, holder) == before.holders.end()) {
      put_holder(changes, holder);
      ++holders;
    }
  decision.outcome = {
      {"unidades", units}, {"puestos", posts}, {"titulares", holders}, {"funciones", functions}};
  return decision;
}

// {"puesto", "nombre", "desde", "hasta"?, "persona"?, "acto"?}
Result<Decision> decide_holder(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto next = TRY(organization::holder_from(act));
  const auto all = TRY(storage::organization_of(db, meta.institution));
  if (with_code(all.posts, next.post) == nullptr)
    return refuse(organization::Refusal::HolderPostUnknown, {{"codigo", next.post}});
  std::vector<Holder> of_the_post;
  std::ranges::copy_if(all.holders, std::back_inserter(of_the_post),
                       [&](const Holder& holder) { return holder.post == next.post; });
  const auto after = TRY(organization::succeeded(of_the_post, next));
  Decision decision;
  for (const auto& holder : after)
    if (std::ranges::find(of_the_post, holder) == of_the_post.end())
      put_holder(decision.changes, holder);
  decision.outcome = {{"puesto", next.post}, {"nombre", next.name}};
  return decision;
}

constexpr std::array kinds{
    Kind{"organizacion.cargar", 1, Scope::Institution, Permission::EditOrganization, decide_load},
    Kind{"organizacion.nombrar", 1, Scope::Institution, Permission::HoldPosts, decide_holder},
};

}  // namespace

std::span<const Kind> organization_kinds() { return kinds; }

}  // namespace commands
