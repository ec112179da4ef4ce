// I20: the visado. What is signed is shown once more, the person says again who he is, and the
// result is a number, a code and a receipt that anybody can check offline.
#include <algorithm>

#include "base/text.hpp"
#include "commands/sign_in.hpp"
#include "commands/visado_receipt.hpp"
#include "documents/qr.hpp"
#include "text/amount_words.hpp"
#include "text/format.hpp"
#include "text/rules.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using queries::PaymentFile;
using namespace verification;

std::string grouped(std::string_view hash, std::size_t digits) {
  std::string out;
  for (std::size_t i = 0; i < std::min(digits, hash.size()); i += 4)
    out += (out.empty() ? "" : " ") + std::string(hash.substr(i, 4));
  return out;
}

const storage::FileStepRow* last_step(const PaymentFile& file, Paso paso) {
  const storage::FileStepRow* found = nullptr;
  for (const auto& taken : file.pasos)
    if (taken.row.paso == paso) found = &taken.row;
  return found;
}

Html amount_html(const PaymentFile& file) {
  if (!file.row.monto) return html("{}{}", text::no_data, hidden("sin dato"));
  return html("<strong class=\"num\">{}</strong><br>{}", text::money(*file.row.monto),
              text::capitalized(text::amount_in_words(*file.row.monto)));
}

Html account_html(const PaymentFile& file) {
  const auto& supplier = file.facts.proveedor;
  const auto owner = supplier.cuenta_nit.view();
  if (owner.empty()) return html("{}{}", text::no_data, hidden("sin dato"));
  const bool own = owner == supplier.nit.view();
  return html("A nombre de NIT <span class=\"cod\">{}</span>{}", owner,
              own ? std::string(", el mismo proveedor")
                  : std::string(supplier.cesion == true ? ", con cesión de derechos"
                                                        : ", distinto del proveedor"));
}

Html flags_html(const PaymentFile& file) {
  Html items;
  for (const auto& now : file.avisos)
    for (const auto& sentence : flag_sentences(now.flag))
      items += html("<li>{} {}</li>\n", effect_tag(now.flag.effect), sentence);
  return items.text.empty() ? html("Ninguna requiere verificación")
                            : html("<ul class=\"govuk-list\">{}</ul>", items);
}

std::vector<SummaryRow> what_is_signed(const PaymentFile& file, const queries::ActorNames& names) {
  const auto* reviewed = last_step(file, Paso::Verificar);
  std::int64_t kept = 0;
  for (const auto& one : file.documentos) kept += one.hash.empty() ? 0 : 1;
  return {
      {"Monto", amount_html(file)},
      {"Proveedor", supplier_words(file.row)},
      {"Cuenta", account_html(file)},
      {"Para qué", escaped(file.row.reason)},
      {"Tipo de gasto", escaped(text::spending(file.row.gasto, file.row.modalidad))},
      {"Lista de verificación",
       html("{} de {}{}", text::count(file.contestadas), text::count(file.exigidas),
            file.no_cumple > 0 ? ", " + text::count(file.no_cumple) + " no cumplen"
                               : std::string(", todo cumple o no aplica"))},
      {"Documentos",
       html("{}, {} con archivo", text::count(static_cast<std::int64_t>(file.documentos.size())),
            text::count(kept))},
      {"Reglas", flags_html(file)},
      {"Registró", escaped(names.of(file.row.author))},
      {"Dictaminó conforme",
       escaped(reviewed ? names.of(reviewed->actor) + ", " + text::date(reviewed->on)
                        : std::string(text::no_data))},
      {"Código de lo que se visa", html("<span class=\"cod\">{}</span>", grouped(file.huella, 16))},
  };
}

bool asks_reason(const PaymentFile& file) {
  return std::ranges::any_of(file.avisos, [](const queries::FlagNow& now) {
    return now.flag.effect == Effect::AsksReason;
  });
}

