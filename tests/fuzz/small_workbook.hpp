// A workbook of five parts in an archive that is not compressed, for targets that put one of the
// parts in the hands of the fuzzer and so get behind the archive's checksums.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

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

inline std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const unsigned char byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
  }
  return ~crc;
}

inline void add(std::string& out, std::uint64_t value, int bytes) {
  for (; bytes > 0; --bytes, value >>= 8) out += static_cast<char>(value & 0xFF);
}

// A ZIP archive of stored (not compressed) parts.
inline std::string archive_of(const std::array<std::string_view, 5>& parts) {
  std::string out, directory;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string common;  // What a local header and the directory both say.
    add(common, 20, 2);
    add(common, 0, 8);  // Flags, method, time, date.
    add(common, crc32_of(parts[i]), 4);
    add(common, parts[i].size(), 4);
    add(common, parts[i].size(), 4);
    add(common, names[i].size(), 2);
    add(common, 0, 2);
    directory += "PK\x01\x02";
    add(directory, 20, 2);
    directory += common;
    add(directory, 0, 10);
    add(directory, out.size(), 4);
    directory += names[i];
    out += "PK\x03\x04" + common;
    out += names[i];
    out += parts[i];
  }
  const auto start = out.size();
  out += directory;
  out += "PK\x05\x06";
  add(out, 0, 4);
  add(out, parts.size(), 2);
  add(out, parts.size(), 2);
  add(out, directory.size(), 4);
  add(out, start, 4);
  add(out, 0, 2);
  return out;
}
inline std::array<std::string_view, 5> parts() {
  return {workbook, relations, strings, styles, sheet};
}

}  // namespace small_workbook
