// I26: the controls: what each one owed and what was done, the calendar of those to come, how much
// of each process they cover, and what the automatic rules say.
#include <algorithm>

#include "base/text.hpp"
#include "queries/rule_alerts.hpp"
#include "text/control_tools.hpp"
#include "text/format.hpp"
#include "text/payment_files.hpp"
#include "text/rules.hpp"
#include "web/pages/audit_view.hpp"

namespace web {
namespace {

using access_control::Permission;
using control::Modo;
using queries::ControlBoard;
using queries::InstrumentLine;

Html standing_of(const InstrumentLine& line) {
  if (line.row.when.retirado) return tag("Retirado");
  if (line.faltan > 0) return tag(text::count(line.faltan) + " sin ejecutar", Tint::Red);
  if (line.row.when.modo == Modo::Permanente)
    return line.revisados == 0 ? tag("Sin actos que revisar")
           : line.avisos > 0
               ? tag(text::count(line.avisos) + (line.avisos == 1 ? " aviso" : " avisos"),
                     Tint::Amber)
               : tag("Sin avisos", Tint::Green);
  if (line.debidos == 0) return tag("Nada se debe todavía");
  return line.tarde > 0 ? tag("Al día, con atrasos", Tint::Amber) : tag("Al día", Tint::Green);
}

TableView table_of(const ControlBoard& board, Date today) {
  TableView view;
  view.id = "instrumentos";
  view.caption = "Instrumentos de control";
  view.as_of = text::date(today);
  view.file_name = "instrumentos-de-control";
  view.empty = "Aún no hay instrumentos de control registrados.";
  using Kind = TableColumn::Kind;
  view.columns = {
      {.key = "codigo", .title = "Código", .kind = Kind::Code, .row_header = true},
      {.key = "instrumento", .title = "Instrumento"},
      {.key = "modo", .title = "Modo", .secondary = true},
      {.key = "proceso", .title = "Proceso", .secondary = true},
      {.key = "componente", .title = "Componente", .secondary = true},
      {.key = "dueno", .title = "A cargo de", .secondary = true},
      {.key = "debidos", .title = "Debidos", .kind = Kind::Count},
      {.key = "hechos", .title = "Hechos", .kind = Kind::Count},
      {.key = "tarde", .title = "Con atraso", .kind = Kind::Count, .secondary = true},
      {.key = "proxima", .title = "Próxima fecha", .kind = Kind::Date, .secondary = true},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
  };
  for (const auto& line : board.lines) {
    const auto& row = line.row;
    view.illustrative = view.illustrative || row.illustrative;
    const bool permanent = row.when.modo == Modo::Permanente;
    view.rows.push_back(
        {{{.value = row.code, .address = control_address(row.code)},
          {.value = row.name},
          {.value = std::string(text::name_of(row.when.modo))},
          {.value = row.process},
          {.value = std::string(text::name_of(row.component))},
          {.value = line.dueno},
          {.value = permanent ? line.revisados : line.debidos},
          {.value = permanent ? line.revisados : line.hechos},
          {.value = permanent ? CellValue{NotDue{}} : CellValue{line.tarde}},
          {.value = line.proxima ? CellValue{line.proxima->vence} : CellValue{NotDue{}}},
          {.value = standing_of(line),
           .export_text = line.faltan > 0 ? "sin ejecutar" : "al día"}}});
  }
  view.origin =
      "De un instrumento permanente se cuentan los actos del año a los que se aplicó su "
      "regla; de los demás, las ejecuciones que ya vencieron o se hicieron.";
  return view;
}

// Dates to come and those that passed without a run, the oldest first.
Html calendar_of(const ControlBoard& board, Date today) {
  struct Entry {
    Date due;
    Html line;
  };
  std::vector<Entry> entries;
  for (const auto& line : board.lines) {
    const auto add = [&](const control::Obligacion& owed) {
      const bool missed = owed.falta(today);
      Html state = tag(missed ? "No se ejecutó" : "Por ejecutar", missed ? Tint::Red : Tint::Blue);
      if (const auto found = line.hallazgos.find(owed.periodo); found != line.hallazgos.end())
        state += html(" {}", link(finding_address(found->second), "Hallazgo " + found->second));
      entries.push_back({owed.vence, html("<li><b>{}</b> {}: {} {}</li>\n", text::date(owed.vence),
                                          link(control_address(line.row.code), line.row.name),
                                          text::control_period(owed.periodo), state)});
    };
    for (const auto& owed : line.obligaciones)
      if (!owed.hecha) add(owed);
    const bool listed =
        line.proxima && std::ranges::any_of(line.obligaciones, [&](const auto& one) {
          return one.periodo == line.proxima->periodo;
        });
    if (line.proxima && !listed) add(*line.proxima);
  }
  std::ranges::stable_sort(entries, {},
                           [](const Entry& one) { return std::chrono::sys_days{one.due}; });
  Html items;
  for (const auto& entry : entries) items += entry.line;
  if (items.text.empty())
    return html("<p class=\"secundario\">Ningún control tiene fecha pendiente.</p>\n");
  return html("<ul class=\"govuk-list\">{}</ul>\n", items);
}

Html run_chart(const ControlBoard& board, bool illustrative) {
  ChartView chart;
  chart.id = "ejecucion-de-controles";
  for (const auto& line : board.lines) {
    if (line.debidos == 0) continue;
    chart.points.push_back({line.row.code,
                            {},
                            Ratio{Int128{line.hechos} * 100, line.debidos},
                            "",
                            text::count(line.hechos) + " de " + text::count(line.debidos)});
  }
  if (chart.points.empty()) return {};
  chart.message = board.faltan == 0 ? "Todos los controles que se debían se ejecutaron"
                                    : "Se ejecutaron " + text::count(board.hechos) + " de " +
                                          text::count(board.debidos) + " controles que se debían";
  chart.note = "Ejecuciones hechas de las debidas, por instrumento";
  chart.unit = "%";
  chart.executed_name = "ejecutados";
  if (illustrative) chart.stamps = stamp_illustrative();
  return html("<div class=\"angosto\">{}</div>\n", bullet_chart(chart));
}

Html coverage_of(const ControlBoard& board) {
  if (board.cobertura.empty())
    return html("<p class=\"secundario\">El inventario está vacío.</p>\n");
  Html heads, rows;
  for (std::size_t i = 0; i < control::componente_count; ++i)
    heads += html("<th scope=\"col\" class=\"num\">{}</th>",
                  text::name_of(static_cast<control::Componente>(i)));
  for (const auto& one : board.cobertura) {
    Html cells;
    for (const auto count : one.instrumentos)
      cells += html("<td class=\"num\">{}</td>", text::count(count));
    rows += html("<tr><th scope=\"row\">{}</th>{}<td class=\"num\">{}</td></tr>\n", one.proceso,
                 cells, text::count(one.cubiertos) + " de " + text::count(one.sujetos));
  }
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Cobertura\" tabindex=\"0\"><table "
      "class=\"tabla\"><caption><div class=\"tt\">Instrumentos vigentes por proceso y "
      "componente</div></caption><thead><tr><th scope=\"col\">Proceso</th>{}<th scope=\"col\" "
      "class=\"num\">Sujetos cubiertos</th></tr></thead><tbody>\n{}</tbody></table>"
      "</div>\n",
      heads, rows);
}

Html inventory_of(const ControlBoard& board) {
  Html rows;
  for (const auto& one : board.sujetos)
    rows += html(
        "<tr><th scope=\"row\" class=\"cod\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
        "</tr>\n",
        one.code, one.name, text::name_of(one.kind), one.process, one.norm);
  if (rows.text.empty())
    return html("<p class=\"secundario\">Aún no hay actos ni documentos bajo control.</p>\n");
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Inventario\" tabindex=\"0\"><table "
      "class=\"tabla\"><caption><div class=\"tt\">Actos y documentos sujetos a control</div>"
      "</caption><thead><tr><th scope=\"col\">Código</th><th scope=\"col\">Nombre</th><th "
      "scope=\"col\">Clase</th><th scope=\"col\">Proceso</th><th scope=\"col\">Norma</th></tr>"
      "</thead><tbody>\n{}</tbody></table></div>\n",
      rows);
}

