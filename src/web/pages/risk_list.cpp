// The risk matrix of a year, its map, its work plan, its components, and its files.
#include "documents/control_documents.hpp"
#include "documents/render.hpp"
#include "documents/risk_map.hpp"
#include "documents/risk_workbook.hpp"
#include "queries/report_frame.hpp"
#include "queries/risks.hpp"
#include "text/control_tools.hpp"
#include "text/format.hpp"
#include "web/pages/report_files.hpp"
#include "web/pages/risk_pages.hpp"
#include "web/pages/tool_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using Kind = TableColumn::Kind;
using queries::RiskMatrix;

constexpr std::string_view here = "/auditoria/riesgos";

std::string address_of(const storage::RiskRow& row) {
  return std::string(here) + "/" + show(row.ejercicio) + "/" + std::to_string(row.number);
}

Tint tint_of(const RiskMatrix& matrix, const control::RiskBand* band) {
  if (band == nullptr) return Tint::Grey;
  const auto place = static_cast<std::size_t>(band - matrix.bands.data());
  return place == 0 ? Tint::Green : place == 1 ? Tint::Amber : Tint::Red;
}

// Residual risks are told with two decimals, on pages and in files.
TableCell residual_of(const storage::RiskRow& row) {
  const auto shown = text::decimal(row.levels.residual(), 2);
  return {.value = html("{}", shown), .export_text = shown, .css = "num"};
}

TableView matrix_of(const RiskMatrix& matrix) {
  TableView view;
  view.id = "matriz";
  view.caption = "Matriz de evaluación de riesgos, ejercicio " + show(matrix.year);
  view.illustrative = matrix.illustrative;
  view.file_name = "matriz-riesgos-" + show(matrix.year);
  view.empty = "Aún no se ha registrado ningún riesgo de este ejercicio.";
  view.origin =
      "RI = probabilidad × severidad. RR = RI ÷ valor del control mitigador (VCM), con dos "
      "decimales; la banda se decide con la fracción exacta.";
  view.columns = {{.key = "no", .title = "No.", .kind = Kind::Count},
                  {.key = "ue", .title = "UE", .kind = Kind::Code, .secondary = true},
                  {.key = "tipo", .title = "Tipo", .kind = Kind::Code, .secondary = true},
                  {.key = "area", .title = "Área evaluada", .secondary = true},
                  {.key = "evento", .title = "Evento identificado", .secondary = true},
                  {.key = "riesgo", .title = "Descripción del riesgo", .row_header = true},
                  {.key = "p", .title = "P", .kind = Kind::Count, .secondary = true},
                  {.key = "s", .title = "S", .kind = Kind::Count, .secondary = true},
                  {.key = "ri", .title = "RI", .kind = Kind::Count},
                  {.key = "vcm", .title = "VCM", .kind = Kind::Count, .secondary = true},
                  {.key = "rr", .title = "RR", .kind = Kind::Percent, .sortable = false},
                  {.key = "nivel", .title = "Nivel", .kind = Kind::State},
                  {.key = "control", .title = "Control interno para mitigar", .secondary = true},
                  {.key = "observaciones", .title = "Observaciones", .secondary = true}};
  for (const auto& one : matrix.risks) {
    const auto* band = matrix.band_of(one);
    const std::string word = band ? band->name : "No puede determinarse";
    view.rows.push_back({{{one.number},
                          {one.unidad},
                          {std::string(control::code_of(one.objetivo))},
                          {one.area},
                          {one.evento},
                          {one.descripcion, address_of(one)},
                          {std::int64_t{one.levels.probability.value()}},
                          {std::int64_t{one.levels.severity.value()}},
                          {std::int64_t{one.levels.inherent()}},
                          {std::int64_t{one.levels.control.value()}},
                          residual_of(one),
                          {tag(word, tint_of(matrix, band)), "", word},
                          {one.control},
                          {one.observaciones}}});
  }
  return view;
}

Html bands_of(const RiskMatrix& matrix) {
  if (matrix.bands.empty())
    return notice_box(NoticeTone::Amber,
                      Html{"<p>No hay bandas de riesgo vigentes en las normas: el nivel no puede "
                           "determinarse.</p>"});
  Html items;
  for (const auto& band : matrix.bands)
    items += html("<li>{}{}{} (certeza {}; {}).</li>", band.name,
                  band.above ? ", sobre " + text::decimal(*band.above, 0) : std::string(),
                  band.until ? ", hasta " + text::decimal(*band.until, 0) : std::string(),
                  show(band.certainty), band.source);
  return html("<ul class=\"chico secundario\">{}</ul>", items);
}

Html map_of(const RiskMatrix& matrix) {
  return section(
      "mapa", "Mapa de riesgos",
      html("<div class=\"tabla-caja\" role=\"region\" aria-label=\"Probabilidad y severidad\" "
           "tabindex=\"0\">{}</div><p class=\"chico secundario\">El número de cada "
           "casilla es su riesgo inherente; la letra, la banda que le corresponde.</p>",
           Html{documents::risk_map(matrix)}));
}

