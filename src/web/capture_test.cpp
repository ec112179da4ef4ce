// A month in the browser, without sockets: capture, conflict, sending, return, validation, close,
// rectification, undo; on both engines.
#include "queries/capture.hpp"

#include <gtest/gtest.h>

#include "commands/goal_state.hpp"
#include "commands/load_plan.hpp"
#include "web/testing.hpp"

namespace web::testing {
namespace {

constexpr Month may{{2026}, 5};
const std::string institution = "11200099";
const std::string form_of_one = "/ejecucion/captura/2026/05/U1";

planning::Plan plan_of_24() {
  planning::Plan plan;
  plan.nombre = "Plan de prueba";
  plan.fuente = "Prueba";
  plan.ejercicio = 2026;
  plan.institucion.codigo = institution;
  plan.institucion.nombre = "Institución de prueba";
  plan.institucion.siglas = "IP";
  plan.red.titulo = plan.pei.titulo = plan.estrategia.titulo = "Prueba";
  plan.red.ejercicio = 2026;
  plan.politica.nombre = "Prueba";
  plan.politica.anio_inicial = 2023;
  plan.politica.anio_final = 2032;
  plan.pei.anio_inicial = 2021;
  plan.pei.anio_final = 2030;
  planning::Producto product;
  product.id = "P1";
  product.nombre = "Atención";
  product.unidad_medida = "Persona";
  product.categoria = "11-00-000-001-000";
  plan.productos = {product};
  for (const auto* code : {"P1.S1", "P1.S2"}) {
    planning::Subproducto sub;
    sub.id = code;
    sub.padre = "P1";
    sub.nombre = std::string("Personas atendidas ") + code;
    sub.unidad_medida = "Persona";
    sub.tipo_conteo = planning::TipoConteo::Atenciones;
    plan.subproductos.push_back(sub);
  }
  plan.poa.ejercicio = 2026;
  for (int i = 1; i <= 24; ++i) {
    planning::PoaGoal goal;
    goal.subproducto = "P1.S1";
    goal.unidad = "U" + std::to_string(i);
    // Only from May on, so that no earlier month has to be closed.
    for (std::size_t month = 4; month < 12; ++month) goal.metas[month] = Quantity::units(1000);
    plan.poa.metas.push_back(goal);
    if (i > 1) continue;
    goal.subproducto = "P1.S2";
    plan.poa.metas.push_back(goal);
  }
  return plan;
}

class Capturing : public commands::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<Site>(Site::Base::Founded, GetParam());
    auto context = site->change(Role::Administracion);
    for (int i = 1; i <= 24; ++i)
      ASSERT_TRUE(storage::put(context.db(), "org_unit",
                               {{"institution", institution},
                                {"code", "U" + std::to_string(i)},
                                {"position", std::int64_t{i}},
                                {"name", "Delegación " + std::to_string(i)},
                                {"kind", "delegacion"},
                                {"reports", std::int64_t{1}},
                                {"source", "Prueba"},
                                {"seq", std::int64_t{1}}}));
    const auto loaded = commands::submit(context, commands::load_plan(plan_of_24()));
    ASSERT_TRUE(loaded) << loaded.error().code;
    as_link();
  }

  void as_link() { site->sign_in("enlace", {Role::Enlace}, {"U1"}); }
  void as_planning() { site->sign_in("planificacion", {Role::Planificacion}); }

  std::string amount(const std::string& unit, const std::string& code = "P1.S1") {
    auto context = site->change();
    const auto row = storage::report_of(context.db(), institution, {code, unit, may}).value();
    return row ? ::show(row->report.amount) : "sin dato";
  }
  std::string state(const std::string& unit) {
    auto context = site->change();
    const auto row = storage::unit_month_of(context.db(), institution, unit, may).value();
    return row ? std::string(name_of(row->state)) : "borrador";
  }
  bool has(std::string_view words) const {
    return site->last.body.find(words) != std::string::npos;
  }

