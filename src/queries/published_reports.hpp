// Reports with where they stand: the list, one version with its sections, and the files that were
// made public, with the bytes that they had on that day.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/reporting/publication.hpp"
#include "queries/cuts.hpp"
#include "storage/database.hpp"

namespace queries {

struct ReportFile {
  std::string format;  // "pdf", "docx", "xlsx", "json", "html"
  std::string name;    // "INF-2026-C1-v1.pdf"
  std::string hash;    // SHA-256, hexadecimal.
  std::int64_t size = 0;
  bool proved = false;  // The act of its publication names its hash.
};

struct ReportSignatory {
  std::string act, post, holder;  // "Aprobado por", "Director General", "" where nobody is named.
};

struct ReportVersion {
  std::string code;  // "INF-2026-C1"
  std::int64_t version = 0;
  std::string kind;    // "cuatrimestral", "mensual", "anual", "estrategia"
  std::string period;  // "2026-C1"
  std::int64_t cut_version = 0;
  reporting::ReportStage stage = reporting::ReportStage::Borrador;
  std::int64_t author = 0, sender = 0;
  Date drafted_on{};
  std::optional<Date> sent_on, returned_on, approved_on, signed_on, published_on, withdrawn_on;
  std::string reason;  // Of the return or of the withdrawal.
  std::string letter;
  std::vector<ReportSignatory> signatories;
  std::string signed_hash;  // Of the scan; "" before it.
  std::int64_t signed_size = 0;
  std::int64_t replaces = 0;     // The version that this one corrects; 0: none.
  std::int64_t replaced_by = 0;  // A later version that was published; 0: none.
  std::string errata;
  std::int64_t kept_seq = 0;  // Up to this entry the cut's figures were kept on purpose.
  std::int64_t seq = 0;       // The last entry that changed it.
};

// "INF-2026-C1-v1.pdf"
std::string file_name_of(const ReportVersion&, std::string_view format);

// Every version of every report, newest period first, newest version first.
Result<std::vector<ReportVersion>> reports(storage::Database&, std::string_view institution);
// Error: reporting::Refusal::ReportUnknown.
Result<ReportVersion> report_version(storage::Database&, std::string_view institution,
                                     std::string_view code, std::int64_t version);

struct ReportSection {
  std::string section, text, post;
  bool complete = false;
  std::int64_t author = 0, edits = 0;
  std::int64_t saved_at = 0;  // UTC milliseconds.
};
Result<std::vector<ReportSection>> report_sections(storage::Database&, const ReportVersion&,
                                                   std::string_view institution);

// What the public sees: published and withdrawn versions with their files, newest period first and
// newest version first. A withdrawn one has its reason and no files.
struct PublishedReport {
  ReportVersion report;
  std::vector<ReportFile> files;
};
Result<std::vector<PublishedReport>> published_reports(storage::Database&,
                                                       std::string_view institution);
Result<std::vector<ReportFile>> published_files(storage::Database&, std::string_view institution,
                                                std::string_view code, std::int64_t version);

// The bytes of a kept file, checked against its hash. Errors: those of storage.
Result<std::string> kept_file(storage::Database&, std::string_view hash);

// A DOCX that was sent back.
struct ReportReading {
  std::string hash, name;
  std::int64_t size = 0, reader = 0;
  Date read_on{};
};
Result<std::vector<ReportReading>> report_readings(storage::Database&, const ReportVersion&,
                                                   std::string_view institution);

}  // namespace queries
