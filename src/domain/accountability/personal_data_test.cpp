// Personal data by pattern, and what only resembles it.
#include "domain/accountability/personal_data.hpp"

#include <gtest/gtest.h>

#include "domain/values/identifiers.hpp"

namespace disclosure {
namespace {

// A CUI whose check digit holds: the same serial with each digit, until one does.
std::string some_cui(std::string_view serial = "23456789") {
  for (char check = '0'; check <= '9'; ++check) {
    const auto cui = std::string(serial) + check + "0101";
    if (Cui::parse(cui)) return cui;
  }
  return {};
}

TEST(PersonalData, IsToldByItsPattern) {
  const auto cui = some_cui();
  ASSERT_EQ(cui.size(), 13u);
  auto wrong = cui;
  wrong[8] = wrong[8] == '9' ? '0' : static_cast<char>(wrong[8] + 1);
  const auto spaced = cui.substr(0, 4) + ' ' + cui.substr(4, 5) + ' ' + cui.substr(9);
  const struct {
    std::string text;
    std::optional<Pattern> expected;
  } cases[] = {
      {cui, Pattern::Cui},
      {"CUI: " + spaced + ".", Pattern::Cui},
      {wrong, std::nullopt},
      {"1" + cui, std::nullopt},
      {cui + ".50", std::nullopt},
      {"5555-1234", Pattern::Telephone},
      {"Llame al 2411 2411", Pattern::Telephone},
      {"+50255551234", Pattern::Telephone},
      {"+502 5555-1234", Pattern::Telephone},
      {"2021-2025", std::nullopt},  // Years.
      {"11-00-000-001-000", std::nullopt},
      {"0101-0021", std::nullopt},  // Codes do not begin as telephones do.
      {"55551234", std::nullopt},   // An amount, for all that the cell says.
      {"301664046.07", std::nullopt},
      {"juana.perez@example.com", Pattern::Email},
      {"Escriba a <x_1@correo.gt>.", Pattern::Email},
      {"informacion@igm.gob.gt", std::nullopt},
      {"@ceiba", std::nullopt},
      {"a@b", std::nullopt},
  };
  for (const auto& one : cases) EXPECT_EQ(pattern_in(one.text), one.expected) << one.text;
}

TEST(PersonalData, AColumnOfNamesIsOneThatSaysSoAndHoldsSome) {
  using Rows = std::vector<std::vector<std::string>>;
  const Rows persons{{"Listado"}, {"No.", "Nombres y apellidos"}, {"1", "Juana Pérez Tzoc"}};
  const auto found = personal_data_in(persons);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->pattern, Pattern::Names);
  EXPECT_EQ(found->row, 2u);
  EXPECT_EQ(found->column, 1u);
  // Products have names too, and so has an empty form.
  EXPECT_FALSE(personal_data_in(Rows{{"codigo", "nombre"}, {"P02", "Atención a migrantes"}}));
  EXPECT_FALSE(personal_data_in(Rows{{"No.", "Apellidos"}, {"1", ""}, {"2", "—"}}));
  const auto telephone = personal_data_in(Rows{{"Unidad", "Teléfono"}, {"SAPDF", "55551234"}});
  ASSERT_TRUE(telephone);
  EXPECT_EQ(telephone->pattern, Pattern::Telephone);
}

}  // namespace
}  // namespace disclosure
