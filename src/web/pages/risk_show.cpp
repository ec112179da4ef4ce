// One risk: its levels, its correction, its work plan with the evidence of each action.
#include "base/text.hpp"
#include "domain/control/tool_refusals.hpp"
#include "queries/risks.hpp"
#include "text/control_tools.hpp"
#include "text/format.hpp"
#include "web/pages/risk_pages.hpp"
#include "web/pages/tool_view.hpp"
#include "web/pages/uploads.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using control::ToolRefusal;

constexpr std::string_view here = "/auditoria/riesgos";

constexpr std::string_view risk_texts[] = {"unidad",      "objetivo", "area",         "evento",
                                           "descripcion", "control",  "observaciones"};
constexpr std::string_view risk_levels[] = {"probabilidad", "severidad", "valor_control"};
constexpr std::string_view action_texts[] = {"control", "prioridad", "que",    "como",
                                             "quien",   "recursos",  "estado", "comentarios"};

struct Asked {
  queries::RiskMatrix matrix;
  std::int64_t number = 0;
  const storage::RiskRow& row() const { return *matrix.risk(number); }
  std::string address() const {
    return std::string(here) + "/" + show(matrix.year) + "/" + std::to_string(number);
  }
};

Result<Asked> risk_asked(Visit& visit) {
  const auto year = TRY(FiscalYear::parse(visit.capture("ejercicio")));
  const auto number = whole_number(visit.capture("numero")).value_or(0);
  auto matrix = TRY(queries::risk_matrix(visit.db(), visit.institution, year, visit.today()));
  Asked asked{std::move(matrix), number};
  if (asked.matrix.risk(number) == nullptr)
    return refuse(ToolRefusal::RiskUnknown, {{"hallado", std::string(visit.capture("numero"))}});
  return asked;
}

std::vector<Choice> scale(std::string_view least, std::string_view most) {
  std::vector<Choice> all;
  for (auto n = control::Level::least; n <= control::Level::greatest; ++n)
    all.push_back({std::to_string(n),
                   std::to_string(n) + (n == control::Level::least      ? ", " + std::string(least)
                                        : n == control::Level::greatest ? ", " + std::string(most)
                                                                        : std::string())});
  return all;
}

Html risk_fields(const FormState& state, const storage::RiskRow* row) {
  std::vector<Choice> objectives;
  for (std::size_t i = 0; i < control::objetivo_count; ++i) {
    const auto one = static_cast<control::Objetivo>(i);
    objectives.push_back(
        {std::string(control::code_of(one)),
         std::string(control::code_of(one)) + ", " + std::string(text::name_of(one))});
  }
  const auto level = [&](int value) { return row ? std::to_string(value) : std::string("3"); };
  Html out = text_input(state, {.name = "unidad",
                                .label = "Código de la unidad ejecutora",
                                .standard = row ? row->unidad : "",
                                .width = "5"});
  out += select(state,
                {.name = "objetivo",
                 .label = "Tipo de objetivo",
                 .standard = row ? std::string(control::code_of(row->objetivo)) : ""},
                objectives);
  out += text_input(state,
                    {.name = "area",
                     .label = "Área evaluada",
                     .hint = "El código o el nombre de una unidad hace que el riesgo sea de ella.",
                     .standard = row ? row->area : ""});
  out += text_area(
      state, {.name = "evento", .label = "Evento identificado", .standard = row ? row->evento : ""},
      2);
  out += text_area(state,
                   {.name = "descripcion",
                    .label = "Descripción del riesgo",
                    .standard = row ? row->descripcion : ""},
                   3);
  out += select(state,
                {.name = "probabilidad",
                 .label = "Probabilidad",
                 .standard = level(row ? row->levels.probability.value() : 0)},
                scale("la menor", "la mayor"));
  out += select(state,
                {.name = "severidad",
                 .label = "Severidad",
                 .standard = level(row ? row->levels.severity.value() : 0)},
                scale("la menor", "la mayor"));
  out += select(state,
                {.name = "valor_control",
                 .label = "Valor del control mitigador",
                 .standard = row ? std::to_string(row->levels.control.value()) : "1"},
                scale("no mitiga", "el más fuerte"));
  out += text_area(state,
                   {.name = "control",
                    .label = "Control interno que lo mitiga",
                    .standard = row ? row->control : ""},
                   3);
  out += text_area(state,
                   {.name = "observaciones",
                    .label = "Observaciones",
                    .standard = row ? row->observaciones : ""},
                   2);
  return out;
}

