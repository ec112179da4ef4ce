// A DOCX that was edited by hand comes back: each figure that differs from the cut is listed, and
// the texts that changed can be taken over.
#include <algorithm>

#include "base/text.hpp"
#include "commands/compare_docx.hpp"
#include "commands/keep_file.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/form.hpp"
#include "web/kit/table.hpp"
#include "web/pages/report_files.hpp"
#include "web/pages/report_pages.hpp"
#include "web/pages/report_view.hpp"
#include "web/pages/uploads.hpp"
#include "web/pages/word_changes.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

std::vector<documents::NamedFigure> names_of(const documents::MadeReport& made) {
  return made.evaluation ? documents::figures_to_name(*made.evaluation)
                         : std::vector<documents::NamedFigure>{};
}

Result<commands::DocxComparison> compare(Visit& visit, const queries::ReportVersion& report,
                                         std::string_view edited) {
  const auto made = TRY(made_report(visit, report));
  const auto own = TRY(rendered_report(visit, report, "docx"));
  const auto sections = TRY(queries::report_sections(visit.db(), report, visit.institution));
  const auto names = names_of(*made);
  std::map<std::string, std::size_t> written;
  for (const auto& chapter : documents::chapters_of(made->document)) {
    std::size_t n = 0;
    for (const auto& one : sections)
      if (one.section == chapter.key)
        for (const auto& block : documents::blocks_of_text(one.text, names)) {
          // A list is as many paragraphs as it has points.
          const auto* list = std::get_if<documents::List>(&block);
          n += list ? list->items.size() : 1;
        }
    written.emplace(std::string(collapsed(replaced(chapter.title, "\xC2\xA0", " "))), n);
  }
  return commands::compare_docx(edited, *own, written);
}

// What came back says figures; where the text named them, it names them again.
std::string with_names(std::string text, const std::string& before,
                       const std::vector<documents::NamedFigure>& names) {
  for (const auto& one : names) {
    const auto name = '[' + one.name + ']';
    if (!folded(before).contains(folded(name))) continue;
    const auto shown =
        replaced(documents::shown(one.figure, documents::Place::Prose), "\xC2\xA0", " ");
    if (const auto at = text.find(shown); at != text.npos) text.replace(at, shown.size(), name);
  }
  return text;
}

TableView figures_table(const queries::ReportVersion& report,
                        const commands::DocxComparison& comparison) {
  TableView view;
  view.id = "cifras";
  view.file_name = report.code + "-docx";
  view.caption = "Cifras del archivo que no son las del corte";
  view.empty = "Todas las cifras del archivo son las del corte.";
  view.columns = {{.key = "lugar", .title = "Dónde", .row_header = true},
                  {.key = "archivo", .title = "En el archivo", .sortable = false},
                  {.key = "corte", .title = "Del corte", .sortable = false}};
  for (const auto& one : comparison.figures) {
    TableRow row;
    row.cells = {{.value = one.place},
                 {.value = one.found.empty() ? CellValue{Missing{}} : CellValue{one.found}},
                 {.value = one.expected.empty() ? CellValue{Missing{}} : CellValue{one.expected}}};
    view.rows.push_back(std::move(row));
  }
  return view;
}

Response upload_page(Visit& visit, const queries::ReportVersion& report, const FormState& state,
                     const std::vector<queries::ReportReading>& before, int status) {
  Html inside =
      file_input(state,
                 {.name = "archivo",
                  .label = "Documento de Word",
                  .hint = "El DOCX de este informe, corregido a mano. 20 MB como máximo."},
                 ".docx");
  inside += button("Leer y comparar");
  Html content = form(visit, {.action = address_of(report) + "/docx", .files = true}, inside);
  Html items;
  for (const auto& one : before)
    items +=
        html("<li>{} <span class=\"secundario\">leído el {}</span></li>\n",
             link(address_of(report) + "/docx/" + one.hash, one.name), text::date(one.read_on));
  if (!items.text.empty())
    content +=
        section("leidos", "Leídos antes", html("<ul class=\"govuk-list\">\n{}</ul>\n", items));
  return page(visit,
              {.title = "Subir un DOCX · " + title_of(report),
               .heading = "Subir un DOCX corregido a mano",
               .rubric = title_of(report),
               .lead = "Se listan las cifras que ya no son las del corte; los textos que cambiaron "
                       "puede tomarlos.",
               .area = Area::Reports,
               .crumbs = report_crumbs(report),
               .errors = error_summary(state),
               .content = content,
               .has_errors = state.faulty()},
              status);
}

}  // namespace

