// JSON for acts, files and answers. Reading refuses what cannot be kept exactly (fractions,
// doubled keys); writing is canonical, so that equal values have equal bytes and equal hashes.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace json = boost::json;

enum class JsonRefusal { Malformed, Fraction, DoubledKey, TooDeep, MissingField, WrongType };
const RefusalRow& row_of(JsonRefusal);

// Parses UTF-8 JSON. Errors: Malformed (with linea, columna), Fraction (a number that is not an
// integer of 64 bits), DoubledKey, TooDeep (over 64).
Result<json::value> parse_json(std::string_view text);

// Keys sorted bytewise, no white space, strings in NFC, integers only. The value must hold no
// double: acts are built by us, so a double is a bug and asserts.
std::string canonical(const json::value&);

// Two-space indentation in the order of the value, for files and answers that people read.
std::string pretty(const json::value&);

// Typed look-ups that name the missing or mistyped field.
Result<std::string> text_at(const json::object&, std::string_view key);
Result<std::int64_t> integer_at(const json::object&, std::string_view key);
Result<bool> flag_at(const json::object&, std::string_view key);
Result<json::array> array_at(const json::object&, std::string_view key);
Result<json::object> object_at(const json::object&, std::string_view key);
std::optional<std::string> optional_text_at(const json::object&, std::string_view key);
std::optional<std::int64_t> optional_integer_at(const json::object&, std::string_view key);