Result<Response> new_page(Visit& visit, const FormState& state, int status) {
  auto view = tool_page("Registrar un riesgo",
                        "Qué puede pasar, qué tan probable y grave es, y qué lo mitiga hoy.");
  view.crumbs.push_back({"Riesgos", std::string(here)});
  view.dense = false;
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  const auto year = std::to_string(static_cast<int>(visit.today().year()));
  Html inside = text_input(state, {.name = "ejercicio",
                                   .label = "Ejercicio",
                                   .standard = year,
                                   .width = "4",
                                   .inputmode = "numeric"});
  inside += risk_fields(state, nullptr);
  inside += html("<div class=\"acciones\">{}{}</div>", button("Registrar"),
                 secondary_link(here, "Cancelar"));
  view.content = form(visit, {.action = std::string(here) + "/nuevo"}, inside);
  return page(visit, view, status);
}

Html action_form(Visit& visit, const Asked& asked, const FormState& state) {
  std::vector<Choice> priorities, states;
  for (std::size_t i = 0; i < control::prioridad_count; ++i)
    priorities.push_back({std::string(code_of(static_cast<control::Prioridad>(i))),
                          std::string(text::name_of(static_cast<control::Prioridad>(i)))});
  for (std::size_t i = 0; i < control::estado_accion_count; ++i)
    states.push_back({std::string(code_of(static_cast<control::EstadoAccion>(i))),
                      std::string(text::name_of(static_cast<control::EstadoAccion>(i)))});
  Html inside = text_input(state, {.name = "accion",
                                   .label = "Número de la acción",
                                   .hint = "Vacío para una nueva; el de una que existe la cambia.",
                                   .width = "3",
                                   .inputmode = "numeric"});
  inside += text_area(state, {.name = "accion_control", .label = "Control recomendado"}, 2);
  inside +=
      select(state, {.name = "prioridad", .label = "Prioridad de implementación"}, priorities);
  inside += text_input(state, {.name = "que", .label = "Qué se hará"});
  inside += text_input(state, {.name = "como", .label = "Cómo"});
  inside += text_input(state, {.name = "quien", .label = "Puesto que responde"});
  inside += text_input(state, {.name = "recursos", .label = "Recursos"});
  inside += date_input(state, {.name = "inicio", .label = "Inicio"});
  inside += date_input(state, {.name = "fin", .label = "Fin"});
  inside += select(state, {.name = "estado", .label = "Estado"}, states);
  inside += text_area(state, {.name = "comentarios", .label = "Comentarios"}, 2);
  inside += html("<div class=\"acciones\">{}</div>", secondary_button("Guardar la acción"));
  return form(visit, {.action = asked.address() + "/acciones"}, inside);
}

Html evidence_form(Visit& visit, const Asked& asked, const FormState& state) {
  std::vector<Choice> actions;
  for (const auto& one : asked.matrix.actions)
    if (one.risk == asked.number)
      actions.push_back(
          {std::to_string(one.number), std::to_string(one.number) + ". " + one.control});
  if (actions.empty()) return Html{"<p class=\"secundario\">Planifique antes una acción.</p>"};
  Html inside = select(state, {.name = "evidencia_accion", .label = "Acción"}, actions);
  inside += text_input(state, {.name = "mes",
                               .label = "Mes en que se aplicó",
                               .hint = "Como 2026-04.",
                               .standard = show(month_of(visit.today())),
                               .width = "10"});
  inside += text_area(state, {.name = "evidencia", .label = "Qué muestra que se aplicó"}, 2);
  inside += file_input(state, {.name = "archivo", .label = "Archivo", .hint = "Si lo hay."});
  inside += html("<div class=\"acciones\">{}</div>", secondary_button("Agregar evidencia"));
  return form(visit, {.action = asked.address() + "/evidencia", .files = true}, inside);
}

Html actions_of(const Asked& asked) {
  Html out;
  for (const auto& one : asked.matrix.actions) {
    if (one.risk != asked.number) continue;
    Html evidence;
    for (const auto* each : asked.matrix.evidence_of(one))
      evidence += html("<li>{}: {}{}</li>", text::month(each->month), each->description,
                       each->hash.empty()
                           ? Html{}
                           : html(" {} <span class=\"chico secundario\">{}…</span>",
                                  link(asked.address() + "/evidencia/" + each->hash, each->name),
                                  each->hash.substr(0, 12)));
    out +=
        html("<section class=\"seccion\"><h3>{}. {}</h3>{}{}</section>", std::to_string(one.number),
             one.control,
             summary_list(
                 {{"Qué y cómo", html("{}. {}", one.que, one.como)},
                  {"Quién", html("{}{}", one.quien,
                                 one.recursos.empty() ? std::string() : ", con " + one.recursos)},
                  {"Cuándo", escaped(text::date(one.inicio) + " a " + text::date(one.fin))},
                  {"Prioridad y estado",
                   html("{}, {}", text::name_of(one.prioridad), tag(text::name_of(one.estado)))}}),
             evidence.text.empty() ? Html{"<p class=\"secundario\">Sin evidencia todavía.</p>"}
                                   : html("<ul>{}</ul>", evidence));
  }
  return out.text.empty() ? Html{"<p class=\"secundario\">No hay acciones planificadas.</p>"} : out;
}

