// Decisions on samples. The population is read from the state, so that a replay draws the same.
#include "commands/samples.hpp"

#include <algorithm>

#include "commands/control_input.hpp"
#include "storage/sample_population.hpp"
#include "storage/sample_store.hpp"

namespace commands {
namespace {

using control::ToolRefusal;

// The sample that is being worked on, by whoever drew it.
Result<storage::SampleRow> own_sample(storage::Database& db, const json::object& act,
                                      const Meta& meta) {
  const auto number = TRY(integer_at(act, "muestra"));
  auto row = TRY(storage::sample_at(db, meta.institution, number));
  const Detail which{"hallado", std::to_string(number)};
  if (!row) return refuse(ToolRefusal::SampleUnknown, {which});
  if (row->written.actor != meta.actor) return refuse(ToolRefusal::SampleOfAnother, {which});
  if (!row->conclusion.empty()) return refuse(ToolRefusal::SampleClosed, {which});
  return std::move(*row);
}

}  // namespace

Result<Decision> decide_draw_sample(storage::Database& db, const json::object& act,
                                    const Meta& meta) {
  storage::SampleRow row;
  row.population = TRY(listed_at(act, "poblacion", control::poblacion, "cur o expediente",
                                 ToolRefusal::SamplePopulationUnknown));
  row.ejercicio = TRY(exercise_at(act));
  row.method =
      TRY(listed_at(act, "metodo", control::metodo, "aleatorio, estratificado o unidad_monetaria",
                    ToolRefusal::SampleParameterMalformed));
  row.seed = maybe_at(act, "semilla");
  row.size = TRY(integer_at(act, "tamano"));
  if (row.size > control::sample_max)
    return refuse(ToolRefusal::SampleTooLarge, {{"hallado", std::to_string(row.size)},
                                                {"esperado", std::to_string(control::sample_max)}});
  row.confidence = TRY(control::confidence_of(TRY(integer_at(act, "confianza")))).percent;
  row.objective = TRY(said_at(act, "objetivo", "el objetivo", ToolRefusal::GuidanceFieldMissing));
  const auto from =
      TRY(storage::sample_population(db, meta.institution, row.population, row.ejercicio));
  const auto drawn = TRY(control::draw(row.method, from.items, row.size, row.seed));
  row.population_count = static_cast<std::int64_t>(from.items.size());
  row.population_amount = TRY(control::positive_sum(from.items).narrow());
  row.illustrative = from.illustrative;
  row.written = {meta.actor, meta.today()};
  row.number = TRY(storage::next_sample(db, meta.institution));

  Decision decision;
  decision.changes.put("audit_sample", fields_of(row));
  for (auto& stratum : control::strata_of(from.items))
    decision.changes.put("sample_stratum",
                         TRY(fields_of(storage::SampleStratumRow{row.number, std::move(stratum)})));
  for (std::size_t why = 0; why < control::fuera_count; ++why)
    if (from.left_out[why] > 0)
      decision.changes.put("sample_left_out",
                           fields_of(storage::SampleLeftOutRow{
                               row.number, static_cast<control::Fuera>(why), from.left_out[why]}));
  std::int64_t n = 0;
  for (const auto& one : drawn) {
    const auto& item = from.items[one.item];
    auto words = TRY(storage::described(db, meta.institution, from, one.item));
    const storage::SampleItemRow kept{.sample = row.number,
                                      .n = ++n,
                                      .reference = item.reference,
                                      .stratum = item.stratum,
                                      .description = std::move(words),
                                      .hits = one.hits,
                                      .place = one.place,
                                      .amount = item.amount};
    decision.changes.put("sample_item", fields_of(kept));
  }
  decision.outcome = {{"muestra", row.number},
                      {"elementos", n},
                      {"poblacion", row.population_count},
                      {"semilla", row.seed}};
  return decision;
}

// An item may be examined again until the sample is concluded; the trail keeps what was written.
Result<Decision> decide_examine_item(storage::Database& db, const json::object& act,
                                     const Meta& meta) {
  const auto sample = TRY(own_sample(db, act, meta));
  const auto n = TRY(integer_at(act, "elemento"));
  for (auto& item : TRY(storage::sample_items(db, meta.institution, sample.number))) {
    if (item.n != n) continue;
    item.result = TRY(text_at(act, "resultado"));
    if (item.result != "cumple" && item.result != "no_cumple")
      return refuse(
          ToolRefusal::SampleParameterMalformed,
          {{"campo", "resultado"}, {"hallado", item.result}, {"esperado", "cumple o no_cumple"}});
    const auto audited = maybe_at(act, "monto");
    if (audited.empty()) return refuse(ToolRefusal::SampleAmountMissing);
    item.audited = TRY(where("campo", "monto", Money::parse(audited)));
    item.note = maybe_at(act, "nota");
    if (item.note.empty() && item.result == "no_cumple")
      return refuse(ToolRefusal::NoteMissing, {{"campo", "nota"}});
    item.on = show(meta.today());
    Decision decision;
    decision.changes.put("sample_item", fields_of(item));
    decision.outcome = {{"muestra", sample.number}, {"elemento", n}};
    return decision;
  }
  return refuse(ToolRefusal::SampleItemUnknown, {{"hallado", std::to_string(n)}});
}

Result<Decision> decide_conclude_sample(storage::Database& db, const json::object& act,
                                        const Meta& meta) {
  auto sample = TRY(own_sample(db, act, meta));
  sample.conclusion =
      TRY(said_at(act, "conclusion", "la conclusión", ToolRefusal::SampleConclusionMissing));
  const auto items = TRY(storage::sample_items(db, meta.institution, sample.number));
  const auto open =
      std::ranges::count_if(items, [](const auto& one) { return one.result.empty(); });
  if (open > 0) return refuse(ToolRefusal::SampleUnfinished, {{"hallado", std::to_string(open)}});
  Decision decision;
  decision.changes.put("audit_sample", fields_of(sample));
  decision.outcome = {{"muestra", sample.number}};
  return decision;
}

}  // namespace commands
