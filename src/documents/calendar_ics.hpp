// The legal calendar for a diary (iCalendar, RFC 5545): one event of a whole day per due day, with
// a reminder before it.
#pragma once

#include <string>
#include <string_view>

#include "queries/legal_calendar.hpp"

namespace documents {

// `institution` goes into the events' identifiers; `made_on` is the stamp, so that a day
// makes the same bytes. What has no day, or was delivered, is left out.
std::string calendar_ics(const queries::LegalCalendar&, std::string_view institution, Date made_on);

}  // namespace documents
