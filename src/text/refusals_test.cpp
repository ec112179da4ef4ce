// Every code that can reach a person has a sentence, and the message says what, where and how.
#include "text/refusals.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include "domain/values/refusals.hpp"

namespace text {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// The codes of the rows {"sala.codigo", Fault::X} in a source file.
std::set<std::string> codes_in(const std::string& source) {
  std::set<std::string> codes;
  for (std::size_t at = 0; (at = source.find("Fault::", at)) != source.npos; at += 7) {
    const auto close = source.rfind('"', at);
    if (close == source.npos ||
        source.substr(close + 1, at - close - 1).find_first_not_of(", \n") != std::string::npos)
      continue;
    const auto open = source.rfind('"', close - 1);
    codes.insert(source.substr(open + 1, close - open - 1));
  }
  return codes;
}

TEST(refusals, every_code_of_every_room_has_a_sentence) {
  std::size_t seen = 0;
  for (const auto& entry : fs::recursive_directory_iterator(CEIBA_SOURCE_DIR "/src")) {
    const auto name = entry.path().string();
    if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
    for (const auto& code : codes_in(bytes_of(entry.path()))) {
      ++seen;
      EXPECT_NE(sentence_of(code), nullptr) << code << " of " << name;
    }
  }
  EXPECT_GT(seen, 20U) << "the rows are no longer written as this test reads them";
}

TEST(refusals, the_rows_of_values_are_found_by_the_reading_of_sources) {
  const auto codes = codes_in(bytes_of(CEIBA_SOURCE_DIR "/src/domain/values/refusals.cpp"));
  EXPECT_EQ(codes.size(), value_refusal_rows().size());
  for (const auto& row : value_refusal_rows()) EXPECT_TRUE(codes.contains(std::string(row.code)));
}

TEST(refusals, sentences_are_whole_and_each_code_has_one) {
  std::set<std::string_view> codes;
  for (const auto& [code, what, remedy] : all_sentences()) {
    EXPECT_TRUE(codes.insert(code).second) << code << " twice";
    EXPECT_FALSE(what.empty()) << code;
    EXPECT_FALSE(remedy.empty()) << code;
    EXPECT_TRUE(what.ends_with('.') || what.ends_with('?') || what.ends_with(']')) << code;
    EXPECT_TRUE(remedy.contains("ceiba ") || remedy.ends_with('.') || remedy.ends_with('}') ||
                remedy.ends_with('"'))
        << code;
  }
}

TEST(refusals, a_message_says_what_where_found_expected_and_what_to_do) {
  const Error error{Fault::Invalid,
                    "valor.monto_no_numerico",
                    {{"hallado", "doce"},
                     {"archivo", "enero.csv"},
                     {"linea", "17"},
                     {"columna", "devengado"},
                     {"esperado", "1234.50"}},
                    {},
                    {}};
  EXPECT_EQ(explain(error),
            "El monto «doce» no es un número.\n"
            "  Dónde: enero.csv, línea 17, columna devengado\n"
            "  Se esperaba: «1234.50»\n"
            "  Qué hacer: Escriba el monto con cifras y punto decimal, por ejemplo 1234.50 o "
            "1,234.50.");
}

TEST(refusals, optional_parts_go_when_their_slot_is_empty) {
  Error error{
      Fault::Invalid, "valor.codigo_ancho", {{"hallado", "11"}, {"esperado", "3 cifras"}}, {}, {}};
  EXPECT_EQ(what_happened(error), "El código «11» no tiene el ancho debido.");
  error.details.push_back({"campo", "renglón"});
  EXPECT_EQ(what_happened(error), "El código «11» de renglón no tiene el ancho debido.");
}

TEST(refusals, a_missing_value_and_an_unknown_code_do_no_harm) {
  EXPECT_EQ(what_happened(Error{Fault::Invalid, "valor.nit_digito", {}, {}, {}}),
            "El dígito verificador del NIT «(sin dato)» no corresponde.");
  EXPECT_EQ(explain(Error{Fault::Invalid, "nadie.lo_conoce", {{"linea", "3"}}, {}, {}}),
            "Error nadie.lo_conoce.\n  Dónde: línea 3");
}

TEST(refusals, a_value_that_looks_like_a_slot_is_not_filled_again) {
  const Error error{
      Fault::Invalid, "valor.monto_no_numerico", {{"hallado", "{esperado}[x]"}}, {}, {}};
  EXPECT_EQ(what_happened(error), "El monto «{esperado}[x]» no es un número.");
}

TEST(refusals, a_list_shows_twenty_and_counts_the_rest) {
  Error error{Fault::Invalid, "valor.fecha_mal_escrita", {{"hallado", "x"}}, {}, {}};
  for (int i = 0; i < 23; ++i)
    error.all.push_back({Fault::Invalid,
                         i % 2 == 0 ? "valor.monto_no_numerico" : "valor.mes_mal_escrito",
                         {{"hallado", "?"}, {"linea", std::to_string(i)}},
                         {},
                         {}});
  const auto message = explain(error);
  EXPECT_NE(message.find("\n  1. línea 0: El monto «?» no es un número."), message.npos);
  EXPECT_NE(message.find("\n  20. línea 19: "), message.npos);
  EXPECT_EQ(message.find("\n  21. "), message.npos);
  EXPECT_NE(message.find("\n  y 3 más"), message.npos);
  std::size_t remedies = 0;
  for (std::size_t at = 0; (at = message.find("\n  - ", at)) != message.npos; ++at) ++remedies;
  EXPECT_EQ(remedies, 3U);
}

TEST(refusals, a_list_that_begins_with_the_error_itself_is_counted) {
  Error error{Fault::Invalid,
              "valor.mes_mal_escrito",
              {{"hallado", "x"}, {"archivo", "metas.csv"}, {"linea", "2"}},
              {},
              {}};
  error.all = {
      {Fault::Invalid, "valor.mes_mal_escrito", {{"hallado", "x"}, {"linea", "2"}}, {}, {}},
      {Fault::Invalid, "valor.mes_mal_escrito", {{"hallado", "y"}, {"linea", "3"}}, {}, {}}};
  EXPECT_EQ(explain(error),
            "Se encontraron 2 errores.\n"
            "  Dónde: metas.csv\n"
            "  1. línea 2: El mes «x» está mal escrito.\n"
            "  2. línea 3: El mes «y» está mal escrito.\n"
            "  Qué hacer: Escriba año y mes así: 2026-05.");
}

}  // namespace
}  // namespace text
