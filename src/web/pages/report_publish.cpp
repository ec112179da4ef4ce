// I30: signatures and the signed scan, publication, withdrawal, and the version that corrects.
#include "base/text.hpp"
#include "commands/keep_file.hpp"
#include "commands/publish_files.hpp"
#include "queries/report_frame.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/form.hpp"
#include "web/kit/table.hpp"
#include "web/pages/hash_text.hpp"
#include "web/pages/report_files.hpp"
#include "web/pages/report_pages.hpp"
#include "web/pages/report_view.hpp"
#include "web/pages/uploads.hpp"

namespace web {
namespace {

using access_control::Permission;
using reporting::ReportStage;

json::object key_of(const queries::ReportVersion& report) {
  return {{"codigo", report.code}, {"version", report.version}};
}

struct Signer {
  std::string act;
  queries::Signatory who;
};

// Who signs, by post on the day of the signature.
Result<std::vector<Signer>> signers_of(Visit& visit, const queries::ReportVersion& report,
                                       Date on) {
  const auto kind = documents::parse_report_kind(report.kind);
  const auto posts =
      TRY(queries::report_posts(visit.db(), visit.institution,
                                kind ? documents::document_of(*kind) : std::string_view{}, on));
  std::vector<Signer> out{{"Elaborado por", posts.author}};
  for (const auto& one : posts.reviewers) out.push_back({"Revisado por", one});
  out.push_back({"Vo. Bo. y aprobado por", posts.approver});
  return out;
}

std::string signer_name(const Signer& one) {
  return one.act + ": " + one.who.post +
         (one.who.holder.empty() || one.who.holder == one.who.post ? "" : ", " + one.who.holder);
}

Html published_notice(const queries::ReportVersion& report) {
  return notice_box(
      report.stage == ReportStage::Retirado ? NoticeTone::Red : NoticeTone::Green,
      report.stage == ReportStage::Retirado
          ? html("<h3>Retirado el {}</h3><p>{}</p>",
                 report.withdrawn_on ? text::long_date(*report.withdrawn_on) : "", report.reason)
          : html("<h3>Publicado el {}</h3><p>{}</p>",
                 report.published_on ? text::long_date(*report.published_on) : "",
                 link("/transparencia/informes", "Verlo en el portal público")));
}

Html files_table(const queries::ReportVersion& report,
                 const std::vector<queries::ReportFile>& files) {
  Html rows;
  for (const auto& file : files)
    rows += html(
        "<tr><th scope=\"row\"><a href=\"/transparencia/informes/{}/v{}/{}\">{}</a></th>"
        "<td class=\"num\">{}</td><td>{}</td></tr>\n",
        encoded(report.code), int(report.version), file.format, file.name, text::count(file.size),
        hash_html(file.hash));
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Archivos publicados\" "
      "tabindex=\"0\"><table class=\"tabla\"><caption><div class=\"tt\">Archivos publicados</div>"
      "</caption><thead><tr><th scope=\"col\">Archivo</th><th scope=\"col\" "
      "class=\"num\">Bytes</th><th scope=\"col\">Huella SHA-256</th></tr></thead><tbody>\n{}"
      "</tbody></table></div>\n",
      rows);
}

Response view_of(Visit& visit, const queries::ReportVersion& report, std::string_view heading,
                 std::string_view lead, const FormState& state, const Html& content,
                 int status = 200) {
  return page(visit,
              {.title = std::string(heading) + " · " + title_of(report),
               .heading = std::string(heading),
               .rubric = title_of(report),
               .lead = std::string(lead),
               .area = Area::Reports,
               .crumbs = report_crumbs(report),
               .errors = error_summary(state),
               .content = content,
               .has_errors = state.faulty()},
              status);
}

std::optional<Date> typed_date(std::string_view text) {
  // dd/mm/aaaa, as people write it.
  const auto parts = split(trimmed(text), '/');
  if (parts.size() != 3) return std::nullopt;
  const auto parsed = parse_date(padded_left(parts[2], 4) + '-' + padded_left(parts[1], 2) + '-' +
                                 padded_left(parts[0], 2));
  return parsed ? std::optional(*parsed) : std::nullopt;
}

Html sign_form(Visit& visit, const queries::ReportVersion& report, const FormState& state,
               const std::vector<Signer>& signers) {
  std::vector<Choice> choices;
  for (const auto& one : signers) choices.push_back({one.who.post_code, signer_name(one)});
  Html inside = text_input(state, {.name = "oficio",
                                   .label = "Número de oficio",
                                   .hint = "Con el que el informe se envía.",
                                   .standard = report.letter,
                                   .width = "20"});
  inside += date_input(state, {.name = "fecha",
                               .label = "Fecha de las firmas",
                               .standard = text::date(report.signed_on.value_or(visit.today()))});
  inside += checkboxes(state,
                       {.name = "firmante",
                        .label = "Quiénes firmaron",
                        .hint = "Por puesto; los nombres son los del registro en esa fecha."},
                       choices);
  inside += file_input(state,
                       {.name = "escaneo",
                        .label = "Informe firmado, escaneado en PDF",
                        .hint = "Será el PDF que se publica; su huella queda en la bitácora. "
                                "50 MB como máximo."},
                       "application/pdf");
  inside += button(report.stage == ReportStage::Firmado ? "Reemplazar el escaneo"
                                                        : "Registrar las firmas");
  return form(visit, {.action = address_of(report) + "/firmar", .files = true}, inside);
}

Result<void> sign(Visit& visit, const queries::ReportVersion& report, FormState& state,
                  const std::vector<Signer>& signers) {
  const auto& typed = visit.request.form;
  const auto on = typed_date(typed.first("fecha"));
  if (!on) state.fault("fecha", "Escriba la fecha como dd/mm/aaaa, por ejemplo 15/05/2026.");
  if (trimmed(typed.first("oficio")).empty()) state.fault("oficio", "Escriba el número de oficio.");
  json::array chosen;
  for (const auto& code : typed.every("firmante"))
    for (const auto& one : signers)
      if (one.who.post_code == code)
        chosen.push_back(
            json::object{{"acto", one.act}, {"puesto", one.who.post}, {"titular", one.who.holder}});
  if (chosen.empty()) state.fault("firmante", "Marque al menos un puesto firmante.");
  const auto* scan = visit.request.upload("escaneo");
  if (scan == nullptr || scan->size == 0)
    state.fault("escaneo", "Elija el PDF del informe firmado.");
  if (state.faulty()) return {};
  const auto bytes = TRY(bytes_of(*scan));
  auto context = TRY(visit.context(commands::Use::Change));
  const auto hash = commands::keep_pdf(context, bytes, scan->file_name);
  if (!hash) {
    if (hash.error().fault != Fault::Invalid) return std::unexpected(hash.error());
    state.fault("escaneo", hash.error());
    return {};
  }
  auto act = key_of(report);
  act["oficio"] = std::string(trimmed(typed.first("oficio")));
  act["fecha"] = ::show(*on);
  act["firmantes"] = std::move(chosen);
  act["archivo"] = *hash;
  act["bytes"] = std::int64_t(bytes.size());
  if (const auto done = visit.submit("informe.firmar", std::move(act)); !done) {
    if (done.error().fault != Fault::Invalid) return std::unexpected(done.error());
    state.fault("fecha", done.error());
  }
  return {};
}

// What the public has today beside what it would have: the figures of the version before.
Result<Html> public_changes(Visit& visit, const queries::ReportVersion& report) {
  if (report.replaces == 0) return html("<p>Es la primera versión de este informe.</p>");
  const auto before =
      TRY(queries::report_version(visit.db(), visit.institution, report.code, report.replaces));
  const auto old = TRY(made_report(visit, before));
  const auto made = TRY(made_report(visit, report));
  if (!old->evaluation || !made->evaluation) return Html{};
  Html rows;
  for (const auto& one : queries::compared(*old->evaluation, *made->evaluation))
    if (one.before != one.after)
      rows += html(
          "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\">{}</td>"
          "</tr>\n",
          figure_name(one), figure_value(one, one.before), figure_value(one, one.after));
  if (rows.text.empty())
    return html("<p>Ninguna cifra cambia respecto de la versión {}.</p>", int(before.version));
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Cifras que cambian\" "
      "tabindex=\"0\"><table class=\"tabla\"><caption><div class=\"tt\">Cifras que cambian para el "
      "público</div></caption><thead><tr><th scope=\"col\">Cifra</th><th scope=\"col\" "
      "class=\"num\">Versión {}</th><th scope=\"col\" class=\"num\">Versión {}</th></tr></thead>"
      "<tbody>\n{}</tbody></table></div>\n",
      int(before.version), int(report.version), rows);
}

