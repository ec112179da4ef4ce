// One key per field; what is empty is left out.
#include "commands/goal_rows.hpp"

#include "storage/goal_store.hpp"

namespace commands {
namespace {

void add(json::object& body, std::string_view key, const std::string& text) {
  if (!text.empty()) body[key] = text;
}

void add(json::object& body, std::string_view key, const std::optional<Quantity>& amount) {
  if (amount) body[key] = show(*amount);
}

void add(json::object& body, std::string_view key, json::array array) {
  if (!array.empty()) body[key] = std::move(array);
}

std::string text_or_empty(const json::object& body, std::string_view key) {
  return optional_text_at(body, key).value_or("");
}

Result<std::optional<Quantity>> amount_at(const json::object& body, std::string_view key) {
  const auto text = optional_text_at(body, key);
  if (!text) return std::optional<Quantity>{};
  return std::optional(TRY(where("campo", key, Quantity::parse(*text))));
}

Result<std::optional<production::CountKind>> kind_at(const json::object& body) {
  const auto text = optional_text_at(body, "conteo");
  if (!text) return std::optional<production::CountKind>{};
  const auto kind = production::count_kind(*text);
  if (!kind) return refuse(JsonRefusal::WrongType, {{"campo", "conteo"}, {"hallado", *text}});
  return kind;
}

Result<json::array> optional_array(const json::object& body, std::string_view key) {
  return body.contains(key) ? array_at(body, key) : Result<json::array>{json::array{}};
}

Result<std::vector<production::Part>> parts_at(const json::object& body) {
  const auto array = TRY(optional_array(body, "partes"));
  return storage::parts_from(array);
}

Result<std::vector<production::Evidence>> evidence_at(const json::object& body) {
  const auto array = TRY(optional_array(body, "evidencia"));
  return storage::evidence_from(array);
}

Result<Month> month_at(const json::object& body) {
  const auto text = TRY(text_at(body, "mes"));
  return Month::parse(text);
}

Result<production::Period> period_at(const json::object& body) {
  const auto text = TRY(text_at(body, "periodo"));
  return production::Period::parse(text);
}

Result<json::object> object_of(const json::value& value) {
  if (const auto* object = value.if_object()) return *object;
  return refuse(JsonRefusal::WrongType, {{"campo", "filas"}, {"esperado", "objetos"}});
}

template <class Pair>
Result<std::vector<Pair>> pairs_from(const json::array& array) {
  std::vector<Pair> pairs;
  for (const auto& each : array) {
    const auto* cells = each.if_array();
    if (!cells || cells->size() != 2 || !(*cells)[0].is_string() || !(*cells)[1].is_string())
      return refuse(JsonRefusal::WrongType, {{"esperado", "pares de código y motivo"}});
    pairs.push_back({std::string((*cells)[0].as_string()), std::string((*cells)[1].as_string())});
  }
  return pairs;
}

}  // namespace

json::object to_json(const production::GoalRow& row) {
  json::object body{
      {"subproducto", row.key.subproducto}, {"unidad", row.key.unit}, {"mes", show(row.key.month)}};
  if (row.kind) body["conteo"] = name_of(*row.kind);
  add(body, "programado", row.programmed);
  add(body, "reprogramado", row.reprogrammed);
  add(body, "motivo", row.reason);
  add(body, "acto", row.act);
  add(body, "ejecutado", row.executed);
  add(body, "partes", storage::to_json(row.parts));
  add(body, "evidencia", storage::to_json(row.evidence));
  add(body, "nota", row.note);
  add(body, "lugar", row.place);
  return body;
}

Result<production::GoalRow> goal_row_from(const json::value& value) {
  const auto body = TRY(object_of(value));
  production::GoalRow row;
  row.key = {TRY(text_at(body, "subproducto")), TRY(text_at(body, "unidad")), TRY(month_at(body))};
  row.kind = TRY(kind_at(body));
  row.programmed = TRY(amount_at(body, "programado"));
  row.reprogrammed = TRY(amount_at(body, "reprogramado"));
  row.executed = TRY(amount_at(body, "ejecutado"));
  row.reason = text_or_empty(body, "motivo");
  row.act = text_or_empty(body, "acto");
  row.parts = TRY(parts_at(body));
  row.evidence = TRY(evidence_at(body));
  row.note = text_or_empty(body, "nota");
  row.place = text_or_empty(body, "lugar");
  return row;
}

json::object to_json(const production::SeriesValue& value) {
  json::object body{{"serie", value.key.series},
                    {"periodo", show(value.key.period)},
                    {"medida", value.unit_of_measure},
                    {"fuente", value.source},
                    {"ilustrativo", value.illustrative}};
  add(body, "unidad", value.key.unit);
  add(body, "detalle", value.key.detail);
  add(body, "valor", value.value);
  if (value.kind) body["conteo"] = name_of(*value.kind);
  add(body, "evidencia", storage::to_json(value.evidence));
  add(body, "nota", value.note);
  add(body, "lugar", value.place);
  return body;
}

Result<production::SeriesValue> series_value_from(const json::value& value) {
  const auto body = TRY(object_of(value));
  production::SeriesValue row;
  row.key = {TRY(text_at(body, "serie")), text_or_empty(body, "unidad"),
             text_or_empty(body, "detalle"), TRY(period_at(body))};
  row.value = TRY(amount_at(body, "valor"));
  row.unit_of_measure = TRY(text_at(body, "medida"));
  row.kind = TRY(kind_at(body));
  row.source = TRY(text_at(body, "fuente"));
  row.evidence = TRY(evidence_at(body));
  row.note = text_or_empty(body, "nota");
  row.illustrative = TRY(flag_at(body, "ilustrativo"));
  row.place = text_or_empty(body, "lugar");
  return row;
}

json::array to_json(const std::vector<production::Missing>& missing) {
  json::array all;
  for (const auto& each : missing) all.push_back(json::array{each.subproducto, each.reason});
  return all;
}

json::array to_json(const std::vector<production::Absentee>& absentees) {
  json::array all;
  for (const auto& each : absentees) all.push_back(json::array{each.unit, each.reason});
  return all;
}

Result<std::vector<production::Missing>> missing_from(const json::array& array) {
  return pairs_from<production::Missing>(array);
}
Result<std::vector<production::Absentee>> absentees_from(const json::array& array) {
  return pairs_from<production::Absentee>(array);
}

}  // namespace commands
