// Documents as HTML: one self-contained file for screen, printer and WeasyPrint, and the variant
// that pandoc turns into a good DOCX. Nothing in it is fetched from anywhere.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "documents/document.hpp"

namespace documents {

// Errors: QrTooLong.
Result<std::string> html_of(const Document&);

// What pandoc reads: drawings apart (it needs them as bitmaps), row headers as plain cells, bold
// totals written out, the title in its own title block.
struct WordHtml {
  struct Picture {
    std::string name;  // "g1": the HTML names "g1.png".
    std::string svg;
  };
  std::string html;
  std::vector<Picture> pictures;
};
Result<WordHtml> word_html_of(const Document&);

}  // namespace documents
