// The joint review: those of every month, the form that opens one with what the reconciliation
// says, and one with its signatures and agreements.
#include <algorithm>

#include "base/text.hpp"
#include "commands/joint_review.hpp"
#include "domain/budget/document_refusals.hpp"
#include "queries/curs.hpp"
#include "queries/joint_reviews.hpp"
#include "text/format.hpp"
#include "text/money_words.hpp"
#include "web/pages/execution_pages.hpp"
#include "web/pages/execution_view.hpp"
#include "web/pages/money_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using budget::AgreementState;
using budget::JointReview;
using Kind = TableColumn::Kind;

constexpr std::string_view here = "/ejecucion/revision-conjunta";
constexpr int agreements_of_form = 3;

std::string address_of(std::int64_t number) {
  return std::string(here) + "/" + std::to_string(number);
}

Tint tint_of(AgreementState state) {
  switch (state) {
    case AgreementState::Pendiente:
      return Tint::Blue;
    case AgreementState::EnProceso:
      return Tint::Amber;
    case AgreementState::Cumplido:
      return Tint::Green;
    case AgreementState::SinEfecto:
      break;
  }
  return Tint::Grey;
}

Html state_of(const budget::ReviewAgreement& one, Date today) {
  Html out = tag(text::name_of(one.state), tint_of(one.state));
  if (one.overdue(today)) out += html(" {}", tag("Vencido", Tint::Red));
  return out;
}

TableView list_of(const std::vector<queries::ReviewStanding>& all, Date today) {
  TableView view;
  view.id = "revisiones";
  view.caption = "Revisiones conjuntas";
  view.file_name = "revisiones-conjuntas";
  view.empty = "Aún no se ha abierto ninguna revisión conjunta.";
  view.columns = {
      {.key = "mes", .title = "Mes", .row_header = true},
      {.key = "abierta", .title = "Abierta el", .kind = Kind::Date, .secondary = true},
      {.key = "sin_explicar", .title = "Saldos sin explicar", .kind = Kind::Count},
      {.key = "firmas", .title = "Firmas", .secondary = true},
      {.key = "acuerdos", .title = "Acuerdos abiertos", .kind = Kind::Count},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
  };
  for (const auto& one : all) {
    const auto& review = one.row.review;
    std::string parties;
    for (const auto& signature : review.signatures)
      (parties += parties.empty() ? "" : ", ") += text::name_of(signature.party);
    std::int64_t open = 0, late = 0;
    for (const auto& agreement : review.agreements) {
      open += agreement.state == AgreementState::Pendiente ||
              agreement.state == AgreementState::EnProceso;
      late += agreement.overdue(today);
    }
    Html state = review.closed() ? tag("Firmada", Tint::Green) : tag("Por firmar", Tint::Blue);
    if (late > 0) state += html(" {}", tag("Con acuerdos vencidos", Tint::Red));
    view.rows.push_back({{{text::capitalized(text::month(review.month)), address_of(review.number)},
                          {one.row.written.on},
                          {review.unexplained},
                          {parties.empty() ? std::string("Ninguna") : parties},
                          {open},
                          {state, "", review.closed() ? "firmada" : "por firmar"}}});
  }
  return view;
}

Result<Response> list_page(Visit& visit, const FormState& state, int status) {
  const auto all = TRY(queries::joint_reviews(visit.db(), visit.institution));
  const auto list = list_of(all, visit.today());
  if (auto file = table_file(visit, list)) return *std::move(file);
  auto view = money_page("Revisión conjunta",
                         "Finanzas, monitoreo y verificación revisan juntos la ejecución de un "
                         "mes, firman y acuerdan qué sigue.");
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  view.content = table(visit, list);
  if (visit.viewer->may(Permission::ReviewJointly)) {
    const auto standard = TRY(asked_month(visit));
    Html inside = text_input(state, {.name = "mes",
                                     .label = "Mes que se revisa",
                                     .hint = "2026-04",
                                     .standard = standard ? show(*standard) : "",
                                     .width = "10"});
    inside +=
        text_area(state, {.name = "resumen", .label = "Qué se revisó y qué se encontró"}, 4, 2000);
    inside = html("<div class=\"campos\">{}</div>\n", inside);
    for (int n = 1; n <= agreements_of_form; ++n) {
      const auto number = std::to_string(n);
      inside += html(
          "<fieldset class=\"govuk-fieldset\"><legend class=\"govuk-fieldset__legend "
          "govuk-fieldset__legend--s\">Acuerdo {}</legend><div class=\"campos\">{}{}{}</div>"
          "</fieldset>",
          number, text_input(state, {.name = "acuerdo_" + number, .label = "Qué se hará"}),
          text_input(
              state,
              {.name = "responsable_" + number, .label = "Puesto que responde", .width = "20"}),
          date_input(state, {.name = "fecha_" + number, .label = "Hasta cuándo"}));
    }
    inside += html("<div class=\"acciones\">{}</div>", button("Abrir la revisión"));
    view.content +=
        section("abrir", "Abrir una revisión", form(visit, {.action = std::string(here)}, inside));
  }
  return page(visit, view, status);
}