  void report_and_send() {
    site->post(form_of_one, {{"e.P1.S1", "900"}, {"e.P1.S2", "950"}}, form_of_one);
    ASSERT_EQ(site->last.status, 303) << site->last.body;
    site->post(form_of_one + "/revisar", {}, form_of_one + "/revisar");
    ASSERT_EQ(site->last.status, 303) << site->last.body;
    ASSERT_EQ(state("U1"), "enviado");
  }

  std::unique_ptr<Site> site;
};

TEST_P(Capturing, AFigureIsSavedAsTypedAndShownAsReadable) {
  site->post(form_of_one, {{"e.P1.S1", "1,198"}, {"e.P1.S2", ""}}, form_of_one);
  EXPECT_EQ(site->last.status, 303);
  EXPECT_EQ(amount("U1"), "1198");
  EXPECT_EQ(amount("U1", "P1.S2"), "sin dato");
  site->follow();
  EXPECT_TRUE(has("value=\"1,198\""));
  EXPECT_TRUE(has("Deshacer"));
}

TEST_P(Capturing, ABadCellIsNamedAndTheGoodOnesStay) {
  site->post(form_of_one, {{"e.P1.S1", "1,19B"}, {"e.P1.S2", "0"}}, form_of_one);
  EXPECT_EQ(site->last.status, 422);
  EXPECT_EQ(amount("U1"), "sin dato");
  EXPECT_EQ(amount("U1", "P1.S2"), "0");
  EXPECT_TRUE(has("value=\"1,19B\""));
  EXPECT_TRUE(has("href=\"#e.P1.S1\""));
  EXPECT_TRUE(has("<title>Error: "));
}

TEST_P(Capturing, TwoBrowsersNeverLoseAValue) {
  site->get(form_of_one);
  const auto first = site->last;
  site->post(form_of_one, {{"e.P1.S1", "100"}, {"e.P1.S2", "200"}});
  ASSERT_EQ(site->last.status, 303);
  // The other browser still has the page from before.
  site->last = first;
  site->post(form_of_one, {{"e.P1.S1", "111"}, {"e.P1.S2", ""}});
  EXPECT_EQ(site->last.status, 409);
  EXPECT_EQ(amount("U1"), "100");
  EXPECT_TRUE(has("Su valor"));
  EXPECT_TRUE(has("Valor actual"));
  EXPECT_TRUE(has("Anterior"));
  EXPECT_EQ(amount("U1", "P1.S2"), "200") << "an empty cell that nobody touched takes nothing away";
  site->post(form_of_one, {{"c.P1.S1", "mio"}});
  EXPECT_EQ(site->last.status, 303);
  EXPECT_EQ(amount("U1"), "111");
}

TEST_P(Capturing, TheOtherOneMayStayToo) {
  site->get(form_of_one);
  const auto first = site->last;
  site->post(form_of_one, {{"e.P1.S1", "100"}, {"e.P1.S2", ""}});
  site->last = first;
  site->post(form_of_one, {{"e.P1.S1", "111"}, {"e.P1.S2", ""}});
  ASSERT_EQ(site->last.status, 409);
  site->post(form_of_one, {{"c.P1.S1", "actual"}});
  EXPECT_EQ(site->last.status, 303);
  EXPECT_EQ(amount("U1"), "100");
}

TEST_P(Capturing, SavingByItselfTellsTheVersionAndTheFaults) {
  site->get(form_of_one);
  site->post(form_of_one + "/autoguardar", {}, form_of_one);
  site->get(form_of_one);
  const auto page = site->last;
  site->last = page;
  auto hidden = [&](std::string name) {
    const auto at = page.body.find("name=\"" + name + "\" value=\"");
    const auto from = at + name.size() + 15;
    return page.body.substr(from, page.body.find('"', from) - from);
  };
  site->post_exactly(form_of_one + "/autoguardar", {{"csrf", hidden("csrf")},
                                                    {"v.P1.S1", hidden("v.P1.S1")},
                                                    {"e.P1.S1", "77"},
                                                    {"v.P1.S2", hidden("v.P1.S2")},
                                                    {"e.P1.S2", "x"}});
  ASSERT_EQ(site->last.status, 200) << site->last.body;
  const auto answer = parse_json(site->last.body).value().as_object();
  EXPECT_TRUE(answer.at("guardadas").as_object().contains("P1.S1"));
  EXPECT_EQ(answer.at("faltas").as_array().size(), 1U);
  EXPECT_EQ(amount("U1"), "77");
  EXPECT_EQ(amount("U1", "P1.S2"), "sin dato");
}

