// I22: the checklists. What each asks for, its versions, the test of one against a file, and the
// edition of its lines, which is always a new version with a day from which it holds.
#include <algorithm>

#include "base/text.hpp"
#include "queries/organization.hpp"
#include "text/format.hpp"
#include "text/rules.hpp"
#include "web/pages/norm_view.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/pages/planning_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using queries::ChecklistRow;
using namespace verification;

std::string list_address(std::string_view code) { return "/expedientes/listas/" + encoded(code); }

std::string readable(std::string_view code) { return text::capitalized(replaced(code, "_", " ")); }

template <class Kind>
std::vector<Choice> choices_of(bool none, std::string_view nothing = "Ninguno") {
  std::vector<Choice> out;
  if (none) out.push_back({"", std::string(nothing)});
  for (const auto code : codes_of<Kind>())
    if (!code.empty()) out.push_back({std::string(code), readable(code)});
  return out;
}

// The lines of a list as columns of a form, each with the number of its line.
constexpr std::string_view line_fields[] = {"documento",  "nombre",      "exigencia",
                                            "condicion",  "responsable", "sistema",
                                            "vigente_en", "certeza",     "fuente"};

std::string field_value(const CatalogEntry& line, std::string_view field) {
  if (field == "nombre") return line.name;
  if (field == "fuente") return line.source;
  if (field == "certeza") return ::show(line.certainty);
  return std::string(line.attribute(field));
}

Html select_cell(std::string_view name, std::string_view label, const std::vector<Choice>& choices,
                 std::string_view value) {
  Html options;
  for (const auto& choice : choices)
    options += html("<option value=\"{}\"{}>{}</option>", choice.value,
                    Html{choice.value == value ? " selected" : ""}, choice.label);
  return html("<select class=\"govuk-select\" name=\"{}\" aria-label=\"{}\">{}</select>", name,
              label, options);
}

Html edit_row(std::size_t number, const FormState& state, const CatalogEntry* line) {
  const auto n = std::to_string(number + 1);
  const auto value = [&](std::string_view field) {
    return state.value(std::string(field) + '.' + n,
                       line ? field_value(*line, field) : std::string());
  };
  static const auto documents = [] {
    std::vector<Choice> out{{"", "(sin línea)"}};
    for (std::size_t i = 0; i < documento_count; ++i) {
      const auto kind = static_cast<Documento>(i);
      out.push_back({std::string(code_of(kind)),
                     std::string(code_of(kind)) + " · " + std::string(text::name_of(kind))});
    }
    return out;
  }();
  static const auto demands = choices_of<Exigencia>(false);
  static const auto conditions = choices_of<Condicion>(true, "Siempre");
  static const auto people = choices_of<Responsable>(false);
  static const auto systems = choices_of<Sistema>(true);
  static const auto days = choices_of<Hito>(true);
  const auto label = [&](std::string_view what) { return std::string(what) + ", línea " + n; };
  return html(
      "<tr><th scope=\"row\">{}{}</th><td><textarea class=\"nota\" name=\"nombre.{}\" rows=\"2\" "
      "aria-label=\"{}\">\n{}</textarea><textarea class=\"nota\" name=\"fuente.{}\" rows=\"1\" "
      "aria-label=\"{}\">\n{}</textarea>{}</td><td>{}{}</td><td>{}{}{}</td></tr>\n",
      select_cell("documento." + n, label("Documento"), documents, value("documento")),
      hidden_input("certeza." + n, value("certeza")), n, label("Requisito"), value("nombre"), n,
      label("Base legal"), value("fuente"),
      state.fault_of("nombre." + n)
          ? html("<span class=\"govuk-error-message\">{}</span>", *state.fault_of("nombre." + n))
          : Html{},
      select_cell("exigencia." + n, label("Exigencia"), demands, value("exigencia")),
      select_cell("condicion." + n, label("Condición"), conditions, value("condicion")),
      select_cell("responsable." + n, label("Responsable"), people, value("responsable")),
      select_cell("sistema." + n, label("Sistema"), systems, value("sistema")),
      select_cell("vigente_en." + n, label("Vigente el día de"), days, value("vigente_en")));
}

Result<ChecklistRow> list_asked(Visit& visit) {
  for (auto& row : TRY(queries::checklists(visit.db(), visit.institution, visit.today())))
    if (row.code == visit.capture("lista")) return std::move(row);
  return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
}

