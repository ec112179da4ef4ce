// The two roads of a page: questions to its snapshot, acts to the one writer.
#include "web/visit.hpp"

#include <cassert>

#include "base/hash.hpp"
#include "commands/submit.hpp"
#include "web/application.hpp"
#include "web/inside.hpp"
#include "web/refusals.hpp"
#include "web/session.hpp"

namespace web {

Visit::Visit(const Request& asked, Inside& inside) : request{asked}, inside_{inside} {}
Visit::~Visit() = default;

Date Visit::today() const { return local_date(now); }

std::string_view Visit::capture(std::string_view name) const {
  for (const auto& [key, value] : inside_.captures)
    if (key == name) return value;
  assert(false && "the route's path has no capture of this name");
  return {};
}

storage::Database& Visit::db() const { return *inside_.db; }

Result<commands::Receipt> Visit::submit(std::string_view kind, json::object act) {
  assert(request.method != Method::Get && request.method != Method::Head);
  if (viewer == nullptr) return refuse(Refusal::NotSignedIn);
  commands::Submission submission{std::string(kind), std::move(act), ""};
  auto key = request.form.optional("clave");
  if (!key) key = request.headers.optional("idempotency-key");
  if (key && !key->empty())
    submission.idempotency_key = "web/" + std::to_string(viewer->number) + '/' +
                                 key->substr(0, 200) + '/' + std::to_string(++inside_.submissions);
  return inside_.application.submit(actor_of(*viewer), std::move(submission));
}

Result<json::object> Visit::simulate(std::string_view kind, json::object act) {
  auto asking = TRY(context(commands::Use::Read));
  return commands::simulate(asking, {std::string(kind), std::move(act), ""});
}

Result<commands::Context> Visit::context(commands::Use use) const {
  return inside_.application.context(use, viewer ? actor_of(*viewer) : commands::Actor{});
}

Result<std::string> Visit::start_job(std::string_view title, Work work) {
  if (viewer == nullptr) return refuse(Refusal::NotSignedIn);
  return inside_.application.jobs().start(std::string(title), actor_of(*viewer), std::move(work));
}

void Visit::notice(std::string text, std::string undo) {
  if (viewer == nullptr || viewer->session.empty()) return;
  inside_.application.keep_notice(viewer->session, {std::move(text), std::move(undo)});
}

std::string Visit::form_key() const {
  const auto nonce = inside_.application.world().nonce();
  constexpr std::size_t digits = 32;
  return show(sha256({reinterpret_cast<const char*>(nonce.data()), nonce.size()}))
      .substr(0, digits);
}

std::vector<Notice> Visit::take_notices() {
  if (viewer == nullptr || viewer->session.empty()) return {};
  return inside_.application.take_notices(viewer->session);
}

std::shared_ptr<const void> Visit::recall(const std::string& key) const {
  return inside_.application.recall(key, inside_.data_version);
}

void Visit::keep(const std::string& key, std::shared_ptr<const void> value) {
  inside_.application.remember(key, inside_.data_version, std::move(value));
}

}  // namespace web
