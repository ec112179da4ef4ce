// I7: the POA: goals of each subproducto by month, the financial programme beside them, the form
// that reprograms a unit's goal with reason and act, and the upload of the financial programme.
#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "commands/goal_rows.hpp"
#include "commands/import_programme.hpp"
#include "documents/svg.hpp"
#include "documents/wording.hpp"
#include "domain/planning/linter.hpp"
#include "queries/budget.hpp"
#include "queries/goals.hpp"
#include "queries/organization.hpp"
#include "queries/reporting.hpp"
#include "text/findings.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/pages/planning_pages.hpp"
#include "web/pages/planning_view.hpp"
#include "web/pages/refused_rows.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using Kind = TableColumn::Kind;
using Months = std::array<Quantity, 12>;

std::string address_of(FiscalYear year) { return "/planificacion/poa/" + show(year); }

// A goal of a subproducto over units, or of one unit: as first approved and in force.
struct Goal {
  Months initial{}, in_force{};
  bool any = false, illustrative = false;
  Quantity year() const { return planning::total(in_force); }
  Quantity first() const { return planning::total(initial); }
};

struct Poa {
  FiscalYear year;
  storage::StoredPlan stored;
  std::map<std::string, std::map<std::string, Goal>> units;  // Subproducto → unit → goal.
  std::map<std::string, std::string> unit_names;
  std::array<bool, 12> closed{};

  Goal whole(const std::string& subproducto, std::string_view unit) const {
    Goal sum;
    const auto found = units.find(subproducto);
    if (found == units.end()) return sum;
    for (const auto& [code, goal] : found->second) {
      if (!unit.empty() && code != unit) continue;
      for (std::size_t m = 0; m < 12; ++m) {
        sum.initial[m] += goal.initial[m];
        sum.in_force[m] += goal.in_force[m];
      }
      sum.any = sum.any || goal.any;
      sum.illustrative = sum.illustrative || goal.illustrative;
    }
    return sum;
  }
  std::string name_of(const std::string& unit) const {
    const auto found = unit_names.find(unit);
    return found == unit_names.end() ? unit : found->second;
  }
};

Result<std::optional<Poa>> poa_of(Visit& visit, FiscalYear year) {
  auto stored = TRY(plan_asked(visit, year));
  if (!stored) return std::optional<Poa>{};
  Poa poa{year, *std::move(stored), {}, {}, {}};
  const Month first{year, 1}, last{year, 12};
  for (const auto& cell :
       TRY(queries::goal_cells(visit.db(), visit.institution, first, last, storage::live))) {
    auto& goal = poa.units[cell.key.subproducto][cell.key.unit];
    const auto m = cell.key.month.number - 1U;
    goal.initial[m] = cell.initial;
    goal.in_force[m] = cell.programmed;
    goal.any = goal.any || cell.programmed > Quantity{} || cell.initial > Quantity{};
    goal.illustrative = goal.illustrative || cell.illustrative;
  }
  if (const auto units = queries::units(visit.db(), visit.institution, last_day(last)))
    for (const auto& unit : *units)
      poa.unit_names[unit.code] = unit.short_name.empty() ? unit.name : unit.short_name;
  for (const auto& close :
       TRY(queries::closed_months(visit.db(), visit.institution, first, last, storage::live)))
    poa.closed[close.month.number - 1U] = true;
  return std::optional(std::move(poa));
}

// Twelve small columns from zero, for the eye; the figures are in the row.
Html spark(const Months& months) {
  Quantity most;
  for (const auto amount : months) most = std::max(most, amount);
  if (most == Quantity{}) return {};
  std::string paths;
  for (std::size_t m = 0; m < 12; ++m) {
    const int tall = documents::along(months[m].as_ratio(), most.as_ratio(), 0, 100);
    const int left = static_cast<int>(m) * 53 + 5;
    paths += "<path class=\"g-b\" d=\"M" + documents::tenths(left) + " 10v-" +
             documents::tenths(tall) + "h4v" + documents::tenths(tall) + "z\"/>";
  }
  return html(" <svg class=\"mb\" viewBox=\"0 0 64 10\" aria-hidden=\"true\">{}</svg>",
              Html{paths});
}

