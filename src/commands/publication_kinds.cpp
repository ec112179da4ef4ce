// Acts of a report's way: its sections, the review, the signatures, the publication, the
// withdrawal, and the version that corrects a published one.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "commands/command.hpp"
#include "domain/access/permissions.hpp"
#include "domain/accountability/publication.hpp"
#include "domain/reporting/publication.hpp"

namespace commands {
namespace {

using access_control::Permission;
using reporting::Refusal;
using reporting::ReportStage;
using reporting::ReportStep;
using storage::Field;
using storage::Fields;
using storage::Record;
using storage::Value;

// The row as it was, to be put again with some columns changed.
Fields changed(const Record& row, const Fields& changes) {
  auto fields = row.fields();
  std::erase_if(fields, [](const Field& field) { return field.first == "seq"; });
  for (const auto& [name, value] : changes) {
    const auto at = std::ranges::find(fields, name, &Field::first);
    if (at == fields.end())
      fields.emplace_back(name, value);
    else
      at->second = value;
  }
  return fields;
}

struct Version {
  std::string code;
  std::int64_t number = 0;
  Record report;
  std::optional<Record> progress;
  ReportStage stage = ReportStage::Borrador;
  std::vector<Detail> named() const {
    return {{"codigo", code},
            {"version", std::to_string(number)},
            {"hallado", std::string(show(stage))}};
  }
};

// {"codigo", "version"} of every act here.
Result<Version> version_of(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto code = TRY(text_at(act, "codigo"));
  const auto number = TRY(integer_at(act, "version"));
  const Fields key{{"institution", meta.institution}, {"code", code}, {"version", number}};
  auto row = TRY(storage::find(db, "report", key));
  if (!row)
    return refuse(Refusal::ReportUnknown, {{"codigo", code}, {"version", std::to_string(number)}});
  Version version{code, number, *std::move(row), TRY(storage::find(db, "report_progress", key))};
  if (version.progress)
    version.stage = *reporting::parse_report_stage(version.progress->text("state"));
  else if (version.report.text("state") == "aprobado")
    version.stage = ReportStage::Aprobado;
  return version;
}

Result<ReportStage> step_of(const Version& version, ReportStep step) {
  const auto next = reporting::after(version.stage, step);
  if (!next) return refuse(next.error(), version.named());
  return *next;
}

// The progress after a step, with what the step adds.
Decision moved(const Version& version, ReportStage stage, Fields more) {
  Decision decision;
  more.insert(more.begin(), {"state", std::string(show(stage))});
  if (version.progress) {
    decision.changes.put("report_progress", changed(*version.progress, more));
  } else {
    more.insert(more.begin(), {{"code", version.code}, {"version", version.number}});
    decision.changes.put("report_progress", std::move(more));
  }
  decision.outcome = {
      {"codigo", version.code}, {"version", version.number}, {"estado", show(stage)}};
  return decision;
}

Result<std::string> reason_of(const json::object& act) {
  auto reason = std::string(trimmed(optional_text_at(act, "motivo").value_or("")));
  if (reason.empty()) return refuse(Refusal::ReportReasonMissing);
  return reason;
}

// ---- informe.preparar, version 2 ----------------------------------------------------------------
// {"codigo", "tipo", "periodo", "corte_version"}: a new draft. A strategy has no cut (0): it is of
// the year's plan. A report that is still on its way is not drafted beside itself.
Result<Decision> decide_draft(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto code = TRY(text_at(act, "codigo")), period = TRY(text_at(act, "periodo"));
  const auto kind = TRY(text_at(act, "tipo"));
  const auto cut = TRY(integer_at(act, "corte_version"));
  if (kind != "estrategia" &&
      !TRY(storage::find(db, "cut",
                         {{"institution", meta.institution}, {"code", period}, {"version", cut}})))
    return refuse(Refusal::CutMissing, {{"hallado", period}});
  const auto before =
      TRY(storage::select(db, "report", {{"institution", meta.institution}, {"code", code}}));
  const auto number = std::int64_t(before.size()) + 1;
  if (number > 1) {
    const auto last =
        TRY(version_of(db, json::object{{"codigo", code}, {"version", number - 1}}, meta));
    if (last.stage != ReportStage::Retirado && last.stage != ReportStage::Publicado)
      return refuse(Refusal::ReportOpen, last.named());
  }
  Decision decision;
  decision.changes.put("report", {{"code", code},
                                  {"version", number},
                                  {"kind", kind},
                                  {"period", period},
                                  {"cut_version", cut},
                                  {"state", "borrador"},
                                  {"author", meta.actor},
                                  {"drafted_on", show(meta.today())}});
  decision.outcome = {{"codigo", code}, {"version", number}};
  return decision;
}

// ---- informe.seccion ----------------------------------------------------------------------------
// {"codigo", "version", "seccion", "texto", "completada"[, "puesto"][, "edicion"]}: `edicion` is
// the number of the edit that the writer saw; 0 for none.
Result<Decision> decide_section(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto version = TRY(version_of(db, act, meta));
  CHECK(step_of(version, ReportStep::Write));
  const auto section = TRY(text_at(act, "seccion"));
  auto text = TRY(text_at(act, "texto"));
  if (text.size() > reporting::section_text_max)
    return refuse(Refusal::SectionTooLong,
                  {{"hallado", std::to_string(text.size())},
                   {"esperado", std::to_string(reporting::section_text_max)}});
  const auto before = TRY(storage::find(db, "report_section",
                                        {{"institution", meta.institution},
                                         {"code", version.code},
                                         {"version", version.number},
                                         {"section", section}}));
  const std::int64_t edits = before ? before->integer("edits") : 0;
  if (const auto seen = optional_integer_at(act, "edicion"); seen && *seen != edits)
    return refuse(Refusal::SectionStale, {{"campo", section}});
  const std::string state = TRY(flag_at(act, "completada")) ? "completada" : "borrador";
  const auto post = optional_text_at(act, "puesto");
  Decision decision;
  decision.outcome = {{"seccion", section}, {"edicion", edits}, {"estado", state}};
  if (before && before->text("text") == text && before->text("state") == state &&
      (!post || before->optional_text("post") == post))
    return decision;  // Autosave of what is there already.
  decision.outcome["edicion"] = edits + 1;
  decision.changes.put("report_section",
                       {{"code", version.code},
                        {"version", version.number},
                        {"section", section},
                        {"text", std::move(text)},
                        {"state", state},
                        {"post", post     ? storage::as_value(post)
                                 : before ? storage::as_value(before->optional_text("post"))
                                          : Value{}},
                        {"author", meta.actor},
                        {"edits", edits + 1}});
  return decision;
}

// ---- the cut of a draft -------------------------------------------------------------------------
// {"codigo", "version", "corte_version"}: the report takes its figures from another frozen cut.
Result<Decision> decide_refresh(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto version = TRY(version_of(db, act, meta));
  CHECK(step_of(version, ReportStep::Write));
  const auto cut = TRY(integer_at(act, "corte_version"));
  if (!TRY(storage::find(db, "cut",
                         {{"institution", meta.institution},
                          {"code", version.report.text("period")},
                          {"version", cut}})))
    return refuse(Refusal::CutMissing, {{"hallado", version.report.text("period")}});
  Decision decision;
  decision.changes.put("report", changed(version.report, {{"cut_version", cut}}));
  decision.outcome = {
      {"codigo", version.code}, {"version", version.number}, {"corte_version", cut}};
  return decision;
}

// {"codigo", "version"}: the figures of the cut stay, although later ones are known.
Result<Decision> decide_keep(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto version = TRY(version_of(db, act, meta));
  return moved(version, TRY(step_of(version, ReportStep::Write)), {{"kept_seq", meta.seq}});
}

// ---- review -------------------------------------------------------------------------------------
Result<Decision> decide_send(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto version = TRY(version_of(db, act, meta));
  return moved(version, TRY(step_of(version, ReportStep::Send)),
               {{"sender", meta.actor}, {"sent_on", show(meta.today())}, {"reason", Value{}}});
}

// {…, "motivo"}
Result<Decision> decide_return(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto version = TRY(version_of(db, act, meta));
  const auto stage = TRY(step_of(version, ReportStep::Return));
  return moved(version, stage,
               {{"returned_by", meta.actor},
                {"returned_on", show(meta.today())},
                {"reason", TRY(reason_of(act))}});
}

// informe.aprobar, version 2. {…[, "oficio"]}: by another person than who wrote and who sent.
Result<Decision> decide_approve(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto version = TRY(version_of(db, act, meta));
  if (version.stage == ReportStage::Aprobado)
    return refuse(Refusal::ReportAlreadyApproved, version.named());
  const auto stage = TRY(step_of(version, ReportStep::Approve));
  const auto author = version.report.integer("author");
  if (author == meta.actor) return refuse(Refusal::ReportByAuthor, version.named());
  CHECK(require_other_people(db, meta, Permission::ApproveReport,
                             {author, Permission::DraftReport, version.report.date("drafted_on")}));
  if (version.progress && version.progress->optional_integer("sender")) {
    const auto sender = version.progress->integer("sender");
    if (sender == meta.actor) return refuse(Refusal::ReportByAuthor, version.named());
    CHECK(
        require_other_people(db, meta, Permission::ApproveReport,
                             {sender, Permission::DraftReport, version.progress->date("sent_on")}));
  }
  const auto letter = storage::as_value(optional_text_at(act, "oficio"));
  auto decision = moved(version, stage, {{"letter", letter}});
  decision.changes.put("report", changed(version.report, {{"state", "aprobado"},
                                                          {"approver", meta.actor},
                                                          {"approved_on", show(meta.today())},
                                                          {"letter", letter}}));
  return decision;
}

// ---- informe.firmar -----------------------------------------------------------------------------
// {…, "oficio", "fecha", "firmantes": [{acto, puesto, titular}], "archivo" (hash), "bytes"}
Result<Decision> decide_sign(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto version = TRY(version_of(db, act, meta));
  const auto stage = TRY(step_of(version, ReportStep::Sign));
  const auto signatories = TRY(array_at(act, "firmantes"));
  if (signatories.empty()) return refuse(Refusal::SignaturesMissing, version.named());
  const auto on = TRY(parse_date(TRY(text_at(act, "fecha"))));
  if (on > meta.today()) return refuse(Refusal::EvidenceOutOfPeriod, {{"hallado", show(on)}});
  return moved(version, stage,
               {{"letter", TRY(text_at(act, "oficio"))},
                {"signed_by", meta.actor},
                {"signed_on", show(on)},
                {"signatories", canonical(signatories)},
                {"signed_blob", TRY(text_at(act, "archivo"))},
                {"signed_size", TRY(integer_at(act, "bytes"))}});
}

// ---- informe.publicar, version 1 ----------------------------------------------------------------
// {…, "archivos": [{formato, nombre, archivo (hash), bytes}]}: the signed scan goes with them as
// the PDF, under the name that the act gives it ("nombre_pdf").
Result<Decision> decide_publish(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto version = TRY(version_of(db, act, meta));
  const auto stage = TRY(step_of(version, ReportStep::Publish));
  auto decision =
      moved(version, stage, {{"published_by", meta.actor}, {"published_on", show(meta.today())}});
  const auto add = [&](std::string format, std::string name, std::string blob, std::int64_t size) {
    decision.changes.put("published_file", {{"code", version.code},
                                            {"version", version.number},
                                            {"format", std::move(format)},
                                            {"name", std::move(name)},
                                            {"blob", std::move(blob)},
                                            {"size", size}});
  };
  add("pdf", TRY(text_at(act, "nombre_pdf")), version.progress->text("signed_blob"),
      version.progress->integer("signed_size"));
  const auto files = TRY(array_at(act, "archivos"));
  if (files.empty()) return refuse(Refusal::FilesMissing, version.named());
  for (const auto& item : files) {
    const auto& file = item.as_object();
    add(TRY(text_at(file, "formato")), TRY(text_at(file, "nombre")), TRY(text_at(file, "archivo")),
        TRY(integer_at(file, "bytes")));
  }
  return decision;
}

// The files that an act of publication names, as rows under a code and a version.
Result<std::vector<accountability::PublishedFile>> put_files(const json::object& act,
                                                             Changes& changes,
                                                             const std::string& code,
                                                             std::int64_t version) {
  std::vector<accountability::PublishedFile> all;
  for (const auto& item : TRY(array_at(act, "archivos"))) {
    const auto* object = item.if_object();
    all.push_back(TRY(accountability::published_file(object ? *object : json::object{})));
    const auto& file = all.back();
    changes.put("published_file", {{"code", code},
                                   {"version", version},
                                   {"format", file.format},
                                   {"name", file.name},
                                   {"blob", show(file.hash)},
                                   {"size", file.size}});
  }
  return all;
}

// ---- informe.publicar, version 2 ----------------------------------------------------------------
// {…, "archivos": [accountability::as_json(file)]}: the act names every file by its hash, the
// signed scan too, and of a CSV the root of its figures, so that each can be proved by this entry
// alone.
Result<Decision> decide_publish_proved(storage::Database& db, const json::object& act,
                                       const Meta& meta) {
  const auto version = TRY(version_of(db, act, meta));
  const auto stage = TRY(step_of(version, ReportStep::Publish));
  auto decision =
      moved(version, stage, {{"published_by", meta.actor}, {"published_on", show(meta.today())}});
  const auto files = TRY(put_files(act, decision.changes, version.code, version.number));
  if (files.size() < 2) return refuse(Refusal::FilesMissing, version.named());
  const auto scan = std::ranges::find(files, "pdf", &accountability::PublishedFile::format);
  if (scan == files.end() || show(scan->hash) != version.progress->text("signed_blob"))
    return refuse(Refusal::SignedCopyDiffers, version.named());
  return decision;
}

// ---- datos.publicar -----------------------------------------------------------------------------
// {"corte", "corte_version", "archivos": [accountability::as_json(file)]}: the open data of a
// frozen cut, once. Under a code of their own, which no report has.
Result<Decision> decide_publish_data(storage::Database& db, const json::object& act,
                                     const Meta& meta) {
  const auto cut = TRY(text_at(act, "corte"));
  const auto version = TRY(integer_at(act, "corte_version"));
  const auto code = accountability::code_of_data(cut);
  const std::vector<Detail> named{{"codigo", cut}, {"version", std::to_string(version)}};
  if (!TRY(storage::find(db, "cut",
                         {{"institution", meta.institution}, {"code", cut}, {"version", version}})))
    return refuse(Refusal::CutMissing, {{"hallado", cut}});
  if (!TRY(storage::select(
               db, "published_file",
               {{"institution", meta.institution}, {"code", code}, {"version", version}}))
           .empty())
    return refuse(Refusal::DataAlreadyPublished, named);
  Decision decision;
  const auto files = TRY(put_files(act, decision.changes, code, version));
  if (files.empty()) return refuse(Refusal::FilesMissing, named);
  decision.outcome = {
      {"corte", cut}, {"corte_version", version}, {"archivos", std::int64_t(files.size())}};
  return decision;
}

// {…, "motivo"}: it stays listed, with the reason; its files are no longer served.
Result<Decision> decide_withdraw(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto version = TRY(version_of(db, act, meta));
  const auto stage = TRY(step_of(version, ReportStep::Withdraw));
  return moved(version, stage,
               {{"withdrawn_by", meta.actor},
                {"withdrawn_on", show(meta.today())},
                {"reason", TRY(reason_of(act))}});
}

// ---- informe.corregir ---------------------------------------------------------------------------
// {…, "fe_de_erratas", "corte_version"}: a new version that replaces the published one, with its
// texts to begin with.
Result<Decision> decide_correct(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto version = TRY(version_of(db, act, meta));
  const auto all = TRY(
      storage::select(db, "report", {{"institution", meta.institution}, {"code", version.code}}));
  if (std::int64_t(all.size()) != version.number)
    return refuse(Refusal::ReportNotNewest, version.named());
  if (version.stage != ReportStage::Publicado && version.stage != ReportStage::Retirado)
    return refuse(Refusal::ReportWrongStage, version.named());
  const auto errata = std::string(trimmed(TRY(text_at(act, "fe_de_erratas"))));
  if (errata.empty()) return refuse(Refusal::ErrataMissing);
  const auto cut = TRY(integer_at(act, "corte_version"));
  if (version.report.text("kind") != "estrategia" &&
      !TRY(storage::find(db, "cut",
                         {{"institution", meta.institution},
                          {"code", version.report.text("period")},
                          {"version", cut}})))
    return refuse(Refusal::CutMissing, {{"hallado", version.report.text("period")}});
  const auto number = version.number + 1;
  Decision decision;
  decision.changes.put("report", {{"code", version.code},
                                  {"version", number},
                                  {"kind", version.report.text("kind")},
                                  {"period", version.report.text("period")},
                                  {"cut_version", cut},
                                  {"state", "borrador"},
                                  {"author", meta.actor},
                                  {"drafted_on", show(meta.today())}});
  decision.changes.put("report_progress", {{"code", version.code},
                                           {"version", number},
                                           {"state", "borrador"},
                                           {"replaces", version.number},
                                           {"errata", errata}});
  for (const auto& section : TRY(storage::select(db, "report_section",
                                                 {{"institution", meta.institution},
                                                  {"code", version.code},
                                                  {"version", version.number}})))
    decision.changes.put(
        "report_section",
        changed(section, {{"version", number}, {"state", "borrador"}, {"edits", 0}}));
  decision.outcome = {{"codigo", version.code}, {"version", number}};
  return decision;
}

// {…, "archivo" (hash), "nombre", "bytes"}: a DOCX came back from the people who edit it.
Result<Decision> decide_read_back(storage::Database& db, const json::object& act,
                                  const Meta& meta) {
  const auto version = TRY(version_of(db, act, meta));
  Decision decision;
  decision.changes.put("report_reading", {{"code", version.code},
                                          {"version", version.number},
                                          {"blob", TRY(text_at(act, "archivo"))},
                                          {"name", TRY(text_at(act, "nombre"))},
                                          {"size", TRY(integer_at(act, "bytes"))},
                                          {"reader", meta.actor},
                                          {"read_on", show(meta.today())}});
  return decision;
}

constexpr std::array kinds{
    Kind{"informe.preparar", 2, Scope::Institution, Permission::DraftReport, decide_draft},
    Kind{"informe.seccion", 1, Scope::Institution, Permission::DraftReport, decide_section},
    Kind{"informe.actualizar", 1, Scope::Institution, Permission::DraftReport, decide_refresh},
    Kind{"informe.mantener", 1, Scope::Institution, Permission::DraftReport, decide_keep},
    Kind{"informe.enviar", 1, Scope::Institution, Permission::DraftReport, decide_send},
    Kind{"informe.devolver", 1, Scope::Institution, Permission::ApproveReport, decide_return},
    Kind{"informe.aprobar", 2, Scope::Institution, Permission::ApproveReport, decide_approve},
    Kind{"informe.firmar", 1, Scope::Institution, Permission::SignReport, decide_sign},
    Kind{"informe.publicar", 1, Scope::Institution, Permission::PublishReport, decide_publish},
    Kind{"informe.publicar", 2, Scope::Institution, Permission::PublishReport,
         decide_publish_proved},
    Kind{"datos.publicar", 1, Scope::Institution, Permission::PublishReport, decide_publish_data},
    Kind{"informe.retirar", 1, Scope::Institution, Permission::WithdrawReport, decide_withdraw},
    Kind{"informe.corregir", 1, Scope::Institution, Permission::DraftReport, decide_correct},
    Kind{"informe.releer", 1, Scope::Institution, Permission::DraftReport, decide_read_back},
};

}  // namespace

std::span<const Kind> publication_kinds() { return kinds; }

}  // namespace commands
