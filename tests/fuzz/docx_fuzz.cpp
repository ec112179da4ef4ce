// DOCX of others. The first byte chooses: the rest is a whole file, or the text or the styles of a
// file that is otherwise sound, so that the fuzzing also gets behind the archive's checksums.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "readers/docx_text.hpp"
#include "small_archive.hpp"

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
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::string bytes(rest);
  if (const auto which = data[0] % 3; which > 0) {
    std::array<std::string_view, 2> parts = {document, styles};
    parts[which - 1U] = rest;
    bytes = small_archive::of(names, parts);
  }
  (void)readers::read_docx(bytes);
  return 0;
}
