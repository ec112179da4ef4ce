// I9: what a unit did in a month, row by row. Works as a plain form; src/web/assets/js/captura.js
// makes it quicker. What that module finds here:
//   form[data-captura]         the form; the value is the address that saves by itself: it takes
//   the
//                              same controls of the rows that changed and answers with JSON
//                              (capture_save.cpp says what)
//   tr[data-fila=CODE]         a row: its controls are inside of it or of tr[data-de=CODE]
//   [data-acumulado] [data-porcentaje] [data-estado]   cells that an answer brings up to date
//   [data-guardado]            where it says whether everything is saved
#include <algorithm>

#include "base/text.hpp"
#include "commands/capture_input.hpp"
#include "documents/goals_template.hpp"
#include "domain/production/categories.hpp"
#include "queries/organization.hpp"
#include "queries/plans.hpp"
#include "text/format.hpp"
#include "web/pages/capture_form.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using production::Axis;
using queries::CaptureRow;
using queries::CaptureSheet;

bool is_open(Axis axis) { return axis == Axis::Nacionalidad || axis == Axis::Territorio; }

std::string amount_of(const production::CellContent& content, Axis axis, std::string_view key) {
  for (const auto& part : content.parts)
    if (part.axis == axis && part.category == key) return text::quantity(part.amount);
  return {};
}

std::string list_of(const production::CellContent& content, Axis axis) {
  std::string lines;
  for (const auto& part : content.parts)
    if (part.axis == axis)
      lines += (lines.empty() ? "" : "\n") + part.category + ' ' + text::quantity(part.amount);
  return lines;
}

Html fault_line(const FormState& state, const std::string& control) {
  const auto* sentence = state.fault_of(control);
  if (sentence == nullptr) return {};
  return html("<p class=\"govuk-error-message\" id=\"{}-error\">{} {}</p>", control,
              hidden("Error:"), *sentence);
}

// The figure's control; a closed cell where nothing is programmed and nothing is being reported.
Html amount_cell(const CaptureSheet& sheet, const CaptureRow& row, const FormState& state,
                 bool asked) {
  const auto name = "e." + row.subproducto;
  const auto month = text::month_name(sheet.month);
  if (!sheet.editable()) return html("<b>{}</b>", figure(row.content.amount));
  if (!row.due() && row.content.empty() && !asked && !state.fault_of(name))
    return html("<span class=\"cerrada\">—{}</span>", hidden("sin programación"));
  const bool wrong = state.fault_of(name) != nullptr;
  const auto* css = wrong ? " celda--rojo"
                    : row.range != production::RangeFinding::Inside || !row.observation.empty()
                        ? " celda--ambar"
                        : "";
  std::string described;
  if (wrong) described = name + "-error";
  if (row.range != production::RangeFinding::Inside)
    described += (described.empty() ? "" : " ") + ("n." + row.subproducto) + "-ayuda";
  return html(
      "{}<input class=\"celda{}\" id=\"{}\" name=\"{}\" value=\"{}\" inputmode=\"decimal\" "
      "autocomplete=\"off\" aria-label=\"Ejecutado en {}, {}\"{}{}>{}",
      hidden_input("v." + row.subproducto,
                   state.value("v." + row.subproducto, std::to_string(sheet.seq))),
      css, name, name,
      state.value(name, row.content.amount ? text::quantity(*row.content.amount) : ""), month,
      row.name, described.empty() ? Html{} : html(" aria-describedby=\"{}\"", described),
      Html{wrong ? " aria-invalid=\"true\"" : ""}, fault_line(state, name));
}