TEST_P(Capturing, UndoWritesWhatWasThereBefore) {
  site->post(form_of_one, {{"e.P1.S1", "100"}, {"e.P1.S2", ""}}, form_of_one);
  site->follow();
  const auto at = site->last.body.find(form_of_one + "/deshacer/");
  ASSERT_NE(at, std::string::npos);
  const auto undo = site->last.body.substr(at, site->last.body.find('"', at) - at);
  site->post(undo, {}, undo);
  EXPECT_EQ(site->last.status, 303) << site->last.body;
  EXPECT_EQ(amount("U1"), "sin dato");
  site->get(form_of_one + "/historial");
  EXPECT_TRUE(has("100"));
}

TEST_P(Capturing, AnotherUnitsMonthIsRefused) {
  site->get("/ejecucion/captura/2026/05/U2");
  EXPECT_EQ(site->last.status, 403);
  site->get(form_of_one);
  site->post("/ejecucion/captura/2026/05/U2", {{"e.P1.S1", "5"}}, form_of_one);
  EXPECT_EQ(site->last.status, 403);
  EXPECT_EQ(amount("U2"), "sin dato");
}

TEST_P(Capturing, PastingShowsFirstAndAppliesAsOneStep) {
  site->post(form_of_one + "/pegar", {{"texto", "P1.S1\t1,198\r\nP1.S2\t1,19B\r\n"}},
             form_of_one + "/pegar");
  EXPECT_EQ(site->last.status, 200);
  EXPECT_EQ(amount("U1"), "sin dato") << "nothing is saved before it is applied";
  EXPECT_TRUE(has("Aplicar 1 cambio"));
  EXPECT_TRUE(has("1,19B"));
  site->post(form_of_one, {});
  EXPECT_EQ(site->last.status, 303) << site->last.body;
  EXPECT_EQ(amount("U1"), "1198");
}

TEST_P(Capturing, AMonthGoesFromCaptureToCloseAndIsRectified) {
  report_and_send();
  site->post(form_of_one, {{"e.P1.S1", "1"}}, form_of_one);
  EXPECT_EQ(amount("U1"), "900") << "what was sent takes no edit";
  as_planning();
  const std::string review = "/ejecucion/validacion/2026/05/U1";
  site->post(review, {{"accion", "devolver"}, {"motivo", ""}}, review);
  EXPECT_EQ(site->last.status, 422) << "a return says why";
  site->post(review,
             {{"accion", "devolver"}, {"motivo", "Revise"}, {"obs.P1.S2", "Parece de abril"}},
             review);
  ASSERT_EQ(site->last.status, 303);
  EXPECT_EQ(state("U1"), "devuelto");
  as_link();
  site->get("/inicio");
  EXPECT_TRUE(has("Devuelto: 1 observación"));
  site->get(form_of_one);
  EXPECT_TRUE(has("Parece de abril"));
  site->post(form_of_one, {{"e.P1.S1", "900"}, {"e.P1.S2", "960"}, {"accion", "reenviar"}});
  ASSERT_EQ(site->last.status, 303) << site->last.body;
  EXPECT_EQ(state("U1"), "enviado");
  as_planning();
  site->post(review, {{"accion", "validar"}}, review);
  EXPECT_EQ(state("U1"), "validado");
  const std::string close = "/ejecucion/validacion/2026/05/cerrar";
  site->post(close, {}, close);
  EXPECT_EQ(site->last.status, 422) << "23 absentees have no reason yet";
  std::vector<std::pair<std::string, std::string>> reasons;
  for (int i = 2; i <= 24; ++i) reasons.emplace_back("ausente.U" + std::to_string(i), "Sin enlace");
  site->post(close, reasons, close);
  ASSERT_EQ(site->last.status, 303) << site->last.body;
  site->follow();
  EXPECT_TRUE(has("1/24"));
  EXPECT_TRUE(has("Sin enlace"));
  // From here on only by two persons.
  const std::string ask =
      "/ejecucion/rectificaciones/nueva?mes=2026-05&unidad=U1&subproducto=P1.S1";
  site->get(ask);
  site->upload("/ejecucion/rectificaciones/nueva",
               {{"ahora", "905"}, {"motivo", "Cinco sin contar"}}, "evidencia", "acta.pdf",
               "%PDF-1.7\nacta");
  ASSERT_EQ(site->last.status, 303) << site->last.body;
  EXPECT_EQ(amount("U1"), "900");
  const auto place = std::string(site->last.headers.first("Location"));
  site->post(place, {{"accion", "autorizar"}}, place);
  EXPECT_EQ(site->last.status, 403) << "who proposed it does not authorise it";
  site->sign_in("monitoreo", {Role::Monitoreo});
  site->post(place, {{"accion", "autorizar"}}, place);
  EXPECT_EQ(site->last.status, 303) << site->last.body;
  EXPECT_EQ(amount("U1"), "905");
}

