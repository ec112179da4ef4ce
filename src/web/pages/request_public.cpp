// Asking for information and following the answer, without an account: the form, and the page of
// the secret link. What is typed here is kept apart from the journal (commands/file_request.hpp).
#include "base/text.hpp"
#include "commands/file_request.hpp"
#include "domain/transparency/refusals.hpp"
#include "text/format.hpp"
#include "web/kit/table.hpp"
#include "web/pages/hash_text.hpp"
#include "web/pages/money_view.hpp"
#include "web/pages/request_pages.hpp"
#include "web/pages/request_view.hpp"
#include "web/pages/session_pages.hpp"
#include "web/pages/uploads.hpp"

namespace web {
namespace {

using namespace transparency;
using queries::RequestWhole;

constexpr std::string_view new_address = "/solicitudes/nueva";
constexpr std::string_view desk_address = "/solicitudes/registrar";
constexpr std::string_view find_address = "/solicitudes/seguimiento";
constexpr int text_max = 8000;

std::string link_address(std::string_view ticket, std::string_view more = {}) {
  std::string address = std::string(find_address) + "/" + encoded(ticket);
  if (!more.empty()) (address += '/') += more;
  return address;
}

std::vector<Crumb> crumbs_of(const Visit& visit) {
  if (visit.viewer != nullptr) return request_crumbs();
  return {{"Inicio", "/"}, {"Preguntas", "/ayuda"}};
}

// A context of the account that files what comes from outside.
Result<commands::Context> portal(Visit& visit) {
  auto context = TRY(visit.context(commands::Use::Change));
  context.actor = commands::portal_actor();
  return context;
}

std::string control_of(const Error& error) {
  const auto field = detail_of(error, "campo");
  return field.empty() ? "texto" : std::string(field);
}

// ---- The form -----------------------------------------------------------------------------------

Html words_fields(const FormState& state, bool desk) {
  Html inside = text_input(
      state, {.name = "nombre",
              .label = desk ? "Quién solicita" : "Su nombre",
              .hint = "La ley pide identificar a quien solicita; no hace falta decir para qué.",
              .autocomplete = "name"});
  inside += text_input(
      state, {.name = "contacto",
              .label = desk ? "Dónde escribirle" : "Dónde escribirle (opcional)",
              .hint = "Correo o teléfono. Sin él, la respuesta está en el enlace que recibirá.",
              .autocomplete = "email"});
  return inside += text_area(
             state,
             {.name = "texto",
              .label = "Qué información pide",
              .hint = "Diga de qué trata, de qué fechas y en qué formato la quiere, si importa."},
             8, text_max);
}

Response form_of(Visit& visit, const FormState& state, int status) {
  Html inside = words_fields(state, false);
  inside += button("Presentar la solicitud");
  Html content = form(visit, {.action = std::string(new_address), .id = "solicitud"}, inside);
  content += section(
      "que-pasa", "Qué pasa después",
      html("<ul class=\"govuk-list govuk-list--bullet\">\n"
           "<li>Recibe un número y un enlace secreto para seguir la solicitud y bajar la "
           "respuesta. Nadie más lo tiene.</li>\n"
           "<li>La institución responde en 10 días hábiles, y puede prorrogar 10 más una sola vez "
           "(Decreto 57-2008, artículos 42 y 43).</li>\n"
           "<li>Su nombre y lo que escriba no se publican. Se guardan aparte y se pueden "
           "borrar.</li>\n</ul>\n<p>{}</p>\n",
           link(find_address, "Ya presenté una y quiero seguirla")));
  return form_page(visit,
                   {.title = "Pedir información",
                    .heading = "Pedir información pública",
                    .lead = "Cualquier persona puede pedirla, sin costo y sin decir para qué.",
                    .crumbs = crumbs_of(visit),
                    .content = content},
                   state, status);
}

Response desk_form(Visit& visit, const FormState& state, int status) {
  Html inside = words_fields(state, true);
  auto vias = request_choices<Via>();
  std::erase_if(vias, [](const Choice& one) { return one.value == code_of(Via::Portal); });
  inside +=
      radios(state, {.name = "via", .label = "Por dónde llegó", .standard = "ventanilla"}, vias);
  inside += date_input(state, {.name = "recibida",
                               .label = "Recibida el",
                               .hint = "Vacío: hoy. El plazo cuenta desde el día siguiente.",
                               .width = "10"});
  inside += button("Registrar la solicitud");
  return form_page(visit,
                   {.title = "Registrar una solicitud",
                    .heading = "Registrar una solicitud",
                    .rubric = "Unidad de Información Pública",
                    .lead = "La que llegó por ventanilla, correo, teléfono o escrito.",
                    .area = Area::Reports,
                    .crumbs = request_crumbs(),
                    .content = form(visit, {.action = std::string(desk_address)}, inside)},
                   state, status);
}

commands::RequestWords words_typed(const FormState& state) {
  return {state.value("nombre"), state.value("contacto"), state.value("texto")};
}

// ---- The page of the link -----------------------------------------------------------------------

struct Followed {
  std::string ticket;
  RequestWhole all;
};

Result<Followed> followed(Visit& visit) {
  Followed found{std::string(visit.capture("ficha")), {}};
  auto all = TRY(queries::request_of_ticket(visit.db(), visit.institution,
                                            commands::ticket_hash(found.ticket), visit.today()));
  if (!all) return refuse(transparency::Refusal::TicketUnknown);
  found.all = *std::move(all);
  return found;
}

bool was_told(const storage::RequestRow& row) { return row.notified_on.has_value(); }

Html answer_part(const Followed& it) {
  const auto& row = it.all.line.row;
  if (!was_told(row) || !row.result) return {};
  Html out = html("<p><strong>{}</strong>, el {}.</p>\n{}", text::name_of(*row.result),
                  text::date(*row.notified_on), words_html(row.reason));
  if (!row.basis.empty()) out += html("<p>Fundamento: {}.</p>\n", row.basis);
  if (!row.declaration.empty())
    out += html("<p>La reserva se declaró en: {}.</p>\n", row.declaration);
  Html files;
  for (const auto& file : it.all.archivos)
    if (file.part == "entrega")
      files += html("<li>{} <small>{}</small></li>\n",
                    link(link_address(it.ticket, "archivos/" + file.hash), file.name),
                    hash_html(file.hash));
  if (!files.text.empty()) out += html("<ul class=\"govuk-list\">\n{}</ul>\n", files);
  if (row.ruling)
    out +=
        html("<p>Recurso de revisión: <strong>{}</strong>, el {}.</p>\n{}",
             text::name_of(*row.ruling), text::date(*row.ruled_on), words_html(row.ruling_reason));
  return section("respuesta", "La respuesta", out);
}

// What the institution asks of the requester, or what the requester may ask of it.
Html turn_part(Visit& visit, const Followed& it, const FormState& state) {
  const auto& row = it.all.line.row;
  if (row.state == EstadoSolicitud::EnAclaracion) {
    std::string question;
    for (const auto& step : it.all.pasos)
      if (step.paso == PasoSolicitud::PedirAclaracion) question = step.body;
    return section("aclarar", "Le piden aclarar",
                   words_html(question) +
                       form(visit, {.action = link_address(it.ticket, "aclarar")},
                            text_area(state,
                                      {.name = "texto",
                                       .label = "Su aclaración",
                                       .hint = "El plazo está detenido hasta que la envíe."},
                                      5, text_max) +
                                button("Enviar la aclaración")));
  }
  if (row.state != EstadoSolicitud::Notificada) return {};
  return section(
      "impugnar", "Si no está de acuerdo",
      html("<p>Puede interponer recurso de revisión hasta el {} (Decreto 57-2008, artículo 54). Lo "
           "decide la autoridad, y no quien resolvió.</p>\n",
           text::date(it.all.impugnar_hasta)) +
          form(visit, {.action = link_address(it.ticket, "impugnar")},
               text_area(state, {.name = "texto", .label = "Por qué no está de acuerdo"}, 5,
                         text_max) +
                   secondary_button("Interponer el recurso")));
}

// Steps without the names of those who took them.
Html steps_part(const Followed& it) {
  Html items;
  for (const auto& step : it.all.pasos) {
    const bool hidden = step.paso == PasoSolicitud::Contestar ||
                        (step.paso == PasoSolicitud::Resolver && !was_told(it.all.line.row));
    if (!hidden) items += html("<li>{}: {}</li>\n", text::date(step.on), text::done_of(step.paso));
  }
  return section("historia", "Lo que ha pasado",
                 html("<ul class=\"govuk-list\">\n{}</ul>\n", items));
}

// What the requester may know of a state before being told.
std::string_view seen_state(const storage::RequestRow& row) {
  return row.state == EstadoSolicitud::Contestada || row.state == EstadoSolicitud::Resuelta
             ? "En trámite"
             : text::name_of(row.state);
}

Result<Response> follow_page(Visit& visit, const Followed& it, const FormState& state, int status) {
  const auto& row = it.all.line.row;
  Html content;
  if (visit.request.query.first("nueva") == "si")
    content += notice_box(
        NoticeTone::Green,
        html("<p><strong>Se recibió su solicitud {}.</strong> Guarde el enlace de esta página: es "
             "la única manera de seguirla, y no se puede volver a pedir.</p>\n<p>Su clave: "
             "<code>{}</code></p>",
             row.number, it.ticket));
  content += html("<p>{} {}</p>\n", tag(seen_state(row), Tint::Blue), term_tag(it.all.line));
  content += answer_part(it);
  content += turn_part(visit, it, state);
  content += section("plazo", "El plazo", clock_html(it.all.line));
  content += steps_part(it);
  if (const auto words = TRY(commands::private_words(visit.db(), row.private_hash)))
    content += section("pedido", "Lo que pidió",
                       words_html(optional_text_at(*words, "texto").value_or("")));
  return form_page(visit,
                   {.title = "Solicitud " + row.number,
                    .heading = "Solicitud " + row.number,
                    .lead = "Recibida el " + text::date(row.received) + ".",
                    .crumbs = crumbs_of(visit),
                    .actions = row.illustrative ? stamp_illustrative() : Html{},
                    .content = content},
                   state, status);
}

Result<Response> say(Visit& visit, std::string_view kind) {
  const auto it = TRY(followed(visit));
  FormState state(visit.request.form);
  auto context = TRY(portal(visit));
  const auto receipt = commands::submit_words(
      context, kind, {{"solicitud", it.all.line.row.number}, {"version", it.all.line.row.version}},
      state.value("texto"));
  if (receipt) return redirect(link_address(it.ticket));
  if (receipt.error().fault != Fault::Invalid) return std::unexpected(receipt.error());
  state.fault(control_of(receipt.error()), receipt.error());
  return follow_page(visit, it, state, 422);
}

}  // namespace

Result<Response> request_new(Visit& visit) {
  if (visit.request.method == Method::Get) return form_of(visit, FormState(), 200);
  FormState state(visit.request.form);
  auto context = TRY(portal(visit));
  const auto filed = commands::file_request(context, Via::Portal, words_typed(state), {}, false);
  if (filed) return redirect(link_address(filed->ticket) + "?nueva=si");
  if (filed.error().fault != Fault::Invalid) return std::unexpected(filed.error());
  state.fault(control_of(filed.error()), filed.error());
  return form_of(visit, state, 422);
}

Result<Response> request_register(Visit& visit) {
  if (visit.request.method == Method::Get) return desk_form(visit, FormState(), 200);
  FormState state(visit.request.form);
  std::optional<Date> received;
  if (const auto written = state.value("recibida"); !trimmed(written).empty()) {
    if (const auto day = typed_day(written))
      received = *day;
    else
      state.fault("recibida", "Escriba la fecha así: 30/06/2026.");
  }
  if (state.faulty()) return desk_form(visit, state, 422);
  auto context = TRY(visit.context(commands::Use::Change));
  const auto via = kind_of<Via>(state.value("via"));
  const auto filed = commands::file_request(context, via.value_or(Via::Ventanilla),
                                            words_typed(state), received, false);
  if (filed) {
    visit.notice(
        "Se registró la solicitud " + filed->number +
        ". Entregue este enlace a quien la presentó, no se repite: " + link_address(filed->ticket));
    return redirect(request_address(filed->number));
  }
  if (filed.error().fault != Fault::Invalid) return std::unexpected(filed.error());
  state.fault(control_of(filed.error()), filed.error());
  return desk_form(visit, state, 422);
}

Result<Response> request_find(Visit& visit) {
  FormState state(visit.request.form);
  int status = 200;
  if (visit.request.method != Method::Get) {
    // The key alone, or the whole link.
    auto ticket = std::string(trimmed(state.value("clave_de_seguimiento")));
    ticket = ticket.substr(ticket.rfind('/') + 1);
    const auto known = TRY(queries::request_of_ticket(
        visit.db(), visit.institution, commands::ticket_hash(ticket), visit.today()));
    if (known) return redirect(link_address(ticket));
    state.fault("clave_de_seguimiento", refusal(transparency::Refusal::TicketUnknown));
    status = 422;
  }
  Html inside = text_input(state, {.name = "clave_de_seguimiento",
                                   .label = "Enlace o clave de su solicitud",
                                   .hint = "Los 32 caracteres que recibió al presentarla."});
  inside += button("Ver la solicitud");
  Html content = form(visit, {.action = std::string(find_address)}, inside);
  content += html("<p>{}</p>\n", link(new_address, "Pedir información"));
  return form_page(visit,
                   {.title = "Seguir una solicitud",
                    .heading = "Seguir una solicitud",
                    .lead = "Con el enlace que recibió al presentarla.",
                    .crumbs = crumbs_of(visit),
                    .content = content},
                   state, status);
}

Result<Response> request_follow(Visit& visit) {
  return follow_page(visit, TRY(followed(visit)), FormState(), 200);
}

Result<Response> request_follow_clarify(Visit& visit) { return say(visit, "solicitud.aclarar"); }
Result<Response> request_follow_appeal(Visit& visit) { return say(visit, "solicitud.impugnar"); }

Result<Response> request_follow_file(Visit& visit) {
  const auto it = TRY(followed(visit));
  const auto* file = queries::file_of(it.all, visit.capture("huella"), "entrega");
  if (file == nullptr || !was_told(it.all.line.row))
    return refuse(transparency::Refusal::TicketUnknown);
  return kept_file_response(visit, file->hash, file->name);
}

}  // namespace web
