// One document in five formats, read back: the same figures in all of them, and no more danger or
// chance in the files than in the value they are made of.
#include "documents/render.hpp"

#include <gtest/gtest.h>

#include "base/resources.hpp"
#include "documents/qr.hpp"
#include "documents/reading_for_tests.hpp"
#include "documents/render_docx.hpp"
#include "documents/render_html.hpp"
#include "documents/render_json.hpp"
#include "documents/render_xlsx.hpp"
#include "documents/sample_for_tests.hpp"
#include "documents/svg.hpp"

namespace documents {
namespace {

bool of_chart(const Quoted& one) { return one.where.starts_with("Gráfica"); }

// Finds each figure after the one before it.
void expect_in_order(const std::string& text, const std::vector<Quoted>& figures, bool charts) {
  std::size_t at = 0;
  for (const auto& one : figures) {
    if (of_chart(one) && !charts) continue;
    const auto found = text.find(squeezed(shown(one.figure, one.place)), at);
    ASSERT_NE(found, text.npos) << one.where << ": " << shown(one.figure, one.place);
    at = found;
  }
}

void collect_figures(const json::value& value, std::vector<json::object>& out) {
  if (const auto* array = value.if_array()) {
    for (const auto& item : *array) collect_figures(item, out);
  } else if (const auto* object = value.if_object()) {
    for (const auto& member : *object) {
      if (member.key() == "cifra")
        out.push_back(member.value().as_object());
      else if (member.key() == "cifras")
        for (const auto& item : member.value().as_array()) out.push_back(item.as_object());
      else
        collect_figures(member.value(), out);
    }
  }
}

TEST(Render, EveryFigureIsInTheHtmlInOrder) {
  const auto document = sample_document();
  const auto page = html_of(document);
  ASSERT_TRUE(page);
  expect_in_order(squeezed(without_tags(*page)), figures_of(document), true);
}

TEST(Render, EveryFigureIsInThePdf) {
  if (!have("weasyprint") || !have("pdftotext")) GTEST_SKIP() << "weasyprint or pdftotext missing";
  const auto document = sample_document();
  const auto pdf = pdf_of(document);
  ASSERT_TRUE(pdf) << pdf.error().code << ' ' << detail_of(pdf.error(), "hallado");
  EXPECT_TRUE(pdf->starts_with("%PDF-"));
  EXPECT_TRUE(pdf->contains("/MarkInfo"));
  const auto text = squeezed(pdf_text(*pdf));
  for (const auto& one : figures_of(document)) {
    if (of_chart(one)) continue;
    EXPECT_TRUE(text.contains(squeezed(shown(one.figure, one.place)))) << one.where;
  }
  // The watermark is a background: it is not part of the text.
  EXPECT_EQ(text.find("BORRADORBORRADOR"), text.npos);
}

TEST(Render, EveryFigureIsInTheDocxInOrder) {
  if (!have("pandoc") || !have("rsvg-convert")) GTEST_SKIP() << "pandoc or rsvg-convert missing";
  const auto document = sample_document();
  const auto docx = docx_of(document);
  ASSERT_TRUE(docx) << docx.error().code << ' ' << detail_of(docx.error(), "hallado");
  const auto parts = parts_of(*docx);
  expect_in_order(squeezed(without_tags(parts.at("word/document.xml"))), figures_of(document),
                  false);

  // Header and footer are those of this document, under the ids that the sections name.
  std::string header;
  for (const auto& [name, bytes] : parts)
    if (name.starts_with("word/header")) header += bytes;
  EXPECT_TRUE(header.contains("Instituto de &lt;Muestra&gt; &amp; Cía.")) << header;
  EXPECT_TRUE(header.contains("BORRADOR"));
  EXPECT_TRUE(header.contains(illustrative_notice));
  const auto& relations = parts.at("word/_rels/document.xml.rels");
  std::size_t at = 0;
  int references = 0;
  const auto& body = parts.at("word/document.xml");
  while (const auto id = between(body, " r:id=\"", "\"", at)) {
    ++references;
    EXPECT_TRUE(relations.contains("Id=\"" + std::string(*id) + "\"")) << *id;
  }
  EXPECT_GE(references, 6);
  EXPECT_TRUE(body.contains("w:orient=\"landscape\""));
  EXPECT_TRUE(body.contains("TOC"));
  EXPECT_TRUE(body.contains("<w:tblHeader"));
}

TEST(Render, EveryTableFigureIsInTheXlsxAsANumber) {
  const auto document = sample_document();
  const auto xlsx = xlsx_of(document);
  ASSERT_TRUE(xlsx) << detail_of(xlsx.error(), "hallado");
  const auto sheets = sheets_of(*xlsx);

  std::map<std::string, std::size_t> positions;
  for (const auto& one : figures_of(document)) {
    const auto name = one.place == Place::Prose ? std::string("Cifras del texto")
                                                : one.where.substr(0, one.where.find('.'));
    ASSERT_TRUE(sheets.contains(name)) << name;
    const auto& cells = sheets.at(name);
    auto& at = positions[name];
    const auto matches = [&](const SheetCell& cell) {
      if (is_absent(one.figure)) return cell.text && cell.value == shown(one.figure, Place::Table);
      if (cell.text || cell.value.empty()) return false;
      if (const auto* date = std::get_if<Date>(&one.figure.value)) {
        const auto days =
            std::chrono::sys_days(*date) - std::chrono::sys_days{std::chrono::year{1899} / 12 / 30};
        return cell.value == std::to_string(days.count());
      }
      // Sixteen binary digits against the exact value: equal to a hundredth of a centavo.
      auto text = cell.value;
      const auto dot = text.find('.');
      std::string whole = text.substr(0, dot), rest = dot == text.npos ? "" : text.substr(dot + 1);
      if (rest.find('E') != rest.npos) return false;
      rest.resize(10, '0');
      const bool negative = whole.starts_with('-');
      Int128 read = 0;
      for (const char c : whole + rest)
        if (c != '-') read = read * 10 + (c - '0');
      if (negative) read = -read;
      auto expected = number_of(one.figure);
      if (std::holds_alternative<Percent>(one.figure.value))
        expected = expected / Ratio::whole(100);
      const auto difference = Ratio{read, 10'000'000'000} - expected;
      return difference < Ratio{1, 10'000} && Ratio{-1, 10'000} < difference;
    };
    while (at < cells.size() && !matches(cells[at])) ++at;
    ASSERT_LT(at, cells.size()) << one.where << ": " << shown(one.figure, one.place);
    ++at;
  }
}

TEST(Render, TotalsAreFormulasWithTheirValue) {
  const auto xlsx = xlsx_of(sample_document());
  ASSERT_TRUE(xlsx);
  std::map<std::string, std::string> formulas;
  const auto sheets = sheets_of(*xlsx);
  for (const auto& cell : sheets.at("Cuadro 1")) {
    if (!cell.formula.empty()) formulas[cell.address] = cell.formula + " = " + cell.value;
  }
  // Percentages are not added up.
  EXPECT_EQ(formulas.size(), 4U);
  EXPECT_EQ(formulas["B9"], "SUBTOTAL(109,B6:B8) = 339000000");
  EXPECT_EQ(formulas["C9"], "SUBTOTAL(109,C6:C8) = 0");
}

TEST(Render, ATotalThatIsNotTheSumOfItsRowsStaysAValue) {
  auto document = sample_document();
  for (auto& block : document.sections[0].blocks)
    if (auto* table = std::get_if<Table>(&block); table != nullptr && table->number == 1)
      table->rows.back().cells[1] = cell(amount(Money::centavos(1)));
  const auto xlsx = xlsx_of(document);
  ASSERT_TRUE(xlsx);
  const auto sheets = sheets_of(*xlsx);
  for (const auto& one : sheets.at("Cuadro 1")) {
    if (one.address == "B9") {
      EXPECT_EQ(one.formula, "");
    }
  }
}

TEST(Render, NoCellOfTheXlsxIsAFormulaByAccident) {
  const auto xlsx = xlsx_of(sample_document());
  ASSERT_TRUE(xlsx);
  const auto sheets = sheets_of(*xlsx);
  for (const auto& [name, cells] : sheets)
    for (const auto& one : cells) {
      if (!one.text || one.value.empty()) continue;
      EXPECT_EQ(std::string_view("=+-@").find(one.value.front()), std::string_view::npos)
          << name << ' ' << one.address;
    }
  EXPECT_EQ(harmless("=1+1"), "'=1+1");
  EXPECT_EQ(harmless("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(harmless("Persona"), "Persona");
}

TEST(Render, TheXlsxCanBeWorkedWith) {
  const auto parts = parts_of(*xlsx_of(sample_document()));
  const auto& sheet = parts.at("xl/worksheets/sheet2.xml");
  for (const auto* expected : {"<pane ", "<autoFilter ", "orientation=\"landscape\"",
                               "paperSize=\"1\"", "fitToHeight=\"0\""})
    EXPECT_TRUE(sheet.contains(expected)) << expected;
  const auto& styles = parts.at("xl/styles.xml");
  EXPECT_TRUE(styles.contains("&quot;Q&quot; #,##0.00"));
  EXPECT_TRUE(styles.contains("dd/mm/yyyy"));
  EXPECT_TRUE(parts.at("xl/workbook.xml").contains("Print_Titles"));
  EXPECT_TRUE(parts.at("xl/workbook.xml").contains("name=\"Acerca de\""));
}

TEST(Render, EveryFigureIsInTheJsonWithItsOrigin) {
  const auto document = sample_document();
  std::vector<json::object> found;
  collect_figures(json_value_of(document), found);
  const auto figures = figures_of(document);
  ASSERT_EQ(found.size(), figures.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].at("mostrado").as_string(), shown(figures[i].figure, figures[i].place));
    EXPECT_EQ(found[i].contains("falta"), is_absent(figures[i].figure)) << figures[i].where;
    EXPECT_NE(found[i].at("consulta").as_string(), "") << figures[i].where;
    EXPECT_EQ(found[i].at("corte").as_string(), "2026-C1");
    EXPECT_EQ(found[i].at("parametros").at("ejercicio").as_string(), "2026");
  }
}

TEST(Render, TheOriginOfACellHasItsRowAndColumn) {
  const auto table = sample_money_table();
  const auto query = query_at(table, table.rows[1], 4, {});
  EXPECT_EQ(query.consulta, "F-01");
  std::string all;
  for (const auto& parameter : query.parametros)
    all += parameter.name + '=' + parameter.value + ' ';
  EXPECT_EQ(all, "programa=11 medida=devengado ejercicio=2026 hasta=2026-04 ");
}

TEST(Render, AbsencesAreFiveDifferentThings) {
  EXPECT_EQ(shown(quantity(Quantity::units(0)), Place::Table), "0");
  EXPECT_EQ(shown(absent(Absent::SinDato), Place::Table), "sin dato");
  EXPECT_EQ(shown(absent(Absent::NoAplica), Place::Table), "n. a.");
  EXPECT_EQ(shown(absent(Absent::NoProgramado), Place::Table), "no programado");
  EXPECT_EQ(shown(absent(Absent::NoEvaluable), Place::Table), "no evaluable");
}

TEST(Render, NegativeMoneyHasParenthesesInTablesOnly) {
  const auto down = amount(Money::centavos(-150000));
  EXPECT_EQ(shown(down, Place::Table), "(1,500.00)");
  EXPECT_EQ(shown(down, Place::Prose), "-Q\u00a01,500.00");
}

TEST(Render, NothingInTheHtmlIsFetched) {
  const auto page = html_of(sample_document());
  ASSERT_TRUE(page);
  for (const auto* reference : {"src=\"http", "href=\"http", "url(http", "url(\"http", "@import",
                                "<script", "<link", "src=\"file"})
    EXPECT_FALSE(page->contains(reference)) << reference;
}

TEST(Render, TextsAreEscaped) {
  auto document = sample_document();
  document.title = "<script>alert(\"x\")</script>";
  document.sections[0].blocks = {Paragraph{prose("a < b & c > d \"'"), {}}};
  const auto page = html_of(document);
  ASSERT_TRUE(page);
  EXPECT_FALSE(page->contains("<script>"));
  EXPECT_TRUE(page->contains("a &lt; b &amp; c &gt; d &quot;&#39;"));
}

TEST(Render, DraftsSayThatTheyAre) {
  auto document = sample_document();
  EXPECT_TRUE(html_of(document)->contains(draft_notice));
  EXPECT_TRUE(reference_header(document).contains(draft_notice));
  document.draft = false;
  EXPECT_FALSE(html_of(document)->contains("BORRADOR"));
  EXPECT_FALSE(reference_header(document).contains("BORRADOR"));
  const auto sheets = sheets_of(*xlsx_of(document));
  for (const auto& [name, cells] : sheets)
    for (const auto& one : cells) EXPECT_FALSE(one.value.contains("BORRADOR")) << name;
}

TEST(Render, TheSameDocumentYieldsTheSameBytes) {
  const auto document = sample_document();
  for (const auto format : {Format::Html, Format::Json, Format::Xlsx, Format::Pdf, Format::Docx}) {
    if (format == Format::Pdf && !have("weasyprint")) continue;
    if (format == Format::Docx && (!have("pandoc") || !have("rsvg-convert"))) continue;
    const auto first = render(document, format), second = render(document, format);
    ASSERT_TRUE(first && second) << extension_of(format);
    EXPECT_TRUE(*first == *second) << extension_of(format);
  }
}

TEST(Render, AMissingProgramIsNamedWithItsPackage) {
  const auto pdf = pdf_of(sample_document(), {.weasyprint = "weasyprint-que-no-existe"});
  ASSERT_FALSE(pdf);
  EXPECT_EQ(pdf.error().code, "documento.falta_programa");
  EXPECT_EQ(detail_of(pdf.error(), "paquete"), "weasyprint");
  const auto docx = docx_of(sample_document(), {.rsvg_convert = "/no/existe"});
  ASSERT_FALSE(docx);
  EXPECT_EQ(detail_of(docx.error(), "paquete"), "librsvg2-bin");
}

TEST(Subprocess, FailureTimeAndOutputAreReported) {
  const auto folder = TemporaryFolder::create();
  ASSERT_TRUE(folder);
  const auto failed = run(
      {.name = "sh", .arguments = {"-c", "echo algo; echo el motivo >&2; exit 7"}, .format = "PDF"},
      folder->path());
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, "documento.programa_fallo");
  EXPECT_EQ(detail_of(failed.error(), "codigo"), "7");
  EXPECT_EQ(detail_of(failed.error(), "hallado"), "el motivo");
  const auto slow = run({.name = "sleep", .arguments = {"30"}, .seconds_max = 1}, folder->path());
  ASSERT_FALSE(slow);
  EXPECT_EQ(slow.error().code, "documento.programa_tardo");
}

TEST(Formats, AreReadFromTheCommandLine) {
  const auto formats = parse_formats("html, PDF,html");
  ASSERT_TRUE(formats);
  EXPECT_EQ(*formats, (std::vector{Format::Html, Format::Pdf}));
  EXPECT_EQ(parse_formats("html,odt").error().code, "documento.formato_desconocido");
  EXPECT_FALSE(parse_formats(""));
}

TEST(Qr, CanBeReadByAnybody) {
  if (!have("zbarimg") || !have("rsvg-convert")) GTEST_SKIP() << "zbarimg or rsvg-convert missing";
  const auto drawing = qr_svg("https://ceiba.example/v/2026-C1", "código");
  ASSERT_TRUE(drawing);
  const auto folder = TemporaryFolder::create();
  ASSERT_TRUE(write_file(folder->path() / "q.svg", *drawing));
  ASSERT_TRUE(run({.name = "rsvg-convert", .arguments = {"-z", "4", "-o", "q.png", "q.svg"}},
                  folder->path()));
  ASSERT_TRUE(run({.name = "zbarimg", .arguments = {"-q", "--raw", "q.png"}}, folder->path()));
  EXPECT_TRUE(read_file(folder->path() / ".salida")->contains("https://ceiba.example/v/2026-C1"));
  EXPECT_EQ(qr_svg(std::string(3000, 'x'), "").error().code, "documento.qr_demasiado_largo");
}

// LibreOffice opens what we write, as Word and Excel would.
void expect_opens_in_libreoffice(const std::string& bytes, const std::string& name) {
  if (!have("soffice")) GTEST_SKIP() << "soffice missing";
  const auto folder = TemporaryFolder::create();
  ASSERT_TRUE(write_file(folder->path() / name, bytes));
  const auto done =
      run({.name = "soffice",
           .arguments = {"-env:UserInstallation=file://" + folder->path().string() + "/perfil",
                         "--headless", "--convert-to", "pdf", name},
           .seconds_max = 120},
          folder->path());
  ASSERT_TRUE(done) << detail_of(done.error(), "hallado");
  const auto pdf = read_file(folder->path() / (name.substr(0, name.find('.')) + ".pdf"));
  ASSERT_TRUE(pdf);
  if (!have("pdftotext")) return;
  EXPECT_TRUE(squeezed(pdf_text(*pdf)).contains("96,182,193.20"));
}

TEST(Render, TheDocxOpensInLibreOffice) {
  if (!have("pandoc") || !have("rsvg-convert")) GTEST_SKIP() << "pandoc or rsvg-convert missing";
  expect_opens_in_libreoffice(*docx_of(sample_document()), "a.docx");
}

TEST(Render, TheXlsxOpensInLibreOffice) {
  expect_opens_in_libreoffice(*xlsx_of(sample_document()), "a.xlsx");
}

TEST(Charts, HaveWholeTenthsAndTheirMessage) {
  for (const auto& chart : sample_charts()) {
    const auto drawing = svg_of(chart.data, chart.message);
    EXPECT_TRUE(drawing.contains("<title>" + chart.message + "</title>"));
    EXPECT_TRUE(drawing.contains("role=\"img\""));
    EXPECT_EQ(drawing, svg_of(chart.data, chart.message));
    // "12.34" would be a hundredth: a coordinate that was not an integer of tenths.
    std::size_t at = 0;
    while (const auto x = between(drawing, " x=\"", "\"", at)) {
      const auto dot = x->find('.');
      EXPECT_TRUE(dot == x->npos || dot + 2 == x->size()) << *x;
    }
  }
}

TEST(Charts, AnAxisBeginsAtZeroAndHasFewRoundSteps) {
  struct {
    Ratio greatest, step;
    int steps;
  } const cases[] = {{Ratio{404, 10}, Ratio{10, 1}, 5}, {Ratio{100, 1}, Ratio{20, 1}, 5},
                     {Ratio{3, 1}, Ratio{1, 1}, 3},     {Ratio{325, 10}, Ratio{10, 1}, 4},
                     {Ratio{0, 1}, Ratio{1, 1}, 1},     {Ratio{1347953, 1}, Ratio{500000, 1}, 3}};
  for (const auto& [greatest, step, steps] : cases) {
    const auto axis = axis_over(greatest);
    EXPECT_EQ(axis.step, step) << show(greatest, 1);
    EXPECT_EQ(axis.steps, steps) << show(greatest, 1);
  }
}

}  // namespace
}  // namespace documents
