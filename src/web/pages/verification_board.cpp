// I23: how long verification takes, how much comes back and why. Of fewer than five cases nothing
// is said; what each verifier does is for the head alone.
#include <algorithm>

#include "base/text.hpp"
#include "text/format.hpp"
#include "text/rules.hpp"
#include "web/kit/chart.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/pages/planning_view.hpp"

namespace web {
namespace {

using queries::VerificationBoard;
using namespace verification;

constexpr std::string_view too_few = "Muestra insuficiente";

struct Span {
  Date from, until;
};

Span span_asked(const Visit& visit, FormState& state) {
  const auto today = visit.today();
  Span span{first_day(Month{month_of(today).year, 1}), today};
  const auto read = [&](const char* name, Date& into) {
    const auto typed = trimmed(visit.request.query.first(name));
    if (typed.empty()) return;
    if (const auto date = typed_date(typed))
      into = *date;
    else
      state.fault(name, date.error());
  };
  read("desde", span.from);
  read("hasta", span.until);
  return span;
}

std::string days_or_few(const std::optional<std::int64_t>& days) {
  return days ? text::working_days(*days) : std::string(too_few);
}

Html figures(const VerificationBoard& board) {
  const bool enough = board.recibidos >= queries::least_cases;
  std::vector<BigFigure> strip{
      {text::count(board.recibidos), "Recibidos"},
      {enough ? text::percent(Ratio{Int128{board.devueltos} * 100, board.recibidos}) : "—",
       "Devueltos al menos una vez",
       escaped(enough ? text::count(board.devueltos) + " expedientes" : std::string(too_few))},
      {text::count(board.visados), "Visados"},
      {text::count(board.pagados), "Pagados"},
      {text::count(board.vencidos), "Con el plazo de pago vencido",
       board.vencidos > 0 ? tag("Sin pagar", Tint::Red) : html("Ninguno")},
  };
  return figure_strip(strip);
}

TableView times_of(const VerificationBoard& board) {
  TableView view;
  view.id = "tiempos";
  view.file_name = "tiempos-de-verificacion";
  view.caption = "Días hábiles en cada paso";
  view.paged = false;
  view.columns = {
      {.key = "paso", .title = "Paso", .sortable = false, .row_header = true},
      {.key = "casos", .title = "Casos", .kind = TableColumn::Kind::Count},
      {.key = "mediana", .title = "Mediana", .kind = TableColumn::Kind::Count},
      {.key = "p90", .title = "9 de cada 10, hasta", .kind = TableColumn::Kind::Count},
  };
  const auto cell = [](const std::optional<std::int64_t>& days) {
    return days ? TableCell{.value = *days}
                : TableCell{.value = html("<span class=\"secundario\">{}</span>", too_few),
                            .export_text = std::string(too_few)};
  };
  for (const auto& one : board.tiempos) {
    if (one.casos == 0) continue;
    TableRow row;
    row.cells = {{.value = std::string(text::name_of(one.estado))},
                 {.value = one.casos},
                 cell(one.mediana),
                 cell(one.p90)};
    view.rows.push_back(std::move(row));
  }
  view.empty = "Ningún expediente pasó por aquí entre estas fechas.";
  return view;
}

Html causes(const VerificationBoard& board) {
  if (board.causas.empty()) return html("<p>Ningún expediente se devolvió.</p>");
  std::int64_t all = 0;
  for (const auto& cause : board.causas) all += cause.veces;
  if (all < queries::least_cases)
    return html("<p>{}: {} devoluciones.</p>", too_few, text::count(all));
  constexpr std::size_t most = 8;
  const auto top = board.causas.front().veces;
  ChartView chart;
  chart.id = "causas";
  chart.message = "La causa más frecuente es «" +
                  std::string(text::name_of(board.causas.front().motivo)) +
                  "»: " + text::count(top) + " de " + text::count(all) + " devoluciones";
  chart.note = "Devoluciones por motivo";
  chart.executed_name = "veces";
  for (std::size_t i = 0; i < std::min(most, board.causas.size()); ++i)
    chart.points.push_back({std::string(text::name_of(board.causas[i].motivo)),
                            {},
                            Ratio{Int128{board.causas[i].veces} * 100, top},
                            "",
                            text::count(board.causas[i].veces)});
  return bullet_chart(chart);
}

Html medians(const VerificationBoard& board) {
  const queries::MonthOfVerification *first = nullptr, *last = nullptr;
  ChartView chart;
  for (const auto& month : board.meses) {
    ChartPoint point{.label = text::month_name(month.mes).substr(0, 3)};
    if (month.mediana) {
      point.executed = Ratio::whole(*month.mediana);
      point.executed_text = text::count(*month.mediana);
      if (!first) first = &month;
      last = &month;
    }
    chart.points.push_back(std::move(point));
  }
  if (first == last)
    return html(
        "<p>{} para trazar la mediana por mes: se necesitan cinco visados en dos meses.</p>",
        too_few);
  chart.id = "mediana";
  chart.message = "De recibido a visado: " + text::working_days(*first->mediana) + " en " +
                  text::month_name(first->mes) + ", " + text::working_days(*last->mediana) +
                  " en " + text::month_name(last->mes);
  chart.note = "Mediana de los visados de cada mes; un mes con menos de cinco no se traza";
  chart.unit = "Días hábiles";
  chart.programmed_name = "";
  chart.executed_name = "Mediana";
  return line_chart(chart);
}

Html by_verifier(const VerificationBoard& board, const queries::ActorNames& names) {
  Html rows;
  for (const auto& one : board.por_verificador)
    rows += html(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\">{}</td><td "
        "class=\"num\">{}</td></tr>\n",
        names.of(one.actor), text::count(one.en_mano), text::count(one.revisados),
        text::count(one.devueltos));
  if (rows.text.empty()) return {};
  return section(
      "verificadores", "Por verificador",
      html("<p class=\"secundario\">Solo la jefatura ve este cuadro.</p><div "
           "class=\"tabla-caja\"><table class=\"tabla\"><caption "
           "class=\"govuk-visually-hidden\">Por verificador</caption><thead><tr><th "
           "scope=\"col\">Verificador</th><th scope=\"col\" class=\"num\">En mano</th><th "
           "scope=\"col\" class=\"num\">Revisados</th><th scope=\"col\" "
           "class=\"num\">Devueltos</th></tr></thead><tbody>\n{}</tbody></table></div>\n",
           rows));
}

bool is_head(const Viewer& viewer) {
  using access_control::Role;
  return std::ranges::any_of(
      viewer.roles, [](Role role) { return role == Role::Jefatura || role == Role::Autoridad; });
}

}  // namespace

Result<Response> verification_board_show(Visit& visit) {
  FormState state(visit.request.query);
  const auto span = span_asked(visit, state);
  const auto board = TRY(visit.remembered<VerificationBoard>(
      "tablero-verificacion/" + visit.institution + ::show(span.from) + ::show(span.until) +
          ::show(visit.today()),
      [&] {
        return queries::verification_board(visit.db(), visit.institution, span.from, span.until,
                                           visit.today());
      }));
  const auto times = times_of(*board);
  if (auto file = table_file(visit, times)) return *std::move(file);
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const auto some =
      TRY(queries::payment_files(visit.db(), visit.institution, {}, {.count = 1}, visit.today()));
  const bool illustrative = !some.rows.empty() && some.rows.front().ilustrativo;
  Html inside = date_input(state, {.name = "desde",
                                   .label = "Recibidos desde",
                                   .standard = text::date(span.from),
                                   .width = "10"});
  inside += date_input(
      state,
      {.name = "hasta", .label = "hasta", .standard = text::date(span.until), .width = "10"});
  inside += secondary_button("Ver");
  Html content = filter_form(visit.request.path, inside);
  content += figures(*board);
  content += html(
      "<p class=\"origen\">{} a {}. En trámite: {}. Días hábiles con los feriados de "
      "Guatemala.</p>\n",
      text::date(span.from), text::date(span.until), text::large_money(board->en_tramite));
  content += html("<div class=\"rejilla rejilla--2 seccion\"><div>{}</div><div>{}</div></div>\n",
                  section("mediana-mes", "Días hasta el visado", medians(*board)),
                  section("por-que", "Por qué se devuelven", causes(*board)));
  content += section("tiempos-paso", "Tiempo por paso", table(visit, times));
  if (is_head(*visit.viewer)) content += by_verifier(*board, names);
  return page(visit,
              {.title = "Indicadores de verificación",
               .heading = "Indicadores de verificación",
               .rubric = "Verificación del gasto",
               .lead = "Cuánto tarda cada paso, cuánto se devuelve y por qué.",
               .area = Area::Files,
               .crumbs = {{"Mi trabajo", "/inicio"}, {"Expedientes", "/expedientes"}},
               .errors = error_summary(state),
               .actions = illustrative ? stamp_illustrative() : Html{},
               .content = content,
               .dense = true,
               .has_errors = state.faulty()},
              state.faulty() ? 422 : 200);
}

}  // namespace web
