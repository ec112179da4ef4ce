// What the decisions on payment files share.
#include "commands/verification_state.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "storage/control_history.hpp"

namespace commands {

using namespace verification;
using storage::PaymentFileRow;

namespace {

std::string text_or_empty(const json::object& act, std::string_view key) {
  return optional_text_at(act, key).value_or("");
}

Result<std::optional<Date>> date_at(const json::object& body, std::string_view key) {
  const auto text = text_or_empty(body, key);
  if (text.empty()) return std::optional<Date>{};
  return std::optional(TRY(where("campo", key, parse_date(text))));
}

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

// Lines that only other acts write: what is derived, or has a table of its own.
bool foreign(const FieldLine& line) {
  for (const std::string_view head : {"documento", "carga", "acto", "historia"})
    if (line.path == head || line.path.starts_with(std::string(head) + ".")) return true;
  const bool derived = line.path.starts_with("partida.") && line.path.ends_with(".cur");
  return derived || line.path == "numero" || line.path == "hoy";
}

// What is kept must read back: a part without any value would leave a gap in its list.
Result<void> check_content(const PaymentFileRow& row) {
  FileFacts again;
  for (const auto& line : row.lines)
    CHECK(where("campo", line.path, set_field(again, line.path, line.value)));
  return {};
}

std::vector<Taken> taken_of(const std::vector<storage::FileStepRow>& steps) {
  std::vector<Taken> taken;
  for (const auto& step : steps)
    taken.push_back({step.paso, step.to, step.actor, step.on_behalf, step.on, step.motivo});
  return taken;
}

}  // namespace

// ---- The file of an act -------------------------------------------------------------------------

Result<PaymentFileRow> file_at(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto number = TRY(text_at(act, "expediente"));
  const auto seen = TRY(integer_at(act, "version"));
  auto row = TRY(storage::payment_file(db, meta.institution, number));
  if (!row) return refuse(Refusal::FileUnknown, {{"hallado", number}});
  if (row->version != seen)
    return refuse(Refusal::FileChanged, {{"expediente", number},
                                         {"hallado", std::to_string(seen)},
                                         {"esperado", std::to_string(row->version)},
                                         {"estado", std::string(code_of(row->estado))}});
  return *std::move(row);
}

Result<void> require_state(const PaymentFileRow& row, std::initializer_list<Estado> states) {
  if (std::ranges::find(states, row.estado) != states.end()) return {};
  std::string expected;
  for (const auto state : states)
    expected += (expected.empty() ? "" : ", ") + std::string(code_of(state));
  return refuse(Refusal::StateForbids, {{"expediente", row.number},
                                        {"estado", std::string(code_of(row.estado))},
                                        {"esperado", expected}});
}

void put_file(Decision& decision, PaymentFileRow row) {
  ++row.version;
  decision.outcome = outcome_of(row);
  decision.changes.put("payment_file", fields_of(row));
}

json::object outcome_of(const PaymentFileRow& row) {
  return {{"expediente", row.number}, {"version", row.version}, {"estado", code_of(row.estado)}};
}

Result<std::vector<FieldLine>> lines_at(const json::object& act, std::string_view key) {
  if (!act.contains(key)) return std::vector<FieldLine>{};
  const auto all = TRY(array_at(act, key));
  return storage::lines_from(all);
}

Result<void> check_own_line(const FieldLine& line) {
  if (foreign(line))
    return refuse(Refusal::ListClosed,
                  {{"hallado", line.path}, {"esperado", "los campos del expediente"}});
  return {};
}

Result<void> check_supplier_name(std::string_view name) {
  if (const auto found = length(name); found > supplier_name_max)
    return refuse(Refusal::SupplierTooLong, {{"hallado", std::to_string(found)},
                                             {"esperado", std::to_string(supplier_name_max)}});
  return {};
}

Result<std::vector<storage::FileDocumentRow>> documents_at(const json::object& act,
                                                           std::string_view key) {
  std::vector<storage::FileDocumentRow> all;
  if (!act.contains(key)) return all;
  for (const auto& each : TRY(array_at(act, key))) {
    const auto* body = each.if_object();
    if (body == nullptr) return refuse(JsonRefusal::WrongType, {{"campo", std::string(key)}});
    const auto code = TRY(text_at(*body, "clase"));
    const auto clase = kind_of<Documento>(code);
    storage::FileDocumentRow row;
    row.hash = text_or_empty(*body, "huella");
    if (!clase || (!row.hash.empty() && !is_hash(row.hash)))
      return refuse(Refusal::DocumentMalformed, {{"hallado", clase ? row.hash : code}});
    row.clase = *clase;
    row.name = text_or_empty(*body, "nombre");
    row.media_type = text_or_empty(*body, "tipo");
    row.size = optional_integer_at(*body, "bytes").value_or(0);
    row.fecha = TRY(date_at(*body, "fecha"));
    row.desde = TRY(date_at(*body, "desde"));
    row.hasta = TRY(date_at(*body, "hasta"));
    if (const auto text = text_or_empty(*body, "monto"); !text.empty())
      row.monto = TRY(where("campo", "monto", Money::parse(text)));
    all.push_back(std::move(row));
  }
  return all;
}

Result<std::optional<std::int64_t>> behalf_of(storage::Database& db, const Meta& meta,
                                              access_control::Permission permission) {
  std::optional<std::int64_t> giver;
  for (const auto& grant : TRY(grants_of(db, meta.institution, meta.actor, meta.today()))) {
    if (!access_control::allows(grant.role, permission)) continue;
    if (grant.giver == 0) return std::optional<std::int64_t>{};
    if (!giver) giver = grant.giver;
  }
  return giver;
}

// ---- Steps --------------------------------------------------------------------------------------

Result<storage::FileStepRow> take_step(storage::Database& db, const Meta& meta, PaymentFileRow& row,
                                       std::vector<storage::FileStepRow>& before,
                                       const Stepping& stepping) {
  const auto taken = taken_of(before);
  const Author author{row.author, row.author_for};
  std::optional<Error> refused;
  // With a role of one's own first, then with one that was lent.
  auto grants = TRY(grants_of(db, meta.institution, meta.actor, meta.today()));
  std::ranges::stable_sort(grants, {}, [](const auto& grant) { return grant.giver != 0; });
  for (const auto& grant : grants) {
    Taking taking{stepping.paso, meta.actor,      std::nullopt,
                  grant.role,    stepping.motivo, stepping.justification};
    if (grant.giver != 0) taking.por = grant.giver;
    auto to = take(taking, row.estado, author, taken, stepping.rules);
    if (!to) {
      // What is wrong with the step itself says more than that another role may not take it.
      const bool role = to.error().code == row_of(Refusal::StepNotAllowed).code;
      if (!refused || !role) refused = std::move(to).error();
      continue;
    }
    storage::FileStepRow step{row.number,
                              static_cast<std::int64_t>(before.size()) + 1,
                              stepping.paso,
                              row.estado,
                              *to,
                              meta.actor,
                              taking.por,
                              grant.role,
                              meta.today(),
                              meta.at,
                              stepping.motivo,
                              stepping.justification,
                              meta.seq};
    before.push_back(step);
    row.estado = *to;
    if (storage::is_over(*to) && !row.closed) row.closed = meta.today();
    if (*to != Estado::Observado) row.due.reset();
    return step;
  }
  if (!refused) {
    const auto nobody = access_control::show(access_control::Role::Verificacion);
    return refuse(Refusal::StepNotAllowed, {{"paso", std::string(code_of(stepping.paso))},
                                            {"hallado", "ninguno"},
                                            {"esperado", nobody}});
  }
  return std::unexpected(*std::move(refused));
}

// ---- Rules --------------------------------------------------------------------------------------

Standing Asked::standing() const {
  auto worst = Standing::Clear;
  for (const auto& flag : flags) {
    if (flag.effect == Effect::Blocks) return Standing::Blocked;
    if (flag.effect == Effect::AsksReason) worst = Standing::AsksReason;
  }
  return worst;
}

std::string Asked::ids(Effect effect) const {
  std::string all;
  for (const auto& flag : flags)
    if (flag.effect == effect)
      all += (all.empty() ? "" : ", ") + std::string(rules()[flag.rule].id);
  return all;
}

Result<Asked> ask_rules(storage::Database& db, const Meta& meta, const PaymentFileRow& row,
                        const NormTable& norms, storage::BalanceBook* book) {
  Asked asked;
  asked.facts = TRY(storage::facts_of(db, meta.institution, row, meta.today(), norms, book));
  asked.evaluation = evaluate(asked.facts, norms);
  asked.flags = asked.evaluation.flags();
  return asked;
}

namespace {

// What was said by the rules that flag nothing: a test that is bound to one must tell a rule that
// passed from one that could not tell.
Result<void> keep_silent(storage::Database& db, const Meta& meta, const std::string& number,
                         const Evaluation& evaluation, Decision& decision) {
  storage::FileAskedRow row{number, " ", " "};
  for (const auto& one : evaluation.all) {
    const auto verdict = one.outcome.verdict;
    if (verdict == Verdict::Pass) row.passed.append(rules()[one.rule].id) += ' ';
    if (verdict == Verdict::CannotTell) row.untold.append(rules()[one.rule].id) += ' ';
  }
  if (TRY(storage::file_asked(db, meta.institution, number)) != row)
    decision.changes.put("file_asked", fields_of(row));
  return {};
}

}  // namespace

Result<bool> keep_flags(storage::Database& db, const Meta& meta, PaymentFileRow& row,
                        const Asked& asked, Decision& decision) {
  CHECK(keep_silent(db, meta, row.number, asked.evaluation, decision));
  const auto& flags = asked.flags;
  std::map<std::string, storage::FileFlagRow> old;
  for (auto& flag : TRY(storage::flags_of(db, meta.institution, row.number)))
    old.emplace(flag.rule, flag);
  std::int64_t blocking = 0;
  bool changed = false;
  for (const auto& flag : flags) {
    storage::FileFlagRow next{row.number, std::string(rules()[flag.rule].id), flag.effect,
                              flag.certainty, meta.today()};
    blocking += flag.effect == Effect::Blocks ? 1 : 0;
    const auto before = old.find(next.rule);
    const bool same = before != old.end() && before->second.effect == next.effect &&
                      before->second.certainty == next.certainty;
    if (!same) {
      decision.changes.put("file_flag", fields_of(next));
      changed = true;
    }
    if (before != old.end()) old.erase(before);
  }
  for (const auto& [rule, gone] : old) {
    decision.changes.remove("file_flag", key_of(gone));
    changed = true;
  }
  const auto warning = static_cast<std::int64_t>(flags.size()) - blocking;
  changed = changed || row.blocking != blocking || row.warning != warning;
  row.blocking = blocking;
  row.warning = warning;
  return changed;
}

// ---- Content ------------------------------------------------------------------------------------

Result<std::string> Registry::number(FiscalYear year) {
  auto& last = last_[year.year];
  if (last.empty()) {
    last = TRY(storage::next_number(db_, meta_.institution, year));
  } else {
    const auto count = whole_number(last.substr(5)).value_or(0);
    last = show(year) + "-" + padded_left(std::to_string(count + 1), 6);
  }
  return last;
}

Result<void> Registry::hold_invoices(const PaymentFileRow& row, const FileFacts& facts,
                                     Decision& decision) {
  std::map<std::string, storage::FileInvoiceRow> old;
  for (auto& one : TRY(storage::invoices_of(db_, meta_.institution, row.number)))
    old.emplace(one.key, one);
  for (const auto& invoice : facts.facturas) {
    const auto key = storage::invoice_key(invoice);
    if (key.empty()) continue;
    const auto here = held_.find(key);
    const auto holder = here != held_.end()
                            ? std::optional(here->second)
                            : TRY(storage::holder_of_invoice(db_, meta_.institution, key));
    if (holder && *holder != row.number) {
      const auto& shown =
          invoice.autorizacion.empty() ? invoice.numero.view() : invoice.autorizacion.view();
      return refuse(Refusal::InvoiceElsewhere,
                    {{"hallado", std::string(shown)}, {"expediente", *holder}});
    }
    held_[key] = row.number;
    old.erase(key);
    decision.changes.put("file_invoice",
                         fields_of(storage::FileInvoiceRow{
                             key, row.number, std::string(invoice.emisor.view()),
                             std::string(invoice.numero.view()), invoice.emitida, invoice.total}));
  }
  for (const auto& [key, gone] : old) decision.changes.remove("file_invoice", key_of(gone));
  return {};
}

Result<void> Registry::ask_splitting(const PaymentFileRow& row, json::array& splitting) {
  const auto next = storage::purchase_of(row);
  if (!next) return {};
  if (!norms_) norms_ = TRY(storage::norm_table(db_, meta_.institution));
  auto before = TRY(storage::purchases(db_, meta_.institution, row.ejercicio, row.unidad,
                                       row.familia, row.number));
  before.insert(before.end(), bought_.begin(), bought_.end());
  const auto answers = split_answers(before, *next, norms_->on(next->fecha));
  if (!answers) return {};
  for (const auto& answer : *answers) {
    const auto period = period_name(answer.group.periodo, answer.group.primero);
    const auto norm = answer.norm == nullptr ? std::string() : answer.norm->source;
    if (answer.stops)
      return refuse(Refusal::SplittingStops, {{"hallado", show(answer.group.suma)},
                                              {"esperado", show(answer.group.limite)},
                                              {"unidad", row.unidad},
                                              {"familia", row.familia},
                                              {"periodo", period},
                                              {"norma", norm}});
    if (answer.group.nivel == SplitLevel::Below) continue;
    splitting.push_back(json::object{
        {"periodo", period},
        {"suma", show(answer.group.suma)},
        {"limite", show(answer.group.limite)},
        {"nivel", answer.group.nivel == SplitLevel::Over ? "sobre_el_limite" : "aviso"},
        {"norma", norm}});
  }
  bought_.push_back(*next);
  return {};
}

Result<PaymentFileRow> Registry::add(const json::object& body, Decision& decision,
                                     json::array& splitting) {
  const auto lines = TRY(lines_at(body, "lineas"));
  FileFacts facts;
  facts.ejercicio = month_of(meta_.today()).year;
  for (const auto& line : lines) {
    CHECK(check_own_line(line));
    CHECK(where("campo", line.path, set_field(facts, line.path, line.value)));
  }
  PaymentFileRow row;
  row.number = TRY(number(facts.ejercicio));
  row.received = TRY(date_at(body, "recibido")).value_or(meta_.today());
  row.reason = text_or_empty(body, "motivo");
  row.estado = Estado::Recibido;
  row.author = meta_.actor;
  row.author_for = TRY(behalf_of(db_, meta_, access_control::Permission::RegisterFile));
  row.illustrative = body.contains("ilustrativo") && TRY(flag_at(body, "ilustrativo"));
  row.seq = meta_.seq;
  follow_content(row, facts);
  CHECK(check_content(row));
  row.supplier = text_or_empty(body, "proveedor");
  if (row.supplier.empty())
    if (const auto known = TRY(storage::supplier_of(db_, meta_.institution, row.nit)))
      row.supplier = known->name;
  CHECK(check_supplier_name(row.supplier));
  CHECK(hold_invoices(row, facts, decision));
  CHECK(ask_splitting(row, splitting));
  std::map<Documento, std::int64_t> versions;
  for (auto document : TRY(documents_at(body, "documentos"))) {
    document.number = row.number;
    document.version = ++versions[document.clase];
    document.actor = meta_.actor;
    document.on = meta_.today();
    decision.changes.put("file_document", fields_of(document));
  }
  decision.changes.put("payment_file", fields_of(row));
  return row;
}

Result<void> Registry::change(PaymentFileRow& row, const FileFacts& facts, Decision& decision,
                              json::array& splitting) {
  const auto purchase = storage::purchase_of(row);
  follow_content(row, facts);
  CHECK(check_content(row));
  CHECK(hold_invoices(row, facts, decision));
  const auto now = storage::purchase_of(row);
  // Only what changes the sum is asked again: a file that is already counted stays counted.
  const bool counts =
      now && (!purchase || purchase->monto < now->monto || purchase->unidad != now->unidad ||
              purchase->familia != now->familia || purchase->modalidad != now->modalidad ||
              purchase->fecha != now->fecha);
  if (counts) CHECK(ask_splitting(row, splitting));
  return {};
}

}  // namespace commands
