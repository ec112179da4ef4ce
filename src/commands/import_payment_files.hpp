// From files of payment files to acts: one, or a lot of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/submit.hpp"
#include "readers/payment_file_text.hpp"

namespace commands {

// The body of `expediente.registrar`. Errors: those of the reader of days.
json::object registration_of(const readers::WrittenFile&, bool illustrative);

// `expediente.importar`: all of the file's payment files, or none. Keeps the bytes by their hash.
Result<Submission> import_of_file(Context&, std::string_view bytes, std::string_view name,
                                  bool illustrative);

// The act `expediente.visar` for what the rules say of the file now, as who asks has seen it.
Result<Submission> approval_of(storage::Database&, std::string_view institution,
                               std::string_view number, std::string_view justification, Date today);

}  // namespace commands
