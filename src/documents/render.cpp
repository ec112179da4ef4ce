// Chooses the renderer of a format and writes what it makes.
#include "documents/render.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/refusals.hpp"
#include "documents/render_docx.hpp"
#include "documents/render_html.hpp"
#include "documents/render_json.hpp"
#include "documents/render_xlsx.hpp"
#include "documents/subprocess.hpp"

namespace documents {
namespace {

constexpr struct {
  std::string_view extension;
  Result<std::string> (*render)(const Document&, const Tools&);
} renderers[] = {
    {"html", [](const Document& d, const Tools&) { return html_of(d); }},
    {"pdf", [](const Document& d, const Tools& tools) { return pdf_of(d, tools); }},
    {"docx", [](const Document& d, const Tools& tools) { return docx_of(d, tools); }},
    {"xlsx", [](const Document& d, const Tools&) { return xlsx_of(d); }},
    {"json", [](const Document& d, const Tools&) -> Result<std::string> { return json_of(d); }},
};

}  // namespace

std::string_view extension_of(Format format) {
  return renderers[static_cast<std::size_t>(format)].extension;
}

Result<std::vector<Format>> parse_formats(std::string_view list) {
  std::vector<Format> out;
  for (const auto& part : split(list, ',')) {
    const auto name = folded(trimmed(part));
    const auto* known = std::find_if(std::begin(renderers), std::end(renderers),
                                     [&](const auto& one) { return one.extension == name; });
    if (known == std::end(renderers))
      return refuse(Refusal::FormatUnknown, {{"hallado", std::string(trimmed(part))}});
    const auto format = static_cast<Format>(known - std::begin(renderers));
    if (std::find(out.begin(), out.end(), format) == out.end()) out.push_back(format);
  }
  return out;
}

Result<std::string> render(const Document& document, Format format, const Tools& tools) {
  return renderers[static_cast<std::size_t>(format)].render(document, tools);
}

Result<std::vector<std::filesystem::path>> write_documents(const Document& document,
                                                           std::span<const Format> formats,
                                                           const std::filesystem::path& folder,
                                                           const Tools& tools) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return refuse(Refusal::FileNotWritten,
                  {{"archivo", folder.string()}, {"hallado", error.message()}});
  std::vector<std::filesystem::path> written;
  for (const auto format : formats) {
    const auto bytes = TRY(render(document, format, tools));
    auto path = folder / document.code;
    path += '.' + std::string(extension_of(format));
    auto partial = path;
    partial += ".parcial";
    CHECK(write_file(partial, bytes));
    std::filesystem::rename(partial, path, error);
    if (error)
      return refuse(Refusal::FileNotWritten,
                    {{"archivo", path.string()}, {"hallado", error.message()}});
    written.push_back(path);
  }
  return written;
}

}  // namespace documents
