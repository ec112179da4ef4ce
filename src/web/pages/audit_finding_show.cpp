// I25: one finding whole: what was found and asked, where it stands, the plan and its evidence, the
// bound test, and what the viewer may do about it.
#include <algorithm>

#include "base/text.hpp"
#include "domain/control/refusals.hpp"
#include "text/format.hpp"
#include "text/payment_files.hpp"
#include "web/pages/audit_view.hpp"
#include "web/pages/hash_text.hpp"
#include "web/pages/uploads.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using control::EstadoHallazgo;
using control::Parte;
using control::PasoHallazgo;
using queries::FindingWhole;

constexpr int actions_of_form = 4;

Result<FindingWhole> finding_asked(Visit& visit) {
  auto found =
      TRY(queries::finding(visit.db(), visit.institution, visit.capture("numero"), visit.today()));
  const bool hidden =
      found && found->line.row.state == EstadoHallazgo::Emitida && !sees_drafts(visit);
  if (!found || hidden)
    return refuse(control::Refusal::FindingUnknown,
                  {{"hallado", std::string(visit.capture("numero"))}});
  return *std::move(found);
}

bool answers(const Visit& visit, const FindingWhole& one) {
  return visit.viewer->may(Permission::AnswerFinding) &&
         visit.viewer->number == one.line.row.responsible;
}

bool decides(const Visit& visit, const FindingWhole& one) {
  return visit.viewer->may(Permission::DecideFinding) &&
         visit.viewer->number != one.line.row.responsible;
}

Html opened(std::string_view summary, const Html& inside, bool open) {
  return html(
      "<details class=\"govuk-details\"{}><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">{}</span></summary><div "
      "class=\"govuk-details__text\">{}</div></details>\n",
      Html{open ? " open" : ""}, summary, inside);
}

Html finding_form(Visit& visit, const FindingWhole& one, std::string_view more, const Html& inside,
                  bool files = false) {
  return form(visit,
              {.action = finding_address(one.line.row.number, more),
               .version = std::to_string(one.line.row.version),
               .files = files},
              inside);
}

bool any_fault(const FormState& state, std::string_view prefix) {
  return std::ranges::any_of(state.faults(),
                             [&](const auto& fault) { return fault.first.starts_with(prefix); });
}

// ---- What was found -----------------------------------------------------------------------------

Html words_or_dash(std::string_view words) {
  return words.empty() ? html("<span class=\"secundario\">Sin dato</span>") : escaped(words);
}

Html content_of(const FindingWhole& one) {
  const auto& row = one.line.row;
  std::vector<SummaryRow> rows;
  if (!row.instrument.empty()) {
    rows = {{"Condición",
             html("{} {}", text::missed_condition(one.line.instrumento, row.instrument_period),
                  link(control_address(row.instrument), "Ver el instrumento"))},
            {"Criterio", words_or_dash(row.criterion)},
            {"Recomendación", escaped(text::missed_recommendation(one.line.instrumento))}};
  } else {
    rows = {{"Condición", words_or_dash(row.condition)},
            {"Criterio", words_or_dash(row.criterion)},
            {"Causa", words_or_dash(row.cause)},
            {"Efecto", words_or_dash(row.effect)},
            {"Recomendación", words_or_dash(row.recommendation)}};
  }
  if (row.amount) rows.push_back({"Monto", escaped(text::money(*row.amount))});
  if (!row.legal_action.empty()) rows.push_back({"Acción legal", escaped(row.legal_action)});
  return summary_list(rows);
}

Html comments_of(const FindingWhole& one, std::string_view part) {
  Html out;
  for (const auto& comment : one.comentarios)
    if (comment.part == part)
      out += html("<p>{} <small class=\"secundario\">{}, {}</small></p>\n", comment.body,
                  one.nombres.of(comment.actor), text::date_and_time(comment.at));
  for (const auto& step : one.pasos)
    if (part == "responsable" && step.paso == PasoHallazgo::PresentarDescargo)
      out += html("<p><b>Descargo:</b> {} <small class=\"secundario\">{}, {}</small></p>\n",
                  step.reason, one.nombres.of(step.actor), text::date_and_time(step.at));
  if (out.text.empty()) out = html("<p class=\"secundario\">Ninguno todavía.</p>\n");
  return out;
}

