// Rows of audit_sample, sample_item, indicator_note, guidance and guidance_answer.
#include "storage/sample_store.hpp"

namespace storage {
namespace {

Written written_of(const Record& record) {
  return {record.integer("actor"), record.date("on_date"), record.integer("seq")};
}

FiscalYear year_of(const Record& record) {
  return {static_cast<std::int16_t>(record.integer("ejercicio"))};
}

Fields of(std::string_view institution) { return {{"institution", std::string(institution)}}; }

}  // namespace

Fields fields_of(const SampleRow& row) {
  return {{"number", row.number},
          {"population", std::string(control::code_of(row.population))},
          {"ejercicio", std::int64_t{row.ejercicio.year}},
          {"method", std::string(control::code_of(row.method))},
          {"seed", row.seed},
          {"size", row.size},
          {"confidence", row.confidence},
          {"population_count", row.population_count},
          {"population_amount", row.population_amount.in_centavos()},
          {"objective", row.objective},
          {"conclusion", row.conclusion},
          {"illustrative", std::int64_t{row.illustrative}},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Result<std::vector<SampleRow>> samples(Database& db, std::string_view institution) {
  std::vector<SampleRow> all;
  for (const auto& record : TRY(select(db, "audit_sample", of(institution))))
    all.push_back({.number = record.integer("number"),
                   .population = control::poblacion(record.text("population")).value(),
                   .ejercicio = year_of(record),
                   .method = control::metodo(record.text("method")).value(),
                   .seed = record.text("seed"),
                   .size = record.integer("size"),
                   .confidence = record.integer("confidence"),
                   .population_count = record.integer("population_count"),
                   .population_amount = record.money("population_amount"),
                   .objective = record.text("objective"),
                   .conclusion = record.text("conclusion"),
                   .illustrative = record.flag("illustrative"),
                   .written = written_of(record)});
  return all;
}

Fields fields_of(const SampleItemRow& row) {
  return {{"sample", row.sample},
          {"n", row.n},
          {"reference", row.reference},
          {"stratum", row.stratum},
          {"description", row.description},
          {"hits", row.hits},
          {"place", row.place},
          {"amount", row.amount.in_centavos()},
          {"result", row.result},
          {"audited", row.audited ? Value{row.audited->in_centavos()} : Value{}},
          {"note", row.note},
          {"on_date", row.on}};
}

Result<std::vector<SampleItemRow>> sample_items(Database& db, std::string_view institution,
                                                std::int64_t sample) {
  auto key = of(institution);
  key.emplace_back("sample", sample);
  std::vector<SampleItemRow> all;
  for (const auto& record : TRY(select(db, "sample_item", key))) {
    const auto audited = record.optional_integer("audited");
    all.push_back({record.integer("sample"), record.integer("n"), record.text("reference"),
                   record.text("stratum"), record.text("description"), record.integer("hits"),
                   record.integer("place"), record.money("amount"), record.text("result"),
                   audited ? std::optional(Money::centavos(*audited)) : std::nullopt,
                   record.text("note"), record.text("on_date")});
  }
  return all;
}

Fields fields_of(const IndicatorNoteRow& row) {
  return {{"indicator", row.indicator},
          {"month", show(row.month)},
          {"body", row.body},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Result<std::vector<IndicatorNoteRow>> indicator_notes(Database& db, std::string_view institution) {
  std::vector<IndicatorNoteRow> all;
  for (const auto& record : TRY(select(db, "indicator_note", of(institution))))
    all.push_back(
        {record.text("indicator"), record.month("month"), record.text("body"), written_of(record)});
  return all;
}

Fields fields_of(const GuidanceRow& row) {
  return {{"number", row.number},
          {"ejercicio", std::int64_t{row.ejercicio.year}},
          {"subject", row.subject},
          {"origin", row.origin},
          {"origin_ref", row.origin_ref},
          {"unidad", row.unidad},
          {"partida", row.partida},
          {"meta", row.meta},
          {"figures", row.figures},
          {"cause", row.cause},
          {"norm", row.norm},
          {"demands", row.demands},
          {"options", row.options},
          {"annexes", row.annexes},
          {"addressee", row.addressee},
          {"due", show(row.due)},
          {"estado", row.estado},
          {"outcome", row.outcome},
          {"illustrative", std::int64_t{row.illustrative}},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Result<std::vector<GuidanceRow>> guidance(Database& db, std::string_view institution) {
  std::vector<GuidanceRow> all;
  for (const auto& record : TRY(select(db, "guidance", of(institution))))
    all.push_back({.number = record.integer("number"),
                   .ejercicio = year_of(record),
                   .subject = record.text("subject"),
                   .origin = record.text("origin"),
                   .origin_ref = record.text("origin_ref"),
                   .unidad = record.text("unidad"),
                   .partida = record.text("partida"),
                   .meta = record.text("meta"),
                   .figures = record.text("figures"),
                   .cause = record.text("cause"),
                   .norm = record.text("norm"),
                   .demands = record.text("demands"),
                   .options = record.text("options"),
                   .annexes = record.text("annexes"),
                   .addressee = record.text("addressee"),
                   .due = record.date("due"),
                   .estado = record.text("estado"),
                   .outcome = record.text("outcome"),
                   .illustrative = record.flag("illustrative"),
                   .written = written_of(record)});
  return all;
}

Fields fields_of(const GuidanceAnswerRow& row) {
  return {{"number", row.number},
          {"body", row.body},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Result<std::vector<GuidanceAnswerRow>> guidance_answers(Database& db, std::string_view institution,
                                                        std::int64_t number) {
  auto key = of(institution);
  key.emplace_back("number", number);
  std::vector<GuidanceAnswerRow> all;
  for (const auto& record : TRY(select(db, "guidance_answer", key)))
    all.push_back({record.integer("number"), record.text("body"), written_of(record)});
  return all;
}

}  // namespace storage
