// One document, one format, one file: the table of the five renderers.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "documents/document.hpp"
#include "documents/render_pdf.hpp"

namespace documents {

enum class Format { Html, Pdf, Docx, Xlsx, Json };

std::string_view extension_of(Format);  // "html"; also its name.

// "html,pdf" in any order and case, without repeats. Errors: FormatUnknown.
Result<std::vector<Format>> parse_formats(std::string_view list);

Result<std::string> render(const Document&, Format, const Tools& = {});

// Writes one file for each format, named <document.code>.<extension>, and returns their paths. A
// file is written whole or not at all. Errors: those of the renderers and FileNotWritten.
Result<std::vector<std::filesystem::path>> write_documents(const Document&, std::span<const Format>,
                                                           const std::filesystem::path& folder,
                                                           const Tools& = {});

}  // namespace documents
