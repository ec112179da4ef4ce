// I13: the wizard that imports the budget. Upload, read in the background, see what would change,
// apply, proof; and the loads, each of which can be withdrawn as a whole.
#include <algorithm>

#include "base/text.hpp"
#include "commands/import_budget_file.hpp"
#include "domain/budget/refusals.hpp"
#include "queries/budget.hpp"
#include "queries/budget_proof.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/holding.hpp"
#include "web/jobs.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"
#include "web/pages/execution_pages.hpp"
#include "web/pages/refused_rows.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using access_control::Permission;
using queries::BudgetLoad;

constexpr std::string_view home = "/ejecucion/importar";

const std::vector<Choice>& layouts() {
  static const std::vector<Choice> all{
      {"auto", "Reconocerlo por sus encabezados"},
      {"sicoin-mensual", "SICOIN, ejecución del mes"},
      {"sicoin-acumulado", "SICOIN, ejecución acumulada"},
      {"minfin-formulacion", "MINFIN, formulación"},
  };
  return all;
}

std::vector<Crumb> crumbs() { return {{"Mi trabajo", "/inicio"}, {"Ejecución", "/ejecucion"}}; }

Html steps(int current) {
  constexpr std::string_view names[] = {"Subir", "Leer", "Revisar", "Aplicar", "Comprobar"};
  Html items;
  for (int i = 0; i < 5; ++i)
    items += i < current    ? html("<li class=\"hecho\">{}</li>", names[i])
             : i == current ? html("<li aria-current=\"step\">{}</li>", names[i])
                            : html("<li>{}</li>", names[i]);
  return html("<ol class=\"pasos\">{}</ol>\n", items);
}

std::string size_in_words(std::uint64_t bytes) {
  if (bytes >= 1024 * 1024) return text::decimal(Ratio{Int128{bytes}, 1024 * 1024}, 1) + " MiB";
  if (bytes >= 1024) return text::decimal(Ratio{Int128{bytes}, 1024}, 1) + " KiB";
  return std::to_string(bytes) + " bytes";
}

std::string months_in_words(std::uint16_t months) {
  std::vector<std::string> names;
  for (std::uint8_t m = 1; m <= 12; ++m)
    if (months >> (m - 1) & 1) names.push_back(text::month_name({{2026}, m}));
  if (names.size() == 12) return "todo el año";
  if (names.size() > 2 && months >> (names.size()) == 0)
    return names.front() + " a " + names.back();
  return text::listed(names);
}

std::string scope_in_words(const BudgetLoad& load) {
  if (load.parts.size() > 3)
    return text::counted(static_cast<std::int64_t>(load.parts.size()), "entidad", "entidades",
                         text::Gender::Feminine);
  std::vector<std::string> parts;
  for (const auto& part : load.parts)
    parts.push_back(std::to_string(part.ejercicio) + ", " + months_in_words(part.months));
  return text::listed(parts);
}

std::string layout_name(const std::string& code) {
  for (const auto& one : layouts())
    if (one.value == code) return one.label;
  return code;
}

Html state_of(const BudgetLoad& load) {
  if (load.in_force()) return tag("En vigor", Tint::Green);
  const auto ended = load.parts.empty() ? std::string("sin efecto") : load.parts.front().ended;
  return tag(text::capitalized(ended));
}

// ---- The page ----------------------------------------------------------------------------------

Result<TableView> loads_table(Visit& visit) {
  using Kind = TableColumn::Kind;
  TableView view;
  view.id = "cargas";
  view.caption = "Cargas de presupuesto, la más reciente primero";
  view.file_name = "cargas-de-presupuesto";
  view.empty = "Aún no se ha cargado ningún archivo de presupuesto.";
  view.columns = {
      {.key = "carga", .title = "Carga", .kind = Kind::Code, .row_header = true},
      {.key = "fecha", .title = "Fecha", .kind = Kind::Date},
      {.key = "archivo", .title = "Archivo"},
      {.key = "formato", .title = "Formato", .secondary = true},
      {.key = "alcance", .title = "Alcance"},
      {.key = "filas", .title = "Filas", .kind = Kind::Count, .secondary = true},
      {.key = "observaciones", .title = "Observaciones", .kind = Kind::Count, .secondary = true},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
  };
  auto loads = TRY(queries::budget_loads(visit.db(), ""));
  std::ranges::reverse(loads);
  for (const auto& load : loads) {
    if (!load.national && load.institution != visit.institution) continue;
    TableRow row;
    row.cells.push_back({std::to_string(load.load), std::string(home) + "/cargas/" +
                                                        std::to_string(load.load) +
                                                        (load.national ? "?nacional=1" : "")});
    row.cells.push_back({TRY(parse_date(std::string_view(load.on_date).substr(0, 10)))});
    TableCell name{load.file_name};
    if (load.illustrative) name.after = html(" {}", stamp_illustrative());
    row.cells.push_back(std::move(name));
    row.cells.push_back({layout_name(load.layout)});
    row.cells.push_back({scope_in_words(load)});
    row.cells.push_back({load.rows});
    row.cells.push_back({load.breaches});
    row.cells.push_back({state_of(load), "", load.in_force() ? "En vigor" : "Sin vigencia"});
    view.rows.push_back(std::move(row));
    view.illustrative = view.illustrative || load.illustrative;
  }
  return view;
}

