// Rows of 0021_requests_obligations.sql, and what the norms say of terms and obligations.
#include "storage/request_store.hpp"

#include <map>

#include "base/json.hpp"
#include "base/text.hpp"
#include "storage/catalog_store.hpp"

namespace storage {
namespace {

using namespace transparency;

template <class Kind>
Kind kind_in(const Record& row, std::string_view column) {
  return kind_of<Kind>(row.text(column)).value();
}
template <class Kind>
std::string text_of(Kind kind) {
  return std::string(code_of(kind));
}
template <class Kind>
std::string text_of(const std::optional<Kind>& kind) {
  return kind ? text_of(*kind) : "";
}

RequestRow request_from(const Record& row) {
  RequestRow r;
  r.number = row.text("number");
  r.year = row.integer("year");
  r.via = kind_in<Via>(row, "via");
  r.received = row.date("received");
  r.private_hash = row.text("private");
  r.ticket = row.text("ticket");
  r.state = kind_in<EstadoSolicitud>(row, "state");
  r.before_pause = kind_in<EstadoSolicitud>(row, "before_pause");
  r.subject = row.text("subject");
  r.topic = row.text("topic");
  r.unit = row.text("unit");
  r.answered_by = row.optional_integer("answered_by");
  r.answered_on = row.optional_date("answered_on");
  r.answer = row.text("answer");
  r.extended_on = row.optional_date("extended_on");
  r.extension_reason = row.text("extension_reason");
  r.result = kind_of<Resultado>(row.text("result"));
  r.reason = row.text("reason");
  r.basis = row.text("basis");
  r.declaration = row.text("declaration");
  r.resolver = row.optional_integer("resolver");
  r.resolved_on = row.optional_date("resolved_on");
  r.notified_on = row.optional_date("notified_on");
  r.notice = row.text("notice");
  r.appealed_on = row.optional_date("appealed_on");
  r.appeal = row.text("appeal");
  r.ruling = kind_of<Fallo>(row.text("ruling"));
  r.ruling_reason = row.text("ruling_reason");
  r.ruled_on = row.optional_date("ruled_on");
  r.author = row.integer("author");
  r.version = row.integer("version");
  r.illustrative = row.flag("illustrative");
  return r;
}

RequestStepRow step_from(const Record& row) {
  return {row.text("number"),
          row.integer("step"),
          kind_in<PasoSolicitud>(row, "paso"),
          kind_in<EstadoSolicitud>(row, "from_state"),
          kind_in<EstadoSolicitud>(row, "to_state"),
          row.integer("actor"),
          row.date("on_date"),
          row.integer("at"),
          row.text("body"),
          row.text("private")};
}

RequestFileRow file_from(const Record& row) {
  return {row.text("number"),   row.integer("file"),    row.text("part"),    row.text("name"),
          row.text("hash"),     row.text("media_type"), row.integer("size"), row.flag("restricted"),
          row.text("replaces"), row.integer("actor"),   row.date("on_date")};
}

DeliveryRow delivery_from(const Record& row) {
  return {row.text("obligation"), row.text("period"),    row.integer("delivery"),
          row.date("on_date"),    row.text("recipient"), row.text("note"),
          row.text("name"),       row.text("hash"),      row.text("media_type"),
          row.integer("size"),    row.integer("actor"),  row.date("registered_on")};
}

template <class RowType>
Result<std::vector<RowType>> all_of(Database& db, std::string_view table,
                                    std::string_view institution, std::string_view number,
                                    RowType (*read)(const Record&)) {
  Fields equals{{"institution", as_value(institution)}};
  if (!number.empty()) equals.emplace_back("number", as_value(number));
  std::vector<RowType> all;
  for (const auto& row : TRY(select(db, table, equals))) all.push_back(read(row));
  return all;
}

// ---- The calendar as it was known ---------------------------------------------------------------

using HolidayKey = std::pair<std::string, std::string>;  // Code and first day.
using Holidays = std::map<HolidayKey, CatalogEntry>;

WorkingCalendar calendar_of(const Holidays& all, Geografico place) {
  std::vector<Holiday> holidays;
  for (const auto& [key, entry] : all) {
    const auto rule = HolidayRule::parse(entry.code);
    const auto scope = HolidayScope::parse(entry.attribute("ambito"));
    if (!rule || !scope) continue;  // The act that loaded it did not look; no day comes of it.
    holidays.push_back({*rule, entry.name, *scope, entry.attribute("jornada") == "media",
                        entry.from, entry.until, entry.source, show(entry.certainty)});
  }
  return {std::move(holidays), place};
}

// As `catalogo.agregar` leaves them: the row of the code that was open ends on the eve.
void add(Holidays& all, const CatalogEntry& entry) {
  if (entry.from)
    for (auto& [key, old] : all)
      if (old.code == entry.code && !old.until && (!old.from || *old.from < *entry.from))
        old.until = Date{std::chrono::sys_days{*entry.from} - std::chrono::days{1}};
  all.insert_or_assign({entry.code, entry.from ? show(*entry.from) : ""}, entry);
}

Result<int> days_of(Database& db, std::string_view code, Date on) {
  const auto value = TRY(parameter(db, code, on));
  const auto days = value ? whole_number(*value) : std::nullopt;
  if (!days || *days < 0 || *days > 365) return std::unexpected(unknown_entry("parametros", code));
  return static_cast<int>(*days);
}

}  // namespace

Fields fields_of(const RequestRow& r) {
  return {{"number", r.number},
          {"year", r.year},
          {"via", text_of(r.via)},
          {"received", as_value(r.received)},
          {"private", r.private_hash},
          {"ticket", r.ticket},
          {"state", text_of(r.state)},
          {"before_pause", text_of(r.before_pause)},
          {"subject", r.subject},
          {"topic", r.topic},
          {"unit", r.unit},
          {"answered_by", as_value(r.answered_by)},
          {"answered_on", as_value(r.answered_on)},
          {"answer", r.answer},
          {"extended_on", as_value(r.extended_on)},
          {"extension_reason", r.extension_reason},
          {"result", text_of(r.result)},
          {"reason", r.reason},
          {"basis", r.basis},
          {"declaration", r.declaration},
          {"resolver", as_value(r.resolver)},
          {"resolved_on", as_value(r.resolved_on)},
          {"notified_on", as_value(r.notified_on)},
          {"notice", r.notice},
          {"appealed_on", as_value(r.appealed_on)},
          {"appeal", r.appeal},
          {"ruling", text_of(r.ruling)},
          {"ruling_reason", r.ruling_reason},
          {"ruled_on", as_value(r.ruled_on)},
          {"author", r.author},
          {"version", r.version},
          {"illustrative", as_value(r.illustrative)}};
}

Fields fields_of(const RequestStepRow& r) {
  return {{"number", r.number},
          {"step", r.step},
          {"paso", text_of(r.paso)},
          {"from_state", text_of(r.from)},
          {"to_state", text_of(r.to)},
          {"actor", r.actor},
          {"on_date", as_value(r.on)},
          {"at", r.at},
          {"body", r.body},
          {"private", r.private_hash}};
}

Fields fields_of(const RequestFileRow& r) {
  return {{"number", r.number},       {"file", r.file},
          {"part", r.part},           {"name", r.name},
          {"hash", r.hash},           {"media_type", r.media_type},
          {"size", r.size},           {"restricted", as_value(r.restricted)},
          {"replaces", r.replaces},   {"actor", r.actor},
          {"on_date", as_value(r.on)}};
}

Fields fields_of(const DeliveryRow& r) {
  return {{"obligation", r.obligation},
          {"period", r.period},
          {"delivery", r.delivery},
          {"on_date", as_value(r.on)},
          {"recipient", r.recipient},
          {"note", r.note},
          {"name", r.name},
          {"hash", r.hash},
          {"media_type", r.media_type},
          {"size", r.size},
          {"actor", r.actor},
          {"registered_on", as_value(r.registered)}};
}

Result<std::optional<RequestRow>> request_row(Database& db, std::string_view institution,
                                              std::string_view number) {
  const auto row =
      TRY(find(db, "information_request",
               {{"institution", as_value(institution)}, {"number", as_value(number)}}));
  return row ? std::optional(request_from(*row)) : std::nullopt;
}

Result<std::optional<RequestRow>> request_by_ticket(Database& db, std::string_view institution,
                                                    std::string_view ticket) {
  const auto rows =
      TRY(select(db, "information_request",
                 {{"institution", as_value(institution)}, {"ticket", as_value(ticket)}}));
  return rows.empty() || ticket.empty() ? std::nullopt : std::optional(request_from(rows.front()));
}

Result<std::vector<RequestRow>> requests(Database& db, std::string_view institution) {
  return all_of(db, "information_request", institution, "", request_from);
}

Result<std::vector<RequestStepRow>> request_steps(Database& db, std::string_view institution,
                                                  std::string_view number) {
  return all_of(db, "information_request_step", institution, number, step_from);
}

Result<std::vector<RequestFileRow>> request_files(Database& db, std::string_view institution,
                                                  std::string_view number) {
  return all_of(db, "information_request_file", institution, number, file_from);
}

Result<std::string> next_request_number(Database& db, std::string_view institution,
                                        std::int64_t year) {
  // The longer number is the greater one, also after 9999.
  constexpr auto sql = R"(
    select number from information_request
     where institution = ?1 and number >= ?2 and number < ?3
     order by length(number) desc, number desc limit 1)";
  const auto first = std::to_string(year) + "-";
  const auto last = TRY(db.first(
      sql, [](const Row& row) { return row.text(0); }, institution, first,
      std::to_string(year) + "."));
  const auto count = last ? whole_number(last->substr(first.size())).value_or(0) : 0;
  return first + padded_left(std::to_string(count + 1), 4);
}

