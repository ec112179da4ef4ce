// What waits for a person, from the state itself: nothing is assigned by hand, and what is done
// disappears by being done. Sentences are made where they are read (web/pages/work_show.cpp).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access/permissions.hpp"
#include "domain/control/finding.hpp"
#include "domain/transparency/request.hpp"
#include "domain/verification/workflow.hpp"
#include "queries/capture.hpp"
#include "storage/database.hpp"

namespace queries {

enum class WorkKind {
  ReportMonth,
  CorrectMonth,  // Returned.
  EndorseMonth,
  ValidateMonth,
  CloseMonth,
  DecideRectification,
  WriteText,
  CorrectText,
  ValidateText,
  FinishReport,
  ApproveReport,
  ApproveSheet,
  TakeFile,  // `count` payment files that nobody has taken.
  ReviewFile,
  AnswerFile,  // Returned to who made it.
  ApproveFile,
  CommitFile,
  AccrueFile,
  SendFile,  // To the treasury.
  PayFile,
  AnswerFinding,  // Asked of whoever answers for it.
  DecideFinding,  // Asked of whoever audits.
  RunControl,     // `count` runs of an instrument that are due.
  HandleRequest,  // A request for information, asked of the Unidad de Información Pública.
  AnswerRequest,  // Asked of the unit that it was routed to.
  RuleOnRequest,  // Its review, asked of the authority.
  // Of others.
  AwaitValidation,
  AwaitUnits,
  AwaitRectification,
  AwaitApproval,
  AwaitFile,
};
bool is_of_others(WorkKind);

struct WorkItem {
  WorkKind kind = WorkKind::ReportMonth;
  std::string unit, unit_name;
  std::optional<Month> month;
  std::string subject;      // Code of a report, of a method sheet, of a subproducto; of a file.
  std::int64_t number = 0;  // Of a rectification, of a version.
  int count = 0;            // Observations, units that are missing, rows outside of what is usual.
  int without_note = 0;
  int returns = 0;
  bool late = false;      // Sent after its day.
  std::int64_t from = 0;  // Who it comes from, or is with; 0: the calendar.
  Date due{};
  int left = 0;                                     // Working days to it; negative: since it.
  std::optional<verification::Estado> estado = {};  // Of a payment file; unit_name is who is paid.
  std::optional<control::EstadoHallazgo> hallazgo = {};  // Of a finding; unit_name is its title.
  std::optional<transparency::EstadoSolicitud> solicitud = {};  // Its subject is in unit_name.
};

// Who asks.
struct Worker {
  std::int64_t number = 0;
  std::function<bool(access_control::Permission)> may;
  std::vector<std::string> units;  // Of an enlace or a jefatura; empty: the whole institution.
};

// Ordered by due date. Errors: storage faults; a base without a plan has an empty queue.
Result<std::vector<WorkItem>> work_queue(storage::Database&, std::string_view institution,
                                         const Worker&, Date today);

// What the person did last, newest first, one of each kind and place.
struct RecentWork {
  std::string kind;  // Of act.
  std::string unit;
  std::optional<Month> month;
  std::string subject;
  std::int64_t version = 0, at = 0;
};
Result<std::vector<RecentWork>> recent_work(storage::Database&, std::string_view institution,
                                            std::int64_t actor, std::size_t most);

}  // namespace queries