void add_months(TableView& view, FiscalYear year, Kind kind) {
  for (std::uint8_t m = 1; m <= 12; ++m)
    view.columns.push_back({.key = "m" + padded_left(std::to_string(m), 2),
                            .title = text::capitalized(documents::month_short({year, m})),
                            .kind = kind,
                            .sortable = false,
                            .secondary = true});
}

// The annual goal as first approved, and how far the months in force are from it.
TableCell total_cell(const Goal& goal) {
  TableCell cell{goal.year()};
  if (goal.year() != goal.first()) {
    const auto change = goal.year() - goal.first();
    cell.after =
        html("<br><small class=\"secundario\">inicial {}; {}{}</small>",
             text::quantity(goal.first()), change > Quantity{} ? "+" : "", text::quantity(change));
  }
  return cell;
}

TableView goals_table(const Poa& poa, std::string_view unit, bool may_change) {
  TableView view;
  view.id = "fisico";
  view.caption = "Metas físicas por mes, en vigor" +
                 (unit.empty() ? std::string() : ", " + poa.name_of(std::string(unit)));
  view.as_of = "Ejercicio " + show(poa.year);
  view.file_name = "poa-" + show(poa.year);
  view.empty = "El plan no tiene subproductos.";
  view.paged = false;
  view.columns = {
      {.key = "subproducto", .title = "Subproducto", .sortable = false, .row_header = true},
      {.key = "codigo",
       .title = "Código",
       .kind = Kind::Code,
       .sortable = false,
       .secondary = true},
      {.key = "unidad_medida", .title = "Unidad de medida", .sortable = false, .secondary = true}};
  add_months(view, poa.year, Kind::Count);
  view.columns.push_back({.key = "anual",
                          .title = "Meta anual",
                          .note = "suma de los meses",
                          .kind = Kind::Count,
                          .sortable = false});
  view.columns.push_back({.key = "inicial",
                          .title = "Inicial",
                          .kind = Kind::Count,
                          .sortable = false,
                          .secondary = true});
  (void)may_change;
  for (const auto& product : poa.stored.plan.productos)
    for (const auto* sub : planning::subproductos_below(poa.stored.plan, product.id)) {
      const auto goal = poa.whole(sub->id, unit);
      view.illustrative = view.illustrative || goal.illustrative;
      TableRow row;
      TableCell name{documents::without_stop(sub->nombre),
                     address_of(poa.year) + "?subproducto=" + encoded(sub->id)};
      name.after = spark(goal.in_force);
      row.cells.push_back(std::move(name));
      row.cells.push_back({sub->id});
      row.cells.push_back({sub->unidad_medida});
      for (const auto amount : goal.in_force) {
        if (goal.any)
          row.cells.push_back({amount});
        else
          row.cells.push_back({});
      }
      if (goal.any) {
        row.cells.push_back(total_cell(goal));
        row.cells.push_back({goal.first()});
      } else {
        TableCell none;
        none.after = html(" <small class=\"secundario\">sin meta</small>");
        row.cells.push_back(std::move(none));
        row.cells.push_back({});
      }
      view.rows.push_back(std::move(row));
    }
  return view;
}

// One subproducto by unit, each with its way to be reprogrammed.
TableView units_table(const Poa& poa, const planning::Subproducto& sub, bool may_change) {
  TableView view;
  view.id = "unidades";
  view.caption = documents::without_stop(sub.nombre) + " por unidad, " +
                 documents::uncapitalized(sub.unidad_medida);
  view.as_of = "Ejercicio " + show(poa.year);
  view.file_name = "poa-" + show(poa.year) + "-" + sub.id;
  view.empty = "Ninguna unidad tiene metas de este subproducto.";
  view.paged = false;
  view.columns = {{.key = "unidad", .title = "Unidad", .sortable = false, .row_header = true}};
  add_months(view, poa.year, Kind::Count);
  view.columns.push_back(
      {.key = "anual", .title = "Meta anual", .kind = Kind::Count, .sortable = false});
  const auto found = poa.units.find(sub.id);
  if (found == poa.units.end()) return view;
  for (const auto& [unit, goal] : found->second) {
    TableRow row;
    TableCell name{poa.name_of(unit)};
    if (may_change)
      name.after =
          html("<br>{}", link(address_of(poa.year) + "/reprogramar?subproducto=" + encoded(sub.id) +
                                  "&unidad=" + encoded(unit),
                              "Reprogramar"));
    row.cells.push_back(std::move(name));
    for (const auto amount : goal.in_force) row.cells.push_back({amount});
    row.cells.push_back(total_cell(goal));
    view.rows.push_back(std::move(row));
  }
  const auto sum = poa.whole(sub.id, "");
  TableRow total;
  total.cells.push_back({"Total"});
  for (const auto amount : sum.in_force) total.cells.push_back({amount});
  total.cells.push_back(total_cell(sum));
  view.total = std::move(total);
  return view;
}

