// One drawing function for each kind of chart; chart.cpp chooses among them.
#pragma once

#include <string>
#include <string_view>

#include "documents/chart.hpp"
#include "documents/svg.hpp"

namespace documents {

// `description` is the data as a sentence, for those who cannot see the drawing.
std::string draw(const ColumnChart&, std::string_view message, std::string_view description);
std::string draw(const YearChart&, std::string_view message, std::string_view description);
std::string draw(const BarChart&, std::string_view message, std::string_view description);
std::string draw(const StepChart&, std::string_view message, std::string_view description);
std::string draw(const GapChart&, std::string_view message, std::string_view description);
std::string draw(const ShareChart&, std::string_view message, std::string_view description);

inline constexpr Letter small_letter{105, false, false, grey, Anchor::Start};
inline constexpr Stroke outline{blue, 12, {}};
inline constexpr Stroke none{blue, 0, {}};

// A value as a direct label: divided by `scale`, one decimal where that leaves fewer than three
// digits before the point, none otherwise.
std::string direct_label(const Figure&, std::int64_t scale);

// The step of an axis as it is written beside its line.
std::string axis_label(const Ratio&);

}  // namespace documents
