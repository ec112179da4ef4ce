// The report on one page, and how its figures are made.
#include <algorithm>

#include "documents/parts.hpp"
#include "documents/wording.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

using evaluation::Light;
using queries::Evaluation;

constexpr std::size_t attention_max = 6;

struct GoalCounts {
  std::int64_t all = 0, with_data = 0, without_data = 0, not_programmed = 0;
};
GoalCounts counts_of(const Evaluation& evaluation) {
  GoalCounts counts;
  for (const auto& product : evaluation.products) {
    for (const auto& goal : product.goals) {
      ++counts.all;
      if (goal.accumulated.executed)
        ++counts.with_data;
      else if (goal.accumulated.programmed == Quantity{})
        ++counts.not_programmed;
      else
        ++counts.without_data;
    }
  }
  return counts;
}

// "diez tienen dato", "uno no reportó": each with its verb.
std::string counted(std::int64_t n, std::string_view one, std::string_view many) {
  return text::in_words(n) + ' ' + std::string(n == 1 ? one : many);
}

// 100 × devengado ÷ programmed, where something was programmed.
std::optional<Ratio> against_programme(const queries::FinancialLine& line) {
  if (!line.programmed || *line.programmed <= MoneySum{}) return std::nullopt;
  return Ratio{line.devengado.in_centavos() * 100, line.programmed->in_centavos()};
}

std::optional<Ratio> expected_percent(const queries::FinancialLine& line) {
  if (!line.programmed || line.vigente <= MoneySum{}) return std::nullopt;
  return Ratio{line.programmed->in_centavos() * 100, line.vigente.in_centavos()};
}

Figure percent_or_absent(const std::optional<Ratio>& points) {
  return points ? percent(*points) : absent(Absent::NoEvaluable, "por ciento");
}

// What a period of accumulated figures is called: "Entre enero y abril de 2026", "En enero de
// 2026".
std::string since_january(const Period& period) {
  if (period.from == period.last) return "En " + text::month(period.last);
  return "Entre " + month_words(period.from, period.last);
}

Prose key_sentence(const ReportInput& input, const Period& period) {
  const auto& total = input.evaluation.financial.total;
  const auto& who = input.frame.institution_in_prose;
  if (!input.evaluation.financial.loaded)
    return prose("No hay presupuesto cargado para ", show(period.last.year),
                 ": la ejecución financiera ", strong("no es evaluable"), ".");
  auto out =
      prose(since_january(period), ' ' + who + " devengó ", amount(total.devengado), ", el ",
            figure_of(total.percent), " de su presupuesto vigente (", amount(total.vigente), ").");
  if (period.later)
    add(out, prose(" De ", text::months_in_prose(period.first, period.last), " devengó ",
                   amount(total.period_devengado), "."));
  if (const auto share = against_programme(total))
    add(out, prose(" Lo programado a ", text::month_name(period.last), " era ",
                   amount(*total.programmed), ": se alcanzó el ", percent(*share),
                   " de lo programado."));
  else
    add(out, " No se ha cargado la programación financiera del año.");
  return out;
}

Prose physical_sentence(const ReportInput& input) {
  const auto& evaluation = input.evaluation;
  const auto counts = counts_of(evaluation);
  auto out = prose("La ejecución física del año, ponderada por el presupuesto de cada producto, ");
  if (evaluation.physical.value)
    add(out, prose("es de ", figure_of(evaluation.physical), "."));
  else
    add(out, prose(strong("no es evaluable"), "."));
  add(out, " De " + text::in_words(counts.all) + " subproductos, ");
  std::vector<std::string> parts{counted(counts.with_data, "tiene dato", "tienen dato")};
  if (counts.without_data > 0)
    parts.push_back(counted(counts.without_data, "no reportó", "no reportaron"));
  if (counts.not_programmed > 0)
    parts.push_back(counted(counts.not_programmed, "no estaba programado para el período",
                            "no estaban programados para el período"));
  add(out, listed(parts) + '.');
  for (const auto& indicator : evaluation.indicators) {
    if (!indicator.cumulative || !indicator.cumulative->accumulated.value) continue;
    const auto& progress = *indicator.cumulative;
    const auto* row = planning::pei_row_of(input.plan, indicator.pei_row);
    add(out,
        prose(" En " + result_words(input.plan, indicator.pei_row) + ", lo acumulado desde " +
                  (row == nullptr || row->metas.empty() ? std::string("el inicio")
                                                        : std::to_string(row->metas.front().anio)) +
                  " llega a ",
              figure_of(progress.accumulated), ", el ", figure_of(progress.percent_of_total, 2),
              " de lo previsto"));
    if (row != nullptr && !row->metas.empty())
      add(out, prose(" para " + std::to_string(row->metas.back().anio), " (",
                     quantity(row->meta, row->meta_unidad), ")"));
    add(out, ".");
  }
  return out;
}

