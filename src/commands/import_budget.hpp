// Imports an official budget file: read, check, stage, and one small act that puts it in force.
#pragma once

#include <optional>
#include <string>

#include "commands/stage_budget.hpp"
#include "commands/submit.hpp"

namespace commands {

struct BudgetImport {
  std::string name;  // Of the file, as the report and the act name it.
  std::string layout = "auto";
  bool national = false;  // Many entities, in the installation's journal; creates what lacks.
  bool simulate = false;
  bool illustrative = false;
  std::optional<std::string> accepted;  // Reason for loading it with balances that do not hold.
};

struct BudgetImported {
  std::int64_t seq = 0;  // Of the act; 0 where nothing was journaled.
  bool already = false;  // The very file is in force.
  // What --json shows: filas, partidas, totales, asiento and everything that was odd.
  json::object report;
};

// Errors, with archivo: those of readers, catalogues and budget::Refusal; all faults in `all`.
// Whatever is refused leaves nothing behind.
Result<BudgetImported> import_budget(Context&, const readers::ByteSource&, const BudgetImport&,
                                     const StageProgress&);

// "presupuesto.retirar": the load counts no more; what it replaced does not come back.
Submission withdraw_budget(std::int64_t load, std::string_view reason, bool national);

// Reads the kept file of an act again and stages its facts; used at replay.
Result<void> restage_budget(storage::Database&, const json::object& act, const Meta&);

}  // namespace commands
