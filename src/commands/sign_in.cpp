// Argon2id at the door: a name and a password become a session, or one answer for all that is
// wrong.
#include "commands/sign_in.hpp"

#include <algorithm>
#include <semaphore>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "domain/access/refusals.hpp"
#include "domain/access/secrets.hpp"
#include "storage/access_store.hpp"
#include "storage/journal_store.hpp"

namespace commands {
namespace {

using access_control::Refusal;

constexpr int failures_before_lock = 5;
constexpr Milliseconds minute = 60'000, hour = 60 * minute, day = 24 * hour;
// After the fifth failure a minute, then two, four … an hour at most.
constexpr Milliseconds lock_first = minute, lock_max = hour;
constexpr int recovery_codes = 10;
constexpr Milliseconds enrolment_max = hour;
constexpr std::string_view token_prefix = "ceiba_";

// Two at a time: 64 MiB each, and a limit to how fast anybody can guess.
std::counting_semaphore<2> password_slots{2};

class Slot {
 public:
  Slot() { password_slots.acquire(); }
  ~Slot() { password_slots.release(); }
  Slot(const Slot&) = delete;
};

std::string random_bytes(const World& world) {
  std::string bytes;
  for (int half = 0; half < 2; ++half) {
    const auto nonce = world.nonce();
    bytes.append(reinterpret_cast<const char*>(nonce.data()), nonce.size());
  }
  return bytes;
}

std::string hash_of(std::string_view secret) { return show(sha256(secret)); }

std::string hash_password(const World& world, std::string_view password) {
  const Slot slot;
  return access_control::hash_password(password, world.nonce());
}

bool password_is(std::string_view password, const std::string& hash) {
  const Slot slot;
  return access_control::password_is(password, hash);
}

// Compared with where there is no such user, so that it takes as long.
const std::string& hash_of_nobody() {
  static const std::string hash = access_control::hash_password("nadie", {});
  return hash;
}

void log(Context& context, std::int64_t actor, std::string_view kind, std::string_view code) {
  const auto nonce = context.world.nonce();
  (void)storage::log_refusal(context.db(), context.world.now(),
                             hex({reinterpret_cast<const char*>(nonce.data()), nonce.size()}),
                             context.institution, actor, kind, code);
}

std::unexpected<Error> refused(Context& context, std::int64_t actor, std::string_view kind,
                               Refusal why, std::vector<Detail> details = {}) {
  log(context, actor, kind, row_of(why).code);
  return refuse(why, std::move(details));
}

// "10:42" and, on another day, "23/11/2026": local.
std::vector<Detail> told_hour(Milliseconds until, Milliseconds now) {
  constexpr Milliseconds utc_to_local = 6 * hour;
  // The minute in which it ends has to be over.
  const auto minutes = (until - utc_to_local + minute - 1) / minute % (24 * 60);
  std::vector<Detail> details{{"hora", padded_left(std::to_string(minutes / 60), 2) + ":" +
                                           padded_left(std::to_string(minutes % 60), 2)}};
  const auto date = local_date(until);
  if (date != local_date(now)) {
    const auto iso = show(date);
    details.push_back(
        {"fecha", iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4)});
  }
  return details;
}

Milliseconds lock_for(std::int64_t failures) {
  auto wait = lock_first;
  for (auto n = std::int64_t{failures_before_lock}; n < failures && wait < lock_max; ++n) wait *= 2;
  return std::min(wait, lock_max);
}

// Counts the attempt before it is looked at, so that many at once are not free; a good one takes
// the count away again. Error: SignInLocked.
Result<void> count_attempt(Context& context, const std::string& name_hash, std::int64_t actor) {
  auto& db = context.db();
  const auto now = context.world.now();
  const auto before = TRY(storage::failures_of(db, name_hash));
  if (before.locked_until > now)
    return refused(context, actor, "sesion.entrar", Refusal::SignInLocked,
                   told_hour(before.locked_until, now));
  CHECK(storage::forget_failures_before(db, now - day));
  const auto failures = TRY(storage::count_failure(db, name_hash, now));
  if (failures >= failures_before_lock)
    CHECK(storage::lock_until(db, name_hash, now + lock_for(failures)));
  return {};
}

Session session_from(const storage::SessionRow& row) {
  return {row.name,    row.number, row.csrf,          row.created_at,
          row.seen_at, row.device, !row.second_factor};
}

bool is_over(const storage::SessionRow& row, Milliseconds now) {
  if (row.ended_at != 0 || now - row.created_at >= session_max) return true;
  return now - row.seen_at >= idle_max ||
         (!row.second_factor && now - row.created_at >= second_step_max);
}

Result<Opened> open_session(Context& context, std::int64_t number, std::string_view device,
                            bool complete) {
  Opened opened;
  opened.secret = hex(random_bytes(context.world));
  const auto chance = hex(random_bytes(context.world));
  const auto now = context.world.now();
  storage::SessionRow row{hash_of(opened.secret),
                          chance.substr(0, 16),
                          number,
                          hash_of(chance),
                          now,
                          now,
                          std::string(device),
                          complete,
                          0};
  CHECK(storage::put_session(context.db(), row));
  CHECK(storage::forget_sessions_before(context.db(), now - 7 * day));
  opened.session = session_from(row);
  return opened;
}

std::string recovery_hash(std::string_view code) {
  return hash_of("recuperacion\n" + access_control::plain_code(code));
}

std::vector<std::string> make_recovery_codes(const World& world) {
  std::vector<std::string> codes;
  for (int i = 0; i < recovery_codes; ++i)
    codes.push_back(access_control::readable_code(random_bytes(world), 3));
  return codes;
}

std::string hashes_of(const std::vector<std::string>& codes) {
  std::vector<std::string> hashes;
  for (const auto& code : codes) hashes.push_back(recovery_hash(code));
  return joined(hashes, "\n");
}

Result<void> confirm_password(Context& context, const User& user, std::string_view password) {
  const auto name_hash = hash_of(user.login);
  CHECK(count_attempt(context, name_hash, user.number));
  const auto row = TRY(storage::credential_of(context.db(), user.number));
  if (!row || !password_is(password, row->password))
    return refused(context, user.number, "sesion.confirmar", Refusal::PasswordWrong);
  return storage::forget_failures(context.db(), name_hash);
}

}  // namespace

