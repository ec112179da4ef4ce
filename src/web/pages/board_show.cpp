// I3: the executive board. Five figures against what was programmed to date, the course of the
// year, what asks for a decision, and the subproductos with the one most behind first.
#include <algorithm>

#include "documents/board_sheet.hpp"
#include "documents/render_pdf.hpp"
#include "documents/wording.hpp"
#include "queries/board_questions.hpp"
#include "queries/control.hpp"
#include "queries/payment_files.hpp"
#include "queries/plans.hpp"
#include "text/format.hpp"
#include "text/payment_files.hpp"
#include "web/pages/execution_view.hpp"

namespace web {
namespace {

using evaluation::Light;
using queries::LiveExecution;

// A figure of the strip, in words that the page and the sheet of paper share.
struct Figure {
  std::string name, address;
  std::string number, unit;  // "38.8" and "%", "24" and "de 24"; unit "" where there is none.
  Html bar;
  std::string remark;
  std::optional<Light> light;  // Nothing: `state` says it in words.
  std::string state;
};

Html strip(const std::vector<Figure>& figures) {
  Html rows;
  for (const auto& one : figures) {
    const auto value = one.number.empty() ? html("{}{}", text::no_data, hidden("sin dato"))
                                          : html("{}<small> {}</small>", one.number, one.unit);
    const auto state =
        one.light ? traffic_light(*one.light)
                  : html("<span class=\"sem sem--no\">{}{}</span>", symbol("no"), one.state);
    rows += html(
        R"(<div><dt>{}</dt><dd class="valor">{}</dd><dd class="b">{}</dd><dd class="pie-c">{}</dd>
<dd class="s">{}</dd></div>
)",
        link(one.address, one.name), value, one.bar, one.remark, state);
  }
  return html("<dl class=\"cifras\">\n{}</dl>", rows);
}

void set_percent(Figure& figure, const std::optional<Ratio>& points) {
  if (!points) return;
  figure.number = text::decimal(*points, 1);
  figure.unit = "%";
}

void set_part(Figure& figure, std::int64_t part, std::int64_t whole) {
  figure.number = std::to_string(part);
  figure.unit = "de " + std::to_string(whole);
}

std::optional<Ratio> before(const LiveExecution& live,
                            std::optional<Ratio> queries::CoursePoint::*pick) {
  const auto month = live.evaluation.cut.last.number;
  if (month == 1) return Ratio{};
  return live.course[month - 2U].*pick;
}

Figure financial(const LiveExecution& live) {
  const auto& all = live.evaluation;
  const auto& total = all.financial.total;
  const auto& course = live.course[all.cut.last.number - 1U];
  Figure figure{"Ejecución financiera", "/ejecucion" + month_query(all.cut.last)};
  const auto value = total.percent.value;
  set_percent(figure, value);
  figure.bar = wide_bar(value, course.financial_programmed,
                        "Financiera " + in_points(value) + " %; programado " +
                            in_points(course.financial_programmed) + " %");
  if (!value) {
    figure.remark =
        all.financial.loaded ? why_not(total.percent) : "No se ha cargado el presupuesto";
    figure.state = "Sin dato";
    return figure;
  }
  figure.remark =
      (course.financial_programmed ? "Programado " + in_points(course.financial_programmed) + " %. "
                                   : std::string("Sin programación financiera. ")) +
      "Mes: " + change_in_points(value, before(live, &queries::CoursePoint::financial));
  if (*value == Ratio{})
    figure.state = "Sin ejecución aún";
  else
    figure.light = total.signal.light;
  return figure;
}

Figure physical(const LiveExecution& live) {
  const auto& all = live.evaluation;
  Figure figure{"Ejecución física", "/ejecucion/productos" + month_query(all.cut.last)};
  const auto value = all.physical.value;
  const auto expected = all.physical_expected.value;
  set_percent(figure, value);
  figure.bar =
      wide_bar(value, expected,
               "Física " + in_points(value) + " %; programado " + in_points(expected) + " %");
  if (!value) {
    figure.remark = why_not(all.physical);
    figure.state = "Sin ejecución aún";
    return figure;
  }
  figure.remark = "Programado " + in_points(expected) + " %. Mes: " +
                  change_in_points(value, before(live, &queries::CoursePoint::physical));
  if (*value == Ratio{})
    figure.state = "Sin ejecución aún";
  else
    figure.light = all.physical_signal.light;
  return figure;
}

struct MonthOfUnits {
  int expected = 0, reported = 0, validated = 0;
};

MonthOfUnits units_of(const queries::Evaluation& all) {
  MonthOfUnits count;
  for (const auto& unit : all.coverage.units)
    for (const auto& step : unit.months) {
      if (step.month != all.cut.last || !step.expected) continue;
      ++count.expected;
      count.reported += step.reported ? 1 : 0;
      count.validated += step.state == production::ReportState::Validado ? 1 : 0;
    }
  return count;
}

Ratio share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? Ratio{} : Ratio{Int128{part} * 100, whole};
}

