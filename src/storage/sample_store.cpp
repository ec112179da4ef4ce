// Rows of audit_sample, sample_item, indicator_note, guidance and guidance_answer.
#include "storage/sample_store.hpp"

#include "storage/row_readers.hpp"

namespace storage {
namespace {

Fields of(std::string_view institution) { return {{"institution", std::string(institution)}}; }

Fields of_sample(std::string_view institution, std::int64_t sample) {
  return {{"institution", std::string(institution)}, {"sample", sample}};
}

SampleRow sample_from(const Record& record) {
  return {.number = record.integer("number"),
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
          .written = written_of(record)};
}

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
  return read_all(db, "audit_sample", of(institution), sample_from);
}

Result<std::optional<SampleRow>> sample_at(Database& db, std::string_view institution,
                                           std::int64_t number) {
  auto key = of(institution);
  key.emplace_back("number", number);
  const auto record = TRY(find(db, "audit_sample", key));
  return record ? std::optional(sample_from(*record)) : std::nullopt;
}

Result<std::int64_t> next_sample(Database& db, std::string_view institution) {
  const auto last = TRY(db.first(
      "select coalesce(max(number), 0) from audit_sample where institution = ?1",
      [](const Row& row) { return row.integer(0); }, institution));
  return *last + 1;
}

Result<Fields> fields_of(const SampleStratumRow& row) {
  const auto amount = TRY(row.stratum.amount.narrow());
  return Fields{{"sample", row.sample},
                {"stratum", row.stratum.name},
                {"items", row.stratum.items},
                {"amount", amount.in_centavos()}};
}

Result<std::vector<control::Stratum>> sample_strata(Database& db, std::string_view institution,
                                                    std::int64_t sample) {
  return read_all(db, "sample_stratum", of_sample(institution, sample), [](const Record& record) {
    return control::Stratum{record.text("stratum"), record.integer("items"),
                            record.money("amount")};
  });
}

Fields fields_of(const SampleLeftOutRow& row) {
  return {{"sample", row.sample},
          {"reason", std::string(control::code_of(row.reason))},
          {"items", row.items}};
}

Result<std::vector<SampleLeftOutRow>> sample_left_out(Database& db, std::string_view institution,
                                                      std::int64_t sample) {
  return read_all(db, "sample_left_out", of_sample(institution, sample), [](const Record& record) {
    return SampleLeftOutRow{record.integer("sample"), control::fuera(record.text("reason")).value(),
                            record.integer("items")};
  });
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
  return read_all(db, "sample_item", of_sample(institution, sample), [](const Record& record) {
    return SampleItemRow{
        record.integer("sample"),         record.integer("n"),        record.text("reference"),
        record.text("stratum"),           record.text("description"), record.integer("hits"),
        record.integer("place"),          record.money("amount"),     record.text("result"),
        record.optional_money("audited"), record.text("note"),        record.text("on_date")};
  });
}

Result<std::vector<SampleProgress>> sample_progress(Database& db, std::string_view institution) {
  return db.rows(
      R"(select sample, count(*), cast(sum(case when result <> '' then 1 else 0 end) as bigint)
           from sample_item where institution = ?1 group by sample order by sample)",
      [](const Row& row) {
        return SampleProgress{row.integer(0), row.integer(1), row.integer(2)};
      },
      institution);
}

Fields fields_of(const IndicatorNoteRow& row) {
  return {{"indicator", row.indicator},
          {"month", show(row.month)},
          {"body", row.body},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Result<std::vector<IndicatorNoteRow>> indicator_notes(Database& db, std::string_view institution) {
  return read_all(db, "indicator_note", of(institution), [](const Record& record) {
    return IndicatorNoteRow{record.text("indicator"), record.month("month"), record.text("body"),
                            written_of(record)};
  });
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
  return read_all(db, "guidance", of(institution), [](const Record& record) {
    return GuidanceRow{.number = record.integer("number"),
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
                       .written = written_of(record)};
  });
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
  return read_all(db, "guidance_answer", key, [](const Record& record) {
    return GuidanceAnswerRow{record.integer("number"), record.text("body"), written_of(record)};
  });
}

}  // namespace storage
