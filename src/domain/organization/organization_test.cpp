// The rules of an organisation, and the demonstration's own.
#include "domain/organization/organization.hpp"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include "base/resources.hpp"

namespace organization {
namespace {

Date day(std::string_view iso) { return parse_date(iso).value(); }

Organization small() {
  Organization all;
  all.units = {
      {"DG", "Dirección General", "", UnitKind::Direccion, "", {}, false, {}, {}, ""},
      {"SFIN", "Subdirección Financiera", "", UnitKind::Subdireccion, "DG", {}, true, {}, {}, ""}};
  all.posts = {{"SUB-SFIN", "Subdirector Financiero", "SFIN"}};
  all.holders = {{"SUB-SFIN", day("2025-01-01"), {}, "Ana", true, ""}};
  all.functions = {{"SFIN-2",
                    "SFIN",
                    "Acuerdo MOF 44-2020",
                    2,
                    "Velar.",
                    {},
                    {},
                    {{LinkKind::Acto, "metas.cerrar"}}}};
  return all;
}

TEST(organization, a_sound_one_passes_and_survives_its_json) {
  EXPECT_TRUE(check(small()));
  EXPECT_EQ(organization_from(to_json(small())).value(), small());
}

TEST(organization, each_fault_has_its_code) {
  const struct {
    const char* code;
    void (*spoil)(Organization&);
  } cases[] = {
      {"organizacion.codigo_mal_escrito", [](Organization& o) { o.units[0].code = "dg"; }},
      {"organizacion.codigo_mal_escrito", [](Organization& o) { o.units[1].code = "SFIN-"; }},
      {"organizacion.codigo_mal_escrito", [](Organization& o) { o.posts[0].code = "Ñ"; }},
      {"organizacion.falta_nombre", [](Organization& o) { o.units[1].name = " "; }},
      {"organizacion.fechas_al_reves",
       [](Organization& o) {
         o.units[1].from = day("2026-02-01");
         o.units[1].until = day("2026-01-31");
       }},
      {"organizacion.unidad_repetida", [](Organization& o) { o.units.push_back(o.units.back()); }},
      {"organizacion.padre_desconocido", [](Organization& o) { o.units[1].parent = "NADIE"; }},
      {"organizacion.padre_en_ciclo", [](Organization& o) { o.units[0].parent = "SFIN"; }},
      {"organizacion.padre_en_ciclo", [](Organization& o) { o.units[1].parent = "SFIN"; }},
      {"organizacion.puesto_repetido", [](Organization& o) { o.posts.push_back(o.posts.back()); }},
      {"organizacion.puesto_sin_unidad", [](Organization& o) { o.posts[0].unit = "NADIE"; }},
      {"organizacion.funcion_sin_unidad", [](Organization& o) { o.functions[0].unit = "NADIE"; }},
      {"organizacion.funcion_repetida",
       [](Organization& o) {
         o.functions.push_back(o.functions.back());
         o.functions.back().code = "SFIN-2B";
       }},
      {"organizacion.funcion_repetida", [](Organization& o) { o.functions[0].number = 0; }},
      {"organizacion.funcion_sin_texto", [](Organization& o) { o.functions[0].text = ""; }},
      {"organizacion.titular_sin_puesto", [](Organization& o) { o.holders[0].post = "NADIE"; }},
      {"organizacion.titulares_a_la_vez",
       [](Organization& o) {
         o.holders.push_back({"SUB-SFIN", day("2026-01-01"), {}, "Luis", true, ""});
       }},
  };
  for (const auto& [code, spoil] : cases) {
    auto all = small();
    spoil(all);
    const auto checked = check(all);
    ASSERT_FALSE(checked) << code;
    EXPECT_EQ(checked.error().code, code);
  }
}

TEST(organization, all_faults_are_told_together) {
  auto all = small();
  all.units[1].parent = "NADIE";
  all.posts[0].unit = "NADIE";
  const auto checked = check(all);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().all.size(), 2U);
}

TEST(organization, unknown_words_name_their_row) {
  for (const auto& [text, code] : {std::pair{R"({"unidades": [{"codigo": "A", "nombre": "A",
        "clase": "gerencia"}]})",
                                             "organizacion.clase_desconocida"},
                                   {R"({"funciones": [{"unidad": "A", "norma": "M", "numero": 1,
        "texto": "x", "vinculos": [{"clase": "foto", "destino": "x"}]}]})",
                                    "organizacion.vinculo_desconocido"},
                                   {R"({"unidades": [1]})", "json.tipo_equivocado"},
                                   {R"({"puestos": [{"codigo": "A"}]})", "json.falta_campo"},
                                   {R"({"titulares": [{"puesto": "A", "desde": "ayer",
        "nombre": "x"}]})",
                                    "valor.fecha_mal_escrita"}}) {
    const auto read = organization_from(parse_json(text).value().as_object());
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, code);
  }
}

