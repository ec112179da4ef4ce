// I6: method sheets of indicators: the list, one with its course over the years and its history,
// the form that proposes a new version, and the approval by another person.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "commands/approve_indicator_sheet.hpp"
#include "documents/wording.hpp"
#include "domain/access/refusals.hpp"
#include "domain/planning/formula.hpp"
#include "domain/planning/names.hpp"
#include "text/format.hpp"
#include "web/pages/execution_view.hpp"
#include "web/pages/planning_pages.hpp"
#include "web/pages/planning_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using planning::Ficha;
using storage::SheetRow;

std::string address_of(std::string_view code) {
  return "/planificacion/indicadores/" + encoded(code);
}

Html state_of(const SheetRow& row) {
  return row.approved ? tag("Aprobada", Tint::Green) : tag("Propuesta, sin aprobar", Tint::Amber);
}

// The versions of one code, the newest first.
Result<std::vector<SheetRow>> versions_of(Visit& visit, std::string_view code) {
  std::vector<SheetRow> found;
  for (auto& row : TRY(queries::indicator_sheets(visit.db(), visit.institution)))
    if (row.sheet.codigo == code) found.push_back(std::move(row));
  std::ranges::sort(found, std::ranges::greater{},
                    [](const SheetRow& row) { return row.sheet.version; });
  if (found.empty()) return refuse(Refusal::PageUnknown, {{"hallado", std::string(code)}});
  return found;
}

Html text_or_none(const std::string& said) {
  return said.empty() ? html("{}{}", text::no_data, hidden("sin dato")) : escaped(said);
}

Html listed_texts(const std::vector<std::string>& all) {
  if (all.empty()) return text_or_none("");
  Html items;
  for (const auto& one : all) items += html("<li>{}</li>", one);
  return html("<ul class=\"govuk-list\">{}</ul>", items);
}

// What the goal of a year is, as the sheet says it; percentages first.
std::optional<Quantity> target_of(const Ficha& sheet, int year) {
  for (const auto& target : sheet.metas)
    if (target.anio == year) return target.relativa ? target.relativa : target.absoluta;
  return std::nullopt;
}

const queries::Indicator* evaluated(const LivePointer& live, const std::string& code) {
  if (!live) return nullptr;
  for (const auto& one : live->evaluation.indicators)
    if (one.sheet == code) return &one;
  return nullptr;
}

std::vector<int> years_of(const Ficha& sheet, const queries::Indicator* indicator) {
  std::vector<int> years;
  for (const auto& target : sheet.metas) years.push_back(target.anio);
  if (indicator != nullptr)
    for (const auto& value : indicator->series)
      if (std::ranges::find(years, value.year) == years.end()) years.push_back(value.year);
  std::ranges::sort(years);
  return years;
}

std::optional<Ratio> value_of(const queries::Indicator* indicator, int year) {
  if (indicator != nullptr)
    for (const auto& value : indicator->series)
      if (value.year == year) return value.value;
  return std::nullopt;
}

std::string shown(const Ratio& value, const std::string& unit) {
  if (unit == "porcentaje") return text::percent(value);
  return value.denominator() == 1 ? text::count(value.numerator()) : text::decimal(value, 2);
}

Html years_chart(const Ficha& sheet, const queries::Indicator* indicator) {
  ChartView chart;
  chart.id = "anios";
  chart.unit = sheet.unidad;
  chart.programmed_name = "Meta";
  chart.executed_name = "Alcanzado";
  std::optional<int> last;
  for (const int year : years_of(sheet, indicator)) {
    ChartPoint point;
    point.label = std::to_string(year);
    if (const auto target = target_of(sheet, year)) {
      point.programmed = target->as_ratio();
      point.programmed_text = shown(target->as_ratio(), sheet.unidad);
    }
    if (const auto value = value_of(indicator, year)) {
      point.executed = *value;
      point.executed_text = shown(*value, sheet.unidad);
      last = year;
    }
    chart.points.push_back(std::move(point));
  }
  chart.message = "Aún no hay mediciones que comparar con la meta";
  if (last) {
    const auto target = target_of(sheet, *last);
    chart.message = "En " + std::to_string(*last) + " se lleva " +
                    shown(*value_of(indicator, *last), sheet.unidad) +
                    (target ? "; la meta del año es " + shown(target->as_ratio(), sheet.unidad)
                            : std::string("; el año no tiene meta"));
  }
  return line_chart(chart);
}

