// The plan in the browser: every page opens, the institution's own Excel is mapped once and
// remembered, a version names its act, and separation of duties holds for sheets.
#include <algorithm>
#include <limits>

#include "base/resources.hpp"
#include "base/text.hpp"
#include "domain/planning/plan_json.hpp"
#include "queries/goals.hpp"
#include "queries/plans.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using testing::Role;
using testing::Site;

class Planning : public commands::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<Site>(Site::Base::Demo, GetParam());
    site->sign_in(Role::Planificacion);
  }
  std::size_t versions() {
    return queries::plan_versions(site->change().db(), institution).value().size();
  }
  planning::Plan plan() { return queries::plan_of(site->change().db(), institution).value().plan; }
  const std::string institution = "11200099";
  std::unique_ptr<Site> site;
};
INSTANTIATE_TEST_SUITE_P(Engines, Planning, commands::testing::both_engines(),
                         commands::testing::engine_name);

TEST_P(Planning, EveryPageOpens) {
  for (const auto address : {"/planificacion/cadena",
                             "/planificacion/matriz",
                             "/planificacion/indicadores",
                             "/planificacion/indicadores/FI-01",
                             "/planificacion/indicadores/FI-01/editar",
                             "/planificacion/poa/2026",
                             "/planificacion/poa/2026?subproducto=P02.S1",
                             "/planificacion/poa/2026?ver=financiero",
                             "/planificacion/poa/2026/financiero",
                             "/planificacion/poa/2026/reprogramar?subproducto=P02.S1&unidad=SAPDF",
                             "/planificacion/red/2026",
                             "/planificacion/hallazgos",
                             "/planificacion/versiones",
                             "/planificacion/cargar",
                             "/planificacion/medidas",
                             "/planificacion/medidas/a-1",
                             "/planificacion/politica",
                             "/planificacion/politica/7",
                             "/planificacion/politica?ver=sin-texto",
                             "/planificacion/matriz/RE2/editar"}) {
    const auto page = site->get(address);
    EXPECT_EQ(page.status, 200) << address << ' ' << page.body.substr(0, 300);
    EXPECT_NE(page.body.find("<h1"), std::string::npos) << address;
  }
  for (const auto address :
       {"/planificacion/matriz.csv", "/planificacion/poa/2026.csv", "/planificacion/red/2026.csv",
        "/planificacion/hallazgos.csv", "/planificacion/medidas.csv", "/planificacion/politica.csv",
        "/planificacion/versiones.csv", "/planificacion/indicadores/FI-01.csv"})
    EXPECT_EQ(site->get(address).status, 200) << address;
  EXPECT_TRUE(site->get("/planificacion/plantilla.xlsx").body.starts_with("PK"));
  for (const auto address : {"/planificacion/indicadores/FI-99", "/planificacion/medidas/z-9",
                             "/planificacion/politica/700", "/planificacion/matriz/RE99/editar"})
    EXPECT_EQ(site->get(address).status, 404) << address;
}

TEST_P(Planning, ThePolicyCountsWhatHasNoText) {
  const auto page = site->get("/planificacion/politica");
  const auto standing = queries::policy(site->change().db(), institution).value();
  EXPECT_EQ(standing.lines.size(), 79U);
  for (const auto count : {standing.without_text, standing.unscheduled, standing.with_progress})
    EXPECT_NE(page.body.find(std::to_string(count)), std::string::npos);
  EXPECT_NE(page.body.find("Sin texto"), std::string::npos);
}

