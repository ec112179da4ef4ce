// Headers as offices write them: titles above, two rows, merges, accents lost, columns doubled.
#include "readers/layout.hpp"

#include <gtest/gtest.h>

namespace readers {
namespace {

constexpr auto small = R"({"codigo": "x", "nombre": "X", "tipo": "prueba", "campos": [
  {"campo": "renglon", "sinonimos": ["Código Renglón"], "obligatorio": true,
   "tipo": "codigo", "ancho": 3},
  {"campo": "enero", "sinonimos": ["Programado Enero"], "obligatorio": true, "tipo": "monto"},
  {"campo": "nota", "sinonimos": ["Observación"], "obligatorio": false},
  {"campo": "monto", "sinonimos": ["Recomendado {ejercicio}"], "obligatorio": false,
   "tipo": "monto"}]})";

Result<HeaderMatch> matched(std::string_view csv) {
  return match_header(read_csv(csv).value(), parse_layout(small).value());
}

TEST(Layout, finds_the_header_below_titles_and_without_accents) {
  const auto match =
      matched("GOBIERNO DE GUATEMALA\n\ncodigo  RENGLON;PROGRAMADO ENERO;Otra cosa\n11;5;x\n");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->first_data_row, 3U);
  EXPECT_EQ(match->column_of(0), 0U);
  EXPECT_EQ(match->column_of(1), 1U);
  EXPECT_EQ(match->column_of(2), std::nullopt);
  EXPECT_EQ(match->ignored, std::vector<std::string>{"Otra cosa"});
}

TEST(Layout, reads_two_rows_of_merged_headings_together) {
  Sheet sheet;
  const auto cell = [](std::string text) { return Cell{Cell::Kind::Text, false, std::move(text)}; };
  sheet.name = "Enero";
  sheet.rows = {{cell("Renglón"), cell("Programado"), {}}, {{}, cell("Enero"), cell("Febrero")}};
  sheet.merges = {{0, 0, 1, 0}, {0, 1, 0, 2}};
  const auto match = match_header(sheet, parse_layout(small).value());
  ASSERT_TRUE(match) << match.error().code;
  EXPECT_EQ(match->first_data_row, 2U);
  EXPECT_EQ(match->column_of(1), 1U);
}

TEST(Layout, takes_the_year_out_of_a_heading) {
  const auto match = matched("renglon,enero,Recomendado 2018,Recomendado 2019\n");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->column_of(3, 2018), 2U);
  EXPECT_EQ(match->column_of(3, 2019), 3U);
  EXPECT_EQ(match->column_of(3), std::nullopt);
}

TEST(Layout, names_what_is_missing_or_doubled) {
  const struct {
    std::string csv, code, field, line;
  } cases[] = {
      {"a,b\n1,2\n", "columnas.sin_encabezado", "", ""},
      {"titulo\nrenglon,otra\n", "columnas.falta", "enero", "2"},
      {"renglon,enero,Renglón\n", "columnas.repetida", "renglon", "1"},
      {"renglon,enero,Recomendado 2018,Recomendado 2018\n", "columnas.repetida", "monto", "1"},
  };
  for (const auto& [csv, code, field, line] : cases) {
    const auto match = matched(csv);
    ASSERT_FALSE(match) << csv;
    EXPECT_EQ(match.error().code, code);
    EXPECT_EQ(detail_of(match.error(), "campo"), field);
    EXPECT_EQ(detail_of(match.error(), "linea"), line);
  }
}

TEST(Layout, of_this_program_are_well_formed) {
  const auto layouts = embedded_layouts("presupuesto");
  ASSERT_TRUE(layouts) << layouts.error().code;
  EXPECT_EQ(layouts->size(), 3U);
  for (const auto& layout : *layouts)
    for (const auto* field : {"ejercicio", "entidad", "unidad_ejecutora", "programa", "renglon",
                              "fuente", "geografico", "asignado"})
      EXPECT_NE(layout.field(field), nullptr) << layout.code << " " << field;
}

TEST(Layout, refuses_descriptions_that_say_nothing) {
  for (const auto* text : {"[]", "{}", R"({"codigo":"a","nombre":"b","tipo":"c","campos":[]})",
                           R"({"codigo":"a","nombre":"b","tipo":"c","campos":[5]})"})
    EXPECT_FALSE(parse_layout(text)) << text;
}

TEST(TotalRow, is_a_sum_only_where_the_key_is_not_complete) {
  const auto sheet =
      read_csv("11,Total de sueldos,5\n,TOTAL GENERAL,5\nSub-total,,5\n,Sueldos,5\nTotalidad,x,5\n")
          .value();
  const std::vector<std::size_t> key{0};
  EXPECT_FALSE(total_row(sheet, 0, key));
  EXPECT_TRUE(total_row(sheet, 1, key));
  EXPECT_TRUE(total_row(sheet, 2, key));
  EXPECT_FALSE(total_row(sheet, 3, key));
  EXPECT_FALSE(total_row(sheet, 4, key));
}

}  // namespace
}  // namespace readers
