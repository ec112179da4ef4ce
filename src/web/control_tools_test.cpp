// The pages of risks, samples, financial indicators and guidance on the demonstration.
#include <algorithm>
#include <gtest/gtest.h>
#include <map>

#include "base/text.hpp"
#include "documents/reading_for_tests.hpp"
#include "queries/risks.hpp"
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

// Cells of a line of CSV; a quoted one may hold commas.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  }
  return cells;
}

// The lines that begin with the number of a risk, by that number.
std::map<std::string, std::vector<std::string>> risks_in(std::string_view csv) {
  std::map<std::string, std::vector<std::string>> all;
  for (std::size_t at = 0; at < csv.size();) {
    const auto end = std::min(csv.find('\n', at), csv.size());
    auto cells = cells_of(csv.substr(at, end - at));
    if (cells.size() > 12 && whole_number(cells[0])) all.emplace(cells[0], std::move(cells));
    at = end + 1;
  }
  return all;
}

TEST(RiskPages, TheWorkbookThatIsDownloadedSaysInLibreOfficeWhatThePageSays) {
  if (!documents::have("soffice")) GTEST_SKIP() << "soffice missing: LibreOffice is not installed";
  Site site(Site::Base::Demo);
  site.sign_in(Role::Planificacion);
  const auto page = risks_in(site.get("/auditoria/riesgos.csv?ejercicio=2026").body);
  ASSERT_EQ(page.size(), 5U);
  const auto folder = documents::TemporaryFolder::create();
  const auto workbook = site.get("/auditoria/riesgos/archivo/xlsx?ejercicio=2026").body;
  ASSERT_TRUE(documents::write_file(folder->path() / "m.xlsx", workbook));
  const auto done = documents::run(
      {.name = "soffice",
       .arguments = {"-env:UserInstallation=file://" + folder->path().string() + "/perfil",
                     "--headless", "--convert-to",
                     "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1",
                     "m.xlsx"},
       .seconds_max = 120},
      folder->path());
  ASSERT_TRUE(done) << detail_of(done.error(), "hallado");
  const auto sheet =
      risks_in(documents::read_file(folder->path() / "m-Matriz de riesgos.csv").value());
  ASSERT_EQ(sheet.size(), page.size());
  for (const auto& [number, cells] : page) {
    // The official matrix has a reference after the kind of objective; the page has none.
    auto official = sheet.at(number);
    official.erase(official.begin() + 3);
    official.resize(cells.size());
    EXPECT_EQ(official, cells) << number;
  }
}

TEST(RiskPages, GiveTheYearlyReportAndTheWorkPlanAsPdfAndDocx) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Planificacion);
  for (const auto* which : {"", "plan-"})
    for (const auto& [format, magic] : {std::pair{"pdf", "%PDF"}, std::pair{"docx", "PK"}}) {
      const auto address = "/auditoria/riesgos/archivo/" + std::string(which) + format;
      ASSERT_EQ(site.get(address + "?ejercicio=2026").status, 200) << address;
      EXPECT_TRUE(site.last.body.starts_with(magic)) << address;
    }
  EXPECT_TRUE(
      documents::squeezed(
          documents::pdf_text(site.get("/auditoria/riesgos/archivo/plan-pdf?ejercicio=2026").body))
          .contains("Conciliarcadames"));
  EXPECT_EQ(site.get("/auditoria/riesgos/archivo/plan-xlsx?ejercicio=2026").status, 404);
}

Pairs risk_of_area(const std::string& area) {
  auto body = risk("4");
  for (auto& [name, value] : body)
    if (name == "area") value = area;
  return body;
}

TEST(RiskPages, WhoAnswersForAUnitWritesOfItsRisksAlone) {
  Site site(Site::Base::Demo);
  site.sign_in("jefatura-scm", {Role::Jefatura}, {"SCM"});
  site.post("/auditoria/riesgos/nuevo", risk_of_area("SCM"));
  EXPECT_EQ(site.last.status, 303) << site.last.body;
  for (const auto* other : {"SAPDF", "Tesorería"}) {
    site.post("/auditoria/riesgos/nuevo", risk_of_area(other));
    EXPECT_EQ(site.last.status, 403) << other;
  }
  // The demonstration's second risk is of an area that is no unit's.
  const std::string address = "/auditoria/riesgos/2026/2";
  site.get(address);
  site.post(address + "/retirar", {{"motivo", "Ya no es"}});
  EXPECT_EQ(site.last.status, 403);
  site.get("/auditoria/riesgos/componentes?ejercicio=2026");
  site.post("/auditoria/riesgos/componentes?ejercicio=2026",
            {{"componente", "supervision"}, {"texto", "Todo bien"}});
  EXPECT_EQ(site.last.status, 403);
}

