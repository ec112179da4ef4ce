// Financial execution: by programme, month, group, source and activity.
#include "base/text.hpp"
#include "documents/parts.hpp"
#include "documents/wording.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

using queries::FinancialLine;

Prose origin_of(const queries::Financial& financial) {
  return prose(financial.source.empty() ? std::string("SICOIN, según la carga en vigor")
                                        : without_stop(financial.source));
}

// "01 Actividades centrales", with the code strong; of activities, the code as it is printed.
Cell name_cell(const std::string& printed, const FinancialLine& line, bool as_code) {
  auto name = line.name.empty() || line.name == line.code ? std::string() : ' ' + line.name;
  return cell(as_code ? prose(code(printed), name) : prose(strong(printed), name));
}

struct MoneyColumn {
  std::string_view title, measure;
  MoneySum (*of)(const FinancialLine&);
};

constexpr MoneyColumn asignado{"Asignado", "asignado",
                               [](const FinancialLine& l) { return l.asignado; }};
constexpr MoneyColumn modificado{"Modificado", "modificado",
                                 [](const FinancialLine& l) { return l.modificado; }};
constexpr MoneyColumn vigente{"Vigente", "vigente",
                              [](const FinancialLine& l) { return l.vigente; }};
constexpr MoneyColumn comprometido{"Comprometido", "comprometido",
                                   [](const FinancialLine& l) { return l.comprometido; }};
constexpr MoneyColumn devengado{"Devengado", "devengado",
                                [](const FinancialLine& l) { return l.devengado; }};
constexpr MoneyColumn pagado{"Pagado", "pagado", [](const FinancialLine& l) { return l.pagado; }};
constexpr MoneyColumn por_devengar{"Por devengar", "por_devengar",
                                   [](const FinancialLine& l) { return l.vigente - l.devengado; }};
constexpr MoneyColumn of_period{"Devengado del período", "devengado_periodo",
                                [](const FinancialLine& l) { return l.period_devengado; }};

struct Shape {
  std::string_view name, caption, head, key, consulta;
  std::vector<MoneyColumn> columns;
  std::vector<int> widths;  // Head, money columns, percent, state (0: none).
  bool as_code = false;
};

Table table_of(const ReportInput& input, const Period& period, const Shape& shape,
               const std::vector<FinancialLine>& lines, std::string_view remark) {
  const auto& financial = input.evaluation.financial;
  const bool with_state = shape.widths.back() > 0;
  Table table;
  table.name = shape.name;
  table.caption = shape.caption;
  table.illustrative = input.evaluation.illustrative;
  table.columns.push_back(
      {.title = std::string(shape.head), .width = shape.widths[0], .row_header = true});
  for (std::size_t i = 0; i < shape.columns.size(); ++i)
    table.columns.push_back({.title = std::string(shape.columns[i].title),
                             .kind = Kind::Money,
                             .width = shape.widths[i + 1],
                             .measure = std::string(shape.columns[i].measure)});
  table.columns.push_back({.title = "%",
                           .kind = Kind::Percent,
                           .width = shape.widths[shape.columns.size() + 1],
                           .measure = "ejecucion"});
  if (with_state)
    table.columns.push_back({.title = "Estado", .kind = Kind::State, .width = shape.widths.back()});

  const auto row = [&](const FinancialLine& line, Cell head, RowKind kind, std::string key) {
    Row out{{std::move(head)}, kind, {{std::string(shape.key), std::move(key)}}};
    for (const auto& column : shape.columns) out.cells.push_back(cell(amount(column.of(line))));
    out.cells.push_back(cell(figure_of(line.percent)));
    if (with_state) out.cells.push_back(cell(state_of(line.signal)));
    return out;
  };
  for (const auto& line : lines) {
    const auto printed =
        line.producto.empty() ? line.code : printed_code(input.plan, line.producto);
    table.rows.push_back(
        row(line, name_cell(printed, line, shape.as_code), RowKind::Plain, line.code));
  }
  table.rows.push_back(row(financial.total, cell("Total"), RowKind::Total, "todos"));
  table.source = source_of(origin_of(financial), period.as_of, shape.consulta, remark);
  table.query = period.query(shape.consulta);
  table.density = Density::Media;
  return table;
}

