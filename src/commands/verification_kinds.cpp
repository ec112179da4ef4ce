// The decisions on payment files: what is in them, how they move, and what the rules say of them.
#include <algorithm>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "commands/comment_on_file.hpp"
#include "commands/trusted_certificates.hpp"
#include "commands/verification_state.hpp"
#include "domain/values/working_days.hpp"
#include "domain/verification/visado_content.hpp"
#include "storage/balance_book.hpp"
#include "storage/catalog_store.hpp"

namespace commands {
namespace {

using namespace verification;
using access_control::Permission;
using storage::PaymentFileRow;

std::string text_or_empty(const json::object& act, std::string_view key) {
  return optional_text_at(act, key).value_or("");
}

Result<std::vector<storage::FileStepRow>> steps_so_far(storage::Database& db, const Meta& meta,
                                                       const PaymentFileRow& row) {
  return storage::steps_of(db, meta.institution, row.number);
}

// Takes the step and puts the file.
Result<Decision> moved(storage::Database& db, const Meta& meta, PaymentFileRow row,
                       const Stepping& stepping, Decision decision = {}) {
  auto before = TRY(steps_so_far(db, meta, row));
  const auto step = TRY(take_step(db, meta, row, before, stepping));
  decision.changes.put("file_step", fields_of(step));
  put_file(decision, std::move(row));
  return decision;
}

// ---- Content ------------------------------------------------------------------------------------

// docs/formats/expediente.md has the body of every act here.
Result<Decision> decide_register(storage::Database& db, const json::object& act, const Meta& meta) {
  Decision decision;
  json::array splitting;
  Registry registry{db, meta};
  const auto row = TRY(registry.add(act, decision, splitting));
  decision.outcome = outcome_of(row);
  decision.outcome["fraccionamiento"] = std::move(splitting);
  return decision;
}

Result<Decision> decide_import(storage::Database& db, const json::object& act, const Meta& meta) {
  Decision decision;
  json::array splitting, numbers;
  Registry registry{db, meta};
  for (std::int64_t line = 1; const auto& each : TRY(array_at(act, "filas"))) {
    const auto* body = each.if_object();
    if (body == nullptr) return refuse(JsonRefusal::WrongType, {{"campo", "filas"}});
    const auto row =
        TRY(where("linea", std::to_string(line), registry.add(*body, decision, splitting)));
    numbers.push_back(json::value(row.number));
    ++line;
  }
  decision.outcome = {{"archivo", text_or_empty(act, "archivo")},
                      {"expedientes", std::move(numbers)},
                      {"fraccionamiento", std::move(splitting)}};
  return decision;
}

Result<Decision> decide_change(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(file_at(db, act, meta));
  CHECK(require_state(row, {Estado::Recibido, Estado::Asignado, Estado::Observado}));
  auto facts = TRY(storage::content_of(row));
  for (const auto& line : TRY(lines_at(act, "lineas"))) {
    CHECK(check_own_line(line));
    CHECK(where("campo", line.path, set_field(facts, line.path, line.value)));
  }
  Decision decision;
  json::array splitting;
  Registry registry{db, meta};
  CHECK(registry.change(row, facts, decision, splitting));
  if (const auto name = text_or_empty(act, "proveedor"); !name.empty()) row.supplier = name;
  CHECK(check_supplier_name(row.supplier));
  if (const auto reason = text_or_empty(act, "motivo"); !reason.empty()) row.reason = reason;
  put_file(decision, std::move(row));
  decision.outcome["fraccionamiento"] = std::move(splitting);
  return decision;
}

Result<Decision> decide_attach(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(file_at(db, act, meta));
  CHECK(
      require_state(row, {Estado::Recibido, Estado::Asignado, Estado::EnRevision, Estado::Observado,
                          Estado::Subsanado, Estado::Visado, Estado::EnPresupuesto,
                          Estado::EnContabilidad, Estado::EnTesoreria, Estado::Pagado}));
  const bool replaces = row.estado == Estado::Recibido || row.estado == Estado::Asignado ||
                        row.estado == Estado::Observado || row.estado == Estado::Subsanado;
  std::map<Documento, std::int64_t> versions;
  for (const auto& kept : TRY(storage::documents_of(db, meta.institution, row.number)))
    versions[kept.clase] = std::max(versions[kept.clase], kept.version);
  Decision decision;
  for (auto document : TRY(documents_at(act, "documentos"))) {
    const std::string code(code_of(document.clase));
    auto& version = versions[document.clase];
    if (version > 0 && row.visado > 0) return refuse(Refusal::DocumentSealed, {{"hallado", code}});
    if (version > 0 && !replaces)
      return refuse(Refusal::StateForbids,
                    {{"expediente", row.number},
                     {"estado", std::string(code_of(row.estado))},
                     {"esperado", "recibido, asignado, observado, subsanado"}});
    document.number = row.number;
    document.version = ++version;
    document.actor = meta.actor;
    document.on = meta.today();
    decision.changes.put("file_document", fields_of(document));
  }
  put_file(decision, std::move(row));
  return decision;
}

Result<Decision> decide_state_upload(storage::Database& db, const json::object& act,
                                     const Meta& meta) {
  auto row = TRY(file_at(db, act, meta));
  if (row.estado == Estado::Archivado || row.estado == Estado::Rechazado ||
      row.estado == Estado::Anulado)
    CHECK(
        require_state(row, {Estado::Asignado, Estado::EnRevision, Estado::Visado, Estado::Pagado}));
  Decision decision;
  for (const auto& each : TRY(array_at(act, "cargas"))) {
    const auto* body = each.if_object();
    if (body == nullptr) return refuse(JsonRefusal::WrongType, {{"campo", "cargas"}});
    const auto code = TRY(text_at(*body, "clase")), system = TRY(text_at(*body, "sistema"));
    const auto clase = kind_of<Documento>(code);
    const auto sistema = kind_of<Sistema>(system);
    if (!clase || !sistema)
      return refuse(Refusal::DocumentMalformed, {{"hallado", clase ? system : code}});
    storage::FileUploadRow upload{row.number,   *clase,
                                  *sistema,     TRY(flag_at(*body, "cargado")),
                                  std::nullopt, text_or_empty(*body, "referencia"),
                                  meta.actor,   meta.today()};
    if (const auto day = text_or_empty(*body, "fecha"); !day.empty())
      upload.fecha = TRY(where("campo", "fecha", parse_date(day)));
    decision.changes.put("file_upload", fields_of(upload));
  }
  put_file(decision, std::move(row));
  return decision;
}

// ---- Review -------------------------------------------------------------------------------------

Result<Decision> decide_take_next(storage::Database& db, const json::object&, const Meta& meta) {
  // Whoever made a file does not review it: the next one is taken then.
  constexpr std::int64_t candidates = 50;
  std::optional<Error> refused;
  for (const auto& number : TRY(storage::oldest_waiting(db, meta.institution, candidates))) {
    auto row = *TRY(storage::payment_file(db, meta.institution, number));
    auto before = TRY(steps_so_far(db, meta, row));
    Decision decision;
    const auto assigned = TRY(take_step(db, meta, row, before, {Paso::Asignar, {}, {}, {}}));
    auto reviewed = take_step(db, meta, row, before, {Paso::Revisar, {}, {}, {}});
    if (!reviewed) {
      if (reviewed.error().code != row_of(Refusal::DutiesTogether).code)
        return std::unexpected(std::move(reviewed).error());
      continue;
    }
    row.assignee = meta.actor;
    decision.changes.put("file_step", fields_of(assigned));
    decision.changes.put("file_step", fields_of(*reviewed));
    put_file(decision, std::move(row));
    return decision;
  }
  return refuse(Refusal::NothingWaits);
}

Result<Decision> decide_assign(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(file_at(db, act, meta));
  const auto whom = TRY(integer_at(act, "a"));
  const auto grants = TRY(grants_of(db, meta.institution, whom, meta.today()));
  if (!access_control::any_allows(grants, Permission::ReviewFile))
    return refuse(Refusal::NotAVerifier, {{"hallado", std::to_string(whom)}});
  row.assignee = whom;
  return moved(db, meta, std::move(row), {Paso::Asignar, {}, {}, {}});
}

Result<Decision> decide_review(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(file_at(db, act, meta));
  row.assignee = meta.actor;
  return moved(db, meta, std::move(row), {Paso::Revisar, {}, {}, {}});
}

// The lines that the checklist asks of a file, whatever was answered.
std::vector<Required> asked_lines(const FileFacts& facts, const RuleNorms& norms) {
  const auto* list = norms.checklist(facts.gasto, facts.modalidad);
  if (list == nullptr) return {};
  return required_of(*list, facts, norms);
}

Result<Decision> decide_answer(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(file_at(db, act, meta));
  CHECK(require_state(row, {Estado::EnRevision}));
  const auto norms = TRY(storage::norm_table(db, meta.institution));
  const auto asked = TRY(ask_rules(db, meta, row, norms));
  const auto lines = asked_lines(asked.facts, *asked.evaluation.norms);
  Decision decision;
  for (const auto& each : TRY(array_at(act, "respuestas"))) {
    const auto* body = each.if_object();
    if (body == nullptr) return refuse(JsonRefusal::WrongType, {{"campo", "respuestas"}});
    const auto code = TRY(text_at(*body, "linea")), said = TRY(text_at(*body, "respuesta"));
    const auto line = std::ranges::find(
        lines, code, [](const Required& required) { return required.item->norma->code; });
    const auto answer = storage::parse_answer(said);
    if (line == lines.end() || !answer)
      return refuse(Refusal::LineUnknown, {{"hallado", answer ? code : said}});
    const auto note = text_or_empty(*body, "nota");
    if (*answer == storage::Answer::NoCumple && trimmed(note).empty())
      return refuse(Refusal::NoteMissing, {{"hallado", code}});
    decision.changes.put(
        "file_answer",
        fields_of(storage::AnswerRow{row.number, code, *answer, note, meta.actor, meta.today()}));
  }
  put_file(decision, std::move(row));
  return decision;
}

Result<Decision> decide_observe(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(file_at(db, act, meta));
  storage::ObservationLetterRow letter;
  letter.number = row.number;
  letter.letter = text_or_empty(act, "carta");
  letter.days = optional_integer_at(act, "dias").value_or(0);
  letter.actor = meta.actor;
  letter.on = meta.today();
  std::string known;
  for (const auto code : codes_of<Motivo>())
    known += (known.empty() ? "" : ", ") + std::string(code);
  for (const auto& each : TRY(array_at(act, "motivos"))) {
    const std::string code(each.is_string() ? std::string_view(each.as_string()) : "");
    const auto motivo = kind_of<Motivo>(code);
    if (!motivo) return refuse(Refusal::ReasonUnknown, {{"hallado", code}, {"esperado", known}});
    letter.motivos.push_back(*motivo);
  }
  if (letter.motivos.empty() || trimmed(letter.letter).empty())
    return refuse(Refusal::ReasonMissing);
  constexpr std::int64_t longest = 60;
  if (letter.days < 1 || letter.days > longest)
    return refuse(Refusal::DaysMalformed, {{"hallado", std::to_string(letter.days)}});
  const auto capital = TRY(Geografico::parse("0101"));
  const auto calendar = TRY(storage::working_calendar(db, capital));
  letter.due = add_working_days(calendar, meta.today(), static_cast<int>(letter.days)).date;
  auto before = TRY(steps_so_far(db, meta, row));
  const auto step = TRY(take_step(db, meta, row, before,
                                  {Paso::Observar, letter.motivos.front(), letter.letter, {}}));
  row.due = letter.due;
  letter.step = step.step;
  Decision decision;
  decision.changes.put("file_step", fields_of(step));
  decision.changes.put("file_letter", fields_of(letter));
  put_file(decision, std::move(row));
  decision.outcome["vence"] = show(*letter.due);
  return decision;
}

Result<Decision> decide_mend(storage::Database& db, const json::object& act, const Meta& meta) {
  return moved(db, meta, TRY(file_at(db, act, meta)),
               {Paso::Subsanar, {}, text_or_empty(act, "justificacion"), {}});
}

std::unexpected<Error> blocked_by(const Asked& asked) {
  return refuse(Refusal::Blocked, {{"reglas", asked.ids(Effect::Blocks)}});
}

Result<void> require_answers(storage::Database& db, const Meta& meta, const PaymentFileRow& row,
                             const Asked& asked) {
  std::map<std::string, storage::AnswerRow> given;
  for (auto& answer : TRY(storage::answers_of(db, meta.institution, row.number)))
    given.emplace(answer.code, answer);
  std::string missing, against;
  for (const auto& line : asked_lines(asked.facts, *asked.evaluation.norms)) {
    const auto& code = line.item->norma->code;
    const auto answer = given.find(code);
    const bool due =
        line.item->exigencia == Exigencia::Obligatorio && line.state != Required::State::Unneeded;
    if (answer == given.end()) {
      if (due) missing += (missing.empty() ? "" : ", ") + code;
    } else if (answer->second.answer == storage::Answer::NoCumple) {
      against += (against.empty() ? "" : ", ") + code;
    }
  }
  if (!against.empty()) return refuse(Refusal::NotFulfilled, {{"hallado", against}});
  if (!missing.empty()) return refuse(Refusal::AnswersMissing, {{"hallado", missing}});
  return {};
}

Result<Decision> decide_verify(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(file_at(db, act, meta));
  const auto norms = TRY(storage::norm_table(db, meta.institution));
  const auto asked = TRY(ask_rules(db, meta, row, norms));
  auto before = TRY(steps_so_far(db, meta, row));
  const auto step = TRY(take_step(db, meta, row, before,
                                  {Paso::Verificar, {}, text_or_empty(act, "justificacion"), {}}));
  CHECK(require_answers(db, meta, row, asked));
  if (asked.standing() == Standing::Blocked) return blocked_by(asked);
  Decision decision;
  decision.changes.put("file_step", fields_of(step));
  CHECK(keep_flags(db, meta, row, asked, decision));
  put_file(decision, std::move(row));
  return decision;
}

Result<Decision> decide_approve(storage::Database& db, const json::object& act, const Meta& meta) {
  auto row = TRY(file_at(db, act, meta));
  const auto seen = TRY(text_at(act, "huella"));
  const auto norms = TRY(storage::norm_table(db, meta.institution));
  const auto asked = TRY(ask_rules(db, meta, row, norms));
  auto before = TRY(steps_so_far(db, meta, row));
  auto step = take_step(db, meta, row, before,
                        {Paso::Visar, {}, text_or_empty(act, "justificacion"), asked.standing()});
  if (!step && step.error().code == row_of(Refusal::Blocked).code) return blocked_by(asked);
  const auto taken = TRY(std::move(step));
  const auto content = visado_content(asked.facts, asked.evaluation);
  if (digest_of(content) != seen) return refuse(Refusal::VisadoDiffers, {{"hallado", seen}});
  row.visado = TRY(storage::next_visado(db, meta.institution));
  Decision decision;
  decision.changes.put("file_step", fields_of(taken));
  decision.changes.put("file_visado",
                       fields_of(storage::VisadoRow{row.visado, row.number, canonical(content),
                                                    meta.actor, meta.today(), meta.seq}));
  std::optional<Documento> sealed;
  for (auto document : TRY(storage::documents_of(db, meta.institution, row.number))) {
    if (sealed == document.clase) continue;  // An older version.
    sealed = document.clase;
    document.visado = document.hash;
    decision.changes.put("file_document", fields_of(document));
  }
  CHECK(keep_flags(db, meta, row, asked, decision));
  const auto number = row.visado;
  put_file(decision, std::move(row));
  decision.outcome["visado"] = number;
  decision.outcome["huella"] = seen;
  return decision;
}

// ---- After the visado ---------------------------------------------------------------------------

// What Finance writes while it pays: its CURs and their days.
Result<Decision> paid_step(storage::Database& db, const json::object& act, const Meta& meta,
                           Paso paso) {
  auto row = TRY(file_at(db, act, meta));
  Decision decision;
  const auto lines = TRY(lines_at(act, "lineas"));
  if (!lines.empty()) {
    auto facts = TRY(storage::content_of(row));
    for (const auto& line : lines) {
      if (!line.path.starts_with("cur.") && !line.path.starts_with("fecha.") &&
          line.path != "transferido")
        return refuse(Refusal::ListClosed,
                      {{"hallado", line.path}, {"esperado", "cur, fecha, transferido"}});
      CHECK(where("campo", line.path, set_field(facts, line.path, line.value)));
    }
    // The purchase stays counted where it was born.
    const auto counted = row;
    follow_content(row, facts);
    row.purchased_on = counted.purchased_on;
    row.purchase = counted.purchase;
  }
  return moved(db, meta, std::move(row), {paso, {}, text_or_empty(act, "justificacion"), {}},
               std::move(decision));
}
Result<Decision> decide_commit(storage::Database& db, const json::object& act, const Meta& meta) {
  return paid_step(db, act, meta, Paso::Comprometer);
}
Result<Decision> decide_accrue(storage::Database& db, const json::object& act, const Meta& meta) {
  return paid_step(db, act, meta, Paso::Devengar);
}
Result<Decision> decide_send(storage::Database& db, const json::object& act, const Meta& meta) {
  return paid_step(db, act, meta, Paso::EnviarAPago);
}
Result<Decision> decide_pay(storage::Database& db, const json::object& act, const Meta& meta) {
  return paid_step(db, act, meta, Paso::Pagar);
}

Result<Decision> plain_step(storage::Database& db, const json::object& act, const Meta& meta,
                            Paso paso) {
  Stepping stepping{paso, {}, text_or_empty(act, "justificacion"), {}};
  if (const auto code = text_or_empty(act, "motivo"); !code.empty()) {
    stepping.motivo = kind_of<Motivo>(code);
    std::string known;
    for (const auto one : codes_of<Motivo>())
      known += (known.empty() ? "" : ", ") + std::string(one);
    if (!stepping.motivo)
      return refuse(Refusal::ReasonUnknown, {{"hallado", code}, {"esperado", known}});
  }
  return moved(db, meta, TRY(file_at(db, act, meta)), stepping);
}
Result<Decision> decide_archive(storage::Database& db, const json::object& act, const Meta& meta) {
  return plain_step(db, act, meta, Paso::Archivar);
}
// What a file that will not be paid held is free again: its invoices may come in another.
Result<Decision> let_go(storage::Database& db, const json::object& act, const Meta& meta,
                        Paso paso) {
  auto decision = TRY(plain_step(db, act, meta, paso));
  const auto number = TRY(text_at(act, "expediente"));
  for (const auto& invoice : TRY(storage::invoices_of(db, meta.institution, number)))
    decision.changes.remove("file_invoice", key_of(invoice));
  return decision;
}
Result<Decision> decide_reject(storage::Database& db, const json::object& act, const Meta& meta) {
  return let_go(db, act, meta, Paso::Rechazar);
}
Result<Decision> decide_annul(storage::Database& db, const json::object& act, const Meta& meta) {
  return let_go(db, act, meta, Paso::Anular);
}
Result<Decision> decide_suspend(storage::Database& db, const json::object& act, const Meta& meta) {
  return plain_step(db, act, meta, Paso::Suspender);
}
Result<Decision> decide_resume(storage::Database& db, const json::object& act, const Meta& meta) {
  return plain_step(db, act, meta, Paso::Reanudar);
}

// ---- Rules --------------------------------------------------------------------------------------

Result<Decision> decide_judge(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto number = TRY(text_at(act, "expediente"));
  const auto rule = TRY(text_at(act, "regla")), said = TRY(text_at(act, "dictamen"));
  if (!TRY(storage::payment_file(db, meta.institution, number)))
    return refuse(Refusal::FileUnknown, {{"hallado", number}});
  if (!rule_at(rule)) return refuse(Refusal::RuleUnknown, {{"hallado", rule}});
  const auto finding = storage::parse_finding(said);
  if (!finding)
    return refuse(Refusal::ReasonUnknown,
                  {{"hallado", said}, {"esperado", "confirmado, descartado, sin_definir"}});
  const auto reason = text_or_empty(act, "motivo");
  if (trimmed(reason).empty()) return refuse(Refusal::ReasonMissing);
  Decision decision;
  decision.changes.put("flag_verdict", fields_of(storage::VerdictRow{number, rule, *finding, reason,
                                                                     meta.actor, meta.today()}));
  decision.outcome = {{"expediente", number}, {"regla", rule}, {"dictamen", said}};
  return decision;
}

Result<Decision> decide_run(storage::Database& db, const json::object&, const Meta& meta) {
  const auto norms = TRY(storage::norm_table(db, meta.institution));
  storage::BalanceBook book(db, meta.institution);  // The budget is read once, not for each file.
  Decision decision;
  std::int64_t files = 0, changed = 0, flags = 0;
  CHECK(storage::each_payment_file(db, meta.institution, true,
                                   [&](const PaymentFileRow& each) -> Result<void> {
                                     auto row = each;
                                     const auto asked = TRY(ask_rules(db, meta, row, norms, &book));
                                     ++files;
                                     flags += static_cast<std::int64_t>(asked.flags.size());
                                     // The version stays: nobody's work on the file is disturbed by
                                     // asking.
                                     if (!TRY(keep_flags(db, meta, row, asked, decision)))
                                       return {};
                                     ++changed;
                                     decision.changes.put("payment_file", fields_of(row));
                                     return {};
                                   }));
  decision.outcome = {{"expedientes", files}, {"cambiaron", changed}, {"avisos", flags}};
  return decision;
}

// ---- Norms, checklists, suppliers, contracts ----------------------------------------------------

Result<Decision> decide_verify_norm(storage::Database& db, const json::object& act,
                                    const Meta& meta) {
  const auto id = TRY(text_at(act, "regla"));
  const auto reason = TRY(text_at(act, "motivo"));
  const auto at = rule_at(id);
  if (!at) return refuse(Refusal::RuleUnknown, {{"hallado", id}});
  if (trimmed(reason).empty()) return refuse(Refusal::ReasonMissing);
  std::vector<std::string_view> codes{rules()[*at].id};
  for (const auto parameter : rules()[*at].parameters) codes.push_back(row_of(parameter).code);
  std::optional<Date> since;
  if (const auto text = text_or_empty(act, "desde"); !text.empty())
    since = TRY(where("campo", "desde", parse_date(text)));
  const auto day = std::max(since.value_or(meta.today()), meta.today());
  const auto before = TRY(storage::verified_since(db, meta.institution, "rules"));
  Decision decision;
  json::array done;
  for (const auto& row : TRY(storage::catalog_rows(db, "rules"))) {
    if (std::ranges::find(codes, row.code) == codes.end() || !row.in_force(day)) continue;
    done.push_back(json::value(row.code));
    const storage::Fields key{
        {"catalog", "rules"}, {"code", row.code}, {"valid_from", row.from ? show(*row.from) : ""}};
    const auto with = [&](storage::Fields more) {
      more.insert(more.begin(), key.begin(), key.end());
      return more;
    };
    std::optional<Certeza> confirmed;
    if (const auto found =
            TRY(storage::find(db, "norm_confirmation", with({{"institution", meta.institution}}))))
      confirmed = TRY(parse_certeza(found->text("certainty")));
    // The last word is the whole word: of what was verified on every day, only the days from the
    // new one on stay so; and what was verified from a day on is so on every day.
    if (since) {
      const bool whole = confirmed == Certeza::Verificada;
      if ((whole || !confirmed) && row.certainty == Certeza::Verificada) continue;
      if (whole) decision.changes.remove("norm_confirmation", key);
      decision.changes.put("norm_verification", with({{"since", show(*since)},
                                                      {"reason", reason},
                                                      {"actor", meta.actor},
                                                      {"on_date", show(meta.today())}}));
      continue;
    }
    if (confirmed.value_or(row.certainty) != Certeza::Verificada)
      decision.changes.put("norm_confirmation",
                           with({{"certainty", show(Certeza::Verificada)}, {"reason", reason}}));
    if (before.contains({row.code, row.from ? show(*row.from) : ""}))
      decision.changes.remove("norm_verification", key);
  }
  decision.outcome = {{"regla", id}, {"verificadas", std::move(done)}};
  if (since) decision.outcome["desde"] = show(*since);
  return decision;
}

Result<CatalogEntry> checklist_line(const std::string& list, const json::object& body) {
  CatalogEntry entry;
  entry.code = list + "/" + TRY(text_at(body, "documento"));
  entry.name = TRY(text_at(body, "nombre"));
  entry.source = TRY(text_at(body, "fuente"));
  const auto certainty = text_or_empty(body, "certeza");
  entry.certainty = certainty.empty() ? Certeza::Conocida : TRY(parse_certeza(certainty));
  for (const char* name :
       {"condicion", "documento", "exigencia", "responsable", "sistema", "vigente_en"})
    if (auto value = text_or_empty(body, name); !value.empty())
      entry.attributes.emplace_back(name, std::move(value));
  CHECK(checklist_item_from(entry));
  return entry;
}

Result<Decision> decide_checklist(storage::Database& db, const json::object& act,
                                  const Meta& meta) {
  storage::ChecklistVersionRow version;
  version.list = TRY(text_at(act, "lista"));
  if (!kind_of<Modalidad>(version.list) && !kind_of<Gasto>(version.list))
    return refuse(Refusal::ListUnknown, {{"hallado", version.list}});
  const auto day = TRY(text_at(act, "desde"));
  version.from = TRY(where("campo", "desde", parse_date(day)));
  version.reason = TRY(text_at(act, "motivo"));
  if (trimmed(version.reason).empty()) return refuse(Refusal::ReasonMissing);
  auto earliest = meta.today();
  for (const auto& before : TRY(storage::checklist_versions(db, meta.institution))) {
    if (before.list != version.list) continue;
    version.version = before.version + 1;
    earliest = std::max(earliest, before.from);
  }
  if (version.from <= earliest)
    return refuse(
        Refusal::VersionTooEarly,
        {{"lista", version.list}, {"hallado", show(version.from)}, {"esperado", show(earliest)}});
  for (const auto& each : TRY(array_at(act, "lineas"))) {
    const auto* body = each.if_object();
    if (body == nullptr) return refuse(JsonRefusal::WrongType, {{"campo", "lineas"}});
    auto line = TRY(checklist_line(version.list, *body));
    if (std::ranges::find(version.items, line.code, &CatalogEntry::code) != version.items.end())
      return refuse(CatalogRefusal::RowDoubled, {{"codigo", line.code}});
    version.items.push_back(std::move(line));
  }
  if (version.items.empty()) return refuse(JsonRefusal::MissingField, {{"campo", "lineas"}});
  version.actor = meta.actor;
  version.on = meta.today();
  Decision decision;
  decision.changes.put("checklist_version", fields_of(version));
  decision.outcome = {{"lista", version.list},
                      {"version", version.version},
                      {"desde", show(version.from)},
                      {"lineas", static_cast<std::int64_t>(version.items.size())}};
  return decision;
}

// The lines of a registry: every one of the part, and each can be set.
Result<std::vector<FieldLine>> part_lines(const json::object& act, std::string_view part,
                                          std::vector<FieldLine> first) {
  FileFacts facts;
  for (const auto& line : TRY(lines_at(act, "lineas"))) first.push_back(line);
  for (const auto& line : first) {
    if (!line.path.starts_with(part))
      return refuse(Refusal::ListClosed,
                    {{"hallado", line.path}, {"esperado", std::string(part) + "…"}});
    CHECK(where("campo", line.path, set_field(facts, line.path, line.value)));
  }
  auto lines = storage::content_lines(facts);
  std::erase_if(lines, [&](const FieldLine& line) { return !line.path.starts_with(part); });
  return lines;
}

Result<Decision> decide_supplier(storage::Database& db, const json::object& act, const Meta& meta) {
  storage::SupplierRow row{TRY(text_at(act, "nit")), TRY(text_at(act, "nombre")), {}};
  if (trimmed(row.nit).empty() || trimmed(row.name).empty())
    return refuse(Refusal::SupplierMissing);
  CHECK(check_supplier_name(row.name));
  row.lines = TRY(part_lines(act, "proveedor.", {{"proveedor.nit", row.nit}}));
  Decision decision;
  const auto old = TRY(storage::supplier_of(db, meta.institution, row.nit));
  if (!old || old->name != row.name || old->lines != row.lines)
    decision.changes.put("supplier", fields_of(row));
  decision.outcome = {{"nit", row.nit}, {"nombre", row.name}};
  return decision;
}

Result<Decision> decide_contract(storage::Database& db, const json::object& act, const Meta& meta) {
  storage::ContractRow row{TRY(text_at(act, "numero")), TRY(text_at(act, "nit")), {}};
  if (trimmed(row.nit).empty()) return refuse(Refusal::SupplierMissing);
  row.lines = TRY(part_lines(act, "contrato.", {{"contrato.numero", row.number}}));
  Decision decision;
  const auto old = TRY(storage::contract_of(db, meta.institution, row.nit, row.number));
  if (!old || old->lines != row.lines) decision.changes.put("contract", fields_of(row));
  decision.outcome = {{"nit", row.nit}, {"numero", row.number}};
  return decision;
}

constexpr Kind kinds[] = {
    {"expediente.registrar", 1, Scope::Institution, Permission::RegisterFile, decide_register},
    {"expediente.importar", 1, Scope::Institution, Permission::RegisterFile, decide_import},
    {"expediente.modificar", 1, Scope::Institution, Permission::RegisterFile, decide_change},
    {"expediente.adjuntar", 1, Scope::Institution, Permission::AttachToFile, decide_attach},
    {"expediente.constatar", 1, Scope::Institution, Permission::ReviewFile, decide_state_upload},
    {"expediente.tomar", 1, Scope::Institution, Permission::ReviewFile, decide_take_next},
    {"expediente.asignar", 1, Scope::Institution, Permission::ReviewFile, decide_assign},
    {"expediente.revisar", 1, Scope::Institution, Permission::ReviewFile, decide_review},
    {"expediente.marcar", 1, Scope::Institution, Permission::ReviewFile, decide_answer},
    {"expediente.observar", 1, Scope::Institution, Permission::ReviewFile, decide_observe},
    {"expediente.subsanar", 1, Scope::Institution, Permission::RegisterFile, decide_mend},
    {"expediente.verificar", 1, Scope::Institution, Permission::ReviewFile, decide_verify},
    {"expediente.visar", 1, Scope::Institution, Permission::ApproveFile, decide_approve},
    {"expediente.comprometer", 1, Scope::Institution, Permission::CommitFile, decide_commit},
    {"expediente.devengar", 1, Scope::Institution, Permission::AccrueFile, decide_accrue},
    {"expediente.enviar", 1, Scope::Institution, Permission::AccrueFile, decide_send},
    {"expediente.pagar", 1, Scope::Institution, Permission::PayFile, decide_pay},
    {"expediente.archivar", 1, Scope::Institution, Permission::ArchiveFile, decide_archive},
    {"expediente.rechazar", 1, Scope::Institution, Permission::RejectFile, decide_reject},
    {"expediente.anular", 1, Scope::Institution, Permission::AnnulFile, decide_annul},
    {"expediente.suspender", 1, Scope::Institution, Permission::SuspendFile, decide_suspend},
    {"expediente.reanudar", 1, Scope::Institution, Permission::SuspendFile, decide_resume},
    {"expediente.dictaminar", 1, Scope::Institution, Permission::JudgeFlag, decide_judge},
    {"expediente.comentar", 1, Scope::Institution, Permission::ReadFiles, decide_comment},
    {"regla.correr", 1, Scope::Institution, Permission::RunRules, decide_run},
    {"norma.verificar", 1, Scope::Institution, Permission::ConfirmNorm, decide_verify_norm},
    {"certificado.confiar", 1, Scope::Institution, Permission::ConfirmNorm, decide_trust},
    {"certificado.retirar", 1, Scope::Institution, Permission::ConfirmNorm, decide_distrust},
    {"lista.crear", 1, Scope::Institution, Permission::EditChecklist, decide_checklist},
    {"proveedor.registrar", 1, Scope::Institution, Permission::RegisterFile, decide_supplier},
    {"contrato.registrar", 1, Scope::Institution, Permission::RegisterFile, decide_contract},
};

}  // namespace

std::span<const Kind> verification_kinds() { return kinds; }

}  // namespace commands
