// A figure of a closed or published month: proposing another, and the second person who decides.
// What was published keeps its bytes; the live figure changes when it is authorised.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "commands/capture_input.hpp"
#include "commands/import_goals.hpp"
#include "domain/production/refusals.hpp"
#include "queries/organization.hpp"
#include "queries/plans.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/table.hpp"
#include "web/pages/capture_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using queries::RectificationState;

std::string state_word(const std::string& state) {
  if (state == "autorizada") return "Autorizada";
  if (state == "negada") return "Negada";
  return "Propuesta";
}
Tint state_tint(const std::string& state) {
  return state == "propuesta" ? Tint::Blue : state == "negada" ? Tint::Red : Tint::Grey;
}

std::string subproducto_name(const planning::Plan& plan, const std::string& code) {
  const auto* found = planning::subproducto_of(plan, code);
  return found ? found->nombre : code;
}

// Where the form is for: ?mes=2026-04&unidad=…&subproducto=…
struct Asked {
  std::optional<Month> month;
  std::string unit, subproducto;
};
Asked asked_of(const Fields& fields) {
  Asked asked;
  if (const auto month = Month::parse(fields.first("mes"))) asked.month = *month;
  asked.unit = fields.first("unidad");
  asked.subproducto = fields.first("subproducto");
  return asked;
}

PageView frame(std::string heading) {
  PageView view;
  view.title = heading;
  view.heading = std::move(heading);
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"},
                 {"Ejecución", "/ejecucion"},
                 {"Rectificaciones", "/ejecucion/rectificaciones"}};
  return view;
}

Result<Response> proposal_page(Visit& visit, const Asked& asked, const FormState& state,
                               int status = 200) {
  auto view = frame("Proponer una rectificación");
  view.lead =
      "Para corregir una cifra de un mes cerrado o publicado. Otra persona la autoriza; lo "
      "ya publicado conserva su contenido.";
  view.has_errors = state.faulty();
  Html content = error_summary(state);
  std::optional<queries::CaptureSheet> sheet;
  if (asked.month && !asked.unit.empty()) {
    CHECK(require_own(visit, asked.unit));
    sheet = TRY(queries::capture_sheet(visit.db(), visit.institution, asked.unit, *asked.month,
                                       visit.today()));
  }
  const auto* row = sheet ? sheet->row(asked.subproducto) : nullptr;
  if (!sheet) {
    std::vector<Choice> units{{"", "Elija una unidad"}}, months;
    for (const auto& unit : TRY(queries::units(visit.db(), visit.institution, visit.today())))
      if (unit.reports && require_own(visit, unit.code)) units.push_back({unit.code, unit.name});
    Month month = month_of(visit.today());
    for (int i = 0; i < 18; ++i) {
      month = previous(month);
      months.push_back({::show(month), text::capitalized(text::month(month))});
    }
    content += filter_form("/ejecucion/rectificaciones/nueva",
                           select(state, {.name = "mes", .label = "Mes"}, months) +
                               select(state, {.name = "unidad", .label = "Unidad"}, units) +
                               button("Continuar"));
  } else if (!row) {
    Html rows;
    for (const auto& one : sheet->rows)
      rows += html(
          "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td "
          "class=\"num\">{}</td><td>{}</td>"
          "</tr>\n",
          row_name(one), text::quantity(one.programmed), figure(one.content.amount),
          link("/ejecucion/rectificaciones/nueva?mes=" + ::show(*asked.month) +
                   "&unidad=" + encoded(asked.unit) + "&subproducto=" + encoded(one.subproducto),
               "Rectificar"));
    view.rubric = sheet->unit_name + ", " + text::month(*asked.month);
    content += html(
        "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Qué cifra\" tabindex=\"0\"><table "
        "class=\"tabla tabla--media\"><caption><div class=\"tt\">¿Qué "
        "cifra?{}</div></caption><thead>"
        "<tr><th scope=\"col\">Subproducto</th><th scope=\"col\" class=\"num\">Programado</th><th "
        "scope=\"col\" class=\"num\">Vigente</th><th scope=\"col\"></th></tr></thead><tbody>\n{}"
        "</tbody></table></div>\n",
        sheet->illustrative ? html("<span>{}</span>", stamp_illustrative()) : Html{}, rows);
  } else {
    view.rubric = sheet->unit_name + ", " + text::month(*asked.month);
    if (!sheet->closed && !sheet->published)
      content += notice_box(
          NoticeTone::Amber,
          html("<p>El mes sigue abierto: no hace falta rectificar. {}</p>",
               link(capture_address(*asked.month, asked.unit), "Corregir en la captura")));
    content += summary_list({{"Subproducto", row_name(*row)},
                             {"Valor vigente", figure(row->content.amount)},
                             {"Programado del mes", escaped(text::quantity(row->programmed))}});
    content +=
        form(visit, {.action = "/ejecucion/rectificaciones/nueva", .files = true},
             hidden_input("mes", ::show(*asked.month)) + hidden_input("unidad", asked.unit) +
                 hidden_input("subproducto", asked.subproducto) +
                 hidden_input("antes", row->content.amount ? ::show(*row->content.amount) : "") +
                 text_input(state,
                            {.name = "ahora",
                             .label = "Valor nuevo",
                             .hint = row->content.parts.empty()
                                         ? ""
                                         : "Si lo desagregado no cabe en el valor nuevo, la cifra "
                                           "queda sin desagregar.",
                             .width = "10",
                             .inputmode = "decimal"}) +
                 text_area(state, {.name = "motivo", .label = "Motivo"}, 3) +
                 file_input(
                     state,
                     {.name = "evidencia",
                      .label = "Evidencia",
                      .hint = "El documento que respalda el valor nuevo: PDF, foto, Excel, Word o "
                              "CSV; 20 MB como máximo."}) +
                 text_input(state, {.name = "nota", .label = "Nota de la cifra (opcional)"}) +
                 html("<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
                      secondary_link("/ejecucion/rectificaciones", "Cancelar"),
                      button("Proponer rectificación")));
  }
  view.content = content;
  return page(visit, view, status);
}

