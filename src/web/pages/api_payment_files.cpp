// Payment files for programs: the list with the filters of the page, and one file with what the
// rules object to today.
#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "queries/payment_files.hpp"
#include "text/payment_files.hpp"
#include "text/rules.hpp"
#include "web/pages/api_pages.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using verification::Effect;
using verification::Estado;
using verification::Gasto;

// More than one answer should hold in memory; a page at a time there may be any number.
constexpr std::int64_t rows_max = 100'000;

std::unexpected<Error> not_one(std::string_view name, std::string_view found,
                               std::string_view expected) {
  return refuse(Refusal::ParameterInvalid, {{"campo", std::string(name)},
                                            {"hallado", std::string(found)},
                                            {"esperado", std::string(expected)}});
}

template <class Kind>
std::string all_codes() {
  std::string all;
  for (const auto code : verification::codes_of<Kind>()) (all += all.empty() ? "" : ", ") += code;
  return all;
}

Result<queries::FileFilter> filter_asked(const Visit& visit) {
  const auto& query = visit.request.query;
  queries::FileFilter filter;
  for (const auto& name : split(query.first("estados"), ',')) {
    if (name.empty()) continue;
    const auto estado = verification::kind_of<Estado>(name);
    if (!estado) return not_one("estados", name, all_codes<Estado>());
    filter.estados.push_back(*estado);
  }
  filter.cualquiera = trimmed(query.first("buscar"));
  filter.norma = trimmed(query.first("norma"));
  filter.con_bloqueo = query.first("bloqueo") == "si";
  const auto amount = [&](std::string_view name, std::optional<Money>& into) -> Result<void> {
    const auto text = trimmed(query.first(name));
    if (text.empty()) return {};
    const auto money = Money::parse(text);
    if (!money) return not_one(name, text, "1500.00");
    into = *money;
    return {};
  };
  CHECK(amount("monto_desde", filter.desde));
  CHECK(amount("monto_hasta", filter.hasta));
  return filter;
}

// The order that the base can give, so that a page is read and no more.
std::optional<queries::FileOrder> order_of(std::string_view field) {
  using enum queries::FileOrder;
  constexpr std::pair<std::string_view, queries::FileOrder> orders[] = {
      {"", Antiguedad}, {"recibido", Antiguedad},     {"numero", Numero}, {"monto", Monto},
      {"nit", Nit},     {"unidad_ejecutora", Unidad}, {"estado", Estado}, {"proveedor", Proveedor}};
  const auto found = std::ranges::find(orders, field, [](const auto& one) { return one.first; });
  if (found == std::end(orders)) return std::nullopt;
  return found->second;
}

// What the base can leave out beforehand of what `filtro[…]` leaves out; the list does the rest.
void narrow(queries::FileFilter& filter, const ApiAsked& asked) {
  for (const auto& [field, value] : asked.filters) {
    if (field == "estado" && filter.estados.empty())
      if (const auto estado = verification::kind_of<Estado>(value)) filter.estados = {*estado};
    if (field == "gasto") filter.gasto = verification::kind_of<Gasto>(value);
    if (field == "unidad_ejecutora") filter.unidad = value;
    if (field == "nit") filter.proveedor = value;
  }
}

json::object row_of_list(const queries::FileRow& row) {
  return {
      {"numero", row.numero},
      {"gasto", code_of(row.gasto)},
      {"modalidad", row.modalidad ? json::value(code_of(*row.modalidad)) : json::value(nullptr)},
      {"unidad_ejecutora", as_api(std::string_view(row.unidad))},
      {"proveedor", as_api(std::string_view(row.proveedor))},
      {"nit", as_api(std::string_view(row.nit))},
      {"monto", as_api(row.monto)},
      {"estado", code_of(row.estado)},
      {"recibido", as_api(row.recibido)},
      {"dias_habiles", row.dias},
      {"bloqueos", row.bloqueos ? json::value(*row.bloqueos) : json::value(nullptr)},
      {"avisos", row.avisos ? json::value(*row.avisos) : json::value(nullptr)},
      {"ilustrativo", row.ilustrativo}};
}

