// Imports a file of CURs: read, stage in small commits, and one small act that makes them count.
// What SICOIN approved is counted and flagged, never refused for a rule of ours.
#pragma once

#include <string>
#include <string_view>

#include "commands/stage_budget.hpp"
#include "commands/submit.hpp"

namespace commands {

struct CurImport {
  std::string name;  // Of the file, as the report and the act name it.
  bool simulate = false;
  bool illustrative = false;
};

struct CurImported {
  std::int64_t seq = 0;  // Of the act; 0 where nothing was journaled.
  bool already = false;  // The very file is in force.
  // What --json shows: curs, lineas, nuevos, con otro estado, ya contados; what was set aside and
  // which stages passed their bound, by CUR.
  json::object report;
};

// `detail` is the second file where hoja and detalle are apart, else "". Errors: those of
// readers::read_curs, CurOtherEntity, storage. Whatever is refused leaves nothing behind.
Result<CurImported> import_curs(Context&, std::string_view bytes, std::string_view detail,
                                const CurImport&, const StageProgress&);

// "cur.retirar": the load counts no more.
Submission withdraw_curs(std::int64_t load, std::string_view reason);

// Reads the kept files of an act again and stages their CURs; used at replay.
Result<void> restage_curs(storage::Database&, const json::object& act, const Meta&);

Result<Decision> decide_import_curs(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_withdraw_curs(storage::Database&, const json::object&, const Meta&);

}  // namespace commands
