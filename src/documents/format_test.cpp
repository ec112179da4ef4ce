// docs/formats/documento.md says what the JSON is: its vectors and its list of queries are checked.
#include <gtest/gtest.h>
#include <set>

#include "documents/reading_for_tests.hpp"
#include "documents/render_json.hpp"
#include "documents/report_sample_for_tests.hpp"

namespace documents {
namespace {

std::string page() { return read_file(CEIBA_SOURCE_DIR "/docs/formats/documento.md").value_or(""); }

std::string vector_named(const std::string& text, const std::string& name) {
  auto at = text.find("<!-- vector: " + name + " -->");
  const auto found = between(text, "```json\n", "```", at);
  return found ? std::string(*found) : "";
}

TEST(Format, TheVectorsAreWhatIsWritten) {
  auto figure = percent(Ratio{283, 10});
  figure.query = {"F-01",
                  {{"programa", "11"},
                   {"medida", "ejecucion"},
                   {"ejercicio", "2026"},
                   {"desde", "2026-01"},
                   {"hasta", "2026-04"}}};
  const auto written = [](const Figure& one) {
    return replaced(pretty(json_of(one, Place::Table, "2026-C1")), "\u00a0", " ");
  };
  EXPECT_EQ(trimmed(vector_named(page(), "cifra")), trimmed(written(figure)));
  auto missing = absent(Absent::SinDato, "personas");
  missing.query = {"M-01", {}};
  EXPECT_EQ(trimmed(vector_named(page(), "falta")), trimmed(written(missing)));
}

TEST(Format, EveryQueryIsListed) {
  const auto text = page();
  std::set<std::string> used;
  for (const auto& document : {four_monthly_report(sample_report("2026-C1")),
                               annual_report(sample_report("2026")), strategy(sample_strategy())})
    for (const auto& one : figures_of(document)) used.insert(one.figure.query.consulta);
  EXPECT_GE(used.size(), 20U);
  for (const auto& code : used) {
    const auto family = code.substr(0, 2);
    // "F-01 … F-06" stands for those between.
    EXPECT_TRUE(text.contains('`' + code + '`') || text.contains('`' + family + "01` … `" + family))
        << code;
  }
}

}  // namespace
}  // namespace documents