void set_units_state(Figure& figure, const queries::Evaluation& all, const MonthOfUnits& count,
                     Date deadline, Date today) {
  if (count.expected == 0) {
    figure.state = "Nada programado";
    return;
  }
  if (count.reported < count.expected &&
      std::ranges::find(all.coverage.closed, all.cut.last) == all.coverage.closed.end() &&
      std::chrono::sys_days(today) <= std::chrono::sys_days(deadline)) {
    figure.state = "Aún no vence";
    return;
  }
  const auto points = share(count.reported, count.expected);
  figure.light = points < all.thresholds.attention_from ? Light::Behind
                 : points < all.thresholds.ok_from      ? Light::Attention
                                                        : Light::Ok;
}

Result<Figure> reporting(Visit& visit, const LiveExecution& live) {
  const auto& all = live.evaluation;
  const auto count = units_of(all);
  const auto deadline = TRY(queries::report_deadline(visit.db(), all.cut.last));
  Figure figure{"Unidades que reportaron", "/ejecucion/validacion" + month_query(all.cut.last)};
  set_part(figure, count.reported, count.expected);
  figure.bar = wide_bar(
      share(count.reported, count.expected), Ratio::whole(100),
      std::to_string(count.reported) + " de " + std::to_string(count.expected) + " unidades");
  const bool closed =
      std::ranges::find(all.coverage.closed, all.cut.last) != all.coverage.closed.end();
  figure.remark = (closed ? "Mes cerrado. " : "Plazo: " + text::date(deadline) + ". ") +
                  std::to_string(count.validated) + " validadas";
  set_units_state(figure, all, count, deadline, visit.today());
  return figure;
}

Result<Figure> policy_figure(Visit& visit, const LiveExecution& live) {
  Figure figure{"Líneas de la Política con avance", "/planificacion/politica"};
  const auto standing = TRY(queries::policy(visit.db(), visit.institution));
  const auto all = static_cast<std::int64_t>(standing.lines.size());
  const auto month = live.evaluation.cut.last;
  std::int64_t fresh = 0;
  for (const auto& line : standing.lines)
    fresh += std::ranges::any_of(line.progress,
                                 [&](const auto& row) { return month_of(row.on) == month; });
  set_part(figure, standing.with_progress, all);
  figure.bar = wide_bar(
      share(standing.with_progress, all), std::nullopt,
      std::to_string(standing.with_progress) + " de " + std::to_string(all) + " líneas con avance");
  figure.remark = std::to_string(standing.without_text) + " sin texto, " +
                  std::to_string(standing.unscheduled) +
                  " sin programar. Mes: " + (fresh > 0 ? "+" : "") + std::to_string(fresh);
  figure.state = standing.unscheduled == all ? "No programado" : "Sin plazo en el mes";
  return figure;
}

Figure reports_figure(const std::vector<queries::StandingReport>& reports, Month month) {
  Figure figure{"Informes en curso", "/informes"};
  const auto open = std::ranges::count(reports, false, &queries::StandingReport::approved);
  const auto all = static_cast<std::int64_t>(reports.size());
  const auto fresh = std::ranges::count_if(
      reports, [&](const auto& one) { return month_of(one.drafted_on) == month; });
  set_part(figure, open, all);
  figure.bar = wide_bar(share(all - open, all), Ratio::whole(100),
                        std::to_string(all - open) + " de " + std::to_string(all) + " aprobados");
  figure.remark =
      std::to_string(all - open) + " aprobados. Preparados en el mes: " + std::to_string(fresh);
  figure.state = all == 0 ? "Ninguno preparado" : open == 0 ? "Todos aprobados" : "Por aprobar";
  return figure;
}

