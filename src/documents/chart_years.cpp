// Goals by year and what was reached of them.
#include <algorithm>

#include "documents/chart_kinds.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

constexpr int left = 400, right = 6000, top = 220, base = 1780;
constexpr int first_year_x = 600, last_year_x = 5800;
constexpr int count_base = 2530, count_height = 240, bar_width = 270;

struct Frame {
  Axis axis;
  int first = 0, last = 0;  // Years.

  // Months count from the end of the year before: month 0 of 2026 is December of 2025.
  int x(int year, int month) const {
    const int months = (last - first) * 12;
    if (months == 0) return (first_year_x + last_year_x) / 2;
    const int at = (year - first) * 12 + month - 12;
    return first_year_x + (last_year_x - first_year_x) * at / months;
  }
  int y(const Figure& figure) const { return along(number_of(figure), axis.full(), base, top); }
};

Frame frame_of(const YearChart& chart) {
  Ratio greatest;
  bool percent = true;
  const auto see = [&](const Figure& figure) {
    if (is_absent(figure)) return;
    percent = percent && std::holds_alternative<Percent>(figure.value);
    greatest = std::max(greatest, number_of(figure));
  };
  for (const auto& year : chart.years) see(year.goal), see(year.reached);
  if (chart.mark) see(*chart.mark);
  Frame frame;
  // A share of a whole has its axis up to the whole.
  frame.axis = percent && greatest <= Ratio::whole(100) && greatest > Ratio::whole(50)
                   ? Axis{Ratio::whole(25), 4}
                   : axis_over(greatest);
  if (!chart.years.empty()) {
    frame.first = chart.years.front().year;
    frame.last = chart.years.back().year;
  }
  return frame;
}

using Series = std::vector<std::pair<int, int>>;

// The points of a series, in pieces where a year is missing.
std::vector<Series> pieces(const YearChart& chart, const Frame& frame,
                           Figure YearChart::Year::*series) {
  std::vector<Series> out{{}};
  for (const auto& year : chart.years) {
    if (is_absent(year.*series)) {
      if (!out.back().empty()) out.emplace_back();
      continue;
    }
    out.back().emplace_back(frame.x(year.year, 12), frame.y(year.*series));
  }
  return out;
}

void year_label(Svg& svg, const Frame& frame, int year, int y, bool current) {
  svg.text(frame.x(year, 12), y, std::to_string(year), {115, current, false, ink, Anchor::Middle});
  if (current)
    svg.text(frame.x(year, 12), y + 150, "año en curso", {105, false, false, grey, Anchor::Middle});
}

}  // namespace

std::string draw(const YearChart& chart, std::string_view message, std::string_view description) {
  Svg svg;
  const auto frame = frame_of(chart);
  for (int i = 0; i <= frame.axis.steps; ++i) {
    const auto value = frame.axis.step * Ratio::whole(i);
    const int y = along(value, frame.axis.full(), base, top);
    svg.line(left, y, right, y, {i == 0 ? blue : mist, 10, {}});
    svg.text(left - 60, y + 40, axis_label(value), {105, false, false, grey, Anchor::End});
  }
  svg.text(0, 100, chart.axis, {115, true});

  bool any_reached = false;
  for (const auto& year : chart.years) any_reached = any_reached || !is_absent(year.reached);

  for (const auto& piece : pieces(chart, frame, &YearChart::Year::goal))
    if (piece.size() > 1) svg.path_line(piece, {blue, 20, "6 4"});
  for (const auto& piece : pieces(chart, frame, &YearChart::Year::reached))
    if (piece.size() > 1) svg.path_line(piece, {blue, 26, {}});

  for (const auto& year : chart.years) {
    const bool current = year.year == chart.current;
    if (!is_absent(year.goal)) {
      const int x = frame.x(year.year, 12), y = frame.y(year.goal);
      svg.dot(x, y, current ? 46 : 34, white, {blue, 20, {}});
      const bool first = year.year == frame.first;
      svg.text(first ? x + 20 : x - 60, y - 80, direct_label(year.goal, 1),
               {115, current, false, ink, first ? Anchor::Start : Anchor::End});
    }
    if (!is_absent(year.reached)) {
      const int x = frame.x(year.year, 12), y = frame.y(year.reached);
      svg.dot(x, y, 38, blue, none);
      svg.text(x + 50, y + 150, direct_label(year.reached, 1), {105, true});
    }
  }

  if (chart.mark && !is_absent(*chart.mark)) {
    const int x = frame.x(chart.mark_year, chart.mark_month), y = frame.y(*chart.mark);
    const bool to_left = x > 4200;
    const int from = to_left ? x - 60 : x + 60, end = to_left ? x - 420 : x + 420;
    const int label_y = std::min(y + 270, base - 60);
    svg.line(from, y + 40, end, label_y - 40, {ink, 10, {}});
    svg.diamond(x, y, 60, white, {blue, 18, {}});
    svg.text(to_left ? end - 40 : end + 40, label_y, chart.mark_label,
             {115, true, false, ink, to_left ? Anchor::End : Anchor::Start});
  }

  // What the two lines are, where both are there: with one, the title says it.
  if (any_reached) {
    svg.line(3400, 70, 3700, 70, {blue, 20, "6 4"});
    svg.dot(3550, 70, 34, white, {blue, 20, {}});
    svg.text(3760, 110, "meta");
    svg.line(4300, 70, 4600, 70, {blue, 26, {}});
    svg.dot(4450, 70, 38, blue, none);
    svg.text(4660, 110, "alcanzado");
  }

  if (chart.counted_axis.empty()) {
    for (const auto& year : chart.years)
      year_label(svg, frame, year.year, base + 160, year.year == chart.current);
    return svg.finish(base + 340, message, description);
  }

  Ratio most;
  for (const auto& year : chart.years)
    if (year.counted && !is_absent(*year.counted)) most = std::max(most, number_of(*year.counted));
  svg.text(0, 2030, chart.counted_axis, {115, true});
  for (const auto& year : chart.years) {
    const bool current = year.year == chart.current;
    const int x = frame.x(year.year, 12);
    year_label(svg, frame, year.year, count_base + 150, current);
    if (!year.counted || is_absent(*year.counted)) continue;
    const int up = along(number_of(*year.counted), most, 0, count_height);
    svg.box(x - bar_width / 2, count_base - up, bar_width, up, current ? white : blue,
            current ? Stroke{blue, 16, {}} : none);
    svg.text(x, count_base - up - 50, direct_label(*year.counted, 1),
             {115, current, false, ink, Anchor::Middle});
  }
  svg.line(left, count_base, right, count_base, {blue, 10, {}});
  return svg.finish(count_base + 340, message, description);
}

}  // namespace documents
