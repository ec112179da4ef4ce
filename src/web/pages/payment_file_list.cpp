// I16: the payment files, those that wait longest first: counters by state, filters, how many days
// they have waited, and the next one to take.
#include <algorithm>

#include "base/text.hpp"
#include "queries/organization.hpp"
#include "text/format.hpp"
#include "text/rules.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/pages/planning_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using verification::Estado;
using verification::Gasto;

// More rows than people page through, and than they work on in a sheet; the filters reach the rest.
constexpr std::int64_t shown_max = 1000, downloaded_max = 20'000;

// The links above the list: a name, and the states that it counts.
struct StateView {
  std::string_view key, name;
  std::vector<Estado> states;
};

const std::vector<StateView>& state_views() {
  using enum Estado;
  static const std::vector<StateView> all{
      {"abiertos",
       "Abiertos",
       {Recibido, Asignado, EnRevision, Observado, Subsanado, Verificado, Estado::Visado,
        EnPresupuesto, EnContabilidad, EnTesoreria, Suspendido}},
      {"por-tomar", "Por tomar", {Recibido}},
      {"en-revision", "En revisión", {Asignado, EnRevision, Subsanado}},
      {"observados", "Observados", {Observado}},
      {"conformes", "Conformes, por visar", {Verificado}},
      {"visados",
       "Visados, por pagar",
       {Estado::Visado, EnPresupuesto, EnContabilidad, EnTesoreria}},
      {"pagados", "Pagados", {Pagado, Archivado}},
      {"detenidos", "Suspendidos", {Suspendido}},
      {"sin-pago", "Rechazados y anulados", {Rechazado, Anulado}},
      {"todos", "Todos", {}},
  };
  return all;
}

struct Asked {
  queries::FileFilter filter;
  const StateView* states = nullptr;
  std::vector<Filter> chips;
};

Asked asked_of(const Visit& visit) {
  const auto& query = visit.request.query;
  Asked asked;
  const auto wanted = query.first("estado");
  for (const auto& view : state_views())
    if (view.key == wanted) asked.states = &view;
  if (asked.states == nullptr) asked.states = &state_views().front();
  auto& filter = asked.filter;
  filter.estados = asked.states->states;
  const auto chip = [&](std::string_view name, std::string_view label, std::string value) {
    asked.chips.push_back({std::string(name), std::string(label), std::move(value)});
  };
  if (const auto gasto = verification::kind_of<Gasto>(query.first("gasto"))) {
    filter.gasto = *gasto;
    chip("gasto", "Gasto", std::string(text::name_of(*gasto)));
  }
  const auto words = [&](std::string_view name, std::string_view label, std::string& into) {
    into = trimmed(query.first(name));
    if (!into.empty()) chip(name, label, into);
  };
  words("texto", "Número, NOG o NPG", filter.texto);
  words("proveedor", "Proveedor", filter.proveedor);
  words("unidad", "Unidad ejecutora", filter.unidad);
  words("norma", "Norma", filter.norma);
  const auto amount = [&](std::string_view name, std::string_view label, std::optional<Money>& at) {
    const auto typed = trimmed(query.first(name));
    if (typed.empty()) return;
    if (const auto money = typed_money(typed)) {
      at = *money;
      chip(name, label, text::money(*money));
    }
  };
  amount("desde", "Monto desde", filter.desde);
  amount("hasta", "Monto hasta", filter.hasta);
  if (const auto days = whole_number(trimmed(query.first("dias")))) {
    filter.dias = *days;
    chip("dias", "Días hábiles, al menos", text::count(*days));
  }
  if (query.first("bloqueo") == "si") {
    filter.con_bloqueo = true;
    chip("bloqueo", "Avisos", "impiden el visado");
  }
  if (query.first("de") == "mios") {
    filter.verificador = visit.viewer->number;
    chip("de", "Verificador", "yo");
  }
  return asked;
}

// The order that the address asks for, where the base can sort by it: ?orden=-monto. Days waited
// are those since a file was received only while it is open.
std::optional<queries::FilePaging> order_asked(std::string_view orden, const Asked& asked) {
  using enum queries::FileOrder;
  constexpr std::pair<std::string_view, queries::FileOrder> orders[] = {
      {"numero", Numero}, {"proveedor", Proveedor}, {"nit", Nit},
      {"unidad", Unidad}, {"monto", Monto},         {"dias", Antiguedad}};
  queries::FilePaging paging;
  paging.descending = orden.starts_with('-');
  if (paging.descending) orden.remove_prefix(1);
  const auto found = std::ranges::find(orders, orden, [](const auto& one) { return one.first; });
  if (found == std::end(orders)) return std::nullopt;
  paging.order = found->second;
  if (paging.order != Antiguedad) return paging;
  const auto& states = asked.filter.estados;
  if (states.empty() || !std::ranges::none_of(states, storage::is_over)) return std::nullopt;
  paging.descending = !paging.descending;  // Who came first has waited longest.
  return paging;
}

