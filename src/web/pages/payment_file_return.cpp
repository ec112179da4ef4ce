// I19: returning a file. The letter is drafted from what does not comply and from what the rules
// say, with the basis of each objection and what corrects it; and the letter as it was sent.
#include <algorithm>

#include "base/text.hpp"
#include "documents/broken_lines.hpp"
#include "queries/report_frame.hpp"
#include "queries/review_terms.hpp"
#include "text/amount_words.hpp"
#include "text/format.hpp"
#include "text/rules.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using queries::PaymentFile;
using namespace verification;

constexpr std::size_t letter_max = 6000;

struct Objection {
  Motivo motivo{};
  std::string what, basis, remedy;
};

// What does not comply, in the order of the list; then what a rule asks to verify and nobody has
// dismissed: what blocks, and what a person confirmed.
std::vector<Objection> objections_of(const PaymentFile& file) {
  std::vector<Objection> out;
  for (const auto& line : file.lineas) {
    if (!line.answer || line.answer->answer != storage::Answer::NoCumple) continue;
    const auto& item = *line.required.item;
    out.push_back({Motivo::FaltaDoc,
                   std::string(text::name_of(item.documento)) + ": " + line.answer->note,
                   item.norma->source, ""});
  }
  for (const auto& now : file.avisos) {
    const auto finding = now.dictamen ? now.dictamen->finding : storage::Finding::SinDefinir;
    const bool counts =
        finding == storage::Finding::Confirmado ||
        (now.flag.effect == Effect::Blocks && finding != storage::Finding::Descartado);
    if (!counts) continue;
    const auto& rule = rules()[now.flag.rule];
    const auto motivo = reason_of(rule.id).value_or(Motivo::FaltaDoc);
    for (const auto& proof : now.flag.outcome.proofs)
      out.push_back({motivo, text::reason_of(rule, proof),
                     now.norma + (now.fuente.empty() ? "" : ", " + now.fuente),
                     text::remedy_of(rule, proof)});
  }
  return out;
}

std::string ended(std::string sentence) {
  if (!sentence.empty() && !sentence.ends_with('.')) sentence += '.';
  return sentence;
}

std::string draft_of(const PaymentFile& file, const std::vector<Objection>& all) {
  std::string out = "Se revisó el expediente " + file.row.number;
  if (file.row.monto) out += ", por " + text::money(*file.row.monto);
  if (!file.row.supplier.empty()) out += ", a favor de " + file.row.supplier;
  out += ", y se devuelve para que se atienda lo siguiente:\n\n";
  int number = 0;
  for (const auto& one : all) {
    out += std::to_string(++number) + ". " + ended(one.what);
    if (!one.basis.empty()) out += " Base: " + ended(one.basis);
    if (!one.remedy.empty()) out += " Cómo se corrige: " + ended(one.remedy);
    out += '\n';
  }
  if (file.remedio && !file.remedio->steps.empty()) {
    out += "\nLo mínimo que lo corrige:\n";
    for (const auto& step : file.remedio->steps) {
      out += "- " + std::string(text::name_of(step.remedy.correccion));
      if (step.remedy.documento) out += ": " + std::string(text::name_of(*step.remedy.documento));
      out += " (" + std::string(text::name_of(step.responsable)) + ")\n";
    }
  }
  return out;
}

std::vector<Choice> motive_choices(const std::vector<Objection>& all) {
  std::vector<Choice> out;
  const auto add = [&](Motivo motivo) {
    const std::string code(code_of(motivo));
    if (std::ranges::find(out, code, &Choice::value) == out.end())
      out.push_back({code, std::string(text::name_of(motivo))});
  };
  for (const auto& one : all) add(one.motivo);
  return out;
}