TableView years_table(const SheetRow& row, const queries::Indicator* indicator) {
  using Kind = TableColumn::Kind;
  const auto& sheet = row.sheet;
  const bool percent = sheet.unidad == "porcentaje";
  TableView view;
  view.id = "valores";
  view.caption = "Valores por año, " + documents::uncapitalized(sheet.unidad);
  view.file_name = "indicador-" + sheet.codigo;
  view.illustrative = sheet.origen == planning::Origen::Ilustrativo;
  view.empty = "Defina al menos una meta.";
  view.paged = false;
  const bool recomputed =
      indicator != nullptr && std::ranges::any_of(indicator->series, [](const auto& one) {
        return one.before.has_value();
      });
  view.columns = {
      {.key = "anio", .title = "Año", .row_header = true},
      {.key = "meta", .title = "Meta", .kind = percent ? Kind::Percent : Kind::Count},
      {.key = "valor", .title = "Alcanzado", .kind = Kind::Percent},
      {.key = "indice", .title = "Índice", .note = "alcanzado ÷ meta", .kind = Kind::Percent}};
  if (recomputed)
    view.columns.push_back({.key = "antes",
                            .title = "Con el método anterior",
                            .kind = Kind::Percent,
                            .secondary = true});
  const auto number = [&](const std::optional<Ratio>& value) -> TableCell {
    if (!value) return {};
    if (percent) return {*value};
    TableCell cell{html("{}", shown(*value, sheet.unidad))};
    cell.export_text = show(*value, 2);
    return cell;
  };
  for (const int year : years_of(sheet, indicator)) {
    TableRow line;
    const auto target = target_of(sheet, year);
    const auto value = value_of(indicator, year);
    line.cells.push_back({std::to_string(year)});
    line.cells.push_back(number(target ? std::optional(target->as_ratio()) : std::nullopt));
    line.cells.push_back(number(value));
    if (target && value && target->as_ratio() > Ratio{})
      line.cells.push_back({*value * Ratio::whole(100) / target->as_ratio()});
    else
      line.cells.push_back({});
    if (recomputed) {
      std::optional<Ratio> before;
      for (const auto& one : indicator->series)
        if (one.year == year) before = one.before;
      line.cells.push_back(number(before));
    }
    view.rows.push_back(std::move(line));
  }
  return view;
}

Html variables_of(const Ficha& sheet) {
  Html items;
  for (const auto& one : sheet.variables)
    items +=
        html("<li><span class=\"cod\">{}</span> {}, {}. {}; {}{}</li>", one.codigo, one.nombre,
             documents::uncapitalized(one.unidad), word_of(one.frecuencia),
             documents::uncapitalized(word_of(one.tipo_conteo)),
             (one.subproductos.empty() ? "" : "; la alimentan " + text::listed(one.subproductos)) +
                 (one.serie.empty() ? "" : "; serie " + one.serie));
  return html("<ul class=\"govuk-list\">{}</ul>", items);
}

Html sheet_summary(const SheetRow& row) {
  const auto& sheet = row.sheet;
  std::vector<SummaryRow> rows{
      {"Objetivo", text_or_none(sheet.objetivo)},
      {"Fórmula",
       html("{}<br><span class=\"cod cod--grupos\">{}</span>",
            sheet.formula_texto.empty() ? sheet.formula : sheet.formula_texto, sheet.formula)},
      {"Variables", variables_of(sheet)},
      {"Unidad", escaped(sheet.unidad)},
      {"Acumulación", escaped(word_of(sheet.acumulacion))},
      {"Sentido", escaped(word_of(sheet.polaridad))},
      {"Frecuencia", escaped(word_of(sheet.frecuencia))},
      {"Línea base", sheet.base ? text_or_none(sheet.base->texto) : text_or_none("")},
      {"Interpretación", text_or_none(sheet.interpretacion)},
      {"Regla de conteo", text_or_none(sheet.regla_conteo)},
      {"Medios de verificación", listed_texts(sheet.medios_verificacion)},
      {"Procedencia de los datos", text_or_none(sheet.procedencia)},
      {"Responsable", text_or_none(sheet.responsable)},
      {"Metodología", text_or_none(sheet.metodologia)},
      {"Qué cambia esta versión", text_or_none(sheet.cambio)},
  };
  if (sheet.vigente_desde)
    rows.push_back(
        {"Vigencia", escaped("Desde el " + text::date(*sheet.vigente_desde) +
                             (sheet.vigente_hasta ? " hasta el " + text::date(*sheet.vigente_hasta)
                                                  : std::string()))});
  return summary_list(rows);
}

