// The way of a report: borrador → revisión → (devuelto → revisión) → aprobado → firmado → publicado
// → retirado. One table says which step follows from which state.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

#include "domain/reporting/area_text.hpp"

namespace reporting {

enum class ReportStage : std::uint8_t {
  Borrador,
  Revision,
  Devuelto,
  Aprobado,
  Firmado,
  Publicado,
  Retirado,
};
std::string_view show(ReportStage);  // "revision", as data write it.
std::optional<ReportStage> parse_report_stage(std::string_view);

enum class ReportStep : std::uint8_t { Write, Send, Return, Approve, Sign, Publish, Withdraw };

// The stage after the step. Error: ReportWrongStage.
std::expected<ReportStage, Refusal> after(ReportStage, ReportStep);

// A section's text may be this long, in bytes: some thirty pages.
inline constexpr std::size_t section_text_max = 100'000;

}  // namespace reporting