Result<void> publish(Visit& visit, const queries::ReportVersion& report) {
  auto context = TRY(visit.context(commands::Use::Change));
  json::array files;
  for (const std::string_view format : report_formats) {
    if (format == "pdf") continue;  // The signed scan is the PDF.
    const auto bytes = TRY(rendered_report(visit, report, format));
    files.push_back(TRY(commands::publish_file(
        context, format, file_name_of(report, format), *bytes,
        format == "csv"
            ? std::optional(commands::figures_of_report(report.period, report.code, report.version))
            : std::nullopt)));
  }
  files.push_back(commands::named_file("pdf", file_name_of(report, "pdf"), report.signed_hash,
                                       report.signed_size));
  auto act = key_of(report);
  act["archivos"] = std::move(files);
  CHECK(visit.submit("informe.publicar", std::move(act)));
  return {};
}

}  // namespace

Result<Response> report_sign(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  FormState state(visit.request.form);
  const auto on = typed_date(visit.request.form.first("fecha")).value_or(visit.today());
  const auto signers = TRY(signers_of(visit, report, on));
  if (visit.request.method == Method::Post) {
    CHECK(sign(visit, report, state, signers));
    if (!state.faulty()) {
      visit.notice("Se registraron las firmas y el PDF firmado.");
      return redirect(address_of(report) + "/publicar");
    }
  }
  const auto made = TRY(made_report(visit, report));
  Html content = state_bar(visit, report, *made, {});
  if (!report.signed_hash.empty())
    content += notice_box(NoticeTone::Grey,
                          html("<p>Escaneo registrado: {}, {} bytes, huella {}</p>",
                               link(address_of(report) + "/escaneo", file_name_of(report, "pdf")),
                               text::count(report.signed_size), hash_html(report.signed_hash)));
  if (report.stage == ReportStage::Aprobado || report.stage == ReportStage::Firmado)
    content += html("<p>Descargue el {}, fírmelo, escanéelo y súbalo aquí.</p>{}",
                    link(address_of(report) + "/archivo/pdf", "PDF aprobado"),
                    sign_form(visit, report, state, signers));
  else
    content += notice_box(NoticeTone::Grey,
                          html("<p>Las firmas se registran cuando el informe está aprobado. Está "
                               "en «{}».</p>",
                               word_of(report.stage)));
  return view_of(visit, report, "Firmas", "Quiénes firmaron, con qué oficio, y el PDF firmado.",
                 state, content, state.faulty() ? 422 : 200);
}