template <class Result>
Row measure_row(std::string_view name, const Result& result, Cell expected, Cell state) {
  return {{cell(name), cell(result), std::move(expected), std::move(state)},
          RowKind::Plain,
          {{"medida", std::string(name)}}};
}

// What was counted in the period towards an accumulated result, named after what it is: months of
// unique persons added up are attentions.
std::optional<Row> counted_row(const Evaluation& evaluation, const queries::Indicator& indicator,
                               const std::string& words) {
  if (indicator.variables.size() != 1 || indicator.variables.front().subproductos.empty())
    return std::nullopt;
  const auto& variable = indicator.variables.front();
  evaluation::GoalProgress sum;
  for (const auto& product : evaluation.products) {
    for (const auto& goal : product.goals) {
      const auto& fed = variable.subproductos;
      if (std::find(fed.begin(), fed.end(), goal.subproducto) == fed.end()) continue;
      sum.programmed += goal.period.programmed;
      if (goal.period.executed)
        sum.executed = sum.executed.value_or(Quantity{}) + *goal.period.executed;
    }
  }
  const auto noun = noun_of(variable.kind);
  std::optional<Ratio> done;
  if (sum.executed) done = sum.executed->as_ratio();
  const auto light =
      evaluation::signal(done, {sum.programmed.as_ratio(), false}, planning::Polaridad::Ascendente,
                         evaluation.cut.last.number, evaluation.thresholds);
  return measure_row(words + ": " + std::string(noun.plural) + " del período",
                     quantity_of(sum.executed, noun.plural, sum.programmed != Quantity{}),
                     cell(quantity(sum.programmed, noun.plural)), cell(state_of(light)));
}

Table summary_table(const ReportInput& input, const Period& period, std::string_view noun) {
  const auto& evaluation = input.evaluation;
  const auto& total = evaluation.financial.total;
  Table table;
  table.name = "medidas";
  table.illustrative = evaluation.illustrative;
  table.columns = {
      {.title = "Medida", .width = 430, .row_header = true},
      {.title = "Resultado", .kind = Kind::Quantity, .width = 150, .measure = "resultado"},
      {.title = "Esperado", .kind = Kind::Quantity, .width = 200, .measure = "esperado"},
      {.title = "Estado", .kind = Kind::State, .width = 220}};
  if (evaluation.financial.loaded)
    table.rows.push_back(measure_row(
        "Ejecución financiera del año (devengado ÷ vigente)", figure_of(total.percent),
        cell(percent_or_absent(expected_percent(total))), cell(state_of(total.signal))));
  table.rows.push_back(measure_row(
      "Ejecución física del año, ponderada", figure_of(evaluation.physical),
      cell(figure_of(evaluation.physical_expected)), cell(state_of(evaluation.physical_signal))));
  const auto year = show(period.last.year);
  for (const auto& indicator : evaluation.indicators) {
    const auto words = text::capitalized(result_words(input.plan, indicator.pei_row).substr(3));
    if (indicator.cumulative) {
      const auto& progress = *indicator.cumulative;
      if (auto row = counted_row(evaluation, indicator, words))
        table.rows.push_back(*std::move(row));
      table.rows.push_back(
          measure_row(words + ", acumulado", figure_of(progress.percent_of_total, 2),
                      cell(prose(indicator.cumulative_target
                                     ? percent(indicator.cumulative_target->as_ratio(), 0)
                                     : absent(Absent::NoEvaluable),
                                 period.closes ? "" : " a diciembre")),
                      cell(state_of(indicator.signal))));
    } else {
      table.rows.push_back(measure_row(
          words + ", en " + year, figure_of(indicator.year_value),
          indicator.year_target ? cell(prose(quantity(*indicator.year_target), " en el año"))
                                : cell(absent(Absent::NoEvaluable)),
          cell(state_of(indicator.signal))));
    }
  }
  const auto counts = counts_of(evaluation);
  std::vector<std::string> lacking;
  if (counts.without_data > 0) lacking.push_back(std::to_string(counts.without_data) + " sin dato");
  if (counts.not_programmed > 0)
    lacking.push_back(std::to_string(counts.not_programmed) +
                      (counts.not_programmed == 1 ? " no programado" : " no programados"));
  table.rows.push_back(measure_row(
      "Subproductos con dato",
      prose(count(counts.with_data, "subproductos"), " de ", count(counts.all, "subproductos")),
      cell(count(counts.all, "subproductos")), cell(lacking.empty() ? "Todos" : listed(lacking))));
  table.caption = "El " + std::string(noun) + " en " +
                  text::counted(static_cast<std::int64_t>(table.rows.size()), "medida", "medidas",
                                text::Gender::Feminine);
  std::string origin = "Cuadros ";
  origin += evaluation.financial.loaded ? "{#programas}, {#metas_fisicas} y {#indicadores}"
                                        : "{#metas_fisicas} y {#indicadores}";
  table.source = source_of(prose(origin + " de este informe"), period.as_of, "R-01");
  table.query = period.query("R-01");
  return table;
}