Html history_of(const std::vector<SheetRow>& versions, std::int32_t shown_version) {
  Html items;
  for (const auto& row : versions) {
    const auto name = "Versión " + std::to_string(row.sheet.version);
    const auto what =
        row.approved
            ? "aprobada" +
                  (row.approved_on ? " el " + text::date(*row.approved_on) : std::string()) +
                  " por " + row.approved_by + (row.act.empty() ? "" : ", " + row.act)
            : "propuesta el " + text::date(row.proposed_on) + ", sin aprobar";
    items += html(
        "<li><time>{}</time>{}: {}. {}</li>\n", text::date(row.proposed_on),
        row.sheet.version == shown_version
            ? html("<b>{}</b>", name)
            : link(address_of(row.sheet.codigo) + "?ficha=" + std::to_string(row.sheet.version),
                   name),
        what, row.sheet.cambio);
  }
  return section("historia", "Versiones del método", html("<ol class=\"traza\">\n{}</ol>", items));
}

// ---- Proposing ---------------------------------------------------------------------------------

template <class E>
std::vector<Choice> choices_of() {
  std::vector<Choice> all;
  for (std::size_t i = 0; i < planning::names_of<E>.size(); ++i)
    all.push_back({std::string(planning::names_of<E>[i]), std::string(word_of(static_cast<E>(i)))});
  return all;
}

void fill(FormState& state, const Ficha& sheet) {
  state.set("nombre", sheet.nombre);
  state.set("objetivo", sheet.objetivo);
  state.set("interpretacion", sheet.interpretacion);
  state.set("formula", sheet.formula);
  state.set("formula_texto", sheet.formula_texto);
  state.set("unidad", sheet.unidad);
  state.set("acumulacion", std::string(planning::name_of(sheet.acumulacion)));
  state.set("polaridad", std::string(planning::name_of(sheet.polaridad)));
  state.set("frecuencia", std::string(planning::name_of(sheet.frecuencia)));
  state.set("regla_conteo", sheet.regla_conteo);
  state.set("responsable", sheet.responsable);
  state.set("metodologia", sheet.metodologia);
  state.set("medios", joined(sheet.medios_verificacion, "\n"));
  state.set("vigente_desde", "");
  std::string targets;
  for (const auto& target : sheet.metas)
    if (const auto value = target.relativa ? target.relativa : target.absoluta)
      targets += std::to_string(target.anio) + ": " + show(*value) + "\n";
  state.set("metas", targets);
}

std::vector<std::string> lines_in(std::string_view text) {
  std::vector<std::string> lines;
  for (const auto& line : split(replaced(text, "\r", ""), '\n'))
    if (!trimmed(line).empty()) lines.emplace_back(trimmed(line));
  return lines;
}

