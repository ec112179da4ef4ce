// The envelope, the paging and the filters that all lists of the API share.
#include "web/api.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <map>

#include "base/text.hpp"
#include "queries/public_year.hpp"
#include "web/application.hpp"
#include "web/inside.hpp"
#include "web/kit/table.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

constexpr std::int64_t per_page_standard = 100;
constexpr std::int64_t per_page_max = 1000;
std::string shown(const json::value& value) {
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_bool()) return value.as_bool() ? "true" : "false";
  if (value.is_int64()) return std::to_string(value.as_int64());
  return "";
}

bool is_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789.") == text.npos;
}

// Exact order of decimal texts of any length.
std::strong_ordering decimal_order(std::string_view a, std::string_view b) {
  const bool a_negative = a.starts_with('-'), b_negative = b.starts_with('-');
  if (a_negative != b_negative)
    return a_negative ? std::strong_ordering::less : std::strong_ordering::greater;
  if (a_negative) {
    a.remove_prefix(1);
    b.remove_prefix(1);
    std::swap(a, b);
  }
  const auto whole = [](std::string_view text) { return text.substr(0, text.find('.')); };
  const auto a_whole = whole(a), b_whole = whole(b);
  if (a_whole.size() != b_whole.size()) return a_whole.size() <=> b_whole.size();
  return a <=> b;
}

bool before(const json::value& a, const json::value& b) {
  const auto a_text = shown(a), b_text = shown(b);
  if (is_decimal(a_text) && is_decimal(b_text)) return decimal_order(a_text, b_text) < 0;
  return a_text < b_text;
}

std::unexpected<Error> invalid(std::string_view name, std::string_view found,
                               std::string_view wanted) {
  return refuse(Refusal::ParameterInvalid, {{"campo", std::string(name)},
                                            {"hallado", std::string(found)},
                                            {"esperado", std::string(wanted)}});
}

Result<std::int64_t> number_asked(const Request& request, std::string_view name,
                                  std::int64_t standard, std::int64_t most) {
  const auto text = request.query.optional(name);
  if (!text) return standard;
  const auto number = whole_number(*text);
  if (!number || *number < 1 || *number > most)
    return invalid(name, *text, "un entero de 1 a " + std::to_string(most));
  return static_cast<std::int64_t>(*number);
}

// The name inside of "filtro[unidad]".
std::optional<std::string> filter_name(std::string_view name) {
  constexpr std::string_view opening = "filtro[";
  if (!name.starts_with(opening) || !name.ends_with(']')) return std::nullopt;
  return std::string(name.substr(opening.size(), name.size() - opening.size() - 1));
}

CellValue cell_of(const json::value& value, ApiKind kind) {
  if (value.is_null()) return Missing{};
  const auto text = shown(value);
  switch (kind) {
    case ApiKind::Money:
      if (const auto money = Money::parse(text)) return MoneySum{*money};
      break;
    case ApiKind::Quantity:
      if (const auto quantity = Quantity::parse(text)) return *quantity;
      break;
    case ApiKind::Date:
      if (const auto date = parse_date(text)) return *date;
      break;
    case ApiKind::Integer:
      if (const auto number = whole_number(text)) return std::int64_t{*number};
      break;
    case ApiKind::Percent:
    case ApiKind::Text:
    case ApiKind::Flag:
      break;
  }
  return text;
}

TableColumn::Kind column_kind(ApiKind kind) {
  switch (kind) {
    case ApiKind::Money:
      return TableColumn::Kind::Money;
    case ApiKind::Quantity:
    case ApiKind::Integer:
      return TableColumn::Kind::Count;
    case ApiKind::Date:
      return TableColumn::Kind::Date;
    case ApiKind::Percent:
    case ApiKind::Text:
    case ApiKind::Flag:
      break;
  }
  return TableColumn::Kind::Text;
}

