// Salt, hash, keep; then the act.
#include "commands/file_request.hpp"

#include "base/bytes.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "commands/keep_file.hpp"
#include "domain/transparency/refusals.hpp"
#include "storage/request_store.hpp"

namespace commands {
namespace {

using transparency::Refusal;

constexpr std::size_t name_max = 200, text_max = 8000;  // Bytes.

std::string random_hex(const World& world) {
  const auto nonce = world.nonce();
  return hex({reinterpret_cast<const char*>(nonce.data()), nonce.size()});
}

Result<std::string> within(std::string_view text, std::string_view field, std::size_t most) {
  if (text.size() > most)
    return refuse(Refusal::TextTooLong, {{"campo", std::string(field)},
                                         {"hallado", std::to_string(text.size())},
                                         {"esperado", std::to_string(most)}});
  return std::string(trimmed(text));
}

}  // namespace

Result<std::string> keep_private(Context& context, const json::object& words) {
  const auto salt = random_hex(context.world);
  const auto value = canonical(words);
  const auto hash = show(sha256(salt + '\n' + value));
  CHECK(storage::put_private_value(context.db(), hash, salt, value, context.world.now()));
  return hash;
}

Result<void> forget_private(Context& context, std::string_view hash) {
  return storage::erase_private_value(context.db(), hash);
}

Result<std::optional<json::object>> private_words(storage::Database& db, std::string_view hash) {
  const auto value = TRY(storage::private_value(db, hash));
  if (!value) return std::optional<json::object>{};
  return std::optional(TRY(parse_json(*value)).as_object());
}

Result<json::object> words_of(const RequestWords& words) {
  const auto name = TRY(within(words.name, "nombre", name_max));
  const auto contact = TRY(within(words.contact, "contacto", name_max));
  const auto text = TRY(within(words.text, "texto", text_max));
  if (name.empty()) return refuse(Refusal::FieldMissing, {{"campo", "nombre"}});
  if (text.empty()) return refuse(Refusal::FieldMissing, {{"campo", "texto"}});
  return json::object{{"nombre", name}, {"contacto", contact}, {"texto", text}};
}

Result<Filed> file_request(Context& context, transparency::Via via, const RequestWords& words,
                           std::optional<Date> received, bool illustrative) {
  const auto body = TRY(words_of(words));
  Filed filed;
  filed.ticket = random_hex(context.world);
  const auto hash = TRY(keep_private(context, body));
  json::object act{
      {"via", transparency::code_of(via)}, {"privado", hash}, {"ficha", ticket_hash(filed.ticket)}};
  if (received) act["recibida"] = show(*received);
  if (illustrative) act["ilustrativo"] = true;
  auto receipt = submit(context, {"solicitud.presentar", std::move(act), ""});
  if (!receipt) {
    CHECK(forget_private(context, hash));
    return std::unexpected(std::move(receipt).error());
  }
  filed.receipt = *std::move(receipt);
  filed.number = TRY(text_at(filed.receipt.outcome, "solicitud"));
  return filed;
}

Result<Receipt> submit_words(Context& context, std::string_view kind, json::object act,
                             std::string_view text) {
  const auto said = TRY(within(text, "texto", text_max));
  if (said.empty()) return refuse(Refusal::FieldMissing, {{"campo", "texto"}});
  const auto hash = TRY(keep_private(context, {{"texto", said}}));
  act["privado"] = hash;
  auto receipt = submit(context, {std::string(kind), std::move(act), ""});
  if (!receipt) CHECK(forget_private(context, hash));
  return receipt;
}

Result<Receipt> erase_words(Context& context, std::string_view number, std::string_view reason) {
  const auto row = TRY(storage::request_row(context.db(), context.institution, number));
  if (!row) return refuse(Refusal::RequestUnknown, {{"hallado", std::string(number)}});
  auto receipt = TRY(submit(
      context,
      {"solicitud.borrar_datos",
       {{"solicitud", row->number}, {"version", row->version}, {"motivo", std::string(reason)}},
       ""}));
  CHECK(forget_private(context, row->private_hash));
  for (const auto& step : TRY(storage::request_steps(context.db(), context.institution, number)))
    if (!step.private_hash.empty()) CHECK(forget_private(context, step.private_hash));
  return receipt;
}

std::string ticket_hash(std::string_view ticket) {
  return show(sha256("solicitud\n" + std::string(ticket)));
}

Actor portal_actor() {
  constexpr auto role = access_control::Role::Informacion;
  return {access_control::actor_of(role), role};
}

Result<std::string> keep_public_file(Context& context, std::string_view bytes,
                                     std::string_view name) {
  const bool text = bytes.find('\0') == bytes.npos && !bytes.starts_with("%PDF-");
  if (text)
    if (const auto cui = transparency::cui_en(bytes))
      return refuse(Refusal::PersonalDataFound,
                    {{"archivo", std::string(name)}, {"hallado", "un CUI"}});
  return keep_file(context, bytes);
}

}  // namespace commands