Result<std::vector<DeliveryRow>> deliveries(Database& db, std::string_view institution) {
  return all_of(db, "obligation_delivery", institution, "", delivery_from);
}

Result<void> put_private_value(Database& db, std::string_view hash, std::string_view salt,
                               std::string_view value, std::int64_t at) {
  return put(db, "private_value",
             {{"hash", as_value(hash)},
              {"salt", as_value(salt)},
              {"value", as_value(value)},
              {"at", as_value(at)}});
}

Result<std::optional<std::string>> private_value(Database& db, std::string_view hash) {
  const auto row = TRY(find(db, "private_value", {{"hash", as_value(hash)}}));
  return row ? std::optional(row->text("value")) : std::nullopt;
}

Result<void> erase_private_value(Database& db, std::string_view hash) {
  return remove(db, "private_value", {{"hash", as_value(hash)}});
}

Result<KnownCalendar> known_calendar(Database& db) {
  const auto place = TRY(Geografico::parse("0101"));
  constexpr auto sql = R"(
    select at, kind, act from journal_entry
     where institution = 'instalacion' and kind in ('catalogo.cargar', 'catalogo.agregar')
       and act like '{"catalogo":"feriados"%'
     order by seq)";
  std::vector<KnownCalendar::Edition> editions;
  Holidays all;
  CHECK(db.each(sql, {}, [&](const Row& row) -> Result<void> {
    const auto act = TRY(parse_json(row.view(2))).as_object();
    if (row.view(1) == "catalogo.agregar") {
      add(all, TRY(catalog_entry_from(TRY(object_at(act, "entrada")))));
    } else {
      for (const auto& each : TRY(array_at(act, "entradas"))) {
        auto entry = TRY(catalog_entry_from(each.as_object()));
        const HolidayKey key{entry.code, entry.from ? show(*entry.from) : ""};
        all.insert_or_assign(key, std::move(entry));
      }
    }
    editions.push_back({local_date(row.integer(0)), calendar_of(all, place)});
    return {};
  }));
  if (editions.empty()) editions.push_back({Date{}, calendar_of(all, place)});
  return KnownCalendar{std::move(editions)};
}

