// Lines of at most 75 bytes, ended by CR LF.
#include "documents/calendar_ics.hpp"

#include <chrono>

#include "base/text.hpp"

namespace documents {
namespace {

constexpr std::size_t line_max = 75;
constexpr std::string_view reminder = "-P5D";  // Five days before.

// Folded: what goes on begins with a blank, and no character of UTF-8 is cut.
void add(std::string& out, std::string line) {
  std::size_t room = line_max;
  while (line.size() > room) {
    std::size_t end = room;
    while ((static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    out += line.substr(0, end) + "\r\n ";
    line.erase(0, end);
    room = line_max - 1;
  }
  out += line + "\r\n";
}

std::string as_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n')
      out += "\\n";
    else if (c != '\r')
      out += c;
  }
  return out;
}

std::string compact(Date day) { return replaced(show(day), "-", ""); }

}  // namespace

std::string calendar_ics(const queries::LegalCalendar& calendar, std::string_view institution,
                         Date made_on) {
  std::string out;
  for (const auto* line : {"BEGIN:VCALENDAR", "VERSION:2.0",
                           "PRODID:-//Ceiba//calendario legal//ES", "CALSCALE:GREGORIAN"})
    add(out, line);
  for (const auto& line : calendar.lines) {
    if (!line.vence || !line.periodo || line.entrega) continue;
    const Date next{std::chrono::sys_days{*line.vence} + std::chrono::days{1}};
    add(out, "BEGIN:VEVENT");
    add(out, "UID:" + line.row.code + "-" + line.periodo->name + "-" + std::string(institution) +
                 "@ceiba");
    add(out, "DTSTAMP:" + compact(made_on) + "T000000Z");
    add(out, "DTSTART;VALUE=DATE:" + compact(*line.vence));
    add(out, "DTEND;VALUE=DATE:" + compact(next));
    add(out, "SUMMARY:" + as_text(line.row.name + " (" + line.periodo->name + ")"));
    std::string what = line.ley;
    if (!line.row.article.empty()) what += ", artículo " + line.row.article;
    what += "\nCerteza: " + show(line.row.certainty) + " (" + line.row.source + ")";
    if (!line.row.recipient.empty()) what += "\nSe entrega a: " + line.row.recipient;
    if (!line.row.note.empty()) what += "\n" + line.row.note;
    add(out, "DESCRIPTION:" + as_text(what));
    add(out, "TRANSP:TRANSPARENT");
    for (const auto* each : {"BEGIN:VALARM", "ACTION:DISPLAY"}) add(out, each);
    add(out, "TRIGGER:" + std::string(reminder));
    add(out, "DESCRIPTION:" + as_text(line.row.name));
    for (const auto* each : {"END:VALARM", "END:VEVENT"}) add(out, each);
  }
  add(out, "END:VCALENDAR");
  return out;
}

}  // namespace documents