Html files_of(FiscalYear year) {
  const auto file = [&](const char* format) {
    return std::string(here) + "/archivo/" + format + "?ejercicio=" + show(year);
  };
  return html("<p class=\"origen\"><b>Formatos oficiales:</b> {} · {} · {} · {} · {}</p>",
              link(file("xlsx"), "Matriz, plan y continuidad en XLSX"),
              link(file("pdf"), "Informe anual en PDF"), link(file("docx"), "en DOCX"),
              link(file("plan-pdf"), "Plan de trabajo en PDF"),
              link(file("plan-docx"), "Plan de trabajo en DOCX"));
}

Html views_of(FiscalYear year) {
  const auto query = "?ejercicio=" + show(year);
  return html("<p>{} · {}</p>",
              link(std::string(here) + "/plan" + query, "Plan de trabajo y evidencia"),
              link(std::string(here) + "/componentes" + query, "Los cinco componentes"));
}

}  // namespace

Result<Response> risk_list(Visit& visit) {
  const auto year = TRY(exercise_asked(visit));
  const auto matrix = TRY(queries::risk_matrix(visit.db(), visit.institution, year, visit.today()));
  const auto list = matrix_of(matrix);
  if (auto file = table_file(visit, list)) return *std::move(file);
  auto view = tool_page("Riesgos",
                        "Qué amenaza los objetivos, con qué control se mitiga y cuánto "
                        "queda. Según el SINACIG.");
  if (matrix.illustrative) view.actions = stamp_illustrative();
  if (visit.viewer->may(Permission::EditRisks))
    view.actions += html(" {}", primary_link(std::string(here) + "/nuevo", "Registrar un riesgo"));
  std::vector<std::int64_t> counts(matrix.bands.size());
  for (const auto& one : matrix.risks)
    if (const auto* band = matrix.band_of(one))
      ++counts[static_cast<std::size_t>(band - matrix.bands.data())];
  std::vector<BigFigure> figures{
      {text::count(static_cast<std::int64_t>(matrix.risks.size())), "Riesgos"}};
  for (std::size_t i = 0; i < counts.size(); ++i)
    figures.push_back({text::count(counts[i]), matrix.bands[i].name});
  view.content = exercise_filter(here, year);
  view.content += figure_strip(figures);
  view.content += views_of(year);
  view.content += html("<div class=\"seccion\">{}</div>", table(visit, list));
  view.content += files_of(year);
  if (!matrix.risks.empty()) view.content += map_of(matrix);
  view.content += section("bandas", "Bandas del riesgo residual", bands_of(matrix));
  return page(visit, view);
}

Result<Response> risk_plan_list(Visit& visit) {
  const auto year = TRY(exercise_asked(visit));
  const auto matrix = TRY(queries::risk_matrix(visit.db(), visit.institution, year, visit.today()));
  TableView list;
  list.id = "plan";
  list.caption = "Plan de trabajo en evaluación de riesgos, ejercicio " + show(year);
  list.illustrative = matrix.illustrative;
  list.file_name = "plan-riesgos-" + show(year);
  list.empty = "No hay acciones planificadas.";
  list.columns = {{.key = "riesgo", .title = "Riesgo", .row_header = true},
                  {.key = "rr", .title = "RR", .kind = Kind::Percent, .sortable = false},
                  {.key = "control", .title = "Control recomendado"},
                  {.key = "prioridad", .title = "Prioridad", .kind = Kind::State},
                  {.key = "que", .title = "Qué", .secondary = true},
                  {.key = "quien", .title = "Quién", .secondary = true},
                  {.key = "inicio", .title = "Inicio", .kind = Kind::Date, .secondary = true},
                  {.key = "fin", .title = "Fin", .kind = Kind::Date},
                  {.key = "evidencias", .title = "Evidencias", .kind = Kind::Count},
                  {.key = "ultima", .title = "Último mes con evidencia", .secondary = true},
                  {.key = "estado", .title = "Estado", .kind = Kind::State}};
  for (const auto& one : matrix.actions) {
    const auto* risk = matrix.risk(one.risk);
    if (risk == nullptr || !risk->withdrawn.empty()) continue;
    const auto evidence = matrix.evidence_of(one);
    std::optional<Month> last;
    for (const auto* each : evidence) last = std::max(last.value_or(each->month), each->month);
    const bool late = one.estado != control::EstadoAccion::Hecha && one.fin < visit.today();
    const auto word = std::string(text::name_of(one.estado)) + (late ? ", vencida" : "");
    list.rows.push_back({{{"R" + std::to_string(one.risk), address_of(*risk)},
                          residual_of(*risk),
                          {one.control},
                          {tag(text::name_of(one.prioridad),
                               one.prioridad == control::Prioridad::Alta ? Tint::Red : Tint::Grey),
                           "", std::string(text::name_of(one.prioridad))},
                          {one.que},
                          {one.quien},
                          {one.inicio},
                          {one.fin},
                          {static_cast<std::int64_t>(evidence.size())},
                          last ? TableCell{text::month(*last)} : TableCell{},
                          {tag(word, late                                         ? Tint::Red
                                     : one.estado == control::EstadoAccion::Hecha ? Tint::Green
                                                                                  : Tint::Blue),
                           "", word}}});
  }
  if (auto file = table_file(visit, list)) return *std::move(file);
  auto view = tool_page("Plan de trabajo",
                        "Qué se hace con cada riesgo, quién responde y qué lo prueba mes a mes.");
  view.crumbs.push_back({"Riesgos", std::string(here)});
  if (matrix.illustrative) view.actions = stamp_illustrative();
  view.content = exercise_filter(std::string(here) + "/plan", year);
  view.content += table(visit, list);
  view.content += files_of(year);
  return page(visit, view);
}

