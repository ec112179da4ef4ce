// Chooses the drawing of a chart, and tells its data as a table and as a sentence.
#include "documents/chart.hpp"

#include "documents/chart_kinds.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

ChartTable table(const ColumnChart& chart) {
  ChartTable out{{"Mes", chart.programmed_name, chart.executed_name}, {}};
  for (const auto& pair : chart.pairs)
    out.lines.push_back({pair.label, {pair.programmed, pair.executed}});
  return out;
}

ChartTable table(const YearChart& chart) {
  ChartTable out{{"Año", "Meta", "Alcanzado"}, {}};
  if (!chart.counted_axis.empty()) out.heads.push_back(chart.counted_axis);
  for (const auto& year : chart.years) {
    out.lines.push_back({std::to_string(year.year), {year.goal, year.reached}});
    if (!chart.counted_axis.empty())
      out.lines.back().figures.push_back(year.counted.value_or(absent(Absent::NoAplica)));
  }
  if (chart.mark) {
    out.lines.push_back({chart.mark_label, {absent(Absent::NoAplica), *chart.mark}});
    if (!chart.counted_axis.empty()) out.lines.back().figures.push_back(absent(Absent::NoAplica));
  }
  return out;
}

ChartTable table(const BarChart& chart) {
  ChartTable out{{"", chart.value_name}, {}};
  if (!chart.goal_name.empty()) out.heads.push_back(chart.goal_name);
  for (const auto& bar : chart.bars) {
    out.lines.push_back({bar.label, {bar.value}});
    if (!chart.goal_name.empty())
      out.lines.back().figures.push_back(bar.goal.value_or(absent(Absent::NoAplica)));
  }
  return out;
}

ChartTable table(const StepChart& chart) {
  ChartTable out{{"Resultado"}, {}};
  if (!chart.steps.empty()) {
    out.heads.push_back(text::capitalized(chart.steps.back().goal_unit));
    out.heads.push_back(text::capitalized(chart.steps.back().second_unit));
  }
  for (const auto& step : chart.steps)
    out.lines.push_back({step.name + ", " + step.period, {step.goal, step.second}});
  return out;
}

ChartTable table(const GapChart& chart) {
  ChartTable out{{"", chart.round_name, chart.square_name}, {}};
  for (const auto& gap : chart.gaps) out.lines.push_back({gap.label, {gap.round, gap.square}});
  return out;
}

ChartTable table(const ShareChart& chart) {
  ChartTable out{{"", chart.value_name, chart.reference_name}, {}};
  for (const auto& group : chart.groups)
    for (const auto& share : group.shares)
      out.lines.push_back({group.name + ": " + share.label, {share.value, share.reference}});
  return out;
}

std::string sentence(const ChartTable& table) {
  std::string out;
  for (const auto& line : table.lines) {
    if (!out.empty()) out += "; ";
    out += line.label;
    for (std::size_t i = 0; i < line.figures.size(); ++i)
      out +=
          (i == 0 ? ": " : ", ") + table.heads[i + 1] + ' ' + shown(line.figures[i], Place::Table);
  }
  return out;
}

}  // namespace

std::string svg_of(const ChartData& data, std::string_view message) {
  const auto description = sentence(table_of(data));
  return std::visit([&](const auto& chart) { return draw(chart, message, description); }, data);
}

ChartTable table_of(const ChartData& data) {
  return std::visit([](const auto& chart) { return table(chart); }, data);
}

std::string direct_label(const Figure& figure, std::int64_t scale) {
  if (is_absent(figure)) return shown(figure, Place::Table);
  if (std::holds_alternative<Percent>(figure.value)) return shown(figure, Place::Table);
  const auto number = number_of(figure) / Ratio::whole(scale);
  const bool wide = number >= Ratio::whole(1000) || Ratio::whole(-1000) >= number;
  return text::decimal(number, scale == 1 || wide ? 0 : 1);
}

std::string axis_label(const Ratio& value) {
  for (int decimals = 0; decimals < 3; ++decimals) {
    Int128 power = 1;
    for (int i = 0; i < decimals; ++i) power *= 10;
    if ((value * Ratio::whole(power)).denominator() == 1) return text::decimal(value, decimals);
  }
  return text::decimal(value, 3);
}

}  // namespace documents