// The open payment files that are within the law's days to pay; nothing where there was never one.
Result<std::optional<Figure>> files_figure(Visit& visit) {
  const auto today = visit.today();
  const auto list =
      TRY(queries::payment_files(visit.db(), visit.institution, {}, {.count = 1}, today));
  if (list.total == 0) return std::optional<Figure>{};
  const auto first = first_day(Month{{std::int16_t(month_of(today).year.year - 1)}, 1});
  const auto board =
      TRY(queries::verification_board(visit.db(), visit.institution, first, today, today));
  std::int64_t open = 0;
  for (std::size_t i = 0; i < list.por_estado.size(); ++i) {
    using enum verification::Estado;
    const auto state = static_cast<verification::Estado>(i);
    if (state != Pagado && state != Archivado && state != Rechazado && state != Anulado)
      open += list.por_estado[i];
  }
  const auto late = std::min(open, board.vencidos);
  Figure figure{"Expedientes en plazo", "/expedientes"};
  set_part(figure, open - late, open);
  figure.bar = wide_bar(share(open - late, open), std::nullopt,
                        std::to_string(open - late) + " de " + std::to_string(open) + " en plazo");
  figure.remark = (late == 0 ? std::string("Ninguno vencido")
                             : std::to_string(late) + (late == 1 ? " vencido" : " vencidos")) +
                  ". En trámite: " + text::large_money(board.en_tramite);
  if (open == 0)
    figure.state = "Bandeja vacía";
  else
    figure.light = late == 0                                     ? Light::Ok
                   : share(open - late, open) < Ratio::whole(75) ? Light::Behind
                                                                 : Light::Attention;
  return std::optional<Figure>{std::move(figure)};
}

// ---- What asks for a decision ------------------------------------------------------------------

// Recommendations of audit whose day has passed; nothing where nothing was ever found.
Result<std::optional<Figure>> audit_figure(Visit& visit) {
  const auto count = TRY(queries::overdue_findings(visit.db(), visit.institution, visit.today()));
  if (count.todas == 0) return std::optional<Figure>{};
  Figure figure{"Recomendaciones vencidas", "/auditoria?vencidos=si"};
  set_part(figure, count.vencidas, count.abiertas);
  figure.bar = wide_bar(share(count.abiertas - count.vencidas, count.abiertas), std::nullopt,
                        std::to_string(count.abiertas - count.vencidas) + " de " +
                            std::to_string(count.abiertas) + " en plazo");
  figure.remark = count.vencidas == 0
                      ? "Ninguna vencida"
                      : "La más antigua venció hace " + text::working_days(count.dias_max);
  if (count.abiertas == 0)
    figure.state = "Sin recomendaciones abiertas";
  else
    figure.light = count.vencidas == 0 ? Light::Ok : Light::Behind;
  return std::optional<Figure>{std::move(figure)};
}

struct Matter {
  std::string what, address, why;
};

// How many months in a row, up to the board's, the accumulated index was below the limit.
int months_behind(const queries::PhysicalGoal& goal, int months, const Ratio& limit) {
  int row = 0;
  Quantity programmed, executed;
  for (int m = 0; m < months; ++m) {
    const auto& month = goal.months[static_cast<std::size_t>(m)];
    programmed += month.programmed;
    executed += month.executed.value_or(Quantity{});
    const bool behind = programmed > Quantity{} &&
                        executed.as_ratio() * Ratio::whole(100) < limit * programmed.as_ratio();
    row = behind ? row + 1 : 0;
  }
  return row;
}

struct Rank {
  const queries::PhysicalProduct* product;
  const queries::PhysicalGoal* goal;
};

// Worst first; what has no index comes last, in the plan's order.
std::vector<Rank> ranked(const queries::Evaluation& all) {
  std::vector<Rank> ranks;
  for (const auto& product : all.products)
    for (const auto& goal : product.goals) ranks.push_back({&product, &goal});
  std::ranges::stable_sort(ranks, [](const Rank& a, const Rank& b) {
    const auto &x = a.goal->signal.index.value, &y = b.goal->signal.index.value;
    if (x && y) return *x < *y;
    return x.has_value() && !y.has_value();
  });
  return ranks;
}

