// Goals as units write them: one bad cell spoils its own unit's month and says where it stands.
#include "readers/goals_file.hpp"

#include <gtest/gtest.h>

#include "readers/variables_file.hpp"

namespace readers {
namespace {

TEST(goals_file, reads_rows_parts_and_what_is_not_there) {
  const auto file = read_goals(
      "subproducto,unidad,mes,tipo_conteo,programado,reprogramado,motivo,acto,ejecutado,"
      "sexo:Hombres,sexo:Mujeres,nota,Nombre\n"
      "P02.S1,SAPDF,2026-04,atenciones,9650,,,,\"9,025\",6000,2500,,Migrantes\n"
      "P02.S1,SAPDF,mayo de 2026,Atenciones,,8801,Más retornos,RES-4,sin dato,,,,\n"
      "P05.S1,DEL-X,2026-04,,,,,,0,,,Puesto cerrado,\n"
      "Total,,,,,,,,9025,,,,\n\n");
  ASSERT_TRUE(file) << file.error().code;
  ASSERT_EQ(file->rows.size(), 3U);
  EXPECT_TRUE(file->faults.empty());
  EXPECT_EQ(file->ignored, std::vector<std::string>{"Nombre"});
  const auto& first = file->rows[0];
  EXPECT_EQ(show(*first.executed), "9025");
  EXPECT_EQ(first.place, "2");
  ASSERT_EQ(first.parts.size(), 2U);
  EXPECT_EQ(first.parts[1].category, "mujer");
  const auto& second = file->rows[1];
  EXPECT_EQ(show(second.key.month), "2026-05");
  EXPECT_FALSE(second.executed);
  EXPECT_EQ(show(*second.reprogrammed), "8801");
  EXPECT_EQ(second.act, "RES-4");
  EXPECT_EQ(show(*file->rows[2].executed), "0");  // Zero was said.
}

// The case of the twenty-four units: 22 figures, one 0, one cell that is no number.
TEST(goals_file, a_bad_cell_spoils_one_unit_and_is_named) {
  std::string csv = "subproducto;unidad;mes;ejecutado\n";
  for (int i = 1; i <= 24; ++i) {
    const std::string figure = i == 7 ? "0" : i == 19 ? "1,19B" : std::to_string(1000 + i);
    csv += "S1;U" + std::to_string(i) + ";2026-04;" + figure + "\n";
  }
  const auto file = read_goals(csv);
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_EQ(file->rows.size(), 23U);
  ASSERT_EQ(file->faults.size(), 1U);
  const auto& fault = file->faults.front();
  EXPECT_EQ(fault.unit, "U19");
  EXPECT_EQ(show(fault.month.value()), "2026-04");
  EXPECT_EQ(fault.error.code, "monto.no_numerico");
  EXPECT_EQ(detail_of(fault.error, "linea"), "20");
  EXPECT_EQ(detail_of(fault.error, "hallado"), "1,19B");
}

TEST(goals_file, what_cannot_be_placed_spoils_more) {
  const auto file = read_goals("subproducto,unidad,mes,ejecutado\nS1,U1,abril,1\nS1,,2026-04,1\n");
  ASSERT_TRUE(file);
  ASSERT_EQ(file->faults.size(), 2U);
  EXPECT_EQ(file->faults[0].unit, "U1");
  EXPECT_FALSE(file->faults[0].month);  // Every month of the unit.
  EXPECT_EQ(file->faults[1].unit, "");  // The whole file.
}

TEST(goals_file, headings_are_refused_by_name) {
  const struct {
    const char* csv;
    const char* want;
  } cases[] = {
      {"", "archivo.vacio"},
      {"subproducto,unidad,mes,sexo:otro\nS,U,2026-01,1\n", "meta.categoria_desconocida"},
      {"subproducto,unidad,mes,color:rojo\nS,U,2026-01,1\n", "meta.eje_desconocido"},
      {"subproducto,unidad,mes,sexo:mujer,sexo:Mujeres\nS,U,2026-01,1,1\n",
       "meta.categoria_repetida"},
      {"a,b\n1,2\n", "columnas.sin_encabezado"},
      {"subproducto,unidad,ejecutado\nS,U,1\n", "columnas.falta"},
      {"subproducto,unidad,mes,ejecutado,Avance del mes\nS,U,2026-01,1,1\n", "columnas.repetida"},
      {"subproducto,unidad,mes,ejecutado\n", "filas.ninguna"},
  };
  for (const auto& c : cases) {
    const auto file = read_goals(c.csv);
    EXPECT_EQ(file ? "" : file.error().code, c.want) << c.csv;
  }
}

TEST(goals_file, months_and_kinds_as_people_write_them) {
  EXPECT_EQ(show(parse_month("2026-04", "").value()), "2026-04");
  EXPECT_EQ(show(parse_month("Abril", "2026").value()), "2026-04");
  EXPECT_EQ(show(parse_month("SEPTIEMBRE DE 2026", "").value()), "2026-09");
  EXPECT_EQ(show(parse_month("4", "2026").value()), "2026-04");
  EXPECT_EQ(show(parse_month("2026-04-30", "").value()), "2026-04");
  for (const char* text : {"", "13", "abrilito", "2026-13", "abril"})
    EXPECT_FALSE(parse_month(text, "")) << text;
  EXPECT_EQ(parse_count_kind("Personas únicas"), production::CountKind::PersonasUnicas);
  EXPECT_FALSE(parse_count_kind("personas"));
  const auto evidence =
      parse_evidence(std::string(64, 'A') + "=lista.pdf; " + std::string(64, 'b'));
  ASSERT_EQ(evidence.size(), 2U);
  EXPECT_EQ(evidence[0].sha256, std::string(64, 'a'));
  EXPECT_EQ(evidence[0].name, "lista.pdf");
}

TEST(variables_file, reads_any_frequency_and_refuses_as_a_whole) {
  const auto values = read_variables(
      "serie,periodo,valor,unidad_medida,tipo_conteo,fuente,ilustrativo\n"
      "RE1.ATENDIDAS,2021,\"64,660\",persona,atenciones,Registro,sí\n"
      "RE1.ATENDIDAS,2022-C1,0,persona,atenciones,Registro,\n");
  ASSERT_TRUE(values) << values.error().code;
  ASSERT_EQ(values->size(), 2U);
  EXPECT_EQ(show(*(*values)[0].value), "64660");
  EXPECT_TRUE((*values)[0].illustrative);
  EXPECT_FALSE((*values)[1].illustrative);
  EXPECT_EQ(show((*values)[1].key.period), "2022-C1");

  const auto refused = read_variables(
      "serie,periodo,valor,unidad_medida,fuente\nA,2021-99,1,x,y\nA,2021,doce,x,y\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "variable.periodo_mal_escrito");
  ASSERT_EQ(refused.error().all.size(), 2U);
  EXPECT_EQ(detail_of(refused.error().all[1], "linea"), "3");
}

}  // namespace
}  // namespace readers
