// What people write for the chapters of a report: which chapters a document has, the figures that a
// text may name between brackets, and the text as blocks of the document.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.hpp"
#include "queries/evaluation.hpp"

namespace documents {

// "5. Ejecución financiera" → "ejecucion-financiera": the same in every report and year.
std::string chapter_key(std::string_view title);

// A heading of the first level with all that follows it.
struct Chapter {
  std::string key, title;
  std::vector<const Block*> blocks;  // Without the heading itself.
};
std::vector<Chapter> chapters_of(const Document&);

// A figure that a text names: "[devengado]" is printed as the cut has it, so that no text says
// another number than its report.
struct NamedFigure {
  std::string name;         // "devengado 11"
  std::string description;  // "Devengado del programa 11"
  Figure figure;
};
std::vector<NamedFigure> figures_to_name(const queries::Evaluation&);

// Paragraphs are told apart by empty lines; lines that begin with "- " are a list. A name between
// brackets that is no figure's stays as it was written.
std::vector<Block> blocks_of_text(std::string_view text, const std::vector<NamedFigure>&);
// How many names between brackets are figures.
int figures_named(std::string_view text, const std::vector<NamedFigure>&);

// Puts each text after the heading of its chapter.
void insert_texts(Document&, const std::map<std::string, std::string>& by_chapter,
                  const std::vector<NamedFigure>&);

}  // namespace documents
