// Small parts of the boards. Lengths are tenths of a unit, as whole numbers.
#include "web/pages/execution_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/svg.hpp"
#include "documents/wording.hpp"
#include "text/format.hpp"

namespace web {
namespace {

using documents::along;
using documents::tenths;

const Ratio hundred = Ratio::whole(100);

Ratio between(const Ratio& low, const Ratio& value, const Ratio& high) {
  return std::clamp(value, low, high);
}

// A bar of so many tenths' width and a height given by its paths.
Html bar(const std::optional<Ratio>& done, const std::optional<Ratio>& programmed, int width,
         int height, int thick) {
  const auto top = tenths((height - thick) / 2), tall = tenths(thick);
  Html paths{"<path class=\"g-v\" d=\"M0 " + top + "h" + tenths(width) + "v" + tall + "H0z\"/>"};
  if (done) {
    const int length = along(between(Ratio{}, *done, hundred), hundred, 0, width);
    paths.text +=
        "<path class=\"g-b\" d=\"M0 " + top + "h" + tenths(length) + "v" + tall + "H0z\"/>";
  }
  if (programmed) {
    const int mark = along(between(Ratio{}, *programmed, hundred), hundred, 0, width);
    paths.text += "<path class=\"g-k\" d=\"M" + tenths(mark) + " 0v" + tenths(height) + "\"" +
                  (height < 150 ? " stroke-width=\"2\"" : "") + "/>";
  }
  return paths;
}

struct Frame {
  int left, right, top, bottom;
  Ratio full;
  int x(std::size_t month) const { return left + (right - left) * static_cast<int>(month) / 11; }
  int y(const Ratio& points) const {
    return along(between(Ratio{}, points, full), full, bottom, top);
  }
};

using Pick = std::optional<Ratio> queries::CoursePoint::*;

std::string path_of(const CourseView& view, const Frame& frame, Pick pick) {
  std::string path;
  for (std::size_t m = 0; m < 12; ++m) {
    const auto& value = view.points[m].*pick;
    if (!value) continue;
    path += (path.empty() ? "M" : " L") + tenths(frame.x(m)) + " " + tenths(frame.y(*value));
  }
  return path;
}

std::size_t last_of(const CourseView& view, Pick pick) {
  std::size_t last = 12;
  for (std::size_t m = 0; m < 12; ++m)
    if ((view.points[m].*pick).has_value()) last = m;
  return last;
}

std::string text_at(int x, int y, std::string_view css, std::string_view words) {
  return "<text x=\"" + tenths(x) + "\" y=\"" + tenths(y) + "\" class=\"" + std::string(css) +
         "\">" + escaped(words).text + "</text>";
}

Html drawn(const CourseView& view, const Frame& frame, bool wide) {
  using queries::CoursePoint;
  std::string svg = "<svg class=\"";
  svg += wide ? "ancha" : "angosta";
  svg += " halo\" viewBox=\"0 0 " + std::string(wide ? "680" : "342") +
         " 250\" role=\"img\" aria-labelledby=\"" + view.id + (wide ? "-a" : "-b") +
         "\"><title id=\"" + view.id + (wide ? "-a" : "-b") + "\">" + escaped(view.message).text +
         "</title>";
  for (int step = 0; step <= 2; ++step) {
    const Ratio points = frame.full * Ratio{step, 2};
    const auto y = frame.y(points);
    svg += "<path class=\"" + std::string(step == 0 ? "g-0" : "g-r") + "\" d=\"M" +
           tenths(frame.left) + " " + tenths(y) + "H" + tenths(frame.right) + "\"/>" +
           text_at(frame.left - 60, y + 40, "t2 fin", text::decimal(points, 0));
  }
  for (std::size_t m = 0; m < 12; m += wide ? 1 : 2)
    svg += text_at(frame.x(m), frame.bottom + 200, "t2 mid",
                   documents::month_short({{2026}, static_cast<std::uint8_t>(m + 1)}));
  const Pick dashed = last_of(view, &CoursePoint::financial_programmed) < 12
                          ? &CoursePoint::financial_programmed
                          : &CoursePoint::physical_programmed;
  const auto line = [&](Pick pick, std::string_view css) {
    if (const auto path = path_of(view, frame, pick); !path.empty())
      svg += "<path class=\"" + std::string(css) + "\" d=\"" + path + "\"/>";
  };
  line(dashed, "g-m");
  line(&CoursePoint::financial, "g-e");
  line(&CoursePoint::physical, "g-f");
  for (std::size_t m = 0; m < 12; ++m) {
    if (const auto& value = view.points[m].financial)
      svg += "<circle class=\"g-ep\" cx=\"" + tenths(frame.x(m)) + "\" cy=\"" +
             tenths(frame.y(*value)) + "\" r=\"4\"/>";
    if (const auto& value = view.points[m].physical)
      svg += "<path class=\"g-fp\" d=\"M" + tenths(frame.x(m) - 40) + " " +
             tenths(frame.y(*value) - 40) + "h8v8h-8z\"/>";
  }
  const auto financial = last_of(view, &CoursePoint::financial);
  const auto physical = last_of(view, &CoursePoint::physical);
  // The names stand on the outer side of the two lines, so that they never meet.
  const auto value_of = [&](std::size_t month, Pick pick) {
    return month < 12 ? *(view.points[month].*pick) : Ratio{};
  };
  const auto f = value_of(financial, &CoursePoint::financial);
  const auto p = value_of(physical, &CoursePoint::physical);
  const auto label = [&](std::size_t month, const Ratio& value, bool above, std::string_view css,
                         std::string_view name) {
    if (month >= 12) return;
    const bool late = month > 8;
    const auto x = frame.x(month) + (late ? -100 : above ? -40 : 100);
    svg += text_at(x, frame.y(value) + (above ? -110 : 150),
                   std::string(css) + (late    ? " fin"
                                       : above ? " mid"
                                               : ""),
                   std::string(name) + " " + text::decimal(value, 1));
  };
  label(financial, f, f > p, "td", "Financiera");
  label(physical, p, f <= p, "tb", "Física");
  if (const auto last = last_of(view, dashed); last < 12) {
    const auto y = frame.y(*(view.points[last].*dashed));
    svg += wide ? text_at(frame.x(last) + 80, y + 40, "t2", view.programmed_name)
                : text_at(frame.x(last) - 80, y + 20, "t2 fin", view.programmed_name);
  }
  return {svg + "</svg>"};
}

Ratio full_of(const CourseView& view) {
  Ratio most = hundred;
  for (const auto& point : view.points)
    for (const auto& value :
         {point.financial, point.financial_programmed, point.physical, point.physical_programmed})
      if (value) most = std::max(most, *value);
  if (most == hundred) return hundred;
  return Ratio::whole((rounded(most) / 50 + 1) * 50);
}

Html data_cell(const std::optional<Ratio>& value) {
  if (value) return html("<td class=\"num\">{}</td>", text::decimal(*value, 1));
  return html("<td class=\"num\">{}{}</td>", text::no_data, hidden("sin dato"));
}

}  // namespace

Result<LivePointer> live_at(Visit& visit, Month month) {
  return visit.remembered<queries::LiveExecution>(
      "ejecucion " + visit.institution + " " + show(month),
      [&] { return queries::live_execution(visit.db(), visit.institution, month); });
}

Result<std::optional<Month>> asked_month(Visit& visit) {
  const auto& query = visit.request.query;
  const auto standard = TRY(queries::month_of_boards(visit.db(), visit.institution));
  auto year = query.optional("anio"), month = query.optional("mes");
  if (month && month->contains('-')) return std::optional<Month>(TRY(Month::parse(*month)));
  if (!year && !month) return standard;
  if (!standard) return standard;
  const auto wanted_year = year ? TRY(FiscalYear::parse(*year)) : standard->year;
  const auto number = month ? whole_number(*month) : std::optional<long long>{standard->number};
  if (!number) return std::optional<Month>(TRY(Month::parse(show(wanted_year) + "-" + *month)));
  return std::optional<Month>(
      TRY(Month::parse(show(wanted_year) + "-" + padded_left(std::to_string(*number), 2))));
}

std::string month_query(Month month) {
  return "?anio=" + show(month.year) + "&mes=" + std::to_string(month.number);
}

Html month_filter(Visit& visit, std::string_view action, Month month, const Html& more) {
  Html years, months;
  const auto known =
      queries::years_of_boards(visit.db(), visit.institution).value_or(std::vector<FiscalYear>{});
  auto all = known;
  if (std::ranges::find(all, month.year) == all.end()) all.push_back(month.year);
  for (const auto year : all)
    years += html(year == month.year ? "<option selected>{}</option>" : "<option>{}</option>",
                  show(year));
  for (std::uint8_t m = 1; m <= 12; ++m)
    months += html(m == month.number ? "<option value=\"{}\" selected>{}</option>"
                                     : "<option value=\"{}\">{}</option>",
                   std::to_string(m), text::month_name({month.year, m}));
  return html(
      R"(<form class="filtros" action="{}" method="get">
<div><label for="f-anio">Año</label><select id="f-anio" name="anio">{}</select></div>
<div><label for="f-mes">Enero a</label><select id="f-mes" name="mes">{}</select></div>
{}<button type="submit" class="govuk-button govuk-button--secondary">Aplicar</button>
</form>)",
      action, years, months, more);
}