// What the rules asked to verify of files, rule by rule, with why and the newest files.
Html alerts_of(const std::vector<queries::RuleAlert>& alerts, bool reads_files) {
  Html out;
  for (const auto& alert : alerts) {
    const auto& rule = verification::rules()[alert.rule];
    Html items;
    for (const auto& one : alert.newest) {
      std::string why = "Ya no avisa: los datos cambiaron después.";
      for (const auto& proof : one.proofs) {
        why = text::reason_of(rule, proof);
        break;
      }
      items += html("<li>{}: {}</li>\n",
                    reads_files ? link("/expedientes/" + encoded(one.number), one.number)
                                : escaped(one.number),
                    why);
    }
    const auto more = alert.count - static_cast<std::int64_t>(alert.newest.size());
    if (more > 0) items += html("<li>y {} más</li>\n", text::count(more));
    out += html(
        "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
        "class=\"govuk-details__summary-text\">{} {} ({})</span></summary><div "
        "class=\"govuk-details__text\"><ul class=\"govuk-list govuk-list--bullet\">{}</ul></div>"
        "</details>\n",
        rule.id, alert.name, text::count(alert.count) + (alert.count == 1 ? " aviso" : " avisos"),
        items);
  }
  if (out.text.empty()) return html("<p>Ninguna regla pide verificar algo.</p>\n");
  return html(
             "<p>Lo que cada regla dijo la última vez que se le preguntó. Un aviso pide verificar; "
             "no afirma que haya una falta.</p>\n") +
         out;
}

