// The steps of a file that need no more than a reason or a figure: what was corrected is sent
// again, the budget commits, the books accrue, the treasury pays; it is archived, rejected,
// stopped.
#include <algorithm>

#include "base/text.hpp"
#include "text/format.hpp"
#include "text/rules.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/pages/planning_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using queries::PaymentFile;
using namespace verification;

struct StepView {
  Paso paso;
  std::string_view act, heading, lead, button, done;
  enum class Asks : std::uint8_t { Nothing, Reason, Motive, Cur, Payment } asks;
  bool warns = false;
};
using Asks = StepView::Asks;

constexpr StepView steps[] = {
    {Paso::Subsanar, "expediente.subsanar", "Enviar lo corregido",
     "El expediente vuelve a quien lo revisa, con los documentos y datos de hoy.",
     "Enviar lo corregido", "Se envió lo corregido.", Asks::Reason},
    {Paso::Comprometer, "expediente.comprometer", "Pasar a Presupuesto",
     "Deja constancia de que el gasto está comprometido y del CUR, si ya lo tiene.", "Registrar",
     "El expediente pasó a Presupuesto.", Asks::Cur},
    {Paso::Devengar, "expediente.devengar", "Registrar devengado",
     "Deja constancia del CUR de devengado.", "Registrar", "Se registró el devengado.", Asks::Cur},
    {Paso::EnviarAPago, "expediente.enviar", "Enviar a pago", "El expediente pasa a Tesorería.",
     "Enviar a pago", "El expediente pasó a Tesorería.", Asks::Nothing},
    {Paso::Pagar, "expediente.pagar", "Registrar el pago",
     "Deja constancia de lo que se transfirió y del día.", "Registrar el pago",
     "Se registró el pago.", Asks::Payment},
    {Paso::Archivar, "expediente.archivar", "Archivar",
     "El expediente queda cerrado y sigue en las listas.", "Archivar",
     "El expediente quedó archivado.", Asks::Nothing},
    {Paso::Reanudar, "expediente.reanudar", "Reanudar", "El expediente sigue donde se detuvo.",
     "Reanudar", "El expediente se reanudó.", Asks::Nothing},
    {Paso::Rechazar, "expediente.rechazar", "Rechazar el expediente",
     "El expediente termina sin pago. Para volver a presentarlo se registra uno nuevo.", "Rechazar",
     "El expediente quedó rechazado.", Asks::Motive, true},
    {Paso::Suspender, "expediente.suspender", "Suspender el expediente",
     "El expediente se detiene hasta que alguien lo reanude.", "Suspender",
     "El expediente quedó suspendido.", Asks::Reason, true},
    {Paso::Anular, "expediente.anular", "Anular el expediente",
     "El expediente deja de tramitarse. Sigue en las listas, con el motivo.", "Anular",
     "El expediente quedó anulado.", Asks::Reason, true},
};

const StepView* step_asked(const Visit& visit) {
  const auto paso = kind_of<Paso>(visit.capture("paso"));
  const auto row =
      std::ranges::find_if(steps, [&](const StepView& one) { return paso && one.paso == *paso; });
  return row == std::end(steps) ? nullptr : row;
}

std::vector<Choice> motives() {
  std::vector<Choice> out{{"", "Elija un motivo"}};
  for (std::size_t i = 0; i < motivo_count; ++i) {
    const auto motivo = static_cast<Motivo>(i);
    out.push_back({std::string(code_of(motivo)), std::string(text::name_of(motivo))});
  }
  return out;
}

Html controls(const StepView& step, const PaymentFile& file, const FormState& state, Date today) {
  Html out;
  const Control reason{.name = "justificacion",
                       .label = step.asks == Asks::Motive ? "Explicación" : "Motivo"};
  switch (step.asks) {
    case Asks::Nothing:
      break;
    case Asks::Reason:
      out += text_area(
          state,
          {.name = reason.name,
           .label = step.paso == Paso::Subsanar ? "Qué se corrigió" : reason.label,
           .hint = step.paso == Paso::Subsanar ? "Si quiere decirlo; no es obligatorio." : ""},
          3);
      break;
    case Asks::Motive:
      out += select(state, {.name = "motivo", .label = "Motivo"}, motives());
      out += text_area(state, reason, 3);
      break;
    case Asks::Cur:
      out += text_input(state, {.name = "cur",
                                .label = "Número del CUR",
                                .hint = "Si ya lo tiene.",
                                .width = "10",
                                .inputmode = "numeric"});
      out += text_input(state, {.name = "monto",
                                .label = "Monto (Q)",
                                .standard = file.row.monto ? ::show(*file.row.monto) : "",
                                .width = "10",
                                .inputmode = "decimal"});
      out += date_input(state, {.name = "fecha", .label = "Fecha", .standard = text::date(today)});
      break;
    case Asks::Payment:
      out += text_input(state, {.name = "monto",
                                .label = "Monto transferido (Q)",
                                .standard = file.row.monto ? ::show(*file.row.monto) : "",
                                .width = "10",
                                .inputmode = "decimal"});
      out += date_input(
          state, {.name = "fecha", .label = "Fecha del pago", .standard = text::date(today)});
      break;
  }
  return out;
}