std::vector<Crumb> list_crumbs(bool inside) {
  std::vector<Crumb> out{{"Mi trabajo", "/inicio"}, {"Expedientes", "/expedientes"}};
  if (inside) out.push_back({"Listas de verificación", "/expedientes/listas"});
  return out;
}

TableView lines_table(const ChecklistRow& list, Date today) {
  TableView view;
  view.id = "lineas";
  view.file_name = "lista-" + list.code;
  view.caption = "Lo que pide la lista «" + list_name(list.code) + "»";
  view.as_of = text::date(today);
  view.paged = false;
  view.columns = {
      {.key = "documento", .title = "Documento", .kind = TableColumn::Kind::Code},
      {.key = "requisito", .title = "Requisito", .row_header = true},
      {.key = "exigencia", .title = "Exigencia"},
      {.key = "condicion", .title = "Cuándo", .secondary = true},
      {.key = "responsable", .title = "Lo entrega", .secondary = true},
      {.key = "sistema", .title = "Sistema", .secondary = true},
      {.key = "certeza", .title = "Certeza", .kind = TableColumn::Kind::State},
      {.key = "base", .title = "Base", .secondary = true},
  };
  for (const auto& line : list.lineas) {
    const auto word = [&](std::string_view field, std::string_view none) {
      const auto value = line.attribute(field);
      return value.empty() ? std::string(none) : readable(value);
    };
    const auto responsible = kind_of<Responsable>(line.attribute("responsable"));
    const std::string who(responsible ? text::name_of(*responsible) : std::string_view("—"));
    TableRow row;
    row.cells = {
        {.value = std::string(line.attribute("documento"))},
        {.value = line.name},
        {.value = word("exigencia", "Obligatorio")},
        {.value = word("condicion", "Siempre")},
        {.value = who},
        {.value = std::string(line.attribute("sistema").empty() ? std::string_view("—")
                                                                : line.attribute("sistema"))},
        {.value = certainty_tag(line.certainty), .export_text = ::show(line.certainty)},
        {.value = line.source}};
    view.rows.push_back(std::move(row));
  }
  view.empty = "La lista no tiene líneas.";
  return view;
}

Html versions_html(const ChecklistRow& list, const queries::ActorNames& names) {
  Html rows;
  for (const auto& one : list.versiones)
    rows += html(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"num\">{}</td><td "
        "class=\"num\">{}</td><td>{}</td></tr>\n",
        one.version == 0 ? std::string("Como vino con las normas")
                         : "Versión " + std::to_string(one.version),
        one.desde ? text::date(*one.desde) : std::string(text::no_data), text::count(one.lineas),
        text::count(one.expedientes),
        one.version == 0 ? std::string() : one.motivo + " · " + names.of(one.actor));
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Tabla de versiones\" "
      "tabindex=\"0\"><table "
      "class=\"tabla\"><caption class=\"govuk-visually-hidden\">Versiones</caption><thead><tr><th "
      "scope=\"col\">Versión</th><th scope=\"col\">Desde</th><th scope=\"col\" "
      "class=\"num\">Líneas</th><th scope=\"col\" class=\"num\">Expedientes</th><th "
      "scope=\"col\">Motivo</th></tr></thead><tbody>\n{}</tbody></table></div>\n",
      rows);
}

