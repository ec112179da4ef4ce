// Numbers of chapters, cuadros and gráficas, given once to the finished document, and references to
// them: a text says «el cuadro {#programas}» and number() writes the figure of the table so named.
#pragma once

#include <string>
#include <string_view>

#include "documents/document.hpp"

namespace documents {

// Chapters "5. Ejecución financiera" and their parts "5.1 Por mes".
class Chapters {
 public:
  Heading chapter(std::string_view title, std::string_view name = {});
  Heading part(std::string_view title, std::string_view name = {});

  // Chapters by letter, "a) …" with parts "a.1 …".
  Heading lettered(char letter, std::string_view title, std::string_view short_title);

 private:
  std::string chapter_;
  int chapters_ = 0, parts_ = 0;
};

// Gives their numbers to the tables and charts that have a caption, in reading order, and replaces
// every {#name}. A reference to nothing is a bug and asserts.
void number(Document&);

}  // namespace documents
