// The measures of the strategy by chapter, each with its follow-up per cuatrimestre, evidence and
// history; and the form that reports it.
#include <algorithm>

#include "base/text.hpp"
#include "commands/follow_measure.hpp"
#include "commands/import_goals.hpp"
#include "domain/planning/names.hpp"
#include "domain/planning/refusals.hpp"
#include "queries/follow_up.hpp"
#include "text/format.hpp"
#include "web/pages/planning_pages.hpp"
#include "web/pages/planning_view.hpp"
#include "web/pages/public_view.hpp"
#include "web/pages/uploads.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using planning::MeasureState;
using queries::MeasureStanding;
using Kind = TableColumn::Kind;

std::string address_of(const std::string& code) {
  return "/planificacion/medidas/" + encoded(code);
}

bool overdue(const MeasureStanding& one, Date today) {
  return one.state != MeasureState::Cumplida && one.measure.fin &&
         std::chrono::sys_days(*one.measure.fin) < std::chrono::sys_days(today);
}

std::string deadline_of(const planning::Measure& measure) {
  if (measure.fin) return text::date(*measure.fin);
  return measure.plazo;
}

Html state_of(const MeasureStanding& one, Date today) {
  Html said = tag(word_of(one.state), tint_of(one.state));
  if (overdue(one, today)) said += html(" {}", tag("Vencida", Tint::Red));
  return said;
}

TableView measures_table(const std::vector<MeasureStanding>& all, std::string_view chapter,
                         Cuatrimestre period, Date today) {
  TableView view;
  view.id = "medidas";
  view.caption = "Medidas de la estrategia, " + text::cuatrimestre_in_prose(period);
  view.file_name = "medidas-" + show(period);
  view.empty = "El plan no tiene medidas con este filtro.";
  view.columns = {
      {.key = "codigo", .title = "Código", .kind = Kind::Code},
      {.key = "medida", .title = "Medida", .row_header = true},
      {.key = "responsable", .title = "Responsable", .secondary = true},
      {.key = "plazo", .title = "Plazo", .secondary = true},
      {.key = "meta", .title = "Meta", .secondary = true},
      {.key = "avance", .title = "Último avance", .sortable = false, .secondary = true},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
  };
  const auto said = [](const std::string& text) -> TableCell {
    if (text.empty()) return {};
    return {text};
  };
  for (const auto& one : all) {
    if (!chapter.empty() && one.measure.capitulo != chapter) continue;
    TableRow row;
    row.cells.push_back({one.measure.codigo});
    TableCell name{one.measure.texto, address_of(one.measure.codigo) + "?periodo=" + show(period)};
    if (one.measure.origen == planning::Origen::Ilustrativo) {
      view.illustrative = true;
    }
    row.cells.push_back(std::move(name));
    row.cells.push_back(said(one.measure.responsable));
    row.cells.push_back(said(deadline_of(one.measure)));
    row.cells.push_back(said(one.measure.meta));
    if (one.last)
      row.cells.push_back({text::cuatrimestre_name(one.last->period) + ": " +
                           (one.last->progress.empty() ? std::string(word_of(one.last->state))
                                                       : one.last->progress)});
    else
      row.cells.push_back({});
    row.cells.push_back({state_of(one, today), "", std::string(word_of(one.state))});
    view.rows.push_back(std::move(row));
  }
  return view;
}

Html filters(const Visit& visit, std::string_view chapter, Cuatrimestre period) {
  std::vector<Option> chapters{{"", "Todos"}}, periods;
  for (const std::string letter : {"a", "b", "c"})
    chapters.push_back({letter, "Capítulo " + letter});
  for (std::uint8_t n = 1; n <= 3; ++n) {
    const Cuatrimestre one{period.year, n};
    periods.push_back({show(one), text::cuatrimestre(one)});
  }
  return filter_form(visit, "/planificacion/medidas",
                     filter_select("capitulo", "Capítulo", chapters, chapter) +
                         filter_select("periodo", "Hasta", periods, show(period)));
}

