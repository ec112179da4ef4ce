// Keeping bytes; what a PDF looks like from outside.
#include "commands/keep_file.hpp"

#include "domain/reporting/area_text.hpp"
#include "storage/blobs.hpp"

namespace commands {

Result<std::string> keep_file(Context& context, std::string_view bytes) {
  auto transaction = TRY(storage::Transaction::write(context.db()));
  const auto hash = TRY(storage::keep_blob(context.db(), bytes));
  CHECK(transaction.commit());
  return show(hash);
}

Result<std::string> keep_pdf(Context& context, std::string_view bytes, std::string_view file_name) {
  // Readers allow junk before the header and after the end, up to a kilobyte (ISO 32000-1, annex
  // H, notes 13 and 18).
  constexpr std::size_t slack = 1024;
  const auto end = bytes.size() > slack ? bytes.substr(bytes.size() - slack) : bytes;
  if (!bytes.substr(0, slack).contains("%PDF-1.") && !bytes.substr(0, slack).contains("%PDF-2."))
    return refuse(reporting::Refusal::ScanNotPdf, {{"archivo", std::string(file_name)}});
  if (!end.contains("%%EOF"))
    return refuse(reporting::Refusal::ScanNotPdf, {{"archivo", std::string(file_name)}});
  return keep_file(context, bytes);
}

}  // namespace commands
