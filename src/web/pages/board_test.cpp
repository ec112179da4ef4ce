// The boards say what the evaluation says: on the screen and in the files, on both engines.
#include <algorithm>

#include "base/text.hpp"
#include "documents/reading_for_tests.hpp"
#include "queries/budget.hpp"
#include "queries/live_execution.hpp"
#include "text/format.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using testing::Role;
using testing::Site;

class Boards : public commands::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<Site>(Site::Base::Demo, GetParam());
    site->sign_in(Role::Autoridad);
    live = queries::live_execution(site->change().db(), institution, april).value();
  }
  // Rows of a CSV that the page gives, without its header.
  std::vector<std::vector<std::string>> csv(const std::string& target) {
    const auto answer = site->get(target);
    EXPECT_EQ(answer.status, 200) << target;
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : split(replaced(answer.body, "\r", ""), '\n')) {
      std::vector<std::string> cells(1);
      bool quoted = false;
      for (const char c : line) {
        if (c == '"')
          quoted = !quoted;
        else if (c == ',' && !quoted)
          cells.emplace_back();
        else
          cells.back() += c;
      }
      if (!line.empty()) rows.push_back(std::move(cells));
    }
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
  }
  const std::string institution = "11200099";
  const Month april{{2026}, 4};
  std::unique_ptr<Site> site;
  queries::LiveExecution live;
};
INSTANTIATE_TEST_SUITE_P(Engines, Boards, commands::testing::both_engines(),
                         commands::testing::engine_name);

TEST_P(Boards, TheCourseEndsWhereTheEvaluationIs) {
  const auto& point = live.course[3];
  EXPECT_EQ(point.financial, live.evaluation.financial.total.percent.value);
  EXPECT_EQ(point.physical, live.evaluation.physical.value);
  EXPECT_FALSE(live.course[4].physical);
  EXPECT_TRUE(live.course[11].physical_programmed);
}

TEST_P(Boards, TheBoardShowsTheEvaluation) {
  const auto page = site->get("/tablero?anio=2026&mes=4");
  ASSERT_EQ(page.status, 200);
  const auto& all = live.evaluation;
  for (const auto& value : {all.financial.total.percent.value, all.physical.value})
    EXPECT_NE(page.body.find("<dd class=\"valor\">" + text::decimal(*value, 1) + "<small> %"),
              std::string::npos);
  EXPECT_NE(page.body.find("Datos ilustrativos"), std::string::npos);
  EXPECT_NE(page.body.find("Expedientes en plazo"), std::string::npos);

  std::size_t goals = 0;
  for (const auto& product : all.products) goals += product.goals.size();
  const auto rows = csv("/tablero.csv?anio=2026&mes=4");
  ASSERT_EQ(rows.size(), goals);
  std::optional<Ratio> before;
  for (const auto& row : rows)
    for (const auto& product : all.products)
      for (const auto& goal : product.goals)
        if (goal.name.starts_with(row[0]) && product.category == row[1]) {
          if (goal.percent.value) {
            EXPECT_EQ(row[4], show(*goal.percent.value, 1)) << row[0];
          }
          const auto index = goal.signal.index.value;
          if (before && index) {
            EXPECT_LE(*before, *index) << "the worst comes first";
          }
          if (index) before = index;
        }
}

// Each figure of the strip, the first matter and the worst subproductos, as both say them.
TEST_P(Boards, TheSheetOfPaperSaysWhatThePageSays) {
  const auto target = "?anio=2026&mes=4";
  const std::string page = site->get(std::string("/tablero") + target).body;
  EXPECT_NE(page.find("/tablero.pdf?anio=2026&amp;mes=4"), std::string::npos);
  const auto file = site->get(std::string("/tablero.pdf") + target);
  ASSERT_EQ(file.status, 200);
  EXPECT_EQ(file.content_type, "application/pdf");
  if (!documents::have("pdftotext")) GTEST_SKIP() << "no pdftotext (poppler-utils)";
  const auto paper = documents::pdf_text(file.body);
  EXPECT_EQ(std::ranges::count(paper, '\f'), 1) << "one sheet";
  const auto sheet = documents::squeezed(paper);
  const auto printed = [&](std::string_view words) {
    return sheet.find(documents::squeezed(words)) != std::string::npos;
  };
  // The cells of the strip.
  std::size_t figures = 0;
  for (std::size_t at = 0; (at = page.find("<dd class=\"valor\">", at)) != page.npos; ++at) {
    const auto end = page.find("</dd>", at);
    const auto value = documents::without_tags(page.substr(at, end - at));
    EXPECT_TRUE(printed(value)) << value << "\n" << sheet;
    ++figures;
  }
  EXPECT_EQ(figures, 5U);
  const auto& all = live.evaluation;
  EXPECT_TRUE(printed(text::decimal(*all.physical.value, 1) + " %"));
  EXPECT_TRUE(printed("Datos al") || printed("con datos al")) << sheet;
  EXPECT_TRUE(printed("ilustrativos"));
  // The first rows of the table, with their index.
  const auto rows = csv(std::string("/tablero.csv") + target);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_TRUE(printed(rows[i][1])) << rows[i][1];
    const auto index = rows[i][3];
    EXPECT_TRUE(index.empty() || printed(index)) << index << "\n" << sheet;
  }
}

