// The open data of the demonstration, published and proved: what the portal gives is true by its
// proof, a changed row is found out, the log is whole, and the static copy is the portal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "commands/verify_journal.hpp"
#include "domain/accountability/mirror.hpp"
#include "domain/accountability/publication.hpp"
#include "domain/accountability/refusals.hpp"
#include "web/static_site.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using accountability::check_publication;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Role;
using testing::Site;

// The demonstration with its open data published by the authority, on the page.
struct PublishedSite : Site {
  PublishedSite() : Site(Base::Demo) {
    sign_in(Role::Monitoreo);
    get("/informes/datos-abiertos");
    EXPECT_THAT(last.body, HasSubstr("Los publica la autoridad"));
    EXPECT_EQ(post_exactly("/informes/datos-abiertos", {}).status, 403);
    sign_in(Role::Autoridad);
    EXPECT_EQ(sent({}), 422);
    EXPECT_EQ(sent({{"datos_personales", "si"}}), 303);
    follow();
    EXPECT_THAT(last.body, HasSubstr("Archivos publicados"));
    sign_out();
  }
  // The page has two forms with this address: the filter comes first.
  int sent(std::vector<std::pair<std::string, std::string>> fields) {
    const std::string address = "/informes/datos-abiertos";
    const auto body = get(address).body;
    const auto form = body.find("method=\"post\"", body.find("id=\"contenido\""));
    for (const std::string name : {"csrf", "clave", "corte"}) {
      const auto value = body.find("value=\"", body.find("name=\"" + name + '"', form)) + 7;
      fields.emplace_back(name, body.substr(value, body.find('"', value) - value));
    }
    return post_exactly(address, fields).status;
  }
  std::vector<accountability::VerifierKey> keys() {
    auto context = change();
    auto all = commands::declared_keys(context.db()).value();
    for (auto& one : all) one = commands::key_of_journal(one, application->institution());
    return all;
  }
};

PublishedSite& site() {
  static PublishedSite one;
  return one;
}

std::string refused(std::string_view bytes, std::string_view proof) {
  const auto checked = check_publication(bytes, proof, site().keys().front());
  return checked ? "" : checked.error().code;
}
std::string_view code(accountability::Refusal why) { return row_of(why).code; }

TEST(Proof, EveryFileOfTheOpenDataIsProvedAndNoneWithADigitChanged) {
  for (const std::string set : {"presupuesto", "metas", "indicadores", "red"})
    for (const std::string ending : {".csv", ".xlsx", ".json"}) {
      const auto address = "/datos/" + set + ending;
      const auto file = site().get(address);
      const auto proof = site().get(address + ".prueba");
      ASSERT_EQ(proof.status, 200) << address << proof.body;
      EXPECT_EQ(refused(file.body, proof.body), "") << address;
      // English readers get the same bytes, and whoever names the cut.
      EXPECT_EQ(site().get("/en" + address).body, file.body) << address;
      EXPECT_EQ(site().get(address + "?corte=2026-C1").body, file.body) << address;
      auto changed = file.body;
      changed[changed.size() / 2] ^= 1;
      EXPECT_EQ(refused(changed, proof.body), code(accountability::Refusal::FileDiffers));
    }
  // Another order is another file, which nobody published.
  EXPECT_NE(site().get("/datos/metas.csv?orden=-codigo").body, site().get("/datos/metas.csv").body);
}

TEST(Proof, AFigureHasAPageAStatementAndAProof) {
  const auto page = site().get("/datos/metas/cifra/3");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("/datos/metas/cifra/3.prueba"));
  const auto statement = site().get("/datos/metas/cifra/3.json").body;
  const auto proof = site().get("/datos/metas/cifra/3.prueba").body;
  EXPECT_EQ(refused(statement, proof), "");
  EXPECT_EQ(refused(statement, site().get("/datos/metas/cifra/4.prueba").body),
            code(accountability::Refusal::FigureDiffers));
  for (const auto* address :
       {"/datos/metas/cifra/0", "/datos/metas/cifra/99999.prueba", "/datos/metas/cifra/x",
        "/datos/metas/cifra/3.csv", "/datos/nada/cifra/1", "/datos/metas.txt.prueba"})
    EXPECT_EQ(site().get(address).status, 404) << address;
}