// What the authority should look at, worst first; every line says its figures.
std::vector<Prose> attention(const ReportInput& input) {
  const auto& evaluation = input.evaluation;
  std::vector<Prose> out;
  for (const auto light : {Light::Behind, Light::Attention}) {
    for (const auto& line : evaluation.financial.activities) {
      if (line.signal.light != light || !line.programmed) continue;
      const auto share = against_programme(line);
      if (!share) continue;
      out.push_back(prose(strong(line.name), " devengó ", amount(line.devengado), " de ",
                          amount(*line.programmed), " programados (", percent(*share), ")."));
    }
  }
  for (const auto& product : evaluation.products) {
    if (!product.wide_gap || !product.gap.value) continue;
    const auto points =
        *product.gap.value < Ratio{} ? Ratio{} - *product.gap.value : *product.gap.value;
    out.push_back(prose(strong(product.name), ": su avance físico es ", figure_of(product.percent),
                        " y el financiero ", figure_of(product.financial), ": ", decimal(points, 1),
                        " puntos de diferencia."));
  }
  for (const auto& product : evaluation.products) {
    for (const auto& goal : product.goals) {
      const auto unit = plural(goal.unit_of_measure);
      if (goal.signal.light == Light::Behind && goal.accumulated.executed)
        out.push_back(prose(strong(without_stop(goal.name)), " ejecutó ",
                            quantity(*goal.accumulated.executed, unit), " de ",
                            quantity(goal.accumulated.programmed, unit),
                            ' ' + unit + " programados (", figure_of(goal.efficacy), "): rezago."));
      else if (goal.signal.light == Light::NoData)
        out.push_back(
            prose(strong(without_stop(goal.name)), ": el área no reportó. No se estima un valor."));
    }
  }
  return out;
}

}  // namespace

Query Period::query(std::string_view consulta) const {
  return {std::string(consulta),
          {{"ejercicio", show(last.year)}, {"desde", show(first)}, {"hasta", show(last)}}};
}

Period period_of(const queries::Cut& cut) {
  Period period;
  period.first = cut.first;
  period.last = cut.last;
  period.from = {cut.last.year, 1};
  period.as_of = last_day(cut.last);
  period.later = cut.first != period.from;
  period.closes = cut.last.number == 12;
  period.name = cut.code;
  return period;
}

std::string cut_words(const queries::Cut& cut) {
  if (!cut.frozen()) return cut.code + ", sin congelar: cifras preliminares";
  return cut.code + ", versión " + std::to_string(cut.version) + ", congelado el " +
         text::date_and_time(cut.frozen_at) + " (hora de Guatemala)";
}