std::string random_password(const World& world) {
  return access_control::readable_code(random_bytes(world), 4);
}

Result<void> set_password(Context& context, const User& user, std::string_view password,
                          Chosen chosen) {
  CHECK(where("campo", "clave", access_control::check_password(password, user.login)));
  auto& db = context.db();
  auto row = TRY(storage::credential_of(db, user.number)).value_or(storage::CredentialRow{});
  row.number = user.number;
  row.password = hash_password(context.world, password);
  row.must_change = chosen == Chosen::ForUser;
  row.changed_at = context.world.now();
  CHECK(storage::put_credential(db, row));
  CHECK(storage::forget_failures(db, hash_of(user.login)));
  return storage::end_sessions_but(db, user.number, "", row.changed_at);
}

Result<void> change_password(Context& context, const User& user, std::string_view present,
                             std::string_view next, std::string_view session) {
  CHECK(where("campo", "clave", access_control::check_password(next, user.login)));
  CHECK(where("campo", "actual", confirm_password(context, user, present)));
  if (present == next) return refuse(Refusal::PasswordUnchanged, {{"campo", "clave"}});
  auto& db = context.db();
  auto row = TRY(storage::credential_of(db, user.number)).value_or(storage::CredentialRow{});
  row.password = hash_password(context.world, next);
  row.must_change = false;
  row.changed_at = context.world.now();
  CHECK(storage::put_credential(db, row));
  return storage::end_sessions_but(db, user.number, session, row.changed_at);
}

Result<Opened> sign_in(Context& context, std::string_view login, std::string_view password,
                       std::string_view device, std::string_view secret_before) {
  auto& db = context.db();
  // What is no name at all is counted and refused like any other.
  const auto name = access_control::parse_login(login).value_or(std::string(trimmed(login)));
  const auto name_hash = hash_of(name);
  const auto user = TRY(user_named(db, name));
  const auto number = user ? user->number : 0;
  CHECK(count_attempt(context, name_hash, number));
  const auto row = user ? TRY(storage::credential_of(db, number)) : std::nullopt;
  const bool right = password_is(password, row ? row->password : hash_of_nobody()) && row;
  if (!right || !user->active)
    return refused(context, number, "sesion.entrar", Refusal::SignInWrong);
  const bool two_steps = row->totp_secret.has_value();
  if (!two_steps) CHECK(storage::forget_failures(db, name_hash));
  CHECK(sign_out(context, secret_before));
  auto opened = TRY(open_session(context, number, device, !two_steps));
  opened.must_change_password = row->must_change;
  return opened;
}

