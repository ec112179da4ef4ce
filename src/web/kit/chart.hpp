// Charts of pages: SVG with the classes of the style sheet, drawn once wide and once narrow, with
// the message as title and as a visible sentence, and the data as a table behind "Ver los datos".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/values/ratio.hpp"
#include "web/kit/page.hpp"

namespace web {

struct ChartPoint {
  std::string label;  // "2026", "ene"
  std::optional<Ratio> programmed, executed;
  std::string programmed_text, executed_text;  // As people read them.
};
struct ChartView {
  std::string id;
  std::string message;  // A sentence.
  std::string unit;     // Axis.
  std::string programmed_name, executed_name;
  std::vector<ChartPoint> points;
  std::string remark = {};  // "proyección" …
  std::string note = {};    // Small line under the message: unit, period, what dash and line mean.
  Html stamps = {};         // After the note: "Datos ilustrativos".
  Language language = Language::Spanish;
};
Html line_chart(const ChartView&);    // Goals dashed, reached solid, zero baseline.
Html column_chart(const ChartView&);  // Months: programmed outline, executed solid.
Html bullet_chart(const ChartView&);  // One bar a point, with its mark.

// Two series in per cent for each point, e.g. físico × financiero by product, with quadrants named.
struct QuadrantView {
  std::string id, message, x_name, y_name;
  struct Dot {
    std::string label;
    Ratio x, y;
  };
  std::vector<Dot> dots;
  std::optional<Ratio> x_mark = {}, y_mark = {};  // Where the quadrants meet: what was programmed.
  Language language = Language::Spanish;
};
Html quadrant_chart(const QuadrantView&);

// A ruler from zero to a final goal: the bar is what was reached, a tick stands at the goal of each
// year, and the mark at the goal of the current one.
struct RulerView {
  std::string id, message;
  Ratio full;
  std::optional<Ratio> done;
  struct Tick {
    std::string label;
    Ratio at;
    bool current = false;
  };
  std::vector<Tick> ticks;
  std::string mark_label;  // "Meta 2026: 51 %"
};
Html ruler_chart(const RulerView&);

// The results chain: one step a result, each higher than the one before, the last filled.
struct StepView {
  std::string id, message;
  struct Step {
    std::string name, period, value, remark;
  };
  std::vector<Step> steps;  // At most four.
  Language language = Language::Spanish;
};
Html step_chart(const StepView&);

}  // namespace web
