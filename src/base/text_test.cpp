// Cases of the text helpers.
#include "base/text.hpp"

#include <gtest/gtest.h>

#include "base/bytes.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"

TEST(text, utf8_is_checked_strictly) {
  EXPECT_TRUE(is_utf8("Petén, Ñ, 11 %"));
  EXPECT_FALSE(is_utf8("Pet\xE9n"));          // Latin-1.
  EXPECT_FALSE(is_utf8("\xC0\xAF"));          // Overlong.
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // Surrogate.
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // Over U+10FFFF.
}

TEST(text, folding_forgives_accents_case_and_spaces) {
  EXPECT_EQ(folded("  Código  ENTIDAD "), "codigo entidad");
  EXPECT_EQ(folded("Año"), "ano");
  EXPECT_EQ(collapsed("\xC2\xA0 a \xC2\xA0 b "), "a b");
}

TEST(text, base64_is_canonical) {
  EXPECT_EQ(base64("a"), "YQ==");
  EXPECT_EQ(unbase64("YQ=="), "a");
  EXPECT_FALSE(unbase64("YR=="));
  EXPECT_FALSE(unbase64("YQ="));
  EXPECT_EQ(unbase64(base64(std::string("\0\xff", 2))), std::string("\0\xff", 2));
}

TEST(text, sha256_of_abc_is_that_of_fips_180) {
  EXPECT_EQ(show(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(json, canonical_form_sorts_keys_and_composes_accents) {
  const auto value = parse_json("{\"b\": 1, \"a\": [\"Pete\xCC\x81n\", true, null]}");
  ASSERT_TRUE(value);
  EXPECT_EQ(canonical(*value), "{\"a\":[\"Petén\",true,null],\"b\":1}");
}

TEST(json, what_cannot_be_kept_exactly_is_refused) {
  const struct {
    const char* text;
    const char* code;
  } cases[] = {
      {"{\"a\": 0.1}", "json.fraccion"},
      {"{\"a\": 1, \"a\": 2}", "json.clave_repetida"},
      {"{\"a\": {\"b\": 1}, \"c\": {\"b\": 2}} x", "json.mal_formado"},
      {"{\"a\"", "json.mal_formado"},
      {"", "json.mal_formado"},
  };
  for (const auto& [text, code] : cases) {
    const auto value = parse_json(text);
    ASSERT_FALSE(value) << text;
    EXPECT_EQ(value.error().code, code) << text;
  }
  EXPECT_TRUE(parse_json("{\"a\": {\"b\": 1}, \"c\": {\"b\": \"\\\"b\\\": \"}}"));
}
