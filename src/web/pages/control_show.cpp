// One instrument of control: what it looks at and why, every run that was due, its evidence; and
// the form that registers one.
#include <algorithm>

#include "base/text.hpp"
#include "domain/control/refusals.hpp"
#include "text/control_tools.hpp"
#include "text/format.hpp"
#include "text/payment_files.hpp"
#include "web/pages/audit_view.hpp"
#include "web/pages/hash_text.hpp"
#include "web/pages/uploads.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using control::Modo;
using queries::ControlBoard;
using queries::InstrumentLine;

struct Asked {
  ControlBoard board;
  const InstrumentLine* line = nullptr;
};

Result<Asked> instrument_asked(Visit& visit) {
  Asked asked{TRY(queries::controls(visit.db(), visit.institution, visit.today())), nullptr};
  for (const auto& line : asked.board.lines)
    if (line.row.code == visit.capture("codigo")) asked.line = &line;
  if (asked.line == nullptr)
    return refuse(control::Refusal::InstrumentUnknown,
                  {{"hallado", std::string(visit.capture("codigo"))}});
  return asked;
}

Html description_of(const Asked& asked) {
  const auto& row = asked.line->row;
  Html subjects;
  for (const auto& code : row.subjects) {
    const auto known = std::ranges::find(asked.board.sujetos, code, &storage::SubjectRow::code);
    subjects += html("<li>{}</li>", known == asked.board.sujetos.end() ? code : known->name);
  }
  std::vector<SummaryRow> rows{
      {"Qué revisa", escaped(row.what)},
      {"Por qué", escaped(row.why)},
      {"Norma", escaped(row.norm)},
      {"Actos y documentos", html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", subjects)},
      {"Constancia que deja", escaped(row.evidence)},
      {"A cargo de", escaped(asked.line->dueno)},
      {"Proceso", escaped(row.process)},
      {"Componente", escaped(text::name_of(row.component))},
      {"Modo", escaped(text::name_of(row.when.modo))}};
  if (row.when.modo == Modo::Periodico)
    rows.push_back({"Cada cuánto",
                    html("{}, hasta {} después de cada período", text::name_of(row.when.frecuencia),
                         text::working_days(row.when.plazo))});
  if (row.when.modo == Modo::Casuistico) {
    rows.push_back({"Qué lo inicia", escaped(row.condition)});
    rows.push_back({"Plazo", html("{} desde la solicitud", text::working_days(row.when.plazo))});
  }
  if (row.when.modo == Modo::Permanente)
    rows.push_back(
        {"Regla ligada",
         html("{}: se aplica a cada expediente. Este año revisó {} y avisó en {}.", row.rule,
              text::count(asked.line->revisados), text::count(asked.line->avisos))});
  if (row.when.retirado)
    rows.push_back({"Retirado", html("{}: {}", text::date(*row.when.retirado), row.reason)});
  return summary_list(rows);
}

Html runs_of(const Asked& asked, const queries::ActorNames& names, Date today) {
  const auto& line = *asked.line;
  Html rows;
  for (const auto& owed : line.obligaciones) {
    const auto run =
        std::ranges::find(line.corridas, owed.periodo, &storage::ControlRunRow::period);
    Html done, state;
    if (run != line.corridas.end()) {
      done = html("{}, {}: {}<br>{} <small>{}</small>", text::date(run->on), names.of(run->actor),
                  run->note,
                  link(control_address(line.row.code, "constancias/" + run->hash),
                       run->name.empty() ? std::string("Constancia") : run->name),
                  hash_html(run->hash));
      state = tag(text::name_of(run->result),
                  run->result == control::ResultadoControl::Conforme ? Tint::Green : Tint::Amber);
      if (owed.tarde()) state += html(" {}", tag("Con atraso", Tint::Amber));
    } else {
      const bool missed = owed.falta(today);
      state = tag(missed ? "No se ejecutó" : "Por ejecutar", missed ? Tint::Red : Tint::Blue);
      if (const auto found = line.hallazgos.find(owed.periodo); found != line.hallazgos.end())
        state += html(" {}", link(finding_address(found->second), "Hallazgo " + found->second));
      done = html("<span class=\"secundario\">Sin constancia</span>");
    }
    std::string asked_for;
    for (const auto& request : line.solicitudes)
      if (request.request == owed.periodo) asked_for = ": " + request.reason;
    rows += html("<tr><th scope=\"row\">{}{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                 text::capitalized(text::control_period(owed.periodo)), asked_for,
                 text::date(owed.vence), done, state);
  }
  if (rows.text.empty())
    return html("<p class=\"secundario\">Nada se debe todavía de este instrumento.</p>\n");
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Ejecuciones\" tabindex=\"0\"><table "
      "class=\"tabla\"><caption><div class=\"tt\">Ejecuciones, con su constancia</div></caption>"
      "<thead><tr><th scope=\"col\">Período</th><th scope=\"col\">Vencía</th><th "
      "scope=\"col\">Ejecución</th><th scope=\"col\">Estado</th></tr></thead><tbody>\n{}</tbody>"
      "</table></div>\n",
      rows);
}