TableView table_of(const ApiList& list, const std::vector<std::string>& names,
                   const std::vector<ApiKind>& kinds, const std::vector<json::object>& rows) {
  TableView table;
  table.caption = list.summary;
  table.file_name = list.path.substr(list.path.rfind('/') + 1);
  for (std::size_t i = 0; i < names.size(); ++i)
    table.columns.push_back({.key = names[i], .title = names[i], .kind = column_kind(kinds[i])});
  for (const auto& row : rows) {
    TableRow line;
    for (std::size_t i = 0; i < names.size(); ++i)
      line.cells.push_back({cell_of(row.at(names[i]), kinds[i])});
    table.rows.push_back(std::move(line));
  }
  return table;
}

// Exact sums of the columns of money, over all rows that the filters leave.
json::object totals_of(const std::vector<std::string>& names, const std::vector<ApiKind>& kinds,
                       const std::vector<json::object>& rows) {
  json::object totals;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (kinds[i] != ApiKind::Money) continue;
    MoneySum sum;
    for (const auto& row : rows)
      if (const auto money = Money::parse(shown(row.at(names[i])))) sum += MoneySum{*money};
    totals[names[i]] = show(sum);
  }
  return totals;
}

Response as_answer(const Visit& visit, const json::object& body, int status) {
  Response response;
  response.status = status;
  response.content_type = "application/json; charset=utf-8";
  response.body = json::serialize(body);
  response.keep = visit.viewer == nullptr ? Keep::Ask : Keep::No;
  response.headers.add("ETag", etag_of(response.body));
  return response;
}

}  // namespace

json::value as_api(Money value) { return json::value(show(value)); }
json::value as_api(MoneySum value) { return json::value(show(value)); }
json::value as_api(Quantity value) { return json::value(show(value)); }
json::value as_api(const Ratio& value) { return json::value(show(value, 2)); }
json::value as_api(Date value) { return json::value(show(value)); }
json::value as_api(std::string_view value) {
  return value.empty() ? json::value(nullptr) : json::value(value);
}

json::object as_api(const queries::Cut& cut) {
  return {{"periodo", cut.code},
          {"version", cut.version},
          {"desde", show(cut.first)},
          {"hasta", show(cut.last)},
          {"congelado", cut.frozen()},
          {"congelado_el",
           cut.frozen() ? json::value(show(local_date(cut.frozen_at))) : json::value(nullptr)},
          {"asiento", cut.seq}};
}

