// What the areas wrote, the functions with their evidence, and what follows from all of it.
#include <algorithm>

#include "base/text.hpp"
#include "documents/parts.hpp"
#include "documents/wording.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

using evaluation::Light;
using reporting::TextState;

// "Validado el 11/05/2026." or what the text is still waiting for.
std::string state_sentence(const queries::AreaReport& area) {
  const auto on = [](const std::optional<Date>& date) {
    return date ? " el " + text::date(*date) : std::string();
  };
  switch (area.text.state) {
    case TextState::Validado:
      return "Validado" + on(area.text.reviewed_on) + '.';
    case TextState::Enviado:
      return "Enviado" + on(area.text.sent_on) + "; pendiente de validación.";
    case TextState::Devuelto:
      return "Devuelto" + on(area.text.reviewed_on) + '.';
    case TextState::Borrador:
      return "No entregado.";
  }
  return {};
}

void add_slot(std::vector<Prose>& items, std::string_view name, const std::string& content) {
  if (!trimmed(content).empty())
    items.push_back(prose(strong(std::string(name) + "."), ' ' + content));
}

Blocks area_of(const queries::AreaReport& area, const Period& period) {
  Blocks out;
  out.push_back(Heading{3, area.unit_name});
  out.push_back(Paragraph{prose(state_sentence(area)), {}, Tone::Status});
  std::vector<Prose> items;
  if (area.delivered) {
    add_slot(items, "Logros", area.text.achievements);
    add_slot(items, "Limitaciones", area.text.limitations);
    add_slot(items, "Causas", area.text.causes);
    for (const auto& action : area.text.actions)
      items.push_back(prose(strong("Acción correctiva."),
                            ' ' + without_stop(action.text) + ". Responsable: " + action.post +
                                ". Fecha: " + text::date(action.due) + '.'));
  } else if (area.text.state == TextState::Devuelto) {
    add_slot(items, "Estado",
             "El texto se devolvió al área y no se ha enviado de nuevo" +
                 (area.text.comment.empty() ? std::string(".")
                                            : ": " + without_stop(area.text.comment) + '.'));
  } else {
    add_slot(items, "Estado", "El área no ha enviado su análisis.");
  }
  if (items.empty()) add_slot(items, "Estado", "El área envió su análisis sin texto.");
  out.push_back(List{std::move(items), false, period.query("C-03")});
  return out;
}

constexpr std::string_view state_phrases[] = {"está en ritmo",  "pide atención",
                                              "está en rezago", "va sobre lo programado",
                                              "no tiene dato",  "no estaba programada"};

constexpr std::size_t named_max = 3;  // Names that a conclusion lists.

struct Tally {
  std::int64_t of[6]{};
};

Prose conclusion_on_money(const ReportInput& input) {
  const auto& financial = input.evaluation.financial;
  if (!financial.loaded)
    return prose("La ejecución financiera ", strong("no es evaluable"),
                 ": no hay presupuesto cargado.");
  const auto& total = financial.total;
  auto out = prose(
      "La ejecución financiera ", state_phrases[static_cast<std::size_t>(total.signal.light)], " (",
      total.signal.index.value ? figure_of(total.signal.index) : figure_of(total.percent),
      total.signal.index.value ? " de lo esperado)" : " del vigente)");
  std::vector<const queries::FinancialLine*> behind;
  for (const auto& line : financial.activities)
    if ((line.signal.light == Light::Behind || line.signal.light == Light::Attention) &&
        line.signal.index.value)
      behind.push_back(&line);
  if (behind.empty()) {
    add(out, ".");
    return out;
  }
  std::stable_sort(behind.begin(), behind.end(), [](const auto* a, const auto* b) {
    return *a->signal.index.value < *b->signal.index.value;
  });
  const bool fine = total.signal.light == Light::Ok || total.signal.light == Light::Above;
  const bool one = behind.size() == 1;
  add(out, fine ? (one ? "; la excepción es " : "; las excepciones son ")
                : (one ? "; lo más bajo es " : "; lo más bajo: "));
  if (behind.size() > named_max) behind.resize(named_max);
  for (std::size_t i = 0; i < behind.size(); ++i) {
    if (i > 0) add(out, i + 1 == behind.size() ? " y " : ", ");
    add(out, prose(behind[i]->name, " (", figure_of(behind[i]->signal.index), ")"));
  }
  add(out, ".");
  return out;
}

Prose conclusion_on_goals(const ReportInput& input) {
  Tally tally;
  std::int64_t all = 0;
  for (const auto& product : input.evaluation.products)
    for (const auto& goal : product.goals) {
      ++tally.of[static_cast<std::size_t>(goal.signal.light)];
      ++all;
    }
  constexpr struct {
    Light light;
    std::string_view one, many;
  } said[] = {{Light::Ok, "avanza en ritmo", "avanzan en ritmo"},
              {Light::Above, "supera lo programado", "superan lo programado"},
              {Light::Attention, "pide atención", "piden atención"},
              {Light::Behind, "está en rezago", "están en rezago"},
              {Light::NoData, "no tiene dato", "no tienen dato"},
              {Light::NotProgrammed, "no estaba programado", "no estaban programados"}};
  std::vector<std::string> parts;
  for (const auto& [light, one, many] : said) {
    const auto n = tally.of[static_cast<std::size_t>(light)];
    if (n > 0) parts.push_back(text::in_words(n) + ' ' + std::string(n == 1 ? one : many));
  }
  return prose("De " + text::in_words(all) + " subproductos, " + listed(parts) + '.');
}

