// From a request to its answer: route, person, snapshot, page.
#include "web/application.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cassert>
#include <chrono>
#include <cstdio>
#include <set>

#include "base/text.hpp"
#include "queries/data_version.hpp"
#include "web/assets.hpp"
#include "web/inside.hpp"
#include "web/kit/page.hpp"
#include "web/pieces.hpp"
#include "web/problem.hpp"
#include "web/refusals.hpp"
#include "web/request_text.hpp"
#include "web/session.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr std::uint64_t form_max = 1U << 20;
constexpr std::size_t kept_answer_max = 1U << 20;
constexpr std::size_t kept_bytes_max = 64U << 20;
constexpr std::size_t remembered_max = 400;
constexpr std::size_t notices_max = 10;  // Of one session.
constexpr std::size_t notified_max = 10'000;
constexpr std::size_t seen_max = 6;    // Of one user.
constexpr int api_rate_anybody = 300;  // Requests a minute.
// Forms a minute that one address may send without having signed in; signing in has limits of its
// own, by name.
constexpr int form_rate_anybody = 5;
constexpr int api_rate_named = 1200;
constexpr auto watch_every = std::chrono::milliseconds(400);
constexpr std::string_view endings[] = {".csv", ".xlsx", ".json"};

std::string_view without_ending(std::string_view path) {
  for (const auto ending : endings)
    if (path.ends_with(ending)) return path.substr(0, path.size() - ending.size());
  return path;
}

// "/en/datos" → "/datos"; nothing where the path is not below /en.
std::optional<std::string_view> english(std::string_view path) {
  if (path == "/en") return "/";
  if (path.starts_with("/en/")) return path.substr(3);
  return std::nullopt;
}

bool changes_something(Method method) {
  return method != Method::Get && method != Method::Head && method != Method::Options;
}

bool same_method(Method asked, Method route) {
  return asked == route || (asked == Method::Head && route == Method::Get);
}

bool last_is_capture(std::string_view pattern) { return pattern.ends_with('}'); }

// Whether a form that changes something was sent from a page of this site. Browsers say where
// from; who says nothing is no browser, and has its token to show.
bool from_this_site(const Request& request) {
  const auto site = request.headers.first("sec-fetch-site");
  if (site == "cross-site" || site == "same-site") return false;
  const auto origin = request.headers.first("origin");
  if (origin.empty()) return true;
  const std::string own =
      (request.secure ? "https://" : "http://") + std::string(request.headers.first("host"));
  return origin == own;
}

// A form that writes what anybody typed.
bool is_open_form(const Route& route) {
  return route.allowed.who == Allowed::Who::Anybody && route.path.starts_with("/solicitudes/");
}

Error missing_permission(Permission permission) {
  std::string roles;
  for (const auto role : access_control::roles_with(permission))
    roles += (roles.empty() ? "" : ", ") + access_control::show(role);
  return refusal(Refusal::RoleMayNot,
                 {{"permiso", std::string(access_control::show(permission))}, {"roles", roles}});
}

// What of the institution's side belongs to the portal: the open lists, and what citizens send.
bool serves_the_public(const Route& route) {
  return route.allowed.who == Allowed::Who::Anybody &&
         (route.path.starts_with("/api/") || route.path.starts_with("/transparencia/") ||
          route.path.starts_with("/solicitudes/"));
}

Response plain_text(std::string text, int status = 200) {
  Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(text);
  return response;
}

}  // namespace

std::string etag_of(std::string_view body) { return '"' + show(sha256(body)).substr(0, 24) + '"'; }

std::optional<std::vector<std::pair<std::string_view, std::string>>> match(std::string_view pattern,
                                                                           std::string_view path) {
  std::vector<std::pair<std::string_view, std::string>> captures;
  for (;;) {
    const auto pattern_end = pattern.find('/', 1), path_end = path.find('/', 1);
    const auto wanted = pattern.substr(0, pattern_end), given = path.substr(0, path_end);
    if (wanted.starts_with("/{")) {
      if (given.size() < 2) return std::nullopt;
      captures.emplace_back(wanted.substr(2, wanted.size() - 3), given.substr(1));
    } else if (wanted != given) {
      return std::nullopt;
    }
    if ((pattern_end == pattern.npos) != (path_end == path.npos)) return std::nullopt;
    if (pattern_end == pattern.npos) return captures;
    pattern.remove_prefix(pattern_end);
    path.remove_prefix(path_end);
  }
}

