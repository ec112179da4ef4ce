// The whole life of a report in the pages: written, sent, approved by another person, signed,
// published, and corrected after a rectification, with the published bytes unchanged.
#include <gtest/gtest.h>

#include "commands/keep_file.hpp"
#include "queries/published_reports.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using access_control::Role;
using testing::Site;

const std::string report = "/informes/INF-2026-C1/1";
const std::string money = report + "/secciones/ejecucion-financiera";
constexpr std::string_view scan = "%PDF-1.7\nInforme firmado y escaneado\n%%EOF\n";

// The figure of the total in the CSV of a report: exact, as machines write it.
std::string total_devengado(const std::string& csv) {
  const auto row = csv.find("Total, Devengado");
  if (row == csv.npos) return "";
  const auto begin = csv.rfind('\n', row) + 1, end = csv.find('\r', row);
  return csv.substr(begin, end - begin);
}

void approve_sign_and_publish(Site& site, const std::string& at) {
  site.sign_in(Role::Autoridad);
  ASSERT_EQ(site.post(at + "/aprobar", {{"oficio", "DG-101-2026"}}).status, 303) << site.last.body;
  const auto form = site.get(at + "/firmar").body;
  const auto at_value = form.find("name=\"firmante\"");
  ASSERT_NE(at_value, form.npos) << form;
  const auto value = form.find("value=\"", at_value) + 7;
  const auto post = form.substr(value, form.find('"', value) - value);
  ASSERT_EQ(site.upload(at + "/firmar",
                        {{"oficio", "DG-102-2026"}, {"fecha", "01/06/2026"}, {"firmante", post}},
                        "escaneo", "firmado.pdf", scan)
                .status,
            303)
      << site.last.body;
  ASSERT_EQ(site.post(at + "/publicar", {{"datos_personales", "si"}}).status, 303)
      << site.last.body;
}

void rectify(Site& site) {
  auto context = site.change(Role::Enlace);
  const auto evidence = commands::keep_file(context, "acta de febrero").value();
  const auto proposed =
      commands::submit(context, {"metas.rectificacion_proponer",
                                 {{"subproducto", "P04.S2"},
                                  {"unidad", "SEXT"},
                                  {"mes", "2026-02"},
                                  {"antes", "542"},
                                  {"ahora", "500"},
                                  {"evidencia", json::array{json::array{evidence, "acta.pdf"}}},
                                  {"motivo", "Se contaron expedientes de otro mes."}},
                                 ""});
  ASSERT_TRUE(proposed) << proposed.error().code;
  commands::testing::act_as(context, Role::Monitoreo);
  const auto done =
      commands::submit(context, {"metas.rectificacion_autorizar", {{"numero", proposed->seq}}, ""});
  ASSERT_TRUE(done) << done.error().code;
}

