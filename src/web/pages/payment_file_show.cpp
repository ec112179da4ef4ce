// I18: a payment file. The checklist with the document beside it, what the rules say, what is in
// which system, and its history. Keys of the list are in assets/js/expediente.js.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "text/rules.hpp"
#include "web/pages/execution_view.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using queries::PaymentFile;
using namespace verification;

std::string document_address(const PaymentFile& file, const storage::FileDocumentRow& document) {
  return file_address(file.row.number, "documentos/" + document.hash);
}

// A link that opens the document beside the list where there is room, and in a new tab elsewhere.
Html document_link(const PaymentFile& file, const storage::FileDocumentRow& document,
                   std::string_view words, std::string_view said = {}) {
  return html("<a href=\"{}\" target=\"_blank\" rel=\"noopener\" data-ver=\"{}\">{}{}</a>",
              document_address(file, document), text::name_of(document.clase), words,
              said.empty() ? Html{} : hidden(said));
}

bool reviewing(const Visit& visit, const PaymentFile& file) {
  return file.row.estado == Estado::EnRevision && visit.viewer->may(Permission::ReviewFile) &&
         separated_from(visit, file, Paso::Verificar).empty();
}

// ---- The checklist ------------------------------------------------------------------------------

std::string_view word_of(storage::Answer answer) {
  switch (answer) {
    case storage::Answer::Cumple:
      return "Cumple";
    case storage::Answer::NoCumple:
      return "No cumple";
    case storage::Answer::NoAplica:
      return "No aplica";
  }
  return {};
}

Html answer_controls(const queries::ListLine& line, const FormState& state) {
  const auto name = "r." + line.code;
  const auto chosen =
      state.value(name, line.answer ? storage::code_of(line.answer->answer) : std::string_view{});
  Html labels;
  for (const auto answer :
       {storage::Answer::Cumple, storage::Answer::NoCumple, storage::Answer::NoAplica}) {
    const auto code = storage::code_of(answer);
    labels += html("<label{}><input type=\"radio\"{} name=\"{}\" value=\"{}\"{}> {}</label>",
                   Html{answer == storage::Answer::NoCumple ? " class=\"no\"" : ""},
                   answer == storage::Answer::Cumple ? html(" id=\"{}\"", name) : Html{}, name,
                   code, Html{chosen == code ? " checked" : ""}, word_of(answer));
  }
  return html(
      "<fieldset class=\"ops\"><legend class=\"govuk-visually-hidden\">{}</legend>{}</fieldset>",
      line.required.item->norma->name, labels);
}

Html note_control(const queries::ListLine& line, const FormState& state) {
  const auto name = "o." + line.code;
  const auto* fault = state.fault_of(name);
  return html(
      "<span class=\"obs\"><label for=\"{}\">Observación (obligatoria)</label>{}<textarea "
      "id=\"{}\" name=\"{}\" rows=\"2\" maxlength=\"600\"{}>\n{}</textarea></span>",
      name, fault ? html("<span class=\"govuk-error-message\">{}</span>", *fault) : Html{}, name,
      name, Html{fault ? " aria-invalid=\"true\"" : ""},
      state.value(name, line.answer ? line.answer->note : ""));
}

Html requirement(const queries::ListLine& line) {
  const auto& item = *line.required.item;
  std::string basis = item.norma->source;
  basis += ", " + ::show(item.norma->certainty);
  if (item.exigencia == Exigencia::Recomendado) basis += ". Recomendado, no se cuenta";
  return html("{} <span class=\"base\">{}</span>", item.norma->name, basis);
}

Html document_cell(const PaymentFile& file, const queries::ListLine& line) {
  Html out;
  if (!line.documento)
    out = html("{}{}", text::no_data, hidden("sin documento"));
  else if (line.documento->hash.empty())
    out = html("en papel");
  else
    out = document_link(file, *line.documento, "ver",
                        ", " + std::string(text::name_of(line.documento->clase)));
  if (line.falta_carga)
    out += html(" <span class=\"base\">falta en {}</span>",
                text::name_of(*line.required.item->sistema));
  return out;
}