Html note_cell(const CaptureSheet& sheet, const CaptureRow& row, const FormState& state,
               bool asked) {
  const auto name = "n." + row.subproducto;
  Html observed;
  if (!row.observation.empty())
    observed =
        html("<p class=\"req\" id=\"o.{}\">Observación: {}</p>", row.subproducto, row.observation);
  if (!sheet.editable())
    return observed + (row.content.note.empty()
                           ? Html{}
                           : html("<span class=\"texto-nota\">{}</span>", row.content.note));
  if (!row.due() && row.content.empty() && !asked)
    return observed + link(capture_address(sheet.month, sheet.unit) +
                               "?reportar=" + encoded(row.subproducto) + "#e." + row.subproducto,
                           "Reportar de todos modos");
  const auto why = range_sentence(row, sheet.usual);
  const auto value = state.value(name, row.content.note);
  if (!why.empty() || !value.empty() || state.fault_of(name) != nullptr)
    return observed +
           html(
               "<label for=\"{}\">{}</label><textarea class=\"nota\" id=\"{}\" name=\"{}\" "
               "rows=\"3\">\n{}</textarea>{}",
               name,
               why.empty() ? html("Nota")
                           : html("<span class=\"req\" id=\"{}-ayuda\">{}</span>", name, why),
               name, name, value, fault_line(state, name));
  return observed +
         html(
             "<details class=\"agregar\"><summary>Agregar nota{}</summary><label for=\"{}\">Nota"
             "</label><textarea class=\"nota\" id=\"{}\" name=\"{}\" rows=\"3\">\n</textarea>"
             "</details>",
             hidden(", " + row.name), name, name, name);
}

// A row of its own below: by what the persons are told apart.
Html parts_row(const CaptureSheet& sheet, const CaptureRow& row, const FormState& state) {
  if (row.axes.empty()) return {};
  const auto said = parts_text(row.content);
  if (!sheet.editable()) {
    if (said.empty()) return {};
    return html("<tr class=\"desglose\"><td colspan=\"9\">{}</td></tr>\n", said);
  }
  const auto& code = row.subproducto;
  Html groups;
  bool open = state.fault_of("d." + code) != nullptr;
  std::string axes;
  for (const auto axis : row.axes) {
    const std::string name(name_of(axis));
    axes += (axes.empty() ? "" : ", ") + std::string(axis_word(axis));
    Html controls;
    if (is_open(axis)) {
      const auto control = "l." + code + '.' + name;
      open = open || state.fault_of(control);
      controls = html(
          "<p class=\"govuk-hint\">Uno por línea: {}</p><textarea class=\"nota\" id=\"{}\" "
          "name=\"{}\" rows=\"3\" aria-label=\"{}, {}\">\n{}</textarea>{}",
          axis == Axis::Nacionalidad ? "HND 12" : "0101 12", control, control,
          text::capitalized(axis_word(axis)), row.name,
          state.value(control, list_of(row.content, axis)), fault_line(state, control));
    } else {
      for (const auto& category : production::categories()) {
        if (category.axis != axis) continue;
        const auto control = "p." + code + '.' + name + '.' + std::string(category.key);
        open = open || state.fault_of(control);
        controls += html(
            "<span class=\"parte\"><label for=\"{}\">{}</label><input class=\"celda{}\" id=\"{}\" "
            "name=\"{}\" value=\"{}\" inputmode=\"numeric\" autocomplete=\"off\">{}</span>\n",
            control, category_word(axis, category.key),
            state.fault_of(control) ? " celda--rojo" : "", control, control,
            state.value(control, amount_of(row.content, axis, category.key)),
            fault_line(state, control));
      }
    }
    groups += html("<fieldset><legend>{}</legend>{}</fieldset>\n",
                   text::capitalized(axis_word(axis)), controls);
  }
  return html(
      "<tr class=\"desglose\" data-de=\"{}\"><td colspan=\"9\"><details id=\"d.{}\"{}>"
      "<summary>Desagregar por {}{}{}</summary>{}<div "
      "class=\"partes\">{}</div></details></td></tr>\n",
      code, code, Html{open ? " open" : ""}, axes, hidden(": " + row.name),
      said.empty() ? Html{} : html(" <small>{}</small>", said), fault_line(state, "d." + code),
      groups);
}

