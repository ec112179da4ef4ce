// Canonical JSON over Boost.JSON's values and its streaming parser.
#include "base/json.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>
#include <cassert>
#include <vector>

#include "base/text.hpp"

namespace {

constexpr RefusalRow rows[] = {
    {"json.mal_formado", Fault::Invalid},    {"json.fraccion", Fault::Invalid},
    {"json.clave_repetida", Fault::Invalid}, {"json.muy_profundo", Fault::Invalid},
    {"json.falta_campo", Fault::Invalid},    {"json.tipo_equivocado", Fault::Invalid},
};

std::vector<Detail> position_of(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto start = before.rfind('\n');
  const auto column = before.size() - (start == before.npos ? 0 : start + 1) + 1;
  return {{"linea", std::to_string(line)}, {"columna", std::to_string(column)}};
}

// Boost.JSON keeps the last of two equal keys and reads "0.1" as a double; both are refused here,
// because an act or a plan must say one thing and say it exactly.
std::optional<Error> first_fault(const json::value& value) {
  if (value.is_double() || value.is_uint64()) return refusal(JsonRefusal::Fraction);
  if (const auto* array = value.if_array()) {
    for (const auto& item : *array)
      if (auto fault = first_fault(item)) return fault;
  } else if (const auto* object = value.if_object()) {
    for (const auto& [key, item] : *object)
      if (auto fault = first_fault(item)) {
        if (detail_of(*fault, "campo").empty())
          fault->details.push_back({"campo", std::string(key)});
        return fault;
      }
  }
  return std::nullopt;
}

// Finds a key written twice in one object, by a pass over the tokens of already valid JSON.
std::optional<std::string> doubled_key(std::string_view text) {
  std::vector<std::vector<std::string>> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '{' || c == '[') open.emplace_back();
    if (c == '}' || c == ']') open.pop_back();
    if (c != '"') continue;
    const std::size_t begin = i++;
    while (text[i] != '"') i += text[i] == '\\' ? 2 : 1;
    std::size_t next = i + 1;
    while (next < text.size() && std::string_view(" \t\r\n").contains(text[next])) ++next;
    if (next >= text.size() || text[next] != ':') continue;
    auto key = std::string(json::parse(text.substr(begin, i + 1 - begin)).as_string());
    if (std::ranges::find(open.back(), key) != open.back().end()) return key;
    open.back().push_back(std::move(key));
  }
  return std::nullopt;
}

void write_string(std::string& out, std::string_view text) {
  out += json::serialize(json::string(nfc(text)));
}

void write(std::string& out, const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      out += "null";
      return;
    case json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      return;
    case json::kind::int64:
      out += std::to_string(value.get_int64());
      return;
    case json::kind::string:
      write_string(out, value.get_string());
      return;
    case json::kind::array: {
      out += '[';
      for (bool first = true; const auto& item : value.get_array()) {
        if (!std::exchange(first, false)) out += ',';
        write(out, item);
      }
      out += ']';
      return;
    }
    case json::kind::object: {
      std::vector<const json::key_value_pair*> pairs;
      for (const auto& pair : value.get_object()) pairs.push_back(&pair);
      std::ranges::sort(pairs, {}, [](const auto* pair) { return std::string_view(pair->key()); });
      out += '{';
      for (bool first = true; const auto* pair : pairs) {
        if (!std::exchange(first, false)) out += ',';
        write_string(out, pair->key());
        out += ':';
        write(out, pair->value());
      }
      out += '}';
      return;
    }
    case json::kind::uint64:
    case json::kind::double_:
      assert(!"canonical JSON holds 64-bit integers only");
  }
}

void write_pretty(std::string& out, const json::value& value, std::string indent) {
  const auto deeper = indent + "  ";
  if (const auto* object = value.if_object(); object && !object->empty()) {
    out += "{";
    for (bool first = true; const auto& [key, item] : *object) {
      out += std::exchange(first, false) ? "\n" : ",\n";
      out += deeper + json::serialize(json::string(key)) + ": ";
      write_pretty(out, item, deeper);
    }
    out += "\n" + indent + "}";
  } else if (const auto* array = value.if_array(); array && !array->empty()) {
    out += "[";
    for (bool first = true; const auto& item : *array) {
      out += std::exchange(first, false) ? "\n" : ",\n";
      out += deeper;
      write_pretty(out, item, deeper);
    }
    out += "\n" + indent + "]";
  } else {
    out += json::serialize(value);
  }
}

std::unexpected<Error> missing(std::string_view key) {
  return refuse(JsonRefusal::MissingField, {{"campo", std::string(key)}});
}

std::unexpected<Error> mistyped(std::string_view key, std::string_view wanted) {
  return refuse(JsonRefusal::WrongType,
                {{"campo", std::string(key)}, {"esperado", std::string(wanted)}});
}

}  // namespace

const RefusalRow& row_of(JsonRefusal why) { return rows[std::to_underlying(why)]; }

Result<json::value> parse_json(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!is_utf8(text)) return refuse(JsonRefusal::Malformed, position_of(text, 0));
  json::error_code error;
  json::parse_options options;
  options.max_depth = 64;
  json::stream_parser parser({}, options);
  const auto used = parser.write_some(text.data(), text.size(), error);
  if (!error) parser.finish(error);
  if (error == json::error::too_deep) return refuse(JsonRefusal::TooDeep, position_of(text, used));
  if (error) return refuse(JsonRefusal::Malformed, position_of(text, used));
  const auto rest = text.substr(used);
  if (rest.find_first_not_of(" \t\r\n") != rest.npos)
    return refuse(JsonRefusal::Malformed, position_of(text, used));
  auto value = parser.release();
  if (auto fault = first_fault(value)) return std::unexpected(*std::move(fault));
  if (auto key = doubled_key(text))
    return refuse(JsonRefusal::DoubledKey, {{"campo", *std::move(key)}});
  return value;
}

std::string canonical(const json::value& value) {
  std::string out;
  write(out, value);
  return out;
}

std::string pretty(const json::value& value) {
  std::string out;
  write_pretty(out, value, "");
  return out + "\n";
}

Result<std::string> text_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (!value) return missing(key);
  if (!value->is_string()) return mistyped(key, "texto");
  return std::string(value->get_string());
}

Result<std::int64_t> integer_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (!value) return missing(key);
  if (!value->is_int64()) return mistyped(key, "número entero");
  return value->get_int64();
}

Result<bool> flag_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (!value) return missing(key);
  if (!value->is_bool()) return mistyped(key, "verdadero o falso");
  return value->get_bool();
}

Result<json::array> array_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (!value) return missing(key);
  if (!value->is_array()) return mistyped(key, "lista");
  return value->get_array();
}

Result<json::object> object_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (!value) return missing(key);
  if (!value->is_object()) return mistyped(key, "objeto");
  return value->get_object();
}

std::optional<std::string> optional_text_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (!value || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

std::optional<std::int64_t> optional_integer_at(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (!value || !value->is_int64()) return std::nullopt;
  return value->get_int64();
}
