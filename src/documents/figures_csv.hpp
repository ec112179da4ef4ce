// Every figure of a document as a table: where it stands, as shown, exact, unit, question, cut.
#pragma once

#include <string>

#include "documents/document.hpp"

namespace documents {

// CSV with a byte order mark, as spreadsheets want it; formulas in texts are told as texts.
std::string figures_csv(const Document&);

}  // namespace documents
