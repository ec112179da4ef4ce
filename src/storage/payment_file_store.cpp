// Rows of 0012_payment_files.sql.
#include "storage/payment_file_store.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.hpp"
#include "storage/balance_book.hpp"

namespace storage {
namespace {

using namespace verification;

constexpr std::string_view answers[] = {"cumple", "no_cumple", "no_aplica"};
constexpr std::string_view findings[] = {"confirmado", "descartado", "sin_definir"};

// States in which a file asks nothing of anybody any more.
constexpr std::string_view over = "('pagado', 'archivado', 'rechazado', 'anulado')";

template <class Kind>
Kind kind_in(std::string_view text) {
  return kind_of<Kind>(text).value();
}

json::array array_in(std::string_view text) { return parse_json(text).value().as_array(); }

PaymentFileRow file_from(const Record& row) {
  PaymentFileRow file;
  file.number = row.text("number");
  file.gasto = kind_in<Gasto>(row.text("gasto"));
  if (const auto text = row.optional_text("modalidad")) file.modalidad = kind_in<Modalidad>(*text);
  file.ejercicio = {static_cast<std::int16_t>(row.integer("ejercicio"))};
  file.unidad = row.text("unidad");
  file.familia = row.text("familia");
  file.nit = row.text("nit");
  file.supplier = row.text("supplier");
  file.nog = row.text("nog");
  file.npg = row.text("npg");
  file.reason = row.text("reason");
  file.monto = row.optional_money("monto");
  file.purchased_on = row.optional_date("purchased_on");
  file.purchase = row.optional_money("purchase");
  if (const auto text = row.optional_text("renglon")) file.renglon = Renglon::parse(*text).value();
  file.estado = kind_in<Estado>(row.text("estado"));
  file.received = row.date("received");
  file.assignee = row.optional_integer("assignee");
  file.author = row.integer("author");
  file.author_for = row.optional_integer("author_for");
  file.version = row.integer("version");
  file.visado = row.integer("visado");
  file.due = row.optional_date("due");
  file.closed = row.optional_date("closed");
  file.blocking = row.optional_integer("blocking");
  file.warning = row.optional_integer("warning");
  file.lines = lines_from(array_in(row.text("lines"))).value();
  file.illustrative = row.flag("illustrative");
  file.seq = row.integer("seq");
  return file;
}

Fields of_file(std::string_view institution, std::string_view number) {
  return {{"institution", as_value(institution)}, {"number", as_value(number)}};
}

template <class RowType, class Read>
Result<std::vector<RowType>> hanging(Database& db, std::string_view table,
                                     std::string_view institution, std::string_view number,
                                     Read read) {
  std::vector<RowType> all;
  for (const auto& row : TRY(select(db, table, of_file(institution, number))))
    all.push_back(read(row));
  return all;
}

template <class Short>
Short short_of(std::string_view text) {
  return Short::of(text).value_or(Short{});
}

// What the registry knows of a part, under what the file itself says.
Result<void> underlay(FileFacts& facts, const std::vector<FieldLine>& lines) {
  for (const auto& line : lines) CHECK(set_field(facts, line.path, line.value));
  return {};
}

Result<void> add_documents(Database& db, std::string_view institution, std::string_view number,
                           FileFacts& facts) {
  facts.documentos.clear();
  for (const auto& row : TRY(documents_of(db, institution, number))) {
    // Newest first by kind: only the first of a kind counts.
    if (std::ranges::find(facts.documentos, row.clase, &verification::Document::clase) !=
        facts.documentos.end())
      continue;
    verification::Document document{.clase = row.clase,
                                    .fecha = row.fecha,
                                    .desde = row.desde,
                                    .hasta = row.hasta,
                                    .monto = row.monto,
                                    .hash = {},
                                    .visado = {}};
    if (Hash hash; parse(row.hash, hash)) document.hash = hash;
    if (Hash hash; parse(row.visado, hash)) document.visado = hash;
    facts.documentos.push_back(document);
  }
  facts.cargas.clear();
  for (const auto& row : TRY(uploads_of(db, institution, number)))
    if (row.cargado) facts.cargas.push_back({row.clase, row.sistema, row.fecha});
  return {};
}

Result<void> add_acts(Database& db, std::string_view institution, const PaymentFileRow& row,
                      FileFacts& facts) {
  facts.actos.clear();
  facts.actos.push_back({Duty::Elabora, row.author, row.author_for});
  for (const auto& step : TRY(steps_of(db, institution, row.number))) {
    std::optional<Duty> duty;
    for (const auto& transition : transitions())
      if (transition.paso == step.paso) duty = transition.duty;
    if (!duty) continue;
    const bool known = std::ranges::any_of(facts.actos, [&](const FileAct& act) {
      return act.funcion == *duty && act.actor == step.actor && act.por == step.on_behalf;
    });
    if (!known) facts.actos.push_back({*duty, step.actor, step.on_behalf});
    if (step.to == Estado::Visado) facts.fechas[std::size_t(Hito::Visado)] = step.on;
  }
  return {};
}

// ---- What other files say -----------------------------------------------------------------------

Result<void> add_like_invoices(Database& db, std::string_view institution,
                               const PaymentFileRow& row, const FileFacts& facts, int window,
                               FileHistory& history) {
  constexpr auto sql = R"(
    select i.number, i.invoice_number, i.emitida, i.total
      from file_invoice i join payment_file f
        on f.institution = i.institution and f.number = i.number
     where i.institution = ?1 and i.emisor = ?2 and i.total = ?3 and i.number <> ?4
       and f.estado not in ('rechazado', 'anulado')
     order by i.number, i.invoice)";
  for (const auto& invoice : facts.facturas) {
    if (invoice.emisor.empty() || !invoice.total || !invoice.emitida) continue;
    const std::chrono::sys_days day{*invoice.emitida};
    CHECK(db.each(sql,
                  {as_value(institution), as_value(invoice.emisor.view()), as_value(*invoice.total),
                   as_value(row.number)},
                  [&](const Row& found) -> Result<void> {
                    if (found.is_null(2)) return {};
                    const auto other = found.date(2);
                    const auto apart = (std::chrono::sys_days{other} - day).count();
                    if (apart > window || apart < -window) return {};
                    history.parecidos.push_back({Parecido::FacturaParecida,
                                                 short_of<Number>(found.view(0)),
                                                 short_of<Number>(found.view(1)), other,
                                                 found.optional_money(3), std::nullopt});
                    return {};
                  }));
  }
  return {};
}

Result<void> add_like_documents(Database& db, std::string_view institution,
                                const PaymentFileRow& row, const FileFacts& facts,
                                FileHistory& history) {
  constexpr auto sql = R"(
    select distinct d.number, f.estado
      from file_document d join payment_file f
        on f.institution = d.institution and f.number = d.number
     where d.institution = ?1 and d.hash = ?2 and d.number <> ?3 and f.estado <> 'anulado'
     order by d.number)";
  std::map<std::string, std::int64_t> rejected;  // Equal documents, by file.
  std::int64_t kept = 0;
  for (const auto& document : facts.documentos) {
    if (!document.hash) continue;
    ++kept;
    CHECK(db.each(sql, {as_value(institution), as_value(*document.hash), as_value(row.number)},
                  [&](const Row& found) -> Result<void> {
                    if (found.view(1) == code_of(Estado::Rechazado)) {
                      ++rejected[found.text(0)];
                    } else {
                      history.parecidos.push_back({Parecido::MismoDocumento,
                                                   short_of<Number>(found.view(0)),
                                                   short_of<Number>(code_of(document.clase)),
                                                   std::nullopt, std::nullopt, std::nullopt});
                    }
                    return {};
                  }));
  }
  for (const auto& [other, same] : rejected)
    history.parecidos.push_back({Parecido::Reingreso,
                                 short_of<Number>(other),
                                 {},
                                 std::nullopt,
                                 std::nullopt,
                                 Ratio{same, kept}});
  return {};
}

