// The decisions on requests for information and on what was delivered of the legal calendar.
// docs/formats/solicitudes.md has the body of every act here.
#include <algorithm>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "domain/transparency/refusals.hpp"
#include "storage/organization_store.hpp"
#include "storage/request_store.hpp"

namespace commands {
namespace {

using namespace transparency;
using access_control::Permission;
using storage::RequestFileRow;
using storage::RequestRow;

// ---- What acts say ------------------------------------------------------------------------------

std::string maybe(const json::object& act, std::string_view key) {
  return std::string(trimmed(optional_text_at(act, key).value_or("")));
}

Result<std::string> filled(const json::object& act, std::string_view key) {
  auto text = maybe(act, key);
  if (text.empty()) return refuse(Refusal::FieldMissing, {{"campo", std::string(key)}});
  return text;
}

template <class Kind>
Result<Kind> one_of(const json::object& act, std::string_view key) {
  const auto said = TRY(filled(act, key));
  if (const auto kind = kind_of<Kind>(said)) return *kind;
  std::string known;
  for (const auto code : codes_of<Kind>()) known += (known.empty() ? "" : ", ") + std::string(code);
  return refuse(Refusal::ValueUnknown,
                {{"campo", std::string(key)}, {"hallado", said}, {"esperado", known}});
}

// A day that has come, and not before `earliest`; today where the act says none.
Result<Date> past_day(const json::object& act, std::string_view key, const Meta& meta,
                      std::optional<Date> earliest) {
  const auto text = maybe(act, key);
  if (text.empty()) return meta.today();
  const auto day = TRY(where("campo", key, parse_date(text)));
  if (day > meta.today())
    return refuse(
        Refusal::DateAhead,
        {{"campo", std::string(key)}, {"hallado", show(day)}, {"esperado", show(meta.today())}});
  if (earliest && day < *earliest)
    return refuse(
        Refusal::DateBefore,
        {{"campo", std::string(key)}, {"hallado", show(day)}, {"esperado", show(*earliest)}});
  return day;
}

bool is_hash(std::string_view text) {
  Hash hash;
  return parse(text, hash);
}

Result<std::string> hash_in(const json::object& act, std::string_view key) {
  auto text = maybe(act, key);
  if (!is_hash(text)) return refuse(Refusal::PrivateMalformed, {{"campo", std::string(key)}});
  return text;
}

bool flagged(const json::object& act, std::string_view key) {
  const auto* value = act.if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}

// ---- A request and its steps --------------------------------------------------------------------

Result<RequestRow> request_at(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto number = TRY(filled(act, "solicitud"));
  const auto seen = TRY(integer_at(act, "version"));
  auto row = TRY(storage::request_row(db, meta.institution, number));
  if (!row) return refuse(Refusal::RequestUnknown, {{"hallado", number}});
  if (row->version != seen)
    return refuse(Refusal::RequestChanged, {{"codigo", number},
                                            {"hallado", std::to_string(seen)},
                                            {"esperado", std::to_string(row->version)}});
  return *std::move(row);
}

struct Said {
  std::string body, private_hash;
};

// Takes the step, puts its row and the request's next version, and tells both.
Result<void> take_step(storage::Database& db, const Meta& meta, RequestRow& row, PasoSolicitud paso,
                       Said said, Decision& decision) {
  const auto from = row.state;
  row.state = TRY(dar_paso(paso, from, row.before_pause));
  if (paso == PasoSolicitud::PedirAclaracion) row.before_pause = from;
  ++row.version;
  const auto steps = TRY(storage::request_steps(db, meta.institution, row.number));
  decision.changes.put("information_request", fields_of(row));
  decision.changes.put(
      "information_request_step",
      fields_of(storage::RequestStepRow{row.number, static_cast<std::int64_t>(steps.size()) + 1,
                                        paso, from, row.state, meta.actor, meta.today(), meta.at,
                                        std::move(said.body), std::move(said.private_hash)}));
  decision.outcome = {
      {"solicitud", row.number}, {"version", row.version}, {"estado", code_of(row.state)}};
  return {};
}

// The clock as it stands on the day of the act.
Result<Clock> clock_of(storage::Database& db, const Meta& meta, const RequestRow& row) {
  const auto terms = TRY(storage::request_terms(db, row.received));
  const auto steps = TRY(storage::request_steps(db, meta.institution, row.number));
  return run_clock(TRY(storage::known_calendar(db)), storage::term_of(row, steps, terms),
                   meta.today());
}

// {"via", "privado", "ficha", "recibida"?, "ilustrativo"?}
Result<Decision> decide_file(storage::Database& db, const json::object& act, const Meta& meta) {
  RequestRow row;
  row.via = TRY(one_of<Via>(act, "via"));
  row.private_hash = TRY(hash_in(act, "privado"));
  row.ticket = TRY(hash_in(act, "ficha"));
  row.received = TRY(past_day(act, "recibida", meta, std::nullopt));
  row.year = static_cast<int>(row.received.year());
  row.number = TRY(storage::next_request_number(db, meta.institution, row.year));
  row.author = meta.actor;
  row.illustrative = flagged(act, "ilustrativo");
  Decision decision;
  decision.changes.put("information_request", fields_of(row));
  decision.changes.put(
      "information_request_step",
      fields_of(storage::RequestStepRow{row.number, 1, PasoSolicitud::Presentar, row.state,
                                        row.state, meta.actor, row.received, meta.at, "", ""}));
  decision.outcome = {{"solicitud", row.number}, {"version", row.version}};
  if (const auto clock = TRY(clock_of(db, meta, row)); clock.due)
    decision.outcome["vence"] = show(*clock.due);
  return decision;
}

// {"solicitud", "version", "texto"}: the clock stops.
Result<Decision> decide_ask(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(request_at(db, act, meta));
  const auto text = TRY(filled(act, "texto"));
  Decision decision;
  CHECK(take_step(db, meta, row, PasoSolicitud::PedirAclaracion, {text, ""}, decision));
  return decision;
}

// {"solicitud", "version", "privado"}: what the requester answered; the clock goes on.
Result<Decision> decide_clarify(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(request_at(db, act, meta));
  const auto hash = TRY(hash_in(act, "privado"));
  Decision decision;
  CHECK(take_step(db, meta, row, PasoSolicitud::Aclarar, {"", hash}, decision));
  return decision;
}

// {"solicitud", "version", "unidad", "asunto", "materia"?}
Result<Decision> decide_route(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(request_at(db, act, meta));
  row.unit = TRY(filled(act, "unidad"));
  const auto units = TRY(storage::units_of(db, meta.institution));
  if (!units.empty() &&
      std::ranges::none_of(units, [&](const auto& unit) { return unit.code == row.unit; }))
    return refuse(Refusal::UnitUnknown, {{"hallado", row.unit}, {"campo", "unidad"}});
  row.subject = TRY(filled(act, "asunto"));
  row.topic = maybe(act, "materia");
  Decision decision;
  CHECK(take_step(db, meta, row, PasoSolicitud::Trasladar, {row.unit, ""}, decision));
  return decision;
}

// Files of an act, as rows after those that the request has.
Result<std::vector<RequestFileRow>> files_in(storage::Database& db, const json::object& act,
                                             const Meta& meta, const RequestRow& row,
                                             std::string_view part) {
  std::vector<RequestFileRow> files;
  if (!act.contains("archivos")) return files;
  auto number = static_cast<std::int64_t>(
      TRY(storage::request_files(db, meta.institution, row.number)).size());
  for (const auto& each : TRY(array_at(act, "archivos"))) {
    const auto* body = each.if_object();
    if (body == nullptr) return refuse(JsonRefusal::WrongType, {{"campo", "archivos"}});
    RequestFileRow file{row.number,
                        ++number,
                        std::string(part),
                        maybe(*body, "nombre"),
                        maybe(*body, "huella"),
                        maybe(*body, "tipo"),
                        optional_integer_at(*body, "bytes").value_or(0),
                        flagged(*body, "restringido"),
                        maybe(*body, "sustituye"),
                        meta.actor,
                        meta.today()};
    if (file.name.empty() || !is_hash(file.hash) ||
        (!file.replaces.empty() && !is_hash(file.replaces)))
      return refuse(Refusal::FileMalformed, {{"hallado", file.name}});
    files.push_back(std::move(file));
  }
  return files;
}

// {"solicitud", "version", "respuesta", "archivos"?: [{"nombre", "huella", "tipo"?, "bytes"?,
// "restringido"?}]}: what the unit found.
Result<Decision> decide_answer(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(request_at(db, act, meta));
  CHECK(dar_paso(PasoSolicitud::Contestar, row.state, row.before_pause));
  CHECK(require_unit(db, meta, Permission::AnswerRequest, row.unit));
  row.answer = maybe(act, "respuesta");
  if (row.answer.empty()) return refuse(Refusal::ResponseMissing);
  row.answered_by = meta.actor;
  row.answered_on = meta.today();
  Decision decision;
  for (const auto& file : TRY(files_in(db, act, meta, row, "respuesta")))
    decision.changes.put("information_request_file", fields_of(file));
  CHECK(take_step(db, meta, row, PasoSolicitud::Contestar, {row.answer, ""}, decision));
  return decision;
}

// {"solicitud", "version", "motivo"}. That it was told late is said, and does not stop it.
Result<Decision> decide_extend(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(request_at(db, act, meta));
  CHECK(dar_paso(PasoSolicitud::Prorrogar, row.state, row.before_pause));
  if (row.extended_on) return refuse(Refusal::ExtendedTwice, {{"hallado", show(*row.extended_on)}});
  const auto before = TRY(clock_of(db, meta, row));
  if (before.due && meta.today() > *before.due)
    return refuse(Refusal::TermOver, {{"hallado", show(*before.due)}});
  row.extension_reason = maybe(act, "motivo");
  if (row.extension_reason.empty()) return refuse(Refusal::ReasonMissing);
  row.extended_on = meta.today();
  Decision decision;
  CHECK(take_step(db, meta, row, PasoSolicitud::Prorrogar, {row.extension_reason, ""}, decision));
  const auto terms = TRY(storage::request_terms(db, row.received));
  const auto known = TRY(storage::known_calendar(db));
  decision.outcome["aviso_tarde"] =
      before.due && days_left(known, before, meta.today()) < terms.extension_notice;
  if (const auto after = TRY(clock_of(db, meta, row)); after.due)
    decision.outcome["vence"] = show(*after.due);
  return decision;
}

// {"solicitud", "version", "resultado", "motivo", "fundamento"?, "declaracion"?, "asunto"?,
// "archivos"?: [{"nombre", "huella", …, "sustituye"?}]}
Result<Decision> decide_resolve(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(request_at(db, act, meta));
  CHECK(dar_paso(PasoSolicitud::Resolver, row.state, row.before_pause));
  if (row.answered_by) {
    auto others =
        require_other_people(db, meta, Permission::ResolveRequest,
                             {*row.answered_by, Permission::AnswerRequest, row.answered_on});
    if (!others) {
      if (others.error().fault != Fault::Forbidden) return std::unexpected(others.error());
      return refuse(Refusal::AnswererResolves, {{"codigo", row.number}});
    }
  }
  const auto files = TRY(files_in(db, act, meta, row, "entrega"));
  Resolucion it{TRY(one_of<Resultado>(act, "resultado")),
                maybe(act, "motivo"),
                maybe(act, "fundamento"),
                maybe(act, "declaracion"),
                {},
                {}};
  for (const auto& file : files) it.archivos.push_back({file.name, file.hash, file.replaces});
  for (const auto& file : TRY(storage::request_files(db, meta.institution, row.number)))
    if (file.restricted) it.restringidos.push_back(file.hash);
  CHECK(puede_resolver(it));
  row.result = it.resultado;
  row.reason = it.motivo;
  row.basis = it.fundamento;
  row.declaration = it.declaracion;
  if (const auto subject = maybe(act, "asunto"); !subject.empty()) row.subject = subject;
  row.resolver = meta.actor;
  row.resolved_on = meta.today();
  Decision decision;
  for (const auto& file : files) decision.changes.put("information_request_file", fields_of(file));
  CHECK(take_step(db, meta, row, PasoSolicitud::Resolver, {it.motivo, ""}, decision));
  return decision;
}

// {"solicitud", "version", "medio", "fecha"?}: the clock ends.
Result<Decision> decide_notify(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(request_at(db, act, meta));
  CHECK(dar_paso(PasoSolicitud::Notificar, row.state, row.before_pause));
  row.notice = maybe(act, "medio");
  if (row.notice.empty()) return refuse(Refusal::NoticeMissing);
  row.notified_on = TRY(past_day(act, "fecha", meta, row.resolved_on));
  Decision decision;
  CHECK(take_step(db, meta, row, PasoSolicitud::Notificar, {row.notice, ""}, decision));
  return decision;
}

// {"solicitud", "version", "privado", "fecha"?}: the recurso de revisión.
Result<Decision> decide_appeal(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(request_at(db, act, meta));
  CHECK(dar_paso(PasoSolicitud::Impugnar, row.state, row.before_pause));
  row.appeal = TRY(hash_in(act, "privado"));
  row.appealed_on = TRY(past_day(act, "fecha", meta, row.notified_on));
  Decision decision;
  CHECK(take_step(db, meta, row, PasoSolicitud::Impugnar, {"", row.appeal}, decision));
  const auto terms = TRY(storage::request_terms(db, row.received));
  const auto known = TRY(storage::known_calendar(db));
  decision.outcome["fuera_de_plazo"] =
      *row.appealed_on >
      add_working_days(known.on(*row.appealed_on), *row.notified_on, terms.appeal).date;
  return decision;
}

// {"solicitud", "version", "fallo", "motivo", "archivos"?}
Result<Decision> decide_rule(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(request_at(db, act, meta));
  CHECK(dar_paso(PasoSolicitud::Fallar, row.state, row.before_pause));
  if (row.resolver) {
    auto others =
        require_other_people(db, meta, Permission::RuleOnRequest,
                             {*row.resolver, Permission::ResolveRequest, row.resolved_on});
    if (!others) {
      if (others.error().fault != Fault::Forbidden) return std::unexpected(others.error());
      return refuse(Refusal::ResolverRules, {{"codigo", row.number}});
    }
  }
  row.ruling = TRY(one_of<Fallo>(act, "fallo"));
  row.ruling_reason = maybe(act, "motivo");
  if (row.ruling_reason.empty()) return refuse(Refusal::ReasonMissing);
  row.ruled_on = meta.today();
  const auto all = TRY(storage::request_files(db, meta.institution, row.number));
  Decision decision;
  for (const auto& file : TRY(files_in(db, act, meta, row, "entrega"))) {
    if (std::ranges::any_of(
            all, [&](const auto& old) { return old.restricted && old.hash == file.hash; }))
      return refuse(Refusal::FileRestricted, {{"hallado", file.name}});
    decision.changes.put("information_request_file", fields_of(file));
  }
  CHECK(take_step(db, meta, row, PasoSolicitud::Fallar, {row.ruling_reason, ""}, decision));
  return decision;
}

// {"solicitud", "version", "motivo"}: at the requester's own wish.
Result<Decision> decide_withdraw(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(request_at(db, act, meta));
  CHECK(dar_paso(PasoSolicitud::Desistir, row.state, row.before_pause));
  const auto reason = maybe(act, "motivo");
  if (reason.empty()) return refuse(Refusal::ReasonMissing);
  Decision decision;
  CHECK(take_step(db, meta, row, PasoSolicitud::Desistir, {reason, ""}, decision));
  return decision;
}

// {"solicitud", "version", "motivo"}: what the person wrote goes; the request stays.
Result<Decision> decide_erase(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(request_at(db, act, meta));
  CHECK(dar_paso(PasoSolicitud::BorrarDatos, row.state, row.before_pause));
  const auto reason = maybe(act, "motivo");
  if (reason.empty()) return refuse(Refusal::ReasonMissing);
  Decision decision;
  CHECK(take_step(db, meta, row, PasoSolicitud::BorrarDatos, {reason, ""}, decision));
  return decision;
}

// ---- The legal calendar -------------------------------------------------------------------------

// The year of "2026-C1".
Result<FiscalYear> year_of(std::string_view period) {
  const auto refused = refuse(Refusal::PeriodUnknown, {{"hallado", std::string(period)}});
  const auto year = FiscalYear::parse(period.substr(0, 4));
  if (!year) return refused;
  return *year;
}

// {"obligacion", "periodo", "fecha"?, "destinatario"?, "nota"?, "huella", "nombre", "tipo"?,
// "bytes"?}
Result<Decision> decide_deliver(storage::Database& db, const json::object& act, const Meta& meta) {
  storage::DeliveryRow row;
  row.obligation = TRY(filled(act, "obligacion"));
  row.period = TRY(filled(act, "periodo"));
  const auto year = TRY(year_of(row.period));
  const storage::ObligationRow* owed = nullptr;
  const auto all = TRY(storage::obligations(db, year));
  for (const auto& each : all)
    if (each.code == row.obligation) owed = &each;
  if (owed == nullptr) return refuse(Refusal::ObligationUnknown, {{"hallado", row.obligation}});
  const auto periods = periods_of(owed->how_often, year);
  const auto period =
      std::ranges::find_if(periods, [&](const auto& each) { return each.name == row.period; });
  if (period == periods.end())
    return refuse(Refusal::PeriodUnknown, {{"hallado", row.period}, {"codigo", owed->code}});
  const auto due = owed->rule.due(*period, TRY(storage::known_calendar(db)).on(meta.today()));
  if (period->first > meta.today() && (!due || *due >= period->first))
    return refuse(Refusal::PeriodNotBegun,
                  {{"hallado", row.period}, {"esperado", show(period->first)}});
  row.on = TRY(past_day(act, "fecha", meta, std::nullopt));
  row.recipient = maybe(act, "destinatario");
  if (row.recipient.empty()) row.recipient = owed->recipient;
  row.note = maybe(act, "nota");
  row.name = TRY(filled(act, "nombre"));
  row.hash = maybe(act, "huella");
  if (!is_hash(row.hash)) return refuse(Refusal::FileMalformed, {{"hallado", row.name}});
  row.media_type = maybe(act, "tipo");
  row.size = optional_integer_at(act, "bytes").value_or(0);
  row.actor = meta.actor;
  row.registered = meta.today();
  for (const auto& old : TRY(storage::deliveries(db, meta.institution)))
    if (old.obligation == row.obligation && old.period == row.period)
      row.delivery = old.delivery + 1;
  Decision decision;
  decision.changes.put("obligation_delivery", fields_of(row));
  decision.outcome = {{"obligacion", row.obligation},
                      {"periodo", row.period},
                      {"entrega", row.delivery},
                      {"tarde", due && row.on > *due}};
  if (due) decision.outcome["vence"] = show(*due);
  return decision;
}

constexpr Kind kinds[] = {
    {"solicitud.presentar", 1, Scope::Institution, Permission::FileRequest, decide_file},
    {"solicitud.pedir_aclaracion", 1, Scope::Institution, Permission::HandleRequest, decide_ask},
    {"solicitud.aclarar", 1, Scope::Institution, Permission::FileRequest, decide_clarify},
    {"solicitud.trasladar", 1, Scope::Institution, Permission::HandleRequest, decide_route},
    {"solicitud.contestar", 1, Scope::Institution, Permission::AnswerRequest, decide_answer},
    {"solicitud.prorrogar", 1, Scope::Institution, Permission::HandleRequest, decide_extend},
    {"solicitud.resolver", 1, Scope::Institution, Permission::ResolveRequest, decide_resolve},
    {"solicitud.notificar", 1, Scope::Institution, Permission::HandleRequest, decide_notify},
    {"solicitud.impugnar", 1, Scope::Institution, Permission::FileRequest, decide_appeal},
    {"solicitud.fallar", 1, Scope::Institution, Permission::RuleOnRequest, decide_rule},
    {"solicitud.desistir", 1, Scope::Institution, Permission::HandleRequest, decide_withdraw},
    {"solicitud.borrar_datos", 1, Scope::Institution, Permission::HandleRequest, decide_erase},
    {"calendario.entregar", 1, Scope::Institution, Permission::RecordDelivery, decide_deliver},
};

}  // namespace

std::span<const Kind> transparency_kinds() { return kinds; }

}  // namespace commands
