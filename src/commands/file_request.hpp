// What a private person says, on its way in: kept apart by its salted hash, so that it can be
// erased, before the act that names only the hash. And files on their way out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/submit.hpp"
#include "domain/transparency/request.hpp"

namespace commands {

// Kept, and its hash. Of an act that is refused afterwards the words are erased again.
Result<std::string> keep_private(Context&, const json::object& words);
Result<void> forget_private(Context&, std::string_view hash);
// Nothing where the words were erased.
Result<std::optional<json::object>> private_words(storage::Database&, std::string_view hash);

struct RequestWords {
  std::string name, contact,
      text;  // `contact`: where the answer can be sent; "" for the link only.
};
// {"nombre", "contacto", "texto"}, each trimmed. Errors: FieldMissing, TextTooLong.
Result<json::object> words_of(const RequestWords&);

struct Filed {
  Receipt receipt;
  std::string number;
  std::string ticket;  // The secret of the requester's link: 32 hexadecimal digits, kept nowhere.
};
// "solicitud.presentar". `received` is nothing for today.
Result<Filed> file_request(Context&, transparency::Via, const RequestWords&,
                           std::optional<Date> received, bool illustrative);
// The act that carries more words of the requester: "solicitud.aclarar", "solicitud.impugnar".
Result<Receipt> submit_words(Context&, std::string_view kind, json::object act,
                             std::string_view text);

// "solicitud.borrar_datos", and then every word of the requester that the request names.
Result<Receipt> erase_words(Context&, std::string_view number, std::string_view reason);

// The hash under which a ticket is kept.
std::string ticket_hash(std::string_view ticket);

// The account that files what comes through the public portal: that of the Unidad de Información
// Pública.
Actor portal_actor();

// Keeps a file that is to leave the institution. What can be read as text must show no CUI. Error:
// PersonalDataFound.
Result<std::string> keep_public_file(Context&, std::string_view bytes, std::string_view name);

}  // namespace commands
