// What the monthly capture keeps beside the figures, as rows: attachments, observations, the visto
// bueno and settings. Figures are goal_store's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/production/capture.hpp"
#include "storage/records.hpp"

namespace storage {

struct AttachmentRow {
  std::string unit;
  Month month;
  std::string subproducto;  // "": proves the whole month.
  std::string hash, name, media_type;
  std::int64_t size = 0;
  std::int64_t actor = 0;
  Date on{};
};
// Of a unit's month, by subproducto and hash.
Result<std::vector<AttachmentRow>> attachments(Database&, std::string_view institution,
                                               std::string_view unit, Month);
Fields fields_of(const AttachmentRow&);
Fields key_of(const AttachmentRow&);

struct ObservationRow {
  std::string unit;
  Month month;
  std::int64_t number = 0;  // Of the act that returned the report.
  std::string subproducto, body;
  std::int64_t actor = 0;
  Date on{};
};
// Of a unit's month, oldest act first.
Result<std::vector<ObservationRow>> observations(Database&, std::string_view institution,
                                                 std::string_view unit, Month);
Fields fields_of(const ObservationRow&);

struct EndorsementRow {
  std::string unit;
  Month month;
  std::int64_t sending = 0;  // From_seq of the unit's month as it was sent.
  std::int64_t actor = 0;
  Date on{};
};
Result<std::optional<EndorsementRow>> endorsement(Database&, std::string_view institution,
                                                  std::string_view unit, Month);
Result<std::vector<EndorsementRow>> endorsements(Database&, std::string_view institution, Month);
Fields fields_of(const EndorsementRow&);

// Bounds of what is usual, in per cent of what was programmed (norms/parametros.csv), as in force
// at the end of the month.
Result<production::UsualRange> usual_range(Database&, Month);

// What an institution chose; "" where it did not.
Result<std::string> setting(Database&, std::string_view institution, std::string_view name);

}  // namespace storage
