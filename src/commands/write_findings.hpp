// Acts of audit and control out of files that people wrote.
#pragma once

#include <string_view>

#include "commands/submit.hpp"
#include "readers/control_file.hpp"

namespace commands {

// The body of an act: numbers as numbers, days as acts write them, "sujetos" as a list, each
// "accion: qué | quién | fecha" and "puesto: puesto | nombre | desde | hasta" in its list. What has
// no meaning stays as text; the decision names what it lacks.
json::object body_of(const readers::WrittenFields&);

// hallazgo.importar of a whole file. The file is kept by its hash.
Result<Submission> import_of_findings(Context&, std::string_view bytes, std::string_view name,
                                      bool illustrative);

}  // namespace commands
