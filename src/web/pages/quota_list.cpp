// The quotas of a year with what the CURs have used of each; one of them with its CURs; and the
// form that loads one.
#include <algorithm>

#include "base/text.hpp"
#include "commands/modifications.hpp"
#include "domain/budget/document_refusals.hpp"
#include "queries/modifications.hpp"
#include "text/format.hpp"
#include "text/money_words.hpp"
#include "web/pages/execution_pages.hpp"
#include "web/pages/money_view.hpp"
#include "web/pages/planning_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using budget::QuotaStage;
using Kind = TableColumn::Kind;

constexpr std::string_view here = "/ejecucion/cuotas";

std::string address_of(const budget::QuotaKey& key) {
  return std::string(here) + "/" + show(key.unidad) + "/" + show(key.fuente) + "/" +
         std::string(1, key.grupo) + "/" + std::string(code_of(key.etapa)) + "/" +
         std::string(code_of(key.tipo)) + "/" + show(key.primer_mes);
}

std::string period_of(const budget::QuotaKey& key) {
  return key.etapa == QuotaStage::Compromiso ? text::cuatrimestre(cuatrimestre_of(key.primer_mes))
                                             : text::capitalized(text::month(key.primer_mes));
}

std::string name_of(const budget::QuotaKey& key) {
  return "Cuota de " + std::string(code_of(key.etapa)) + ", grupo " + std::string(1, key.grupo) +
         ", fuente " + show(key.fuente) + ", unidad ejecutora " + show(key.unidad);
}

TableView list_of(const queries::Quotas& made, FiscalYear year) {
  TableView view;
  view.id = "cuotas";
  view.caption = "Cuotas financieras de " + show(year) + ", quetzales";
  view.file_name = "cuotas-" + show(year);
  view.empty = "No se han cargado cuotas de este año: no se puede saber si un gasto cabe.";
  view.origin = "Usado = lo que los CUR aprobados comprometieron o devengaron en el período.";
  view.columns = {
      {.key = "periodo", .title = "Período", .row_header = true},
      {.key = "etapa", .title = "Etapa", .secondary = true},
      {.key = "tipo", .title = "Tipo", .secondary = true},
      {.key = "ue", .title = "UE", .kind = Kind::Code, .secondary = true},
      {.key = "fuente", .title = "Fuente", .kind = Kind::Code},
      {.key = "grupo", .title = "Grupo", .kind = Kind::Code},
      {.key = "aprobada", .title = "Aprobada", .kind = Kind::Money, .secondary = true},
      {.key = "usada", .title = "Usada", .kind = Kind::Money, .secondary = true},
      {.key = "disponible", .title = "Disponible", .kind = Kind::Money},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
  };
  const auto row_of = [](const budget::QuotaKey& key) {
    return TableRow{{{period_of(key), address_of(key)},
                     {std::string(text::name_of(key.etapa))},
                     {std::string(text::name_of(key.tipo))},
                     {show(key.unidad)},
                     {show(key.fuente)},
                     {std::string(1, key.grupo)}}};
  };
  for (const auto& one : made.all) {
    view.illustrative |= one.row.illustrative;
    auto row = row_of(one.row.key);
    const bool over = one.left() < MoneySum{};
    row.cells.push_back({MoneySum{one.row.monto}});
    row.cells.push_back({one.used});
    row.cells.push_back({one.left()});
    row.cells.push_back({over ? tag("Pasada", Tint::Red) : tag("Con saldo", Tint::Green), "",
                         over ? "pasada" : "con saldo"});
    view.rows.push_back(std::move(row));
  }
  for (const auto& [key, used] : made.without) {
    auto row = row_of(key);
    row.cells[0].address.clear();
    row.cells.push_back({});
    row.cells.push_back({used});
    row.cells.push_back({});
    row.cells.push_back({tag("Sin cuota cargada", Tint::Grey), "", "sin cuota cargada"});
    view.rows.push_back(std::move(row));
  }
  return view;
}

Result<budget::QuotaKey> key_asked(const Visit& visit) {
  budget::QuotaKey key;
  key.unidad = TRY(UnidadEjecutora::parse(visit.capture("ue")));
  key.fuente = TRY(Fuente::parse(visit.capture("fuente")));
  const auto grupo = visit.capture("grupo");
  const auto stage = budget::quota_stage(visit.capture("etapa"));
  const auto kind = budget::quota_tipo(visit.capture("tipo"));
  if (grupo.size() != 1 || !stage || !kind)
    return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  key.grupo = grupo.front();
  key.etapa = *stage;
  key.tipo = *kind;
  key.primer_mes = TRY(Month::parse(visit.capture("mes")));
  return key;
}

