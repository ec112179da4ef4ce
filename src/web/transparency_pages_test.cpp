// Requests for information through the pages: asked without an account, answered inside by people
// who do not do each other's part, followed by the secret link; what of it outsiders never see; and
// the legal calendar with its proofs.
#include <gtest/gtest.h>

#include "base/resources.hpp"
#include "commands/catalogs.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using access_control::Role;
using testing::Site;

constexpr auto request = "/solicitudes/2026-0001";

bool says(const Site& site, std::string_view words) {
  return site.last.body.find(words) != std::string::npos;
}

class TransparencyPages : public ::testing::Test {
 protected:
  explicit TransparencyPages(Site::Base base = Site::Base::Founded) : site{base} {
    auto context = site.change();
    for (const std::string name : {"feriados", "normas", "parametros", "obligaciones"}) {
      const auto rows = commands::read_catalog(name, resource("norms/" + name + ".csv").value());
      EXPECT_TRUE(commands::submit(context, commands::load_catalog(name, rows.value())));
    }
  }

  // Yields the address of the secret link.
  std::string file(const std::string& text = "Gasto en viáticos <b>de 2025</b>") {
    site.sign_out();
    EXPECT_EQ(site.post("/solicitudes/nueva", {{"nombre", "Ana Pérez"}, {"texto", text}}).status,
              303);
    const auto to = std::string(site.last.headers.first("Location"));
    return to.substr(0, to.find('?'));
  }
  // A step of one's own form on the page of the request.
  int step(std::string_view name, const std::vector<std::pair<std::string, std::string>>& fields) {
    site.get(request);
    return site.post(std::string(request) + "/" + std::string(name), fields).status;
  }

  Site site;
};

// With units.
class AnsweredPages : public TransparencyPages {
 protected:
  AnsweredPages() : TransparencyPages(Site::Base::Demo) {}
};

TEST_F(TransparencyPages, AnybodyAsksAndFollowsByASecretLink) {
  const auto link = file();
  ASSERT_TRUE(link.starts_with("/solicitudes/seguimiento/")) << link;
  EXPECT_EQ(link.size(), std::string("/solicitudes/seguimiento/").size() + 32);
  EXPECT_EQ(site.get(link + "?nueva=si").status, 200);
  EXPECT_TRUE(says(site, "Guarde el enlace"));
  EXPECT_TRUE(says(site, "16/06/2026"));  // Ten working days after 2 June.
  EXPECT_TRUE(says(site, "&lt;b&gt;de 2025&lt;/b&gt;"));
  EXPECT_FALSE(says(site, "<b>de 2025</b>"));
  EXPECT_EQ(site.last.keep, Keep::No);
  // Another secret is nobody's.
  EXPECT_EQ(site.get("/solicitudes/seguimiento/" + std::string(32, '0')).status, 404);
  // By its key alone.
  EXPECT_EQ(site.post("/solicitudes/seguimiento", {{"clave_de_seguimiento", "no es"}}).status, 422);
  EXPECT_EQ(site.post("/solicitudes/seguimiento",
                      {{"clave_de_seguimiento", "https://igm.example" + link}})
                .status,
            303);
}

TEST_F(TransparencyPages, WhatIsWrongIsToldAtItsFieldAndWhatWasTypedStays) {
  EXPECT_EQ(site.post("/solicitudes/nueva", {{"nombre", "Ana Pérez"}, {"texto", " "}}).status, 422);
  EXPECT_TRUE(says(site, "texto-error"));
  EXPECT_TRUE(says(site, "Ana Pérez"));
  EXPECT_EQ(site.post("/solicitudes/nueva", {{"nombre", "Ana"}, {"texto", std::string(9000, 'x')}})
                .status,
            422);
}

TEST_F(TransparencyPages, OneAddressCannotFloodTheDesk) {
  int filed = 0, stopped = 0;
  for (int i = 0; i < 8; ++i) {
    const auto status =
        site.post_exactly("/solicitudes/nueva", {{"nombre", "A"}, {"texto", "x"}}).status;
    filed += status == 303 ? 1 : 0;
    stopped += status == 429 ? 1 : 0;
  }
  EXPECT_EQ(filed, 5);
  EXPECT_EQ(stopped, 3);
  *site.clock.now += 61'000;
  EXPECT_EQ(site.post_exactly("/solicitudes/nueva", {{"nombre", "A"}, {"texto", "x"}}).status, 303);
  // A form of another site is no form of ours.
  EXPECT_EQ(site.post_exactly("/solicitudes/nueva", {{"nombre", "A"}, {"texto", "x"}},
                              {{"origin", "https://otro.example"}})
                .status,
            403);
}

