// An evaluated period with invented amounts over the demonstration's plan, for the tests of the
// reports. It is made with the same functions of domain/evaluation that the queries use.
#pragma once

#include <cassert>

#include "base/resources.hpp"
#include "documents/report_input.hpp"
#include "domain/evaluation/cumulative_target.hpp"
#include "domain/organization/organization.hpp"
#include "domain/planning/plan_json.hpp"

namespace documents {

inline planning::Plan demo_plan() {
  auto plan = planning::parse_plan(*resource("demo/plan.json"));
  assert(plan);
  return *std::move(plan);
}

inline organization::Organization demo_organization() {
  const auto parsed = parse_json(*resource("demo/organizacion.json"));
  assert(parsed);
  auto organization = organization::organization_from(parsed->as_object());
  assert(organization);
  return *std::move(organization);
}

inline std::vector<queries::FunctionEvidence> demo_functions(bool with_evidence) {
  const auto organization = demo_organization();
  std::vector<queries::FunctionEvidence> out;
  for (const auto& one : organization.functions) {
    queries::FunctionEvidence function{one.unit, one.unit, one.number, one.text, one.norm, {}};
    for (const auto& unit : organization.units)
      if (unit.code == one.unit) function.unit_name = unit.name;
    // Two of thirteen stay without evidence: 7 of the verification unit and 7 of audit.
    if (with_evidence && !(one.number == 7 && one.unit != "UMEGR"))
      function.evidence.push_back({"4 seguimientos mensuales cerrados", "SM-2026-01 a 04", true});
    out.push_back(std::move(function));
  }
  return out;
}

inline Frame sample_frame(std::string_view code) {
  Frame frame;
  frame.institution = {"Instituto Guatemalteco de Migración",
                       "Subdirección de Planificación · Unidad de Monitoreo, Evaluación y Gestión "
                       "por Resultados",
                       {"6ta. avenida 3-11, zona 4,", "Ciudad de Guatemala"},
                       "+502 2411 2411",
                       "info@igm.gob.gt"};
  frame.institution_in_prose = "el Instituto";
  frame.code = code;
  frame.made_on = Date{std::chrono::year{2026} / 5 / 12};
  frame.illustrative =
      "Las metas 2021–2030, los productos y las funciones son de la Estrategia institucional. Los "
      "montos, las ejecuciones y el historial son ejemplos y no son cifras oficiales.";
  frame.responsibles = {
      {"Director General", "", "Aprueba"},
      {"Subdirector de Planificación", "", "Revisa el contenido y la congruencia con el plan"},
      {"Subdirector Financiero", "", "Revisa la ejecución presupuestaria"},
      {"Jefe de la Unidad de Monitoreo, Evaluación y Gestión por Resultados", "", "Elabora"}};
  const auto sign = [&](std::string_view act, std::string_view post) {
    frame.signatures.push_back(
        {std::string(act), std::string(post), frame.institution.name, "", std::nullopt});
  };
  sign("Elaborado por", "Jefe de la Unidad de Monitoreo, Evaluación y Gestión por Resultados");
  sign("Revisado por", "Subdirector Financiero");
  sign("Revisado por", "Subdirector de Planificación");
  sign("Vo. Bo. y aprobado por", "Director General");
  frame.legal = {
      {"Decreto Número 101-97 del Congreso de la República, Ley Orgánica del Presupuesto, artículo "
       "17 Bis",
       "Informe de avance de la gestión por resultados, publicado", "Permanente",
       Certeza::Conocida},
      {"Decreto Número 36-2024 del Congreso de la República, Ley del Presupuesto General de "
       "Ingresos y Egresos del Estado para el Ejercicio Fiscal 2025, vigente para el Ejercicio "
       "Fiscal 2026, artículo 17",
       "Informe de avance de indicadores a SEGEPLAN y MINFIN (DTP), y en el portal", "",
       Certeza::Encontrada}};
  frame.verification = {"7F3A-91C2-0D4E", "https://ceiba.example/v/" + std::string(code),
                        "9f2c41d70be358aa7714c0de2b96e5f103ad88c26e4f1d50b7a93c62f08e54d1",
                        "ceiba.example/igm\n4182\nq83v0m2n7Yt4Jb1sX9cPzR5uKfWdEa6LhTgQoNiBxVw=\n\n"
                        "— ceiba.example/igm x7Fh2QAAAAB0bXVlc3RyYSBkZSBkaXNlw7Fv\n",
                        4182};
  return frame;
}

namespace sample {

using evaluation::Expected;
using evaluation::Light;
using evaluation::Thresholds;

struct MoneyRow {
  std::string_view producto, category;
  std::int64_t asignado, modificado, comprometido, devengado, pagado, programmed;  // Centavos.
};
constexpr MoneyRow money_rows[] = {
    {"P01", "01-00-000-001-000", 7840000000, -120000000, 2523056791, 2331845463, 2264221945,
     2490000000},
    {"P02", "11-00-000-001-000", 4625000000, 250000000, 1586306599, 982841759, 886523267,
     1480000000},
    {"P03", "11-00-000-002-000", 14280000000, 0, 6315783627, 4527443460, 4292016400, 4720000000},
    {"P04", "11-00-000-003-000", 964000000, -30000000, 268764049, 250946824, 242414632, 270000000},
    {"P05", "12-00-000-001-000", 6191000000, -100000000, 1718834824, 1525141814, 1456510432,
     1620000000},
    {"P06", "99-00-000-001-000", 100000000, 0, 0, 0, 0, 0},
};

struct GoalRow {
  std::string_view subproducto;
  production::CountKind kind;
  std::int64_t initial, year, programmed;
  std::int64_t executed[4];  // January to April; −1: no report.
};
constexpr auto persons = production::CountKind::Atenciones;
constexpr auto papers = production::CountKind::Documentos;
constexpr GoalRow goal_rows[] = {
    {"P01.S1", papers, 12, 12, 4, {1, 1, 1, 1}},
    {"P02.S1", persons, 104000, 109008, 38600, {8155, 8329, 9197, 9025}},
    {"P02.S2", persons, 58000, 58000, 19300, {4514, 4610, 5091, 4997}},
    {"P03.S1", papers, 900000, 900000, 300000, {74833, 76425, 84386, 82796}},
    {"P03.S2", papers, 2400, 2400, 800, {91, 93, 103, 104}},
    {"P04.S1", papers, 5200, 5200, 1700, {289, 295, 326, 322}},
    {"P04.S2", papers, 7500, 7500, 2500, {520, 531, 586, 577}},
    {"P04.S3", papers, 9000, 9000, 3000, {674, 689, 760, 748}},
    {"P05.S1",
     production::CountKind::Movimientos,
     5900000,
     5900000,
     2050000,
     {462559, 472400, 521609, 511769}},
    {"P05.S2", papers, 3, 3, 1, {-1, -1, -1, -1}},
    {"P05.S3", persons, 84000, 84000, 28000, {6322, 6457, 7129, 6997}},
    {"P06.S1", papers, 4, 4, 0, {-1, -1, -1, -1}},
};

inline std::optional<Ratio> ratio_of(const std::optional<MoneySum>& sum) {
  if (!sum) return std::nullopt;
  return evaluation::quetzales(*sum);
}

inline queries::FinancialLine line(std::string code, std::string name, std::string producto,
                                   const MoneyRow& row, int months) {
  queries::FinancialLine out;
  out.code = std::move(code);
  out.name = std::move(name);
  out.producto = std::move(producto);
  const auto grown = [&](std::int64_t centavos) {
    return MoneySum::centavos(Int128{centavos} * months / 4);
  };
  out.asignado = Money::centavos(row.asignado);
  out.modificado = Money::centavos(row.modificado);
  out.vigente = out.asignado + out.modificado;
  out.comprometido = grown(row.comprometido);
  out.devengado = grown(row.devengado);
  out.pagado = grown(row.pagado);
  out.programmed = grown(row.programmed);
  return out;
}

inline void finish(queries::FinancialLine& line, const queries::Cut& cut) {
  const int months = cut.last.number, period = months - cut.first.number + 1;
  line.period_devengado = MoneySum::centavos(line.devengado.in_centavos() * period / months);
  line.percent = evaluation::financial_percent(line.devengado, line.vigente);
  line.signal =
      evaluation::signal(evaluation::quetzales(line.devengado),
                         evaluation::expected_by(ratio_of(line.programmed),
                                                 evaluation::quetzales(line.vigente), months),
                         planning::Polaridad::Ascendente, months, Thresholds{});
}

inline void sum_into(queries::FinancialLine& total, const queries::FinancialLine& part) {
  total.asignado += part.asignado;
  total.modificado += part.modificado;
  total.vigente += part.vigente;
  total.comprometido += part.comprometido;
  total.devengado += part.devengado;
  total.pagado += part.pagado;
  total.programmed = total.programmed.value_or(MoneySum{}) + *part.programmed;
}

inline queries::Financial financial(const planning::Plan& plan, const queries::Cut& cut) {
  queries::Financial out;
  out.loaded = true;
  out.source = "SICOIN, reporte de ejecución mensual cargado el 06/05/2026";
  const int months = cut.last.number;
  const auto programme = [&](std::string_view code, std::string_view name) {
    queries::FinancialLine all;
    all.code = code;
    all.name = name;
    for (const auto& row : money_rows)
      if (row.category.substr(0, 2) == code) sum_into(all, line("", "", "", row, months));
    finish(all, cut);
    return all;
  };
  out.programmes = {
      programme("01", "Actividades centrales"), programme("11", "Atención, documentos y registro"),
      programme("12", "Control migratorio"), programme("99", "Partidas no asignables a programas")};
  for (const auto& row : money_rows) {
    const auto* product = planning::producto_of(plan, row.producto);
    auto one = line(std::string(row.category), product->nombre, product->id, row, months);
    sum_into(out.total, one);
    finish(one, cut);
    out.activities.push_back(std::move(one));
  }
  out.total.name = "Total";
  finish(out.total, cut);
  // Groups and sources that add up to the same total.
  const auto shares = [&](std::vector<queries::FinancialLine>& lines,
                          std::vector<std::pair<std::string, std::string>> names) {
    queries::FinancialLine rest = out.total;
    for (std::size_t i = 0; i < names.size(); ++i) {
      queries::FinancialLine part;
      const bool last = i + 1 == names.size();
      const auto cut_off = [&](MoneySum queries::FinancialLine::*field) {
        const auto whole = rest.*field;
        const auto mine = last ? whole : MoneySum::centavos(whole.in_centavos() * 55 / 100);
        rest.*field -= mine;
        part.*field = mine;
      };
      for (const auto field : {&queries::FinancialLine::asignado, &queries::FinancialLine::vigente,
                               &queries::FinancialLine::comprometido,
                               &queries::FinancialLine::devengado, &queries::FinancialLine::pagado})
        cut_off(field);
      part.modificado = part.vigente - part.asignado;
      std::tie(part.code, part.name) = names[i];
      finish(part, cut);
      lines.push_back(std::move(part));
    }
  };
  shares(out.groups, {{"0", "Servicios personales"},
                      {"1", "Servicios no personales"},
                      {"2", "Materiales y suministros"},
                      {"3", "Propiedad, planta, equipo e intangibles"}});
  shares(out.sources, {{"11", "Ingresos corrientes"},
                       {"31", "Ingresos propios"},
                       {"32", "Disminución de caja y bancos de ingresos propios"}});

  constexpr std::int64_t programmed[] = {1830, 2480, 3560, 2710, 2720, 2880,
                                         4040, 2850, 2750, 2800, 2730, 2650};
  constexpr std::int64_t owed[] = {1420, 2200, 3520, 2478, 2600, 2500,
                                   3900, 2900, 2600, 2700, 2600, 2500};
  for (std::uint8_t m = 1; m <= 12; ++m) {
    auto& month = out.months[m - 1U];
    month.month = {cut.last.year, m};
    month.programmed = MoneySum::centavos(Int128{programmed[m - 1]} * 1'000'000);
    if (m <= months) month.devengado = MoneySum::centavos(Int128{owed[m - 1]} * 1'000'000);
  }
  out.short_term = evaluation::short_term(
      {months, evaluation::quetzales(out.total.devengado), evaluation::quetzales(out.total.vigente),
       evaluation::Measure::Quetzales},
      {});
  return out;
}

inline queries::PhysicalGoal goal(const planning::Plan& plan, const GoalRow& row,
                                  const queries::Cut& cut) {
  const auto* subproducto = planning::subproducto_of(plan, row.subproducto);
  queries::PhysicalGoal out;
  out.subproducto = row.subproducto;
  out.name = subproducto->nombre;
  out.unit_of_measure = subproducto->unidad_medida;
  out.kind = out.kind_of_sum = row.kind;
  out.initial_goal = Quantity::units(row.initial);
  out.year_goal = Quantity::units(row.year);
  const bool reported = row.executed[0] >= 0;
  const auto progress = [&](int from) {
    evaluation::GoalProgress sum;
    sum.subproducto = row.subproducto;
    sum.addend = {out.unit_of_measure, row.kind, true};
    sum.year_goal = out.year_goal;
    for (int m = from; m <= cut.last.number; ++m) {
      auto& month = out.months[static_cast<std::size_t>(m - 1)];
      sum.programmed += month.programmed;
      if (month.executed) sum.executed = sum.executed.value_or(Quantity{}) + *month.executed;
      sum.coverage = sum.coverage + month.coverage;
    }
    return sum;
  };
  for (std::uint8_t m = 1; m <= 12; ++m) {
    auto& month = out.months[m - 1U];
    month.month = {cut.last.year, m};
    // A quarter of the cuatrimestre's programme each month, the rest in its last.
    const auto share = row.programmed / 4;
    month.programmed = Quantity::units(m % 4 == 0 ? row.programmed - 3 * share : share);
    if (row.subproducto == "P05.S2") month.programmed = Quantity::units(m % 4 == 0 ? 1 : 0);
    if (month.programmed != Quantity{}) month.coverage.expected = 1;
    if (reported && m <= cut.last.number) {
      month.executed = Quantity::units(row.executed[(m - 1) % 4]);
      month.coverage.reported = month.coverage.expected;
    }
  }
  out.accumulated = progress(1);
  out.period = progress(cut.first.number);
  out.percent = evaluation::physical_percent(out.accumulated);
  out.efficacy = evaluation::efficacy(out.accumulated);
  out.period_efficacy = evaluation::efficacy(out.period);
  const auto light = [&](const evaluation::GoalProgress& sum) {
    std::optional<Ratio> done;
    if (sum.executed) done = sum.executed->as_ratio();
    return evaluation::signal(done, {sum.programmed.as_ratio(), false},
                              planning::Polaridad::Ascendente, cut.last.number, Thresholds{});
  };
  out.signal = light(out.accumulated);
  out.period_signal = light(out.period);
  out.unit_cost = evaluation::unit_cost(out.accumulated, std::nullopt, std::nullopt);
  return out;
}

inline evaluation::Equity equity_axis(production::Axis axis,
                                      std::vector<std::pair<std::string, std::int64_t>> parts,
                                      std::vector<std::pair<std::string, std::int64_t>> reference) {
  std::vector<production::Part> all;
  for (const auto& [category, n] : parts) all.push_back({axis, category, Quantity::units(n)});
  std::optional<evaluation::ReferencePopulation> population;
  if (!reference.empty()) {
    population.emplace();
    for (const auto& [category, n] : reference)
      population->shares.push_back({category, Quantity::units(n)});
    population->loaded = Date{std::chrono::year{2026} / 1 / 20};
    population->source = "estudio de muestra";
  }
  return evaluation::equity(axis, Quantity::units(53918), all, population, Ratio::whole(20));
}

}  // namespace sample

// `code` is "2026-C1" … "2026-C3", "2026-04" or "2026".
inline ReportInput sample_report(std::string_view code, bool with_history = true) {
  using namespace sample;
  ReportInput input;
  input.plan = demo_plan();
  const auto& plan = input.plan;
  input.frame = sample_frame("INF-" + std::string(code));
  input.functions = demo_functions(true);

  auto& all = input.evaluation;
  const FiscalYear year{2026};
  all.cut.institution = "11200099";
  all.cut.code = code;
  all.cut.version = 1;
  all.cut.frozen_at = 1778599800000;  // 12 May 2026, 09:30 in Guatemala.
  if (code.contains("-C")) {
    const auto c = *Cuatrimestre::parse(code);
    all.cut.first = first_month(c);
    all.cut.last = last_month(c);
  } else if (code.size() == 7) {
    all.cut.first = all.cut.last = *Month::parse(code);
  } else {
    all.cut.first = {year, 1};
    all.cut.last = {year, 12};
  }
  all.illustrative = true;
  all.thresholds.source = "Ministerio de Finanzas Públicas";
  all.financial = financial(plan, all.cut);

  std::vector<evaluation::Weighted> weighted;
  for (const auto& product : plan.productos) {
    queries::PhysicalProduct out;
    out.code = product.id;
    out.name = product.nombre;
    out.category = product.categoria;
    out.unit_of_measure = product.unidad_medida;
    std::vector<evaluation::GoalProgress> progress;
    for (const auto& row : goal_rows)
      if (row.subproducto.substr(0, 3) == product.id) {
        out.goals.push_back(goal(plan, row, all.cut));
        progress.push_back(out.goals.back().accumulated);
      }
    out.percent = evaluation::average_percent(progress);
    out.summed = evaluation::summed_percent(progress);
    for (const auto& line : all.financial.activities) {
      if (line.producto != product.id) continue;
      out.financial = line.percent;
      out.gap = evaluation::gap(out.percent, out.financial);
      const Ratio limit{12, 1};
      out.wide_gap = out.gap.value && (limit < *out.gap.value || *out.gap.value < Ratio{} - limit);
      out.unit_cost = evaluation::unit_cost(progress, line.vigente, line.devengado);
      weighted.push_back({product.id, out.percent, line.vigente.narrow().value()});
    }
    out.efficiency = evaluation::not_evaluable("", {}, evaluation::Measure::Times,
                                               evaluation::NotEvaluable::MixedUnits);
    all.products.push_back(std::move(out));
  }
  all.physical = evaluation::weighted_percent(weighted);
  all.physical_expected = all.physical;
  all.physical_expected.value = Ratio{336, 10};
  all.physical_signal =
      evaluation::signal(all.physical.value, {Ratio{336, 10}, false},
                         planning::Polaridad::Ascendente, all.cut.last.number, Thresholds{});

  // The two rows of the PEI.
  Quantity attended;
  for (const auto& goal : all.products[1].goals) attended += *goal.accumulated.executed;
  queries::Indicator first;
  first.sheet = "FI-01";
  first.version = 3;
  first.name = plan.pei.filas[0].indicador;
  first.pei_row = plan.pei.filas[0].id;
  first.baseline_text = "0";
  first.illustrative = true;
  first.year_target = Quantity::units(12);  // What the year adds to 39 %.
  first.cumulative_target = Quantity::units(51);
  queries::IndicatorVariable variable;
  variable.code = "atendidas";
  variable.subproductos = {"P02.S1", "P02.S2"};
  variable.year = attended;
  if (with_history) variable.history = Quantity::units(520448);
  first.variables = {variable};
  first.cumulative = evaluation::cumulative_progress(
      {Quantity::units(1347953), Quantity::units(51), true, variable.history, variable.year, {}});
  first.value = first.cumulative->percent_of_total;
  first.signal =
      evaluation::signal(first.cumulative->accumulated.value, {Ratio::whole(687456), false},
                         planning::Polaridad::Ascendente, all.cut.last.number, Thresholds{});
  if (with_history)
    for (int i = 0; i < 5; ++i) {
      constexpr std::int64_t points[] = {48, 126, 207, 290, 386};
      first.series.push_back(
          {static_cast<std::int16_t>(2021 + i), Ratio{points[i], 10}, std::nullopt});
    }
  all.indicators.push_back(first);
  queries::Indicator second;
  second.sheet = "FI-02";
  second.name = plan.pei.filas[1].indicador;
  second.pei_row = plan.pei.filas[1].id;
  second.baseline_text = plan.pei.filas[1].base.texto;
  second.target_cumulative = false;
  second.illustrative = true;
  second.year_target = Quantity::units(2);
  second.cumulative_target = Quantity::units(7);
  second.value = evaluation::not_evaluable("", {}, evaluation::Measure::Units,
                                           evaluation::NotEvaluable::NoHistory);
  second.year_value = evaluation::evaluated("autorizadas en el año", {}, evaluation::Measure::Units,
                                            evaluation::Exact(Int128{0}));
  second.signal = evaluation::signal(Ratio{}, {Ratio{}, false}, planning::Polaridad::Ascendente,
                                     all.cut.last.number, Thresholds{});
  all.indicators.push_back(second);

  using production::Axis;
  queries::EquityOf equity;
  equity.producto = "P02";
  equity.name = all.products[1].name;
  equity.axes = {
      equity_axis(Axis::Sexo, {{"hombre", 36902}, {"mujer", 13110}},
                  {{"hombre", 782}, {"mujer", 218}}),
      equity_axis(Axis::Edad, {{"0-17", 6811}, {"18-29", 21655}, {"30-59", 19204}, {"60+", 842}},
                  {{"0-17", 164}, {"18-29", 431}, {"30-59", 386}, {"60+", 19}}),
      equity_axis(Axis::Pueblo, {{"maya", 14571}, {"ladino", 20118}}, {})};
  equity.without_data = {Axis::Nacionalidad};
  all.equity.push_back(std::move(equity));

  // One delegation did not report the last month.
  for (const auto& [unit, name, silent] : {std::tuple{"DEL-AURORA", "Delegación La Aurora", false},
                                           {"DEL-CARMEN", "Delegación El Carmen", true}}) {
    queries::UnitMonths months{unit, name, {}};
    for (std::uint8_t m = 1; m <= all.cut.last.number; ++m) {
      queries::UnitMonths::Step step;
      step.month = {year, m};
      step.expected = true;
      step.reported = step.on_time = !(silent && m == all.cut.last.number);
      if (m > 1) step.last_reported = Month{year, static_cast<std::uint8_t>(m - 1)};
      months.months.push_back(step);
    }
    all.coverage.units.push_back(std::move(months));
  }
  all.coverage.unit_months = {2 * all.cut.last.number - 1, 2 * all.cut.last.number};
  all.coverage.subproductos = {10, 12};
  all.reprogrammings = {{"P02.S1", "DEL-AURORA", std::nullopt, Quantity::units(104000),
                         Quantity::units(109008), Date{std::chrono::year{2026} / 2 / 18},
                         "Resolución 12-2026", "Más retornos de los previstos"}};
  all.rectifications = {{"P04.S2",
                         "Residencias emitidas",
                         "DEL-AURORA",
                         {year, 2},
                         Quantity::units(561),
                         Quantity::units(542),
                         "Diecinueve expedientes contados dos veces.",
                         {{"9c41aa00bb11cc22dd33ee44ff5500112233445566778899aabbccddeeffe07a", ""}},
                         3918,
                         3921,
                         Date{std::chrono::year{2026} / 4 / 3}}};

  using reporting::TextState;
  queries::AreaReport sent;
  sent.unit = "SAPDF";
  sent.unit_name =
      "Subdirección de Atención y Protección de Derechos Fundamentales de los Migrantes";
  sent.delivered = true;
  sent.text.state = TextState::Validado;
  sent.text.achievements = "Se atendió a 53,918 personas.";
  sent.text.limitations = "Las facturas de marzo y abril ingresaron después del cierre.";
  sent.text.causes = "El proveedor entrega tarde.";
  sent.text.actions = {{"Fijar al proveedor el día 25 como fecha de entrega de facturas.",
                        "Subdirector de Atención y Protección",
                        Date{std::chrono::year{2026} / 6 / 30}}};
  sent.text.reviewed_on = Date{std::chrono::year{2026} / 5 / 11};
  queries::AreaReport silent_area;
  silent_area.unit_name = "Departamento de Estudios y Políticas Migratorias";
  input.areas = {sent, silent_area};
  for (const auto& measure : plan.medidas) input.measures.push_back({measure, measure.estado, {}});
  input.policy.emplace();
  input.policy->policy = plan.politica;
  input.policy->without_text = input.policy->unscheduled = 79;
  auto& control = input.control;
  control.as_of = last_day(all.cut.last);
  control.por_origen = {queries::ControlStanding::Counts{2, 1, 0, 1, 3},
                        queries::ControlStanding::Counts{1, 0, 2, 0, 0}};
  const auto found = [&](const char* number, control::Origen origin, const char* title,
                         std::int64_t overdue, std::int64_t recurrences) {
    control.abiertos.push_back(
        {number, origin, title, "Compras", "Cotejar la serie de cada factura.", "", "",
         control::EstadoHallazgo::EnProceso, Date{std::chrono::year{2026} / 4 / 17}, overdue,
         recurrences, true});
  };
  found("2026-0002", control::Origen::Interna, "Facturas repetidas", 9, 1);
  found("2025-0004", control::Origen::Contraloria, "Contratos publicados tarde", 0, 0);
  control.abiertos.push_back({"2026-0005", control::Origen::Interna, "", "Tesorería", "",
                              "Arqueo mensual", "2026-02", control::EstadoHallazgo::Notificada,
                              std::nullopt, 0, 0, true});
  control.instrumentos = {
      {"ARQUEO", "Arqueo mensual", control::Modo::Periodico, 4, 3, 1, true},
      {"NIT", "NIT con dígito válido", control::Modo::Permanente, 0, 0, 0, true}};
  control.bandas = {{"Tolerable", 6}, {"Gestionable", 3}, {"No tolerable", 1}};
  input.recommendations = {
      {"Cargar la autorización de delegaciones de 2021 a 2025, con su evidencia.",
       "Subdirector de Control Migratorio", Date{std::chrono::year{2026} / 6 / 30}, true}};
  return input;
}

inline StrategyInput sample_strategy() {
  StrategyInput input;
  input.plan = demo_plan();
  input.frame = sample_frame("EST-2026");
  input.year = {2026};
  input.as_of = Date{std::chrono::year{2026} / 3 / 31};
  input.functions = demo_functions(false);
  return input;
}

}  // namespace documents
