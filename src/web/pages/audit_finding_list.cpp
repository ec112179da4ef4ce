// I24: what internal audit and the Contraloría found, those that are overdue first: counters by
// state, findings by year, and what the tests propose.
#include <algorithm>

#include "base/text.hpp"
#include "text/format.hpp"
#include "text/payment_files.hpp"
#include "web/pages/audit_view.hpp"

namespace web {
namespace {

using access_control::Permission;
using control::EstadoHallazgo;
using queries::FindingBoard;
using queries::FindingFilter;

struct StateView {
  std::string_view key, name;
  std::vector<EstadoHallazgo> states;
};

const std::vector<StateView>& state_views() {
  using enum EstadoHallazgo;
  static const std::vector<StateView> all{
      {"abiertos",
       "Abiertos",
       {Emitida, Notificada, PlanAccion, EnProceso, Atendida, Parcial, NoAtendida}},
      {"pendientes", "Pendientes", {Emitida, Notificada}},
      {"en-proceso", "En proceso", {PlanAccion, EnProceso}},
      {"atendidas", "Atendidas, por verificar", {Atendida}},
      {"no-atendidas", "Parciales y no atendidas", {Parcial, NoAtendida}},
      {"cerrados", "Verificadas y cerradas", {Verificada, Cerrada, NoAplicable}},
      {"todos", "Todos", {}},
  };
  return all;
}

struct Asked {
  FindingFilter filter;
  const StateView* states = nullptr;
  std::vector<Filter> chips;
};

Asked asked_of(const Visit& visit) {
  const auto& query = visit.request.query;
  Asked asked;
  asked.states = &state_views().front();
  for (const auto& view : state_views())
    if (view.key == query.first("estado")) asked.states = &view;
  asked.filter.estados = asked.states->states;
  asked.filter.emitidos = sees_drafts(visit);
  if (const auto origin = control::kind_of<control::Origen>(query.first("origen"))) {
    asked.filter.origen = *origin;
    asked.chips.push_back({"origen", "Origen", std::string(text::name_of(*origin))});
  }
  asked.filter.texto = trimmed(query.first("texto"));
  if (!asked.filter.texto.empty()) asked.chips.push_back({"texto", "Texto", asked.filter.texto});
  if (query.first("vencidos") == "si") {
    asked.filter.vencidos = true;
    asked.chips.push_back({"vencidos", "Plazo", "vencido"});
  }
  if (query.first("propuesta") == "si") {
    asked.filter.con_propuesta = true;
    asked.chips.push_back({"propuesta", "Prueba", "propone algo"});
  }
  if (query.first("de") == "mios") {
    asked.filter.responsable = visit.viewer->number;
    asked.chips.push_back({"de", "Responsable", "yo"});
  }
  return asked;
}

Html state_links(const Visit& visit, const Asked& asked, const FindingBoard& board) {
  Html items;
  for (const auto& view : state_views()) {
    std::int64_t count = 0;
    for (std::size_t at = 0; at < board.por_estado.size(); ++at)
      if (view.states.empty() ||
          std::ranges::find(view.states, static_cast<EstadoHallazgo>(at)) != view.states.end())
        count += board.por_estado[at];
    const bool here = &view == asked.states;
    items += html("<li><a href=\"{}\"{}>{} ({})</a></li>\n",
                  with_query(visit.request, "estado", view.key == "abiertos" ? "" : view.key),
                  Html{here ? " aria-current=\"page\"" : ""}, view.name, text::count(count));
  }
  return html("<ul class=\"vistas\" aria-label=\"Por estado\">{}</ul>\n", items);
}

Html filters(const Visit& visit, const Asked& asked) {
  const FormState state(visit.request.query);
  auto origins = choices_of<control::Origen>();
  origins.insert(origins.begin(), {"", "Todos"});
  Html inside = hidden_input("estado", asked.states->key);
  inside += text_input(state, {.name = "texto", .label = "Número, área o palabras", .width = "20"});
  inside += select(state, {.name = "origen", .label = "Origen"}, origins);
  inside += select(state, {.name = "vencidos", .label = "Plazo"},
                   {{"", "Todos"}, {"si", "Solo vencidos"}});
  inside += secondary_button("Filtrar");
  return filter_form(visit.request.path, inside);
}

TableView table_of(const FindingBoard& board, const Asked& asked, Date today) {
  TableView view;
  view.id = "hallazgos";
  view.caption =
      "Hallazgos y recomendaciones: " + std::string(asked.states->name) + ", los vencidos primero";
  view.as_of = text::date(today);
  view.file_name = "hallazgos";
  using Kind = TableColumn::Kind;
  view.columns = {
      {.key = "numero", .title = "Número", .kind = Kind::Code, .row_header = true},
      {.key = "hallazgo", .title = "Hallazgo"},
      {.key = "responsable", .title = "Responsable", .secondary = true},
      {.key = "vence", .title = "Vence", .kind = Kind::Date},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
      {.key = "vencido",
       .title = "Vencido",
       .note = "(días)",
       .kind = Kind::Count,
       .secondary = true},
      {.key = "edad", .title = "Abierto", .note = "(días)", .kind = Kind::Count, .secondary = true},
      {.key = "origen", .title = "Origen", .secondary = true},
      {.key = "informe", .title = "Informe", .secondary = true},
      {.key = "recomendacion", .title = "Recomendación", .secondary = true},
      {.key = "oficial", .title = "Estado oficial", .secondary = true},
  };
  for (const auto& line : board.lines) {
    const auto& row = line.row;
    view.illustrative = view.illustrative || row.illustrative;
    auto state = state_tag(row.state);
    for (const auto& more : {overdue_tag(line), proposal_tag(row.proposal),
                             row.recurrences > 0 ? tag("Reincidente", Tint::Red) : Html{},
                             row.excepted(today) ? tag("Exceptuada", Tint::Grey) : Html{}})
      if (!more.text.empty()) state += html(" {}", more);
    const auto recommendation =
        row.instrument.empty() ? row.recommendation : text::missed_recommendation(line.instrumento);
    view.rows.push_back(
        {{{.value = row.number, .address = finding_address(row.number)},
          {.value = finding_title(line)},
          {.value = line.responsable},
          {.value = row.due ? CellValue{*row.due} : CellValue{NotDue{}}},
          {.value = state, .export_text = std::string(text::name_of(row.state))},
          {.value = line.vencido},
          {.value = line.edad},
          {.value = std::string(text::name_of(row.origin))},
          {.value = row.report.empty() ? CellValue{Missing{}} : CellValue{row.report}},
          {.value = recommendation},
          {.value = row.official_state.empty() ? CellValue{Missing{}}
                                               : CellValue{row.official_state}}}});
  }
  view.origin =
      "Los días son hábiles, hasta hoy. El estado oficial es el "
      "que lleva la Contraloría o SAG-UDAI, y no cambia el nuestro.";
  view.empty = board.abiertos == 0 && asked.chips.empty() ? "Sin recomendaciones abiertas."
                                                          : "Ningún hallazgo con estos filtros.";
  return view;
}

// Findings by year: closed of all, internal and of the Contraloría told beside it.
Html year_chart(const FindingBoard& board, bool illustrative) {
  if (board.anios.empty()) return {};
  std::int64_t all = 0, closed = 0;
  for (const auto& year : board.anios) {
    all += year.interna + year.contraloria;
    closed += year.cerrados;
  }
  ChartView chart;
  chart.id = "por-anio";
  chart.message = "Se han cerrado " + text::count(closed) + " de " + text::count(all) +
                  (all == 1 ? " hallazgo" : " hallazgos");
  chart.note = "Por año en que se emitieron: la barra es la parte cerrada";
  chart.unit = "%";
  chart.executed_name = "cerrados";
  if (illustrative) chart.stamps = stamp_illustrative();
  for (const auto& year : board.anios) {
    const auto total = year.interna + year.contraloria;
    chart.points.push_back({std::to_string(year.anio),
                            {},
                            Ratio{Int128{year.cerrados} * 100, total},
                            "",
                            text::count(year.cerrados) + " de " + text::count(total) + " (" +
                                text::count(year.interna) + " internos, " +
                                text::count(year.contraloria) + " de la Contraloría)"});
  }
  return bullet_chart(chart);
}

Html strip_of(const FindingBoard& board) {
  return figure_strip({
      {text::count(board.abiertos), "Abiertos", {}, "/auditoria"},
      {text::count(board.vencidos), "Vencidos", {}, "/auditoria?vencidos=si"},
      {text::count(board.propuestas),
       "Con propuesta de la prueba",
       {},
       "/auditoria?estado=todos&propuesta=si"},
      {text::count(board.reincidentes), "Reincidentes", {}, ""},
      {text::count(board.exceptuados), "Con excepción vigente", {}, ""},
  });
}

}  // namespace

Result<Response> audit_finding_list(Visit& visit) {
  const auto asked = asked_of(visit);
  const auto board =
      TRY(queries::findings(visit.db(), visit.institution, asked.filter, visit.today()));
  const auto view = table_of(board, asked, visit.today());
  if (auto file = table_file(visit, view)) return *std::move(file);
  Html actions;
  if (visit.viewer->may(Permission::WriteFinding)) {
    actions += secondary_link("/auditoria/hallazgos/importar", "Importar anteriores");
    actions += secondary_link("/auditoria/hallazgos/nuevo", "Nuevo hallazgo");
  }
  if (visit.viewer->may(Permission::DecideFinding))
    actions += form(visit, {.action = "/auditoria/reprobar"}, button("Volver a probar"));
  Html content = strip_of(board);
  content += state_links(visit, asked, board);
  content += filters(visit, asked);
  if (!asked.chips.empty()) content += filter_chips(visit.request, asked.chips);
  content += table(visit, view);
  if (const auto chart = year_chart(board, view.illustrative); !chart.text.empty())
    content += html("<div class=\"seccion angosto\">{}</div>\n", chart);
  return page(visit,
              {.title = "Seguimiento de auditoría",
               .heading = "Seguimiento de auditoría",
               .rubric = "Auditoría y control",
               .lead = "Lo que encontraron auditoría interna y la Contraloría, quién responde "
                       "y hasta cuándo.",
               .area = Area::Audit,
               .crumbs = {{"Mi trabajo", "/inicio"}},
               .actions = actions,
               .content = content,
               .dense = true});
}

Result<Response> audit_retest(Visit& visit) {
  json::object act;
  const auto one = visit.request.form.first("hallazgo");
  if (!one.empty()) act["hallazgo"] = std::string(one);
  const auto done = TRY(visit.submit("hallazgo.reprobar", std::move(act)));
  const auto proposals = static_cast<std::int64_t>(done.outcome.at("propuestas").as_array().size());
  visit.notice("Se volvieron a probar " + text::count(done.outcome.at("probados").as_int64()) +
               " hallazgos; " +
               (proposals == 0 ? std::string("ninguno tiene propuesta.")
                               : text::count(proposals) + " con propuesta, que auditoría decide."));
  return redirect(one.empty() ? std::string("/auditoria") : finding_address(one) + "#prueba");
}

}  // namespace web