Result<Response> report_publish(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  FormState state(visit.request.form);
  if (visit.request.method == Method::Post) {
    if (visit.request.form.first("datos_personales") != "si")
      state.fault("datos_personales", "Confirme que revisó que no haya datos personales.");
    if (!state.faulty()) {
      CHECK(publish(visit, report));
      visit.notice("El informe está publicado.");
      return redirect(address_of(report) + "/publicar");
    }
  }
  const auto made = TRY(made_report(visit, report));
  Html content = state_bar(visit, report, *made, {});
  if (report.published_on) {
    content += published_notice(report);
    content += files_table(report, TRY(queries::published_files(visit.db(), visit.institution,
                                                                report.code, report.version)));
    return view_of(visit, report, "Publicación", "Lo que el público puede descargar.", state,
                   content);
  }
  if (report.stage != ReportStage::Firmado) {
    content += notice_box(
        NoticeTone::Grey,
        html("<p>El informe se publica cuando está aprobado y firmado. Está en «{}».</p>",
             word_of(report.stage)));
    return view_of(visit, report, "Publicar", "Qué se hace público.", state, content);
  }
  std::vector<std::string> signers;
  for (const auto& one : report.signatories) signers.push_back(one.post);
  Html others;
  for (const std::string_view format : report_formats)
    if (format != "pdf") others += html("<li>{}</li>", file_name_of(report, format));
  const std::vector<SummaryRow> rows{
      {"Informe", escaped(title_of(report))},
      {"Aprobado", escaped(report.approved_on ? text::long_date(*report.approved_on) : "")},
      {"Firmado", escaped((report.signed_on ? text::long_date(*report.signed_on) : std::string()) +
                          " por " + text::listed(signers))},
      {"Oficio", escaped(report.letter)},
      {"PDF que se publica",
       html("{} <span class=\"secundario\">{} bytes</span><br>{}",
            link(address_of(report) + "/escaneo", file_name_of(report, "pdf")),
            text::count(report.signed_size), hash_html(report.signed_hash)),
       address_of(report) + "/firmar"},
      {"También", html("<ul class=\"govuk-list\">{}</ul>", others)}};
  content += summary_list(rows);
  content += section("cambia", "Qué cambia para el público", TRY(public_changes(visit, report)));
  if (!made->document.illustrative.empty())
    content += notice_box(NoticeTone::Amber,
                          html("<p>El informe contiene datos ilustrativos y lo dice.</p>"));
  Html inside = checkboxes(state,
                           {.name = "datos_personales",
                            .label = "Datos personales",
                            .hint = "Los grupos de menos de cinco personas no se publican."},
                           {{"si", "Revisé el informe y no contiene datos personales"}});
  inside += button("Publicar");
  content += form(visit, {.action = address_of(report) + "/publicar"}, inside);
  return view_of(visit, report, "Publicar",
                 "Los archivos quedan con los bytes de hoy. Se deshace solo retirándolos con "
                 "motivo, y siguen en la lista.",
                 state, content, state.faulty() ? 422 : 200);
}

