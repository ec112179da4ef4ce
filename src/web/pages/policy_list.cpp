// The lines of the Política Migratoria that the institution is linked to, with what was done about
// each per cuatrimestre. Lines without text and without a schedule are counted, never hidden.
#include <algorithm>

#include "base/text.hpp"
#include "commands/follow_measure.hpp"
#include "commands/import_goals.hpp"
#include "domain/planning/refusals.hpp"
#include "text/format.hpp"
#include "web/pages/planning_pages.hpp"
#include "web/pages/planning_view.hpp"
#include "web/pages/public_view.hpp"
#include "web/pages/uploads.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using queries::PolicyLineStanding;
using Kind = TableColumn::Kind;

std::string address_of(std::int32_t line) {
  return "/planificacion/politica/" + std::to_string(line);
}

std::string title_of(const planning::PolicyLine& line) {
  return line.texto.empty() ? "Línea " + std::to_string(line.numero) + " (sin texto)" : line.texto;
}

const storage::PolicyProgressRow* progress_in(const PolicyLineStanding& one, Cuatrimestre period) {
  const auto found = std::ranges::find(one.progress, period, &storage::PolicyProgressRow::period);
  return found == one.progress.end() ? nullptr : &*found;
}

std::string axis_name(const planning::Policy& policy, std::optional<std::int32_t> axis) {
  if (axis)
    for (const auto& one : policy.ejes)
      if (one.numero == *axis) return std::to_string(one.numero) + ". " + one.nombre;
  return "";
}

constexpr std::pair<std::string_view, std::string_view> shown_choices[] = {
    {"", "Todas"},
    {"avance", "Con avance"},
    {"sin-avance", "Sin avance"},
    {"sin-texto", "Sin texto"},
    {"sin-programar", "Sin programar"},
};

bool wanted(const PolicyLineStanding& one, std::string_view show) {
  if (show == "avance") return !one.progress.empty();
  if (show == "sin-avance") return one.progress.empty();
  if (show == "sin-texto") return one.line.texto.empty();
  if (show == "sin-programar") return !one.scheduled;
  return true;
}

TableView lines_table(const queries::PolicyStanding& standing, std::string_view shown,
                      std::int16_t year) {
  TableView view;
  view.id = "lineas";
  view.caption = "Líneas de acción de la " + standing.policy.nombre;
  view.file_name = "lineas-de-la-politica-" + std::to_string(year);
  view.empty = "Ninguna línea cumple el filtro.";
  view.columns = {{.key = "numero", .title = "Línea", .kind = Kind::Count},
                  {.key = "texto", .title = "Texto", .row_header = true},
                  {.key = "eje", .title = "Eje", .secondary = true},
                  {.key = "programada", .title = "Programada", .secondary = true}};
  for (std::uint8_t n = 1; n <= 3; ++n)
    view.columns.push_back({.key = show(Cuatrimestre{{year}, n}),
                            .title = text::capitalized(text::cuatrimestre_name({{year}, n})),
                            .sortable = false,
                            .secondary = n > 1});
  for (const auto& one : standing.lines) {
    if (!wanted(one, shown)) continue;
    TableRow row;
    row.cells.push_back({std::int64_t{one.line.numero}});
    row.cells.push_back({title_of(one.line), address_of(one.line.numero)});
    const auto axis = axis_name(standing.policy, one.line.eje);
    row.cells.push_back(axis.empty() ? TableCell{} : TableCell{axis});
    row.cells.push_back({one.scheduled ? "Sí" : "Sin programar"});
    for (std::uint8_t n = 1; n <= 3; ++n) {
      const auto* done = progress_in(one, {{year}, n});
      if (done == nullptr) {
        row.cells.push_back({});
        continue;
      }
      std::string said = done->progress;
      if (done->percent)
        said = text::percent(done->percent->as_ratio(), 0) + (said.empty() ? "" : ": " + said);
      row.cells.push_back({said.empty() ? "Con evidencia" : said});
    }
    view.rows.push_back(std::move(row));
  }
  return view;
}

