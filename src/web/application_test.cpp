// The application as a whole: who may, what is refused, what is done once, what is kept.
#include "web/application.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "web/api.hpp"
#include "web/inside.hpp"
#include "web/testing.hpp"
#include "web/wire.hpp"

namespace web {
namespace {

using access_control::Role;
using testing::Site;

Result<Response> no_page(Visit&) { return Response{}; }

TEST(Routes, EachSaysWhoMayUseItAndIsThereOnce) {
  EXPECT_EQ(faults_of(public_routes(), all_routes()), std::vector<std::string>{});
}

TEST(Routes, ATableThatIsWrongDoesNotStart) {
  const Route good{Method::Get, "/a/{b}", anybody, no_page};
  const Route silent{Method::Get, "/b", {}, no_page};
  const Route empty{Method::Get, "/c", anybody, nullptr};
  const Route twice{Method::Get, "/a/{otro}", signed_in, no_page};
  const Route form{Method::Post, "/d", anybody, no_page};
  const auto faults = [](std::vector<Route> outside, std::vector<const Route*> inside) {
    return faults_of(outside, inside).size();
  };
  EXPECT_EQ(faults({good}, {}), 0U);
  EXPECT_EQ(faults({}, {&silent}), 1U);
  EXPECT_EQ(faults({}, {&empty}), 1U);
  EXPECT_EQ(faults({good}, {&twice}), 1U) << "of the public portal and of the institution";
  EXPECT_EQ(faults({form}, {}), 1U) << "the public portal only reads";
  EXPECT_EQ(faults({}, {&form}), 0U);
}

TEST(Routes, EveryRouteOfFormsSaysWhatItIs) {
  for (const auto* route : all_routes()) EXPECT_FALSE(route->summary.empty()) << route->path;
}

TEST(Match, TakesTheParts) {
  const auto parts = match("/a/{b}/c/{d}", "/a/1/c/dos tres");
  ASSERT_TRUE(parts);
  EXPECT_EQ((*parts)[0].second, "1");
  EXPECT_EQ((*parts)[1].second, "dos tres");
  for (const auto other : {"/a/1/c", "/a/1/c/2/3", "/a/1/x/2", "/a", "/"})
    EXPECT_FALSE(match("/a/{b}/c/{d}", other)) << other;
  EXPECT_TRUE(match("/", "/"));
}

TEST(Application, SendsWhoeverIsNobodyToSignIn) {
  Site site;
  const auto page = site.get("/inicio?grupo=hoy");
  EXPECT_EQ(page.status, 303);
  EXPECT_EQ(page.headers.first("Location"), "/entrar?volver=%2Finicio%3Fgrupo%3Dhoy");
  EXPECT_EQ(site.get("/api/v1/cargas").status, 401);
}

TEST(Application, EveryInstitutionalPageRefusesWhoLacksItsPermission) {
  Site site;
  site.sign_in(Role::Tesoreria);
  int refused = 0;
  for (const auto* route : all_routes()) {
    if (route->allowed.who != Allowed::Who::With || route->method != Method::Get ||
        allows(Role::Tesoreria, route->allowed.permission))
      continue;
    ++refused;
    std::string path;
    for (std::size_t at = 0; at < route->path.size(); ++at) {
      if (route->path[at] != '{') {
        path += route->path[at];
        continue;
      }
      path += 'x';
      at = route->path.find('}', at);
    }
    EXPECT_EQ(site.get(path).status, 403) << path;
  }
  EXPECT_GT(refused, 10);
}

TEST(Application, AFormNeedsItsSessionsTokenAndItsOwnSite) {
  Site site;
  site.sign_in(Role::Administracion);
  for (const auto* route : all_routes()) {
    if (route->method != Method::Post || route->allowed.who == Allowed::Who::Anybody) continue;
    std::string path;
    for (const char c : route->path)
      if (c != '{' && c != '}') path += c;
    EXPECT_EQ(site.post_exactly(path, {}).status, 403) << path;
    EXPECT_EQ(site.post_exactly(path, {{"csrf", "otra"}}).status, 403) << path;
  }
  EXPECT_EQ(site.post_exactly("/entrar", {}, {{"origin", "https://ajeno.example"}}).status, 403);
  EXPECT_EQ(site.post_exactly("/entrar", {}, {{"sec-fetch-site", "cross-site"}}).status, 403);
  EXPECT_EQ(site.post_exactly("/entrar", {}, {{"origin", "null"}}).status, 403);
}

TEST(Application, UnknownPagesAndMethodsAreToldApart) {
  Site site;
  EXPECT_EQ(site.get("/no-existe").status, 404);
  const auto wrong = site.post_exactly("/buscar", {});
  EXPECT_TRUE(wrong.status == 404 || wrong.status == 405) << wrong.status;
  auto request = site.request_of(Method::Delete, "/entrar", {});
  const auto answer = site.ask(request);
  EXPECT_EQ(answer.status, 405);
  EXPECT_FALSE(answer.headers.first("Allow").empty());
}

TEST(Application, APublicPageIsMadeOnceUntilTheDataChange) {
  Site site;
  const auto first = site.get("/");
  ASSERT_EQ(first.status, 200);
  ASSERT_EQ(first.keep, Keep::Ask);
  const auto kept = site.application->kept("/");
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->response.body, first.body);
  EXPECT_FALSE(site.application->kept("/?a=1"));
  site.sign_in(Role::Planificacion);  // Creates a user: an act.
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (site.application->kept("/") && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_FALSE(site.application->kept("/"));
}

TEST(Application, ThePublicSideSetsNoCookie) {
  Site site;
  for (const auto& route : public_routes()) {
    if (route.path.contains('{')) continue;
    const auto page = site.get(std::string(route.path));
    EXPECT_LT(page.status, 500) << route.path;
    EXPECT_FALSE(page.headers.has("Set-Cookie")) << route.path;
    EXPECT_LT(site.get("/en" + std::string(route.path == "/" ? "" : route.path)).status, 500);
  }
}

TEST(Application, AnswersWithoutABaseThatWasFounded) {
  Site site{Site::Base::Empty};
  EXPECT_LT(site.get("/").status, 500);
  EXPECT_EQ(site.get("/salud").status, 200);
}

TEST(Jobs, RunInTheBackgroundAndCanBeCancelled) {
  Site site;
  auto& jobs = site.application->jobs();
  const auto ended = [&](const std::string& id) {
    for (int i = 0; i < 1000; ++i) {
      const auto job = jobs.find(id);
      if (job->state != JobState::Waiting && job->state != JobState::Running) return *job;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return *jobs.find(id);
  };
  const auto good = jobs.start("Contar", {7, Role::Presupuesto},
                               [](commands::Context& context, const Visit::Progress& told) {
                                 EXPECT_EQ(context.actor.number, 7);
                                 EXPECT_TRUE(told("contando", 1, 2));
                                 return Result<std::string>("/hecho");
                               });
  ASSERT_TRUE(good);
  EXPECT_EQ(ended(*good).state, JobState::Done);
  EXPECT_EQ(ended(*good).result, "/hecho");
  EXPECT_EQ(jobs.list(7).size(), 1U);
  EXPECT_EQ(jobs.list(8).size(), 0U);

  std::atomic<bool> begun = false;
  const auto endless = jobs.start("No acabar", {7, Role::Presupuesto},
                                  [&](commands::Context&, const Visit::Progress& told) {
                                    begun = true;
                                    while (told("sigue", 0, 0))
                                      std::this_thread::sleep_for(std::chrono::milliseconds(1));
                                    return Result<std::string>(std::unexpected(Error{}));
                                  });
  while (!begun) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_TRUE(jobs.cancel(*endless));
  EXPECT_EQ(ended(*endless).state, JobState::Cancelled);
  EXPECT_FALSE(jobs.cancel(*endless));

  const auto thrown =
      jobs.start("Fallar", {7, Role::Presupuesto},
                 [](commands::Context&, const Visit::Progress&) -> Result<std::string> {
                   throw std::runtime_error("a fault");
                 });
  EXPECT_EQ(ended(*thrown).state, JobState::Failed);
}

// ---- What goes out -----------------------------------------------------------------------------

Request asked(std::vector<std::pair<std::string, std::string>> headers,
              Method method = Method::Get) {
  Request request;
  request.method = method;
  request.path = request.target = "/x";
  for (auto& [name, value] : headers) request.headers.add(name, value);
  return request;
}

Response text_of(std::size_t size, Keep keep = Keep::Ask) {
  Response response;
  response.body = std::string(size, 'a');
  response.keep = keep;
  return response;
}

TEST(Wire, AnEtagIsRevalidated) {
  const auto first = wire_of(asked({}), text_of(100), true, 0);
  const auto at = first.head.find("ETag: ") + 6;
  const auto etag = first.head.substr(at, first.head.find('\r', at) - at);
  const auto again = wire_of(asked({{"if-none-match", etag}}), text_of(100), true, 0);
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body_size(), 0U);
  EXPECT_EQ(wire_of(asked({{"if-none-match", etag}}), text_of(101), true, 0).status, 200);
  EXPECT_EQ(wire_of(asked({}), text_of(100, Keep::No), true, 0).head.find("ETag"),
            std::string::npos);
}

TEST(Wire, ARangeIsThatPartOfTheBytes) {
  Response response = text_of(0);
  response.body = "0123456789";
  const auto part = wire_of(asked({{"range", "bytes=2-4"}}), response, true, 0);
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "234");
  EXPECT_NE(part.head.find("Content-Range: bytes 2-4/10\r\n"), std::string::npos);
  const auto beyond = wire_of(asked({{"range", "bytes=20-"}}), response, true, 0);
  EXPECT_EQ(beyond.status, 416);
  EXPECT_NE(beyond.head.find("Content-Range: bytes */10\r\n"), std::string::npos);
  const auto stale =
      wire_of(asked({{"range", "bytes=2-4"}, {"if-range", "\"otra\""}}), response, true, 0);
  EXPECT_EQ(stale.status, 200);
}

TEST(Wire, TextIsCompressedAndHeadHasNoBody) {
  const auto small = wire_of(asked({{"accept-encoding", "br"}}), text_of(100), true, 0);
  EXPECT_EQ(small.head.find("Content-Encoding"), std::string::npos);
  for (const auto coding : {"br", "gzip"}) {
    const auto large = wire_of(asked({{"accept-encoding", coding}}), text_of(10'000), true, 0);
    EXPECT_NE(large.head.find(std::string("Content-Encoding: ") + coding), std::string::npos);
    EXPECT_LT(large.body.size(), 200U);
  }
  const auto head = wire_of(asked({}, Method::Head), text_of(100), true, 0);
  EXPECT_NE(head.head.find("Content-Length: 100\r\n"), std::string::npos);
  EXPECT_TRUE(head.body.empty());
}

TEST(Wire, ALineBreakInAHeaderBeginsNoOther) {
  Response response = redirect("/a\r\nX-Evil: 1");
  EXPECT_EQ(wire_of(asked({}), response, true, 0).head.find("\r\nX-Evil"), std::string::npos);
}

TEST(Wire, EveryAnswerIsGuarded) {
  for (const auto* header :
       {"Content-Security-Policy: default-src 'self'", "X-Content-Type-Options: nosniff",
        "Referrer-Policy: same-origin", "Permissions-Policy: ", "X-Frame-Options: DENY",
        "Cross-Origin-Opener-Policy: same-origin", "Cache-Control: no-store"})
    EXPECT_NE(wire_of(asked({}), text_of(1, Keep::No), true, 0).head.find(header),
              std::string::npos);
  auto secure = asked({});
  EXPECT_EQ(wire_of(secure, text_of(1), true, 0).head.find("Strict-Transport"), std::string::npos);
  secure.secure = true;
  EXPECT_NE(wire_of(secure, text_of(1), true, 0).head.find("Strict-Transport"), std::string::npos);
}

TEST(Wire, DatesAreOfHttp) {
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(1'795'344'120'000), "Sun, 22 Nov 2026 10:42:00 GMT");
}

// ---- API ---------------------------------------------------------------------------------------

json::object body_of(const Response& response) { return json::parse(response.body).as_object(); }

TEST(Api, ListsHaveTheEnvelopeAndAreFiltered) {
  Site site;
  const auto body = body_of(site.get("/api/v1/unidades?por_pagina=2"));
  for (const auto* name : {"recurso", "total", "pagina", "por_pagina", "paginas", "moneda",
                           "totales", "datos", "enlaces"})
    EXPECT_TRUE(body.contains(name)) << name;
  EXPECT_EQ(body.at("moneda"), "GTQ");
  EXPECT_EQ(site.get("/api/v1/unidades?nada=1").status, 400);
  EXPECT_EQ(site.get("/api/v1/unidades?orden=nada").status, 400);
  EXPECT_EQ(site.get("/api/v1/unidades?filtro[nada]=1").status, 400);
  EXPECT_EQ(site.get("/api/v1/unidades?por_pagina=0").status, 400);
  EXPECT_EQ(site.last.content_type, "application/problem+json");
  EXPECT_EQ(body_of(site.last).at("codigo"), "web.parametro_invalido");
}

TEST(Api, HasARate) {
  Site site;
  EXPECT_EQ(site.get("/api/v1").headers.first("RateLimit-Limit"), "300");
  for (int i = 0; i < 300; ++i) site.get("/api/v1");
  EXPECT_EQ(site.last.status, 429);
  EXPECT_FALSE(site.last.headers.first("Retry-After").empty());
  *site.clock.now += 60'000;
  EXPECT_EQ(site.get("/api/v1").status, 200);
}

TEST(Api, OtherSitesMayReadWhatIsPublicAndNothingElse) {
  Site site;
  EXPECT_EQ(site.get("/api/v1/unidades").headers.first("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(site.get("/api/v1/cargas").headers.first("Access-Control-Allow-Origin"), "");
}

// Every reference of the document leads somewhere, every route is in it, every operation is whole.
void lint(const json::value& value, const json::object& document,
          std::vector<std::string>& faults) {
  if (value.is_array())
    for (const auto& one : value.as_array()) lint(one, document, faults);
  if (!value.is_object()) return;
  const auto& object = value.as_object();
  if (const auto* reference = object.if_contains("$ref")) {
    const std::string where{reference->as_string()};
    boost::system::error_code code;
    if (!where.starts_with("#/") || !json::value(document).find_pointer(where.substr(1), code))
      faults.push_back("broken reference " + where);
  }
  if (const auto* type = object.if_contains("type"); type && type->is_string()) {
    constexpr std::string_view types[] = {"string", "integer", "boolean", "object",
                                          "array",  "http",    "number"};
    if (object.contains("properties") || object.contains("items") || object.contains("pattern"))
      if (std::ranges::find(types, std::string_view(type->as_string())) == std::end(types))
        faults.push_back("unknown type");
  }
  if (const auto* type = object.if_contains("type");
      type && type->is_string() && type->as_string() == "array" && !object.contains("items"))
    faults.push_back("an array without items");
  for (const auto& [name, inside] : object) lint(inside, document, faults);
}

TEST(Api, ItsDocumentIsSound) {
  const auto document = openapi("http://127.0.0.1");
  EXPECT_EQ(document.at("openapi"), "3.1.0");
  for (const auto* part : {"info", "paths", "components", "servers"})
    EXPECT_TRUE(document.contains(part)) << part;
  std::vector<std::string> faults;
  lint(document, document, faults);
  EXPECT_EQ(faults, std::vector<std::string>{});

  std::set<std::string> ids;
  for (const auto& route : api_routes()) {
    const auto* path = document.at("paths").as_object().if_contains(route.path);
    ASSERT_TRUE(path) << route.path;
    const auto* operation = path->as_object().if_contains(lower(show(route.method)));
    ASSERT_TRUE(operation) << route.path;
    EXPECT_TRUE(ids.insert(std::string(operation->at("operationId").as_string())).second);
    EXPECT_TRUE(operation->at("responses").as_object().contains("200"));
    EXPECT_FALSE(operation->at("summary").as_string().empty());
    std::set<std::string> named;
    if (const auto* parameters = operation->as_object().if_contains("parameters"))
      for (const auto& one : parameters->as_array())
        if (const auto* in = one.as_object().if_contains("in"); in && *in == "path")
          named.insert(std::string(one.at("name").as_string()));
    for (std::size_t at = 0; (at = route.path.find('{', at)) != route.path.npos; ++at)
      EXPECT_TRUE(
          named.contains(std::string(route.path.substr(at + 1, route.path.find('}', at) - at - 1))))
          << route.path;
  }
}

TEST(Api, WhatItAnswersIsWhatItsDocumentSays) {
  Site site;
  const auto document = openapi("http://127.0.0.1");
  for (const auto& list : api_lists()) {
    const auto answer = site.get(std::string(list.path));
    if (answer.status != 200) continue;
    const auto body = body_of(answer);
    for (const auto& row : body.at("datos").as_array())
      for (const auto& field : list.fields)
        EXPECT_TRUE(row.as_object().contains(field.name)) << list.path << ' ' << field.name;
  }
}

}  // namespace
}  // namespace web