Html posts_of(const FindingWhole& one) {
  Html items = html("<li>{}, quien responde en el sistema</li>\n", one.line.responsable);
  for (const auto& post : one.line.row.posts) {
    std::string period;
    if (const auto from = parse_date(post.from)) period = ", desde el " + text::date(*from);
    if (const auto until = parse_date(post.until)) period += " hasta el " + text::date(*until);
    items +=
        html("<li>{}{}{}</li>\n", post.post, post.name.empty() ? "" : ": " + post.name, period);
  }
  return html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>\n", items);
}

// ---- Plan and evidence --------------------------------------------------------------------------

Html plan_of(const FindingWhole& one, Date today) {
  Html rows;
  for (const auto& action : one.acciones) {
    const bool newest = action.plan == one.line.row.plan;
    const bool late = newest && action.due < today && control::abierto(one.line.row.state);
    rows += html("<tr><th scope=\"row\">{}.{}</th><td>{}</td><td>{}</td><td>{}{}</td></tr>\n",
                 std::to_string(action.plan), std::to_string(action.action), action.what,
                 action.who, text::date(action.due),
                 late     ? html(" {}", tag("Vencida", Tint::Red))
                 : newest ? Html{}
                          : html(" {}", tag("Plan anterior")));
  }
  if (rows.text.empty()) return html("<p class=\"secundario\">Aún no hay plan de acción.</p>\n");
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Plan de acción\" "
      "tabindex=\"0\"><table "
      "class=\"tabla\"><caption><div class=\"tt\">Acciones, por plan</div></caption><thead><tr><th "
      "scope=\"col\">Acción</th><th scope=\"col\">Qué se hará</th><th scope=\"col\">Quién</th><th "
      "scope=\"col\">Vence</th></tr></thead><tbody>\n{}</tbody></table></div>\n",
      rows);
}

Html verdict_of(const FindingWhole& one, const storage::FindingEvidenceRow& row) {
  if (row.verdict.empty()) return tag("Por revisar", Tint::Blue);
  auto out = row.verdict == "aceptada" ? tag("Aceptada", Tint::Green) : tag("Rechazada", Tint::Red);
  out +=
      html(" <small class=\"secundario\">{}, {}{}</small>", one.nombres.of(row.judge.value_or(0)),
           row.judged_on ? text::date(*row.judged_on) : "",
           row.judge_note.empty() ? "" : ": " + row.judge_note);
  return out;
}

Html evidence_of(const FindingWhole& one) {
  Html rows;
  for (const auto& row : one.evidencias)
    rows += html(
        "<tr><th scope=\"row\">{}</th><td>{}{}</td><td>{}</td><td>{}, {}</td><td>{}</td></tr>\n",
        std::to_string(row.evidence) +
            (row.version > 1 ? ", versión " + std::to_string(row.version) : ""),
        link(finding_address(row.number, "evidencias/" + row.hash), row.name),
        row.note.empty() ? Html{} : html("<br><small>{}</small>", row.note), hash_html(row.hash),
        one.nombres.of(row.actor), text::date(row.on), verdict_of(one, row));
  if (rows.text.empty()) return html("<p class=\"secundario\">Aún no hay evidencia.</p>\n");
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Evidencia\" tabindex=\"0\"><table "
      "class=\"tabla\"><caption><div class=\"tt\">Evidencia, con su huella SHA-256</div></caption>"
      "<thead><tr><th scope=\"col\">Número</th><th scope=\"col\">Documento</th><th "
      "scope=\"col\">Huella</th><th scope=\"col\">La aportó</th><th scope=\"col\">Dictamen</th>"
      "</tr></thead><tbody>\n{}</tbody></table></div>\n",
      rows);
}