Html before_and_after(const RectificationState& one) {
  return html("{} → <b>{}</b>", figure(one.asked.old_amount), text::quantity(one.asked.now.amount));
}

Result<RectificationState> rectification_in(Visit& visit) {
  const auto number = whole_number(visit.capture("numero"));
  for (auto& one : TRY(queries::rectifications_of(visit.db(), visit.institution)))
    if (number && one.number == *number) return std::move(one);
  return refuse(production::Refusal::RectificationUnknown,
                {{"hallado", std::string(visit.capture("numero"))}});
}

Result<Response> decision_page(Visit& visit, const RectificationState& one, const FormState& state,
                               int status = 200) {
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const auto stored = TRY(queries::plan_of(visit.db(), visit.institution));
  const auto unit = TRY(queries::unit_name(visit.db(), visit.institution, one.asked.key.unit));
  auto view = frame("Rectificación " + text::count(one.number));
  view.rubric = unit + ", " + text::month(one.asked.key.month);
  view.has_errors = state.faulty();
  Html evidence;
  for (const auto& file : one.asked.now.evidence)
    evidence += html("{}{}", evidence.text.empty() ? "" : ", ",
                     link("/ejecucion/rectificaciones/" + std::to_string(one.number) +
                              "/evidencia/" + file.sha256,
                          file.name.empty() ? "archivo" : file.name));
  std::vector<SummaryRow> rows{
      {"Subproducto", escaped(subproducto_name(stored.plan, one.asked.key.subproducto))},
      {"Cifra", before_and_after(one)},
      {"Motivo", escaped(one.asked.reason)},
      {"Evidencia", evidence},
      {"Propuesta por", html("{}, {}", names.of(one.proposed_by), text::date(one.proposed_on))},
      {"Estado", tag(state_word(one.state), state_tint(one.state))}};
  if (one.decided_by)
    rows.push_back({"Decidida por", html("{}, {} (asiento {})", names.of(*one.decided_by),
                                         one.decided_on ? text::date(*one.decided_on) : "",
                                         text::count(one.decided_seq.value_or(0)))});
  Html content = error_summary(state) + summary_list(rows);
  const bool open = one.state == "propuesta";
  const bool own = one.proposed_by == visit.viewer->number;
  if (open && own)
    content += notice_box(NoticeTone::Grey, html("<p>Usted la propuso: la autoriza otra persona."
                                                 "</p>"));
  else if (open && visit.viewer->may(Permission::ApproveRectification))
    content += form(
        visit, {.action = "/ejecucion/rectificaciones/" + std::to_string(one.number)},
        html("<p class=\"texto\">Al autorizarla, la cifra vigente cambia. Los informes publicados "
             "conservan la suya y la nueva se cita como rectificada.</p>\n") +
            html("<details class=\"govuk-details\"{}><summary "
                 "class=\"govuk-details__summary\"><span "
                 "class=\"govuk-details__summary-text\">Negar</span></summary><div "
                 "class=\"govuk-details__text\">{}{}</div></details>\n",
                 Html{state.faulty() ? " open" : ""},
                 text_area(state, {.name = "motivo", .label = "Por qué se niega"}, 3),
                 warning_button("Negar", "accion", "negar")) +
            html("<div class=\"cierre\"><div class=\"derecha\">{}</div></div>\n",
                 button("Autorizar", "accion", "autorizar")));
  view.content = content;
  return page(visit, view, status);
}

}  // namespace