TEST(ReportStory, FromItsTextsToItsCorrection) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Monitoreo);
  ASSERT_EQ(site.get("/informes").status, 200);
  EXPECT_NE(site.last.body.find("Informe del I cuatrimestre 2026"), std::string::npos);
  ASSERT_EQ(site.get(report).status, 200) << site.last.body;
  EXPECT_NE(site.last.body.find("Sin texto"), std::string::npos);

  // A section is written; a form that is older than what is there is told so, and keeps its text.
  ASSERT_EQ(
      site.post(money, {{"texto", "Se devengó [devengado] a abril."}, {"accion", "completar"}})
          .status,
      303)
      << site.last.body;
  auto stale = site.post_exactly(money, {{"csrf", ""}});
  EXPECT_EQ(stale.status, 403);  // Without its token nothing is written.
  site.get(money);
  site.post(money, {{"texto", "Otro texto."}, {"accion", "guardar"}, {"version", "0"}});
  EXPECT_EQ(site.last.status, 409);
  EXPECT_NE(site.last.body.find("Otro texto."), std::string::npos);
  const auto preview = site.get(report + "/vista").body;
  EXPECT_NE(preview.find("Se devengó Q"), std::string::npos);  // The name became the figure.
  EXPECT_EQ(preview.find("[devengado]"), std::string::npos);

  // Nobody approves before it is sent; who sent it may not approve it.
  ASSERT_EQ(site.post(report + "/enviar", {}, report).status, 303) << site.last.body;
  EXPECT_EQ(site.get(report + "/aprobar").status, 403);
  EXPECT_EQ(site.post(money, {{"texto", "Tarde."}}, report).status, 403);

  // The scan must be a PDF by its content; publishing asks for the check of personal data.
  site.sign_in(Role::Autoridad);
  ASSERT_EQ(site.post(report + "/revision", {{"motivo", ""}}).status, 422);
  ASSERT_EQ(site.get(report + "/revision").status, 200);
  approve_sign_and_publish(site, report);

  const auto institution = site.application->institution();
  const auto published =
      queries::published_files(site.change().db(), institution, "INF-2026-C1", 1).value();
  ASSERT_EQ(published.size(), 6U);
  EXPECT_EQ(published.front().format, "pdf");
  EXPECT_EQ(published.front().hash, show(sha256(scan)));
  const auto before_csv = site.get(report + "/archivo/csv").body;
  const auto figure = total_devengado(before_csv);
  ASSERT_FALSE(figure.empty()) << before_csv.substr(0, 400);

  // After a rectification the published files keep their bytes, and the report says what changed.
  rectify(site);
  EXPECT_EQ(site.get(report + "/archivo/pdf").body, scan);
  EXPECT_EQ(site.get(report + "/archivo/csv").body, before_csv);
  EXPECT_EQ(site.get("/transparencia/informes/INF-2026-C1/v1/pdf").body, scan);
  site.get(report);
  EXPECT_NE(site.last.body.find("después del corte"), std::string::npos) << site.last.body;

  // The correction is a new version, which says what it corrects and whose bytes it replaces.
  site.sign_in(Role::Monitoreo);
  EXPECT_EQ(site.post(report + "/corregir", {{"fe_de_erratas", " "}}).status, 422);
  ASSERT_EQ(site.post(report + "/corregir",
                      {{"fe_de_erratas", "Donde dice 542 debe decir 500."}, {"cifras", "hoy"}})
                .status,
            303)
      << site.last.body;
  const std::string second = "/informes/INF-2026-C1/2";
  const auto corrected = site.get(second + "/vista").body;
  EXPECT_NE(corrected.find("Fe de erratas"), std::string::npos);
  EXPECT_NE(corrected.find("Donde dice 542 debe decir 500."), std::string::npos);
  EXPECT_NE(corrected.find(show(sha256(scan))), std::string::npos);
  EXPECT_NE(site.get(second + "/archivo/csv").body, before_csv);
  ASSERT_EQ(site.post(second + "/enviar", {}, second).status, 303);
  approve_sign_and_publish(site, second);
  EXPECT_EQ(site.get(report + "/archivo/pdf").body, scan);
  const auto all = queries::published_reports(site.change().db(), institution).value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all.at(0).report.version, 2);
  EXPECT_EQ(all.at(0).report.replaces, 1);
  EXPECT_EQ(all.at(1).report.replaced_by, 2);

  // Withdrawn: it stays listed with its reason, and its files are no longer public.
  site.sign_in(Role::Autoridad);
  ASSERT_EQ(site.post(second + "/retirar", {{"motivo", "Se publicó por error."}}).status, 303);
  const auto left = queries::published_reports(site.change().db(), institution).value();
  EXPECT_EQ(left.at(0).report.reason, "Se publicó por error.");
  EXPECT_TRUE(left.at(0).files.empty());
  EXPECT_EQ(left.at(1).files.size(), 6U);
  EXPECT_EQ(site.get("/transparencia/informes/INF-2026-C1/v2/pdf").status, 404);
  EXPECT_NE(site.get("/transparencia/informes").body.find("Se publicó por error."),
            std::string::npos);
}

TEST(ReportStory, WhoPreparedItDoesNotApproveIt) {
  Site site(Site::Base::Demo);
  site.sign_in("doble", {Role::Monitoreo, Role::Autoridad});
  ASSERT_EQ(site.post("/informes", {{"tipo", "mensual"}, {"periodo", "2026-04"}}).status, 303)
      << site.last.body;
  const std::string monthly = "/informes/INF-2026-04/1";
  ASSERT_EQ(site.post(monthly + "/enviar", {}, monthly).status, 303);
  site.post(monthly + "/aprobar");
  EXPECT_EQ(site.last.status, 403);
  EXPECT_NE(site.last.body.find("Quien preparó el informe no puede aprobarlo"), std::string::npos);
}

TEST(ReportStory, FilesThatAreNotWhatTheySayAreRefusedAtTheirField) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Monitoreo);
  ASSERT_EQ(site.post(report + "/enviar", {}, report).status, 303);
  site.upload(report + "/docx", {}, "archivo", "informe.docx", "MZ no es un documento");
  EXPECT_EQ(site.last.status, 422);
  EXPECT_NE(site.last.body.find("no es un documento de Word"), std::string::npos);
  site.sign_in(Role::Autoridad);
  ASSERT_EQ(site.post(report + "/aprobar").status, 303);
  site.upload(report + "/firmar", {{"oficio", "DG-1"}, {"fecha", "01/06/2026"}, {"firmante", "x"}},
              "escaneo", "foto.pdf", "\xFF\xD8\xFF una foto");
  EXPECT_EQ(site.last.status, 422);
  site.post(report + "/publicar", {{"datos_personales", "si"}});
  EXPECT_EQ(site.last.status, 403);  // Not signed: the page has no form for it.
}

TEST(ReportStory, UnknownReportsAndFormatsAreNotFound) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Monitoreo);
  for (const auto* path :
       {"/informes/INF-2099-C1/1", "/informes/INF-2026-C1/9", "/informes/INF-2026-C1/x",
        "/informes/INF-2026-C1/1/archivo/exe", "/informes/INF-2026-C1/1/secciones/no-hay",
        "/informes/INF-2026-C1/1/docx/0000", "/informes/INF-2026-C1/1/textos/NO-HAY",
        "/transparencia/informes/INF-2026-C1/v1/pdf", "/ayuda/no-hay"})
    EXPECT_EQ(site.get(path).status, 404) << path;
}