Html subject_form(Visit& visit, const FormState& state) {
  Html inside = text_input(state, {.name = "codigo", .label = "Código", .width = "10"});
  inside += text_input(state, {.name = "nombre", .label = "Nombre"});
  inside += radios(state, {.name = "clase", .label = "Clase", .standard = "acto"},
                   choices_of<control::ClaseSujeto>());
  inside += text_input(state, {.name = "proceso", .label = "Proceso"});
  inside += text_input(state, {.name = "norma", .label = "Norma"});
  inside += secondary_button("Agregar al inventario");
  return html(
      "<details class=\"govuk-details\"{}><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">Agregar un acto o documento</span></summary><div "
      "class=\"govuk-details__text\">{}</div></details>\n",
      Html{state.faulty() ? " open" : ""},
      form(visit, {.action = "/auditoria/controles/inventario"}, inside));
}

Result<Response> list_page(Visit& visit, const FormState& state, int status) {
  const auto board = TRY(queries::controls(visit.db(), visit.institution, visit.today()));
  const auto view = table_of(board, visit.today());
  if (auto file = table_file(visit, view)) return *std::move(file);
  const auto alerts = TRY(visit.remembered<std::vector<queries::RuleAlert>>(
      "avisos/" + visit.institution + "/" + ::show(visit.today()),
      [&] { return queries::rule_alerts(visit.db(), visit.institution, visit.today()); }));
  const bool edits = visit.viewer->may(Permission::EditControls);
  Html actions;
  if (edits) {
    actions += secondary_link("/auditoria/controles/nuevo", "Nuevo instrumento");
    actions += form(visit, {.action = "/auditoria/controles/revisar"},
                    button("Revisar qué no se ejecutó"));
  }
  Html content = figure_strip({{text::count(board.vigentes), "Instrumentos vigentes"},
                               {text::count(board.debidos), "Ejecuciones debidas"},
                               {text::count(board.hechos), "Ejecutadas"},
                               {text::count(board.faltan), "Sin ejecutar"}});
  content += table(visit, view);
  content += section("calendario", "Calendario",
                     calendar_of(board, visit.today()) + run_chart(board, view.illustrative));
  content += section("cobertura", "Cobertura", coverage_of(board));
  content += section("inventario", "Inventario",
                     inventory_of(board) + (edits ? subject_form(visit, state) : Html{}));
  content += section("reglas", "Resultado de las reglas automáticas",
                     alerts_of(*alerts, visit.viewer->may(Permission::ReadFiles)));
  return page(visit,
              {.title = "Controles",
               .heading = "Instrumentos de control",
               .rubric = "Auditoría y control",
               .lead = "Los controles permanentes, periódicos y casuísticos, y si se ejecutaron.",
               .area = Area::Audit,
               .crumbs = audit_crumbs(),
               .errors = error_summary(state),
               .actions = actions,
               .content = content,
               .dense = true,
               .has_errors = state.faulty()},
              status);
}

}  // namespace

Result<Response> control_list(Visit& visit) { return list_page(visit, FormState(), 200); }

Result<Response> control_subject_add(Visit& visit) {
  FormState state(visit.request.form);
  json::object act;
  for (const char* key : {"codigo", "nombre", "clase", "proceso", "norma"})
    put_text(act, key, state, key);
  const auto receipt = visit.submit("sujeto.registrar", std::move(act));
  if (receipt) {
    visit.notice("Se agregó al inventario.");
    return redirect("/auditoria/controles#inventario");
  }
  if (!of_typing(receipt.error())) return std::unexpected(receipt.error());
  put_fault(state, "", receipt.error(), "");
  return list_page(visit, state, typing_status(receipt.error()));
}

Result<Response> control_review(Visit& visit) {
  const auto done = TRY(visit.submit("instrumento.revisar", {}));
  const auto made = static_cast<std::int64_t>(done.outcome.at("hallazgos").as_array().size());
  visit.notice(made == 0 ? std::string("Ningún control nuevo quedó sin ejecutar.")
                         : "Se registraron " + text::count(made) +
                               " hallazgos de controles que no se ejecutaron.");
  return redirect(made == 0 ? "/auditoria/controles" : "/auditoria");
}

}  // namespace web