Result<Response> rectification_list(Visit& visit) {
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const auto stored = TRY(queries::plan_of(visit.db(), visit.institution));
  TableView table_view;
  table_view.id = "rectificaciones";
  table_view.caption = "Rectificaciones de meses cerrados o publicados";
  table_view.file_name = "rectificaciones";
  table_view.empty = "No hay rectificaciones.";
  using Kind = TableColumn::Kind;
  table_view.columns = {
      {.key = "numero", .title = "Número", .kind = Kind::Count},
      {.key = "mes", .title = "Mes", .kind = Kind::Text},
      {.key = "unidad", .title = "Unidad", .kind = Kind::Text, .row_header = true},
      {.key = "subproducto", .title = "Subproducto", .kind = Kind::Text},
      {.key = "antes", .title = "Antes", .kind = Kind::Count},
      {.key = "ahora", .title = "Ahora", .kind = Kind::Count},
      {.key = "propuso", .title = "Propuso", .kind = Kind::Text, .secondary = true},
      {.key = "estado", .title = "Estado", .kind = Kind::State}};
  auto all = TRY(queries::rectifications_of(visit.db(), visit.institution));
  std::ranges::reverse(all);
  for (const auto& one : all) {
    if (!require_own(visit, one.asked.key.unit)) continue;
    const auto address = "/ejecucion/rectificaciones/" + std::to_string(one.number);
    TableCell before;
    if (one.asked.old_amount) before.value = *one.asked.old_amount;
    table_view.rows.push_back(
        {{{.value = one.number, .address = address},
          {.value = ::show(one.asked.key.month)},
          {.value = TRY(queries::unit_name(visit.db(), visit.institution, one.asked.key.unit)),
           .address = address},
          {.value = subproducto_name(stored.plan, one.asked.key.subproducto)},
          before,
          {.value = one.asked.now.amount},
          {.value = names.of(one.proposed_by)},
          {.value = tag(state_word(one.state), state_tint(one.state)),
           .export_text = state_word(one.state)}},
         ""});
  }
  if (auto file = table_file(visit, table_view)) return *std::move(file);
  auto view = frame("Rectificaciones");
  view.crumbs.pop_back();
  view.lead = "Un mes cerrado solo cambia así: una persona propone, otra autoriza.";
  view.dense = true;
  if (visit.viewer->may(Permission::RectifyGoals))
    view.actions = secondary_link("/ejecucion/rectificaciones/nueva", "Proponer rectificación");
  view.content = table(visit, table_view);
  return page(visit, view);
}

Result<Response> rectification_new(Visit& visit) {
  return proposal_page(visit, asked_of(visit.request.query), FormState{});
}