// The sheet as it was typed, one version after the last. Faults go to their controls.
Ficha typed_sheet(Ficha sheet, FormState& state, std::int32_t version) {
  const bool percent_before = std::ranges::any_of(
      sheet.metas, [](const planning::FichaTarget& target) { return target.relativa.has_value(); });
  sheet.version = version;
  sheet.aprobacion.reset();
  sheet.vigente_desde.reset();
  sheet.vigente_hasta.reset();
  sheet.origen = planning::Origen::Propuesto;
  for (const auto& [name, into] : {std::pair{"nombre", &sheet.nombre},
                                   {"objetivo", &sheet.objetivo},
                                   {"interpretacion", &sheet.interpretacion},
                                   {"formula", &sheet.formula},
                                   {"formula_texto", &sheet.formula_texto},
                                   {"unidad", &sheet.unidad},
                                   {"regla_conteo", &sheet.regla_conteo},
                                   {"responsable", &sheet.responsable},
                                   {"metodologia", &sheet.metodologia},
                                   {"cambio", &sheet.cambio}})
    *into = std::string(trimmed(state.value(name)));
  if (sheet.nombre.empty()) state.fault("nombre", "Escriba el nombre del indicador.");
  if (sheet.cambio.empty())
    state.fault("cambio", "Escriba qué cambia esta versión y si cambia la serie anterior.");
  if (const auto one = planning::value_of<planning::Acumulacion>(state.value("acumulacion")))
    sheet.acumulacion = *one;
  if (const auto one = planning::value_of<planning::Polaridad>(state.value("polaridad")))
    sheet.polaridad = *one;
  if (const auto one = planning::value_of<planning::Frecuencia>(state.value("frecuencia")))
    sheet.frecuencia = *one;
  sheet.medios_verificacion = lines_in(state.value("medios"));
  if (const auto formula = planning::parse_formula(sheet.formula); !formula)
    state.fault("formula", formula.error());
  else if (const auto type = planning::type_of(*formula, sheet.variables); !type)
    state.fault("formula", type.error());
  sheet.metas.clear();
  for (const auto& line : lines_in(state.value("metas"))) {
    const auto colon = line.find(':');
    const auto year = FiscalYear::parse(trimmed(std::string_view(line).substr(0, colon)));
    const auto value = colon == line.npos
                           ? Quantity::parse("")
                           : typed_quantity(std::string_view(line).substr(colon + 1));
    if (!year || !value) {
      state.fault("metas",
                  "No se entiende «" + line + "». Escriba una meta por línea, como 2026: 51");
      continue;
    }
    planning::FichaTarget target{year->year, {}, {}};
    (percent_before || sheet.unidad == "porcentaje" ? target.relativa : target.absoluta) = *value;
    sheet.metas.push_back(target);
  }
  if (sheet.metas.empty()) state.fault("metas", "Defina al menos una meta.");
  if (const auto said = state.value("vigente_desde"); !trimmed(said).empty()) {
    if (const auto day = typed_date(said))
      sheet.vigente_desde = *day;
    else
      state.fault("vigente_desde", day.error());
  }
  return sheet;
}

Html sheet_form(Visit& visit, const SheetRow& newest, const FormState& state) {
  const auto& sheet = newest.sheet;
  Html inside = text_area(state, {.name = "nombre", .label = "Nombre"}, 2);
  inside += text_area(state, {.name = "objetivo", .label = "Objetivo"}, 2);
  inside += text_input(state, {.name = "formula",
                               .label = "Fórmula",
                               .hint = "Con las variables de la ficha, por ejemplo: "
                                       "participacion(suma(a), suma(b))",
                               .help = "Las variables son las que ya tiene la ficha; para cambiar "
                                       "lo que las alimenta, edite el plan en Excel o JSON."});
  inside += text_input(state, {.name = "formula_texto", .label = "La fórmula en palabras"});
  inside += text_input(state, {.name = "unidad", .label = "Unidad", .width = "20"});
  inside += select(state, {.name = "acumulacion", .label = "Acumulación"},
                   choices_of<planning::Acumulacion>());
  inside +=
      select(state, {.name = "polaridad", .label = "Sentido"}, choices_of<planning::Polaridad>());
  inside += select(state, {.name = "frecuencia", .label = "Frecuencia"},
                   choices_of<planning::Frecuencia>());
  inside += text_area(
      state, {.name = "metas", .label = "Metas por año", .hint = "Una por línea: 2026: 51"}, 8);
  inside += text_area(state, {.name = "interpretacion", .label = "Interpretación"}, 2);
  inside += text_area(state,
                      {.name = "regla_conteo",
                       .label = "Regla de conteo",
                       .hint = "Qué se cuenta una vez y qué no."},
                      2);
  inside += text_area(
      state, {.name = "medios", .label = "Medios de verificación", .hint = "Uno por línea."}, 4);
  inside += text_input(state, {.name = "responsable", .label = "Responsable"});
  inside += text_area(state, {.name = "metodologia", .label = "Metodología"}, 3);
  inside += date_input(state, {.name = "vigente_desde", .label = "Vigente desde"});
  inside += text_area(state,
                      {.name = "cambio",
                       .label = "Qué cambia esta versión",
                       .hint = "Diga también si la serie anterior se recalcula."},
                      3);
  inside += html("<div class=\"acciones\">{}{}</div>", button("Proponer la versión"),
                 link(address_of(sheet.codigo), "Volver a la ficha"));
  return form(
      visit,
      {.action = address_of(sheet.codigo) + "/editar", .version = std::to_string(sheet.version)},
      inside);
}

