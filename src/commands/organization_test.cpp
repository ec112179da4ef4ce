// The organisation on both engines: loaded, corrected, replayed; who signed when.
#include "domain/organization/organization.hpp"

#include <gtest/gtest.h>

#include "base/resources.hpp"
#include "commands/catalogs.hpp"
#include "commands/testing.hpp"
#include "storage/organization_store.hpp"

namespace commands {
namespace {

using testing::OnBothEngines;

Date day(std::string_view iso) { return parse_date(iso).value(); }

json::object demonstration() {
  return parse_json(resource("demo/organizacion.json").value()).value().as_object();
}

class OrganizationActs : public OnBothEngines {};
INSTANTIATE_TEST_SUITE_P(engines, OrganizationActs, testing::both_engines(), testing::engine_name);

void load_places(Context& context) {
  for (const std::string catalog : {"departamentos", "municipios"}) {
    const auto bytes = resource("catalogs/" + catalog + ".csv").value();
    ASSERT_TRUE(submit(context, load_catalog(catalog, read_catalog(catalog, bytes).value())));
  }
}

TEST_P(OrganizationActs, loads_whole_and_once) {
  testing::Place place(GetParam());
  auto context = testing::create(place);
  testing::found_institution(context);
  load_places(context);
  const auto receipt = submit(context, {"organizacion.cargar", demonstration(), ""});
  ASSERT_TRUE(receipt) << receipt.error().code << ' ' << detail_of(receipt.error(), "hallado");
  EXPECT_EQ(receipt->outcome.at("funciones"), 13);
  const auto stored = storage::organization_of(context.db(), context.institution).value();
  EXPECT_TRUE(organization::check(stored));
  EXPECT_EQ(stored.units.size(), demonstration().at("unidades").as_array().size());
  EXPECT_EQ(stored.units.front().code, "DG");

  EXPECT_EQ(submit(context, {"organizacion.cargar", demonstration(), ""})->seq, 0);
  // What is shown can be loaded again, and changes nothing.
  EXPECT_EQ(submit(context, {"organizacion.cargar", organization::to_json(stored), ""})->seq, 0);
}

TEST_P(OrganizationActs, a_later_load_corrects_and_keeps_the_rest) {
  testing::Place place(GetParam());
  auto context = testing::create(place);
  testing::found_institution(context);
  ASSERT_TRUE(submit(context, {"organizacion.cargar", demonstration(), ""}));
  const auto change = parse_json(R"({"fuente": "x", "unidades": [
      {"codigo": "DEL-CARMEN", "nombre": "Delegación El Carmen", "clase": "delegacion",
       "padre": "SCM", "reporta": false}],
    "funciones": [{"unidad": "UAVG", "norma": "Acuerdo MOF 44-2020", "numero": 9,
       "texto": "Otro texto.", "vinculos": [{"clase": "acto", "destino": "metas.cerrar"}]}]})")
                          .value()
                          .as_object();
  ASSERT_TRUE(submit(context, {"organizacion.cargar", change, ""}));
  const auto stored = storage::organization_of(context.db(), context.institution).value();
  EXPECT_EQ(stored.units.size(), demonstration().at("unidades").as_array().size());
  const auto carmen = std::ranges::find(stored.units, "DEL-CARMEN", &organization::Unit::code);
  EXPECT_EQ(carmen->name, "Delegación El Carmen");
  EXPECT_FALSE(carmen->reports);
  const auto nine = std::ranges::find(stored.functions, "UAVG-9", &organization::Function::code);
  ASSERT_EQ(nine->links.size(), 1U);
  EXPECT_EQ(nine->links[0].target, "metas.cerrar");
}

TEST_P(OrganizationActs, faults_change_nothing) {
  testing::Place place(GetParam());
  auto context = testing::create(place);
  testing::found_institution(context);
  load_places(context);
  const auto before = testing::dump(context.db(), storage::Mark::Estado);
  const struct {
    const char *act, *code;
  } cases[] = {
      {R"({"unidades": [{"codigo": "A", "nombre": "A", "clase": "unidad", "padre": "B"},
           {"codigo": "B", "nombre": "B", "clase": "unidad", "padre": "A"}]})",
       "organizacion.padre_en_ciclo"},
      {R"({"unidades": [{"codigo": "A", "nombre": "A", "clase": "unidad", "lugar": "9999"}]})",
       "catalogo.codigo_desconocido"},
      {R"({"unidades": [{"codigo": "A", "nombre": "A", "clase": "unidad", "lugar": "1"}]})",
       "valor.codigo_ancho"},
      {R"({"unidades": "A"})", "json.tipo_equivocado"},
  };
  for (const auto& [act, code] : cases) {
    const auto refused =
        submit(context, {"organizacion.cargar", parse_json(act).value().as_object(), ""});
    ASSERT_FALSE(refused) << code;
    EXPECT_EQ(refused.error().code, code);
  }
  EXPECT_EQ(testing::dump(context.db(), storage::Mark::Estado), before);
}

TEST_P(OrganizationActs, who_signed_on_a_date) {
  testing::Place place(GetParam());
  auto context = testing::create(place);
  testing::found_institution(context);
  ASSERT_TRUE(submit(context, {"organizacion.cargar", demonstration(), ""}));
  const organization::Holder holder{"SUB-SFIN", day("2026-06-01"), {}, "Ana Pérez",
                                    true,       "Acuerdo 5-2026"};
  ASSERT_TRUE(submit(context, {"organizacion.nombrar", organization::to_json(holder), ""}));
  const auto holders = storage::holders_of(context.db(), context.institution).value();
  EXPECT_FALSE(organization::holder_on(holders, "SUB-SFIN", day("2026-05-31"))->person);
  EXPECT_EQ(organization::holder_on(holders, "SUB-SFIN", day("2026-06-01"))->name, "Ana Pérez");

  auto nobody = holder;
  nobody.post = "NADIE";
  const auto refused = submit(context, {"organizacion.nombrar", organization::to_json(nobody), ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "organizacion.titular_sin_puesto");
  testing::act_as(context, access_control::Role::Presupuesto);
  EXPECT_EQ(
      submit(context, {"organizacion.nombrar", organization::to_json(holder), ""}).error().fault,
      Fault::Forbidden);
}

}  // namespace
}  // namespace commands
