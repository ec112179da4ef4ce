// The kit: one table as page, CSV, XLSX and JSON; forms that keep what was typed; what is built for
// pages and how much of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "documents/reading_for_tests.hpp"
#include "text/format.hpp"
#include "web/assets.hpp"
#include "web/inside.hpp"
#include "web/kit/form.hpp"
#include "web/kit/table.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using Kind = TableColumn::Kind;
using ::testing::HasSubstr;
using ::testing::Not;

// A visit of nobody, to a page of this address.
struct Reading {
  testing::Site site;
  Request request;
  Visit::Inside inside{*site.application};
  std::unique_ptr<Visit> visit;
  explicit Reading(const std::string& target) : request{site.request_of(Method::Get, target, {})} {
    visit = std::make_unique<Visit>(request, inside);
  }
};

TableView amounts() {
  TableView view;
  view.caption = "Gasto\nQuetzales";
  view.file_name = "gasto";
  view.columns = {{.key = "linea", .title = "Línea", .row_header = true},
                  {.key = "codigo", .title = "Código", .kind = Kind::Code},
                  {.key = "devengado", .title = "Devengado", .kind = Kind::Money},
                  {.key = "avance", .title = "%", .kind = Kind::Percent}};
  MoneySum sum;
  for (int i = 0; i < 60; ++i) {
    const auto amount = MoneySum::centavos(Int128{i} * 1'000'003 - 99);
    sum += amount;
    TableRow row;
    row.cells = {{"Línea " + std::to_string(i)}, {padded_left(std::to_string(i), 3)}, {amount}};
    row.cells.push_back(i == 3 ? TableCell{Missing{}} : TableCell{Ratio{i, 7}});
    view.rows.push_back(row);
  }
  view.rows[0].cells[0].value = std::string("=HYPERLINK(\"http://ejemplo\")");
  view.rows[1].cells[0].value = std::string("@SUM(A1), \"con\" comas");
  view.rows[2].cells[0].value = std::string("<script>alert(1)</script>");
  TableRow total;
  total.cells = {{"Total"}, {std::string()}, {sum}, {NotDue{}}};
  view.total = total;
  return view;
}

