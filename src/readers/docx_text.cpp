// WordprocessingML, read in order; what is not text of the body is skipped as a whole.
#include "readers/docx_text.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "readers/archive.hpp"
#include "readers/refusals.hpp"
#include "readers/xml.hpp"

namespace readers {
namespace {

// A report has some thousand paragraphs and some ten thousand cells.
constexpr std::size_t text_max = 16U << 20;
constexpr std::size_t blocks_max = 200'000;

// Deleted or moved text, text boxes, and the second copy that old programs read.
constexpr std::array<std::string_view, 5> skipped = {"del", "moveFrom", "txbxContent", "Fallback",
                                                     "instrText"};

bool is_skipped(std::string_view name) { return std::ranges::find(skipped, name) != skipped.end(); }

// Styles by id, with the level of their outline: Word in Spanish calls Heading1 "Ttulo1".
using Levels = std::map<std::string, int, std::less<>>;

Levels levels_of(Archive& archive) {
  Levels levels;
  if (!archive.contains("word/styles.xml")) return levels;
  std::string style;
  const XmlSink sink{
      .start = [&](std::string_view name, Attributes attributes) -> Result<void> {
        if (name == "style") style = attributes["styleId"];
        if (name == "outlineLvl")
          if (const auto level = whole_number(attributes["val"]);
              level && *level >= 0 && *level < 9)
            levels[style] = static_cast<int>(*level) + 1;
        return {};
      },
      .end = [](std::string_view) -> Result<void> { return {}; },
      .text = [](std::string_view) {},
  };
  // Without its styles a document is read all the same.
  if (!parse_part(archive, "word/styles.xml", sink)) levels.clear();
  return levels;
}

class Reading {
 public:
  explicit Reading(const Levels& levels) : levels_{levels} {}

  Result<void> start(std::string_view name, Attributes attributes) {
    if (skipping_ > 0 || is_skipped(name)) {
      ++skipping_;
      return {};
    }
    if (name == "tbl") {
      if (++tables_ == 1) blocks_.push_back({.is_table = true});
    } else if (name == "tr" && tables_ == 1) {
      blocks_.back().table.rows.emplace_back();
    } else if (name == "tc" && tables_ == 1 && !blocks_.back().table.rows.empty()) {
      blocks_.back().table.rows.back().emplace_back();
    } else if (name == "p") {
      paragraph_ = {};
      in_paragraph_ = true;
    } else if (name == "pStyle") {
      paragraph_.heading = heading_of(attributes["val"]);
    } else if (name == "t") {
      in_text_ = true;
    } else if (name == "tab" && in_paragraph_ && !in_properties_) {
      take(" ");
    } else if ((name == "br" || name == "cr") && in_paragraph_) {
      take("\n");
    } else if (name == "noBreakHyphen") {
      take("-");
    } else if (name == "pPr") {
      in_properties_ = true;
    }
    if (blocks_.size() > blocks_max || bytes_ > text_max) return refuse(Refusal::TooLarge);
    return {};
  }

  Result<void> end(std::string_view name) {
    if (skipping_ > 0) {
      --skipping_;
      return {};
    }
    if (name == "t") in_text_ = false;
    if (name == "pPr") in_properties_ = false;
    if (name == "p" && in_paragraph_) end_paragraph();
    if (name == "tbl" && tables_ > 0) --tables_;
    return {};
  }

  void text(std::string_view piece) {
    if (in_text_ && skipping_ == 0) take(piece);
  }

  std::vector<DocxBlock> take_blocks() { return std::move(blocks_); }

 private:
  int heading_of(std::string_view style) const {
    if (const auto known = levels_.find(style); known != levels_.end()) return known->second;
    constexpr std::string_view heading = "Heading";
    if (style.starts_with(heading))
      if (const auto level = whole_number(style.substr(heading.size()));
          level && *level > 0 && *level < 10)
        return static_cast<int>(*level);
    return 0;
  }

  void take(std::string_view piece) {
    paragraph_.text += piece;
    bytes_ += piece.size();
  }

  void end_paragraph() {
    in_paragraph_ = false;
    if (tables_ == 0) {
      if (!trimmed(paragraph_.text).empty()) blocks_.push_back({.paragraph = paragraph_});
      return;
    }
    // A table inside a cell becomes text of the cell.
    auto& rows = blocks_.back().table.rows;
    if (rows.empty() || rows.back().empty()) return;
    auto& cell = rows.back().back();
    if (!cell.empty() && !paragraph_.text.empty()) cell += '\n';
    cell += paragraph_.text;
  }

  const Levels& levels_;
  std::vector<DocxBlock> blocks_;
  DocxParagraph paragraph_;
  int tables_ = 0, skipping_ = 0;
  std::size_t bytes_ = 0;
  bool in_paragraph_ = false, in_text_ = false, in_properties_ = false;
};

Result<std::vector<DocxBlock>> read(std::string_view bytes) {
  // Its own charts are pictures: the text of a report is small.
  auto archive =
      TRY(Archive::open(bytes, {.part_bytes_max = 256ULL << 20, .total_bytes_max = 512ULL << 20}));
  const auto levels = levels_of(archive);
  Reading reading(levels);
  const XmlSink sink{
      .start = [&](std::string_view name,
                   Attributes attributes) { return reading.start(name, attributes); },
      .end = [&](std::string_view name) { return reading.end(name); },
      .text = [&](std::string_view piece) { reading.text(piece); },
  };
  CHECK(parse_part(archive, "word/document.xml", sink));
  return reading.take_blocks();
}

}  // namespace

Result<std::vector<DocxBlock>> read_docx(std::string_view bytes) {
  auto blocks = read(bytes);
  if (blocks) return blocks;
  auto error = refusal(Refusal::DocxUnreadable);
  error.while_doing = std::move(blocks.error().while_doing);
  error.while_doing.push_back("reading a DOCX: " + blocks.error().code);
  return std::unexpected(std::move(error));
}

}  // namespace readers