Html approval(Visit& visit, const SheetRow& row, const FormState& state) {
  if (row.approved || !visit.viewer->may(Permission::ApproveIndicator)) return {};
  if (row.proposed_by == visit.viewer->number)
    return notice_box(NoticeTone::Grey,
                      Html{"<p>Usted propuso esta versión: la aprobación corresponde a otra "
                           "persona.</p>"});
  Html inside = hidden_input("ficha", std::to_string(row.sheet.version));
  inside += text_input(state, {.name = "acto",
                               .label = "Acto que la aprueba",
                               .hint = "Puede quedar vacío.",
                               .width = "20"});
  inside += button("Aprobar la versión " + std::to_string(row.sheet.version));
  return section("aprobar", "Aprobación",
                 form(visit, {.action = address_of(row.sheet.codigo) + "/aprobar"}, inside));
}

Result<Response> one_sheet(Visit& visit, const FormState& state, int status) {
  const auto versions = TRY(versions_of(visit, visit.capture("codigo")));
  const auto* row = &versions.front();
  const auto wanted = visit.request.method == Method::Post ? visit.request.form.first("ficha")
                                                           : visit.request.query.first("ficha");
  for (const auto& one : versions)
    if (std::to_string(one.sheet.version) == wanted) row = &one;
  const auto& sheet = row->sheet;
  LivePointer live;
  if (const auto month = TRY(asked_month(visit)))
    if (auto found = live_at(visit, *month)) live = *std::move(found);
  const auto* indicator = evaluated(live, sheet.codigo);
  const auto values = years_table(*row, indicator);
  if (auto file = table_file(visit, values)) return *std::move(file);

  PageView view;
  view.title = sheet.codigo + " " + sheet.nombre;
  view.heading = sheet.nombre;
  view.rubric = "Ficha de indicador " + sheet.codigo + ", versión " + std::to_string(sheet.version);
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.crumbs.push_back({"Indicadores", "/planificacion/indicadores"});
  view.actions = state_of(*row);
  if (sheet.origen == planning::Origen::Ilustrativo)
    view.actions += html(" {}", stamp_illustrative());
  view.dense = true;
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  if (sheet.metas.empty())
    view.content += notice_box(NoticeTone::Amber, Html{"<p>Defina al menos una meta.</p>"});
  view.content += html("<div class=\"rejilla rejilla--64\">{}<div>{}</div></div>",
                       years_chart(sheet, indicator), table(visit, values));
  if (indicator != nullptr) {
    Html said =
        html("<p>{} {}</p>",
             indicator->value.value ? "Valor a " + text::month(live->evaluation.cut.last) + ": " +
                                          shown(*indicator->value.value, sheet.unidad) + "."
                                    : why_not(indicator->value),
             light_of(indicator->signal));
    if (indicator->cumulative && indicator->cumulative->missing)
      said +=
          html("<p class=\"origen\">La meta de {} equivale a entre {} y {}; falta de {} a {}.</p>",
               indicator->target_text, text::quantity(indicator->cumulative->interval.low),
               text::quantity(indicator->cumulative->interval.high),
               text::quantity(indicator->cumulative->missing->low),
               text::quantity(indicator->cumulative->missing->high));
    view.content += said;
  }
  view.content += section("ficha", "Ficha técnica", sheet_summary(*row));
  view.content += approval(visit, *row, state);
  view.content += history_of(versions, sheet.version);
  if (visit.viewer->may(Permission::EditIndicator))
    view.content +=
        html("<div class=\"acciones\">{}</div>",
             primary_link(address_of(sheet.codigo) + "/editar", "Proponer una versión nueva"));
  return page(visit, view, status);
}

}  // namespace

