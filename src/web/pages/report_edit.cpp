// I29: a report's sections as tasks, with the text of one of them, over the figures of its cut.
#include <algorithm>

#include "base/text.hpp"
#include "queries/organization.hpp"
#include "queries/reporting.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/form.hpp"
#include "web/pages/report_blocks.hpp"
#include "web/pages/report_pages.hpp"
#include "web/pages/report_view.hpp"
#include "web/pages/word_changes.hpp"

namespace web {
namespace {

using access_control::Permission;
using reporting::ReportStage;

constexpr int words_wanted = 400;
constexpr std::size_t changes_shown = 5;

bool may_write(const Visit& visit, const queries::ReportVersion& report) {
  return visit.viewer->may(Permission::DraftReport) &&
         reporting::after(report.stage, reporting::ReportStep::Write).has_value();
}

int words_in(std::string_view text) {
  int n = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank && !inside) ++n;
    inside = !blank;
  }
  return n;
}

// The actions beside the heading: what comes next for this reader.
Html actions_of(Visit& visit, const queries::ReportVersion& report) {
  const auto at = address_of(report);
  const auto may = [&](Permission permission) { return visit.viewer->may(permission); };
  Html out = secondary_link(at + "/vista", "Vista previa");
  switch (report.stage) {
    case ReportStage::Borrador:
    case ReportStage::Devuelto:
      if (may(Permission::DraftReport))
        out += form(visit, {.action = at + "/enviar"}, secondary_button("Enviar a revisión"));
      break;
    case ReportStage::Revision:
      if (may(Permission::ApproveReport))
        out += primary_link(at + "/revision", "Revisar y aprobar");
      break;
    case ReportStage::Aprobado:
      if (may(Permission::SignReport)) out += primary_link(at + "/firmar", "Registrar firmas");
      break;
    case ReportStage::Firmado:
      if (may(Permission::PublishReport)) out += primary_link(at + "/publicar", "Publicar");
      break;
    case ReportStage::Publicado:
      if (may(Permission::WithdrawReport)) out += secondary_link(at + "/retirar", "Retirar");
      [[fallthrough]];
    case ReportStage::Retirado:
      if (may(Permission::DraftReport) && report.replaced_by == 0)
        out += secondary_link(at + "/corregir", "Corregir con versión nueva");
      break;
  }
  return out;
}

Html returned_notice(const queries::ReportVersion& report) {
  if (report.reason.empty()) return {};
  if (report.stage == ReportStage::Devuelto)
    return notice_box(
        NoticeTone::Red,
        html("<h3>Devuelto el {}</h3><p>{}</p>",
             report.returned_on ? text::date(*report.returned_on) : "", report.reason));
  if (report.stage == ReportStage::Retirado)
    return notice_box(
        NoticeTone::Red,
        html("<h3>Retirado de la publicación el {}</h3><p>{}</p>",
             report.withdrawn_on ? text::date(*report.withdrawn_on) : "", report.reason));
  return {};
}

// "Una cifra cambió después del corte": from, to, and the two ways out.
Html changes_notice(Visit& visit, const queries::ReportVersion& report,
                    const std::vector<queries::Difference>& changes) {
  if (changes.empty()) return {};
  Html items;
  for (std::size_t i = 0; i < changes.size() && i < changes_shown; ++i)
    items += html("<li>{}: de <b class=\"num\">{}</b> a <b class=\"num\">{}</b></li>\n",
                  figure_name(changes[i]), figure_value(changes[i], changes[i].before),
                  figure_value(changes[i], changes[i].after));
  if (changes.size() > changes_shown)
    items += html("<li>y {} más</li>\n", int(changes.size() - changes_shown));
  const auto heading = changes.size() == 1
                           ? std::string("Una cifra cambió después del corte")
                           : text::capitalized(text::counted(std::int64_t(changes.size()), "cifra",
                                                             "cifras", text::Gender::Feminine)) +
                                 " cambiaron después del corte";
  Html buttons;
  if (may_write(visit, report)) {
    const auto label = changes.size() == 1
                           ? "Actualizar cifra (de " + figure_value(changes[0], changes[0].before) +
                                 " a " + figure_value(changes[0], changes[0].after) + ")"
                           : std::string("Actualizar las cifras");
    buttons = html("<div class=\"acciones\">{}</div>",
                   form(visit, {.action = address_of(report) + "/cifras"},
                        html("{}{}", secondary_button(label, "accion", "actualizar"),
                             secondary_button("Mantener las del corte", "accion", "mantener"))));
  } else if (report.published_on) {
    buttons = html("<p>El informe publicado conserva las cifras de su corte.</p>");
  }
  return notice_box(NoticeTone::Amber,
                    html("<h3>{}</h3><ul class=\"govuk-list govuk-list--bullet\">{}</ul>{}",
                         heading, items, buttons));
}

