// Signing in and what belongs to it: passwords, second factor, sessions, tokens. None of it is an
// act: it changes only tables that no replay rebuilds, and each refusal is written to the security
// log. Every function wants a context of Use::Change, but find_session() and find_token().
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/access_state.hpp"
#include "commands/context.hpp"

namespace commands {

// ---- Passwords -----------------------------------------------------------------------------

// A password that nobody has chosen: letters and digits in groups, to be changed at the first use.
std::string random_password(const World&);
// Checks and keeps it. Ends the user's sessions. Errors: PasswordShort … PasswordLikeUser.
enum class Chosen { ByUser, ForUser };  // ForUser: must be changed at the first use.
Result<void> set_password(Context&, const User&, std::string_view password, Chosen);
// The user's own change, which keeps `session` and ends the others. Errors: PasswordWrong,
// PasswordUnchanged, and those of set_password().
Result<void> change_password(Context&, const User&, std::string_view present, std::string_view next,
                             std::string_view session);

// ---- Sessions ------------------------------------------------------------------------------

inline constexpr Milliseconds idle_max = 30LL * 60 * 1000;
inline constexpr Milliseconds session_max = 12LL * 3600 * 1000;
inline constexpr Milliseconds second_step_max = 10LL * 60 * 1000;

struct Session {
  std::string name;  // Public: for lists and revocation.
  std::int64_t number = 0;
  std::string csrf;
  Milliseconds created_at = 0, seen_at = 0;
  std::string device;
  bool second_step_due = false;
};
struct Opened {
  std::string secret;  // The cookie: 64 hexadecimal digits, kept nowhere.
  Session session;
  bool must_change_password = false;
};

// The first step. The answer takes as long, and is the same, for a user that does not exist.
// `device` is what the person will know the session by: "Firefox en Windows". The session that the
// browser had before, if any, ends. Errors: SignInWrong, SignInLocked (with hora).
Result<Opened> sign_in(Context&, std::string_view login, std::string_view password,
                       std::string_view device, std::string_view secret_before);
// The second step: a code of the application, once each, or a recovery code. A new secret takes the
// place of the first step's. Errors: SignInWrong (no first step), SignInLocked, CodeWrong,
// CodeUsed.
Result<Opened> second_step(Context&, std::string_view secret, std::string_view code);
Result<void> sign_out(Context&, std::string_view secret);
// How many ways in are left, for the warning after a recovery code was used.
Result<std::size_t> recovery_codes_left(storage::Database&, std::int64_t number);

enum class SessionState { Good, Over, Unknown };
struct FoundSession {
  SessionState state = SessionState::Unknown;
  Session session;  // Of one that is over too: whose form it was.
  bool must_change_password = false;
};
Result<FoundSession> find_session(storage::Database&, std::string_view secret, Milliseconds now);
Result<void> see_named(Context&, std::int64_t number, std::string_view name, Milliseconds now);
Result<std::vector<Session>> open_sessions(storage::Database&, std::int64_t number,
                                           Milliseconds now);
Result<void> end_session(Context&, std::int64_t number, std::string_view name);
Result<void> end_other_sessions(Context&, std::int64_t number, std::string_view name);

// ---- Second factor -------------------------------------------------------------------------

Result<bool> has_second_factor(storage::Database&, std::int64_t number);
// A new secret in Base32, waiting for its first code; the one that waits already, where there is
// one of the last hour.
Result<std::string> begin_second_factor(Context&, std::int64_t number);
// Yields the ten recovery codes, shown this once. Errors: NoSecondFactor, CodeWrong.
Result<std::vector<std::string>> confirm_second_factor(Context&, std::int64_t number,
                                                       std::string_view code);
// Errors: PasswordWrong.
Result<void> end_second_factor(Context&, const User&, std::string_view password);
// By an administrator, for who has lost the telephone.
Result<void> reset_second_factor(Context&, std::int64_t number);
// New recovery codes in place of the old. Errors: PasswordWrong, NoSecondFactor.
Result<std::vector<std::string>> new_recovery_codes(Context&, const User&,
                                                    std::string_view password);

// That it is the person who asks, before an act that cannot be taken back: a code of the second
// factor where the user has one (or a recovery code), else the password. Errors: SignInLocked,
// CodeWrong, CodeUsed, PasswordWrong.
Result<void> confirm_identity(Context&, const User&, std::string_view secret);

// ---- Tokens of the API ---------------------------------------------------------------------

struct Token {
  std::string name, label;
  std::int64_t number = 0;
  std::vector<std::string> scopes;  // Names of permissions.
  Milliseconds created_at = 0, expires_at = 0;
};
// Yields "ceiba_…", shown this once.
Result<std::string> make_token(Context&, std::int64_t number, std::string_view label,
                               const std::vector<std::string>& scopes, int days);
Result<std::optional<Token>> find_token(storage::Database&, std::string_view secret,
                                        Milliseconds now);
Result<std::vector<Token>> tokens_of(storage::Database&, std::int64_t number, Milliseconds now);
Result<void> end_token(Context&, std::int64_t number, std::string_view name);

// ---- The first administrator ---------------------------------------------------------------

// A new code; the one before it is void. Nothing where there are users.
Result<std::optional<std::string>> new_setup_code(Context&);
// Errors: SetupDone, SetupCodeWrong. True only once for each code.
Result<void> use_setup_code(Context&, std::string_view code);

// ---- Preferences ---------------------------------------------------------------------------

Result<std::optional<std::string>> preference(storage::Database&, std::int64_t number,
                                              std::string_view name);
Result<void> set_preference(Context&, std::int64_t number, std::string_view name,
                            std::string_view value);

}  // namespace commands
