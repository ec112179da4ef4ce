// The pages of documents of money over the demonstration: what they show, what a form refuses and
// keeps, and what it does.
#include <gtest/gtest.h>

#include "web/testing.hpp"

namespace web {
namespace {

using testing::Role;
using testing::Site;
using Pairs = std::vector<std::pair<std::string, std::string>>;

bool says(const Site& site, std::string_view words) {
  return site.last.body.find(words) != std::string::npos;
}

const std::string partida = "2026-11200099-000-11-00-000-001-000-029-0101-11-0000-0000";

TEST(MoneyPages, ReconciliationNamesTheCentavoAndWhatExplainsTheRest) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Presupuesto);
  EXPECT_EQ(site.get("/ejecucion/conciliacion?anio=2026&mes=4").status, 200);
  EXPECT_TRUE(says(site, "Sin explicar"));
  EXPECT_TRUE(says(site, "16,979.28"));
  EXPECT_TRUE(says(site, "todavía no están aprobados"));
  EXPECT_TRUE(says(site, "ya hay otro CUR con ese número"));
  EXPECT_EQ(site.get("/ejecucion/conciliacion.csv?anio=2026&mes=4").status, 200);
  EXPECT_TRUE(says(site, "0.01"));
  EXPECT_EQ(site.get("/ejecucion/cur/251?anio=2026").status, 200);
  EXPECT_TRUE(says(site, "Solicitado"));
  EXPECT_EQ(site.get("/ejecucion/cur/999999?anio=2026").status, 404);
}

TEST(MoneyPages, AModificationIsRefusedAtItsControlAndKeptAndThenRegistered) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Presupuesto);
  Pairs fields{{"clase", "INTRA2"},      {"numero", "77"},
               {"fecha", "10/06/2026"},  {"resolucion", "Resolución DG-77-2026"},
               {"motivo", "Reorientar"}, {"partida_1", partida},
               {"monto_1", "-10"}};
  site.post("/ejecucion/modificaciones/nueva", fields);
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "deben sumar cero"));
  EXPECT_TRUE(says(site, "Resolución DG-77-2026")) << "what was typed is kept";
  fields.emplace_back("partida_2", partida);
  fields.emplace_back("monto_2", "10");
  site.post("/ejecucion/modificaciones/nueva", fields, "/ejecucion/modificaciones/nueva");
  EXPECT_EQ(site.last.status, 303) << site.last.body;
  site.follow();
  EXPECT_EQ(site.last.status, 200);
  EXPECT_TRUE(says(site, "INTRA2 77 de 2026"));
  EXPECT_TRUE(says(site, "No se puede determinar"));
  EXPECT_EQ(site.get("/ejecucion/modificaciones").status, 200);
  site.sign_in(Role::Auditoria);
  EXPECT_EQ(site.get("/ejecucion/modificaciones/nueva").status, 403);
}

TEST(MoneyPages, AQuotaIsLoadedAndShowsTheCursThatUseIt) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Presupuesto);
  EXPECT_EQ(site.get("/ejecucion/cuotas?anio=2026").status, 200);
  EXPECT_TRUE(says(site, "Pasada"));
  const std::string address = "/ejecucion/cuotas/000/11/0/compromiso/normal/2026-01";
  EXPECT_EQ(site.get(address).status, 200);
  EXPECT_TRUE(says(site, "/ejecucion/cur/1?anio=2026"));
  const Pairs fields{{"etapa", "compromiso"},     {"tipo", "normal"},      {"mes", "2026-06"},
                     {"unidad_ejecutora", "000"}, {"fuente", "11"},        {"grupo", "0"},
                     {"monto", "25,000,000.00"},  {"documento", "COPEP 2"}};
  site.post("/ejecucion/cuotas/nueva", fields);
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "no es su primer mes"));
  auto good = fields;
  good[2].second = "2026-05";
  site.post("/ejecucion/cuotas/nueva", good, "/ejecucion/cuotas/nueva");
  EXPECT_EQ(site.last.status, 303) << site.last.body;
}

TEST(MoneyPages, AusterityLeavesOutTheInputsOfTheProductAndProvesSavings) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Monitoreo);
  EXPECT_EQ(site.get("/ejecucion/austeridad?anio=2026&mes=4").status, 200);
  EXPECT_TRUE(says(site, "Libretas y documentos migratorios impresos"));
  EXPECT_TRUE(says(site, "145,970.83"));
  EXPECT_EQ(site.get("/ejecucion/austeridad/proponer").status, 200);
  site.post("/ejecucion/austeridad/proponer", {{"codigo", "AU-01"},
                                               {"titulo", "Otra"},
                                               {"renglones", "121"},
                                               {"desde", "2026-01"},
                                               {"hasta", "2026-12"},
                                               {"linea_base", "1000"},
                                               {"fuente", "SICOIN"},
                                               {"ahorro", "100"},
                                               {"responsable", "Director"},
                                               {"fecha", "31/12/2026"}});
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "Ya hay una medida de austeridad con el código AU-01"));
}

TEST(MoneyPages, TheJointReviewIsSignedByEachPartyAndFollowed) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Monitoreo);
  EXPECT_EQ(site.get("/ejecucion/revision-conjunta").status, 200);
  site.post("/ejecucion/revision-conjunta",
            {{"mes", "2026-04"}, {"resumen", ""}, {"acuerdo_1", "Pedir el CUR"}});
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "Pedir el CUR"));
  site.post("/ejecucion/revision-conjunta",
            {{"mes", "2026-04"},
             {"resumen", "Extracto y CUR"},
             {"acuerdo_1", "Pedir el CUR"},
             {"responsable_1", "Contador"},
             {"fecha_1", "30/06/2026"}},
            "/ejecucion/revision-conjunta");
  EXPECT_EQ(site.last.status, 303) << site.last.body;
  const auto address = std::string(site.last.headers.first("Location"));
  site.follow();
  EXPECT_TRUE(says(site, "Sin firma"));
  site.post(address + "/firmar", {{"parte", "monitoreo"}}, address);
  EXPECT_EQ(site.last.status, 303);
  site.post(address + "/firmar", {{"parte", "finanzas"}}, address);
  EXPECT_EQ(site.last.status, 403) << "monitoring does not sign for Finance";
  site.post(address + "/acuerdos",
            {{"acuerdo", "1"}, {"estado_1", "cumplido"}, {"nota_1", "Llegó el CUR"}}, address);
  EXPECT_EQ(site.last.status, 303);
  site.get(address);
  EXPECT_TRUE(says(site, "Llegó el CUR"));
}

}  // namespace
}  // namespace web