// The lines of CURs that use a quota.
TableView uses_of(const std::vector<budget::Cur>& curs, const budget::QuotaKey& wanted) {
  TableView view;
  view.id = "usos";
  view.caption = "CUR que la usan, quetzales";
  view.file_name = "cuota";
  view.empty = "Ningún CUR la ha usado.";
  view.columns = {{.key = "cur", .title = "CUR", .kind = Kind::Code, .row_header = true},
                  {.key = "fecha", .title = "Fecha", .kind = Kind::Date},
                  {.key = "clase", .title = "Clase"},
                  {.key = "categoria", .title = "Categoría", .kind = Kind::Code},
                  {.key = "renglon", .title = "Renglón", .kind = Kind::Code},
                  {.key = "monto", .title = "Monto", .kind = Kind::Money}};
  MoneySum total;
  for (const auto& cur : curs) {
    for (const auto& line : cur.detalle) {
      budget::Cur one = cur;
      one.detalle = {line};
      const auto used = budget::used_by(std::span(&one, 1));
      const auto at = used.find(wanted);
      if (at == used.end()) continue;
      total += at->second;
      view.rows.push_back(
          {{{std::to_string(cur.key.numero), "/ejecucion/cur/" + std::to_string(cur.key.numero) +
                                                 "?anio=" + show(cur.key.ejercicio)},
            {cur.aprobado},
            {std::string(code_of(cur.clase))},
            {category_of(line.partida)},
            {show(line.partida.renglon)},
            {at->second}}});
    }
  }
  if (!view.rows.empty())
    view.total = TableRow{{{std::string("Total")},
                           {std::string()},
                           {std::string()},
                           {std::string()},
                           {std::string()},
                           {total}}};
  return view;
}

Result<Response> form_page(Visit& visit, const FormState& state, int status) {
  auto view = money_page("Cargar una cuota",
                         "La de compromiso es de un cuatrimestre; la de devengado, de un mes. "
                         "Reemplaza a la que haya de la misma unidad, fuente, grupo y período.");
  view.crumbs.push_back({"Cuotas", std::string(here)});
  view.dense = false;
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  Html inside =
      radios(state, {.name = "etapa", .label = "Etapa"},
             {{"compromiso", "Compromiso, por cuatrimestre"}, {"devengado", "Devengado, por mes"}});
  inside += radios(
      state, {.name = "tipo", .label = "Tipo", .standard = "normal"},
      {{"normal", "Normal"}, {"regularizacion", "Regularización"}, {"anticipo", "Anticipo"}});
  inside += text_input(state, {.name = "mes",
                               .label = "Mes, o primer mes del cuatrimestre",
                               .hint = "2026-05",
                               .width = "10"});
  inside += text_input(state, {.name = "unidad_ejecutora",
                               .label = "Unidad ejecutora",
                               .hint = "Tres cifras.",
                               .standard = "000",
                               .width = "5",
                               .inputmode = "numeric"});
  inside += text_input(state, {.name = "fuente",
                               .label = "Fuente de financiamiento",
                               .hint = "Dos cifras.",
                               .width = "5",
                               .inputmode = "numeric"});
  inside += text_input(state, {.name = "grupo",
                               .label = "Grupo de gasto",
                               .hint = "De 0 a 9.",
                               .width = "2",
                               .inputmode = "numeric"});
  inside += text_input(state, {.name = "monto",
                               .label = "Monto aprobado, quetzales",
                               .width = "10",
                               .inputmode = "decimal"});
  inside += text_input(state, {.name = "documento", .label = "Resolución"});
  inside += html("<div class=\"acciones\">{}{}</div>", button("Cargar la cuota"),
                 secondary_link(here, "Cancelar"));
  view.content = form(visit, {.action = std::string(here) + "/nueva"}, inside);
  return page(visit, view, status);
}

}  // namespace