TEST_P(Planning, TheOwnExcelIsMappedOnceAndRemembered) {
  // A unit's POA as the institution writes it: its own headings, subproductos by code.
  const std::string months = "E1,F2,M3,A4,M5,J6,J7,A8,S9,O10,N11,D12";
  const std::string file = "Clave,Oficina," + months + "\nP05.S1,SCM,1,1,1,1,2,2,2,2,2,2,2,2\n";
  const auto sent = site->upload("/planificacion/cargar", {}, "archivo", "poa propio.csv", file);
  ASSERT_EQ(sent.status, 303);
  const std::string mapping(sent.headers.first("Location"));
  ASSERT_TRUE(mapping.ends_with("/hojas")) << mapping;
  auto page = site->get(mapping);
  ASSERT_EQ(page.status, 200);
  page = site->post(mapping, {{"hoja-0", "plan-poa"}, {"paso", "releer"}});
  ASSERT_EQ(page.status, 303);
  site->get(mapping);
  std::vector<std::pair<std::string, std::string>> fields{{"hoja-0", "plan-poa"},
                                                          {"campo-0-0", "subproducto"},
                                                          {"campo-0-1", "unidad"},
                                                          {"paso", "seguir"}};
  const char* names[] = {"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                         "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};
  for (int m = 0; m < 12; ++m) fields.emplace_back("campo-0-" + std::to_string(m + 2), names[m]);
  page = site->post(mapping, fields, mapping);
  ASSERT_EQ(page.status, 303);
  const std::string review(page.headers.first("Location"));
  page = site->get(review);
  EXPECT_NE(page.body.find("Diferencias antes de aplicar"), std::string::npos)
      << page.body.substr(0, 4000);

  const auto again = site->upload("/planificacion/cargar", {}, "archivo", "poa propio.csv", file);
  EXPECT_FALSE(std::string(again.headers.first("Location")).ends_with("/hojas"))
      << "the headings are remembered";
}

TEST_P(Planning, AVersionNamesTheActThatApprovesIt) {
  const auto before = versions();
  const auto changed = replaced(std::string(*resource("demo/plan.json")), "\"nombre\": \"PEI",
                                "\"nombre\": \"El PEI");
  auto sent = site->upload("/planificacion/cargar", {}, "archivo", "plan.json", changed);
  ASSERT_EQ(sent.status, 303);
  const std::string review(sent.headers.first("Location"));
  auto page = site->get(review);
  ASSERT_NE(page.body.find("Aplicar como versión nueva"), std::string::npos)
      << page.body.substr(0, 3000);
  EXPECT_EQ(site->post(review, {{"acto", " "}}, review).status, 422);
  EXPECT_EQ(versions(), before);
  EXPECT_EQ(site->post(review, {{"acto", "AMN 001-2026"}}, review).status, 303);
  EXPECT_EQ(versions(), before + 1);
  EXPECT_EQ(plan().actos.back().numero, "AMN 001-2026");
  const auto differences =
      site->get("/planificacion/versiones/diferencias?de=1&a=" + std::to_string(before + 1));
  EXPECT_EQ(differences.status, 200);
}

TEST_P(Planning, HostilePlansAreRefused) {
  const auto before = versions();
  for (const auto& [name, bytes] :
       {std::pair<std::string, std::string>{"plan.json", "{\"nombre\": 1}"},
        {"plan.json", "{\"nombre\": \"x\", \"intruso\": \"<script>\"}"},
        {"plan.xlsx", "PK\x03\x04 roto"},
        {"plan.csv", "a;b;c\n=1+1;2;3\n"}}) {
    const auto sent = site->upload("/planificacion/cargar", {}, "archivo", name, bytes);
    if (sent.status == 303) {
      const auto page = site->get(std::string(sent.headers.first("Location")));
      EXPECT_EQ(page.body.find("<script>\""), std::string::npos);
      EXPECT_LT(page.status, 500);
    } else {
      EXPECT_EQ(sent.status, 422) << name;
    }
  }
  EXPECT_EQ(versions(), before);
}