Result<void> add_same_supplier(Database& db, std::string_view institution,
                               const PaymentFileRow& row, int window, FileHistory& history) {
  if (!row.purchased_on || !row.purchase || row.nit.empty()) return {};
  constexpr auto sql = R"(
    select cast(coalesce(sum(purchase), 0) as bigint) from payment_file
     where institution = ?1 and unidad = ?2 and nit = ?3 and familia = ?4 and number <> ?5
       and modalidad = 'BAJA_CUANTIA' and purchased_on >= ?6 and purchased_on <= ?7
       and estado not in ('rechazado', 'anulado'))";
  const Date first{std::chrono::sys_days{*row.purchased_on} - std::chrono::days{window}};
  const auto others = TRY(db.first(
      sql, [](const storage::Row& found) { return found.money(0); }, institution, row.unidad,
      row.nit, row.familia, row.number, first, *row.purchased_on));
  history.mismo_nit = TRY((*others + *row.purchase).narrow());
  return {};
}

Result<void> add_exceptions(Database& db, std::string_view institution, const PaymentFileRow& row,
                            FileHistory& history) {
  // Rule C08 counts the cases of exceptions; how often the rest came is nobody's question.
  if (!row.modalidad || *row.modalidad < Modalidad::Exc44A || *row.modalidad > Modalidad::Exc44G)
    return {};
  constexpr auto sql = R"(
    select count(*) from payment_file
     where institution = ?1 and unidad = ?2 and ejercicio = ?3 and modalidad = ?4 and number < ?5
       and estado not in ('rechazado', 'anulado'))";
  history.excepciones = TRY(db.first(
      sql, [](const storage::Row& found) { return found.integer(0); }, institution, row.unidad,
      row.ejercicio, code_of(*row.modalidad), row.number));
  return {};
}

