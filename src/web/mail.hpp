// Letters by SMTP: plain text, UTF-8, one at a time.
#pragma once

#include <string>

#include "base/result.hpp"
#include "base/world.hpp"

namespace web {

struct MailServer {
  std::string address;         // "smtp.example.gob.gt:587"; "": no mail is sent.
  std::string sender;          // "ceiba@example.gob.gt"
  std::string user, password;  // "" where the server asks for none.
};

struct Letter {
  std::string to, subject, body;
};

// The bytes of the letter as RFC 5322 and MIME have them; what people wrote cannot add a header.
std::string letter_text(const MailServer&, const Letter&, Milliseconds at);

// Delivers it; STARTTLS where the server offers it. Error: MailFailed, with what the server said.
Result<void> deliver(const MailServer&, const Letter&, Milliseconds at);

}  // namespace web