Html jobs_of_viewer(Visit& visit) {
  Html items;
  for (const auto& job : jobs_of(visit))
    if (job.state == JobState::Waiting || job.state == JobState::Running)
      items += html("<li>{}</li>", link("/trabajos/" + job.id, job.title));
  if (items.text.empty()) return {};
  return notice_box(NoticeTone::Grey,
                    html("<div><h2>Trabajos en curso</h2><ul>{}</ul></div>", items));
}

Html upload_form(Visit& visit, const FormState& state) {
  Html inside = file_input(
      state,
      {.name = "archivo",
       .label = "Archivo de presupuesto",
       .hint =
           "CSV o XLSX tal como lo da SICOIN o el MINFIN. No hace falta quitar títulos ni totales.",
       .help = "El archivo se lee completo antes de guardar nada: verá filas, totales y qué "
               "reemplaza, y decidirá si lo aplica."},
      ".csv,.txt,.xlsx");
  inside += select(state, {.name = "formato", .label = "Formato"}, layouts());
  std::vector<Choice> marks{
      {"ilustrativa", "Son datos de ejemplo (se marcarán así en todas las páginas)"}};
  if (visit.viewer->may(Permission::ImportNationalBudget))
    marks.insert(marks.begin(), {"nacional", "Es un archivo de varias entidades (nacional)"});
  inside += checkboxes(state, {.name = "marca", .label = "Sobre este archivo"}, marks);
  inside += html("<div class=\"acciones\">{}</div>", button("Subir y revisar"));
  return form(visit, {.action = std::string(home), .files = true}, inside);
}

Result<Response> start_page(Visit& visit, const FormState& state, int status = 200) {
  const auto loads = TRY(loads_table(visit));
  if (auto file = table_file(visit, loads)) return *std::move(file);
  PageView view;
  view.title = view.heading = "Importar presupuesto";
  view.lead =
      "Suba el archivo, revise qué cambiaría y aplíquelo. Una carga entera puede retirarse "
      "mientras sus meses estén abiertos.";
  view.area = Area::Execution;
  view.crumbs = crumbs();
  view.dense = true;
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  view.content = steps(0);
  view.content += jobs_of_viewer(visit);
  view.content += html("<div class=\"rejilla rejilla--55\">{}{}</div>", upload_form(visit, state),
                       section("antes", "Antes de subirlo",
                               html("<ul class=\"enlaces\"><li>{}</li><li>{}</li></ul>",
                                    link("/trabajos", "Sus trabajos"),
                                    link("/ayuda/importar-presupuesto", "Cómo importar"))));
  view.content +=
      html("<section class=\"seccion\" aria-label=\"Cargas\">{}</section>", table(visit, loads));
  return page(visit, view, status);
}

// ---- Reading in the background -----------------------------------------------------------------

commands::BudgetImport import_of(const Held& file) {
  commands::BudgetImport import;
  import.name = file.file_name;
  import.layout = optional_text_at(file.note, "formato").value_or("auto");
  import.national = optional_integer_at(file.note, "nacional").value_or(0) != 0;
  import.illustrative = optional_integer_at(file.note, "ilustrativa").value_or(0) != 0;
  return import;
}

// "bytes" and the like, as a person reads the stage of a job.
std::string stage_in_words(std::string_view what) {
  if (what == "bytes") return "Leyendo el archivo (bytes)";
  if (what == "filas") return "Filas leídas";
  return "Guardando: " + std::string(what);
}