Html list_row(const PaymentFile& file, const queries::ListLine& line, int number, bool open,
              const FormState& state) {
  Html result;
  if (open)
    result = answer_controls(line, state);
  else if (line.answer)
    result = line.answer->answer == storage::Answer::NoCumple
                 ? tag(word_of(line.answer->answer), Tint::Red)
                 : escaped(word_of(line.answer->answer));
  else
    result = html("<span class=\"secundario\">Sin revisar</span>");
  Html note;
  if (open)
    note = note_control(line, state);
  else if (line.answer && !line.answer->note.empty())
    note = html("<span class=\"obs\">Observación: {}</span>", line.answer->note);
  return html(
      "<tr{}><td class=\"n num\">{}</td><th scope=\"row\">{}{}</th><td>{}</td><td>{}</td></tr>\n",
      open ? html(" data-req=\"{}\"", line.code) : Html{}, number, requirement(line), note,
      document_cell(file, line), result);
}

Html checklist_table(const PaymentFile& file, bool open, const FormState& state) {
  // Within a stage, in the order of a payment's life.
  std::vector<const queries::ListLine*> lines;
  for (const auto& line : file.lineas)
    if (is_asked(line)) lines.push_back(&line);
  std::ranges::stable_sort(
      lines, {}, [](const queries::ListLine* line) { return line->required.item->documento; });
  Html groups;
  int number = 0;
  for (std::size_t stage = 0; stage < list_stage_names.size(); ++stage) {
    Html rows;
    for (const auto* line : lines)
      if (stage_of(*line->required.item) == static_cast<ListStage>(stage))
        rows += list_row(file, *line, ++number, open, state);
    if (rows.text.empty()) continue;
    groups += html(
        "<tbody><tr class=\"grupo\"><th scope=\"rowgroup\" colspan=\"4\">{}</th></tr>\n"
        "{}</tbody>\n",
        list_stage_names[stage], rows);
  }
  const auto version = file.lista_version == 0 ? std::string("de las normas")
                                               : "versión " + std::to_string(file.lista_version);
  return html(
      "<div class=\"tabla-caja\"><table class=\"tabla lista-v{}\"><caption><div class=\"tt\">Lista "
      "«{}», {}: <span class=\"en-linea\" data-texto=\"avance\">{}</span><span>{}</span></div>"
      "</caption>\n<thead><tr><th scope=\"col\" class=\"num\">N.º</th><th scope=\"col\">Requisito "
      "y base legal</th><th scope=\"col\">Documento</th><th scope=\"col\">Resultado</th></tr>"
      "</thead>\n{}</table></div>\n",
      Html{open ? "" : " lista-v--leer"}, text::spending(file.row.gasto, file.row.modalidad),
      version, checklist_progress(file),
      open ? html("Teclas en la fila activa: <kbd>c</kbd> cumple, <kbd>n</kbd> no cumple, "
                  "<kbd>a</kbd> no aplica; <kbd>j</kbd> <kbd>k</kbd> mueven.")
           : html("La responde quien revisa el expediente."),
      groups);
}

// The lines that this file does not ask for, and why they are there.
Html unasked(const PaymentFile& file) {
  Html items;
  int count = 0;
  for (const auto& line : file.lineas)
    if (line.required.item != nullptr && !is_asked(line)) {
      const bool own = line.required.item->exigencia == Exigencia::DelSistema;
      items += html("<li>{}{}</li>\n", line.required.item->norma->name,
                    own ? " (lo controlan las reglas)" : "");
      ++count;
    }
  if (count == 0) return {};
  return html(
      "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">{} que nadie tiene que responder</span></summary>"
      "<div class=\"govuk-details__text\"><ul class=\"govuk-list govuk-list--bullet\">{}</ul></div>"
      "</details>\n",
      count == 1 ? std::string("1 requisito") : std::to_string(count) + " requisitos", items);
}

