// The modifications of a year: what each moves, who approves it, and where the extract says
// something else; one of them; and the form that registers one.
#include <algorithm>

#include "base/text.hpp"
#include "commands/modifications.hpp"
#include "domain/budget/document_refusals.hpp"
#include "queries/modifications.hpp"
#include "text/format.hpp"
#include "text/money_words.hpp"
#include "web/pages/execution_pages.hpp"
#include "web/pages/money_view.hpp"
#include "web/pages/planning_view.hpp"

namespace web {
namespace {

using access_control::Permission;
using Kind = TableColumn::Kind;
using queries::ModificationStanding;

constexpr std::string_view here = "/ejecucion/modificaciones";
constexpr int lines_of_form = 6;

std::string address_of(const budget::Modification& one) {
  return std::string(here) + "/" + std::to_string(static_cast<int>(one.fecha.year())) + "/" +
         std::string(code_of(one.clase)) + "/" + std::to_string(one.numero);
}

std::string name_of(const budget::Modification& one) {
  return std::string(code_of(one.clase)) + " " + std::to_string(one.numero);
}

Html approver_of(const ModificationStanding& one) {
  if (!one.approver) return html("<span class=\"secundario\">No se puede determinar</span>");
  return html("{}<br><span class=\"chico secundario\">certeza: {}</span>",
              one.approver->attribute("aprueba"), show(one.approver->certainty));
}

TableView list_of(const queries::Modifications& made, FiscalYear year) {
  TableView view;
  view.id = "modificaciones";
  view.caption = "Modificaciones de " + show(year) + ", quetzales";
  view.file_name = "modificaciones-" + show(year);
  view.empty = "No se han registrado modificaciones de este año.";
  view.columns = {
      {.key = "numero", .title = "Modificación", .row_header = true},
      {.key = "fecha", .title = "Fecha", .kind = Kind::Date},
      {.key = "clase", .title = "Clase", .secondary = true},
      {.key = "recibe", .title = "Traslada", .kind = Kind::Money},
      {.key = "suma", .title = "Cambia el total", .kind = Kind::Money, .secondary = true},
      {.key = "resolucion", .title = "Resolución", .secondary = true},
      {.key = "aprueba", .title = "Quién la aprueba", .sortable = false, .secondary = true},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
  };
  for (const auto& one : made.all) {
    const auto& m = one.row.modification;
    view.illustrative |= one.row.illustrative;
    const bool ended = one.row.until.has_value();
    view.rows.push_back({{{name_of(m), address_of(m)},
                          {m.fecha},
                          {std::string(text::name_of(m.clase))},
                          {one.received},
                          {one.sum},
                          {m.resolucion},
                          {approver_of(one), "",
                           one.approver ? std::string(one.approver->attribute("aprueba"))
                                        : std::string("no se puede determinar")},
                          {ended ? tag("Anulada", Tint::Grey) : tag("Registrada", Tint::Blue), "",
                           ended ? "anulada" : "registrada"}}});
  }
  return view;
}

TableView differences_of(const queries::Modifications& made, FiscalYear year) {
  TableView view;
  view.id = "diferencias";
  view.caption = "Modificado del extracto contra lo registrado, quetzales";
  view.file_name = "modificado-" + show(year);
  view.empty = "El extracto y lo registrado dicen lo mismo en cada partida.";
  view.exports = false;
  view.columns = {{.key = "d_partida", .title = "Partida", .row_header = true},
                  {.key = "d_extracto", .title = "Extracto", .kind = Kind::Money},
                  {.key = "d_registrado", .title = "Registrado", .kind = Kind::Money},
                  {.key = "d_diferencia", .title = "Diferencia", .kind = Kind::Money}};
  for (auto& column : view.columns) column.sortable = false;
  view.paged = false;
  constexpr std::size_t at_most = 100;
  for (const auto& one : made.differences) {
    if (view.rows.size() == at_most) break;
    view.rows.push_back(
        {{{show(one.partida)}, {one.extract}, {one.registered}, {one.extract - one.registered}}});
  }
  return view;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> all;
  for (const auto& part : split(replaced(std::string(text), ";", ","), ','))
    if (!trimmed(part).empty()) all.emplace_back(trimmed(part));
  return all;
}

Result<Response> form_page(Visit& visit, const FormState& state, int status) {
  auto view = money_page("Registrar una modificación",
                         "Como la aprobó quien corresponde: clase, resolución y una línea por "
                         "partida. Un traslado entre instituciones puede llevar solo nuestra "
                         "parte.");
  view.crumbs.push_back({"Modificaciones", std::string(here)});
  view.dense = false;
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  std::vector<Choice> classes;
  for (const auto clase : {budget::ModClase::Amp, budget::ModClase::Dis, budget::ModClase::Inter,
                           budget::ModClase::Intra1, budget::ModClase::Intra2})
    classes.push_back({std::string(code_of(clase)), std::string(code_of(clase)),
                       std::string(text::name_of(clase))});
  Html inside = radios(state, {.name = "clase", .label = "Clase"}, classes);
  inside += text_input(
      state,
      {.name = "numero", .label = "Número de comprobante", .width = "5", .inputmode = "numeric"});
  inside += date_input(state, {.name = "fecha", .label = "Fecha de aprobación"});
  inside += text_input(state, {.name = "resolucion", .label = "Resolución o acuerdo"});
  inside += text_area(state, {.name = "motivo", .label = "Justificación"}, 3, 1000);
  inside += text_input(state, {.name = "metas",
                               .label = "Metas que toca",
                               .hint = "Códigos de subproductos separados por comas, como P02.S1. "
                                       "Vacío si no toca ninguna."});
  Html lines;
  for (int n = 1; n <= lines_of_form; ++n) {
    const auto number = std::to_string(n);
    lines += html("<div class=\"rejilla rejilla--2\">{}{}</div>",
                  text_input(state, {.name = "partida_" + number,
                                     .label = "Partida de la línea " + number,
                                     .hint = n == 1 ? "2026-11200099-000-11-00-000-001-000-029-0101"
                                                      "-31-0151-0001"
                                                    : ""}),
                  text_input(state, {.name = "monto_" + number,
                                     .label = "Monto de la línea " + number,
                                     .hint = n == 1 ? "Negativo si la partida cede." : "",
                                     .width = "10",
                                     .inputmode = "decimal"}));
  }
  inside += html(
      "<fieldset class=\"govuk-fieldset\"><legend class=\"govuk-fieldset__legend "
      "govuk-fieldset__legend--m\">Líneas</legend>{}</fieldset>",
      lines);
  inside += html("<div class=\"acciones\">{}{}</div>", button("Registrar"),
                 secondary_link(here, "Cancelar"));
  view.content = form(visit, {.action = std::string(here) + "/nueva"}, inside);
  return page(visit, view, status);
}

// The control that a refusal is about.
std::string control_of(const Error& error) {
  const auto line = detail_of(error, "linea");
  if (!line.empty()) return "monto_" + std::string(line);
  constexpr std::pair<std::string_view, std::string_view> rows[] = {
      {"modificacion.falta_motivo", "motivo"},     {"modificacion.falta_resolucion", "resolucion"},
      {"modificacion.sin_lineas", "partida_1"},    {"modificacion.no_suma_cero", "monto_1"},
      {"modificacion.numero_usado", "numero"},     {"modificacion.meta_desconocida", "metas"},
      {"modificacion.clase_desconocida", "clase"},
  };
  for (const auto& [code, control] : rows)
    if (error.code == code) return std::string(control);
  return "";
}

}  // namespace

Result<Response> modification_list(Visit& visit) {
  const auto year = TRY(year_asked(visit));
  const auto made = TRY(visit.remembered<queries::Modifications>(
      "modificaciones " + visit.institution + " " + show(year),
      [&] { return queries::modifications(visit.db(), visit.institution, year); }));
  const auto list = list_of(*made, year);
  if (auto file = table_file(visit, list)) return *std::move(file);
  auto view = money_page("Modificaciones presupuestarias",
                         "Ampliaciones, disminuciones y traslados, con su resolución y quién los "
                         "aprueba.");
  if (list.illustrative) view.actions = stamp_illustrative();
  if (visit.viewer->may(Permission::ImportBudget))
    view.actions +=
        html(" {}", primary_link(std::string(here) + "/nueva", "Registrar una modificación"));
  view.content = year_filter(here, year);
  view.content += table(visit, list);
  if (made->extract_loaded)
    view.content += section("extracto", "Contra el extracto de SICOIN",
                            table(visit, differences_of(*made, year)));
  return page(visit, view);
}

Result<Response> modification_show(Visit& visit) {
  const auto year = TRY(FiscalYear::parse(visit.capture("anio")));
  const auto made = TRY(queries::modifications(visit.db(), visit.institution, year));
  const auto found = std::ranges::find_if(made.all, [&](const ModificationStanding& one) {
    const auto& m = one.row.modification;
    return code_of(m.clase) == visit.capture("clase") &&
           std::to_string(m.numero) == visit.capture("numero");
  });
  if (found == made.all.end())
    return refuse(budget::DocumentRefusal::ModUnknown,
                  {{"hallado", std::string(visit.capture("clase")) + " " +
                                   std::string(visit.capture("numero"))}});
  const auto& m = found->row.modification;
  auto view = money_page(name_of(m) + " de " + show(year), std::string(text::name_of(m.clase)));
  view.crumbs.push_back({"Modificaciones", std::string(here) + "?anio=" + show(year)});
  view.dense = false;
  if (found->row.illustrative) view.actions = stamp_illustrative();
  std::vector<SummaryRow> rows{{"Fecha", escaped(text::date(m.fecha))},
                               {"Resolución", escaped(m.resolucion)},
                               {"Justificación", escaped(m.motivo)},
                               {"Quién la aprueba", approver_of(*found)},
                               {"Cambia el total", escaped(text::money(found->sum))}};
  std::string goals;
  for (const auto& goal : m.metas) (goals += goals.empty() ? "" : ", ") += goal;
  rows.push_back({"Metas que toca", escaped(goals.empty() ? "Ninguna" : goals)});
  if (found->row.until) rows.push_back({"Anulada", escaped(found->row.reason)});
  view.content = summary_list(rows);
  Html lines;
  for (const auto& line : m.lineas)
    lines += html("<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td></tr>", show(line.partida),
                  text::table_money(line.monto));
  view.content += html(
      R"(<div class="tabla-caja" role="region" aria-label="Líneas" tabindex="0">
<table class="tabla">
<caption>Líneas, quetzales</caption>
<thead><tr>
<th scope="col">Partida</th>
<th scope="col" class="num">Monto</th></tr>
</thead>
<tbody>{}</tbody>
</table></div>)",
      lines);
  return page(visit, view);
}

