// Drawings to bitmaps, the reference document from its parts, and pandoc over both.
#include "documents/render_docx.hpp"

#include <cassert>
#include <filesystem>
#include <minizip/zip.h>

#include "base/resources.hpp"
#include "base/text.hpp"
#include "documents/html.hpp"
#include "documents/refusals.hpp"
#include "documents/render_html.hpp"
#include "documents/subprocess.hpp"

namespace documents {
namespace {

constexpr std::string_view assets = "src/documents/assets/";

// Where each part of assets/reference goes in the package.
constexpr struct {
  std::string_view file, part;
} parts[] = {
    {"content_types.xml", "[Content_Types].xml"},
    {"package.rels.xml", "_rels/.rels"},
    {"document.xml", "word/document.xml"},
    {"document.rels.xml", "word/_rels/document.xml.rels"},
    {"styles.xml", "word/styles.xml"},
    {"settings.xml", "word/settings.xml"},
    {"web_settings.xml", "word/webSettings.xml"},
    {"numbering.xml", "word/numbering.xml"},
    {"font_table.xml", "word/fontTable.xml"},
    {"footnotes.xml", "word/footnotes.xml"},
    {"comments.xml", "word/comments.xml"},
    {"theme.xml", "word/theme/theme1.xml"},
    {"app.xml", "docProps/app.xml"},
    {"core.xml", "docProps/core.xml"},
};

constexpr std::string_view part_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
constexpr std::string_view namespaces =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

// A run of a header or footer; size in half points. HTML's escaping is also XML's.
Html run_of(std::string_view text, std::string_view colour, int size, bool bold) {
  return html(
      "<w:r><w:rPr>{}<w:color w:val=\"{}\"/><w:sz w:val=\"{}\"/></w:rPr>"
      "<w:t xml:space=\"preserve\">{}</w:t></w:r>",
      Html{bold ? "<w:b/>" : ""}, colour, size, text);
}
Html field_of(std::string_view name) {
  return html(
      "<w:fldSimple w:instr=\"{}\"><w:r><w:rPr><w:sz w:val=\"16\"/></w:rPr><w:t>1</w:t>"
      "</w:r></w:fldSimple>",
      name);
}

std::string_view asset(std::string_view name) {
  const auto bytes = resource(std::string(assets) + std::string(name));
  assert(bytes);
  return *bytes;
}

Result<void> write_reference(const Document& document, const std::filesystem::path& path) {
  const auto failed = [&] { return refuse(Refusal::FileNotWritten, {{"archivo", path.string()}}); };
  zipFile zip = zipOpen(path.c_str(), APPEND_STATUS_CREATE);
  if (zip == nullptr) return failed();
  const auto put = [&](std::string_view name, std::string_view bytes) {
    zip_fileinfo info{};
    info.dosDate = (1U << 21) | (1U << 16);  // 1 January 1981: no clock in the package.
    return zipOpenNewFileInZip(zip, std::string(name).c_str(), &info, nullptr, 0, nullptr, 0,
                               nullptr, Z_DEFLATED, Z_DEFAULT_COMPRESSION) == ZIP_OK &&
           zipWriteInFileInZip(zip, bytes.data(), static_cast<unsigned>(bytes.size())) == ZIP_OK &&
           zipCloseFileInZip(zip) == ZIP_OK;
  };
  bool good = true;
  for (const auto& [file, part] : parts)
    good = good && put(part, asset("reference/" + std::string(file)));
  good = good && put("word/header1.xml", reference_header(document)) &&
         put("word/footer1.xml", reference_footer(document));
  if (zipClose(zip, nullptr) != ZIP_OK || !good) return failed();
  return {};
}

}  // namespace

std::string reference_header(const Document& document) {
  Html runs = run_of(document.institution.name, "12324F", 16, true);
  runs += run_of("  ·  " + document.running, "4A545D", 16, false);
  Html second;
  if (!document.illustrative.empty()) second += run_of(illustrative_notice, "4A545D", 16, false);
  if (document.draft) {
    if (!second.text.empty()) second += run_of("  ·  ", "4A545D", 16, false);
    second += run_of(draft_notice, "1B242C", 16, true);
  }
  return html("{}<w:hdr{}><w:p>{}</w:p>{}</w:hdr>", Html{std::string(part_head)},
              Html{std::string(namespaces)}, runs,
              second.text.empty() ? Html{} : html("<w:p>{}</w:p>", second))
      .text;
}

std::string reference_footer(const Document& document) {
  const auto& office = document.institution;
  Html runs;
  const auto entry = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    runs += run_of(std::string(name) + ' ', "12324F", 13, true);
    runs += run_of(value + "   ", "4A545D", 14, false);
  };
  entry("DIRECCIÓN", joined(office.address, " "));
  entry("TELÉFONO", office.telephone);
  entry("CORREO", office.mail);
  runs += Html{"<w:r><w:tab/></w:r>"};
  runs += run_of("Página ", "4A545D", 16, false);
  runs += field_of("PAGE");
  runs += run_of(" de ", "4A545D", 16, false);
  runs += field_of("NUMPAGES");
  return html(
             "{}<w:ftr{}><w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"4\" "
             "w:color=\"12324F\"/></w:pBdr><w:tabs><w:tab w:val=\"right\" w:pos=\"9400\"/></w:tabs>"
             "</w:pPr>{}</w:p></w:ftr>",
             Html{std::string(part_head)}, Html{std::string(namespaces)}, runs)
      .text;
}

Result<std::string> docx_of(const Document& document, const Tools& tools) {
  const auto word = TRY(word_html_of(document));
  const auto folder = TRY(TemporaryFolder::create());
  const auto& path = folder.path();
  const auto instant = instant_of(document.as_of);

  for (const auto& picture : word.pictures) {
    CHECK(write_file(path / (picture.name + ".svg"), picture.svg));
    CHECK(run({.name = tools.rsvg_convert,
               .arguments = {"-z", "2.5", "-o", picture.name + ".png", picture.name + ".svg"},
               .package = "librsvg2-bin",
               .format = "DOCX",
               .date = instant},
              path));
  }
  CHECK(write_file(path / "entrada.html", word.html));
  CHECK(write_file(path / "docx.lua", asset("docx.lua")));
  CHECK(write_reference(document, path / "reference.docx"));
  CHECK(run({.name = tools.pandoc,
             .arguments = {"-f", "html", "-t", "docx", "--lua-filter", "docx.lua",
                           "--reference-doc", "reference.docx", "-M", "lang=es-GT", "-M",
                           "subtitle=" + document.subtitle, "-o", "documento.docx", "entrada.html"},
             .package = "pandoc",
             .format = "DOCX",
             .date = instant,
             .seconds_max = 120},
            path));
  return read_file(path / "documento.docx");
}

}  // namespace documents