Html folded(std::string_view heading, bool open, const Html& inside) {
  return html(
      "<details class=\"govuk-details\"{}><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">{}</span></summary><div "
      "class=\"govuk-details__text\">{}</div></details>",
      Html{open ? " open" : ""}, heading, inside);
}

enum class Part : std::uint8_t { None, Correct, Withdraw, Plan, Evidence };

Result<Response> one_page(Visit& visit, const Asked& asked, const FormState& state, Part part) {
  const auto& row = asked.row();
  const auto* band = asked.matrix.band_of(row);
  const auto of = [&](Part which) { return part == which ? state : FormState(); };
  auto view = tool_page(row.descripcion, "");
  view.title = "Riesgo " + std::to_string(row.number);
  view.rubric = "Riesgo R" + std::to_string(row.number) + " de " + show(row.ejercicio);
  view.crumbs.push_back({"Riesgos", std::string(here) + "?ejercicio=" + show(row.ejercicio)});
  view.dense = false;
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  if (row.illustrative) view.actions = stamp_illustrative();
  if (!row.withdrawn.empty())
    view.content +=
        notice_box(NoticeTone::Grey, html("<p>Se retiró de la matriz: {}</p>", row.withdrawn));
  view.content +=
      figure_strip({{std::to_string(row.levels.probability.value()) + " × " +
                         std::to_string(row.levels.severity.value()) + " = " +
                         std::to_string(row.levels.inherent()),
                     "Riesgo inherente"},
                    {std::to_string(row.levels.control.value()), "Valor del control"},
                    {text::decimal(row.levels.residual(), 2), "Riesgo residual"},
                    {band ? band->name : std::string("No puede determinarse"), "Nivel"}});
  view.content +=
      summary_list({{"Tipo de objetivo", escaped(text::name_of(row.objetivo))},
                    {"Unidad y área", html("{}, {}", row.unidad, row.area)},
                    {"Evento", escaped(row.evento)},
                    {"Control que lo mitiga", escaped(row.control)},
                    {"Observaciones", escaped(row.observaciones.empty() ? std::string("Ninguna")
                                                                        : row.observaciones)}});
  const bool open = row.withdrawn.empty();
  if (open && visit.viewer->may(Permission::EditRisks)) {
    view.content += folded("Corregir el riesgo", part == Part::Correct,
                           form(visit, {.action = asked.address()},
                                risk_fields(of(Part::Correct), &row) +
                                    html("<div class=\"acciones\">{}</div>", button("Guardar"))));
    view.content += folded(
        "Retirar de la matriz", part == Part::Withdraw,
        form(
            visit, {.action = asked.address() + "/retirar"},
            text_area(of(Part::Withdraw), {.name = "motivo", .label = "Por qué deja de serlo"}, 2) +
                html("<div class=\"acciones\">{}</div>", warning_button("Retirar"))));
  }
  view.content += section("plan", "Plan de trabajo", actions_of(asked));
  if (open && visit.viewer->may(Permission::TreatRisk)) {
    view.content += folded("Planificar o cambiar una acción", part == Part::Plan,
                           action_form(visit, asked, of(Part::Plan)));
    view.content += folded("Agregar evidencia", part == Part::Evidence,
                           evidence_form(visit, asked, of(Part::Evidence)));
  }
  return page(visit, view, state.faulty() ? 422 : 200);
}

// What an act on a risk comes back to: its page, or its form with the fault.
Result<Response> after(Visit& visit, const Asked& asked, FormState& state, Part part,
                       const Result<commands::Receipt>& done, std::string_view said) {
  using Renamed = std::pair<std::string_view, std::string_view>;
  static constexpr Renamed of_actions[] = {{"control", "accion_control"}};
  static constexpr Renamed of_evidence[] = {{"descripcion", "evidencia"},
                                            {"accion", "evidencia_accion"}};
  std::span<const Renamed> renamed;
  if (part == Part::Plan) renamed = of_actions;
  if (part == Part::Evidence) renamed = of_evidence;
  if (done) {
    visit.notice(std::string(said));
    return redirect(asked.address());
  }
  if (!returned_to(state, done.error(), renamed)) return std::unexpected(done.error());
  return one_page(visit, asked, state, part);
}