Html extensions_of(const FindingWhole& one) {
  Html items;
  for (const auto& row : one.prorrogas)
    items += html("<li>Del {} al {}: {} <small class=\"secundario\">{}, {}</small> {}</li>\n",
                  row.was_due ? text::date(*row.was_due) : "sin fecha", text::date(row.asked_due),
                  row.reason, one.nombres.of(row.actor), text::date(row.on),
                  row.answer.empty() ? tag("Espera respuesta", Tint::Blue)
                                     : html("{} {}",
                                            tag(row.answer == "otorgada" ? "Otorgada" : "Denegada",
                                                row.answer == "otorgada" ? Tint::Green : Tint::Red),
                                            row.judge_note));
  if (items.text.empty()) return {};
  return section("prorrogas", "Prórrogas",
                 html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", items));
}

// ---- The test -----------------------------------------------------------------------------------

Html test_of(Visit& visit, const FindingWhole& one) {
  const auto& row = one.line.row;
  if (row.rule.empty())
    return html(
        "<p>No está ligado a una regla: se cierra con evidencia aceptada y una segunda persona de "
        "auditoría.</p>\n");
  Html out = html(
      "<p>Ligado a la regla <b>{}</b>{}. Con {} sin falla desde que se aceptó el plan "
      "se propone cerrar; lleva {}.</p>\n",
      row.rule, row.rule_unit.empty() ? "" : " de la unidad " + row.rule_unit,
      text::counted(row.needed, "período", "períodos"), text::count(row.clean));
  if (row.proposal != control::Propuesta::Ninguna)
    out += notice_box(
        row.proposal == control::Propuesta::Cerrar ? NoticeTone::Green : NoticeTone::Amber,
        html("<p><b>{}.</b> La prueba propone; decide auditoría.</p>",
             text::name_of(row.proposal)));
  Html rows;
  for (const auto& test : one.pruebas)
    rows += html(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"num\">{}</td><td "
        "class=\"num\">{}</td></tr>\n",
        text::capitalized(text::control_period(test.tested.periodo)),
        tag(text::name_of(test.tested.resultado),
            test.tested.resultado == control::Prueba::Falla      ? Tint::Red
            : test.tested.resultado == control::Prueba::SinFalla ? Tint::Green
                                                                 : Tint::Grey),
        text::count(test.judged), text::count(test.failures));
  if (!rows.text.empty())
    out += html(
        "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Pruebas\" tabindex=\"0\"><table "
        "class=\"tabla\"><caption><div class=\"tt\">Lo que dijo la regla en cada período</div>"
        "<div>Probado el {}</div></caption><thead><tr><th scope=\"col\">Período</th><th "
        "scope=\"col\">Resultado</th><th scope=\"col\" class=\"num\">Revisados</th><th "
        "scope=\"col\" class=\"num\">Fallas</th></tr></thead><tbody>\n{}</tbody></table></div>\n",
        row.tested_on ? text::date(*row.tested_on) : "—", rows);
  if (decides(visit, one))
    out += form(visit, {.action = "/auditoria/reprobar"},
                hidden_input("hallazgo", row.number) + secondary_button("Volver a probar"));
  return out;
}

// ---- What may be done ---------------------------------------------------------------------------

Html decide_form(Visit& visit, const FindingWhole& one, const FormState& state) {
  const auto steps = control::pasos_posibles(one.line.row.state, Parte::Auditoria);
  if (steps.empty()) return {};
  std::vector<Choice> choices;
  bool notifies = false;
  for (const auto step : steps) {
    choices.push_back({std::string(control::code_of(step)), std::string(text::name_of(step))});
    notifies = notifies || step == PasoHallazgo::Notificar;
  }
  Html inside = radios(state, {.name = "d_paso", .label = "Qué se decide"}, choices);
  inside += text_area(state,
                      {.name = "d_motivo",
                       .label = "Motivo",
                       .hint = "Obligatorio al devolver, calificar, desvanecer o reabrir."},
                      3, 4000);
  if (std::ranges::any_of(steps, control::da_plazo))
    inside += text_input(
        state,
        {.name = "d_dias",
         .label = notifies ? "Días hábiles para el descargo" : "Días hábiles para lo que sigue",
         .hint = notifies ? "Si se fija un plazo." : "Si se fija un plazo al devolver o calificar.",
         .width = "3",
         .inputmode = "numeric"});
  if (notifies)
    inside += date_input(
        state, {.name = "d_audiencia", .label = "Audiencia", .hint = "Si la hay.", .width = "10"});
  inside += button("Asentar la decisión");
  return section("decidir", "Decidir", finding_form(visit, one, "decidir", inside));
}

Html judge_forms(Visit& visit, const FindingWhole& one, const FormState& state) {
  Html out;
  for (const auto& row : one.evidencias) {
    const bool newest = std::ranges::none_of(one.evidencias, [&](const auto& other) {
      return other.evidence == row.evidence && other.version > row.version;
    });
    if (!row.verdict.empty() || !newest) continue;
    const auto n = std::to_string(row.evidence);
    Html inside = hidden_input("evidencia", n);
    inside += text_input(
        state,
        {.name = "j" + n + "_motivo", .label = "Motivo", .hint = "Obligatorio al rechazar."});
    inside += html("<div class=\"acciones\">{}{}</div>",
                   secondary_button("Rechazar", "dictamen", "rechazada"),
                   button("Aceptar", "dictamen", "aceptada"));
    out += opened("Dictaminar la evidencia " + n + ": " + row.name,
                  finding_form(visit, one, "evidencias/dictamen", inside),
                  any_fault(state, "j" + n + "_"));
  }
  return out;
}

Html answer_forms(Visit& visit, const FindingWhole& one, const FormState& state) {
  Html out;
  for (const auto step : control::pasos_posibles(one.line.row.state, Parte::Responsable)) {
    Html inside = hidden_input("paso", control::code_of(step));
    std::string prefix = "r_";
    if (step == PasoHallazgo::PresentarDescargo) {
      inside += text_area(state, {.name = "r_motivo", .label = "Descargo"}, 6, 8000);
    } else if (step == PasoHallazgo::PresentarPlan) {
      prefix = "p_";
      for (int n = 1; n <= actions_of_form; ++n) {
        const auto number = std::to_string(n);
        inside += html(
            "<fieldset class=\"govuk-fieldset\"><legend class=\"govuk-fieldset__legend "
            "govuk-fieldset__legend--s\">Acción {}</legend>{}{}{}</fieldset>",
            number, text_input(state, {.name = "p_que_" + number, .label = "Qué se hará"}),
            text_input(state, {.name = "p_quien_" + number, .label = "Puesto que lo hace"}),
            date_input(state,
                       {.name = "p_vence_" + number, .label = "Hasta cuándo", .width = "10"}));
      }
    }
    inside += button(text::name_of(step));
    out += opened(text::name_of(step), finding_form(visit, one, "responder", inside),
                  any_fault(state, prefix) || step == PasoHallazgo::DarPorAtendida);
  }
  using enum EstadoHallazgo;
  const auto estado = one.line.row.state;
  if (estado != Emitida && estado != NoAplicable && estado != Cerrada) {
    std::vector<Choice> replaced{{"", "Es nueva"}};
    for (const auto& row : one.evidencias)
      if (row.verdict != "aceptada")
        replaced.push_back({std::to_string(row.evidence),
                            "Sustituye la " + std::to_string(row.evidence) + ": " + row.name});
    Html inside = file_input(
        state,
        {.name = "e_archivo", .label = "Archivo", .hint = "PDF, imagen u hoja, hasta 20 MB."},
        "application/pdf,image/*,.xlsx,.csv");
    inside += text_input(state, {.name = "e_nombre", .label = "Qué es"});
    inside += text_input(state, {.name = "e_nota", .label = "Qué prueba"});
    inside += text_input(state, {.name = "e_accion",
                                 .label = "Acción del plan",
                                 .hint = "Su número, si prueba una.",
                                 .width = "3",
                                 .inputmode = "numeric"});
    inside += select(state, {.name = "e_evidencia", .label = "Evidencia"}, replaced);
    inside += button("Aportar evidencia");
    out += opened("Aportar evidencia", finding_form(visit, one, "evidencias", inside, true),
                  any_fault(state, "e_"));
  }
  if (estado == Notificada || estado == EnProceso || estado == Parcial || estado == NoAtendida) {
    Html inside = date_input(state, {.name = "t_hasta", .label = "Nueva fecha", .width = "10"});
    inside += text_area(state, {.name = "t_motivo", .label = "Motivo"}, 3, 2000);
    inside += button("Pedir prórroga");
    out += opened("Pedir prórroga", finding_form(visit, one, "prorroga", inside),
                  any_fault(state, "t_"));
  }
  return out;
}

Html audit_forms(Visit& visit, const FindingWhole& one, const FormState& state) {
  Html out = judge_forms(visit, one, state);
  const auto& row = one.line.row;
  if (!one.prorrogas.empty() && one.prorrogas.back().answer.empty()) {
    Html inside = text_input(
        state, {.name = "x_motivo", .label = "Motivo", .hint = "Obligatorio al denegar."});
    inside += html("<div class=\"acciones\">{}{}</div>",
                   secondary_button("Denegar", "x_respuesta", "denegada"),
                   button("Otorgar", "x_respuesta", "otorgada"));
    out += opened("Responder la prórroga al " + text::date(one.prorrogas.back().asked_due),
                  finding_form(visit, one, "prorroga/resolver", inside), true);
  }
  Html binding = text_input(state, {.name = "l_regla",
                                    .label = "Regla",
                                    .hint = "V10, C03 …; vacío la desliga.",
                                    .standard = row.rule,
                                    .width = "5"});
  binding += text_input(state, {.name = "l_unidad_ejecutora",
                                .label = "Unidad ejecutora",
                                .hint = "Vacío: todas.",
                                .standard = row.rule_unit,
                                .width = "5"});
  binding += select(state,
                    {.name = "l_frecuencia",
                     .label = "Se prueba por período",
                     .standard = std::string(control::code_of(row.frequency))},
                    choices_of<control::Frecuencia>());
  binding += text_input(state, {.name = "l_periodos",
                                .label = "Períodos sin falla que proponen cerrar",
                                .standard = std::to_string(row.needed == 0 ? 3 : row.needed),
                                .width = "3",
                                .inputmode = "numeric"});
  binding += secondary_button("Guardar la ligadura");
  out += opened("Ligar a una regla", finding_form(visit, one, "regla", binding),
                any_fault(state, "l_"));
  Html official = select(state, {.name = "o_sistema", .label = "Sistema"},
                         choices_of<control::SistemaOficial>());
  official += text_input(state, {.name = "o_estado_oficial",
                                 .label = "Estado, como lo escribe ese sistema",
                                 .standard = row.official_state});
  official += date_input(state, {.name = "o_fecha", .label = "Fecha", .width = "10"});
  official += text_input(state, {.name = "o_nota", .label = "Oficio o nota"});
  official += secondary_button("Anotar el estado oficial");
  out += opened("Estado oficial", finding_form(visit, one, "oficial", official),
                any_fault(state, "o_"));
  return out;
}

Html except_form(Visit& visit, const FindingWhole& one, const FormState& state) {
  Html inside = text_input(state, {.name = "q_dueno", .label = "Puesto que responde por ella"});
  inside += date_input(state, {.name = "q_hasta", .label = "Hasta cuándo", .width = "10"});
  inside += text_area(state, {.name = "q_motivo", .label = "Motivo"}, 3, 2000);
  inside += secondary_button("Aceptar la excepción");
  return opened("Exceptuar hasta una fecha", finding_form(visit, one, "excepcion", inside),
                any_fault(state, "q_"));
}

Html comment_form(Visit& visit, const FindingWhole& one, const FormState& state) {
  return opened("Comentar",
                finding_form(visit, one, "comentarios",
                             text_area(state, {.name = "c_texto", .label = "Comentario"}, 3, 4000) +
                                 secondary_button("Comentar")),
                any_fault(state, "c_"));
}

Html side_of(const FindingWhole& one, Date today) {
  const auto& row = one.line.row;
  std::vector<SummaryRow> rows{{"Estado", state_tag(row.state)},
                               {"Responde", escaped(one.line.responsable)}};
  if (row.due)
    rows.push_back({"Vence", one.line.vencido == 0 ? escaped(text::date(*row.due))
                                                   : html("{} {}<br>hace {}", text::date(*row.due),
                                                          tag("Vencida", Tint::Red),
                                                          text::working_days(one.line.vencido))});
  if (row.hearing) rows.push_back({"Audiencia", escaped(text::date(*row.hearing))});
  rows.push_back(
      {"Emitido", html("{}, hace {}", text::date(row.issued), text::working_days(one.line.edad))});
  if (row.closed) rows.push_back({"Cerrado", escaped(text::date(*row.closed))});
  rows.push_back({"Origen", escaped(text::name_of(row.origin))});
  rows.push_back({"Clase", escaped(text::name_of(row.clase))});
  if (!row.report.empty())
    rows.push_back(
        {"Informe", escaped(row.report +
                            (row.report_number.empty() ? "" : ", hallazgo " + row.report_number))});
  if (!one.line.auditoria.empty()) rows.push_back({"Auditoría", escaped(one.line.auditoria)});
  rows.push_back({"Área", escaped(row.area)});
  if (!row.repeats.empty())
    rows.push_back({"Repite", link(finding_address(row.repeats), "Hallazgo " + row.repeats)});
  if (row.recurrences > 0) rows.push_back({"Reincidencias", escaped(text::count(row.recurrences))});
  if (row.exception_until)
    rows.push_back(
        {"Excepción", html("{}, hasta el {}: {} {}", row.exception_owner,
                           text::date(*row.exception_until), row.exception_reason,
                           row.excepted(today) ? tag("Vigente") : tag("Terminó", Tint::Amber))});
  rows.push_back(
      {"Estado oficial",
       row.official_state.empty()
           ? html("<span class=\"secundario\">Sin anotar</span>")
           : html("{} ({}, {}){}", row.official_state,
                  text::name_of(control::kind_of<control::SistemaOficial>(row.official_system)
                                    .value_or(control::SistemaOficial{})),
                  row.official_on ? text::date(*row.official_on) : "",
                  row.official_note.empty() ? "" : ". " + row.official_note)});
  return summary_list(rows);
}

Html history_of(const FindingWhole& one) {
  std::vector<HistoryEntry> entries;
  for (const auto& step : one.pasos) {
    std::string what(text::done_of(step.paso));
    if (step.paso != PasoHallazgo::PresentarDescargo && !step.reason.empty())
      what += ": " + step.reason;
    if (step.due) what += " (plazo: " + text::date(*step.due) + ")";
    entries.push_back({step.at, one.nombres.of(step.actor), std::move(what)});
  }
  if (entries.empty()) return html("<p class=\"secundario\">Aún no se ha notificado.</p>\n");
  return history(entries);
}

Result<Response> show_page(Visit& visit, const FindingWhole& one, const FormState& state,
                           int status) {
  const auto& row = one.line.row;
  Html content = section("hallazgo", "El hallazgo", content_of(one));
  content += section("responsables", "Responsables", posts_of(one));
  content +=
      section("comentarios", "Comentario de los responsables", comments_of(one, "responsable"));
  content +=
      section("comentarios-auditoria", "Comentario de auditoría", comments_of(one, "auditoria"));
  content += section("plan", "Plan de acción", plan_of(one, visit.today()));
  content += section("evidencia", "Evidencia", evidence_of(one));
  content += extensions_of(one);
  content += section("prueba", "Prueba ligada", test_of(visit, one));
  const bool mine = answers(visit, one), auditing = decides(visit, one);
  Html todo;
  if (mine) todo += answer_forms(visit, one, state);
  if (auditing) todo += audit_forms(visit, one, state);
  if (visit.viewer->may(Permission::ExceptFinding) && !mine && control::abierto(row.state))
    todo += except_form(visit, one, state);
  if (mine || auditing) todo += comment_form(visit, one, state);
  if (!todo.text.empty()) content += section("acciones", "Qué puede hacer", todo);
  if (auditing) content += decide_form(visit, one, state);
  content += section("historia", "Seguimiento", history_of(one));
  Html actions = proposal_tag(row.proposal);
  if (row.illustrative) actions += stamp_illustrative();
  return page(visit,
              {.title = "Hallazgo " + row.number,
               .heading = finding_title(one.line),
               .rubric = "Hallazgo " + row.number + " · " + std::string(text::name_of(row.clase)),
               .area = Area::Audit,
               .crumbs = audit_crumbs(),
               .errors = error_summary(state),
               .actions = actions,
               .content = content,
               .side = side_of(one, visit.today()),
               .has_errors = state.faulty()},
              status);
}

// ---- Acts ---------------------------------------------------------------------------------------

// Submits on the finding; what was typed stays where it is refused.
Result<Response> act_on(Visit& visit, const FindingWhole& one, std::string_view kind,
                        json::object act, FormState state, std::string_view prefix,
                        std::string_view day_control, std::string_view done) {
  const auto& number = one.line.row.number;
  if (state.faulty()) return show_page(visit, one, state, 422);
  act["hallazgo"] = number;
  if (kind != "hallazgo.comentar")
    act["version"] =
        whole_number(visit.request.form.first(version_field)).value_or(one.line.row.version);
  const auto receipt = visit.submit(kind, std::move(act));
  if (receipt) {
    visit.notice(std::string(done) + " (asiento " + std::to_string(receipt->seq) + ").");
    return redirect(finding_address(number));
  }
  if (!of_typing(receipt.error())) return std::unexpected(receipt.error());
  put_fault(state, prefix, receipt.error(), day_control);
  return show_page(visit, one, state, typing_status(receipt.error()));
}

void put_number(json::object& act, std::string_view key, FormState& state,
                std::string_view control) {
  const auto written = state.value(control);
  if (trimmed(written).empty()) return;
  if (const auto number = whole_number(trimmed(written)))
    act[key] = *number;
  else
    state.fault(std::string(control), "Escriba un número entero.");
}

// What a form of the page sends: the act, and how each of its fields is read. The controls of a
// form begin with its prefix.
struct Sent {
  enum class As { Text, Number, Day };
  struct Field {
    std::string_view key;
    As as = As::Text;
  };
  std::string_view kind, prefix, done;
  std::string_view day_control;  // Where a refused day is shown.
  std::vector<Field> fields;
};

json::object read(const Sent& sent, FormState& state) {
  json::object act;
  for (const auto& [key, as] : sent.fields) {
    const auto control = std::string(sent.prefix) + std::string(key);
    if (as == Sent::As::Text) put_text(act, key, state, control);
    if (as == Sent::As::Number) put_number(act, key, state, control);
    if (as == Sent::As::Day) put_day(act, key, state, control);
  }
  return act;
}

Result<Response> send(Visit& visit, const Sent& sent) {
  const auto one = TRY(finding_asked(visit));
  FormState state(visit.request.form);
  auto act = read(sent, state);
  return act_on(visit, one, sent.kind, std::move(act), std::move(state), sent.prefix,
                sent.day_control, sent.done);
}

}  // namespace

