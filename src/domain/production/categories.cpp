// The closed lists of categories and the spellings that files use for them.
#include "domain/production/categories.hpp"

#include <algorithm>
#include <cctype>

#include "base/text.hpp"

namespace production {
namespace {

// Peoples: Acuerdo sobre Identidad y Derechos de los Pueblos Indígenas, and the 2018 census's
// categories. Ages: childhood and youth as in the Ley PINA (under 18) and the Ley Orgánica de la
// Juventud (to 29). Conditions: those that the Código de Migración gives a procedure to.
constexpr Category table[] = {
    {Axis::Sexo, "hombre", "hombre"},
    {Axis::Sexo, "mujer", "mujer"},
    {Axis::Edad, "0-17", "0-17"},
    {Axis::Edad, "18-29", "18-29"},
    {Axis::Edad, "30-59", "30-59"},
    {Axis::Edad, "60+", "60+"},
    {Axis::Pueblo, "maya", "maya_garifuna_xinka_afrodescendiente"},
    {Axis::Pueblo, "garifuna", "maya_garifuna_xinka_afrodescendiente"},
    {Axis::Pueblo, "xinka", "maya_garifuna_xinka_afrodescendiente"},
    {Axis::Pueblo, "afrodescendiente", "maya_garifuna_xinka_afrodescendiente"},
    {Axis::Pueblo, "ladino", "ladino"},
    {Axis::Condicion, "retornado", "retornado"},
    {Axis::Condicion, "nna_no_acompanado", "nna_no_acompanado"},
    {Axis::Condicion, "refugiado", "refugiado"},
    {Axis::Condicion, "solicitante_de_refugio", "solicitante_de_refugio"},
    {Axis::Condicion, "en_transito", "en_transito"},
    {Axis::Condicion, "residente", "residente"},
};

struct Spelling {
  Axis axis;
  std::string_view folded;
  std::string_view key;
};
constexpr Spelling spellings[] = {
    {Axis::Sexo, "hombres", "hombre"},
    {Axis::Sexo, "masculino", "hombre"},
    {Axis::Sexo, "m", "hombre"},
    {Axis::Sexo, "h", "hombre"},
    {Axis::Sexo, "mujeres", "mujer"},
    {Axis::Sexo, "femenino", "mujer"},
    {Axis::Sexo, "f", "mujer"},
    {Axis::Edad, "0 a 17", "0-17"},
    {Axis::Edad, "0 a 17 anos", "0-17"},
    {Axis::Edad, "18 a 29", "18-29"},
    {Axis::Edad, "18 a 29 anos", "18-29"},
    {Axis::Edad, "30 a 59", "30-59"},
    {Axis::Edad, "30 a 59 anos", "30-59"},
    {Axis::Edad, "60 o mas", "60+"},
    {Axis::Edad, "60 anos o mas", "60+"},
    {Axis::Edad, "60 y mas", "60+"},
    {Axis::Pueblo, "xinca", "xinka"},
    {Axis::Pueblo, "mestizo", "ladino"},
    {Axis::Pueblo, "ladino o mestizo", "ladino"},
    {Axis::Condicion, "retornados", "retornado"},
    {Axis::Condicion, "nna no acompanado", "nna_no_acompanado"},
    {Axis::Condicion, "nna no acompanados", "nna_no_acompanado"},
    {Axis::Condicion, "refugiados", "refugiado"},
    {Axis::Condicion, "solicitante de refugio", "solicitante_de_refugio"},
    {Axis::Condicion, "en transito", "en_transito"},
    {Axis::Condicion, "residentes", "residente"},
};

bool is_country(std::string_view code) {
  return code.size() == 3 &&
         std::ranges::all_of(code, [](unsigned char c) { return c >= 'A' && c <= 'Z'; });
}

// Departments 01–22; municipalities at most 33 in one department (Huehuetenango).
bool is_territory(std::string_view code) {
  if ((code.size() != 2 && code.size() != 4) || !only_digits(code)) return false;
  const auto two = [&](std::size_t at) { return (code[at] - '0') * 10 + (code[at + 1] - '0'); };
  if (two(0) < 1 || two(0) > 22) return false;
  return code.size() == 2 || (two(2) >= 1 && two(2) <= 33);
}

}  // namespace

std::span<const Category> categories() { return table; }

std::optional<std::string> category_key(Axis axis, std::string_view written) {
  const std::string text{trimmed(written)};
  if (axis == Axis::Nacionalidad) return is_country(text) ? std::optional{text} : std::nullopt;
  if (axis == Axis::Territorio) return is_territory(text) ? std::optional{text} : std::nullopt;
  const std::string plain = folded(text);
  for (const auto& category : table)
    if (category.axis == axis && (category.key == text || folded(category.key) == plain))
      return std::string(category.key);
  for (const auto& spelling : spellings)
    if (spelling.axis == axis && spelling.folded == plain) return std::string(spelling.key);
  return std::nullopt;
}

std::string group_of(Axis axis, std::string_view key) {
  for (const auto& category : table)
    if (category.axis == axis && category.key == key) return std::string(category.group);
  return std::string(key);
}

}  // namespace production
