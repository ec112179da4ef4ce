// A small pen for SVG. Coordinates are tenths of a unit, as integers: no floating point, and the
// same bytes on every machine. Not a scene graph: it writes and forgets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/values/ratio.hpp"

namespace documents {

inline constexpr std::string_view ink = "#1B242C";   // Text.
inline constexpr std::string_view blue = "#12324F";  // Marks.
inline constexpr std::string_view grey = "#3B454E";  // Secondary text.
inline constexpr std::string_view mist = "#D5DDE4";  // Grid lines.
inline constexpr std::string_view haze = "#E3E9EE";  // Quiet surfaces.
inline constexpr std::string_view white = "#FFFFFF";

inline constexpr int chart_width = 6240;  // Tenths: 624 units, the width of the text at 96 dpi.

std::string tenths(int n);  // 123 → "12.3", 120 → "12", -5 → "-0.5"

enum class Anchor { Start, Middle, End };

struct Letter {
  int size = 115;  // Tenths of a unit.
  bool bold = false;
  bool italic = false;
  std::string_view fill = ink;
  Anchor anchor = Anchor::Start;
};

struct Stroke {
  std::string_view colour = blue;
  int width = 10;
  std::string_view dashes = {};  // "3 2"
};

class Svg {
 public:
  void text(int x, int y, std::string_view content, const Letter& = {});
  void line(int x1, int y1, int x2, int y2, const Stroke& = {});
  void box(int x, int y, int width, int height, std::string_view fill, const Stroke&);
  void dot(int x, int y, int radius, std::string_view fill, const Stroke&);
  void diamond(int x, int y, int radius, std::string_view fill, const Stroke&);
  void path_line(const std::vector<std::pair<int, int>>& points, const Stroke&);
  void arrow_right(int x, int y);  // The point of an arrow that ends at (x, y).
  void arrow_down(int x, int y);

  // The whole drawing; title is what it says, description its data as a sentence.
  std::string finish(int height, std::string_view title, std::string_view description,
                     int width = chart_width) const;

 private:
  std::string body_;
};

// Where a value falls between two ends of an axis.
int along(const Ratio& value, const Ratio& full, int from, int to);

// The axis over a greatest value: 4 to 6 round steps from zero.
struct Axis {
  Ratio step;
  int steps = 1;
  Ratio full() const { return step * Ratio::whole(steps); }
};
Axis axis_over(const Ratio& greatest);

// An estimate of the width of a text in Carlito, in tenths of a unit; errs on the wide side.
int text_width(std::string_view utf8, int size);

// Breaks a text into lines of at most `width`, at blanks; at most `lines_max` (the last keeps the
// rest).
std::vector<std::string> wrapped(std::string_view text, int size, int width, int lines_max);

}  // namespace documents
