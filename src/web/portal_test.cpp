// The public portal over the demonstration: every page answers, in both languages, with what it
// must say of its figures, and a table's files agree with the page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "base/json.hpp"
#include "base/text.hpp"
#include "documents/reading_for_tests.hpp"
#include "text/format.hpp"
#include "text/glossary.hpp"
#include "text/translation.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Site;

Site& site() {
  static Site one(Site::Base::Demo);
  return one;
}

const std::vector<std::string>& pages() {
  static const std::vector<std::string> all = {
      "/",
      "/transparencia/resultados",
      "/transparencia/indicadores/FI-01",
      "/transparencia/presupuesto",
      "/transparencia/presupuesto?por=quien",
      "/transparencia/presupuesto?por=como&grupo=0",
      "/transparencia/presupuesto?por=cuando",
      "/transparencia/presupuesto?programa=11",
      "/transparencia/red",
      "/transparencia/informes",
      "/datos",
      "/datos/presupuesto",
      "/datos/metas",
      "/datos/indicadores",
      "/datos/red",
      "/datos/explorar",
      "/datos/explorar?por=mes&medida=devengado&medida=vigente",
      "/datos/explorar?por=programa&luego=mes&f_programa=11",
      "/datos/explorar?datos=metas",
      "/datos/explorar?datos=metas&por=mes&f_producto=P02&desde=2&hasta=3",
      "/buscar",
      "/buscar?q=migrantes",
      "/buscar?q=zzzz",
      "/glosario",
      "/glosario/devengado",
      "/ayuda",
      "/transparencia/comprobar"};
  return all;
}

std::string in_english(const std::string& page) { return page == "/" ? "/en" : "/en" + page; }

// Without what is said to be Spanish, without names that are data, without markup.
std::string english_text(std::string body) {
  for (const std::string_view open : {"<span lang=\"es\">", "<a href=\"/es", "<code>"}) {
    const std::string close = open.starts_with("<span") ? "</span>"
                              : open.starts_with("<a")  ? "</a>"
                                                        : "</code>";
    for (std::size_t at = 0; (at = body.find(open, at)) != body.npos;)
      body.erase(at, body.find(close, at) - at);
  }
  return documents::without_tags(body);
}

TEST(Portal, EveryPageAnswersInBothLanguagesAndMayBeKept) {
  for (const auto& page : pages())
    for (const auto& target : {page, in_english(page)}) {
      const auto answer = site().get(target);
      EXPECT_EQ(answer.status, 200) << target;
      EXPECT_EQ(answer.keep, Keep::Ask) << target;
      EXPECT_TRUE(answer.headers.every("Set-Cookie").empty()) << target;
      EXPECT_THAT(answer.body, HasSubstr("<h1 ")) << target;
      EXPECT_THAT(answer.body, Not(HasSubstr(" style=\""))) << target;
      EXPECT_THAT(answer.body, Not(HasSubstr("<style"))) << target;
      EXPECT_THAT(answer.body, Not(HasSubstr("{}"))) << target;
    }
}

TEST(Portal, FiguresSayTheirDateStateAndThatTheyAreIllustrative) {
  for (const auto* page : {"/", "/transparencia/resultados", "/transparencia/presupuesto",
                           "/transparencia/indicadores/FI-01", "/datos"}) {
    const auto body = site().get(page).body;
    EXPECT_THAT(body, HasSubstr("Datos al 30/04/2026")) << page;
    EXPECT_THAT(body, HasSubstr("sello--ilus")) << page;
  }
}

// No sentence of the interface comes out in Spanish. Names of programmes and indicators are data,
// and stay as the institution wrote them.
TEST(Portal, NoSentenceOfTheEnglishPagesIsSpanish) {
  std::ifstream in(CEIBA_SOURCE_DIR "/po/en.po");
  const std::string catalogue((std::istreambuf_iterator<char>(in)), {});
  const auto entries = text::parse_po(catalogue);
  for (const auto& page : pages()) {
    const auto body = english_text(site().get(in_english(page)).body);
    EXPECT_THAT(site().get(in_english(page)).body, HasSubstr("<html lang=\"en\"")) << page;
    for (const auto& [spanish, english] : entries) {
      // A sentence with its holes cut away; short words are the same in data and interface.
      const auto sentence = spanish.substr(0, spanish.find("{}"));
      if (split(sentence, ' ').size() < 4 || english.starts_with(sentence)) continue;
      EXPECT_EQ(body.find(sentence), std::string::npos) << page << ": " << sentence;
    }
  }
}

