// The portal's first page and its explorer say the same figures, and a chart stands beside them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "base/json.hpp"
#include "text/format.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using access_control::Role;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Site;

Site& site() {
  static Site one(Site::Base::Demo);
  return one;
}

Quantity quantity_of(const json::value& value) {
  return value.is_int64() ? Quantity::units(value.as_int64()) : *Quantity::parse(value.as_string());
}

TEST(Explorer, TheFirstPageSaysOfAttentionToPersonsWhatTheOpenDataSay) {
  const auto body = site().get("/").body;
  const auto data = parse_json(site().get("/datos/explorar.json?datos=metas").body).value();
  // Its two subproductos count nobody twice, as the plan declares, so they may be added.
  Quantity executed, programmed;
  for (const auto& row : data.at("filas").as_array()) {
    if (row.at("producto").as_string() != "P02") continue;
    executed += quantity_of(row.at("ejecutado"));
    programmed += quantity_of(row.at("programado"));
  }
  const auto done = text::quantity(executed), planned = text::quantity(programmed);
  EXPECT_THAT(body, HasSubstr("Atención a personas: <b>" + done + "</b> atenciones de " + planned +
                              " programadas a la fecha"));
  EXPECT_THAT(site().get("/en").body,
              HasSubstr("Attention to people: <b>" + done + "</b> attentions of " + planned));
}

TEST(Explorer, EveryQuestionThatHasTwoRowsHasAChart) {
  for (const auto* target :
       {"/datos/explorar", "/datos/explorar?por=mes", "/datos/explorar?por=programa&luego=mes",
        "/datos/explorar?datos=metas", "/datos/explorar?datos=metas&por=mes",
        "/datos/explorar?datos=metas&por=mes&f_producto=P01",
        "/datos/explorar?datos=metas&por=mes&f_producto=P02"})
    EXPECT_THAT(site().get(target).body, HasSubstr("id=\"g-explorador")) << target;
  // Goals that may be added do so by month; those that may not are set side by side instead.
  const std::string by_month = "Ejecutado y programado por mes";
  EXPECT_THAT(site().get("/datos/explorar?datos=metas&por=mes&f_producto=P02").body,
              HasSubstr(by_month));
  for (const auto* target : {"/datos/explorar?datos=metas&por=mes",
                             "/datos/explorar?datos=metas&por=mes&f_producto=P05"})
    EXPECT_THAT(site().get(target).body, Not(HasSubstr(by_month))) << target;
}

// What the portal and the institution drill is the same money.
TEST(Explorer, ThePortalAndTheInstitutionOpenTheSameLines) {
  const auto lines = [](const std::string& target) {
    std::map<std::string, std::string> found;
    const auto data = parse_json(site().get(target).body).value();
    for (const auto& row : data.at("filas").as_array())
      found.emplace(row.at("codigo").as_string(), row.at("devengado").as_string());
    return found;
  };
  const auto seen = lines("/transparencia/presupuesto.json?programa=11");
  EXPECT_GE(seen.size(), 2U);
  site().sign_in("elisa-explora", {Role::Planificacion});
  EXPECT_EQ(lines("/ejecucion.json?anio=2026&mes=4&programa=11"), seen);
  site().sign_out();
}

}  // namespace
}  // namespace web