Result<std::vector<Matter>> matters(Visit& visit, const LiveExecution& live,
                                    const std::vector<queries::StandingReport>& reports) {
  const auto& all = live.evaluation;
  std::vector<Matter> list;
  for (const auto& one : reports)
    if (!one.approved)
      list.push_back(
          {(one.state == "revision" ? "Aprobar el informe " : "Terminar el informe ") + one.period,
           "/informes/" + encoded(one.code) + '/' + std::to_string(one.version) +
               (one.state == "revision" ? "/revision" : ""),
           "Versión " + std::to_string(one.version) + ", preparada el " +
               text::date(one.drafted_on)});
  for (const auto& row : TRY(queries::rectifications_of(visit.db(), visit.institution)))
    if (row.state == "propuesta")
      list.push_back({"Autorizar o negar la rectificación " + std::to_string(row.number),
                      unit_month_address(row.asked.key.unit, row.asked.key.month),
                      row.asked.key.unit + ", " + text::month(row.asked.key.month) +
                          "; propuesta el " + text::date(row.proposed_on)});
  for (const auto& row : TRY(queries::indicator_sheets(visit.db(), visit.institution)))
    if (!row.approved)
      list.push_back(
          {"Aprobar la ficha " + row.sheet.codigo + " v" + std::to_string(row.sheet.version),
           "/planificacion/indicadores/" + encoded(row.sheet.codigo),
           "En espera desde el " + text::date(row.proposed_on)});
  for (const auto& [product, goal] : ranked(all)) {
    if (goal->signal.light != Light::Behind) continue;
    const int months = months_behind(*goal, all.cut.last.number, all.thresholds.attention_from);
    const auto causes = causes_of(live, goal->subproducto);
    list.push_back(
        {"Reprogramar o acordar medidas: " + documents::without_stop(goal->name),
         product_address(product->code, all.cut.last),
         "Índice " + in_points(goal->signal.index.value) +
             (months > 1 ? ", " + std::to_string(months) + " meses seguidos en rezago" : "") +
             (causes.empty() ? ". Sin causa informada" : ". " + causes.front().text)});
  }
  for (const auto& product : all.products)
    if (product.wide_gap)
      list.push_back({"Explicar la brecha físico–financiera: " + product.name,
                      product_address(product.code, all.cut.last),
                      "Física " + in_points(product.percent.value) + " %, financiera " +
                          in_points(product.financial.value) + " %"});
  const auto count = units_of(all);
  const auto deadline = TRY(queries::report_deadline(visit.db(), all.cut.last));
  if (count.reported < count.expected &&
      std::chrono::sys_days(visit.today()) > std::chrono::sys_days(deadline))
    list.push_back({"Pedir el reporte de " + text::month(all.cut.last) + " a " +
                        text::counted(count.expected - count.reported, "unidad", "unidades",
                                      text::Gender::Feminine),
                    "/ejecucion/validacion" + month_query(all.cut.last),
                    "El plazo venció el " + text::date(deadline)});
  for (const auto& one : TRY(queries::measures(visit.db(), visit.institution)))
    if (one.state != planning::MeasureState::Cumplida && one.measure.fin &&
        std::chrono::sys_days(*one.measure.fin) < std::chrono::sys_days(visit.today()))
      list.push_back({"Medida " + one.measure.codigo + ", vencida",
                      "/planificacion/medidas/" + encoded(one.measure.codigo),
                      "Plazo " + text::date(*one.measure.fin) + ". " + one.measure.responsable});
  return list;
}

constexpr std::size_t decisions_max = 5;

Html decisions(const std::vector<Matter>& list) {
  constexpr std::size_t most = decisions_max;
  if (list.empty())
    return section("dec", "Lo que requiere decisión",
                   empty_state("Nada espera una decisión este mes."));
  Html rows;
  for (std::size_t i = 0; i < std::min(most, list.size()); ++i)
    rows +=
        html("<li>{}<small>{}</small></li>\n", link(list[i].address, list[i].what), list[i].why);
  Html more;
  if (list.size() > most)
    more = html("<p class=\"origen\">{}</p>",
                "Las cinco primeras de " + std::to_string(list.size()) + ".");
  return html(
      R"(<section aria-labelledby="dec">
<h2 id="dec" class="govuk-heading-s">Lo que requiere decisión</h2>
<ol class="decidir">
{}</ol>{}</section>)",
      rows, more);
}

