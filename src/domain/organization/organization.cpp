// The rules of an organisation.
#include "domain/organization/organization.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"

namespace organization {
namespace {

constexpr std::string_view unit_kinds[] = {"direccion",    "subdireccion", "unidad",
                                           "departamento", "delegacion",   "centro"};
constexpr std::string_view link_kinds[] = {"acto", "documento", "parte"};

bool code_holds(std::string_view code) {
  return !code.empty() && code.size() <= 40 && code.front() != '-' && code.back() != '-' &&
         std::ranges::all_of(code, [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
         });
}

class Faults {
 public:
  void add(Refusal why, std::string_view code, std::string_view found = {}) {
    all_.push_back(refusal(why, {{"codigo", std::string(code)}, {"hallado", std::string(found)}}));
  }
  Result<void> result() {
    if (all_.empty()) return {};
    Error first = all_.front();
    if (all_.size() > 1) first.all = std::move(all_);
    return std::unexpected(std::move(first));
  }

 private:
  std::vector<Error> all_;
};

bool reversed(const std::optional<Date>& from, const std::optional<Date>& until) {
  return from && until && *until < *from;
}

std::string span_of(const std::optional<Date>& from, const std::optional<Date>& until) {
  return (from ? show(*from) : "") + " a " + (until ? show(*until) : "");
}

using Parents = std::map<std::string, std::string>;

bool loops(const Parents& parents, const std::string& start) {
  std::string at = start;
  for (std::size_t steps = 0; steps <= parents.size(); ++steps) {
    const auto parent = parents.find(at);
    if (parent == parents.end() || parent->second.empty()) return false;
    at = parent->second;
  }
  return true;
}

void check_units(const std::vector<Unit>& units, Faults& faults) {
  Parents parents;
  for (const auto& unit : units) {
    if (!code_holds(unit.code)) faults.add(Refusal::CodeMalformed, unit.code, unit.code);
    if (trimmed(unit.name).empty()) faults.add(Refusal::NameMissing, unit.code);
    if (reversed(unit.from, unit.until))
      faults.add(Refusal::DatesReversed, unit.code, span_of(unit.from, unit.until));
    if (!parents.emplace(unit.code, unit.parent).second)
      faults.add(Refusal::UnitDoubled, unit.code);
  }
  for (const auto& unit : units) {
    if (!unit.parent.empty() && !parents.contains(unit.parent))
      faults.add(Refusal::ParentUnknown, unit.code, unit.parent);
    else if (loops(parents, unit.code))
      faults.add(Refusal::ParentLoop, unit.code, unit.parent);
  }
}

bool overlap(const Holder& a, const Holder& b) {
  return (!a.until || b.from <= *a.until) && (!b.until || a.from <= *b.until);
}

void check_holders(const Organization& all, const std::set<std::string>& posts, Faults& faults) {
  for (std::size_t i = 0; i < all.holders.size(); ++i) {
    const auto& holder = all.holders[i];
    if (!posts.contains(holder.post)) faults.add(Refusal::HolderPostUnknown, holder.post);
    if (trimmed(holder.name).empty()) faults.add(Refusal::NameMissing, holder.post);
    if (reversed(holder.from, holder.until))
      faults.add(Refusal::DatesReversed, holder.post, span_of(holder.from, holder.until));
    for (std::size_t j = 0; j < i; ++j)
      if (all.holders[j].post == holder.post && overlap(all.holders[j], holder))
        faults.add(Refusal::HoldersOverlap, holder.post, all.holders[j].name + ", " + holder.name);
  }
}

void check_functions(const Organization& all, const std::set<std::string>& units, Faults& faults) {
  std::set<std::string> codes;
  std::set<std::pair<std::string, std::string>> numbers;
  for (const auto& function : all.functions) {
    const auto number = std::to_string(function.number);
    if (!code_holds(function.code))
      faults.add(Refusal::CodeMalformed, function.code, function.code);
    if (!units.contains(function.unit))
      faults.add(Refusal::FunctionUnitUnknown, function.code, function.unit);
    if (function.number < 1 || !codes.insert(function.code).second ||
        !numbers.emplace(function.unit + ' ' + function.norm, number).second)
      faults.add(Refusal::FunctionDoubled, function.code, number);
    if (trimmed(function.text).empty() || trimmed(function.norm).empty())
      faults.add(Refusal::FunctionTextMissing, function.code);
    if (reversed(function.from, function.until))
      faults.add(Refusal::DatesReversed, function.code, span_of(function.from, function.until));
  }
}

// ---- JSON
// ----------------------------------------------------------------------------------------

Result<std::optional<Date>> optional_date(const json::object& from, std::string_view key) {
  const auto text = optional_text_at(from, key);
  if (!text) return std::optional<Date>{};
  return std::optional<Date>(TRY(parse_date(*text)));
}

bool flag_or(const json::object& object, std::string_view key, bool otherwise) {
  const auto flag = flag_at(object, key);
  return flag ? *flag : otherwise;
}

// Every object of an array through `read`, with the row's own number in the error.
template <class T>
Result<std::vector<T>> list_of(const json::object& object, std::string_view key,
                               Result<T> (*read)(const json::object&)) {
  std::vector<T> out;
  if (!object.contains(key)) return out;
  const auto array = TRY(array_at(object, key));
  for (std::size_t i = 0; i < array.size(); ++i) {
    const auto place = std::string(key) + '[' + std::to_string(i + 1) + ']';
    const auto* item = array[i].if_object();
    if (item == nullptr)
      return refuse(JsonRefusal::WrongType, {{"campo", place}, {"esperado", "objeto"}});
    out.push_back(TRY(where("lugar", place, read(*item))));
  }
  return out;
}

Result<Unit> unit_from(const json::object& object) {
  Unit unit;
  unit.code = TRY(text_at(object, "codigo"));
  unit.name = TRY(text_at(object, "nombre"));
  unit.short_name = optional_text_at(object, "corto").value_or("");
  const auto kind = TRY(text_at(object, "clase"));
  unit.kind = TRY(where("codigo", unit.code, parse_unit_kind(kind)));
  unit.parent = optional_text_at(object, "padre").value_or("");
  if (const auto place = optional_text_at(object, "lugar"))
    unit.place = TRY(Geografico::parse(*place));
  unit.reports = flag_or(object, "reporta", false);
  unit.from = TRY(optional_date(object, "desde"));
  unit.until = TRY(optional_date(object, "hasta"));
  unit.source = optional_text_at(object, "fuente").value_or("");
  return unit;
}

Result<Post> post_from(const json::object& object) {
  return Post{TRY(text_at(object, "codigo")), TRY(text_at(object, "nombre")),
              TRY(text_at(object, "unidad"))};
}

Result<Link> link_from(const json::object& object) {
  const auto name = TRY(text_at(object, "clase"));
  const auto found = std::ranges::find(link_kinds, name);
  if (found == std::end(link_kinds))
    return refuse(Refusal::LinkKindUnknown,
                  {{"hallado", name}, {"esperado", "acto, documento o parte"}});
  return Link{static_cast<LinkKind>(found - std::begin(link_kinds)),
              TRY(text_at(object, "destino"))};
}

Result<Function> function_from(const json::object& object) {
  Function function;
  function.unit = TRY(text_at(object, "unidad"));
  function.norm = TRY(text_at(object, "norma"));
  function.number = TRY(integer_at(object, "numero"));
  function.code = optional_text_at(object, "codigo")
                      .value_or(function.unit + '-' + std::to_string(function.number));
  function.text = TRY(text_at(object, "texto"));
  function.from = TRY(optional_date(object, "desde"));
  function.until = TRY(optional_date(object, "hasta"));
  function.links = TRY(list_of<Link>(object, "vinculos", link_from));
  return function;
}

void put_text(json::object& object, std::string_view key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

void put_dates(json::object& object, const std::optional<Date>& from,
               const std::optional<Date>& until) {
  if (from) object["desde"] = show(*from);
  if (until) object["hasta"] = show(*until);
}

json::object unit_json(const Unit& unit) {
  json::object object{{"codigo", unit.code}, {"nombre", unit.name}};
  put_text(object, "corto", unit.short_name);
  object["clase"] = name_of(unit.kind);
  put_text(object, "padre", unit.parent);
  if (unit.place) object["lugar"] = show(*unit.place);
  object["reporta"] = unit.reports;
  put_dates(object, unit.from, unit.until);
  put_text(object, "fuente", unit.source);
  return object;
}

json::object function_json(const Function& function) {
  json::object object{{"codigo", function.code},
                      {"unidad", function.unit},
                      {"norma", function.norm},
                      {"numero", function.number},
                      {"texto", function.text}};
  put_dates(object, function.from, function.until);
  json::array links;
  for (const auto& link : function.links)
    links.push_back(json::object{{"clase", name_of(link.kind)}, {"destino", link.target}});
  if (!links.empty()) object["vinculos"] = std::move(links);
  return object;
}

}  // namespace

std::string_view name_of(UnitKind kind) { return unit_kinds[std::to_underlying(kind)]; }
std::string_view name_of(LinkKind kind) { return link_kinds[std::to_underlying(kind)]; }

Result<UnitKind> parse_unit_kind(std::string_view name) {
  const auto found = std::ranges::find(unit_kinds, name);
  if (found == std::end(unit_kinds))
    return refuse(
        Refusal::KindUnknown,
        {{"hallado", std::string(name)},
         {"esperado", "direccion, subdireccion, unidad, departamento, delegacion o centro"}});
  return static_cast<UnitKind>(found - std::begin(unit_kinds));
}

Result<Holder> holder_from(const json::object& object) {
  Holder holder;
  holder.post = TRY(text_at(object, "puesto"));
  const auto from = TRY(text_at(object, "desde"));
  holder.from = TRY(parse_date(from));
  holder.until = TRY(optional_date(object, "hasta"));
  holder.name = TRY(text_at(object, "nombre"));
  holder.person = flag_or(object, "persona", true);
  holder.act = optional_text_at(object, "acto").value_or("");
  return holder;
}

json::object to_json(const Holder& holder) {
  json::object object{{"puesto", holder.post}, {"nombre", holder.name}, {"persona", holder.person}};
  put_dates(object, holder.from, holder.until);
  put_text(object, "acto", holder.act);
  return object;
}

Result<Organization> organization_from(const json::object& object) {
  Organization all;
  all.source = optional_text_at(object, "fuente").value_or("");
  all.units = TRY(list_of<Unit>(object, "unidades", unit_from));
  all.posts = TRY(list_of<Post>(object, "puestos", post_from));
  all.holders = TRY(list_of<Holder>(object, "titulares", holder_from));
  all.functions = TRY(list_of<Function>(object, "funciones", function_from));
  return all;
}

json::object to_json(const Organization& all) {
  json::array units, posts, holders, functions;
  for (const auto& unit : all.units) units.push_back(unit_json(unit));
  for (const auto& post : all.posts)
    posts.push_back(
        json::object{{"codigo", post.code}, {"nombre", post.name}, {"unidad", post.unit}});
  for (const auto& holder : all.holders) holders.push_back(to_json(holder));
  for (const auto& function : all.functions) functions.push_back(function_json(function));
  json::object object;
  put_text(object, "fuente", all.source);
  object["unidades"] = std::move(units);
  object["puestos"] = std::move(posts);
  object["titulares"] = std::move(holders);
  object["funciones"] = std::move(functions);
  return object;
}

Result<void> check(const Organization& all) {
  Faults faults;
  check_units(all.units, faults);
  std::set<std::string> units, posts;
  for (const auto& unit : all.units) units.insert(unit.code);
  for (const auto& post : all.posts) {
    if (!code_holds(post.code)) faults.add(Refusal::CodeMalformed, post.code, post.code);
    if (trimmed(post.name).empty()) faults.add(Refusal::NameMissing, post.code);
    if (!posts.insert(post.code).second) faults.add(Refusal::PostDoubled, post.code);
    if (!units.contains(post.unit)) faults.add(Refusal::PostUnitUnknown, post.code, post.unit);
  }
  check_functions(all, units, faults);
  check_holders(all, posts, faults);
  return faults.result();
}

const Holder* holder_on(std::span<const Holder> holders, std::string_view post, Date date) {
  for (const auto& holder : holders)
    if (holder.post == post && holder.from <= date && (!holder.until || date <= *holder.until))
      return &holder;
  return nullptr;
}

Result<std::vector<Holder>> succeeded(std::span<const Holder> of_the_post, const Holder& next) {
  if (trimmed(next.name).empty()) return refuse(Refusal::NameMissing, {{"codigo", next.post}});
  if (reversed(next.from, next.until))
    return refuse(Refusal::DatesReversed,
                  {{"codigo", next.post}, {"hallado", span_of(next.from, next.until)}});
  std::vector<Holder> after;
  for (auto holder : of_the_post) {
    if (!holder.until && holder.from < next.from)
      holder.until = Date{std::chrono::sys_days{next.from} - std::chrono::days{1}};
    if (holder.from != next.from && overlap(holder, next))
      return refuse(Refusal::HoldersOverlap,
                    {{"codigo", next.post}, {"hallado", holder.name + ", " + next.name}});
    if (holder.from != next.from) after.push_back(std::move(holder));
  }
  after.push_back(next);
  std::ranges::sort(after, {}, &Holder::from);
  return after;
}

std::vector<std::string> with_dependents(std::span<const Unit> units, std::string_view code) {
  std::vector<std::string> out;
  std::set<std::string, std::less<>> in{std::string(code)};
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& unit : units)
      if (in.contains(unit.parent) && in.insert(unit.code).second) grew = true;
  }
  for (const auto& unit : units)
    if (in.contains(unit.code)) out.push_back(unit.code);
  return out;
}

}  // namespace organization