Result<RequestTerms> request_terms(Database& db, Date on) {
  RequestTerms terms;
  for (const auto& [code, field] : {std::pair{"laip_respuesta", &RequestTerms::answer},
                                    {"laip_prorroga", &RequestTerms::extension},
                                    {"laip_aviso_prorroga", &RequestTerms::extension_notice},
                                    {"laip_ficta", &RequestTerms::ficta},
                                    {"laip_revision", &RequestTerms::appeal}})
    terms.*field = TRY(days_of(db, code, on));
  return terms;
}

Term term_of(const RequestRow& row, const std::vector<RequestStepRow>& steps,
             const RequestTerms& terms) {
  Term term{row.received, terms.answer, row.extended_on ? terms.extension : 0, {}, {}};
  for (const auto& step : steps) {
    if (step.paso == PasoSolicitud::PedirAclaracion) term.pauses.push_back({step.on, {}});
    if (step.from == EstadoSolicitud::EnAclaracion && !term.pauses.empty())
      term.pauses.back().until = step.on;
    if (step.paso == PasoSolicitud::Desistir) term.stopped = step.on;
  }
  if (row.notified_on) term.stopped = row.notified_on;
  return term;
}

Result<std::vector<ObligationRow>> obligations(Database& db, FiscalYear year) {
  const auto on = first_day({year, 1});
  std::map<std::string, ObligationRow> newest;  // The newest where rows overlap.
  for (const auto& entry : TRY(catalog_rows(db, "obligaciones"))) {
    if (!entry.in_force(on)) continue;
    const auto text = [&](std::string_view key) { return std::string(entry.attribute(key)); };
    const auto often = kind_of<Periodicidad>(text("periodicidad"));
    const auto rule = TRY(where("codigo", entry.code, DueRule::parse(text("regla"))));
    newest.insert_or_assign(
        entry.code,
        ObligationRow{entry.code, entry.name, entry.parent, text("articulo"), text("destinatario"),
                      text("nota"), entry.source, often.value_or(Periodicidad::PorCambio), rule,
                      text("regla"), entry.certainty, entry.from, entry.until});
  }
  std::vector<ObligationRow> all;
  for (auto& [code, row] : newest) all.push_back(std::move(row));
  return all;
}

Result<std::vector<BudgetLaw>> budget_laws(Database& db) {
  std::vector<BudgetLaw> laws;
  for (const auto& entry : TRY(catalog_rows(db, "normas"))) {
    const auto origin = whole_number(entry.attribute("ejercicio_de_origen"));
    if (!origin || entry.attribute("tipo") != "Decreto") continue;
    BudgetLaw law{entry.code, entry.name, static_cast<std::int16_t>(*origin), {}};
    for (const auto& each : split(entry.attribute("ejercicios"), ';'))
      if (const auto one = whole_number(each))
        law.ejercicios.push_back(static_cast<std::int16_t>(*one));
    laws.push_back(std::move(law));
  }
  return laws;
}

}  // namespace storage
