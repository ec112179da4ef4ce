// The charts of pages, drawn twice: wide and narrow.
#include "web/kit/chart.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "base/text.hpp"
#include "documents/svg.hpp"
#include "text/format.hpp"
#include "web/kit/state.hpp"

namespace web {
namespace {

using documents::along;
using documents::Axis;
using documents::axis_over;
using documents::tenths;

// All lengths are tenths of a unit. Two drawings of each chart, so that letters keep their size.
struct Frame {
  bool wide;
  int width, height;  // Of the drawing.
  int left, right;    // Of the plot.
  int top, base;      // Top of the axis and its zero.
  std::string_view css() const { return wide ? "ancha" : "angosta"; }
};

// A pen that knows the classes of the style sheet.
class Pen {
 public:
  void text(int x, int y, std::string_view content, std::string_view css) {
    out_ +=
        html("<text x=\"{}\" y=\"{}\"{}>{}</text>", tenths(x), tenths(y), of_class(css), content);
  }
  void path(std::string_view d, std::string_view css) {
    out_ += html("<path{} d=\"{}\"/>", of_class(css), d);
  }
  void line(int x1, int y1, int x2, int y2, std::string_view css) {
    path("M" + tenths(x1) + ' ' + tenths(y1) + "L" + tenths(x2) + ' ' + tenths(y2), css);
  }
  void box(int x, int y, int width, int height, std::string_view css) {
    path("M" + tenths(x) + ' ' + tenths(y) + 'h' + tenths(width) + 'v' + tenths(height) + 'h' +
             tenths(-width) + 'z',
         css);
  }
  void dot(int x, int y, int radius, std::string_view css) {
    out_ += html("<circle{} cx=\"{}\" cy=\"{}\" r=\"{}\"/>", of_class(css), tenths(x), tenths(y),
                 tenths(radius));
  }
  void add(const Html& more) { out_ += more; }
  const Html& drawn() const { return out_; }

