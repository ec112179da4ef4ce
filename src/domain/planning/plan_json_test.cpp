// plan.json is read strictly and written back to the same bytes; every structural fault is refused
// at its path.
#include "domain/planning/plan_json.hpp"

#include <gtest/gtest.h>

#include "base/resources.hpp"
#include "domain/planning/names.hpp"

namespace planning {
namespace {

json::value demo() { return parse_json(resource("demo/plan.json").value()).value(); }

// The value at "a.b[2].c".
json::value& at(json::value& root, std::string_view path) {
  json::value* here = &root;
  while (!path.empty()) {
    if (path.front() == '.') path.remove_prefix(1);
    if (path.front() == '[') {
      const auto end = path.find(']');
      here = &here->as_array().at(std::stoul(std::string(path.substr(1, end - 1))));
      path.remove_prefix(end + 1);
    } else {
      const auto end = path.find_first_of(".[");
      here = &here->as_object()[path.substr(0, end)];
      path.remove_prefix(end == path.npos ? path.size() : end);
    }
  }
  return *here;
}

TEST(plan_json, the_published_plan_is_read_whole) {
  const auto plan = parse_plan(resource("demo/plan.json").value());
  ASSERT_TRUE(plan) << plan.error().code << " " << detail_of(plan.error(), "campo");
  EXPECT_EQ(plan->institucion.codigo, "11200099");
  EXPECT_EQ(plan->productos.size(), 6U);
  EXPECT_EQ(plan->subproductos.size(), 12U);
  EXPECT_EQ(plan->red.filas.size(), 18U);
  EXPECT_EQ(plan->pei.filas.size(), 2U);
  EXPECT_EQ(plan->politica.lineas.size(), 79U);
  EXPECT_EQ(plan->medidas.size(), 10U);
  EXPECT_EQ(plan->modelos.size(), 4U);
  EXPECT_EQ(pei_row_of(*plan, "RE1")->metas[5].texto, "51%");
  EXPECT_EQ(ficha_of(*plan, "FI-01")->version, 3);
  EXPECT_EQ(producto_above(*plan, *subproducto_of(*plan, "P02.S2"))->id, "P02");
  EXPECT_EQ(subproductos_below(*plan, "P05").size(), 3U);
}

TEST(plan_json, what_is_written_is_what_was_read) {
  const auto before = demo();
  const auto plan = plan_from_json(before).value();
  EXPECT_EQ(canonical(to_json(plan)), canonical(before));
  for (const auto& ficha : plan.fichas) {
    const auto again = ficha_from_json(to_json(ficha)).value();
    EXPECT_EQ(canonical(to_json(again)), canonical(to_json(ficha)));
  }
}

TEST(plan_json, the_goals_of_the_visual_reference) {
  const auto plan = plan_from_json(demo()).value();
  struct Case {
    const char* subproducto;
    std::int64_t initial, in_force, to_april;
  };
  for (const auto& [id, initial, in_force, to_april] : {
           Case{"P01.S1", 12, 12, 4},
           {"P02.S1", 104'000, 109'008, 38'600},
           {"P02.S2", 58'000, 58'000, 19'300},
           {"P03.S1", 900'000, 900'000, 300'000},
           {"P03.S2", 2'400, 2'400, 800},
           {"P04.S1", 5'200, 5'200, 1'700},
           {"P04.S2", 7'500, 7'500, 2'500},
           {"P04.S3", 9'000, 9'000, 3'000},
           {"P05.S1", 5'900'000, 5'900'000, 2'050'000},
           {"P05.S2", 3, 3, 1},
           {"P05.S3", 84'000, 84'000, 28'000},
           {"P06.S1", 4, 4, 0},
       }) {
    Quantity first, now, april;
    for (const auto& goal : plan.poa.metas) {
      if (goal.subproducto != id) continue;
      first += total(goal.metas);
      now += total(goals_in_force(goal));
      april += total(goals_in_force(goal), 1, 4);
    }
    EXPECT_EQ(first, Quantity::units(initial)) << id;
    EXPECT_EQ(now, Quantity::units(in_force)) << id;
    EXPECT_EQ(april, Quantity::units(to_april)) << id;
  }
}

struct Fault {
  const char* name;
  void (*spoil)(json::value&);
  const char* code;
  const char* path;
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

class spoiled_plan : public ::testing::TestWithParam<Fault> {};

TEST_P(spoiled_plan, is_refused_at_its_path) {
  auto value = demo();
  GetParam().spoil(value);
  const auto plan = plan_from_json(value);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, GetParam().code);
  EXPECT_EQ(detail_of(plan.error(), "campo"), GetParam().path);
}

INSTANTIATE_TEST_SUITE_P(
    plan_json, spoiled_plan,
    ::testing::Values(
        Fault{"missing", [](json::value& v) { v.as_object().erase("pei"); }, "plan.campo_falta",
              "pei"},
        Fault{"unknown", [](json::value& v) { at(v, "poa.extra") = 1; }, "plan.campo_desconocido",
              "poa.extra"},
        Fault{"type", [](json::value& v) { at(v, "ejercicio") = "2026"; }, "plan.campo_tipo",
              "ejercicio"},
        Fault{"empty", [](json::value& v) { at(v, "productos[0].nombre") = "  "; },
              "plan.texto_vacio", "productos[0].nombre"},
        Fault{"word", [](json::value& v) { at(v, "pei.filas[1].modo_meta") = "anual"; },
              "plan.nombre_desconocido", "pei.filas[1].modo_meta"},
        Fault{"id", [](json::value& v) { at(v, "medidas[0].codigo") = "a 1"; },
              "plan.identificador_mal_escrito", "medidas[0].codigo"},
        Fault{"money", [](json::value& v) { at(v, "productos[0].costo") = "1,000.00"; },
              "plan.valor_mal_escrito", "productos[0].costo"},
        Fault{"date", [](json::value& v) { at(v, "medidas[0].fin") = "2026-02-30"; },
              "plan.valor_mal_escrito", "medidas[0].fin"},
        Fault{"year", [](json::value& v) { at(v, "ejercicio") = 99999; },
              "plan.numero_fuera_de_rango", "ejercicio"},
        Fault{"quantity",
              [](json::value& v) { at(v, "resultados[0].meta") = std::int64_t{1} << 60; },
              "plan.numero_fuera_de_rango", "resultados[0].meta"},
        Fault{"code", [](json::value& v) { at(v, "productos[1].categoria") = "11-00-00-001-000"; },
              "plan.categoria_mal_escrita", "productos[1].categoria"},
        Fault{"activity and work",
              [](json::value& v) { at(v, "productos[1].categoria") = "11-00-000-001-002"; },
              "plan.categoria_mal_escrita", "productos[1].categoria"},
        Fault{"months", [](json::value& v) { at(v, "poa.metas[0].metas").as_array().pop_back(); },
              "plan.meses_no_doce", "poa.metas[0].metas"},
        Fault{"doubled", [](json::value& v) { at(v, "productos[1].id") = "P01"; },
              "plan.identificador_repetido", "productos[1].id"},
        Fault{"reference", [](json::value& v) { at(v, "subproductos[3].padre") = "P99"; },
              "plan.referencia_desconocida", "subproductos[3].padre"},
        Fault{"own parent", [](json::value& v) { at(v, "subproductos[1].padre") = "P02.S1"; },
              "plan.padres_en_ciclo", "subproductos"},
        Fault{"loop of two",
              [](json::value& v) {
                at(v, "subproductos[1].padre") = "P02.S2";
                at(v, "subproductos[2].padre") = "P02.S1";
              },
              "plan.padres_en_ciclo", "subproductos"},
        Fault{"loop of results", [](json::value& v) { at(v, "resultados[0].padre") = "RN1"; },
              "plan.padres_en_ciclo", "resultados"},
        Fault{"loop of a model",
              [](json::value& v) {
                at(v, "modelos[0].aristas").as_array().push_back(
                    {{"desde", "P0"}, {"hacia", "CI1"}});
              },
              "plan.modelo_en_ciclo", "modelos[0].aristas"},
        Fault{"broken path",
              [](json::value& v) { at(v, "modelos[0].caminos[0].nodos[0]") = "CI4"; },
              "plan.camino_cortado", "modelos[0].caminos[0].nodos[1]"},
        Fault{"years", [](json::value& v) { at(v, "pei.filas[0].metas[3].anio") = 2022; },
              "plan.anios_desordenados", "pei.filas[0].metas[3].anio"},
        Fault{"year outside", [](json::value& v) { at(v, "pei.filas[0].metas[9].anio") = 2031; },
              "plan.anio_fuera_del_periodo", "pei.filas[0].metas[9].anio"},
        Fault{"dates", [](json::value& v) { at(v, "medidas[3].inicio") = "2027-01-01"; },
              "plan.fechas_invertidas", "medidas[3].fin"},
        Fault{"goal twice",
              [](json::value& v) {
                auto& goals = at(v, "poa.metas").as_array();
                goals.push_back(goals.front());
              },
              "plan.meta_repetida", "poa.metas[33]"},
        Fault{"negative goal", [](json::value& v) { at(v, "poa.metas[0].metas[2]") = -1; },
              "plan.meta_negativa", "poa.metas[0].metas[2]"},
        Fault{"ficha twice", [](json::value& v) { at(v, "fichas[1].version") = 1; },
              "plan.version_repetida", "fichas[1].version"},
        Fault{"formula", [](json::value& v) { at(v, "fichas[0].formula") = "suma(x)"; },
              "formula.variable_desconocida", "fichas[0].formula"},
        Fault{"author approves",
              [](json::value& v) {
                at(v, "fichas[0].aprobacion.aprobador") = at(v, "fichas[0].aprobacion.autor");
              },
              "ficha.misma_persona", "fichas[0].aprobacion.aprobador"},
        Fault{"policy axis", [](json::value& v) { at(v, "politica.lineas[4].eje") = 7; },
              "plan.referencia_desconocida", "politica.lineas[4].eje"},
        Fault{"chapter", [](json::value& v) { at(v, "medidas[0].capitulo") = "d"; },
              "plan.nombre_desconocido", "medidas[0].capitulo"}));

TEST(plan_json, all_faults_are_listed) {
  auto value = demo();
  at(value, "ejercicio") = "x";
  at(value, "nombre") = "";
  at(value, "pei.filas[0].meta") = "muchas";
  const auto plan = plan_from_json(value);
  ASSERT_FALSE(plan);
  ASSERT_EQ(plan.error().all.size(), 3U);
  EXPECT_EQ(detail_of(plan.error().all[2], "campo"), "pei.filas[0].meta");
}

TEST(plan_json, not_even_an_object) {
  EXPECT_EQ(parse_plan("[]").error().code, "plan.campo_tipo");
  EXPECT_EQ(parse_plan("{").error().code, "json.mal_formado");
  EXPECT_EQ(parse_plan("").error().code, "json.mal_formado");
}

TEST(plan, targets_as_running_totals_and_as_yearly_increments) {
  const auto plan = plan_from_json(demo()).value();
  const auto percent = annual_targets(*pei_row_of(plan, "RE1"));
  EXPECT_EQ(percent[5].valor, Quantity::units(12));  // 51 − 39
  const auto delegations = cumulative_targets(*pei_row_of(plan, "RE2"));
  EXPECT_EQ(delegations[5].valor, Quantity::units(7));
  EXPECT_EQ(delegations[9].valor, Quantity::units(11));
}

TEST(plan, a_percentage_as_persons) {
  const auto total = Quantity::units(1'347'953);
  EXPECT_EQ(share_of(total, Quantity::units(5)), Quantity::units(67'398));
  EXPECT_EQ(share_of(total, Quantity::units(39)), Quantity::units(525'702));
  const auto [low, high] = units_that_round_to(total, Quantity::units(51));
  EXPECT_EQ(low, Quantity::units(680'717));
  EXPECT_EQ(high, Quantity::units(694'195));
  const auto whole = units_that_round_to(Quantity::units(200), Quantity::units(50));
  EXPECT_EQ(whole.low, Quantity::units(99));    // 49.5 % rounds up to 50.
  EXPECT_EQ(whole.high, Quantity::units(100));  // 50.5 % would round to 51.
}

}  // namespace
}  // namespace planning