Result<FileHistory> history_of(Database& db, std::string_view institution,
                               const PaymentFileRow& row, const FileFacts& facts,
                               const RuleNorms& norms) {
  FileHistory history;
  if (const auto days = norms.count(Parameter::SimilitudVentana))
    CHECK(add_like_invoices(db, institution, row, facts, static_cast<int>(*days), history));
  CHECK(add_like_documents(db, institution, row, facts, history));
  if (const auto days = norms.count(Parameter::FraccionVentana))
    CHECK(add_same_supplier(db, institution, row, static_cast<int>(*days), history));
  CHECK(add_exceptions(db, institution, row, history));
  return history;
}

// What earlier files of the same contract were paid.
Result<std::optional<Money>> paid_before(Database& db, std::string_view institution,
                                         const PaymentFileRow& row, std::string_view contract) {
  constexpr auto sql = R"(
    select lines, monto from payment_file
     where institution = ?1 and nit = ?2 and number < ?3 and monto is not null
       and estado in ('pagado', 'archivado')
     order by number)";
  MoneySum sum;
  CHECK(db.each(sql, {as_value(institution), as_value(row.nit), as_value(row.number)},
                [&](const Row& found) -> Result<void> {
                  const auto lines = TRY(lines_from(array_in(found.view(0))));
                  const auto at = std::ranges::find(lines, "contrato.numero", &FieldLine::path);
                  if (at != lines.end() && at->value == contract) sum += found.money(1);
                  return {};
                }));
  const auto paid = sum.narrow();
  return paid ? std::optional(*paid) : std::nullopt;
}

}  // namespace

std::string_view code_of(Answer answer) { return answers[std::to_underlying(answer)]; }
std::optional<Answer> parse_answer(std::string_view text) {
  const auto at = std::ranges::find(answers, text);
  if (at == std::end(answers)) return std::nullopt;
  return static_cast<Answer>(at - std::begin(answers));
}
std::string_view code_of(Finding finding) { return findings[std::to_underlying(finding)]; }
std::optional<Finding> parse_finding(std::string_view text) {
  const auto at = std::ranges::find(findings, text);
  if (at == std::end(findings)) return std::nullopt;
  return static_cast<Finding>(at - std::begin(findings));
}

bool is_over(Estado estado) {
  return estado == Estado::Pagado || estado == Estado::Archivado || estado == Estado::Rechazado ||
         estado == Estado::Anulado;
}

// ---- Lines --------------------------------------------------------------------------------------

json::array to_json(const std::vector<FieldLine>& lines) {
  json::array all;
  for (const auto& line : lines) all.push_back(json::array{line.path, line.value});
  return all;
}

Result<std::vector<FieldLine>> lines_from(const json::array& all) {
  std::vector<FieldLine> lines;
  for (const auto& each : all) {
    const auto* pair = each.if_array();
    if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_string() || !(*pair)[1].is_string())
      return refuse(JsonRefusal::WrongType, {{"campo", "lineas"}, {"esperado", "[campo, valor]"}});
    lines.push_back({std::string((*pair)[0].as_string()), std::string((*pair)[1].as_string())});
  }
  return lines;
}

std::vector<FieldLine> content_lines(const FileFacts& facts) {
  auto lines = lines_of(facts);
  std::erase_if(lines, [](const FieldLine& line) {
    for (const std::string_view head : {"documento.", "carga.", "acto.", "historia."})
      if (line.path.starts_with(head)) return true;
    return line.path == "numero" || line.path == "hoy";
  });
  return lines;
}

