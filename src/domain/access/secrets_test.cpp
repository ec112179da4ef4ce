// Passwords, one-time codes and readable codes.
#include "domain/access/secrets.hpp"

#include <gtest/gtest.h>
#include <set>

namespace access_control {
namespace {

TEST(passwords, length_is_what_counts_and_what_is_guessed_first_is_refused) {
  for (const char* good : {"tres tristes tigres", "Una-clave-larga-de-prueba-1",
                           "ñandú volcán maíz", "xk4r-9fpq-m2ch-wt7z"})
    EXPECT_TRUE(check_password(good, "ana")) << good;
  const struct {
    const char *password, *login, *code;
  } cases[] = {
      {"corta", "ana", "acceso.clave_corta"},
      {"", "ana", "acceso.clave_corta"},
      {"\xff\xfe 12345678901234", "ana", "acceso.clave_corta"},
      {"aaaaaaaaaaaaaaaa", "ana", "acceso.clave_comun"},
      {"123456789012", "ana", "acceso.clave_comun"},
      {"Administrador1", "ana", "acceso.clave_comun"},
      {"Contraseña2026!", "ana", "acceso.clave_comun"},
      {"guatemalaguatemala", "ana", "acceso.clave_comun"},
      {"soy ana.perez hoy", "ana.perez", "acceso.clave_como_usuario"},
  };
  for (const auto& [password, login, code] : cases) {
    const auto checked = check_password(password, login);
    ASSERT_FALSE(checked) << password;
    EXPECT_EQ(checked.error().code, code) << password;
  }
  EXPECT_EQ(check_password(std::string(129, 'a') + "bc", "ana").error().code, "acceso.clave_larga");
}

TEST(passwords, a_hash_names_its_parameters_and_fits_one_password_only) {
  const Salt salt{1, 2, 3};
  const auto hash = hash_password("tres tristes tigres", salt);
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << hash;
  EXPECT_TRUE(password_is("tres tristes tigres", hash));
  EXPECT_FALSE(password_is("tres tristes tigreS", hash));
  EXPECT_FALSE(password_is("tres tristes tigres", hash.substr(0, hash.size() - 1)));
  EXPECT_FALSE(password_is("", ""));
  EXPECT_NE(hash_password("tres tristes tigres", Salt{4}), hash);
}

// RFC 6238, appendix B, SHA-1, cut to six digits.
TEST(codes, are_those_of_the_standard) {
  std::array<std::uint8_t, 20> bytes{};
  const std::string seed = "12345678901234567890";
  std::copy(seed.begin(), seed.end(), bytes.begin());
  const auto secret = show_totp_secret(bytes);
  EXPECT_EQ(secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  const struct {
    std::int64_t seconds;
    const char* code;
  } cases[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
               {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : cases) {
    EXPECT_EQ(totp_code(secret, seconds / 30), code);
    EXPECT_EQ(totp_step(secret, code, seconds), seconds / 30);
    EXPECT_EQ(totp_step(secret, code, seconds + 30), seconds / 30);  // One step late.
    EXPECT_EQ(totp_step(secret, code, seconds + 90), std::nullopt);
  }
  EXPECT_EQ(totp_step(secret, "287 082", 59), 1);
  for (const char* wrong : {"", "28708", "2870822", "abcdef", "287083"})
    EXPECT_EQ(totp_step(secret, wrong, 59), std::nullopt) << wrong;
  EXPECT_EQ(totp_step("no es base32!", "287082", 59), std::nullopt);
}

TEST(codes, that_people_copy_have_no_letters_that_look_alike) {
  std::string random;
  for (int i = 0; i < 64; ++i) random += static_cast<char>(i * 37);
  const auto code = readable_code(random, 3);
  EXPECT_EQ(code.size(), 14U);
  EXPECT_EQ(code.find_first_of("ilo01"), code.npos) << code;
  EXPECT_EQ(plain_code(" ABCD-efgh jkmn "), "abcdefghjkmn");
}

}  // namespace
}  // namespace access_control