// Programmed devengado by category and month, against vigente.
Result<TableView> money_table(Visit& visit, const Poa& poa) {
  TableView view;
  view.id = "financiero";
  view.caption = "Programación financiera por mes, quetzales";
  view.as_of = "Ejercicio " + show(poa.year);
  view.file_name = "programacion-financiera-" + show(poa.year);
  view.empty = "No se ha cargado la programación financiera de " + show(poa.year) + ".";
  view.paged = false;
  view.columns = {{.key = "producto", .title = "Producto", .sortable = false, .row_header = true},
                  {.key = "categoria",
                   .title = "Categoría",
                   .kind = Kind::Code,
                   .sortable = false,
                   .secondary = true}};
  add_months(view, poa.year, Kind::Money);
  view.columns.push_back(
      {.key = "anual", .title = "Total", .kind = Kind::Money, .sortable = false});
  view.columns.push_back({.key = "vigente",
                          .title = "Vigente",
                          .kind = Kind::Money,
                          .sortable = false,
                          .secondary = true});
  const auto cut = TRY(queries::live_cut(visit.db(), visit.institution, show(poa.year)));
  const auto programme = TRY(queries::financial_programme(visit.db(), cut));
  view.illustrative = programme.illustrative;
  std::map<std::string, MoneySum> vigente;
  queries::BudgetQuestion question;
  question.by = {"categoria"};
  question.ejercicio = poa.year.year;
  question.entidad = visit.institution;
  for (const auto& row : TRY(queries::budget_by(visit.db(), question)))
    if (row.keys[0]) vigente[*row.keys[0]] = row.of(budget::Stage::Vigente);
  std::array<MoneySum, 12> sums{};
  MoneySum all, all_vigente;
  for (const auto& [category, months] : programme.by_category) {
    std::string name = category;
    for (const auto& product : poa.stored.plan.productos)
      if (product.categoria == category) name = product.nombre;
    TableRow row;
    row.cells.push_back({name, "/ejecucion?anio=" + show(poa.year) +
                                   "&mes=12&por=que&categoria=" + encoded(category)});
    row.cells.push_back({category});
    MoneySum total;
    for (std::uint8_t m = 1; m <= 12; ++m) {
      const auto found = months.find({poa.year, m});
      if (found == months.end()) {
        row.cells.push_back({});
        continue;
      }
      row.cells.push_back({MoneySum(found->second)});
      sums[m - 1U] += found->second;
      total += found->second;
    }
    TableCell total_said{total};
    const auto known = vigente.find(category);
    if (known != vigente.end() && known->second != total)
      total_said.after =
          html("<br><small class=\"secundario\">{} del vigente</small>",
               (total > known->second ? "+" : "") + text::table_money(total - known->second));
    row.cells.push_back(std::move(total_said));
    if (known == vigente.end())
      row.cells.push_back({});
    else
      row.cells.push_back({known->second});
    all += total;
    if (known != vigente.end()) all_vigente += known->second;
    view.rows.push_back(std::move(row));
  }
  if (!view.rows.empty()) {
    TableRow total;
    total.cells.push_back({"Total"});
    total.cells.push_back({NotDue{}});
    for (const auto sum : sums) total.cells.push_back({sum});
    total.cells.push_back({all});
    total.cells.push_back({all_vigente});
    view.total = std::move(total);
  }
  return view;
}