// The text of the same section of the period before, with what changed marked.
Html comparison(Visit& visit, const queries::ReportVersion& report, const std::string& section,
                const std::string& text) {
  const auto all = queries::reports(visit.db(), visit.institution);
  if (!all) return {};
  const queries::ReportVersion* before = nullptr;
  for (const auto& one : *all)
    if (one.kind == report.kind && one.period < report.period) {
      before = &one;
      break;
    }
  Html inside;
  std::string title = "Comparar con el período anterior";
  if (before == nullptr) {
    inside = html("<p>No hay un informe anterior de este tipo.</p>");
  } else {
    title = "Comparar con el " + replaced(title_of(*before), "Informe del ", "");
    std::string old;
    if (const auto sections = queries::report_sections(visit.db(), *before, visit.institution))
      for (const auto& one : *sections)
        if (one.section == section) old = one.text;
    if (old.empty())
      inside = html("<p>La sección no tenía texto en el informe anterior.</p>");
    else
      inside = html(
          "<p class=\"secundario\">Subrayado: lo nuevo. Tachado: lo que ya no está.</p>"
          "<p>{}</p>",
          word_changes(old, text));
    inside +=
        html("<p>{}</p>", link(address_of(report) + "/comparar", "Comparar todas las cifras"));
  }
  return html(
      "<details class=\"govuk-details seccion\"><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">{}</span></summary><div "
      "class=\"govuk-details__text\">{}</div></details>\n",
      title, inside);
}

Html names_help(const std::vector<documents::NamedFigure>& figures) {
  Html rows;
  for (const auto& one : figures)
    rows += html(
        "<tr><th scope=\"row\"><span class=\"cod\">[{}]</span></th><td>{}</td>"
        "<td class=\"num\">{}</td></tr>\n",
        one.name, one.description, documents::shown(one.figure, documents::Place::Prose));
  return html(
      "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">Cifras que puede citar entre corchetes</span>"
      "</summary><div class=\"govuk-details__text\"><div class=\"tabla-caja\" role=\"region\" "
      "aria-label=\"Cifras que puede citar\" tabindex=\"0\"><table class=\"tabla\"><thead><tr><th "
      "scope=\"col\">Se escribe</th><th scope=\"col\">Qué es</th><th scope=\"col\" "
      "class=\"num\">Al corte</th></tr></thead><tbody>\n{}</tbody></table></div></div></details>\n",
      rows);
}

std::vector<Choice> post_choices(Visit& visit, const std::string& standard) {
  std::vector<Choice> choices{{"", standard + " (quien elabora el informe)"}};
  if (const auto organization = queries::organization(visit.db(), visit.institution))
    for (const auto& post : organization->posts) choices.push_back({post.code, post.name});
  return choices;
}

// The area texts of the period: one row each, a link where they are written or reviewed.
Html areas_html(Visit& visit, const queries::ReportVersion& report,
                const std::vector<queries::AreaReport>& areas) {
  Html rows;
  for (const auto& area : areas) {
    const auto address = address_of(report) + "/textos/" + encoded(area.unit);
    Html state;
    switch (area.text.state) {
      case reporting::TextState::Validado:
        state = html("<span class=\"hecha\">Validado</span>");
        break;
      case reporting::TextState::Enviado:
        state = tag("Enviado", Tint::Blue);
        break;
      case reporting::TextState::Devuelto:
        state = tag("Devuelto", Tint::Red);
        break;
      case reporting::TextState::Borrador:
        state = area.text.author == 0 ? tag("Sin texto", Tint::Amber) : tag("Borrador", Tint::Blue);
        break;
    }
    rows += html(
        "<li class=\"govuk-task-list__item govuk-task-list__item--with-link\"><div "
        "class=\"govuk-task-list__name-and-hint\"><a class=\"govuk-task-list__link\" "
        "href=\"{}\">{}</a></div><div class=\"govuk-task-list__status\">{}</div></li>\n",
        address, area.unit_name, state);
  }
  return html("<ul class=\"govuk-task-list\">\n{}</ul>\n", rows);
}