Html state_links(const Visit& visit, const Asked& asked, const queries::FileList& list) {
  Html items;
  for (const auto& view : state_views()) {
    std::int64_t count = 0;
    if (view.states.empty())
      for (const auto n : list.por_estado) count += n;
    for (const auto state : view.states) count += list.por_estado[std::to_underlying(state)];
    const bool here = &view == asked.states;
    if (count == 0 && !here && view.key != "abiertos" && view.key != "todos") continue;
    items += html("<li><a href=\"{}\"{}>{} ({})</a></li>\n",
                  with_query(visit.request, "estado", view.key == "abiertos" ? "" : view.key),
                  Html{here ? " aria-current=\"page\"" : ""}, view.name, text::count(count));
  }
  return html("<ul class=\"vistas\" aria-label=\"Por estado\">{}</ul>\n", items);
}

Html filters(const Visit& visit, const Asked& asked) {
  const FormState state(visit.request.query);
  std::vector<Choice> spendings{{"", "Todos"}};
  for (std::size_t i = 0; i < verification::gasto_count; ++i) {
    const auto gasto = static_cast<Gasto>(i);
    spendings.push_back(
        {std::string(verification::code_of(gasto)), std::string(text::name_of(gasto))});
  }
  Html inside = hidden_input("estado", asked.states->key);
  inside += text_input(state, {.name = "texto", .label = "Número, NOG o NPG", .width = "10"});
  inside += select(state, {.name = "gasto", .label = "Tipo de gasto"}, spendings);
  inside += text_input(state, {.name = "proveedor", .label = "Proveedor o NIT", .width = "10"});
  inside += text_input(
      state, {.name = "unidad", .label = "Unidad ejecutora", .width = "5", .inputmode = "numeric"});
  inside += text_input(
      state, {.name = "desde", .label = "Monto desde (Q)", .width = "5", .inputmode = "decimal"});
  inside += text_input(
      state, {.name = "hasta", .label = "hasta (Q)", .width = "5", .inputmode = "decimal"});
  inside += text_input(
      state,
      {.name = "dias", .label = "Días hábiles, al menos", .width = "3", .inputmode = "numeric"});
  inside += secondary_button("Filtrar");
  return filter_form(visit.request.path, inside);
}

Html flags_of(const queries::FileRow& row) {
  if (!row.bloqueos) return html("<span class=\"secundario\">Sin correr</span>");
  if (*row.bloqueos > 0)
    return tag(text::count(*row.bloqueos) + (*row.bloqueos == 1 ? " impide" : " impiden"),
               Tint::Red);
  const auto warnings = row.avisos.value_or(0);
  if (warnings > 0)
    return tag(text::count(warnings) + (warnings == 1 ? " aviso" : " avisos"), Tint::Amber);
  return html("<span class=\"secundario\">Ninguno</span>");
}

TableView table_of(const queries::FileList& list, const queries::ActorNames& names,
                   const Asked& asked, bool ordered, Date today) {
  TableView view;
  view.id = "expedientes";
  view.caption = "Expedientes: " + std::string(asked.states->name) +
                 (ordered ? "" : ", el más antiguo primero");
  view.as_of = text::date(today);
  view.file_name = "expedientes";
  using Kind = TableColumn::Kind;
  view.columns = {
      {.key = "numero", .title = "Número", .kind = Kind::Code, .row_header = true},
      {.key = "gasto", .title = "Tipo de gasto", .secondary = true},
      {.key = "proveedor", .title = "Proveedor"},
      {.key = "nit", .title = "NIT", .kind = Kind::Code, .secondary = true},
      {.key = "unidad", .title = "UE", .kind = Kind::Code, .secondary = true},
      {.key = "monto", .title = "Monto", .note = "(Q)", .kind = Kind::Money},
      {.key = "dias", .title = "Días hábiles", .kind = Kind::Count, .secondary = true},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
      {.key = "reglas", .title = "Reglas", .kind = Kind::State, .secondary = true},
      {.key = "verificador", .title = "Verificador", .secondary = true},
  };
  // Of a list that is not here whole only the base can say what comes first.
  const bool whole = list.total <= static_cast<std::int64_t>(list.rows.size());
  for (auto& column : view.columns) column.sortable = whole || order_asked(column.key, asked);
  for (const auto& row : list.rows) {
    if (row.ilustrativo) view.illustrative = true;
    const auto flags = row.bloqueos ? std::to_string(*row.bloqueos) + " / " +
                                          std::to_string(row.avisos.value_or(0))
                                    : std::string();
    TableRow out;
    out.cells = {
        {.value = row.numero, .address = file_address(row.numero)},
        {.value = text::spending(row.gasto, row.modalidad)},
        {.value = row.proveedor.empty() ? CellValue{Missing{}} : CellValue{row.proveedor}},
        {.value = row.nit.empty() ? CellValue{Missing{}} : CellValue{row.nit}},
        {.value = row.unidad},
        {.value = row.monto ? CellValue{MoneySum{*row.monto}} : CellValue{Missing{}}},
        {.value = row.dias},
        {.value = state_tag(row.estado), .export_text = std::string(text::name_of(row.estado))},
        {.value = flags_of(row), .export_text = flags},
        {.value = row.verificador ? CellValue{names.of(*row.verificador)} : CellValue{Missing{}}}};
    view.rows.push_back(std::move(out));
  }
  if (!list.rows.empty()) {
    TableRow total;
    total.cells.resize(view.columns.size(), {.value = std::string()});
    total.cells[0] = {.value = "Total, " + text::count(list.total)};
    total.cells[5] = {.value = list.monto};
    view.total = std::move(total);
  }
  if (list.sin_monto > 0)
    view.origin = "Sin sumar " + text::count(list.sin_monto) +
                  (list.sin_monto == 1 ? " expediente sin monto." : " expedientes sin monto.");
  if (!whole)
    view.origin +=
        (view.origin.empty() ? "" : " ") +
        ("Se muestran los primeros " + text::count(static_cast<std::int64_t>(list.rows.size())) +
         "; use los filtros para ver el resto.");
  view.empty = asked.chips.empty() ? "Bandeja vacía." : "Ningún expediente con estos filtros.";
  return view;
}