Html checklist(Visit& visit, const PaymentFile& file, const FormState& state) {
  if (file.lineas.empty())
    return notice_box(NoticeTone::Amber,
                      html("<p>No hay una lista de verificación vigente para {}. {}</p>",
                           text::spending(file.row.gasto, file.row.modalidad),
                           link("/expedientes/listas", "Ver las listas")));
  const bool open = reviewing(visit, file);
  Html inside = checklist_table(file, open, state) + unasked(file);
  if (!open) return inside;
  const auto lacks = checklist_lacks(file);
  // One button is the next thing to do: to return it where there is something to object to.
  const auto back = objections(file);
  inside += html(
      "<div class=\"cierre\"><span class=\"chico secundario\" id=\"falta\" "
      "data-texto=\"falta\">{}</span><span class=\"chico secundario\" data-guardado "
      "role=\"status\"></span><div class=\"derecha\">"
      "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" name=\"accion\" "
      "value=\"guardar\">Guardar</button>"
      "<button type=\"submit\" class=\"govuk-button{}\" name=\"accion\" "
      "value=\"devolver\"{} data-texto=\"devolver\">{}</button>"
      "<button type=\"submit\" class=\"govuk-button{}\" name=\"accion\" value=\"conforme\"{} "
      "aria-describedby=\"falta\">Dictaminar conforme</button></div></div>\n",
      lacks, Html{back == 0 ? " govuk-button--secondary" : ""}, Html{back == 0 ? " hidden" : ""},
      objections_button(file), Html{back == 0 ? "" : " govuk-button--secondary"},
      Html{lacks.empty() ? "" : " aria-disabled=\"true\""});
  const auto action = file_address(file.row.number, "lista");
  return form(visit,
              {.action = action,
               .version = std::to_string(file.row.version),
               .id = "lista",
               .keyed = false,
               .attributes = html(" data-lista=\"{}/una\"", action)},
              inside);
}

// ---- What the rules say -------------------------------------------------------------------------

std::string_view word_of(storage::Finding finding) {
  switch (finding) {
    case storage::Finding::Confirmado:
      return "Confirmado";
    case storage::Finding::Descartado:
      return "Descartado";
    case storage::Finding::SinDefinir:
      return "Sin definir";
  }
  return {};
}

Html proof_rows(const Flag& flag) {
  Html rows;
  const auto add = [&](std::string_view name, const std::string& value) {
    rows += html("<div><dt>{}</dt><dd>{}</dd></div>\n", text::capitalized(replaced(name, "_", " ")),
                 value);
  };
  for (const auto& proof : flag.outcome.proofs) {
    for (const auto& operand : proof.operands) add(operand.name, text::figure(operand.value));
    if (proof.difference) add("diferencia", text::figure(*proof.difference));
    for (const auto& row : proof.rows) add(row.kind, row.id);
  }
  return rows;
}

Html verdict_form(Visit& visit, const PaymentFile& file, const queries::FlagNow& now) {
  const auto rule = std::string(rules()[now.flag.rule].id);
  const auto id = "motivo." + rule;
  Html inside = hidden_input("regla", rule);
  inside += html(
      "<div class=\"dictamen\"><label for=\"{}\">En qué se apoya</label><input "
      "class=\"govuk-input\" "
      "id=\"{}\" name=\"motivo\" maxlength=\"300\">{}{}</div>",
      id, id,
      html("<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" "
           "name=\"dictamen\" value=\"confirmado\">Confirmar{}</button>",
           hidden(" " + rule)),
      html("<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" "
           "name=\"dictamen\" value=\"descartado\">Descartar{}</button>",
           hidden(" " + rule)));
  return html(
      "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">{}</span></summary><div "
      "class=\"govuk-details__text\">{}</div></details>\n",
      now.dictamen ? "Cambiar el dictamen" : "Dictaminar este aviso",
      form(visit,
           {.action = file_address(file.row.number, "avisos"),
            .version = std::to_string(file.row.version)},
           inside));
}