TEST(Proof, ARowChangedBehindTheJournalIsSeenInItsFigure) {
  PublishedSite own;
  const auto proof = own.get("/datos/presupuesto/cifra/1.prueba").body;
  const auto before = own.get("/datos/presupuesto/cifra/1.json").body;
  const auto key = own.keys().front();
  ASSERT_TRUE(check_publication(before, proof, key));
  auto context = own.change();
  ASSERT_TRUE(context.db().execute(
      "update budget_fact set devengado_01 = devengado_01 + 1, devengado_02 = devengado_02 + 1, "
      "devengado_03 = devengado_03 + 1, devengado_04 = devengado_04 + 1",
      {}));
  const auto settings = own.application->settings();
  own.application.reset();
  own.application = Application::open(settings, own.clock.world()).value();
  const auto now = own.get("/datos/presupuesto/cifra/1.json").body;
  EXPECT_NE(now, before);
  const auto checked =
      check_publication(now, own.get("/datos/presupuesto/cifra/1.prueba").body, key);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, code(accountability::Refusal::FigureDiffers));
}

TEST(Proof, WhoHasNoJavaScriptSendsFileAndProofToThePage) {
  const auto file = site().get("/datos/red.csv").body,
             proof = site().get("/datos/red.csv.prueba").body;
  const auto sent = [&](const std::string& bytes, const std::string& text) {
    auto request = site().request_of(Method::Post, "/transparencia/comprobar", {});
    const auto folder =
        std::filesystem::temp_directory_path() / ("ceiba_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    for (const auto& [field, content] : {std::pair("archivo", bytes), std::pair("prueba", text)}) {
      const auto path = folder / field;
      std::ofstream(path, std::ios::binary) << content;
      request.uploads.push_back({field, field, "", path.string(), content.size()});
    }
    auto answer = site().ask(request);
    std::filesystem::remove_all(folder);
    return answer;
  };
  EXPECT_THAT(sent(file, proof).body, HasSubstr("El archivo es el que se publicó"));
  auto changed = file;
  changed[changed.size() / 2] ^= 1;
  EXPECT_THAT(sent(changed, proof).body, HasSubstr("No corresponde"));
  EXPECT_THAT(sent(file, "no es una prueba").body, HasSubstr("No corresponde"));
  EXPECT_EQ(sent(file, "").status, 422);
}

accountability::Checkpoint checkpoint(Site& at,
                                      const std::vector<accountability::VerifierKey>& keys) {
  return accountability::open_checkpoint(at.get("/checkpoint").body, keys).value();
}

TEST(Proof, TheLogCanBeMirroredAndOnlyGrows) {
  PublishedSite own;
  const auto keys = own.keys();
  const auto read = [&](const std::string& path) -> std::optional<std::string> {
    const auto answer = own.get('/' + path);
    if (answer.status != 200) return std::nullopt;
    return answer.body;
  };
  const auto before = checkpoint(own, keys);
  EXPECT_TRUE(accountability::leaves_of_tiles(before, read));
  auto context = own.change(Role::Planificacion);
  ASSERT_TRUE(commands::submit(context, {"corte.crear", {{"codigo", "2026-03"}}, ""}));
  const auto settings = own.application->settings();
  own.application.reset();
  own.application = Application::open(settings, own.clock.world()).value();
  const auto after = checkpoint(own, keys);
  EXPECT_GT(after.size, before.size);
  const auto leaves = accountability::leaves_of_tiles(after, read);
  ASSERT_TRUE(leaves);
  EXPECT_TRUE(accountability::contains(*leaves, before));
  // Who holds the earlier checkpoint still finds the tiles of its size.
  EXPECT_TRUE(accountability::leaves_of_tiles(before, read));
  EXPECT_EQ(own.get("/tile/0/000.p/0").status, 404);
  EXPECT_EQ(own.get("/tile/0/999").status, 404);
  EXPECT_EQ(own.get("/tile/9/000").status, 404);
}