json::object flag_for_api(const queries::FlagNow& one) {
  json::array sentences, remedies;
  for (auto& sentence : flag_sentences(one.flag)) sentences.push_back(json::value(sentence));
  for (auto& remedy : flag_remedies(one.flag)) remedies.push_back(json::value(remedy));
  const auto& rule = verification::rules()[one.flag.rule];
  return {{"regla", rule.id},
          {"severidad", code_of(rule.severity)},
          {"efecto", code_of(one.flag.effect)},
          {"certeza", show(one.flag.certainty)},
          {"norma", as_api(std::string_view(one.norma))},
          {"fuente", as_api(std::string_view(one.fuente))},
          {"que_se_vio", std::move(sentences)},
          {"que_hacer", std::move(remedies)}};
}

}  // namespace

Result<ApiRows> payment_file_rows(Visit& visit) {
  auto filter = TRY(filter_asked(visit));
  const auto& about = *std::ranges::find(api_lists(), "/api/v1/expedientes", &ApiList::path);
  std::vector<std::string> fields;
  for (const auto& field : about.fields) fields.emplace_back(field.name);
  const auto asked = TRY(asked_of(visit.request, about, fields));
  const auto order = order_of(asked.order);
  const auto& path = visit.request.path;
  const bool by_page =
      asked.filters.empty() && order && !path.ends_with(".csv") && !path.ends_with(".xlsx");
  queries::FilePaging paging{.count = rows_max};
  if (by_page)
    paging = {*order, asked.descending, (asked.page - 1) * asked.per_page, asked.per_page};
  else
    narrow(filter, asked);
  const auto list =
      TRY(queries::payment_files(visit.db(), visit.institution, filter, paging, visit.today()));
  if (!by_page && list.total > rows_max)
    return refuse(Refusal::ListTooLong, {{"hallado", std::to_string(list.total)},
                                         {"esperado", std::to_string(rows_max)}});
  ApiRows out;
  for (const auto& row : list.rows) out.rows.push_back(row_of_list(row));
  if (by_page) out.whole = ApiWhole{list.total, {{"monto", as_api(list.monto)}}};
  return out;
}

Result<Response> api_payment_file(Visit& visit) {
  const auto number = visit.capture("numero");
  const auto file =
      TRY(queries::payment_file(visit.db(), visit.institution, number, visit.today()));
  if (!file)
    return refuse(Refusal::PageUnknown, {{"hallado", "expediente " + std::string(number)}});
  json::array flags, steps, lines, content;
  for (const auto& flag : file->avisos) flags.push_back(flag_for_api(flag));
  for (const auto& step : file->pasos)
    steps.push_back(json::object{{"paso", code_of(step.row.paso)},
                                 {"de", code_of(step.row.from)},
                                 {"a", code_of(step.row.to)},
                                 {"rol", step.role},
                                 {"fecha", as_api(step.row.on)},
                                 {"motivo", step.row.motivo ? json::value(code_of(*step.row.motivo))
                                                            : json::value(nullptr)}});
  for (const auto& line : file->lineas)
    lines.push_back(json::object{
        {"linea", line.code},
        {"respuesta",
         line.answer ? json::value(storage::code_of(line.answer->answer)) : json::value(nullptr)},
        {"documento",
         line.documento ? as_api(std::string_view(line.documento->hash)) : json::value(nullptr)}});
  for (const auto& field : file->row.lines)
    content.push_back(json::object{{"campo", field.path}, {"valor", field.value}});
  return answer_one(visit, {{"numero", file->row.number},
                            {"estado", code_of(file->row.estado)},
                            {"version", file->row.version},
                            {"motivo", file->row.reason},
                            {"proveedor", as_api(std::string_view(file->row.supplier))},
                            {"nit", as_api(std::string_view(file->row.nit))},
                            {"monto", as_api(file->row.monto)},
                            {"recibido", as_api(file->row.received)},
                            {"bloqueado", file->bloqueado},
                            {"objeciones", std::move(flags)},
                            {"lista", as_api(std::string_view(file->lista))},
                            {"lineas", std::move(lines)},
                            {"pasos", std::move(steps)},
                            {"campos", std::move(content)},
                            {"ilustrativo", file->row.illustrative}});
}

}  // namespace web