Html flag_item(Visit& visit, const PaymentFile& file, const queries::FlagNow& now) {
  const auto& rule = rules()[now.flag.rule];
  Html sentences;
  for (const auto& sentence : flag_sentences(now.flag)) sentences += html("<p>{}</p>\n", sentence);
  Html remedies;
  for (const auto& remedy : flag_remedies(now.flag))
    remedies += html("<p><b>Cómo se corrige:</b> {}</p>\n", remedy);
  Html verdict;
  if (now.dictamen)
    verdict =
        html("<p>{} {}</p>\n",
             tag(word_of(now.dictamen->finding),
                 now.dictamen->finding == storage::Finding::Confirmado ? Tint::Red : Tint::Grey),
             now.dictamen->reason);
  if (visit.viewer->may(Permission::JudgeFlag)) verdict += verdict_form(visit, file, now);
  const auto proof = proof_rows(now.flag);
  return html(
      "<li id=\"regla-{}\"><h3>{} <span class=\"cod\">{}</span></h3>{}{}"
      "<p class=\"base\">{} · {} · {}</p>{}{}</li>\n",
      rule.id, effect_tag(now.flag.effect), rule.id, sentences, remedies,
      now.norma.empty() ? std::string("Sin norma vigente") : now.norma, now.fuente,
      ::show(now.flag.certainty),
      proof.text.empty()
          ? Html{}
          : html("<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
                 "class=\"govuk-details__summary-text\">Con qué se comparó{}</span></summary><dl "
                 "class=\"glosas\">{}</dl></details>\n",
                 hidden(", " + std::string(rule.id)), proof),
      verdict);
}

Html remedy_html(const PaymentFile& file) {
  if (!file.bloqueado) return {};
  if (!file.remedio)
    return html(
        "<p>Ningún conjunto de documentos o correcciones quita lo que impide el visado: consulte "
        "con la jefatura si se rechaza.</p>");
  Html items;
  for (const auto& step : file.remedio->steps) {
    std::string what(text::name_of(step.remedy.correccion));
    if (step.remedy.documento) what += ": " + std::string(text::name_of(*step.remedy.documento));
    std::vector<std::string> mended;
    for (const auto rule : step.rules) mended.emplace_back(rules()[rule].id);
    items += html("<li>{}<small>{}, regla {}</small></li>\n", what, text::name_of(step.responsable),
                  text::listed(mended));
  }
  if (items.text.empty()) return {};
  return html(
      "<h3 class=\"govuk-heading-s\">Lo mínimo que lo corrige</h3><ol "
      "class=\"decidir\">{}</ol>\n",
      items);
}

Html splitting_html(const PaymentFile& file) {
  Html out;
  for (const auto& answer : file.fraccionamiento) {
    const auto& group = answer.group;
    const auto share = share_of(group) * Ratio::whole(100);
    const auto sentence = "Compras de la familia " + std::string(group.familia.view()) +
                          " de la unidad " + show(group.unidad) + " en " +
                          period_name(group.periodo, group.primero) + ": " +
                          text::money(group.suma) + " de " + text::money(group.limite) + " (" +
                          text::percent(share) + ")";
    out += html("<div class=\"seccion angosto\"><p>{}</p>{}</div>\n", sentence,
                wide_bar(share, Ratio::whole(100), sentence));
  }
  return out;
}

// What the other rules said, in one sentence and a list of those that lack something.
Html other_rules(const PaymentFile& file) {
  std::array<std::int64_t, 4> counts{};
  Html lacking;
  for (const auto& judged : file.evaluacion.all) {
    ++counts[std::to_underlying(judged.outcome.verdict)];
    if (judged.outcome.verdict == Verdict::CannotTell)
      lacking += html("<li><span class=\"cod\">{}</span> {}</li>\n", rules()[judged.rule].id,
                      text::untold(judged.outcome.missing));
  }
  const auto n = [&](Verdict verdict) { return text::count(counts[std::to_underlying(verdict)]); };
  Html out = html(
      "<p class=\"origen\">De {} reglas, {} pasan, {} requieren verificación, {} no aplican y {} "
      "no "
      "pueden determinarse, con las normas vigentes al {}. Un aviso señala un documento o un dato "
      "por verificar; no es una conclusión sobre nadie.</p>\n",
      text::count(static_cast<std::int64_t>(file.evaluacion.all.size())), n(Verdict::Pass),
      n(Verdict::Fail), n(Verdict::NotApplicable), n(Verdict::CannotTell),
      text::date(file.evaluacion.norms_of));
  if (!lacking.text.empty())
    out += html(
        "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
        "class=\"govuk-details__summary-text\">Lo que falta para preguntar las demás</span>"
        "</summary><div class=\"govuk-details__text\"><ul class=\"govuk-list\">{}</ul></div>"
        "</details>\n",
        lacking);
  return out;
}

