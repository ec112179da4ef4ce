// Reports, their sections and their files.
#include "queries/published_reports.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "storage/blobs.hpp"
#include "storage/refusals.hpp"

namespace queries {
namespace {

using reporting::ReportStage;

constexpr std::string_view columns = R"(
  select r.code, r.version, r.kind, r.period, r.cut_version, r.state, r.author, r.drafted_on,
         r.approved_on, coalesce(p.letter, r.letter, ''), p.state, coalesce(p.sender, 0),
         p.sent_on, p.returned_on, p.signed_on, p.published_on, p.withdrawn_on,
         coalesce(p.reason, ''), coalesce(p.signatories, '[]'), coalesce(p.signed_blob, ''),
         coalesce(p.signed_size, 0), coalesce(p.replaces, 0), coalesce(p.errata, ''),
         coalesce(p.kept_seq, 0), r.seq, coalesce(p.seq, 0)
    from report r
    left join report_progress p
      on p.institution = r.institution and p.code = r.code and p.version = r.version)";

std::optional<Date> date_at(const storage::Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.date(column);
}

std::string text_of(const json::object& object, std::string_view key) {
  return optional_text_at(object, key).value_or("");
}

ReportVersion version_from(const storage::Row& row) {
  ReportVersion out;
  out.code = row.text(0);
  out.version = row.integer(1);
  out.kind = row.text(2);
  out.period = row.text(3);
  out.cut_version = row.integer(4);
  out.author = row.integer(6);
  out.drafted_on = row.date(7);
  out.approved_on = date_at(row, 8);
  out.letter = row.text(9);
  if (!row.is_null(10))
    out.stage = *reporting::parse_report_stage(row.view(10));
  else if (row.view(5) == "aprobado")
    out.stage = ReportStage::Aprobado;
  out.sender = row.integer(11);
  out.sent_on = date_at(row, 12);
  out.returned_on = date_at(row, 13);
  out.signed_on = date_at(row, 14);
  out.published_on = date_at(row, 15);
  out.withdrawn_on = date_at(row, 16);
  out.reason = row.text(17);
  if (const auto signatories = parse_json(row.view(18)); signatories && signatories->is_array())
    for (const auto& item : signatories->get_array())
      if (const auto* one = item.if_object())
        out.signatories.push_back(
            {text_of(*one, "acto"), text_of(*one, "puesto"), text_of(*one, "titular")});
  out.signed_hash = row.text(19);
  out.signed_size = row.integer(20);
  out.replaces = row.integer(21);
  out.errata = row.text(22);
  out.kept_seq = row.integer(23);
  out.seq = std::max(row.integer(24), row.integer(25));
  return out;
}

bool was_published(const ReportVersion& one) { return one.published_on.has_value(); }

}  // namespace

std::string file_name_of(const ReportVersion& report, std::string_view format) {
  return report.code + "-v" + std::to_string(report.version) + '.' + std::string(format);
}

Result<std::vector<ReportVersion>> reports(storage::Database& db, std::string_view institution) {
  auto all = TRY(db.rows(std::string(columns) + " where r.institution = ?1 "
                                                "order by r.period desc, r.code, r.version desc",
                         version_from, institution));
  for (std::size_t i = 1; i < all.size(); ++i)
    for (std::size_t newer = i; newer-- > 0 && all[newer].code == all[i].code;)
      if (was_published(all[newer])) {
        all[i].replaced_by = all[newer].version;
        break;
      }
  return all;
}

Result<ReportVersion> report_version(storage::Database& db, std::string_view institution,
                                     std::string_view code, std::int64_t version) {
  for (auto& one : TRY(reports(db, institution)))
    if (one.code == code && one.version == version) return std::move(one);
  return refuse(reporting::Refusal::ReportUnknown,
                {{"codigo", std::string(code)}, {"version", std::to_string(version)}});
}

Result<std::vector<ReportSection>> report_sections(storage::Database& db,
                                                   const ReportVersion& report,
                                                   std::string_view institution) {
  return db.rows(
      R"(select s.section, s.text, coalesce(s.post, ''), s.state, s.author, s.edits,
                coalesce(e.at, 0)
           from report_section s
           left join journal_entry e on e.institution = s.institution and e.seq = s.seq
          where s.institution = ?1 and s.code = ?2 and s.version = ?3
          order by s.section)",
      [](const storage::Row& row) {
        return ReportSection{
            row.text(0),    row.text(1),    row.text(2),   row.view(3) == "completada",
            row.integer(4), row.integer(5), row.integer(6)};
      },
      institution, report.code, report.version);
}

Result<std::vector<ReportFile>> published_files(storage::Database& db, std::string_view institution,
                                                std::string_view code, std::int64_t version) {
  auto files = TRY(db.rows(
      // Until its version 2 the act named every file but the signed scan.
      "select f.format, f.name, f.blob, f.size, e.version "
      "from published_file f "
      "join journal_entry e on e.institution = f.institution and e.seq = f.seq "
      "where f.institution = ?1 and f.code = ?2 and f.version = ?3 order by f.format",
      [](const storage::Row& row) {
        return ReportFile{row.text(0), row.text(1), row.text(2), row.integer(3),
                          row.integer(4) >= 2 || row.view(0) != "pdf"};
      },
      institution, code, version));
  std::ranges::stable_partition(files, [](const auto& one) { return one.format == "pdf"; });
  return files;
}

Result<std::vector<PublishedReport>> published_reports(storage::Database& db,
                                                       std::string_view institution) {
  std::vector<PublishedReport> out;
  for (auto& one : TRY(reports(db, institution))) {
    if (!was_published(one)) continue;
    PublishedReport published{std::move(one), {}};
    if (published.report.stage == ReportStage::Publicado)
      published.files =
          TRY(published_files(db, institution, published.report.code, published.report.version));
    out.push_back(std::move(published));
  }
  return out;
}

Result<std::string> kept_file(storage::Database& db, std::string_view hash) {
  Hash parsed;
  if (!parse(hash, parsed))
    return refuse(storage::Refusal::BlobMissing, {{"hallado", std::string(hash)}});
  return storage::read_blob(db, parsed);
}

Result<std::vector<ReportReading>> report_readings(storage::Database& db,
                                                   const ReportVersion& report,
                                                   std::string_view institution) {
  return db.rows(
      "select blob, name, size, reader, read_on from report_reading "
      "where institution = ?1 and code = ?2 and version = ?3 order by seq desc",
      [](const storage::Row& row) {
        return ReportReading{row.text(0), row.text(1), row.integer(2), row.integer(3), row.date(4)};
      },
      institution, report.code, report.version);
}

}  // namespace queries
