// A workbook of five parts in an archive that is not compressed, for targets that put one of the
// parts in the hands of the fuzzer and so get behind the archive's checksums.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "small_archive.hpp"

namespace small_workbook {

inline constexpr std::string_view workbook =
    R"(<?xml version="1.0"?><workbook )"
    R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")"
    R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>)"
    R"(<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>)";
inline constexpr std::string_view relations =
    R"(<?xml version="1.0"?><Relationships )"
    R"(xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Target="worksheets/sheet1.xml" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>)"
    R"(<Relationship Id="rId2" Target="sharedStrings.xml" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>)"
    R"(<Relationship Id="rId3" Target="styles.xml" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>)"
    R"(</Relationships>)";
inline constexpr std::string_view strings =
    R"(<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
    R"(<si><t>uno</t></si></sst>)";
inline constexpr std::string_view styles =
    R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
    R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>)";
inline constexpr std::string_view sheet =
    R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>)"
    R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000</v></c></row>)"
    R"(</sheetData></worksheet>)";

inline constexpr std::array<std::string_view, 5> names = {
    "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml",
    "xl/worksheets/sheet1.xml"};

inline std::string archive_of(const std::array<std::string_view, 5>& parts) {
  return small_archive::of(names, parts);
}
inline std::array<std::string_view, 5> parts() {
  return {workbook, relations, strings, styles, sheet};
}

}  // namespace small_workbook
