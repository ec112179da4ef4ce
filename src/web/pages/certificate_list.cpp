// The certificates that the institution trusts for the signatures of invoices: the list with the
// form that adds to it, and one of them with the form that takes it back. What is read of a file of
// invoices asks them (payment_file_new.cpp).
#include <algorithm>

#include "base/text.hpp"
#include "commands/trusted_certificates.hpp"
#include "queries/organization.hpp"
#include "text/format.hpp"
#include "web/pages/hash_text.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/pages/planning_view.hpp"
#include "web/pages/uploads.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using commands::TrustedCertificate;
using Kind = TableColumn::Kind;

constexpr std::string_view here = "/expedientes/certificados";

std::string between(Date from, const std::optional<Date>& until) {
  return "Desde el " + text::date(from) + (until ? " hasta el " + text::date(*until) : "");
}

TableView list_of(const std::vector<TrustedCertificate>& all, const queries::ActorNames& names,
                  Date today) {
  TableView view;
  view.id = "certificados";
  view.caption = "Certificados en que la institución confía, y los que retiró";
  view.file_name = "certificados";
  view.as_of = text::date(today);
  view.empty =
      "Ninguno: de una factura firmada se comprueba que está íntegra, no quién la certificó.";
  view.columns = {{.key = "titular", .title = "Titular", .row_header = true},
                  {.key = "vigencia", .title = "Vigencia", .sortable = false, .secondary = true},
                  {.key = "confianza", .title = "Se confía", .sortable = false},
                  {.key = "motivo", .title = "Con qué respaldo", .sortable = false},
                  {.key = "quien", .title = "Quién lo dijo", .secondary = true}};
  for (const auto& one : all) {
    TableRow row;
    if (one.row.until && *one.row.until < today) row.css = "secundario";
    row.cells = {{.value = one.certificate.titular,
                  .address = std::string(here) + "/" + one.row.fingerprint},
                 {.value = between(one.certificate.desde, one.certificate.hasta)},
                 {.value = between(one.row.from, one.row.until)},
                 {.value = one.row.reason},
                 {.value = names.of(one.row.actor) + ", el " + text::date(one.row.on)}};
    view.rows.push_back(std::move(row));
  }
  return view;
}

Html trust_form(Visit& visit, const FormState& state) {
  Html inside = file_input(state,
                           {.name = "archivo",
                            .label = "Archivo con los certificados raíz",
                            .hint = "PEM, como lo publica la autoridad certificadora."},
                           ".pem,.crt,.cer");
  inside += date_input(state, {.name = "desde",
                               .label = "Se confía desde",
                               .hint = "Vale para las facturas certificadas desde ese día.",
                               .standard = text::date(visit.today())});
  inside += text_input(state, {.name = "motivo",
                               .label = "Con qué respaldo",
                               .hint = "Documento o dirección oficial con que se comparó.",
                               .width = "30"});
  inside += button("Confiar en ellos");
  return section("agregar", "Agregar",
                 form(visit, {.action = std::string(here), .files = true}, inside));
}

Result<Response> list_page(Visit& visit, const FormState& state) {
  const auto all = TRY(commands::trusted_certificates(visit.db(), visit.institution));
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const auto view = list_of(all, names, visit.today());
  if (auto file = table_file(visit, view)) return *std::move(file);
  Html content = table(visit, view);
  if (visit.viewer->may(Permission::ConfirmNorm)) content += trust_form(visit, state);
  return page(visit,
              {.title = "Certificados de confianza",
               .heading = "Certificados de confianza",
               .rubric = "Verificación del gasto",
               .lead = "Bajo cuáles se reconoce la firma de una factura electrónica.",
               .area = Area::Files,
               .crumbs = {{"Mi trabajo", "/inicio"},
                          {"Expedientes", "/expedientes"},
                          {"Normativa", "/expedientes/normativa"}},
               .errors = error_summary(state),
               .content = content,
               .has_errors = state.faulty()},
              state.faulty() ? 422 : 200);
}

}  // namespace