Result<FileFacts> content_of(const PaymentFileRow& row) {
  FileFacts facts;
  for (const auto& line : row.lines) CHECK(set_field(facts, line.path, line.value));
  facts.numero = short_of<Number>(row.number);
  return facts;
}

void follow_content(PaymentFileRow& row, const FileFacts& facts) {
  row.gasto = facts.gasto;
  row.modalidad = facts.modalidad;
  row.ejercicio = facts.ejercicio;
  row.unidad = show(facts.unidad_ejecutora);
  row.familia = std::string(facts.familia.view());
  row.nit = std::string(facts.proveedor.nit.view());
  row.nog = std::string(facts.nog.view());
  row.npg = std::string(facts.npg.view());
  row.monto = facts.monto;
  row.purchased_on.reset();
  for (const auto hito : {Hito::Comprometido, Hito::Adjudicacion, Hito::Orden, Hito::Contrato,
                          Hito::Factura, Hito::Solicitud})
    if (!row.purchased_on) row.purchased_on = facts.on(hito);
  if (!row.purchased_on) row.purchased_on = row.received;
  // Each payment of a contract is a purchase of its own amount, not of the whole contract.
  row.purchase = facts.contrato && facts.monto ? facts.monto : amount_of_purchase(facts);
  row.renglon.reset();
  if (!facts.partidas.empty()) row.renglon = facts.partidas.front().partida.renglon;
  row.lines = content_lines(facts);
}

// ---- Reading ------------------------------------------------------------------------------------

Result<std::optional<PaymentFileRow>> payment_file(Database& db, std::string_view institution,
                                                   std::string_view number) {
  const auto row = TRY(find(db, "payment_file", of_file(institution, number)));
  if (!row) return std::optional<PaymentFileRow>{};
  return std::optional(file_from(*row));
}

Result<void> each_payment_file(Database& db, std::string_view institution, bool open_only,
                               const std::function<Result<void>(const PaymentFileRow&)>& on_file) {
  // A page at a time: what is done with a file may ask the same connection.
  const auto sql = std::string("select number from payment_file where institution = ?1") +
                   (open_only ? " and estado not in " + std::string(over) : "") +
                   " order by number";
  const auto numbers = TRY(db.rows(
      sql, [](const Row& row) { return row.text(0); }, institution));
  for (const auto& number : numbers)
    if (const auto row = TRY(payment_file(db, institution, number))) CHECK(on_file(*row));
  return {};
}

Result<void> each_file_part(Database& db, std::string_view institution,
                            bool (*wanted)(std::string_view path),
                            const std::function<Result<void>(const PaymentFileRow&)>& on_file) {
  constexpr std::int64_t page = 2'000;
  constexpr auto sql = R"(
    select number, gasto, unidad, renglon, purchased_on, received, lines from payment_file
     where institution = ?1 and number > ?2 and estado <> 'rechazado' and estado <> 'anulado'
     order by number limit ?3)";
  PaymentFileRow file;
  for (std::int64_t found = page; found == page;) {
    found = 0;
    CHECK(db.each(sql, {as_value(institution), as_value(file.number), as_value(page)},
                  [&](const Row& row) -> Result<void> {
                    ++found;
                    file.number = row.text(0);
                    file.gasto = kind_in<Gasto>(row.view(1));
                    file.unidad = row.text(2);
                    file.renglon.reset();
                    if (!row.is_null(3)) file.renglon = TRY(Renglon::parse(row.view(3)));
                    file.purchased_on.reset();
                    if (!row.is_null(4)) file.purchased_on = row.date(4);
                    file.received = row.date(5);
                    file.lines.clear();
                    const auto lines = TRY(parse_json(row.view(6)));
                    for (const auto& each : lines.as_array()) {
                      const auto& pair = each.as_array();
                      if (wanted(pair[0].as_string()))
                        file.lines.push_back(
                            {std::string(pair[0].as_string()), std::string(pair[1].as_string())});
                    }
                    return on_file(file);
                  }));
  }
  return {};
}

