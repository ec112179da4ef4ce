// Sessions, failures and secrets: what signing in reads and writes outside of the journal. Users
// and delegations are state, and are read by records.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"

namespace storage {

struct CredentialRow {
  std::int64_t number = 0;
  std::string password;  // "$argon2id$…"
  bool must_change = false;
  std::int64_t changed_at = 0;
  std::optional<std::string> totp_secret;
  std::int64_t totp_step = 0;  // Last one that was used.
  std::string recovery;        // Hashes of the codes that are left, one a line.
};
Result<std::optional<CredentialRow>> credential_of(Database&, std::int64_t number);
Result<void> put_credential(Database&, const CredentialRow&);
// False where the step, or a later one, was used before.
Result<bool> use_totp_step(Database&, std::int64_t number, std::int64_t step);
// False where the code's hash is not among those that are left.
Result<bool> use_recovery_code(Database&, std::int64_t number, std::string_view hash);

struct Enrolment {
  std::string secret;
  std::int64_t at = 0;
};
Result<std::optional<Enrolment>> enrolment_of(Database&, std::int64_t number);
Result<void> put_enrolment(Database&, std::int64_t number, const Enrolment&);
Result<void> end_enrolment(Database&, std::int64_t number);

// Failures to sign in, by the hash of the name.
struct Failures {
  std::int64_t count = 0, locked_until = 0;
};
Result<Failures> failures_of(Database&, std::string_view name_hash);
Result<std::int64_t> count_failure(Database&, std::string_view name_hash, std::int64_t at);
Result<void> lock_until(Database&, std::string_view name_hash, std::int64_t until);
Result<void> forget_failures(Database&, std::string_view name_hash);
Result<void> forget_failures_before(Database&, std::int64_t at);

struct SessionRow {
  std::string hash, name;
  std::int64_t number = 0;
  std::string csrf;
  std::int64_t created_at = 0, seen_at = 0;
  std::string device;
  bool second_factor = false;
  std::int64_t ended_at = 0;  // 0: not by anybody.
};
Result<void> put_session(Database&, const SessionRow&);
Result<std::optional<SessionRow>> session_of(Database&, std::string_view hash);
Result<std::vector<SessionRow>> sessions_of_user(Database&, std::int64_t number);
Result<void> see_session(Database&, std::int64_t number, std::string_view name, std::int64_t at);
Result<void> end_session(Database&, std::int64_t number, std::string_view name, std::int64_t at);
// All of the user's but the one of this name.
Result<void> end_sessions_but(Database&, std::int64_t number, std::string_view name,
                              std::int64_t at);
Result<void> forget_sessions_before(Database&, std::int64_t created_at);

struct TokenRow {
  std::string hash, name;
  std::int64_t number = 0;
  std::string label, scopes;  // Scopes one a line.
  std::int64_t created_at = 0, expires_at = 0, ended_at = 0;
};
Result<void> put_token(Database&, const TokenRow&);
Result<std::optional<TokenRow>> token_of(Database&, std::string_view hash);
Result<std::vector<TokenRow>> tokens_of_user(Database&, std::int64_t number);
Result<void> end_token(Database&, std::int64_t number, std::string_view name, std::int64_t at);

Result<void> put_setup_code(Database&, std::string_view hash, std::int64_t at);
// False where it is not the code; true once.
Result<bool> use_setup_code(Database&, std::string_view hash);

Result<std::optional<std::string>> preference(Database&, std::int64_t number,
                                              std::string_view name);
Result<void> put_preference(Database&, std::int64_t number, std::string_view name,
                            std::string_view value);

}  // namespace storage