Html filter(const Visit& visit, std::string_view shown, std::int16_t year) {
  std::vector<Option> choices;
  for (const auto& [value, words] : shown_choices)
    choices.push_back({std::string(value), std::string(words)});
  return filter_form(visit, "/planificacion/politica",
                     filter_select("ver", "Líneas", choices, shown) +
                         html("<div><label for=\"f-anio\">Año</label>\n<input id=\"f-anio\" "
                              "name=\"anio\" inputmode=\"numeric\" value=\"{}\" "
                              "size=\"5\"></div>\n",
                              std::to_string(year)));
}

std::int16_t year_asked(Visit& visit, std::int16_t standard) {
  if (const auto said = visit.request.query.optional("anio"))
    if (const auto year = FiscalYear::parse(*said)) return year->year;
  return standard;
}

Html evidence_of(const std::vector<production::Evidence>& list) {
  Html items;
  for (const auto& one : list)
    items += html("<li>{}</li>", link("/evidencias/" + one.sha256,
                                      one.name.empty() ? one.sha256.substr(0, 12) : one.name));
  return items.text.empty() ? Html{} : html("<ul class=\"docs docs--borde\">{}</ul>", items);
}

Html follow_form(Visit& visit, const PolicyLineStanding& one, const FormState& state,
                 std::int16_t year) {
  std::vector<Choice> periods;
  for (std::uint8_t n = 1; n <= 3; ++n) {
    const Cuatrimestre period{{year}, n};
    periods.push_back({show(period), text::cuatrimestre(period)});
  }
  Html inside = select(
      state,
      {.name = "periodo", .label = "Cuatrimestre", .standard = show(period_asked(visit, year))},
      periods);
  inside += text_area(state, {.name = "avance", .label = "Qué se hizo"}, 4, 2000);
  inside += text_input(state, {.name = "porcentaje",
                               .label = "Avance, %",
                               .hint = "De 0 a 100, si se puede decir.",
                               .width = "4",
                               .inputmode = "decimal"});
  inside += file_input(state, {.name = "evidencia", .label = "Evidencia"});
  inside += html("<div class=\"acciones\">{}</div>", button("Guardar el avance"));
  return section("informar", "Informar el avance",
                 form(visit, {.action = address_of(one.line.numero), .files = true}, inside));
}

Result<Response> one_line(Visit& visit, const FormState& state, int status) {
  const auto stored = TRY(plan_asked(visit));
  if (!stored) return no_plan(visit, "Línea de la Política");
  const auto standing = TRY(queries::policy(visit.db(), visit.institution));
  const auto number = whole_number(visit.capture("linea"));
  const auto one = std::ranges::find_if(
      standing.lines, [&](const auto& each) { return number && each.line.numero == *number; });
  if (one == standing.lines.end())
    return refuse(Refusal::PageUnknown, {{"hallado", std::string(visit.capture("linea"))}});
  const auto& line = one->line;
  PageView view;
  view.title = "Línea " + std::to_string(line.numero);
  view.heading = title_of(line);
  view.rubric = standing.policy.nombre + ", línea " + std::to_string(line.numero);
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.crumbs.push_back({"Política Migratoria", "/planificacion/politica"});
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  if (line.texto.empty())
    view.content += notice_box(
        NoticeTone::Amber,
        Html{"<p>La fuente da el número de la línea y no su texto. Se agrega en el plan: hoja de "
             "la Política en el Excel.</p>"});
  const auto said = [](const std::string& words) {
    return words.empty() ? html("{}{}", text::no_data, hidden("sin dato")) : escaped(words);
  };
  Html activities;
  for (const auto& activity : line.actividades) {
    std::vector<std::string> years;
    for (const auto year : activity.anios) years.push_back(std::to_string(year));
    activities += html("<li>{} <span class=\"secundario\">{}{}</span></li>", activity.texto,
                       years.empty() ? std::string("sin años") : joined(years, ", "),
                       activity.responsable.empty() ? "" : "; " + activity.responsable);
  }
  view.content +=
      summary_list({{"Eje", said(axis_name(standing.policy, line.eje))},
                    {"De dónde sale", said(line.lugar)},
                    {"Responsable", said(line.responsable)},
                    {"Actividades", activities.text.empty()
                                        ? escaped("Sin programar")
                                        : html("<ul class=\"govuk-list\">{}</ul>", activities)}});
  Html reports;
  for (const auto& row : one->progress)
    reports +=
        html("<li><time>{}</time>{}: {}{}{}</li>\n", text::date(row.on),
             text::cuatrimestre(row.period), row.progress,
             row.percent ? " (" + text::percent(row.percent->as_ratio(), 0) + ")" : std::string(),
             evidence_of(row.evidence));
  view.content +=
      section("historia", "Lo informado",
              reports.text.empty() ? Html{"<p class=\"secundario\">Aún no se ha informado.</p>"}
                                   : html("<ol class=\"traza\">\n{}</ol>", reports));
  if (visit.viewer->may(Permission::FollowPolicy))
    view.content += follow_form(visit, *one, state, stored->version.year.year);
  return page(visit, view, status);
}

}  // namespace

