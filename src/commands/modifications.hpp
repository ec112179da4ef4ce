// The acts on budget modifications and quotas: registering them, one at a screen or many from a
// file, and annulling a modification.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/submit.hpp"
#include "domain/budget/modification.hpp"
#include "domain/budget/quota.hpp"

namespace commands {

// "modificacion.registrar": all of them, or none. One that is there with the same content changes
// nothing. `source` names the file, or is "".
Submission register_modifications(const std::vector<budget::Modification>&, std::string_view source,
                                  bool illustrative);
Submission annul_modification(FiscalYear, budget::ModClase, std::int64_t number,
                              std::string_view reason);

struct QuotaEntry {
  budget::QuotaKey key;
  Money monto;
  std::string documento;  // Resolution of the COPEP.
  std::string place;      // Line of the file, for messages.
};
// "cuota.cargar": each replaces the one in force of its key.
Submission load_quotas(const std::vector<QuotaEntry>&, std::string_view source, bool illustrative);

// From a CSV or XLSX (layouts "modificaciones", "cuotas"). Errors: those of readers and
// budget::DocumentRefusal, every fault in `all`.
Result<Receipt> import_modifications(Context&, std::string_view bytes, const std::string& name,
                                     bool illustrative, bool simulate);
Result<Receipt> import_quotas(Context&, std::string_view bytes, const std::string& name,
                              bool illustrative, bool simulate);

Result<Decision> decide_register_modifications(storage::Database&, const json::object&,
                                               const Meta&);
Result<Decision> decide_annul_modification(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_load_quotas(storage::Database&, const json::object&, const Meta&);

}  // namespace commands
