// Runs the clock once per edition of the calendar, and keeps the first one under which it lapsed.
#include "domain/transparency/clock.hpp"

#include <algorithm>
#include <cassert>

namespace transparency {
namespace {

Date day_after(Date day) { return Date{std::chrono::sys_days{day} + std::chrono::days{1}}; }

bool on_weekend(Date day) {
  const std::chrono::weekday weekday{std::chrono::sys_days{day}};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

bool paused_on(const Term& term, Date day) {
  return std::ranges::any_of(term.pauses, [&](const Pause& pause) {
    return day > pause.from && (!pause.until || day <= *pause.until);
  });
}

bool stands_still(const Term& term) {
  return std::ranges::any_of(term.pauses, [](const Pause& pause) { return !pause.until; });
}

ClockDay looked_at(const WorkingCalendar& calendar, const Term& term, Date day) {
  ClockDay step{day, ClockDay::Kind::Counted, 0, {}, {}};
  if (paused_on(term, day)) {
    step.kind = ClockDay::Kind::Paused;
  } else if (on_weekend(day)) {
    step.kind = ClockDay::Kind::Weekend;
  } else if (const auto* holiday = calendar.holiday(day)) {
    step = {day, ClockDay::Kind::Holiday, 0, holiday->name, holiday->norm};
  } else if (const auto* half = calendar.half_holiday(day)) {
    step.holiday = half->name;
    step.norm = half->norm;
  }
  return step;
}

// The clock by one edition; up to `today` where it stands still.
Clock run_by(const WorkingCalendar& calendar, const Term& term, Date today) {
  Clock clock;
  clock.wanted = term.days + term.extension;
  const bool still = stands_still(term);
  for (Date day = day_after(term.start); clock.counted < clock.wanted; day = day_after(day)) {
    if (still && day > today) return clock;
    auto step = looked_at(calendar, term, day);
    if (step.kind == ClockDay::Kind::Counted) step.number = ++clock.counted;
    clock.days.push_back(std::move(step));
  }
  clock.due = clock.days.empty() ? term.start : clock.days.back().date;
  return clock;
}

}  // namespace

KnownCalendar::KnownCalendar(std::vector<Edition> editions) {
  assert(!editions.empty());
  for (auto& edition : editions) {
    if (!editions_.empty() && editions_.back().since == edition.since) editions_.pop_back();
    editions_.push_back(std::move(edition));
  }
}

const WorkingCalendar& KnownCalendar::on(Date day) const {
  const auto* found = &editions_.front();
  for (const auto& edition : editions_)
    if (edition.since <= day) found = &edition;
  return found->calendar;
}

Clock run_clock(const KnownCalendar& known, const Term& term, Date today) {
  const Date end = term.stopped ? std::min(*term.stopped, today) : today;
  Clock clock;
  for (const auto& edition : known.editions()) {
    const bool first = &edition == &known.editions().front();
    if (!first && edition.since > end) break;  // Learned when nothing could move any more.
    if (!first && clock.due && *clock.due < edition.since) break;  // It had lapsed by then.
    clock = run_by(edition.calendar, term, end);
    // A holiday taken back makes it shorter, but it cannot lapse before that is known.
    if (!first && clock.due && *clock.due < edition.since) clock.due = edition.since;
  }
  return clock;
}

EstadoPlazo state_of(const Clock& clock, const Term& term, Date today) {
  if (term.stopped)
    return clock.due && *term.stopped > *clock.due ? EstadoPlazo::FueraDeTiempo
                                                   : EstadoPlazo::EnTiempo;
  if (!clock.due) return EstadoPlazo::EnPausa;
  return today > *clock.due ? EstadoPlazo::Vencido : EstadoPlazo::EnCurso;
}

int days_left(const KnownCalendar& known, const Clock& clock, Date today) {
  return clock.due ? working_days_between(known.on(today), today, *clock.due) : 0;
}

}  // namespace transparency
