// One request on its way through a page: who asks, of which institution, and the two roads: a
// connection to ask queries with, and `submit` for acts. Pages see nothing else of the program.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/submit.hpp"
#include "domain/access/permissions.hpp"
#include "domain/values/period.hpp"
#include "web/http.hpp"

namespace web {

// Who has signed in. Roles come with the user, and through delegation between dates.
struct Viewer {
  std::int64_t number = 0;  // The actor's number in the journal.
  std::string user;         // "planificacion"
  std::string name;         // "Planificación": a post or a person, as the institution wrote it.
  std::vector<access_control::Role> roles;
  std::string unit;                      // Code; "" where the user serves the whole institution.
  std::string unit_name;                 // As printed beside the name.
  std::vector<std::string> units;        // Whose months the user may report; empty: all of them.
  std::string session;                   // Public name of the session, for lists and revocation.
  std::string csrf;                      // What every form of this session carries.
  std::vector<std::string> scopes = {};  // Of an API token: the permissions it is limited to.
  std::string must_visit = {};           // What must be done before anything else: "/cuenta/clave".
  std::string institution = {};          // Whose user this is; "" for all of the installation.

  bool may(access_control::Permission) const;
  bool serves(std::string_view unit) const;
};

enum class Language : std::uint8_t { Spanish, English };

struct Notice {
  std::string text, undo;
};

class Visit {
 public:
  const Request& request;
  const Viewer* viewer = nullptr;  // Null: nobody has signed in.
  Language language = Language::Spanish;
  std::string institution;  // Whose pages these are; "" before one was created.
  Milliseconds now = 0;     // UTC.

  Date today() const;  // Of Guatemala.

  // A part of the path: capture("unidad") of "/ejecucion/captura/{anio}/{mes}/{unidad}".
  std::string_view capture(std::string_view name) const;

  // A connection that only reads; in one snapshot from the first question to the end of the page.
  storage::Database& db() const;

  // The viewer's act, durable when it answers. Where the form carried `clave`, doing it twice does
  // it once. Never called on a GET.
  Result<commands::Receipt> submit(std::string_view kind, json::object act);
  // The same decision with nothing saved, for previews.
  Result<json::object> simulate(std::string_view kind, json::object act);
  // A context for what needs more than one act (imports): its own connection, the viewer as actor.
  Result<commands::Context> context(commands::Use) const;

  // Work that takes longer than a page may: runs in the background with its own context, shows
  // itself at /trabajos/{id}, can be cancelled. Yields the id.
  // `work` tells its progress and yields the address of its result.
  using Progress = std::function<bool(std::string_view stage, std::int64_t done, std::int64_t all)>;
  using Work = std::function<Result<std::string>(commands::Context&, const Progress&)>;
  Result<std::string> start_job(std::string_view title, Work work);

  // A message that the next page shows once ("Se guardó …"), with the address that undoes it or "".
  void notice(std::string text, std::string undo = "");
  // A new key for a form (`clave`): sending the form twice does it once.
  std::string form_key() const;
  // The messages that wait for this session, taken out: page() shows them.
  std::vector<Notice> take_notices();

  // What is costly to compute and the same for everybody (an evaluation of the year), kept until
  // the next act of anybody changes the data. `key` names it with all its parameters. Never for
  // what lies outside of the journal (drafts, sessions), nor for what depends on the viewer.
  template <class T>
  Result<std::shared_ptr<const T>> remembered(const std::string& key,
                                              const std::function<Result<T>()>& compute) {
    if (auto known = recall(key)) return std::static_pointer_cast<const T>(std::move(known));
    auto fresh = TRY(compute());
    auto kept = std::make_shared<const T>(std::move(fresh));
    keep(key, kept);
    return kept;
  }

  // ---- For the application alone.
  struct Inside;
  Visit(const Request&, Inside&);
  ~Visit();
  Visit(const Visit&) = delete;
  Inside& inside() { return inside_; }

 private:
  std::shared_ptr<const void> recall(const std::string& key) const;
  void keep(const std::string& key, std::shared_ptr<const void> value);

  Inside& inside_;
};

}  // namespace web