Result<Response> audit_finding_show(Visit& visit) {
  return show_page(visit, TRY(finding_asked(visit)), FormState(), 200);
}

Result<Response> audit_finding_decide(Visit& visit) {
  const auto one = TRY(finding_asked(visit));
  FormState state(visit.request.form);
  json::object act;
  put_text(act, "paso", state, "d_paso");
  put_text(act, "motivo", state, "d_motivo");
  put_number(act, "dias", state, "d_dias");
  put_day(act, "audiencia", state, "d_audiencia");
  if (!act.contains("paso")) state.fault("d_paso", "Elija qué se decide.");
  const auto step = control::kind_of<PasoHallazgo>(state.value("d_paso"));
  return act_on(visit, one, "hallazgo.decidir", std::move(act), std::move(state), "d_",
                "d_audiencia", step ? text::done_of(*step) : "Se asentó");
}

Result<Response> audit_finding_answer(Visit& visit) {
  const auto one = TRY(finding_asked(visit));
  FormState state(visit.request.form);
  json::object act;
  put_text(act, "paso", state, "paso");
  put_text(act, "motivo", state, "r_motivo");
  const auto step = control::kind_of<PasoHallazgo>(state.value("paso"));
  std::string day_control = "p_vence_1";
  if (step == PasoHallazgo::PresentarPlan) {
    json::array actions;
    for (int n = 1; n <= actions_of_form; ++n) {
      const auto number = std::to_string(n);
      json::object action;
      put_text(action, "que", state, "p_que_" + number);
      put_text(action, "quien", state, "p_quien_" + number);
      put_day(action, "vence", state, "p_vence_" + number);
      if (action.empty()) continue;
      for (const auto& [key, words] : {std::pair{"que", "Escriba qué se hará."},
                                       {"quien", "Escriba el puesto que lo hace."},
                                       {"vence", "Escriba hasta cuándo."}}) {
        const auto control = std::string("p_") + key + "_" + number;
        if (!action.contains(key) && state.fault_of(control) == nullptr)
          state.fault(control, words);
      }
      if (const auto due = parse_date(optional_text_at(action, "vence").value_or(""));
          due && *due < visit.today())
        day_control = "p_vence_" + number;
      actions.push_back(std::move(action));
    }
    if (actions.empty()) state.fault("p_que_1", "Escriba al menos una acción.");
    act["acciones"] = std::move(actions);
  }
  return act_on(visit, one, "hallazgo.responder", std::move(act), std::move(state), "r_",
                day_control, step ? text::done_of(*step) : "Se asentó");
}

