// Guidance: the letters with their state, the form that drafts one, and one with its answers.
#include <algorithm>

#include "base/text.hpp"
#include "documents/control_documents.hpp"
#include "documents/render.hpp"
#include "domain/control/tool_refusals.hpp"
#include "queries/samples.hpp"
#include "text/control_tools.hpp"
#include "text/format.hpp"
#include "web/pages/report_files.hpp"
#include "web/pages/sample_pages.hpp"
#include "web/pages/tool_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using Kind = TableColumn::Kind;
using queries::Guidance;

constexpr std::string_view here = "/auditoria/orientaciones";

constexpr std::string_view texts[] = {"asunto",   "origen", "referencia",  "unidad", "partida",
                                      "meta",     "cifras", "causa",       "norma",  "exige",
                                      "opciones", "anexos", "destinatario"};

std::string address_of(const Guidance& one) {
  return std::string(here) + "/" + std::to_string(one.row.number);
}

Html state_of(const Guidance& one, Date today) {
  const auto& state = one.row.estado;
  Html out = tag(text::guidance_state(state), state == "cerrada"      ? Tint::Green
                                              : state == "respondida" ? Tint::Amber
                                                                      : Tint::Blue);
  if (one.overdue(today)) out += html(" {}", tag("Vencida", Tint::Red));
  return out;
}

Result<Guidance> letter_asked(Visit& visit) {
  const auto number = whole_number(visit.capture("numero")).value_or(0);
  for (auto& one : TRY(queries::guidance(visit.db(), visit.institution)))
    if (one.row.number == number) return std::move(one);
  return refuse(control::ToolRefusal::GuidanceUnknown,
                {{"hallado", std::string(visit.capture("numero"))}});
}

Result<Response> new_page(Visit& visit, const FormState& state) {
  auto view = tool_page("Orientar a la autoridad",
                        "Qué se desvía, de dónde viene, qué pide la norma y cómo puede "
                        "enmendarse. El acto que lo enmienda lo dicta la autoridad.");
  view.crumbs.push_back({"Orientaciones", std::string(here)});
  view.dense = false;
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  const auto asked = [&](const char* name) { return std::string(visit.request.query.first(name)); };
  Html inside =
      text_input(state, {.name = "ejercicio",
                         .label = "Ejercicio",
                         .standard = std::to_string(static_cast<int>(visit.today().year())),
                         .width = "4",
                         .inputmode = "numeric"});
  inside += text_input(state, {.name = "asunto", .label = "Asunto"});
  inside += text_input(state, {.name = "destinatario",
                               .label = "Puesto al que se dirige",
                               .standard = asked("destinatario")});
  inside +=
      select(state, {.name = "origen", .label = "De qué se aparta", .standard = asked("origen")},
             {{"norma", "Una norma"},
              {"procedimiento", "Un procedimiento"},
              {"partida", "Una partida presupuestaria"},
              {"meta", "Una meta"},
              {"indicador", "Un indicador financiero"}});
  inside += text_input(state, {.name = "referencia",
                               .label = "Dónde se detectó",
                               .hint = "Expediente, CUR, muestra o indicador.",
                               .standard = asked("referencia")});
  inside += text_area(
      state,
      {.name = "cifras", .label = "Las cifras de la desviación", .standard = asked("cifras")}, 3);
  inside += text_input(
      state, {.name = "unidad", .label = "Unidad en que ocurre", .standard = asked("unidad")});
  inside += text_input(
      state, {.name = "partida", .label = "Partida, si la hay", .standard = asked("partida")});
  inside +=
      text_input(state, {.name = "meta", .label = "Meta, si la hay", .standard = asked("meta")});
  inside += text_area(state, {.name = "causa", .label = "La causa"}, 3);
  inside += text_input(state, {.name = "norma", .label = "La norma, con su artículo"});
  inside += text_area(state, {.name = "exige", .label = "Qué pide"}, 3);
  inside += text_area(
      state, {.name = "opciones", .label = "Opciones para enmendarla", .hint = "Una por línea."},
      4);
  inside += text_area(state, {.name = "anexos", .label = "Anexos", .hint = "Uno por línea."}, 3);
  inside += date_input(state, {.name = "fecha", .label = "Se espera respuesta hasta"});
  inside += html("<div class=\"acciones\">{}{}</div>", button("Emitir el oficio"),
                 secondary_link(here, "Cancelar"));
  view.content = form(visit, {.action = std::string(here) + "/nueva"}, inside);
  return page(visit, view, state.faulty() ? 422 : 200);
}