Result<std::vector<FileDocumentRow>> documents_of(Database& db, std::string_view institution,
                                                  std::string_view number) {
  auto all =
      TRY(hanging<FileDocumentRow>(db, "file_document", institution, number, [](const Record& row) {
        return FileDocumentRow{row.text("number"),
                               kind_in<Documento>(row.text("clase")),
                               row.integer("version"),
                               row.text("hash"),
                               row.text("name"),
                               row.text("media_type"),
                               row.integer("size"),
                               row.optional_date("fecha"),
                               row.optional_date("desde"),
                               row.optional_date("hasta"),
                               row.optional_money("monto"),
                               row.text("visado"),
                               row.integer("actor"),
                               row.date("on_date")};
      }));
  std::ranges::sort(all, [](const FileDocumentRow& a, const FileDocumentRow& b) {
    return std::pair(a.clase, -a.version) < std::pair(b.clase, -b.version);
  });
  return all;
}

Result<std::vector<FileUploadRow>> uploads_of(Database& db, std::string_view institution,
                                              std::string_view number) {
  return hanging<FileUploadRow>(db, "file_upload", institution, number, [](const Record& row) {
    return FileUploadRow{row.text("number"),
                         kind_in<Documento>(row.text("clase")),
                         kind_in<Sistema>(row.text("sistema")),
                         row.flag("cargado"),
                         row.optional_date("fecha"),
                         row.text("referencia"),
                         row.integer("actor"),
                         row.date("on_date")};
  });
}

Result<std::vector<AnswerRow>> answers_of(Database& db, std::string_view institution,
                                          std::string_view number) {
  return hanging<AnswerRow>(db, "file_answer", institution, number, [](const Record& row) {
    return AnswerRow{
        row.text("number"), row.text("code"),     parse_answer(row.text("answer")).value(),
        row.text("note"),   row.integer("actor"), row.date("on_date")};
  });
}

Result<std::vector<FileStepRow>> steps_of(Database& db, std::string_view institution,
                                          std::string_view number) {
  return hanging<FileStepRow>(db, "file_step", institution, number, [](const Record& row) {
    FileStepRow step{row.text("number"),
                     row.integer("step"),
                     kind_in<Paso>(row.text("paso")),
                     kind_in<Estado>(row.text("from_state")),
                     kind_in<Estado>(row.text("to_state")),
                     row.integer("actor"),
                     row.optional_integer("on_behalf"),
                     access_control::parse_role(row.text("role")).value(),
                     row.date("on_date"),
                     row.integer("at"),
                     std::nullopt,
                     row.text("justification"),
                     row.integer("seq")};
    if (const auto text = row.optional_text("motivo")) step.motivo = kind_in<Motivo>(*text);
    return step;
  });
}

Result<std::vector<ObservationLetterRow>> letters_of(Database& db, std::string_view institution,
                                                     std::string_view number) {
  return hanging<ObservationLetterRow>(
      db, "file_letter", institution, number, [](const Record& row) {
        ObservationLetterRow letter{
            row.text("number"),   row.integer("step"), {},
            row.text("letter"),   row.integer("days"), row.optional_date("due"),
            row.integer("actor"), row.date("on_date")};
        for (const auto& code : array_in(row.text("motivos")))
          letter.motivos.push_back(kind_in<Motivo>(std::string(code.as_string())));
        return letter;
      });
}

Result<std::vector<FileFlagRow>> flags_of(Database& db, std::string_view institution,
                                          std::string_view number) {
  return hanging<FileFlagRow>(db, "file_flag", institution, number, [](const Record& row) {
    return FileFlagRow{row.text("number"), row.text("rule"), kind_in<Effect>(row.text("effect")),
                       parse_certeza(row.text("certainty")).value(), row.date("on_date")};
  });
}

Result<std::vector<VerdictRow>> verdicts_of(Database& db, std::string_view institution,
                                            std::string_view number) {
  return hanging<VerdictRow>(db, "flag_verdict", institution, number, [](const Record& row) {
    return VerdictRow{
        row.text("number"), row.text("rule"),     parse_finding(row.text("finding")).value(),
        row.text("reason"), row.integer("actor"), row.date("on_date")};
  });
}

Result<std::vector<FileInvoiceRow>> invoices_of(Database& db, std::string_view institution,
                                                std::string_view number) {
  return hanging<FileInvoiceRow>(db, "file_invoice", institution, number, [](const Record& row) {
    return FileInvoiceRow{row.text("invoice"),          row.text("number"),
                          row.text("emisor"),           row.text("invoice_number"),
                          row.optional_date("emitida"), row.optional_money("total")};
  });
}

