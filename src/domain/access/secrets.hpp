// Passwords, one-time codes and tokens as functions of their inputs: chance comes from outside.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace access_control {

using Salt = std::array<std::uint8_t, 16>;

inline constexpr std::size_t password_min = 12, password_max = 128;  // Code points.

// Long enough, not one that is guessed first, not the user's own name. Errors: PasswordShort,
// PasswordLong, PasswordCommon, PasswordLikeUser.
Result<void> check_password(std::string_view password, std::string_view login);

// "$argon2id$v=19$m=65536,t=3,p=1$salt$hash", the usual form. Takes about a tenth of a second and
// 64 MiB, on purpose: see password_slots() in commands/sign_in.cpp.
std::string hash_password(std::string_view password, const Salt&);
// The parameters are those that the hash names. False for a malformed one.
bool password_is(std::string_view password, std::string_view hash);

// RFC 6238: six digits, 30 seconds, SHA-1, as every telephone has it.
std::string show_totp_secret(const std::array<std::uint8_t, 20>&);  // Base32 without padding.
std::string totp_address(std::string_view secret, std::string_view login,
                         std::string_view issuer);  // otpauth://totp/…
std::string totp_code(std::string_view secret, std::int64_t step);
// The step whose code this is, of the present one and one to each side; blanks in the code are
// forgiven. Nothing where it is none of them.
std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code,
                                      std::int64_t seconds);

// "abcd-efgh-jkmn": letters and digits that are not taken for one another, for what people copy.
std::string readable_code(std::string_view random, std::size_t groups);
// As typed, without dashes, blanks and capitals.
std::string plain_code(std::string_view typed);

// Takes the same time wherever the two differ.
bool same_secret(std::string_view, std::string_view);

}  // namespace access_control
