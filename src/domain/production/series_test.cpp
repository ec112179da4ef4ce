// Series of values: periods of four lengths, one frequency per place, a source always.
#include "domain/production/series.hpp"

#include <gtest/gtest.h>

namespace production {
namespace {

TEST(series, a_period_has_one_way_of_writing) {
  for (const char* text :
       {"2025", "2025-S1", "2025-S2", "2025-C1", "2025-C3", "2025-01", "2025-12"}) {
    const auto period = Period::parse(text);
    ASSERT_TRUE(period) << text;
    EXPECT_EQ(show(*period), text);
  }
  for (const char* text : {"", "25", "2025-S3", "2025-T1", "2025-13", "2025-1", "enero"})
    EXPECT_FALSE(Period::parse(text)) << text;
}

SeriesValue value(const char* period, std::optional<int> n, const char* series = "S") {
  SeriesValue value;
  value.key = {series, "", "", Period::parse(period).value()};
  if (n) value.value = Quantity::units(*n);
  value.unit_of_measure = "persona";
  value.kind = CountKind::Atenciones;
  value.source = "Registro";
  return value;
}

std::string decided(const std::vector<SeriesValue>& rows, const std::vector<SeriesValue>& known,
                    const std::string& reason = "") {
  const auto result = decide_values(rows, reason, [&](const std::string&) { return known; });
  return result ? std::to_string(result->size()) : result.error().code;
}

TEST(series, a_file_is_decided_as_one) {
  SeriesValue no_source = value("2024", 1), other_measure = value("2024", 1),
              other_kind = value("2024", 1), half = value("2024", 1),
              elsewhere = value("2025-03", 1);
  no_source.source = " ";
  other_measure.unit_of_measure = "documento";
  other_kind.kind = CountKind::PersonasUnicas;
  half.value = Quantity::hundredths(150);
  SeriesValue absurd = value("2024", 1);
  absurd.value = Quantity::units(1'000'000'000'001);
  elsewhere.key.unit = "U";
  const std::vector<SeriesValue> old{value("2025", 5)};
  const struct {
    const char* name;
    std::vector<SeriesValue> rows;
    std::vector<SeriesValue> known;
    const char* reason;
    const char* want;
  } cases[] = {
      {"new ones", {value("2021", 64660), value("2022", 1)}, {}, "", "2"},
      {"zero is a value", {value("2021", 0)}, {}, "", "1"},
      {"the same again", {value("2025", 5)}, old, "", "0"},
      {"changed without reason", {value("2025", 6)}, old, "", "variable.cambio_sin_motivo"},
      {"changed with reason", {value("2025", 6)}, old, "Se duplicó", "1"},
      {"no value", {value("2021", {})}, {}, "", "variable.valor_falta"},
      {"no series", {value("2021", 1, "")}, {}, "", "variable.serie_falta"},
      {"no source", {no_source}, {}, "", "variable.fuente_falta"},
      {"half an attention", {half}, {}, "", "meta.cantidad_con_decimales"},
      {"absurd", {absurd}, {}, "", "meta.cantidad_excesiva"},
      {"twice", {value("2021", 1), value("2021", 1)}, {}, "", "variable.valor_repetido"},
      {"month within a year of the file",
       {value("2025", 1), value("2025-03", 1)},
       {},
       "",
       "variable.periodos_traslapados"},
      {"month within a year in force",
       {value("2025-03", 1)},
       old,
       "",
       "variable.periodos_traslapados"},
      {"of another unit of the organisation", {elsewhere}, old, "", "1"},
      {"another measure", {other_measure}, old, "", "variable.medida_distinta"},
      {"another kind of count", {value("2023", 1), other_kind}, {}, "", "variable.medida_distinta"},
  };
  for (const auto& c : cases) EXPECT_EQ(decided(c.rows, c.known, c.reason), c.want) << c.name;
}

TEST(series, every_fault_is_named_with_its_place) {
  SeriesValue first = value("2021", {}), second = value("2022", 1);
  first.place = "2";
  second.place = "Hoja!A3";
  second.source = "";
  const auto result = decide_values({first, second}, "",
                                    [](const std::string&) { return std::vector<SeriesValue>{}; });
  ASSERT_FALSE(result);
  ASSERT_EQ(result.error().all.size(), 2U);
  EXPECT_EQ(detail_of(result.error().all[1], "celda"), "A3");
}

}  // namespace
}  // namespace production