Result<Response> report_withdraw(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  FormState state(visit.request.form);
  if (visit.request.method == Method::Post) {
    auto act = key_of(report);
    act["motivo"] = std::string(visit.request.form.first("motivo"));
    const auto done = visit.submit("informe.retirar", std::move(act));
    if (done) {
      visit.notice("El informe se retiró. Sigue en la lista, con el motivo.");
      return redirect(address_of(report));
    }
    if (done.error().fault != Fault::Invalid) return std::unexpected(done.error());
    state.fault("motivo", done.error());
  }
  Html inside = text_area(
      state, {.name = "motivo", .label = "Motivo", .hint = "Se publica en la lista de informes."},
      4);
  inside += warning_button("Retirar de la publicación");
  Html content = notice_box(
      NoticeTone::Amber,
      html("<p>Los archivos de {}, versión {}, dejan de descargarse. El informe sigue en la lista "
           "pública con el motivo. Para corregir un error, {}.</p>",
           title_of(report), int(report.version),
           link(address_of(report) + "/corregir", "publique una versión nueva")));
  content += form(visit, {.action = address_of(report) + "/retirar"}, inside);
  return view_of(visit, report, "Retirar el informe", "", state, content,
                 state.faulty() ? 422 : 200);
}

Result<Response> report_correct(Visit& visit) {
  const auto report = TRY(report_asked(visit));
  FormState state(visit.request.form);
  const auto changes = TRY(changed_figures(visit, report));
  if (visit.request.method == Method::Post) {
    const std::string errata(trimmed(visit.request.form.first("fe_de_erratas")));
    if (errata.empty()) state.fault("fe_de_erratas", refusal(reporting::Refusal::ErrataMissing));
    if (!state.faulty()) {
      auto cut = report.cut_version;
      if (visit.request.form.first("cifras") == "hoy" && report.kind != "estrategia") {
        const auto receipt = TRY(visit.submit("corte.crear", {{"codigo", report.period}}));
        cut = TRY(integer_at(receipt.outcome, "version"));
      }
      auto act = key_of(report);
      act["fe_de_erratas"] = errata;
      act["corte_version"] = cut;
      const auto receipt = TRY(visit.submit("informe.corregir", std::move(act)));
      visit.notice("Se abrió la versión nueva. La publicada no cambia.");
      return redirect("/informes/" + encoded(report.code) + '/' +
                      std::to_string(TRY(integer_at(receipt.outcome, "version"))));
    }
  }
  Html differing;
  for (const auto& one : *changes)
    differing +=
        html("<li>{}: de <b class=\"num\">{}</b> a <b class=\"num\">{}</b></li>\n",
             figure_name(one), figure_value(one, one.before), figure_value(one, one.after));
  Html content;
  if (!differing.text.empty())
    content += section("cambios", "Cifras que cambiaron después del corte",
                       html("<ul class=\"govuk-list govuk-list--bullet\">\n{}</ul>\n", differing));
  Html inside = text_area(state,
                          {.name = "fe_de_erratas",
                           .label = "Fe de erratas",
                           .hint = "Dónde dice, dónde debe decir, y por qué. Se imprime en la "
                                   "versión nueva."},
                          6);
  if (report.kind != "estrategia")
    inside += radios(state,
                     {.name = "cifras",
                      .label = "Cifras de la versión nueva",
                      .standard = changes->empty() ? "corte" : "hoy"},
                     {{"hoy", "Las de hoy", "Se fija un corte nuevo"},
                      {"corte", "Las del mismo corte", "Solo se corrige el texto"}});
  inside += button("Abrir versión nueva");
  content += form(visit, {.action = address_of(report) + "/corregir"}, inside);
  return view_of(visit, report, "Corregir un informe publicado",
                 "El publicado no se toca: la versión nueva lo reemplaza cuando se publique.",
                 state, content, state.faulty() ? 422 : 200);
}

}  // namespace web
