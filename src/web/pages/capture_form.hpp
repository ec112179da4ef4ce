// The form of a unit's month: what was typed against what it was made from, what of it is saved,
// and how it is shown again. Names of controls: e.CODE figure, n.CODE note, p.CODE.eje.categoria a
// part, l.CODE.eje the list of an open axis, v.CODE the entry of the journal that the row was made
// from, c.CODE "mio" or "actual" where a conflict was put to the person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/pages/capture_view.hpp"

namespace web {

struct TypedRow {
  std::string subproducto;
  std::int64_t version = 0;
  production::CellContent base, now;  // Of the form, and as typed.
  production::CellContent current;    // Where it is in conflict.
};

struct SaveOutcome {
  std::int64_t seq = 0;             // Of the act; 0: nothing was saved.
  std::vector<std::string> saved;   // Codes.
  std::vector<TypedRow> conflicts;  // What others changed meanwhile, and was not saved.
  FormState state;                  // What was typed, with the faults of what was not saved.
  std::vector<std::pair<std::string, Error>> faults;  // By code.
};

// Saves the rows of the form that changed and are good, as one act; the others come back with why
// not. Errors: what concerns the whole (month closed, report sent, another's unit, storage).
Result<SaveOutcome> save_typed(Visit&, const queries::CaptureSheet&);

// A file of the form's control "archivo", where one was chosen, attached to the month. Faults go to
// the state. Yields the name of what was attached, or "".
Result<std::string> attach_upload(Visit&, const queries::CaptureSheet&, FormState&);

// The page I9, with what was typed where it comes from a form.
Response capture_page(Visit&, const queries::CaptureSheet&, const FormState&, int status = 200);

// What speaks against sending the month: notes and reasons that are missing, by control n.CODE.
FormState sending_faults(const Fields& typed, const queries::CaptureSheet&);
Result<commands::Receipt> send_month(Visit&, const queries::CaptureSheet&);
void tell_sent(Visit&, const queries::CaptureSheet&, const commands::Receipt&);

// 409: three values a row, nothing lost.
Response conflict_page(Visit&, const queries::CaptureSheet&, const SaveOutcome&);

}  // namespace web