commands::ImportProgress told(const Visit::Progress& progress) {
  return [&progress](std::string_view what, std::int64_t done, std::int64_t all) {
    return progress(stage_in_words(what), done, all);
  };
}

bool observations(const Error& error) {
  return error.code == row_of(budget::Refusal::InvariantsBroken).code ||
         error.code == row_of(budget::Refusal::InvariantBroken).code;
}

// Reads without saving; what comes out waits beside the file. A refusal is a result, not a failure.
Result<std::string> look(commands::Context& context, const Visit::Progress& progress, Held file) {
  auto import = import_of(file);
  import.simulate = true;
  auto read = commands::import_budget_file(context, file.path, import, told(progress));
  if (!progress(stage_in_words("filas"), 1, 1)) return std::unexpected(read.error());
  file.note.erase("informe");
  file.note.erase("rechazos");
  file.note.erase("observado");
  if (!read) {
    file.note["rechazos"] = refused_rows(read.error());
    file.note["porque"] = text::what_happened(read.error());
    file.note["remedio"] = text::what_to_do(read.error());
    if (observations(read.error())) {
      // What it would be if the observations were accepted; the real reason is asked for later.
      import.accepted = "vista previa";
      read = commands::import_budget_file(context, file.path, import, told(progress));
      if (read) file.note["observado"] = true;
    }
  }
  if (read) file.note["informe"] = read->report;
  CHECK(keep_note(file));
  return std::string(home) + "/" + file.id;
}

Result<std::string> apply(commands::Context& context, const Visit::Progress& progress, Held file,
                          std::optional<std::string> accepted) {
  auto import = import_of(file);
  import.accepted = std::move(accepted);
  const auto done = TRY(commands::import_budget_file(context, file.path, import, told(progress)));
  throw_away(file);
  if (done.already) {
    const auto number = optional_integer_at(done.report, "ya_cargado").value_or(0);
    return std::string(home) + "/cargas/" + std::to_string(number) +
           (import.national ? "?nacional=1" : "");
  }
  return std::string(home) + "/cargas/" + std::to_string(done.seq) +
         (import.national ? "?nacional=1&hecho=1" : "?hecho=1");
}

// ---- The preview -------------------------------------------------------------------------------

std::string list_in(const json::object& object, std::string_view key) {
  const auto* found = object.if_contains(key);
  if (found == nullptr || !found->is_array()) return "";
  std::vector<std::string> all;
  for (const auto& one : found->get_array()) {
    if (one.is_string())
      all.emplace_back(one.get_string());
    else if (one.is_int64())
      all.push_back(std::to_string(one.get_int64()));
    else if (const auto* row = one.if_object())
      all.push_back(optional_text_at(*row, "codigo").value_or("") + " " +
                    optional_text_at(*row, "nombre").value_or(""));
  }
  return text::listed(all);
}

// A count with the places where it was, as the report has them.
std::string counted_places(const json::value& value) {
  if (value.is_int64()) return text::count(value.get_int64());
  const auto* object = value.if_object();
  if (object == nullptr) return "";
  std::string said = text::count(optional_integer_at(*object, "cantidad").value_or(0));
  const auto* places = object->if_contains("lugares");
  if (places == nullptr || !places->is_array()) return said;
  std::vector<std::string> lines;
  for (const auto& place : places->get_array())
    if (const auto* row = place.if_object(); row != nullptr && lines.size() < 8)
      lines.push_back(std::to_string(optional_integer_at(*row, "linea").value_or(0)));
  return lines.empty() ? said : said + " (líneas " + text::listed(lines) + ")";
}

struct Warning {
  std::string_view key, words;
};
constexpr Warning warning_words[] = {
    {"filas_identicas", "Filas idénticas a otra; se suman"},
    {"filas_de_total", "Filas de total o de encabezado que no se cargan"},
    {"montos_redondeados", "Montos con más de dos decimales, redondeados al centavo"},
    {"montos_vacios", "Montos vacíos, leídos como cero"},
    {"columnas_no_leidas", "Columnas que no se leen"},
    {"hojas_no_leidas", "Hojas que no se leen"},
};

Html warnings_of(const json::object& report) {
  const auto* warnings = report.if_contains("avisos");
  const auto* object = warnings == nullptr ? nullptr : warnings->if_object();
  Html items;
  if (object != nullptr)
    for (const auto& one : warning_words)
      if (const auto* found = object->if_contains(one.key)) {
        const auto said = found->is_array() ? list_in(*object, one.key) : counted_places(*found);
        items += html("<li>{}: {}</li>", one.words, said);
      }
  if (items.text.empty()) return {};
  return notice_box(NoticeTone::Amber, html("<div><h2>Avisos</h2><ul>{}</ul></div>", items));
}

