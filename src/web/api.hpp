// What the API's lists have in common: fields with their kinds, filters, order, pages, totals, the
// envelope, and the same as CSV and XLSX. A list is a row of a table; its OpenAPI is made from it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "queries/cuts.hpp"
#include "web/route.hpp"
#include "web/visit.hpp"

namespace web {

enum class ApiKind : std::uint8_t { Text, Money, Quantity, Percent, Date, Integer, Flag };

struct ApiField {
  std::string_view name;
  ApiKind kind;
  std::string_view about;
};
struct ApiParameter {
  std::string_view name, about;
};

// What the query asks of a list, beside its own parameters.
struct ApiAsked {
  std::int64_t page = 1, per_page = 100;
  std::string order;  // A field, without its sign; "" for the list's own order.
  bool descending = false;
  std::vector<std::pair<std::string, std::string>> filters;  // Field and exact value.
};

// Of a list too long to be read whole: the rows are those of the page, in the order asked, and who
// read them counted and added up all of them.
struct ApiWhole {
  std::int64_t total = 0;
  json::object totals;  // By field of money.
};

// Rows have every field, null where there is nothing: missing is not zero. `about` goes into the
// envelope: the cut, whether data are illustrative.
struct ApiRows {
  std::vector<json::object> rows;
  json::object about = {};
  std::optional<ApiWhole> whole = {};  // Nothing: `rows` are all there are.
};

struct ApiList {
  std::string_view path;     // "/api/v1/unidades"
  std::string_view summary;  // One sentence.
  std::span<const ApiField> fields;
  std::span<const ApiParameter> parameters;
  Result<ApiRows> (*rows)(Visit&);
  bool open_fields = false;  // Fields depend on the question (a budget by chosen dimensions).
};

// Errors: ParameterUnknown, ParameterInvalid.
Result<ApiAsked> asked_of(const Request&, const ApiList&, const std::vector<std::string>& fields);

// Filters, orders and pages the rows as the query says. Errors: ParameterUnknown, ParameterInvalid.
Result<Response> answer_list(Visit&, const ApiList&);

// One thing. Anybody's may be kept with its ETag; a viewer's not.
Response answer_one(const Visit&, const json::object&, int status = 200);

// ---- Values as the API writes them: exact decimal text, ISO dates, null for nothing.
json::value as_api(Money);
json::value as_api(MoneySum);
json::value as_api(Quantity);
json::value as_api(const Ratio&);  // Two decimals.
json::value as_api(Date);
json::value as_api(std::string_view);
template <class T>
json::value as_api(const std::optional<T>& value) {
  return value ? as_api(*value) : json::value(nullptr);
}

// The cut that the query asks for by `periodo` and `corte`. Without a viewer only frozen ones; the
// newest where the query names none. Errors: ParameterInvalid, NotSignedIn, PageUnknown.
Result<queries::Cut> cut_asked(Visit&);
json::object as_api(const queries::Cut&);
inline constexpr ApiParameter cut_parameters[] = {
    {"periodo", "Mes (2026-04), cuatrimestre (2026-C1) o año (2026); por omisión, el último corte"},
    {"corte", "Versión del corte, o «vivo» para lo registrado hasta ahora (con sesión o llave)"},
};

// Every list of the API, and the OpenAPI document made from them and from the table of routes.
std::span<const ApiList> api_lists();
json::object openapi(std::string_view server);

}  // namespace web
