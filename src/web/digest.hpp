// Notices by mail: some at once, the others with the day's queue at 07:00. Runs beside the server.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "commands/access_state.hpp"
#include "queries/notices.hpp"
#include "web/application.hpp"
#include "web/mail.hpp"

namespace web {

enum class Delivery { AtOnce, Daily, None };
std::string_view name_of(Delivery);  // "al_momento", "diario", "no"
// What a kind of notice does where the person has not chosen: returns, approvals and deadlines at
// once, the rest daily.
Delivery standard_delivery(queries::NoticeKind);
Result<Delivery> delivery_of(storage::Database&, std::int64_t user, queries::NoticeKind);
std::string preference_name(queries::NoticeKind);

// A notice in words, with the address of what it is about.
struct NoticeWords {
  std::string what, why, address;
};
NoticeWords words_of(const queries::PersonNotice&, const queries::ActorNames&);

queries::Worker worker_of_user(storage::Database&, std::string_view institution,
                               const commands::User&, Date today);

// What a user is sent at this moment; each letter with the notices it settles.
struct DueLetter {
  std::int64_t user = 0;
  Letter letter;
  std::vector<std::string> settles;
};
Result<std::vector<DueLetter>> due_letters(storage::Database&, std::string_view institution,
                                           Milliseconds now, std::string_view site);

// Sends what is due and writes down what was sent. Yields how many letters went. A letter that
// fails is tried again the next time, and does not keep the others.
Result<int> send_due_letters(Application&, const MailServer&, std::string_view site);

// Every minute, until it is destroyed.
class Mailer {
 public:
  Mailer(Application&, MailServer, std::string site);
  ~Mailer();
  Mailer(const Mailer&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace web
