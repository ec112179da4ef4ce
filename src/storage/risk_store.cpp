// Rows of risk, risk_action, risk_evidence and control_component.
#include "storage/risk_store.hpp"

#include "storage/row_readers.hpp"

namespace storage {
namespace {

std::int64_t number_of(FiscalYear year) { return year.year; }

Fields of_year(std::string_view institution, FiscalYear year) {
  return {{"institution", std::string(institution)}, {"ejercicio", number_of(year)}};
}

Result<RiskRow> risk_from(const Record& record) {
  using control::Level;
  const auto probability = TRY(Level::of(record.integer("probabilidad"), "probabilidad"));
  const auto severity = TRY(Level::of(record.integer("severidad"), "severidad"));
  const auto mitigation = TRY(Level::of(record.integer("valor_control"), "valor_control"));
  return RiskRow{.ejercicio = year_of(record),
                 .number = record.integer("number"),
                 .unidad = record.text("unidad"),
                 .objetivo = control::objetivo(record.text("objetivo")).value(),
                 .area = record.text("area"),
                 .evento = record.text("evento"),
                 .descripcion = record.text("descripcion"),
                 .levels = {probability, severity, mitigation},
                 .control = record.text("control"),
                 .observaciones = record.text("observaciones"),
                 .withdrawn = record.text("withdrawn"),
                 .illustrative = record.flag("illustrative"),
                 .written = written_of(record)};
}

}  // namespace

Fields fields_of(const RiskRow& row) {
  return {{"ejercicio", number_of(row.ejercicio)},
          {"number", row.number},
          {"unidad", row.unidad},
          {"objetivo", std::string(control::code_of(row.objetivo))},
          {"area", row.area},
          {"evento", row.evento},
          {"descripcion", row.descripcion},
          {"probabilidad", std::int64_t{row.levels.probability.value()}},
          {"severidad", std::int64_t{row.levels.severity.value()}},
          {"valor_control", std::int64_t{row.levels.control.value()}},
          {"control", row.control},
          {"observaciones", row.observaciones},
          {"withdrawn", row.withdrawn},
          {"illustrative", std::int64_t{row.illustrative}},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Result<std::vector<RiskRow>> risks(Database& db, std::string_view institution, FiscalYear year) {
  std::vector<RiskRow> all;
  for (const auto& record : TRY(select(db, "risk", of_year(institution, year))))
    all.push_back(TRY(risk_from(record)));
  return all;
}

Result<std::optional<RiskRow>> risk_at(Database& db, std::string_view institution, FiscalYear year,
                                       std::int64_t number) {
  auto key = of_year(institution, year);
  key.emplace_back("number", number);
  const auto record = TRY(find(db, "risk", key));
  if (!record) return std::optional<RiskRow>{};
  return std::optional<RiskRow>(TRY(risk_from(*record)));
}

Fields fields_of(const RiskActionRow& row) {
  return {{"ejercicio", number_of(row.ejercicio)},
          {"risk", row.risk},
          {"number", row.number},
          {"control", row.control},
          {"prioridad", std::string(control::code_of(row.prioridad))},
          {"que", row.que},
          {"como", row.como},
          {"quien", row.quien},
          {"recursos", row.recursos},
          {"inicio", show(row.inicio)},
          {"fin", show(row.fin)},
          {"estado", std::string(control::code_of(row.estado))},
          {"comentarios", row.comentarios},
          {"illustrative", std::int64_t{row.illustrative}},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Result<std::vector<RiskActionRow>> risk_actions(Database& db, std::string_view institution,
                                                FiscalYear year) {
  return read_all(db, "risk_action", of_year(institution, year), [](const Record& record) {
    return RiskActionRow{.ejercicio = year_of(record),
                         .risk = record.integer("risk"),
                         .number = record.integer("number"),
                         .control = record.text("control"),
                         .prioridad = control::prioridad(record.text("prioridad")).value(),
                         .que = record.text("que"),
                         .como = record.text("como"),
                         .quien = record.text("quien"),
                         .recursos = record.text("recursos"),
                         .inicio = record.date("inicio"),
                         .fin = record.date("fin"),
                         .estado = control::estado_accion(record.text("estado")).value(),
                         .comentarios = record.text("comentarios"),
                         .illustrative = record.flag("illustrative"),
                         .written = written_of(record)};
  });
}

Fields fields_of(const RiskEvidenceRow& row) {
  return {{"ejercicio", number_of(row.ejercicio)},
          {"risk", row.risk},
          {"action", row.action},
          {"month", show(row.month)},
          {"description", row.description},
          {"hash", row.hash},
          {"name", row.name},
          {"illustrative", std::int64_t{row.illustrative}},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Result<std::vector<RiskEvidenceRow>> risk_evidence(Database& db, std::string_view institution,
                                                   FiscalYear year) {
  return read_all(db, "risk_evidence", of_year(institution, year), [](const Record& record) {
    return RiskEvidenceRow{
        year_of(record),       record.integer("risk"),      record.integer("action"),
        record.month("month"), record.text("description"),  record.text("hash"),
        record.text("name"),   record.flag("illustrative"), written_of(record)};
  });
}

Fields fields_of(const ComponentRow& row) {
  return {{"ejercicio", number_of(row.ejercicio)},
          {"component", std::string(control::code_of(row.component))},
          {"body", row.body},
          {"illustrative", std::int64_t{row.illustrative}},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Result<std::vector<ComponentRow>> control_components(Database& db, std::string_view institution,
                                                     FiscalYear year) {
  return read_all(db, "control_component", of_year(institution, year), [](const Record& record) {
    return ComponentRow{year_of(record), control::componente(record.text("component")).value(),
                        record.text("body"), record.flag("illustrative"), written_of(record)};
  });
}

}  // namespace storage
