// Parameters by name and MINFIN's traffic light.
#include "storage/evaluation_norms.hpp"

#include "storage/catalog_store.hpp"

namespace storage {

Result<json::object> evaluation_norms(Database& db, Date day) {
  json::object norms;
  for (const char* code :
       {"brecha_fisico_financiera", "sin_desagregar_maximo", "metas_plazo_reporte"})
    if (const auto value = TRY(parameter(db, code, day))) norms[code] = *value;
  json::array lights;
  for (const auto& row : TRY(catalog_rows(db, "semaforo"))) {
    if (row.attribute("sistema") != "minfin") continue;
    if ((row.from && *row.from > day) || (row.until && *row.until < day)) continue;
    lights.push_back(json::object{{"codigo", row.code},
                                  {"desde", std::string(row.attribute("desde"))},
                                  {"fuente", row.source}});
  }
  norms["semaforo"] = std::move(lights);
  return norms;
}

}  // namespace storage