Result<Response> audit_finding_bring(Visit& visit) {
  const auto one = TRY(finding_asked(visit));
  FormState state(visit.request.form);
  if (!answers(visit, one))
    return refuse(control::Refusal::NotResponsible, {{"paso", "aportar evidencia"}});
  auto evidence = TRY(kept_upload(visit, "e_archivo", state));
  if (evidence.empty() && !state.faulty())
    state.fault("e_archivo", "Elija el archivo de la evidencia.");
  put_text(evidence, "nombre", state, "e_nombre");
  put_text(evidence, "nota", state, "e_nota");
  put_number(evidence, "accion", state, "e_accion");
  put_number(evidence, "evidencia", state, "e_evidencia");
  return act_on(visit, one, "hallazgo.aportar", {{"evidencias", json::array{std::move(evidence)}}},
                std::move(state), "e_", "", "Se aportó la evidencia");
}

Result<Response> audit_finding_judge(Visit& visit) {
  const auto one = TRY(finding_asked(visit));
  FormState state(visit.request.form);
  const auto prefix = "j" + state.value("evidencia") + "_";
  json::object act;
  put_number(act, "evidencia", state, "evidencia");
  put_text(act, "dictamen", state, "dictamen");
  put_text(act, "motivo", state, prefix + "motivo");
  return act_on(visit, one, "hallazgo.juzgar", std::move(act), std::move(state), prefix, "",
                "Se dictaminó la evidencia");
}