Result<Response> one_page(Visit& visit, const Guidance& one, const FormState& state) {
  const auto& row = one.row;
  auto view = tool_page(row.subject, "");
  view.title = "Orientación " + std::to_string(row.number);
  view.rubric = "Oficio de orientación " + std::to_string(row.number) + "-" + show(row.ejercicio);
  view.crumbs.push_back({"Orientaciones", std::string(here)});
  view.dense = false;
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  view.actions = state_of(one, visit.today());
  if (row.illustrative) view.actions += html(" {}", stamp_illustrative());
  std::vector<SummaryRow> rows{{"Para", escaped(row.addressee)},
                               {"Respuesta hasta", escaped(text::date(row.due))},
                               {"Se detectó en", escaped(row.origin + " " + row.origin_ref)},
                               {"Cifras", escaped(row.figures)},
                               {"Unidad", escaped(row.unidad)}};
  if (!row.partida.empty())
    rows.push_back({"Partida", html("<span class=\"cod\">{}</span>", row.partida)});
  if (!row.meta.empty()) rows.push_back({"Meta", escaped(row.meta)});
  rows.push_back({"Causa", escaped(row.cause)});
  rows.push_back({"Qué pide la norma", html("{}: {}", row.norm, row.demands)});
  Html options;
  for (const auto& line : split(row.options, '\n'))
    if (!trimmed(line).empty()) options += html("<li>{}</li>", trimmed(line));
  rows.push_back({"Opciones", html("<ul>{}</ul>", options)});
  if (!row.annexes.empty()) rows.push_back({"Anexos", escaped(row.annexes)});
  if (!row.outcome.empty()) rows.push_back({"Resultado", escaped(row.outcome)});
  view.content = summary_list(rows);
  view.content += html("<p class=\"origen\"><b>El oficio:</b> {} · {}</p>",
                       link(address_of(one) + "/archivo/pdf", "PDF"),
                       link(address_of(one) + "/archivo/docx", "DOCX"));
  Html answers;
  for (const auto& answer : one.answers)
    answers += html("<li><b>{}</b>: {}</li>", text::date(answer.written.on), answer.body);
  view.content +=
      section("respuestas", "Respuestas",
              answers.text.empty() ? Html{"<p class=\"secundario\">Ninguna todavía.</p>"}
                                   : html("<ul>{}</ul>", answers));
  const bool open = row.estado != "cerrada";
  if (open && visit.viewer->may(Permission::AnswerGuidance) &&
      row.written.actor != visit.viewer->number)
    view.content +=
        section("responder", "Responder",
                form(visit, {.action = address_of(one) + "/responder"},
                     text_area(state, {.name = "texto", .label = "Qué se hizo o se hará"}, 4) +
                         html("<div class=\"acciones\">{}</div>", button("Responder"))));
  if (row.estado == "respondida" && visit.viewer->may(Permission::Guide))
    view.content += section(
        "cerrar", "Cerrar",
        form(visit, {.action = address_of(one) + "/cerrar"},
             text_area(state, {.name = "resultado", .label = "Qué resultó"}, 3) +
                 html("<div class=\"acciones\">{}</div>", button("Cerrar la orientación"))));
  return page(visit, view, state.faulty() ? 422 : 200);
}

Result<Response> after(Visit& visit, const Guidance& one, FormState& state,
                       const Result<commands::Receipt>& done, std::string_view said) {
  if (done) {
    visit.notice(std::string(said));
    return redirect(address_of(one));
  }
  if (!returned_to(state, done.error())) return std::unexpected(done.error());
  return one_page(visit, one, state);
}

}  // namespace