Html counts(const std::vector<MeasureStanding>& all, Date today) {
  std::vector<BigFigure> figures;
  const auto count = [&](auto wanted) { return std::ranges::count_if(all, wanted); };
  const auto n = static_cast<std::int64_t>(all.size());
  figures.push_back(
      {text::count(count([](const auto& m) { return m.state == MeasureState::Cumplida; })),
       "Cumplidas de " + text::count(n)});
  figures.push_back(
      {text::count(count([](const auto& m) { return m.state == MeasureState::EnProceso; })),
       "En proceso"});
  figures.push_back({text::count(count([&](const auto& m) { return overdue(m, today); })),
                     "Con el plazo vencido"});
  figures.push_back({text::count(count([](const auto& m) { return !m.last.has_value(); })),
                     "Sin informe del avance"});
  return figure_strip(figures);
}

Html evidence_of(const std::vector<production::Evidence>& list) {
  Html items;
  for (const auto& one : list)
    items += html("<li>{}</li>", link("/evidencias/" + one.sha256,
                                      one.name.empty() ? one.sha256.substr(0, 12) : one.name));
  return items.text.empty() ? Html{} : html("<ul class=\"docs docs--borde\">{}</ul>", items);
}

Result<MeasureStanding> measure_asked(Visit& visit, std::optional<Cuatrimestre> until) {
  const auto code = visit.capture("codigo");
  for (auto& one : TRY(queries::measures(visit.db(), visit.institution, until)))
    if (one.measure.codigo == code) return std::move(one);
  return refuse(Refusal::PageUnknown, {{"hallado", std::string(code)}});
}

Html follow_form(Visit& visit, const MeasureStanding& one, const FormState& state,
                 Cuatrimestre period) {
  std::vector<Choice> states;
  for (std::size_t i = 0; i < planning::names_of<MeasureState>.size(); ++i)
    states.push_back({std::string(planning::names_of<MeasureState>[i]),
                      std::string(word_of(static_cast<MeasureState>(i)))});
  Html inside = hidden_input("periodo", show(period));
  inside += radios(state,
                   {.name = "estado",
                    .label = "Estado al final del período",
                    .standard = std::string(planning::name_of(one.state))},
                   states);
  inside += text_area(state, {.name = "avance", .label = "Qué se hizo"}, 4, 2000);
  inside += text_input(state, {.name = "valor",
                               .label = "Cantidad alcanzada",
                               .hint = one.measure.meta.empty() ? "Si la meta es una cifra."
                                                                : "Meta: " + one.measure.meta,
                               .width = "10",
                               .inputmode = "decimal"});
  inside += text_input(
      state,
      {.name = "gastado", .label = "Gastado, quetzales", .width = "10", .inputmode = "decimal"});
  inside += file_input(
      state, {.name = "evidencia",
              .label = "Evidencia",
              .hint = one.measure.evidencia.empty() ? "PDF, imagen u hoja de cálculo."
                                                    : "La medida pide: " + one.measure.evidencia});
  inside += html("<div class=\"acciones\">{}</div>", button("Guardar el avance"));
  return section("informar", "Informar el " + text::cuatrimestre_in_prose(period),
                 form(visit, {.action = address_of(one.measure.codigo), .files = true}, inside));
}

