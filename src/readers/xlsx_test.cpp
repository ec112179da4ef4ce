// XLSX from parts written here, so that every odd file is a case one can read.
#include <cstdio>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <minizip/zip.h>
#include <sstream>
#include <unistd.h>

#include "readers/refusals.hpp"
#include "readers/sheet.hpp"
#include "readers/workbook.hpp"

namespace readers {
namespace {

using Parts = std::map<std::string, std::string>;

std::string zipped(const Parts& parts) {
  const std::string path = testing::TempDir() + "ceiba_xlsx_" + std::to_string(getpid()) + ".zip";
  std::remove(path.c_str());
  auto* zip = zipOpen64(path.c_str(), APPEND_STATUS_CREATE);
  for (const auto& [name, bytes] : parts) {
    zipOpenNewFileInZip(zip, name.c_str(), nullptr, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED, 9);
    zipWriteInFileInZip(zip, bytes.data(), static_cast<unsigned>(bytes.size()));
    zipCloseFileInZip(zip);
  }
  zipClose(zip, nullptr);
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  std::remove(path.c_str());
  return bytes.str();
}

constexpr auto relations_head =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>";

// A workbook of one sheet "Hoja1" with this sheetData (and what follows it).
Parts book(const std::string& sheet_body) {
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  return {
      {"_rels/.rels", std::string(relations_head) + "<Relationship Id='r1' Type='" + office +
                          "officeDocument' Target='xl/workbook.xml'/></Relationships>"},
      {"xl/workbook.xml",
       "<workbook xmlns:r='x'><workbookPr/><sheets><sheet name='Hoja1' sheetId='1' r:id='rId7'/>"
       "</sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       std::string(relations_head) + "<Relationship Id='rId7' Type='" + office +
           "worksheet' Target='worksheets/otra.xml'/><Relationship Id='rId8' Type='" + office +
           "sharedStrings' Target='/xl/sharedStrings.xml'/><Relationship Id='rId9' Type='" +
           office + "styles' Target='styles.xml'/></Relationships>"},
      {"xl/worksheets/otra.xml", "<worksheet><sheetData>" + sheet_body + "</worksheet>"},
  };
}

const std::string strings =
    "<sst><si><t>Renglón</t></si><si><r><t>rico </t></r><r><t>texto</t></r><rPh><t>no</t></rPh>"
    "</si><si><t>dos_x000A_lineas</t></si></sst>";
const std::string styles =
    "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/><numFmt numFmtId='165' "
    "formatCode='&quot;de&quot; #,##0.00'/></numFmts><cellStyleXfs><xf "
    "numFmtId='14'/></cellStyleXfs>"
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='9'/><xf "
    "numFmtId='165'/></cellXfs>"
    "</styleSheet>";

std::vector<Sheet> read(const Parts& parts) {
  auto sheets = read_xlsx(zipped(parts));
  EXPECT_TRUE(sheets) << (sheets ? "" : sheets.error().code);
  return sheets ? *std::move(sheets) : std::vector<Sheet>{};
}

TEST(Xlsx, reads_every_kind_of_cell_exactly) {
  auto parts = book(
      "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='C2'><v>301664046.07999998</v></c>"
      "<c r='D2' s='2'><v>0.05</v></c><c r='E2' s='1'><v>46173</v></c>"
      "<c r='F2' t='b'><v>1</v></c><c r='G2' t='e'><v>#DIV/0!</v></c></row>"
      "<row r='4'><c r='A4' t='inlineStr'><is><t>en línea</t></is></c>"
      "<c r='B4'><f>SUM(A1:A3)</f><v>12.5</v></c><c r='C4'><f>SUM(A1:A3)</f></c>"
      "<c r='D4' t='str'><f>A1</f><v>texto</v></c><c r='E4' t='s'><v>1</v></c>"
      "<c r='F4' t='s'><v>2</v></c><c r='G4' s='3'><v>7</v></c><c r='H4' "
      "s='1'><v>46173.5</v></c></row>"
      "</sheetData><mergeCells><mergeCell ref='A2:B3'/></mergeCells>");
  parts["xl/sharedStrings.xml"] = strings;
  parts["xl/styles.xml"] = styles;
  const auto sheets = read(parts);
  ASSERT_EQ(sheets.size(), 1U);
  const auto& sheet = sheets[0];
  using Kind = Cell::Kind;
  EXPECT_EQ(sheet.name, "Hoja1");
  const struct {
    std::size_t row, column;
    Cell cell;
  } cases[] = {
      {0, 0, {}},
      {1, 0, {Kind::Text, false, "Renglón"}},
      {1, 1, {}},
      {1, 2, {Kind::Number, false, "301664046.07999998"}},
      {1, 3, {Kind::Number, true, "0.05"}},
      {1, 4, {Kind::Date, false, "2026-05-31"}},
      {1, 5, {Kind::Boolean, false, "1"}},
      {1, 6, {Kind::Error, false, "#DIV/0!"}},
      {3, 0, {Kind::Text, false, "en línea"}},
      {3, 1, {Kind::Number, false, "12.5"}},
      {3, 2, {Kind::Error, false, "=SUM(A1:A3)"}},
      {3, 3, {Kind::Text, false, "texto"}},
      {3, 4, {Kind::Text, false, "rico texto"}},
      {3, 5, {Kind::Text, false, "dos\nlineas"}},
      {3, 6, {Kind::Number, false, "7"}},
      {3, 7, {Kind::Date, false, "2026-05-31T12:00:00"}},
      {9, 9, {}},
  };
  for (const auto& [row, column, cell] : cases) {
    EXPECT_EQ(cell_at(sheet, row, column).text, cell.text) << cell_name(row, column);
    EXPECT_EQ(cell_at(sheet, row, column), cell) << cell_name(row, column);
  }
  EXPECT_EQ(merged_cell_at(sheet, 2, 1).text, "Renglón");
  EXPECT_TRUE(blank_row(sheet, 2));
  EXPECT_EQ(place_of(sheet, 3, 2)[1].value, "C4");
}

TEST(Xlsx, counts_days_from_1900_with_its_false_leap_day_and_from_1904) {
  const auto date = [&](const std::string& serial, bool since_1904) {
    auto parts = book("<row r='1'><c r='A1' s='1'><v>" + serial + "</v></c></row></sheetData>");
    parts["xl/styles.xml"] = styles;
    if (since_1904)
      parts["xl/workbook.xml"].replace(parts["xl/workbook.xml"].find("<workbookPr/>"), 13,
                                       "<workbookPr date1904='1'/>");
    return cell_at(read(parts).at(0), 0, 0).text;
  };
  EXPECT_EQ(date("1", false), "1900-01-01");
  EXPECT_EQ(date("59", false), "1900-02-28");
  EXPECT_EQ(date("61", false), "1900-03-01");
  EXPECT_EQ(date("46023", false), "2026-01-01");
  EXPECT_EQ(date("44561", true), "2026-01-01");
  EXPECT_EQ(date("-3", false), "-3");
}

TEST(Xlsx, places_cells_without_references_in_order) {
  const auto sheets =
      read(book("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
                "</sheetData>"));
  EXPECT_EQ(text_at(sheets.at(0), 0, 1), "2");
  EXPECT_EQ(text_at(sheets.at(0), 1, 0), "3");
}

TEST(Xlsx, refuses_hostile_and_broken_files) {
  const auto one = "<row r='1'><c r='A1'><v>1</v></c></row></sheetData>";
  const auto whole = zipped(book(one));
  const auto with_sheet = [&](const std::string& xml) {
    auto parts = book(one);
    parts["xl/worksheets/otra.xml"] = xml;
    return zipped(parts);
  };
  auto no_sheet = book(one);
  no_sheet.erase("xl/worksheets/otra.xml");
  auto flipped = whole;
  flipped[whole.find("otra.xml") + 12] ^= 0x15;  // Inside the deflated sheet.
  const struct {
    std::string name, bytes, code;
  } cases[] = {
      {"cut in half", whole.substr(0, whole.size() / 2), "xlsx.truncado"},
      {"no central directory", whole.substr(0, whole.size() - 30), "xlsx.truncado"},
      {"zip without workbook", zipped({{"a.txt", "x"}}), "xlsx.falta_parte"},
      {"sheet part missing", zipped(no_sheet), "xlsx.falta_parte"},
      {"document type",
       with_sheet("<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet><sheetData/></worksheet>"), "xlsx.dtd"},
      {"not well formed", with_sheet("<worksheet><sheetData>"), "xlsx.mal_formado"},
      {"row outside the grid",
       with_sheet("<worksheet><sheetData><row r='9999999'/></sheetData></worksheet>"),
       "xlsx.mal_formado"},
      {"column outside the grid",
       with_sheet("<worksheet><sheetData><row r='1'><c "
                  "r='XFE1'><v>1</v></c></row></sheetData></worksheet>"),
       "xlsx.mal_formado"},
      {"rows that go back",
       with_sheet("<worksheet><sheetData><row r='2'/><row r='1'/></sheetData></worksheet>"),
       "xlsx.mal_formado"},
      {"bomb",
       with_sheet("<worksheet><sheetData>" + std::string(60U << 20, ' ') +
                  "</sheetData></worksheet>"),
       "xlsx.bomba"},
  };
  for (const auto& [name, bytes, code] : cases) {
    const auto sheets = read_xlsx(bytes);
    ASSERT_FALSE(sheets) << name;
    EXPECT_EQ(sheets.error().code, code) << name;
  }
  EXPECT_FALSE(read_xlsx(flipped)) << "a flipped bit must be noticed";
}

TEST(Xlsx, stops_at_more_cells_than_memory_should_hold) {
  std::string rows;
  for (int i = 1; i <= 300; ++i)
    rows +=
        "<row r='" + std::to_string(i) + "'><c r='XFD" + std::to_string(i) + "'><v>1</v></c></row>";
  const auto sheets = read_xlsx(zipped(book(rows + "</sheetData>")));
  ASSERT_FALSE(sheets);
  EXPECT_EQ(sheets.error().code, "archivo.demasiado_grande");
}

}  // namespace
}  // namespace readers
