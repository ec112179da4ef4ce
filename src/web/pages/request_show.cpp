// One request: what was asked, its clock explained, what the unit found, what was resolved, and the
// step that is next. Each step is a form of its own.
#include <algorithm>

#include "base/text.hpp"
#include "commands/file_request.hpp"
#include "domain/transparency/refusals.hpp"
#include "queries/organization.hpp"
#include "text/format.hpp"
#include "web/kit/table.hpp"
#include "web/pages/hash_text.hpp"
#include "web/pages/money_view.hpp"
#include "web/pages/request_pages.hpp"
#include "web/pages/request_view.hpp"
#include "web/pages/uploads.hpp"

namespace web {
namespace {

using access_control::Permission;
using namespace transparency;
using queries::RequestWhole;

constexpr int files_of_form = 3;

bool sees(const Visit& visit, const RequestWhole& all) {
  if (handles_requests(visit) || visit.viewer->may(Permission::ReadTrail)) return true;
  return !all.line.row.unit.empty() && visit.viewer->serves(all.line.row.unit);
}

Result<RequestWhole> asked(Visit& visit) {
  const auto number = visit.capture("numero");
  auto all = TRY(queries::request(visit.db(), visit.institution, number, visit.today()));
  if (!all || !sees(visit, *all))
    return refuse(transparency::Refusal::RequestUnknown, {{"hallado", std::string(number)}});
  return *std::move(all);
}

// ---- What is known ------------------------------------------------------------------------------

Result<Html> asker_part(Visit& visit, const RequestWhole& all) {
  if (!handles_requests(visit)) return Html{};
  Html out;
  const auto words = TRY(commands::private_words(visit.db(), all.line.row.private_hash));
  if (!words) {
    out += html("<p class=\"secundario\">Lo que escribió la persona ya no se guarda.</p>\n");
  } else {
    const auto said = [&](const char* key) { return optional_text_at(*words, key).value_or(""); };
    out += summary_list(
        {{"Quien solicita", escaped(said("nombre"))},
         {"Dónde escribirle",
          escaped(said("contacto").empty() ? std::string("Solo por su enlace") : said("contacto"))},
         {"Qué pide", words_html(said("texto"))}});
  }
  return section("pedido", "Lo que se pide", out);
}

// Steps, with what the requester said in them where the viewer may read it.
Result<Html> steps_part(Visit& visit, const RequestWhole& all) {
  std::vector<HistoryEntry> entries;
  for (const auto& taken : all.pasos) {
    std::string what{text::done_of(taken.paso)};
    auto said = taken.body;
    if (handles_requests(visit) && !taken.private_hash.empty())
      if (const auto words = TRY(commands::private_words(visit.db(), taken.private_hash)))
        said = optional_text_at(*words, "texto").value_or("");
    if (!said.empty()) what += ": " + said;
    entries.push_back({taken.at, all.nombres.of(taken.actor), what, ""});
  }
  return section("historia", "Historia", history(entries));
}

Html files_part(const RequestWhole& all) {
  Html rows;
  for (const auto& file : all.archivos) {
    Html remark;
    if (file.restricted) remark = tag("Restringido", Tint::Red);
    if (!file.replaces.empty()) remark = tag("Versión pública", Tint::Green);
    rows += html(
        "<tr><th scope=\"row\">{} <small>{}</small></th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        link(request_address(all.line.row.number, "archivos/" + file.hash), file.name),
        hash_html(file.hash), file.part == "respuesta" ? "De la unidad" : "Se entrega", remark,
        text::date(file.on));
  }
  if (rows.text.empty()) return {};
  return section(
      "archivos", "Archivos",
      html(
          "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Archivos\" tabindex=\"0\"><table "
          "class=\"tabla\"><caption><div class=\"tt\">Archivos de la solicitud</div></caption>"
          "<thead><tr><th scope=\"col\">Archivo</th><th scope=\"col\">De quién</th><th "
          "scope=\"col\">Sale</th><th scope=\"col\">Fecha</th></tr></thead><tbody>\n{}</tbody>"
          "</table></div>\n",
          rows));
}

Html facts_part(const RequestWhole& all) {
  const auto& row = all.line.row;
  std::vector<SummaryRow> rows{
      {"Recibida", html("{}, {}", text::date(row.received), text::name_of(row.via))}};
  if (!row.subject.empty()) rows.push_back({"Asunto", escaped(row.subject)});
  if (!row.unit.empty()) rows.push_back({"Unidad", escaped(all.line.unidad)});
  if (!row.topic.empty()) rows.push_back({"Materia", escaped(row.topic)});
  if (!row.answer.empty()) rows.push_back({"Respuesta de la unidad", words_html(row.answer)});
  if (row.extended_on)
    rows.push_back(
        {"Prórroga", html("{}: {}", text::date(*row.extended_on), row.extension_reason)});
  if (row.result) {
    rows.push_back(
        {"Resolución", html("{}, {}", text::name_of(*row.result), text::date(*row.resolved_on))});
    rows.push_back({"Motivo", words_html(row.reason)});
  }
  if (!row.basis.empty()) rows.push_back({"Fundamento", escaped(row.basis)});
  if (!row.declaration.empty()) rows.push_back({"Reserva declarada en", escaped(row.declaration)});
  if (row.notified_on)
    rows.push_back({"Notificada", html("{}, por {}", text::date(*row.notified_on), row.notice)});
  if (row.ruling)
    rows.push_back({"Recurso de revisión", html("{}, {}: {}", text::name_of(*row.ruling),
                                                text::date(*row.ruled_on), row.ruling_reason)});
  return summary_list(rows);
}

// ---- What is next -------------------------------------------------------------------------------

struct Step {
  PasoSolicitud paso;
  Permission permission;
  std::string_view address;  // Also what its controls' names begin with.
  std::string_view heading;
};
constexpr Step steps[] = {
    {PasoSolicitud::Trasladar, Permission::HandleRequest, "trasladar", "Trasladar a una unidad"},
    {PasoSolicitud::Contestar, Permission::AnswerRequest, "contestar", "Contestar por la unidad"},
    {PasoSolicitud::Resolver, Permission::ResolveRequest, "resolver", "Resolver"},
    {PasoSolicitud::Notificar, Permission::HandleRequest, "notificar", "Notificar"},
    {PasoSolicitud::Fallar, Permission::RuleOnRequest, "fallar", "Decidir el recurso de revisión"},
    {PasoSolicitud::PedirAclaracion, Permission::HandleRequest, "aclaracion", "Pedir aclaración"},
    {PasoSolicitud::Prorrogar, Permission::HandleRequest, "prorrogar", "Prorrogar el plazo"},
    {PasoSolicitud::Desistir, Permission::HandleRequest, "desistir", "Registrar desistimiento"}};

std::string control_of(const Step& step, std::string_view field) {
  return std::string(step.address) + "_" + std::string(field);
}

Result<Html> route_fields(Visit& visit, const Step& step, const FormState& state,
                          const RequestWhole& all) {
  std::vector<Choice> units{{"", "Elija una unidad"}};
  for (const auto& unit : TRY(queries::units(visit.db(), visit.institution, visit.today())))
    units.push_back({unit.code, unit.name});
  Html inside =
      units.size() > 1
          ? select(state, {.name = control_of(step, "unidad"), .label = "Unidad"}, units)
          : text_input(state,
                       {.name = control_of(step, "unidad"), .label = "Unidad", .width = "10"});
  inside += text_input(state, {.name = control_of(step, "asunto"),
                               .label = "Asunto",
                               .hint = "De qué trata, sin datos personales: se publica.",
                               .standard = all.line.row.subject});
  return inside += text_input(state, {.name = control_of(step, "materia"),
                                      .label = "Materia",
                                      .hint = "Para la estadística: gasto, personal, compras …",
                                      .standard = all.line.row.topic,
                                      .width = "20"});
}

Html file_fields(const Step& step, const FormState& state, const RequestWhole& all) {
  const bool answers = step.paso == PasoSolicitud::Contestar;
  std::vector<Choice> restricted{{"", "Ninguno: sale como está"}};
  for (const auto& file : all.archivos)
    if (file.restricted) restricted.push_back({file.hash, "Cubre datos de " + file.name});
  Html inside;
  for (int n = 1; n <= files_of_form; ++n) {
    const auto number = std::to_string(n);
    inside += file_input(state,
                         {.name = control_of(step, "archivo_" + number),
                          .label = "Archivo " + number,
                          .hint = n == 1 ? "PDF, imagen, hoja o texto, hasta 20 MB." : ""},
                         "application/pdf,image/*,.xlsx,.csv,.txt");
    if (answers)
      inside += checkboxes(state,
                           {.name = control_of(step, "restringido_" + number),
                            .label = "Qué lleva el archivo " + number},
                           {{"si", "Datos personales o reservados: no sale así"}});
    else if (restricted.size() > 1)
      inside += select(state,
                       {.name = control_of(step, "sustituye_" + number),
                        .label = "A qué archivo sustituye el " + number},
                       restricted);
  }
  return inside;
}

Result<Html> fields_of(Visit& visit, const Step& step, const FormState& state,
                       const RequestWhole& all) {
  const auto area = [&](std::string_view field, std::string_view label, std::string_view hint) {
    return text_area(
        state,
        {.name = control_of(step, field), .label = std::string(label), .hint = std::string(hint)},
        4, 4000);
  };
  const auto line = [&](std::string_view field, std::string_view label, std::string_view hint) {
    return text_input(
        state,
        {.name = control_of(step, field), .label = std::string(label), .hint = std::string(hint)});
  };
  switch (step.paso) {
    case PasoSolicitud::Trasladar:
      return route_fields(visit, step, state, all);
    case PasoSolicitud::PedirAclaracion:
      return area("texto", "Qué debe aclarar", "Lo lee quien solicita. El plazo se detiene.");
    case PasoSolicitud::Contestar:
      return area("respuesta", "Qué encontró la unidad", "O que no existe, y dónde se buscó.") +
             file_fields(step, state, all);
    case PasoSolicitud::Prorrogar:
      return area("motivo", "Motivo", "Diez días hábiles más, una sola vez.");
    case PasoSolicitud::Resolver:
      return radios(state, {.name = control_of(step, "resultado"), .label = "Resultado"},
                    request_choices<Resultado>()) +
             area("motivo", "Motivo", "Lo lee quien solicita.") +
             line("fundamento", "Fundamento", "El artículo en que se apoya lo que no se entrega.") +
             line("declaracion", "Reserva declarada en",
                  "Número y fecha de la resolución, si es reservada.") +
             file_fields(step, state, all);
    case PasoSolicitud::Notificar:
      return line("medio", "Medio", "Portal, correo, ventanilla …") +
             date_input(state, {.name = control_of(step, "fecha"),
                                .label = "Fecha",
                                .hint = "Vacío: hoy.",
                                .width = "10"});
    case PasoSolicitud::Fallar:
      return radios(state, {.name = control_of(step, "fallo"), .label = "Decisión"},
                    request_choices<Fallo>()) +
             area("motivo", "Motivo", "") + file_fields(step, state, all);
    case PasoSolicitud::Desistir:
      return area("motivo", "Motivo", "Solo si lo pidió quien solicita.");
    default:
      return Html{};
  }
}

bool may_take(const Visit& visit, const Step& step, const RequestWhole& all) {
  const auto& row = all.line.row;
  const auto possible = pasos_posibles(row.state);
  if (!visit.viewer->may(step.permission) ||
      std::ranges::find(possible, step.paso) == possible.end())
    return false;
  if (step.paso == PasoSolicitud::Prorrogar)
    return !row.extended_on && all.line.plazo != EstadoPlazo::Vencido;
  if (step.paso == PasoSolicitud::Contestar) return visit.viewer->serves(row.unit);
  return true;
}

Result<Html> next_part(Visit& visit, const RequestWhole& all, const FormState& state) {
  Html out;
  for (const auto& step : steps) {
    if (!may_take(visit, step, all)) continue;
    auto inside = TRY(fields_of(visit, step, state, all));
    inside += button(text::name_of(step.paso));
    const auto body = form(visit,
                           {.action = request_address(all.line.row.number, step.address),
                            .version = std::to_string(all.line.row.version),
                            .files = true},
                           inside);
    const bool open = std::ranges::any_of(
        state.faults(), [&](const auto& fault) { return fault.first.starts_with(step.address); });
    out += html(
        "<details class=\"govuk-details\" id=\"{}\"{}><summary class=\"govuk-details__summary\">"
        "<span class=\"govuk-details__summary-text\">{}</span></summary><div "
        "class=\"govuk-details__text\">{}</div></details>\n",
        step.address, Html{open ? " open" : ""}, step.heading, body);
  }
  return out.text.empty() ? out : section("siguiente", "Qué sigue", out);
}

Result<Response> show(Visit& visit, const RequestWhole& all, const FormState& state, int status) {
  const auto& row = all.line.row;
  Html content = html("<p>{} {}</p>\n", state_tag(row.state), term_tag(all.line));
  content += section("plazo", "Plazo", clock_html(all.line));
  content += TRY(asker_part(visit, all));
  content += section("datos", "Datos", facts_part(all));
  content += files_part(all);
  content += TRY(next_part(visit, all, state));
  content += TRY(steps_part(visit, all));
  Html actions = row.illustrative ? stamp_illustrative() : Html{};
  if (row.resolved_on && handles_requests(visit))
    actions += secondary_link(request_address(row.number, "carta"), "Carta de notificación");
  return page(visit,
              {.title = "Solicitud " + row.number,
               .heading = row.subject.empty() ? "Solicitud " + row.number : row.subject,
               .rubric = "Solicitud de información " + row.number,
               .area = Area::Reports,
               .crumbs = request_crumbs(),
               .errors = error_summary(state),
               .actions = actions,
               .content = content,
               .has_errors = state.faulty()},
              status);
}

// ---- Taking a step ------------------------------------------------------------------------------

const Step& step_of(PasoSolicitud paso) { return *std::ranges::find(steps, paso, &Step::paso); }

void put_words(json::object& act, const Step& step, const FormState& state,
               std::initializer_list<std::string_view> fields) {
  for (const auto field : fields) {
    const auto written = state.value(control_of(step, field));
    if (const auto words = trimmed(written); !words.empty()) act[field] = std::string(words);
  }
}

// The uploaded files as the act says them. What leaves must show no CUI.
Result<json::array> files_typed(Visit& visit, const Step& step, FormState& state) {
  json::array files;
  for (int n = 1; n <= files_of_form; ++n) {
    const auto number = std::to_string(n);
    const auto control = control_of(step, "archivo_" + number);
    const auto* upload = visit.request.upload(control);
    if (upload == nullptr || upload->size == 0) continue;
    if (step.paso != PasoSolicitud::Contestar) {
      auto context = TRY(visit.context(commands::Use::Change));
      const auto kept =
          commands::keep_public_file(context, TRY(bytes_of(*upload)), upload->file_name);
      if (!kept) {
        if (kept.error().fault == Fault::Unavailable) return std::unexpected(kept.error());
        state.fault(control, kept.error());
        continue;
      }
    }
    auto one = TRY(kept_upload(visit, control, state));
    if (one.empty()) continue;
    if (state.value(control_of(step, "restringido_" + number)) == "si") one["restringido"] = true;
    if (const auto old = state.value(control_of(step, "sustituye_" + number)); !old.empty())
      one["sustituye"] = old;
    files.push_back(std::move(one));
  }
  return files;
}

// The control that a refusal is of, by its code.
std::string place_of(const Step& step, const Error& error) {
  if (const auto field = detail_of(error, "campo"); !field.empty()) return control_of(step, field);
  const struct {
    transparency::Refusal why;
    std::string_view field;
  } places[] = {{transparency::Refusal::ReasonMissing, "motivo"},
                {transparency::Refusal::BasisMissing, "fundamento"},
                {transparency::Refusal::ReserveMissing, "declaracion"},
                {transparency::Refusal::ResponseMissing, "respuesta"},
                {transparency::Refusal::NoticeMissing, "medio"},
                {transparency::Refusal::FilesMissing, "archivo_1"},
                {transparency::Refusal::FilesNotExpected, "archivo_1"},
                {transparency::Refusal::FileRestricted, "archivo_1"},
                {transparency::Refusal::FileNotRedacted, "archivo_1"}};
  for (const auto& [why, field] : places)
    if (error.code == row_of(why).code) return control_of(step, field);
  return "";
}

Result<Response> take(Visit& visit, PasoSolicitud paso, json::object act, FormState state) {
  const auto& step = step_of(paso);
  const auto all = TRY(asked(visit));
  const auto& number = all.line.row.number;
  act["solicitud"] = number;
  act["version"] = whole_number(state.value(version_field)).value_or(0);
  if (state.faulty()) return show(visit, all, state, 422);
  const auto receipt = visit.submit("solicitud." + std::string(code_of(paso)), std::move(act));
  if (receipt) {
    visit.notice(std::string(text::done_of(paso)) + " (asiento " + std::to_string(receipt->seq) +
                 ").");
    const auto* late = receipt->outcome.if_contains("aviso_tarde");
    if (late != nullptr && late->as_bool())
      visit.notice("La prórroga se avisa con menos días de los que pide la ley.");
    return redirect(request_address(number));
  }
  if (receipt.error().fault != Fault::Invalid && receipt.error().fault != Fault::Conflict)
    return std::unexpected(receipt.error());
  state.fault(place_of(step, receipt.error()), receipt.error());
  return show(visit, all, state, receipt.error().fault == Fault::Conflict ? 409 : 422);
}

Result<Response> take_with_words(Visit& visit, PasoSolicitud paso,
                                 std::initializer_list<std::string_view> fields) {
  FormState state(visit.request.form);
  json::object act;
  put_words(act, step_of(paso), state, fields);
  return take(visit, paso, std::move(act), std::move(state));
}

Result<Response> take_with_files(Visit& visit, PasoSolicitud paso,
                                 std::initializer_list<std::string_view> fields) {
  FormState state(visit.request.form);
  json::object act;
  put_words(act, step_of(paso), state, fields);
  act["archivos"] = TRY(files_typed(visit, step_of(paso), state));
  return take(visit, paso, std::move(act), std::move(state));
}

}  // namespace

Result<Response> request_show(Visit& visit) {
  return show(visit, TRY(asked(visit)), FormState(), 200);
}

Result<Response> request_route(Visit& visit) {
  return take_with_words(visit, PasoSolicitud::Trasladar, {"unidad", "asunto", "materia"});
}
Result<Response> request_ask(Visit& visit) {
  return take_with_words(visit, PasoSolicitud::PedirAclaracion, {"texto"});
}
Result<Response> request_answer(Visit& visit) {
  return take_with_files(visit, PasoSolicitud::Contestar, {"respuesta"});
}
Result<Response> request_extend(Visit& visit) {
  return take_with_words(visit, PasoSolicitud::Prorrogar, {"motivo"});
}
Result<Response> request_resolve(Visit& visit) {
  return take_with_files(visit, PasoSolicitud::Resolver,
                         {"resultado", "motivo", "fundamento", "declaracion"});
}
Result<Response> request_rule(Visit& visit) {
  return take_with_files(visit, PasoSolicitud::Fallar, {"fallo", "motivo"});
}
Result<Response> request_withdraw(Visit& visit) {
  return take_with_words(visit, PasoSolicitud::Desistir, {"motivo"});
}

Result<Response> request_notify(Visit& visit) {
  FormState state(visit.request.form);
  const auto& step = step_of(PasoSolicitud::Notificar);
  json::object act;
  put_words(act, step, state, {"medio"});
  const auto written = state.value(control_of(step, "fecha"));
  if (!trimmed(written).empty()) {
    if (const auto day = typed_day(written))
      act["fecha"] = ::show(*day);
    else
      state.fault(control_of(step, "fecha"), "Escriba la fecha así: 30/06/2026.");
  }
  return take(visit, PasoSolicitud::Notificar, std::move(act), std::move(state));
}

Result<Response> request_file(Visit& visit) {
  const auto all = TRY(asked(visit));
  for (const auto& file : all.archivos)
    if (file.hash == visit.capture("huella"))
      return kept_file_response(visit, file.hash, file.name);
  return refuse(transparency::Refusal::RequestUnknown,
                {{"hallado", std::string(visit.capture("huella"))}});
}

// The letter by which the requester is told, to be printed and signed.
Result<Response> request_letter(Visit& visit) {
  const auto all = TRY(asked(visit));
  const auto& row = all.line.row;
  if (!row.result || !handles_requests(visit))
    return refuse(transparency::Refusal::RequestUnknown, {{"hallado", row.number}});
  std::string name = "Quien presentó la solicitud";
  if (const auto words = TRY(commands::private_words(visit.db(), row.private_hash)))
    name = optional_text_at(*words, "nombre").value_or(name);
  Html body = html("<p>Guatemala, {}</p>\n<p><strong>{}</strong></p>\n",
                   text::long_date(row.notified_on.value_or(visit.today())), name);
  body += html(
      "<p>En respuesta a su solicitud de información {}, recibida el {}, se le notifica que se "
      "resolvió: <strong>{}</strong>.</p>\n",
      row.number, text::date(row.received), text::name_of(*row.result));
  body += words_html(row.reason);
  if (!row.basis.empty()) body += html("<p>Fundamento: {}.</p>\n", row.basis);
  if (!row.declaration.empty())
    body += html("<p>La reserva se declaró en: {}.</p>\n", row.declaration);
  Html files;
  for (const auto& file : all.archivos)
    if (file.part == "entrega")
      files += html("<li>{}, SHA-256 {}</li>\n", file.name, hash_html(file.hash));
  if (!files.text.empty()) body += html("<p>Se entregan:</p>\n<ul>\n{}</ul>\n", files);
  body += html(
      "<p>Si no está de acuerdo puede interponer recurso de revisión ante la máxima autoridad de "
      "la "
      "institución (Decreto 57-2008, artículo 54).</p>\n"
      "<p class=\"firma\">Unidad de Información Pública</p>\n");
  auto crumbs = request_crumbs();
  crumbs.push_back({"Solicitud " + row.number, request_address(row.number)});
  return page(visit, {.title = "Carta de notificación " + row.number,
                      .heading = "Carta de notificación",
                      .rubric = "Solicitud de información " + row.number,
                      .area = Area::Reports,
                      .crumbs = crumbs,
                      .content = html("<div class=\"carta\">\n{}</div>\n", body)});
}

}  // namespace web