Result<Response> policy_list(Visit& visit) {
  const auto stored = TRY(plan_asked(visit));
  if (!stored) return no_plan(visit, "Política Migratoria");
  const auto standing = TRY(queries::policy(visit.db(), visit.institution));
  const auto year = year_asked(visit, stored->version.year.year);
  const auto shown = visit.request.query.first("ver");
  const auto list = lines_table(standing, shown, year);
  if (auto file = table_file(visit, list)) return *std::move(file);
  const auto all = static_cast<std::int64_t>(standing.lines.size());
  PageView view;
  view.title = view.heading = "Política Migratoria";
  view.lead = standing.policy.nombre + ", " + standing.policy.acto +
              ". La institución está "
              "vinculada a " +
              text::count(standing.policy.lineas_vinculadas) + " de " +
              text::count(standing.policy.lineas_totales) + " líneas de acción.";
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.dense = true;
  view.content += figure_strip({{text::count(standing.with_progress),
                                 "Con avance informado, de " + text::count(all),
                                 {},
                                 "/planificacion/politica?ver=avance"},
                                {text::count(standing.without_text),
                                 "Sin texto",
                                 {},
                                 "/planificacion/politica?ver=sin-texto"},
                                {text::count(standing.unscheduled),
                                 "Sin programar",
                                 {},
                                 "/planificacion/politica?ver=sin-programar"}});
  view.content += filter(visit, shown, year);
  view.content += table(visit, list);
  return page(visit, view);
}

Result<Response> policy_show(Visit& visit) { return one_line(visit, FormState(), 200); }

Result<Response> policy_follow(Visit& visit) {
  FormState state(visit.request.form);
  commands::PolicyFollowUp follow;
  follow.line = static_cast<std::int32_t>(whole_number(visit.capture("linea")).value_or(0));
  follow.period = TRY(Cuatrimestre::parse(state.value("periodo")));
  follow.progress = std::string(trimmed(state.value("avance")));
  if (const auto said = state.value("porcentaje"); !trimmed(said).empty()) {
    if (const auto amount = typed_quantity(said))
      follow.percent = *amount;
    else
      state.fault("porcentaje", amount.error());
  }
  if (!state.faulty()) {
    if (const auto* upload = visit.request.upload("evidencia"); upload && upload->size > 0) {
      auto context = TRY(visit.context(commands::Use::Change));
      follow.evidence.push_back(
          TRY(commands::keep_evidence(context, TRY(bytes_of(*upload)), upload->file_name)));
    }
    auto act = commands::report_policy_line(follow);
    const auto receipt = visit.submit(act.kind, std::move(act.act));
    if (receipt) {
      visit.notice("Se guardó el avance de la línea " + std::to_string(follow.line) + " (asiento " +
                   std::to_string(receipt->seq) + ").");
      return redirect(address_of(follow.line));
    }
    if (receipt.error().fault == Fault::Forbidden) return std::unexpected(receipt.error());
    const auto& code = receipt.error().code;
    state.fault(code == row_of(planning::Refusal::ProgressMissing).code    ? "avance"
                : code == row_of(planning::Refusal::NumberOutOfRange).code ? "porcentaje"
                                                                           : "",
                receipt.error());
  }
  return one_line(visit, state, 422);
}

}  // namespace web
