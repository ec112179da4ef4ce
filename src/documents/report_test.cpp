// The reports and the strategy: their parts in order, the figures that must be in them, nothing
// empty, nothing unnumbered, the seed's tables cell by cell.
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "base/text.hpp"
#include "documents/numbering.hpp"
#include "documents/reading_for_tests.hpp"
#include "documents/render.hpp"
#include "documents/render_html.hpp"
#include "documents/report_sample_for_tests.hpp"
#include "documents/wording.hpp"
#include "domain/planning/linter.hpp"

namespace documents {
namespace {

std::vector<std::string> headings(const Document& document, int level) {
  std::vector<std::string> out;
  for (const auto& section : document.sections)
    for (const auto& block : section.blocks)
      if (const auto* one = std::get_if<Heading>(&block); one != nullptr && one->level == level)
        out.push_back(one->text);
  return out;
}

const Table* table_named(const Document& document, std::string_view name) {
  for (const auto& section : document.sections)
    for (const auto& block : section.blocks)
      if (const auto* one = std::get_if<Table>(&block); one != nullptr && one->name == name)
        return one;
  return nullptr;
}

std::string text_of(const Cell& cell) {
  if (const auto* text = std::get_if<Prose>(&cell.content)) return plain(*text);
  if (const auto* figure = std::get_if<Figure>(&cell.content)) return shown(*figure, Place::Table);
  if (const auto* state = std::get_if<State>(&cell.content)) return std::string(word_of(*state));
  return "";
}

std::vector<std::string> texts_of(const Row& row) {
  std::vector<std::string> out;
  for (const auto& cell : row.cells) out.push_back(text_of(cell));
  return out;
}

std::string all_text(const Document& document) {
  return squeezed(without_tags(*html_of(document)));
}

std::vector<std::pair<std::string, Document>> every_document() {
  return {{"C1", four_monthly_report(sample_report("2026-C1"))},
          {"C2", four_monthly_report(sample_report("2026-C2"))},
          {"C3", four_monthly_report(sample_report("2026-C3"))},
          {"mensual", monthly_report(sample_report("2026-04"))},
          {"enero", monthly_report(sample_report("2026-01"))},
          {"anual", annual_report(sample_report("2026"))},
          {"sin historial", four_monthly_report(sample_report("2026-C1", false))},
          {"estrategia", strategy(sample_strategy())}};
}

TEST(Reports, HaveTheirTwelveChaptersInOrder) {
  const auto document = four_monthly_report(sample_report("2026-C1"));
  EXPECT_EQ(headings(document, 1),
            (std::vector<std::string>{
                "Autoridades y siglas", "1. Presentación", "2. Base legal", "3. Metodología",
                "4. Marco estratégico", "5. Ejecución financiera", "6. Ejecución física",
                "7. Indicadores de resultado", "8. Equidad", "9. Análisis por área",
                "10. Calidad del gasto", "11. Control interno y auditoría",
                "12. Conclusiones y recomendaciones", "Anexos", "Verificación de este documento"}));
}

TEST(Reports, TheFirstCuatrimestreSaysItsFigures) {
  const auto text = all_text(four_monthly_report(sample_report("2026-C1")));
  for (const auto* expected : {"Q 96,182,193.20",
                               "28.3 %",
                               "Q 340,000,000.00",
                               "Q 105,800,000.00",
                               "90.9 %",
                               "29.8 %",
                               "574,366",
                               "42.61 %",
                               "83.5 %",
                               "167,008",
                               "32.3 %",
                               "680,717 a 694,195",
                               "entre 106,351 y 119,829",
                               "51 % acumulado (687,456 personas)",
                               "51 % a diciembre",
                               "Q 30,477,225.85",
                               "Q 24,045,548.30",
                               "Q 288,546,579.60",
                               "391 de 800",
                               "48.9 %",
                               "12.3 puntos",
                               "De 35.7 % de las personas atendidas",
                               "Trece funciones",
                               "Once tienen evidencia",
                               "De 64,660 personas protegidas en 2021"})
    EXPECT_TRUE(text.contains(squeezed(expected))) << expected;
}

TEST(Reports, ControlSaysWhatIsOpenWhatDidNotRunAndWhatIsNotTolerable) {
  const auto document = four_monthly_report(sample_report("2026-C1"));
  const auto* findings = table_named(document, "hallazgos");
  ASSERT_NE(findings, nullptr);
  EXPECT_EQ(texts_of(findings->rows[0]),
            (std::vector<std::string>{"Auditoría interna", "2", "1", "1", "0", "3"}));
  EXPECT_EQ(texts_of(findings->rows[1]),
            (std::vector<std::string>{"Contraloría", "1", "0", "0", "2", "0"}));
  EXPECT_EQ(texts_of(findings->rows[2]),
            (std::vector<std::string>{"Total", "3", "1", "1", "2", "3"}));
  const auto* open = table_named(document, "recomendaciones_auditoria");
  ASSERT_NE(open, nullptr);
  ASSERT_EQ(open->rows.size(), 3U);
  EXPECT_EQ(texts_of(open->rows[0])[0], "H-2026-0002");
  EXPECT_TRUE(texts_of(open->rows[0])[2].contains("Reincidencias: 1."));
  EXPECT_TRUE(
      texts_of(open->rows[2])[2].contains("El control «Arqueo mensual» no se ejecutó en "
                                          "febrero de 2026"));
  const auto* instruments = table_named(document, "instrumentos");
  ASSERT_NE(instruments, nullptr);
  EXPECT_EQ(texts_of(instruments->rows[0]),
            (std::vector<std::string>{"Arqueo mensual", "Periódico", "4", "3", "1", "1"}));
  EXPECT_EQ(texts_of(instruments->rows[1])[2], "n. a.");
  const auto* risks = table_named(document, "riesgos");
  ASSERT_NE(risks, nullptr);
  EXPECT_EQ(texts_of(risks->rows[3]), (std::vector<std::string>{"Total", "10"}));
  const auto text = all_text(document);
  EXPECT_TRUE(
      text.contains(squeezed("Quedan 3 hallazgos abiertos, 1 con la fecha vencida y 1 que "
                             "reincide; en el período se cerraron 3.")))
      << text;
  EXPECT_TRUE(
      text.contains(squeezed("De 4 ejecuciones debidas se hicieron 3: una cobertura de "
                             "75.0 %.")));
}

TEST(Reports, WithoutHistoryTheResultIsNotEvaluable) {
  const auto text = all_text(four_monthly_report(sample_report("2026-C1", false)));
  EXPECT_TRUE(
      text.contains(squeezed("El acumulado no es evaluable: no se ha cargado el historial")));
  EXPECT_FALSE(text.contains("574,366"));
}

TEST(Reports, TheSecondCuatrimestreShowsPeriodAndAccumulated) {
  const auto document = four_monthly_report(sample_report("2026-C2"));
  const auto* goals = table_named(document, "metas_fisicas");
  ASSERT_NE(goals, nullptr);
  EXPECT_EQ(texts_of(goals->rows[1]),
            (std::vector<std::string>{"Dirección y coordinación", "Documento", "12", "4", "4", "8",
                                      "8", "66.7\u00a0%", "En ritmo"}));
  EXPECT_EQ(table_named(document, "programas")->columns.size(), 8U);
  EXPECT_TRUE(all_text(document).contains(squeezed("De mayo a agosto de 2026 devengó")));
}

TEST(Reports, TheThirdClosesTheYear) {
  const auto document = four_monthly_report(sample_report("2026-C3"));
  const auto text = all_text(document);
  EXPECT_TRUE(text.contains(squeezed("12. Conclusiones, cierre del ejercicio y recomendaciones")));
  EXPECT_TRUE(text.contains(squeezed("El ejercicio cierra con")));
  EXPECT_TRUE(text.contains(squeezed("metas anuales se alcanzaron")));
  EXPECT_FALSE(text.contains(squeezed("La proyección lineal")));
}

TEST(Reports, ZeroMissingAndNotProgrammedStayApart) {
  const auto document = four_monthly_report(sample_report("2026-C1"));
  const auto* goals = table_named(document, "metas_fisicas");
  ASSERT_NE(goals, nullptr);
  std::set<std::string> rows;
  for (const auto& row : goals->rows) rows.insert(joined(texts_of(row), "|"));
  EXPECT_TRUE(rows.contains(
      "Informes de avances de la socialización, implementación, ejecución y evaluación de la "
      "Política Migratoria|Documento|3|1|sin dato|no evaluable|Sin dato"));
  EXPECT_TRUE(rows.contains(
      "Aportes a instituciones nacionales e internacionales|Documento|4|0|n. a.|n. a.|No "
      "programado"));
}

TEST(Reports, AreasThatDidNotDeliverSaySo) {
  const auto text = all_text(four_monthly_report(sample_report("2026-C1")));
  EXPECT_TRUE(text.contains(squeezed("Validado el 11/05/2026.")));
  EXPECT_TRUE(text.contains(squeezed("Acción correctiva. Fijar al proveedor el día 25")));
  EXPECT_TRUE(text.contains(squeezed("Fecha: 30/06/2026.")));
  EXPECT_TRUE(text.contains(squeezed("El área no ha enviado su análisis.")));
}

TEST(Reports, ADraftSaysSoUntilItIsApproved) {
  auto input = sample_report("2026-C1");
  EXPECT_TRUE(four_monthly_report(input).draft);
  input.frame.approved = true;
  input.frame.approved_on = Date{std::chrono::year{2026} / 5 / 20};
  const auto approved = four_monthly_report(input);
  EXPECT_FALSE(approved.draft);
  const auto text = all_text(approved);
  EXPECT_TRUE(text.contains(squeezed("Aprobado el 20/05/2026")));
  EXPECT_FALSE(text.contains("BORRADOR"));
}

TEST(Reports, NothingIsEmptyAndEverythingIsNumbered) {
  for (const auto& [name, document] : every_document()) {
    int tables = 0, charts = 0;
    for (const auto& section : document.sections) {
      for (const auto& block : section.blocks) {
        if (const auto* table = std::get_if<Table>(&block)) {
          if (!table->caption.empty()) {
            EXPECT_EQ(table->number, ++tables) << name;
          }
          int width = 0;
          for (const auto& column : table->columns) width += column.width;
          EXPECT_EQ(width, 1000) << name << ": " << table->caption;
          EXPECT_FALSE(table->rows.empty()) << name << ": " << table->caption;
          // The matrix and the network are reprinted with the blanks of the original.
          const bool reprinted = table->name == "pei" || table->name == "red";
          for (const auto& row : table->rows) {
            int columns = 0;
            for (const auto& cell : row.cells) {
              columns += cell.columns;
              EXPECT_TRUE(reprinted || !text_of(cell).empty())
                  << name << ": " << table->caption << ": " << joined(texts_of(row), "|");
            }
            EXPECT_EQ(columns, static_cast<int>(table->columns.size()))
                << name << ": " << table->caption << ": " << joined(texts_of(row), "|");
          }
        } else if (const auto* chart = std::get_if<Chart>(&block)) {
          EXPECT_EQ(chart->number, ++charts) << name;
          EXPECT_TRUE(chart->source) << name << ": " << chart->message;
        }
      }
    }
    const auto text = *html_of(document);
    EXPECT_FALSE(text.contains("{#")) << name;
    EXPECT_FALSE(text.contains(" .</p>") || text.contains("..</p>")) << name;
  }
}

TEST(Reports, AnEmptyBaseYieldsReportsThatSayWhatIsMissing) {
  ReportInput input;
  input.frame = sample_frame("INF-2026-C1");
  input.frame.signatures.clear();
  input.frame.responsibles.clear();
  input.frame.legal.clear();
  input.frame.verification = {};
  auto& cut = input.evaluation.cut;
  cut.code = "2026-C1";
  cut.first = {{2026}, 1};
  cut.last = {{2026}, 4};
  const auto document = four_monthly_report(input);
  const auto text = all_text(document);
  EXPECT_TRUE(text.contains(squeezed("No hay presupuesto cargado para")));
  EXPECT_TRUE(text.contains(squeezed("todavía no se ha congelado")));
  for (const auto format : {Format::Html, Format::Xlsx, Format::Json})
    EXPECT_TRUE(render(document, format)) << extension_of(format);
  EXPECT_TRUE(render(monthly_report(input), Format::Html));
  EXPECT_TRUE(render(annual_report(input), Format::Html));
  StrategyInput plain_strategy;
  plain_strategy.frame = input.frame;
  plain_strategy.year = {2026};
  plain_strategy.as_of = Date{std::chrono::year{2026} / 3 / 31};
  EXPECT_TRUE(render(strategy(plain_strategy), Format::Html));
}

TEST(Reports, EveryFigureHasItsQueryAndCut) {
  for (const auto& [name, document] : every_document())
    for (const auto& one : figures_of(document))
      EXPECT_FALSE(one.figure.query.consulta.empty())
          << name << ": " << one.where << ": " << shown(one.figure, one.place);
}

TEST(Reports, EveryFormatButPdfAndDocxIsMade) {
  for (const auto& [name, document] : every_document())
    for (const auto format : {Format::Html, Format::Xlsx, Format::Json})
      EXPECT_TRUE(render(document, format)) << name << ' ' << extension_of(format);
}

TEST(Reports, TheFourMonthlyPdfHasEveryFigure) {
  if (!have("weasyprint") || !have("pdftotext")) GTEST_SKIP() << "weasyprint or pdftotext missing";
  const auto document = four_monthly_report(sample_report("2026-C1"));
  const auto pdf = render(document, Format::Pdf);
  ASSERT_TRUE(pdf) << pdf.error().code;
  EXPECT_LT(pdf->size(), 3U * 1024 * 1024);
  const auto text = squeezed(pdf_text(*pdf));
  for (const auto& one : figures_of(document)) {
    if (one.where.starts_with("Gráfica")) continue;
    EXPECT_TRUE(text.contains(squeezed(shown(one.figure, one.place))))
        << one.where << ": " << shown(one.figure, one.place);
  }
}

// --- The strategy: every cell of the seed's two tables ------------------------------------------

std::vector<std::vector<std::string>> seed_rows(std::string_view heading) {
  const auto seed = read_file(CEIBA_SOURCE_DIR "/../shared/seed/estrategia-igm.md");
  std::vector<std::vector<std::string>> out;
  if (!seed) return out;
  bool inside = false;
  for (const auto& line : split(*seed, '\n')) {
    if (line.starts_with(heading))
      inside = true;
    else if (inside && line.find('\t') == line.npos)
      break;
    if (inside) out.push_back(split(replaced(replaced(line, "<b>", ""), "</b>", ""), '\t'));
  }
  return out;
}

TEST(Strategy, RebuildsTheNetworkCellByCell) {
  const auto seed = seed_rows("PRODUCTO / SUBPRODUCTO");
  if (seed.empty()) GTEST_SKIP() << "../shared/seed is not here";
  const auto document = strategy(sample_strategy());
  const auto* table = table_named(document, "red");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(seed.size(), 19U);
  ASSERT_EQ(table->rows.size() + 1, seed.size());
  for (std::size_t i = 1; i < seed.size(); ++i) EXPECT_EQ(texts_of(table->rows[i - 1]), seed[i]);
  std::vector<std::string> heads;
  for (const auto& cell : table->header.front()) {
    heads.push_back(cell.text);
    for (int more = 1; more < cell.columns; ++more) heads.emplace_back();
  }
  EXPECT_EQ(heads, seed.front());
}

TEST(Strategy, RebuildsTheMatrixCellByCell) {
  const auto seed = seed_rows("Resultados Estratégicos");
  if (seed.empty()) GTEST_SKIP() << "../shared/seed is not here";
  const auto document = strategy(sample_strategy());
  const auto* table = table_named(document, "pei");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(seed.size(), 5U);  // Three rows of header, two results.
  ASSERT_EQ(table->rows.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    const auto ours = texts_of(table->rows[i]);
    ASSERT_EQ(ours.size(), seed[3 + i].size());
    for (std::size_t c = 0; c < ours.size(); ++c)
      EXPECT_EQ(collapsed(replaced(ours[c], "\n", " ")), collapsed(seed[3 + i][c]))
          << i << ' ' << c;
  }
  std::vector<std::string> years;
  for (const auto& cell : table->header[2]) years.push_back(cell.text);
  EXPECT_EQ(years, std::vector<std::string>(seed[2].begin() + 6, seed[2].begin() + 16));
  EXPECT_EQ(table->header[0][6].text, seed[0][6]);
  EXPECT_EQ(table->header[1][0].text, seed[1][6]);
}

TEST(Strategy, HoldsFiguresFunctionsAndMeasures) {
  const auto input = sample_strategy();
  const auto document = strategy(input);
  const auto text = all_text(document);
  for (const auto* figure : {"64,660", "520,448", "1,347,953", "1 delegación autorizada",
                             "5 delegaciones autorizadas", "11 delegaciones autorizadas", "79"})
    EXPECT_TRUE(text.contains(squeezed(figure))) << figure;
  ASSERT_EQ(input.functions.size(), 13U);
  for (const auto& function : input.functions)
    EXPECT_TRUE(text.contains(squeezed(function.text))) << function.text;
  for (const auto& measure : input.plan.medidas) {
    EXPECT_TRUE(text.contains(squeezed(measure.texto))) << measure.codigo;
    EXPECT_TRUE(text.contains(squeezed(measure.responsable))) << measure.codigo;
  }
  const auto titles = headings(document, 1);
  ASSERT_GE(titles.size(), 4U);
  EXPECT_TRUE(titles[1].starts_with("a) "));
  EXPECT_TRUE(titles[2].starts_with("b) "));
  EXPECT_TRUE(titles[3].starts_with("c) "));
}

TEST(Strategy, PrintsThePublishedProse) {
  const auto input = sample_strategy();
  const auto text = all_text(strategy(input));
  for (const auto& chapter : input.plan.estrategia.capitulos)
    for (std::size_t i = 0; i < chapter.bloques.size(); ++i) {
      const auto& block = chapter.bloques[i];
      using planning::BlockKind;
      if (block.clase != BlockKind::Parrafo && block.clase != BlockKind::Vineta) continue;
      if (block.texto.ends_with(':') || block.texto.starts_with("Priorizando")) continue;
      EXPECT_TRUE(text.contains(squeezed(block.texto))) << block.texto;
    }
}

TEST(Strategy, AcceptedFindingsAreNotPrinted) {
  auto input = sample_strategy();
  const auto before = strategy(input);
  const auto findings = planning::lint(input.plan);
  ASSERT_GE(findings.size(), 15U);
  input.accepted_findings = {planning::key_of(findings.front())};
  const auto after = strategy(input);
  EXPECT_EQ(table_named(before, "observaciones")->rows.size(), findings.size());
  EXPECT_EQ(table_named(after, "observaciones")->rows.size(), findings.size() - 1);
}

TEST(Numbering, ReferencesAreFilledWithTheNumbers) {
  Document document;
  Table table{.number = 0, .name = "uno", .caption = "Uno"};
  Chapters chapters;
  document.sections = {{{chapters.chapter("Primero"), chapters.part("Parte", "parte"),
                         Paragraph{prose("Vea el cuadro {#uno} y el apartado {#parte}.")}, table}}};
  number(document);
  EXPECT_EQ(plain(std::get<Paragraph>(document.sections[0].blocks[2]).text),
            "Vea el cuadro 1 y el apartado 1.1.");
}

TEST(Wording, WordsFollowTheirData) {
  EXPECT_EQ(plural("Persona"), "personas");
  EXPECT_EQ(plural("delegación"), "delegaciones");
  EXPECT_EQ(plural("Documento"), "documentos");
  EXPECT_EQ(plural("unidad"), "unidades");
  EXPECT_EQ(months_short({{2026}, 1}, {{2026}, 4}), "ene–abr");
  EXPECT_EQ(month_words({{2026}, 1}, {{2026}, 4}), "enero y abril de 2026");
  EXPECT_EQ(without_stop("Algo.:"), "Algo");
  EXPECT_EQ(uncapitalized("SICOIN"), "SICOIN");
  EXPECT_EQ(uncapitalized("No hay"), "no hay");
  EXPECT_EQ(category_label(production::Axis::Sexo, ""), "Sin desagregar");
}

}  // namespace
}  // namespace documents