// Every literal that pages hand to tr() is a key of the catalogue.
TEST(Portal, EveryTranslatedLiteralIsInTheCatalogue) {
  const std::filesystem::path root = CEIBA_SOURCE_DIR "/src/web";
  std::set<std::string> missing;
  int seen = 0;
  for (const auto* folder : {"kit", "pages"})
    for (const auto& entry : std::filesystem::directory_iterator(root / folder)) {
      const auto name = entry.path().filename().string();
      if (entry.path().extension() != ".cpp") continue;
      if (std::string_view(folder) == "pages" && !name.starts_with("public_")) continue;
      std::ifstream in(entry.path());
      const std::string source((std::istreambuf_iterator<char>(in)), {});
      for (std::size_t at = 0; (at = source.find("tr(", at)) != source.npos; at += 3) {
        if (at > 0 && (std::isalnum(static_cast<unsigned char>(source[at - 1])) != 0 ||
                       source[at - 1] == '_'))
          continue;
        // The second argument, where it is a literal: pieces between quotes, put together.
        auto from = source.find(',', at);
        if (from == source.npos) continue;
        from = source.find_first_not_of(" \n", from + 1);
        if (source[from] != '"') continue;
        std::string literal;
        while (source[from] == '"') {
          const auto end = source.find('"', from + 1);
          literal += source.substr(from + 1, end - from - 1);
          from = source.find_first_not_of(" \n", end + 1);
        }
        ++seen;
        if (text::english_of(literal) == nullptr) missing.insert(name + ": " + literal);
      }
    }
  EXPECT_GT(seen, 150);
  for (const auto& one : missing) ADD_FAILURE() << one;
}

TEST(Portal, TheCatalogueFillsAsManyHolesAsItsKey) {
  const auto holes = [](std::string_view text) {
    int n = 0;
    for (std::size_t at = 0; (at = text.find("{}", at)) != text.npos; at += 2) ++n;
    return n;
  };
  std::ifstream in(CEIBA_SOURCE_DIR "/po/en.po");
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  const auto all = text::parse_po(bytes);
  EXPECT_GT(all.size(), 250U);
  for (const auto& one : all) EXPECT_EQ(holes(one.spanish), holes(one.english)) << one.spanish;
}

TEST(Portal, ABudgetRowOpensAndItsSumIsTheRowAbove) {
  const auto value_at = [](const std::string& target) {
    const auto read = parse_json(site().get(target).body);
    EXPECT_TRUE(read) << target;
    return read.value();
  };
  const auto all = value_at("/transparencia/presupuesto.json");
  const auto programme = value_at("/transparencia/presupuesto.json?programa=11");
  std::string of_eleven;
  for (const auto& row : all.at("filas").as_array())
    if (row.at("codigo").as_string() == "11") of_eleven = row.at("devengado").as_string();
  EXPECT_FALSE(of_eleven.empty());
  EXPECT_EQ(programme.at("totales").at("devengado").as_string(), of_eleven);

  // The page, its CSV and its JSON have the same total, and the explorer asks the same question.
  MoneySum sum;
  const auto csv = site().get("/transparencia/presupuesto.csv").body;
  auto lines = split(replaced(csv, "\r\n", "\n"), '\n');
  const auto heads = split(lines.front(), ',');
  const auto column = std::ranges::find(heads, "devengado") - heads.begin();
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    // Names may hold commas inside quotes: count from the right, where only numbers are.
    const auto fields = split(lines[i], ',');
    sum += *Money::parse(fields[fields.size() - (heads.size() - static_cast<std::size_t>(column))]);
  }
  const auto total = std::string(all.at("totales").at("devengado").as_string());
  EXPECT_EQ(show(sum), total);
  EXPECT_THAT(site().get("/transparencia/presupuesto").body,
              HasSubstr(text::table_money(*Money::parse(total))));
  EXPECT_EQ(value_at("/datos/explorar.json").at("totales").at("devengado").as_string(), total);
  EXPECT_EQ(value_at("/datos/presupuesto.json").at("totales").at("devengado").as_string(), total);
}

// Screen readers change their voice by it (WCAG 3.1.2).
TEST(Portal, TheInstitutionsOwnWordsSayOnEnglishPagesThatTheyAreSpanish) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"/en", "Instituto Guatemalteco de Migración"},
      {"/en", "6ta. avenida 3-11, zona 4, Ciudad de Guatemala"},
      {"/en/transparencia/red", "Dirección y Coordinación"},
      {"/en/transparencia/presupuesto", "SICOIN, ejecución mensual"},
      {"/en/datos/explorar", "SICOIN, ejecución mensual"},
      {"/en/transparencia/resultados", "21 Delegaciones de Control Migratorio"},
  };
  for (const auto& [page, words] : cases) {
    const auto body = site().get(page).body;
    const auto from = body.find("<body");
    auto at = body.find(words, from);
    ASSERT_NE(at, body.npos) << page << ' ' << words;
    for (; at != body.npos; at = body.find(words, at + 1)) {
      const auto tag = body.rfind('<', at);
      EXPECT_THAT(body.substr(tag, at - tag), HasSubstr("lang=\"es\"")) << page << ' ' << words;
    }
  }
}

