// What a reviewer does on a file: takes it, answers its checklist (line by line or all at once),
// concludes, and says what he found of a flag.
#include <algorithm>

#include "base/text.hpp"
#include "domain/verification/refusals.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using queries::PaymentFile;

json::object key_of(const PaymentFile& file, std::int64_t version) {
  return {{"expediente", file.row.number}, {"version", version}};
}

std::int64_t version_typed(const Visit& visit, const PaymentFile& file) {
  return whole_number(visit.request.form.first(version_field)).value_or(file.row.version);
}

// What the form says of the lines that it shows and that differs from what is kept. A line that
// does not comply without a note is a fault of its field.
json::array answers_typed(const Fields& form, const PaymentFile& file, FormState& state) {
  json::array answers;
  for (const auto& line : file.lineas) {
    const auto answer = storage::parse_answer(form.first("r." + line.code));
    if (!is_asked(line) || !answer) continue;
    const bool noted = *answer == storage::Answer::NoCumple;
    const auto note =
        noted ? nfc(replaced(trimmed(form.first("o." + line.code)), "\r", "")) : std::string();
    if (noted && note.empty()) {
      state.fault("o." + line.code,
                  "Escriba qué no cumple en «" + line.required.item->norma->name + "».");
      continue;
    }
    if (line.answer && line.answer->answer == *answer && line.answer->note == note) continue;
    json::object one{{"linea", line.code}, {"respuesta", storage::code_of(*answer)}};
    if (noted) one["nota"] = note;
    answers.push_back(std::move(one));
  }
  return answers;
}

Response json_response(int status, const json::object& body) {
  Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = canonical(body);
  return response;
}

// What the list says after an answer, for the places of the page that tell it.
json::object told(const PaymentFile& file, Milliseconds now) {
  return {{"hora", text::time_of_day(now)},
          {"version", std::to_string(file.row.version)},
          {"conforme", checklist_lacks(file).empty()},
          {"objeciones", objections(file)},
          {"textos", json::object{{"avance", checklist_progress(file)},
                                  {"falta", checklist_lacks(file)},
                                  {"devolver", objections_button(file)},
                                  {"paso", text::count(file.contestadas) + " de " +
                                               text::count(file.exigidas) + " requisitos"}}}};
}

// The file as it is after what this visit did: its own snapshot is from before.
Result<PaymentFile> file_again(Visit& visit, const std::string& number) {
  auto context = TRY(visit.context(commands::Use::Read));
  auto file = TRY(queries::payment_file(context.db(), visit.institution, number, visit.today()));
  if (!file) return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  return *std::move(file);
}

// The file with the answers that were just kept, counted anew.
void keep_answers(PaymentFile& file, const json::array& answers, const Visit& visit) {
  for (const auto& one : answers) {
    const auto& body = one.as_object();
    const auto line = std::ranges::find(file.lineas, std::string(body.at("linea").as_string()),
                                        &queries::ListLine::code);
    const auto answer = storage::parse_answer(body.at("respuesta").as_string());
    if (line == file.lineas.end() || !answer) continue;
    const bool counted = line->required.item->exigencia == verification::Exigencia::Obligatorio;
    if (counted && !line->answer) ++file.contestadas;
    if (line->answer && line->answer->answer == storage::Answer::NoCumple) --file.no_cumple;
    if (*answer == storage::Answer::NoCumple) ++file.no_cumple;
    line->answer = {
        file.row.number,      line->code,   *answer, optional_text_at(body, "nota").value_or(""),
        visit.viewer->number, visit.today()};
  }
}

}  // namespace

Result<Response> payment_file_take(Visit& visit) {
  const auto taken = visit.submit("expediente.tomar", {});
  if (!taken) {
    if (taken.error().code != row_of(verification::Refusal::NothingWaits).code)
      return std::unexpected(taken.error());
    visit.notice("No hay expedientes por tomar.");
    return redirect("/expedientes");
  }
  return redirect(file_address(TRY(text_at(taken->outcome, "expediente"))));
}

