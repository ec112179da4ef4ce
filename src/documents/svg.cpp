// Writes the elements of svg.hpp.
#include "documents/svg.hpp"

#include <array>
#include <cassert>
#include <cstdlib>

#include "base/text.hpp"
#include "documents/html.hpp"

namespace documents {
namespace {

constexpr std::string_view anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};

// Advance widths of Carlito (equal to Calibri's), thousandths of the size, for ASCII 32 … 126.
constexpr std::array<int, 95> advances = {
    226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386, 507, 507, 507,
    507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463, 894, 579, 544, 533, 615, 488,
    459, 631, 623, 252, 319, 520, 420, 855, 646, 662, 517, 673, 543, 459, 487, 642, 567, 890, 519,
    487, 468, 307, 386, 307, 498, 498, 291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455,
    229, 799, 525, 527, 525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498};
constexpr int other_advance = 527;  // Accented letters and signs.

std::string paint(std::string_view fill, const Stroke& stroke) {
  std::string out = " fill=\"" + std::string(fill) + '"';
  if (stroke.width > 0)
    out += " stroke=\"" + std::string(stroke.colour) + "\" stroke-width=\"" + tenths(stroke.width) +
           '"';
  if (!stroke.dashes.empty()) out += " stroke-dasharray=\"" + std::string(stroke.dashes) + '"';
  return out;
}

std::string attribute(std::string_view name, int value) {
  return ' ' + std::string(name) + "=\"" + tenths(value) + '"';
}

}  // namespace

std::string tenths(int n) {
  const int whole = std::abs(n) / 10, rest = std::abs(n) % 10;
  std::string out = n < 0 ? "-" : "";
  out += std::to_string(whole);
  if (rest != 0) out += '.' + std::to_string(rest);
  return out;
}

void Svg::text(int x, int y, std::string_view content, const Letter& letter) {
  body_ += "<text" + attribute("x", x) + attribute("y", y) +
           std::string(anchors[static_cast<std::size_t>(letter.anchor)]) +
           attribute("font-size", letter.size) + (letter.bold ? " font-weight=\"bold\"" : "") +
           (letter.italic ? " font-style=\"italic\"" : "") + " fill=\"" + std::string(letter.fill) +
           "\">" + escaped(content).text + "</text>\n";
}

void Svg::line(int x1, int y1, int x2, int y2, const Stroke& stroke) {
  body_ += "<line" + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) +
           attribute("y2", y2) + paint("none", stroke) + "/>\n";
}

void Svg::box(int x, int y, int width, int height, std::string_view fill, const Stroke& stroke) {
  body_ += "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) +
           attribute("height", height) + paint(fill, stroke) + "/>\n";
}

void Svg::dot(int x, int y, int radius, std::string_view fill, const Stroke& stroke) {
  body_ += "<circle" + attribute("cx", x) + attribute("cy", y) + attribute("r", radius) +
           paint(fill, stroke) + "/>\n";
}

void Svg::diamond(int x, int y, int radius, std::string_view fill, const Stroke& stroke) {
  body_ += "<path d=\"M" + tenths(x) + ' ' + tenths(y - radius) + 'L' + tenths(x + radius) + ' ' +
           tenths(y) + 'L' + tenths(x) + ' ' + tenths(y + radius) + 'L' + tenths(x - radius) + ' ' +
           tenths(y) + "Z\"" + paint(fill, stroke) + "/>\n";
}

void Svg::path_line(const std::vector<std::pair<int, int>>& points, const Stroke& stroke) {
  body_ += "<polyline points=\"";
  for (const auto& [x, y] : points) {
    if (body_.back() != '"') body_ += ' ';
    body_ += tenths(x) + ',' + tenths(y);
  }
  body_ += '"' + paint("none", stroke) + "/>\n";
}

void Svg::arrow_right(int x, int y) {
  body_ += "<path d=\"M" + tenths(x - 90) + ' ' + tenths(y - 50) + 'L' + tenths(x) + ' ' +
           tenths(y) + 'L' + tenths(x - 90) + ' ' + tenths(y + 50) + "Z\" fill=\"" +
           std::string(blue) + "\"/>\n";
}

void Svg::arrow_down(int x, int y) {
  body_ += "<path d=\"M" + tenths(x - 50) + ' ' + tenths(y - 90) + 'L' + tenths(x) + ' ' +
           tenths(y) + 'L' + tenths(x + 50) + ' ' + tenths(y - 90) + "Z\" fill=\"" +
           std::string(blue) + "\"/>\n";
}

std::string Svg::finish(int height, std::string_view title, std::string_view description,
                        int width) const {
  return html(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{}\" height=\"{}\" "
             "viewBox=\"0 0 {} {}\" font-family=\"Carlito, Calibri, sans-serif\" "
             "font-size=\"11.5\" fill=\"{}\"><title>{}</title><desc>{}</desc>\n{}</svg>",
             tenths(width), tenths(height), tenths(width), tenths(height), ink, title, description,
             Html{body_})
      .text;
}

int along(const Ratio& value, const Ratio& full, int from, int to) {
  if (full == Ratio{}) return from;
  const auto share = value / full;
  return from + static_cast<int>(rounded(share * Ratio::whole(to - from)));
}

Axis axis_over(const Ratio& greatest) {
  if (greatest <= Ratio{}) return {Ratio::whole(1), 1};
  // Steps of 1, 2, 2.5 or 5 times a power of ten; the first that needs at most five.
  Ratio power{1, 1000};
  for (;; power = power * Ratio::whole(10)) {
    for (const auto& factor : {Ratio{1, 1}, Ratio{2, 1}, Ratio{5, 2}, Ratio{5, 1}}) {
      const auto step = factor * power;
      const auto needed = greatest / step;
      const Int128 steps = (needed.numerator() + needed.denominator() - 1) / needed.denominator();
      if (steps <= 5) return {step, static_cast<int>(steps)};
    }
  }
}

int text_width(std::string_view utf8, int size) {
  int thousandths = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && byte < 0xC0) continue;  // Within a code point.
    thousandths += byte >= 32 && byte < 127 ? advances[byte - 32U] : other_advance;
  }
  return thousandths * size / 1000;
}

std::vector<std::string> wrapped(std::string_view text, int size, int width, int lines_max) {
  std::vector<std::string> lines{""};
  for (const auto& word : split(text, ' ')) {
    auto& last = lines.back();
    const auto longer = last.empty() ? word : last + ' ' + word;
    if (last.empty() || text_width(longer, size) <= width ||
        static_cast<int>(lines.size()) == lines_max)
      last = longer;
    else
      lines.push_back(word);
  }
  return lines;
}

}  // namespace documents
