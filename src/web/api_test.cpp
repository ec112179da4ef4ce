// The API as programs use it: tokens and their scopes, writing with a version, and every class of
// refusal as problem+json. Its lists and its document are in application_test.cpp.
#include "web/api.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "base/json.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using testing::Role;
using testing::Site;

constexpr auto month = "/api/v1/captura/2026-05/DEL-CARMEN";

class Program : public ::testing::Test {
 protected:
  void SetUp() override { site.sign_in("enlace.carmen", {Role::Enlace}, {"DEL-CARMEN"}); }

  // A token of the signed-in user with these scopes; the browser's cookie is dropped.
  void take_token(const std::vector<std::string>& scopes) {
    auto context = site.change();
    const auto user = commands::user_named(context.db(), "enlace.carmen").value().value();
    token = commands::make_token(context, user.number, "Prueba", scopes, 30).value();
    site.sign_out();
  }

  Response ask(Method method, const std::string& target,
               std::map<std::string, std::string> headers = {}, std::string sent = "") {
    if (!token.empty()) headers["authorization"] = "Bearer " + token;
    auto request = site.request_of(method, target, headers);
    request.body = std::move(sent);
    return site.last = site.ask(request);
  }

  Response put(const std::string& seen, const std::string& sent,
               const std::string& type = "application/json") {
    std::map<std::string, std::string> headers{{"content-type", type}};
    if (!seen.empty()) headers["if-match"] = seen;
    return ask(Method::Put, month, headers, sent);
  }

  std::string version() { return etag_of(ask(Method::Get, month).body); }

  // What the rows say of a subproducto.
  json::value reported(std::string_view code) {
    const auto read = json::parse(ask(Method::Get, month).body);
    for (const auto& row : read.at("filas").as_array())
      if (row.at("subproducto").as_string() == code) return row.at("ejecutado");
    return "no está";
  }

  // The last answer is problem+json of this status and code.
  void expect_problem(int status, std::string_view code) {
    EXPECT_EQ(site.last.status, status) << site.last.body;
    ASSERT_EQ(site.last.content_type, "application/problem+json") << site.last.body;
    const auto told = json::parse(site.last.body).as_object();
    EXPECT_EQ(told.at("codigo").as_string(), code);
    EXPECT_EQ(told.at("status").as_int64(), status);
    for (const auto* part : {"type", "title", "detail", "instance"})
      EXPECT_FALSE(told.at(part).as_string().empty()) << part;
  }

  Site site{Site::Base::Demo};
  std::string token;
  const std::string body = R"({"filas":[{"subproducto":"P05.S1","ejecutado":"23000"}]})";
};

TEST_F(Program, WritesAMonthItHasSeen) {
  take_token({"metas.reportar"});
  const auto seen = version();
  ASSERT_EQ(put(seen, body).status, 200) << site.last.body;
  EXPECT_EQ(reported("P05.S1").as_string(), "23000");
  // What it saw is no longer what is there: nothing is written.
  put(seen, R"({"filas":[{"subproducto":"P05.S1","ejecutado":"1"}]})");
  expect_problem(412, "web.version_vieja");
  EXPECT_EQ(reported("P05.S1").as_string(), "23000");
  put("", body);
  expect_problem(428, "web.falta_version");
  ASSERT_EQ(put(version(), R"({"filas":[{"subproducto":"P05.S1","ejecutado":null}]})").status, 200);
  EXPECT_TRUE(reported("P05.S1").is_null()) << "missing is not zero";
}

TEST_F(Program, DoesNoMoreThanItsTokenIsFor) {
  take_token({"metas.validar"});
  put(version(), body);
  expect_problem(403, "web.sin_permiso");
  EXPECT_TRUE(reported("P05.S1").is_null());
  token.back() = token.back() == '0' ? '1' : '0';
  ask(Method::Get, month);
  expect_problem(401, "web.sin_sesion");
}

TEST_F(Program, WritesOnlyOfItsOwnUnit) {
  take_token({"metas.reportar"});
  const std::string other = "/api/v1/captura/2026-05/DEL-AURORA";
  const auto seen = etag_of(ask(Method::Get, other).body);
  ask(Method::Put, other, {{"content-type", "application/json"}, {"if-match", seen}}, body);
  EXPECT_EQ(site.last.status, 403);
  EXPECT_EQ(site.last.content_type, "application/problem+json");
}

TEST_F(Program, IsToldEveryKindOfRefusalInOneForm) {
  take_token({"metas.reportar"});
  ask(Method::Get, "/api/v1/nada");
  expect_problem(404, "web.pagina_desconocida");
  ask(Method::Delete, month);
  expect_problem(405, "web.metodo_no_admitido");
  EXPECT_EQ(site.last.headers.first("Allow"), "GET, PUT");
  ask(Method::Get, "/api/v1/captura/mayo/DEL-CARMEN");
  EXPECT_EQ(site.last.content_type, "application/problem+json");
  put(version(), "filas=1", "application/x-www-form-urlencoded");
  EXPECT_EQ(site.last.status, 415);
  put(version(), "{\"filas\":[");
  EXPECT_GE(site.last.status, 400);
  EXPECT_EQ(site.last.content_type, "application/problem+json") << "malformed JSON";
  put(version(), R"({"filas":[{"subproducto":"P05.S1","ejecutado":"1,19B"}]})");
  EXPECT_EQ(site.last.status, 422);
  put(version(), R"({"filas":[{"subproducto":"NO","ejecutado":"1"},
                              {"subproducto":"P05.S1","ejecutado":"-1"}]})");
  EXPECT_EQ(site.last.status, 422);
  EXPECT_GE(json::parse(site.last.body).at("errores").as_array().size(), 2U) << site.last.body;
  token.clear();
  ask(Method::Get, month);
  expect_problem(401, "web.sin_sesion");
}

TEST_F(Program, DoesOnceWhatItAsksTwiceUnderOneKey) {
  take_token({"metas.reportar"});
  const std::map<std::string, std::string> headers{{"content-type", "application/json"},
                                                   {"if-match", version()},
                                                   {"idempotency-key", "carga-7"}};
  ASSERT_EQ(ask(Method::Put, month, headers, body).status, 200) << site.last.body;
  const auto first = json::parse(site.last.body).at("asiento").as_int64();
  auto again = headers;
  again["if-match"] = version();
  ASSERT_EQ(
      ask(Method::Put, month, again, R"({"filas":[{"subproducto":"P05.S1","ejecutado":"5"}]})")
          .status,
      409)
      << "another body under the same key";
  EXPECT_EQ(site.last.content_type, "application/problem+json");
  EXPECT_GT(first, 0);
  EXPECT_EQ(reported("P05.S1").as_string(), "23000");
}

}  // namespace
}  // namespace web
