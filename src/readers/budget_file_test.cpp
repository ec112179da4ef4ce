// The budget reader against real files, against a slow sum made here, and against every bad input.
#include "readers/budget_file.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <sstream>

#include "base/text.hpp"
#include "readers/refusals.hpp"
#include "readers/sheet.hpp"

namespace readers {
namespace {

using budget::Stage;
using std::string_literals::operator""s;

constexpr auto header =
    "ejercicio,mes,entidad,unidad_ejecutora,programa,subprograma,proyecto,actividad,obra,renglon,"
    "fuente,organismo,correlativo,geografico,asignado,modificado,vigente,comprometido,devengado,"
    "pagado\n";

Result<BudgetReading> read(std::string_view bytes, std::string layout = "auto") {
  const auto source = bytes_in_memory(bytes);
  return read_budget(*source, {std::move(layout), 2});
}

std::string row(std::string_view amounts, std::string_view month = "1",
                std::string_view renglon = "29") {
  return "2026," + std::string(month) + ",11200099,0,11,0,0,1,0," + std::string(renglon) +
         ",31,151,1,101," + std::string(amounts) + "\n";
}

TEST(BudgetFile, restores_zeros_and_adds_rows_of_a_partida) {
  const auto reading = read(header + row("100.00,0,100,50.5,40,30") + row("1,2,3,4,5,6") +
                            row("0,0,0,-10.25,0,0", "2"));
  ASSERT_TRUE(reading) << reading.error().code;
  EXPECT_EQ(reading->layout.code, "sicoin-mensual");
  EXPECT_EQ(reading->rows, 3U);
  ASSERT_EQ(reading->facts.size(), 1U);
  EXPECT_EQ(show(reading->facts.key(0)),
            "2026-11200099-000-11-00-000-001-000-029-0101-31-0151-0001");
  EXPECT_EQ(Partida::parse(show(reading->facts.key(0))).has_value(), true);
  const auto year = reading->facts.year(0);
  EXPECT_EQ(year.months[0], (budget::Amounts{{10100, 200, 10300, 5450, 4500, 3600}}));
  EXPECT_EQ(year.months[1], (budget::Amounts{{0, 0, 0, -1025, 0, 0}}));
  EXPECT_EQ(reading->facts.months(0), 0b11);
  EXPECT_EQ(show(reading->totals.sum(Stage::Comprometido)), "44.25");
  EXPECT_EQ(reading->months.at(2026), 0b11);
  EXPECT_EQ(reading->entities.at("11200099"), "");
  EXPECT_EQ(reading->hash, sha256(header + row("100.00,0,100,50.5,40,30") + row("1,2,3,4,5,6") +
                                  row("0,0,0,-10.25,0,0", "2")));
}

// The same table in many dresses: separators, titles, quotes, encodings, total rows.
TEST(BudgetFile, reads_the_same_facts_whatever_the_dress) {
  const auto plain =
      read(header + row("1234.50,0,1234.50,0,0,0") + row("0,-4.25,-4.25,0,0,0", "3"));
  ASSERT_TRUE(plain);
  const auto digest = [](const BudgetReading& reading) {
    FactDigest d;
    for (std::size_t i = 0; i < reading.facts.size(); ++i)
      d.add(reading.facts.key(i), reading.facts.year(i));
    return show(d.finish());
  };
  const std::string names =
      "Ejercicio;Mes;Código Entidad;Unidad Ejecutora;PROGRAMA;Sub Programa;Proyecto;Actividad;Obra;"
      "Código Renglón;Fuente;Organismo;Correlativo;Geográfico;Asignado;Modificado;Vigente;"
      "Comprometido;Devengado;Pagado";
  const std::string latin =
      "Ejercicio;Mes;C\xF3"
      "digo Entidad;Unidad Ejecutora;PROGRAMA;Sub Programa;"
      "Proyecto;Actividad;Obra;C\xF3"
      "digo Rengl\xF3n;Fuente;Organismo;Correlativo;Geogr\xE1"
      "fico;"
      "Asignado;Modificado;Vigente;Comprometido;Devengado;Pagado";
  const std::string dos =
      "Ejercicio;Mes;C\xA2"
      "digo Entidad;Unidad Ejecutora;PROGRAMA;Sub Programa;"
      "Proyecto;Actividad;Obra;C\xA2"
      "digo Rengl\xA2n;Fuente;Organismo;Correlativo;Geogr\xA0"
      "fico;"
      "Asignado;Modificado;Vigente;Comprometido;Devengado;Pagado";
  const std::string a = "2026;1;11200099;0;11;0;0;1;0;29;31;151;1;101;";
  const std::string b = "2026;3;11200099;0;11;0;0;1;0;29;31;151;1;101;";
  const struct {
    std::string name, bytes, encoding;
    std::uint64_t totals;
  } cases[] = {
      {"semicolons and decimal comma",
       names + "\n" + a + "1.234,50;0;1.234,50;0;0;0\n" + b + "0;-4,25;-4,25;0;0;0\n", "UTF-8", 0},
      {"quoted thousands, CRLF, BOM",
       "\xEF\xBB\xBF" + names + "\r\n" + a + "\"Q 1,234.50\";0;\"1,234.50\";0;0;0\r\n" + b +
           "0;(4.25);-4.25;0;0;0\r\n",
       "UTF-8 con BOM", 0},
      {"titles above, totals between, blank lines",
       "GOBIERNO DE GUATEMALA\n\nEjercicio 2026\n" + replaced(names, ";", "\t") + "\n" +
           replaced(a, ";", "\t") +
           "1234.50\t0\t1234.50\t0\t0\t0\n\n"
           "TOTAL ENERO\t\t\t\t\t\t\t\t\t\t\t\t\t\t1234.50\t0\t1234.50\t0\t0\t0\n" +
           replaced(b, ";", "\t") +
           "0\t-4.25\t-4.25\t0\t0\t0\n\t\t\t\tTotal general\t\t\t\t\t\t\t\t\t\t1\t2\t3\t4\t5\t6\n",
       "UTF-8", 2},
      {"Latin-1", latin + "\n" + a + "1234.5;0;1234.5;0;0;0\n" + b + "0;-4.25;-4.25;0;0;\n",
       "Latin-1", 0},
      {"cp850", dos + "\n" + a + "1234.5;0;1234.5;0;0;0\n" + b + "0;-4.25;-4.25;0;0;\n", "cp850",
       0},
      {"month names, codes as numbers with decimals",
       names + "\n2026;enero;11200099;0;11.0;0;0;1;0;029;31;0151;0001;0101;"
               "1234.5;0;1234.5;0;0;0\n2026;Mar.;11200099;0;11;0;0;1;0;29;31;151;1;101;0;-4.25;-4."
               "25;0;0;0\n",
       "UTF-8", 0},
      {"the header again in the middle",
       names + "\n" + a + "1234.5;0;1234.5;0;0;0\n" + names + "\n" + b + "0;-4.25;-4.25;0;0;0\n",
       "UTF-8", 1},
      {"old Mac lines", names + "\r" + a + "1234.5;0;1234.5;0;0;0\r" + b + "0;-4.25;-4.25;0;0;0\r",
       "UTF-8", 0},
      {"columns beyond and without end of line",
       names + ";;Nota\n" + a + "1234.5;0;1234.5;0;0;0;;\"dos\nlineas\"\n" + b +
           "0;-4.25;-4.25;0;0;0",
       "UTF-8", 0},
  };
  for (const auto& [name, bytes, encoding, totals] : cases) {
    const auto reading = read(bytes);
    ASSERT_TRUE(reading) << name << ": " << reading.error().code << " "
                         << detail_of(reading.error(), "hallado")
                         << detail_of(reading.error(), "linea");
    EXPECT_EQ(digest(*reading), digest(*plain)) << name;
    EXPECT_EQ(reading->encoding, encoding) << name;
    EXPECT_EQ(reading->total_rows, totals) << name;
    EXPECT_EQ(reading->rows, 2U) << name;
  }
}

TEST(BudgetFile, refuses_with_code_line_and_column) {
  const auto good = row("1.00,0,1.00,0,0,0");
  const struct {
    std::string bytes, code, line, column, field;
  } cases[] = {
      {"", "archivo.vacio", "", "", ""},
      {header, "filas.ninguna", "", "", ""},
      {"a,b,c\n1,2,3\n", "formato.no_reconocido", "", "", ""},
      {replaced(header, ",pagado", "") + good, "columnas.falta", "1", "", "pagado"},
      {replaced(header, "obra", "renglon") + good, "columnas.repetida", "1", "10", "renglon"},
      {header + good + row("1.00,0,cien,0,0,0"), "monto.no_numerico", "3", "17", "vigente"},
      {header + row("1.234,0,1,0,0,0"), "monto.ambiguo", "2", "15", "asignado"},
      {header + row("\"1,234.5\",0,1,0,0,0") + row("1,\"1.234,5\",1,0,0,0"),
       "monto.convenciones_mezcladas", "3", "16", "modificado"},
      {header + row("99999999999999999999,0,1,0,0,0"), "monto.demasiado_grande", "2", "15",
       "asignado"},
      {header + row("92233720368547758.07,0,1,0,0,0") + row("1,0,0,0,0,0"),
       "monto.demasiado_grande", "3", "1", ""},
      {header + good + row("1,0,1,0,0,0", "13"), "mes.mal_escrito", "3", "2", "mes"},
      {header + good + row("1,0,1,0,0,0", "1", "1234"), "codigo.ancho", "3", "10", "renglon"},
      {header + good + row("1,0,1,0,0,0", "1", "A12"), "codigo.no_numerico", "3", "10", "renglon"},
      {header + good + row("1,0,1,0,0,0", "1", ""), "codigo.vacio", "3", "10", "renglon"},
      {header + good + replaced(good, "2026", "20"), "ejercicio.mal_escrito", "3", "1",
       "ejercicio"},
      {header + good + "2026,1,\"11200099,0\n1,2\n", "csv.comilla_sin_cerrar", "3", "3", ""},
      {header + good + "2026,1,\"112\"x\n", "csv.texto_tras_comilla", "3", "3", ""},
      {header + good + "2026,1,11\0"s + "\n", "csv.byte_nulo", "3", "10", ""},
      {header + good + row("1,0,1,0,0,0,sobra"), "filas.sobran_campos", "3", "21", ""},
      {"\xFF\xFE"
       "e\0"s,
       "csv.utf16", "", "", ""},
  };
  for (const auto& [bytes, code, line, column, field] : cases) {
    const auto reading = read(bytes);
    ASSERT_FALSE(reading) << code;
    EXPECT_EQ(reading.error().code, code) << detail_of(reading.error(), "hallado");
    EXPECT_EQ(detail_of(reading.error(), "linea"), line) << code;
    if (!column.empty()) {
      EXPECT_EQ(detail_of(reading.error(), "columna"), column) << code;
    }
    EXPECT_EQ(detail_of(reading.error(), "campo"), field) << code;
  }
}

TEST(BudgetFile, names_every_fault_up_to_a_hundred) {
  std::string bytes = header;
  for (int i = 0; i < 150; ++i) bytes += row("x,0,1,0,0,0");
  const auto reading = read(bytes);
  ASSERT_FALSE(reading);
  ASSERT_EQ(reading.error().all.size(), 100U);
  EXPECT_EQ(detail_of(reading.error().all[99], "linea"), "101");
}

TEST(BudgetFile, a_word_in_every_code_is_no_total_and_no_header) {
  const auto reading =
      read(header + row("1,0,1,0,0,0") + "2026,1,Totalmente,a,b,c,d,e,f,g,h,i,j,k,1,0,1,0,0,0\n");
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, "codigo.no_numerico");
}

TEST(BudgetFile, warns_of_identical_rows_but_adds_them) {
  const auto a = row("1.00,0,1.00,0,0,0");
  const auto reading = read(header + a + row("1,0,1.00,0,0,0") + a + row("5,0,5,0,0,0", "2") + a);
  ASSERT_TRUE(reading);
  EXPECT_EQ(show(reading->totals.sum(Stage::Asignado)), "9.00");
  // Line 3 has the same figures in another text; it stands between 2 and 4 in the file.
  ASSERT_EQ(reading->identical, 1U);
  EXPECT_EQ(reading->identical_places[0].line, 6U);
}

TEST(BudgetFile, rounds_float_noise_and_tells_how_often) {
  const auto reading = read(header + row("301664046.07999998,0,301664046.08,,0,0"));
  ASSERT_TRUE(reading);
  EXPECT_EQ(show(reading->totals.sum(Stage::Asignado)), "301664046.08");
  EXPECT_EQ(reading->rounded, 1U);
  EXPECT_EQ(reading->empty_amounts, 1U);
}

TEST(BudgetFile, tells_accumulated_from_movements_by_the_headings) {
  auto accumulated = std::string(header);
  for (const auto* name : {"devengado", "pagado"})
    accumulated = replaced(accumulated, name, name + " acumulado"s);
  const auto reading = read(accumulated + row("1,0,1,0,0,0"));
  ASSERT_TRUE(reading) << reading.error().code;
  EXPECT_EQ(reading->layout.code, "sicoin-acumulado");
  EXPECT_EQ(reading->counting, Counting::Accumulated);
  EXPECT_EQ(read(header + row("1,0,1,0,0,0"), "sicoin-acumulado")->counting, Counting::Accumulated);
  EXPECT_EQ(read(header + row("1,0,1,0,0,0"), "otro").error().code, "formato.no_reconocido");
}

TEST(BudgetFile, finds_where_a_code_first_occurs) {
  const auto bytes =
      header + row("1,0,1,0,0,0") + row("1,0,1,0,0,0", "1", "777") + row("1,0,1,0,0,0", "1", "777");
  const auto source = bytes_in_memory(bytes);
  const auto reading = read_budget(*source);
  const auto unknown = [](const PackedPartida& key, unsigned) {
    return digits_of(key, Part::Renglon) == "777";
  };
  const auto found = find_rows(*source, *reading, "renglon", unknown, 1);
  ASSERT_TRUE(found && found->size() == 1);
  EXPECT_EQ(found->at(0).month, 1U);
  EXPECT_EQ(found->at(0).details.at(0).value, "3");
  EXPECT_EQ(found->at(0).details.at(1).value, "10");
}

// Many rows, many blocks, quotes and long fields: equal to a sum made with a map, on any threads.
TEST(BudgetFile, equals_a_slow_sum_on_one_thread_and_on_four) {
  std::mt19937_64 random(7);
  std::string bytes = "Nota," + std::string(header);
  std::map<std::string, std::map<int, budget::Amounts>> expected;
  for (int i = 0; i < 60'000; ++i) {
    const int month = 1 + static_cast<int>(random() % 12),
              renglon = 1 + static_cast<int>(random() % 400);
    const int unit = static_cast<int>(random() % 20);
    budget::Amounts a;
    std::string amounts;
    for (auto& c : a.centavos) {
      c = static_cast<std::int64_t>(random() % 2'000'000'000) - 500'000'000;
      const auto text = show(Money::centavos(c));
      amounts += "," + (random() % 50 == 0 ? "\"" + text + "\"" : text);
    }
    bytes += random() % 9 == 0 ? "\"una nota, con \"\"comillas\"\"\ny dos líneas\"" : "nota";
    bytes += ",2026," + std::to_string(month) + ",11200099," + std::to_string(unit) +
             ",11,0,0,1,0," + std::to_string(renglon) + ",31,151,1,101" + amounts + "\n";
    const auto key =
        padded_left(std::to_string(unit), 3) + "/" + padded_left(std::to_string(renglon), 3);
    ASSERT_TRUE(add(expected[key][month], a));
  }
  const auto source = bytes_in_memory(bytes);
  const auto one = read_budget(*source, {"auto", 1}), four = read_budget(*source, {"auto", 4});
  ASSERT_TRUE(one && four);
  for (const auto* reading : {&*one, &*four}) {
    EXPECT_EQ(reading->rows, 60'000U);
    EXPECT_EQ(reading->hash, sha256(bytes));
    ASSERT_EQ(reading->facts.size(), expected.size());
    std::size_t i = 0;
    for (const auto& [key, months] : expected) {
      EXPECT_EQ(digits_of(reading->facts.key(i), Part::UnidadEjecutora) + "/" +
                    digits_of(reading->facts.key(i), Part::Renglon),
                key);
      const auto year = reading->facts.year(i++);
      for (const auto& [month, amounts] : months)
        ASSERT_EQ(year.months[static_cast<std::size_t>(month - 1)], amounts) << key;
    }
  }
  EXPECT_EQ(one->totals, four->totals);
}

std::filesystem::path real_data() { return CEIBA_SOURCE_DIR "/../shared/data/gt"; }

TEST(BudgetFile, reads_the_real_formulation_of_2018) {
  const auto path = real_data() / "formulacion_2018_mingob_migracion.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no real data at " << path;
  const auto source = open_file(path).value();
  const auto reading = read_budget(*source);
  ASSERT_TRUE(reading) << reading.error().code << detail_of(reading.error(), "hallado");
  EXPECT_EQ(reading->layout.code, "minfin-formulacion");
  EXPECT_EQ(reading->rows, 678U);
  EXPECT_EQ(show(reading->totals.sum(Stage::Asignado)), "224666000.00");
  EXPECT_EQ(show(reading->totals.sum(Stage::Vigente)), "224666000.00");
  std::map<std::string, std::int64_t> activities, groups;
  for (std::size_t i = 0; i < reading->facts.size(); ++i) {
    const auto& key = reading->facts.key(i);
    const auto asignado = reading->facts.year(i).months[0][Stage::Asignado];
    activities[digits_of(key, Part::Programa) + "-" + digits_of(key, Part::Actividad)] += asignado;
    groups[digits_of(key, Part::Renglon).substr(0, 1)] += asignado;
  }
  EXPECT_EQ(activities.at("13-001"), 6304641000);
  EXPECT_EQ(activities.at("13-002"), 15846352500);
  EXPECT_EQ(activities.at("13-003"), 300606500);
  EXPECT_EQ(reading->entities.at("11130005"), "MINISTERIO DE GOBERNACIÓN");
  EXPECT_EQ((reading->units.at({"11130005", "211"})), "DIRECCION GENERAL DE MIGRACION");
  EXPECT_FALSE(reading->facts.key(0).known(Part::Proyecto));
  EXPECT_FALSE(reading->facts.key(0).known(Part::Organismo));
  EXPECT_TRUE(reading->facts.key(0).known(Part::Receptora));
}

TEST(FactDigest, has_the_bytes_that_the_format_describes) {
  PackedPartida key;
  set_text(key, Part::Ejercicio, "2026");
  set_text(key, Part::Entidad, "11200099");
  set_text(key, Part::Renglon, "029");
  key.set_unknown(Part::Receptora);
  budget::YearMovements year;
  year.months[1] = {{1, 0, 150, 0, 0, -1}};
  FactDigest digest;
  digest.add(key, year);
  const auto bytes =
      "ceiba/presupuesto/1\n2026-11200099-000-00-00-000-000-000-029-0000-00-0000-0000-?\n"
      // February: 1, 0, 150, 0, 0, −1 centavos; end.
      "\x02\x02"s
      "\0"s
      "\xac\x02"s
      "\0\0"s
      "\x01"s
      "\0"s;
  EXPECT_EQ(show(digest.finish()), show(sha256(bytes)));
}

}  // namespace
}  // namespace readers
