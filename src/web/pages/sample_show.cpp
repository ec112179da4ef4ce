// One sample: its items with their working papers, what is projected from them, and its conclusion.
#include "base/text.hpp"
#include "domain/control/tool_refusals.hpp"
#include "queries/payment_files.hpp"
#include "queries/samples.hpp"
#include "text/control_tools.hpp"
#include "text/format.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/pages/planning_view.hpp"
#include "web/pages/sample_pages.hpp"
#include "web/pages/tool_view.hpp"

namespace web {
namespace {

using access_control::Permission;
using Kind = TableColumn::Kind;

constexpr std::string_view here = "/auditoria/muestras";

std::string address_of(const queries::SampleStanding& one) {
  return std::string(here) + "/" + std::to_string(one.row.number);
}

Result<queries::SampleStanding> sample_asked(Visit& visit) {
  const auto number = whole_number(visit.capture("numero")).value_or(0);
  auto found = TRY(queries::sample(visit.db(), visit.institution, number));
  if (!found)
    return refuse(control::ToolRefusal::SampleUnknown,
                  {{"hallado", std::string(visit.capture("numero"))}});
  return std::move(*found);
}

// Where the entries and documents of an item are.
std::string source_of(const queries::SampleStanding& one, const storage::SampleItemRow& item) {
  if (one.row.population == control::Poblacion::Expedientes)
    return "/expedientes/" + item.reference;
  return "/ejecucion/cur/" + item.reference + "?anio=" + show(one.row.ejercicio);
}

TableView items_of(const queries::SampleStanding& one) {
  TableView view;
  view.id = "elementos";
  view.caption = "Elementos de la muestra " + std::to_string(one.row.number) + ", quetzales";
  view.illustrative = one.row.illustrative;
  view.file_name = "muestra-" + std::to_string(one.row.number);
  view.columns = {
      {.key = "n", .title = "N", .kind = Kind::Count},
      {.key = "referencia", .title = "Elemento", .row_header = true},
      {.key = "descripcion", .title = "De qué es", .secondary = true},
      {.key = "estrato", .title = "Estrato", .secondary = true},
      {.key = "veces", .title = "Veces", .kind = Kind::Count, .secondary = true},
      {.key = "sorteo", .title = "Orden del sorteo", .kind = Kind::Count, .secondary = true},
      {.key = "monto", .title = "Registrado", .kind = Kind::Money},
      {.key = "respaldado", .title = "Respaldado", .kind = Kind::Money},
      {.key = "resultado", .title = "Resultado", .kind = Kind::State},
      {.key = "nota", .title = "Nota", .secondary = true}};
  for (const auto& item : one.items)
    view.rows.push_back(
        {{{item.n},
          {item.reference, source_of(one, item)},
          {item.description},
          {item.stratum},
          {item.hits},
          {item.place},
          {MoneySum{item.amount}},
          item.audited ? TableCell{MoneySum{*item.audited}} : TableCell{},
          {tag(text::result_of(item.result), item.result == "cumple"      ? Tint::Green
                                             : item.result == "no_cumple" ? Tint::Red
                                                                          : Tint::Grey),
           "", std::string(text::result_of(item.result))},
          {item.note}}});
  return view;
}

constexpr std::string_view rules_heading = "Las reglas, otra vez, sobre la muestra";

// What the rules say today of each payment file of the sample. Every file is read whole for it, so
// that of a great sample it is done when it is asked for.
Result<Html> rules_over(Visit& visit, const queries::SampleStanding& one) {
  constexpr std::size_t unasked_max = 50;
  if (one.row.population != control::Poblacion::Expedientes ||
      !visit.viewer->may(Permission::ReadFiles))
    return Html{};
  if (one.items.size() > unasked_max && visit.request.query.first("reglas") != "todas")
    return section(
        "reglas", rules_heading,
        html("<p>{}</p>",
             secondary_link(address_of(one) + "?reglas=todas#reglas",
                            "Correr las reglas sobre los " +
                                text::count(static_cast<std::int64_t>(one.items.size())) +
                                " expedientes")));
  Html rows;
  for (const auto& item : one.items) {
    const auto file =
        TRY(queries::payment_file(visit.db(), visit.institution, item.reference, visit.today()));
    if (!file) continue;
    Html flags;
    for (const auto& now : file->avisos)
      for (const auto& said : flag_sentences(now.flag))
        flags += html("<li><span class=\"cod\">{}</span> {}</li>",
                      verification::rules()[now.flag.rule].id, said);
    rows += html("<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
                 link("/expedientes/" + item.reference, item.reference),
                 flags.text.empty() ? Html{"Ninguna regla señala nada."}
                                    : html("<ul class=\"govuk-list\">{}</ul>", flags));
  }
  return section(
      "reglas", rules_heading,
      html("<div class=\"tabla-caja\" role=\"region\" aria-label=\"Reglas sobre la muestra\" "
           "tabindex=\"0\"><table class=\"tabla\"><caption>Lo que las reglas dicen hoy de cada "
           "expediente</caption><thead><tr><th scope=\"col\">Expediente</th><th "
           "scope=\"col\">Señales</th></tr></thead><tbody>{}</tbody></table></div>",
           rows));
}

Html projection_of(const queries::SampleStanding& one) {
  if (!one.projection)
    return html(
        "<p class=\"secundario\">Se proyecta cuando los {} elementos estén examinados; van "
        "{}.</p>",
        text::count(static_cast<std::int64_t>(one.items.size())), text::count(one.examined));
  const auto& made = *one.projection;
  std::vector<SummaryRow> rows{
      {"Desviaciones", html("{} de {}", text::count(made.deviations), text::count(made.size))},
      {"Tasa estimada", made.rate
                            ? escaped(text::percent(*made.rate, 2))
                            : escaped("Por unidad monetaria se proyectan montos, no elementos")},
      {"Tasa máxima posible",
       html("{} con {} % de confianza (binomial exacta{})",
            text::percent(Ratio{made.rate_limit, 100}, 2), std::to_string(one.row.confidence),
            one.row.method == control::Metodo::Estratificado
                ? ", como si todos los estratos se hubieran sacado juntos"
                : "")},
      {"Error hallado", escaped(text::money(made.found))},
      {"Error proyectado a la población",
       html("{} de {}", text::money(made.projected), text::money(one.row.population_amount))}};
  if (made.limit)
    rows.push_back({"Error máximo posible",
                    html("{} con {} % de confianza (factores de Poisson, redondeado hacia arriba)",
                         text::money(*made.limit), std::to_string(one.row.confidence))});
  return summary_list(rows);
}

// Each stratum with what was drawn of it: what the projection weighs it by.
Html strata_of(const queries::SampleStanding& one) {
  Html rows;
  for (const auto& stratum : one.strata) {
    std::int64_t drawn = 0;
    MoneySum found;
    for (const auto& item : one.items) {
      if (item.stratum != stratum.name) continue;
      ++drawn;
      if (item.audited) found += item.amount - *item.audited;
    }
    rows += html(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\">{}</td><td "
        "class=\"num\">{}</td><td class=\"num\">{}</td></tr>",
        stratum.name, text::count(stratum.items), text::table_money(stratum.amount),
        text::count(drawn), text::table_money(found));
  }
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Estratos\" tabindex=\"0\"><table "
      "class=\"tabla\"><caption>Estratos de la población, quetzales. El error se proyecta estrato "
      "por estrato: sus elementos por el error medio de los que se examinaron de él."
      "</caption><thead><tr><th scope=\"col\">Estrato</th><th scope=\"col\" "
      "class=\"num\">Elementos</th><th scope=\"col\" class=\"num\">Monto</th><th scope=\"col\" "
      "class=\"num\">En la muestra</th><th scope=\"col\" class=\"num\">Error hallado</th></tr>"
      "</thead><tbody>{}</tbody></table></div>",
      rows);
}

std::string left_out_of(const queries::SampleStanding& one) {
  std::string said;
  for (const auto& row : one.left_out)
    said += (said.empty() ? "" : ", ") + text::left_out(row.reason, row.items);
  return said.empty() ? "Nada" : said;
}

Html examine_form(Visit& visit, const queries::SampleStanding& one, const FormState& state) {
  std::vector<Choice> items;
  for (const auto& item : one.items)
    items.push_back({std::to_string(item.n), std::to_string(item.n) + ". " + item.reference + ", " +
                                                 text::money(item.amount) +
                                                 (item.result.empty() ? "" : ", ya examinado")});
  std::string next;
  for (const auto& item : one.items)
    if (item.result.empty() && next.empty()) next = std::to_string(item.n);
  Html inside = select(state, {.name = "elemento", .label = "Elemento", .standard = next}, items);
  inside += radios(state, {.name = "resultado", .label = "Resultado"},
                   {{"cumple", "Cumple"}, {"no_cumple", "No cumple"}});
  inside += text_input(state, {.name = "monto",
                               .label = "Monto que respalda la documentación (Q)",
                               .width = "10",
                               .inputmode = "decimal"});
  inside += text_area(
      state, {.name = "nota", .label = "Nota de trabajo", .hint = "Obligatoria si no cumple."}, 3);
  inside += html("<div class=\"acciones\">{}</div>", button("Guardar"));
  return form(visit, {.action = address_of(one) + "/elementos"}, inside);
}

Result<Response> one_page(Visit& visit, const queries::SampleStanding& one,
                          const FormState& state) {
  const auto& row = one.row;
  const auto list = items_of(one);
  if (auto file = table_file(visit, list)) return *std::move(file);
  auto view = tool_page(row.objective, "");
  view.title = "Muestra " + std::to_string(row.number);
  view.rubric = "Muestra " + std::to_string(row.number) + ", papel de trabajo";
  view.crumbs.push_back({"Muestras", std::string(here)});
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  view.actions =
      row.conclusion.empty() ? tag("En trabajo", Tint::Blue) : tag("Concluida", Tint::Green);
  if (row.illustrative) view.actions += html(" {}", stamp_illustrative());
  view.content = summary_list(
      {{"Población",
        html("{} de {}: {} elementos, {}", text::name_of(row.population), show(row.ejercicio),
             text::count(row.population_count), text::money(row.population_amount))},
       {"Fuera de la población", escaped(left_out_of(one))},
       {"Método", html("{}, {} pedidos", text::name_of(row.method), text::count(row.size))},
       {"Semilla", html("<span class=\"cod\">{}</span>", row.seed)},
       {"Cómo se sortea", escaped(text::generator_sentence)}});
  view.content += html("<div class=\"seccion\">{}</div>", table(visit, list));
  view.content +=
      section("proyeccion", "Qué dice de la población",
              projection_of(one) +
                  (row.method == control::Metodo::Estratificado ? strata_of(one) : Html{}));
  const bool own = visit.viewer->may(Permission::DrawSample) &&
                   row.written.actor == visit.viewer->number && row.conclusion.empty();
  if (own) {
    view.content += section("examinar", "Examinar un elemento", examine_form(visit, one, state));
    view.content += section(
        "concluir", "Concluir",
        form(
            visit, {.action = address_of(one) + "/concluir"},
            text_area(state, {.name = "conclusion", .label = "Conclusión"}, 3) +
                html("<div class=\"acciones\">{}</div>", secondary_button("Concluir la muestra"))));
  }
  if (!row.conclusion.empty())
    view.content += section("conclusion", "Conclusión", html("<p>{}</p>", row.conclusion));
  view.content += TRY(rules_over(visit, one));
  return page(visit, view, state.faulty() ? 422 : 200);
}

Result<Response> after(Visit& visit, const queries::SampleStanding& one, FormState& state,
                       const Result<commands::Receipt>& done, std::string_view said) {
  if (done) {
    visit.notice(std::string(said));
    return redirect(address_of(one));
  }
  if (!returned_to(state, done.error())) return std::unexpected(done.error());
  return one_page(visit, one, state);
}

}  // namespace

Result<Response> sample_show(Visit& visit) {
  const auto one = TRY(sample_asked(visit));
  return one_page(visit, one, FormState());
}

Result<Response> sample_examine(Visit& visit) {
  const auto one = TRY(sample_asked(visit));
  FormState state(visit.request.form);
  json::object act{{"muestra", one.row.number},
                   {"resultado", std::string(state.value("resultado"))},
                   {"nota", state.value("nota")}};
  take_number(act, "elemento", state);
  if (state.value("resultado").empty()) state.fault("resultado", "Elija si cumple o no.");
  const std::string typed(trimmed(state.value("monto")));
  if (const auto money = typed_money(typed))
    act["monto"] = ::show(*money);
  else
    state.fault("monto", money.error());
  if (state.faulty()) return one_page(visit, one, state);
  return after(visit, one, state, visit.submit("muestra.examinar", act), "Se guardó el resultado.");
}

Result<Response> sample_conclude(Visit& visit) {
  const auto one = TRY(sample_asked(visit));
  FormState state(visit.request.form);
  return after(visit, one, state,
               visit.submit("muestra.concluir", {{"muestra", one.row.number},
                                                 {"conclusion", state.value("conclusion")}}),
               "La muestra quedó concluida.");
}

}  // namespace web