Blocks presentation(const ReportInput& input, const Period& period, std::string_view noun) {
  Blocks out;
  out.push_back(Paragraph{key_sentence(input, period), period.query("F-01"), Tone::Key});
  out.push_back(Paragraph{physical_sentence(input), period.query("M-01")});
  out.push_back(summary_table(input, period, noun));

  auto points = attention(input);
  const std::size_t left_out = points.size() > attention_max ? points.size() - attention_max : 0;
  if (left_out > 0) points.resize(attention_max);
  std::int64_t silent = 0;
  for (const auto& function : input.functions) silent += function.evidence.empty() ? 1 : 0;
  if (silent > 0)
    points.push_back(
        prose(strong(of_so_many(silent, static_cast<std::int64_t>(input.functions.size()), true) +
                     " funciones"),
              silent == 1 ? " que la Estrategia prioriza no tiene evidencia en el período."
                          : " que la Estrategia prioriza no tienen evidencia en el período."));
  if (left_out > 0)
    points.push_back(prose("Hay ", count(static_cast<Int128>(left_out), "observaciones"),
                           " observaciones más de este tipo en los cuadros que siguen."));
  out.push_back(Heading{3, "Lo que requiere atención"});
  if (points.empty())
    out.push_back(Paragraph{prose("Ningún producto, subproducto o función pide atención en el "
                                  "período."),
                            period.query("R-01")});
  else
    out.push_back(List{std::move(points), false, period.query("R-01")});
  out.push_back(Note{prose(
      strong("Cómo leer este informe."),
      " «0» es un valor reportado. «Sin dato» es un valor que debía reportarse y no llegó. «No "
      "programado» y «n. a.» indican que no correspondía. «No evaluable» es un cálculo que no "
      "puede "
      "hacerse con lo disponible. Ninguno de ellos se reemplaza por una estimación.")});
  return out;
}

Blocks methodology(const ReportInput& input, const Period& period) {
  const auto& cut = input.evaluation.cut;
  const auto& limits = input.evaluation.thresholds;
  Blocks out;
  auto paragraph = prose(strong("Corte."), " Las cifras provienen del corte " + cut.code);
  if (cut.frozen())
    add(paragraph, ", versión " + std::to_string(cut.version) + ", congelado el " +
                       text::long_date(local_date(cut.frozen_at)) + " a las " +
                       text::time_of_day(cut.frozen_at) +
                       ". Un cambio posterior no modifica este informe; aparece en el siguiente, "
                       "bajo «Rectificaciones a períodos anteriores».");
  else
    add(paragraph, ", que todavía no se ha congelado: las cifras pueden cambiar.");
  if (!cut.open_months.empty()) {
    std::vector<std::string> months;
    for (const auto& month : cut.open_months) months.push_back(text::month(month));
    add(paragraph, " Al congelarlo no estaba cerrado " + listed(months) + '.');
  }
  out.push_back(Paragraph{paragraph, {}});
  out.push_back(Paragraph{
      prose(
          strong("Porcentajes."),
          " La ejecución financiera es el devengado entre el vigente. La ejecución física de un "
          "producto es el promedio de los porcentajes de sus metas con dato; hacia arriba se "
          "pondera por el presupuesto vigente, como lo hace el Ministerio de Finanzas Públicas. No "
          "se suman unidades de medida distintas, ni personas con atenciones."),
      {}});
  out.push_back(Paragraph{prose(strong("Semáforo."),
                                " Compara lo ejecutado con lo programado a la fecha, no con el año "
                                "completo. Donde no hay programación mensual se compara con la "
                                "parte del año transcurrida."),
                          {}});
  Table table;
  table.name = "umbrales";
  table.caption = "Umbrales del semáforo";
  table.columns = {{.title = "Estado", .kind = Kind::State, .width = 300},
                   {.title = "Ejecutado ÷ programado a la fecha", .width = 400},
                   {.title = "Lectura", .width = 300}};
  table.rows = {
      {{cell(State::EnRitmo), cell(prose(percent(limits.ok_from), " a ", percent(limits.ok_upto))),
        cell("Avanza según lo previsto")}},
      {{cell(State::Atencion),
        cell(prose(percent(limits.attention_from), " a menos de ", percent(limits.ok_from))),
        cell("Pide una explicación")}},
      {{cell(State::Rezago), cell(prose("Menos de ", percent(limits.attention_from))),
        cell("Pide una acción correctiva")}},
      {{cell(State::SobreLoProgramado), cell(prose("Más de ", percent(limits.ok_upto))),
        cell("Pide revisar la programación")}},
      {{cell(State::SinDato), cell("Venció el plazo y no hay reporte"), cell("Pide el dato")}},
      {{cell(State::NoProgramado), cell("Programado igual a 0"), cell("No corresponde evaluar")}}};
  table.source = Source{
      prose("catálogo de umbrales; " + (limits.source.empty() ? std::string("sin fuente registrada")
                                                              : without_stop(limits.source))),
      std::nullopt, "N-02", ""};
  table.query = period.query("N-02");
  table.density = Density::Media;
  out.push_back(std::move(table));
  return out;
}

}  // namespace documents