Result<Response> sheet_list(Visit& visit) {
  TableView sheets;
  sheets.id = "fichas";
  sheets.caption = "Fichas de indicador";
  sheets.file_name = "indicadores";
  sheets.empty = "No hay fichas de indicador. Vienen con el plan.";
  sheets.columns = {
      {.key = "codigo", .title = "Código", .kind = TableColumn::Kind::Code},
      {.key = "nombre", .title = "Indicador", .row_header = true},
      {.key = "version", .title = "Versión", .kind = TableColumn::Kind::Count, .secondary = true},
      {.key = "unidad", .title = "Unidad", .secondary = true},
      {.key = "responsable", .title = "Responsable", .secondary = true},
      {.key = "estado", .title = "Estado", .kind = TableColumn::Kind::State},
  };
  std::map<std::string, SheetRow> newest;
  for (auto& row : TRY(queries::indicator_sheets(visit.db(), visit.institution))) {
    auto& kept = newest[row.sheet.codigo];
    if (kept.sheet.codigo.empty() || row.sheet.version > kept.sheet.version) kept = std::move(row);
  }
  for (const auto& [code, row] : newest) {
    TableRow line;
    line.cells.push_back({code});
    line.cells.push_back({row.sheet.nombre, address_of(code)});
    line.cells.push_back({std::int64_t{row.sheet.version}});
    line.cells.push_back({row.sheet.unidad});
    line.cells.push_back({row.sheet.responsable});
    line.cells.push_back({state_of(row), "", row.approved ? "Aprobada" : "Propuesta"});
    sheets.rows.push_back(std::move(line));
  }
  if (auto file = table_file(visit, sheets)) return *std::move(file);
  PageView view;
  view.title = view.heading = "Indicadores";
  view.lead = "Cómo se mide cada resultado. Quien escribe un método no lo aprueba.";
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.dense = true;
  view.content += table(visit, sheets);
  return page(visit, view);
}

Result<Response> sheet_show(Visit& visit) { return one_sheet(visit, FormState(), 200); }

Result<Response> sheet_edit(Visit& visit) {
  const auto versions = TRY(versions_of(visit, visit.capture("codigo")));
  const auto& newest = versions.front();
  FormState state(visit.request.form);
  int status = 200;
  if (visit.request.method != Method::Post) {
    fill(state, newest.sheet);
  } else {
    if (state.value("version") != std::to_string(newest.sheet.version))
      return refuse(Refusal::VersionStale);
    // A version that was not approved yet is replaced by its correction.
    const auto number = newest.approved ? newest.sheet.version + 1 : newest.sheet.version;
    const auto sheet = typed_sheet(newest.sheet, state, number);
    if (!state.faulty()) {
      auto act = commands::propose_indicator_sheet(sheet);
      const auto receipt = visit.submit(act.kind, std::move(act.act));
      if (receipt) {
        visit.notice("Se propuso la versión " + std::to_string(number) + " de " + sheet.codigo +
                     ". La aprueba otra persona.");
        return redirect(address_of(sheet.codigo));
      }
      state.fault("", receipt.error());
    }
    status = 422;
  }
  PageView view;
  view.title = view.heading = "Proponer una versión de " + newest.sheet.codigo;
  view.rubric = newest.sheet.nombre;
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.crumbs.push_back({newest.sheet.codigo, address_of(newest.sheet.codigo)});
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  view.content = sheet_form(visit, newest, state);
  return page(visit, view, status);
}

Result<Response> sheet_approve(Visit& visit) {
  FormState state(visit.request.form);
  const auto code = visit.capture("codigo");
  const auto version = whole_number(state.value("ficha"));
  auto act = commands::approve_indicator_sheet(code, static_cast<std::int32_t>(version.value_or(0)),
                                               trimmed(state.value("acto")));
  const auto receipt = visit.submit(act.kind, std::move(act.act));
  if (!receipt) {
    state.fault("", receipt.error());
    return one_sheet(visit, state, status_of(receipt.error()));
  }
  visit.notice("Ficha aprobada: la serie se calcula desde ahora con esta versión (asiento " +
               std::to_string(receipt->seq) + ").");
  return redirect(address_of(code));
}

}  // namespace web