Result<std::optional<std::string>> holder_of_invoice(Database& db, std::string_view institution,
                                                     std::string_view key) {
  const auto row = TRY(find(db, "file_invoice",
                            {{"institution", as_value(institution)}, {"invoice", as_value(key)}}));
  if (!row) return std::optional<std::string>{};
  return std::optional(row->text("number"));
}

Result<std::optional<VisadoRow>> visado_of(Database& db, std::string_view institution,
                                           std::string_view number) {
  const auto rows = TRY(select(db, "file_visado", of_file(institution, number)));
  if (rows.empty()) return std::optional<VisadoRow>{};
  const auto& row = rows.back();
  return std::optional(VisadoRow{row.integer("visado"), row.text("number"), row.text("content"),
                                 row.integer("actor"), row.date("on_date"), row.integer("seq")});
}

Result<std::optional<SupplierRow>> supplier_of(Database& db, std::string_view institution,
                                               std::string_view nit) {
  const auto row =
      TRY(find(db, "supplier", {{"institution", as_value(institution)}, {"nit", as_value(nit)}}));
  if (!row) return std::optional<SupplierRow>{};
  return std::optional(SupplierRow{row->text("nit"), row->text("name"),
                                   TRY(lines_from(array_in(row->text("lines"))))});
}

Result<std::optional<ContractRow>> contract_of(Database& db, std::string_view institution,
                                               std::string_view nit, std::string_view number) {
  const auto row = TRY(find(db, "contract",
                            {{"institution", as_value(institution)},
                             {"nit", as_value(nit)},
                             {"number", as_value(number)}}));
  if (!row) return std::optional<ContractRow>{};
  return std::optional(ContractRow{row->text("number"), row->text("nit"),
                                   TRY(lines_from(array_in(row->text("lines"))))});
}

Result<std::vector<ChecklistVersionRow>> checklist_versions(Database& db,
                                                            std::string_view institution) {
  std::vector<ChecklistVersionRow> all;
  for (const auto& row :
       TRY(select(db, "checklist_version", {{"institution", as_value(institution)}}))) {
    ChecklistVersionRow version{
        row.text("list"),     row.integer("version"), row.date("from_date"), row.text("reason"), {},
        row.integer("actor"), row.date("on_date")};
    for (const auto& item : array_in(row.text("items")))
      version.items.push_back(TRY(catalog_entry_from(item.as_object())));
    all.push_back(std::move(version));
  }
  return all;
}

Result<std::string> next_number(Database& db, std::string_view institution, FiscalYear year) {
  constexpr auto sql = R"(
    select max(number) from payment_file
     where institution = ?1 and number >= ?2 and number < ?3)";
  const auto last = TRY(db.first(
      sql, [](const Row& row) { return row.text(0); }, institution, show(year) + "-",
      show(year) + "."));
  const auto count = last && last->size() > 5 ? whole_number(last->substr(5)).value_or(0) : 0;
  return show(year) + "-" + padded_left(std::to_string(count + 1), 6);
}

Result<std::vector<std::string>> oldest_waiting(Database& db, std::string_view institution,
                                                std::int64_t most) {
  constexpr auto sql = R"(
    select number from payment_file
     where institution = ?1 and estado = 'recibido'
     order by received, number limit ?2)";
  return db.rows(
      sql, [](const Row& row) { return row.text(0); }, institution, most);
}

Result<std::int64_t> next_visado(Database& db, std::string_view institution) {
  const auto last = TRY(db.first(
      "select coalesce(max(visado), 0) from file_visado where institution = ?1",
      [](const Row& row) { return row.integer(0); }, institution));
  return *last + 1;
}

// ---- Facts --------------------------------------------------------------------------------------

Result<FileFacts> facts_of(Database& db, std::string_view institution, const PaymentFileRow& row,
                           Date today, const NormTable& norms, BalanceBook* book) {
  FileFacts facts;
  if (const auto supplier = TRY(supplier_of(db, institution, row.nit)))
    CHECK(underlay(facts, supplier->lines));
  const auto named = std::ranges::find(row.lines, "contrato.numero", &FieldLine::path);
  const bool stated =
      std::ranges::find(row.lines, "contrato.pagado_antes", &FieldLine::path) != row.lines.end();
  if (named != row.lines.end())
    if (const auto contract = TRY(contract_of(db, institution, row.nit, named->value))) {
      CHECK(underlay(facts, contract->lines));
      if (!stated)
        facts.contrato->pagado_antes = TRY(paid_before(db, institution, row, named->value));
    }
  for (const auto& line : row.lines) CHECK(set_field(facts, line.path, line.value));
  facts.numero = short_of<Number>(row.number);
  facts.hoy = today;
  CHECK(add_documents(db, institution, row.number, facts));
  CHECK(add_acts(db, institution, row, facts));
  facts.historia = TRY(history_of(db, institution, row, facts, norms.on(norm_day(facts))));
  BalanceBook own(db, institution);
  CHECK((book == nullptr ? own : *book).fill(facts));
  return facts;
}

