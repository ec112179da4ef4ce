// The application without any socket: a request goes in, an answer comes out. Finds the route, the
// person, the snapshot; refuses what may not be; asks the page. Thread-safe, blocks while it works:
// the server calls it from its workers, tests call it as it is.
#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "commands/context.hpp"
#include "commands/writer.hpp"
#include "web/compression.hpp"
#include "web/http.hpp"
#include "web/jobs.hpp"
#include "web/limiter.hpp"
#include "web/metrics.hpp"
#include "web/route.hpp"

namespace web {

struct Settings {
  std::string base;
  std::string key_file;        // "": beside the base.
  std::string institution;     // "": the only one there is.
  int connections = 8;         // That only read; as many pages are made at the same time.
  bool demonstration = false;  // The world's day is not the real one; every page says so.
  std::string site = {};       // "https://ceiba.example": how people arrive; "": not known.
  bool portal_only = false;    // Nobody signs in here: only what anybody may read is served.
};

// A page that somebody looked at, for the list of what was seen lately.
struct Seen {
  std::string title, address;
};

// An answer of the public portal that stays in memory until the data change. Compressed once.
struct KeptAnswer {
  Response response;
  std::string etag;
  std::int64_t data_version = 0;
  std::int64_t hour = 0;  // Pages say what day it is.
  CompressedForms forms;
};

class Application {
 public:
  // Errors: those of open_context(). Asserts that the tables of routes are sound: see faults_of().
  static Result<std::unique_ptr<Application>> open(const Settings&, World);
  ~Application();
  Application(const Application&) = delete;

  Response answer(const Request&);

  // The most bytes that a body for this place may have.
  std::uint64_t body_max(Method, std::string_view path) const;

  // The pattern of the route that serves this place, for the log; "-" where there is none.
  std::string_view route_name(Method, std::string_view path) const;

  // The public answer to exactly this target, if it is in memory and the data have not changed.
  std::shared_ptr<const KeptAnswer> kept(std::string_view target) const;

  // Ends what runs in the background; called before the last answers go out.
  void stop();

  const World& world() const { return world_; }
  const Settings& settings() const { return settings_; }
  Metrics& metrics() { return metrics_; }
  Jobs& jobs() { return *jobs_; }
  std::string institution() const;
  std::int64_t seen_version() const { return seen_version_; }

  // ---- For visits.
  Result<commands::Receipt> submit(const commands::Actor&, commands::Submission);
  Result<commands::Context> context(commands::Use, const commands::Actor&) const;
  void keep_notice(const std::string& session, Notice);
  std::vector<Notice> take_notices(const std::string& session);
  // What a user looked at last, newest first; a few of them, until the server ends.
  void saw(std::int64_t user, Seen);
  std::vector<Seen> seen_by(std::int64_t user);
  std::shared_ptr<const void> recall(const std::string& key, std::int64_t version) const;
  void remember(const std::string& key, std::int64_t version, std::shared_ptr<const void> value);

 private:
  struct Reader;  // A borrowed connection with its open snapshot.
  struct Found;   // A route with its captures.

  Application(Settings, World);
  Found find(Method, std::string_view path) const;
  Response serve(const Request&, const Found&);
  Response serve_public(const Request&, Visit&, std::int64_t version);
  Response serve_api(const Request&, const Found&, Visit&);
  Response serve_inside(const Request&, const Found&, Visit&);
  static Result<Response> made_by(const Route&, Visit&);
  Response operations(const Request&);
  Result<std::unique_ptr<commands::Context>> open_reader() const;
  void watch();  // Notices what other programs change in the base.
  void notice_version(std::int64_t);

  Settings settings_;
  World world_;
  std::vector<const Route*> public_, inside_;
  std::unordered_map<std::string, std::shared_ptr<const KeptAnswer>> assets_;
  Metrics metrics_;
  Limiter api_limiter_, form_limiter_;

  mutable std::mutex institution_mutex_;
  std::string institution_;

  std::mutex readers_mutex_;
  std::condition_variable reader_back_;
  std::vector<std::unique_ptr<commands::Context>> readers_;
  int readers_open_ = 0;

  std::shared_mutex writer_mutex_;  // Shared by who submits; alone to replace the writer.
  std::unique_ptr<commands::Writer> writer_;

  mutable std::shared_mutex kept_mutex_;
  std::unordered_map<std::string, std::shared_ptr<const KeptAnswer>> kept_;
  std::size_t kept_bytes_ = 0;

  mutable std::mutex memory_mutex_;
  std::map<std::string, std::pair<std::int64_t, std::shared_ptr<const void>>> memory_;

  std::mutex notices_mutex_;
  std::map<std::string, std::vector<Notice>> notices_;

  std::mutex seen_mutex_;
  std::map<std::int64_t, std::vector<Seen>> seen_;

  std::atomic<std::int64_t> seen_version_ = 0;
  std::unique_ptr<Jobs> jobs_;
  std::mutex watch_mutex_;
  std::condition_variable watch_wake_;
  bool stopping_ = false;
  std::thread watcher_;  // Last: it starts when everything above is there.
};

// What is wrong with a set of tables: routes that do not say who may use them, that have no page,
// or that share method and path. Empty: nothing.
std::vector<std::string> faults_of(std::span<const Route> outside,
                                   std::span<const Route* const> inside);

// A strong ETag over the bytes of a body, with its quotes.
std::string etag_of(std::string_view body);

// Captures where `path` is of the form `pattern`: "/a/{b}" and "/a/x" → {b: x}.
std::optional<std::vector<std::pair<std::string_view, std::string>>> match(std::string_view pattern,
                                                                           std::string_view path);

}  // namespace web
