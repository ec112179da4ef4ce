// Walks the portal from its home pages, as wget --mirror would, without sockets.
#include "web/static_site.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <set>

#include "base/text.hpp"
#include "domain/accountability/tiles.hpp"
#include "queries/public_log.hpp"
#include "web/assets.hpp"
#include "web/request_text.hpp"

namespace web {
namespace {

// What names an address: of pages and drawings, and of what the modules fetch.
constexpr std::array<std::string_view, 6> attributes = {
    " href=\"",        " src=\"",
    " xlink:href=\"",  " data-comprobar-cifra=\"",
    " data-prueba=\"", " data-explorador=\""};

// Forms that citizens send, and the API, whose description names the server that it is asked of: a
// copy on somebody else's server can answer neither.
constexpr std::array<std::string_view, 2> only_served = {"/solicitudes/", "/api/"};

std::string unescaped(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> all[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  std::string out(text);
  for (const auto& [from, to] : all) out = replaced(out, from, to);
  return out;
}

class Found {
 public:
  void add(std::string_view address) {
    address = address.substr(0, address.find('#'));
    if (!address.starts_with('/') || address.starts_with("//")) return;
    auto own = unescaped(address);
    if (seen_.insert(own).second) all_.push_back(std::move(own));
  }
  std::vector<std::string> all() && { return std::move(all_); }

 private:
  std::set<std::string> seen_;
  std::vector<std::string> all_;
};

bool has_query(std::string_view target) { return target.contains('?'); }

// "/transparencia/calendario.ics?anio=2027"
bool is_file(std::string_view target) {
  target = target.substr(0, target.find('?'));
  return target.substr(target.rfind('/')).contains('.');
}

Response asked(Application& application, const std::string& target) {
  Request request;
  request.target = target;
  const auto parsed = parse_target(target);
  if (!parsed) return {.status = 400};
  request.path = parsed->path;
  request.query = parsed->query;
  request.id = "estatico";
  return application.answer(request);
}

// What nobody links to, but a copy of the site must have.
Result<std::vector<std::string>> beginnings(Application& application) {
  std::vector<std::string> all{"/", "/en", "/robots.txt", "/favicon.ico"};
  auto context = TRY(application.context(commands::Use::Read, {}));
  const auto log = TRY(queries::public_log(context.db(), application.institution()));
  if (log.note.empty()) return all;
  all.emplace_back("/checkpoint");
  for (const auto& tile : accountability::tiles_of(std::int64_t(log.leaves.size())))
    all.push_back('/' + accountability::path_of(tile));
  return all;
}

}  // namespace

std::string static_path(std::string_view target, std::string_view content_type) {
  const auto question = target.find('?');
  auto path = percent_decoded(target.substr(0, question), false).value_or("");
  if (content_type.starts_with("text/html"))
    path += path.ends_with('/') ? "index.html" : "/index.html";
  path.erase(0, path.find_first_not_of('/'));
  if (question != target.npos) path += target.substr(question);
  return path;
}

std::vector<std::string> links_of(std::string_view content_type, std::string_view body) {
  Found found;
  if (content_type.starts_with("text/css"))
    for (std::size_t at = 0; (at = body.find("url(", at)) != body.npos;) {
      at += 4;
      auto inside = body.substr(at, body.find(')', at) - at);
      while (inside.starts_with('"') || inside.starts_with('\'')) inside.remove_prefix(1);
      while (inside.ends_with('"') || inside.ends_with('\'')) inside.remove_suffix(1);
      found.add(inside);
    }
  if (content_type.starts_with("text/html") || content_type.starts_with("image/svg"))
    for (const auto attribute : attributes)
      for (std::size_t at = 0; (at = body.find(attribute, at)) != body.npos;) {
        at += attribute.size();
        found.add(body.substr(at, body.find('"', at) - at));
      }
  return std::move(found).all();
}

Result<StaticSite> static_site(Settings settings, const World& world,
                               const std::function<void(std::int64_t)>& progress) {
  settings.portal_only = true;
  const auto moment = world.now();
  const World still{.now = [moment] { return moment; }, .nonce = world.nonce};
  const auto application = TRY(Application::open(settings, still));
  StaticSite site;
  std::deque<std::pair<std::string, std::string>> waiting;  // Target, and the page that names it.
  std::set<std::string> known;
  const auto want = [&](const std::string& target, const std::string& from) {
    if (known.insert(target).second) waiting.emplace_back(target, from);
  };
  for (const auto& target : TRY(beginnings(*application))) want(target, "");
  for (; !waiting.empty(); waiting.pop_front()) {
    const auto& [target, from] = waiting.front();
    if (std::ranges::any_of(only_served,
                            [&](std::string_view one) { return target.starts_with(one); })) {
      site.left_out.push_back(target);
      continue;
    }
    auto answer = asked(*application, target);
    if (answer.status != 200) {
      site.unanswered.push_back(from + " → " + target);
      continue;
    }
    // Orders of tables and filters multiply without end: those that a page itself offers are
    // written, not those that one of them offers in turn. They lead to the page without a query,
    // as a download does; one that is only offered with a query is written.
    for (const auto& link : links_of(answer.content_type, answer.body))
      if (!has_query(target) || !has_query(link) ||
          (is_file(link) && !known.contains(link.substr(0, link.find('?')))))
        want(link, target);
    site.files.push_back(
        {target, static_path(target, answer.content_type), std::move(answer.body)});
    progress(std::int64_t(site.files.size()));
  }
  return site;
}

}  // namespace web
