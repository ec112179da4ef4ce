// The executive board on one sheet of paper: its five figures, the course of the year, what asks
// for a decision, and the subproductos most behind. Says what the page of the board says, with the
// page's own sentences; decides nothing.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "documents/document.hpp"
#include "domain/evaluation/traffic_light.hpp"
#include "queries/live_execution.hpp"
#include "queries/report_frame.hpp"

namespace documents {

struct BoardSheet {
  queries::InstitutionData institution;
  Month month;   // January to this month.
  Date made_on;  // Of Guatemala.
  bool illustrative = false;
  std::string lead;    // "Enero a abril de 2026, frente a lo programado a la fecha."
  std::string source;  // Of the money; "" where none was loaded.

  struct Figure {
    std::string name, value, remark;
    std::optional<evaluation::Light> light;  // Nothing: `state` says it in words.
    std::string state;
  };
  std::vector<Figure> figures;

  std::string course_message;
  std::array<queries::CoursePoint, 12> course;

  struct Matter {
    std::string what, why;
  };
  std::vector<Matter> matters;  // Those that are printed.
  std::size_t matters_all = 0;

  struct Subproducto {
    std::string name, category;
    evaluation::Signal signal;
    evaluation::Figure physical, financial;  // Per cent of the year and of what is in force.
  };
  std::vector<Subproducto> subproductos;  // Worst first; those that are printed.
  std::size_t subproductos_all = 0;
};

Document board_sheet(const BoardSheet&);

}  // namespace documents