TEST_P(Planning, AMatrixRowIsEditedAsAVersionAndAStaleFormIsToldSo) {
  const auto before = versions();
  const std::string address = "/planificacion/matriz/RE2/editar";
  auto page = site->get(address);
  std::vector<std::pair<std::string, std::string>> fields{{"producto_accion", "Control y registro"},
                                                          {"indicador", "Delegaciones"},
                                                          {"meta", "11 delegaciones"},
                                                          {"meta_valor", "11"},
                                                          {"linea_base", "21"},
                                                          {"modo", "incremental"},
                                                          {"acto", "AMN 002-2026"}};
  for (int year = 2021; year <= 2030; ++year)
    fields.emplace_back("m" + std::to_string(year), year == 2026 ? "2" : "1");
  auto bad = fields;
  bad.emplace_back("paso", "guardar");
  for (auto& [name, value] : bad)
    if (name == "m2027") value = "1,19B";
  EXPECT_EQ(site->post(address, bad, address).status, 422);
  EXPECT_NE(site->last.body.find("1,19B"), std::string::npos) << "what was typed is kept";
  EXPECT_EQ(versions(), before);
  auto see = fields;
  see.emplace_back("paso", "ver");
  EXPECT_EQ(site->post(address, see, address).status, 200);
  EXPECT_EQ(versions(), before);
  auto save = fields;
  save.emplace_back("paso", "guardar");
  EXPECT_EQ(site->post(address, save, address).status, 303) << site->last.body.substr(0, 3000);
  EXPECT_EQ(versions(), before + 1);
  auto stale = save;
  stale.emplace_back("version", "1");
  EXPECT_EQ(site->post(address, stale, address).status, 409);
}

TEST_P(Planning, AGoalIsReprogrammedWithReasonAndActButNotInAClosedMonth) {
  const std::string address = "/planificacion/poa/2026/reprogramar";
  const std::string asked = address + "?subproducto=P02.S1&unidad=SAPDF";
  const auto cells = [&] {
    return queries::goal_cells(site->change().db(), institution, {{2026}, 12}, {{2026}, 12},
                               std::numeric_limits<std::int64_t>::max())
        .value();
  };
  std::vector<std::pair<std::string, std::string>> fields;
  for (int m = 5; m <= 12; ++m)
    fields.emplace_back("m" + std::to_string(m), m == 12 ? "9000" : "8175");
  EXPECT_EQ(site->post(address, fields, asked).status, 422) << "no reason, no act";
  fields.emplace_back("motivo", "Más retornos previstos");
  fields.emplace_back("acto", "Resolución 09-2026");
  EXPECT_EQ(site->post(address, fields, asked).status, 303) << site->last.body.substr(0, 3000);
  bool found = false;
  for (const auto& cell : cells())
    if (cell.key.subproducto == "P02.S1" && cell.key.unit == "SAPDF") {
      EXPECT_EQ(cell.programmed, Quantity::units(9000));
      found = true;
    }
  EXPECT_TRUE(found);
}

TEST_P(Planning, WhoProposesASheetDoesNotApproveIt) {
  site->sign_in("doble", {Role::Monitoreo, Role::Autoridad});
  const std::string address = "/planificacion/indicadores/FI-01/editar";
  auto page = site->get(address);
  const auto sheets = queries::indicator_sheets(site->change().db(), institution).value();
  const storage::SheetRow* newest = nullptr;
  for (const auto& row : sheets)
    if (row.sheet.codigo == "FI-01" && (!newest || row.sheet.version > newest->sheet.version))
      newest = &row;
  ASSERT_NE(newest, nullptr);
  std::vector<std::pair<std::string, std::string>> fields{
      {"nombre", newest->sheet.nombre}, {"formula", newest->sheet.formula},
      {"unidad", "porcentaje"},         {"acumulacion", "acumulado"},
      {"polaridad", "ascendente"},      {"frecuencia", "mensual"},
      {"metas", "2026: 51\n2027: 62"},  {"cambio", ""}};
  EXPECT_EQ(site->post(address, fields, address).status, 422) << "what changes must be said";
  fields.back().second = "Se aclara el nombre; la serie no cambia.";
  EXPECT_EQ(site->post(address, fields, address).status, 303) << site->last.body.substr(0, 3000);
  const auto version =
      std::to_string(newest->approved ? newest->sheet.version + 1 : newest->sheet.version);
  const std::string approve = "/planificacion/indicadores/FI-01/aprobar";
  page = site->get("/planificacion/indicadores/FI-01");
  EXPECT_NE(page.body.find("corresponde a otra"), std::string::npos);
  site->sign_in(Role::Autoridad);
  EXPECT_EQ(site->post(approve, {{"ficha", version}}, "/planificacion/indicadores/FI-01").status,
            303);
}