 private:
  static Html of_class(std::string_view css) {
    return css.empty() ? Html{} : html(" class=\"{}\"", css);
  }
  Html out_;
};

Html drawing(const Frame& frame, std::string_view id, std::string_view title, const Pen& pen,
             bool halo = true) {
  const auto title_id = std::string(id) + (frame.wide ? "-t" : "-ta");
  return html(
      "<svg class=\"{}{}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}\"><title "
      "id=\"{}\">{}</title>{}</svg>\n",
      frame.css(), halo ? " halo" : "", tenths(frame.width), tenths(frame.height), title_id,
      title_id, title, pen.drawn());
}

Html caption_of(std::string_view message, std::string_view note, const Html& stamps) {
  Html small;
  if (!note.empty() || !stamps.text.empty())
    small =
        html("<span>{}{}{}</span>", note, note.empty() || stamps.text.empty() ? "" : " ", stamps);
  return html("<figcaption>{}{}</figcaption>\n", message, small);
}

Html missing(Language language) { return html("—{}", hidden(tr(language, "sin dato"))); }

// The table of the data, opened by whoever wants it.
Html data_of(const ChartView& view) {
  const bool programmed = !view.programmed_name.empty();
  Html rows;
  const auto cell = [&](const std::optional<Ratio>& value, const std::string& text) {
    const auto shown = !text.empty() ? escaped(text)
                       : value       ? escaped(text::decimal(*value, 1))
                                     : missing(view.language);
    return html("<td class=\"num\">{}</td>", shown);
  };
  for (const auto& point : view.points) {
    rows += html("<tr><th scope=\"row\">{}</th>", point.label);
    if (programmed) rows += cell(point.programmed, point.programmed_text);
    rows += cell(point.executed, point.executed_text);
    rows += Html{"</tr>\n"};
  }
  Html head;
  if (programmed) head = html("<th scope=\"col\" class=\"num\">{}</th>", view.programmed_name);
  return html(
      "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">{}</span></summary><div "
      "class=\"govuk-details__text\"><table class=\"tabla\"><caption "
      "class=\"govuk-visually-hidden\">{}</caption><thead><tr><td></td>{}<th scope=\"col\" "
      "class=\"num\">{}</th></tr></thead>\n<tbody>\n{}</tbody></table></div></details>\n",
      tr(view.language, "Ver los datos"), view.message, head, view.executed_name, rows);
}

Html figure(const ChartView& view, const Html& drawings) {
  return html("<figure class=\"grafica\" id=\"{}\">{}{}{}{}</figure>\n", view.id,
              caption_of(view.message, view.note, view.stamps), drawings,
              view.remark.empty() ? Html{} : html("<p class=\"origen\">{}</p>\n", view.remark),
              data_of(view));
}

Axis axis_of(const ChartView& view) {
  Ratio greatest = Ratio::whole(0);
  for (const auto& point : view.points)
    for (const auto* value : {&point.programmed, &point.executed})
      if (*value) greatest = std::max(greatest, **value);
  if (greatest == Ratio{}) greatest = Ratio::whole(1);
  return axis_over(greatest);
}

// A step of an axis: whole numbers without decimals.
std::string axis_label(const Ratio& value) {
  return text::decimal(value, value.denominator() == 1 ? 0 : 1);
}

void grid(Pen& pen, const Frame& frame, const Axis& axis) {
  for (int i = 0; i <= axis.steps; ++i) {
    const auto value = axis.step * Ratio::whole(i);
    const int y = along(value, axis.full(), frame.base, frame.top);
    pen.line(frame.left, y, frame.right, y, i == 0 ? "g-0" : "g-r");
    pen.text(frame.left - 60, y + 40, axis_label(value), "t2 fin");
  }
}

std::string label_or(const std::string& text, const Ratio& value) {
  return text.empty() ? text::decimal(value, 1) : text;
}

Html line_drawing(const ChartView& view, const Frame& frame) {
  Pen pen;
  const auto axis = axis_of(view);
  grid(pen, frame, axis);
  const int count = static_cast<int>(view.points.size());
  const auto x_of = [&](int i) {
    return count < 2 ? frame.left : frame.left + (frame.right - frame.left) * i / (count - 1);
  };
  const auto y_of = [&](const Ratio& value) {
    return along(value, axis.full(), frame.base, frame.top);
  };
  const auto at = [&](int i) -> const ChartPoint& {
    return view.points[static_cast<std::size_t>(i)];
  };
  // A phone has room for four labels: first, last and what lies between them evenly.
  const int stride = frame.wide ? 1 : std::max(1, (count - 1 + 2) / 3);
  const auto labelled = [&](int i) { return i % stride == 0 || i == count - 1; };
  for (int i = 0; i < count; ++i)
    if (labelled(i) && (i == count - 1 || count - 1 - i >= stride || frame.wide))
      pen.text(x_of(i), frame.base + 220, at(i).label, "t2 mid");

  const auto trace = [&](const std::function<std::optional<Ratio>(int)>& value,
                         std::string_view css) {
    std::string d;
    bool pen_down = false;
    for (int i = 0; i < count; ++i) {
      const auto y = value(i);
      if (!y) {
        pen_down = false;
        continue;
      }
      d += pen_down ? " L" : d.empty() ? "M" : " M";
      d += tenths(x_of(i)) + ' ' + tenths(y_of(*y));
      pen_down = true;
    }
    if (!d.empty()) pen.path(d, css);
  };
  const auto programmed = [&](int i) { return at(i).programmed; };
  const auto executed = [&](int i) { return at(i).executed; };
  trace(programmed, "g-m");
  trace(executed, "g-e");
  int last = -1;
  for (int i = 0; i < count; ++i) {
    if (const auto value = at(i).programmed) {
      pen.dot(x_of(i), y_of(*value), frame.wide ? 40 : 30, "g-mp");
      if (labelled(i))
        pen.text(x_of(i) - (i == 0 ? 0 : 60), y_of(*value) - 100,
                 label_or(at(i).programmed_text, *value), i == 0 ? "tb mid" : "tb fin");
    }
    if (at(i).executed) last = i;
  }
  for (int i = 0; i < count; ++i)
    if (const auto value = at(i).executed)
      pen.dot(x_of(i), y_of(*value), frame.wide ? 45 : 35, "g-ep");
  if (!view.programmed_name.empty() && frame.wide && count > 3) {
    const int i = count * 7 / 10;
    if (const auto value = at(i).programmed)
      // Before the value that stands there; 75 is a bold digit, and as much again keeps them apart.
      pen.text(
          x_of(i) - 60 - 75 * static_cast<int>(1 + length(label_or(at(i).programmed_text, *value))),
          y_of(*value) - 100, view.programmed_name, "fin");
  }
  if (last >= 0) {
    const auto value = *at(last).executed;
    // To the right of the last point, below the line; at the right edge to its left.
    const bool edge = x_of(last) > frame.right - 1200;
    const int x = edge ? x_of(last) - 80 : x_of(last) + 70;
    const int y = std::min(y_of(value) + 180, frame.base - 60);
    pen.text(x, y, label_or(at(last).executed_text, value), edge ? "td fin" : "td");
    pen.text(x, std::min(y + 160, frame.base - 20), view.executed_name, edge ? "td fin" : "td");
  }
  return drawing(frame, view.id, view.message, pen);
}

Html column_drawing(const ChartView& view, const Frame& frame) {
  Pen pen;
  const auto axis = axis_of(view);
  grid(pen, frame, axis);
  const int count = std::max(1, static_cast<int>(view.points.size()));
  const int slot = (frame.right - frame.left) / count;
  const int width = slot * 72 / 100;
  for (int i = 0; i < static_cast<int>(view.points.size()); ++i) {
    const auto& point = view.points[static_cast<std::size_t>(i)];
    const int x = frame.left + slot * i + (slot - width) / 2;
    const int middle = x + width / 2;
    int highest = frame.base;
    if (point.executed) {
      const int y = along(*point.executed, axis.full(), frame.base, frame.top);
      pen.box(x, std::min(y, frame.base), width, std::max(y, frame.base) - std::min(y, frame.base),
              "g-b");
      highest = std::min(highest, y);
    }
    if (point.programmed) {
      const int y = along(*point.programmed, axis.full(), frame.base, frame.top);
      pen.path("M" + tenths(x) + ' ' + tenths(frame.base) + 'V' + tenths(y) + 'h' + tenths(width) +
                   'V' + tenths(frame.base),
               "g-o");
      highest = std::min(highest, y);
    }
    // On a phone the first letter of a month is enough; other labels keep what fits.
    std::string label = point.label;
    if (!frame.wide && count > 6 && length(label) > 1)
      label = label.substr(0, static_cast<unsigned char>(label.front()) >= 0xC0 ? 2 : 1);
    pen.text(middle, frame.base + 180, label, point.executed ? "tb mid" : "t2 mid");
    if (point.executed && frame.wide)
      pen.text(middle, highest - 60, label_or(point.executed_text, *point.executed), "td mid");
  }
  return drawing(frame, view.id, view.message, pen);
}

constexpr Frame line_wide{true, 6800, 3300, 340, 6640, 220, 3000};
constexpr Frame line_narrow{false, 3420, 2700, 340, 3200, 220, 2400};
constexpr Frame columns_wide{true, 6800, 2200, 300, 6800, 200, 1940};
constexpr Frame columns_narrow{false, 3420, 2200, 300, 3420, 200, 1940};
constexpr Frame quadrant_wide{true, 6800, 4200, 420, 6700, 200, 3700};
constexpr Frame quadrant_narrow{false, 3420, 3600, 340, 3340, 160, 3140};

struct Box {
  int left = 0, top = 0, right = 0, bottom = 0;
};

// Where a label may stand: its anchor, its class, and where it begins.
struct LabelPlace {
  int x = 0, y = 0;
  std::string_view css;
  int left = 0;
};

Html quadrant_drawing(const QuadrantView& view, const Frame& frame) {
  Pen pen;
  // The quadrants meet where the year stands; as much again is seen beyond.
  Ratio greatest = Ratio::whole(10);
  for (const auto& dot : view.dots) greatest = std::max({greatest, dot.x, dot.y});
  for (const auto& mark : {view.x_mark, view.y_mark})
    if (mark) greatest = std::max(greatest, *mark * Ratio{3, 2});
  const auto axis = axis_over(greatest);
  const auto half = axis.full() / Ratio::whole(2);
  const auto x_of = [&](const Ratio& v) { return along(v, axis.full(), frame.left, frame.right); };
  const auto y_of = [&](const Ratio& v) { return along(v, axis.full(), frame.base, frame.top); };
  grid(pen, frame, axis);
  const int x_mark = x_of(view.x_mark.value_or(half)), y_mark = y_of(view.y_mark.value_or(half));
  pen.line(x_mark, frame.top, x_mark, frame.base, "g-m");
  pen.line(frame.left, y_mark, frame.right, y_mark, "g-m");
  for (int i = 0; i <= axis.steps; ++i) {
    const auto value = axis.step * Ratio::whole(i);
    pen.text(x_of(value), frame.base + 160, axis_label(value),
             i == axis.steps ? "t2 fin" : "t2 mid");
  }
  pen.text(frame.right, frame.base + 330, view.x_name + " →", "t2 fin");
  pen.text(0, 110, "↑ " + view.y_name, "t2");
  if (frame.wide) {
    pen.text(frame.right - 40, frame.top + 140, tr(view.language, "Gasta y produce"), "t2 fin");
    pen.text(frame.left + 40, frame.top + 140, tr(view.language, "Produce con menos gasto"), "t2");
    pen.text(frame.right - 40, frame.base - 60, tr(view.language, "Gasta más de lo que produce"),
             "t2 fin");
    pen.text(frame.left + 40, frame.base - 60, tr(view.language, "Ni gasta ni produce"), "t2");
  }
  int number = 0;
  for (const auto& dot : view.dots) pen.dot(x_of(dot.x), y_of(dot.y), 50, "g-ep");
  std::vector<Box> taken;
  for (const auto& dot : view.dots) {
    const int x = x_of(dot.x), y = y_of(dot.y);
    taken.push_back({x - 50, y - 50, x + 50, y + 50});
  }
  for (const auto& dot : view.dots) {
    const int x = x_of(dot.x), y = y_of(dot.y);
    const auto label = frame.wide ? dot.label : std::to_string(++number);
    const int wide = 80 * static_cast<int>(length(label));
    // To the right where there is room, else to the left, above or below.
    const LabelPlace places[] = {{x + 90, y + 45, "tb", x + 90},
                                 {x - 90, y + 45, "tb fin", x - 90 - wide},
                                 {x, y - 90, "tb mid", x - wide / 2},
                                 {x, y + 190, "tb mid", x - wide / 2}};
    const auto* place = std::ranges::find_if(places, [&](const LabelPlace& one) {
      const Box box{one.left, one.y - 100, one.left + wide, one.y + 10};
      return box.right <= frame.right && std::ranges::none_of(taken, [&](const Box& other) {
               return box.left < other.right && other.left < box.right && box.top < other.bottom &&
                      other.top < box.bottom;
             });
    });
    if (place == std::end(places)) place = places;
    taken.push_back({place->left, place->y - 100, place->left + wide, place->y + 10});
    pen.text(place->x, place->y, label, place->css);
  }
  return drawing(frame, view.id, view.message, pen);
}

Html ruler_drawing(const RulerView& view, bool wide) {
  const int width = wide ? 5600 : 3420;
  constexpr int room = 360;  // That a year's label takes.
  Pen pen;
  const auto x_of = [&](const Ratio& value) {
    const auto inside = value < Ratio{} ? Ratio{} : value > view.full ? view.full : value;
    return along(inside, view.full, 0, width);
  };
  pen.box(0, 260, width, 200, "g-v");
  const int end = view.done ? x_of(*view.done) : 0;
  if (end > 0) pen.box(0, 260, end, 200, "g-b");
  int current = -1, free_from = -10'000;
  for (const auto& tick : view.ticks)
    if (tick.current) current = x_of(tick.at);
  const auto last = view.ticks.empty() ? 0 : x_of(view.ticks.back().at);
  for (std::size_t i = 0; i < view.ticks.size(); ++i) {
    const auto& tick = view.ticks[i];
    const int x = x_of(tick.at);
    const bool is_last = i + 1 == view.ticks.size();
    const bool near = !tick.current && ((current >= 0 && std::abs(x - current) < room) ||
                                        (!is_last && (x - free_from < room || last - x < room)));
    if (tick.current)
      pen.line(x, 200, x, 520, "g-k");
    else
      pen.line(std::min(x, width - 8), 260, std::min(x, width - 8), 460, x < end ? "g-w" : "g-o");
    if (!near) {
      const bool at_end = x > width - 180, at_start = x < 180;
      pen.text(x, 660, tick.label,
               std::string(tick.current ? "tb" : "t2") + (at_end     ? " fin"
                                                          : at_start ? ""
                                                                     : " mid"));
      free_from = x;
    }
    if (tick.current)
      pen.text(x, 150, view.mark_label, x > width - 600 ? "tb fin" : x < 600 ? "tb" : "tb mid");
  }
  return drawing({wide, width, 740, 0, 0, 0, 0}, view.id, view.message, pen, false);
}

Html step_drawing(const StepView& view, bool wide) {
  Pen pen;
  const int count = std::max(1, static_cast<int>(view.steps.size()));
  const int height = wide ? 1500 : 1040 * count - 200;
  const int between = 460;
  const int width = wide ? (12'000 - between * (count - 1)) / count : 3420;
  for (int i = 0; i < static_cast<int>(view.steps.size()); ++i) {
    const auto& step = view.steps[static_cast<std::size_t>(i)];
    const bool last = i + 1 == count;
    const int x = wide ? (width + between) * i : 0;
    const int tall = wide ? 960 + 220 * i * 2 / std::max(1, count - 1) : 820;
    const int y = wide ? height - 8 - tall : 1040 * i + 8;
    pen.add(html("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                 last ? "g-fh" : "g-s", tenths(x + 8), tenths(y), tenths(width - 16),
                 tenths(tall)));
    const std::string_view strong = last ? "tx" : "tb", quiet = last ? "ty" : "t2";
    const std::string big = std::string(strong) + " gr";
    if (wide) {
      pen.text(x + 140, y + 228, step.name, strong);
      pen.text(x + 140, y + 398, step.period, quiet);
      pen.text(x + 140, y + 648, step.value, big);
      pen.text(x + 140, y + 828, step.remark, quiet);
    } else {
      pen.text(140, y + 213, step.name + " · " + step.period, strong);
      pen.text(140, y + 473, step.value, big);
      pen.text(140, y + 673, step.remark, quiet);
    }
    if (last) break;
    if (wide) {
      const int from = x + width + 67;
      pen.path("M" + tenths(from) + " 110h" + tenths(280), "g-fl");
      pen.path("M" + tenths(from + 260) + " 104l10 6-10 6z", "g-fh");
    } else {
      pen.path("M164 " + tenths(y + 868) + "h14l-7 11z", "g-fh");
    }
  }
  return drawing({wide, wide ? 12'000 : 3420, height, 0, 0, 0, 0}, view.id, view.message, pen,
                 false);
}

}  // namespace

Html line_chart(const ChartView& view) {
  Html both = line_drawing(view, line_wide);
  return figure(view, both += line_drawing(view, line_narrow));
}

Html column_chart(const ChartView& view) {
  Html both = column_drawing(view, columns_wide);
  return figure(view, both += column_drawing(view, columns_narrow));
}

Html bullet_chart(const ChartView& view) {
  Html bars;
  for (const auto& point : view.points) {
    const auto done = point.executed.value_or(Ratio{});
    std::string label = point.executed
                            ? view.executed_name + ' ' + label_or(point.executed_text, done)
                            : tr(view.language, "sin dato");
    if (point.programmed)
      label +=
          "; " + view.programmed_name + ' ' + label_or(point.programmed_text, *point.programmed);
    bars += html(
        "<div><dt{}>{}</dt><dd>{}<span class=\"num\">{}</span></dd></div>\n",
        Html{view.language == Language::Spanish ? "" : " lang=\"es\""}, point.label,
        progress_bar(done, point.programmed, label),
        point.executed ? escaped(label_or(point.executed_text, done)) : missing(view.language));
  }
  return html("<figure class=\"grafica\" id=\"{}\">{}<dl class=\"barras\">\n{}</dl>\n{}</figure>\n",
              view.id, caption_of(view.message, view.note, view.stamps), bars,
              view.remark.empty() ? Html{} : html("<p class=\"origen\">{}</p>\n", view.remark));
}

Html quadrant_chart(const QuadrantView& view) {
  Html rows;
  int number = 0;
  for (const auto& dot : view.dots)
    rows += html(
        "<tr><td class=\"num\">{}</td><th scope=\"row\">{}</th><td class=\"num\">{}</td><td "
        "class=\"num\">{}</td></tr>\n",
        ++number, dot.label, text::decimal(dot.x, 1), text::decimal(dot.y, 1));
  Html both = quadrant_drawing(view, quadrant_wide);
  both += quadrant_drawing(view, quadrant_narrow);
  return html(
      "<figure class=\"grafica\" id=\"{}\">{}{}<details class=\"govuk-details\"><summary "
      "class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">{}</span></summary><div "
      "class=\"govuk-details__text\"><table class=\"tabla\"><caption "
      "class=\"govuk-visually-hidden\">{}</caption><thead><tr><th scope=\"col\" "
      "class=\"num\">N.º</th><td></td><th scope=\"col\" class=\"num\">{}</th><th scope=\"col\" "
      "class=\"num\">{}</th></tr></thead>\n<tbody>\n{}</tbody></table></div></details>\n</"
      "figure>\n",
      view.id, caption_of(view.message, view.x_name + " × " + view.y_name, {}), both,
      tr(view.language, "Ver los datos"), view.message, view.x_name, view.y_name, rows);
}

Html ruler_chart(const RulerView& view) {
  Html both = ruler_drawing(view, true);
  both += ruler_drawing(view, false);
  return html("<figure class=\"grafica\" id=\"{}\">{}</figure>\n", view.id, both);
}

Html step_chart(const StepView& view) {
  Html both = step_drawing(view, true);
  both += step_drawing(view, false);
  return html(
      "<figure class=\"grafica cad\" id=\"{}\"><figcaption "
      "class=\"govuk-visually-hidden\">{}</figcaption>{}</figure>\n",
      view.id, view.message, both);
}

}  // namespace web