TEST(holders, the_next_one_ends_the_one_before) {
  const std::vector<Holder> before = {{"P", day("2025-01-01"), {}, "Ana", true, ""}};
  const auto after =
      succeeded(before, {"P", day("2026-06-01"), {}, "Luis", true, "Acuerdo 1"}).value();
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after[0].until, day("2026-05-31"));
  EXPECT_EQ(holder_on(after, "P", day("2026-05-31"))->name, "Ana");
  EXPECT_EQ(holder_on(after, "P", day("2026-06-01"))->name, "Luis");
  EXPECT_EQ(holder_on(after, "P", day("2024-12-31")), nullptr);
  EXPECT_EQ(holder_on(after, "Q", day("2026-06-01")), nullptr);

  const auto early = succeeded(before, {"P", day("2024-01-01"), {}, "Eva", true, ""});
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, "organizacion.titulares_a_la_vez");
  EXPECT_TRUE(succeeded(before, {"P", day("2024-01-01"), day("2024-12-31"), "Eva", true, ""}));
  EXPECT_EQ(succeeded(before, {"P", day("2025-01-01"), {}, "Ana María", true, ""}).value().size(),
            1U);
  EXPECT_FALSE(succeeded(before, {"P", day("2026-06-01"), day("2026-05-01"), "Luis", true, ""}));
}

Organization demonstration() {
  const auto text = resource("demo/organizacion.json").value();
  return organization_from(parse_json(text).value().as_object()).value();
}

TEST(demonstration, is_sound_and_has_the_known_units) {
  const auto all = demonstration();
  const auto checked = check(all);
  EXPECT_TRUE(checked) << checked.error().code << ' ' << detail_of(checked.error(), "codigo");
  EXPECT_EQ(std::ranges::count(all.units, UnitKind::Delegacion, &Unit::kind), 22);
  EXPECT_EQ(with_dependents(all.units, "SCM").size(), 24U);
  EXPECT_EQ(with_dependents(all.units, "DG").size(), all.units.size());
  EXPECT_TRUE(std::ranges::none_of(all.holders, &Holder::person)) << "posts, not persons";
}

TEST(demonstration, every_unit_with_goals_in_the_plan_reports) {
  const auto plan = parse_json(resource("demo/plan.json").value()).value().as_object();
  const auto all = demonstration();
  std::set<std::string> reporting;
  for (const auto& unit : all.units)
    if (unit.reports) reporting.insert(unit.code);
  std::set<std::string> with_goals;
  for (const auto& goal : plan.at("poa").at("metas").as_array())
    with_goals.insert(std::string(goal.at("unidad").as_string()));
  EXPECT_EQ(reporting, with_goals);
}

TEST(demonstration, the_thirteen_functions_are_verbatim_and_keep_their_numbers) {
  const auto all = demonstration();
  std::vector<std::string> codes;
  for (const auto& function : all.functions) codes.push_back(function.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"UMEGR-1", "UMEGR-2", "UMEGR-6", "UMEGR-7", "UMEGR-8",
                                             "UAVG-2", "UAVG-6", "UAVG-7", "UAVG-8", "UAVG-9",
                                             "AUDI-6", "AUDI-7", "AUDI-8"}));
  std::ifstream file(CEIBA_SOURCE_DIR "/../shared/seed/estrategia-igm.md");
  if (!file) GTEST_SKIP() << "../shared/seed is not here";
  std::ostringstream seed;
  seed << file.rdbuf();
  for (const auto& function : all.functions)
    EXPECT_NE(seed.str().find(std::to_string(function.number) + ". " + function.text),
              std::string::npos)
        << function.code;
}

}  // namespace
}  // namespace organization
