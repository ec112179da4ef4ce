// What a DOCX says, in order: headings, paragraphs and tables as text. Not its looks; pictures,
// notes, headers and text boxes are left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace readers {

struct DocxParagraph {
  int heading = 0;  // 1 … 9 for a heading, 0 for text.
  std::string text;
};
struct DocxTable {
  std::vector<std::vector<std::string>> rows;
};
struct DocxBlock {
  bool is_table = false;
  DocxParagraph paragraph;
  DocxTable table;
};

// Deleted text of tracked changes is left out, inserted text is read. Error: DocxUnreadable.
Result<std::vector<DocxBlock>> read_docx(std::string_view bytes);

}  // namespace readers