Result<Response> rectification_propose(Visit& visit) {
  const auto& typed = visit.request.form;
  const auto asked = asked_of(typed);
  FormState state(typed);
  const auto now = commands::typed_count(typed.first("ahora"));
  if (!now)
    state.fault("ahora", now.error());
  else if (!*now)
    state.fault("ahora", "Escriba el valor nuevo; si fue cero, escriba 0.");
  if (trimmed(typed.first("motivo")).empty())
    state.fault("motivo", "Diga por qué se corrige la cifra.");
  const auto* upload = visit.request.upload("evidencia");
  std::string bytes;
  if (upload == nullptr || upload->file_name.empty() || upload->size == 0) {
    state.fault("evidencia", "Adjunte el documento que respalda el valor nuevo.");
  } else {
    std::ifstream file(upload->path, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    const auto kind = commands::kind_of_bytes(bytes);
    if (!kind || !commands::name_fits(upload->file_name, *kind))
      state.fault("evidencia",
                  "El contenido de «" + upload->file_name +
                      "» no es de un tipo que se admita o no es el que su nombre dice.");
  }
  if (!asked.month) return refuse(Refusal::PageUnknown);
  if (state.faulty()) return proposal_page(visit, asked, state, 422);
  const auto contents =
      TRY(queries::contents_at(visit.db(), visit.institution, asked.unit, *asked.month,
                               TRY(queries::last_entry(visit.db(), visit.institution))));
  json::array parts;
  if (const auto found = contents.find(asked.subproducto); found != contents.end()) {
    std::map<production::Axis, Quantity> sums;
    for (const auto& part : found->second.parts) sums[part.axis] += part.amount;
    for (const auto& part : found->second.parts)
      if (sums[part.axis] <= **now)
        parts.push_back(json::array{name_of(part.axis), part.category, ::show(part.amount)});
  }
  auto context = TRY(visit.context(commands::Use::Change));
  const auto kept = TRY(commands::keep_evidence(context, bytes, upload->file_name));
  json::object act{{"subproducto", asked.subproducto},
                   {"unidad", asked.unit},
                   {"mes", ::show(*asked.month)},
                   {"ahora", ::show(**now)},
                   {"partes", std::move(parts)},
                   {"evidencia", json::array{json::array{kept.sha256, kept.name}}},
                   {"nota", std::string(trimmed(typed.first("nota")))},
                   {"motivo", std::string(trimmed(typed.first("motivo")))}};
  if (const auto before = typed.first("antes"); !before.empty()) act["antes"] = std::string(before);
  const auto receipt = visit.submit("metas.rectificacion_proponer", std::move(act));
  if (!receipt) {
    if (receipt.error().fault == Fault::Forbidden || receipt.error().fault == Fault::Unavailable)
      return std::unexpected(receipt.error());
    state.fault("ahora", receipt.error());
    return proposal_page(visit, asked, state, status_of(receipt.error()));
  }
  visit.notice("Se propuso la rectificación " + text::count(receipt->seq) +
               ". La cifra no cambia hasta que otra persona la autorice.");
  return redirect("/ejecucion/rectificaciones/" + std::to_string(receipt->seq));
}

Result<Response> rectification_show(Visit& visit) {
  const auto one = TRY(rectification_in(visit));
  if (!visit.viewer->may(Permission::ApproveRectification))
    CHECK(require_own(visit, one.asked.key.unit));
  return decision_page(visit, one, FormState{});
}

Result<Response> rectification_evidence(Visit& visit) {
  const auto one = TRY(rectification_in(visit));
  if (!visit.viewer->may(Permission::ApproveRectification))
    CHECK(require_own(visit, one.asked.key.unit));
  const auto hash = visit.capture("huella");
  for (const auto& file : one.asked.now.evidence) {
    if (file.sha256 != hash) continue;
    auto bytes = TRY(queries::kept_bytes(visit.db(), hash));
    const auto kind = commands::kind_of_bytes(bytes);
    return download(std::move(bytes), kind ? kind->media_type : "application/octet-stream",
                    file.name.empty() ? "evidencia" : file.name);
  }
  return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
}

Result<Response> rectification_decide(Visit& visit) {
  const auto one = TRY(rectification_in(visit));
  const bool denied = visit.request.form.first("accion") == "negar";
  json::object act{{"numero", one.number}};
  if (denied) act["motivo"] = std::string(trimmed(visit.request.form.first("motivo")));
  const auto receipt = visit.submit(
      denied ? "metas.rectificacion_negar" : "metas.rectificacion_autorizar", std::move(act));
  if (!receipt) {
    if (receipt.error().fault != Fault::Invalid) return std::unexpected(receipt.error());
    FormState state(visit.request.form);
    state.fault(denied ? "motivo" : "", receipt.error());
    return decision_page(visit, one, state, 422);
  }
  visit.notice("La rectificación " + text::count(one.number) +
               (denied ? " se negó." : " se autorizó: la cifra vigente cambió."));
  return redirect("/ejecucion/rectificaciones/" + std::to_string(one.number));
}

}  // namespace web
