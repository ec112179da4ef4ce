// Acts of the installation itself: its birth, its keys, the institutions that live in it.
#include <array>

#include "commands/command.hpp"
#include "commands/refusals.hpp"

namespace commands {
namespace {

// {"origen": "ceiba-3f2a9c1d", "clave_publica": "ceiba-3f2a9c1d+…"}: the first entry of every base,
// and again at each change of key.
Result<Decision> decide_key(storage::Database&, const json::object& act, const Meta&) {
  Decision decision;
  decision.changes.put("log_key", {{"public_key", TRY(text_at(act, "clave_publica"))},
                                   {"origin", TRY(text_at(act, "origen"))}});
  return decision;
}

// {"codigo", "nombre", "siglas", "direccion", "telefono", "correo", "ilustrativa"}. The same act
// again corrects the data of the institution.
Result<Decision> decide_institution(storage::Database&, const json::object& act, const Meta&) {
  Decision decision;
  const auto code = TRY(text_at(act, "codigo"));
  decision.changes.put("institution",
                       {{"institution", code},
                        {"name", TRY(text_at(act, "nombre"))},
                        {"short_name", TRY(text_at(act, "siglas"))},
                        {"address", TRY(text_at(act, "direccion"))},
                        {"telephone", TRY(text_at(act, "telefono"))},
                        {"email", TRY(text_at(act, "correo"))},
                        {"illustrative", std::int64_t{TRY(flag_at(act, "ilustrativa"))}}});
  decision.outcome = {{"institucion", code}};
  return decision;
}

// {"ejercicio": "2026"}: the fiscal year that the institution begins with.
Result<Decision> decide_year(storage::Database&, const json::object& act, const Meta& meta) {
  const auto text = TRY(text_at(act, "ejercicio"));
  const auto year = TRY(where("campo", "ejercicio", FiscalYear::parse(text)));
  Decision decision;
  decision.changes.put("institution_setting", {{"name", "ejercicio"},
                                               {"value", show(year)},
                                               {"reason", "Puesta en marcha"},
                                               {"actor", meta.actor},
                                               {"on_date", show(meta.today())}});
  decision.outcome = {{"ejercicio", show(year)}};
  return decision;
}

constexpr std::array kinds{
    Kind{"instalacion.crear", 1, Scope::Installation,
         access_control::Permission::ManageInstallation, decide_key},
    Kind{"clave.rotar", 1, Scope::Installation, access_control::Permission::ManageInstallation,
         decide_key},
    Kind{"institucion.crear", 1, Scope::Installation,
         access_control::Permission::ManageInstallation, decide_institution},
    Kind{"institucion.ejercicio", 1, Scope::Institution,
         access_control::Permission::EditOrganization, decide_year},
};

}  // namespace

std::span<const Kind> base_kinds() { return kinds; }

}  // namespace commands
