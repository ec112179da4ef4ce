// What the boards of execution share: the month that the address asks for, small bars, lights, and
// the chart of the year's course. No page of its own.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "queries/live_execution.hpp"
#include "web/kit/chart.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"

namespace web {

using LivePointer = std::shared_ptr<const queries::LiveExecution>;

// January to the month, live; the same for everybody until somebody changes the data.
Result<LivePointer> live_at(Visit&, Month);

// The month of ?anio=2026&mes=5; else the one that boards open with; nothing where there is no plan
// and no budget.
Result<std::optional<Month>> asked_month(Visit&);

// "?anio=2026&mes=4" for links that stay in the month.
std::string month_query(Month);

// The form that chooses year and month, with what else the page filters by between them.
Html month_filter(Visit&, std::string_view action, Month, const Html& more = {});

// A small bar for the cell of a table: solid is done, the mark is programmed to date; points.
Html mini_bar(const std::optional<Ratio>& done, const std::optional<Ratio>& programmed);
// The bar of a figure of the strip, with its sentence for screen readers.
Html wide_bar(const std::optional<Ratio>& done, const std::optional<Ratio>& programmed,
              std::string_view sentence);

// "33.8" and "+8.1 puntos", "sin dato" where there is none.
std::string in_points(const std::optional<Ratio>&);
std::string change_in_points(const std::optional<Ratio>& now, const std::optional<Ratio>& before);

Html light_of(const evaluation::Signal&);  // "Aún no vence" and the like are the caller's.
CellValue percent_cell(const evaluation::Figure&);
CellValue percent_cell(const std::optional<Ratio>&);
// Why a figure has no value, as a sentence.
std::string why_not(const evaluation::Figure&);

// Twelve months of three courses: dashed programmed, dots financial, squares physical.
struct CourseView {
  std::string id, message, note;
  std::array<queries::CoursePoint, 12> points;
  std::string programmed_name = "Programado";
};
Html course_chart(const CourseView&);

// The table behind a chart, opened by "Ver los datos".
Html data_details(const Html& table_rows, const std::vector<std::string>& heads);

// The stamps of a board: preliminar until every month is closed, illustrative data, "Datos al …".
Html board_stamps(const queries::LiveExecution&, std::string_view as_of = {});

// The notes that units gave for a subproducto, the newest first: what it is behind for.
struct GivenCause {
  std::string unit;
  Month month;
  std::string text;
};
std::vector<GivenCause> causes_of(const queries::LiveExecution&, std::string_view subproducto);

// The product that a subproducto belongs to, and the financial line of that product; null where
// there is none.
const queries::FinancialLine* activity_of(const queries::Evaluation&, std::string_view category);

// "Sin plan ni presupuesto": what a board says before anything was loaded.
Result<Response> nothing_loaded(Visit&, std::string_view heading, Area);

std::string product_address(std::string_view product, Month);
std::string unit_month_address(std::string_view unit, Month);  // I9 of a unit.

}  // namespace web
