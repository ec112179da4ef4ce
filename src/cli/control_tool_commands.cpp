// ceiba riesgo, muestra and indicadores financieros.
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "cli/telling.hpp"
#include "commands/submit.hpp"
#include "documents/risk_workbook.hpp"
#include "domain/control/tool_refusals.hpp"
#include "queries/control_indicators.hpp"
#include "queries/report_frame.hpp"
#include "queries/risks.hpp"
#include "queries/samples.hpp"
#include "text/control_tools.hpp"
#include "text/format.hpp"

namespace cli {
namespace {

using control::ToolRefusal;

Result<FiscalYear> year_of(const Invocation& call) {
  if (const auto text = call.optional_text("--ejercicio")) return FiscalYear::parse(*text);
  return FiscalYear{
      static_cast<std::int16_t>(static_cast<int>(local_date(call.world().now()).year()))};
}

Result<std::int64_t> number_of(const Invocation& call, std::string_view option) {
  const auto text = call.text(option);
  if (const auto number = whole_number(text)) return *number;
  return refuse(
      ToolRefusal::SampleParameterMalformed,
      {{"campo", std::string(option)}, {"hallado", text}, {"esperado", "un número entero"}});
}

// A rate in per cent, in hundredths of it.
Result<std::int64_t> rate_of(const Invocation& call, std::string_view option) {
  return TRY(where("campo", option, Quantity::parse(call.text(option)))).in_hundredths();
}

// ---- riesgo -------------------------------------------------------------------------------------

Result<Exit> register_risk(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto body = TRY(parse_json(TRY(read_file(call.text("ARCHIVO")))));
  if (!body.is_object()) return refuse(JsonRefusal::WrongType, {{"campo", "riesgo"}});
  const auto receipt = TRY(commands::submit(context, {"riesgo.registrar", body.get_object(), ""}));
  return told(call, receipt,
              "Riesgo " + std::to_string(receipt.outcome.at("riesgo").as_int64()) + ": inherente " +
                  std::to_string(receipt.outcome.at("inherente").as_int64()) + ", residual " +
                  std::string(receipt.outcome.at("residual").as_string()));
}

Result<Exit> show_matrix(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  const auto year = TRY(year_of(call));
  const auto matrix = TRY(queries::risk_matrix(context.db(), context.institution, year,
                                               local_date(call.world().now())));
  if (const auto path = call.optional_text("--xlsx")) {
    const auto institution = TRY(queries::institution_data(context.db(), context.institution));
    CHECK(
        write_file(*path, TRY(documents::risk_workbook(matrix, institution, call.world().now()))));
    call.say("Escrito " + *path + ".\n");
    return Exit::Done;
  }
  json::array rows;
  std::string out;
  for (const auto& one : matrix.risks) {
    const auto* band = matrix.band_of(one);
    const auto word = band ? band->name : std::string("no puede determinarse");
    const auto residual = text::decimal(one.levels.residual(), 2);
    out += "R" + std::to_string(one.number) + "  " +
           std::to_string(one.levels.probability.value()) + " × " +
           std::to_string(one.levels.severity.value()) + " = " +
           std::to_string(one.levels.inherent()) + " ÷ " +
           std::to_string(one.levels.control.value()) + " = " + residual + "  " + word + "  " +
           one.descripcion + (one.illustrative ? "  [ilustrativo]" : "") + "\n";
    rows.push_back(json::object{{"riesgo", one.number},
                                {"objetivo", control::code_of(one.objetivo)},
                                {"descripcion", one.descripcion},
                                {"inherente", std::int64_t{one.levels.inherent()}},
                                {"residual", residual},
                                {"nivel", band ? json::value(word) : json::value(nullptr)},
                                {"ilustrativo", one.illustrative}});
  }
  if (call.json())
    call.say_json(rows);
  else
    call.say(out.empty() ? "No hay riesgos de " + show(year) + ".\n" : out);
  return Exit::Done;
}

// ---- muestra ------------------------------------------------------------------------------------

Result<Exit> sample_size(const Invocation& call) {
  const auto confidence = TRY(control::confidence_of(TRY(number_of(call, "--confianza"))));
  const auto method = call.text("--metodo");
  std::optional<std::int64_t> population;
  if (call.has("--poblacion")) population = TRY(number_of(call, "--poblacion"));
  std::int64_t size = 0;
  std::string how;
  if (method == "proporcion") {
    if (!population)
      return refuse(ToolRefusal::SampleParameterMalformed,
                    {{"campo", "--poblacion"}, {"esperado", "cuántos elementos hay"}});
    size = TRY(control::proportion_size(confidence, *population, TRY(rate_of(call, "--margen"))));
    how = "Krejcie y Morgan (1970)";
  } else if (method == "monetaria") {
    const auto amount = [&](std::string_view option) {
      return where("campo", option, Money::parse(call.optional_text(option).value_or("")));
    };
    const auto book = TRY(amount("--valor")), tolerable = TRY(amount("--error-tolerable")),
               expected = TRY(amount("--error-esperado"));
    size = TRY(control::monetary_size(confidence, book, tolerable, expected));
    how = "factor de Poisson " +
          text::decimal(Ratio{control::poisson_factor(confidence, 0), 100}, 2) +
          ", factor de expansión " + text::decimal(Ratio{confidence.expansion, 10}, 1);
  } else {
    const auto plan = TRY(control::attribute_size(confidence, TRY(rate_of(call, "--tolerable")),
                                                  TRY(rate_of(call, "--esperada")), population));
    size = plan.size;
    how = "hasta " +
          text::counted(plan.deviations, "desviación", "desviaciones", text::Gender::Feminine) +
          (population ? ", hipergeométrica exacta" : ", binomial exacta");
  }
  if (call.json())
    call.say_json(json::object{{"tamano", size}, {"metodo", how}});
  else
    call.say(text::count(size) + " elementos (" + how + ").\n");
  return Exit::Done;
}

Result<Exit> draw_sample(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto year = TRY(year_of(call));
  const auto size = TRY(number_of(call, "--tamano"));
  const auto confidence = TRY(number_of(call, "--confianza"));
  const auto receipt = TRY(commands::submit(context, {"muestra.sacar",
                                                      {{"poblacion", call.text("--poblacion")},
                                                       {"ejercicio", std::int64_t{year.year}},
                                                       {"metodo", call.text("--metodo")},
                                                       {"tamano", size},
                                                       {"confianza", confidence},
                                                       {"semilla", call.text("--semilla")},
                                                       {"objetivo", call.text("--objetivo")}},
                                                      ""}));
  return told(call, receipt,
              "Muestra " + std::to_string(receipt.outcome.at("muestra").as_int64()) + ": " +
                  text::count(receipt.outcome.at("elementos").as_int64()) + " elementos de " +
                  text::count(receipt.outcome.at("poblacion").as_int64()) + ", semilla " +
                  call.text("--semilla"));
}

Result<Exit> show_sample(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  const auto number = TRY(number_of(call, "NÚMERO"));
  const auto found = TRY(queries::sample(context.db(), context.institution, number));
  if (!found) return refuse(ToolRefusal::SampleUnknown, {{"hallado", std::to_string(number)}});
  json::array items;
  std::string out = "Muestra " + std::to_string(number) + ", semilla " + found->row.seed + ": " +
                    found->row.objective + "\n";
  for (const auto& item : found->items) {
    out += std::to_string(item.n) + "  " + item.reference + "  " + text::table_money(item.amount) +
           "  " + std::string(text::result_of(item.result)) + "\n";
    items.push_back(json::object{{"elemento", item.n},
                                 {"referencia", item.reference},
                                 {"monto", ::show(item.amount)},
                                 {"veces", item.hits},
                                 {"resultado", item.result}});
  }
  json::object left_out;
  for (const auto& row : found->left_out) {
    left_out[control::code_of(row.reason)] = row.items;
    out += "Fuera de la población: " + text::left_out(row.reason, row.items) + "\n";
  }
  json::value projected;  // Nothing until every item has been examined.
  if (const auto& made = found->projection) {
    projected = show(made->projected);
    out += "Error proyectado a la población: " + text::money(made->projected) + "\n";
  }
  if (call.json())
    call.say_json(json::object{{"muestra", number},
                               {"semilla", found->row.seed},
                               {"elementos", std::move(items)},
                               {"fuera", std::move(left_out)},
                               {"error_proyectado", std::move(projected)}});
  else
    call.say(out);
  return Exit::Done;
}

// ---- indicadores financieros
// ---------------------------------------------------------------------

Result<Exit> list_indicators(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  const auto month = TRY(Month::parse(call.text("--mes")));
  const auto report = TRY(queries::indicator_report(context.db(), context.institution, month));
  json::array all;
  std::string out;
  for (const auto& series : report.series) {
    const auto& last = series.months.back();
    const auto value = last.reading.value ? text::reading(series.sheet->unidad, *last.reading.value)
                                          : "no puede determinarse: " +
                                                std::string(text::reason_of(last.reading.missing));
    out += std::string(series.sheet->code) + "  " + std::string(text::text_of(*series.sheet).name) +
           ": " + value + "  (" + std::string(text::name_of(last.judged)) + ")\n";
    all.push_back(
        json::object{{"codigo", series.sheet->code},
                     {"valor", last.reading.value ? json::value(value) : json::value(nullptr)},
                     {"juicio", text::name_of(last.judged)}});
  }
  if (call.json())
    call.say_json(all);
  else
    call.say(out);
  return Exit::Done;
}

constexpr Option risk_options[] = {
    {"ARCHIVO", "", "JSON con el cuerpo del acto (docs/formats/riesgos-muestras.md)", true}};
constexpr Option matrix_options[] = {
    {"--ejercicio", "AAAA", "Año; si no, el actual"},
    {"--xlsx", "ARCHIVO", "Escribe la matriz, el plan y la continuidad de evidencia"},
};
constexpr Option size_options[] = {
    {"--metodo", "CUÁL", "Qué se prueba", false, false, "atributos|proporcion|monetaria",
     "atributos"},
    {"--confianza", "POR CIENTO", "99, 95 o 90", false, false, "", "95"},
    {"--tolerable", "POR CIENTO", "Tasa de desviación que se tolera", false, false, "", "5"},
    {"--esperada", "POR CIENTO", "Tasa que se espera", false, false, "", "0"},
    {"--margen", "POR CIENTO", "De una proporción", false, false, "", "5"},
    {"--poblacion", "N", "Cuántos elementos hay"},
    {"--valor", "QUETZALES", "De la población, por unidad monetaria"},
    {"--error-tolerable", "QUETZALES", "Por unidad monetaria"},
    {"--error-esperado", "QUETZALES", "Por unidad monetaria", false, false, "", "0"},
};
constexpr Option draw_options[] = {
    {"--poblacion", "DE QUÉ", "De qué se saca", true, false, "cur|expediente"},
    {"--tamano", "N", "Cuántos elementos", true},
    {"--semilla", "TEXTO", "Con ella cualquiera repite el sorteo", true},
    {"--objetivo", "TEXTO", "Qué se quiere probar", true},
    {"--ejercicio", "AAAA", "Año; si no, el actual"},
    {"--metodo", "CUÁL", "Cómo se sortea", false, false, "aleatorio|estratificado|unidad_monetaria",
     "aleatorio"},
    {"--confianza", "POR CIENTO", "Al proyectar: 99, 95 o 90", false, false, "", "95"},
};
constexpr Option sample_options[] = {{"NÚMERO", "", "De la muestra", true}};
constexpr Option indicator_options[] = {{"--mes", "AAAA-MM", "De enero a este mes", true}};

constexpr Command commands_here[] = {
    {"riesgo registrar", "Registra o corrige un riesgo de la matriz del SINACIG.", risk_options,
     "ceiba riesgo registrar riesgo.json --como planificacion", register_risk},
    {"riesgo matriz", "Muestra la matriz de riesgos de un año, o la escribe en XLSX.",
     matrix_options, "ceiba riesgo matriz --ejercicio 2026 --xlsx matriz.xlsx", show_matrix},
    {"muestra tamano", "Calcula cuántos elementos bastan.", size_options,
     "ceiba muestra tamano --confianza 95 --tolerable 5", sample_size},
    {"muestra sacar", "Saca una muestra que cualquiera puede repetir.", draw_options,
     "ceiba muestra sacar --poblacion expediente --tamano 25 --semilla 2026-05 --objetivo "
     "\"Respaldo\" --como auditoria",
     draw_sample},
    {"muestra mostrar", "Muestra los elementos de una muestra.", sample_options,
     "ceiba muestra mostrar 1", show_sample},
    {"indicadores financieros", "Muestra los indicadores financieros a un mes.", indicator_options,
     "ceiba indicadores financieros --mes 2026-04", list_indicators},
};

}  // namespace

std::span<const Command> control_tool_commands() { return commands_here; }

}  // namespace cli