// What the list would ask of one file, line by line.
Result<Html> test_html(Visit& visit, const ChecklistRow& list) {
  const FormState state(visit.request.query);
  const std::string number(trimmed(visit.request.query.first("expediente")));
  Html out =
      filter_form(list_address(list.code), text_input(state, {.name = "expediente",
                                                              .label = "Número de un expediente",
                                                              .hint = "Como 2026-000017",
                                                              .width = "10"}) +
                                               secondary_button("Probar"));
  if (number.empty()) return out;
  const auto file =
      TRY(queries::payment_file(visit.db(), visit.institution, number, visit.today()));
  if (!file)
    return out + notice_box(NoticeTone::Amber, html("<p>No hay un expediente {}.</p>", number));
  if (file->lista != list.code)
    out += notice_box(NoticeTone::Grey,
                      html("<p>El expediente {} usa la lista «{}»; se prueba con esta.</p>", number,
                           list_name(file->lista)));
  Checklist probe;
  probe.code = list.code;
  std::vector<ChecklistItem> items;
  for (const auto& line : list.lineas) items.push_back(TRY(checklist_item_from(line)));
  for (std::size_t i = 0; i < items.size(); ++i) items[i].norma = &list.lineas[i];
  probe.items = std::move(items);
  Html rows;
  for (const auto& one : required_of(probe, file->facts, file->normas->on(visit.today()))) {
    using State = Required::State;
    const auto mark = one.state == State::Present   ? html("Está")
                      : one.state == State::Missing ? tag("Falta", Tint::Red)
                      : one.state == State::Unneeded
                          ? html("<span class=\"secundario\">No se pide</span>")
                          : tag("Según el caso", Tint::Amber);
    rows += html("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", one.item->norma->name, mark);
  }
  return out +
         html(
             "<div class=\"tabla-caja\"><table class=\"tabla\"><caption><div class=\"tt\">La lista "
             "sobre el {}</div></caption><thead><tr><th scope=\"col\">Requisito</th><th "
             "scope=\"col\">En el expediente</th></tr></thead><tbody>\n{}</tbody></table></div>\n",
             link(file_address(number), "expediente " + number), rows);
}

// ---- Edition ------------------------------------------------------------------------------------

constexpr std::size_t lines_max = 120;

Result<Response> edit_page(Visit& visit, const ChecklistRow& list, const FormState& state,
                           int status) {
  constexpr std::size_t spare = 3;
  Html rows;
  const auto count =
      std::max(list.lineas.size() + spare,
               static_cast<std::size_t>(whole_number(state.value("lineas")).value_or(0)));
  for (std::size_t i = 0; i < std::min(count, lines_max); ++i)
    rows += edit_row(i, state, i < list.lineas.size() ? &list.lineas[i] : nullptr);
  const auto tomorrow = Date{std::chrono::sys_days{visit.today()} + std::chrono::days{1}};
  Html inside = hidden_input("lineas", std::to_string(std::min(count, lines_max)));
  inside += date_input(state, {.name = "desde",
                               .label = "Vigente desde",
                               .hint = "Los expedientes revisados antes conservan su versión.",
                               .standard = text::date(tomorrow),
                               .width = "10"});
  inside += text_area(state, {.name = "motivo", .label = "Qué cambia y por qué"}, 2);
  inside += html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Líneas\" tabindex=\"0\"><table "
      "class=\"tabla editar-lista\"><caption><div class=\"tt\">Líneas<span>Deje «(sin línea)» para "
      "quitar una. Debajo del requisito va su base legal.</span></div></caption><thead><tr><th "
      "scope=\"col\">Documento</th><th scope=\"col\">Requisito y base legal</th><th "
      "scope=\"col\">Exigencia y condición</th><th scope=\"col\">Responsable, sistema, día de "
      "vigencia</th></tr></thead><tbody>\n{}</tbody></table></div>\n",
      rows);
  inside += html("<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
                 secondary_link(list_address(list.code), "Dejarlo"),
                 button("Guardar como versión nueva"));
  return page(visit,
              {.title = "Editar · " + list_name(list.code),
               .heading = "Editar la lista «" + list_name(list.code) + "»",
               .rubric = "Listas de verificación",
               .lead = "Una lista en uso no se edita: se guarda una versión nueva.",
               .area = Area::Files,
               .crumbs = list_crumbs(true),
               .errors = error_summary(state),
               .content = form(visit, {.action = list_address(list.code) + "/editar"}, inside),
               .dense = true,
               .has_errors = state.faulty()},
              status);
}