Result<Response> report_upload(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  FormState state(visit.request.form);
  if (visit.request.method == Method::Post) {
    const auto* file = visit.request.upload("archivo");
    if (file == nullptr || file->size == 0) {
      state.fault("archivo", "Elija el documento de Word.");
    } else {
      const auto bytes = TRY(bytes_of(*file));
      // Read before it is kept: what is no DOCX leaves nothing behind.
      if (const auto read = compare(visit, report, bytes); !read) {
        if (read.error().fault != Fault::Invalid) return std::unexpected(read.error());
        auto error = read.error();
        error.details.push_back({"archivo", file->file_name});
        state.fault("archivo", error);
      } else {
        auto context = TRY(visit.context(commands::Use::Change));
        const auto hash = TRY(commands::keep_file(context, bytes));
        CHECK(visit.submit("informe.releer", {{"codigo", report.code},
                                              {"version", report.version},
                                              {"archivo", hash},
                                              {"nombre", file->file_name},
                                              {"bytes", std::int64_t(bytes.size())}}));
        return redirect(address_of(report) + "/docx/" + hash);
      }
    }
  }
  return upload_page(visit, report, state,
                     TRY(queries::report_readings(visit.db(), report, visit.institution)),
                     state.faulty() ? 422 : 200);
}

Result<Response> report_read_back(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  const auto readings = TRY(queries::report_readings(visit.db(), report, visit.institution));
  const auto reading =
      std::ranges::find(readings, visit.capture("archivo"), &queries::ReportReading::hash);
  if (reading == readings.end()) return refuse(Refusal::PageUnknown);
  const auto bytes = TRY(queries::kept_file(visit.db(), reading->hash));
  const auto comparison = TRY(compare(visit, report, bytes));
  const auto made = TRY(made_report(visit, report));
  const auto names = names_of(*made);
  const auto sections = TRY(queries::report_sections(visit.db(), report, visit.institution));
  const auto stored_text = [&](const std::string& key) {
    for (const auto& one : sections)
      if (one.section == key) return one.text;
    return std::string();
  };

  if (visit.request.method == Method::Post) {
    int taken = 0;
    for (const auto& one : comparison.texts) {
      const auto key = documents::chapter_key(one.heading);
      const auto chosen = visit.request.form.every("seccion");
      if (std::ranges::find(chosen, key) == chosen.end()) continue;
      CHECK(visit.submit("informe.seccion",
                         {{"codigo", report.code},
                          {"version", report.version},
                          {"seccion", key},
                          {"texto", with_names(one.after, stored_text(key), names)},
                          {"completada", false}}));
      ++taken;
    }
    visit.notice(taken == 0
                     ? std::string("No se tomó ningún texto.")
                     : text::capitalized(text::counted(taken, "texto tomado", "textos tomados")) +
                           " del archivo.");
    return redirect(address_of(report));
  }

  const auto view = figures_table(report, comparison);
  if (auto file = table_file(visit, view)) return *std::move(file);
  Html content = notice_box(
      comparison.figures.empty() ? NoticeTone::Green : NoticeTone::Amber,
      html("<p>{}: {} valores comparados, {}.</p>", reading->name, text::count(comparison.compared),
           text::counted(std::int64_t(comparison.figures.size()), "no es el del corte",
                         "no son los del corte")));
  content += section("cifras-distintas", "Cifras", table(visit, view));
  if (comparison.texts.empty()) {
    content += section("textos", "Textos", html("<p>Ningún texto cambió.</p>"));
  } else {
    Html inside;
    for (const auto& one : comparison.texts) {
      const auto key = documents::chapter_key(one.heading);
      inside += html(
          "<div class=\"seccion\"><div class=\"govuk-checkboxes govuk-checkboxes--small\"><div "
          "class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" "
          "type=\"checkbox\" name=\"seccion\" id=\"s-{}\" value=\"{}\"><label class=\"govuk-label "
          "govuk-checkboxes__label\" for=\"s-{}\">Tomar «{}»</label></div></div><p>{}</p></div>\n",
          key, key, key, one.heading, word_changes(one.before, one.after));
    }
    inside += button("Tomar los textos marcados");
    content += section("textos", "Textos que cambiaron",
                       form(visit, {.action = visit.request.path}, inside));
  }
  return page(visit, {.title = "DOCX corregido · " + title_of(report),
                      .heading = "Lo que cambió en el DOCX",
                      .rubric = title_of(report),
                      .lead = "Las cifras del informe siguen siendo las del corte: una cifra "
                              "corregida a mano no entra.",
                      .area = Area::Reports,
                      .crumbs = report_crumbs(report),
                      .content = content,
                      .dense = true});
}

}  // namespace web