Html poa_findings(const planning::Plan& plan) {
  Html items;
  std::size_t all = 0;
  for (const auto& one : planning::lint(plan)) {
    if (one.codigo != "F-POA-PEI" && one.codigo != "F-COSTO" && one.codigo != "F-META" &&
        one.codigo != "F-BAJA")
      continue;
    if (++all <= 4)
      items += html("<li><b>{}</b>: {}</li>", text::place_of(one), text::reason_of(one));
  }
  if (all == 0) return {};
  return notice_box(NoticeTone::Amber,
                    html("<div><h2>Físico y financiero: {}</h2><ul>{}</ul><p>{}</p></div>",
                         text::counted(static_cast<std::int64_t>(all), "hallazgo", "hallazgos"),
                         items, link("/planificacion/hallazgos", "Ver todos")));
}

Html unit_filter(const Poa& poa, std::string_view held) {
  std::map<std::string, std::string> known;
  for (const auto& [sub, units] : poa.units)
    for (const auto& [unit, goal] : units) known[unit] = poa.name_of(unit);
  Html options{"<option value=\"\">Todas</option>"};
  for (const auto& [unit, name] : known)
    options += html(unit == held ? "<option value=\"{}\" selected>{}</option>"
                                 : "<option value=\"{}\">{}</option>",
                    unit, name);
  return html(
      R"(<form class="filtros" action="{}" method="get">
<div><label for="f-unidad">Unidad</label><select id="f-unidad" name="unidad">{}</select></div>
<button type="submit" class="govuk-button govuk-button--secondary">Aplicar</button>
</form>)",
      address_of(poa.year), options);
}

Html reprogrammings(const planning::Plan& plan, const Poa& poa) {
  Html items;
  for (const auto& goal : plan.poa.metas)
    for (const auto& one : goal.reprogramaciones)
      items += html("<li><time>{}</time>{}, {}: {} ({})</li>\n", text::date(one.fecha),
                    goal.subproducto, poa.name_of(goal.unidad), one.motivo, one.acto);
  if (items.text.empty()) return {};
  return section("reprogramaciones", "Reprogramaciones que trae el plan",
                 html("<ol class=\"traza\">\n{}</ol>", items));
}

PageView frame(const Poa& poa) {
  PageView view;
  view.title = view.heading = "POA " + show(poa.year);
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.actions = plan_stamps(poa.stored);
  view.dense = true;
  return view;
}

}  // namespace

Result<Response> poa_show(Visit& visit) {
  const auto year = TRY(FiscalYear::parse(visit.capture("anio")));
  const auto poa = TRY(poa_of(visit, year));
  if (!poa) return no_plan(visit, "POA " + show(year));
  const bool may_change = visit.viewer->may(Permission::ReprogramGoals);
  const std::string unit(visit.request.query.first("unidad"));
  const std::string code(visit.request.query.first("subproducto"));
  const auto* sub = planning::subproducto_of(poa->stored.plan, code);
  if (!code.empty() && sub == nullptr) return refuse(Refusal::PageUnknown, {{"hallado", code}});
  const bool money_asked = visit.request.query.first("ver") == "financiero";
  const auto money = TRY(money_table(visit, *poa));
  const auto goals =
      sub ? units_table(*poa, *sub, may_change) : goals_table(*poa, unit, may_change);
  if (auto file = table_file(visit, money_asked ? money : goals)) return *std::move(file);

  auto view = frame(*poa);
  if (sub) {
    view.heading = "POA " + show(year) + ", " + documents::without_stop(sub->nombre);
    view.crumbs.push_back({"POA " + show(year), address_of(year)});
    view.content += table(visit, goals);
    return page(visit, view);
  }
  view.lead =
      "Metas por mes, físicas y financieras. Reprogramar pide motivo y acto, y queda como "
      "versión de la meta.";
  view.content += html(
      "<ul class=\"ejes\" aria-label=\"Qué ver\"><li><a href=\"{}\"{}><b>Físico</b><span>metas "
      "por mes</span></a></li><li><a href=\"{}\"{}><b>Financiero</b><span>programación por "
      "mes</span></a></li></ul>\n",
      address_of(year), money_asked ? Html{} : Html{" aria-current=\"page\""},
      address_of(year) + "?ver=financiero", money_asked ? Html{" aria-current=\"page\""} : Html{});
  view.content += poa_findings(poa->stored.plan);
  if (!money_asked) {
    view.content += unit_filter(*poa, unit);
    if (!unit.empty())
      view.content += filter_chips(visit.request, {{"unidad", "Unidad", poa->name_of(unit)}});
    view.content += table(visit, goals);
    view.content += reprogrammings(poa->stored.plan, *poa);
  } else {
    view.content += table(visit, money);
  }
  Html actions;
  if (money_asked) {
    if (visit.viewer->may(Permission::ImportBudget))
      actions +=
          primary_link(address_of(year) + "/financiero", "Cargar la programación financiera");
  } else {
    actions += secondary_link("/planificacion/plantilla.xlsx?anio=" + show(year),
                              "Descargar en Excel para editar");
    if (visit.viewer->may(Permission::LoadPlan))
      actions += primary_link("/planificacion/cargar", "Subir el POA editado");
  }
  view.content += html("<div class=\"acciones\">{}</div>", actions);
  view.content += version_line(poa->stored);
  return page(visit, view);
}

