// What the API tells of one thing: the index, an evaluation, an indicator, a unit's month; and the
// writing of a month.
#include <boost/json/serialize.hpp>

#include "commands/submit.hpp"
#include "queries/capture.hpp"
#include "queries/public_year.hpp"
#include "text/refusals.hpp"
#include "web/application.hpp"
#include "web/pages/api_pages.hpp"
#include "web/problem.hpp"
#include "web/refusals.hpp"
#include "web/request_text.hpp"

namespace web {
namespace {

using access_control::Permission;

// ---- Figures -----------------------------------------------------------------------------------

// With its formula and its operands: every figure opens what makes it up.
json::object as_api(const evaluation::Figure& figure) {
  json::array operands;
  for (const auto& one : figure.operands)
    operands.push_back(json::object{{"nombre", one.name},
                                    {"valor", web::as_api(one.value)},
                                    {"medida", evaluation::name_of(one.measure)}});
  json::object out{{"valor", web::as_api(figure.value)},
                   {"medida", evaluation::name_of(figure.measure)},
                   {"formula", figure.formula},
                   {"operandos", std::move(operands)},
                   {"reportes", figure.coverage.reported},
                   {"reportes_esperados", figure.coverage.expected}};
  if (figure.why_not) {
    const Error why{Fault::Invalid, std::string(row_of(*figure.why_not).code), {}, {}, {}};
    out["motivo"] = json::object{{"codigo", why.code}, {"mensaje", text::what_happened(why)}};
  }
  return out;
}

json::object as_api(const evaluation::Signal& signal) {
  return {{"estado", evaluation::name_of(signal.light)},
          {"indice", as_api(signal.index)},
          {"lineal", signal.linear},
          {"atenuado", signal.softened}};
}

json::object as_api(const queries::FinancialLine& line) {
  return {{"codigo", web::as_api(std::string_view(line.code))},
          {"nombre", web::as_api(std::string_view(line.name))},
          {"asignado", web::as_api(line.asignado)},
          {"modificado", web::as_api(line.modificado)},
          {"vigente", web::as_api(line.vigente)},
          {"comprometido", web::as_api(line.comprometido)},
          {"devengado", web::as_api(line.devengado)},
          {"pagado", web::as_api(line.pagado)},
          {"programado", web::as_api(line.programmed)},
          {"porcentaje", as_api(line.percent)},
          {"semaforo", as_api(line.signal)}};
}

json::array as_api(const std::vector<queries::FinancialLine>& lines) {
  json::array out;
  for (const auto& line : lines) out.push_back(as_api(line));
  return out;
}

json::object as_api(const queries::PhysicalProduct& product) {
  json::array goals;
  for (const auto& goal : product.goals) {
    json::array months;
    for (const auto& month : goal.months) {
      json::array missing;
      for (const auto& unit : month.missing_units) missing.push_back(json::value(unit));
      months.push_back(json::object{{"mes", show(month.month)},
                                    {"programado", web::as_api(month.programmed)},
                                    {"ejecutado", web::as_api(month.executed)},
                                    {"sin_reporte", std::move(missing)}});
    }
    goals.push_back(json::object{{"subproducto", goal.subproducto},
                                 {"nombre", goal.name},
                                 {"unidad_de_medida", goal.unit_of_measure},
                                 {"meta_inicial", web::as_api(goal.initial_goal)},
                                 {"meta_vigente", web::as_api(goal.year_goal)},
                                 {"porcentaje", as_api(goal.percent)},
                                 {"eficacia", as_api(goal.efficacy)},
                                 {"semaforo", as_api(goal.signal)},
                                 {"meses", std::move(months)}});
  }
  return {{"codigo", product.code},
          {"nombre", product.name},
          {"categoria", web::as_api(std::string_view(product.category))},
          {"porcentaje", as_api(product.percent)},
          {"esperado", as_api(product.expected)},
          {"financiero", as_api(product.financial)},
          {"brecha", as_api(product.gap)},
          {"semaforo", as_api(product.signal)},
          {"metas", std::move(goals)}};
}

// ---- A unit's month ----------------------------------------------------------------------------

struct Captured {
  queries::CaptureSheet sheet;
  json::object body;
  std::string etag;
};

// Somebody who only reads sees every unit's month; who reports for units sees theirs.
Result<Captured> captured(Visit& visit) {
  const auto month = TRY(where("campo", "mes", Month::parse(visit.capture("mes"))));
  const std::string unit{visit.capture("unidad")};
  Captured out;
  out.sheet =
      TRY(queries::capture_sheet(visit.db(), visit.institution, unit, month, visit.today()));
  json::array rows;
  for (const auto& row : out.sheet.rows) {
    json::array parts;
    for (const auto& part : row.content.parts)
      parts.push_back(json::object{{"eje", production::name_of(part.axis)},
                                   {"categoria", part.category},
                                   {"cantidad", web::as_api(part.amount)}});
    rows.push_back(json::object{{"subproducto", row.subproducto},
                                {"nombre", row.name},
                                {"unidad_de_medida", row.unit_of_measure},
                                {"programado", web::as_api(row.programmed)},
                                {"ejecutado", web::as_api(row.content.amount)},
                                {"desagregado", std::move(parts)},
                                {"nota", web::as_api(std::string_view(row.content.note))},
                                {"acumulado", web::as_api(row.accumulated)},
                                {"programado_a_la_fecha", web::as_api(row.programmed_to_date)}});
  }
  out.body = {{"unidad", out.sheet.unit},
              {"nombre", out.sheet.unit_name},
              {"mes", show(out.sheet.month)},
              {"estado", production::name_of(out.sheet.state)},
              {"cerrado", out.sheet.closed},
              {"editable", out.sheet.editable()},
              {"vence", web::as_api(out.sheet.deadline)},
              {"ilustrativo", out.sheet.illustrative},
              {"filas", std::move(rows)}};
  out.etag = etag_of(json::serialize(out.body));
  return out;
}

json::object cell_content(const production::CellContent& content) {
  json::object out;
  if (content.amount) out["cantidad"] = show(*content.amount);
  if (!content.parts.empty()) {
    json::array parts;
    for (const auto& part : content.parts)
      parts.push_back(json::object{{"eje", production::name_of(part.axis)},
                                   {"categoria", part.category},
                                   {"cantidad", show(part.amount)}});
    out["partes"] = std::move(parts);
  }
  if (!content.note.empty()) out["nota"] = content.note;
  return out;
}

Result<Quantity> amount_of(const json::object& row) {
  const auto text = TRY(text_at(row, "ejecutado"));
  return where("campo", "ejecutado", Quantity::parse(text));
}

// One row of the body: {"subproducto", "ejecutado": "120" o nulo, "nota"?}. What is not named
// stays as it is; the disaggregation stays where the amount does not change.
Result<json::object> cell_of(const queries::CaptureSheet& sheet, const json::value& value) {
  if (!value.is_object()) return refuse(JsonRefusal::WrongType, {{"campo", "filas"}});
  const auto& row = value.as_object();
  const auto code = TRY(text_at(row, "subproducto"));
  const auto* known = sheet.row(code);
  const production::CellContent before = known ? known->content : production::CellContent{};
  auto now = before;
  if (const auto* amount = row.if_contains("ejecutado")) {
    if (amount->is_null())
      now.amount.reset();
    else
      now.amount = TRY(amount_of(row));
    if (now.amount != before.amount) now.parts.clear();
  }
  if (const auto* note = row.if_contains("nota"))
    now.note = note->is_null() ? std::string() : TRY(text_at(row, "nota"));
  return json::object{
      {"subproducto", code}, {"antes", cell_content(before)}, {"ahora", cell_content(now)}};
}

bool is_json(const Request& request) {
  return media_type(request.headers.first("content-type")) == "application/json";
}

}  // namespace

Result<std::shared_ptr<const queries::Evaluation>> evaluation_asked(Visit& visit) {
  const auto cut = TRY(cut_asked(visit));
  return visit.remembered<queries::Evaluation>(
      "api/evaluacion/" + cut.code + '/' + std::to_string(cut.version) + '/' +
          std::to_string(cut.seq),
      [&] { return queries::evaluation_at(visit.db(), cut); });
}

Result<Response> api_index(Visit& visit) {
  json::array all;
  for (const auto& list : api_lists())
    all.push_back(json::object{{"recurso", list.path}, {"descripcion", list.summary}});
  for (const auto& route : api_routes())
    if (route.path.contains('{'))
      all.push_back(json::object{
          {"recurso", route.path}, {"metodo", show(route.method)}, {"descripcion", route.summary}});
  return answer_one(visit, {{"recursos", std::move(all)},
                            {"documento", "/api/v1/openapi.json"},
                            {"institucion", web::as_api(std::string_view(visit.institution))}});
}

Result<Response> api_document(Visit& visit) {
  const auto host = visit.request.headers.first("host");
  return answer_one(visit,
                    openapi((visit.request.secure ? "https://" : "http://") + std::string(host)));
}

Result<Response> api_evaluation(Visit& visit) {
  const std::string period{visit.capture("periodo")};
  const auto live = visit.request.query.first("corte") == "vivo";
  if (live && visit.viewer == nullptr) return refuse(Refusal::NotSignedIn);
  queries::Cut cut;
  if (live) {
    cut = TRY(queries::live_cut(visit.db(), visit.institution, period));
  } else {
    auto frozen = TRY(queries::frozen_cut(visit.db(), visit.institution, period));
    if (!frozen) return refuse(Refusal::PageUnknown, {{"hallado", "corte de " + period}});
    cut = *std::move(frozen);
  }
  const auto evaluated = TRY(visit.remembered<queries::Evaluation>(
      "api/evaluacion/" + cut.code + '/' + std::to_string(cut.version) + '/' +
          std::to_string(cut.seq),
      [&] { return queries::evaluation_at(visit.db(), cut); }));
  json::array products, indicators;
  for (const auto& one : evaluated->products) products.push_back(as_api(one));
  for (const auto& one : evaluated->indicators) {
    auto row = api_indicator(one);
    row["valor"] = as_api(one.value);
    row["avance"] = as_api(one.advance);
    indicators.push_back(std::move(row));
  }
  return answer_one(
      visit,
      {{"corte", web::as_api(evaluated->cut)},
       {"ilustrativo", evaluated->illustrative},
       {"moneda", "GTQ"},
       {"financiero", json::object{{"total", as_api(evaluated->financial.total)},
                                   {"programas", as_api(evaluated->financial.programmes)},
                                   {"actividades", as_api(evaluated->financial.activities)},
                                   {"grupos", as_api(evaluated->financial.groups)},
                                   {"fuentes", as_api(evaluated->financial.sources)},
                                   {"fuente_de_los_datos",
                                    web::as_api(std::string_view(evaluated->financial.source))}}},
       {"fisico", json::object{{"porcentaje", as_api(evaluated->physical)},
                               {"esperado", as_api(evaluated->physical_expected)},
                               {"semaforo", as_api(evaluated->physical_signal)},
                               {"productos", std::move(products)}}},
       {"indicadores", std::move(indicators)}});
}

Result<Response> api_one_indicator(Visit& visit) {
  const auto evaluated = TRY(evaluation_asked(visit));
  const auto code = visit.capture("codigo");
  for (const auto& one : evaluated->indicators) {
    if (one.sheet != code) continue;
    auto body = api_indicator(one);
    body["valor"] = as_api(one.value);
    body["avance"] = as_api(one.advance);
    body["semaforo"] = as_api(one.signal);
    json::array variables, series;
    for (const auto& variable : one.variables)
      variables.push_back(json::object{{"codigo", variable.code},
                                       {"nombre", variable.name},
                                       {"unidad", variable.unit},
                                       {"historia", web::as_api(variable.history)},
                                       {"anio", web::as_api(variable.year)}});
    for (const auto& year : one.series)
      series.push_back(json::object{{"anio", year.year}, {"valor", web::as_api(year.value)}});
    body["variables"] = std::move(variables);
    body["serie"] = std::move(series);
    body["corte"] = web::as_api(evaluated->cut);
    return answer_one(visit, body);
  }
  return refuse(Refusal::PageUnknown, {{"hallado", "indicador " + std::string(code)}});
}

Result<Response> api_month(Visit& visit) {
  auto found = TRY(captured(visit));
  auto response = answer_one(visit, found.body);
  return response;
}

Result<Response> api_put_month(Visit& visit) {
  if (!is_json(visit.request)) return refuse(Refusal::BodyKind, {{"esperado", "application/json"}});
  const auto found = TRY(captured(visit));
  if (!visit.viewer->serves(found.sheet.unit))
    return refuse(Refusal::RoleMayNot, {{"permiso", "metas.reportar de " + found.sheet.unit}});
  const auto match = visit.request.headers.first("if-match");
  if (match.empty()) return refuse(Refusal::VersionMissing);
  if (!names_etag(match, found.etag))
    return problem(visit.request, refusal(Refusal::VersionStale), 412);
  const auto parsed = TRY(parse_json(visit.request.body));
  if (!parsed.is_object()) return refuse(JsonRefusal::WrongType, {{"campo", "cuerpo"}});
  json::array cells;
  for (const auto& row : TRY(array_at(parsed.as_object(), "filas")))
    cells.push_back(TRY(cell_of(found.sheet, row)));
  const auto receipt = TRY(visit.submit("metas.capturar", {{"unidad", found.sheet.unit},
                                                           {"mes", show(found.sheet.month)},
                                                           {"celdas", std::move(cells)}}));
  return answer_one(
      visit,
      {{"asiento", receipt.seq}, {"repetida", receipt.repeated}, {"resultado", receipt.outcome}});
}

}  // namespace web