// The lines that a step adds: its CUR, its day, what was transferred.
json::array lines_typed(const StepView& step, const PaymentFile& file, const Fields& form,
                        FormState& state) {
  json::array lines;
  const auto add = [&](const std::string& path, const std::string& value) {
    lines.push_back(json::array{path, value});
  };
  const auto typed = [&](std::string_view name) { return std::string(trimmed(form.first(name))); };
  std::string amount, day;
  if (const auto text = typed("monto"); !text.empty()) {
    if (const auto money = typed_money(text))
      amount = ::show(*money);
    else
      state.fault("monto", money.error());
  }
  if (const auto text = typed("fecha"); !text.empty()) {
    if (const auto date = typed_date(text))
      day = ::show(*date);
    else
      state.fault("fecha", date.error());
  }
  if (step.asks == Asks::Payment) {
    if (!amount.empty()) add("transferido", amount);
    if (!day.empty()) add("fecha.pago", day);
    return lines;
  }
  const bool commits = step.paso == Paso::Comprometer;
  if (!day.empty()) add(commits ? "fecha.compromiso" : "fecha.devengado", day);
  if (const auto number = typed("cur"); !number.empty()) {
    if (!whole_number(number)) state.fault("cur", "Escriba el número del CUR con dígitos.");
    const auto at = "cur." + std::to_string(file.facts.curs.size() + 1) + '.';
    add(at + "numero", number);
    add(at + "clase", commits ? "COM" : "DEV");
    add(at + "estado", "APROBADO");
    add(at + "ejercicio", ::show(file.row.ejercicio));
    if (!day.empty()) add(at + "fecha", day);
    if (!amount.empty()) add(at + "monto", amount);
  }
  return lines;
}

json::object act_of(const StepView& step, const PaymentFile& file, const Visit& visit,
                    FormState& state) {
  const auto& form = visit.request.form;
  json::object act{{"expediente", file.row.number},
                   {"version", whole_number(form.first(version_field)).value_or(file.row.version)}};
  const auto reason = nfc(trimmed(form.first("justificacion")));
  switch (step.asks) {
    case Asks::Nothing:
      break;
    case Asks::Reason:
    case Asks::Motive:
      if (!reason.empty())
        act["justificacion"] = reason;
      else if (step.paso != Paso::Subsanar)
        state.fault("justificacion", "Escriba el motivo.");
      if (step.asks == Asks::Motive) {
        if (form.first("motivo").empty())
          state.fault("motivo", "Elija un motivo.");
        else
          act["motivo"] = std::string(form.first("motivo"));
      }
      break;
    case Asks::Cur:
    case Asks::Payment:
      if (auto lines = lines_typed(step, file, form, state); !lines.empty())
        act["lineas"] = std::move(lines);
      break;
  }
  return act;
}

}  // namespace

Result<Response> payment_file_step(Visit& visit) {
  const auto* step = step_asked(visit);
  if (step == nullptr) return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  const auto file = TRY(file_asked(visit));
  FormState state(visit.request.form);
  int status = 200;
  if (visit.request.method == Method::Post) {
    auto act = act_of(*step, file, visit, state);
    if (!state.faulty()) {
      const auto done = visit.submit(step->act, std::move(act));
      if (done) {
        visit.notice(std::string(step->done));
        return redirect(file_address(file.row.number));
      }
      if (!concerns_typing(done.error())) return std::unexpected(done.error());
      state.fault("", done.error());
      status = done.error().fault == Fault::Conflict ? 409 : 422;
    } else {
      status = 422;
    }
  }
  Html content;
  if (!may_take(visit, file, step->paso)) {
    content = notice_box(NoticeTone::Grey,
                         html("<p>El expediente está en «{}»: este paso no le toca ahora, o no "
                              "corresponde a su función.</p>",
                              text::name_of(file.row.estado)));
  } else {
    Html inside = controls(*step, file, state, visit.today());
    inside += html("<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
                   secondary_link(file_address(file.row.number), "Dejarlo"),
                   step->warns ? warning_button(step->button) : button(step->button));
    content = form(
        visit, {.action = visit.request.path, .version = std::to_string(file.row.version)}, inside);
  }
  return page(visit, page_beside(file, step->heading, step->lead, state, content), status);
}

}  // namespace web