Html grid_row(const CaptureSheet& sheet, const CaptureRow& row, const FormState& state,
              std::string_view asked, bool first_observed) {
  const auto month = text::month_name(sheet.month);
  const bool wanted = asked == row.subproducto;
  const auto note = note_cell(sheet, row, state, wanted);
  const bool wide = note.text.find("<textarea") != note.text.npos || !row.observation.empty();
  return html(
      "<tr data-fila=\"{}\"{}>\n<th scope=\"row\">{}</th>"
      "<td class=\"num c-prog\" data-r=\"Programado {}\">{}</td>"
      "<td class=\"num c-ejec\" data-r=\"Ejecutado {}\">{}</td>"
      "<td class=\"num ult mas\">{}</td><td class=\"num mas\" data-acumulado>{}</td>"
      "<td class=\"num mas\">{}</td><td class=\"num c-pct\" data-r=\"% a la fecha\" "
      "data-porcentaje>{}</td><td class=\"c-est\" data-r=\"Estado\" data-estado>{}</td>"
      "<td class=\"c-nota{}\" data-r=\"Nota\">{}</td></tr>\n{}",
      row.subproducto, Html{first_observed ? " id=\"observado\"" : ""}, row_name(row), month,
      text::quantity(row.programmed), month, amount_cell(sheet, row, state, wanted),
      before_figures(row), figure(row.accumulated), text::quantity(row.programmed_to_date),
      percent_to_date(row), traffic_light(row.signal.light), wide ? " con-nota" : "", note,
      parts_row(sheet, row, state));
}

Html grid(const CaptureSheet& sheet, const FormState& state, std::string_view asked) {
  Html rows;
  bool observed = false;
  for (const auto& row : sheet.rows) {
    const bool first = !observed && !row.observation.empty();
    observed = observed || first;
    rows += grid_row(sheet, row, state, asked, first);
  }
  const auto month = text::month_name(sheet.month);
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Captura de {}\" "
      "tabindex=\"0\"><table "
      "class=\"tabla captura\">\n<caption><div class=\"tt\">Ejecución física del "
      "mes<span>{}{}</span>"
      "</div></caption>\n<thead><tr><th scope=\"col\">Subproducto<small>unidad y producto</small>"
      "</th><th scope=\"col\" class=\"num\">Programado<small>{}</small></th><th scope=\"col\" "
      "class=\"num\">Ejecutado<small>{}</small></th><th scope=\"col\" class=\"num\">Antes<small>{}"
      "</small></th><th scope=\"col\" class=\"num\">Acumulado</th><th scope=\"col\" class=\"num\">"
      "Programado<small>a la fecha</small></th><th scope=\"col\" class=\"num\">% a la fecha</th>"
      "<th scope=\"col\">Estado</th><th scope=\"col\">Nota</th></tr></thead>\n<tbody>\n{}</tbody>\n"
      "</table></div>\n",
      month, sheet.illustrative ? html("{} ", stamp_illustrative()) : Html{},
      "Subproductos y unidades de medida del plan " + show(sheet.month.year), month, month,
      before_heading(sheet.month), rows);
}

// "5 de 6 filas con dato. Falta: …"
std::string progress_sentence(const CaptureSheet& sheet) {
  std::int64_t due = 0, done = 0;
  std::vector<std::string> missing;
  for (const auto& row : sheet.rows) {
    if (!row.due() && !row.content.amount) continue;
    ++due;
    done += row.content.amount ? 1 : 0;
    if (!row.content.amount) missing.push_back(row.name);
  }
  std::string out = text::count(done) + " de " + text::count(due) + " filas con dato.";
  if (missing.size() == 1) out += " Falta: " + missing.front() + ".";
  if (missing.size() > 1)
    out += " Faltan " + text::count(static_cast<std::int64_t>(missing.size())) + '.';
  return out;
}