TEST_P(Capturing, OfTwentyFourUnitsOneBadCellIsRefusedByName) {
  std::string csv = "subproducto,unidad,mes,ejecutado\n";
  for (int i = 1; i <= 24; ++i)
    csv += "P1.S1,U" + std::to_string(i) + ",2026-05," +
           (i == 7    ? "0"
            : i == 12 ? "\"1,19B\""
                      : std::to_string(900 + i)) +
           "\n";
  as_planning();
  const std::string import = "/ejecucion/metas/importar";
  site->get(import);
  site->upload(import, {}, "archivo", "mayo.csv", csv);
  ASSERT_EQ(site->last.status, 200) << site->last.body;
  EXPECT_TRUE(has("23/24"));
  EXPECT_TRUE(has("Delegación 12"));
  EXPECT_TRUE(has("1,19B"));
  EXPECT_EQ(amount("U1"), "sin dato");
  site->post(import, {{"accion", "aplicar"}});
  EXPECT_EQ(site->last.status, 200);
  EXPECT_TRUE(has("23/24"));
  EXPECT_EQ(amount("U1"), "901");
  EXPECT_EQ(amount("U7"), "0");
  EXPECT_EQ(amount("U12"), "sin dato");
  site->get("/ejecucion/validacion?anio=2026");
  EXPECT_TRUE(has("23 de 24 unidades con dato"));
}

TEST_P(Capturing, TheRowsOfManyUnitsCanBePastedFromExcel) {
  as_planning();
  const std::string import = "/ejecucion/metas/importar";
  site->post(import, {{"pegado", "  \r\n"}}, import);
  EXPECT_EQ(site->last.status, 422);
  EXPECT_TRUE(has("Elija el archivo, o pegue las filas."));
  site->post(import, {{"pegado", "P1.S1\tU1\t2026-05\t905\r\n"}}, import);
  EXPECT_EQ(site->last.status, 422) << "without its header nobody knows which column is which";
  EXPECT_TRUE(has("id=\"pegado-error\"")) << "said where it was pasted";
  site->post(import,
             {{"pegado",
               "subproducto\tunidad\tmes\tejecutado\tnota\r\n"
               "P1.S1\tU1\t2026-05\t905\t\r\n"
               "P1.S1\tU2\t2026-05\t1,19B\t\r\n"}},
             import);
  ASSERT_EQ(site->last.status, 200) << site->last.body;
  EXPECT_TRUE(has("1,19B"));
  EXPECT_EQ(amount("U1"), "sin dato");
  site->post(import, {{"accion", "aplicar"}});
  EXPECT_EQ(amount("U1"), "905");
  EXPECT_EQ(amount("U2"), "sin dato");
}