Html run_form(Visit& visit, const InstrumentLine& line, const FormState& state) {
  std::vector<Choice> periods;
  for (const auto& owed : line.obligaciones)
    if (!owed.hecha)
      periods.push_back({owed.periodo, text::capitalized(text::control_period(owed.periodo)) +
                                           ", vence el " + text::date(owed.vence)});
  if (periods.empty()) return {};
  Html inside = select(state, {.name = "periodo", .label = "Período"}, periods);
  inside += radios(state, {.name = "resultado", .label = "Resultado"},
                   choices_of<control::ResultadoControl>());
  inside += text_area(state, {.name = "nota", .label = "Qué se revisó y qué se encontró"}, 4, 4000);
  inside += file_input(
      state, {.name = "archivo", .label = "Constancia", .hint = "PDF, imagen u hoja, hasta 20 MB."},
      "application/pdf,image/*,.xlsx,.csv");
  inside += button("Dejar constancia");
  return section(
      "ejecutar", "Dejar constancia de una ejecución",
      form(visit, {.action = control_address(line.row.code, "ejecutar"), .files = true}, inside));
}

Html reason_form(Visit& visit, const InstrumentLine& line, const FormState& state,
                 std::string_view id, std::string_view heading, std::string_view verb) {
  const auto name = std::string(id) + "_motivo";
  return section(
      id, heading,
      form(visit, {.action = control_address(line.row.code, id)},
           text_area(state, {.name = name, .label = "Motivo"}, 3, 2000) + secondary_button(verb)));
}

Result<Response> show_page(Visit& visit, const Asked& asked, const FormState& state, int status) {
  const auto& line = *asked.line;
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const bool live = !line.row.when.retirado;
  Html content = description_of(asked);
  if (line.row.when.modo != Modo::Permanente)
    content += section("ejecuciones", "Ejecuciones", runs_of(asked, names, visit.today()));
  if (live && visit.viewer->number == line.row.owner && line.row.when.modo != Modo::Permanente)
    content += run_form(visit, line, state);
  if (live && line.row.when.modo == Modo::Casuistico &&
      visit.viewer->may(Permission::RequestControl))
    content += reason_form(visit, line, state, "solicitar", "Solicitar este control", "Solicitar");
  if (live && visit.viewer->may(Permission::EditControls))
    content += reason_form(visit, line, state, "retirar", "Retirar el instrumento", "Retirar");
  auto crumbs = audit_crumbs();
  crumbs.push_back({"Controles", "/auditoria/controles"});
  return page(visit,
              {.title = line.row.name,
               .heading = line.row.name,
               .rubric = "Instrumento de control " + line.row.code + " · " +
                         std::string(text::name_of(line.row.when.modo)),
               .area = Area::Audit,
               .crumbs = crumbs,
               .errors = error_summary(state),
               .actions = line.row.illustrative ? stamp_illustrative() : Html{},
               .content = content,
               .has_errors = state.faulty()},
              status);
}

Result<Response> act_on(Visit& visit, const Asked& asked, std::string_view kind, json::object act,
                        FormState state, std::string_view prefix, std::string_view done) {
  const auto& code = asked.line->row.code;
  if (state.faulty()) return show_page(visit, asked, state, 422);
  act["instrumento"] = code;
  const auto receipt = visit.submit(kind, std::move(act));
  if (receipt) {
    visit.notice(std::string(done) + " (asiento " + std::to_string(receipt->seq) + ").");
    return redirect(control_address(code));
  }
  if (!of_typing(receipt.error())) return std::unexpected(receipt.error());
  put_fault(state, prefix, receipt.error(), "");
  return show_page(visit, asked, state, typing_status(receipt.error()));
}