Html attach_controls(const CaptureSheet& sheet, const FormState& state) {
  if (!sheet.editable()) return {};
  std::string accept;
  for (const auto& kind : commands::accepted_kinds())
    accept += (accept.empty() ? "." : ",.") + std::string(kind.extension);
  std::vector<Choice> choices{{"", "Todo el reporte"}};
  for (const auto& row : sheet.rows) choices.push_back({row.subproducto, row.name});
  return html("<div class=\"adjuntar\">{}{}<p>{}</p></div>\n",
              file_input(state,
                         {.name = "archivo",
                          .label = "Adjuntar archivo",
                          .hint = "PDF, foto, Excel, Word o CSV; 20 MB como máximo."},
                         accept),
              select(state, {.name = "respalda", .label = "Qué respalda"}, choices),
              secondary_button("Adjuntar", "accion", "adjuntar"));
}

Html returned_notice(const CaptureSheet& sheet) {
  if (sheet.state != production::ReportState::Devuelto) return {};
  Html list;
  for (const auto& row : sheet.rows)
    if (!row.observation.empty())
      list +=
          html("<li><a href=\"#e.{}\">{}</a>: {}</li>", row.subproducto, row.name, row.observation);
  return notice_box(NoticeTone::Red,
                    html("<p><b>Devuelto para corregir.</b> {}</p>{}", sheet.comment,
                         list.text.empty() ? Html{} : html("<ul>{}</ul>", list)));
}

Html closed_notice(const CaptureSheet& sheet) {
  if (sheet.closed || sheet.published)
    return notice_box(
        NoticeTone::Grey,
        html("<p><b>{}</b> {} {}</p>",
             sheet.closed ? "El mes está cerrado." : "Las cifras del mes ya se publicaron.",
             "Para corregir una cifra se propone una rectificación, que otra persona autoriza.",
             link("/ejecucion/rectificaciones/nueva?mes=" + show(sheet.month) +
                      "&unidad=" + encoded(sheet.unit),
                  "Proponer rectificación")));
  if (sheet.state == production::ReportState::Enviado)
    return notice_box(NoticeTone::Grey,
                      html("<p><b>Enviado{}.</b> Mientras lo revisan no admite cambios; si hay que "
                           "corregir, pida que lo devuelvan.</p>",
                           sheet.sent_on ? " el " + text::date(*sheet.sent_on) : ""));
  if (sheet.state == production::ReportState::Validado)
    return notice_box(NoticeTone::Grey,
                      html("<p><b>Validado.</b> Ya no admite cambios de la unidad.</p>"));
  return {};
}

}  // namespace