// ---- Reprogramming -----------------------------------------------------------------------------

Result<Response> poa_reprogram(Visit& visit) {
  const auto year = TRY(FiscalYear::parse(visit.capture("anio")));
  const bool sent = visit.request.method == Method::Post;
  const auto& asked = sent ? visit.request.form : visit.request.query;
  const std::string code(asked.first("subproducto")), unit(asked.first("unidad"));
  const auto poa = TRY(poa_of(visit, year));
  if (!poa) return no_plan(visit, "Reprogramar");
  const auto* sub = planning::subproducto_of(poa->stored.plan, code);
  const auto units = poa->units.find(code);
  if (sub == nullptr || units == poa->units.end() || !units->second.contains(unit))
    return refuse(Refusal::PageUnknown, {{"hallado", code + ", " + unit}});
  const auto& goal = units->second.at(unit);
  const auto control_of = [](std::size_t m) { return "m" + std::to_string(m + 1); };

  FormState state(visit.request.form);
  int status = 200;
  if (!sent)
    for (std::size_t m = 0; m < 12; ++m) state.set(control_of(m), show(goal.in_force[m]));
  if (sent) {
    const std::string reason(trimmed(state.value("motivo"))),
        act_number(trimmed(state.value("acto")));
    json::array rows;
    for (std::size_t m = 0; m < 12; ++m) {
      if (poa->closed[m]) continue;
      const auto amount = typed_quantity(state.value(control_of(m)));
      if (!amount) {
        state.fault(control_of(m), amount.error());
        continue;
      }
      if (*amount == goal.in_force[m]) continue;
      production::GoalRow row;
      row.key = {code, unit, {year, static_cast<std::uint8_t>(m + 1)}};
      row.reprogrammed = *amount;
      row.reason = reason;
      row.act = act_number;
      rows.push_back(commands::to_json(row));
    }
    if (reason.empty()) state.fault("motivo", "Escriba por qué se reprograma.");
    if (act_number.empty()) state.fault("acto", refusal(Refusal::ActMissing));
    if (!state.faulty() && rows.empty()) state.fault("m1", "Ningún mes cambió.");
    if (!state.faulty()) {
      const auto receipt =
          visit.submit("metas.importar", {{"archivo", "reprogramación en el POA"},
                                          {"huella", show(sha256(canonical(rows)))},
                                          {"ilustrativa", goal.illustrative},
                                          {"filas", rows}});
      if (receipt) {
        visit.notice("Meta reprogramada: " + documents::without_stop(sub->nombre) + ", " +
                     poa->name_of(unit) + " (asiento " + std::to_string(receipt->seq) + ").");
        return redirect(address_of(year) + "?subproducto=" + encoded(code));
      }
      state.fault("", receipt.error());
    }
    status = 422;
  }

  PageView view = frame(*poa);
  view.title = "Reprogramar " + code;
  view.heading = "Reprogramar la meta de " + poa->name_of(unit);
  view.rubric =
      documents::without_stop(sub->nombre) + ", " + documents::uncapitalized(sub->unidad_medida);
  view.lead =
      "Cambie los meses que no están cerrados. Meta en vigor: " + text::quantity(goal.year()) +
      "; inicial: " + text::quantity(goal.first()) + ".";
  view.crumbs.push_back({"POA " + show(year), address_of(year)});
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  Html months;
  for (std::size_t m = 0; m < 12; ++m) {
    const Month month{year, static_cast<std::uint8_t>(m + 1)};
    const auto name = text::capitalized(text::month_name(month));
    months +=
        poa->closed[m]
            ? html(
                  "<div><span class=\"govuk-label\">{}</span><span "
                  "class=\"cerrada\">{}</span><span class=\"govuk-hint\">cerrado</span></div>",
                  name, text::quantity(goal.in_force[m]))
            : text_input(
                  state,
                  {.name = control_of(m), .label = name, .width = "5", .inputmode = "decimal"});
  }
  Html inside = hidden_input("subproducto", code);
  inside += hidden_input("unidad", unit);
  inside += html(
      "<fieldset class=\"govuk-fieldset\"><legend class=\"govuk-fieldset__legend "
      "govuk-fieldset__legend--s\">Metas de {}</legend><div "
      "class=\"rejilla-anios\">{}</div></fieldset>",
      show(year), months);
  inside += text_area(state, {.name = "motivo", .label = "Motivo"}, 3, 1000);
  inside += text_input(
      state,
      {.name = "acto", .label = "Acto que la aprueba", .hint = "Por ejemplo: Resolución 04-2026"});
  inside += html("<div class=\"acciones\">{}{}</div>", button("Reprogramar"),
                 link(address_of(year) + "?subproducto=" + encoded(code), "Volver sin cambiar"));
  view.content = form(visit, {.action = address_of(year) + "/reprogramar"}, inside);
  return page(visit, view, status);
}

