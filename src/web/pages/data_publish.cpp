// The open data of a frozen cut on their way to the public: what is published, what the public has
// of the cut before, and the button. What is published no longer changes.
#include <algorithm>

#include "base/text.hpp"
#include "commands/publish_files.hpp"
#include "text/format.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/open_data.hpp"
#include "web/pages/hash_text.hpp"
#include "web/pages/public_proof.hpp"
#include "web/pages/public_view.hpp"
#include "web/pages/report_pages.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr std::string_view address = "/informes/datos-abiertos";

Html files_part(const std::vector<queries::Publication>& published) {
  Html rows;
  for (const auto& one : published)
    rows += html("<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td>{}</td></tr>\n",
                 one.name, text::count(static_cast<Int128>(one.size)), hash_html(one.hash));
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Archivos publicados\" tabindex=\"0\">"
      "<table class=\"tabla\"><caption><div class=\"tt\">Archivos publicados</div></caption>\n"
      "<thead><tr><th scope=\"col\">Archivo</th><th scope=\"col\" class=\"num\">Bytes</th><th "
      "scope=\"col\">Huella</th></tr></thead>\n<tbody>\n{}</tbody></table></div>\n",
      rows);
}

// What would be published, with its size: the same bytes that the act will name.
Html preview_part(const OpenData& data) {
  Html rows;
  for (const auto& one : data.files) {
    const auto lines = one.figures ? std::ranges::count(one.bytes, '\n') - 1 : 0;
    rows += html(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>\n",
        link("/datos/" + one.format + "?corte=" + encoded(data.cut), one.name),
        one.figures ? text::count(static_cast<Int128>(lines)) : std::string("—"),
        text::count(static_cast<Int128>(one.bytes.size())));
  }
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Archivos que se publican\" "
      "tabindex=\"0\"><table class=\"tabla\"><caption><div class=\"tt\">Archivos que se publican"
      "</div></caption>\n<thead><tr><th scope=\"col\">Archivo</th><th scope=\"col\" "
      "class=\"num\">Cifras</th><th scope=\"col\" class=\"num\">Bytes</th></tr></thead>\n<tbody>\n"
      "{}</tbody></table></div>\n",
      rows);
}

Result<void> publish(Visit& visit, const OpenData& data) {
  auto context = TRY(visit.context(commands::Use::Change));
  json::array files;
  for (const auto& one : data.files)
    files.push_back(
        TRY(commands::publish_file(context, one.format, one.name, one.bytes, one.figures)));
  CHECK(visit.submit(
      "datos.publicar",
      {{"corte", data.cut}, {"corte_version", data.version}, {"archivos", std::move(files)}}));
  return {};
}

}  // namespace

Result<Response> data_publish(Visit& visit) {
  const auto cuts = TRY(cuts_to_show(visit));
  const bool posted = visit.request.method == Method::Post;
  const auto asked =
      posted ? visit.request.form.first("corte") : visit.request.query.first("corte");
  PageView view;
  view.title = "Datos abiertos";
  view.rubric = "Informes";
  view.area = Area::Reports;
  view.crumbs = {{"Informes", "/informes"}};
  view.lead =
      "Los conjuntos de datos de un corte, con la huella de cada archivo en la bitácora. Lo "
      "publicado ya no cambia: una corrección es un corte nuevo.";
  if (cuts.empty()) {
    view.content = empty_state("Aún no hay ningún corte.",
                               html("Un corte se fija al generar el borrador de un informe."));
    return page(visit, view);
  }
  const auto found = std::ranges::find(cuts, asked, &queries::Cut::code);
  const auto& cut = found == cuts.end() ? cuts.front() : *found;
  FormState state(visit.request.form);
  const auto published = TRY(published_data(visit, cut));
  const auto year = TRY(public_at(visit, cut));
  if (posted) {
    if (visit.request.form.first("datos_personales") != "si")
      state.fault("datos_personales", "Confirme que revisó que no haya datos personales.");
    if (!state.faulty()) {
      CHECK(publish(visit, TRY(open_data(visit, *year))));
      visit.notice("Los datos abiertos del corte " + cut.code + " están publicados.");
      return redirect(std::string(address) + "?corte=" + encoded(cut.code));
    }
    view.errors = error_summary(state);
    view.has_errors = true;
  }
  view.content = filter_form(visit, address,
                             filter_select("corte", "Corte", cut_options(visit, cuts), cut.code));
  if (!published.empty()) {
    view.content += notice_box(
        NoticeTone::Green,
        html("<h2 class=\"govuk-heading-m\">Publicados</h2><p>Asiento {} de la bitácora, el {}. "
             "{}</p>",
             int(published.front().seq), text::date_and_time(published.front().at),
             link("/datos?corte=" + encoded(cut.code), "Verlos en el portal público")));
    view.content += files_part(published);
    return page(visit, view);
  }
  const auto data = TRY(open_data(visit, *year));
  view.content += preview_part(data);
  if (year->evaluation.illustrative)
    view.content += notice_box(NoticeTone::Amber,
                               html("<p>El corte contiene datos ilustrativos y los archivos lo "
                                    "dicen.</p>"));
  if (visit.viewer->may(Permission::PublishReport)) {
    Html inside = hidden_input("corte", cut.code);
    inside += checkboxes(state,
                         {.name = "datos_personales",
                          .label = "Datos personales",
                          .hint = "Los grupos de menos de cinco personas no se publican."},
                         {{"si", "Revisé los archivos y no contienen datos personales"}});
    inside += button("Publicar los datos del corte " + cut.code);
    view.content += form(visit, {.action = std::string(address)}, inside);
  } else {
    view.content +=
        notice_box(NoticeTone::Grey,
                   html("<p>Los publica la autoridad o la Unidad de Información Pública.</p>"));
  }
  return page(visit, view, state.faulty() ? 422 : 200);
}

}  // namespace web
