// What the pages of an auditor's tools share: their frame, the exercise that is asked for, and how
// a refused act comes back to its form.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"

namespace web {

// A page of the tools with its path.
PageView tool_page(std::string heading, std::string lead);

// ?ejercicio=2026, else the year of today. Error: those of FiscalYear.
Result<FiscalYear> exercise_asked(const Visit&);
Html exercise_filter(std::string_view action, FiscalYear);

// Puts the refusal at the control that it names. False where it is no matter of what was typed, and
// belongs on a page of its own. `renamed`: keys of the act that the form has under another name.
bool returned_to(FormState&, const Error&,
                 std::span<const std::pair<std::string_view, std::string_view>> renamed = {});

// The texts of these controls, as the body of an act.
json::object body_from(const Fields& form, std::span<const std::string_view> names);

// Days are typed 31/05/2026; the act has them as 2026-05-31. A fault at the control where it is no
// day.
void take_day(json::object& act, std::string_view name, FormState&);
// A whole number; what is none stays out of the act, with a fault at the control.
void take_number(json::object& act, std::string_view name, FormState&);

}  // namespace web