std::string money_in(const json::object& report, std::string_view part, std::string_view key) {
  const auto* object = report.if_contains(part);
  if (object == nullptr || !object->is_object()) return "";
  const auto said = optional_text_at(object->get_object(), key);
  const auto amount = said ? Money::parse(*said) : Money::parse("x");
  return amount ? text::money(*amount) : std::string();
}

Html scope_of_report(const json::object& report) {
  const auto* scope = report.if_contains("alcance");
  if (scope == nullptr || !scope->is_array()) return {};
  const auto& all = scope->get_array();
  std::vector<std::string> said;
  for (const auto& one : all) {
    const auto* row = one.if_object();
    if (row == nullptr || said.size() == 6) continue;
    std::string months;
    if (const auto* list = row->if_contains("meses"); list != nullptr && list->is_array()) {
      std::uint16_t bits = 0;
      for (const auto& month : list->get_array())
        if (month.is_int64() && month.get_int64() >= 1 && month.get_int64() <= 12)
          bits = static_cast<std::uint16_t>(bits | 1U << (month.get_int64() - 1));
      months = ", " + months_in_words(bits);
    }
    said.push_back(optional_text_at(*row, "entidad").value_or("") + ", " +
                   std::to_string(optional_integer_at(*row, "ejercicio").value_or(0)) + months);
  }
  std::string words = text::listed(said);
  if (all.size() > 6) words += " … (" + std::to_string(all.size()) + " en total)";
  return escaped(words);
}

Html report_summary(const json::object& report, const Held& file) {
  std::vector<SummaryRow> rows;
  rows.push_back({"Archivo", escaped(file.file_name + ", " + size_in_words(file.size))});
  rows.push_back(
      {"Formato reconocido", escaped(layout_name(optional_text_at(report, "formato").value_or("")) +
                                     (optional_text_at(report, "codificacion").value_or("").empty()
                                          ? ""
                                          : ", " + *optional_text_at(report, "codificacion")))});
  rows.push_back({"Entidad, año y meses", scope_of_report(report)});
  rows.push_back(
      {"Filas leídas", escaped(text::count(optional_integer_at(report, "filas").value_or(0)))});
  rows.push_back(
      {"Partidas", escaped(text::count(optional_integer_at(report, "partidas").value_or(0)))});
  rows.push_back({"Vigente según el archivo", escaped(money_in(report, "totales", "archivo"))});
  for (const auto stage : {"comprometido", "devengado", "pagado"})
    if (const auto said = money_in(report, "totales_por_etapa", stage); !said.empty())
      rows.push_back({text::capitalized(stage) + " según el archivo", escaped(said)});
  const auto replaced = list_in(report, "reemplaza");
  rows.push_back({"Qué pasa con lo ya cargado",
                  escaped(replaced.empty() ? "Todo es nuevo: no reemplaza ninguna carga"
                                           : "Reemplaza la carga " + replaced)});
  if (const auto said = list_in(report, "entidades_nuevas"); !said.empty())
    rows.push_back({"Entidades nuevas", escaped(said)});
  if (const auto said = list_in(report, "unidades_nuevas"); !said.empty())
    rows.push_back({"Unidades ejecutoras nuevas", escaped(said)});
  return summary_list(rows);
}

Html throw_away_form(Visit& visit, const Held& file) {
  return form(visit, {.action = std::string(home) + "/" + file.id + "/descartar"},
              secondary_button("Descartar el archivo"));
}

const json::array& refused_in(const Held& file) {
  static const json::array none;
  const auto* found = file.note.if_contains("rechazos");
  return found != nullptr && found->is_array() ? found->get_array() : none;
}

TableView refused_of(const Held& file) {
  const bool observed = file.note.contains("observado");
  return refused_table(
      refused_in(file),
      observed ? "Observaciones: saldos que no cuadran" : "Por qué se rechaza el archivo",
      "rechazos");
}