Response capture_page(Visit& visit, const CaptureSheet& sheet, const FormState& state, int status) {
  const auto names = queries::ActorNames::read(visit.db()).value_or(queries::ActorNames{});
  const auto here = capture_address(sheet.month, sheet.unit);
  const auto asked = visit.request.query.first("reportar");
  PageView view;
  view.title = "Reporte de " + text::month_name(sheet.month) + ' ' + show(sheet.month.year) + ", " +
               sheet.unit_name;
  view.heading = "Reporte de " + text::month_name(sheet.month) + ' ' + show(sheet.month.year);
  view.rubric = sheet.unit_name;
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Ejecución", "/ejecucion"}};
  view.dense = true;
  view.has_errors = state.faulty();
  Html saved;
  if (sheet.last_change)
    saved =
        html("{} Guardado {}", symbol("ritmo", "i"), moment(sheet.last_change->at, visit.today()));
  Html inside = error_summary(state) + state_strip(visit, sheet, saved) + returned_notice(sheet) +
                closed_notice(sheet);
  if (sheet.rows.empty()) {
    inside += empty_state("Este mes no tiene programación para la unidad.",
                          html("La programación está en {}.",
                               link("/planificacion/poa/" + show(sheet.month.year), "el POA")));
    view.content = inside;
    return page(visit, view, status);
  }
  if (std::ranges::none_of(sheet.rows, [](const auto& row) { return row.due(); }))
    inside += notice_box(NoticeTone::Grey,
                         html("<p>Este mes no tiene programación. Puede reportar de todos modos."
                              "</p>"));
  Html evidence = html(
      "<section class=\"seccion\" aria-labelledby=\"medios\"><h2 id=\"medios\" "
      "class=\"govuk-heading-s\">Medios de verificación</h2>\n{}{}</section>\n",
      attachment_list(sheet, sheet.editable()), attach_controls(sheet, state));
  Html body = grid(sheet, state, asked) +
              html(
                  "<p class=\"origen texto\">No se muestran totales: una misma persona puede "
                  "contarse en más de un subproducto. {}</p>\n",
                  link("/glosario/sumar-personas", "¿Cuándo sí se suman?")) +
              evidence;
  if (sheet.editable()) {
    view.lead =
        "Escriba lo ejecutado en el mes. Puede pegar un bloque desde Excel sobre cualquier celda.";
    view.actions = secondary_link(here + "/pegar", "Pegar desde Excel") +
                   secondary_link(here + "/plantilla.xlsx", "Plantilla XLSX");
    view.scripts = {"captura"};
    body += html(
        "<div class=\"cierre\"><span class=\"chico secundario\">{}</span><div class=\"derecha\">"
        "{}{}</div></div>\n",
        progress_sentence(sheet), secondary_button("Guardar", "accion", "guardar"),
        sheet.state == production::ReportState::Devuelto
            ? secondary_button("Revisar", "accion", "revisar") +
                  button("Reenviar", "accion", "reenviar")
            : button("Revisar y enviar", "accion", "revisar"));
    inside += form(visit,
                   {.action = here,
                    .files = true,
                    .keyed = false,
                    .attributes = html(" data-captura=\"{}/autoguardar\"", here)},
                   body);
  } else {
    view.actions = secondary_link(here + "/plantilla.xlsx", "Descargar XLSX");
    inside += body;
  }
  inside += last_change(visit, sheet, names);
  view.content = inside;
  return page(visit, view, status);
}

Result<Response> capture_show(Visit& visit) {
  const auto path = TRY(unit_month_in(visit));
  CHECK(require_own(visit, path.unit));
  const auto sheet = TRY(
      queries::capture_sheet(visit.db(), visit.institution, path.unit, path.month, visit.today()));
  return capture_page(visit, sheet, FormState{});
}

// The month that asks for the viewer's work: the first that is open, of the first of his units.
Result<Response> capture_start(Visit& visit) {
  const auto year = month_of(visit.today()).year;
  for (const int back : {0, 1}) {
    const FiscalYear of{static_cast<std::int16_t>(year.year - back)};
    const auto board =
        TRY(queries::capture_board(visit.db(), visit.institution, of, visit.today()));
    const auto month = board.open_month(visit.today());
    if (!month) continue;
    for (const auto& row : board.units)
      if (row.months[month->number - 1U].expected && require_own(visit, row.unit))
        return redirect(capture_address(*month, row.unit));
  }
  return redirect("/ejecucion/validacion");
}