TEST_P(Capturing, AFileIsWhatItsBytesAre) {
  site->get(form_of_one);
  site->upload(form_of_one, {{"e.P1.S1", "900"}, {"e.P1.S2", ""}, {"accion", "adjuntar"}},
               "archivo", "acta.pdf", "<html>no</html>");
  EXPECT_EQ(site->last.status, 422);
  EXPECT_EQ(amount("U1"), "900") << "the figures are saved all the same";
  site->get(form_of_one);
  site->upload(form_of_one, {{"e.P1.S1", "900"}, {"e.P1.S2", ""}, {"accion", "adjuntar"}},
               "archivo", "acta.pdf", "%PDF-1.7\nacta");
  EXPECT_EQ(site->last.status, 303) << site->last.body;
  site->get(form_of_one);
  EXPECT_TRUE(has("acta.pdf"));
  auto context = site->change();
  const auto row = storage::report_of(context.db(), institution, {"P1.S1", "U1", may}).value();
  ASSERT_TRUE(row);
  EXPECT_EQ(row->report.evidence.size(), 1U) << "the report's own list follows";
}

TEST_P(Capturing, TheVistoBuenoComesBeforeTheValidationWhereItIsWanted) {
  auto context = site->change(Role::Planificacion);
  ASSERT_TRUE(commands::submit(
      context, {"institucion.ajustar",
                {{"nombre", "metas.visto_bueno"}, {"valor", "si"}, {"motivo", "Instructivo 3"}},
                ""}));
  report_and_send();
  as_planning();
  const std::string review = "/ejecucion/validacion/2026/05/U1";
  site->post(review, {{"accion", "validar"}}, review);
  EXPECT_EQ(site->last.status, 409);
  site->sign_in("administracion", {Role::Administracion});
  site->post(review, {{"accion", "visto_bueno"}}, review);
  EXPECT_EQ(site->last.status, 303) << site->last.body;
  as_planning();
  site->post(review, {{"accion", "validar"}}, review);
  EXPECT_EQ(site->last.status, 303) << site->last.body;
}

TEST_P(Capturing, AClosedMonthOpensAgainOnlyByTheAuthority) {
  report_and_send();
  as_planning();
  const std::string review = "/ejecucion/validacion/2026/05/U1",
                    close = "/ejecucion/validacion/2026/05/cerrar",
                    reopen = "/ejecucion/validacion/2026/05/reabrir";
  site->post(review, {{"accion", "validar"}}, review);
  std::vector<std::pair<std::string, std::string>> reasons;
  for (int i = 2; i <= 24; ++i) reasons.emplace_back("ausente.U" + std::to_string(i), "Sin enlace");
  site->post(close, reasons, close);
  site->get(reopen);
  EXPECT_EQ(site->last.status, 403);
  site->sign_in("autoridad", {Role::Autoridad});
  site->post(reopen, {{"motivo", ""}}, reopen);
  EXPECT_EQ(site->last.status, 422);
  site->post(reopen, {{"motivo", "Oficio 12"}}, reopen);
  EXPECT_EQ(site->last.status, 303) << site->last.body;
}

TEST_P(Capturing, TheQueueSaysWhatIsDueAndWhatWaits) {
  site->get("/inicio");
  EXPECT_EQ(site->last.status, 200);
  EXPECT_TRUE(has("Reporte de mayo, Delegación 1"));
  report_and_send();
  site->get("/inicio");
  EXPECT_TRUE(has("En espera de otros"));
  as_planning();
  site->get("/inicio");
  EXPECT_TRUE(has("Validar avance de mayo, Delegación 1"));
  EXPECT_TRUE(has("Cerrar el mes de mayo"));
  site->get("/notificaciones");
  EXPECT_TRUE(has("envió el reporte de mayo"));
}

TEST_P(Capturing, MarkupInEveryFieldComesOutAsText) {
  const std::string evil = "<script>alert(1)</script>'\"; drop table goal_report; --";
  site->post(form_of_one, {{"e.P1.S1", "600"}, {"n.P1.S1", evil}, {"e.P1.S2", evil}}, form_of_one);
  EXPECT_EQ(site->last.status, 422);
  EXPECT_FALSE(has("<script>alert"));
  for (const auto* page : {"", "/revisar", "/historial"}) {
    site->get(form_of_one + page);
    EXPECT_EQ(site->last.status, 200);
    EXPECT_FALSE(has("<script>alert")) << page;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, Capturing, commands::testing::both_engines(),
                         commands::testing::engine_name);

}  // namespace
}  // namespace web::testing
