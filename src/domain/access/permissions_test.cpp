// Who may do what, by name and by separation of duties.
#include "domain/access/permissions.hpp"

#include <gtest/gtest.h>
#include <set>

namespace access_control {
namespace {

TEST(roles, names_are_read_back_and_forgive_accents) {
  for (const Role role : all_roles) EXPECT_EQ(parse_role(show(role)).value(), role);
  EXPECT_EQ(parse_role("Auditoría interna").value(), Role::Auditoria);
  EXPECT_EQ(parse_role(" ENLACE de  delegación ").value(), Role::Enlace);
  for (const char* wrong : {"", "root", "auditori", "\xff", "planificacion,visado"}) {
    const auto refused = parse_role(wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_EQ(refused.error().code, "acceso.rol_desconocido");
    EXPECT_NE(detail_of(refused.error(), "esperado").find("planificacion"), std::string::npos);
  }
}

TEST(roles, each_account_has_its_number) {
  std::set<std::int64_t> numbers;
  for (const Role role : all_roles) {
    EXPECT_TRUE(numbers.insert(actor_of(role)).second);
    EXPECT_EQ(role_of_actor(actor_of(role)), role);
  }
  EXPECT_EQ(*numbers.begin(), 1);
  EXPECT_EQ(role_of_actor(0), std::nullopt);
  EXPECT_EQ(role_of_actor(15), std::nullopt);
  EXPECT_EQ(role_of_actor(-1), std::nullopt);
}

TEST(permissions, every_one_is_held_by_somebody_and_named_once) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < permission_count; ++i) {
    const auto permission = static_cast<Permission>(i);
    EXPECT_FALSE(roles_with(permission).empty()) << show(permission);
    EXPECT_TRUE(names.insert(show(permission)).second) << show(permission);
  }
}

TEST(permissions, some_that_must_hold) {
  const struct {
    Role role;
    Permission permission;
    bool allowed;
  } cases[] = {
      {Role::Planificacion, Permission::LoadPlan, true},
      {Role::Presupuesto, Permission::LoadPlan, false},
      {Role::Presupuesto, Permission::ImportBudget, true},
      {Role::Planificacion, Permission::ImportBudget, true},
      {Role::Monitoreo, Permission::ImportBudget, false},
      {Role::Enlace, Permission::ReportGoals, true},
      {Role::Enlace, Permission::ValidateGoals, false},
      {Role::Monitoreo, Permission::CloseMonth, true},
      {Role::Monitoreo, Permission::ApproveReport, false},
      {Role::Autoridad, Permission::ApproveReport, true},
      {Role::Monitoreo, Permission::ReviewJointly, true},
      {Role::Presupuesto, Permission::ReviewJointly, true},
      {Role::Contabilidad, Permission::ReviewJointly, true},
      {Role::Tesoreria, Permission::ReviewJointly, true},
      {Role::Verificacion, Permission::ReviewJointly, true},
      {Role::Visado, Permission::ReviewJointly, true},
      {Role::Enlace, Permission::ReviewJointly, false},
      {Role::Informacion, Permission::ReviewJointly, false},
      {Role::Auditoria, Permission::ReviewJointly, false},
      {Role::Auditoria, Permission::VerifyJournal, true},
      {Role::Auditoria, Permission::EditOrganization, false},
      {Role::Informacion, Permission::PublishReport, true},
      {Role::Planificacion, Permission::MakeBackup, false},
  };
  for (const auto& [role, permission, allowed] : cases)
    EXPECT_EQ(allows(role, permission), allowed) << show(role) << ' ' << show(permission);
}

TEST(permissions, nobody_approves_their_own_work) {
  EXPECT_TRUE(require_another_person(2, 3));
  const auto refused = require_another_person(2, 2);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "acceso.misma_persona");
  EXPECT_EQ(refused.error().fault, Fault::Forbidden);
}

}  // namespace
}  // namespace access_control
