// Audit in the pages: what whoever audits may send over all routes, drafts that others do not see,
// refusals at their field, and that whoever answers for a finding has no road to its closing.
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "base/resources.hpp"
#include "commands/catalogs.hpp"
#include "queries/control_standing.hpp"
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

TEST(AuditPages, TheTrailSaysFromWhereAnActCameAndWhichFindingItIsOf) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Compras);
  site.get("/auditoria/hallazgos/2026-0003");
  EXPECT_EQ(
      site.post("/auditoria/hallazgos/2026-0003/comentarios", {{"c_texto", "Se revisa"}}).status,
      303);
  site.sign_in(Role::Auditoria);
  ASSERT_EQ(site.get("/auditoria/pista?acto=hallazgo.comentar").status, 200);
  EXPECT_TRUE(says(site, "Desde dónde"));
  EXPECT_TRUE(says(site, "Páginas o API"));
  EXPECT_TRUE(says(site, "2026-0003"));
  site.get("/auditoria/pista?acto=instrumento.registrar");
  EXPECT_TRUE(says(site, "Línea de órdenes o tarea del sistema"));
  EXPECT_FALSE(says(site, "Páginas o API"));
}

// What a report says of control is what stood when its cut was made, whatever was decided since.
TEST(AuditReport, ACutKeepsWhatStoodThen) {
  Site site;
  auto context = site.change();
  const auto done = [&](Role role, const char* kind, json::object body) {
    commands::testing::act_as(context, role);
    const auto receipt = commands::submit(context, {kind, std::move(body), ""});
    EXPECT_TRUE(receipt) << kind << ' ' << receipt.error().code;
  };
  commands::testing::act_as(context, Role::Administracion);
  const auto bands =
      commands::read_catalog("bandas_riesgo", resource("norms/bandas_riesgo.csv").value());
  ASSERT_TRUE(bands);
  ASSERT_TRUE(commands::submit(context, commands::load_catalog("bandas_riesgo", *bands)));
  const auto standing = [&](const queries::Cut& cut) {
    return queries::control_standing(context.db(), cut).value();
  };
  json::object finding{{"origen", "contraloria"},         {"clase", "cumplimiento"},
                       {"titulo", "Contratos tarde"},     {"area", "Compras"},
                       {"condicion", "Se publicó tarde"}, {"criterio", "Ley"},
                       {"causa", "Nadie avisa"},          {"efecto", "Sanción"},
                       {"recomendacion", "Avisar"},       {"responsable", "compras"},
                       {"emitida", "2026-05-04"},         {"vence", "2026-06-02"}};
  done(Role::Auditoria, "hallazgo.registrar", finding);
  const auto risk = [&](std::int64_t number, std::int64_t probability) {
    json::object body{{"ejercicio", 2026},   {"unidad", "201"},
                      {"objetivo", "O"},     {"area", "Compras"},
                      {"evento", "Retraso"}, {"descripcion", "Se paga tarde"},
                      {"control", "Agenda"}, {"severidad", 5},
                      {"valor_control", 1},  {"probabilidad", probability}};
    if (number > 0) body["riesgo"] = number;
    done(Role::Planificacion, "riesgo.registrar", std::move(body));
  };
  risk(0, 1);
  const auto draft = queries::live_cut(context.db(), context.institution, "2026-C2").value();
  EXPECT_EQ(standing(draft).por_origen[1].abiertos, 0);  // Nobody was told yet.
  done(Role::Auditoria, "hallazgo.decidir",
       {{"hallazgo", "2026-0001"}, {"version", 1}, {"paso", "notificar"}});
  site.clock.now->store(site.clock.now->load() + 3LL * 24 * 3600 * 1000);
  risk(1, 4);
  const auto then = queries::live_cut(context.db(), context.institution, "2026-C2").value();
  done(Role::Auditoria, "hallazgo.decidir",
       {{"hallazgo", "2026-0001"}, {"version", 2}, {"paso", "desvanecer"}, {"motivo", "No fue"}});
  done(Role::Auditoria, "sujeto.registrar",
       {{"codigo", "CAJA"}, {"clase", "acto"}, {"nombre", "Arqueo"}, {"proceso", "Tesorería"}});
  done(Role::Auditoria, "instrumento.registrar",
       {{"codigo", "ARQ"},
        {"nombre", "Arqueo"},
        {"que", "Saldos"},
        {"por_que", "Custodia"},
        {"norma", "Manual"},
        {"dueno", "tesoreria"},
        {"componente", "actividades_de_control"},
        {"proceso", "Tesorería"},
        {"modo", "periodico"},
        {"frecuencia", "mensual"},
        {"dias", 0},
        {"desde", "2026-05-01"},
        {"evidencia", "Acta"},
        {"sujetos", json::array{"CAJA"}}});
  risk(1, 1);

  const auto before = standing(then);
  EXPECT_EQ(show(before.as_of), "2026-06-05");
  EXPECT_EQ(before.por_origen[1].abiertos, 1);
  EXPECT_EQ(before.por_origen[1].vencidos, 1);
  ASSERT_EQ(before.abiertos.size(), 1U);
  EXPECT_EQ(before.abiertos[0].estado, control::EstadoHallazgo::Notificada);
  EXPECT_TRUE(before.instrumentos.empty());
  ASSERT_EQ(before.bandas.size(), 3U);
  EXPECT_EQ(before.bandas[2].riesgos, 1);  // 4 × 5 ÷ 1.

  const auto now =
      standing(queries::live_cut(context.db(), context.institution, "2026-C2").value());
  EXPECT_EQ(now.por_origen[1].abiertos, 0);
  EXPECT_EQ(now.por_origen[1].por_cerrar, 1);
  ASSERT_EQ(now.instrumentos.size(), 1U);
  EXPECT_EQ(now.instrumentos[0].debidos, 1);
  EXPECT_EQ(now.instrumentos[0].hechos, 0);
  EXPECT_EQ(now.bandas[0].riesgos, 1);
  // What happened in June is no part of the first cuatrimestre.
  const auto earlier =
      standing(queries::live_cut(context.db(), context.institution, "2026-C1").value());
  EXPECT_EQ(earlier.por_origen[1].abiertos, 0);
  EXPECT_TRUE(earlier.instrumentos.empty());
}

}  // namespace
}  // namespace web
