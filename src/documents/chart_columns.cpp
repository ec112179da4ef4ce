// Programmed and executed by month, in pairs of columns.
#include <algorithm>

#include "documents/chart_kinds.hpp"

namespace documents {
namespace {

constexpr int left = 340, right = 6200, top = 400, base = 2120, height = 2500;
constexpr int column_width = 190, gap = 15;

Ratio greatest_of(const ColumnChart& chart) {
  Ratio greatest;
  for (const auto& pair : chart.pairs)
    for (const auto* figure : {&pair.programmed, &pair.executed})
      if (!is_absent(*figure)) greatest = std::max(greatest, number_of(*figure));
  return greatest / Ratio::whole(chart.scale);
}

// A column with its value on top. Negative amounts stand below the base line.
void column(Svg& svg, int x, const Figure& figure, const ColumnChart& chart, const Axis& axis,
            bool solid, int label_shift) {
  if (is_absent(figure)) return;
  const auto number = number_of(figure) / Ratio::whole(chart.scale);
  const int end = along(number, axis.full(), base, top);
  svg.box(x, std::min(base, end), column_width, std::max(base, end) - std::min(base, end),
          solid ? blue : white, solid ? none : outline);
  svg.text(x + column_width / 2 + label_shift, std::min(base, end) - 50,
           direct_label(figure, chart.scale),
           {105, solid, false, solid ? ink : grey, Anchor::Middle});
}

}  // namespace

std::string draw(const ColumnChart& chart, std::string_view message, std::string_view description) {
  Svg svg;
  const auto axis = axis_over(greatest_of(chart));
  for (int i = 0; i <= axis.steps; ++i) {
    const auto value = axis.step * Ratio::whole(i);
    const int y = along(value, axis.full(), base, top);
    svg.line(left, y, right, y, {i == 0 ? blue : mist, 10, {}});
    svg.text(left - 60, y + 40, axis_label(value), {105, false, false, grey, Anchor::End});
  }

  svg.text(0, 120, chart.axis, small_letter);
  svg.box(3300, 30, 140, 110, white, outline);
  svg.text(3490, 130, chart.programmed_name);
  svg.box(4600, 30, 140, 110, blue, none);
  svg.text(4790, 130, chart.executed_name);

  const int count = std::max<int>(1, static_cast<int>(chart.pairs.size()));
  const int slot = (right - left - 60) / count;
  const auto pending = [](const ColumnChart::Pair& pair) {
    const auto* why = std::get_if<Absent>(&pair.executed.value);
    return why != nullptr && *why == Absent::NoAplica;
  };
  int first_pending = count;
  while (first_pending > 0 && !chart.pairs.empty() &&
         pending(chart.pairs[static_cast<std::size_t>(first_pending) - 1]))
    --first_pending;

  for (int i = 0; i < static_cast<int>(chart.pairs.size()); ++i) {
    const auto& pair = chart.pairs[static_cast<std::size_t>(i)];
    const int centre = left + 60 + slot * i + slot / 2;
    const bool alone = i >= first_pending;
    column(svg, alone ? centre - column_width / 2 : centre - column_width - gap / 2,
           pair.programmed, chart, axis, false, alone ? 0 : -25);
    if (!alone) column(svg, centre + gap / 2 + 1, pair.executed, chart, axis, true, 25);
    if (!alone && is_absent(pair.executed))
      svg.text(centre + gap, base - 50, shown(pair.executed, Place::Table),
               {90, false, true, grey, Anchor::Start});
    svg.text(centre, base + 150, pair.label, {115, !alone, false, ink, Anchor::Middle});
  }
  if (first_pending > 0 && first_pending < count) {
    const int x = left + 60 + slot * first_pending;
    svg.line(x, top - 100, x, height - 40, {"#6E7C88", 10, "3 3"});
    svg.text(x + 50, base + 320, chart.pending, small_letter);
  }
  return svg.finish(height, message, description);
}

}  // namespace documents