TEST_F(AnsweredPages, ItIsAnsweredByPeopleWhoDoNotDoEachOthersPart) {
  const auto link = file();
  site.sign_in("enlace-carmen", {Role::Enlace}, {"DEL-CARMEN"});
  EXPECT_EQ(site.get(request).status, 404);  // It was not routed to this unit.
  site.sign_in(Role::Compras);
  EXPECT_EQ(site.get("/solicitudes").status, 403);
  site.sign_in(Role::Informacion);
  EXPECT_EQ(site.get("/solicitudes").status, 200);
  EXPECT_TRUE(says(site, "2026-0001"));
  EXPECT_EQ(site.get(request).status, 200);
  EXPECT_TRUE(says(site, "Ana Pérez"));
  EXPECT_EQ(step("trasladar", {{"trasladar_unidad", "DEL-CARMEN"}}), 422);
  EXPECT_TRUE(says(site, "trasladar_asunto-error"));
  EXPECT_EQ(step("trasladar",
                 {{"trasladar_unidad", "DEL-CARMEN"}, {"trasladar_asunto", "Viáticos de 2025"}}),
            303);

  site.sign_in("enlace-carmen", {Role::Enlace}, {"DEL-CARMEN"});
  EXPECT_EQ(site.get(request).status, 200);
  EXPECT_FALSE(says(site, "Ana Pérez"));  // Whoever answers need not know who asks.
  site.get(request);
  EXPECT_EQ(site.upload(std::string(request) + "/contestar",
                        {{"contestar_respuesta", "Se adjunta"}, {"contestar_restringido_1", "si"}},
                        "contestar_archivo_1", "nombres.csv", "nombre;monto\nAna;12\n")
                .status,
            303);

  site.sign_in(Role::Informacion);
  const std::vector<std::pair<std::string, std::string>> partly{
      {"resolver_resultado", "parcial"},
      {"resolver_motivo", "Se cubren los nombres"},
      {"resolver_fundamento", "Decreto 57-2008 artículo 22"}};
  site.get(request);
  EXPECT_EQ(site.upload(std::string(request) + "/resolver", partly, "resolver_archivo_1",
                        "nombres.csv", "nombre;monto\nAna;12\n")
                .status,
            409);
  EXPECT_TRUE(says(site, "restringido"));
  auto covered = partly;
  const auto old = site.last.body.find("Cubre datos de nombres.csv");
  ASSERT_NE(old, std::string::npos);
  const auto value = site.last.body.rfind("value=\"", old) + 7;
  covered.emplace_back("resolver_sustituye_1", site.last.body.substr(value, 64));
  site.get(request);
  EXPECT_EQ(site.upload(std::string(request) + "/resolver", covered, "resolver_archivo_1",
                        "publico.csv", "nombre;monto\n***;12\n")
                .status,
            303);
  EXPECT_EQ(site.get(std::string(request) + "/carta").status, 200);
  EXPECT_TRUE(says(site, "Entrega parcial"));

  // Nothing is told before the notice.
  const auto cookies = site.cookies;
  site.sign_out();
  site.get(link);
  EXPECT_FALSE(says(site, "publico.csv"));
  EXPECT_TRUE(says(site, "En trámite"));
  site.cookies = cookies;
  EXPECT_EQ(step("notificar", {{"notificar_medio", "portal"}}), 303);
  site.sign_out();
  site.get(link);
  EXPECT_TRUE(says(site, "publico.csv"));
  EXPECT_FALSE(says(site, "nombres.csv"));
  const auto at = site.last.body.find(link + "/archivos/");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(site.get(site.last.body.substr(at, link.size() + 10 + 64)).status, 200);
  EXPECT_EQ(site.last.body, "nombre;monto\n***;12\n");
  // The unit's own file is not to be had by the link.
  EXPECT_EQ(site.get(link + "/archivos/" + covered.back().second).status, 404);

  EXPECT_EQ(site.post(link + "/impugnar", {{"texto", "Quiero los nombres"}}, link).status, 303);
  site.sign_in(Role::Autoridad);
  EXPECT_EQ(step("fallar", {{"fallar_fallo", "confirma"}, {"fallar_motivo", "Son personales"}}),
            303);
  site.sign_out();
  site.get(link);
  EXPECT_TRUE(says(site, "Confirma la resolución"));

  EXPECT_EQ(site.get("/transparencia/solicitudes").status, 200);
  EXPECT_FALSE(says(site, "Ana"));
  EXPECT_EQ(site.get("/transparencia/solicitudes.csv").status, 200);
  EXPECT_TRUE(says(site, "Entrega parcial"));
}

