// Audit in the pages: what whoever audits may send over all routes, drafts that others do not see,
// refusals at their field, and that whoever answers for a finding has no road to its closing.
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "web/testing.hpp"

namespace web {
namespace {

using access_control::Role;
using testing::Site;

bool says(const Site& site, std::string_view words) {
  return site.last.body.find(words) != std::string::npos;
}

// What whoever audits sends outside of the audit: his own role lent, a comment, a verdict on what a
// rule said. The steps of a payment file are refused by the act, as its table of roles says.
TEST(AuditPages, TheAuditorSendsNothingButWhatIsOfTheAudit) {
  const std::set<std::string_view> others{
      "/admin/delegaciones", "/admin/delegaciones/terminar", "/expedientes/{numero}/avisos",
      "/expedientes/{numero}/comentarios", "/expedientes/{numero}/paso/{paso}"};
  std::set<std::string_view> seen;
  for (const auto* route : all_routes()) {
    if (route->method == Method::Get || route->allowed.who != Allowed::Who::With) continue;
    if (!access_control::allows(Role::Auditoria, route->allowed.permission)) continue;
    if (route->path.starts_with("/auditoria")) continue;
    EXPECT_TRUE(others.contains(route->path)) << route->path;
    seen.insert(route->path);
  }
  EXPECT_EQ(seen.size(), others.size());
}

// Every page that only reads is open to whoever audits: one that is not has a form on it, or is a
// step of somebody's form: a sheet to fill, the refused rows of his file, the next one to sign.
TEST(AuditPages, TheAuditorReadsEveryPageThatIsNoForm) {
  std::set<std::string_view> forms;
  for (const auto* route : all_routes())
    if (route->method != Method::Get) forms.insert(route->path);
  const std::set<std::string_view> of_forms{
      "/ejecucion/captura/{anio}/{mes}/{unidad}/plantilla.xlsx",
      "/ejecucion/importar/{archivo}/rechazos", "/ejecucion/validacion/{anio}/{mes}/recordatorio",
      "/expedientes/por-visar", "/planificacion/cargar/{archivo}/rechazos"};
  int read = 0;
  for (const auto* route : all_routes()) {
    if (route->method != Method::Get || route->allowed.who != Allowed::Who::With) continue;
    if (access_control::allows(Role::Auditoria, route->allowed.permission)) {
      ++read;
      continue;
    }
    const bool form = std::ranges::any_of(forms, [&](std::string_view path) {
      return path == route->path || path.starts_with(std::string(route->path) + "/");
    });
    const bool of_the_installation =
        route->path.starts_with("/admin") || route->path.starts_with("/api/v1");
    EXPECT_TRUE(form || of_the_installation || of_forms.contains(route->path)) << route->path;
  }
  EXPECT_GT(read, 20);
}

TEST(AuditPages, ADraftIsOfWhoeverAuditsAndNobodyElseFindsIt) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Auditoria);
  EXPECT_EQ(site.get("/auditoria/hallazgos/2026-0006").status, 200);
  EXPECT_TRUE(says(site, "Contratos publicados tarde otra vez"));
  EXPECT_TRUE(says(site, "Repite"));
  site.get("/auditoria?estado=todos");
  EXPECT_TRUE(says(site, "Posible reincidencia"));
  site.sign_in(Role::Compras);
  EXPECT_EQ(site.get("/auditoria/hallazgos/2026-0006").status, 404);
  site.get("/auditoria?estado=todos");
  EXPECT_FALSE(says(site, "Contratos publicados tarde otra vez"));
  EXPECT_TRUE(says(site, "Facturas repetidas entre expedientes"));
  EXPECT_EQ(site.get("/auditoria/hallazgos/no-hay").status, 404);
}

TEST(AuditPages, WhoeverAnswersCannotDecideAndWhatHeTypedStays) {
  Site site(Site::Base::Demo);
  const std::string finding = "/auditoria/hallazgos/2026-0003";
  site.sign_in(Role::Compras);
  site.get(finding);
  EXPECT_FALSE(says(site, "Asentar la decisión"));
  EXPECT_EQ(site.post(finding + "/decidir", {{"d_paso", "cerrar"}}).status, 403);

  // More time without a reason, and to a day that does not extend.
  site.get(finding);
  EXPECT_EQ(
      site.post(finding + "/prorroga", {{"t_hasta", "01/01/2020"}, {"t_motivo", "Falta"}}).status,
      422);
  EXPECT_TRUE(says(site, "ya pasó"));
  EXPECT_TRUE(says(site, "value=\"01/01/2020\""));
  EXPECT_EQ(site.post(finding + "/prorroga", {{"t_hasta", "31/12/2026"}, {"t_motivo", ""}}).status,
            422);
  EXPECT_EQ(site.post(finding + "/prorroga", {{"t_hasta", "31/12/2026"}, {"t_motivo", "Se cambia"}})
                .status,
            303);
  site.sign_in(Role::Presupuesto);
  site.get(finding);
  EXPECT_FALSE(says(site, "Pedir prórroga"));
  site.sign_in(Role::Auditoria);
  site.get(finding);
  EXPECT_TRUE(says(site, "Responder la prórroga al 31/12/2026"));
}

TEST(AuditPages, AControlThatDidNotRunIsSeenWithItsFindingAndABareInstitutionSaysSo) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Auditoria);
  ASSERT_EQ(site.get("/auditoria/controles").status, 200);
  EXPECT_TRUE(says(site, "No se ejecutó"));
  EXPECT_TRUE(says(site, "/auditoria/hallazgos/2026-0007"));
  EXPECT_EQ(site.get("/auditoria/controles.csv").status, 200);
  EXPECT_EQ(site.get("/auditoria.xlsx").status, 200);
  EXPECT_EQ(site.get("/auditoria/plan").status, 200);
  EXPECT_TRUE(says(site, "Compras por baja cuantía"));
  EXPECT_EQ(site.get("/auditoria/controles/no-hay").status, 404);

  Site bare;
  bare.sign_in(Role::Auditoria);
  ASSERT_EQ(bare.get("/auditoria").status, 200);
  EXPECT_TRUE(says(bare, "Sin recomendaciones abiertas."));
  ASSERT_EQ(bare.get("/auditoria/controles").status, 200);
  EXPECT_TRUE(says(bare, "Aún no hay instrumentos de control registrados."));
}

}  // namespace
}  // namespace web