Result<Response> modification_new(Visit& visit) {
  FormState state(visit.request.form);
  if (visit.request.method == Method::Get) return form_page(visit, state, 200);
  budget::Modification one;
  if (const auto clase = budget::mod_clase(state.value("clase")))
    one.clase = *clase;
  else
    state.fault("clase", refusal(budget::DocumentRefusal::ModClassUnknown,
                                 {{"hallado", state.value("clase")},
                                  {"esperado", "AMP, DIS, INTER, INTRA1, INTRA2"}}));
  if (const auto number = whole_number(trimmed(state.value("numero"))); number && *number > 0)
    one.numero = *number;
  else
    state.fault("numero", refusal(budget::DocumentRefusal::CurNumberMalformed,
                                  {{"hallado", state.value("numero")}}));
  if (const auto day = typed_day(state.value("fecha")))
    one.fecha = *day;
  else
    state.fault("fecha", refusal(budget::DocumentRefusal::CurDateMalformed,
                                 {{"hallado", state.value("fecha")}}));
  one.resolucion = trimmed(state.value("resolucion"));
  one.motivo = trimmed(state.value("motivo"));
  one.metas = words_of(state.value("metas"));
  for (int n = 1; n <= lines_of_form; ++n) {
    const auto number = std::to_string(n);
    const auto partida = std::string(trimmed(state.value("partida_" + number)));
    const auto amount = std::string(trimmed(state.value("monto_" + number)));
    if (partida.empty() && amount.empty()) continue;
    const auto read = Partida::parse(partida);
    const auto money = typed_money(amount);
    if (!read) state.fault("partida_" + number, read.error());
    if (!money) state.fault("monto_" + number, money.error());
    if (read && money) one.lineas.push_back({*read, *money});
  }
  if (!state.faulty()) {
    auto act = commands::register_modifications({one}, "", false);
    const auto receipt = visit.submit(act.kind, std::move(act.act));
    if (receipt) {
      visit.notice("Se registró la modificación " + name_of(one) + " (asiento " +
                   std::to_string(receipt->seq) + ").");
      return redirect(address_of(one));
    }
    const auto& error = receipt.error();
    if (error.all.empty()) state.fault(control_of(error), error);
    for (const auto& each : error.all) state.fault(control_of(each), each);
  }
  return form_page(visit, state, 422);
}

}  // namespace web