TEST(RiskPages, EvidenceIsKeptAndReadAgainAndIsWhatItsNameSays) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Planificacion);
  const std::string address = "/auditoria/riesgos/2026/5";
  const Pairs shown = {
      {"evidencia_accion", "1"}, {"mes", "2026-05"}, {"evidencia", "Lista cotejada"}};
  site.get(address);
  site.upload(address + "/evidencia", shown, "archivo", "lista.pdf", "MZ no es un PDF");
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "href=\"#archivo\""));
  EXPECT_TRUE(says(site, "Lista cotejada"));
  site.get(address);
  site.upload(address + "/evidencia", shown, "archivo", "lista.csv", "a,b\n1,2\n");
  ASSERT_EQ(site.last.status, 303) << site.last.body;
  site.get(address);
  const auto at = site.last.body.find(address + "/evidencia/");
  ASSERT_NE(at, std::string::npos);
  const auto file = site.last.body.substr(at, site.last.body.find('"', at) - at);
  ASSERT_EQ(site.get(file).status, 200) << file;
  EXPECT_EQ(site.last.body, "a,b\n1,2\n");
  EXPECT_EQ(site.get("/auditoria/riesgos/2026/1" + file.substr(address.size())).status, 404);
}

TEST(RiskPages, AnActionThatIsAnExampleStaysOneWhenItIsCorrected) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Planificacion);
  const std::string address = "/auditoria/riesgos/2026/5";
  site.get(address);
  site.post(address + "/acciones", {{"accion", "1"},
                                    {"accion_control", "Conciliar dos veces al mes"},
                                    {"prioridad", "alta"},
                                    {"que", "Revisar"},
                                    {"como", "Con una muestra"},
                                    {"quien", "Jefe"},
                                    {"inicio", "18/05/2026"},
                                    {"fin", "18/12/2026"},
                                    {"estado", "en_proceso"}});
  ASSERT_EQ(site.last.status, 303) << site.last.body;
  auto context = site.change();
  const auto matrix = queries::risk_matrix(context.db(), context.institution, {2026},
                                           local_date(context.world.now()));
  ASSERT_TRUE(matrix);
  const auto found = std::ranges::find(matrix->actions, "Conciliar dos veces al mes",
                                       &storage::RiskActionRow::control);
  ASSERT_NE(found, matrix->actions.end());
  EXPECT_TRUE(found->illustrative);
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

// An unread population would be one so great that it does not matter, and the size another.
TEST(SamplePages, TakeAThousandsSeparatorAndRefuseWhatIsNoCount) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Auditoria);
  const std::string of_rates =
      "/auditoria/muestras/calculadora?metodo=atributos&confianza=95&tolerable=5&esperada=0"
      "&poblacion=";
  const std::string of_proportions =
      "/auditoria/muestras/calculadora?metodo=proporcion&confianza=95&margen=5&poblacion=";
  EXPECT_EQ(site.get(of_proportions + "5,000").status, 200);
  EXPECT_TRUE(says(site, "357\u00A0elementos"));
  site.get(of_rates + "1%20000%20000");
  EXPECT_TRUE(says(site, "Hipergeométrica exacta"));
  for (const auto* wrong : {"5,00", "5.000", "cinco", "-5", "0", ",500"}) {
    EXPECT_EQ(site.get(of_rates + wrong).status, 422) << wrong;
    EXPECT_TRUE(says(site, "no es una cantidad")) << wrong;
    EXPECT_TRUE(says(site, "href=\"#poblacion\"")) << wrong;
  }
  // What the method names is said at the field of the form.
  site.get(
      "/auditoria/muestras/calculadora?metodo=monetaria&confianza=95&valor=1000000"
      "&error_tolerable=0&error_esperado=0");
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "href=\"#error_tolerable\""));
}

TEST(SamplePages, AreOfWhoAudits) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Compras);
  for (const auto* address :
       {"/auditoria/muestras", "/auditoria/muestras/1", "/auditoria/muestras/calculadora"})
    EXPECT_EQ(site.get(address).status, 403) << address;
  site.get("/auditoria");
  EXPECT_FALSE(says(site, "href=\"/auditoria/muestras\""));
  site.sign_in(Role::Auditoria);
  ASSERT_EQ(site.get("/auditoria/muestras/1").status, 200);
  EXPECT_TRUE(says(site, "Fuera de la población"));
  EXPECT_TRUE(says(site, "1 anulado, 1 rechazado") || says(site, "1 rechazado, 1 anulado"));
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
  // The cuatrimestre that runs is shown as far as it goes.
  site.get("/auditoria/indicadores?anio=2026&mes=3&por=cuatrimestre");
  EXPECT_TRUE(says(site, "2026-C1 a marzo"));
  const auto report = documents::squeezed(documents::pdf_text(
      site.get("/auditoria/indicadores/archivo/pdf?anio=2026&mes=4&por=cuatrimestre").body));
  for (const auto* words : {"IF-10", "Pagostrimestrales", "Fichasdemétodo", "2026-C1"})
    EXPECT_TRUE(report.contains(words)) << words;
  EXPECT_EQ(site.get("/auditoria/indicadores/archivo/docx?anio=2026&mes=4").status, 200);
  EXPECT_EQ(site.get("/auditoria/indicadores/archivo/exe?anio=2026&mes=4").status, 404);
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
