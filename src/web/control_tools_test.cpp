// The pages of risks, samples, financial indicators and guidance on the demonstration.
#include <gtest/gtest.h>

#include "web/testing.hpp"

namespace web {
namespace {

using access_control::Role;
using testing::Site;
using Pairs = std::vector<std::pair<std::string, std::string>>;

bool says(const Site& site, std::string_view words) {
  return site.last.body.find(words) != std::string::npos;
}

Pairs risk(const std::string& severity) {
  return {{"ejercicio", "2026"},    {"unidad", "201"},
          {"objetivo", "C"},        {"area", "Tesorería"},
          {"evento", "Pago doble"}, {"descripcion", "Que una factura se pague dos veces"},
          {"probabilidad", "4"},    {"severidad", severity},
          {"valor_control", "3"},   {"control", "Búsqueda de facturas repetidas"}};
}

TEST(RiskPages, ShowTheMatrixItsMapAndWhatIsIllustrative) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Planificacion);
  ASSERT_EQ(site.get("/auditoria/riesgos?ejercicio=2026").status, 200) << site.last.body;
  for (const auto* words :
       {"Pagos sin respaldo completo", "20.00", "No tolerable", "<title>Mapa de riesgos de 2026",
        "Datos ilustrativos", "certeza encontrada"})
    EXPECT_TRUE(says(site, words)) << words;
  const auto csv = site.get("/auditoria/riesgos.csv?ejercicio=2026").body;
  EXPECT_NE(csv.find("20.00"), std::string::npos) << csv;
  EXPECT_EQ(site.get("/auditoria/riesgos/archivo/xlsx?ejercicio=2026").status, 200);
  EXPECT_EQ(site.last.body.substr(0, 2), "PK");
  EXPECT_EQ(site.get("/auditoria/riesgos/archivo/exe?ejercicio=2026").status, 404);
  EXPECT_EQ(site.get("/auditoria/riesgos/plan?ejercicio=2026").status, 200);
  EXPECT_TRUE(says(site, "Conciliar cada mes"));
  EXPECT_EQ(site.get("/auditoria/riesgos/componentes?ejercicio=2026").status, 200);
  EXPECT_TRUE(says(site, "Texto ilustrativo"));
  EXPECT_EQ(site.get("/auditoria/riesgos/2026/99").status, 404);
}

TEST(RiskPages, RefuseALevelOutsideTheScaleAtItsFieldAndKeepWhatWasTyped) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Planificacion);
  site.post("/auditoria/riesgos/nuevo", risk("6"));
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "severidad: 6 está fuera de la escala de 1 a 5."));
  EXPECT_TRUE(says(site, "Que una factura se pague dos veces"));
  EXPECT_TRUE(says(site, "href=\"#severidad\""));
  site.post("/auditoria/riesgos/nuevo", risk("5"));
  EXPECT_EQ(site.last.status, 303);
  ASSERT_EQ(site.get("/auditoria/riesgos/2026/6").status, 200);
  EXPECT_TRUE(says(site, "6.67"));
  site.post("/auditoria/riesgos/2026/6/acciones", {{"accion_control", "Comparar facturas"},
                                                   {"prioridad", "alta"},
                                                   {"que", "Comparar"},
                                                   {"como", "Con la base"},
                                                   {"quien", "Tesorero"},
                                                   {"inicio", "03/06/2026"},
                                                   {"fin", "01/06/2026"},
                                                   {"estado", "pendiente"}});
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "antes de empezar"));
}

TEST(RiskPages, AreReadButNotChangedByWhoAudits) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Auditoria);
  EXPECT_EQ(site.get("/auditoria/riesgos").status, 200);
  EXPECT_FALSE(says(site, "Registrar un riesgo"));
  EXPECT_EQ(site.get("/auditoria/riesgos/nuevo").status, 403);
}

TEST(SamplePages, DrawWorkProjectAndConclude) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Auditoria);
  site.post("/auditoria/muestras", {{"objetivo", "Respaldo"},
                                    {"poblacion", "expediente"},
                                    {"ejercicio", "2026"},
                                    {"metodo", "aleatorio"},
                                    {"tamano", "2"},
                                    {"confianza", "95"},
                                    {"semilla", "2026-06"}});
  ASSERT_EQ(site.last.status, 303) << site.last.body;
  const auto address = std::string(site.last.headers.first("Location"));
  ASSERT_EQ(site.get(address).status, 200);
  EXPECT_TRUE(says(site, "ceiba-muestra-1:"));
  EXPECT_TRUE(says(site, "2026-06"));
  EXPECT_TRUE(says(site, "Las reglas, otra vez, sobre la muestra"));
  site.post(address + "/elementos", {{"elemento", "1"}, {"resultado", "no_cumple"}}, address);
  EXPECT_EQ(site.last.status, 422);
  for (const auto* n : {"1", "2"}) {
    site.post(address + "/elementos",
              {{"elemento", n}, {"resultado", "cumple"}, {"monto", "100.00"}, {"nota", "Completo"}},
              address);
    EXPECT_EQ(site.last.status, 303) << site.last.body;
  }
  site.get(address);
  EXPECT_TRUE(says(site, "Tasa máxima posible"));
  site.post(address + "/concluir", {{"conclusion", "Sin desviaciones"}}, address);
  EXPECT_EQ(site.last.status, 303);
  EXPECT_EQ(site.get("/auditoria/muestras").status, 200);
  EXPECT_TRUE(says(site, "Concluida"));
}

