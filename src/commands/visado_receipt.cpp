// Making and checking receipts of visados.
#include "commands/visado_receipt.hpp"

#include "commands/prove_entry.hpp"
#include "domain/accountability/proof.hpp"
#include "domain/verification/refusals.hpp"
#include "domain/verification/visado_content.hpp"
#include "storage/payment_file_store.hpp"

namespace commands {
namespace {

using verification::Refusal;

constexpr std::string_view kind_of_visado = "expediente.visar";

std::unexpected<Error> malformed(int line) {
  return refuse(Refusal::ReceiptMalformed, {{"linea", std::to_string(line)}});
}
std::unexpected<Error> differs(std::string_view what) {
  return refuse(Refusal::ReceiptDiffers, {{"hallado", std::string(what)}});
}

}  // namespace

Result<std::string> receipt_of(storage::Database& db, std::string_view institution,
                               std::string_view number) {
  if (!TRY(storage::payment_file(db, institution, number)))
    return refuse(Refusal::FileUnknown, {{"hallado", std::string(number)}});
  const auto visado = TRY(storage::visado_of(db, institution, number));
  if (!visado) return refuse(Refusal::NoVisado, {{"hallado", std::string(number)}});
  const auto proved = TRY(prove_entry(db, institution, visado->seq));
  auto proof = TRY(accountability::parse_proof(proved.proof));
  const auto key = TRY(key_that_signed(db, institution, proof.checkpoint));
  const json::object extra{{"asiento", accountability::bytes_of(proved.entry)},
                           {"contenido", TRY(parse_json(visado->content))},
                           {"llave", accountability::show(key)}};
  proof.extra = canonical(extra);
  return accountability::show(proof);
}

Result<CheckedReceipt> check_receipt(std::string_view receipt,
                                     const std::optional<accountability::VerifierKey>& known) {
  auto proof = accountability::parse_proof(receipt);
  if (!proof) {
    const auto line = detail_of(proof.error(), "linea");
    return refuse(Refusal::ReceiptMalformed, {{"linea", std::string(line)}});
  }
  // One writing only: whatever differs from what we write is not a receipt of ours.
  if (!proof->extra || accountability::show(*proof) != receipt) return malformed(2);
  const auto extra = parse_json(*proof->extra);
  if (!extra || !extra->is_object() || canonical(*extra) != *proof->extra) return malformed(2);
  const auto& parts = extra->as_object();
  const auto bytes = text_at(parts, "asiento"), written = text_at(parts, "llave");
  const auto content = object_at(parts, "contenido");
  if (!bytes || !written || !content || parts.size() != 3) return malformed(2);

  CheckedReceipt checked;
  checked.content = *content;
  checked.key = TRY(accountability::VerifierKey::parse(*written));
  if (known && *known != checked.key) return differs("la llave no es la que usted indicó");
  checked.entry = TRY(accountability::parse_entry(*bytes));
  const auto act = TRY(parse_json(checked.entry.act)).as_object();
  if (checked.entry.kind != kind_of_visado) return differs("el asiento no es un visado");
  if (optional_text_at(act, "huella") != verification::digest_of(*content))
    return differs("el contenido no es el que se visó");
  if (optional_text_at(act, "expediente") != optional_text_at(*content, "expediente"))
    return differs("el contenido es de otro expediente");
  if (proof->index + 1 != checked.entry.seq) return differs("la prueba es de otro asiento");
  const auto checkpoint = TRY(
      accountability::verify(*proof, accountability::leaf_of(checked.entry), {&checked.key, 1}));
  if (!checkpoint.origin.ends_with("/" + checked.entry.institution))
    return differs("la bitácora es de otra institución");
  checked.journal_size = checkpoint.size;
  return checked;
}

}  // namespace commands
