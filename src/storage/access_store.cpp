// Statements on the tables of secrets.
#include "storage/access_store.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "storage/records.hpp"

namespace storage {
namespace {

SessionRow read_session(const Record& row) {
  return {row.text("hash"),   row.text("name"),          row.integer("number"),
          row.text("csrf"),   row.integer("created_at"), row.integer("seen_at"),
          row.text("device"), row.flag("second_factor"), row.integer("ended_at")};
}

TokenRow read_token(const Record& row) {
  return {row.text("hash"),          row.text("name"),       row.integer("number"),
          row.text("label"),         row.text("scopes"),     row.integer("created_at"),
          row.integer("expires_at"), row.integer("ended_at")};
}

}  // namespace

Result<std::optional<CredentialRow>> credential_of(Database& db, std::int64_t number) {
  const auto row = TRY(find(db, "credential", {{"number", number}}));
  if (!row) return std::nullopt;
  return CredentialRow{number,
                       row->text("password"),
                       row->flag("must_change"),
                       row->integer("changed_at"),
                       row->optional_text("totp_secret"),
                       row->integer("totp_step"),
                       row->text("recovery")};
}

Result<void> put_credential(Database& db, const CredentialRow& row) {
  return put(db, "credential",
             {{"number", row.number},
              {"password", row.password},
              {"must_change", std::int64_t{row.must_change}},
              {"changed_at", row.changed_at},
              {"totp_secret", as_value(row.totp_secret)},
              {"totp_step", row.totp_step},
              {"recovery", row.recovery}});
}

Result<bool> use_totp_step(Database& db, std::int64_t number, std::int64_t step) {
  return TRY(db.run("update credential set totp_step = ?2 where number = ?1 and totp_step < ?2",
                    number, step)) == 1;
}

Result<bool> use_recovery_code(Database& db, std::int64_t number, std::string_view hash) {
  const auto row = TRY(credential_of(db, number));
  if (!row) return false;
  auto left = split(row->recovery, '\n');
  if (std::erase(left, std::string(hash)) == 0) return false;
  // Only if nobody used one in between.
  return TRY(db.run("update credential set recovery = ?3 where number = ?1 and recovery = ?2",
                    number, row->recovery, joined(left, "\n"))) == 1;
}

Result<std::optional<Enrolment>> enrolment_of(Database& db, std::int64_t number) {
  const auto row = TRY(find(db, "totp_enrolment", {{"number", number}}));
  if (!row) return std::nullopt;
  return Enrolment{row->text("secret"), row->integer("at")};
}

Result<void> put_enrolment(Database& db, std::int64_t number, const Enrolment& enrolment) {
  return put(db, "totp_enrolment",
             {{"number", number}, {"secret", enrolment.secret}, {"at", enrolment.at}});
}

Result<void> end_enrolment(Database& db, std::int64_t number) {
  return remove(db, "totp_enrolment", {{"number", number}});
}

Result<Failures> failures_of(Database& db, std::string_view name_hash) {
  const auto row = TRY(find(db, "sign_in_failure", {{"name_hash", as_value(name_hash)}}));
  if (!row) return Failures{};
  return Failures{row->integer("failures"), row->integer("locked_until")};
}

Result<std::int64_t> count_failure(Database& db, std::string_view name_hash, std::int64_t at) {
  const auto count = TRY(db.first(
      "insert into sign_in_failure (name_hash, failures, locked_until, at) values (?1, 1, 0, ?2) "
      "on conflict (name_hash) do update set failures = sign_in_failure.failures + 1, at = ?2 "
      "returning failures",
      [](const Row& row) { return row.integer(0); }, name_hash, at));
  return count.value_or(1);
}

Result<void> lock_until(Database& db, std::string_view name_hash, std::int64_t until) {
  CHECK(db.run("update sign_in_failure set locked_until = ?2 where name_hash = ?1", name_hash,
               until));
  return {};
}

Result<void> forget_failures(Database& db, std::string_view name_hash) {
  return remove(db, "sign_in_failure", {{"name_hash", as_value(name_hash)}});
}

Result<void> forget_failures_before(Database& db, std::int64_t at) {
  CHECK(db.run("delete from sign_in_failure where at < ?1", at));
  return {};
}

Result<void> put_session(Database& db, const SessionRow& row) {
  return put(db, "session",
             {{"hash", row.hash},
              {"name", row.name},
              {"number", row.number},
              {"csrf", row.csrf},
              {"created_at", row.created_at},
              {"seen_at", row.seen_at},
              {"device", row.device},
              {"second_factor", std::int64_t{row.second_factor}},
              {"ended_at", row.ended_at}});
}

Result<std::optional<SessionRow>> session_of(Database& db, std::string_view hash) {
  const auto row = TRY(find(db, "session", {{"hash", as_value(hash)}}));
  if (!row) return std::nullopt;
  return read_session(*row);
}

Result<std::vector<SessionRow>> sessions_of_user(Database& db, std::int64_t number) {
  std::vector<SessionRow> all;
  for (const auto& row : TRY(select(db, "session", {{"number", number}})))
    all.push_back(read_session(row));
  return all;
}

Result<void> see_session(Database& db, std::int64_t number, std::string_view name,
                         std::int64_t at) {
  CHECK(db.run("update session set seen_at = ?3 where number = ?1 and name = ?2 and seen_at < ?3",
               number, name, at));
  return {};
}

Result<void> end_session(Database& db, std::int64_t number, std::string_view name,
                         std::int64_t at) {
  CHECK(db.run("update session set ended_at = ?3 where number = ?1 and name = ?2 and ended_at = 0",
               number, name, at));
  return {};
}

Result<void> end_sessions_but(Database& db, std::int64_t number, std::string_view name,
                              std::int64_t at) {
  CHECK(db.run("update session set ended_at = ?3 where number = ?1 and name <> ?2 and ended_at = 0",
               number, name, at));
  return {};
}

Result<void> forget_sessions_before(Database& db, std::int64_t created_at) {
  CHECK(db.run("delete from session where created_at < ?1", created_at));
  return {};
}

Result<void> put_token(Database& db, const TokenRow& row) {
  return put(db, "api_token",
             {{"hash", row.hash},
              {"name", row.name},
              {"number", row.number},
              {"label", row.label},
              {"scopes", row.scopes},
              {"created_at", row.created_at},
              {"expires_at", row.expires_at},
              {"ended_at", row.ended_at}});
}

Result<std::optional<TokenRow>> token_of(Database& db, std::string_view hash) {
  const auto row = TRY(find(db, "api_token", {{"hash", as_value(hash)}}));
  if (!row) return std::nullopt;
  return read_token(*row);
}

Result<std::vector<TokenRow>> tokens_of_user(Database& db, std::int64_t number) {
  std::vector<TokenRow> all;
  for (const auto& row : TRY(select(db, "api_token", {{"number", number}})))
    all.push_back(read_token(row));
  return all;
}

Result<void> end_token(Database& db, std::int64_t number, std::string_view name, std::int64_t at) {
  CHECK(db.run("update api_token set ended_at = ?3 where number = ?1 and name = ?2", number, name,
               at));
  return {};
}

Result<void> put_setup_code(Database& db, std::string_view hash, std::int64_t at) {
  CHECK(db.run("delete from setup_code"));
  return put(db, "setup_code", {{"hash", as_value(hash)}, {"at", at}});
}

Result<bool> use_setup_code(Database& db, std::string_view hash) {
  return TRY(db.run("delete from setup_code where hash = ?1", hash)) == 1;
}

Result<std::optional<std::string>> preference(Database& db, std::int64_t number,
                                              std::string_view name) {
  const auto row = TRY(find(db, "user_preference", {{"number", number}, {"name", as_value(name)}}));
  if (!row) return std::nullopt;
  return row->text("value");
}

Result<void> put_preference(Database& db, std::int64_t number, std::string_view name,
                            std::string_view value) {
  return put(db, "user_preference",
             {{"number", number}, {"name", as_value(name)}, {"value", as_value(value)}});
}

}  // namespace storage
