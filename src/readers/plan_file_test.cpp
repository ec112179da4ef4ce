// The same plan out of JSON, CSV and XLSX; every unreadable cell is named by its place.
#include "readers/plan_file.hpp"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "base/resources.hpp"
#include "domain/planning/plan_json.hpp"

namespace readers {
namespace {

std::string bytes_of(const std::string& name) {
  std::ifstream in(CEIBA_SOURCE_DIR "/tests/data/plan/" + name, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

const planning::Plan& demo() {
  static const auto plan = planning::parse_plan(resource("demo/plan.json").value()).value();
  return plan;
}

std::string text_of(const planning::Plan& plan) { return canonical(planning::to_json(plan)); }

// Both sides around the first difference; "" for equal plans.
std::string difference(const planning::Plan& a, const planning::Plan& b) {
  const auto left = text_of(a), right = text_of(b);
  const auto [at, other] = std::ranges::mismatch(left, right);
  if (at == left.end() && other == right.end()) return "";
  const auto from = std::max<std::ptrdiff_t>(at - left.begin() - 60, 0);
  return left.substr(static_cast<std::size_t>(from), 120) + " <> " +
         right.substr(static_cast<std::size_t>(from), 120);
}

// What a table of POA says replaces the units it names and puts them last.
planning::Plan goals_sorted(planning::Plan plan) {
  std::ranges::sort(plan.poa.metas, [](const auto& a, const auto& b) {
    return std::pair(a.subproducto, a.unidad) < std::pair(b.subproducto, b.unidad);
  });
  return plan;
}

TEST(plan_file, json_is_itself) {
  const auto file = read_plan(resource("demo/plan.json").value(), nullptr).value();
  EXPECT_EQ(difference(file.plan, demo()), "");
}

TEST(plan_file, the_tables_of_the_demo_change_nothing) {
  struct Case {
    const char* name;
    std::vector<std::string> tables;
  };
  for (const auto& [name, tables] : {
           Case{"matriz-impresa.csv", {"plan-pei"}},
           {"red.csv", {"plan-red"}},
           {"poa.csv", {"plan-poa"}},
           {"medidas.csv", {"plan-medidas"}},
           {"plan.xlsx", {"plan-pei", "plan-poa"}},
       }) {
    const auto file = read_plan(bytes_of(name), &demo());
    ASSERT_TRUE(file) << name << " " << file.error().code << " " << detail_of(file.error(), "celda")
                      << detail_of(file.error(), "linea") << detail_of(file.error(), "columna")
                      << " " << detail_of(file.error(), "hallado");
    EXPECT_EQ(file->tables, tables) << name;
    EXPECT_EQ(difference(goals_sorted(file->plan), goals_sorted(demo())), "") << name;
  }
  EXPECT_EQ(read_plan(bytes_of("plan.xlsx"), &demo())->ignored, std::vector<std::string>{"Notas"});
}

TEST(plan_file, a_line_of_the_policy_gets_its_text_and_activities) {
  const auto file = read_plan(bytes_of("politica.csv"), &demo()).value();
  const auto& lines = file.plan.politica.lineas;
  ASSERT_EQ(lines.size(), 79U);
  EXPECT_EQ(lines[0].texto, "Fortalecer la atención (ejemplo)");
  EXPECT_EQ(lines[0].eje, 3);
  ASSERT_EQ(lines[0].actividades.size(), 2U);
  EXPECT_EQ(lines[0].actividades[0].anios, (std::vector<std::int16_t>{2026, 2027, 2028}));
  EXPECT_EQ(lines[0].actividades[1].anios, (std::vector<std::int16_t>{2026, 2027}));
  EXPECT_TRUE(lines[1].actividades.empty());
  EXPECT_EQ(lines[2].texto, "");
}

TEST(plan_file, a_change_of_one_cell_is_a_change_of_one_value) {
  auto csv = bytes_of("matriz-impresa.csv");
  csv.replace(csv.find("51%"), 3, "52%");
  const auto file = read_plan(csv, &demo()).value();
  EXPECT_EQ(file.plan.pei.filas[0].metas[5].texto, "52%");
  EXPECT_EQ(file.plan.pei.filas[0].metas[5].valor, Quantity::units(52));
}

TEST(plan_file, from_nothing_with_general_data) {
  const std::string general =
      "campo,valor\nnombre,Plan de prueba\nejercicio,2027\ninstitucion_codigo,11200099\n"
      "institucion_nombre,Una\ninstitucion_siglas,U\nacto,AMN 1-2026; POA 2027\n";
  const auto file = read_plan(general, nullptr);
  ASSERT_TRUE(file) << file.error().code << detail_of(file.error(), "campo");
  EXPECT_EQ(file->plan.ejercicio, 2027);
  EXPECT_EQ(file->plan.actos[0].aprueba, std::vector<std::string>{"POA 2027"});
  const auto network = read_plan(bytes_of("red.csv"), &file->plan).value();
  EXPECT_EQ(network.plan.subproductos.size(), 12U);
  EXPECT_EQ(network.plan.subproductos[2].padre, "P02");
  EXPECT_EQ(network.plan.productos[1].categoria, "11-00-000-001-000");
}

struct Bad {
  const char* file;
  const char* from;
  const char* to;
  const char* code;
  const char* line;
  const char* column;
};

void PrintTo(const Bad& bad, std::ostream* out) { *out << bad.file << " " << bad.to; }

class bad_table : public ::testing::TestWithParam<Bad> {};

TEST_P(bad_table, is_refused_at_its_cell) {
  const auto& bad = GetParam();
  auto bytes = bytes_of(bad.file);
  const auto at = bytes.find(bad.from);
  ASSERT_NE(at, bytes.npos);
  bytes.replace(at, std::string_view(bad.from).size(), bad.to);
  const auto file = read_plan(bytes, &demo());
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, bad.code);
  EXPECT_EQ(detail_of(file.error(), "linea"), bad.line);
  EXPECT_EQ(detail_of(file.error(), "columna"), bad.column);
}

INSTANTIATE_TEST_SUITE_P(
    plan_file, bad_table,
    ::testing::Values(
        Bad{"matriz-impresa.csv", "13%", "trece", "plan.celda_ilegible", "5", "8"},
        Bad{"matriz-impresa.csv", "13%", "13.123%", "plan.celda_ilegible", "5", "8"},
        Bad{"matriz-impresa.csv", "11 delegaciones de", "delegaciones de", "plan.celda_ilegible",
            "10", "4"},
        Bad{"poa.csv", ";9650;", ";muchas;", "monto.no_numerico", "3", "3"},
        Bad{"poa.csv", ";9650;", ";;", "plan.celda_ilegible", "3", "3"},
        Bad{"poa.csv", ";9650;", ";9651;", "plan.celda_ilegible", "3", "15"},
        Bad{"poa.csv", "P02.S1", "P77.S1", "plan.referencia_desconocida", "", ""},
        Bad{"medidas.csv", "29/05/2026", "31/02/2026", "plan.celda_ilegible", "3", "5"},
        Bad{"medidas.csv", "En proceso", "A medias", "plan.celda_ilegible", "3", "9"},
        Bad{"red.csv", "P02.S1,P02,", "P02.S1,,", "plan.celda_ilegible", "5", "4"},
        Bad{"red.csv", "P02.S1,P02,", "P02.S1,P02.S1,", "plan.padres_en_ciclo", "", ""},
        Bad{"red.csv", "Subproducto,P02.S1", "Otra,P02.S1", "plan.celda_ilegible", "5", "2"},
        Bad{"politica.csv", "2026-2028", "pronto", "plan.celda_ilegible", "2", "5"}));

TEST(plan_file, what_is_no_table_of_a_plan) {
  EXPECT_EQ(read_plan("a,b\n1,2\n", &demo()).error().code, "plan.disposicion_desconocida");
  EXPECT_EQ(read_plan(bytes_of("poa.csv"), nullptr).error().code, "plan.hoja_falta");
  EXPECT_EQ(read_plan("", &demo()).error().code, "archivo.vacio");
  EXPECT_EQ(read_plan("{", &demo()).error().code, "json.mal_formado");
  const auto book = bytes_of("plan.xlsx");
  EXPECT_FALSE(read_plan(std::string_view(book).substr(0, book.size() / 2), &demo()));
}

Cell text(std::string said) { return {Cell::Kind::Text, false, std::move(said)}; }
Cell number(std::string said, bool percent = false) {
  return {Cell::Kind::Number, percent, std::move(said)};
}

TEST(plan_file, yearly_targets_of_a_row) {
  struct Case {
    std::vector<Cell> cells;
    bool percent;
    std::vector<std::int64_t> units;
    std::vector<std::string> texts;
  };
  for (const auto& [cells, percent, units, texts] : std::vector<Case>{
           {{text("5%"), text("100%")}, true, {5, 100}, {"5%", "100%"}},
           {{number("0.05"), number("1")}, true, {5, 100}, {"5%", "100%"}},
           {{number("0.05", true), number("0.51000000000000001", true)},
            true,
            {5, 51},
            {"5%", "51%"}},
           {{text("5%"), number("13")}, true, {5, 13}, {"5%", "13%"}},
           {{number("1"), number("2"), text("")}, false, {1, 2, 0}, {"1", "2", ""}},
           {{text("64,660"), number("175234")}, false, {64'660, 175'234}, {"64,660", "175234"}},
       }) {
    const auto row = read_targets(cells);
    ASSERT_TRUE(row) << cells[0].text;
    EXPECT_EQ(row->percent, percent);
    for (std::size_t i = 0; i < units.size(); ++i)
      EXPECT_EQ(row->values[i], Quantity::units(units[i])) << cells[i].text;
    EXPECT_EQ(row->texts, texts);
  }
}

}  // namespace
}  // namespace readers
