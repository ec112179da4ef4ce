// ceiba informe …: a registered report on its way to the public, the same acts as in the pages.
#include "cli/command.hpp"
#include "commands/keep_file.hpp"
#include "commands/publish_files.hpp"
#include "commands/submit.hpp"
#include "documents/figures_csv.hpp"
#include "documents/render.hpp"
#include "documents/report_of.hpp"
#include "queries/cuts.hpp"
#include "queries/published_reports.hpp"
#include "queries/report_frame.hpp"
#include "queries/reporting.hpp"

namespace cli {
namespace {

// The newest version of the report that the call names, or the one of --version.
Result<queries::ReportVersion> report_named(const Invocation& call,
                                            const commands::Context& context) {
  const auto code = call.text("CODIGO");
  auto version = TRY(queries::report_state(context.db(), context.institution, code)).version;
  if (const auto asked = call.optional_text("--version"))
    version = TRY(where("campo", "--version", Quantity::parse(*asked))).in_hundredths() / 100;
  return queries::report_version(context.db(), context.institution, code, version);
}

json::object key_of(const queries::ReportVersion& report) {
  return {{"codigo", report.code}, {"version", report.version}};
}

Result<Exit> submitted(const Invocation& call, commands::Context& context, std::string_view kind,
                       json::object act, const std::string& done) {
  const auto receipt = TRY(commands::submit(context, {std::string(kind), std::move(act), ""}));
  if (call.json()) {
    auto out = receipt.outcome;
    out["asiento"] = receipt.seq;
    call.say_json(out);
  } else {
    call.say(done + " (asiento " + std::to_string(receipt.seq) + ").\n");
  }
  return Exit::Done;
}

// An act that says only which report, and a motive where the call has one.
struct Step {
  std::string_view kind, done;
};
template <const Step& step>
Result<Exit> take(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto report = TRY(report_named(call, context));
  auto act = key_of(report);
  if (const auto reason = call.optional_text("--motivo")) act["motivo"] = *reason;
  return submitted(call, context, step.kind, std::move(act),
                   "Informe " + report.code + ": " + std::string(step.done));
}

constexpr Step kept{"informe.mantener", "conserva las cifras de su corte"};
constexpr Step sent{"informe.enviar", "enviado a revisión"};
constexpr Step given_back{"informe.devolver", "devuelto"};
constexpr Step withdrawn{"informe.retirar", "retirado de la publicación"};

// The newest frozen cut of the report's period.
Result<std::int64_t> newest_cut(const commands::Context& context, const std::string& period) {
  const auto cut = TRY(queries::frozen_cut(context.db(), context.institution, period));
  return cut ? cut->version : 0;
}

Result<Exit> refresh(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto report = TRY(report_named(call, context));
  auto act = key_of(report);
  act["corte_version"] = TRY(newest_cut(context, report.period));
  return submitted(call, context, "informe.actualizar", std::move(act),
                   "Informe " + report.code + ": toma las cifras del último corte");
}

Result<Exit> correct(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto report = TRY(report_named(call, context));
  auto act = key_of(report);
  act["fe_de_erratas"] = call.text("--fe-de-erratas");
  act["corte_version"] = TRY(newest_cut(context, report.period));
  return submitted(call, context, "informe.corregir", std::move(act),
                   "Informe " + report.code + ": versión nueva en borrador");
}

// Who writes on the command line has seen the newest edit, which `edicion` says.
Result<Exit> write_section(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto report = TRY(report_named(call, context));
  auto act = key_of(report);
  const auto section = call.text("SECCION");
  act["seccion"] = section;
  act["texto"] = TRY(read_file(call.text("ARCHIVO")));
  act["completada"] = call.has("--completada");
  act["edicion"] = 0;
  for (const auto& one : TRY(queries::report_sections(context.db(), report, context.institution)))
    if (one.section == section) act["edicion"] = one.edits;
  return submitted(call, context, "informe.seccion", std::move(act),
                   "Informe " + report.code + ": sección " + section + " escrita");
}

json::object signer(std::string_view act, const queries::Signatory& who) {
  return {{"acto", act}, {"puesto", who.post}, {"titular", who.holder}};
}

// The posts that sign are those of the functions on that date, as the page offers them.
Result<Exit> sign(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto report = TRY(report_named(call, context));
  const auto day = call.text("--fecha");
  const auto on = TRY(where("campo", "--fecha", parse_date(day)));
  const auto kind = documents::parse_report_kind(report.kind);
  const auto posts =
      TRY(queries::report_posts(context.db(), context.institution,
                                kind ? documents::document_of(*kind) : std::string_view{}, on));
  json::array signers{signer("Elaborado por", posts.author)};
  for (const auto& one : posts.reviewers) signers.push_back(signer("Revisado por", one));
  signers.push_back(signer("Vo. Bo. y aprobado por", posts.approver));
  const auto path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  auto act = key_of(report);
  act["oficio"] = call.text("--oficio");
  act["fecha"] = day;
  act["firmantes"] = std::move(signers);
  act["archivo"] = TRY(where("archivo", path, commands::keep_pdf(context, bytes, path)));
  act["bytes"] = std::int64_t(bytes.size());
  return submitted(call, context, "informe.firmar", std::move(act),
                   "Informe " + report.code + ": firmas registradas");
}

Result<Exit> publish(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto report = TRY(report_named(call, context));
  const auto kind = documents::parse_report_kind(report.kind);
  const auto made =
      TRY(documents::report_of(context.db(), {.institution = context.institution,
                                              .kind = kind.value_or(documents::ReportKind{}),
                                              .period = report.period,
                                              .version = report.version,
                                              .now = call.world().now()}));
  json::array files;
  for (const std::string_view format : {"docx", "xlsx", "json", "html"}) {
    const auto formats = TRY(documents::parse_formats(format));
    const auto bytes = TRY(documents::render(made.document, formats.front()));
    files.push_back(
        TRY(commands::publish_file(context, format, queries::file_name_of(report, format), bytes)));
  }
  files.push_back(TRY(commands::publish_file(
      context, "csv", queries::file_name_of(report, "csv"), documents::figures_csv(made.document),
      commands::figures_of_report(report.period, report.code, report.version))));
  files.push_back(commands::named_file("pdf", queries::file_name_of(report, "pdf"),
                                       report.signed_hash, report.signed_size));
  auto act = key_of(report);
  act["archivos"] = std::move(files);
  return submitted(call, context, "informe.publicar", std::move(act),
                   "Informe " + report.code + " publicado");
}

constexpr Option code{"CODIGO", "", "Código del informe, como INF-2026-C1", true};
constexpr Option version{"--version", "N", "Otra versión que la última"};
constexpr Option reason{"--motivo", "TEXTO", "Por qué", true};
constexpr Option report_options[] = {code, version};
constexpr Option reason_options[] = {code, version, reason};
constexpr Option errata_options[] = {
    code, version, {"--fe-de-erratas", "TEXTO", "Qué corrige la versión nueva", true}};
constexpr Option section_options[] = {
    code,
    {"SECCION", "", "Nombre de la sección, como ejecucion-financiera", true},
    {"ARCHIVO", "", "El texto; «-» para la entrada estándar", true},
    {"--completada", "", "La sección queda completada"},
    version};
constexpr Option sign_options[] = {code,
                                   {"ARCHIVO", "", "PDF del informe firmado", true},
                                   {"--oficio", "NÚMERO", "Oficio con el que se remite", true},
                                   {"--fecha", "AAAA-MM-DD", "Fecha de las firmas", true},
                                   version};

constexpr Command commands_here[] = {
    {"informe seccion", "Escribe una sección de un informe en borrador.", section_options,
     "ceiba informe seccion INF-2026-C1 ejecucion-financiera texto.txt --como monitoreo",
     write_section},
    {"informe actualizar", "Toma las cifras del último corte del período.", report_options,
     "ceiba informe actualizar INF-2026-C1 --como monitoreo", refresh},
    {"informe mantener", "Conserva las cifras del corte aunque hayan cambiado.", report_options,
     "ceiba informe mantener INF-2026-C1 --como monitoreo", take<kept>},
    {"informe enviar", "Envía un informe a revisión.", report_options,
     "ceiba informe enviar INF-2026-C1 --como monitoreo", take<sent>},
    {"informe devolver", "Devuelve un informe con un motivo.", reason_options,
     "ceiba informe devolver INF-2026-C1 --motivo \"Falta el análisis\" --como autoridad",
     take<given_back>},
    {"informe firmar", "Registra las firmas y el PDF firmado.", sign_options,
     "ceiba informe firmar INF-2026-C1 firmado.pdf --oficio DG-55-2026 --fecha 2026-05-15 \\\n"
     "  --como autoridad",
     sign},
    {"informe publicar", "Publica un informe firmado, con todos sus formatos.", report_options,
     "ceiba informe publicar INF-2026-C1 --como informacion", publish},
    {"informe retirar", "Retira un informe publicado; queda en la lista con su motivo.",
     reason_options,
     "ceiba informe retirar INF-2026-C1 --motivo \"Datos personales\" --como informacion",
     take<withdrawn>},
    {"informe corregir", "Abre la versión que corrige un informe publicado.", errata_options,
     "ceiba informe corregir INF-2026-C1 --fe-de-erratas \"Cuadro 4: …\" --como monitoreo",
     correct},
};

}  // namespace

std::span<const Command> publication_commands() { return commands_here; }

}  // namespace cli