Result<Opened> second_step(Context& context, std::string_view secret, std::string_view code) {
  auto& db = context.db();
  const auto now = context.world.now();
  const auto session = TRY(storage::session_of(db, hash_of(secret)));
  if (!session || session->second_factor || is_over(*session, now))
    return refuse(Refusal::SignInWrong);
  const auto number = session->number;
  const auto user = TRY(user_of(db, number));
  const auto row = TRY(storage::credential_of(db, number));
  if (!user || !user->active || !row || !row->totp_secret) return refuse(Refusal::SignInWrong);
  CHECK(count_attempt(context, hash_of(user->login), number));
  const auto step = access_control::totp_step(*row->totp_secret, code, now / 1000);
  if (step) {
    if (!TRY(storage::use_totp_step(db, number, *step)))
      return refused(context, number, "sesion.segundo_paso", Refusal::CodeUsed);
  } else if (!TRY(storage::use_recovery_code(db, number, recovery_hash(code)))) {
    return refused(context, number, "sesion.segundo_paso", Refusal::CodeWrong);
  }
  CHECK(storage::forget_failures(db, hash_of(user->login)));
  CHECK(storage::end_session(db, number, session->name, now));
  auto opened = TRY(open_session(context, number, session->device, true));
  opened.must_change_password = row->must_change;
  return opened;
}

Result<void> sign_out(Context& context, std::string_view secret) {
  if (secret.empty()) return {};
  const auto row = TRY(storage::session_of(context.db(), hash_of(secret)));
  if (!row || row->ended_at != 0) return {};
  return storage::end_session(context.db(), row->number, row->name, context.world.now());
}

Result<std::size_t> recovery_codes_left(storage::Database& db, std::int64_t number) {
  const auto row = TRY(storage::credential_of(db, number));
  if (!row || row->recovery.empty()) return std::size_t{0};
  return split(row->recovery, '\n').size();
}

Result<FoundSession> find_session(storage::Database& db, std::string_view secret,
                                  Milliseconds now) {
  FoundSession found;
  if (secret.empty()) return found;
  const auto row = TRY(storage::session_of(db, hash_of(secret)));
  if (!row) return found;
  found.session = session_from(*row);
  found.state = is_over(*row, now) ? SessionState::Over : SessionState::Good;
  if (found.state == SessionState::Good) {
    const auto credential = TRY(storage::credential_of(db, row->number));
    found.must_change_password = credential && credential->must_change;
  }
  return found;
}

Result<void> see_named(Context& context, std::int64_t number, std::string_view name,
                       Milliseconds now) {
  return storage::see_session(context.db(), number, name, now);
}

Result<std::vector<Session>> open_sessions(storage::Database& db, std::int64_t number,
                                           Milliseconds now) {
  std::vector<Session> all;
  for (const auto& row : TRY(storage::sessions_of_user(db, number)))
    if (!is_over(row, now)) all.push_back(session_from(row));
  std::ranges::sort(all, std::greater{}, &Session::seen_at);
  return all;
}

Result<void> end_session(Context& context, std::int64_t number, std::string_view name) {
  return storage::end_session(context.db(), number, name, context.world.now());
}

Result<void> end_other_sessions(Context& context, std::int64_t number, std::string_view name) {
  return storage::end_sessions_but(context.db(), number, name, context.world.now());
}

Result<bool> has_second_factor(storage::Database& db, std::int64_t number) {
  const auto row = TRY(storage::credential_of(db, number));
  return row && row->totp_secret;
}

Result<std::string> begin_second_factor(Context& context, std::int64_t number) {
  const auto now = context.world.now();
  const auto waiting = TRY(storage::enrolment_of(context.db(), number));
  if (waiting && now - waiting->at < enrolment_max) return waiting->secret;
  std::array<std::uint8_t, 20> bytes{};
  std::ranges::copy(random_bytes(context.world).substr(0, bytes.size()), bytes.begin());
  const auto secret = access_control::show_totp_secret(bytes);
  CHECK(storage::put_enrolment(context.db(), number, {secret, now}));
  return secret;
}

Result<std::vector<std::string>> confirm_second_factor(Context& context, std::int64_t number,
                                                       std::string_view code) {
  auto& db = context.db();
  const auto now = context.world.now();
  const auto waiting = TRY(storage::enrolment_of(db, number));
  auto row = TRY(storage::credential_of(db, number));
  if (!row || !waiting || now - waiting->at >= enrolment_max)
    return refuse(Refusal::NoSecondFactor);
  const auto step = access_control::totp_step(waiting->secret, code, now / 1000);
  if (!step)
    return refused(context, number, "sesion.segundo_factor", Refusal::CodeWrong,
                   {{"campo", "codigo"}});
  const auto codes = make_recovery_codes(context.world);
  row->totp_secret = waiting->secret;
  row->totp_step = *step;
  row->recovery = hashes_of(codes);
  CHECK(storage::put_credential(db, *row));
  CHECK(storage::end_enrolment(db, number));
  return codes;
}

Result<void> end_second_factor(Context& context, const User& user, std::string_view password) {
  CHECK(where("campo", "actual", confirm_password(context, user, password)));
  return reset_second_factor(context, user.number);
}

