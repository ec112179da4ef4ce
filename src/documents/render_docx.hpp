// Documents as DOCX by pandoc, with real styles, repeated table heads and an automatic index: a
// DOCX is asked for to be edited.
#pragma once

#include <string>

#include "base/result.hpp"
#include "documents/document.hpp"
#include "documents/render_pdf.hpp"

namespace documents {

// Errors: as pdf_of.
Result<std::string> docx_of(const Document&, const Tools& = {});

// The document of styles that pandoc copies from: the parts in assets/reference with this
// document's institution, notice and address in header and footer.
std::string reference_header(const Document&);
std::string reference_footer(const Document&);

}  // namespace documents
