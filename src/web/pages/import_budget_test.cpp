// The wizard that imports the budget: hostile files leave nothing, good ones prove their totals, a
// load is withdrawn with a reason, and what waits is only for who brought it.
#include <chrono>
#include <thread>

#include "base/resources.hpp"
#include "base/text.hpp"
#include "queries/budget.hpp"
#include "web/jobs.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using testing::Role;
using testing::Site;

class ImportWizard : public commands::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<Site>(Site::Base::Demo, GetParam());
    site->sign_in(Role::Presupuesto);
  }

  // Uploads, waits for the job and yields the page of the preview.
  Response upload(const std::string& name, std::string_view bytes) {
    site->get("/ejecucion/importar");
    const auto sent = site->upload("/ejecucion/importar", {}, "archivo", name, bytes);
    EXPECT_EQ(sent.status, 303) << sent.body.substr(0, 2000);
    return finished(sent);
  }
  // Follows a redirect to a job until it has led somewhere else; yields that page.
  Response finished(Response sent) {
    std::string to(sent.headers.first("Location"));
    for (int tries = 0; tries < 600; ++tries) {
      auto page = site->get(to);
      if (page.status == 303) {
        at = std::string(page.headers.first("Location"));
        return site->get(at);
      }
      if (page.body.find("Falló") != page.body.npos) return page;
      EXPECT_FALSE(page.headers.first("Refresh").empty());
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    ADD_FAILURE() << "the job does not end";
    return {};
  }
  std::size_t loads() { return queries::budget_loads(site->change().db(), "").value().size(); }
  // The demo's April as May: "2026,4," → "2026,5,".
  static std::string may() {
    return replaced(std::string(*resource("demo/presupuesto-2026-04.csv")), "\n2026,4,",
                    "\n2026,5,");
  }

  std::unique_ptr<Site> site;
  std::string at;
};
INSTANTIATE_TEST_SUITE_P(Engines, ImportWizard, commands::testing::both_engines(),
                         commands::testing::engine_name);

TEST_P(ImportWizard, HostileFilesAreRefusedByPlaceAndLeaveNothing) {
  const auto before = loads();
  const std::string header =
      "ejercicio,mes,entidad,unidad_ejecutora,programa,subprograma,proyecto,actividad,obra,"
      "renglon,fuente,organismo,correlativo,geografico,asignado,modificado,vigente,comprometido,"
      "devengado,pagado\n";
  const std::string row = "2026,5,11200099,000,01,00,000,001,000,011,11,0000,0000,0101,";
  const struct {
    std::string name, bytes;
  } files[] = {
      {"vacio.csv", "\n"},
      {"no-es-excel.xlsx", "PK\x03\x04 esto no es un libro"},
      {"binario.csv", std::string("\x00\x01\x02\x03", 4)},
      {"../../etc/passwd", "root:x:0:0:root:/root:/bin/bash\n"},
      {"monto.csv", header + row + "0,0,0,1,19B,0\n"},
      {"otra.csv",
       header + "2026,5,11130099,000,01,00,000,001,000,011,11,0000,0000,0101,0,0,0,0,0,0\n"},
      {"formula.csv", header + row + "=1+1,0,0,0,0,0\n"},
      {"html.csv", header + row + "<script>alert(1)</script>,0,0,0,0,0\n"},
  };
  for (const auto& [name, bytes] : files) {
    const auto page = upload(name, bytes);
    EXPECT_EQ(page.status, 200) << name;
    EXPECT_NE(page.body.find("El archivo no se puede cargar"), std::string::npos) << name;
    EXPECT_EQ(page.body.find("<script>alert"), std::string::npos) << name;
    const auto list = site->get(at + "/rechazos.csv");
    EXPECT_EQ(list.status, 200) << name;
    EXPECT_NE(list.body.find("remedio"), std::string::npos) << name;
    EXPECT_EQ(list.body.find("\n=1+1"), std::string::npos) << "a formula would run in a sheet";
    const auto applied = site->post(at, {}, at);
    EXPECT_NE(applied.status, 500) << name;
  }
  EXPECT_EQ(loads(), before);
  EXPECT_EQ(site->post("/ejecucion/importar", {}, "/ejecucion/importar").status, 422)
      << "a form without a file";
}

TEST_P(ImportWizard, AGoodFileIsSeenAppliedProvedAndWithdrawn) {
  const auto before = loads();
  const auto seen = upload("presupuesto-2026-05.csv", may());
  ASSERT_NE(seen.body.find("Revisar antes de aplicar"), std::string::npos)
      << seen.body.substr(0, 3000);
  EXPECT_NE(seen.body.find("1,168"), std::string::npos) << "rows";
  EXPECT_EQ(loads(), before) << "seeing saves nothing";

  const auto done = finished(site->post(at));
  ASSERT_NE(done.body.find("La carga quedó en vigor"), std::string::npos);
  EXPECT_NE(done.body.find("igual al total de la base"), std::string::npos);
  EXPECT_EQ(loads(), before + 1);
  const auto load = queries::budget_loads(site->change().db(), "").value().back();
  EXPECT_TRUE(load.in_force());

  const auto again = upload("presupuesto-2026-05.csv", may());
  EXPECT_NE(again.body.find("ya está cargado"), std::string::npos);

  const auto withdrawal = "/ejecucion/importar/cargas/" + std::to_string(load.load) + "/retirar";
  EXPECT_EQ(site->post(withdrawal, {{"motivo", "  "}}, withdrawal).status, 422);
  EXPECT_EQ(site->post(withdrawal, {{"motivo", "Era de otro mes"}}, withdrawal).status, 303);
  EXPECT_FALSE(queries::budget_loads(site->change().db(), "").value().back().in_force());
  EXPECT_NE(site->post(withdrawal, {{"motivo", "Otra vez"}}, "/ejecucion/importar").status, 303);
}

TEST_P(ImportWizard, AClosedMonthIsNotWithdrawn) {
  const auto load = queries::budget_loads(site->change().db(), "").value().front();
  const auto withdrawal = "/ejecucion/importar/cargas/" + std::to_string(load.load) + "/retirar";
  const auto page = site->post(withdrawal, {{"motivo", "Porque sí"}}, withdrawal);
  EXPECT_NE(page.status, 303);
  EXPECT_TRUE(queries::budget_loads(site->change().db(), "").value().front().in_force());
}

TEST_P(ImportWizard, WhatWaitsIsOnlyForWhoBroughtIt) {
  upload("presupuesto-2026-05.csv", may());
  const auto mine = at;
  EXPECT_EQ(site->get(mine).status, 200);
  site->sign_in(Role::Planificacion);
  EXPECT_EQ(site->get(mine).status, 404);
  EXPECT_EQ(site->get("/ejecucion/importar/00000000000000000000000000000000").status, 404);
  site->sign_in(Role::Enlace, {"DEL-CARMEN"});
  EXPECT_EQ(site->get("/ejecucion/importar").status, 403);
}

}  // namespace
}  // namespace web