Result<queries::ReviewStanding> review_asked(Visit& visit) {
  const auto number = whole_number(visit.capture("numero"));
  for (auto& one : TRY(queries::joint_reviews(visit.db(), visit.institution)))
    if (number && one.row.review.number == *number) return std::move(one);
  return refuse(budget::DocumentRefusal::ReviewUnknown,
                {{"hallado", std::string(visit.capture("numero"))}});
}

Html signatures_of(Visit& visit, const queries::ReviewStanding& one) {
  const auto& review = one.row.review;
  Html items;
  for (const auto party : budget::all_parties) {
    const auto* signature = review.signature_of(party);
    Html said = signature ? html("{} {}, el {}", tag("Firmó", Tint::Green),
                                 one.name_of(signature->actor), text::date(signature->on))
                          : tag("Sin firma", Tint::Grey);
    const bool speaks = std::ranges::any_of(visit.viewer->roles, [&](access_control::Role role) {
      return commands::speaks_for(party, role);
    });
    if (!signature && speaks)
      said += form(visit, {.action = address_of(review.number) + "/firmar", .css = "en-linea"},
                   hidden_input("parte", code_of(party)) +
                       secondary_button("Firmar por " + std::string(text::name_of(party))));
    items += html("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", text::name_of(party), said);
  }
  return html(
      R"(<div class="tabla-caja" role="region" aria-label="Firmas de cada parte" tabindex="0">
<table class="tabla">
<caption>Una persona distinta firma por cada parte</caption>
<thead><tr>
<th scope="col">Parte</th>
<th scope="col">Firma</th></tr>
</thead>
<tbody>{}</tbody>
</table></div>)",
      items);
}

Html agreements_of(Visit& visit, const JointReview& review, const FormState& state) {
  Html out;
  for (const auto& one : review.agreements) {
    std::vector<SummaryRow> rows{
        {"Responsable", html("{}, hasta el {}", one.owner, text::date(one.due))},
        {"Estado", state_of(one, visit.today())}};
    if (one.followed_on)
      rows.push_back({"Seguimiento", html("{}: {}", text::date(*one.followed_on),
                                          one.note.empty() ? std::string("sin nota") : one.note)});
    Html follow;
    if (visit.viewer->may(Permission::ReviewJointly)) {
      const auto n = std::to_string(one.n);
      std::vector<Choice> states;
      for (const auto each : {AgreementState::Pendiente, AgreementState::EnProceso,
                              AgreementState::Cumplido, AgreementState::SinEfecto})
        states.push_back({std::string(code_of(each)), std::string(text::name_of(each))});
      Html inside = hidden_input("acuerdo", n);
      inside += select(
          state,
          {.name = "estado_" + n, .label = "Estado", .standard = std::string(code_of(one.state))},
          states);
      inside += text_area(state, {.name = "nota_" + n, .label = "Qué se hizo"}, 2, 1000);
      inside += html("<div class=\"acciones\">{}</div>", secondary_button("Guardar"));
      follow = html(
          "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
          "class=\"govuk-details__summary-text\">Dar seguimiento al acuerdo {}</span></summary>"
          "<div class=\"govuk-details__text\">{}</div></details>",
          n, form(visit, {.action = address_of(review.number) + "/acuerdos"}, inside));
    }
    out += html("<section class=\"seccion\"><h3>Acuerdo {}: {}</h3>{}{}</section>",
                std::to_string(one.n), one.text, summary_list(rows), follow);
  }
  return out.text.empty() ? Html{"<p class=\"secundario\">No hubo acuerdos.</p>"} : out;
}