json::object about(const Asked& asked) {
  return {{"ejercicio", std::int64_t{asked.matrix.year.year}}, {"riesgo", asked.number}};
}

}  // namespace

Result<Response> risk_new(Visit& visit) {
  if (visit.request.method == Method::Get) return new_page(visit, FormState(), 200);
  FormState state(visit.request.form);
  auto act = body_from(visit.request.form, risk_texts);
  take_number(act, "ejercicio", state);
  for (const auto name : risk_levels) take_number(act, name, state);
  if (state.faulty()) return new_page(visit, state, 422);
  const auto done = visit.submit("riesgo.registrar", act);
  if (!done) {
    if (!returned_to(state, done.error())) return std::unexpected(done.error());
    return new_page(visit, state, 422);
  }
  visit.notice("Se registró el riesgo.");
  return redirect(std::string(here) + "/" + std::to_string(act.at("ejercicio").as_int64()) + "/" +
                  std::to_string(done->outcome.at("riesgo").as_int64()));
}

Result<Response> risk_show(Visit& visit) {
  const auto asked = TRY(risk_asked(visit));
  if (visit.request.method == Method::Get) return one_page(visit, asked, FormState(), Part::None);
  FormState state(visit.request.form);
  auto act = body_from(visit.request.form, risk_texts);
  for (auto& [key, value] : about(asked)) act[key] = value;
  act["ilustrativo"] = asked.row().illustrative;
  for (const auto name : risk_levels) take_number(act, name, state);
  if (state.faulty()) return one_page(visit, asked, state, Part::Correct);
  return after(visit, asked, state, Part::Correct, visit.submit("riesgo.registrar", act),
               "Se guardó el riesgo.");
}

Result<Response> risk_withdraw(Visit& visit) {
  const auto asked = TRY(risk_asked(visit));
  FormState state(visit.request.form);
  auto act = about(asked);
  act["motivo"] = state.value("motivo");
  return after(visit, asked, state, Part::Withdraw, visit.submit("riesgo.retirar", act),
               "El riesgo salió de la matriz.");
}

Result<Response> risk_plan(Visit& visit) {
  const auto asked = TRY(risk_asked(visit));
  FormState state(visit.request.form);
  auto act = body_from(visit.request.form, action_texts);
  act["control"] = state.value("accion_control");
  for (auto& [key, value] : about(asked)) act[key] = value;
  if (!trimmed(state.value("accion")).empty()) take_number(act, "accion", state);
  // What is corrected of an example stays one.
  for (const auto& one : asked.matrix.actions)
    if (one.risk == asked.number && act.contains("accion") && act.at("accion") == one.number)
      act["ilustrativo"] = one.illustrative;
  take_day(act, "inicio", state);
  take_day(act, "fin", state);
  if (state.faulty()) return one_page(visit, asked, state, Part::Plan);
  return after(visit, asked, state, Part::Plan, visit.submit("riesgo.planificar", act),
               "Se guardó la acción.");
}

Result<Response> risk_evidence(Visit& visit) {
  const auto asked = TRY(risk_asked(visit));
  FormState state(visit.request.form);
  auto act = about(asked);
  act["accion"] = std::int64_t{whole_number(state.value("evidencia_accion")).value_or(0)};
  act["mes"] = std::string(trimmed(state.value("mes")));
  act["descripcion"] = state.value("evidencia");
  const auto kept = TRY(kept_upload(visit, "archivo", state));
  if (state.faulty()) return one_page(visit, asked, state, Part::Evidence);
  for (const auto* key : {"huella", "nombre"})
    if (kept.contains(key)) act[key] = kept.at(key);
  return after(visit, asked, state, Part::Evidence, visit.submit("riesgo.evidenciar", act),
               "Se agregó la evidencia.");
}

Result<Response> risk_evidence_file(Visit& visit) {
  const auto asked = TRY(risk_asked(visit));
  for (const auto& one : asked.matrix.evidence)
    if (one.risk == asked.number && !one.hash.empty() && one.hash == visit.capture("huella"))
      return kept_file_response(visit, one.hash, one.name);
  return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
}

}  // namespace web
