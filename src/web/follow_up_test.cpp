// Measures and policy lines are reported by who answers for them.
#include <gtest/gtest.h>

#include "web/testing.hpp"

namespace web {
namespace {

using testing::Role;
using testing::Site;

TEST(FollowUp, a_unit_reports_its_own_measures_and_no_others) {
  Site site{Site::Base::Demo};
  site.sign_in("jefa.auditoria", {Role::Jefatura}, {"AUDI"});
  const auto report = [&](const std::string& measure) {
    const auto at = "/planificacion/medidas/" + measure;
    return site.post(at, {{"periodo", "2026-C2"}, {"avance", "Ocho de doce"}}, at).status;
  };
  EXPECT_EQ(report("b-4"), 303) << "Jefe de Auditoría Interna";
  EXPECT_EQ(report("a-1"), 403) << "Subdirector de Planificación";
  EXPECT_NE(site.last.body.find("no es de las que usted tiene a su cargo"), std::string::npos)
      << site.last.body;
  site.sign_in(Role::Monitoreo);  // Of the whole institution.
  EXPECT_EQ(report("a-1"), 303);
}

TEST(FollowUp, a_line_that_names_nobody_is_the_institutions) {
  Site site{Site::Base::Demo};
  const std::string at = "/planificacion/politica/1";
  site.sign_in("jefa.auditoria", {Role::Jefatura}, {"AUDI"});
  EXPECT_EQ(site.post(at, {{"periodo", "2026-C2"}, {"avance", "Talleres"}}, at).status, 403);
  site.sign_in(Role::Monitoreo);
  EXPECT_EQ(site.post(at, {{"periodo", "2026-C2"}, {"avance", "Talleres"}}, at).status, 303);
}

}  // namespace
}  // namespace web
