// Catalogues and norms on both engines: all of ours load, what is wrong is named, nothing is lost.
#include "commands/catalogs.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include "base/resources.hpp"
#include "base/text.hpp"
#include "commands/replay.hpp"
#include "commands/testing.hpp"
#include "readers/sheet.hpp"
#include "storage/catalog_store.hpp"

namespace commands {
namespace {

using testing::OnBothEngines;

Date day(std::string_view iso) { return parse_date(iso).value(); }

class Catalogs : public OnBothEngines {};
INSTANTIATE_TEST_SUITE_P(engines, Catalogs, testing::both_engines(), testing::engine_name);

TEST_P(Catalogs, every_file_of_the_program_loads_once) {
  testing::Place place(GetParam());
  auto context = testing::create(place);
  const auto first = load_own_catalogs(context);
  ASSERT_TRUE(first) << first.error().code << ' ' << detail_of(first.error(), "hallado");
  EXPECT_EQ(first->size(), known_catalogs().size());
  for (const auto& receipt : *first) EXPECT_GT(receipt.seq, 0);

  const auto before = testing::dump(context.db(), storage::Mark::Estado);
  const auto again = load_own_catalogs(context).value();
  for (const auto& receipt : again) {
    EXPECT_EQ(receipt.seq, 0);  // Already loaded: no entry.
    EXPECT_EQ(receipt.outcome.at("nuevas"), 0);
  }
  EXPECT_EQ(testing::dump(context.db(), storage::Mark::Estado), before);

  const auto renglon = storage::catalog_entry(context.db(), "renglones", "029", day("2026-05-01"));
  ASSERT_TRUE(renglon.value());
  EXPECT_EQ((*renglon)->parent, "02");
  EXPECT_EQ(storage::catalog_codes(context.db(), "municipios", {2026}).value().size(), 367U);
  EXPECT_EQ(storage::parameter(context.db(), "brecha_fisico_financiera", day("2026-05-01")).value(),
            "20");
}

TEST_P(Catalogs, the_working_calendar_comes_from_the_rows) {
  testing::Place place(GetParam());
  auto context = testing::create(place);
  const auto bytes = resource("norms/feriados.csv").value();
  ASSERT_TRUE(submit(context, load_catalog("feriados", read_catalog("feriados", bytes).value())));
  const auto calendar =
      storage::working_calendar(context.db(), Geografico::parse("0101").value()).value();
  EXPECT_EQ(show(last_working_day(calendar, Month::parse("2026-03").value())), "2026-03-31");
  EXPECT_EQ(show(last_working_day(calendar, Month::parse("2024-03").value())), "2024-03-27");
  EXPECT_FALSE(calendar.works(day("2026-08-15")));
  EXPECT_FALSE(calendar.works(day("2026-06-29")));
}

CatalogEntry fuente(std::string code, std::string name, std::optional<Date> from = {}) {
  return {std::move(code), std::move(name), "", from, {}, Certeza::Encontrada, "Prueba", {}};
}

TEST_P(Catalogs, a_new_value_closes_the_old_one) {
  testing::Place place(GetParam());
  auto context = testing::create(place);
  ASSERT_TRUE(submit(context, add_catalog_entry("fuentes", fuente("31", "INGRESOS PROPIOS"))));
  const auto again =
      submit(context, add_catalog_entry("fuentes", fuente("31", "INGRESOS PROPIOS")));
  EXPECT_EQ(again.value().seq, 0);
  const auto other = submit(context, add_catalog_entry("fuentes", fuente("31", "OTRO NOMBRE")));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, "catalogo.ya_existe");
  EXPECT_EQ(other.error().fault, Fault::Conflict);