Html rules_section(Visit& visit, const PaymentFile& file) {
  Html items;
  for (const auto effect : {Effect::Blocks, Effect::AsksReason, Effect::Warns, Effect::Informs})
    for (const auto& now : file.avisos)
      if (now.flag.effect == effect) items += flag_item(visit, file, now);
  Html body = items.text.empty()
                  ? html("<p>Ninguna regla requiere verificación.</p>")
                  : html("{}<ul class=\"avisos\">{}</ul>\n", remedy_html(file), items);
  body += splitting_html(file);
  return section("reglas", "Lo que dicen las reglas", body + other_rules(file));
}

// ---- Systems, content, history ------------------------------------------------------------------

Html uploads_section(const Visit& visit, const PaymentFile& file) {
  const auto names = queries::ActorNames::read(visit.db()).value_or(queries::ActorNames{});
  Html rows;
  const auto add = [&](Documento clase, Sistema sistema, const Html& state) {
    rows += html("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n", text::name_of(clase),
                 text::name_of(sistema), state);
  };
  for (const auto& upload : file.cargas) {
    if (!upload.cargado) {
      add(upload.clase, upload.sistema, tag("No está", Tint::Red));
      continue;
    }
    Html state = html("Cargado{}", upload.fecha ? " el " + text::date(*upload.fecha) : "");
    if (!upload.referencia.empty())
      state += html(", <span class=\"cod\">{}</span>", upload.referencia);
    add(upload.clase, upload.sistema,
        state + html(" <span class=\"base\">lo verificó {}</span>", names.of(upload.actor)));
  }
  for (const auto& line : file.lineas) {
    if (!is_asked(line) || !line.falta_carga) continue;
    const auto stated = std::ranges::any_of(file.cargas, [&](const auto& upload) {
      return upload.clase == line.required.item->documento &&
             upload.sistema == *line.required.item->sistema;
    });
    if (!stated)
      add(line.required.item->documento, *line.required.item->sistema, tag("Falta", Tint::Amber));
  }
  if (rows.text.empty()) return {};
  Html body = html(
      "<div class=\"tabla-caja\"><table class=\"tabla\"><caption "
      "class=\"govuk-visually-hidden\">Documentos cargados por sistema</caption><thead><tr><th "
      "scope=\"col\">Documento</th><th scope=\"col\">Sistema</th><th scope=\"col\">Estado</th></tr>"
      "</thead><tbody>\n{}</tbody></table></div>\n",
      rows);
  if (visit.viewer->may(Permission::ReviewFile))
    body += html("<p>{}</p>", link(file_address(file.row.number, "cargas"), "Constatar cargas"));
  return section("sistemas", "Cargados en los sistemas", body);
}

Html content_section(const Visit& visit, const PaymentFile& file) {
  Html rows;
  for (const auto& line : file.row.lines)
    rows += html("<div><dt><span class=\"cod\">{}</span></dt><dd>{}</dd></div>\n", line.path,
                 line.value);
  const auto& row = file.row;
  std::vector<SummaryRow> about{
      {"Para qué", escaped(row.reason)},
      {"Unidad ejecutora", html("<span class=\"cod\">{}</span>", row.unidad)},
      {"Familia", row.familia.empty() ? html("{}", text::no_data)
                                      : html("<span class=\"cod\">{}</span>", row.familia)},
      {"NOG o NPG", row.nog.empty() && row.npg.empty() ? html("{}", text::no_data)
                                                       : html("<span class=\"cod\">{}</span>",
                                                              row.nog.empty() ? row.npg : row.nog)},
      {"Recibido", escaped(text::date(row.received))}};
  Html body = summary_list(about);
  body += html(
      "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">Todos sus datos ({})</span></summary><dl "
      "class=\"glosas glosas--datos\">{}</dl></details>\n",
      text::count(static_cast<std::int64_t>(row.lines.size())), rows);
  if (visit.viewer->may(Permission::RegisterFile) &&
      (row.estado == Estado::Recibido || row.estado == Estado::Asignado ||
       row.estado == Estado::Observado))
    body += html("<p>{}</p>", link(file_address(row.number, "datos"), "Corregir los datos"));
  return section("datos", "Datos", body);
}

