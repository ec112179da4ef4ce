// Horizontal bars, each within the outline of its goal.
#include <algorithm>

#include "documents/chart_kinds.hpp"

namespace documents {
namespace {
constexpr int left = 2060, right = 5000, first = 420, row = 310, thickness = 140;
}

std::string draw(const BarChart& chart, std::string_view message, std::string_view description) {
  Svg svg;
  Ratio greatest;
  for (const auto& bar : chart.bars) {
    if (!is_absent(bar.value)) greatest = std::max(greatest, number_of(bar.value));
    if (bar.goal && !is_absent(*bar.goal)) greatest = std::max(greatest, number_of(*bar.goal));
  }
  const auto axis = axis_over(greatest);
  svg.text(0, 120, chart.axis, small_letter);
  svg.box(3300, 30, 140, 110, blue, none);
  svg.text(3490, 130, chart.value_name);
  if (!chart.goal_name.empty()) {
    svg.box(4600, 30, 140, 110, white, outline);
    svg.text(4790, 130, chart.goal_name);
  }

  int y = first;
  for (const auto& bar : chart.bars) {
    const auto lines = wrapped(bar.label, 115, left - 160, 2);
    int line_y = y + 40 - static_cast<int>(lines.size() - 1) * 65;
    for (const auto& line : lines) {
      svg.text(0, line_y, line);
      line_y += 130;
    }
    int end = left;
    if (bar.goal && !is_absent(*bar.goal)) {
      end = along(number_of(*bar.goal), axis.full(), left, right);
      svg.box(left, y - thickness / 2 - 30, end - left, thickness + 60, white, outline);
    }
    if (is_absent(bar.value)) {
      svg.text(end + 80, y + 40, shown(bar.value, Place::Table),
               {115, false, true, grey, Anchor::Start});
    } else {
      const int to = along(number_of(bar.value), axis.full(), left, right);
      svg.box(left, y - thickness / 2, to - left, thickness, blue, none);
      end = std::max(end, to);
      auto label = direct_label(bar.value, 1);
      if (bar.goal && !is_absent(*bar.goal)) label += " de " + direct_label(*bar.goal, 1);
      if (!bar.note.empty()) label += " · " + bar.note;
      svg.text(end + 80, y + 40, label);
    }
    y += row;
  }
  svg.line(left, first - 200, left, y - row + 200, {blue, 10, {}});
  return svg.finish(y - row + 260, message, description);
}

}  // namespace documents