TEST(SamplePages, CalculateTheSizesOfThePublishedTables) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Auditoria);
  site.get("/auditoria/muestras/calculadora?metodo=atributos&confianza=95&tolerable=5&esperada=2");
  EXPECT_TRUE(says(site, "181\u00A0elementos"));
  site.get(
      "/auditoria/muestras/calculadora?metodo=proporcion&confianza=95&poblacion=1000&margen=5");
  EXPECT_TRUE(says(site, "278\u00A0elementos"));
  site.get(
      "/auditoria/muestras/calculadora?metodo=monetaria&confianza=95&valor=1000000"
      "&error_tolerable=50000&error_esperado=0");
  EXPECT_TRUE(says(site, "60\u00A0elementos"));
  site.get("/auditoria/muestras/calculadora?metodo=atributos&confianza=95&tolerable=x&esperada=0");
  EXPECT_EQ(site.last.status, 422);
}

TEST(IndicatorPages, SayWhatCannotBeDeterminedAndWhy) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Auditoria);
  ASSERT_EQ(site.get("/auditoria/indicadores?anio=2026&mes=4").status, 200) << site.last.body;
  EXPECT_TRUE(says(site, "Ejecución del presupuesto"));
  EXPECT_TRUE(says(site, "no se ha registrado el monto del fondo rotativo"));
  EXPECT_TRUE(says(site, "Datos ilustrativos"));
  EXPECT_EQ(site.get("/auditoria/indicadores?anio=2026&mes=4&por=cuatrimestre").status, 200);
  EXPECT_TRUE(says(site, "2026-C1"));
  EXPECT_NE(site.get("/auditoria/indicadores.csv?anio=2026&mes=4").body.find("IF-10"),
            std::string::npos);
  ASSERT_EQ(site.get("/auditoria/indicadores/IF-01?anio=2026&mes=4").status, 200);
  site.post("/auditoria/indicadores/IF-01?anio=2026&mes=4",
            {{"mes", "2026-04"}, {"nota", "Pagos trimestrales"}},
            "/auditoria/indicadores/IF-01?anio=2026&mes=4");
  EXPECT_EQ(site.last.status, 303);
  site.get("/auditoria/indicadores/IF-01?anio=2026&mes=4");
  EXPECT_TRUE(says(site, "Pagos trimestrales"));
  EXPECT_EQ(site.get("/auditoria/indicadores/IF-99").status, 404);
}

TEST(GuidancePages, AreWrittenByAuditAnsweredByTheAuthorityAndThenClosed) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Auditoria);
  site.post("/auditoria/orientaciones/nueva", {{"ejercicio", "2026"}, {"fecha", "30/06/2026"}});
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "Falta el asunto."));
  const Pairs letter = {{"ejercicio", "2026"},
                        {"asunto", "Compromisos sin devengar"},
                        {"origen", "indicador"},
                        {"referencia", "IF-05 2026-04"},
                        {"unidad", "Compras"},
                        {"cifras", "62 %"},
                        {"causa", "Contratos sin entrega"},
                        {"norma", "Decreto 101-97"},
                        {"exige", "Devengar lo recibido"},
                        {"opciones", "Revisar los contratos"},
                        {"destinatario", "Subdirector Financiero"},
                        {"fecha", "30/06/2026"}};
  site.post("/auditoria/orientaciones/nueva", letter);
  ASSERT_EQ(site.last.status, 303) << site.last.body;
  const auto address = std::string(site.last.headers.first("Location"));
  ASSERT_EQ(site.get(address).status, 200);
  EXPECT_FALSE(says(site, "Qué se hizo o se hará"));  // Who wrote it does not answer.
  site.sign_in(Role::Autoridad);
  site.post(address + "/responder", {{"texto", "Se revisarán en junio"}}, address);
  EXPECT_EQ(site.last.status, 303) << site.last.body;
  site.sign_in(Role::Auditoria);
  site.post(address + "/cerrar", {{"resultado", "Se revisaron"}}, address);
  EXPECT_EQ(site.last.status, 303) << site.last.body;
  site.get("/auditoria/orientaciones");
  EXPECT_TRUE(says(site, "Cerrada"));
}

TEST(TrailPages, FindAnEntryByAWholeValueOfItsAct) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Auditoria);
  ASSERT_EQ(site.get("/auditoria/pista?objeto=demostracion-2026").status, 200);
  EXPECT_TRUE(says(site, "1–1 de 1"));
  EXPECT_TRUE(says(site, "Sacó una muestra"));
  site.get("/auditoria/pista?acto=riesgo.registrar");
  EXPECT_TRUE(says(site, "1–5 de 5"));
  site.get("/auditoria/pista?acto=riesgo.");
  EXPECT_TRUE(says(site, "1–8 de 8"));
  site.get("/auditoria/pista?objeto=nada-de-esto");
  EXPECT_TRUE(says(site, "Ningún asiento con estos filtros."));
  site.get("/auditoria/pista?desde=12/05/2026&hasta=12/05/2026&acto=muestra.sacar");
  EXPECT_TRUE(says(site, "1–1 de 1"));
  site.get("/auditoria/pista?desde=13/05/2030");
  EXPECT_TRUE(says(site, "Ningún asiento con estos filtros."));
}

}  // namespace
}  // namespace web