struct Opened {
  queries::ReportVersion report;
  std::shared_ptr<const documents::MadeReport> made;
  std::vector<queries::ReportSection> sections;
  ReportTasks tasks;
};

Result<Opened> open_report(Visit& visit) {
  Opened out;
  out.report = TRY(report_asked(visit));
  out.made = TRY(made_report(visit, out.report));
  out.sections = TRY(queries::report_sections(visit.db(), out.report, visit.institution));
  out.tasks = TRY(tasks_of(visit, out.report, *out.made, out.sections));
  return out;
}

const queries::ReportSection* stored_of(const Opened& opened, std::string_view key) {
  for (const auto& one : opened.sections)
    if (one.section == key) return &one;
  return nullptr;
}

Html downloads(const queries::ReportVersion& report) {
  constexpr std::pair<std::string_view, std::string_view> formats[] = {
      {"pdf", "PDF"}, {"docx", "DOCX"}, {"xlsx", "XLSX"}, {"json", "JSON"}, {"csv", "CSV"}};
  Html items;
  for (const auto& [format, name] : formats)
    items += html("<li><a href=\"{}/archivo/{}\" download>{}</a></li>\n", address_of(report),
                  format, name);
  return html("<ul class=\"enlaces\">\n{}</ul>", items);
}

// The first table or chart is in sight, the rest one click away: a chapter has up to ten.
Html chapter_html(const documents::Chapter& chapter, std::size_t skip) {
  Html shown, rest;
  int hidden_count = 0;
  bool first_seen = false, folded = false;
  for (std::size_t i = skip; i < chapter.blocks.size(); ++i) {
    const auto& block = *chapter.blocks[i];
    if (std::holds_alternative<documents::Signatures>(block)) continue;
    const bool big = std::holds_alternative<documents::Table>(block) ||
                     std::holds_alternative<documents::Chart>(block);
    folded = folded || (first_seen && (big || std::holds_alternative<documents::Heading>(block)));
    if (folded && big) ++hidden_count;
    if (folded)
      rest += block_html(block, 3);
    else
      shown += block_html(block, 3);
    first_seen = first_seen || big;
  }
  if (rest.text.empty()) return shown;
  shown += html(
      "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">Ver {} de la sección</span></summary><div "
      "class=\"govuk-details__text\">{}</div></details>\n",
      hidden_count == 1 ? std::string("el otro cuadro o gráfica")
                        : "los otros " + std::to_string(hidden_count) + " cuadros y gráficas",
      rest);
  return shown;
}

Result<Html> writing_form(Visit& visit, const Opened& opened, const SectionTask& task,
                          const FormState& state) {
  const auto* stored = stored_of(opened, task.key);
  const auto figures = opened.made->evaluation
                           ? documents::figures_to_name(*opened.made->evaluation)
                           : std::vector<documents::NamedFigure>{};
  const auto text = state.value("texto", stored ? stored->text : "");
  const auto* fault = state.fault_of("texto");
  Html inside = html(
      "<div class=\"govuk-form-group{}\"><label class=\"govuk-label govuk-label--s\" "
      "for=\"texto\">Análisis</label><div class=\"govuk-hint\" id=\"texto-h\">Explique qué se "
      "logró, "
      "qué se quedó atrás y por qué. Las cifras entre corchetes, como [devengado], se escriben "
      "solas."
      "</div>\n{}<textarea class=\"redactar\" id=\"texto\" name=\"texto\" rows=\"10\" "
      "aria-describedby=\"texto-h\" maxlength=\"{}\">{}{}</textarea>\n"
      "<p class=\"bajo-campo\"><span>{} cifras enlazadas al corte</span><span>{} palabras de {}"
      "</span></p></div>\n",
      fault ? " govuk-form-group--error" : "",
      fault ? html("<p class=\"govuk-error-message\" id=\"texto-e\">{}</p>\n", *fault) : Html{},
      int(reporting::section_text_max), Html{"\n"}, text, documents::figures_named(text, figures),
      words_in(text), words_wanted);
  if (!figures.empty()) inside += names_help(figures);
  inside += html("<div class=\"seccion\">{}</div>",
                 select(state,
                        {.name = "puesto",
                         .label = "Responsable de la sección",
                         .standard = stored ? stored->post : ""},
                        post_choices(visit, task.owner_code.empty() ? task.owner : "El puesto")));
  inside += html(
      "<div class=\"acciones\">{}{}{}{}</div>\n",
      button(stored && stored->complete ? "Guardar y dejar completada" : "Marcar como completada",
             "accion", "completar"),
      secondary_button("Guardar", "accion", "guardar"), downloads(opened.report),
      html("<span class=\"secundario\" data-guardado role=\"status\"></span>"));
  const auto at = task.address;
  return form(visit,
              {.action = at,
               .version = stored ? std::to_string(stored->edits) : "0",
               .keyed = false,
               .attributes = html(" data-autoguardado=\"{}\"", at)},
              inside);
}