Html mini_bar(const std::optional<Ratio>& done, const std::optional<Ratio>& programmed) {
  return html("<svg class=\"mb\" viewBox=\"0 0 64 10\" aria-hidden=\"true\">{}</svg>",
              bar(done, programmed, 640, 100, 60));
}

Html wide_bar(const std::optional<Ratio>& done, const std::optional<Ratio>& programmed,
              std::string_view sentence) {
  return html("<svg class=\"b\" viewBox=\"0 0 220 18\" role=\"img\" aria-label=\"{}\">{}</svg>",
              sentence, bar(done, programmed, 2200, 180, 100));
}

std::string in_points(const std::optional<Ratio>& value) {
  return value ? text::decimal(*value, 1) : std::string("sin dato");
}

std::string change_in_points(const std::optional<Ratio>& now, const std::optional<Ratio>& before) {
  if (!now || !before) return "sin dato";
  const Ratio change = *now - *before;
  return (change > Ratio{} ? "+" : "") + text::decimal(change, 1) + " puntos";
}

Html light_of(const evaluation::Signal& signal) { return traffic_light(signal.light); }

CellValue percent_cell(const evaluation::Figure& figure) {
  if (figure.value) return *figure.value;
  if (figure.why_not == evaluation::NotEvaluable::NotProgrammed) return NotDue{};
  return Missing{};
}