json::array lines_typed(const Fields& form, FormState& state) {
  json::array lines;
  const auto count = std::min<std::int64_t>(whole_number(form.first("lineas")).value_or(0),
                                            static_cast<std::int64_t>(lines_max));
  for (std::int64_t i = 1; i <= count; ++i) {
    const auto n = std::to_string(i);
    if (trimmed(form.first("documento." + n)).empty()) continue;
    json::object line;
    for (const auto field : line_fields) {
      const auto value = nfc(trimmed(form.first(std::string(field) + '.' + n)));
      if (!value.empty()) line[field] = value;
    }
    if (!line.contains("nombre") || !line.contains("fuente"))
      state.fault("nombre." + n, "Escriba el requisito y su base legal en la línea " + n + ".");
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

Result<Response> checklist_list(Visit& visit) {
  TableView view;
  view.id = "listas";
  view.file_name = "listas-de-verificacion";
  view.caption = "Listas de verificación, una por tipo de gasto y modalidad";
  view.as_of = text::date(visit.today());
  view.paged = false;
  view.columns = {
      {.key = "lista", .title = "Lista", .row_header = true},
      {.key = "codigo", .title = "Código", .kind = TableColumn::Kind::Code, .secondary = true},
      {.key = "lineas", .title = "Requisitos", .kind = TableColumn::Kind::Count},
      {.key = "version", .title = "Versión"},
      {.key = "desde", .title = "Desde", .kind = TableColumn::Kind::Date, .secondary = true},
      {.key = "abiertos", .title = "Expedientes abiertos", .kind = TableColumn::Kind::Count},
  };
  for (const auto& list : TRY(queries::checklists(visit.db(), visit.institution, visit.today()))) {
    const auto* now = list.versiones.empty() ? nullptr : &list.versiones.front();
    TableRow row;
    row.cells = {{.value = list_name(list.code), .address = list_address(list.code)},
                 {.value = list.code},
                 {.value = static_cast<std::int64_t>(list.lineas.size())},
                 {.value = now && now->version > 0 ? std::to_string(now->version)
                                                   : std::string("De las normas")},
                 {.value = now && now->desde ? CellValue{*now->desde} : CellValue{NotDue{}}},
                 {.value = list.abiertos}};
    view.rows.push_back(std::move(row));
  }
  view.empty = "No hay listas cargadas.";
  if (auto file = table_file(visit, view)) return *std::move(file);
  return page(visit, {.title = "Listas de verificación",
                      .heading = "Listas de verificación",
                      .rubric = "Verificación del gasto",
                      .lead = "Qué documentos pide cada tipo de gasto, con su base y su certeza.",
                      .area = Area::Files,
                      .crumbs = list_crumbs(false),
                      .content = table(visit, view),
                      .dense = true});
}

Result<Response> checklist_show(Visit& visit) {
  const auto list = TRY(list_asked(visit));
  const auto view = lines_table(list, visit.today());
  if (auto file = table_file(visit, view)) return *std::move(file);
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  Html content = table(visit, view);
  content += section("versiones", "Versiones", versions_html(list, names));
  content += section("probar", "Probar con un expediente", TRY(test_html(visit, list)));
  return page(visit, {.title = list_name(list.code) + " · Listas",
                      .heading = "Lista «" + list_name(list.code) + "»",
                      .rubric = "Listas de verificación",
                      .area = Area::Files,
                      .crumbs = list_crumbs(true),
                      .actions = visit.viewer->may(Permission::EditChecklist)
                                     ? secondary_link(list_address(list.code) + "/editar",
                                                      "Editar en una versión nueva")
                                     : Html{},
                      .content = content,
                      .dense = true});
}

Result<Response> checklist_edit(Visit& visit) {
  const auto list = TRY(list_asked(visit));
  FormState state(visit.request.form);
  if (visit.request.method != Method::Post) return edit_page(visit, list, state, 200);
  const auto& form = visit.request.form;
  auto lines = lines_typed(form, state);
  if (lines.empty()) state.fault("lineas", "Deje al menos una línea.");
  const auto reason = nfc(trimmed(form.first("motivo")));
  if (reason.empty()) state.fault("motivo", "Escriba qué cambia y por qué.");
  const auto from = typed_date(form.first("desde"));
  if (!from) state.fault("desde", from.error());
  if (state.faulty()) return edit_page(visit, list, state, 422);
  const auto done = visit.submit("lista.crear", {{"lista", list.code},
                                                 {"desde", ::show(*from)},
                                                 {"motivo", reason},
                                                 {"lineas", std::move(lines)}});
  if (!done) {
    if (!concerns_typing(done.error())) return std::unexpected(done.error());
    state.fault("desde", done.error());
    return edit_page(visit, list, state, 422);
  }
  const auto version = TRY(integer_at(done->outcome, "version"));
  visit.notice("Se guardó la versión " + std::to_string(version) +
               " de la lista, vigente desde el " + text::date(*from) + ".");
  return redirect(list_address(list.code));
}

}  // namespace web
