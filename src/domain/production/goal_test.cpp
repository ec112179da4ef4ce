// What makes a report wrong in itself, and that its parts and its rest always make the whole.
#include "domain/production/goal.hpp"

#include <gtest/gtest.h>

#include "domain/production/categories.hpp"
#include "domain/production/refusals.hpp"

namespace production {
namespace {

const std::string hash(64, 'a');

Report report(std::int64_t total, std::vector<Part> parts = {}) {
  return {Quantity::units(total), CountKind::PersonasUnicas, std::move(parts), {}, ""};
}

std::string first_fault(const Report& report) {
  std::vector<Error> faults;
  check_report(report, faults);
  return faults.empty() ? "" : faults.front().code;
}

TEST(goal, a_report_is_refused_for_what_it_says) {
  const auto part = [](Axis axis, const char* category, std::int64_t n) {
    return Part{axis, category, Quantity::units(n)};
  };
  Report halves = report(3);
  halves.amount = Quantity::hundredths(250);
  Report bad_evidence = report(3);
  bad_evidence.evidence = {{"9c41", ""}};
  Report good_evidence = report(3);
  good_evidence.evidence = {{hash, "lista.pdf"}};
  const struct {
    const char* name;
    Report report;
    const char* want;
  } cases[] = {
      {"zero is a report", report(0), ""},
      {"negative", report(-1), "meta.cantidad_negativa"},
      {"halves of persons", halves, "meta.cantidad_con_decimales"},
      {"parts equal the total",
       report(10, {part(Axis::Sexo, "hombre", 6), part(Axis::Sexo, "mujer", 4)}), ""},
      {"parts below the total", report(10, {part(Axis::Sexo, "hombre", 6)}), ""},
      {"parts above the total",
       report(10, {part(Axis::Sexo, "hombre", 6), part(Axis::Sexo, "mujer", 5)}),
       "meta.desagregacion_excede_total"},
      {"two axes are not added",
       report(10, {part(Axis::Sexo, "hombre", 10), part(Axis::Edad, "60+", 10)}), ""},
      {"a category twice", report(10, {part(Axis::Edad, "60+", 1), part(Axis::Edad, "60+", 1)}),
       "meta.categoria_repetida"},
      {"unknown category", report(10, {part(Axis::Pueblo, "otro", 1)}),
       "meta.categoria_desconocida"},
      {"a spelling is not a key", report(10, {part(Axis::Sexo, "Mujeres", 1)}),
       "meta.categoria_desconocida"},
      {"country", report(10, {part(Axis::Nacionalidad, "HND", 1)}), ""},
      {"municipality that cannot be", report(10, {part(Axis::Territorio, "2301", 1)}),
       "meta.categoria_desconocida"},
      {"parts of nothing", report(0, {part(Axis::Sexo, "mujer", 1)}),
       "meta.desagregacion_excede_total"},
      {"hash too short", bad_evidence, "meta.evidencia_mal_escrita"},
      {"hash", good_evidence, ""},
  };
  for (const auto& c : cases) EXPECT_EQ(first_fault(c.report), c.want) << c.name;
}

TEST(goal, huge_parts_are_compared_without_overflow) {
  Report big = report(0);
  const auto most = Quantity::units(999'999'999'999'999);
  for (int i = 1; i <= 33; ++i)
    for (int department = 1; department <= 22; ++department) {
      const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
      big.parts.push_back({Axis::Territorio, two(department) + two(i), most});
    }
  EXPECT_EQ(first_fault(big), "meta.cantidad_excesiva");
  for (auto& part : big.parts) part.amount = amount_max;
  EXPECT_EQ(first_fault(big), "meta.desagregacion_excede_total");
}

TEST(goal, what_no_part_explains_is_visible) {
  const Report some = report(53918, {{Axis::Sexo, "hombre", Quantity::units(36902)},
                                     {Axis::Sexo, "mujer", Quantity::units(13110)}});
  EXPECT_EQ(show(undisclosed(some, Axis::Sexo)), "3906");
  EXPECT_EQ(show(undisclosed(some, Axis::Edad)), "53918");
}

TEST(goal, categories_are_read_as_people_write_them) {
  const struct {
    Axis axis;
    const char* written;
    const char* want;
  } cases[] = {
      {Axis::Sexo, "Mujeres", "mujer"},
      {Axis::Sexo, " HOMBRE ", "hombre"},
      {Axis::Edad, "18 a 29 años", "18-29"},
      {Axis::Edad, "60 años o más", "60+"},
      {Axis::Pueblo, "Garífuna", "garifuna"},
      {Axis::Pueblo, "Ladino o mestizo", "ladino"},
      {Axis::Condicion, "NNA no acompañado", "nna_no_acompanado"},
      {Axis::Nacionalidad, "hnd", nullptr},
      {Axis::Nacionalidad, "HND", "HND"},
      {Axis::Territorio, "0101", "0101"},
      {Axis::Territorio, "101", nullptr},
      {Axis::Sexo, "", nullptr},
      {Axis::Sexo, "mujer ", "mujer"},
  };
  for (const auto& c : cases) {
    const auto key = category_key(c.axis, c.written);
    EXPECT_EQ(key.value_or("-"), c.want ? c.want : "-") << c.written;
  }
}

TEST(goal, every_category_is_its_own_key_and_has_a_group) {
  for (const auto& category : categories()) {
    EXPECT_EQ(category_key(category.axis, category.key), category.key);
    EXPECT_EQ(group_of(category.axis, category.key), category.group);
  }
  EXPECT_EQ(group_of(Axis::Nacionalidad, "SLV"), "SLV");
}

TEST(goal, names_come_back) {
  for (const Axis each : all_axes) EXPECT_EQ(axis(name_of(each)), each);
  for (const auto kind : {CountKind::PersonasUnicas, CountKind::Atenciones, CountKind::Movimientos,
                          CountKind::Documentos, CountKind::Actos})
    EXPECT_EQ(count_kind(name_of(kind)), kind);
  EXPECT_FALSE(count_kind("personas"));
}

}  // namespace
}  // namespace production