Result<Response> check_page(Visit& visit, const PaymentFile& file, const FormState& state,
                            int status) {
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  Html content;
  const auto apart = separated_from(visit, file, Paso::Visar);
  const bool may = may_take(visit, file, Paso::Visar) && apart.empty();
  if (!apart.empty())
    content += notice_box(NoticeTone::Amber,
                          html("<p>{}: el visado corresponde a otra persona.</p>", apart));
  else if (!may)
    content += notice_box(
        NoticeTone::Grey,
        html("<p>El expediente está en «{}». Se visa cuando está conforme, y lo hace quien tiene "
             "esa función.</p>",
             text::name_of(file.row.estado)));
  if (file.bloqueado)
    content += notice_box(NoticeTone::Red, html("<p>Hay reglas que impiden el visado. {}</p>",
                                                link(file_address(file.row.number) + "#reglas",
                                                     "Ver cuáles y cómo se corrigen")));
  content += summary_list(what_is_signed(file, names));
  if (may && !file.bloqueado) {
    const bool two = TRY(commands::has_second_factor(visit.db(), visit.viewer->number));
    Html inside = hidden_input("huella", file.huella);
    if (asks_reason(file))
      inside += text_area(state,
                          {.name = "justificacion",
                           .label = "Razón para visar",
                           .hint = "Una regla pide razón de quien visa. Queda en el recibo."},
                          3);
    inside +=
        text_input(state, {.name = "secreto",
                           .label = two ? "Código del segundo factor" : "Su contraseña",
                           .hint = two ? "De su aplicación de códigos. Se confirma que es usted."
                                       : "Otra vez: el visado no se deshace.",
                           .width = "20",
                           .inputmode = two ? "numeric" : "",
                           .autocomplete = two ? "one-time-code" : "current-password",
                           .type = two ? "text" : "password"});
    inside += html("<div class=\"cierre\"><div class=\"derecha\">{}{}{}</div></div>\n",
                   secondary_link(file_address(file.row.number), "Dejarlo"),
                   secondary_button("Confirmar y ver el recibo", "despues", "recibo"),
                   button("Confirmar y abrir siguiente", "despues", "siguiente"));
    content += html("<div class=\"seccion\">{}</div>\n",
                    form(visit,
                         {.action = file_address(file.row.number, "visado"),
                          .version = std::to_string(file.row.version)},
                         inside));
  } else {
    content += file_links(visit, file);
  }
  auto view =
      page_beside(file, "Otorgar visado",
                  "Compruebe lo que firma. Después, sus documentos no cambian.", state, content);
  if (file.row.illustrative) view.actions = stamp_illustrative();
  return page(visit, view, status);
}

// What was given: the number, the code, the receipt.
Result<Response> given_page(Visit& visit, const PaymentFile& file) {
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const auto* step = last_step(file, Paso::Visar);
  const auto seen = TRY(queries::visado_seen(visit.db(), visit.institution, file.row.number));
  if (!step || !seen) return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  const auto code = show(sha256(seen->content));
  const auto about = "Visado " + std::to_string(file.row.visado) + ", expediente " +
                     file.row.number + ", huella " + code;
  std::vector<SummaryRow> rows{
      {"Visado", html("<strong>n.º {}</strong>", std::to_string(file.row.visado))},
      {"Otorgado", escaped(text::date_and_time(step->at) + ", por " + names.of(step->actor))},
      {"Monto", amount_html(file)},
      {"Proveedor", supplier_words(file.row)},
      {"Código de verificación", html("<span class=\"cod\">{}</span>", grouped(code, 16))},
      {"Huella completa", html("<span class=\"cod cod--grupos\">{}</span>", code)},
  };
  if (!step->justification.empty()) rows.push_back({"Razón", escaped(step->justification)});
  Html content = html(
      "<div class=\"recibo\"><div>{}</div><figure>{}<figcaption>Número, expediente y "
      "huella</figcaption></figure></div>\n",
      summary_list(rows), Html{TRY(documents::qr_svg(about, "Código QR del visado"))});
  content += html(
      "<div class=\"seccion no-imprimir\"><h2>Comprobarlo sin conexión</h2><p>El recibo lleva las "
      "huellas de los documentos, de las reglas, de las normas y de los resultados, y la prueba de "
      "que están en la bitácora. Cualquiera lo comprueba con:</p><pre class=\"cod\">ceiba recibo "
      "verificar recibo-{}.txt</pre></div>\n",
      file.row.number);
  content += file_links(visit, file);
  Html actions = html("<a class=\"govuk-button\" href=\"{}\" download>Descargar el recibo</a>",
                      file_address(file.row.number, "recibo"));
  if (visit.viewer->may(access_control::Permission::ApproveFile))
    actions += secondary_link("/expedientes/por-visar", "Siguiente por visar");
  return page(visit, {.title = "Visado " + std::to_string(file.row.visado),
                      .heading = "Visado n.º " + std::to_string(file.row.visado),
                      .rubric = "Expediente " + file.row.number + " · " + file_summary(file),
                      .area = Area::Files,
                      .crumbs = file_crumbs(file),
                      .actions = (file.row.illustrative ? stamp_illustrative() : Html{}) + actions,
                      .content = content});
}