// How long the open ones have waited.
Html waiting_chart(const queries::FileList& list, bool illustrative) {
  constexpr std::string_view names[] = {"0 a 2 días", "3 a 5 días", "6 a 10 días", "11 a 20 días",
                                        "Más de 20 días"};
  static_assert(std::size(names) == std::tuple_size_v<decltype(list.por_espera)>);
  const auto most = std::ranges::max(list.por_espera);
  if (most == 0) return {};
  std::int64_t all = 0;
  for (const auto n : list.por_espera) all += n;
  const auto late = list.por_espera[3] + list.por_espera[4];
  ChartView chart;
  chart.id = "espera";
  chart.message = late == 0 ? "Ningún expediente lleva más de 10 días hábiles"
                            : text::count(late) + " de " + text::count(all) +
                                  " expedientes llevan más de 10 días hábiles";
  chart.note = "Expedientes abiertos por días hábiles desde que se recibieron";
  chart.executed_name = "expedientes";
  if (illustrative) chart.stamps = stamp_illustrative();
  for (std::size_t i = 0; i < std::size(names); ++i)
    chart.points.push_back({std::string(names[i]),
                            {},
                            Ratio{Int128{list.por_espera[i]} * 100, most},
                            "",
                            text::count(list.por_espera[i])});
  return bullet_chart(chart);
}

}  // namespace

Result<Response> payment_file_list(Visit& visit) {
  const auto asked = asked_of(visit);
  const bool page_asked = !visit.request.path.ends_with(".csv") &&
                          !visit.request.path.ends_with(".xlsx") &&
                          !visit.request.path.ends_with(".json");
  const auto orden = visit.request.query.first("orden");
  auto paging = order_asked(orden, asked).value_or(queries::FilePaging{});
  paging.count = page_asked ? shown_max : downloaded_max;
  const auto list = TRY(
      queries::payment_files(visit.db(), visit.institution, asked.filter, paging, visit.today()));
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const auto view = table_of(list, names, asked, !orden.empty(), visit.today());
  if (auto file = table_file(visit, view)) return *std::move(file);
  Html actions;
  if (visit.viewer->may(Permission::RegisterFile))
    actions += secondary_link("/expedientes/nuevo", "Nuevo expediente");
  if (visit.viewer->may(Permission::ReviewFile) &&
      TRY(queries::next_file(visit.db(), visit.institution)))
    actions += form(visit, {.action = "/expedientes/siguiente"}, button("Tomar siguiente"));
  Html content = state_links(visit, asked, list);
  content += filters(visit, asked);
  if (!asked.chips.empty()) content += filter_chips(visit.request, asked.chips);
  content += table(visit, view);
  const auto chart = waiting_chart(list, view.illustrative);
  if (!chart.text.empty()) content += html("<div class=\"seccion angosto\">{}</div>\n", chart);
  return page(visit, {.title = "Expedientes",
                      .heading = "Expedientes",
                      .rubric = "Verificación del gasto",
                      .lead = "Los expedientes de pago y en qué paso está cada uno.",
                      .area = Area::Files,
                      .crumbs = {{"Mi trabajo", "/inicio"}},
                      .actions = actions,
                      .content = content,
                      .dense = true});
}

}  // namespace web