Result<Response> guidance_list(Visit& visit) {
  TableView list;
  list.id = "orientaciones";
  list.caption = "Orientaciones a las autoridades";
  list.file_name = "orientaciones";
  list.empty = "Aún no se ha emitido ninguna orientación.";
  list.columns = {{.key = "numero", .title = "No.", .kind = Kind::Count},
                  {.key = "asunto", .title = "Asunto", .row_header = true},
                  {.key = "destinatario", .title = "Para", .secondary = true},
                  {.key = "detectada", .title = "Se detectó en", .secondary = true},
                  {.key = "emitida", .title = "Emitida el", .kind = Kind::Date, .secondary = true},
                  {.key = "vence", .title = "Respuesta hasta", .kind = Kind::Date},
                  {.key = "respuestas", .title = "Respuestas", .kind = Kind::Count},
                  {.key = "estado", .title = "Estado", .kind = Kind::State}};
  for (const auto& one : TRY(queries::guidance(visit.db(), visit.institution))) {
    list.illustrative = list.illustrative || one.row.illustrative;
    list.rows.push_back(
        {{{one.row.number},
          {one.row.subject, address_of(one)},
          {one.row.addressee},
          {one.row.origin + " " + one.row.origin_ref},
          {one.row.written.on},
          {one.row.due},
          {static_cast<std::int64_t>(one.answers.size())},
          {state_of(one, visit.today()), "", std::string(text::guidance_state(one.row.estado))}}});
  }
  if (auto file = table_file(visit, list)) return *std::move(file);
  auto view = tool_page("Orientaciones",
                        "Oficios que señalan una desviación a la autoridad y se siguen hasta que "
                        "responde.");
  if (visit.viewer->may(Permission::Guide))
    view.actions = primary_link(std::string(here) + "/nueva", "Orientar");
  view.content = table(visit, list);
  return page(visit, view);
}

Result<Response> guidance_new(Visit& visit) {
  if (visit.request.method == Method::Get) return new_page(visit, FormState());
  FormState state(visit.request.form);
  auto act = body_from(visit.request.form, texts);
  take_number(act, "ejercicio", state);
  take_day(act, "fecha", state);
  if (state.faulty()) return new_page(visit, state);
  const auto done = visit.submit("orientacion.emitir", act);
  if (!done) {
    const std::pair<std::string_view, std::string_view> renamed[] = {{"", "fecha"}};
    if (!returned_to(state, done.error(), renamed)) return std::unexpected(done.error());
    return new_page(visit, state);
  }
  visit.notice("Se emitió el oficio.");
  return redirect(std::string(here) + "/" +
                  std::to_string(done->outcome.at("orientacion").as_int64()));
}

Result<Response> guidance_show(Visit& visit) {
  return one_page(visit, TRY(letter_asked(visit)), FormState());
}

Result<Response> guidance_answer(Visit& visit) {
  const auto one = TRY(letter_asked(visit));
  FormState state(visit.request.form);
  return after(visit, one, state,
               visit.submit("orientacion.responder",
                            {{"orientacion", one.row.number}, {"texto", state.value("texto")}}),
               "Se guardó la respuesta.");
}

Result<Response> guidance_close(Visit& visit) {
  const auto one = TRY(letter_asked(visit));
  FormState state(visit.request.form);
  return after(visit, one, state,
               visit.submit("orientacion.cerrar", {{"orientacion", one.row.number},
                                                   {"resultado", state.value("resultado")}}),
               "La orientación quedó cerrada.");
}

Result<Response> guidance_file(Visit& visit) {
  const auto one = TRY(letter_asked(visit));
  const auto format = std::string(visit.capture("formato"));
  if (format != "pdf" && format != "docx") return refuse(Refusal::PageUnknown);
  const auto institution = TRY(queries::institution_data(visit.db(), visit.institution));
  const auto document = documents::guidance_letter(one, institution);
  return download(TRY(documents::render(document, format == "pdf" ? documents::Format::Pdf
                                                                  : documents::Format::Docx)),
                  content_type_of_format(format), document.code + "." + format);
}

}  // namespace web
