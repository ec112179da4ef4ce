// Decisions on modifications and quotas.
#include "commands/modifications.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "domain/budget/document_refusals.hpp"
#include "domain/budget/refusals.hpp"
#include "readers/money_files.hpp"
#include "storage/blobs.hpp"
#include "storage/money_store.hpp"
#include "storage/plan_store.hpp"

namespace commands {
namespace {

using budget::DocumentRefusal;
using budget::ModFault;

DocumentRefusal refusal_of(ModFault fault) {
  return static_cast<DocumentRefusal>(std::to_underlying(DocumentRefusal::ModNoLines) +
                                      std::to_underlying(fault));
}
static_assert(std::to_underlying(DocumentRefusal::ModResolutionMissing) -
                  std::to_underlying(DocumentRefusal::ModNoLines) ==
              std::to_underlying(ModFault::ResolutionMissing));

std::string name_of(const budget::Modification& one) {
  return std::string(code_of(one.clase)) + " " + std::to_string(one.numero) + " de " +
         std::to_string(static_cast<int>(one.fecha.year()));
}

json::object to_json(const budget::Modification& one) {
  json::array lines, goals;
  for (const auto& line : one.lineas)
    lines.push_back(json::object{{"partida", show(line.partida)}, {"monto", show(line.monto)}});
  for (const auto& goal : one.metas) goals.push_back(json::value(goal));
  return {{"clase", code_of(one.clase)},  {"numero", one.numero}, {"fecha", show(one.fecha)},
          {"resolucion", one.resolucion}, {"motivo", one.motivo}, {"metas", std::move(goals)},
          {"lineas", std::move(lines)}};
}

Result<budget::ModClase> clase_of(const json::object& body) {
  const auto text = TRY(text_at(body, "clase"));
  const auto clase = budget::mod_clase(text);
  if (!clase)
    return refuse(DocumentRefusal::ModClassUnknown,
                  {{"hallado", text}, {"esperado", "AMP, DIS, INTER, INTRA1, INTRA2"}});
  return *clase;
}

Result<budget::Modification> modification_from(const json::object& body) {
  budget::Modification one;
  one.clase = TRY(clase_of(body));
  one.numero = TRY(integer_at(body, "numero"));
  if (one.numero < 1)
    return refuse(DocumentRefusal::CurNumberMalformed, {{"hallado", std::to_string(one.numero)}});
  one.fecha = TRY(where("campo", "fecha", parse_date(TRY(text_at(body, "fecha")))));
  one.resolucion = trimmed(TRY(text_at(body, "resolucion")));
  one.motivo = trimmed(TRY(text_at(body, "motivo")));
  for (const auto& goal : TRY(array_at(body, "metas"))) {
    if (!goal.is_string()) return refuse(JsonRefusal::WrongType, {{"campo", "metas"}});
    one.metas.emplace_back(goal.as_string());
  }
  std::int64_t n = 0;
  for (const auto& item : TRY(array_at(body, "lineas"))) {
    const auto* line = item.if_object();
    if (!line) return refuse(JsonRefusal::WrongType, {{"campo", "lineas"}});
    const auto number = std::to_string(++n);
    const auto partida = TRY(text_at(*line, "partida"));
    const auto monto = TRY(text_at(*line, "monto"));
    one.lineas.push_back({TRY(where("linea", number, Partida::parse(partida))),
                          TRY(where("linea", number, Money::parse(monto)))});
  }
  return one;
}

bool same(const budget::Modification& a, const budget::Modification& b) {
  return a.clase == b.clase && a.numero == b.numero && a.fecha == b.fecha &&
         a.resolucion == b.resolucion && a.motivo == b.motivo && a.lineas == b.lineas &&
         a.metas == b.metas;
}

// What is wrong with one, of itself and for this institution.
std::vector<Error> faults_of(const budget::Modification& one, std::string_view institution,
                             const std::optional<std::set<std::string>>& goals) {
  std::vector<Error> all;
  for (const auto& found : budget::faults_of(one)) {
    std::vector<Detail> details{{"documento", name_of(one)},
                                {"clase", std::string(code_of(one.clase))},
                                {"fecha", show(one.fecha)}};
    if (found.line) {
      details.push_back({"linea", std::to_string(*found.line + 1)});
      details.push_back({"hallado", show(one.lineas[*found.line].monto)});
    } else if (found.fault == ModFault::NotZero) {
      details.push_back({"hallado", show(found.difference)});
    }
    all.push_back(refusal(refusal_of(found.fault), std::move(details)));
  }
  for (std::size_t i = 0; i < one.lineas.size(); ++i)
    if (const auto& entity = one.lineas[i].partida.entidad; entity.digits() != institution)
      all.push_back(
          refusal(DocumentRefusal::ModOtherEntity, {{"documento", name_of(one)},
                                                    {"linea", std::to_string(i + 1)},
                                                    {"hallado", show(entity)},
                                                    {"esperado", std::string(institution)}}));
  if (goals)
    for (const auto& goal : one.metas)
      if (!goals->contains(goal))
        all.push_back(refusal(DocumentRefusal::ModGoalUnknown,
                              {{"documento", name_of(one)}, {"hallado", goal}}));
  return all;
}

// Codes of the plan's subproductos; nothing where there is no plan to ask.
Result<std::optional<std::set<std::string>>> goals_of(storage::Database& db,
                                                      std::string_view institution) {
  const auto stored = TRY(storage::plan_at(db, institution));
  if (!stored) return std::optional<std::set<std::string>>{};
  std::set<std::string> codes;
  for (const auto& one : stored->plan.subproductos) codes.insert(one.id);
  return std::optional(std::move(codes));
}

Result<budget::QuotaKey> quota_key_from(const json::object& body) {
  budget::QuotaKey key;
  const auto unit = TRY(text_at(body, "unidad_ejecutora"));
  key.unidad = TRY(UnidadEjecutora::parse(unit));
  const auto source = TRY(text_at(body, "fuente"));
  key.fuente = TRY(Fuente::parse(source));
  const auto grupo = TRY(text_at(body, "grupo"));
  if (grupo.size() != 1 || !only_digits(grupo))
    return refuse(DocumentRefusal::QuotaGroupMalformed, {{"hallado", grupo}});
  key.grupo = grupo.front();
  const auto etapa = TRY(text_at(body, "etapa"));
  const auto stage = budget::quota_stage(etapa);
  if (!stage) return refuse(DocumentRefusal::QuotaStageUnknown, {{"hallado", etapa}});
  key.etapa = *stage;
  const auto tipo = TRY(text_at(body, "tipo"));
  const auto kind = budget::quota_tipo(tipo);
  if (!kind) return refuse(DocumentRefusal::QuotaKindUnknown, {{"hallado", tipo}});
  key.tipo = *kind;
  const auto month = TRY(text_at(body, "primer_mes"));
  key.primer_mes = TRY(Month::parse(month));
  if (key.etapa == budget::QuotaStage::Compromiso &&
      key.primer_mes != first_month(cuatrimestre_of(key.primer_mes)))
    return refuse(DocumentRefusal::QuotaMonthNotFirst, {{"hallado", month}});
  return key;
}

Error all_of(std::vector<Error> faults) {
  Error error = faults.front();
  if (faults.size() > 1) error.all = std::move(faults);
  return error;
}

// Simulated, then submitted with the file kept: a refused act leaves no file behind.
Result<Receipt> apply(Context& context, std::string_view bytes, const std::string& name,
                      Submission act, bool simulate_only) {
  act.act["huella"] = show(sha256(bytes));
  auto outcome = where("archivo", name, simulate(context, act));
  if (!outcome) return std::unexpected(std::move(outcome).error());
  if (simulate_only) return Receipt{context.institution, 0, 0, *std::move(outcome), false};
  CHECK(storage::keep_blob(context.db(), bytes));
  return where("archivo", name, submit(context, act));
}

}  // namespace

Submission register_modifications(const std::vector<budget::Modification>& list,
                                  std::string_view source, bool illustrative) {
  json::array all;
  for (const auto& one : list) all.push_back(to_json(one));
  return {"modificacion.registrar",
          {{"archivo", source}, {"ilustrativa", illustrative}, {"modificaciones", std::move(all)}},
          ""};
}

Submission annul_modification(FiscalYear year, budget::ModClase clase, std::int64_t number,
                              std::string_view reason) {
  return {"modificacion.anular",
          {{"ejercicio", std::int64_t{year.year}},
           {"clase", code_of(clase)},
           {"numero", number},
           {"motivo", reason}},
          ""};
}

Submission load_quotas(const std::vector<QuotaEntry>& list, std::string_view source,
                       bool illustrative) {
  json::array all;
  for (const auto& one : list)
    all.push_back(json::object{{"unidad_ejecutora", show(one.key.unidad)},
                               {"fuente", show(one.key.fuente)},
                               {"grupo", std::string(1, one.key.grupo)},
                               {"etapa", code_of(one.key.etapa)},
                               {"tipo", code_of(one.key.tipo)},
                               {"primer_mes", show(one.key.primer_mes)},
                               {"monto", show(one.monto)},
                               {"documento", one.documento},
                               {"linea", one.place}});
  return {"cuota.cargar",
          {{"archivo", source}, {"ilustrativa", illustrative}, {"cuotas", std::move(all)}},
          ""};
}

Result<Receipt> import_modifications(Context& context, std::string_view bytes,
                                     const std::string& name, bool illustrative, bool simulate) {
  const auto list = TRY(where("archivo", name, readers::read_modifications(bytes)));
  return apply(context, bytes, name, register_modifications(list, name, illustrative), simulate);
}

Result<Receipt> import_quotas(Context& context, std::string_view bytes, const std::string& name,
                              bool illustrative, bool simulate) {
  std::vector<QuotaEntry> list;
  for (auto& row : TRY(where("archivo", name, readers::read_quotas(bytes))))
    list.push_back({row.key, row.monto, std::move(row.documento), std::move(row.place)});
  return apply(context, bytes, name, load_quotas(list, name, illustrative), simulate);
}

// {"archivo", "huella"?, "ilustrativa", "modificaciones": [{"clase", "numero", "fecha",
//  "resolucion", "motivo", "metas", "lineas": [{"partida", "monto"}…]}…]}
Result<Decision> decide_register_modifications(storage::Database& db, const json::object& act,
                                               const Meta& meta) {
  const bool illustrative = TRY(flag_at(act, "ilustrativa"));
  auto known = TRY(storage::modifications(db, meta.institution));
  const auto goals = TRY(goals_of(db, meta.institution));
  std::vector<Error> faults;
  Decision decision;
  std::int64_t fresh = 0, unchanged = 0;
  for (const auto& item : TRY(array_at(act, "modificaciones"))) {
    const auto* body = item.if_object();
    if (!body) return refuse(JsonRefusal::WrongType, {{"campo", "modificaciones"}});
    auto one = TRY(modification_from(*body));
    auto wrong = faults_of(one, meta.institution, goals);
    faults.insert(faults.end(), std::make_move_iterator(wrong.begin()),
                  std::make_move_iterator(wrong.end()));
    const auto there = std::ranges::find_if(known, [&](const storage::ModificationRow& row) {
      return row.modification.clase == one.clase && row.modification.numero == one.numero &&
             row.modification.fecha.year() == one.fecha.year();
    });
    if (there != known.end()) {
      if (!there->until && same(there->modification, one)) {
        ++unchanged;
        continue;
      }
      faults.push_back(
          refusal(DocumentRefusal::ModNumberTaken,
                  {{"clase", std::string(code_of(one.clase))},
                   {"numero", std::to_string(one.numero)},
                   {"ejercicio", std::to_string(static_cast<int>(one.fecha.year()))}}));
      continue;
    }
    storage::ModificationRow row{one, std::nullopt, "", illustrative, {meta.actor, meta.today()}};
    decision.changes.put("budget_modification", fields_of(row));
    for (std::size_t i = 0; i < one.lineas.size(); ++i)
      decision.changes.put("budget_modification_line", storage::fields_of(one, i));
    known.push_back(std::move(row));
    ++fresh;
  }
  if (!faults.empty()) return std::unexpected(all_of(std::move(faults)));
  decision.outcome = {{"registradas", fresh}, {"sin_cambio", unchanged}};
  return decision;
}

// {"ejercicio", "clase", "numero", "motivo"}
Result<Decision> decide_annul_modification(storage::Database& db, const json::object& act,
                                           const Meta& meta) {
  const auto clase = TRY(clase_of(act));
  const auto number = TRY(integer_at(act, "numero"));
  const auto year = TRY(integer_at(act, "ejercicio"));
  const auto reason = TRY(text_at(act, "motivo"));
  if (trimmed(reason).empty()) return refuse(budget::Refusal::ReasonMissing);
  for (auto& row : TRY(storage::modifications(db, meta.institution))) {
    const auto& one = row.modification;
    if (one.clase != clase || one.numero != number || static_cast<int>(one.fecha.year()) != year)
      continue;
    if (row.until) return refuse(DocumentRefusal::ModEnded, {{"hallado", name_of(one)}});
    row.until = meta.seq;
    row.reason = reason;
    Decision decision;
    decision.changes.put("budget_modification", fields_of(row));
    decision.outcome = {{"modificacion", name_of(one)}, {"anulada", true}};
    return decision;
  }
  return refuse(DocumentRefusal::ModUnknown,
                {{"hallado", std::string(code_of(clase)) + " " + std::to_string(number) + " de " +
                                 std::to_string(year)}});
}

// {"archivo", "huella"?, "ilustrativa", "cuotas": [{"unidad_ejecutora", "fuente", "grupo", "etapa",
//  "tipo", "primer_mes", "monto", "documento", "linea"}…]}
Result<Decision> decide_load_quotas(storage::Database& db, const json::object& act,
                                    const Meta& meta) {
  const bool illustrative = TRY(flag_at(act, "ilustrativa"));
  const auto in_force = TRY(storage::quotas(db, meta.institution));
  std::set<budget::QuotaKey> seen;
  std::vector<Error> faults;
  Decision decision;
  std::int64_t fresh = 0, replaced_count = 0, unchanged = 0;
  for (const auto& item : TRY(array_at(act, "cuotas"))) {
    const auto* body = item.if_object();
    if (!body) return refuse(JsonRefusal::WrongType, {{"campo", "cuotas"}});
    const auto place = TRY(text_at(*body, "linea"));
    const auto key = where("linea", place, quota_key_from(*body));
    const auto text = TRY(text_at(*body, "monto"));
    const auto monto = where("linea", place, Money::parse(text));
    if (!key || !monto) {
      faults.push_back(key ? monto.error() : key.error());
      continue;
    }
    if (*monto < Money{}) {
      faults.push_back(
          refusal(DocumentRefusal::QuotaNegative, {{"linea", place}, {"hallado", text}}));
      continue;
    }
    if (!seen.insert(*key).second) {
      faults.push_back(refusal(DocumentRefusal::QuotaDoubled, {{"linea", place}}));
      continue;
    }
    storage::QuotaRow row{*key,     *monto,       TRY(text_at(*body, "documento")), illustrative,
                          meta.seq, std::nullopt, {meta.actor, meta.today()}};
    const auto before = std::ranges::find(in_force, *key, &storage::QuotaRow::key);
    if (before != in_force.end()) {
      if (before->monto == row.monto && before->documento == row.documento) {
        ++unchanged;
        continue;
      }
      auto ended = *before;
      ended.until_seq = meta.seq;
      decision.changes.put("budget_quota", fields_of(ended));
      ++replaced_count;
    } else {
      ++fresh;
    }
    decision.changes.put("budget_quota", fields_of(row));
  }
  if (!faults.empty()) return std::unexpected(all_of(std::move(faults)));
  decision.outcome = {
      {"nuevas", fresh}, {"reemplazadas", replaced_count}, {"sin_cambio", unchanged}};
  return decision;
}

}  // namespace commands
