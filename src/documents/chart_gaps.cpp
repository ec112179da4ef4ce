// Two marks a row and the line between them: physical against financial progress.
#include <algorithm>

#include "documents/chart_kinds.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

constexpr int left = 2060, right = 5200, first = 420, row = 310, half_square = 52;

// "+12.3 p. p.", with the minus sign of typography.
std::string difference(const Ratio& points) {
  const bool below = points < Ratio{};
  const auto size = below ? Ratio{} - points : points;
  return (below ? "−" : "+") + text::decimal(size, 1) + " p. p.";
}

}  // namespace

std::string draw(const GapChart& chart, std::string_view message, std::string_view description) {
  Svg svg;
  Ratio greatest;
  Ratio widest;
  const auto gap_of = [](const GapChart::Gap& gap) {
    const auto distance = number_of(gap.round) - number_of(gap.square);
    return distance < Ratio{} ? Ratio{} - distance : distance;
  };
  const auto complete = [](const GapChart::Gap& gap) {
    return !is_absent(gap.round) && !is_absent(gap.square);
  };
  for (const auto& gap : chart.gaps) {
    for (const auto* figure : {&gap.round, &gap.square})
      if (!is_absent(*figure)) greatest = std::max(greatest, number_of(*figure));
    if (complete(gap)) widest = std::max(widest, gap_of(gap));
  }
  const auto axis = axis_over(greatest);
  const int end = first + row * std::max(1, static_cast<int>(chart.gaps.size())) - row + 150;

  svg.text(0, 120, chart.axis, small_letter);
  svg.dot(3300, 90, 55, blue, none);
  svg.text(3410, 130, chart.round_name);
  svg.box(3970, 35, 105, 105, white, {blue, 16, {}});
  svg.text(4130, 130, chart.square_name);
  for (int i = 0; i <= axis.steps; ++i) {
    const auto value = axis.step * Ratio::whole(i);
    const int x = along(value, axis.full(), left, right);
    svg.line(x, 260, x, end, {i == 0 ? blue : mist, 10, {}});
    svg.text(x, end + 150, axis_label(value), {105, false, false, grey, Anchor::Middle});
  }

  int y = first;
  for (const auto& gap : chart.gaps) {
    const bool worst = complete(gap) && gap_of(gap) == widest;
    const auto lines = wrapped(gap.label, 115, left - 140, 2);
    int line_y = y + 40 - static_cast<int>(lines.size() - 1) * 68;
    for (const auto& line : lines) {
      svg.text(0, line_y, line, {115, worst});
      line_y += 135;
    }
    if (complete(gap)) {
      const int round = along(number_of(gap.round), axis.full(), left, right);
      const int square = along(number_of(gap.square), axis.full(), left, right);
      svg.line(round, y, square, y, {blue, 20, {}});
      svg.box(square - half_square, y - half_square, 2 * half_square, 2 * half_square, white,
              {blue, 16, {}});
      svg.dot(round, y, 56, blue, none);
      const bool square_first = square <= round;
      const auto label = [&](int x, const Figure& figure, bool before) {
        svg.text(before ? x - 100 : x + 100, y + 40, text::decimal(number_of(figure), 1),
                 {115, false, false, ink, before ? Anchor::End : Anchor::Start});
      };
      label(square, gap.square, square_first);
      label(round, gap.round, !square_first);
      svg.text(chart_width, y + 40, difference(number_of(gap.round) - number_of(gap.square)),
               {115, worst, false, ink, Anchor::End});
    } else {
      svg.text(left + 80, y + 40, gap.note, {115, false, false, grey, Anchor::Start});
    }
    y += row;
  }
  return svg.finish(end + 240, message, description);
}

}  // namespace documents