Html viewer_section(const PaymentFile& file) {
  const storage::FileDocumentRow* first = nullptr;
  Html items;
  for (const auto& document : file.documentos) {
    const bool newest = std::ranges::none_of(file.documentos, [&](const auto& other) {
      return other.clase == document.clase && other.version > document.version;
    });
    if (!newest) continue;
    if (!first && document.media_type == "application/pdf" && !document.hash.empty())
      first = &document;
    if (document.clase == Documento::Fel && document.media_type == "application/pdf" &&
        !document.hash.empty())
      first = &document;
    const auto when = document.fecha ? text::date(*document.fecha) : std::string();
    items +=
        html("<li>{}<span>{}</span></li>\n",
             document.hash.empty() ? escaped(text::name_of(document.clase))
                                   : document_link(file, document, text::name_of(document.clase)),
             document.hash.empty() ? "en papel" : when);
  }
  const auto count = file.documentos.size();
  if (count == 0)
    return html(
        "<section class=\"visor\" id=\"visor\"><div><h2>Documentos</h2></div><p class=\"docs\">El "
        "expediente no tiene documentos.</p></section>\n");
  Html frame;
  if (first)
    frame =
        html("<iframe src=\"{}\" title=\"Documento del expediente\" loading=\"lazy\"></iframe>\n",
             document_address(file, *first));
  return html(
      "<section class=\"visor\" id=\"visor\" data-visor><div><h2>{}</h2><span>{}</span></div>\n{}"
      "<ul class=\"docs\">{}</ul></section>\n",
      first ? text::name_of(first->clase) : std::string_view("Documentos"),
      first ? html("<a href=\"{}\" target=\"_blank\" rel=\"noopener\" data-aparte>Abrir aparte</a>",
                   document_address(file, *first))
            : Html{},
      frame, items);
}

Html history_section(const Visit& visit, const PaymentFile& file) {
  const auto names = queries::ActorNames::read(visit.db()).value_or(queries::ActorNames{});
  Html items;
  for (auto at = file.pasos.rbegin(); at != file.pasos.rend(); ++at) {
    const auto& step = at->row;
    std::string why;
    if (step.motivo) why += ": " + std::string(text::name_of(step.motivo.value()));
    // A return is told by its letter, which the line leads to.
    if (!step.justification.empty() && step.paso != Paso::Observar)
      why += ". " + step.justification;
    const auto what = std::string(text::name_of(step.paso)) + why;
    const auto letter = std::ranges::any_of(file.observaciones,
                                            [&](const auto& one) { return one.step == step.step; });
    items += html(
        "<li><time datetime=\"{}\">{}</time>{} · {}</li>\n", ::show(step.on),
        text::date_and_time(step.at),
        letter ? link(file_address(file.row.number, "oficio/" + std::to_string(step.step)), what)
               : escaped(what),
        names.of(step.actor));
  }
  items +=
      html("<li><time datetime=\"{}\">{}</time>Se recibió · {}</li>\n", ::show(file.row.received),
           text::date(file.row.received), names.of(file.row.author));
  Html days;
  for (std::size_t i = 0; i < file.reloj.in_state.size(); ++i)
    if (file.reloj.in_state[i] > 0)
      days += html("<li>{}: {}</li>\n", text::name_of(static_cast<Estado>(i)),
                   text::working_days(file.reloj.in_state[i]));
  return html(
      "<section class=\"lateral historia\" id=\"historial\"><h2>Historial</h2><ol "
      "class=\"traza\">{}</ol>{}</section>\n",
      items,
      days.text.empty() ? Html{} : html("<h2>Días hábiles en cada estado</h2><ul>{}</ul>", days));
}