std::vector<std::string> faults_of(std::span<const Route> outside,
                                   std::span<const Route* const> inside) {
  std::vector<std::string> faults;
  std::set<std::string> seen;
  const auto look_at = [&](const Route& route) {
    const auto name = std::string(show(route.method)) + ' ' + std::string(route.path);
    if (route.allowed.who == Allowed::Who::Nobody) faults.push_back(name + ": no permission");
    if (route.page == nullptr) faults.push_back(name + ": no page");
    if (!route.path.starts_with('/') || (route.path.size() > 1 && route.path.ends_with('/')))
      faults.push_back(name + ": not a path");
    // Two routes that differ only in the names of their captures are the same.
    std::string shape;
    bool in_capture = false;
    for (const char c : name) {
      if (c == '}') in_capture = false;
      if (!in_capture) shape += c;
      if (c == '{') in_capture = true;
    }
    if (!seen.insert(shape).second) faults.push_back(name + ": twice");
  };
  for (const auto& route : outside) {
    look_at(route);
    if (route.method != Method::Get || route.allowed.who != Allowed::Who::Anybody)
      faults.push_back(std::string(route.path) + ": the public portal is GET for anybody");
  }
  for (const auto* route : inside) look_at(*route);
  return faults;
}

std::vector<const Route*> all_routes() {
  constexpr std::span<const Route> (*areas[])() = {
      session_routes,      setup_routes,     admin_routes,    work_routes,
      capture_routes,      execution_routes, planning_routes, report_routes,
      verification_routes, reference_routes, control_routes,  control_tool_routes,
      trail_routes,        help_routes,      api_routes,      transparency_routes};
  std::vector<const Route*> all;
  for (const auto area : areas)
    for (const auto& route : area()) all.push_back(&route);
  return all;
}

// A connection of the pool with its snapshot, given back at the end.
struct Application::Reader {
  explicit Reader(Application& owner) : application{owner} {}
  ~Reader() {
    if (!context) return;
    if (open) (void)context->db().rollback();
    const std::lock_guard lock{application.readers_mutex_};
    if (broken) {
      --application.readers_open_;
    } else {
      application.readers_.push_back(std::move(context));
    }
    application.reader_back_.notify_one();
  }
  Reader(const Reader&) = delete;

  Result<void> begin() {
    CHECK(take());
    if (auto begun = context->db().begin_read(); !begun) {
      // The server was restarted, or the file replaced: one new connection, then give up.
      context = TRY(application.open_reader());
      if (auto again = context->db().begin_read(); !again) {
        broken = true;
        return again;
      }
    }
    open = true;
    version = TRY(queries::data_version(context->db()));
    return {};
  }

  Result<void> take() {
    {
      std::unique_lock lock{application.readers_mutex_};
      application.reader_back_.wait(lock, [&] {
        return !application.readers_.empty() ||
               application.readers_open_ < application.settings_.connections;
      });
      if (!application.readers_.empty()) {
        context = std::move(application.readers_.back());
        application.readers_.pop_back();
        return {};
      }
      ++application.readers_open_;
    }
    auto fresh = application.open_reader();
    if (!fresh) {
      const std::lock_guard lock{application.readers_mutex_};
      --application.readers_open_;
      application.reader_back_.notify_one();
      return std::unexpected(fresh.error());
    }
    context = *std::move(fresh);
    return {};
  }

  Application& application;
  std::unique_ptr<commands::Context> context;
  std::int64_t version = 0;
  bool open = false, broken = false;
};

struct Application::Found {
  const Route* route = nullptr;
  std::vector<std::pair<std::string_view, std::string>> captures = {};
  bool is_public = false;
  Language language = Language::Spanish;
  std::string methods = {};  // What the path admits, where the method is not among them.
};