Result<Response> render(Visit& visit, const Opened& opened, const std::string& key,
                        const FormState& state, const Html& above = {}, int status = 200) {
  const auto& report = opened.report;
  const auto task = std::ranges::find(opened.tasks.all, key, &SectionTask::key);
  const auto chapters = documents::chapters_of(opened.made->document);
  const auto chapter = std::ranges::find(chapters, key, &documents::Chapter::key);
  if (task == opened.tasks.all.end() || chapter == chapters.end())
    return refuse(reporting::Refusal::ReportUnknown,
                  {{"codigo", report.code}, {"version", std::to_string(report.version)}});
  const auto* stored = stored_of(opened, key);
  const auto changes = TRY(changed_figures(visit, report));

  Html sheet =
      html("<h2 id=\"titulo-seccion\" class=\"govuk-heading-m\">{}</h2>\n", chapter->title);
  sheet += changes_notice(visit, report, *changes);
  const auto figures = opened.made->evaluation
                           ? documents::figures_to_name(*opened.made->evaluation)
                           : std::vector<documents::NamedFigure>{};
  const bool writing = may_write(visit, report);
  // What was written is in the document too: while it is being written it is only in its field.
  const auto skip =
      writing && stored ? documents::blocks_of_text(stored->text, figures).size() : std::size_t{0};
  if (key == "analisis-por-area")
    sheet += areas_html(visit, report,
                        TRY(queries::area_reports(visit.db(), visit.institution, report.period)));
  sheet += chapter_html(*chapter, skip);
  if (writing) {
    sheet +=
        html("<div class=\"seccion\">{}</div>\n", TRY(writing_form(visit, opened, *task, state)));
    sheet += comparison(visit, report, key, stored ? stored->text : "");
    sheet +=
        html("<p>{}</p>", link(address_of(report) + "/docx", "Subir un DOCX corregido a mano"));
  } else {
    sheet += html("<div class=\"acciones\">{}</div>\n", downloads(report));
  }
  Html saved;
  if (stored && stored->saved_at > 0)
    saved =
        html("{} Guardado {}", symbol("ritmo", "i"),
             local_date(stored->saved_at) == visit.today() ? text::time_of_day(stored->saved_at)
                                                           : text::date_and_time(stored->saved_at));
  Html content = state_bar(visit, report, *opened.made, saved);
  content += returned_notice(report);
  content += above;
  content += html(
      "<div class=\"rejilla rejilla--izq\">\n{}<section class=\"hoja\" "
      "aria-labelledby=\"titulo-seccion\">{}</section></div>\n",
      task_list(opened.tasks, key), sheet);
  auto title = title_of(report);
  return page(visit,
              {.title = chapter->title + " · " + title,
               .heading = std::move(title),
               .lead = "Evaluación y seguimiento, " + period_words(report) +
                       ". Las cifras están fijas al corte; usted escribe el análisis.",
               .area = Area::Reports,
               .crumbs = report_crumbs(report, false),
               .errors = error_summary(state),
               .actions = actions_of(visit, report),
               .content = content,
               .dense = true,
               .has_errors = state.faulty()},
              status);
}