Response conflict_page(Visit& visit, const CaptureSheet& sheet, const SaveOutcome& outcome) {
  const auto names = queries::ActorNames::read(visit.db()).value_or(queries::ActorNames{});
  Html rows, kept;
  const auto shown = [](const production::CellContent& content) {
    return html(
        "{}{}{}", figure(content.amount),
        content.note.empty() ? Html{} : html("<br><small>{}</small>", content.note),
        content.parts.empty() ? Html{} : html("<br><small>{}</small>", parts_text(content)));
  };
  for (const auto& [name, value] : visit.request.form.all()) {
    const bool of_row = name.size() > 2 && name[1] == '.' && name[0] != 'c' && name[0] != 'v';
    if (of_row) kept += hidden_input(name, value) + Html{"\n"};
  }
  for (const auto& row : sheet.rows)
    if (visit.request.form.has("e." + row.subproducto))
      kept += hidden_input("v." + row.subproducto, outcome.state.value("v." + row.subproducto)) +
              Html{"\n"};
  for (const auto& conflict : outcome.conflicts) {
    const auto* row = sheet.row(conflict.subproducto);
    const auto name = row ? row->name : conflict.subproducto;
    const auto mark = row && row->changed_by > 0
                          ? queries::entry_mark(visit.context(commands::Use::Read)->db(),
                                                visit.institution, row->changed_by)
                                .value_or(std::nullopt)
                          : std::nullopt;
    const auto who = mark ? "de " + names.of(mark->actor) + ", " + moment(mark->at, visit.today())
                          : std::string("sin dato");
    const auto choice = [&](std::string_view value, const Html& words, bool first) {
      return html(
          "<label class=\"opcion\"><input type=\"radio\" name=\"c.{}\"{} value=\"{}\"> {}</label>",
          conflict.subproducto, first ? html(" id=\"c.{}\"", conflict.subproducto) : Html{}, value,
          words);
    };
    rows += html(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}<br>{}</td><td class=\"num\">{}<br>"
        "<small>{}</small><br>{}</td><td class=\"num\">{}</td></tr>\n",
        name, shown(conflict.now), choice("mio", html("Dejar el mío{}", hidden(": " + name)), true),
        shown(conflict.current), who,
        choice("actual", html("Dejar el actual{}", hidden(": " + name)), false),
        shown(conflict.base));
  }
  PageView view;
  view.title = "Otra persona cambió lo mismo";
  view.heading = view.title;
  view.rubric = sheet.unit_name + ", " + text::month(sheet.month);
  view.lead =
      "Mientras usted escribía, otra persona guardó estas cifras. Elija cuál queda en cada fila; "
      "no se ha perdido nada.";
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Reporte", capture_address(sheet.month, sheet.unit)}};
  Html saved;
  if (!outcome.saved.empty())
    saved = notice_box(
        NoticeTone::Green,
        html("<p>Lo demás que usted cambió ya está guardado: {}.</p>",
             numbered(static_cast<std::int64_t>(outcome.saved.size()), "fila", "filas")));
  const auto here = capture_address(sheet.month, sheet.unit);
  view.content =
      saved +
      form(visit, {.action = here, .keyed = false},
           html("{}<div class=\"tabla-caja\" role=\"region\" aria-label=\"Valores que chocan\" "
                "tabindex=\"0\"><table class=\"tabla tabla--media\"><caption><div "
                "class=\"tt\">Valores "
                "que chocan</div></caption><thead><tr><th scope=\"col\">Subproducto</th><th "
                "scope=\"col\" class=\"num\">Su valor</th><th scope=\"col\" class=\"num\">Valor "
                "actual</th><th scope=\"col\" class=\"num\">Anterior<small>cuando abrió el "
                "formulario</small></th></tr></thead><tbody>\n{}</tbody></table></div>\n"
                "<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
                kept, rows, secondary_link(here, "Volver sin guardar lo mío"),
                button("Guardar lo elegido", "accion", "guardar")));
  return page(visit, view, 409);
}

Result<Response> capture_template(Visit& visit) {
  const auto path = TRY(unit_month_in(visit));
  CHECK(require_own(visit, path.unit));
  const auto seq = TRY(queries::last_entry(visit.db(), visit.institution));
  auto cells = TRY(queries::goal_cells(visit.db(), visit.institution, path.month, path.month, seq));
  std::erase_if(cells, [&](const auto& cell) { return cell.key.unit != path.unit; });
  const auto stored = TRY(queries::plan_of(visit.db(), visit.institution, {}));
  std::map<std::string, std::string> names;
  for (const auto& unit : TRY(queries::units(visit.db(), visit.institution, last_day(path.month))))
    names.emplace(unit.code, unit.name);
  return download(TRY(documents::goals_template_xlsx({stored.plan, names, cells})),
                  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                  "metas-" + show(path.month) + '-' + path.unit + ".xlsx");
}

}  // namespace web