Application::Application(Settings settings, World world)
    : settings_{std::move(settings)},
      world_{std::move(world)},
      institution_{settings_.institution} {
  for (const auto& route : public_routes()) public_.push_back(&route);
  inside_ = all_routes();
  const auto add_asset = [&](std::string address, const Asset& asset, Keep keep) {
    auto answer = std::make_shared<KeptAnswer>();
    answer->response.content_type = asset.content_type;
    answer->response.body = asset.bytes;
    answer->response.keep = keep;
    answer->etag = etag_of(asset.bytes);
    assets_.emplace(std::move(address), std::move(answer));
  };
  for (const auto& asset : assets()) add_asset(asset.address, asset, Keep::Forever);
  if (const auto* mark = asset_named("marca.svg")) add_asset("/favicon.ico", *mark, Keep::Ask);
}

Result<std::unique_ptr<Application>> Application::open(const Settings& settings, World world) {
  const auto faults = faults_of(public_routes(), all_routes());
  for (const auto& fault : faults) std::fprintf(stderr, "ceiba: route %s\n", fault.c_str());
  assert(faults.empty() && "a route must say who may use it, and be there once");

  std::unique_ptr<Application> application{new Application(settings, std::move(world))};
  auto writing = TRY(application->context(commands::Use::Change, {}));
  {
    const std::lock_guard lock{application->institution_mutex_};
    application->institution_ = writing.institution;
  }
  application->seen_version_ = TRY(queries::data_version(writing.db()));
  application->writer_ = std::make_unique<commands::Writer>(std::move(writing));
  auto* self = application.get();
  application->jobs_ = std::make_unique<Jobs>(
      [self](const commands::Actor& actor) { return self->context(commands::Use::Change, actor); },
      application->world_);
  application->watcher_ = std::thread([self] { self->watch(); });
  return application;
}

Application::~Application() {
  stop();
  if (watcher_.joinable()) watcher_.join();
}

void Application::stop() {
  if (jobs_) jobs_->stop();
  const std::lock_guard lock{watch_mutex_};
  stopping_ = true;
  watch_wake_.notify_all();
}

std::string Application::institution() const {
  const std::lock_guard lock{institution_mutex_};
  return institution_;
}

Result<commands::Context> Application::context(commands::Use use,
                                               const commands::Actor& actor) const {
  auto opened = TRY(commands::open_context({.location = settings_.base,
                                            .key_file = settings_.key_file,
                                            .institution = institution(),
                                            .use = use},
                                           world_));
  opened.actor = actor;
  return opened;
}

Result<std::unique_ptr<commands::Context>> Application::open_reader() const {
  return std::make_unique<commands::Context>(TRY(context(commands::Use::Read, {})));
}

Result<commands::Receipt> Application::submit(const commands::Actor& actor,
                                              commands::Submission submission) {
  const bool founds = submission.kind == "institucion.crear";
  auto receipt = [&] {
    const std::shared_lock lock{writer_mutex_};
    return writer_->submit(actor, std::move(submission));
  }();
  if (!receipt) return receipt;
  if (receipt->seq != 0) {
    // Not the exact version, which the watcher finds; but another one than before.
    ++seen_version_;
  }
  if (founds && institution().empty()) {
    // From now on there is somebody to write for.
    const std::lock_guard lock{writer_mutex_};
    auto fresh = TRY(context(commands::Use::Change, {}));
    {
      const std::lock_guard own{institution_mutex_};
      institution_ = fresh.institution;
    }
    writer_ = std::make_unique<commands::Writer>(std::move(fresh));
  }
  return receipt;
}

void Application::keep_notice(const std::string& session, Notice notice) {
  const std::lock_guard lock{notices_mutex_};
  if (notices_.size() >= notified_max) notices_.clear();
  auto& all = notices_[session];
  if (all.size() >= notices_max) all.erase(all.begin());
  all.push_back(std::move(notice));
}

std::vector<Notice> Application::take_notices(const std::string& session) {
  const std::lock_guard lock{notices_mutex_};
  const auto found = notices_.find(session);
  if (found == notices_.end()) return {};
  auto all = std::move(found->second);
  notices_.erase(found);
  return all;
}

