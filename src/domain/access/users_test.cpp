// Names, grants and delegations of users.
#include "domain/access/users.hpp"

#include <gtest/gtest.h>

namespace access_control {
namespace {

using namespace std::chrono_literals;
constexpr Date day(int d) { return 2026y / 5 / d; }

TEST(users, names_are_short_plain_words) {
  for (const char* good : {"ana", "ana.perez", "del-carmen_2", " Ana.Perez "})
    EXPECT_TRUE(parse_login(good)) << good;
  EXPECT_EQ(parse_login(" Ana.Perez ").value(), "ana.perez");
  for (const char* wrong : {"", "an", "2ana", "ana perez", "ána", "ana@x", "../ana", "-ana",
                            "abcdefghijabcdefghijabcdefghijabcdefghijk"})
    EXPECT_EQ(parse_login(wrong).error().code, "acceso.usuario_mal_escrito") << wrong;
}

TEST(users, a_grant_for_units_is_for_no_other_unit) {
  const std::vector<Grant> enlace{{Role::Enlace, {"DEL-CARMEN"}}};
  EXPECT_TRUE(any_allows(enlace, Permission::ReportGoals, "DEL-CARMEN"));
  EXPECT_FALSE(any_allows(enlace, Permission::ReportGoals, "DEL-FLORIDO"));
  EXPECT_FALSE(any_allows(enlace, Permission::ReportGoals, ""));
  EXPECT_FALSE(any_allows(enlace, Permission::ValidateGoals));
  EXPECT_EQ(units_allowed(enlace, Permission::ValidateGoals), std::nullopt);
  EXPECT_EQ(units_allowed(enlace, Permission::SendGoals)->size(), 1U);

  auto both = enlace;
  both.push_back({Role::Monitoreo});
  EXPECT_TRUE(any_allows(both, Permission::ReportGoals, "DEL-FLORIDO"));
  EXPECT_TRUE(units_allowed(both, Permission::SendGoals)->empty());  // All of them.
}

TEST(users, who_lends_a_role_stands_behind_what_is_done_with_it) {
  const std::vector<Grant> lent{{Role::Enlace, {"A"}}, {Role::Monitoreo, {}, 107}};
  EXPECT_EQ(persons_behind(101, lent, Permission::ReportGoals), (std::vector<std::int64_t>{101}));
  EXPECT_EQ(persons_behind(101, lent, Permission::ValidateGoals),
            (std::vector<std::int64_t>{101, 107}));
}

TEST(delegation, is_in_force_on_its_first_and_last_day_until_it_is_taken_back) {
  Delegation one{1, 100, 101, Role::Monitoreo, day(10), day(20), "Vacaciones", 100, {}};
  EXPECT_FALSE(one.in_force(day(9)));
  EXPECT_TRUE(one.in_force(day(10)));
  EXPECT_TRUE(one.in_force(day(20)));
  EXPECT_FALSE(one.in_force(day(21)));
  one.ended_on = day(15);
  EXPECT_FALSE(one.in_force(day(15)));
  EXPECT_TRUE(one.covers(day(15)));  // What was done that day was done with it.
  EXPECT_FALSE(one.covers(day(16)));
}

TEST(delegation, that_cannot_be_is_refused_by_its_reason) {
  const Delegation good{1, 100, 101, Role::Monitoreo, day(10), day(20), "Vacaciones", 100, {}};
  EXPECT_TRUE(check(good, day(5)));
  const auto refused = [&](auto change, Date today = day(5)) {
    auto one = good;
    change(one);
    return check(one, today).error().code;
  };
  EXPECT_EQ(refused([](auto& one) { one.taker = 100; }), "acceso.delegacion_a_si_mismo");
  EXPECT_EQ(refused([](auto& one) { one.role = Role::Administracion; }),
            "acceso.delegacion_de_administracion");
  EXPECT_EQ(refused([](auto& one) { one.until = day(9); }), "acceso.delegacion_fechas");
  EXPECT_EQ(refused([](auto& one) { one.until = 2028y / 1 / 1; }), "acceso.delegacion_fechas");
  EXPECT_EQ(refused([](auto&) {}, day(21)), "acceso.delegacion_fechas");
  EXPECT_EQ(refused([](auto& one) { one.reason = "  "; }), "acceso.delegacion_sin_motivo");
}

}  // namespace
}  // namespace access_control