Result<Response> preview(Visit& visit, const Held& file, const FormState& state, int status = 200) {
  const auto* said = file.note.if_contains("informe");
  const auto* report = said == nullptr ? nullptr : said->if_object();
  const bool observed = file.note.contains("observado");
  const auto& refused = refused_in(file);
  PageView view;
  view.area = Area::Execution;
  view.crumbs = crumbs();
  view.crumbs.push_back({"Importar presupuesto", std::string(home)});
  view.dense = true;
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  view.content = steps(2);
  const auto already =
      report == nullptr ? std::nullopt : optional_integer_at(*report, "ya_cargado");
  auto refused_list = refused_of(file);
  refused_list.exports = false;
  const auto downloads = html("<p class=\"origen descargas\">Descargar la lista: {} · {}</p>",
                              link(std::string(home) + "/" + file.id + "/rechazos.csv", "CSV"),
                              link(std::string(home) + "/" + file.id + "/rechazos.xlsx", "XLSX"));
  if (report == nullptr) {
    view.title = view.heading = "El archivo no se puede cargar";
    view.lead = "No se guardó nada. Corrija el archivo y súbalo otra vez.";
    view.content +=
        notice_box(NoticeTone::Red, html("<div><h2>{}</h2><p>{}</p></div>",
                                         optional_text_at(file.note, "porque").value_or(""),
                                         optional_text_at(file.note, "remedio").value_or("")));
    view.content += table(visit, refused_list);
    view.content += downloads;
    view.content +=
        html("<div class=\"acciones\">{}{}</div>", primary_link(home, "Subir el archivo corregido"),
             throw_away_form(visit, file));
    return page(visit, view, 200);
  }
  if (already) {
    view.title = view.heading = "Este archivo ya está cargado";
    view.content += notice_box(
        NoticeTone::Grey,
        html("<p>Es, byte por byte, la {} y sigue en vigor. No hay nada que aplicar.</p>",
             link(std::string(home) + "/cargas/" + std::to_string(*already),
                  "carga " + std::to_string(*already))));
    view.content += html("<div class=\"acciones\">{}{}</div>",
                         primary_link(home, "Subir otro archivo"), throw_away_form(visit, file));
    return page(visit, view, 200);
  }
  view.title = view.heading = "Revisar antes de aplicar";
  view.lead = "Todavía no se ha guardado nada.";
  view.content += report_summary(*report, file);
  view.content += warnings_of(*report);
  Html inside;
  if (observed) {
    view.content += notice_box(
        NoticeTone::Amber,
        html(
            "<div><h2>{}</h2><p>{}</p></div>", optional_text_at(file.note, "porque").value_or(""),
            "Puede cargarlo si el archivo es el oficial: escriba por qué acepta las observaciones. "
            "El motivo queda en la bitácora."));
    view.content += table(visit, refused_list);
    view.content += downloads;
    inside += text_area(state,
                        {.name = "motivo",
                         .label = "Por qué acepta las observaciones",
                         .hint = "Por ejemplo: así lo publica SICOIN al cierre del mes."},
                        3, 500);
  }
  inside += html("<div class=\"acciones\">{}</div>",
                 button(observed ? "Aceptar observaciones y aplicar" : "Aplicar la carga"));
  view.content += html("<section class=\"seccion\" aria-label=\"Aplicar\">{}{}</section>",
                       form(visit, {.action = std::string(home) + "/" + file.id}, inside),
                       throw_away_form(visit, file));
  (void)refused;
  return page(visit, view, status);
}

// ---- One load ----------------------------------------------------------------------------------

Result<BudgetLoad> load_asked(Visit& visit) {
  const auto number = whole_number(visit.capture("carga"));
  const bool national =
      visit.request.query.first("nacional") == "1" || visit.request.form.first("nacional") == "1";
  for (auto& load :
       TRY(queries::budget_loads(visit.db(), national ? "instalacion" : visit.institution)))
    if (number && load.load == *number) return std::move(load);
  return refuse(Refusal::PageUnknown, {{"hallado", std::string(visit.capture("carga"))}});
}