// The section that comes next: the first that waits for something, else the first.
std::string next_section(const ReportTasks& tasks, const documents::MadeReport& made) {
  for (const auto& task : tasks.all)
    if (task.key != "firmas" && task.state != SectionTask::State::Done &&
        task.state != SectionTask::State::NotYet)
      return task.key;
  const auto chapters = documents::chapters_of(made.document);
  return chapters.empty() ? std::string() : chapters.front().key;
}

bool wants_json(const Request& request) {
  return request.headers.first("accept").starts_with("application/json");
}

Response json_response(int status, const json::object& body) {
  Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = canonical(body);
  return response;
}

// Another person saved the section meanwhile: both texts, and what was typed stays in the field.
Html conflict_notice(const queries::ReportSection* stored, const std::string& typed) {
  return notice_box(
      NoticeTone::Amber,
      html(
          "<h3>Otra persona guardó esta sección mientras usted escribía</h3><p>Lo suyo sigue en el "
          "campo. Esto es lo que hay guardado, con las diferencias marcadas:</p><blockquote><p>{}"
          "</p></blockquote><p>Si guarda de nuevo, queda su texto; el otro sigue en el "
          "historial.</p>",
          word_changes(stored ? stored->text : "", typed)));
}

}  // namespace

Result<Response> report_show(Visit& visit) {
  const auto opened = TRY(open_report(visit));
  return render(visit, opened, next_section(opened.tasks, *opened.made), {});
}

Result<Response> report_section(Visit& visit) {
  const auto opened = TRY(open_report(visit));
  return render(visit, opened, std::string(visit.capture("seccion")), {});
}

Result<Response> report_write(Visit& visit) {
  const auto& form = visit.request.form;
  const auto report = TRY(report_asked(visit));
  const std::string key(visit.capture("seccion"));
  const auto edit = whole_number(form.first(version_field));
  const std::string text = replaced(form.first("texto"), "\r", "");
  json::object act{{"codigo", report.code},
                   {"version", report.version},
                   {"seccion", key},
                   {"texto", nfc(text)},
                   {"completada", form.first("accion") == "completar"},
                   {"puesto", std::string(form.first("puesto"))}};
  if (edit) act["edicion"] = *edit;
  const bool auto_saved = wants_json(visit.request);
  if (auto_saved) {
    // Autosave never takes a section out of "completada".
    if (const auto sections = queries::report_sections(visit.db(), report, visit.institution))
      for (const auto& one : *sections)
        if (one.section == key) act["completada"] = one.complete;
  }
  const auto receipt = visit.submit("informe.seccion", std::move(act));
  if (receipt && auto_saved)
    return json_response(200,
                         {{"version", std::to_string(TRY(integer_at(receipt->outcome, "edicion")))},
                          {"hora", text::time_of_day(visit.now)}});
  if (receipt) {
    visit.notice(form.first("accion") == "completar" ? "La sección quedó completada."
                                                     : "Se guardó la sección.");
    return redirect(form.first("accion") == "completar"
                        ? address_of(report)
                        : address_of(report) + "/secciones/" + encoded(key));
  }
  const auto& error = receipt.error();
  const bool stale = error.code == row_of(reporting::Refusal::SectionStale).code;
  if (auto_saved && stale)
    return json_response(409, {{"direccion", address_of(report) + "/secciones/" + encoded(key)}});
  if (auto_saved) return json_response(422, {{"detail", text::what_happened(error)}});
  if (error.fault == Fault::Forbidden) return std::unexpected(error);
  const auto opened = TRY(open_report(visit));
  FormState state(form);
  Html above;
  if (stale) {
    above = conflict_notice(stored_of(opened, key), text);
  } else {
    state.fault("texto", error);
  }
  return render(visit, opened, key, state, above, stale ? 409 : 422);
}

Result<Response> report_refresh(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  if (visit.request.form.first("accion") == "mantener") {
    CHECK(visit.submit("informe.mantener", {{"codigo", report.code}, {"version", report.version}}));
    visit.notice("El informe mantiene las cifras de su corte.");
    return redirect(address_of(report));
  }
  const auto cut = TRY(visit.submit("corte.crear", {{"codigo", report.period}}));
  const auto number = TRY(integer_at(cut.outcome, "version"));
  CHECK(visit.submit(
      "informe.actualizar",
      {{"codigo", report.code}, {"version", report.version}, {"corte_version", number}}));
  visit.notice("Las cifras del informe son las de hoy.");
  return redirect(address_of(report));
}

}  // namespace web
