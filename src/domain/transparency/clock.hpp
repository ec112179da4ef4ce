// The clock of a request for information, explained day by day: working days after reception, the
// days on which it stood still, and what the calendar said while it ran. A holiday that becomes
// known later moves what is open; what had lapsed or was notified by then stays as it was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/values/working_days.hpp"

namespace transparency {

// The calendar of working days as it was known: each edition from the day on which it was loaded.
// The first one counts as known from the beginning.
class KnownCalendar {
 public:
  struct Edition {
    Date since{};
    WorkingCalendar calendar;
  };
  // At least one edition, oldest first; of two of the same day the later one counts.
  explicit KnownCalendar(std::vector<Edition> editions);
  const WorkingCalendar& on(Date day) const;  // At the end of that day.
  const std::vector<Edition>& editions() const { return editions_; }

 private:
  std::vector<Edition> editions_;
};

// The days after `from`, up to and with `until`, do not count; nothing: it has not ended.
struct Pause {
  Date from{};
  std::optional<Date> until;
};

struct Term {
  Date start{};       // Of reception: the day itself does not count.
  int days = 0;       // Working days to answer.
  int extension = 0;  // Working days more.
  std::vector<Pause> pauses;
  std::optional<Date> stopped;  // It was notified: nothing moves after that.
};

struct ClockDay {
  Date date{};
  enum class Kind : std::uint8_t { Counted, Weekend, Holiday, Paused } kind = Kind::Counted;
  int number = 0;       // Of the working day, from 1; 0 where it does not count.
  std::string holiday;  // Its name, or that of a half holiday that counts.
  std::string norm;
};

struct Clock {
  std::optional<Date> due;     // Nothing while it stands still.
  std::vector<ClockDay> days;  // Every day after the start, up to the due one (or to today).
  int counted = 0;             // Of `days`.
  int wanted = 0;              // Working days in all.
};
Clock run_clock(const KnownCalendar&, const Term&, Date today);

enum class EstadoPlazo : std::uint8_t { EnCurso, EnPausa, Vencido, EnTiempo, FueraDeTiempo };
EstadoPlazo state_of(const Clock&, const Term&, Date today);

// Working days from today to the due day; negative once it has passed, 0 where it stands still.
int days_left(const KnownCalendar&, const Clock&, Date today);

}  // namespace transparency