TEST_P(Planning, AFindingIsAcceptedWithAReason) {
  const auto all = queries::plan_findings(site->change().db(), institution).value();
  ASSERT_FALSE(all.empty());
  const auto& one = *std::ranges::find_if(all, [](const auto& f) { return !f.accepted; });
  const std::string address = "/planificacion/hallazgos/aceptar";
  const auto asked =
      address + "?codigo=" + encoded(one.finding.codigo) + "&lugar=" + encoded(one.finding.lugar);
  EXPECT_EQ(site->post(address, {{"motivo", ""}}, asked).status, 422);
  EXPECT_EQ(site->post(address, {{"motivo", "Así lo publicó la AMN"}}, asked).status, 303);
  EXPECT_EQ(site->post(address, {{"motivo", "Otra vez"}}, asked).status, 409);
}

TEST_P(Planning, FollowUpIsSavedWithEvidenceAndRefusedWhenEmpty) {
  const std::string measure = "/planificacion/medidas/a-1", line = "/planificacion/politica/7";
  site->get(measure);
  EXPECT_EQ(site->upload(measure,
                         {{"periodo", "2026-C2"},
                          {"estado", "en_proceso"},
                          {"avance", "Doce de doce <b>metas</b>"}},
                         "evidencia", "acta.pdf", "%PDF-1.4 acta")
                .status,
            303)
      << site->last.body.substr(0, 2000);
  const auto page = site->get(measure);
  EXPECT_NE(page.body.find("&lt;b&gt;metas"), std::string::npos);
  EXPECT_EQ(page.body.find("<b>metas"), std::string::npos);
  site->get(line);
  EXPECT_EQ(
      site->post(line, {{"periodo", "2026-C1"}, {"avance", ""}, {"porcentaje", ""}}, line).status,
      422);
  EXPECT_EQ(site->post(line, {{"periodo", "2026-C1"}, {"porcentaje", "140"}}, line).status, 422);
  EXPECT_EQ(
      site->post(line, {{"periodo", "2026-C1"}, {"avance", "Talleres"}, {"porcentaje", "40"}}, line)
          .status,
      303);
}

TEST(PlanningOfNobody, ANewInstitutionLoadsItsFirstPlanFromItsExcel) {
  Site site;
  site.sign_in(Role::Planificacion);
  EXPECT_NE(site.get("/planificacion/cadena").body.find("Aún no hay un plan"), std::string::npos);
  const std::string network =
      "orden,tipo,id,id_producto,nombre,unidad_medida,programa,subprograma,proyecto,actividad\n"
      "1,Producto,P1,,Becas otorgadas,Persona,11,00,00,001\n"
      "2,Subproducto,P1.S1,P1,Becas de primaria,Persona,11,00,00,00\n";
  site.get("/planificacion/cargar");
  EXPECT_EQ(site.upload("/planificacion/cargar", {{"nombre", ""}, {"ejercicio", "2026"}}, "archivo",
                        "red.csv", network)
                .status,
            422)
      << "the plan needs a name";
  const auto sent =
      site.upload("/planificacion/cargar", {{"nombre", "PEI 2026-2030"}, {"ejercicio", "2026"}},
                  "archivo", "red.csv", network);
  ASSERT_EQ(sent.status, 303) << site.last.body.substr(0, 2000);
  const auto to = std::string(sent.headers.first("Location"));
  const auto review = site.get(to);
  EXPECT_EQ(review.status, 200);
  ASSERT_NE(review.body.find("Aplicar como versión nueva"), std::string::npos) << review.body;
  EXPECT_EQ(site.post(to, {{"acto", "Acuerdo 1-2026"}}, to).status, 303) << site.last.body;
  EXPECT_NE(site.get("/planificacion/red/2026").body.find("Becas de primaria"), std::string::npos);
}

}  // namespace
}  // namespace web