TEST(AreaText, IsWrittenSentAndValidatedByAnother) {
  Site site(Site::Base::Demo);
  const std::string text = report + "/textos/SEXT";
  site.sign_in("jefa", {Role::Jefatura}, {"SEXT"});
  ASSERT_EQ(site.get(text).status, 200) << site.last.body;
  site.post(text, {{"logros", "Se emitieron residencias."},
                   {"accion_1", "Contratar"},
                   {"puesto_1", ""},
                   {"fecha_1", "31/12/2026"},
                   {"accion", "enviar"}});
  EXPECT_EQ(site.last.status, 422);  // An action without its post.
  EXPECT_NE(site.last.body.find("Se emitieron residencias."), std::string::npos);
  ASSERT_EQ(site.post(text, {{"logros", "Se emitieron residencias."}, {"accion", "enviar"}}).status,
            303)
      << site.last.body;
  // Of another unit it may not be written.
  EXPECT_EQ(site.post_exactly(report + "/textos/SCM", {}).status, 403);
  site.sign_in(Role::Monitoreo);
  ASSERT_EQ(site.post(text, {{"accion", "validar"}}).status, 303) << site.last.body;
  EXPECT_NE(site.get(text).body.find("Validado"), std::string::npos);
}

TEST(Trail, SaysWhoWhatAndWhenAndWhetherTheChainIsWhole) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Monitoreo);
  EXPECT_EQ(site.get("/auditoria/pista").status, 403);
  ASSERT_EQ(site.post(money, {{"texto", "Primero."}, {"accion", "guardar"}}).status, 303);
  ASSERT_EQ(site.post(money, {{"texto", "Segundo."}, {"accion", "guardar"}}).status, 303);
  site.sign_in(Role::Auditoria);
  ASSERT_EQ(site.get("/auditoria/pista?objeto=ejecucion-financiera").status, 200);
  EXPECT_NE(site.last.body.find("Íntegra hasta"), std::string::npos);
  EXPECT_NE(site.last.body.find("Escribió una sección de un informe"), std::string::npos);
  const auto entry = site.last.body.find("href=\"/auditoria/pista/") + 6;
  const auto address = site.last.body.substr(entry, site.last.body.find('"', entry) - entry);
  ASSERT_EQ(site.get(address).status, 200);
  EXPECT_NE(site.last.body.find("Primero."), std::string::npos);  // Before.
  EXPECT_NE(site.last.body.find("Segundo."), std::string::npos);  // After.
  EXPECT_NE(site.get("/auditoria/pista/exportar?acto=informe.seccion").body.find("Segundo."),
            std::string::npos);
  EXPECT_EQ(site.get("/auditoria/pista/punto-de-control").status, 200);
  EXPECT_EQ(site.get("/auditoria/pista/999999").status, 404);
}

TEST(Trail, ABrokenChainNamesItsFirstBadEntry) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Auditoria);
  auto context = site.change();
  context.db()
      .run("update journal_entry set act = '{}' where institution = ?1 and seq = 7",
           site.application->institution())
      .value();
  const auto page = site.get("/auditoria/pista").body;
  EXPECT_NE(page.find("La cadena está rota desde el asiento 7"), std::string::npos);
}

TEST(Reference, AddsAnEntryAndRaisesANorm) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Administracion);
  for (const auto* path :
       {"/admin/catalogos", "/admin/catalogos/renglones", "/admin/normas", "/admin/umbrales"})
    EXPECT_EQ(site.get(path).status, 200) << path;
  const std::string add = "/admin/catalogos/unidades_medida/agregar";
  site.post(add, {{"codigo", ""}, {"nombre", ""}, {"certeza", "encontrada"}, {"fuente", ""}});
  EXPECT_EQ(site.last.status, 422);
  ASSERT_EQ(site.post(add, {{"codigo", "9901"},
                            {"nombre", "Prueba"},
                            {"certeza", "encontrada"},
                            {"fuente", "Oficio 1"}})
                .status,
            303)
      << site.last.body;
  EXPECT_NE(site.follow().body.find("Prueba"), std::string::npos);
  EXPECT_EQ(site.get("/admin/catalogos/no_hay").status, 404);
}

TEST(Help, EveryTopicOfTheContentsOpens) {
  Site site(Site::Base::Founded);
  const auto index = site.get("/ayuda/indice").body;
  int topics = 0;
  for (std::size_t at = 0; (at = index.find("href=\"/ayuda/", at)) != index.npos; ++at) {
    const auto address = index.substr(at + 6, index.find('"', at + 6) - at - 6);
    EXPECT_EQ(site.get(address).status, 200) << address;
    ++topics;
  }
  EXPECT_GT(topics, 25);
}

}  // namespace
}  // namespace web
