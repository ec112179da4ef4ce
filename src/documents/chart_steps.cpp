// The results chain: programmes, and the steps that their results climb.
#include "documents/chart_kinds.hpp"

namespace documents {
namespace {

constexpr int programme_height = 540, bottom = 2080, rise = 130, first_step_height = 1100;
constexpr int space = 240;  // Between steps, for the arrow.

struct Dress {
  std::string_view surface, letters;
};
constexpr Dress dresses[] = {{white, ink}, {haze, ink}, {blue, white}};

}  // namespace

std::string draw(const StepChart& chart, std::string_view message, std::string_view description) {
  Svg svg;
  const int programmes = static_cast<int>(chart.programmes.size());
  const int steps = static_cast<int>(chart.steps.size());
  if (programmes == 0 || steps == 0) return svg.finish(200, message, description);

  const int programme_width = chart_width / programmes;
  svg.box(5, 5, chart_width - 10, programme_height, white, {"#6E7C88", 10, {}});
  for (int i = 0; i < programmes; ++i) {
    const auto& programme = chart.programmes[static_cast<std::size_t>(i)];
    const int x = programme_width * i;
    if (i > 0) svg.line(x, 5, x, programme_height, {"#6E7C88", 10, {}});
    svg.text(x + 120, 185, programme.code, {110, false, false, grey, Anchor::Start});
    const auto lines = wrapped(programme.name, 118, programme_width - 200, 2);
    for (std::size_t line = 0; line < lines.size(); ++line)
      svg.text(x + 120, (lines.size() == 1 ? 400 : 335) + static_cast<int>(line) * 140, lines[line],
               {lines.size() == 1 ? 120 : 115, true});
  }

  const int step_width = (chart_width - space * (steps - 1)) / steps;
  const int first_top = bottom - first_step_height;
  svg.line(chart_width / 2, programme_height + 5, chart_width / 2, 640, {blue, 15, {}});
  svg.line(step_width / 2, 640, chart_width / 2, 640, {blue, 15, {}});
  svg.line(step_width / 2, 640, step_width / 2, first_top - 80, {blue, 15, {}});
  svg.arrow_down(step_width / 2, first_top - 5);

  for (int i = 0; i < steps; ++i) {
    const auto& step = chart.steps[static_cast<std::size_t>(i)];
    const auto& dress = dresses[i == steps - 1 ? 2 : i == 0 ? 0 : 1];
    const int x = (step_width + space) * i, top = first_top - rise * i;
    svg.box(x + 6, top, step_width - 12, bottom - top, dress.surface, {blue, 13, {}});
    const auto line = [&](int down, std::string_view content, int size, bool bold) {
      svg.text(x + 120, top + down, content, {size, bold, false, dress.letters, Anchor::Start});
    };
    line(210, step.name, 130, true);
    line(360, step.period, 110, false);
    line(620, shown(step.goal, Place::Table), 200, true);
    line(760, step.goal_unit, 115, false);
    line(970, shown(step.second, Place::Table) + ' ' + step.second_unit, 120, true);
    if (i + 1 < steps) {
      const int y = bottom - 480;
      svg.line(x + step_width + 20, y, x + step_width + space - 90, y, {blue, 16, {}});
      svg.arrow_right(x + step_width + space - 15, y);
    }
  }
  svg.text(0, bottom + 170, chart.remark, small_letter);
  return svg.finish(bottom + 200, message, description);
}

}  // namespace documents
