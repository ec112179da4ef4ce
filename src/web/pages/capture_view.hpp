// What the pages of capture, validation and rectification share: addresses, words of dates, the
// figures of a row, and who may look at which unit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "queries/capture.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/route.hpp"

namespace web {

// "{anio}/{mes}" or "{anio}/{mes}/{unidad}" of the path. Errors: PageUnknown.
Result<Month> month_in(Visit&);
struct UnitMonthPath {
  Month month;
  std::string unit;
};
Result<UnitMonthPath> unit_month_in(Visit&);

std::string month_path(Month);  // "2026/05"
std::string capture_address(Month, std::string_view unit, std::string_view more = {});
std::string validation_address(Month, std::string_view unit = {});

// Whether the viewer answers for the unit. Error: OtherUnit.
Result<void> require_own(const Visit&, std::string_view unit);
// The unit's month that the address names, for who may see it.
Result<queries::CaptureSheet> own_sheet(Visit&);

// "viernes 5 de junio de 2026", "viernes 5/06/2026".
std::string weekday_date(Date);
// "faltan 3 días hábiles", "hoy", "4 días hábiles de atraso".
std::string left_in_words(int working_days);
// "hoy, 10:41", "22/11/2026 10:41".
std::string moment(Milliseconds at, Date today);

// "1 fila", "28 unidades": figures, because these stand in buttons, tags and lists.
std::string numbered(std::int64_t, std::string_view singular, std::string_view plural);

// A figure as people read it, or "—" with "sin dato".
Html figure(const std::optional<Quantity>&);
std::string figure_text(const std::optional<Quantity>&);
// "96.6", or "—".
Html percent_to_date(const queries::CaptureRow&);
// "Ene" … of three months before, with their figures: "1,176 · 1,204 · 1,187".
std::string before_heading(Month);
Html before_figures(const queries::CaptureRow&);
// "122 es menos de la mitad de lo programado": why a note is asked; "" where it is not.
std::string range_sentence(const queries::CaptureRow&, const production::UsualRange&);
// "sexo", "edad", "pueblo", "nacionalidad", "condición", "territorio"
std::string_view axis_word(production::Axis);
std::string category_word(production::Axis, std::string_view key);
// "hombre 12, mujer 8; sin desagregar 3"
std::string parts_text(const production::CellContent&);

// The row's name with unit of measure and code below it.
Html row_name(const queries::CaptureRow&);
// An id of HTML for a code: "P02.S1" → "P02-S1".
std::string html_id(std::string_view code);

// "48 KB", "1.2 MB"
std::string size_text(std::int64_t bytes);
// The list of a month's means of verification.
Html attachment_list(const queries::CaptureSheet&, bool removable);

json::object content_json(const production::CellContent&);

// The tag of a unit's month: state, or "Cerrado".
Html state_tag(const queries::CaptureSheet&);
// The strip below the heading: state, deadline, last saved.
Html state_strip(const Visit&, const queries::CaptureSheet&, const Html& saved);
// "Último cambio: …"
Html last_change(const Visit&, const queries::CaptureSheet&, const queries::ActorNames&);

// Pages of capture_routes().
Result<Response> capture_start(Visit&);  // /ejecucion/captura
Result<Response> capture_show(Visit&);   // I9
Result<Response> capture_save(Visit&);
Result<Response> capture_autosave(Visit&);
Result<Response> capture_check(Visit&);  // I10
Result<Response> capture_send(Visit&);
Result<Response> capture_paste(Visit&);  // I12
Result<Response> capture_pasted(Visit&);
Result<Response> capture_template(Visit&);
Result<Response> capture_upload(Visit&);  // The filled template.
Result<Response> capture_uploaded(Visit&);
Result<Response> capture_history(Visit&);
Result<Response> capture_undo(Visit&);
Result<Response> capture_undone(Visit&);
Result<Response> evidence_show(Visit&);
Result<Response> evidence_remove(Visit&);
Result<Response> validation_board(Visit&);  // I11
Result<Response> validation_steps(Visit&);  // Bulk.
Result<Response> validation_show(Visit&);
Result<Response> validation_decide(Visit&);
Result<Response> validation_reminder(Visit&);
Result<Response> month_show(Visit&);
Result<Response> month_close_ask(Visit&);
Result<Response> month_close(Visit&);
Result<Response> month_reopen_ask(Visit&);
Result<Response> month_reopen(Visit&);
Result<Response> rectification_list(Visit&);
Result<Response> rectification_new(Visit&);
Result<Response> rectification_propose(Visit&);
Result<Response> rectification_show(Visit&);
Result<Response> rectification_decide(Visit&);
Result<Response> rectification_evidence(Visit&);
Result<Response> goals_import(Visit&);  // Of many units.
Result<Response> goals_imported(Visit&);
Result<Response> variables_show(Visit&);
Result<Response> variables_load(Visit&);

// Pages of work_routes().
Result<Response> work_show(Visit&);  // I2
Result<Response> work_next(Visit&);
Result<Response> notification_list(Visit&);  // I31
Result<Response> notification_preferences(Visit&);
Result<Response> notification_prefer(Visit&);

}  // namespace web