std::vector<std::string> lines_of(std::string_view csv) {
  auto lines = split(replaced(csv, "\r\n", "\n"), '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

std::string total_of(const TableView& view) {
  return show(std::get<MoneySum>(view.total->cells[2].value));
}

TEST(Table, TheCsvHasMarkHeaderRawNumbersAndNoFormula) {
  Reading reading("/gasto.csv");
  const auto file = table_file(*reading.visit, amounts());
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->body.starts_with("\xEF\xBB\xBFlinea,codigo,devengado,avance\r\n"));
  EXPECT_THAT(file->body, HasSubstr("\"'=HYPERLINK(\"\"http://ejemplo\"\")\",000,-0.99,0.0\r\n"));
  EXPECT_THAT(file->body, HasSubstr("\"'@SUM(A1), \"\"con\"\" comas\",001,9999.04"));
  EXPECT_THAT(file->body, HasSubstr("Línea 3,003,29999.10,\r\n"));  // Missing is empty, not zero.
  EXPECT_EQ(lines_of(file->body).size(), 61U);
}

TEST(Table, PageCsvJsonAndWorkbookHaveTheSameTotal) {
  const auto view = amounts();
  const auto total = total_of(view);

  Reading csv("/gasto.csv");
  MoneySum sum;
  const auto lines = lines_of(table_file(*csv.visit, view)->body);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto last = lines[i].rfind(',');
    const auto before = lines[i].rfind(',', last - 1);
    sum += *Money::parse(lines[i].substr(before + 1, last - before - 1));
  }
  EXPECT_EQ(show(sum), total);

  Reading json("/gasto.json");
  const auto value = parse_json(table_file(*json.visit, view)->body);
  ASSERT_TRUE(value) << value.error().code;
  EXPECT_EQ(value->at("totales").at("devengado").as_string(), total);
  EXPECT_EQ(value->at("filas").as_array().size(), 60U);
  EXPECT_EQ(value->at("moneda").as_string(), "GTQ");
  EXPECT_TRUE(value->at("filas").at(3).at("avance").is_null());

  Reading xlsx("/gasto.xlsx");
  const auto book = table_file(*xlsx.visit, view);
  ASSERT_TRUE(book);
  const auto parts = documents::parts_of(book->body);
  const auto& sheet = parts.at("xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("SUBTOTAL(109,C2:C61)</f><v>" + total.substr(0, total.size() - 1)));
  EXPECT_THAT(sheet, HasSubstr("<autoFilter ref=\"A1:D61\"/>"));
  EXPECT_THAT(sheet, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(parts.at("xl/workbook.xml"), HasSubstr("Acerca de"));
  EXPECT_THAT(parts.at("xl/sharedStrings.xml"), HasSubstr("'=HYPERLINK"));

  Reading page("/gasto?pagina=2");
  const auto html = table(*page.visit, view).text;
  EXPECT_THAT(html, HasSubstr(text::table_money(*Money::parse(total))));
  EXPECT_THAT(html, HasSubstr("51–60 de 60"));
  EXPECT_THAT(html, HasSubstr("Subtotal de esta página"));
}

TEST(Table, SortsTheWholeSetAndSaysSo) {
  Reading reading("/gasto?orden=-avance&por_pagina=25");
  const auto html = table(*reading.visit, amounts()).text;
  EXPECT_THAT(html, HasSubstr("aria-sort=\"descending\""));
  EXPECT_LT(html.find("Línea 59"), html.find("Línea 58"));
  EXPECT_EQ(html.find("Línea 3<"), html.npos);  // Without a value: last, on the last page.
  Reading csv("/gasto.csv?orden=-devengado");
  EXPECT_TRUE(lines_of(table_file(*csv.visit, amounts())->body)[1].starts_with("Línea 59,"));
}

TEST(Table, EscapesWhatItShowsAndKeepsTheQueryInItsLinks) {
  Reading reading("/gasto?programa=11&orden=linea");
  const auto html = table(*reading.visit, amounts()).text;
  EXPECT_THAT(html, Not(HasSubstr("<script>")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(html, HasSubstr("href=\"/gasto.csv?programa=11&amp;orden=linea\""));
  EXPECT_THAT(html, HasSubstr("sin dato"));
}

TEST(Table, AnUnknownOrderOrPageIsNoFault) {
  Reading reading("/gasto?orden=nada&pagina=999999999999&por_pagina=-4");
  EXPECT_THAT(table(*reading.visit, amounts()).text, HasSubstr("1–50 de 60"));
}

TEST(Form, KeepsWhatWasTypedAndNamesTheFaultTwice) {
  Fields typed;
  typed.add("nombre", "<b>Ana</b>");
  typed.add("secreto", "clave");
  FormState state(typed);
  state.fault("nombre", "Escriba el nombre sin signos.");
  const auto input =
      text_input(state, {.name = "nombre", .label = "Nombre", .hint = "Completo"}).text;
  EXPECT_THAT(input, HasSubstr("value=\"&lt;b&gt;Ana&lt;/b&gt;\""));
  EXPECT_THAT(input, HasSubstr("aria-describedby=\"nombre-pista nombre-error\""));
  EXPECT_THAT(error_summary(state).text,
              HasSubstr("<a href=\"#nombre\">Escriba el nombre sin signos.</a>"));
  EXPECT_THAT(
      text_input(state, {.name = "secreto", .label = "Contraseña", .type = "password"}).text,
      Not(HasSubstr("value=\"clave\"")));
}

// gzip -9 as the server sends it once; the limits are of all sheets and all modules.
std::size_t gzip_size(std::string_view bytes) {
  std::string in(bytes), out(bytes.size() + 1024, '\0');
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  const auto size = stream.total_out;
  deflateEnd(&stream);
  return size;
}

TEST(Assets, AreSmallAndNamedByTheirHash) {
  std::size_t styles = 0, scripts = 0;
  for (const auto& one : assets()) {
    EXPECT_THAT(one.address, HasSubstr(show(sha256(one.bytes)).substr(0, 10)));
    EXPECT_EQ(asset_at(one.address), &one);
    if (one.name.starts_with("explorador.")) continue;  // uPlot, on the explorer alone.
    if (one.name.ends_with(".css")) styles += gzip_size(one.bytes);
    if (one.name.ends_with(".js")) scripts += gzip_size(one.bytes);
  }
  EXPECT_LE(styles, 18U * 1024);
  EXPECT_LE(scripts, 16U * 1024);
  EXPECT_GT(styles, 8U * 1024);
  EXPECT_GT(scripts, 1024U);
  EXPECT_EQ(asset_at("/activos/ceiba-0000000000.css"), nullptr);
}

TEST(Assets, TheStyleSheetHasNeitherCrownNorForeignFonts) {
  const auto* sheet = asset_named("ceiba.css");
  ASSERT_NE(sheet, nullptr);
  EXPECT_EQ(sheet->bytes.find("GDS Transport"), std::string_view::npos);
  EXPECT_EQ(sheet->bytes.find("url("), std::string_view::npos);
  EXPECT_EQ(sheet->bytes.find("@import"), std::string_view::npos);
}

}  // namespace
}  // namespace web