Result<Response> one_measure(Visit& visit, const FormState& state, int status) {
  const auto stored = TRY(plan_asked(visit));
  if (!stored) return no_plan(visit, "Medida");
  auto period = period_asked(visit, stored->version.year.year);
  if (visit.request.method == Method::Post)
    if (const auto said = Cuatrimestre::parse(visit.request.form.first("periodo"))) period = *said;
  const auto one = TRY(measure_asked(visit, period));
  const auto& measure = one.measure;
  PageView view;
  view.title = "Medida " + measure.codigo;
  view.heading = measure.texto;
  view.rubric = "Medida " + measure.codigo + ", capítulo " + measure.capitulo;
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.crumbs.push_back({"Medidas", "/planificacion/medidas"});
  view.actions = state_of(one, visit.today());
  if (measure.origen == planning::Origen::Ilustrativo)
    view.actions += html(" {}", stamp_illustrative());
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  const auto said = [](const std::string& text) {
    return text.empty() ? html("{}{}", text::no_data, hidden("sin dato")) : escaped(text);
  };
  std::vector<SummaryRow> rows{{"Responsable", said(measure.responsable)},
                               {"Plazo", said(deadline_of(measure))},
                               {"Meta", said(measure.meta)},
                               {"Evidencia que pide", said(measure.evidencia)}};
  if (measure.presupuesto)
    rows.push_back({"Presupuesto", escaped(text::money(*measure.presupuesto))});
  if (!measure.producto.empty())
    rows.push_back(
        {"Producto", link("/ejecucion/productos/" + encoded(measure.producto), measure.producto)});
  if (!measure.nota_estado.empty()) rows.push_back({"Nota", escaped(measure.nota_estado)});
  view.content = summary_list(rows);
  Html reports;
  for (const auto& row :
       TRY(queries::measure_reports(visit.db(), visit.institution, measure.codigo)))
    reports += html(
        "<li><time>{}</time>{}: {} {}{}{}{}</li>\n", text::date(row.on),
        text::cuatrimestre(row.period), tag(word_of(row.state), tint_of(row.state)), row.progress,
        row.amount ? " · " + text::quantity(*row.amount) + " de " + measure.meta : std::string(),
        row.spent ? " · " + text::money(*row.spent) : std::string(), evidence_of(row.evidence));
  view.content +=
      section("historia", "Lo informado",
              reports.text.empty() ? Html{"<p class=\"secundario\">Aún no se ha informado.</p>"}
                                   : html("<ol class=\"traza\">\n{}</ol>", reports));
  if (visit.viewer->may(Permission::ReportMeasures))
    view.content += follow_form(visit, one, state, period);
  return page(visit, view, status);
}

}  // namespace

Result<Response> measure_list(Visit& visit) {
  const auto stored = TRY(plan_asked(visit));
  if (!stored) return no_plan(visit, "Medidas de la estrategia");
  const auto period = period_asked(visit, stored->version.year.year);
  const auto all = TRY(queries::measures(visit.db(), visit.institution, period));
  const auto chapter = visit.request.query.first("capitulo");
  const auto list = measures_table(all, chapter, period, visit.today());
  if (auto file = table_file(visit, list)) return *std::move(file);
  PageView view;
  view.title = view.heading = "Medidas de la estrategia";
  view.lead = "Lo que la institución se comprometió a hacer, por capítulo, y cómo va.";
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  if (list.illustrative) view.actions = stamp_illustrative();
  view.dense = true;
  view.content += counts(all, visit.today());
  view.content += filters(visit, chapter, period);
  view.content += table(visit, list);
  return page(visit, view);
}

Result<Response> measure_show(Visit& visit) { return one_measure(visit, FormState(), 200); }

Result<Response> measure_follow(Visit& visit) {
  FormState state(visit.request.form);
  commands::MeasureFollowUp follow;
  follow.measure = std::string(visit.capture("codigo"));
  follow.period = TRY(Cuatrimestre::parse(state.value("periodo")));
  follow.state = planning::value_of<MeasureState>(state.value("estado"));
  follow.progress = std::string(trimmed(state.value("avance")));
  if (const auto said = state.value("valor"); !trimmed(said).empty()) {
    if (const auto amount = typed_quantity(said))
      follow.amount = *amount;
    else
      state.fault("valor", amount.error());
  }
  if (const auto said = state.value("gastado"); !trimmed(said).empty()) {
    if (const auto amount = typed_money(said))
      follow.spent = *amount;
    else
      state.fault("gastado", amount.error());
  }
  if (!state.faulty()) {
    if (const auto* upload = visit.request.upload("evidencia"); upload && upload->size > 0) {
      auto context = TRY(visit.context(commands::Use::Change));
      follow.evidence.push_back(
          TRY(commands::keep_evidence(context, TRY(bytes_of(*upload)), upload->file_name)));
    }
    auto act = commands::follow_measure(follow);
    const auto receipt = visit.submit(act.kind, std::move(act.act));
    if (receipt) {
      visit.notice("Se guardó el avance de la medida " + follow.measure + " (asiento " +
                   std::to_string(receipt->seq) + ").");
      return redirect(address_of(follow.measure) + "?periodo=" + show(follow.period));
    }
    if (receipt.error().fault == Fault::Forbidden) return std::unexpected(receipt.error());
    state.fault(
        receipt.error().code == row_of(planning::Refusal::ProgressMissing).code ? "avance" : "",
        receipt.error());
  }
  return one_measure(visit, state, 422);
}

}  // namespace web