MoneySum moved(const std::vector<FinancialLine>& lines) {
  MoneySum sum;
  for (const auto& line : lines)
    if (line.modificado > MoneySum{}) sum += line.modificado;
  return sum;
}

Figure share(MoneySum part, MoneySum whole) {
  if (whole <= MoneySum{}) return absent(Absent::NoEvaluable, "por ciento");
  return percent(Ratio{part.in_centavos() * 100, whole.in_centavos()});
}

Prose modifications(const queries::Financial& financial) {
  const auto& total = financial.total;
  if (total.modificado != MoneySum{}) {
    const bool more = total.modificado > MoneySum{};
    return prose("El presupuesto vigente es de ", amount(total.vigente), ", ",
                 amount(more ? total.modificado : -total.modificado),
                 more ? " más que el asignado." : " menos que el asignado.");
  }
  const auto inside = moved(financial.activities);
  auto out = prose("El presupuesto vigente es de ", amount(total.vigente), ", igual al asignado: ");
  if (inside == MoneySum{})
    add(out, "no hubo modificaciones.");
  else
    add(out, prose("las modificaciones fueron traslados internos por ", amount(inside),
                   " y suman cero."));
  return out;
}

// What the months say against their programme.
std::string month_message(const queries::Financial& financial, const Period& period) {
  std::int64_t months = 0, below = 0, programmed = 0;
  for (const auto& month : financial.months) {
    if (month.month > period.last || !month.devengado) continue;
    ++months;
    if (!month.programmed) continue;
    ++programmed;
    if (*month.devengado < *month.programmed) ++below;
  }
  if (programmed == 0)
    return "De " + text::months_in_prose(period.from, period.last) + " se devengó el " +
           shown(figure_of(financial.total.percent), Place::Prose) + " del vigente";
  const auto all = [&](std::int64_t n) {
    return n == 1 ? std::string("el mes") : "los " + text::in_words(n) + " meses";
  };
  if (below == programmed)
    return "El devengado quedó por debajo de lo programado en " + all(programmed);
  if (below == 0) return "El devengado alcanzó lo programado en " + all(programmed);
  return "El devengado quedó por debajo de lo programado en " + text::in_words(below) + " de " +
         text::in_words(programmed) + " meses";
}

Prose short_term_sentence(const queries::Financial& financial, const Period& period) {
  const auto& course = financial.short_term;
  const auto& total = financial.total;
  if (period.closes)
    return prose("El ejercicio cierra con ", amount(total.devengado), " devengados (",
                 figure_of(total.percent), " del vigente). Quedaron sin devengar ",
                 amount(total.vigente - total.devengado), " y sin pagar ",
                 amount(total.devengado - total.pagado), ".");
  Prose out;
  if (course.needed.value)
    add(out, prose("Para ejecutar todo el presupuesto harían falta ", figure_of(course.needed),
                   " por mes de " + text::month_name(next(period.last)) +
                       " a diciembre; el promedio "
                       "de " +
                       text::months_in_prose(period.from, period.last) + " fue ",
                   figure_of(course.average), "."));
  if (course.linear.at_close.value)
    add(out, prose(" La proyección lineal al cierre es ", figure_of(course.linear.at_close), " (",
                   figure_of(course.linear.percent_of_goal), " del vigente)."));
  if (course.profile.at_close.value) {
    add(out, prose(" La proyección por el perfil mensual de años anteriores es ",
                   figure_of(course.profile.at_close), " (",
                   figure_of(course.profile.percent_of_goal), " del vigente)"));
    if (course.profile.error.value)
      add(out, prose("; probado en esos años, el método erró en promedio ",
                     figure_of(course.profile.error)));
    add(out, ".");
  } else if (course.profile.at_close.why_not) {
    add(out, prose(" La proyección por perfil histórico ", strong("no es evaluable"), ": ",
                   reason_in_prose(*course.profile.at_close.why_not), "."));
  }
  return out;
}

Blocks not_loaded(const Period& period) {
  Blocks out;
  out.push_back(
      Paragraph{prose("No hay presupuesto cargado para el ejercicio ", show(period.last.year),
                      ": la ejecución financiera ", strong("no es evaluable"), "."),
                period.query("F-01")});
  return out;
}

