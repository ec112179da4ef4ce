// Austerity: what the containment norms watch, the inputs of the product that are left out, what
// remains to be looked at, and the measures with the saving that the budget proves.
#include <algorithm>

#include "base/text.hpp"
#include "commands/austerity.hpp"
#include "domain/budget/document_refusals.hpp"
#include "queries/austerity.hpp"
#include "queries/follow_up.hpp"
#include "queries/plans.hpp"
#include "text/format.hpp"
#include "text/money_words.hpp"
#include "web/pages/execution_pages.hpp"
#include "web/pages/execution_view.hpp"
#include "web/pages/money_view.hpp"
#include "web/pages/planning_view.hpp"

namespace web {
namespace {

using access_control::Permission;
using budget::AusterityState;
using Kind = TableColumn::Kind;

constexpr std::string_view here = "/ejecucion/austeridad";

Tint tint_of(AusterityState state) {
  switch (state) {
    case AusterityState::Propuesta:
      return Tint::Blue;
    case AusterityState::Aprobada:
      return Tint::Amber;
    case AusterityState::Cumplida:
      return Tint::Green;
    case AusterityState::Descartada:
      break;
  }
  return Tint::Grey;
}

std::string reasons_of(const budget::Candidate& one) {
  std::string out;
  for (const auto by : one.by) (out += out.empty() ? "" : ", ") += text::name_of(by);
  return text::capitalized(out);
}

TableView candidates_of(const queries::Austerity& made, bool may_propose) {
  TableView view;
  view.id = "candidatos";
  view.caption = "Gasto que requiere verificación, " +
                 std::string(made.by_asignado ? "asignado del año"
                                              : "devengado de enero a " + text::month(made.until)) +
                 ", quetzales";
  view.file_name = "austeridad-" + show(made.until);
  view.empty = "Ningún renglón vigilado creció más de lo que la norma permite.";
  view.origin = "La detección no dice que el gasto sea indebido.";
  view.columns = {
      {.key = "categoria",
       .title = "Producto",
       .note = "(categoría)",
       .kind = Kind::Code,
       .row_header = true},
      {.key = "renglon", .title = "Renglón", .kind = Kind::Code},
      {.key = "monto", .title = "Monto", .kind = Kind::Money},
      {.key = "anterior", .title = "Año anterior", .kind = Kind::Money, .secondary = true},
      {.key = "crecimiento",
       .title = "Crecimiento",
       .note = "(%)",
       .kind = Kind::Percent,
       .secondary = true},
      {.key = "personas", .title = "Personas atendidas", .kind = Kind::Count, .secondary = true},
      {.key = "por_persona", .title = "Por persona", .kind = Kind::Money, .secondary = true},
      {.key = "por", .title = "Por qué", .secondary = true},
      {.key = "proponer", .title = "Medida", .kind = Kind::Action, .sortable = false},
  };
  if (!may_propose) view.columns.pop_back();
  for (const auto& one : made.detection.candidates) {
    const auto& line = one.line;
    TableRow row;
    row.cells.push_back({line.category});
    row.cells.push_back({show(line.renglon)});
    row.cells.push_back({line.amount});
    row.cells.push_back(line.before ? TableCell{*line.before} : TableCell{});
    row.cells.push_back(one.growth ? TableCell{*one.growth} : TableCell{});
    row.cells.push_back(line.persons ? TableCell{*line.persons} : TableCell{});
    row.cells.push_back(
        line.persons && *line.persons > 0
            ? TableCell{MoneySum::centavos(line.amount.in_centavos() / *line.persons)}
            : TableCell{});
    row.cells.push_back({reasons_of(one)});
    if (may_propose)
      row.cells.push_back({link(std::string(here) + "/proponer?categoria=" +
                                    encoded(line.category) + "&renglones=" + show(line.renglon) +
                                    (line.before ? "&base=" + show(*line.before) : std::string()),
                                "Proponer")});
    view.rows.push_back(std::move(row));
  }
  return view;
}

Html excluded_of(const queries::Austerity& made) {
  Html items;
  for (const auto& line : made.detection.excluded) {
    std::string why;
    for (const auto& one : made.inputs)
      if (one.attribute("categoria").empty() || one.attribute("categoria") == line.category)
        if (const auto set = budget::parse_renglones(one.attribute("renglones"));
            set && set->contains(line.renglon))
          why = one.name + ". " + std::string(one.attribute("motivo")) + " (certeza " +
                show(one.certainty) + ").";
    items += html("<li><strong>{}, renglón {}: {}.</strong> {}</li>", line.category,
                  show(line.renglon), text::money(line.amount), why);
  }
  if (items.text.empty()) return {};
  return section("excluidos", "Insumos del propio producto, que se excluyen",
                 html("<ul>{}</ul>", items));
}

TableView measures_of(const queries::Austerity& made, bool may_move) {
  TableView view;
  view.id = "medidas";
  view.caption = "Medidas de austeridad y lo que prueba el presupuesto a " +
                 text::month(made.until) + ", quetzales";
  view.file_name = "medidas-austeridad-" + show(made.until);
  view.exports = false;
  view.paged = false;
  view.empty = "Aún no se han propuesto medidas de austeridad.";
  view.origin =
      "Ahorro = parte de la línea base que corresponde a los meses transcurridos − lo devengado.";
  view.columns = {
      {.key = "m_codigo", .title = "Código", .kind = Kind::Code},
      {.key = "m_medida", .title = "Medida", .row_header = true},
      {.key = "m_responsable", .title = "Responsable", .secondary = true},
      {.key = "m_fecha", .title = "Hasta", .kind = Kind::Date, .secondary = true},
      {.key = "m_base", .title = "Línea base a la fecha", .kind = Kind::Money, .secondary = true},
      {.key = "m_gastado", .title = "Devengado", .kind = Kind::Money, .secondary = true},
      {.key = "m_ahorro", .title = "Ahorro", .kind = Kind::Money},
      {.key = "m_meta", .title = "Meta del período", .kind = Kind::Money, .secondary = true},
      {.key = "m_estado", .title = "Estado", .kind = Kind::State},
  };
  for (auto& column : view.columns) column.sortable = false;
  for (const auto& one : made.measures) {
    const auto& m = one.row.measure;
    view.illustrative |= one.row.illustrative;
    TableCell name{m.title, std::string(here) + "/" + encoded(m.code)};
    if (!may_move) name.address.clear();
    if (!m.plan_measure.empty())
      name.after = html("<br><span class=\"chico\">{}</span>",
                        link("/planificacion/medidas/" + encoded(m.plan_measure),
                             "Medida " + m.plan_measure + " de la estrategia"));
    const bool begun = one.saving.months_gone > 0;
    view.rows.push_back({{{m.code},
                          std::move(name),
                          {m.owner},
                          {m.due},
                          begun ? TableCell{one.saving.expected} : TableCell{NotDue{}},
                          begun ? TableCell{one.saving.spent} : TableCell{NotDue{}},
                          begun ? TableCell{one.saving.saved()} : TableCell{NotDue{}},
                          {MoneySum{m.saving_goal}},
                          {tag(text::name_of(m.state), tint_of(m.state)), "",
                           std::string(text::name_of(m.state))}}});
  }
  return view;
}

Result<Response> propose_page(Visit& visit, const FormState& state, int status) {
  auto view = money_page("Proponer una medida de austeridad",
                         "Qué gasto, contra qué línea base, quién responde y hasta cuándo. El "
                         "ahorro lo prueba después el presupuesto.");
  view.crumbs.push_back({"Austeridad", std::string(here)});
  view.dense = false;
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  const auto& query = visit.request.query;
  const auto year = std::to_string(static_cast<int>(visit.today().year()));
  Html inside = text_input(state, {.name = "codigo", .label = "Código", .width = "10"});
  inside += text_input(state, {.name = "titulo", .label = "Qué se hará"});
  inside += text_input(state, {.name = "renglones",
                               .label = "Renglones",
                               .hint = "Como 121;131-136.",
                               .standard = std::string(query.first("renglones")),
                               .width = "20"});
  inside += text_input(state, {.name = "categoria",
                               .label = "Categoría programática",
                               .hint = "Vacía si es de toda la institución.",
                               .standard = std::string(query.first("categoria")),
                               .width = "20"});
  inside += text_input(
      state, {.name = "desde", .label = "Primer mes", .standard = year + "-01", .width = "10"});
  inside += text_input(
      state, {.name = "hasta", .label = "Último mes", .standard = year + "-12", .width = "10"});
  inside += text_input(state, {.name = "linea_base",
                               .label = "Línea base, quetzales",
                               .hint = "Lo que costó en el período con que se compara.",
                               .standard = std::string(query.first("base")),
                               .width = "10",
                               .inputmode = "decimal"});
  inside += text_input(state, {.name = "fuente",
                               .label = "De dónde sale la línea base",
                               .hint = "SICOIN, devengado de los mismos meses del año anterior"});
  inside += text_input(state, {.name = "ahorro",
                               .label = "Ahorro esperado, quetzales",
                               .width = "10",
                               .inputmode = "decimal"});
  inside += text_input(state, {.name = "responsable", .label = "Puesto que responde"});
  inside += date_input(state, {.name = "fecha", .label = "Hasta cuándo"});
  std::vector<Choice> measures{{"", "Ninguna"}};
  if (const auto all = queries::measures(visit.db(), visit.institution, std::nullopt))
    for (const auto& one : *all)
      if (one.measure.capitulo == "b")
        measures.push_back({one.measure.codigo, one.measure.codigo + " " + one.measure.texto});
  inside += select(state, {.name = "medida", .label = "Medida de la estrategia que lleva a cabo"},
                   measures);
  inside += html("<div class=\"acciones\">{}{}</div>", button("Proponer"),
                 secondary_link(here, "Cancelar"));
  view.content = form(visit, {.action = std::string(here) + "/proponer"}, inside);
  return page(visit, view, status);
}

Result<Response> one_page(Visit& visit, const FormState& state, int status) {
  const auto month = TRY(asked_month(visit));
  const auto until = month.value_or(month_of(visit.today()));
  const auto code = visit.capture("codigo");
  for (const auto& one : TRY(queries::austerity_standings(visit.db(), visit.institution, until))) {
    const auto& m = one.row.measure;
    if (m.code != code) continue;
    auto view = money_page(m.title, "");
    view.rubric = "Medida de austeridad " + m.code;
    view.crumbs.push_back({"Austeridad", std::string(here)});
    view.dense = false;
    view.has_errors = state.faulty();
    view.errors = error_summary(state);
    view.actions = tag(text::name_of(m.state), tint_of(m.state));
    if (one.row.illustrative) view.actions += html(" {}", stamp_illustrative());
    std::vector<SummaryRow> rows{
        {"Gasto", html("renglones {}{}", budget::show(m.scope.renglones),
                       m.scope.category.empty() ? std::string(", toda la institución")
                                                : ", categoría " + m.scope.category)},
        {"Período", escaped(text::months_in_prose(m.first, m.last))},
        {"Línea base", html("{}, {}", text::money(m.baseline), m.baseline_source)},
        {"Ahorro esperado", escaped(text::money(m.saving_goal))},
        {"Responsable", html("{}, hasta el {}", m.owner, text::date(m.due))}};
    if (one.saving.months_gone > 0)
      rows.push_back({"Lo que prueba el presupuesto",
                      html("A {}: de {} de línea base se devengaron {}; ahorro {}.",
                           text::month(until), text::money(one.saving.expected),
                           text::money(one.saving.spent), text::money(one.saving.saved()))});
    if (!m.reason.empty()) rows.push_back({"Último cambio", escaped(m.reason)});
    view.content = summary_list(rows);
    if (visit.viewer->may(Permission::EditMeasures)) {
      Html inside = radios(state, {.name = "estado", .label = "Nuevo estado"},
                           {{"aprobada", "Aprobada", "La aprueba otra persona que quien propuso."},
                            {"cumplida", "Cumplida"},
                            {"descartada", "Descartada"}});
      inside += text_area(state, {.name = "motivo", .label = "Motivo"}, 3, 1000);
      inside += html("<div class=\"acciones\">{}</div>", button("Guardar"));
      view.content +=
          section("mover", "Cambiar el estado",
                  form(visit, {.action = std::string(here) + "/" + encoded(m.code)}, inside));
    }
    return page(visit, view, status);
  }
  return refuse(budget::DocumentRefusal::AusterityUnknown, {{"hallado", std::string(code)}});
}

}  // namespace

Result<Response> austerity_show(Visit& visit) {
  const auto month = TRY(asked_month(visit));
  if (!month) return nothing_loaded(visit, "Austeridad", Area::Execution);
  const auto live = TRY(live_at(visit, *month));
  const auto made = TRY(visit.remembered<queries::Austerity>(
      "austeridad " + visit.institution + " " + show(*month), [&] {
        return queries::austerity(visit.db(), visit.institution, visit.institution, *month,
                                  &live->evaluation);
      }));
  const bool may = visit.viewer->may(Permission::EditMeasures);
  const auto list = candidates_of(*made, may);
  if (auto file = table_file(visit, list)) return *std::move(file);
  auto view = money_page("Austeridad",
                         "Renglones que las normas de contención vigilan, sin los insumos del "
                         "propio producto, y las medidas con su ahorro.");
  if (live->evaluation.illustrative) view.actions = stamp_illustrative();
  if (may)
    view.actions +=
        html(" {}", primary_link(std::string(here) + "/proponer", "Proponer una medida"));
  view.content = month_filter(visit, here, *month);
  MoneySum saved;
  for (const auto& one : made->measures)
    if (one.row.measure.state != AusterityState::Descartada) saved += one.saving.saved();
  view.content += figure_strip(
      {{in_millions(made->detection.watched), "Vigilados, millones de Q"},
       {in_millions(made->detection.inputs), "Insumos del producto, excluidos, millones de Q"},
       {in_millions(made->detection.at_most), "Por verificar, a lo sumo, millones de Q"},
       {in_millions(saved), "Ahorro de las medidas, millones de Q"}});
  if (!made->before_loaded && made->loaded)
    view.content += notice_box(
        NoticeTone::Grey,
        Html{"<p>No está cargado el presupuesto del año anterior: el crecimiento no se puede "
             "determinar, y cada renglón vigilado se muestra.</p>"});
  view.content += html("<div class=\"seccion\">{}</div>", table(visit, list));
  view.content += excluded_of(*made);
  view.content +=
      section("medidas-de-austeridad", "Medidas", table(visit, measures_of(*made, may)));
  if (made->list)
    view.content += html(
        "<p class=\"chico secundario\">Renglones vigilados: {} ({}; certeza {}). Crecimiento que "
        "se "
        "señala: más de {} %.</p>",
        replaced(made->list->attribute("valor"), ";", ", "), made->list->source,
        show(made->list->certainty), text::decimal(made->growth_limit, 0));
  return page(visit, view);
}

Result<Response> austerity_propose(Visit& visit) {
  FormState state(visit.request.form);
  if (visit.request.method == Method::Get) return propose_page(visit, state, 200);
  budget::AusterityMeasure one;
  one.code = trimmed(state.value("codigo"));
  one.title = trimmed(state.value("titulo"));
  const auto take = [&](const char* control, auto read, auto& into) {
    if (read)
      into = *std::move(read);
    else
      state.fault(control, read.error());
  };
  take("renglones", budget::parse_renglones(state.value("renglones")), one.scope.renglones);
  one.scope.category = trimmed(state.value("categoria"));
  take("desde", Month::parse(trimmed(state.value("desde"))), one.first);
  take("hasta", Month::parse(trimmed(state.value("hasta"))), one.last);
  take("linea_base", typed_money(state.value("linea_base")), one.baseline);
  one.baseline_source = trimmed(state.value("fuente"));
  take("ahorro", typed_money(state.value("ahorro")), one.saving_goal);
  one.owner = trimmed(state.value("responsable"));
  take("fecha", typed_day(state.value("fecha")), one.due);
  one.plan_measure = state.value("medida");
  if (!state.faulty()) {
    auto act = commands::propose_austerity(one, false);
    const auto receipt = visit.submit(act.kind, std::move(act.act));
    if (receipt) {
      visit.notice("Se propuso la medida " + one.code + " (asiento " +
                   std::to_string(receipt->seq) + ").");
      return redirect(std::string(here));
    }
    const auto& error = receipt.error();
    constexpr std::pair<std::string_view, std::string_view> controls[] = {
        {"el código", "codigo"},
        {"qué se hará", "titulo"},
        {"los renglones", "renglones"},
        {"la línea base", "linea_base"},
        {"de dónde sale la línea base", "fuente"},
        {"el ahorro esperado", "ahorro"},
        {"quién responde", "responsable"},
        {"la fecha", "fecha"},
        {"categoria", "categoria"}};
    std::string control =
        error.code == row_of(budget::DocumentRefusal::AusterityCodeTaken).code       ? "codigo"
        : error.code == row_of(budget::DocumentRefusal::AusteritySpanBackwards).code ? "hasta"
                                                                                     : "";
    for (const auto& [field, name] : controls)
      if (detail_of(error, "campo") == field) control = name;
    state.fault(control, error);
  }
  return propose_page(visit, state, 422);
}

Result<Response> austerity_move(Visit& visit) {
  FormState state(visit.request.form);
  if (visit.request.method == Method::Get) return one_page(visit, state, 200);
  const std::string code(visit.capture("codigo"));
  const auto moved = budget::austerity_state(state.value("estado"));
  if (!moved) {
    state.fault("estado", refusal(budget::DocumentRefusal::AusterityStateUnknown,
                                  {{"hallado", state.value("estado")}}));
    return one_page(visit, state, 422);
  }
  auto act = commands::move_austerity(code, *moved, state.value("motivo"));
  const auto receipt = visit.submit(act.kind, std::move(act.act));
  if (receipt) {
    visit.notice("La medida " + code + " quedó " + std::string(code_of(*moved)) + " (asiento " +
                 std::to_string(receipt->seq) + ").");
    return redirect(std::string(here) + "/" + encoded(code));
  }
  state.fault(receipt.error().code == "presupuesto.falta_motivo" ? "motivo" : "estado",
              receipt.error());
  return one_page(visit, state, 422);
}

}  // namespace web
