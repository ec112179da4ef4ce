// Samples: those that were drawn, the form that draws one, and the calculator of sizes.
#include "base/text.hpp"
#include "queries/samples.hpp"
#include "text/control_tools.hpp"
#include "text/format.hpp"
#include "web/pages/planning_view.hpp"
#include "web/pages/sample_pages.hpp"
#include "web/pages/tool_view.hpp"

namespace web {
namespace {

using access_control::Permission;
using Kind = TableColumn::Kind;

constexpr std::string_view here = "/auditoria/muestras";

TableView list_of(const std::vector<queries::SampleLine>& all) {
  TableView view;
  view.id = "muestras";
  view.caption = "Muestras";
  view.file_name = "muestras";
  view.empty = "Aún no se ha sacado ninguna muestra.";
  view.columns = {
      {.key = "numero", .title = "No.", .kind = Kind::Count},
      {.key = "objetivo", .title = "Objetivo", .row_header = true},
      {.key = "poblacion", .title = "Población", .secondary = true},
      {.key = "metodo", .title = "Método", .secondary = true},
      {.key = "semilla", .title = "Semilla", .kind = Kind::Code, .secondary = true},
      {.key = "elementos", .title = "Elementos", .kind = Kind::Count, .secondary = true},
      {.key = "examinados", .title = "Examinados", .kind = Kind::Count},
      {.key = "fecha", .title = "Sacada el", .kind = Kind::Date, .secondary = true},
      {.key = "estado", .title = "Estado", .kind = Kind::State}};
  for (const auto& one : all) {
    const auto& row = one.row;
    view.illustrative = view.illustrative || row.illustrative;
    const bool done = !row.conclusion.empty();
    view.rows.push_back(
        {{{row.number},
          {row.objective, std::string(here) + "/" + std::to_string(row.number)},
          {std::string(text::name_of(row.population)) + " de " + show(row.ejercicio)},
          {std::string(text::name_of(row.method))},
          {row.seed},
          {one.items},
          {one.examined},
          {row.written.on},
          {tag(done ? "Concluida" : "En trabajo", done ? Tint::Green : Tint::Blue), "",
           done ? "Concluida" : "En trabajo"}}});
  }
  return view;
}

std::vector<Choice> confidence_choices() {
  std::vector<Choice> all;
  for (const auto& one : control::confidences())
    all.push_back({std::to_string(one.percent), std::to_string(one.percent) + " %"});
  return all;
}

Html draw_form(Visit& visit, const FormState& state) {
  std::vector<Choice> populations, methods;
  for (std::size_t i = 0; i < control::poblacion_count; ++i)
    populations.push_back({std::string(code_of(static_cast<control::Poblacion>(i))),
                           std::string(text::name_of(static_cast<control::Poblacion>(i)))});
  for (std::size_t i = 0; i < control::metodo_count; ++i)
    methods.push_back({std::string(code_of(static_cast<control::Metodo>(i))),
                       std::string(text::name_of(static_cast<control::Metodo>(i)))});
  const auto& query = visit.request.query;
  Html inside = text_input(state, {.name = "objetivo", .label = "Qué se quiere probar"});
  inside += select(state, {.name = "poblacion", .label = "Población"}, populations);
  inside += text_input(state, {.name = "ejercicio",
                               .label = "Ejercicio",
                               .standard = std::to_string(static_cast<int>(visit.today().year())),
                               .width = "4",
                               .inputmode = "numeric"});
  inside +=
      select(state,
             {.name = "metodo",
              .label = "Método",
              .hint = "Estratificado: CUR por grupo de gasto, expedientes por tipo de gasto."},
             methods);
  inside += text_input(state, {.name = "tamano",
                               .label = "Elementos",
                               .standard = std::string(query.first("tamano")),
                               .width = "4",
                               .inputmode = "numeric"});
  inside +=
      select(state, {.name = "confianza", .label = "Confianza al proyectar", .standard = "95"},
             confidence_choices());
  inside += text_input(state, {.name = "semilla",
                               .label = "Semilla",
                               .hint = "Queda impresa: con ella cualquiera repite el sorteo.",
                               .standard = ::show(visit.today()),
                               .width = "20"});
  inside += html("<div class=\"acciones\">{}</div>", button("Sacar la muestra"));
  return form(visit, {.action = std::string(here)}, inside);
}

Result<Response> list_page(Visit& visit, const FormState& state) {
  const auto all = TRY(queries::samples(visit.db(), visit.institution));
  const auto list = list_of(all);
  if (auto file = table_file(visit, list)) return *std::move(file);
  auto view = tool_page("Muestras",
                        "Qué se examina cuando no se puede examinar todo, y qué dice del resto.");
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  view.actions = secondary_link(std::string(here) + "/calculadora", "Calcular el tamaño");
  view.content = table(visit, list);
  if (visit.viewer->may(Permission::DrawSample))
    view.content += section("sacar", "Sacar una muestra", draw_form(visit, state));
  view.content += section("sorteo", "Cómo se sortea",
                          html("<p class=\"chico secundario\">{}</p>", text::generator_sentence));
  return page(visit, view, state.faulty() ? 422 : 200);
}

// How many, as it is typed: "1000000", or in groups of three, "1,000,000" and "1 000 000".
std::optional<std::int64_t> typed_count(std::string_view typed) {
  std::string digits;
  std::size_t group = 0;  // Digits since the last separator.
  bool grouped = false;
  for (const char c : trimmed(typed)) {
    if (c == ',' || c == ' ') {
      if (grouped ? group != 3 : group < 1 || group > 3) return std::nullopt;
      grouped = true;
      group = 0;
    } else {
      digits += c;
      ++group;
    }
  }
  if (grouped && group != 3) return std::nullopt;
  const auto value = whole_number(digits);
  if (!value || *value < 1) return std::nullopt;
  return *value;
}

// A rate as it is typed, "5" or "2.5 %", in hundredths of a per cent.
std::optional<std::int64_t> typed_rate(std::string_view text) {
  auto written = std::string(trimmed(text));
  if (written.ends_with('%')) written = std::string(trimmed(written.substr(0, written.size() - 1)));
  const auto value = Quantity::parse(written);
  if (!value) return std::nullopt;
  return value->in_hundredths();
}

std::string in_rate(std::int64_t hundredths) {
  return text::decimal(Ratio{hundredths, 100}, 2) + " %";
}

struct Calculated {
  std::string answer, how;
};

Result<Calculated> calculate(FormState& state) {
  const auto method = state.value("metodo");
  const auto confidence =
      TRY(control::confidence_of(whole_number(state.value("confianza", "95")).value_or(0)));
  std::optional<std::int64_t> population;
  if (const auto typed = state.value("poblacion"); !trimmed(typed).empty()) {
    population = typed_count(typed);
    if (!population)
      state.fault("poblacion", "«" + std::string(trimmed(typed)) +
                                   "» no es una cantidad: escriba un número entero, como 5000 o "
                                   "5,000.");
  }
  const auto rate = [&](const char* name) -> std::int64_t {
    const auto value = typed_rate(state.value(name));
    if (!value) state.fault(name, "Escriba un por ciento, como 5 o 2.5.");
    return value.value_or(0);
  };
  if (method == "monetaria") {
    const auto amount = [&](const char* name) {
      const auto value = typed_money(state.value(name));
      if (!value) state.fault(name, value.error());
      return value.value_or(Money{});
    };
    const auto book = amount("valor"), tolerable = amount("error_tolerable"),
               expected = amount("error_esperado");
    if (state.faulty()) return Calculated{};
    const auto size = TRY(control::monetary_size(confidence, book, tolerable, expected));
    return Calculated{text::counted(size, "elemento", "elementos"),
                      "Valor × factor ÷ (error tolerable − error esperado × " +
                          text::decimal(Ratio{confidence.expansion, 10}, 1) + "), con factor " +
                          text::decimal(Ratio{control::poisson_factor(confidence, 0), 100}, 2) +
                          " de Poisson. Intervalo: " +
                          text::money(MoneySum::centavos(MoneySum{book}.in_centavos() / size)) +
                          "."};
  }
  if (method == "proporcion") {
    const auto margin = rate("margen");
    if (trimmed(state.value("poblacion")).empty())
      state.fault("poblacion", "Escriba cuántos elementos hay.");
    if (state.faulty()) return Calculated{};
    const auto size = TRY(control::proportion_size(confidence, *population, margin));
    return Calculated{text::counted(size, "elemento", "elementos"),
                      "χ²·N·P(1−P) ÷ (d²(N−1) + χ²·P(1−P)), con P = 0.5 y χ² = " +
                          text::decimal(Ratio{confidence.chi_square, 1000}, 3) +
                          ". Krejcie y Morgan (1970)."};
  }
  const auto tolerable = rate("tolerable"), expected = rate("esperada");
  if (state.faulty()) return Calculated{};
  const auto plan = TRY(control::attribute_size(
      confidence, tolerable, expected,
      population ? std::optional<std::int64_t>(*population) : std::nullopt));
  return Calculated{
      text::counted(plan.size, "elemento", "elementos"),
      "Con " +
          text::counted(plan.deviations, "desviación", "desviaciones", text::Gender::Feminine) +
          " o menos en la muestra, la tasa no pasa de " + in_rate(tolerable) + " con " +
          std::to_string(confidence.percent) + " % de confianza. " +
          (population ? "Hipergeométrica exacta sobre la población."
                      : "Binomial exacta; son los tamaños de las tablas del AICPA (Audit Guide: "
                        "Audit Sampling).")};
}

}  // namespace

Result<Response> sample_list(Visit& visit) {
  if (visit.request.method == Method::Get) return list_page(visit, FormState());
  FormState state(visit.request.form);
  constexpr std::string_view texts[] = {"objetivo", "poblacion", "metodo", "semilla"};
  auto act = body_from(visit.request.form, texts);
  for (const auto* name : {"ejercicio", "tamano", "confianza"}) take_number(act, name, state);
  if (state.faulty()) return list_page(visit, state);
  const auto done = visit.submit("muestra.sacar", act);
  if (!done) {
    if (!returned_to(state, done.error())) return std::unexpected(done.error());
    return list_page(visit, state);
  }
  visit.notice("Se sacó la muestra.");
  return redirect(std::string(here) + "/" + std::to_string(done->outcome.at("muestra").as_int64()));
}

Result<Response> sample_sizes(Visit& visit) {
  FormState state(visit.request.query);
  const auto method = state.value("metodo", "atributos");
  auto view = tool_page("Tamaño de una muestra",
                        "Cuántos elementos bastan para la confianza y el error que se aceptan.");
  view.crumbs.push_back({"Muestras", std::string(here)});
  view.dense = false;
  Html answer;
  if (visit.request.query.has("confianza")) {
    const auto made = calculate(state);
    if (!made) {
      static constexpr std::pair<std::string_view, std::string_view> of_money[] = {
          {"poblacion", "valor"}, {"tolerable", "error_tolerable"}, {"esperada", "error_esperado"}};
      const auto renamed =
          method == "monetaria"
              ? std::span<const std::pair<std::string_view, std::string_view>>(of_money)
              : std::span<const std::pair<std::string_view, std::string_view>>();
      if (!returned_to(state, made.error(), renamed)) return std::unexpected(made.error());
    } else if (!made->answer.empty()) {
      answer =
          notice_box(NoticeTone::Green, html("<p><b>{}</b></p><p>{}</p>", made->answer, made->how));
    }
  }
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  Html links;
  for (const auto& [code, name] :
       {std::pair{"atributos", "Pruebas de cumplimiento"}, std::pair{"proporcion", "Proporciones"},
        std::pair{"monetaria", "Unidad monetaria"}})
    links += html("<li><a href=\"{}/calculadora?metodo={}\"{}>{}</a></li>", here, code,
                  Html{method == code ? " aria-current=\"page\"" : ""}, name);
  Html inside = hidden_input("metodo", method);
  inside += select(state, {.name = "confianza", .label = "Confianza", .standard = "95"},
                   confidence_choices());
  if (method == "monetaria") {
    inside += text_input(state, {.name = "valor",
                                 .label = "Valor de la población (Q)",
                                 .width = "10",
                                 .inputmode = "decimal"});
    inside += text_input(state, {.name = "error_tolerable",
                                 .label = "Error tolerable (Q)",
                                 .width = "10",
                                 .inputmode = "decimal"});
    inside += text_input(state, {.name = "error_esperado",
                                 .label = "Error esperado (Q)",
                                 .standard = "0",
                                 .width = "10",
                                 .inputmode = "decimal"});
  } else {
    inside += text_input(
        state, {.name = "poblacion",
                .label = "Elementos de la población",
                .hint = method == "proporcion" ? "" : "En blanco si es tan grande que no importa.",
                .width = "10",
                .inputmode = "numeric"});
    if (method == "proporcion")
      inside += text_input(state, {.name = "margen",
                                   .label = "Margen de error (±, por ciento)",
                                   .standard = "5",
                                   .width = "5",
                                   .inputmode = "decimal"});
    else
      inside += text_input(state, {.name = "tolerable",
                                   .label = "Tasa de desviación tolerable (por ciento)",
                                   .standard = "5",
                                   .width = "5",
                                   .inputmode = "decimal"}) +
                text_input(state, {.name = "esperada",
                                   .label = "Tasa esperada (por ciento)",
                                   .standard = "0",
                                   .width = "5",
                                   .inputmode = "decimal"});
  }
  inside += button("Calcular");
  view.content =
      html("<nav aria-label=\"Métodos\"><ul class=\"vistas\">{}</ul></nav>{}", links, answer) +
      html("<form action=\"{}/calculadora\" method=\"get\" novalidate>{}</form>", here, inside);
  return page(visit, view, state.faulty() ? 422 : 200);
}

}  // namespace web