std::optional<Purchase> purchase_of(const PaymentFileRow& row) {
  const bool bought = row.gasto == Gasto::Compra || row.gasto == Gasto::Inversion;
  if (!bought || !row.modalidad || !row.purchased_on || !row.purchase || row.familia.empty())
    return std::nullopt;
  const auto unit = UnidadEjecutora::parse(row.unidad);
  if (!unit) return std::nullopt;
  return Purchase{short_of<Number>(row.number),
                  *row.purchased_on,
                  *unit,
                  *row.modalidad,
                  short_of<Word>(row.familia),
                  short_of<NitText>(row.nit),
                  row.renglon.value_or(Renglon{}),
                  *row.purchase};
}

Result<std::vector<Purchase>> purchases(Database& db, std::string_view institution, FiscalYear year,
                                        std::string_view unidad, std::string_view familia,
                                        std::string_view except) {
  constexpr auto sql = R"(
    select number, gasto, modalidad, unidad, familia, nit, purchased_on, purchase, renglon
      from payment_file
     where institution = ?1 and ejercicio = ?2 and (?3 = '' or unidad = ?3)
       and (?4 = '' or familia = ?4) and number <> ?5
       and estado not in ('rechazado', 'anulado')
     order by number)";
  std::vector<Purchase> all;
  CHECK(db.each(sql,
                {as_value(institution), as_value(year), as_value(unidad), as_value(familia),
                 as_value(except)},
                [&](const Row& row) -> Result<void> {
                  PaymentFileRow file;
                  file.number = row.text(0);
                  file.gasto = kind_in<Gasto>(row.view(1));
                  if (!row.is_null(2)) file.modalidad = kind_in<Modalidad>(row.view(2));
                  file.unidad = row.text(3);
                  file.familia = row.text(4);
                  file.nit = row.text(5);
                  if (!row.is_null(6)) file.purchased_on = row.date(6);
                  file.purchase = row.optional_money(7);
                  if (!row.is_null(8)) file.renglon = TRY(Renglon::parse(row.view(8)));
                  if (const auto bought = purchase_of(file)) all.push_back(*bought);
                  return {};
                }));
  return all;
}

std::string invoice_key(const Invoice& invoice) {
  if (!invoice.autorizacion.empty()) return folded(invoice.autorizacion.view());
  if (invoice.emisor.empty() || invoice.numero.empty()) return {};
  return folded(std::string(invoice.emisor.view()) + "/" + std::string(invoice.serie.view()) + "/" +
                std::string(invoice.numero.view()));
}

// ---- Writing ------------------------------------------------------------------------------------

namespace {
Value code_or_null(const std::optional<Modalidad>& modalidad) {
  return modalidad ? Value{std::string(code_of(*modalidad))} : Value{};
}
template <class Kind>
std::string text_of(Kind kind) {
  return std::string(code_of(kind));
}
}  // namespace

Fields fields_of(const PaymentFileRow& row) {
  return {{"number", row.number},
          {"gasto", text_of(row.gasto)},
          {"modalidad", code_or_null(row.modalidad)},
          {"ejercicio", as_value(row.ejercicio)},
          {"unidad", row.unidad},
          {"familia", row.familia},
          {"nit", row.nit},
          {"supplier", row.supplier},
          {"folded", folded(row.supplier)},
          {"nog", row.nog},
          {"npg", row.npg},
          {"reason", row.reason},
          {"monto", as_value(row.monto)},
          {"purchased_on", as_value(row.purchased_on)},
          {"purchase", as_value(row.purchase)},
          {"renglon", row.renglon ? Value{show(*row.renglon)} : Value{}},
          {"estado", text_of(row.estado)},
          {"received", as_value(row.received)},
          {"assignee", as_value(row.assignee)},
          {"author", row.author},
          {"author_for", as_value(row.author_for)},
          {"version", row.version},
          {"visado", row.visado},
          {"due", as_value(row.due)},
          {"closed", as_value(row.closed)},
          {"blocking", as_value(row.blocking)},
          {"warning", as_value(row.warning)},
          {"lines", canonical(to_json(row.lines))},
          {"illustrative", as_value(row.illustrative)}};
}

