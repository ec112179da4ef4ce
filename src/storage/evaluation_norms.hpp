// The thresholds and limits that an evaluation is judged by, as norms/ say them on a day. A frozen
// cut keeps the answer, so that a later norm changes no published light.
#pragma once

#include "base/json.hpp"
#include "storage/database.hpp"

namespace storage {

// {"semaforo": [{"codigo", "desde", "fuente"}…], "sin_desagregar_maximo": "20", …}; keys that no
// norm gives are left out.
Result<json::object> evaluation_norms(Database&, Date);

}  // namespace storage
