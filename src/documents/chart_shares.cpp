// Shares attended against shares of a reference population, in groups.
#include <algorithm>

#include "documents/chart_kinds.hpp"

namespace documents {
namespace {
constexpr int left = 1700, right = 4300, row = 260, thickness = 140, group_space = 100;
}

std::string draw(const ShareChart& chart, std::string_view message, std::string_view description) {
  Svg svg;
  Ratio greatest;
  for (const auto& group : chart.groups)
    for (const auto& share : group.shares)
      for (const auto* figure : {&share.value, &share.reference})
        if (!is_absent(*figure)) greatest = std::max(greatest, number_of(*figure));

  svg.box(1700, 30, 140, 110, blue, none);
  svg.text(1890, 130, chart.value_name);
  svg.line(2620, 20, 2620, 160, {ink, 24, {}});
  svg.text(2700, 130, chart.reference_name);
  svg.box(4100, 30, 140, 110, white, {blue, 12, "3 2"});
  svg.text(4290, 130, chart.unknown_name);

  int y = 400;
  for (const auto& group : chart.groups) {
    svg.line(0, y - 110, chart_width, y - 110, {mist, 10, {}});
    svg.text(0, y + 40, group.name, {120, true});
    for (const auto& share : group.shares) {
      const auto lines = wrapped(share.label, 110, left - 560, 2);
      int line_y = y + 40 - static_cast<int>(lines.size() - 1) * 60;
      for (const auto& line : lines) {
        svg.text(left - 80, line_y, line,
                 {lines.size() > 1 ? 105 : 115, false, share.unknown, ink, Anchor::End});
        line_y += 120;
      }
      int end = left;
      if (!is_absent(share.value)) {
        end = along(number_of(share.value), greatest, left, right);
        svg.box(left, y - thickness / 2, end - left, thickness, share.unknown ? white : blue,
                {blue, 12, share.unknown ? "3 2" : ""});
      }
      auto label = shown(share.value, Place::Table);
      if (!is_absent(share.reference)) {
        const int mark = along(number_of(share.reference), greatest, left, right);
        svg.line(mark, y - 110, mark, y + 110, {white, 50, {}});
        svg.line(mark, y - 110, mark, y + 110, {ink, 24, {}});
        end = std::max(end, mark);
        label += " (referencia " + shown(share.reference, Place::Table) + ')';
      }
      svg.text(end + 80, y + 40, label, {115, share.unknown});
      y += row;
    }
    y += group_space;
  }
  return svg.finish(y - group_space - 100, message, description);
}

}  // namespace documents