Fields fields_of(const FileDocumentRow& row) {
  return {{"number", row.number},
          {"clase", text_of(row.clase)},
          {"version", row.version},
          {"hash", row.hash},
          {"name", row.name},
          {"media_type", row.media_type},
          {"size", row.size},
          {"fecha", as_value(row.fecha)},
          {"desde", as_value(row.desde)},
          {"hasta", as_value(row.hasta)},
          {"monto", as_value(row.monto)},
          {"visado", row.visado},
          {"actor", row.actor},
          {"on_date", as_value(row.on)}};
}

Fields fields_of(const FileUploadRow& row) {
  return {{"number", row.number},
          {"clase", text_of(row.clase)},
          {"sistema", text_of(row.sistema)},
          {"cargado", as_value(row.cargado)},
          {"fecha", as_value(row.fecha)},
          {"referencia", row.referencia},
          {"actor", row.actor},
          {"on_date", as_value(row.on)}};
}

Fields fields_of(const AnswerRow& row) {
  return {{"number", row.number}, {"code", row.code},   {"answer", text_of(row.answer)},
          {"note", row.note},     {"actor", row.actor}, {"on_date", as_value(row.on)}};
}

Fields fields_of(const FileStepRow& row) {
  return {{"number", row.number},
          {"step", row.step},
          {"paso", text_of(row.paso)},
          {"from_state", text_of(row.from)},
          {"to_state", text_of(row.to)},
          {"actor", row.actor},
          {"on_behalf", as_value(row.on_behalf)},
          {"role", access_control::show(row.role)},
          {"on_date", as_value(row.on)},
          {"at", row.at},
          {"motivo", row.motivo ? Value{text_of(*row.motivo)} : Value{}},
          {"justification", row.justification}};
}

Fields fields_of(const ObservationLetterRow& row) {
  json::array motivos;
  for (const auto motivo : row.motivos) motivos.push_back(json::value(code_of(motivo)));
  return {{"number", row.number}, {"step", row.step},           {"motivos", canonical(motivos)},
          {"letter", row.letter}, {"days", row.days},           {"due", as_value(row.due)},
          {"actor", row.actor},   {"on_date", as_value(row.on)}};
}

Fields key_of(const FileFlagRow& row) { return {{"number", row.number}, {"rule", row.rule}}; }

Fields fields_of(const FileFlagRow& row) {
  return {{"number", row.number},
          {"rule", row.rule},
          {"effect", text_of(row.effect)},
          {"certainty", show(row.certainty)},
          {"on_date", as_value(row.on)}};
}

Fields fields_of(const VerdictRow& row) {
  return {{"number", row.number}, {"rule", row.rule},   {"finding", text_of(row.finding)},
          {"reason", row.reason}, {"actor", row.actor}, {"on_date", as_value(row.on)}};
}

Fields key_of(const FileInvoiceRow& row) { return {{"invoice", row.key}}; }

Fields fields_of(const FileInvoiceRow& row) {
  return {{"invoice", row.key},
          {"number", row.number},
          {"emisor", row.emisor},
          {"invoice_number", row.invoice_number},
          {"emitida", as_value(row.emitida)},
          {"total", as_value(row.total)}};
}

Fields fields_of(const VisadoRow& row) {
  return {{"visado", row.visado},
          {"number", row.number},
          {"content", row.content},
          {"actor", row.actor},
          {"on_date", as_value(row.on)}};
}

Fields fields_of(const SupplierRow& row) {
  return {{"nit", row.nit}, {"name", row.name}, {"lines", canonical(to_json(row.lines))}};
}

Fields fields_of(const ContractRow& row) {
  return {{"nit", row.nit}, {"number", row.number}, {"lines", canonical(to_json(row.lines))}};
}

Fields fields_of(const ChecklistVersionRow& row) {
  json::array items;
  for (const auto& item : row.items) items.push_back(::to_json(item));
  return {
      {"list", row.list},           {"version", row.version},    {"from_date", as_value(row.from)},
      {"reason", row.reason},       {"items", canonical(items)}, {"actor", row.actor},
      {"on_date", as_value(row.on)}};
}

}  // namespace storage
