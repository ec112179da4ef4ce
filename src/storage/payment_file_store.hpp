// Payment files as rows: the header with what lists ask for, the content as lines of the format
// docs/formats/expediente.md, and what hangs on a file: documents, uploads, answers, steps,
// observations, flags, verdicts and invoices; suppliers, contracts, versions of checklists.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/verification/evaluate.hpp"
#include "domain/verification/file_text.hpp"
#include "domain/verification/splitting.hpp"
#include "domain/verification/workflow.hpp"
#include "storage/records.hpp"

namespace storage {

class BalanceBook;

struct PaymentFileRow {
  std::string number;  // "2026-000017"
  verification::Gasto gasto{};
  std::optional<verification::Modalidad> modalidad;
  FiscalYear ejercicio;
  std::string unidad, familia;  // Unidad ejecutora; family of what is bought ("" unknown).
  std::string nit, supplier;    // Name as stated in the file, else of the registry; may be "".
  std::string nog, npg;
  std::string reason;  // What it is for, in words.
  std::optional<Money> monto;
  // What splitting counts: the day, the amount, and the first renglón.
  std::optional<Date> purchased_on;
  std::optional<Money> purchase;
  std::optional<Renglon> renglon;
  verification::Estado estado{};
  Date received{};
  std::optional<std::int64_t> assignee;
  std::int64_t author = 0;
  std::optional<std::int64_t> author_for;         // On whose behalf it was registered.
  std::int64_t version = 1;                       // One more with every act on the file.
  std::int64_t visado = 0;                        // Number of the visado; 0: none.
  std::optional<Date> due;                        // The last day to answer an observation.
  std::optional<Date> closed;                     // Paid, archived, rejected or annulled.
  std::optional<std::int64_t> blocking, warning;  // Flags when the rules were last asked.
  std::vector<verification::FieldLine> lines;     // Content, without documents and uploads.
  bool illustrative = false;
  std::int64_t seq = 0;  // Of the last act.
};

struct FileDocumentRow {
  std::string number;
  verification::Documento clase{};
  std::int64_t version = 1;  // The newest counts.
  std::string hash;          // "": on paper, not in the program.
  std::string name, media_type;
  std::int64_t size = 0;
  std::optional<Date> fecha, desde, hasta;
  std::optional<Money> monto;
  std::string visado;  // Hash that the visado saw; "" before it.
  std::int64_t actor = 0;
  Date on{};
};

struct FileUploadRow {
  std::string number;
  verification::Documento clase{};
  verification::Sistema sistema{};
  bool cargado = true;
  std::optional<Date> fecha;
  std::string referencia;  // Hash or number there.
  std::int64_t actor = 0;  // Who verified it.
  Date on{};
};

enum class Answer { Cumple, NoCumple, NoAplica };
struct AnswerRow {
  std::string number, code;  // "BAJA_CUANTIA/REQ"
  Answer answer{};
  std::string note;
  std::int64_t actor = 0;
  Date on{};
};
std::string_view code_of(Answer);
std::optional<Answer> parse_answer(std::string_view);

struct FileStepRow {
  std::string number;
  std::int64_t step = 0;  // 1, 2 …
  verification::Paso paso{};
  verification::Estado from{}, to{};
  std::int64_t actor = 0;
  std::optional<std::int64_t> on_behalf;
  access_control::Role role{};
  Date on{};
  std::int64_t at = 0;  // UTC milliseconds.
  std::optional<verification::Motivo> motivo;
  std::string justification;
  std::int64_t seq = 0;
};

// What was observed when a file was returned.
struct ObservationLetterRow {
  std::string number;
  std::int64_t step = 0;
  std::vector<verification::Motivo> motivos;
  std::string letter;
  std::int64_t days = 0;  // Working days to answer.
  std::optional<Date> due;
  std::int64_t actor = 0;
  Date on{};
};

// A flag as it was when the rules were last asked by an act.
struct FileFlagRow {
  std::string number, rule;
  verification::Effect effect{};
  Certeza certainty{};
  Date on{};
};

// A person's verdict on a flag.
enum class Finding { Confirmado, Descartado, SinDefinir };
struct VerdictRow {
  std::string number, rule;
  Finding finding{};
  std::string reason;
  std::int64_t actor = 0;
  Date on{};
};
std::string_view code_of(Finding);
std::optional<Finding> parse_finding(std::string_view);

struct SupplierRow {
  std::string nit, name;
  std::vector<verification::FieldLine> lines;  // Those of `proveedor.`, without the NIT.
};

struct ContractRow {
  std::string number, nit;
  std::vector<verification::FieldLine> lines;  // Those of `contrato.`, without the number.
};

struct ChecklistVersionRow {
  std::string list;          // "BAJA_CUANTIA"
  std::int64_t version = 1;  // 1, 2 …: those of the institution.
  Date from{};
  std::string reason;
  std::vector<CatalogEntry> items;
  std::int64_t actor = 0;
  Date on{};
};

Result<std::optional<PaymentFileRow>> payment_file(Database&, std::string_view institution,
                                                   std::string_view number);
Result<std::vector<FileDocumentRow>> documents_of(Database&, std::string_view institution,
                                                  std::string_view number);
Result<std::vector<FileUploadRow>> uploads_of(Database&, std::string_view institution,
                                              std::string_view number);
Result<std::vector<AnswerRow>> answers_of(Database&, std::string_view institution,
                                          std::string_view number);
Result<std::vector<FileStepRow>> steps_of(Database&, std::string_view institution,
                                          std::string_view number);
Result<std::vector<ObservationLetterRow>> letters_of(Database&, std::string_view institution,
                                                     std::string_view number);
Result<std::vector<FileFlagRow>> flags_of(Database&, std::string_view institution,
                                          std::string_view number);
Result<std::vector<VerdictRow>> verdicts_of(Database&, std::string_view institution,
                                            std::string_view number);
Result<std::optional<SupplierRow>> supplier_of(Database&, std::string_view institution,
                                               std::string_view nit);
Result<std::optional<ContractRow>> contract_of(Database&, std::string_view institution,
                                               std::string_view nit, std::string_view number);
Result<std::vector<ChecklistVersionRow>> checklist_versions(Database&,
                                                            std::string_view institution);

Fields fields_of(const PaymentFileRow&);
Fields fields_of(const FileDocumentRow&);
Fields fields_of(const FileUploadRow&);
Fields fields_of(const AnswerRow&);
Fields fields_of(const FileStepRow&);
Fields fields_of(const ObservationLetterRow&);
Fields fields_of(const FileFlagRow&);
Fields fields_of(const VerdictRow&);
Fields fields_of(const SupplierRow&);
Fields fields_of(const ContractRow&);
Fields fields_of(const ChecklistVersionRow&);
Fields key_of(const FileFlagRow&);

struct FileInvoiceRow {
  std::string key, number;  // invoice_key; the file that holds it.
  std::string emisor, invoice_number;
  std::optional<Date> emitida;
  std::optional<Money> total;
};
Fields fields_of(const FileInvoiceRow&);
Fields key_of(const FileInvoiceRow&);

// What a visado saw, as canonical JSON.
struct VisadoRow {
  std::int64_t visado = 0;
  std::string number, content;
  std::int64_t actor = 0;
  Date on{};
  std::int64_t seq = 0;  // The entry that its receipt proves.
};
Fields fields_of(const VisadoRow&);
Result<std::optional<VisadoRow>> visado_of(Database&, std::string_view institution,
                                           std::string_view number);

// Who holds an invoice: its key is the authorisation, or issuer/series/number where there is none.
std::string invoice_key(const verification::Invoice&);  // "": nothing that identifies it.
Result<std::optional<std::string>> holder_of_invoice(Database&, std::string_view institution,
                                                     std::string_view key);
Result<std::vector<FileInvoiceRow>> invoices_of(Database&, std::string_view institution,
                                                std::string_view number);

// The next free number of a year, the oldest file that waits, and the number of the next visado.
Result<std::string> next_number(Database&, std::string_view institution, FiscalYear);
Result<std::vector<std::string>> oldest_waiting(Database&, std::string_view institution,
                                                std::int64_t most);
Result<std::int64_t> next_visado(Database&, std::string_view institution);

// The content of a file as the rules read it: its lines, with its documents, uploads and acts, its
// contract and supplier, what other files say of its invoices, documents and purchases, and what
// the budget says of its partidas. Whoever asks for many files gives one book to all of them.
Result<verification::FileFacts> facts_of(Database&, std::string_view institution,
                                         const PaymentFileRow&, Date today,
                                         const verification::NormTable&,
                                         BalanceBook* book = nullptr);

// Only the lines and what the row says: for acts that change content.
Result<verification::FileFacts> content_of(const PaymentFileRow&);
// The lines of the content, without what has tables of its own.
std::vector<verification::FieldLine> content_lines(const verification::FileFacts&);
// Fills in the columns that the content decides.
void follow_content(PaymentFileRow&, const verification::FileFacts&);

// Every file whose state is not over, or every file, in the order of their numbers.
Result<void> each_payment_file(Database&, std::string_view institution, bool open_only,
                               const std::function<Result<void>(const PaymentFileRow&)>&);

// The files that count (neither rechazado nor anulado) in the order of their numbers, with a few of
// their columns (number, gasto, unidad, renglon, purchased_on, received) and of their content only
// what `wanted` says of a path. A million of them in seconds: a page of rows at a time.
Result<void> each_file_part(Database&, std::string_view institution,
                            bool (*wanted)(std::string_view path),
                            const std::function<Result<void>(const PaymentFileRow&)>& on_file);

// Purchases of a year that splitting may add: every file that was neither rejected nor annulled,
// but the one named. Restricted to a unit and family where they are not empty.
Result<std::vector<verification::Purchase>> purchases(Database&, std::string_view institution,
                                                      FiscalYear, std::string_view unidad,
                                                      std::string_view familia,
                                                      std::string_view except);
// The purchase that a file is, if it tells all that splitting needs.
std::optional<verification::Purchase> purchase_of(const PaymentFileRow&);

bool is_over(verification::Estado);

json::array to_json(const std::vector<verification::FieldLine>&);
// Errors: json's, FieldUnknown and ValueMalformed are those of setting them.
Result<std::vector<verification::FieldLine>> lines_from(const json::array&);

}  // namespace storage