// ---- The course of the year and the table ------------------------------------------------------

std::string course_message(const LiveExecution& live) {
  const auto& point = live.course[live.evaluation.cut.last.number - 1U];
  if (!point.financial && !point.physical) return "Aún no hay ejecución que comparar";
  if (!point.financial)
    return "Lo físico lleva " + in_points(point.physical) + " %; el presupuesto no se ha cargado";
  const auto versus = [](const std::optional<Ratio>& done,
                         const std::optional<Ratio>& expected) -> std::string {
    if (!done || !expected) return "sin comparación";
    const Ratio gap = *done - *expected;
    const Ratio width = gap < Ratio{} ? Ratio{} - gap : gap;
    if (width < Ratio::whole(1)) return "conforme a lo programado";
    return text::decimal(width, 1) + (gap < Ratio{} ? " puntos por debajo" : " puntos por encima");
  };
  return "Lo físico va " + versus(point.physical, point.physical_programmed) + "; lo financiero, " +
         versus(point.financial, point.financial_programmed);
}

TableView table_of(const LiveExecution& live) {
  using Kind = TableColumn::Kind;
  const auto& all = live.evaluation;
  TableView view;
  view.id = "subproductos";
  view.caption =
      "Subproductos, del más rezagado al más adelantado\nÍndice = físico ejecutado ÷ programado a "
      "la "
      "fecha × 100. Raya en la barra: programado a la fecha";
  view.as_of = "Datos al " + text::date(last_day(all.cut.last));
  view.illustrative = all.illustrative;
  view.file_name = "tablero-" + show(all.cut.last);
  view.empty = "El plan no tiene subproductos.";
  view.columns = {
      {.key = "subproducto", .title = "Subproducto", .row_header = true},
      {.key = "producto", .title = "Producto", .kind = Kind::Code, .secondary = true},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
      {.key = "indice", .title = "Índice", .kind = Kind::Percent},
      {.key = "fisico", .title = "Físico", .note = "% del año", .kind = Kind::Percent},
      {.key = "financiero",
       .title = "Financiero",
       .note = "% del vigente",
       .kind = Kind::Percent,
       .secondary = true},
      {.key = "causa", .title = "Causa informada", .sortable = false, .secondary = true},
  };
  for (const auto& [product, goal] : ranked(all)) {
    TableRow row;
    const auto* line = activity_of(all, product->category);
    std::optional<Ratio> programmed, programmed_money;
    if (goal->year_goal > Quantity{})
      programmed =
          goal->accumulated.programmed.as_ratio() * Ratio::whole(100) / goal->year_goal.as_ratio();
    if (line && line->programmed && line->vigente > MoneySum{})
      programmed_money = evaluation::quetzales(*line->programmed) * Ratio::whole(100) /
                         evaluation::quetzales(line->vigente);
    const auto causes = causes_of(live, goal->subproducto);
    row.cells.push_back(
        {documents::without_stop(goal->name), product_address(product->code, all.cut.last)});
    row.cells.push_back({product->category});
    row.cells.push_back({light_of(goal->signal), "", std::string(word_of(goal->signal.light))});
    row.cells.push_back({percent_cell(goal->signal.index)});
    TableCell done{percent_cell(goal->percent)};
    done.css = "cuenta";
    done.after = goal->percent.value ? mini_bar(goal->percent.value, programmed) : Html{};
    row.cells.push_back(std::move(done));
    TableCell money{percent_cell(product->financial)};
    money.css = "cuenta";
    money.after =
        product->financial.value ? mini_bar(product->financial.value, programmed_money) : Html{};
    row.cells.push_back(std::move(money));
    if (causes.empty())
      row.cells.push_back({});
    else
      row.cells.push_back({causes.front().text});
    view.rows.push_back(std::move(row));
  }
  return view;
}

struct Board {
  Month month;
  LivePointer live;
  std::vector<Figure> figures;
  std::vector<Matter> matters;
};