// The oldest file that waits for a visado and that the viewer may give one to, but this one: the
// visit reads what was there before its own act.
Result<std::optional<std::string>> next_to_approve(Visit& visit, std::string_view but) {
  queries::FileFilter filter;
  filter.estados = {Estado::Verificado};
  constexpr std::int64_t candidates = 50;
  const auto list = TRY(queries::payment_files(visit.db(), visit.institution, filter,
                                               {.count = candidates}, visit.today()));
  for (const auto& row : list.rows) {
    if (row.numero == but) continue;
    const auto file =
        TRY(queries::payment_file(visit.db(), visit.institution, row.numero, visit.today()));
    if (file && separated_from(visit, *file, Paso::Visar).empty()) return row.numero;
  }
  return std::nullopt;
}

Result<std::string> address_of_next(Visit& visit, std::string_view but = {}) {
  const auto next = TRY(next_to_approve(visit, but));
  if (next) return file_address(*next, "visado");
  return std::string("/expedientes?estado=conformes");
}

}  // namespace

Result<Response> payment_file_next_visado(Visit& visit) {
  return redirect(TRY(address_of_next(visit)));
}

Result<Response> payment_file_visado(Visit& visit) {
  const auto file = TRY(file_asked(visit));
  if (file.row.visado > 0 && visit.request.method != Method::Post) return given_page(visit, file);
  const auto& form = visit.request.form;
  FormState state(form);
  if (visit.request.method != Method::Post) return check_page(visit, file, state, 200);
  const auto reason = nfc(trimmed(form.first("justificacion")));
  if (asks_reason(file) && reason.empty())
    state.fault("justificacion", "Escriba por qué se visa con ese aviso.");
  const auto secret = form.first("secreto");
  state.set("secreto", "");
  if (secret.empty()) state.fault("secreto", "Escríbala para confirmar que es usted.");
  if (state.faulty()) return check_page(visit, file, state, 422);
  {
    auto context = TRY(visit.context(commands::Use::Change));
    const auto user = TRY(commands::user_of(context.db(), visit.viewer->number));
    if (!user) return refuse(Refusal::NotSignedIn);
    const auto confirmed = commands::confirm_identity(context, *user, secret);
    if (!confirmed) {
      state.fault("secreto", confirmed.error());
      return check_page(visit, file, state, 422);
    }
  }
  json::object act{{"expediente", file.row.number},
                   {"version", whole_number(form.first(version_field)).value_or(file.row.version)},
                   {"huella", std::string(form.first("huella"))}};
  if (!reason.empty()) act["justificacion"] = reason;
  const auto done = visit.submit("expediente.visar", std::move(act));
  if (!done) {
    if (!concerns_typing(done.error())) return std::unexpected(done.error());
    state.fault("", done.error());
    return check_page(visit, file, state, done.error().fault == Fault::Conflict ? 409 : 422);
  }
  const auto number = TRY(integer_at(done->outcome, "visado"));
  if (form.first("despues") != "siguiente")
    return redirect(file_address(file.row.number, "visado"));
  visit.notice("Visado n.º " + std::to_string(number) + " otorgado al expediente " +
               file.row.number + ".");
  return redirect(TRY(address_of_next(visit, file.row.number)));
}

Result<Response> payment_file_receipt(Visit& visit) {
  const auto number = visit.capture("numero");
  auto context = TRY(visit.context(commands::Use::Read));
  auto receipt = TRY(commands::receipt_of(context.db(), visit.institution, number));
  return download(std::move(receipt), "text/plain; charset=utf-8",
                  "recibo-" + std::string(number) + ".txt");
}

}  // namespace web