Result<Response> quota_list(Visit& visit) {
  const auto year = TRY(year_asked(visit));
  const auto made =
      TRY(visit.remembered<queries::Quotas>("cuotas " + visit.institution + " " + show(year), [&] {
        return queries::quotas(visit.db(), visit.institution, year);
      }));
  const auto list = list_of(*made, year);
  if (auto file = table_file(visit, list)) return *std::move(file);
  auto view = money_page("Cuotas financieras",
                         "Lo aprobado para comprometer y devengar, y lo que los CUR han usado.");
  if (list.illustrative) view.actions = stamp_illustrative();
  if (visit.viewer->may(Permission::ImportBudget))
    view.actions += html(" {}", primary_link(std::string(here) + "/nueva", "Cargar una cuota"));
  view.content = year_filter(here, year);
  if (!made->curs_loaded && !made->all.empty())
    view.content += notice_box(
        NoticeTone::Amber,
        Html{"<p>Aún no se han importado los CUR de este año: lo usado no se conoce.</p>"});
  view.content += table(visit, list);
  return page(visit, view);
}

Result<Response> quota_show(Visit& visit) {
  const auto key = TRY(key_asked(visit));
  const auto year = key.primer_mes.year;
  const auto made = TRY(queries::quotas(visit.db(), visit.institution, year));
  const auto found = std::ranges::find_if(
      made.all, [&](const queries::QuotaStanding& one) { return one.row.key == key; });
  if (found == made.all.end())
    return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  const auto uses = uses_of(TRY(queries::counted_curs(visit.db(), visit.institution, year)), key);
  if (auto file = table_file(visit, uses)) return *std::move(file);
  auto view = money_page(name_of(key), period_of(key));
  view.crumbs.push_back({"Cuotas", std::string(here) + "?anio=" + show(year)});
  if (found->row.illustrative) view.actions = stamp_illustrative();
  view.content = summary_list(
      {{"Tipo", escaped(text::name_of(key.tipo))},
       {"Aprobada", escaped(text::money(found->row.monto))},
       {"Usada", escaped(text::money(found->used))},
       {"Disponible", escaped(text::money(found->left()))},
       {"Resolución", escaped(found->row.documento.empty() ? "Sin dato" : found->row.documento)}});
  view.content += table(visit, uses);
  return page(visit, view);
}

Result<Response> quota_new(Visit& visit) {
  FormState state(visit.request.form);
  if (visit.request.method == Method::Get) return form_page(visit, state, 200);
  commands::QuotaEntry one;
  auto& key = one.key;
  const auto fault = [&](const char* control, const Error& error) { state.fault(control, error); };
  if (const auto stage = budget::quota_stage(state.value("etapa")))
    key.etapa = *stage;
  else
    fault("etapa",
          refusal(budget::DocumentRefusal::QuotaStageUnknown, {{"hallado", state.value("etapa")}}));
  if (const auto kind = budget::quota_tipo(state.value("tipo")))
    key.tipo = *kind;
  else
    fault("tipo",
          refusal(budget::DocumentRefusal::QuotaKindUnknown, {{"hallado", state.value("tipo")}}));
  if (const auto month = Month::parse(trimmed(state.value("mes"))))
    key.primer_mes = *month;
  else
    fault("mes", month.error());
  if (const auto unit = UnidadEjecutora::restored(trimmed(state.value("unidad_ejecutora"))))
    key.unidad = *unit;
  else
    fault("unidad_ejecutora", unit.error());
  if (const auto source = Fuente::restored(trimmed(state.value("fuente"))))
    key.fuente = *source;
  else
    fault("fuente", source.error());
  const auto grupo = std::string(trimmed(state.value("grupo")));
  if (grupo.size() == 1 && only_digits(grupo))
    key.grupo = grupo.front();
  else
    fault("grupo", refusal(budget::DocumentRefusal::QuotaGroupMalformed, {{"hallado", grupo}}));
  if (const auto amount = typed_money(state.value("monto")))
    one.monto = *amount;
  else
    fault("monto", amount.error());
  one.documento = trimmed(state.value("documento"));
  if (!state.faulty()) {
    auto act = commands::load_quotas({one}, "", false);
    const auto receipt = visit.submit(act.kind, std::move(act.act));
    if (receipt) {
      visit.notice("Se cargó la cuota (asiento " + std::to_string(receipt->seq) + ").");
      return redirect(address_of(key));
    }
    const auto& code = receipt.error().code;
    fault(code == row_of(budget::DocumentRefusal::QuotaMonthNotFirst).code ? "mes"
          : code == row_of(budget::DocumentRefusal::QuotaNegative).code    ? "monto"
                                                                           : "",
          receipt.error());
  }
  return form_page(visit, state, 422);
}

}  // namespace web