void Application::saw(std::int64_t user, Seen page) {
  const std::lock_guard lock{seen_mutex_};
  auto& all = seen_[user];
  std::erase_if(all, [&](const Seen& one) { return one.address == page.address; });
  all.insert(all.begin(), std::move(page));
  if (all.size() > seen_max) all.pop_back();
}

std::vector<Seen> Application::seen_by(std::int64_t user) {
  const std::lock_guard lock{seen_mutex_};
  const auto found = seen_.find(user);
  return found == seen_.end() ? std::vector<Seen>{} : found->second;
}

std::shared_ptr<const void> Application::recall(const std::string& key,
                                                std::int64_t version) const {
  const std::lock_guard lock{memory_mutex_};
  const auto found = memory_.find(key);
  return found != memory_.end() && found->second.first == version ? found->second.second : nullptr;
}

void Application::remember(const std::string& key, std::int64_t version,
                           std::shared_ptr<const void> value) {
  const std::lock_guard lock{memory_mutex_};
  if (memory_.size() >= remembered_max) memory_.clear();
  memory_.insert_or_assign(key, std::pair{version, std::move(value)});
}

void Application::watch() {
  std::unique_ptr<commands::Context> own;
  for (;;) {
    {
      std::unique_lock lock{watch_mutex_};
      if (watch_wake_.wait_for(lock, watch_every, [&] { return stopping_; })) return;
    }
    if (!own) {
      auto opened = open_reader();
      if (!opened) continue;
      own = *std::move(opened);
    }
    const auto version = queries::data_version(own->db());
    if (!version) {
      own.reset();
      continue;
    }
    notice_version(*version);
    if (institution().empty()) {
      const auto found = queries::only_institution(own->db());
      if (!found || found->empty()) continue;
      const std::lock_guard writers{writer_mutex_};
      auto fresh = context(commands::Use::Change, {});
      if (!fresh) continue;
      {
        const std::lock_guard lock{institution_mutex_};
        institution_ = *found;
      }
      fresh->institution = *found;
      writer_ = std::make_unique<commands::Writer>(*std::move(fresh));
    }
  }
}

void Application::notice_version(std::int64_t version) { seen_version_ = version; }

Application::Found Application::find(Method method, std::string_view path) const {
  Found found;
  const auto try_table = [&](const std::vector<const Route*>& table, std::string_view at,
                             bool (*wanted)(const Route&)) {
    for (const auto* route : table) {
      if (!wanted(*route)) continue;
      auto captures = match(route->path, at);
      if (!captures) continue;
      if (!same_method(method, route->method)) {
        found.methods += (found.methods.empty() ? "" : ", ") + std::string(show(route->method));
        continue;
      }
      found.route = route;
      found.captures = *std::move(captures);
      return true;
    }
    return false;
  };
  const auto literal = [](const Route& route) { return !last_is_capture(route.path); };
  const auto any = [](const Route&) { return true; };
  const auto get = [](const Route& route) { return route.method == Method::Get; };
  const auto in_table = [&](const std::vector<const Route*>& table, std::string_view at) {
    const auto stem = without_ending(at);
    if (stem == at) return try_table(table, at, literal) || try_table(table, at, any);
    return try_table(table, at, literal) || try_table(table, stem, get) ||
           try_table(table, at, any);
  };
  if (const auto below = english(path)) {
    found.is_public = true;
    found.language = Language::English;
    in_table(public_, *below);
    return found;
  }
  if (in_table(public_, path)) {
    found.is_public = true;
    return found;
  }
  in_table(inside_, path);
  if (settings_.portal_only && found.route != nullptr && !serves_the_public(*found.route))
    return {};
  return found;
}

std::uint64_t Application::body_max(Method method, std::string_view path) const {
  if (!changes_something(method)) return 64U << 10;
  const auto found = find(method, path);
  return found.route == nullptr ? form_max : std::max(form_max, found.route->upload_max);
}

std::string_view Application::route_name(Method method, std::string_view path) const {
  if (path.starts_with("/activos/")) return "/activos";
  if (path == "/salud" || path == "/metrics") return "/operacion";
  const auto found = find(method, path);
  return found.route == nullptr ? "-" : found.route->path;
}