  ASSERT_TRUE(submit(
      context, add_catalog_entry("fuentes", fuente("31", "RECURSOS PROPIOS", day("2026-01-01")))));
  const auto at = [&](std::string_view date) {
    return storage::catalog_entry(context.db(), "fuentes", "31", day(date)).value()->name;
  };
  EXPECT_EQ(at("2025-12-31"), "INGRESOS PROPIOS");
  EXPECT_EQ(at("2026-01-01"), "RECURSOS PROPIOS");
  EXPECT_EQ(storage::catalog_codes(context.db(), "fuentes", {2026}).value().size(), 1U);
}

TEST_P(Catalogs, what_is_wrong_is_refused_and_leaves_nothing) {
  testing::Place place(GetParam());
  auto context = testing::create(place);
  ASSERT_TRUE(submit(context, add_catalog_entry("grupos", fuente("0", "Servicios Personales"))));
  const auto before = testing::dump(context.db(), storage::Mark::Estado);
  const struct {
    const char* catalog;
    CatalogEntry entry;
    const char* code;
  } cases[] = {
      {"colores", fuente("1", "x"), "catalogo.desconocido"},
      {"fuentes", fuente("1", "x"), "catalogo.codigo_mal_escrito"},
      {"fuentes", fuente("1a", "x"), "catalogo.codigo_mal_escrito"},
      {"fuentes", fuente("11", " "), "catalogo.falta_nombre"},
      {"fuentes", {"11", "x", "", {}, {}, Certeza::Dudosa, "", {}}, "catalogo.falta_fuente"},
      {"fuentes",
       {"11", "x", "", day("2026-01-02"), day("2026-01-01"), Certeza::Dudosa, "y", {}},
       "catalogo.fechas_al_reves"},
      {"subgrupos", fuente("91", "x"), "catalogo.padre_desconocido"},
      {"subgrupos",
       {"91", "x", "0", {}, {}, Certeza::Dudosa, "y", {}},
       "catalogo.padre_no_corresponde"},
  };
  for (const auto& [catalog, entry, code] : cases) {
    const auto refused = submit(context, add_catalog_entry(catalog, entry));
    ASSERT_FALSE(refused) << code;
    EXPECT_EQ(refused.error().code, code);
  }
  const auto parent = submit(context, add_catalog_entry("subgrupos", fuente("91", "x")));
  EXPECT_TRUE(detail_of(parent.error(), "orden").starts_with("ceiba catalogo agregar grupos 9 "));
  EXPECT_EQ(testing::dump(context.db(), storage::Mark::Estado), before);
}

TEST_P(Catalogs, an_institution_vouches_for_a_norm_for_itself_only) {
  testing::Place place(GetParam());
  auto context = testing::create(place);
  testing::found_institution(context);
  const auto bytes = resource("norms/parametros.csv").value();
  ASSERT_TRUE(
      submit(context, load_catalog("parametros", read_catalog("parametros", bytes).value())));
  const auto entry =
      storage::catalog_row(context.db(), "parametros", "laip_respuesta", std::nullopt)
          .value()
          .value();
  ASSERT_TRUE(submit(context, confirm_norm("parametros", "laip_respuesta", {}, Certeza::Verificada,
                                           "Dictamen 12-2026")));
  const auto degree = [&](std::string_view institution) {
    return storage::certainty_for(context.db(), institution, "parametros", entry).value();
  };
  EXPECT_EQ(degree("11200099"), Certeza::Verificada);
  EXPECT_EQ(degree("11130005"), Certeza::Encontrada);

  const auto unknown =
      submit(context, confirm_norm("parametros", "nada", {}, Certeza::Verificada, "x"));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, "catalogo.codigo_desconocido");
  const auto no_norm = submit(context, confirm_norm("fuentes", "31", {}, Certeza::Verificada, "x"));
  ASSERT_FALSE(no_norm);
  EXPECT_EQ(no_norm.error().code, "catalogo.no_es_norma");
  testing::act_as(context, access_control::Role::Enlace);
  const auto role =
      submit(context, confirm_norm("parametros", "laip_respuesta", {}, Certeza::Verificada, "x"));
  ASSERT_FALSE(role);
  EXPECT_EQ(role.error().fault, Fault::Forbidden);
}