Html comments_section(Visit& visit, const PaymentFile& file) {
  const auto names = queries::ActorNames::read(visit.db()).value_or(queries::ActorNames{});
  const auto all = queries::file_comments(visit.db(), visit.institution, file.row.number);
  Html items;
  if (all)
    for (const auto& one : *all)
      items += html("<li><time datetime=\"{}\">{}</time>{} · {}</li>\n", ::show(local_date(one.at)),
                    text::date_and_time(one.at), one.body, names.of(one.actor));
  const auto count = all ? all->size() : std::size_t{0};
  return html(
      "<section class=\"lateral historia\" "
      "id=\"comentarios\"><h2>Comentarios{}</h2>{}{}</section>\n",
      count == 0 ? std::string() : " (" + std::to_string(count) + ")",
      items.text.empty() ? Html{} : html("<ol class=\"traza\">{}</ol>", items),
      form(visit, {.action = file_address(file.row.number, "comentarios")},
           html("<label class=\"govuk-label\" for=\"comentario\">Comentar</label><textarea "
                "class=\"govuk-textarea\" id=\"comentario\" name=\"texto\" rows=\"2\" "
                "maxlength=\"1000\"></textarea>") +
               secondary_button("Agregar comentario")));
}

// ---- What can be done now -----------------------------------------------------------------------

struct StepButton {
  Paso paso;
  std::string_view words;
};
// The steps that have a page of their own, in the order in which they are offered.
constexpr StepButton step_buttons[] = {
    {Paso::Subsanar, "Enviar lo corregido"},
    {Paso::Comprometer, "Pasar a Presupuesto"},
    {Paso::Devengar, "Registrar devengado"},
    {Paso::EnviarAPago, "Enviar a pago"},
    {Paso::Pagar, "Registrar el pago"},
    {Paso::Reanudar, "Reanudar"},
    {Paso::Archivar, "Archivar"},
    {Paso::Rechazar, "Rechazar"},
    {Paso::Suspender, "Suspender"},
    {Paso::Anular, "Anular"},
};

Html step_link(const PaymentFile& file, const StepButton& step, bool primary) {
  const auto address = file_address(file.row.number, "paso/" + std::string(code_of(step.paso)));
  return primary ? primary_link(address, step.words) : link(address, step.words);
}

// The one thing that the viewer would do next, as a button; the rest as links.
Html next_acts(Visit& visit, const PaymentFile& file) {
  Html main, more;
  const bool takes = may_take(visit, file, Paso::Revisar) ||
                     (file.row.estado == Estado::Recibido && may_take(visit, file, Paso::Asignar));
  if (takes) {
    const auto apart = separated_from(visit, file, Paso::Revisar);
    if (apart.empty())
      main += form(visit,
                   {.action = file_address(file.row.number, "tomar"),
                    .version = std::to_string(file.row.version)},
                   button("Tomar para revisar"));
    else
      more += html("<li class=\"secundario\">{}: lo revisa otra persona.</li>", apart);
  }
  if (may_take(visit, file, Paso::Visar)) {
    const auto apart = separated_from(visit, file, Paso::Visar);
    if (apart.empty())
      main += primary_link(file_address(file.row.number, "visado"), "Otorgar visado");
    else
      more +=
          html("<li class=\"secundario\">{}: el visado corresponde a otra persona.</li>", apart);
  }
  if (file.row.visado > 0)
    main += secondary_link(file_address(file.row.number, "visado"),
                           "Visado n.º " + std::to_string(file.row.visado));
  bool primary = main.text.empty() && file.row.estado != Estado::EnRevision;
  for (const auto& step : step_buttons) {
    if (!may_take(visit, file, step.paso)) continue;
    const bool forward = step.paso < Paso::Archivar || step.paso == Paso::Reanudar;
    if (primary && forward) {
      main += step_link(file, step, true);
      primary = false;
    } else {
      more += html("<li>{}</li>", step_link(file, step, false));
    }
  }
  if (visit.viewer->may(Permission::AttachToFile) && file.row.visado == 0 && !file.row.closed)
    more += html("<li>{}</li>",
                 link(file_address(file.row.number, "documentos"), "Agregar documentos"));
  if (file.row.estado == Estado::Verificado && visit.viewer->may(Permission::ReviewFile))
    main += form(visit, {.action = "/expedientes/siguiente"}, button("Tomar siguiente"));
  Html out;
  if (!main.text.empty()) out += html("<div class=\"acciones\">{}</div>\n", main);
  if (!more.text.empty())
    out += html("<ul class=\"enlaces\" aria-label=\"Otras acciones\">{}</ul>\n", more);
  return out;
}

