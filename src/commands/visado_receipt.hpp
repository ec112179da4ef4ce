// The receipt of a visado: a C2SP tlog-proof whose extra data are the journal entry of the visado,
// what it signed (documents, rules, norms and results by their hashes), and the public key of the
// journal. Checked offline, by this program or by tests/verify/verificar.mjs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "commands/context.hpp"
#include "domain/accountability/checkpoint.hpp"
#include "domain/accountability/journal_entry.hpp"

namespace commands {

// Errors: FileUnknown, NoVisado, those of prove_entry.
Result<std::string> receipt_of(storage::Database&, std::string_view institution,
                               std::string_view number);

struct CheckedReceipt {
  json::object content;
  accountability::JournalEntry entry;
  accountability::VerifierKey key;
  std::int64_t journal_size = 0;
};
// With a key from elsewhere, or that of the receipt. Errors: ReceiptMalformed (linea),
// ReceiptDiffers (hallado), those of accountability.
Result<CheckedReceipt> check_receipt(std::string_view receipt,
                                     const std::optional<accountability::VerifierKey>& known);

}  // namespace commands
