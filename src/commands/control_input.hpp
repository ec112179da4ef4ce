// Reading the bodies of acts on risks, samples and guidance.
#pragma once

#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/text.hpp"
#include "domain/control/tool_refusals.hpp"
#include "domain/values/period.hpp"

namespace commands {

// A text that must say something; `words` names it in the refusal: "el evento".
inline Result<std::string> said_at(const json::object& act, std::string_view key,
                                   std::string_view words, control::ToolRefusal missing) {
  auto text = std::string(trimmed(optional_text_at(act, key).value_or("")));
  if (text.empty())
    return refuse(missing, {{"campo", std::string(words)}, {"clave", std::string(key)}});
  return text;
}

inline std::string maybe_at(const json::object& act, std::string_view key) {
  return std::string(trimmed(optional_text_at(act, key).value_or("")));
}

inline Result<Date> day_at(const json::object& act, std::string_view key) {
  const auto text = TRY(text_at(act, key));
  return where("campo", key, parse_date(text));
}

// The value of a closed list; `expected` names all of them. Error: `unknown`.
template <class E>
Result<E> listed_at(const json::object& act, std::string_view key,
                    std::optional<E> (*parse)(std::string_view), std::string_view expected,
                    control::ToolRefusal unknown) {
  const auto text = TRY(text_at(act, key));
  const auto value = parse(text);
  if (!value)
    return refuse(
        unknown,
        {{"campo", std::string(key)}, {"hallado", text}, {"esperado", std::string(expected)}});
  return *value;
}

// 1990 … 2100. Error: RiskYearMalformed.
inline Result<FiscalYear> exercise_at(const json::object& act) {
  const auto number = TRY(integer_at(act, "ejercicio"));
  const auto year = FiscalYear::parse(std::to_string(number));
  if (!year)
    return refuse(control::ToolRefusal::RiskYearMalformed, {{"hallado", std::to_string(number)}});
  return *year;
}

inline bool illustrative_at(const json::object& act) {
  const auto* value = act.if_contains("ilustrativo");
  return value != nullptr && value->is_bool() && value->get_bool();
}

}  // namespace commands