Prose conclusion_on(const ReportInput& input, const queries::Indicator& one) {
  const auto words = text::capitalized(result_words(input.plan, one.pei_row));
  if (one.cumulative && one.cumulative->percent_of_target.value)
    return prose(words, " lleva el ", figure_of(one.cumulative->percent_of_target),
                 " de la meta acumulada del año.");
  if (one.value.value || one.year_value.value)
    return prose(words, " lleva ",
                 one.year_value.value ? figure_of(one.year_value) : figure_of(one.value, 2),
                 one.year_target ? prose(" de ", quantity(*one.year_target), " en el año.")
                                 : prose(" en el año."));
  const auto why = one.value.why_not.value_or(evaluation::NotEvaluable::NoData);
  return prose(words, " no puede evaluarse: ", reason_in_prose(why), ".");
}

// "Auditoría Interna (6 y 7)" for each unit with functions that nothing shows at work.
std::vector<std::string> functions_without_evidence(const ReportInput& input) {
  std::vector<std::pair<std::string, std::vector<std::string>>> by_unit;
  for (const auto& one : input.functions) {
    if (!one.evidence.empty()) continue;
    if (by_unit.empty() || by_unit.back().first != one.unit_name)
      by_unit.push_back({one.unit_name, {}});
    by_unit.back().second.push_back(std::to_string(one.number));
  }
  std::vector<std::string> out;
  for (const auto& [unit, numbers] : by_unit) out.push_back(unit + " (" + listed(numbers) + ')');
  return out;
}

Prose year_end_on_goals(const ReportInput& input) {
  std::int64_t reached = 0, programmed = 0;
  std::vector<std::string> missed;
  for (const auto& product : input.evaluation.products) {
    for (const auto& goal : product.goals) {
      if (goal.year_goal == Quantity{}) continue;
      ++programmed;
      if (goal.accumulated.executed && *goal.accumulated.executed >= goal.year_goal)
        ++reached;
      else
        missed.push_back("«" + without_stop(goal.name) + "»");
    }
  }
  auto out = prose("Cierre del ejercicio: ", count(reached, "metas"), " de ",
                   count(programmed, "metas"), " metas anuales se alcanzaron");
  const auto more = missed.size() > named_max ? missed.size() - named_max : 0;
  if (more > 0) missed.resize(named_max);
  if (more > 0) missed.push_back(text::in_words(static_cast<std::int64_t>(more)) + " más");
  if (!missed.empty()) add(out, "; no se alcanzaron " + listed(missed));
  add(out, ".");
  return out;
}

}  // namespace

Blocks area_texts(const ReportInput& input, const Period& period) {
  Blocks out;
  out.push_back(
      Paragraph{prose("Cada área redacta sus logros, limitaciones, causas y acciones "
                      "correctivas. El sistema conserva la fecha de envío y quién validó.")});
  if (input.areas.empty())
    out.push_back(Paragraph{prose("No se espera texto de ninguna área para este período.")});
  for (const auto& area : input.areas) append(out, area_of(area, period));
  return out;
}

Blocks functions_and_evidence(const ReportInput& input, const Period& period) {
  const auto all = static_cast<std::int64_t>(input.functions.size());
  std::int64_t with_evidence = 0;
  bool illustrative = false;
  std::string norm;
  for (const auto& one : input.functions) {
    with_evidence += one.evidence.empty() ? 0 : 1;
    for (const auto& evidence : one.evidence) illustrative = illustrative || evidence.illustrative;
    if (norm.empty()) norm = one.norm;
  }
  Blocks out;
  if (input.functions.empty()) {
    out.push_back(Paragraph{prose("No hay funciones registradas en la organización.")});
    return out;
  }
  const auto without = all - with_evidence;
  out.push_back(Paragraph{prose(
      "La Estrategia prioriza " + text::in_words(all, text::Gender::Feminine) + " funciones. " +
      text::capitalized(text::in_words(with_evidence, text::Gender::Feminine)) +
      (with_evidence == 1 ? " tiene" : " tienen") + " evidencia en el período; " +
      text::in_words(without, text::Gender::Feminine) +
      (without == 1 ? " no la tiene." : " no la tienen.") + " La numeración es la de la norma.")});
  Table table;
  table.name = "funciones";
  table.caption = text::capitalized(text::in_words(all, text::Gender::Feminine)) +
                  " funciones y la evidencia del período";
  table.illustrative = illustrative;
  table.columns = {{.title = "N.º", .width = 60, .centred = true},
                   {.title = norm.empty() ? "Función" : "Función, según " + norm, .width = 550},
                   {.title = "Evidencia en el período, y su documento o asiento", .width = 390}};
  table.density = Density::Media;
  std::string unit;
  for (const auto& one : input.functions) {
    if (one.unit != unit || table.rows.empty()) {
      unit = one.unit;
      table.rows.push_back({{spanning(3, cell(one.unit_name))}, RowKind::Group});
    }
    Prose shown_evidence;
    for (const auto& evidence : one.evidence) {
      if (!empty(shown_evidence)) add(shown_evidence, "\n");
      add(shown_evidence, evidence.description);
      if (!evidence.document.empty()) add(shown_evidence, ": " + uncapitalized(evidence.document));
    }
    if (one.evidence.empty()) shown_evidence = prose(strong("Sin evidencia"), " en el período");
    table.rows.push_back({{cell(std::to_string(one.number)), cell(one.text), cell(shown_evidence)},
                          RowKind::Plain,
                          {{"unidad", one.unit}, {"funcion", std::to_string(one.number)}}});
  }
  table.source =
      source_of(prose("registro de funciones y bitácora del sistema"), period.as_of, "C-01");
  table.query = period.query("C-01");
  out.push_back(std::move(table));
  return out;
}

