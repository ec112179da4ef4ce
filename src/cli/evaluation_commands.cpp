// ceiba indicadores and corte: what a period says, and cuts that keep it.
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/evaluation_json.hpp"
#include "commands/publish_persons.hpp"
#include "commands/submit.hpp"
#include "documents/wording.hpp"
#include "domain/production/refusals.hpp"
#include "queries/compare_cuts.hpp"
#include "queries/persons.hpp"
#include "text/format.hpp"

namespace cli {
namespace {

using evaluation::Figure;
using evaluation::Measure;

constexpr std::string_view lights[] = {"En ritmo", "Atención",     "Rezago", "Sobre lo programado",
                                       "Sin dato", "No programado"};

std::string in_words(const evaluation::Signal& signal) {
  return std::string(lights[std::to_underlying(signal.light)]);
}

std::string in_words(const std::optional<Ratio>& value, Measure measure) {
  if (!value) return "sin valor";
  switch (measure) {
    case Measure::Percent:
      return text::percent(*value, 2);
    case Measure::Quetzales:
    case Measure::CostPerUnit:
      return "Q " + text::decimal(*value, 2);
    case Measure::Points:
      return text::decimal(*value, 1) + " puntos";
    case Measure::Units:
      if (value->denominator() == 1) return text::count(value->numerator());
      return text::decimal(*value, 2);
    case Measure::Times:
    case Measure::Months:
      return text::decimal(*value, 2);
  }
  __builtin_unreachable();
}

std::string in_words(const Figure& figure) {
  if (figure.value) return in_words(figure.value, figure.measure);
  return "no evaluable: " + documents::reason_in_prose(*figure.why_not);
}

// "2026-C1" or "2026-C1@2": a version of a frozen cut; "2026-C1@vivo": the live state.
Result<queries::Cut> cut_named(commands::Context& context, const std::string& word) {
  const auto mark = word.find('@');
  const std::string code = word.substr(0, mark);
  const std::string which = mark == word.npos ? "" : word.substr(mark + 1);
  if (which == "vivo") return queries::live_cut(context.db(), context.institution, code);
  const auto version = which.empty() ? std::optional<long long>{0} : whole_number(which);
  if (!version || *version < 0)
    return refuse(production::Refusal::CutCodeMalformed, {{"hallado", word}});
  if (auto frozen = TRY(
          queries::frozen_cut(context.db(), context.institution, code, static_cast<int>(*version))))
    return *std::move(frozen);
  if (!which.empty()) return refuse(production::Refusal::CutUnknown, {{"hallado", word}});
  return queries::live_cut(context.db(), context.institution, code);
}

std::string cut_in_words(const queries::Cut& cut) {
  std::string words = cut.code;
  words += cut.frozen() ? ", versión " + std::to_string(cut.version) + ", congelado el " +
                              text::date_and_time(cut.frozen_at)
                        : ", sin congelar (preliminar)";
  return words + ", hasta el asiento " + std::to_string(cut.seq);
}

// ---- indicadores evaluar -----------------------------------------------------------------------

void say_indicator(const Invocation& call, const queries::Indicator& indicator) {
  call.say("\n" + indicator.sheet + " v" + std::to_string(indicator.version) + "  " +
           indicator.name + "\n  Valor: " + in_words(indicator.value) + "\n");
  if (indicator.cumulative) {
    const auto& progress = *indicator.cumulative;
    call.say("  Acumulado: " + in_words(progress.accumulated) + "; meta " + indicator.target_text +
             " = " + text::quantity(progress.target_count) + " (por redondeo, de " +
             text::quantity(progress.interval.low) + " a " +
             text::quantity(progress.interval.high) + ")\n");
    if (progress.missing)
      call.say("  Falta: de " + text::quantity(progress.missing->low) + " a " +
               text::quantity(progress.missing->high) + "\n");
  } else if (indicator.year_target) {
    call.say("  Meta del año: " + text::quantity(*indicator.year_target) + " " +
             documents::plural(indicator.unit) +
             "; llevado en el año: " + in_words(indicator.year_value) + "\n");
  }
  call.say("  Avance hacia la meta: " + in_words(indicator.advance) + "\n  Del año: " +
           in_words(indicator.year_advance) + "\n  Semáforo: " + in_words(indicator.signal) + "\n");
}

void say_products(const Invocation& call, const queries::Evaluation& all) {
  call.say("\nEjecución física: " + in_words(all.physical) + ", " + in_words(all.physical_signal) +
           ". Ejecución financiera: " + in_words(all.financial.total.percent) + ", " +
           in_words(all.financial.total.signal) + ".\n");
  for (const auto& product : all.products) {
    call.say(product.code + "  " + product.name + ": " + in_words(product.percent) + " físico, " +
             in_words(product.financial) + " financiero\n");
    for (const auto& goal : product.goals)
      call.say("  " + goal.subproducto + "  " + goal.name + ": " +
               (goal.accumulated.executed ? text::quantity(*goal.accumulated.executed)
                                          : std::string("sin dato")) +
               " de " + text::quantity(goal.year_goal) + " (" + in_words(goal.percent) + "), " +
               in_words(goal.signal) + "; cobertura " +
               std::to_string(goal.accumulated.coverage.reported) + " de " +
               std::to_string(goal.accumulated.coverage.expected) + "\n");
  }
}

void say_equity(const Invocation& call, const queries::EquityOf& of) {
  call.say("\nEquidad: " + of.name + "\n");
  for (const auto& axis : of.axes) {
    call.say("  " + std::string(documents::label_of(axis.axis)) + "\n");
    for (const auto& row : axis.rows)
      call.say("    " +
               (row.category.empty() ? std::string("Sin desagregar")
                                     : documents::category_label(axis.axis, row.category)) +
               ": " + text::quantity(row.attended) + ", " + in_words(row.attended_share) +
               (row.ratio.value ? "; razón " + text::decimal(*row.ratio.value, 2) : "") + "\n");
    for (const auto why : axis.why_not)
      call.say("    No evaluable: " + documents::reason_in_prose(why) + "\n");
  }
}

Result<Exit> evaluate(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto cut = TRY(cut_named(context, call.text("--corte")));
  const auto all = TRY(queries::evaluation_at(context.db(), cut));
  if (call.json()) {
    call.say_json(as_json(all));
    return Exit::Done;
  }
  call.say("Corte " + cut_in_words(cut) + ".\n");
  if (all.illustrative) call.say("Contiene datos ilustrativos.\n");
  for (const auto& indicator : all.indicators) say_indicator(call, indicator);
  say_products(call, all);
  for (const auto& of : all.equity) say_equity(call, of);
  for (const auto& figure : all.rectifications)
    call.say("\nRectificación: " + text::month(figure.month) + ", " + figure.name + ": " +
             (figure.before ? text::quantity(*figure.before) : std::string("sin dato")) + " → " +
             (figure.after ? text::quantity(*figure.after) : std::string("sin dato")) + ". " +
             figure.reason + "\n");
  return Exit::Done;
}

// ---- cortes ------------------------------------------------------------------------------------

Result<Exit> create(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto code = call.text("PERIODO");
  const auto receipt = TRY(commands::submit(context, {"corte.crear", {{"codigo", code}}, ""}));
  if (call.json()) {
    call.say_json(receipt.outcome);
    return Exit::Done;
  }
  call.say("Corte " + code + " congelado: versión " +
           std::to_string(receipt.outcome.at("version").as_int64()) + " (asiento " +
           std::to_string(receipt.seq) + ").\n");
  const auto& open = receipt.outcome.at("meses_abiertos").as_array();
  if (!open.empty()) {
    std::vector<std::string> months;
    for (const auto& month : open)
      months.push_back(text::month(TRY(Month::parse(std::string(month.as_string())))));
    call.tell("Quedaron meses sin cerrar: " + text::listed(months) +
              ". Desde ahora sus cifras solo cambian por rectificación.");
  }
  return Exit::Done;
}

Result<Exit> list(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto cuts = TRY(queries::cuts_of(context.db(), context.institution));
  if (call.json()) {
    json::array rows;
    for (const auto& cut : cuts) rows.push_back(as_json(cut));
    call.say_json(json::object{{"cortes", std::move(rows)}});
    return Exit::Done;
  }
  for (const auto& cut : cuts) call.say(cut_in_words(cut) + "\n");
  if (cuts.empty()) call.say("No hay cortes congelados.\n");
  return Exit::Done;
}

Result<Exit> compare(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto first = TRY(cut_named(context, call.text("ANTES")));
  const auto second = TRY(cut_named(context, call.text("DESPUES")));
  const auto before = TRY(queries::evaluation_at(context.db(), first));
  const auto after = TRY(queries::evaluation_at(context.db(), second));
  auto all = queries::compared(before, after);
  if (!call.has("--todo"))
    std::erase_if(all, [](const auto& each) { return each.before == each.after; });
  if (call.json()) {
    json::array rows;
    for (const auto& each : all) {
      json::object row{{"cifra", each.figure},
                       {"codigo", each.subject},
                       {"nombre", each.name},
                       {"medida", name_of(each.measure)}};
      row["antes"] = each.before ? json::value(machine_form(*each.before, each.measure))
                                 : json::value(nullptr);
      row["ahora"] =
          each.after ? json::value(machine_form(*each.after, each.measure)) : json::value(nullptr);
      rows.push_back(std::move(row));
    }
    call.say_json(json::object{
        {"antes", as_json(first)}, {"ahora", as_json(second)}, {"diferencias", std::move(rows)}});
    return Exit::Done;
  }
  call.say("De " + cut_in_words(first) + "\na " + cut_in_words(second) + ".\n");
  if (all.empty()) call.say("No hay diferencias.\n");
  for (const auto& each : all)
    call.say(replaced(each.figure, "_", " ") + (each.subject.empty() ? "" : "  " + each.subject) +
             (each.name.empty() ? "" : "  " + each.name) + ": " +
             in_words(each.before, each.measure) + " → " + in_words(each.after, each.measure) +
             "\n");
  return Exit::Done;
}

// ---- personas
// ------------------------------------------------------------------------------------
std::string key_in_words(std::string_view key) { return replaced(key, " -", " todas"); }

Result<Exit> review_persons(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  const auto cut = TRY(cut_named(context, call.text("PERIODO")));
  const auto review =
      TRY(queries::person_review(context.db(), cut, local_date(context.world.now())));
  const auto& proposal = review.proposal;
  const auto hidden = proposal.hidden();
  if (call.json()) {
    json::array keys, found;
    for (const auto& key : hidden) keys.push_back(json::value(key));
    for (const auto& key : proposal.found) found.push_back(json::value(key));
    call.say_json(json::object{{"corte", as_json(cut)},
                               {"umbral", review.rules.threshold},
                               {"celdas", proposal.persons.keys.size()},
                               {"ocultas", std::move(keys)},
                               {"descubiertas", std::move(found)},
                               {"descubiertas_sin_complementaria", proposal.found_without},
                               {"publicadas", review.released_on.has_value()}});
    return proposal.found.empty() ? Exit::Done : Exit::Findings;
  }
  call.say("De " + cut_in_words(cut) + ": " + std::to_string(proposal.persons.keys.size()) +
           " celdas, " + std::to_string(hidden.size()) +
           " ocultas (umbral: " + std::to_string(review.rules.threshold) + " personas).\n");
  for (const auto& key : hidden) call.say("  " + key_in_words(key) + "\n");
  call.say("El ataque descubre " + std::to_string(proposal.found.size()) +
           " celdas ocultas; sin supresión complementaria descubriría " +
           std::to_string(proposal.found_without) + ".\n");
  return proposal.found.empty() ? Exit::Done : Exit::Findings;
}

Result<Exit> release_persons(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto code = call.text("PERIODO");
  const auto receipt = TRY(commands::publish_persons(context, code));
  if (call.json()) {
    call.say_json(receipt.outcome);
    return Exit::Done;
  }
  call.say("Personas del corte " + code +
           " publicadas: " + std::to_string(receipt.outcome.at("publicadas").as_int64()) +
           " celdas, " + std::to_string(receipt.outcome.at("ocultas").as_int64()) +
           " ocultas (asiento " + std::to_string(receipt.seq) + ").\n");
  return Exit::Done;
}

constexpr Option evaluate_options[] = {
    {"--corte", "PERIODO",
     "2026-C1, 2026-04, 2026; 2026-C1@2 pide una versión y 2026-C1@vivo el "
     "estado actual",
     true},
};
constexpr Option create_options[] = {
    {"PERIODO", "", "Cuatrimestre, mes o año: 2026-C1, 2026-04, 2026", true},
};
constexpr Option compare_options[] = {
    {"ANTES", "", "Corte: 2026-C1, 2026-C1@1", true},
    {"DESPUES", "", "Corte: 2026-C2, 2026-C1@vivo", true},
    {"--todo", "", "También las cifras que son iguales"},
};

constexpr Command commands_here[] = {
    {"indicadores evaluar", "Evalúa metas, presupuesto, indicadores y equidad de un período.",
     evaluate_options,
     "ceiba indicadores evaluar --corte 2026-C1\n"
     "ceiba indicadores evaluar --corte 2026-C1@vivo --json",
     evaluate},
    {"personas revisar", "Dice qué celdas de personas se ocultarían y si el ataque las descubre.",
     create_options, "ceiba personas revisar 2026-C1", review_persons},
    {"personas publicar", "Publica las personas por categoría de un corte, sin grupos pequeños.",
     create_options, "ceiba personas publicar 2026-C1 --como autoridad", release_persons},
    {"corte crear", "Congela un período: sus cifras ya no cambian.", create_options,
     "ceiba corte crear 2026-C1 --como monitoreo", create},
    {"corte listar", "Muestra los cortes congelados.", {}, "ceiba corte listar", list},
    {"corte comparar", "Dice qué cifras cambian de un corte a otro.", compare_options,
     "ceiba corte comparar 2026-C1 2026-C2\nceiba corte comparar 2026-C1 2026-C1@vivo", compare},
};

}  // namespace

std::span<const Command> evaluation_commands() { return commands_here; }

}  // namespace cli