TEST(read_catalog, names_line_and_column_of_each_fault) {
  const std::string header = "codigo,nombre,padre,vigente_desde,vigente_hasta,certeza,fuente\n";
  const struct {
    std::string bytes;
    const char *code, *line;
  } cases[] = {
      {"codigo,nombre,padre,vigente_desde,vigente_hasta,certeza\n", "catalogo.falta_columna", "1"},
      {"codigo,nombre,padre,vigente_desde,vigente_hasta,certeza,fuente,Nombre\n",
       "catalogo.columna_repetida", "1"},
      {header + "31,INGRESOS,,,,segura,x\n", "catalogo.certeza_desconocida", "2"},
      {header + "31,A,,,,dudosa,x\n\n32,B,,2026-13-01,,dudosa,x\n", "catalogo.fecha_mal_escrita",
       "4"},
      {header + "3,INGRESOS,,,,dudosa,x\n", "catalogo.codigo_mal_escrito", "2"},
      {header + "31,,,,,dudosa,x\n", "catalogo.falta_nombre", "2"},
  };
  for (const auto& [bytes, code, line] : cases) {
    const auto read = read_catalog("fuentes", bytes);
    ASSERT_FALSE(read) << code;
    EXPECT_EQ(read.error().code, code);
    EXPECT_EQ(detail_of(read.error(), "linea"), line) << code;
  }
  const auto many = read_catalog("fuentes", header + "3,A,,,,dudosa,x\n4,B,,,,dudosa,x\n");
  ASSERT_FALSE(many);
  EXPECT_EQ(many.error().all.size(), 2U);
}

TEST(read_catalog, any_order_of_columns_and_more_of_them) {
  const auto read =
      read_catalog("fuentes",
                   "Fuente,Código,Nombre,Clase,Padre,Certeza,Vigente desde,Vigente hasta\n"
                   "\"Manual, 7\",31,\"INGRESOS \"\"PROPIOS\"\"\",propios,,conocida,2026-01-01,\n");
  ASSERT_TRUE(read) << read.error().code;
  const auto& entry = read->front();
  EXPECT_EQ(entry.name, "INGRESOS \"PROPIOS\"");
  EXPECT_EQ(entry.source, "Manual, 7");
  EXPECT_EQ(entry.attribute("clase"), "propios");
  EXPECT_EQ(entry.from, day("2026-01-01"));
  EXPECT_EQ(catalog_entry_from(to_json(entry)).value(), entry);
}

// Every code that a real formulation uses is known to the catalogues.
TEST(own_catalogs, know_the_codes_of_a_real_formulation) {
  std::ifstream file(CEIBA_SOURCE_DIR "/../shared/data/gt/formulacion_2018_mingob.csv");
  if (!file) GTEST_SKIP() << "../shared/data/gt is not here";
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const auto sheet = readers::read_csv(bytes.str()).value();
  const struct {
    std::string_view header, catalog;
    std::size_t width;
  } columns[] = {{"Código Renglón", "renglones", 3},
                 {"Código Fuente", "fuentes", 2},
                 {"Código Municipio", "municipios", 4},
                 {"Código Función Mod", "finalidad_funcion", 6},
                 {"Código Subgrupo Tipo de Gasto", "tipo_gasto", 2},
                 {"Código Entidad", "entidades", 8}};
  for (const auto& [header, catalog, width] : columns) {
    std::set<std::string> known;
    const auto path = "catalogs/" + std::string(catalog) + ".csv";
    const auto entries = read_catalog(catalog, resource(path).value()).value();
    for (const auto& entry : entries) known.insert(entry.code);
    std::size_t column = 0;
    while (readers::text_at(sheet, 0, column) != header)
      ASSERT_LT(++column, readers::width_of(sheet)) << header;
    for (std::size_t row = 1; row < sheet.rows.size(); ++row) {
      const auto code = padded_left(readers::text_at(sheet, row, column), width);
      ASSERT_TRUE(known.contains(code)) << catalog << ' ' << code;
    }
  }
}

}  // namespace
}  // namespace commands
