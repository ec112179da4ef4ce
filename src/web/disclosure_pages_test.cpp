// Disclosure control through the pages: who publishes sees what is hidden and why; the public sees
// it in no format; a file with personal data is stopped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.hpp"
#include "commands/refuse_personal_data.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Role;
using testing::Site;

TEST(DisclosurePages, ShowWhatIsHiddenToWhoPublishesAndToNobodyElse) {
  Site site(Site::Base::Demo);
  const auto csv = std::string(site.get("/datos/personas.csv").body);
  EXPECT_THAT(csv, HasSubstr("P05.S3,"));
  // Three persons from Cuba in January are hidden, with what would tell of them.
  EXPECT_THAT(csv, HasSubstr(",SCM,2026-01,Nacionalidad,CUB,c\r\n"));
  EXPECT_THAT(csv, HasSubstr(",SCM,2026-01,Nacionalidad,SLV,412\r\n"));
  const auto rows = parse_json(site.get("/datos/personas.json").body).value();
  int hidden = 0;
  for (const auto& row : rows.at("filas").as_array()) {
    const auto* text = row.at("personas").if_string();
    hidden += text != nullptr && *text == "c";
  }
  EXPECT_GT(hidden, 8);
  EXPECT_THAT(site.get("/datos/personas").body, HasSubstr("c: confidencial"));
  EXPECT_THAT(site.get("/en/datos/personas").body, HasSubstr("c: confidential"));

  EXPECT_EQ(site.get("/informes/divulgacion").status, 303);
  site.sign_in(Role::Monitoreo);
  EXPECT_EQ(site.get("/informes/divulgacion").status, 403);
  site.sign_in(Role::Autoridad);
  const auto page = std::string(site.get("/informes/divulgacion").body);
  EXPECT_THAT(page, HasSubstr("El ataque no descubre ninguna celda oculta"));
  EXPECT_THAT(page, HasSubstr("Menos de 5 personas"));
  EXPECT_THAT(page, HasSubstr("Protege a otra celda"));
  EXPECT_THAT(page, HasSubstr("Publicados el"));
  // What is out has no button any more: the act would refuse it (tests/properties).
  EXPECT_THAT(page, Not(HasSubstr("Publicar las personas del corte")));
}

TEST(DisclosurePages, AFileWithPersonalDataIsStoppedWithItsPlace) {
  const auto refused =
      commands::refuse_personal_data("listado.csv", "No.,Nombres y apellidos\n1,Juana Tzoc\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "divulgacion.datos_personales");
  EXPECT_EQ(detail_of(refused.error(), "linea"), "2");
  EXPECT_EQ(detail_of(refused.error(), "columna"), "B");
  EXPECT_TRUE(commands::refuse_personal_data("metas.csv", "codigo,nombre\nP02,Personas\n"));
  EXPECT_TRUE(commands::refuse_personal_data("firmado.pdf", "%PDF-1.7 5555-1234"));
}

}  // namespace
}  // namespace web
