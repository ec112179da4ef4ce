// Documents as PDF by WeasyPrint: tagged, titled, with language and bookmarks. (Its drawings carry
// no alternative text of their own: the message beside each is text. Say "PDF etiquetado".)
#pragma once

#include <string>

#include "base/result.hpp"
#include "documents/document.hpp"

namespace documents {

// The names of the programs, so that a test can take one away.
struct Tools {
  std::string weasyprint = "weasyprint";
  std::string pandoc = "pandoc";
  std::string rsvg_convert = "rsvg-convert";
};

// Errors: ProgramMissing, ProgramFailed, ProgramTimedOut, NoTemporaryFolder, QrTooLong.
Result<std::string> pdf_of(const Document&, const Tools& = {});

// Noon of a date in Guatemala, in seconds of 1970: the instant written into files.
std::int64_t instant_of(Date);

}  // namespace documents