Result<queries::Cut> cut_asked(Visit& visit) {
  const auto period = visit.request.query.optional("periodo");
  const auto which = visit.request.query.optional("corte");
  if (which == "vivo") {
    if (visit.viewer == nullptr) return refuse(Refusal::NotSignedIn);
    if (!period) return invalid("periodo", "", "un mes, un cuatrimestre o un año");
    return queries::live_cut(visit.db(), visit.institution, *period);
  }
  std::int64_t version = 0;
  if (which) {
    const auto number = whole_number(*which);
    if (!number || *number < 1 || *number > 100'000)
      return invalid("corte", *which, "el número de un corte, o «vivo»");
    version = *number;
  }
  if (!period) {
    const auto cuts = TRY(queries::public_cuts(visit.db(), visit.institution));
    if (cuts.empty()) return refuse(Refusal::PageUnknown, {{"hallado", "cortes publicados"}});
    return cuts.front();
  }
  auto cut = TRY(where(
      "campo", "periodo",
      queries::frozen_cut(visit.db(), visit.institution, *period, static_cast<int>(version))));
  if (!cut) return refuse(Refusal::PageUnknown, {{"hallado", "corte de " + *period}});
  return *std::move(cut);
}

Result<ApiAsked> asked_of(const Request& request, const ApiList& list,
                          const std::vector<std::string>& fields) {
  const auto known = [&](const std::string& name) {
    return std::ranges::find(fields, name) != fields.end();
  };
  ApiAsked asked;
  asked.page = TRY(number_asked(request, "pagina", 1, 1'000'000));
  asked.per_page = TRY(number_asked(request, "por_pagina", per_page_standard, per_page_max));
  if (const auto order = request.query.optional("orden"); order && !order->empty()) {
    asked.descending = order->starts_with('-');
    asked.order = order->substr(asked.descending ? 1 : 0);
    if (!known(asked.order)) return invalid("orden", asked.order, joined(fields, ", "));
  }
  for (const auto& [name, value] : request.query.all()) {
    if (name == "pagina" || name == "por_pagina" || name == "orden") continue;
    if (const auto field = filter_name(name)) {
      if (!known(*field)) return invalid("filtro", *field, joined(fields, ", "));
      asked.filters.emplace_back(*field, value);
    } else if (std::ranges::find(list.parameters, name, &ApiParameter::name) ==
               list.parameters.end()) {
      std::string all = "pagina, por_pagina, orden, filtro[campo]";
      for (const auto& one : list.parameters) all += ", " + std::string(one.name);
      return refuse(Refusal::ParameterUnknown, {{"campo", name}, {"esperado", all}});
    }
  }
  return asked;
}

Response answer_one(const Visit& visit, const json::object& body, int status) {
  return as_answer(visit, body, status);
}

Result<Response> answer_list(Visit& visit, const ApiList& list) {
  auto found = TRY(list.rows(visit));
  std::vector<std::string> names;
  std::vector<ApiKind> kinds;
  if (list.open_fields && !found.rows.empty()) {
    for (const auto& [name, value] : found.rows.front()) {
      const auto known = std::ranges::find(list.fields, std::string_view(name), &ApiField::name);
      names.emplace_back(name);
      kinds.push_back(known == list.fields.end() ? ApiKind::Text : known->kind);
    }
  } else {
    for (const auto& field : list.fields) {
      names.emplace_back(field.name);
      kinds.push_back(field.kind);
    }
  }
  const auto asked = TRY(asked_of(visit.request, list, names));
  auto& rows = found.rows;
  const bool whole = !found.whole;
  for (const auto& [name, value] : asked.filters)
    if (whole)
      std::erase_if(rows, [&](const json::object& row) { return shown(row.at(name)) != value; });
  if (whole && !asked.order.empty())
    std::ranges::stable_sort(rows, [&](const json::object& a, const json::object& b) {
      const auto& left = a.at(asked.order);
      const auto& right = b.at(asked.order);
      if (left.is_null() || right.is_null()) return !left.is_null() && right.is_null();
      return asked.descending ? before(right, left) : before(left, right);
    });
  if (visit.request.path.ends_with(".csv") || visit.request.path.ends_with(".xlsx"))
    if (auto file = table_file(visit, table_of(list, names, kinds, rows))) return *std::move(file);

  const auto here = static_cast<std::int64_t>(rows.size());
  const auto total = whole ? here : found.whole->total;
  const auto pages = std::max<std::int64_t>(1, (total + asked.per_page - 1) / asked.per_page);
  json::object body{{"recurso", list.path.substr(list.path.rfind('/') + 1)},
                    {"total", total},
                    {"pagina", asked.page},
                    {"por_pagina", asked.per_page},
                    {"paginas", pages},
                    {"moneda", "GTQ"}};
  for (auto& [name, value] : found.about) body[name] = std::move(value);
  body["totales"] = whole ? totals_of(names, kinds, rows) : std::move(found.whole->totals);
  json::array shown_rows;
  const auto from = whole ? std::min(here, (asked.page - 1) * asked.per_page) : 0;
  const auto upto = std::min(here, from + asked.per_page);
  for (auto i = from; i < upto; ++i)
    shown_rows.push_back(std::move(rows[static_cast<std::size_t>(i)]));
  body["datos"] = std::move(shown_rows);
  const auto page_address = [&](std::int64_t number) -> json::value {
    if (number < 1 || number > pages) return nullptr;
    std::vector<std::pair<std::string, std::string>> query;
    for (const auto& pair : visit.request.query.all())
      if (pair.first != "pagina") query.push_back(pair);
    query.emplace_back("pagina", std::to_string(number));
    return json::value(visit.request.path + query_text(query));
  };
  body["enlaces"] = json::object{{"anterior", page_address(asked.page - 1)},
                                 {"siguiente", page_address(asked.page + 1)}};
  return as_answer(visit, body, 200);
}

}  // namespace web
