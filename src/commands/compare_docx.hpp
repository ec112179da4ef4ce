// A report's DOCX that was edited by hand, beside the same report as it is made from its cut: which
// figures differ, and which texts.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace commands {

struct DocxFigure {
  std::string place;  // "Cuadro 7, fila «11», columna «Devengado»"; "5. Ejecución financiera: …"
  std::string found;     // In the file that came back; "" where it was taken out.
  std::string expected;  // Of the cut; "" where the file has one that the cut has not.
};
struct DocxChapterText {
  std::string heading;        // "5. Ejecución financiera"
  std::string before, after;  // Paragraphs, an empty line between them.
};
struct DocxComparison {
  std::vector<DocxFigure> figures;
  std::vector<DocxChapterText> texts;  // Only chapters whose written text differs.
  std::int64_t compared = 0;           // Cells and numbers of both files.
};

// `written` says, by heading of a chapter, how many paragraphs at its beginning people wrote: those
// may be changed, and what they say is handed back. Error: DocxUnreadable.
Result<DocxComparison> compare_docx(std::string_view edited, std::string_view own,
                                    const std::map<std::string, std::size_t>& written);

}  // namespace commands
