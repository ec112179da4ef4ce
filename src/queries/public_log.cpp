// The journal as hashes, and the acts that published files.
#include "queries/public_log.hpp"

#include "storage/journal_store.hpp"
#include "storage/whole_tables.hpp"

namespace queries {

Result<PublicLog> public_log(storage::Database& db, std::string_view institution) {
  PublicLog log;
  const auto kept = TRY(storage::last_checkpoint(db, institution));
  if (!kept) return log;
  log.note = kept->note;
  log.leaves = TRY(storage::leaves_of(db, institution, kept->size));
  return log;
}

Result<std::vector<Publication>> publications(storage::Database& db, std::string_view institution,
                                              std::string_view code, std::int64_t version) {
  return db.rows(
      R"(select f.code, f.version, f.format, f.name, f.blob, f.size, f.seq, e.at, e.version
           from published_file f
           join journal_entry e on e.institution = f.institution and e.seq = f.seq
          where f.institution = ?1 and f.code = ?2 and f.version = ?3
          order by f.format)",
      [](const storage::Row& row) {
        return Publication{row.text(0),    row.integer(1), row.text(2),
                           row.text(3),    row.text(4),    row.integer(5),
                           row.integer(6), row.integer(7), row.integer(8)};
      },
      institution, code, version);
}

}  // namespace queries
