// What the linter says of the published plan, one case per check, and its silence about the
// corrected one.
#include "domain/planning/linter.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "base/resources.hpp"
#include "domain/planning/plan_json.hpp"

namespace planning {
namespace {

Plan plan_in(std::string_view file) { return parse_plan(resource(file).value()).value(); }
const Plan& demo() {
  static const Plan plan = plan_in("demo/plan.json");
  return plan;
}
const Plan& corrected() {
  static const Plan plan = plan_in("demo/plan-corregido.json");
  return plan;
}

std::string shown(const Finding& finding) { return key_of(finding); }

TEST(linter, the_corrected_plan_has_no_finding) {
  for (const auto& finding : lint(corrected())) ADD_FAILURE() << shown(finding);
}

struct Expected {
  const char* codigo;
  const char* lugar;
  std::vector<Detail> cifras;  // Some of the figures.
};

TEST(linter, the_published_plan) {
  const auto findings = lint(demo());
  EXPECT_GE(findings.size(), 15U);
  const std::vector<Expected> expected = {
      {"F-REDONDEO",
       "pei.RE1.metas.2021",
       {{"segun_porcentaje", "67398"}, {"segun_texto", "64660"}, {"diferencia", "2738"}}},
      {"F-REDONDEO",
       "pei.RE1.metas.2025",
       {{"segun_porcentaje", "525702"}, {"segun_texto", "520448"}, {"diferencia", "5254"}}},
      {"F-UNIDAD", "pei.RE2.indicador", {{"metas", "1, 1, 1, 1, 1, 2, 1, 1, 1, 1"}}},
      {"F-MODO", "pei", {{"acumuladas", "RE1"}, {"incrementales", "RE2"}}},
      {"F-BASE",
       "pei.RE2.linea_base",
       {{"base", "21"}, {"suma", "11"}, {"con_base", "32"}, {"referencia", "22"}}},
      {"F-BASE0", "pei.RE1.linea_base", {{"base", "0"}, {"desde", "64660"}}},
      {"F-PASADO", "resultados.RN1", {{"anio", "2021"}}},
      {"F-PASADO", "resultados.RI1", {{"anio", "2025"}}},
      {"F-HUERFANO", "productos.P03", {}},
      {"F-HUERFANO", "productos.P04", {}},
      {"F-NOMBRE", "pei.RE1.producto_accion", {}},
      {"F-NOMBRE", "productos.P05.menciones.1", {}},
      {"F-PROGRAMA", "productos.P03", {{"hallado", "12"}, {"esperado", "11"}}},
      {"F-PROGRAMA", "productos.P04", {{"hallado", "12"}, {"esperado", "11"}}},
      {"F-UNIDAD-SUB", "subproductos.P05.S2", {{"hallado", "Documento"}, {"esperado", "Persona"}}},
      {"F-CONTEO", "productos.P05", {{"tipos", "atenciones, movimientos"}}},
      {"F-CODIGO", "red.proyecto", {{"hallado", "00"}, {"esperado", "3"}, {"filas", "18"}}},
      {"F-CODIGO", "red.actividad", {{"hallado", "00"}, {"filas", "12"}, {"primera", "P01.S1"}}},
      {"F-CODIGO", "red.obra", {}},
      {"F-COL", "pei.resultado_institucional", {}},
      {"F-COL", "pei.seccion", {{"programas", "11, 12"}}},
      {"F-CONTACTO",
       "institucion.correos",
       {{"correos",
         "info@igm.gob.gt (página 1, página 3, página 4, página 5); info@igm.gov.gt (página 2)"}}},
      {"F-SIGLA", "pei.RE1.dependencias", {{"siglas", "MINEC, CONAMINHA"}}},
      {"F-REDACCION", "pei.RE1.resultado_estrategico", {}},
      {"F-META", "poa", {{"sin_meta", "12"}, {"sin_monto", "12"}}},
      {"F-COSTO", "poa.costos", {{"cuantos", "10"}}},
      {"F-NORMA", "normas.Decreto 36-2024", {{"anio_norma", "2025"}, {"anio", "2026"}}},
      {"F-NORMA", "normas.Acuerdo MOF 44-2020", {}},
      {"F-NORMA", "pei.titulo", {{"hallado", "8.2."}}},
      {"F-TRANSPARENCIA", "estrategia.b", {}},
      {"F-TRANSPARENCIA", "estrategia.c", {}},
      {"F-FUNC-MEDIDA", "estrategia.b.UMEGR", {{"funciones", "8"}}},
      {"F-PLAUSIBLE",
       "pei.RE1.metas.2025",
       {{"meta", "520448"}, {"registrado", "305862"}, {"anios", "2022-2025"}}},
      {"F-FUNC", "estrategia.b.UAVG", {{"numeros", "2, 6, 7, 8, 9"}}},
      {"F-VERIF", "pei.RE2.medios_verificacion", {{"hallado", "Unidad de Verificación de Campo"}}},
      {"F-SERVICIO", "servicios_mandato.SM-01", {}},
      {"F-SERVICIO", "servicios_mandato.SM-03", {}},
      {"F-SERVICIO", "servicios_mandato.SM-06", {}},
      {"F-ALIMENTA", "fichas.FI-02", {}},
  };
  for (const auto& one : expected) {
    const auto found = std::ranges::find_if(findings, [&](const Finding& finding) {
      return finding.codigo == one.codigo && finding.lugar == one.lugar &&
             std::ranges::all_of(one.cifras, [&](const Detail& figure) {
               return std::ranges::any_of(finding.cifras, [&](const Detail& has) {
                 return has.name == figure.name && has.value == figure.value;
               });
             });
    });
    EXPECT_NE(found, findings.end()) << one.codigo << " " << one.lugar;
  }
  if (HasFailure())
    for (const auto& finding : findings) std::cerr << shown(finding) << "\n";
}

// Each check that the demo does not trip is tripped by one change of the corrected plan.
struct Spoiled {
  const char* codigo;
  const char* lugar;
  void (*spoil)(Plan&);
};

TEST(linter, one_change_one_finding) {
  const std::vector<Spoiled> cases = {
      {"F-HITO", "pei.RE1.metas.2025",
       [](Plan& plan) { plan.pei.filas[0].hitos[1].valor = Quantity::units(600'000); }},
      {"F-CADENA", "resultados.RI1",
       [](Plan& plan) { plan.resultados[1].meta = Quantity::units(520'000); }},
      {"F-SERIE", "pei.RE1.metas.2024",
       [](Plan& plan) { plan.pei.filas[0].metas[3].valor = Quantity::units(1); }},
      {"F-SERIE", "pei.RE1.metas.2030",
       [](Plan& plan) { plan.pei.filas[0].metas[9].valor = Quantity::units(1'347'954); }},
      {"F-SUMA", "pei.RE2.metas",
       [](Plan& plan) {
         plan.pei.filas[1].modo = ModoMeta::Incremental;
         plan.pei.filas[1].metas[0].valor = Quantity::units(99);
       }},
      {"F-CONTEO", "productos.P05",
       [](Plan& plan) {
         for (auto& sub : plan.subproductos) sub.suma_al_producto = true;
       }},
      {"F-CODIGO", "red.P02", [](Plan& plan) { plan.red.filas[2].programa = "12"; }},
      {"F-COSTO", "poa.metas",
       [](Plan& plan) {
         std::erase_if(plan.poa.metas, [](const auto& g) { return g.subproducto == "P03.S2"; });
       }},
      {"F-COSTO", "productos.P03",
       [](Plan& plan) { plan.productos[2].costo = Money::centavos(1); }},
      {"F-ALIMENTA", "fichas.FI-01.atendidas",
       [](Plan& plan) {
         for (auto& ficha : plan.fichas)
           for (auto& variable : ficha.variables)
             variable.subproductos.clear(), variable.serie = "";
       }},
      {"F-INCOMPLETO", "pei.RE1", [](Plan& plan) { plan.pei.filas[0].metas.pop_back(); }},
      {"F-INCOMPLETO", "pei.RE1.linea_base",
       [](Plan& plan) { plan.pei.filas[0].base.anio.reset(); }},
      {"F-FICHA", "fichas.FI-01",
       [](Plan& plan) {
         for (auto& ficha : plan.fichas) ficha.aprobacion.reset();
       }},
      {"F-FICHA", "fichas.FI-02",
       [](Plan& plan) {
         for (auto& ficha : plan.fichas) ficha.unidad = "documento";
       }},
      {"F-BAJA", "poa.P02.S1.SAPDF",
       [](Plan& plan) {
         for (auto& goal : plan.poa.metas)
           if (goal.subproducto == "P02.S1")
             goal.reprogramaciones.push_back(
                 {parse_date("2026-10-01").value(), "Resolución", "Menos", MonthlyGoals{}});
       }},
      {"F-MODELO", "resultados.RF1", [](Plan& plan) { plan.modelos.clear(); }},
      {"F-POLITICA", "politica.lineas", [](Plan& plan) { plan.politica.lineas.pop_back(); }},
      {"F-TRANSPARENCIA", "medidas.a-1", [](Plan& plan) { plan.medidas[0].evidencia.clear(); }},
      {"F-NOMBRE", "red.P02", [](Plan& plan) { plan.red.filas[2].nombre = "Asistencia"; }},
  };
  for (const auto& [codigo, lugar, spoil] : cases) {
    auto plan = corrected();
    spoil(plan);
    const auto findings = lint(plan);
    EXPECT_TRUE(std::ranges::any_of(
        findings,
        [&](const Finding& finding) { return finding.codigo == codigo && finding.lugar == lugar; }))
        << codigo << " " << lugar;
  }
}

TEST(linter, goals_of_the_year_against_the_matrix) {
  auto plan = demo();  // 687,456 − 520,448 = 167,008 = 109,008 + 58,000: within 160,269–173,747.
  const auto says = [](const Plan& of) {
    return std::ranges::any_of(lint(of), [](const auto& f) { return f.codigo == "F-POA-PEI"; });
  };
  EXPECT_FALSE(says(plan));
  for (auto& goal : plan.poa.metas)
    if (goal.subproducto == "P02.S1") goal.reprogramaciones.clear();
  EXPECT_FALSE(says(plan));  // 162,000 is still enough.
  for (auto& goal : plan.poa.metas)
    if (goal.subproducto == "P02.S1") goal.metas[11] = Quantity{};
  EXPECT_TRUE(says(plan));
}

TEST(linter, table_of_checks) {
  std::set<std::string_view> codes;
  for (const auto& check : lint_checks()) {
    EXPECT_TRUE(codes.insert(check.codigo).second) << check.codigo;
    EXPECT_TRUE(check.codigo.starts_with("F-")) << check.codigo;
    EXPECT_NE(check.find, nullptr);
  }
  const std::set<std::string_view> motives(lint_motives().begin(), lint_motives().end());
  EXPECT_EQ(motives.size(), lint_motives().size());
  for (const auto& finding : lint(demo())) {
    EXPECT_TRUE(motives.contains(finding.motivo)) << finding.motivo;
    EXPECT_TRUE(codes.contains(finding.codigo));
  }
}

TEST(linter, keys_are_unique_and_change_with_the_figures) {
  std::set<std::string> keys;
  for (const auto& finding : lint(demo()))
    EXPECT_TRUE(keys.insert(key_of(finding)).second) << key_of(finding);
}

TEST(linter, names_apart_from_articles_accents_and_case) {
  EXPECT_EQ(name_distance("Control, Registro de nacionales", "control registro NACIONALES"), 0U);
  EXPECT_EQ(name_distance("la asistencia y protección a las personas migrantes",
                          "Asistencia y Protección a las Personas Migrantes"),
            0U);
  EXPECT_EQ(name_distance("Visas", "Visa"), 1U);
  EXPECT_EQ(name_distance("", "abc"), 3U);
}

}  // namespace
}  // namespace planning