// The other reasons of the catalogue, where the draft has not the right one.
Html other_motives(const FormState& state, const std::vector<Choice>& offered) {
  Html boxes;
  const auto ticked = state.values("motivos");
  for (std::size_t i = 0; i < motivo_count; ++i) {
    const auto motivo = static_cast<Motivo>(i);
    const std::string code(code_of(motivo));
    if (std::ranges::find(offered, code, &Choice::value) != offered.end()) continue;
    boxes += html(
        "<label class=\"casilla\"><input type=\"checkbox\" name=\"motivos\" value=\"{}\"{}> {}"
        "</label>",
        code, Html{std::ranges::find(ticked, code) != ticked.end() ? " checked" : ""},
        text::name_of(motivo));
  }
  return html(
      "<details class=\"govuk-details\"{}><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">Otros motivos</span></summary><fieldset "
      "class=\"casillas\"><legend class=\"govuk-visually-hidden\">Otros motivos</legend>{}"
      "</fieldset></details>\n",
      Html{offered.empty() ? " open" : ""}, boxes);
}

Result<Response> return_page(Visit& visit, const PaymentFile& file, const FormState& typed,
                             int status) {
  const auto all = objections_of(file);
  const auto offered = motive_choices(all);
  // What the draft found is ticked until somebody sends the form.
  FormState state = typed;
  if (visit.request.method != Method::Post) {
    Fields drafted;
    for (const auto& choice : offered) drafted.add("motivos", choice.value);
    state = FormState(drafted);
  }
  const auto days =
      TRY(queries::review_term(visit.db(), queries::ReviewTerm::Answer, visit.today()));
  Html rows;
  for (const auto& one : all)
    rows += html("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n", one.what, one.basis,
                 text::name_of(one.motivo));
  Html content;
  if (rows.text.empty())
    content = notice_box(NoticeTone::Amber,
                         html("<p>Ningún requisito está en «No cumple» y ninguna regla impide el "
                              "visado. Escriba usted qué se objeta.</p>"));
  else
    content = html(
        "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Objeciones\" tabindex=\"0\"><table "
        "class=\"tabla\"><caption><div class=\"tt\">{}</div></caption><thead><tr><th "
        "scope=\"col\">Objeción</th><th scope=\"col\">Base</th><th scope=\"col\">Motivo</th></tr>"
        "</thead><tbody>\n{}</tbody></table></div>\n",
        all.size() == 1 ? std::string("1 objeción") : std::to_string(all.size()) + " objeciones",
        rows);
  Html inside;
  if (!offered.empty())
    inside += checkboxes(state, {.name = "motivos", .label = "Motivos"}, offered);
  inside += other_motives(state, offered);
  inside += text_area(state,
                      {.name = "carta",
                       .label = "Carta",
                       .hint = "Puede cambiarla. El encabezado, el plazo y la firma se imprimen "
                               "solos.",
                       .standard = draft_of(file, all)},
                      14, static_cast<int>(letter_max));
  inside += text_input(state, {.name = "dias",
                               .label = "Días hábiles para responder",
                               .standard = std::to_string(days),
                               .width = "3",
                               .inputmode = "numeric"});
  inside += html("<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
                 secondary_link(file_address(file.row.number), "Seguir revisando"),
                 button("Confirmar devolución"));
  content += html("<div class=\"seccion\">{}</div>\n",
                  form(visit,
                       {.action = file_address(file.row.number, "devolver"),
                        .version = std::to_string(file.row.version)},
                       inside));
  return page(
      visit,
      page_beside(file, "Devolver el expediente",
                  "Cada objeción cita su base y dice lo mínimo que la corrige.", state, content),
      status);
}

}  // namespace

