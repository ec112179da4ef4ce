// Argon2id of libsodium, TOTP of liboath.
#include "domain/access/secrets.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <liboath/oath.h>
#include <sodium.h>
#include <vector>

#include "base/text.hpp"
#include "domain/access/refusals.hpp"

namespace access_control {
namespace {

// RFC 9106, second recommended option (64 MiB, three passes), with one lane as libsodium has it.
constexpr unsigned long long passes = 3;
constexpr std::size_t memory_kib = 64 * 1024;
constexpr std::size_t hash_size = 32;
constexpr int totp_digits = 6;
constexpr std::int64_t totp_seconds = 30;

// The beginnings of lists of leaked passwords that are long enough, and what offices use. A
// password is compared folded and without digits at its ends.
constexpr std::string_view common[] = {
    "password",
    "contrasena",
    "contrasenia",
    "passwordpassword",
    "administrador",
    "administracion",
    "administrator",
    "qwertyuiop",
    "qwertyuiopasdfgh",
    "asdfghjkl",
    "letmein",
    "bienvenido",
    "bienvenidos",
    "guatemala",
    "migracion",
    "institucion",
    "ceiba",
    "iloveyou",
    "teamo",
    "holahola",
    "abcdefghijkl",
    "abcdefghijklm",
    "cambiame",
    "changeme",
    "temporal",
    "usuario",
    "secreto",
    "superman",
    "barcelona",
    "realmadrid",
    "planificacion",
    "presupuesto",
    "tesoreria",
    "contabilidad",
    "correcthorsebatterystaple",
};

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::vector<char> text(
      sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL_NO_PADDING));
  sodium_bin2base64(text.data(), text.size(), bytes, size,
                    sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
  return text.data();
}

bool repeats(std::string_view text) {
  return std::ranges::all_of(text, [&](char c) { return c == text.front(); });
}

// "123456789012" and "abcdefghijklm": each one more than the one before.
bool in_sequence(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    const int step = text[i] - text[i - 1];
    if (step != 1 && step != -1 && !(text[i - 1] == '9' && text[i] == '0')) return false;
  }
  return true;
}

std::string without_digits_at_ends(std::string text) {
  const auto digit = [](char c) { return (c >= '0' && c <= '9') || c == '!' || c == '.'; };
  while (!text.empty() && digit(text.back())) text.pop_back();
  while (!text.empty() && digit(text.front())) text.erase(0, 1);
  return text;
}

std::string raw_secret(std::string_view base32) {
  char* bytes = nullptr;
  std::size_t size = 0;
  if (oath_base32_decode(base32.data(), base32.size(), &bytes, &size) != OATH_OK) return {};
  std::string raw(bytes, size);
  std::free(bytes);
  return raw;
}

}  // namespace

Result<void> check_password(std::string_view password, std::string_view login) {
  const auto size = is_utf8(password) ? length(password) : 0;
  if (size < password_min)
    return refuse(Refusal::PasswordShort, {{"esperado", std::to_string(password_min)}});
  if (size > password_max)
    return refuse(Refusal::PasswordLong, {{"esperado", std::to_string(password_max)}});
  const auto plain = folded(password);
  const auto word = without_digits_at_ends(plain);
  if (repeats(plain) || in_sequence(plain) ||
      std::ranges::find(common, std::string_view(word)) != std::end(common) ||
      (plain.size() % 2 == 0 &&
       plain.substr(0, plain.size() / 2) == plain.substr(plain.size() / 2) &&
       std::ranges::find(common, without_digits_at_ends(plain.substr(0, plain.size() / 2))) !=
           std::end(common)))
    return refuse(Refusal::PasswordCommon);
  if (login.size() >= 4 && plain.contains(login)) return refuse(Refusal::PasswordLikeUser);
  return {};
}

std::string hash_password(std::string_view password, const Salt& salt) {
  static_assert(std::tuple_size_v<Salt> == crypto_pwhash_SALTBYTES);
  std::array<unsigned char, hash_size> hash{};
  const int done =
      crypto_pwhash(hash.data(), hash.size(), password.data(), password.size(), salt.data(), passes,
                    memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13);
  assert(done == 0 && "64 MiB must be there");
  if (done != 0) return "!";  // Matches no password.
  return "$argon2id$v=19$m=" + std::to_string(memory_kib) + ",t=" + std::to_string(passes) +
         ",p=1$" + base64(salt.data(), salt.size()) + '$' + base64(hash.data(), hash.size());
}

bool password_is(std::string_view password, std::string_view hash) {
  // The library wants the hash in a buffer of its own size.
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (hash.size() >= text.size()) return false;
  std::ranges::copy(hash, text.begin());
  return crypto_pwhash_str_verify(text.data(), password.data(), password.size()) == 0;
}

std::string show_totp_secret(const std::array<std::uint8_t, 20>& bytes) {
  char* text = nullptr;
  std::size_t size = 0;
  const int done =
      oath_base32_encode(reinterpret_cast<const char*>(bytes.data()), bytes.size(), &text, &size);
  assert(done == OATH_OK);
  if (done != OATH_OK) return {};
  std::string secret(text, size);
  std::free(text);
  while (!secret.empty() && secret.back() == '=') secret.pop_back();
  return secret;
}

std::string totp_address(std::string_view secret, std::string_view login, std::string_view issuer) {
  std::string address = "otpauth://totp/";
  address.append(issuer).append(":").append(login);
  address.append("?secret=").append(secret).append("&issuer=").append(issuer);
  return address.append("&algorithm=SHA1&digits=6&period=30");
}

std::string totp_code(std::string_view secret, std::int64_t step) {
  const auto raw = raw_secret(secret);
  std::array<char, totp_digits + 1> code{};
  if (raw.empty() ||
      oath_hotp_generate(raw.data(), raw.size(), static_cast<std::uint64_t>(step), totp_digits,
                         false, OATH_HOTP_DYNAMIC_TRUNCATION, code.data()) != OATH_OK)
    return {};
  return code.data();
}

std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view typed,
                                      std::int64_t seconds) {
  std::string code;
  for (const char c : typed)
    if (c != ' ' && c != '-') code += c;
  if (code.size() != totp_digits || !only_digits(code)) return std::nullopt;
  const auto now = seconds / totp_seconds;
  std::optional<std::int64_t> found;
  for (const auto step : {now - 1, now, now + 1}) {
    const auto right = totp_code(secret, step);
    if (!right.empty() && same_secret(right, code)) found = step;
  }
  return found;
}

std::string readable_code(std::string_view random, std::size_t groups) {
  constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";  // 31: no i, l, o, 0, 1.
  constexpr std::size_t of_a_group = 4;
  std::string code;
  std::size_t taken = 0;
  for (const char byte : random) {
    if (taken == groups * of_a_group) break;
    // Each letter as likely as the others: what is left over above 8 × 31 is not used.
    const auto value = static_cast<unsigned char>(byte);
    if (value >= 8 * letters.size()) continue;
    if (taken > 0 && taken % of_a_group == 0) code += '-';
    code += letters[value % letters.size()];
    ++taken;
  }
  assert(taken == groups * of_a_group && "more random bytes than letters are needed");
  return code;
}

std::string plain_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) code += c;
  }
  return code;
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace access_control
