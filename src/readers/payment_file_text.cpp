// Texts and sheets of payment files.
#include "readers/payment_file_text.hpp"

#include "base/text.hpp"
#include "readers/refusals.hpp"
#include "readers/sheet.hpp"

namespace readers {
namespace {

constexpr std::string_view header = "Expediente:";
constexpr std::size_t files_most = 100'000;

// A field's name is lower case letters, digits, dots, low lines, and the codes of documents.
bool is_path(std::string_view text) {
  return !text.empty() && text.find_first_not_of(
                              "abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._") == text.npos;
}

// Where a value goes: what acts keep beside the lines has a name of its own.
void assign(WrittenFile& file, std::string_view path, std::string_view value) {
  constexpr std::string_view document = "documento.";
  if (path == "motivo") {
    file.motivo = value;
  } else if (path == "proveedor" || path == "proveedor.nombre") {
    file.proveedor = value;
  } else if (path == "recibido") {
    file.recibido = value;
  } else if (path == "documentos") {
    // "REQ CDP FEL": they are there, on paper.
    for (const auto& code : split(collapsed(value), ' '))
      if (!code.empty()) file.documents.push_back({code, "sí"});
  } else if (path.starts_with(document)) {
    file.documents.push_back({std::string(path.substr(document.size())), std::string(value)});
  } else {
    file.lines.push_back({std::string(path), std::string(value)});
  }
}

bool is_text_of_lines(std::string_view text) {
  for (const auto& raw : split(text, '\n')) {
    const auto line = trimmed(raw);
    if (line.empty() || line.starts_with('#')) continue;
    const auto colon = line.find(':');
    return line.starts_with(header) || (colon != line.npos && is_path(line.substr(0, colon)));
  }
  return false;
}

Result<std::vector<WrittenFile>> read_lines(std::string_view text) {
  std::vector<WrittenFile> files;
  int number = 0;
  for (const auto& raw : split(text, '\n')) {
    ++number;
    const auto line = trimmed(raw);
    const Detail here{"linea", std::to_string(number)};
    if (line.empty() || line.starts_with('#')) continue;
    if (files.size() == files_most)
      return refuse(Refusal::PaymentFileLine, {here, {"hallado", std::string(line)}});
    if (line.starts_with(header)) {
      files.emplace_back().place = {here};
      continue;
    }
    const auto colon = line.find(':');
    const auto path = trimmed(line.substr(0, colon == line.npos ? 0 : colon));
    if (!is_path(path))
      return refuse(Refusal::PaymentFileLine, {here, {"hallado", std::string(line)}});
    if (files.empty()) files.emplace_back().place = {here};
    assign(files.back(), path, trimmed(line.substr(colon + 1)));
  }
  return files;
}

Result<std::vector<WrittenFile>> read_sheet(const Sheet& sheet) {
  std::vector<std::string> paths;
  for (std::size_t column = 0; column < width_of(sheet); ++column) {
    const auto path = text_at(sheet, 0, column);
    if (!path.empty() && !is_path(path))
      return refuse(Refusal::PaymentFileLine,
                    place_with(sheet, 0, column, {{"hallado", std::string(path)}}));
    paths.emplace_back(path);
  }
  std::vector<WrittenFile> files;
  for (std::size_t row = 1; row < sheet.rows.size(); ++row) {
    if (blank_row(sheet, row)) continue;
    auto& file = files.emplace_back();
    file.place = place_of(sheet, row, 0);
    for (std::size_t column = 0; column < paths.size(); ++column)
      if (const auto value = text_at(sheet, row, column); !paths[column].empty() && !value.empty())
        assign(file, paths[column], value);
  }
  return files;
}

}  // namespace

Result<std::vector<WrittenFile>> read_payment_files(std::string_view bytes) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  const auto text = bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes;
  const bool lines = is_utf8(text) && is_text_of_lines(text);
  auto files = lines ? TRY(read_lines(text)) : TRY(read_sheet(TRY(read_any(bytes)).front()));
  if (files.empty()) return refuse(Refusal::PaymentFileNone);
  return files;
}

}  // namespace readers