Result<Response> payment_file_return(Visit& visit) {
  const auto file = TRY(file_asked(visit));
  FormState state(visit.request.form);
  if (visit.request.method != Method::Post) return return_page(visit, file, state, 200);
  const auto& form = visit.request.form;
  json::array motives;
  for (const auto& code : form.every("motivos"))
    if (kind_of<Motivo>(code)) motives.push_back(json::value(code));
  if (motives.empty()) state.fault("motivos", "Elija al menos un motivo.");
  const auto letter = nfc(replaced(trimmed(form.first("carta")), "\r", ""));
  if (letter.empty()) state.fault("carta", "Escriba qué se objeta y cómo se corrige.");
  const auto days = whole_number(trimmed(form.first("dias")));
  constexpr std::int64_t days_max = 60;
  if (!days || *days < 1 || *days > days_max)
    state.fault("dias", "Escriba de 1 a 60 días hábiles.");
  if (state.faulty()) return return_page(visit, file, state, 422);
  const auto version = whole_number(form.first(version_field));
  const auto done =
      visit.submit("expediente.observar", {{"expediente", file.row.number},
                                           {"version", version.value_or(file.row.version)},
                                           {"motivos", std::move(motives)},
                                           {"carta", letter},
                                           {"dias", *days}});
  if (!done) {
    if (!concerns_typing(done.error())) return std::unexpected(done.error());
    state.fault("carta", done.error());
    return return_page(visit, file, state, done.error().fault == Fault::Conflict ? 409 : 422);
  }
  visit.notice("Se devolvió el expediente " + file.row.number + ".");
  const auto step = file.pasos.empty() ? 1 : file.pasos.back().row.step + 1;
  return redirect(file_address(file.row.number, "oficio/" + std::to_string(step)));
}

// The letter as a page that prints as a letter.
Result<Response> payment_file_letter(Visit& visit) {
  const auto file = TRY(file_asked(visit));
  const auto step = whole_number(visit.capture("paso"));
  const auto letter = std::ranges::find_if(
      file.observaciones, [&](const auto& one) { return step && one.step == *step; });
  if (letter == file.observaciones.end())
    return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const auto institution = TRY(queries::institution_data(visit.db(), visit.institution));
  Html paragraphs;
  for (std::size_t at = 0; at < letter->letter.size();) {
    const auto end = std::min(letter->letter.find("\n\n", at), letter->letter.size());
    const auto lines = documents::broken_lines(letter->letter.substr(at, end - at));
    paragraphs += html("<p>{}</p>\n", lines);
    at = end + 2;
  }
  std::vector<std::string> reasons;
  for (const auto motivo : letter->motivos) reasons.emplace_back(text::name_of(motivo));
  Html sheet = html("<p>{}<br>Guatemala, {}</p>\n", institution.name, text::long_date(letter->on));
  sheet += html("<h2 class=\"govuk-heading-m\">Devolución del expediente {}</h2>\n<p>{}</p>\n",
                file.row.number, file_summary(file));
  sheet += paragraphs;
  sheet += html("<p>Motivos: {}.</p>\n", text::listed(reasons));
  sheet += html("<p>Responda en {}{}.</p>\n", text::working_days(letter->days),
                letter->due ? ", a más tardar el " + text::long_date(*letter->due) : "");
  sheet += html("<p class=\"firma\">{}<br>Verificación del gasto</p>\n", names.of(letter->actor));
  Html content = html("<article class=\"hoja carta\">{}</article>\n", sheet);
  content += html(
      "<p class=\"origen no-imprimir\">{} · Para guardarla o firmarla, imprima esta "
      "página.</p>\n",
      link(file_address(file.row.number), "Volver al expediente"));
  Html actions;
  if (file.row.illustrative) actions += stamp_illustrative();
  if (visit.viewer->may(access_control::Permission::ReviewFile))
    actions += form(visit, {.action = "/expedientes/siguiente"}, button("Tomar siguiente"));
  return page(visit, {.title = "Carta · Expediente " + file.row.number,
                      .heading = "Carta de devolución",
                      .rubric = "Expediente " + file.row.number,
                      .area = Area::Files,
                      .crumbs = file_crumbs(file),
                      .actions = actions,
                      .content = content});
}

}  // namespace web