CellValue percent_cell(const std::optional<Ratio>& value) {
  if (value) return *value;
  return Missing{};
}

std::string why_not(const evaluation::Figure& figure) {
  return figure.why_not ? std::string(documents::sentence_of(*figure.why_not)) : std::string();
}

Html course_chart(const CourseView& view) {
  const auto full = full_of(view);
  Html rows;
  for (std::size_t m = 0; m < 12; ++m) {
    const auto& point = view.points[m];
    rows += html("<tr><th scope=\"row\">{}</th>{}{}{}{}</tr>",
                 text::month_name({{2026}, static_cast<std::uint8_t>(m + 1)}),
                 data_cell(point.financial_programmed), data_cell(point.financial),
                 data_cell(point.physical_programmed), data_cell(point.physical));
  }
  return html(
      R"(<figure class="grafica"><figcaption>{}<span>{}</span></figcaption>
{}
{}
{}</figure>)",
      view.message, view.note, drawn(view, {340, 5600, 140, 2220, full}, true),
      drawn(view, {340, 3280, 140, 2220, full}, false),
      data_details(rows,
                   {"Mes", "Financiera programada", "Financiera", "Física programada", "Física"}));
}

Html data_details(const Html& table_rows, const std::vector<std::string>& heads) {
  Html head;
  for (std::size_t i = 0; i < heads.size(); ++i)
    head += html(i == 0 ? "<th scope=\"col\">{}</th>" : "<th scope=\"col\" class=\"num\">{}</th>",
                 heads[i]);
  return html(
      R"(<details class="govuk-details"><summary class="govuk-details__summary">
<span class="govuk-details__summary-text">Ver los datos</span></summary>
<div class="govuk-details__text">
<div class="tabla-caja" role="region" aria-label="Datos de la gráfica" tabindex="0">
<table class="tabla"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></div></details>)",
      head, table_rows);
}

Html board_stamps(const queries::LiveExecution& live, std::string_view as_of) {
  const auto& all = live.evaluation;
  Html stamps;
  const auto months = static_cast<std::size_t>(all.cut.last.number);
  if (all.coverage.closed.size() < months)
    stamps += Html{"<span class=\"sello sello--prel\">Preliminar</span> "};
  if (all.illustrative) stamps += stamp_illustrative();
  const std::string said =
      as_of.empty() ? "Datos al " + text::date(last_day(all.cut.last)) : std::string(as_of);
  stamps += html(" <span class=\"chico secundario\">{}</span>", said);
  return stamps;
}

std::vector<GivenCause> causes_of(const queries::LiveExecution& live,
                                  std::string_view subproducto) {
  std::vector<GivenCause> causes;
  for (const auto& cell : live.cells)
    if (cell.key.subproducto == subproducto && cell.report && !cell.report->note.empty() &&
        cell.key.month <= live.evaluation.cut.last)
      causes.push_back({cell.key.unit, cell.key.month, cell.report->note});
  std::ranges::stable_sort(causes, std::ranges::greater{}, &GivenCause::month);
  return causes;
}

const queries::FinancialLine* activity_of(const queries::Evaluation& all,
                                          std::string_view category) {
  const auto& lines = all.financial.activities;
  const auto found = std::ranges::find(lines, category, &queries::FinancialLine::code);
  return found == lines.end() ? nullptr : &*found;
}

namespace {

// What brings the data, for who may load them.
Html first_steps(const Viewer& viewer) {
  using access_control::Permission;
  Html items;
  if (viewer.may(Permission::LoadPlan))
    items += html("<p>{}</p>", link("/planificacion/cargar", "Cargar el plan"));
  if (viewer.may(Permission::ImportBudget))
    items += html("<p>{}</p>", link("/ejecucion/importar", "Importar el presupuesto"));
  return items;
}

}  // namespace

Result<Response> nothing_loaded(Visit& visit, std::string_view heading, Area area) {
  PageView view;
  view.title = view.heading = heading;
  view.area = area;
  view.content =
      empty_state("Aún no hay un plan ni un presupuesto que mostrar.", first_steps(*visit.viewer));
  return page(visit, view);
}

std::string product_address(std::string_view product, Month month) {
  return "/ejecucion/productos/" + encoded(product) + month_query(month);
}

std::string unit_month_address(std::string_view unit, Month month) {
  return "/ejecucion/captura/" + show(month.year) + "/" +
         padded_left(std::to_string(month.number), 2) + "/" + encoded(unit);
}

}  // namespace web