Result<Board> board_of(Visit& visit, Month month) {
  Board board{month, TRY(live_at(visit, month)), {}, {}};
  const auto reports = TRY(queries::standing_reports(visit.db(), visit.institution));
  auto files = TRY(files_figure(visit));
  auto audit = TRY(audit_figure(visit));
  board.figures = {financial(*board.live), physical(*board.live),
                   TRY(reporting(visit, *board.live)),
                   files ? *std::move(files) : TRY(policy_figure(visit, *board.live)),
                   audit ? *std::move(audit) : reports_figure(reports, month)};
  board.matters = TRY(matters(visit, *board.live, reports));
  return board;
}

std::string lead_of(Month month) {
  return text::capitalized(text::months_in_prose({month.year, 1}, month)) +
         ", frente a lo programado a la fecha.";
}

// As many subproductos as fit on the sheet with the rest.
constexpr std::size_t printed_max = 6;

documents::BoardSheet sheet_of(const Board& board, queries::InstitutionData institution,
                               Date today) {
  const auto& all = board.live->evaluation;
  documents::BoardSheet sheet{.institution = std::move(institution),
                              .month = board.month,
                              .made_on = today,
                              .illustrative = all.illustrative,
                              .lead = lead_of(board.month),
                              .source = all.financial.source,
                              .course_message = course_message(*board.live),
                              .course = board.live->course,
                              .matters_all = board.matters.size()};
  for (const auto& one : board.figures)
    sheet.figures.push_back(
        {one.name, one.number.empty() ? std::string(text::no_data) : one.number + ' ' + one.unit,
         one.remark, one.light, one.state});
  for (const auto& one : board.matters) {
    if (sheet.matters.size() == decisions_max) break;
    sheet.matters.push_back({one.what, one.why});
  }
  const auto ranks = ranked(all);
  sheet.subproductos_all = ranks.size();
  for (const auto& [product, goal] : ranks) {
    if (sheet.subproductos.size() == printed_max) break;
    sheet.subproductos.push_back({documents::without_stop(goal->name), product->category,
                                  goal->signal, goal->percent, product->financial});
  }
  return sheet;
}

}  // namespace

Result<Response> board_show(Visit& visit) {
  const auto month = TRY(asked_month(visit));
  if (!month) return nothing_loaded(visit, "Tablero ejecutivo", Area::Execution);
  const auto live = TRY(live_at(visit, *month));
  const auto view_of_table = table_of(*live);
  if (auto file = table_file(visit, view_of_table)) return *std::move(file);

  const auto board = TRY(board_of(visit, *month));
  CourseView course;
  course.id = "curso";
  course.message = course_message(*live);
  course.note = "Porcentaje acumulado, " + show(month->year) +
                ". Punto: financiera. Cuadro: física. Raya cortada: programado.";
  course.points = live->course;

  PageView view;
  view.title = "Tablero ejecutivo";
  view.heading = view.title;
  view.lead = lead_of(*month);
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}};
  view.actions = board_stamps(*live) +
                 secondary_link("/tablero.pdf" + month_query(*month), "Imprimir en una hoja (PDF)");
  view.dense = true;
  view.content = strip(board.figures);
  view.content += html(
      R"(<div class="rejilla rejilla--64 seccion">
{}
{}
</div>)",
      course_chart(course), decisions(board.matters));
  view.content +=
      html("<section class=\"seccion\" aria-label=\"Avance por subproducto\">{}</section>",
           table(visit, view_of_table));
  view.content += html("<section class=\"seccion\" aria-label=\"Período\">{}</section>",
                       month_filter(visit, "/tablero", *month));
  view.origin = provenance({text::date(last_day(*month)), "preliminar",
                            live->evaluation.financial.source, live->evaluation.illustrative});
  return page(visit, view);
}

Result<Response> board_sheet(Visit& visit) {
  const auto month = TRY(asked_month(visit));
  if (!month) return redirect("/tablero");
  const auto board = TRY(board_of(visit, *month));
  const auto document = documents::board_sheet(sheet_of(
      board, TRY(queries::institution_data(visit.db(), visit.institution)), visit.today()));
  return download(TRY(documents::pdf_of(document)), "application/pdf", document.code + ".pdf");
}

}  // namespace web