Result<Response> risk_components(Visit& visit) {
  const auto year = TRY(exercise_asked(visit));
  const bool posted = visit.request.method == Method::Post;
  FormState state(visit.request.form);
  if (posted) {
    const auto component = std::string(visit.request.form.first("componente"));
    const auto done = visit.submit("componente.describir",
                                   {{"ejercicio", std::int64_t{year.year}},
                                    {"componente", component},
                                    {"texto", std::string(visit.request.form.first("texto"))}});
    if (done) {
      visit.notice("Se guardó el componente.");
      return redirect(std::string(here) + "/componentes?ejercicio=" + show(year));
    }
    if (done.error().fault != Fault::Invalid) return std::unexpected(done.error());
    state.fault("texto-" + component, done.error());
  }
  const auto matrix = TRY(queries::risk_matrix(visit.db(), visit.institution, year, visit.today()));
  auto view = tool_page("Los cinco componentes",
                        "Lo que el informe anual dice de cada componente del control interno.");
  view.crumbs.push_back({"Riesgos", std::string(here)});
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  if (matrix.illustrative) view.actions = stamp_illustrative();
  view.content = exercise_filter(std::string(here) + "/componentes", year);
  for (std::size_t i = 0; i < control::componente_count; ++i) {
    const auto component = static_cast<control::Componente>(i);
    const std::string code(control::code_of(component));
    const storage::ComponentRow* found = nullptr;
    for (const auto& one : matrix.components)
      if (one.component == component) found = &one;
    Html inside = found ? html("<p>{}</p>", found->body)
                        : Html{"<p class=\"secundario\">Aún no se ha escrito.</p>"};
    if (visit.viewer->may(Permission::EditRisks)) {
      const bool this_one = posted && visit.request.form.first("componente") == code;
      FormState shown;
      if (this_one) {
        shown.set("texto", state.value("texto"));
        if (const auto* fault = state.fault_of("texto-" + code)) shown.fault("texto", *fault);
      }
      // Each form has its own control: two of the same id would be one too many.
      Html form_inside = hidden_input("componente", code);
      form_inside += html(
          "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"texto-{}\">Texto del "
          "informe</label>{}<textarea class=\"govuk-textarea\" id=\"texto-{}\" name=\"texto\" "
          "rows=\"4\">{}</textarea></div>",
          code,
          shown.fault_of("texto")
              ? html("<p class=\"govuk-error-message\">{}</p>", *shown.fault_of("texto"))
              : Html{},
          code,
          this_one ? shown.value("texto")
          : found  ? found->body
                   : std::string());
      form_inside += html("<div class=\"acciones\">{}</div>", secondary_button("Guardar"));
      inside += html(
          "<details class=\"govuk-details\"{}><summary class=\"govuk-details__summary\"><span "
          "class=\"govuk-details__summary-text\">Escribir «{}»</span></summary><div "
          "class=\"govuk-details__text\">{}</div></details>",
          Html{this_one ? " open" : ""}, text::name_of(component),
          form(visit, {.action = std::string(here) + "/componentes?ejercicio=" + show(year)},
               form_inside));
    }
    view.content += section(code, text::name_of(component), inside);
  }
  view.content += files_of(year);
  return page(visit, view, state.faulty() ? 422 : 200);
}

Result<Response> risk_file(Visit& visit) {
  const auto year = TRY(exercise_asked(visit));
  const auto asked = std::string(visit.capture("formato"));
  const auto matrix = TRY(queries::risk_matrix(visit.db(), visit.institution, year, visit.today()));
  const auto institution = TRY(queries::institution_data(visit.db(), visit.institution));
  const std::string year_words = "-" + show(year) + ".";
  if (asked == "xlsx")
    return download(TRY(documents::risk_workbook(matrix, institution, visit.now)),
                    content_type_of_format(asked), "SINACIG" + year_words + asked);
  const bool plan = asked.starts_with("plan-");
  const auto format = plan ? asked.substr(5) : asked;
  if (format != "pdf" && format != "docx") return refuse(Refusal::PageUnknown);
  const auto document = plan ? documents::risk_work_plan(matrix, institution, visit.today())
                             : documents::risk_report(matrix, institution, visit.today());
  return download(TRY(documents::render(document, format == "pdf" ? documents::Format::Pdf
                                                                  : documents::Format::Docx)),
                  content_type_of_format(format),
                  (plan ? "plan-de-trabajo" : "SINACIG") + year_words + format);
}

}  // namespace web
