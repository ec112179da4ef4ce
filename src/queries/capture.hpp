// A unit's month as the pages of capture and validation show it: every row with what makes it up,
// at any entry of the journal; its history cell by cell; what an act changed, so that it can be
// undone.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/evaluation/traffic_light.hpp"
#include "domain/planning/plan.hpp"
#include "domain/production/capture.hpp"
#include "queries/goals.hpp"
#include "storage/database.hpp"

namespace queries {

// Names of who acted: users by their name, roles and the installation by theirs.
class ActorNames {
 public:
  static Result<ActorNames> read(storage::Database&);
  std::string of(std::int64_t number) const;

 private:
  std::map<std::int64_t, std::string> names_;
};

// When, who and by which kind of act something was done.
struct EntryMark {
  std::int64_t seq = 0, at = 0, actor = 0;
  std::string kind;
};
Result<std::optional<EntryMark>> entry_mark(storage::Database&, std::string_view institution,
                                            std::int64_t seq);
Result<std::int64_t> last_entry(storage::Database&, std::string_view institution);

struct CaptureRow {
  std::string subproducto, name, unit_of_measure;
  std::string producto, category;  // "P02", "11-00-000-001-000"
  production::CountKind kind = production::CountKind::Atenciones;
  Quantity programmed;
  production::CellContent content;
  std::int64_t changed_by = 0;  // Seq of the entry that the content is from; 0: none.
  bool rectified = false;
  std::array<std::optional<Quantity>, 3> before{};  // The three months before, oldest first.
  std::optional<Quantity> last_year;                // The same month of the year before.
  std::optional<Quantity> accumulated;              // January to the month.
  Quantity programmed_to_date, year_goal;
  evaluation::Signal signal;
  production::RangeFinding range = production::RangeFinding::Inside;
  std::vector<production::Axis> axes;  // That somebody asks to tell apart.
  std::vector<production::Evidence> evidence;
  std::string observation;  // Of the last return.
  bool due() const { return programmed > Quantity{}; }
};

struct Attachment {
  std::string subproducto, hash, name, media_type;
  std::int64_t size = 0, actor = 0;
  Date on{};
};

struct CaptureSheet {
  std::string unit, unit_name, parent, parent_name;
  Month month;
  std::int64_t seq = 0;  // The entry as of which it is shown.
  production::ReportState state = production::ReportState::Borrador;
  bool closed = false, published = false;
  std::vector<production::Absentee> absence;  // This unit's, where the close named it.
  std::optional<Date> sent_on;
  std::int64_t sent_by = 0, state_seq = 0;
  std::string comment;  // Of the last step: why it was returned.
  int returns = 0;      // How often it was returned.
  bool wants_endorsement = false, endorsed = false;
  std::vector<CaptureRow> rows;  // In the order of the plan.
  std::vector<Attachment> attachments;
  production::UsualRange usual;
  Date deadline{};
  int working_days_left = 0;  // Negative: late.
  bool illustrative = false;
  std::optional<EntryMark> last_change;

  bool editable() const {
    return !closed && !published &&
           (state == production::ReportState::Borrador ||
            state == production::ReportState::Devuelto);
  }
  const CaptureRow* row(std::string_view subproducto) const;
};

// Errors: NoPlan, UnknownUnit.
Result<CaptureSheet> capture_sheet(storage::Database&, std::string_view institution,
                                   std::string_view unit, Month, Date today);

// What the cells of a unit's month held as of an entry, by subproducto.
Result<std::map<std::string, production::CellContent>> contents_at(storage::Database&,
                                                                   std::string_view institution,
                                                                   std::string_view unit, Month,
                                                                   std::int64_t seq);

// Every version of every cell and of the month's state, newest first.
struct CellVersion {
  EntryMark entry;
  std::string subproducto;  // "": a step of the month.
  production::CellContent before, after;
  std::string step;  // "enviado", "devuelto" …
  std::string comment;
};
Result<std::vector<CellVersion>> capture_history(storage::Database&, std::string_view institution,
                                                 std::string_view unit, Month);

// The day by which a month is reported, and the working days left to it (negative: since it).
struct Deadline {
  Date date{};
  int left = 0;
};
Result<Deadline> capture_deadline(storage::Database&, Month, Date today);
// The n-th working day after a date.
Result<Date> working_day_after(storage::Database&, Date, int n);
Result<int> working_days(storage::Database&, Date from, Date to);

// A kept file of a unit's month: an attachment, or evidence of one of its reports.
struct KeptFile {
  std::string name, media_type, bytes;
};
Result<std::optional<KeptFile>> evidence_file(storage::Database&, std::string_view institution,
                                              std::string_view unit, Month, std::string_view hash);

// The bytes of a kept file. Errors: BlobMissing, BlobDamaged, BlobErased.
Result<std::string> kept_bytes(storage::Database&, std::string_view hash);

// One unit and month of the validation board.
struct BoardCell {
  Month month;
  bool expected = false;
  production::ReportState state = production::ReportState::Borrador;
  bool reported = false;  // Has some figure.
  bool late = false;      // The deadline is over and it was not sent by then.
  bool absent = false;    // Named by the close.
  int outside = 0, without_note = 0,
      missing = 0;  // Rows: out of range, of these unexplained, due without figure.
  bool endorsed = false;
};
struct BoardRow {
  std::string unit, name, parent;
  std::vector<BoardCell> months;  // Of the year, January first.
};
struct CaptureBoard {
  FiscalYear year;
  std::vector<BoardRow> units;  // In the order of the organisation.
  std::vector<ClosedMonth> closed;
  std::array<bool, 12> published{};
  std::array<Date, 12> deadline{};
  bool wants_endorsement = false, illustrative = false;
  const BoardCell* cell(std::string_view unit, Month) const;
  bool is_closed(Month) const;
  // Units with something programmed in the month, those with a figure, validated, sent.
  struct Count {
    int expected = 0, reported = 0, validated = 0, sent = 0, returned = 0;
  };
  Count count(Month) const;
  // The first month of the year that is not closed and has begun, where there is one.
  std::optional<Month> open_month(Date today) const;
};
Result<CaptureBoard> capture_board(storage::Database&, std::string_view institution, FiscalYear,
                                   Date today);

// A setting of the institution; "" where it never chose.
Result<std::string> institution_setting(storage::Database&, std::string_view institution,
                                        std::string_view name);

}  // namespace queries