Html notices(const PaymentFile& file) {
  Html out;
  const auto blocking = std::ranges::count_if(
      file.avisos, [](const auto& now) { return now.flag.effect == Effect::Blocks; });
  const bool over = file.row.closed.has_value() || file.row.visado > 0;
  if (blocking > 0 && !over)
    out += notice_box(
        NoticeTone::Red,
        html("<p><a href=\"#reglas\">{} el visado</a>. Abajo está lo mínimo que lo corrige.</p>",
             blocking == 1 ? std::string("1 regla impide")
                           : text::count(blocking) + " reglas impiden"));
  if ((file.row.estado == Estado::Observado || file.row.estado == Estado::Subsanado) &&
      !file.observaciones.empty()) {
    const auto& last =
        *std::ranges::max_element(file.observaciones, {}, &storage::ObservationLetterRow::step);
    std::vector<std::string> reasons;
    for (const auto motivo : last.motivos) reasons.emplace_back(text::name_of(motivo));
    out += notice_box(
        NoticeTone::Amber,
        html(
            "<p><b>Devuelto el {}.</b> {}. {} {}</p>", text::date(last.on), text::listed(reasons),
            last.due ? "Se responde a más tardar el " + text::date(*last.due) + "." : std::string(),
            link(file_address(file.row.number, "oficio/" + std::to_string(last.step)),
                 "Ver la carta")));
  }
  if (!file.pasos.empty()) {
    const auto& last = file.pasos.back().row;
    if (last.paso == Paso::Suspender || last.paso == Paso::Rechazar || last.paso == Paso::Anular)
      out += notice_box(NoticeTone::Amber,
                        html("<p><b>{}.</b> {}</p>", text::name_of(last.paso), last.justification));
  }
  return out;
}

}  // namespace

bool concerns_typing(const Error& error) {
  return error.fault == Fault::Invalid || error.fault == Fault::Conflict;
}

Html file_links(const Visit&, const PaymentFile& file) {
  return html("<p>{}</p>\n", link(file_address(file.row.number), "Volver al expediente"));
}

Result<Response> file_page(Visit& visit, const PaymentFile& file, const FormState& state,
                           int status) {
  Html left = notices(file);
  left += checklist(visit, file, state);
  left += rules_section(visit, file);
  left += uploads_section(visit, file);
  left += content_section(visit, file);
  Html content = steps_line(file);
  content += next_acts(visit, file);
  content += html(
      "<div class=\"rejilla rejilla--55\"><div>{}</div>\n<aside aria-label=\"Documentos e "
      "historial\">{}{}{}</aside></div>\n",
      left, viewer_section(file), history_section(visit, file), comments_section(visit, file));
  return page(visit,
              {.title = "Expediente " + file.row.number,
               .heading = "Expediente " + file.row.number,
               .rubric = "Verificación del gasto",
               .lead = file_summary(file),
               .area = Area::Files,
               .crumbs = {{"Mi trabajo", "/inicio"}, {"Expedientes", "/expedientes"}},
               .errors = error_summary(state),
               .actions = file_actions(file),
               .content = content,
               .dense = true,
               .scripts = {"expediente"},
               .has_errors = state.faulty()},
              status);
}

Result<Response> payment_file_show(Visit& visit) {
  const auto file = TRY(file_asked(visit));
  return file_page(visit, file, {});
}

}  // namespace web