// ---- The financial programme -------------------------------------------------------------------

Result<Response> poa_money(Visit& visit) {
  const auto year = TRY(FiscalYear::parse(visit.capture("anio")));
  FormState state(visit.request.form);
  int status = 200;
  Html refused;
  if (visit.request.method == Method::Post) {
    const auto* upload = visit.request.upload("archivo");
    const std::string source(trimmed(state.value("fuente")));
    if (upload == nullptr || upload->size == 0)
      state.fault("archivo", refusal(Refusal::FileMissing));
    if (source.empty()) state.fault("fuente", "Escriba de dónde sale la programación.");
    if (!state.faulty()) {
      std::ifstream in(upload->path, std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      auto context = TRY(visit.context(commands::Use::Change));
      const auto receipt =
          commands::import_programme(context, bytes, source, state.value("ilustrativa") == "1");
      if (receipt) {
        visit.notice("Programación financiera cargada (asiento " + std::to_string(receipt->seq) +
                     ").");
        return redirect(address_of(year) + "?ver=financiero");
      }
      state.fault("archivo", text::what_happened(receipt.error()));
      auto list =
          refused_table(refused_rows(receipt.error()), "Lo que hay que corregir", "rechazos");
      list.exports = false;
      refused = table(visit, list);
    }
    status = 422;
  }
  PageView view;
  view.title = view.heading = "Cargar la programación financiera";
  view.lead =
      "Un CSV o XLSX con tres columnas: categoría, mes y monto. Reemplaza la del ejercicio.";
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.crumbs.push_back({"POA " + show(year), address_of(year) + "?ver=financiero"});
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  Html inside = file_input(state, {.name = "archivo", .label = "Archivo"}, ".csv,.xlsx");
  inside +=
      text_input(state, {.name = "fuente",
                         .label = "De dónde sale",
                         .hint = "Por ejemplo: Programación financiera 2026, oficio 12-2026"});
  inside += checkboxes(state, {.name = "ilustrativa", .label = "Sobre este archivo"},
                       {{"1", "Son datos de ejemplo"}});
  inside += html("<div class=\"acciones\">{}</div>", button("Cargar"));
  view.content = form(visit, {.action = address_of(year) + "/financiero", .files = true}, inside);
  view.content += refused;
  return page(visit, view, status);
}

}  // namespace web