std::shared_ptr<const KeptAnswer> Application::kept(std::string_view target) const {
  if (const auto asset = assets_.find(std::string(target)); asset != assets_.end())
    return asset->second;
  const std::shared_lock lock{kept_mutex_};
  const auto found = kept_.find(std::string(target));
  if (found == kept_.end() || found->second->data_version != seen_version_ ||
      found->second->hour != world_.now() / 3'600'000)
    return nullptr;
  return found->second;
}

Response Application::operations(const Request& request) {
  if (request.path == "/metrics") {
    auto response =
        plain_text(metrics_.text("# HELP ceiba_jobs_waiting Long jobs that wait.\n"
                                 "# TYPE ceiba_jobs_waiting gauge\n"
                                 "ceiba_jobs_waiting " +
                                 std::to_string(jobs_->waiting()) + '\n'));
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return response;
  }
  Reader reader{*this};
  const auto begun = reader.begin();
  auto response = plain_text(begun ? "{\"estado\":\"bien\"}\n" : "{\"estado\":\"sin base\"}\n",
                             begun ? 200 : 503);
  response.content_type = "application/json";
  return response;
}

Response Application::answer(const Request& request) {
  if (request.path == "/salud" || request.path == "/metrics") return operations(request);
  if (const auto asset = assets_.find(request.path); asset != assets_.end())
    return asset->second->response;
  if (request.path == "/robots.txt")
    return plain_text("User-agent: *\nDisallow: /inicio\nDisallow: /entrar\nAllow: /\n");
  return serve(request, find(request.method, request.path));
}

Response Application::serve(const Request& request, const Found& found) {
  Reader reader{*this};
  Visit::Inside inside{*this};
  Visit visit{request, inside};
  visit.language = found.language;
  visit.now = world_.now();
  try {
    if (auto begun = reader.begin(); !begun) {
      // Without a base there is no page to show, only a sentence.
      metrics_.page_failed();
      auto response =
          plain_text("El servicio no está disponible. Inténtelo en unos minutos.\n", 503);
      response.headers.add("Retry-After", "10");
      return response;
    }
    visit.institution = institution();
    inside.db = &reader.context->db();
    inside.data_version = reader.version;
    inside.route = found.route;
    inside.captures = found.captures;
    if (found.is_public && found.route != nullptr)
      return serve_public(request, visit, reader.version);
    return asks_the_api(request) ? serve_api(request, found, visit)
                                 : serve_inside(request, found, visit);
  } catch (const std::exception& fault) {
    metrics_.page_failed();
    std::fprintf(stderr, "{\"nivel\":\"error\",\"id\":\"%s\",\"falla\":%s}\n", request.id.c_str(),
                 json::serialize(json::string(fault.what())).c_str());
    const auto error = refusal(Refusal::Failed);
    if (asks_the_api(request) || inside.db == nullptr) return problem(request, error);
    return refusal_page(visit, error);
  }
}

Response Application::serve_public(const Request& request, Visit& visit, std::int64_t version) {
  auto made = visit.inside().route->page(visit);
  if (!made) return refusal_page(visit, made.error());
  if (made->status != 200 || made->keep != Keep::Ask || !made->file.empty() ||
      made->body.size() > kept_answer_max)
    return *std::move(made);
  auto answer = std::make_shared<KeptAnswer>();
  answer->response = *made;
  answer->etag = etag_of(made->body);
  answer->data_version = version;
  answer->hour = visit.now / 3'600'000;
  const std::lock_guard lock{kept_mutex_};
  if (kept_bytes_ > kept_bytes_max) {
    kept_.clear();
    kept_bytes_ = 0;
  }
  kept_bytes_ += 2 * made->body.size() + 1000;
  kept_.insert_or_assign(request.target, std::move(answer));
  return *std::move(made);
}

