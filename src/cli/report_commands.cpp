// ceiba informe mensual | cuatrimestral | anual | estrategia: documents of a period, one file for
// each format.
#include <filesystem>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "documents/render.hpp"
#include "documents/report_input.hpp"
#include "queries/plans.hpp"
#include "queries/report_frame.hpp"
#include "text/format.hpp"

namespace cli {
namespace {

using documents::Frame;

// "6ta. avenida 3-11, zona 4, Ciudad de Guatemala" in two lines, broken at the last comma.
std::vector<std::string> address_lines(const std::string& address) {
  const auto comma = address.rfind(", ");
  if (comma == address.npos) return {address};
  return {address.substr(0, comma + 1), address.substr(comma + 2)};
}

std::string numbers_in_words(const std::vector<std::int64_t>& numbers) {
  std::vector<std::string> words;
  for (const auto number : numbers) words.push_back(std::to_string(number));
  return text::listed(words);
}

void add_posts(Frame& frame, const queries::ReportPosts& posts,
               const std::vector<documents::Responsible>& areas) {
  const auto sign = [&](std::string_view act, const queries::Signatory& who) {
    frame.signatures.push_back(
        {std::string(act), who.post, frame.institution.name, who.holder, std::nullopt});
  };
  frame.responsibles.push_back({posts.approver.post, posts.approver.holder, "Aprueba"});
  for (const auto& one : posts.reviewers)
    frame.responsibles.push_back({one.post, one.holder, "Revisa"});
  frame.responsibles.push_back({posts.author.post, posts.author.holder, "Elabora"});
  frame.responsibles.insert(frame.responsibles.end(), areas.begin(), areas.end());
  for (const auto& [head, numbers] : posts.others)
    frame.responsibles.push_back(
        {head.post, head.holder, "Responde por las funciones " + numbers_in_words(numbers)});
  sign("Elaborado por", posts.author);
  for (const auto& one : posts.reviewers) sign("Revisado por", one);
  sign("Vo. Bo. y aprobado por", posts.approver);
}

struct FrameRequest {
  std::string_view document;  // "informe_cuatrimestral", as norms and functions name it.
  std::string code;
  FiscalYear year;
  Date made_on;
  bool illustrative = false;
  std::vector<documents::Responsible> areas;
};

Result<Frame> frame_of(const commands::Context& context, const FrameRequest& request) {
  auto& db = context.db();
  const auto data = TRY(queries::institution_data(db, context.institution));
  const auto posts =
      TRY(queries::report_posts(db, context.institution, request.document, request.made_on));
  const auto state = TRY(queries::report_state(db, context.institution, request.code));

  Frame frame;
  frame.institution = {data.name, posts.author_unit, address_lines(data.address), data.telephone,
                       data.email};
  frame.institution_in_prose =
      data.name.starts_with("Instituto") ? "el Instituto" : "la institución";
  frame.code = request.code;
  frame.version = state.version == 0 ? 1 : state.version;
  frame.approved = state.approved;
  frame.approved_on = state.approved_on;
  frame.letter = state.letter;
  frame.made_on = state.approved_on.value_or(request.made_on);
  if (data.illustrative || request.illustrative)
    frame.illustrative =
        "Las metas 2021–2030, los productos y las funciones son de la Estrategia institucional. "
        "Los montos, las ejecuciones y el historial son ejemplos y no son cifras oficiales.";
  for (auto& one : TRY(queries::cited_norms(db, context.institution, request.document, request.year,
                                            request.made_on)))
    frame.legal.push_back({std::move(one.citation), std::move(one.obligation),
                           std::move(one.validity), one.certainty});
  add_posts(frame, posts, request.areas);
  return frame;
}

Result<Exit> write_out(const Invocation& call, const documents::Document& document) {
  const auto formats = TRY(documents::parse_formats(call.text("--formatos")));
  const auto folder = call.text("--salida");
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return refuse(Refusal::FileUnwritable, {{"archivo", folder}, {"motivo", error.message()}});
  const auto paths = TRY(documents::write_documents(document, formats, folder));
  json::array list;
  for (const auto& path : paths) {
    list.push_back(json::string(path.string()));
    if (!call.json()) call.say(path.string() + "\n");
  }
  if (call.json())
    call.say_json(json::object{{"codigo", document.code}, {"archivos", std::move(list)}});
  return Exit::Done;
}

struct ReportKind {
  std::string_view document;
  std::string_view prefix;
  documents::Document (*build)(const documents::ReportInput&);
};
constexpr ReportKind monthly{"informe_mensual", "INF-", documents::monthly_report};
constexpr ReportKind four_monthly{"informe_cuatrimestral", "INF-", documents::four_monthly_report};
constexpr ReportKind annual{"informe_anual", "INF-", documents::annual_report};

// Evaluates the period at its newest frozen cut, or on the live state, and writes the report.
Result<Exit> make_report(const Invocation& call, const ReportKind& kind) {
  const auto period = call.text("PERIODO");
  const auto context = TRY(call.open(commands::Use::Read));
  auto& db = context.db();
  documents::ReportInput input;
  input.evaluation = TRY(queries::evaluation_of(db, context.institution, period));
  const auto& cut = input.evaluation.cut;
  input.plan = TRY(queries::plan_of(db, context.institution, cut.first.year)).plan;
  input.areas = TRY(queries::area_reports(db, context.institution, period));
  input.functions = TRY(queries::functions_with_evidence(db, cut));
  input.recommendations = TRY(queries::recommendations(db, context.institution, period));
  input.measures =
      TRY(queries::measures(db, context.institution, cuatrimestre_of(cut.last), cut.seq));
  input.policy = TRY(queries::policy(db, context.institution, cut.seq));

  std::vector<documents::Responsible> areas;
  const auto made_on = local_date(cut.frozen() ? cut.frozen_at : call.world().now());
  for (const auto& area : input.areas)
    if (const auto head = TRY(queries::head_of(db, context.institution, area.unit, made_on)))
      areas.push_back({head->post, head->holder, "Entrega el análisis de su área"});
  input.frame = TRY(frame_of(context, {.document = kind.document,
                                       .code = std::string(kind.prefix) + period,
                                       .year = cut.first.year,
                                       .made_on = made_on,
                                       .illustrative = input.evaluation.illustrative,
                                       .areas = std::move(areas)}));
  const auto proof = TRY(queries::proof_of(db, cut));
  input.frame.verification = {proof.code, "", proof.hash, proof.checkpoint, proof.entries};
  if (!proof.code.empty())
    input.frame.verification.address =
        "ceiba:verificar/" + context.institution + "/" + period + "/" + proof.code;
  return write_out(call, kind.build(input));
}

Result<Exit> make_monthly(const Invocation& call) {
  CHECK(Month::parse(call.text("PERIODO")));
  return make_report(call, monthly);
}

Result<Exit> make_four_monthly(const Invocation& call) {
  CHECK(Cuatrimestre::parse(call.text("PERIODO")));
  return make_report(call, four_monthly);
}

Result<Exit> make_annual(const Invocation& call) {
  CHECK(FiscalYear::parse(call.text("PERIODO")));
  return make_report(call, annual);
}

Result<Exit> make_strategy(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  auto& db = context.db();
  documents::StrategyInput input;
  input.year = TRY(FiscalYear::parse(call.text("PERIODO")));
  const auto stored = TRY(queries::plan_of(db, context.institution, input.year));
  input.plan = stored.plan;
  const auto cut = TRY(queries::live_cut(db, context.institution, show(input.year)));
  input.functions = TRY(queries::functions_with_evidence(db, cut));
  input.measures = TRY(queries::measures(db, context.institution));
  // The strategy is of the year's plan: it carries the date on which that plan was loaded.
  input.as_of = stored.version.on;
  for (const auto& one : TRY(queries::plan_findings(db, context.institution)))
    if (one.accepted) input.accepted_findings.push_back(planning::key_of(one.finding));
  const auto data = TRY(queries::institution_data(db, context.institution));
  input.frame = TRY(frame_of(context, {.document = "estrategia",
                                       .code = "EST-" + show(input.year),
                                       .year = input.year,
                                       .made_on = input.as_of,
                                       .illustrative = data.illustrative,
                                       .areas = {}}));
  return write_out(call, documents::strategy(input));
}

constexpr Option formats{"--formatos",
                         "LISTA",
                         "Formatos, separados por comas: html, pdf, docx, xlsx, json",
                         false,
                         false,
                         {},
                         "html,pdf,docx,xlsx,json"};
constexpr Option folder{"--salida", "CARPETA", "Carpeta de los archivos", false, false,
                        {},         "salida"};
constexpr Option monthly_options[] = {{"PERIODO", "", "Mes, como 2026-04", true}, formats, folder};
constexpr Option four_monthly_options[] = {
    {"PERIODO", "", "Cuatrimestre, como 2026-C1", true}, formats, folder};
constexpr Option annual_options[] = {
    {"PERIODO", "", "Ejercicio, como 2026", true}, formats, folder};

constexpr Command commands_here[] = {
    {"informe mensual", "Escribe el informe de un mes.", monthly_options,
     "ceiba informe mensual 2026-04 --formatos html,pdf --salida salida", make_monthly},
    {"informe cuatrimestral", "Escribe el informe de evaluación y seguimiento cuatrimestral.",
     four_monthly_options, "ceiba informe cuatrimestral 2026-C1 --salida salida",
     make_four_monthly},
    {"informe anual", "Escribe el informe del año.", annual_options,
     "ceiba informe anual 2026 --formatos xlsx --salida salida", make_annual},
    {"informe estrategia",
     "Escribe la estrategia de mejora de la ejecución y calidad del gasto de un año.",
     annual_options, "ceiba informe estrategia 2026 --salida salida", make_strategy},
};

}  // namespace

std::span<const Command> report_commands() { return commands_here; }

}  // namespace cli