Result<Response> one_page(Visit& visit, const FormState& state, int status) {
  const auto one = TRY(review_asked(visit));
  const auto& review = one.row.review;
  auto view = money_page("Revisión conjunta de " + text::month(review.month), "");
  view.crumbs.push_back({"Revisión conjunta", std::string(here)});
  view.dense = false;
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  view.actions = review.closed() ? tag("Firmada", Tint::Green) : tag("Por firmar", Tint::Blue);
  view.content = html("<p>{}</p>", review.summary);
  view.content += summary_list(
      {{"Abierta por",
        html("{}, el {}", one.name_of(one.row.written.actor), text::date(one.row.written.on))},
       {"Conciliación ese día",
        html("{} saldos iguales, {} explicados, {} sin explicar. {}", text::count(review.equal),
             text::count(review.explained), text::count(review.unexplained),
             link("/ejecucion/conciliacion?anio=" + show(review.month.year) +
                      "&mes=" + std::to_string(review.month.number),
                  "Ver la conciliación"))}});
  view.content += section("firmas", "Firmas", signatures_of(visit, one));
  view.content += section("acuerdos", "Acuerdos", agreements_of(visit, review, state));
  return page(visit, view, status);
}

}  // namespace

Result<Response> joint_review_list(Visit& visit) { return list_page(visit, FormState(), 200); }

Result<Response> joint_review_open(Visit& visit) {
  FormState state(visit.request.form);
  JointReview review;
  if (const auto month = Month::parse(trimmed(state.value("mes"))))
    review.month = *month;
  else
    state.fault("mes", month.error());
  review.summary = trimmed(state.value("resumen"));
  for (int n = 1; n <= agreements_of_form; ++n) {
    const auto number = std::to_string(n);
    budget::ReviewAgreement one;
    one.text = trimmed(state.value("acuerdo_" + number));
    one.owner = trimmed(state.value("responsable_" + number));
    const auto due = std::string(trimmed(state.value("fecha_" + number)));
    if (one.text.empty() && one.owner.empty() && due.empty()) continue;
    for (const auto& [control, value, words] : {std::tuple{"acuerdo_", one.text, "lo que se hará"},
                                                {"responsable_", one.owner, "quién responde"}})
      if (value.empty())
        state.fault(control + number, refusal(budget::DocumentRefusal::AgreementIncomplete,
                                              {{"n", number}, {"campo", words}}));
    if (const auto day = typed_day(due))
      one.due = *day;
    else
      state.fault("fecha_" + number,
                  refusal(budget::DocumentRefusal::CurDateMalformed, {{"hallado", due}}));
    review.agreements.push_back(std::move(one));
  }
  if (!state.faulty()) {
    const auto made =
        TRY(queries::reconciliation(visit.db(), visit.institution, review.month, false));
    review.equal = made.equal;
    review.explained = made.explained;
    review.unexplained = made.unexplained;
    auto act = commands::open_joint_review(review);
    const auto receipt = visit.submit(act.kind, std::move(act.act));
    if (receipt) {
      visit.notice("Se abrió la revisión conjunta (asiento " + std::to_string(receipt->seq) + ").");
      return redirect(address_of(receipt->outcome.at("revision").as_int64()));
    }
    state.fault(receipt.error().code == row_of(budget::DocumentRefusal::ReviewSummaryMissing).code
                    ? "resumen"
                    : "",
                receipt.error());
  }
  return list_page(visit, state, 422);
}

Result<Response> joint_review_show(Visit& visit) { return one_page(visit, FormState(), 200); }

Result<Response> joint_review_sign(Visit& visit) {
  FormState state(visit.request.form);
  const auto one = TRY(review_asked(visit));
  const auto party = budget::party(state.value("parte"));
  if (!party)
    return refuse(budget::DocumentRefusal::ReviewPartyUnknown, {{"hallado", state.value("parte")}});
  auto act = commands::sign_joint_review(one.row.review.number, *party);
  const auto receipt = visit.submit(act.kind, std::move(act.act));
  if (receipt) {
    visit.notice("Firmó por " + std::string(text::name_of(*party)) + " (asiento " +
                 std::to_string(receipt->seq) + ").");
    return redirect(address_of(one.row.review.number));
  }
  state.fault("", receipt.error());
  return one_page(visit, state, status_of(receipt.error()));
}

Result<Response> joint_review_follow(Visit& visit) {
  FormState state(visit.request.form);
  const auto one = TRY(review_asked(visit));
  const auto n = state.value("acuerdo");
  const auto number = whole_number(n);
  const auto moved = budget::agreement_state(state.value("estado_" + n));
  if (!number || !moved) return refuse(budget::DocumentRefusal::AgreementUnknown, {{"hallado", n}});
  auto act = commands::follow_agreement(one.row.review.number, *number, *moved,
                                        trimmed(state.value("nota_" + n)));
  const auto receipt = visit.submit(act.kind, std::move(act.act));
  if (receipt) {
    visit.notice("Se guardó el seguimiento del acuerdo " + n + " (asiento " +
                 std::to_string(receipt->seq) + ").");
    return redirect(address_of(one.row.review.number));
  }
  state.fault("estado_" + n, receipt.error());
  return one_page(visit, state, 422);
}

}  // namespace web