Result<void> reset_second_factor(Context& context, std::int64_t number) {
  auto row = TRY(storage::credential_of(context.db(), number));
  if (!row) return {};
  row->totp_secret.reset();
  row->recovery.clear();
  return storage::put_credential(context.db(), *row);
}

Result<std::vector<std::string>> new_recovery_codes(Context& context, const User& user,
                                                    std::string_view password) {
  CHECK(where("campo", "actual", confirm_password(context, user, password)));
  auto row = TRY(storage::credential_of(context.db(), user.number));
  if (!row || !row->totp_secret) return refuse(Refusal::NoSecondFactor);
  const auto codes = make_recovery_codes(context.world);
  row->recovery = hashes_of(codes);
  CHECK(storage::put_credential(context.db(), *row));
  return codes;
}

Result<void> confirm_identity(Context& context, const User& user, std::string_view secret) {
  auto& db = context.db();
  const auto row = TRY(storage::credential_of(db, user.number));
  if (!row || !row->totp_secret) return confirm_password(context, user, secret);
  const auto name_hash = hash_of(user.login);
  CHECK(count_attempt(context, name_hash, user.number));
  const auto step =
      access_control::totp_step(*row->totp_secret, secret, context.world.now() / 1000);
  if (step) {
    if (!TRY(storage::use_totp_step(db, user.number, *step)))
      return refused(context, user.number, "sesion.confirmar", Refusal::CodeUsed);
  } else if (!TRY(storage::use_recovery_code(db, user.number, recovery_hash(secret)))) {
    return refused(context, user.number, "sesion.confirmar", Refusal::CodeWrong);
  }
  return storage::forget_failures(db, name_hash);
}

Result<std::string> make_token(Context& context, std::int64_t number, std::string_view label,
                               const std::vector<std::string>& scopes, int days) {
  const auto secret = std::string(token_prefix) + hex(random_bytes(context.world));
  const auto now = context.world.now();
  const auto hash = hash_of(secret);
  CHECK(storage::put_token(context.db(), {hash, hash.substr(0, 12), number, std::string(label),
                                          joined(scopes, "\n"), now, now + days * day, 0}));
  return secret;
}

namespace {
Token token_from(const storage::TokenRow& row) {
  Token token{row.name, row.label, row.number, {}, row.created_at, row.expires_at};
  if (!row.scopes.empty()) token.scopes = split(row.scopes, '\n');
  return token;
}
}  // namespace

Result<std::optional<Token>> find_token(storage::Database& db, std::string_view secret,
                                        Milliseconds now) {
  if (!secret.starts_with(token_prefix)) return std::nullopt;
  const auto row = TRY(storage::token_of(db, hash_of(secret)));
  if (!row || row->ended_at != 0 || row->expires_at <= now) return std::nullopt;
  return token_from(*row);
}

Result<std::vector<Token>> tokens_of(storage::Database& db, std::int64_t number, Milliseconds now) {
  std::vector<Token> all;
  for (const auto& row : TRY(storage::tokens_of_user(db, number)))
    if (row.ended_at == 0 && row.expires_at > now) all.push_back(token_from(row));
  std::ranges::sort(all, std::greater{}, &Token::created_at);
  return all;
}

Result<void> end_token(Context& context, std::int64_t number, std::string_view name) {
  return storage::end_token(context.db(), number, name, context.world.now());
}

Result<std::optional<std::string>> new_setup_code(Context& context) {
  if (TRY(has_users(context.db()))) return std::nullopt;
  const auto code = access_control::readable_code(random_bytes(context.world), 3);
  CHECK(storage::put_setup_code(context.db(), hash_of(access_control::plain_code(code)),
                                context.world.now()));
  return code;
}

Result<void> use_setup_code(Context& context, std::string_view code) {
  if (TRY(has_users(context.db()))) return refuse(Refusal::SetupDone);
  const auto name_hash = hash_of("puesta-en-marcha");
  CHECK(count_attempt(context, name_hash, 0));
  if (!TRY(storage::use_setup_code(context.db(), hash_of(access_control::plain_code(code)))))
    return refused(context, 0, "inicio.codigo", Refusal::SetupCodeWrong, {{"campo", "codigo"}});
  return storage::forget_failures(context.db(), name_hash);
}

Result<std::optional<std::string>> preference(storage::Database& db, std::int64_t number,
                                              std::string_view name) {
  return storage::preference(db, number, name);
}

Result<void> set_preference(Context& context, std::int64_t number, std::string_view name,
                            std::string_view value) {
  return storage::put_preference(context.db(), number, name, value);
}

}  // namespace commands
