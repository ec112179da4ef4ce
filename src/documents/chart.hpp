// The charts of a document: their data as figures, and the one SVG that page, PDF and DOCX show.
// Six kinds and no more; each from a zero baseline, labelled directly, told apart without colour.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "documents/figure.hpp"

namespace documents {

// Pairs of columns, month by month: programmed as an outline, executed solid. `scale` divides the
// values (1,000,000 for "Millones de quetzales").
struct ColumnChart {
  std::string axis;  // "Millones de quetzales"
  std::string programmed_name, executed_name;
  std::int64_t scale = 1;
  struct Pair {
    std::string label;  // "ene"
    Figure programmed, executed;
  };
  std::vector<Pair> pairs;
  std::string pending;  // Under the pairs without execution at the end: "mayo a diciembre: …"
};

// Years along the bottom: a goal (dashed, every value written), what was reached (solid), a mark
// between years for the current cut, and optionally a second panel of goals counted by year.
struct YearChart {
  std::string axis;  // "Personas migrantes atendidas, % acumulado de 1,347,953"
  int current = 0;   // The year that is emphasised; 0 for none.
  struct Year {
    int year = 0;
    Figure goal;
    Figure reached;
    std::optional<Figure> counted;
  };
  std::vector<Year> years;
  std::optional<Figure> mark;
  int mark_year = 0, mark_month = 0;  // The mark stands after this month of this year.
  std::string mark_label;
  std::string counted_axis;  // Title of the second panel; "" for none.
};

// One bar a row, with an outlined goal behind it where there is one.
struct BarChart {
  std::string axis;
  std::string value_name, goal_name;  // goal_name "" for none.
  struct Bar {
    std::string label;
    Figure value;
    std::optional<Figure> goal;
    std::string note;
  };
  std::vector<Bar> bars;
};

// The results chain: the programmes on top, then one step a result, each higher than the one
// before.
struct StepChart {
  struct Programme {
    std::string code, name;
  };
  std::vector<Programme> programmes;
  struct Step {
    std::string name, period;
    Figure goal;
    std::string goal_unit;
    Figure second;
    std::string second_unit;
  };
  std::vector<Step> steps;
  std::string remark;
};

// Two marks a row and the distance between them.
struct GapChart {
  std::string axis;                     // "% del año"
  std::string round_name, square_name;  // "físico", "financiero"
  struct Gap {
    std::string label;
    Figure round, square;
    std::string note;  // Instead of the marks: "no programado en el período"
  };
  std::vector<Gap> gaps;
};

// Groups of bars of shares, with a mark of reference; what was not disaggregated is dashed.
struct ShareChart {
  std::string value_name, reference_name, unknown_name;
  struct Share {
    std::string label;
    Figure value;
    Figure reference;
    bool unknown = false;
  };
  struct Group {
    std::string name;
    std::vector<Share> shares;
  };
  std::vector<Group> groups;
};

using ChartData = std::variant<ColumnChart, YearChart, BarChart, StepChart, GapChart, ShareChart>;

// The chart as SVG of 624 units width, self-contained, <title> = the message.
std::string svg_of(const ChartData&, std::string_view message);

// The figures of a chart as the table that anybody may ask for: heads and rows of equal length.
struct ChartTable {
  std::vector<std::string> heads;
  struct Line {
    std::string label;
    std::vector<Figure> figures;
  };
  std::vector<Line> lines;
};
ChartTable table_of(const ChartData&);

}  // namespace documents
