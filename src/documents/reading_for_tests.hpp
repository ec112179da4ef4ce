// Reads finished files back as text, for tests: HTML, PDF (by pdftotext), the parts of DOCX and
// XLSX packages. Deliberately simple; the real readers of foreign files are in readers/.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <map>
#include <minizip/unzip.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "documents/subprocess.hpp"

namespace documents {

inline bool have(std::string_view program) {
  for (const auto* folder : {"/usr/local/bin/", "/usr/bin/", "/bin/"})
    if (std::filesystem::exists(std::string(folder) + std::string(program))) return true;
  return false;
}

inline std::string unescaped(std::string text) {
  for (const auto& [name, sign] : {std::pair{"&lt;", "<"},
                                   {"&gt;", ">"},
                                   {"&quot;", "\""},
                                   {"&#39;", "'"},
                                   {"&apos;", "'"},
                                   {"&amp;", "&"}})
    text = replaced(text, name, sign);
  return text;
}

// The text of markup, without tags, styles and scripts.
inline std::string without_tags(std::string_view markup) {
  std::string out;
  for (std::size_t i = 0; i < markup.size();) {
    if (markup.substr(i).starts_with("<style>")) {
      i = markup.find("</style>", i);
    } else if (markup[i] == '<') {
      i = markup.find('>', i) + 1;
    } else {
      out += markup[i++];
    }
  }
  return unescaped(out);
}

// Without blanks of any kind: a line may be broken anywhere.
inline std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : replaced(text, "\xC2\xA0", " "))
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f') out += c;
  return out;
}

inline std::string pdf_text(const std::string& pdf) {
  const auto folder = TemporaryFolder::create();
  if (!folder || !write_file(folder->path() / "a.pdf", pdf)) return {};
  if (!run({.name = "pdftotext", .arguments = {"a.pdf", "a.txt"}}, folder->path())) return {};
  return read_file(folder->path() / "a.txt").value_or("");
}

// The parts of a package by name.
inline std::map<std::string, std::string> parts_of(const std::string& package) {
  std::map<std::string, std::string> parts;
  const auto folder = TemporaryFolder::create();
  const auto path = folder->path() / "a.zip";
  if (!write_file(path, package)) return parts;
  unzFile zip = unzOpen(path.c_str());
  if (zip == nullptr) return parts;
  for (int more = unzGoToFirstFile(zip); more == UNZ_OK; more = unzGoToNextFile(zip)) {
    char name[256];
    unz_file_info info;
    unzGetCurrentFileInfo(zip, &info, name, sizeof name, nullptr, 0, nullptr, 0);
    std::string bytes(info.uncompressed_size, '\0');
    unzOpenCurrentFile(zip);
    unzReadCurrentFile(zip, bytes.data(), static_cast<unsigned>(bytes.size()));
    unzCloseCurrentFile(zip);
    parts[name] = bytes;
  }
  unzClose(zip);
  return parts;
}

// What stands between two marks, from `at` on, which moves behind the second.
inline std::optional<std::string_view> between(std::string_view text, std::string_view open,
                                               std::string_view close, std::size_t& at) {
  const auto from = text.find(open, at);
  if (from == text.npos) return std::nullopt;
  const auto to = text.find(close, from + open.size());
  if (to == text.npos) return std::nullopt;
  at = to + close.size();
  return text.substr(from + open.size(), to - from - open.size());
}

// A worksheet as rows of cells, each as the text of its value, in the order of the file.
struct SheetCell {
  std::string address, value, formula;
  bool text = false;
};
inline std::map<std::string, std::vector<SheetCell>> sheets_of(const std::string& workbook) {
  const auto parts = parts_of(workbook);
  std::vector<std::string> strings;
  const auto& shared = parts.at("xl/sharedStrings.xml");
  for (std::size_t at = 0; auto item = between(shared, "<si>", "</si>", at);)
    strings.push_back(without_tags(*item));

  std::map<std::string, std::vector<SheetCell>> out;
  int number = 0;
  const auto& book = parts.at("xl/workbook.xml");
  for (std::size_t at = 0; auto name = between(book, "<sheet name=\"", "\"", at);) {
    const auto& sheet = parts.at("xl/worksheets/sheet" + std::to_string(++number) + ".xml");
    auto& cells = out[unescaped(std::string(*name))];
    for (std::size_t from = 0; auto cell = between(sheet, "<c r=\"", "</c>", from);) {
      // Cells without a value are closed at once: "<c r="A1" s="1"/>".
      auto start = cell->rfind("<c r=\"");
      const auto one = start == cell->npos ? *cell : cell->substr(start + 6);
      SheetCell read;
      read.address = std::string(one.substr(0, one.find('"')));
      read.text = one.substr(0, one.find('>')).contains("t=\"s\"");
      std::size_t inner = 0;
      if (const auto formula = between(one, "<f>", "</f>", inner)) read.formula = *formula;
      inner = 0;
      if (const auto value = between(one, "<v>", "</v>", inner))
        read.value = read.text ? strings.at(std::strtoul(std::string(*value).c_str(), nullptr, 10))
                               : std::string(*value);
      cells.push_back(std::move(read));
    }
  }
  return out;
}

}  // namespace documents
