// From the base to the document of a report.
#include "documents/report_of.hpp"

#include <algorithm>

#include "documents/section_text.hpp"
#include "queries/persons.hpp"
#include "queries/plans.hpp"
#include "queries/report_frame.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

struct KindRow {
  ReportKind kind;
  std::string_view name, document, prefix;
  Document (*build)(const ReportInput&);
};
constexpr KindRow rows[] = {
    {ReportKind::Monthly, "mensual", "informe_mensual", "INF-", monthly_report},
    {ReportKind::FourMonthly, "cuatrimestral", "informe_cuatrimestral", "INF-",
     four_monthly_report},
    {ReportKind::Annual, "anual", "informe_anual", "INF-", annual_report},
    {ReportKind::Strategy, "estrategia", "estrategia", "EST-", nullptr},
};
const KindRow& row_of(ReportKind kind) { return rows[static_cast<std::size_t>(kind)]; }

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
               const std::vector<Responsible>& areas) {
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

// Who signed, on which day, where the signed report came back.
void add_signing(Frame& frame, const queries::ReportVersion& version) {
  if (!version.signed_on) return;
  for (auto& signature : frame.signatures)
    for (const auto& one : version.signatories)
      if (one.post == signature.post) {
        signature.signed_on = version.signed_on;
        if (!one.holder.empty()) signature.holder = one.holder;
      }
}

struct FrameRequest {
  ReportKind kind{};
  std::string institution, code;
  FiscalYear year;
  Date made_on;
  bool illustrative = false;
  std::vector<Responsible> areas = {};
  const queries::ReportVersion* version = nullptr;
};

Result<Frame> frame_of(storage::Database& db, const FrameRequest& request) {
  const auto document = document_of(request.kind);
  const auto data = TRY(queries::institution_data(db, request.institution));
  const auto posts = TRY(queries::report_posts(db, request.institution, document, request.made_on));
  Frame frame;
  frame.institution = {data.name, posts.author_unit, address_lines(data.address), data.telephone,
                       data.email};
  frame.institution_in_prose =
      data.name.starts_with("Instituto") ? "el Instituto" : "la institución";
  frame.code = request.code;
  frame.made_on = request.made_on;
  if (const auto* version = request.version) {
    frame.version = version->version;
    frame.approved = version->approved_on.has_value();
    frame.approved_on = version->approved_on;
    frame.letter = version->letter;
    frame.made_on = version->approved_on.value_or(request.made_on);
  }
  if (data.illustrative || request.illustrative)
    frame.illustrative =
        "Las metas 2021–2030, los productos y las funciones son de la Estrategia institucional. "
        "Los montos, las ejecuciones y el historial son ejemplos y no son cifras oficiales.";
  for (auto& one :
       TRY(queries::cited_norms(db, request.institution, document, request.year, request.made_on)))
    frame.legal.push_back({std::move(one.citation), std::move(one.obligation),
                           std::move(one.validity), one.certainty});
  add_posts(frame, posts, request.areas);
  if (request.version) add_signing(frame, *request.version);
  return frame;
}

// What a new version corrects stands before its first chapter.
void insert_errata(Document& document, const queries::ReportVersion& version,
                   const queries::ReportVersion& before) {
  Section section;
  section.blocks.push_back(Heading{1, "Fe de erratas"});
  std::string replaced = "Esta versión " + std::to_string(version.version) +
                         " reemplaza a la versión " + std::to_string(before.version);
  if (before.published_on) replaced += ", publicada el " + text::long_date(*before.published_on);
  section.blocks.push_back(Paragraph{prose(replaced + '.')});
  if (!before.signed_hash.empty())
    section.blocks.push_back(Paragraph{
        prose("Huella SHA-256 del archivo reemplazado: ", code(before.signed_hash), ".")});
  for (auto& block : blocks_of_text(version.errata, {})) section.blocks.push_back(std::move(block));
  document.sections.insert(document.sections.begin(), std::move(section));
}

Result<std::optional<queries::ReportVersion>> version_for(storage::Database& db,
                                                          const ReportOrder& order,
                                                          const std::string& code) {
  std::optional<queries::ReportVersion> out;
  if (order.version)
    out = TRY(queries::report_version(db, order.institution, code, *order.version));
  else
    for (auto& one : TRY(queries::reports(db, order.institution)))
      if (one.code == code) {
        out = std::move(one);
        break;
      }
  return out;
}

Result<void> add_writing(storage::Database& db, const ReportOrder& order, Document& document,
                         const queries::ReportVersion& version,
                         const std::vector<NamedFigure>& figures) {
  std::map<std::string, std::string> texts;
  for (auto& one : TRY(queries::report_sections(db, version, order.institution)))
    texts.emplace(std::move(one.section), std::move(one.text));
  insert_texts(document, texts, figures);
  if (version.replaces != 0)
    insert_errata(
        document, version,
        TRY(queries::report_version(db, order.institution, version.code, version.replaces)));
  return {};
}

Result<MadeReport> periodical(storage::Database& db, const ReportOrder& order) {
  const auto& row = row_of(order.kind);
  const auto code = TRY(report_code(order.kind, order.period));
  const auto version = TRY(version_for(db, order, code));
  MadeReport made;
  ReportInput input;
  std::optional<queries::Cut> frozen;
  if (version && version->cut_version > 0)
    frozen = TRY(queries::frozen_cut(db, order.institution, order.period,
                                     static_cast<int>(version->cut_version)));
  input.evaluation = frozen ? TRY(queries::evaluation_at(db, *frozen))
                            : TRY(queries::evaluation_of(db, order.institution, order.period));
  CHECK(queries::protect_equity(db, input.evaluation, local_date(order.now)));
  const auto& cut = input.evaluation.cut;
  input.plan = TRY(queries::plan_of(db, order.institution, cut.first.year)).plan;
  input.areas = TRY(queries::area_reports(db, order.institution, order.period));
  input.functions = TRY(queries::functions_with_evidence(db, cut));
  input.recommendations = TRY(queries::recommendations(db, order.institution, order.period));
  input.measures =
      TRY(queries::measures(db, order.institution, cuatrimestre_of(cut.last), cut.seq));
  input.policy = TRY(queries::policy(db, order.institution, cut.seq));
  input.austerity = TRY(queries::austerity_standings(db, order.institution, cut.last, &cut));
  input.control = TRY(queries::control_standing(db, cut));
  std::vector<Responsible> areas;
  const auto made_on = local_date(cut.frozen() ? cut.frozen_at : order.now);
  for (const auto& area : input.areas)
    if (const auto head = TRY(queries::head_of(db, order.institution, area.unit, made_on)))
      areas.push_back({head->post, head->holder, "Entrega el análisis de su área"});
  input.frame = TRY(frame_of(db, {.kind = order.kind,
                                  .institution = order.institution,
                                  .code = code,
                                  .year = cut.first.year,
                                  .made_on = made_on,
                                  .illustrative = input.evaluation.illustrative,
                                  .areas = std::move(areas),
                                  .version = version ? &*version : nullptr}));
  const auto proof = TRY(queries::proof_of(db, cut));
  input.frame.verification = {proof.code, "", proof.hash, proof.checkpoint, proof.entries};
  if (!proof.code.empty())
    input.frame.verification.address =
        "ceiba:verificar/" + order.institution + "/" + order.period + "/" + proof.code;
  made.document = row.build(input);
  made.evaluation = std::move(input.evaluation);
  if (version)
    CHECK(add_writing(db, order, made.document, *version, figures_to_name(*made.evaluation)));
  return made;
}

Result<MadeReport> yearly_strategy(storage::Database& db, const ReportOrder& order) {
  const auto code = TRY(report_code(order.kind, order.period));
  const auto version = TRY(version_for(db, order, code));
  StrategyInput input;
  input.year = TRY(FiscalYear::parse(order.period));
  const auto stored = TRY(queries::plan_of(db, order.institution, input.year));
  input.plan = stored.plan;
  const auto cut = TRY(queries::live_cut(db, order.institution, show(input.year)));
  input.functions = TRY(queries::functions_with_evidence(db, cut));
  input.measures = TRY(queries::measures(db, order.institution));
  for (auto& one : TRY(queries::austerity_standings(db, order.institution, {input.year, 12})))
    if (one.row.measure.first.year == input.year) input.austerity.push_back(std::move(one));
  // The strategy is of the year's plan: it carries the date on which that plan was loaded.
  input.as_of = stored.version.on;
  for (const auto& one : TRY(queries::plan_findings(db, order.institution)))
    if (one.accepted) input.accepted_findings.push_back(planning::key_of(one.finding));
  const auto data = TRY(queries::institution_data(db, order.institution));
  input.frame = TRY(frame_of(db, {.kind = order.kind,
                                  .institution = order.institution,
                                  .code = code,
                                  .year = input.year,
                                  .made_on = input.as_of,
                                  .illustrative = data.illustrative,
                                  .version = version ? &*version : nullptr}));
  MadeReport made{strategy(input), std::nullopt};
  if (version) CHECK(add_writing(db, order, made.document, *version, {}));
  return made;
}

}  // namespace

std::string_view show(ReportKind kind) { return row_of(kind).name; }

std::optional<ReportKind> parse_report_kind(std::string_view name) {
  const auto found = std::ranges::find(rows, name, &KindRow::name);
  if (found == std::end(rows)) return std::nullopt;
  return found->kind;
}

std::string_view document_of(ReportKind kind) { return row_of(kind).document; }

Result<std::string> report_code(ReportKind kind, std::string_view period) {
  switch (kind) {
    case ReportKind::Monthly:
      CHECK(Month::parse(period));
      break;
    case ReportKind::FourMonthly:
      CHECK(Cuatrimestre::parse(period));
      break;
    case ReportKind::Annual:
    case ReportKind::Strategy:
      CHECK(FiscalYear::parse(period));
      break;
  }
  return std::string(row_of(kind).prefix) + std::string(period);
}

Result<MadeReport> report_of(storage::Database& db, const ReportOrder& order) {
  return order.kind == ReportKind::Strategy ? yearly_strategy(db, order) : periodical(db, order);
}

}  // namespace documents
