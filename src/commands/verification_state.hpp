// What the decisions on payment files share: the file that an act names, at the version that its
// author saw; the step that somebody takes; and the rules asked of it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "commands/command.hpp"
#include "domain/verification/evaluate.hpp"
#include "domain/verification/refusals.hpp"
#include "storage/payment_file_store.hpp"
#include "storage/rule_norms.hpp"

namespace commands {

// Errors: json's, FileUnknown, FileChanged.
Result<storage::PaymentFileRow> file_at(storage::Database&, const json::object& act, const Meta&);

// Error: StateForbids.
Result<void> require_state(const storage::PaymentFileRow&,
                           std::initializer_list<verification::Estado>);

// The row as its next version.
void put_file(Decision&, storage::PaymentFileRow);

// {"expediente", "version", "estado"} of the row after put_file.
json::object outcome_of(const storage::PaymentFileRow&);

// The lines of the act's array, or none.
Result<std::vector<verification::FieldLine>> lines_at(const json::object& act,
                                                      std::string_view key);

// Lines that only other acts write, or that are derived, are no content of a file's own. Error:
// ListClosed.
Result<void> check_own_line(const verification::FieldLine&);

// A supplier's name is searched by and so stands in an index, whose rows are bounded: PostgreSQL's
// at 2.7 KB with all that is beside it. Error: SupplierTooLong.
inline constexpr std::size_t supplier_name_max = 300;  // Code points.
Result<void> check_supplier_name(std::string_view);

// Documents as acts describe them, without number, version, actor and day.
Result<std::vector<storage::FileDocumentRow>> documents_at(const json::object& act,
                                                           std::string_view key);

// On whose behalf somebody does what the permission allows; nothing where it is his own.
Result<std::optional<std::int64_t>> behalf_of(storage::Database&, const Meta&,
                                              access_control::Permission);

// What is written when somebody takes a step: the state is set in `row`. Errors: those of
// verification::take.
struct Stepping {
  verification::Paso paso{};
  std::optional<verification::Motivo> motivo;
  std::string justification;
  verification::Standing rules = verification::Standing::Clear;
};
Result<storage::FileStepRow> take_step(storage::Database&, const Meta&, storage::PaymentFileRow&,
                                       std::vector<storage::FileStepRow>& before, const Stepping&);

// The rules asked of a file on the day of the act.
struct Asked {
  verification::FileFacts facts;
  verification::Evaluation evaluation;
  std::vector<verification::Flag> flags;

  verification::Standing standing() const;
  std::string ids(verification::Effect) const;  // "B02, V10"
};
// `book`: shared by those who ask of many files.
Result<Asked> ask_rules(storage::Database&, const Meta&, const storage::PaymentFileRow&,
                        const verification::NormTable&, storage::BalanceBook* book = nullptr);

// Keeps what the rules said, and counts the flags in `row`; whether anything of the row or of its
// flags is other than it was.
Result<bool> keep_flags(storage::Database&, const Meta&, storage::PaymentFileRow& row, const Asked&,
                        Decision&);

// Puts content into files: numbers, invoices and purchases of one act, which may bring many.
class Registry {
 public:
  Registry(storage::Database& db, const Meta& meta) : db_{db}, meta_{meta} {}

  // A new file of {"lineas", "motivo", "recibido"?, "ilustrativo"?, "documentos"?}. What splitting
  // says is added to `splitting`. Errors: those of lines and documents, InvoiceElsewhere,
  // SplittingStops.
  Result<storage::PaymentFileRow> add(const json::object& body, Decision&, json::array& splitting);

  // The content of a file that is there, changed to `facts`. Same errors.
  Result<void> change(storage::PaymentFileRow&, const verification::FileFacts&, Decision&,
                      json::array& splitting);

 private:
  Result<void> hold_invoices(const storage::PaymentFileRow&, const verification::FileFacts&,
                             Decision&);
  Result<void> ask_splitting(const storage::PaymentFileRow&, json::array& splitting);
  Result<std::string> number(FiscalYear);

  storage::Database& db_;
  const Meta& meta_;
  std::map<std::string, std::string> held_;  // Invoices of this act, by key.
  std::map<std::int16_t, std::string> last_;
  std::vector<verification::Purchase> bought_;
  std::optional<verification::NormTable> norms_;
};

}  // namespace commands