Result<Response> certificate_list(Visit& visit) {
  if (visit.request.method != Method::Post) return list_page(visit, FormState{});
  FormState state(visit.request.form);
  const auto* upload = visit.request.upload("archivo");
  if (upload == nullptr || upload->size == 0)
    state.fault("archivo", "Elija el archivo con los certificados.");
  const auto typed = trimmed(visit.request.form.first("desde"));
  const auto from = typed.empty() ? Result<Date>(visit.today()) : typed_date(typed);
  if (!from) state.fault("desde", from.error());
  const auto reason = nfc(trimmed(visit.request.form.first("motivo")));
  if (reason.empty()) state.fault("motivo", "Escriba con qué documento se compararon.");
  if (state.faulty()) return list_page(visit, state);
  const auto done =
      visit.submit("certificado.confiar",
                   {{"pem", TRY(bytes_of(*upload))}, {"desde", ::show(*from)}, {"motivo", reason}});
  if (!done) {
    if (!concerns_typing(done.error())) return std::unexpected(done.error());
    state.fault("archivo", done.error());
    return list_page(visit, state);
  }
  const auto count = static_cast<std::int64_t>(done->outcome.at("huellas").as_array().size());
  visit.notice(count == 1 ? "Se confía en un certificado."
                          : "Se confía en " + text::count(count) + " certificados.");
  return redirect(std::string(here));
}

Result<Response> certificate_show(Visit& visit) {
  const auto print = visit.capture("huella");
  const auto all = TRY(commands::trusted_certificates(visit.db(), visit.institution));
  const auto found = std::ranges::find_if(
      all, [&](const TrustedCertificate& one) { return one.row.fingerprint == print; });
  if (found == all.end()) return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  FormState state(visit.request.form);
  if (visit.request.method == Method::Post) {
    const auto reason = nfc(trimmed(visit.request.form.first("motivo")));
    if (reason.empty()) state.fault("motivo", "Escriba por qué se deja de confiar.");
    if (!state.faulty()) {
      CHECK(visit.submit("certificado.retirar",
                         {{"huella", found->row.fingerprint}, {"motivo", reason}}));
      visit.notice("Ya no se confía en el certificado.");
      return redirect(std::string(here));
    }
  }
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const auto& certificate = found->certificate;
  Html content = summary_list(
      {{"Emisor", escaped(certificate.emisor)},
       {"Serie", html("<span class=\"cod\">{}</span>", certificate.serie)},
       {"Vigencia", escaped(between(certificate.desde, certificate.hasta))},
       {"Se confía", escaped(between(found->row.from, found->row.until))},
       {"Con qué respaldo", escaped(found->row.reason)},
       {"Quién lo dijo", escaped(names.of(found->row.actor) + ", el " + text::date(found->row.on))},
       {"Huella SHA-256", hash_html(found->row.fingerprint)}});
  if (!found->row.until && visit.viewer->may(Permission::ConfirmNorm))
    content += section(
        "retirar", "Dejar de confiar",
        html(
            "<p>Desde hoy no cuenta. Las facturas certificadas antes se siguen reconociendo.</p>") +
            form(visit, {.action = std::string(here) + "/" + found->row.fingerprint},
                 text_input(state, {.name = "motivo", .label = "Por qué", .width = "30"}) +
                     warning_button("Dejar de confiar")));
  return page(visit,
              {.title = certificate.titular,
               .heading = certificate.titular,
               .rubric = "Certificado de confianza",
               .area = Area::Files,
               .crumbs = {{"Mi trabajo", "/inicio"},
                          {"Expedientes", "/expedientes"},
                          {"Normativa", "/expedientes/normativa"},
                          {"Certificados de confianza", std::string(here)}},
               .errors = error_summary(state),
               .content = content,
               .has_errors = state.faulty()},
              state.faulty() ? 422 : 200);
}

}  // namespace web