Html proof_table(const queries::LoadProof& proof) {
  Html rows;
  for (std::size_t s = 0; s < budget::stage_count; ++s) {
    const bool equal = proof.file[s] == proof.base[s];
    rows += html(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td "
        "class=\"num\">{}</td><td>{}</td></tr>\n",
        text::capitalized(budget::stage_names[s]), text::table_money(proof.file[s]),
        text::table_money(proof.base[s]),
        !proof.comparable() ? escaped("Se comparó partida por partida")
        : equal             ? tag("Iguales", Tint::Green)
                            : tag("Distintos", Tint::Red));
  }
  return html(
      R"(<div class="tabla-caja" role="region" aria-label="Prueba de totales" tabindex="0">
<table class="tabla">
<caption>
<div class="tt">Prueba de totales<span>Quetzales. La suma de todas
las filas del archivo y la de lo que quedó en la base</span></div></caption>
<thead><tr><th scope="col">Etapa</th><th scope="col" class="num">Archivo</th>
<th scope="col" class="num">Base</th><th scope="col">Resultado</th></tr></thead>
<tbody>{}</tbody></table></div>)",
      rows);
}

}  // namespace

Result<Response> import_start(Visit& visit) { return start_page(visit, FormState()); }

Result<Response> import_upload(Visit& visit) {
  FormState state(visit.request.form);
  const auto* upload = visit.request.upload("archivo");
  if (upload == nullptr || upload->file_name.empty() || upload->size == 0) {
    state.fault("archivo", refusal(Refusal::FileMissing));
    return start_page(visit, state, 422);
  }
  auto file = TRY(hold(visit, *upload));
  const auto marks = state.values("marca");
  const auto marked = [&](std::string_view what) {
    return std::int64_t{std::ranges::find(marks, what) != marks.end()};
  };
  const auto layout = state.value("formato", "auto");
  file.note["formato"] =
      std::ranges::find(layouts(), layout, &Choice::value) == layouts().end() ? "auto" : layout;
  file.note["nacional"] =
      visit.viewer->may(Permission::ImportNationalBudget) ? marked("nacional") : 0;
  file.note["ilustrativa"] = marked("ilustrativa");
  CHECK(keep_note(file));
  const auto job =
      TRY(visit.start_job("Leer " + file.file_name,
                          [file](commands::Context& context, const Visit::Progress& progress) {
                            return look(context, progress, file);
                          }));
  return redirect("/trabajos/" + job + "?seguir=1");
}

Result<Response> import_preview(Visit& visit) {
  const auto file = TRY(held(visit, visit.capture("archivo")));
  return preview(visit, file, FormState());
}

Result<Response> import_refused(Visit& visit) {
  const auto file = TRY(held(visit, visit.capture("archivo")));
  auto refused = refused_of(file);
  if (auto bytes = table_file(visit, refused)) return *std::move(bytes);
  return redirect(std::string(home) + "/" + file.id);
}

Result<Response> import_apply(Visit& visit) {
  const auto file = TRY(held(visit, visit.capture("archivo")));
  FormState state(visit.request.form);
  std::optional<std::string> accepted;
  if (file.note.contains("observado")) {
    accepted = std::string(trimmed(state.value("motivo")));
    if (accepted->empty()) {
      state.fault("motivo", refusal(budget::Refusal::ReasonMissing));
      return preview(visit, file, state, 422);
    }
  }
  const auto job = TRY(visit.start_job(
      "Aplicar " + file.file_name,
      [file, accepted](commands::Context& context, const Visit::Progress& progress) {
        return apply(context, progress, file, accepted);
      }));
  return redirect("/trabajos/" + job + "?seguir=1");
}

Result<Response> import_throw_away(Visit& visit) {
  throw_away(TRY(held(visit, visit.capture("archivo"))));
  visit.notice("Se descartó el archivo: no se cargó nada.");
  return redirect(home);
}

