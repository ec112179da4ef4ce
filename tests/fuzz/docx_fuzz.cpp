// DOCX of others. The first byte chooses: the rest is a whole file, or the text or the styles of a
// file that is otherwise sound, so that the fuzzing also gets behind the archive's checksums.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "readers/docx_text.hpp"

namespace {
constexpr std::string_view document =
    R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>)"
    R"(<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>1. Uno</w:t></w:r></w:p>)"
    R"(<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>)"
    R"(</w:body></w:document>)";
constexpr std::string_view styles =
    R"(<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
    R"(<w:style w:styleId="Heading1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>)"
    "</w:styles>";

constexpr std::array<std::string_view, 2> names = {"word/document.xml", "word/styles.xml"};

std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const unsigned char byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
  }
  return ~crc;
}

void add(std::string& out, std::uint64_t value, int bytes) {
  for (; bytes > 0; --bytes, value >>= 8) out += static_cast<char>(value & 0xFF);
}

// A ZIP archive of stored (not compressed) parts.
std::string archive_of(const std::array<std::string_view, 2>& parts) {
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
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::string bytes(rest);
  if (const auto which = data[0] % 3; which > 0) {
    std::array<std::string_view, 2> parts = {document, styles};
    parts[which - 1U] = rest;
    bytes = archive_of(parts);
  }
  (void)readers::read_docx(bytes);
  return 0;
}