Result<Response> payment_file_take_this(Visit& visit) {
  const auto file = TRY(file_asked(visit));
  auto version = version_typed(visit, file);
  if (file.row.estado == verification::Estado::Recibido) {
    auto act = key_of(file, version);
    act["a"] = visit.viewer->number;
    version = TRY(integer_at(TRY(visit.submit("expediente.asignar", act)).outcome, "version"));
  }
  CHECK(visit.submit("expediente.revisar", key_of(file, version)));
  return redirect(file_address(file.row.number));
}

Result<Response> payment_file_mark(Visit& visit) {
  const auto file = TRY(file_asked(visit));
  const auto& form = visit.request.form;
  FormState state(form);
  auto version = version_typed(visit, file);
  const auto answers = answers_typed(form, file, state);
  if (state.faulty()) return file_page(visit, file, state, 422);
  // A refusal leaves what was typed on the page, beside what another person may have changed.
  const auto refused = [&](const Error& error) -> Result<Response> {
    if (!concerns_typing(error)) return std::unexpected(error);
    state.fault("lista", error);
    return file_page(visit, TRY(file_again(visit, file.row.number)), state,
                     error.fault == Fault::Conflict ? 409 : 422);
  };
  if (!answers.empty()) {
    auto act = key_of(file, version);
    act["respuestas"] = answers;
    const auto done = visit.submit("expediente.marcar", std::move(act));
    if (!done) return refused(done.error());
    version = TRY(integer_at(done->outcome, "version"));
  }
  const auto action = form.first("accion");
  if (action == "devolver") return redirect(file_address(file.row.number, "devolver"));
  if (action == "conforme") {
    const auto done = visit.submit("expediente.verificar", key_of(file, version));
    if (!done) return refused(done.error());
    visit.notice("El expediente " + file.row.number + " quedó conforme. Lo visa otra persona.");
  } else {
    visit.notice("Se guardó la lista.");
  }
  return redirect(file_address(file.row.number));
}

// One answer, as it is given; the page goes on by itself.
Result<Response> payment_file_mark_one(Visit& visit) {
  auto file = TRY(file_asked(visit));
  FormState state(visit.request.form);
  const auto answers = answers_typed(visit.request.form, file, state);
  if (state.faulty()) return json_response(422, {{"detail", state.faults().front().second}});
  if (!answers.empty()) {
    // The answer of a line does not hang on what others did to the file in between.
    auto act = key_of(file, file.row.version);
    act["respuestas"] = answers;
    const auto done = visit.submit("expediente.marcar", std::move(act));
    if (!done)
      return json_response(status_of(done.error()),
                           {{"detail", text::what_happened(done.error())}});
    keep_answers(file, answers, visit);
    file.row.version = TRY(integer_at(done->outcome, "version"));
  }
  return json_response(200, told(file, visit.now));
}

Result<Response> payment_file_judge(Visit& visit) {
  const auto file = TRY(file_asked(visit));
  const auto& form = visit.request.form;
  const std::string rule(form.first("regla"));
  FormState state;
  auto act = key_of(file, version_typed(visit, file));
  act["regla"] = rule;
  act["dictamen"] = std::string(form.first("dictamen"));
  act["motivo"] = nfc(trimmed(form.first("motivo")));
  const auto done = visit.submit("expediente.dictaminar", std::move(act));
  if (!done) {
    if (!concerns_typing(done.error())) return std::unexpected(done.error());
    state.fault("motivo." + rule, done.error());
    return file_page(visit, TRY(file_again(visit, file.row.number)), state,
                     done.error().fault == Fault::Conflict ? 409 : 422);
  }
  visit.notice("Se registró el dictamen de la regla " + rule + ".");
  return redirect(file_address(file.row.number) + "#regla-" + rule);
}

Result<Response> payment_file_comment(Visit& visit) {
  const auto file = TRY(file_asked(visit));
  const auto body = nfc(replaced(trimmed(visit.request.form.first("texto")), "\r", ""));
  if (body.empty()) {
    visit.notice("Escriba el comentario.");
    return redirect(file_address(file.row.number) + "#comentarios");
  }
  CHECK(visit.submit("expediente.comentar", {{"expediente", file.row.number}, {"texto", body}}));
  visit.notice("Se agregó el comentario.");
  return redirect(file_address(file.row.number) + "#comentarios");
}

}  // namespace web