TEST(Portal, TheExplorerReadsGoalsToo) {
  const auto rows_of = [](const std::string& target) {
    return parse_json(site().get(target).body)->at("filas").as_array();
  };
  const auto planned = [](const json::value& row) {
    const auto& value = row.at("programado");
    return value.is_int64() ? Quantity::units(value.as_int64())
                            : *Quantity::parse(value.as_string());
  };
  const auto all = rows_of("/datos/explorar.json?datos=metas");
  const auto months = rows_of("/datos/explorar.json?datos=metas&por=mes");
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(months.size(), all.size() * 4) << "January to April";
  // What the months say adds up to what the whole says, subproducto by subproducto.
  for (const auto& row : all) {
    Quantity sum;
    for (const auto& month : months)
      if (month.at("subproducto") == row.at("subproducto")) sum += planned(month);
    EXPECT_EQ(show(sum), show(planned(row))) << row.at("subproducto").as_string();
  }
  for (const auto& row : rows_of("/datos/explorar.json?datos=metas&f_producto=P03"))
    EXPECT_EQ(row.at("producto").as_string(), "P03");
}

TEST(Portal, WhatIsAskedWrongIsRefusedOrShownAsText) {
  EXPECT_EQ(site().get("/transparencia/indicadores/NO-EXISTE").status, 404);
  EXPECT_EQ(site().get("/glosario/no-existe").status, 404);
  EXPECT_EQ(site().get("/datos/no-existe").status, 404);
  EXPECT_EQ(site().get("/transparencia/informes/INF/v1/pdf").status, 404);
  const auto answer = site().get("/buscar?q=%3Cscript%3Ealert(1)%3C/script%3E");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, Not(HasSubstr("<script>alert")));
  EXPECT_EQ(site().get("/transparencia/presupuesto?programa='%20or%201=1--").status, 200);
  EXPECT_THAT(site().get("/transparencia/presupuesto?programa=77").body,
              HasSubstr("No hay movimientos con estos filtros."));
  EXPECT_THAT(site().get("/buscar?q=devengdo").body, HasSubstr("¿Quiso decir"));
  EXPECT_THAT(site().get("/no/existe").body, HasSubstr("Esta página no existe"));
  EXPECT_THAT(site().get("/en/no/existe").body, HasSubstr("This page does not exist"));
}

TEST(Portal, TheGlossaryHasEnglishSourceAndExampleForEveryTerm) {
  EXPECT_GT(text::all_terms().size(), 30U);
  std::set<std::string> slugs;
  for (const auto& term : text::all_terms()) {
    EXPECT_TRUE(slugs.insert(term.slug).second) << term.slug;
    for (const auto* part : {&term.word, &term.meaning, &term.source, &term.example, &term.english,
                             &term.english_meaning, &term.english_example})
      EXPECT_FALSE(part->empty()) << term.slug;
  }
}

TEST(Portal, AnEmptyInstitutionSaysThatNothingIsPublishedYet) {
  Site empty(Site::Base::Founded);
  for (const auto* page : {"/", "/transparencia/resultados", "/transparencia/presupuesto",
                           "/transparencia/red", "/datos", "/datos/explorar", "/datos/metas"}) {
    const auto answer = empty.get(page);
    EXPECT_EQ(answer.status, 200) << page;
    EXPECT_THAT(answer.body, HasSubstr("Aún no hay datos publicados.")) << page;
  }
  EXPECT_THAT(empty.get("/transparencia/informes").body,
              HasSubstr("Aún no hay informes publicados."));
}

// Search engines want whole addresses, which only who serves the site knows.
TEST(PortalLanguages, LinksBetweenLanguagesAreWholeWhereTheSitesAddressIsKnown) {
  const auto links = [](const Response& page) {
    std::set<std::string> all;
    const std::string_view mark = "<link rel=\"alternate\" ";
    for (std::size_t at = 0; (at = page.body.find(mark, at)) != page.body.npos;) {
      at += mark.size();
      all.insert(page.body.substr(at, page.body.find('>', at) - at));
    }
    return all;
  };
  const std::string spanish = "/transparencia/presupuesto?por=quien";
  EXPECT_EQ(links(site().get(spanish)),
            (std::set<std::string>{"hreflang=\"es\" href=\"" + spanish + '"',
                                   "hreflang=\"en\" href=\"/en" + spanish + '"'}));
  auto settings = site().application->settings();
  settings.site = "https://ceiba.example";
  const auto named = Application::open(settings, site().clock.world());
  ASSERT_TRUE(named);
  const std::set<std::string> whole{
      "hreflang=\"es\" href=\"https://ceiba.example" + spanish + '"',
      "hreflang=\"en\" href=\"https://ceiba.example/en" + spanish + '"'};
  for (const auto& target : {spanish, "/en" + spanish})
    EXPECT_EQ(links((*named)->answer(site().request_of(Method::Get, target, {}))), whole) << target;
  const auto home = links((*named)->answer(site().request_of(Method::Get, "/", {})));
  EXPECT_TRUE(home.contains("hreflang=\"en\" href=\"https://ceiba.example/en\""));
}

}  // namespace
}  // namespace web