// The API counts its requests, and lets pages of other sites read what is public.
Response Application::serve_api(const Request& request, const Found& found, Visit& visit) {
  if (request.method == Method::Options) {
    auto response = plain_text("", 204);
    response.headers.add("Access-Control-Allow-Origin", "*");
    response.headers.add("Access-Control-Allow-Methods", "GET, HEAD");
    response.headers.add("Access-Control-Allow-Headers", "If-None-Match");
    response.headers.add("Access-Control-Max-Age", "86400");
    return response;
  }
  const auto bearer = request.headers.first("authorization");
  const bool named = !bearer.empty();
  const auto who = named ? show(sha256(bearer)) : request.remote;
  const auto allowance =
      api_limiter_.count(who, named ? api_rate_named : api_rate_anybody, visit.now);
  const auto seconds = std::to_string(allowance.reset_seconds);
  auto response =
      allowance.allowed
          ? serve_inside(request, found, visit)
          : problem(request, refusal(Refusal::TooManyRequests, {{"segundos", seconds}}));
  response.headers.add("RateLimit-Limit", std::to_string(allowance.limit));
  response.headers.add("RateLimit-Remaining", std::to_string(allowance.remaining));
  response.headers.add("RateLimit-Reset", seconds);
  const bool open = found.route != nullptr && found.route->allowed.who == Allowed::Who::Anybody;
  if (open && !changes_something(request.method) && !named) {
    response.headers.add("Access-Control-Allow-Origin", "*");
    response.headers.add("Access-Control-Expose-Headers", "ETag, RateLimit-Remaining");
    response.headers.add("Cross-Origin-Resource-Policy", "cross-origin");
  }
  return response;
}

// The page's answer. Files that came in pieces beforehand stand where those of the form itself
// would, and go once the page has taken them.
Result<Response> Application::made_by(const Route& route, Visit& visit) {
  const auto whole = TRY(with_pieces(visit, std::max(form_max, route.upload_max)));
  if (!whole) return route.page(visit);
  Visit filled{*whole, visit.inside()};
  filled.viewer = visit.viewer;
  filled.language = visit.language;
  filled.institution = visit.institution;
  filled.now = visit.now;
  auto made = route.page(filled);
  if (made && made->status < 400)
    for (const auto& [name, id] : whole->form.all())
      if (name.ends_with(pieces_suffix))
        if (const auto file = pieces_of(filled, id)) forget_pieces(*file);
  return made;
}

Response Application::serve_inside(const Request& request, const Found& found, Visit& visit) {
  const bool api = asks_the_api(request);
  const auto refused = [&](const Error& error) {
    return api ? problem(request, error) : refusal_page(visit, error);
  };
  const auto who = known(visit.db(), visit.institution, request, visit.now);
  if (!who) return refused(who.error());
  if (who->viewer) visit.viewer = &*who->viewer;
  if (found.route == nullptr) {
    if (found.methods.empty())
      return refused(refusal(Refusal::PageUnknown, {{"hallado", request.path}}));
    auto response =
        refused(refusal(Refusal::MethodUnknown, {{"hallado", std::string(show(request.method))},
                                                 {"esperado", found.methods}}));
    response.status = 405;
    response.headers.add("Allow", found.methods);
    return response;
  }
  const auto& allowed = found.route->allowed;
  if (changes_something(request.method)) {
    const bool by_token = request.headers.has("authorization");
    if (!by_token && !from_this_site(request)) return refused(refusal(Refusal::ForeignOrigin));
  }
  if (changes_something(request.method) && is_open_form(*found.route)) {
    const auto allowance = form_limiter_.count(request.remote, form_rate_anybody, visit.now);
    if (!allowance.allowed)
      return refused(refusal(Refusal::TooManyRequests,
                             {{"segundos", std::to_string(allowance.reset_seconds)}}));
  }
  if (allowed.who != Allowed::Who::Anybody) {
    if (visit.viewer == nullptr) return ask_to_sign_in(visit);
    if (auto first = first_things_first(request, *visit.viewer)) return *std::move(first);
    if (allowed.who == Allowed::Who::With && !visit.viewer->may(allowed.permission))
      return refused(missing_permission(allowed.permission));
    if (changes_something(request.method) && !carries_csrf(request, *visit.viewer))
      return refused(refusal(Refusal::TokenWrong));
  }
  auto made = made_by(*found.route, visit);
  auto response = made ? *std::move(made) : refused(made.error());
  if (who->touch && visit.viewer != nullptr)
    if (auto writing = context(commands::Use::Change, {}))
      touch_session(*writing, *visit.viewer, visit.now);
  return response;
}

}  // namespace web