Result<Response> audit_finding_evidence(Visit& visit) {
  const auto one = TRY(finding_asked(visit));
  for (const auto& row : one.evidencias)
    if (row.hash == visit.capture("huella")) return kept_file_response(visit, row.hash, row.name);
  return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
}

Result<Response> audit_finding_time(Visit& visit) {
  using enum Sent::As;
  return send(visit, {"hallazgo.pedir_prorroga",
                      "t_",
                      "Se pidió la prórroga",
                      "t_hasta",
                      {{"hasta", Day}, {"motivo"}}});
}

// The button says the answer.
Result<Response> audit_finding_answer_time(Visit& visit) {
  return send(visit, {"hallazgo.resolver_prorroga",
                      "x_",
                      "Se respondió la prórroga",
                      "",
                      {{"respuesta"}, {"motivo"}}});
}

Result<Response> audit_finding_except(Visit& visit) {
  using enum Sent::As;
  return send(visit, {"hallazgo.exceptuar",
                      "q_",
                      "Se aceptó la excepción",
                      "q_hasta",
                      {{"dueno"}, {"hasta", Day}, {"motivo"}}});
}

Result<Response> audit_finding_comment(Visit& visit) {
  return send(visit, {"hallazgo.comentar", "c_", "Se guardó el comentario", "", {{"texto"}}});
}

Result<Response> audit_finding_official(Visit& visit) {
  using enum Sent::As;
  return send(visit, {"hallazgo.oficial",
                      "o_",
                      "Se anotó el estado oficial",
                      "o_fecha",
                      {{"sistema"}, {"estado_oficial"}, {"fecha", Day}, {"nota"}}});
}

Result<Response> audit_finding_bind(Visit& visit) {
  using enum Sent::As;
  return send(visit, {"hallazgo.ligar",
                      "l_",
                      "Se guardó la ligadura",
                      "",
                      {{"regla"}, {"unidad_ejecutora"}, {"frecuencia"}, {"periodos", Number}}});
}

}  // namespace web