Result<Response> load_show(Visit& visit) {
  const auto load = TRY(load_asked(visit));
  const auto proof = TRY(queries::load_proof(visit.db(), load.institution, load.load));
  const bool just_done = visit.request.query.first("hecho") == "1";
  PageView view;
  view.title = view.heading = "Carga " + std::to_string(load.load);
  view.rubric = load.file_name;
  view.area = Area::Execution;
  view.crumbs = crumbs();
  view.crumbs.push_back({"Importar presupuesto", std::string(home)});
  view.dense = true;
  if (load.illustrative) view.actions = stamp_illustrative();
  if (just_done && load.in_force()) {
    view.content += steps(4);
    view.content += notice_box(
        NoticeTone::Green,
        html("<div><h2>La carga quedó en vigor, asiento {} de la bitácora</h2><p>{}</p></div>",
             std::to_string(load.load),
             proof && proof->comparable() && proof->equal()
                 ? "El total del archivo es igual al total de la base, al centavo."
                 : "Los totales se comprobaron al cargar."));
  }
  std::vector<SummaryRow> rows;
  rows.push_back({"Estado", state_of(load)});
  rows.push_back(
      {"Cargada el",
       escaped(text::date(TRY(parse_date(std::string_view(load.on_date).substr(0, 10)))))});
  rows.push_back({"Asiento", html("<span class=\"cod\">{}</span>", std::to_string(load.load))});
  rows.push_back({"Formato", escaped(layout_name(load.layout))});
  rows.push_back({"Alcance", escaped(scope_in_words(load))});
  rows.push_back({"Filas y partidas", escaped(text::count(load.rows) + " filas, " +
                                              text::count(load.partidas) + " partidas")});
  if (proof)
    rows.push_back(
        {"Tamaño", escaped(size_in_words(static_cast<std::uint64_t>(proof->size_bytes)))});
  rows.push_back({"Huella SHA-256", html("<span class=\"huella\">{}</span>", load.file_hash)});
  if (load.breaches > 0)
    rows.push_back({"Observaciones aceptadas",
                    escaped(text::count(load.breaches) + ". Motivo: " + load.reason)});
  for (const auto& part : load.parts)
    if (part.until)
      rows.push_back(
          {"Terminó (" + std::to_string(part.ejercicio) + ")",
           escaped(text::capitalized(part.ended) + " en el asiento " + std::to_string(*part.until) +
                   (part.reason.empty() ? "" : ". " + part.reason))});
  view.content += summary_list(rows);
  if (proof)
    view.content +=
        html("<section class=\"seccion\" aria-label=\"Prueba\">{}</section>", proof_table(*proof));
  Html actions = primary_link("/ejecucion", "Ver la ejecución");
  if (load.in_force() && visit.viewer->may(load.national ? Permission::ImportNationalBudget
                                                         : Permission::WithdrawBudget))
    actions += secondary_link(std::string(home) + "/cargas/" + std::to_string(load.load) +
                                  "/retirar" + (load.national ? "?nacional=1" : ""),
                              "Retirar la carga");
  actions += link(home, "Todas las cargas");
  view.content += html("<div class=\"acciones\">{}</div>", actions);
  return page(visit, view);
}

namespace {

Result<Response> withdrawal_page(Visit& visit, const BudgetLoad& load, const FormState& state,
                                 int status) {
  PageView view;
  view.title = view.heading = "Retirar la carga " + std::to_string(load.load);
  view.rubric = load.file_name;
  view.area = Area::Execution;
  view.crumbs = crumbs();
  view.crumbs.push_back({"Importar presupuesto", std::string(home)});
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  view.content = notice_box(
      NoticeTone::Amber,
      html("<p>Sus {} partidas dejarán de contar ({}). Lo que ella había reemplazado no vuelve a "
           "regir: si hace falta, impórtelo otra vez. La carga y su retiro quedan en la "
           "bitácora.</p>",
           text::count(load.partidas), scope_in_words(load)));
  Html inside = text_area(state, {.name = "motivo", .label = "Motivo del retiro"}, 3, 500);
  if (load.national) inside += hidden_input("nacional", "1");
  inside += html("<div class=\"acciones\">{}{}</div>", warning_button("Retirar la carga"),
                 link(std::string(home) + "/cargas/" + std::to_string(load.load) +
                          (load.national ? "?nacional=1" : ""),
                      "No retirarla"));
  view.content += form(
      visit, {.action = std::string(home) + "/cargas/" + std::to_string(load.load) + "/retirar"},
      inside);
  return page(visit, view, status);
}

}  // namespace

Result<Response> load_withdraw(Visit& visit) {
  const auto load = TRY(load_asked(visit));
  if (visit.request.method != Method::Post) return withdrawal_page(visit, load, FormState(), 200);
  FormState state(visit.request.form);
  const auto act =
      commands::withdraw_budget(load.load, trimmed(state.value("motivo")), load.national);
  const auto receipt = visit.submit(act.kind, act.act);
  if (!receipt) {
    state.fault(receipt.error().code == row_of(budget::Refusal::ReasonMissing).code ? "motivo" : "",
                receipt.error());
    return withdrawal_page(visit, load, state, status_of(receipt.error()));
  }
  visit.notice("La carga " + std::to_string(load.load) + " se retiró (asiento " +
               std::to_string(receipt->seq) + ").");
  return redirect(std::string(home) + "/cargas/" + std::to_string(load.load) +
                  (load.national ? "?nacional=1" : ""));
}

}  // namespace web