TEST(Proof, TheStaticSiteIsThePortalAndAllItsLinksLead) {
  site().get("/");
  const Settings settings = site().application->settings();
  const auto made = static_site(settings, site().clock.world(), [](std::int64_t) {});
  ASSERT_TRUE(made) << made.error().code;
  EXPECT_THAT(made->unanswered, ::testing::IsEmpty());
  RecordProperty("files", std::to_string(made->files.size()));
  auto portal = settings;
  portal.portal_only = true;
  const auto server = Application::open(portal, site().clock.world()).value();
  std::set<std::string> targets(made->left_out.begin(), made->left_out.end()), paths;
  for (const auto& file : made->files) {
    targets.insert(file.target);
    EXPECT_TRUE(paths.insert(file.path).second) << file.path;
  }
  for (const auto& file : made->files) {
    auto request = site().request_of(Method::Get, file.target, {});
    const auto answer = server->answer(request);
    ASSERT_EQ(answer.status, 200) << file.target;
    ASSERT_EQ(answer.body, file.bytes) << file.target;
    for (const auto& link : links_of(answer.content_type, answer.body))
      EXPECT_TRUE(targets.contains(link) ||
                  (file.target.contains('?') && targets.contains(link.substr(0, link.find('?')))))
          << file.target << " → " << link;
  }
  for (const auto* wanted : {"/checkpoint", "/en/datos", "/datos/presupuesto.csv.prueba",
                             "/datos/metas/cifra/1.json", "/transparencia/comprobar"})
    EXPECT_TRUE(targets.contains(wanted)) << wanted;
  EXPECT_TRUE(paths.contains("index.html"));
  EXPECT_TRUE(paths.contains("en/index.html"));
  EXPECT_FALSE(targets.contains("/entrar"));
  // Nothing of the institution's side is served there, and no file is a folder too.
  for (const auto* inside : {"/entrar", "/inicio", "/informes", "/expedientes"})
    EXPECT_EQ(server->answer(site().request_of(Method::Get, inside, {})).status, 404) << inside;
  for (const auto& path : paths) EXPECT_FALSE(paths.contains(path + "/index.html")) << path;
}

TEST(Proof, LinksAreFoundInPagesAndStyleSheets) {
  EXPECT_THAT(links_of("text/html",
                       "<a href=\"/a?b=1&amp;c=2#d\">x</a><img src=\"/e\"><a "
                       "href=\"//otro.example/\"><a href=\"mailto:x@y\"><a href=\"#z\">"),
              ::testing::ElementsAre("/a?b=1&c=2", "/e"));
  EXPECT_THAT(links_of("text/css; charset=utf-8", "a{b:url(\"/f.woff\")}c{d:url(data:x)}"),
              ::testing::ElementsAre("/f.woff"));
  EXPECT_EQ(static_path("/datos?corte=2025-C3", "text/html; charset=utf-8"),
            "datos/index.html?corte=2025-C3");
  EXPECT_EQ(static_path("/", "text/html"), "index.html");
  EXPECT_EQ(static_path("/datos/a.csv", "text/csv"), "datos/a.csv");
}

TEST(Proof, TheEnglishPagesOfProofsAreInEnglish) {
  for (const auto* page :
       {"/en/transparencia/comprobar", "/en/datos/metas/cifra/2", "/en/datos/metas"}) {
    const auto body = site().get(page).body;
    EXPECT_THAT(body, HasSubstr("Check")) << page;
    for (const auto* spanish : {"Comprobar un archivo", "Sin este sitio", "Su prueba", "La llave"})
      EXPECT_THAT(body, Not(HasSubstr(spanish))) << page;
  }
}

}  // namespace
}  // namespace web