Blocks measures_and_policy(const ReportInput& input, const Period& period) {
  Blocks out;
  if (!input.measures.empty()) {
    Table table;
    table.name = "medidas_estrategia";
    table.caption = "Medidas de la estrategia y su estado";
    table.columns = {{.title = "Medida", .width = 360, .row_header = true},
                     {.title = "Responsable", .width = 200},
                     {.title = "Plazo", .width = 120},
                     {.title = "Estado", .width = 110},
                     {.title = "Último avance", .width = 210}};
    std::int64_t done = 0;
    for (const auto& one : input.measures) {
      const auto& measure = one.measure;
      table.illustrative = table.illustrative || measure.origen == planning::Origen::Ilustrativo;
      done += one.state == planning::MeasureState::Cumplida ? 1 : 0;
      const auto deadline = deadline_of(measure);
      const auto progress =
          one.last && !one.last->progress.empty()
              ? prose(without_stop(one.last->progress) + " (" + show(one.last->period) + ").")
              : prose(absent(Absent::SinDato));
      table.rows.push_back({{cell(prose(strong(measure.codigo + "."), ' ' + measure.texto)),
                             cell(measure.responsable),
                             deadline.empty() ? cell(absent(Absent::SinDato)) : cell(deadline),
                             cell(word_of(one.state)), cell(progress)},
                            RowKind::Plain,
                            {{"medida", measure.codigo}}});
    }
    out.push_back(
        Paragraph{prose("De ", count(static_cast<Int128>(input.measures.size()), "medidas"),
                        " medidas de la estrategia, ", count(done, "medidas"),
                        done == 1 ? " está cumplida." : " están cumplidas."),
                  period.query("T-05")});
    table.source = source_of(prose("registro de medidas y su seguimiento"), period.as_of, "T-05");
    table.query = period.query("T-05");
    table.density = Density::Media;
    out.push_back(std::move(table));
  }
  if (input.policy && input.policy->policy.lineas_vinculadas > 0) {
    const auto& standing = *input.policy;
    out.push_back(Paragraph{
        prose(
            "De las ", count(standing.policy.lineas_vinculadas, "líneas de acción"),
            " líneas de acción de la " + standing.policy.nombre + " vinculadas a la institución, ",
            count(standing.without_text, "líneas de acción"), " están sin texto, ",
            count(standing.unscheduled, "líneas de acción"), " sin programar y ",
            count(standing.with_progress, "líneas de acción"), " con avance reportado."),
        period.query("L-01")});
  }
  return out;
}

Blocks conclusions(const ReportInput& input, const Period& period) {
  Blocks out;
  std::vector<Prose> points{conclusion_on_money(input), conclusion_on_goals(input)};
  for (const auto& one : input.evaluation.indicators) points.push_back(conclusion_on(input, one));
  if (const auto silent = functions_without_evidence(input); !silent.empty())
    points.push_back(prose("Falta evidencia de funciones: ", listed(silent), "."));
  if (period.closes) points.push_back(year_end_on_goals(input));
  out.push_back(List{std::move(points), true, period.query("R-03")});

  if (input.recommendations.empty()) {
    out.push_back(Paragraph{prose("No hay recomendaciones registradas para este período.")});
    return out;
  }
  Table table;
  table.name = "recomendaciones";
  table.caption = "Recomendaciones";
  table.columns = {{.title = "Recomendación", .width = 460, .row_header = true},
                   {.title = "Responsable", .width = 340},
                   {.title = "Fecha", .kind = Kind::Date, .width = 200}};
  for (const auto& one : input.recommendations) {
    table.illustrative = table.illustrative || one.illustrative;
    table.rows.push_back({{cell(one.text), cell(one.post), cell(day(one.due))}});
  }
  table.source = Source{prose("recomendaciones registradas por la unidad que elabora el informe"),
                        std::nullopt, "R-03", ""};
  table.query = period.query("R-03");
  table.density = Density::Media;
  out.push_back(std::move(table));
  return out;
}

}  // namespace documents
