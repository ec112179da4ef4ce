// The table of stages and steps.
#include "domain/reporting/publication.hpp"

#include <algorithm>
#include <utility>

namespace reporting {
namespace {

constexpr std::string_view names[] = {"borrador", "revision",  "devuelto", "aprobado",
                                      "firmado",  "publicado", "retirado"};

using enum ReportStage;

// A signed report may be signed again until it is public: the first scan may have been cut off.
constexpr struct {
  ReportStep step;
  ReportStage from, to;
} steps[] = {
    {ReportStep::Write, Borrador, Borrador},     {ReportStep::Write, Devuelto, Devuelto},
    {ReportStep::Send, Borrador, Revision},      {ReportStep::Send, Devuelto, Revision},
    {ReportStep::Return, Revision, Devuelto},    {ReportStep::Approve, Borrador, Aprobado},
    {ReportStep::Approve, Revision, Aprobado},   {ReportStep::Sign, Aprobado, Firmado},
    {ReportStep::Sign, Firmado, Firmado},        {ReportStep::Publish, Firmado, Publicado},
    {ReportStep::Withdraw, Publicado, Retirado},
};

}  // namespace

std::string_view show(ReportStage stage) { return names[std::to_underlying(stage)]; }

std::optional<ReportStage> parse_report_stage(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == std::end(names)) return std::nullopt;
  return static_cast<ReportStage>(found - std::begin(names));
}

std::expected<ReportStage, Refusal> after(ReportStage stage, ReportStep step) {
  for (const auto& row : steps)
    if (row.step == step && row.from == stage) return row.to;
  return std::unexpected(Refusal::ReportWrongStage);
}

}  // namespace reporting
