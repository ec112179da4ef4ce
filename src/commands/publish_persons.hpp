// personas.publicar: the counts of persons of a cut go out, with their small cells hidden.
#pragma once

#include "commands/submit.hpp"

namespace commands {

// {"corte", "corte_version", "ocultas"}: `ocultas` is storage::digest_of what the person who
// publishes has reviewed. Version 1 hides what disclosure::propose hides; another way of hiding
// would be a version 2, so that a replay finds the same.
Result<Decision> decide_publish_persons(storage::Database&, const json::object& act, const Meta&);

// Reviews and publishes the newest version of a cut in one step: for the command line, whose user
// reads the review first, and for the demonstration.
Result<Receipt> publish_persons(Context&, std::string_view cut);

}  // namespace commands