TEST_P(Boards, TheDrillAddsUpToTheEvaluation) {
  MoneySum sum;
  const auto rows = csv("/ejecucion.csv?anio=2026&mes=4");
  for (const auto& line : live.evaluation.financial.programmes) {
    const auto row =
        std::ranges::find_if(rows, [&](const auto& one) { return one[1] == line.code; });
    ASSERT_NE(row, rows.end()) << line.code;
    EXPECT_EQ((*row)[6], show(line.devengado));
    EXPECT_EQ((*row)[8], show(line.programmed.value()));
    EXPECT_EQ((*row)[10], show(line.percent.value.value(), 1));
    sum += line.devengado;
  }
  EXPECT_EQ(sum, live.evaluation.financial.total.devengado);

  const auto page = site->get("/ejecucion?anio=2026&mes=4&por=que&programa=11");
  ASSERT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("Programa: 11"), std::string::npos) << "the filter is a chip";
  for (const auto& line : live.evaluation.financial.activities) {
    if (line.devengado == MoneySum{}) continue;  // "0.00" is on every page.
    EXPECT_EQ(page.body.find(text::table_money(line.devengado)) != std::string::npos,
              line.code.starts_with("11-"))
        << line.code;
  }
  const auto nothing = site->get("/ejecucion?anio=2026&mes=4&por=que&programa=77");
  EXPECT_NE(nothing.body.find("No hay movimientos con estos filtros"), std::string::npos);
}

TEST_P(Boards, EveryQuestionAnswersAndEveryFileOpens) {
  for (const auto question : {"que", "quien", "como", "fuente", "cuando"}) {
    const auto target = "?anio=2026&mes=4&por=" + std::string(question);
    EXPECT_EQ(site->get("/ejecucion" + target).status, 200) << question;
    EXPECT_TRUE(site->get("/ejecucion.xlsx" + target).body.starts_with("PK")) << question;
    EXPECT_TRUE(site->get("/ejecucion.json" + target).body.starts_with("{")) << question;
  }
}

TEST_P(Boards, AProductSaysItsMonthsAndUnits) {
  const auto& product = live.evaluation.products.at(1);
  const auto target = "/ejecucion/productos/" + product.code + "?anio=2026&mes=4";
  const auto page = site->get(target);
  ASSERT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("/ejecucion/captura/2026/04/"), std::string::npos)
      << "a month opens its reports";
  const auto rows = csv("/ejecucion/productos/" + product.code + ".csv?anio=2026&mes=4");
  ASSERT_EQ(rows.size(), 12U);
  for (std::size_t m = 0; m < 4; ++m)
    EXPECT_EQ(rows[m][2], show(product.goals[0].months[m].executed.value())) << m;
  EXPECT_EQ(site->get("/ejecucion/productos/P99?anio=2026&mes=4").status, 404);
}

TEST_P(Boards, AMonthWithoutExecutionIsNotRed) {
  const auto page = site->get("/tablero?anio=2027&mes=1");
  ASSERT_EQ(page.status, 200);
  // What is overdue today is overdue on every board; it is no execution.
  auto body = page.body;
  const auto at = body.find("Recomendaciones vencidas");
  if (at != body.npos) body.erase(at, body.find("</div>", at) - at);
  EXPECT_EQ(body.find("sem--rezago\"><svg"), std::string::npos);
  EXPECT_EQ(site->get("/tablero?anio=abc&mes=1").status, 422);
}

TEST(BoardsOfNobody, AnEmptyInstitutionIsToldWhereToBegin) {
  Site site;
  site.sign_in(Role::Planificacion);
  for (const auto address : {"/tablero", "/ejecucion", "/ejecucion/productos"}) {
    const auto page = site.get(address);
    EXPECT_EQ(page.status, 200) << address;
    EXPECT_NE(page.body.find("/planificacion/cargar"), std::string::npos) << address;
  }
  site.sign_out();
  EXPECT_EQ(site.get("/tablero").status, 303);
}

}  // namespace
}  // namespace web