constexpr std::string_view decrease = "Una cifra entre paréntesis es una disminución.";

}  // namespace

Blocks money_by_programme(const ReportInput& input, const Period& period) {
  const auto& financial = input.evaluation.financial;
  if (!financial.loaded) return not_loaded(period);
  const auto& total = financial.total;
  Blocks out;
  out.push_back(Paragraph{prose(modifications(financial), " Se comprometió el ",
                                share(total.comprometido, total.vigente), ", se devengó el ",
                                share(total.devengado, total.vigente), " y se pagó el ",
                                share(total.pagado, total.vigente), "."),
                          period.query("F-01")});
  Shape shape{"programas",
              "Ejecución por programa, en quetzales",
              "Programa",
              "programa",
              "F-01",
              {asignado, modificado, vigente, devengado},
              {255, 139, 122, 139, 132, 70, 143}};
  if (period.later) {
    shape.columns = {asignado, modificado, vigente, of_period, devengado};
    shape.widths = {177, 134, 116, 134, 126, 128, 65, 120};
  }
  out.push_back(table_of(input, period, shape, financial.programmes, decrease));
  return out;
}

Blocks money_by_month(const ReportInput& input, const Period& period) {
  const auto& financial = input.evaluation.financial;
  if (!financial.loaded) return {};
  ColumnChart chart{"Millones de quetzales", "programado", "devengado", 1'000'000, {}, ""};
  for (const auto& month : financial.months) {
    ColumnChart::Pair pair;
    pair.label = month_short(month.month);
    pair.programmed =
        month.programmed ? amount(*month.programmed) : absent(Absent::SinDato, "quetzales");
    pair.executed = month.month > period.last ? absent(Absent::NoAplica, "quetzales")
                    : month.devengado         ? amount(*month.devengado)
                                              : absent(Absent::SinDato, "quetzales");
    chart.pairs.push_back(std::move(pair));
  }
  if (!period.closes) {
    const Month first_pending = next(period.last);
    const Month december{period.last.year, 12};
    chart.pending = (first_pending == december ? "diciembre"
                                               : text::month_name(first_pending) + " a diciembre") +
                    std::string(": sólo programado");
  }
  Chart block;
  block.name = "meses";
  block.message = month_message(financial, period);
  block.illustrative = input.evaluation.illustrative;
  block.data = std::move(chart);
  block.source = source_of(origin_of(financial), period.as_of, "F-04");
  block.query = period.query("F-04");
  Blocks out;
  out.push_back(std::move(block));
  if (auto sentence = short_term_sentence(financial, period); !empty(sentence))
    out.push_back(Paragraph{std::move(sentence), period.query("F-06")});
  return out;
}

Blocks money_by_group_and_source(const ReportInput& input, const Period& period) {
  const auto& financial = input.evaluation.financial;
  if (!financial.loaded) return {};
  Blocks out;
  out.push_back(table_of(input, period,
                         {"grupos",
                          "Ejecución por grupo de gasto, en quetzales",
                          "Grupo",
                          "grupo",
                          "F-02",
                          {asignado, modificado, vigente, devengado},
                          {310, 160, 140, 160, 150, 80, 0}},
                         financial.groups, ""));
  out.push_back(table_of(input, period,
                         {"fuentes",
                          "Ejecución por fuente de financiamiento, en quetzales",
                          "Fuente",
                          "fuente",
                          "F-03",
                          {vigente, devengado},
                          {460, 220, 220, 100, 0}},
                         financial.sources, ""));
  return out;
}

Block money_by_activity(const ReportInput& input, const Period& period) {
  return table_of(input, period,
                  {"actividades",
                   "Estado de ejecución por actividad, en quetzales",
                   "Actividad",
                   "actividad",
                   "F-05",
                   {asignado, modificado, vigente, comprometido, devengado, pagado, por_devengar},
                   {199, 110, 98, 110, 110, 104, 104, 110, 55, 0},
                   true},
                  input.evaluation.financial.activities, decrease);
}

}  // namespace documents