TEST_F(TransparencyPages, AClarificationIsAskedAndComesByTheLink) {
  const auto link = file();
  site.sign_in(Role::Informacion);
  EXPECT_EQ(step("aclaracion", {{"aclaracion_texto", "¿De qué meses?"}}), 303);
  site.sign_out();
  site.get(link);
  EXPECT_TRUE(says(site, "¿De qué meses?"));
  EXPECT_TRUE(says(site, "Plazo detenido"));
  EXPECT_EQ(site.post(link + "/aclarar", {{"texto", " "}}, link).status, 422);
  EXPECT_EQ(site.post(link + "/aclarar", {{"texto", "De enero"}}, link).status, 303);
  site.get(link);
  EXPECT_FALSE(says(site, "Plazo detenido"));
}

TEST_F(TransparencyPages, AFileThatShowsACuiDoesNotLeave) {
  file();
  site.sign_in(Role::Informacion);
  site.get(request);
  EXPECT_EQ(site.upload(std::string(request) + "/resolver",
                        {{"resolver_resultado", "total"}, {"resolver_motivo", "Se entrega"}},
                        "resolver_archivo_1", "lista.csv", "cui\n1234567890101\n")
                .status,
            422);
  EXPECT_TRUE(says(site, "resolver_archivo_1-error"));
}

TEST_F(TransparencyPages, TheCalendarTellsItsBasisAndTheProofOfEachDelivery) {
  EXPECT_EQ(site.get("/transparencia/calendario").status, 200);
  EXPECT_TRUE(says(site, "31/03/2026"));
  EXPECT_TRUE(says(site, "rige la anterior"));  // The law of 2025 rules 2026.
  EXPECT_TRUE(says(site, "Dudosa"));
  EXPECT_EQ(site.get("/transparencia/calendario?anio=2024").status, 200);
  EXPECT_TRUE(says(site, "27/03/2024"));
  EXPECT_EQ(site.get("/transparencia/calendario.ics?anio=2026").status, 200);
  EXPECT_TRUE(says(site, "BEGIN:VCALENDAR\r\n"));
  EXPECT_TRUE(says(site, "DTSTART;VALUE=DATE:20260331\r\n"));
  EXPECT_EQ(site.get("/calendario").status, 303);

  site.sign_in(Role::Informacion);
  site.get("/calendario");
  EXPECT_EQ(site.post("/calendario/entregar", {{"obligacion", "estrategia 2026"}}).status, 422);
  site.get("/calendario");
  EXPECT_EQ(site.upload("/calendario/entregar",
                        {{"obligacion", "estrategia 2026"}, {"fecha", "30/03/2026"}}, "archivo",
                        "acuse.csv", "acuse;1\n")
                .status,
            303);
  site.get("/calendario");
  EXPECT_TRUE(says(site, "acuse.csv"));
  const auto at = site.last.body.find("/calendario/constancias/");
  ASSERT_NE(at, std::string::npos);
  const auto proof = site.last.body.substr(at, 24 + 64);
  EXPECT_EQ(site.get(proof).status, 200);
  site.sign_out();
  EXPECT_EQ(site.get(proof).status, 303);
  site.get("/transparencia/calendario");
  EXPECT_TRUE(says(site, "Entregada"));
  EXPECT_FALSE(says(site, "acuse.csv"));
  // What was delivered is no longer in the diary.
  site.get("/transparencia/calendario.ics?anio=2026");
  EXPECT_FALSE(says(site, "UID:estrategia-2026-"));
}

}  // namespace
}  // namespace web