Result<Response> new_page(Visit& visit, const FormState& state, int status) {
  const auto board = TRY(queries::controls(visit.db(), visit.institution, visit.today()));
  std::vector<Choice> subjects, components;
  for (const auto& one : board.sujetos) subjects.push_back({one.code, one.name});
  for (std::size_t i = 0; i < control::componente_count; ++i) {
    const auto one = static_cast<control::Componente>(i);
    components.push_back({std::string(control::code_of(one)), std::string(text::name_of(one))});
  }
  Html inside = text_input(state, {.name = "codigo", .label = "Código", .width = "10"});
  inside += text_input(state, {.name = "nombre", .label = "Nombre"});
  inside += text_area(state, {.name = "que", .label = "Qué revisa"}, 3, 4000);
  inside += text_area(state, {.name = "por_que", .label = "Por qué"}, 3, 4000);
  inside += text_input(state, {.name = "norma", .label = "Norma"});
  inside += select(state, {.name = "dueno", .label = "A cargo de"}, TRY(audited_people(visit)));
  inside += select(state, {.name = "componente", .label = "Componente"}, components);
  inside += text_input(state, {.name = "proceso", .label = "Proceso"});
  inside += subjects.empty()
                ? notice_box(NoticeTone::Amber, html("<p>El inventario está vacío: {}.</p>",
                                                     link("/auditoria/controles#inventario",
                                                          "agregue antes un acto o documento")))
                : checkboxes(state, {.name = "sujetos", .label = "Actos y documentos"}, subjects);
  inside += radios(state, {.name = "modo", .label = "Modo"}, choices_of<Modo>());
  inside += text_input(state, {.name = "regla",
                               .label = "Regla ligada",
                               .hint = "De un instrumento permanente: V10, C03 …",
                               .width = "5"});
  inside += select(
      state, {.name = "frecuencia", .label = "Cada cuánto", .hint = "De un instrumento periódico."},
      choices_of<control::Frecuencia>());
  inside += text_input(
      state,
      {.name = "condicion", .label = "Qué lo inicia", .hint = "De un instrumento casuístico."});
  inside += text_input(state, {.name = "dias",
                               .label = "Días hábiles para ejecutarlo",
                               .standard = "5",
                               .width = "3",
                               .inputmode = "numeric"});
  inside += text_input(state, {.name = "evidencia", .label = "Constancia que deja"});
  inside += date_input(
      state, {.name = "desde", .label = "Desde", .hint = "Vacío: desde hoy.", .width = "10"});
  inside += button("Registrar el instrumento");
  auto crumbs = audit_crumbs();
  crumbs.push_back({"Controles", "/auditoria/controles"});
  return page(visit,
              {.title = "Nuevo instrumento de control",
               .heading = "Nuevo instrumento de control",
               .rubric = "Auditoría y control",
               .area = Area::Audit,
               .crumbs = crumbs,
               .errors = error_summary(state),
               .content = form(visit, {.action = "/auditoria/controles/nuevo"}, inside),
               .has_errors = state.faulty()},
              status);
}

}  // namespace

Result<Response> control_show(Visit& visit) {
  return show_page(visit, TRY(instrument_asked(visit)), FormState(), 200);
}

Result<Response> control_new(Visit& visit) {
  if (visit.request.method == Method::Get) return new_page(visit, FormState(), 200);
  FormState state(visit.request.form);
  json::object act;
  for (const char* key : {"codigo", "nombre", "que", "por_que", "norma", "dueno", "componente",
                          "proceso", "modo", "regla", "frecuencia", "condicion", "evidencia"})
    put_text(act, key, state, key);
  put_day(act, "desde", state, "desde");
  if (const auto days = whole_number(trimmed(state.value("dias")))) act["dias"] = *days;
  json::array subjects;
  for (const auto& code : state.values("sujetos")) subjects.push_back(json::value(code));
  act["sujetos"] = std::move(subjects);
  if (!state.faulty()) {
    const auto code = state.value("codigo");
    const auto receipt = visit.submit("instrumento.registrar", std::move(act));
    if (receipt) {
      visit.notice("Se registró el instrumento " + code + ".");
      return redirect(control_address(trimmed(code)));
    }
    const bool named = !detail_of(receipt.error(), "campo").empty();
    if (!of_typing(receipt.error()) && !named && receipt.error().fault != Fault::NotFound)
      return std::unexpected(receipt.error());
    put_fault(state, "", receipt.error(), "desde");
  }
  return new_page(visit, state, 422);
}

Result<Response> control_run(Visit& visit) {
  const auto asked = TRY(instrument_asked(visit));
  FormState state(visit.request.form);
  if (visit.viewer->number != asked.line->row.owner)
    return refuse(control::Refusal::NotOwner, {{"codigo", asked.line->row.code}});
  auto act = TRY(kept_upload(visit, "archivo", state));
  if (act.empty() && !state.faulty()) state.fault("archivo", "Elija el archivo de la constancia.");
  put_text(act, "periodo", state, "periodo");
  put_text(act, "resultado", state, "resultado");
  put_text(act, "nota", state, "nota");
  return act_on(visit, asked, "instrumento.ejecutar", std::move(act), std::move(state), "",
                "Quedó constancia de la ejecución");
}

Result<Response> control_request(Visit& visit) {
  const auto asked = TRY(instrument_asked(visit));
  FormState state(visit.request.form);
  json::object act;
  put_text(act, "motivo", state, "solicitar_motivo");
  return act_on(visit, asked, "instrumento.solicitar", std::move(act), std::move(state),
                "solicitar_", "Se solicitó el control");
}

Result<Response> control_retire(Visit& visit) {
  const auto asked = TRY(instrument_asked(visit));
  FormState state(visit.request.form);
  json::object act;
  put_text(act, "motivo", state, "retirar_motivo");
  return act_on(visit, asked, "instrumento.retirar", std::move(act), std::move(state), "retirar_",
                "Se retiró el instrumento");
}

Result<Response> control_evidence(Visit& visit) {
  const auto asked = TRY(instrument_asked(visit));
  for (const auto& run : asked.line->corridas)
    if (run.hash == visit.capture("huella")) return kept_file_response(visit, run.hash, run.name);
  return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
}

}  // namespace web
