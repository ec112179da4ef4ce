// What the pages of audit and control share: addresses, the tags of states, the words of a finding,
// uploads, and the people who may answer. No page of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "queries/control.hpp"
#include "text/control.hpp"
#include "web/kit/chart.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"
#include "web/pages/control_pages.hpp"

namespace web {

std::string finding_address(std::string_view number, std::string_view more = {});
std::string control_address(std::string_view code, std::string_view more = {});

std::string finding_title(const queries::FindingLine&);
Html state_tag(control::EstadoHallazgo);
Html proposal_tag(control::Propuesta);  // Nothing where nothing is proposed.
Html overdue_tag(const queries::FindingLine&);

std::vector<Crumb> audit_crumbs();

// Whether the viewer sees findings that were not notified yet.
bool sees_drafts(const Visit&);

// Every user of the institution who does not audit: value is the login.
Result<std::vector<Choice>> audited_people(Visit&);

// The codes and names of an enum of the room, as choices.
template <class Kind>
std::vector<Choice> choices_of() {
  std::vector<Choice> all;
  for (std::size_t i = 0; i < control::codes_of<Kind>().size(); ++i) {
    const auto kind = static_cast<Kind>(i);
    all.push_back({std::string(control::code_of(kind)), std::string(text::name_of(kind))});
  }
  return all;
}

// A day that was typed, as acts write it; what cannot be read is a fault of the control.
void put_day(json::object& act, std::string_view key, FormState&, std::string_view control);
// Trimmed text, where there is any.
void put_text(json::object& act, std::string_view key, const FormState&, std::string_view control);

// The refusal at its control: `prefix` and the field that it names, or the one of its code.
void put_fault(FormState&, std::string_view prefix, const Error&, std::string_view day_control);

// Whether the page shows the refusal with what was typed; else it has a page of its own.
bool of_typing(const Error&);
int typing_status(const Error&);

}  // namespace web
