// The wizard that loads the PEI and the POA from the institution's own Excel: choose a file, say
// what each sheet and heading is (remembered), see differences and findings, apply as a new version
// with the act that approves it.
#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "commands/load_plan.hpp"
#include "commands/read_plan.hpp"
#include "commands/remember_headings.hpp"
#include "domain/planning/plan_json.hpp"
#include "domain/planning/refusals.hpp"
#include "queries/report_frame.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/holding.hpp"
#include "web/pages/planning_pages.hpp"
#include "web/pages/planning_view.hpp"
#include "web/pages/refused_rows.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using planning::Plan;
using readers::PlanChoices;
using readers::SheetSeen;

constexpr std::string_view home = "/planificacion/cargar";

std::string address_of(const Held& file) { return std::string(home) + "/" + file.id; }

Html steps(int current) {
  constexpr std::string_view names[] = {"Subir", "Hojas y columnas", "Diferencias", "Aplicar"};
  Html items;
  for (int i = 0; i < 4; ++i)
    items += i < current    ? html("<li class=\"hecho\">{}</li>", names[i])
             : i == current ? html("<li aria-current=\"step\">{}</li>", names[i])
                            : html("<li>{}</li>", names[i]);
  return html("<ol class=\"pasos\">{}</ol>\n", items);
}

// "plan-poa" → "Metas mensuales del POA por subproducto y unidad"
std::string field_words(const std::string& field) { return replaced(field, "_", " "); }

PageView frame(std::string heading, const FormState& state, int step) {
  PageView view;
  view.title = view.heading = std::move(heading);
  view.area = Area::Planning;
  view.crumbs = planning_crumbs();
  view.crumbs.push_back({"Versiones", "/planificacion/versiones"});
  view.dense = true;
  view.has_errors = state.faulty();
  view.errors = error_summary(state);
  view.content = steps(step);
  return view;
}

// ---- The file ----------------------------------------------------------------------------------

Result<Response> start_page(Visit& visit, const FormState& state, int status) {
  const auto stored = TRY(plan_asked(visit));
  auto view = frame("Cargar el PEI y el POA", state, 0);
  view.lead = stored ? "Suba su Excel: lo que una hoja no dice queda como está en el plan vigente."
                     : "Suba su Excel. Es la primera versión: diga también cómo se llama el plan.";
  Html inside = file_input(
      state,
      {.name = "archivo",
       .label = "Archivo del plan",
       .hint = "Su propio XLSX o CSV, la plantilla de Ceiba, o plan.json.",
       .help = "Puede traer la matriz del PEI, la red programática, el POA por unidad, medidas y "
               "líneas de la Política, cada una en su hoja. Las columnas se relacionan una vez y "
               "se recuerdan."},
      ".xlsx,.csv,.json");
  if (!stored) {
    const auto year = std::to_string(int(visit.today().year()));
    inside += text_input(state, {.name = "nombre",
                                 .label = "Nombre del plan",
                                 .hint = "Por ejemplo: PEI 2021–2030 y POA " + year});
    inside += text_input(state, {.name = "ejercicio",
                                 .label = "Ejercicio del POA",
                                 .standard = year,
                                 .width = "4",
                                 .inputmode = "numeric"});
  }
  inside += html("<div class=\"acciones\">{}</div>", button("Subir y revisar"));
  Html help = html("<ul class=\"enlaces\"><li>{}</li>{}<li>{}</li></ul>",
                   link("/planificacion/plantilla.xlsx?vacia=1", "Plantilla vacía (XLSX)"),
                   stored ? html("<li>{}</li>", link("/planificacion/plantilla.xlsx",
                                                     "El plan vigente (XLSX), para editarlo"))
                          : Html{},
                   link("/ayuda/cargar-plan", "Cómo se carga"));
  view.content += html("<div class=\"rejilla rejilla--55\">{}{}</div>",
                       form(visit, {.action = std::string(home), .files = true}, inside),
                       section("plantillas", "Plantillas", help));
  return page(visit, view, status);
}

// What tables are laid upon where there is no plan yet: who it is of, and what was typed.
Result<Plan> blank_plan(Visit& visit, const Held& file) {
  Plan plan;
  const auto year = FiscalYear::parse(optional_text_at(file.note, "ejercicio").value_or(""));
  plan.ejercicio = year ? year->year : static_cast<std::int16_t>(int(visit.today().year()));
  plan.nombre =
      optional_text_at(file.note, "plan").value_or("Plan " + std::to_string(plan.ejercicio));
  plan.poa.ejercicio = plan.red.ejercicio = plan.ejercicio;
  const auto institution = TRY(queries::institution_data(visit.db(), visit.institution));
  plan.institucion.codigo = institution.code;
  plan.institucion.nombre = institution.name;
  plan.institucion.siglas = institution.short_name;
  plan.institucion.origen_codigo = planning::Origen::Publicado;
  plan.pei.anio_inicial = plan.pei.anio_final = plan.ejercicio;
  return plan;
}

// ---- What was said of its sheets ---------------------------------------------------------------

// "hojas": [["POA 2026", "plan-poa"]…], "encabezados": [["plan-poa", "Ene", "enero"]…]
PlanChoices said_choices(const Held& file, PlanChoices choices) {
  const auto text = [](const json::value& value) {
    return value.is_string() ? std::string(value.get_string()) : std::string();
  };
  if (const auto* list = file.note.if_contains("hojas"); list != nullptr && list->is_array())
    for (const auto& one : list->get_array())
      if (one.is_array() && one.get_array().size() == 2)
        choices.sheets.push_back({text(one.get_array()[0]), text(one.get_array()[1])});
  if (const auto* list = file.note.if_contains("encabezados"); list != nullptr && list->is_array())
    for (const auto& one : list->get_array())
      if (one.is_array() && one.get_array().size() == 3)
        choices.headings.push_back(
            {text(one.get_array()[0]), text(one.get_array()[1]), text(one.get_array()[2])});
  return choices;
}

struct Opened {
  Held file;
  std::string bytes;
  PlanChoices choices;
  bool whole = false;  // plan.json
};
Result<Opened> open_held(Visit& visit) {
  Opened opened{TRY(held(visit, visit.capture("archivo"))), {}, {}, false};
  opened.bytes = TRY(bytes_of(opened.file));
  opened.whole = commands::is_whole_plan(opened.bytes);
  auto context = TRY(visit.context(commands::Use::Read));
  opened.choices = said_choices(opened.file, TRY(commands::remembered_choices(context)));
  return opened;
}

Result<std::vector<SheetSeen>> look(const Opened& opened) {
  return readers::look_at_plan(opened.bytes, opened.choices);
}

std::string sheet_title(const SheetSeen& sheet) {
  return sheet.name.empty() ? std::string("El archivo") : "Hoja «" + sheet.name + "»";
}

Html layout_select(const SheetSeen& sheet, std::size_t n) {
  Html options{"<option value=\"\">No leer esta hoja</option>"};
  for (const auto& layout : readers::plan_layouts())
    options += html(layout.code == sheet.layout ? "<option value=\"{}\" selected>{}</option>"
                                                : "<option value=\"{}\">{}</option>",
                    layout.code, layout.title);
  const auto id = "hoja-" + std::to_string(n);
  return html(
      "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"{}\">Qué es esta "
      "hoja</label><select class=\"govuk-select\" id=\"{}\" name=\"{}\">{}</select></div>\n",
      id, id, id, options);
}

Html mapping_table(const SheetSeen& sheet, std::size_t n) {
  const auto layouts = readers::plan_layouts();
  const auto layout = std::ranges::find(layouts, sheet.layout, &readers::PlanLayout::code);
  if (layout == layouts.end()) return {};
  Html rows;
  std::size_t column = 0;
  for (const auto& heading : sheet.headings) {
    Html options{"<option value=\"\">No leer</option>"};
    for (const auto& field : layout->fields)
      options += html(field.name == heading.field ? "<option value=\"{}\" selected>{}{}</option>"
                                                  : "<option value=\"{}\">{}{}</option>",
                      field.name, text::capitalized(field_words(field.name)),
                      field.required ? " (obligatorio)" : "");
    const auto id = "campo-" + std::to_string(n) + "-" + std::to_string(column++);
    rows += html(
        "<tr><th scope=\"row\"><span class=\"cod\">{}</span> {}</th><td>{}</td><td><label "
        "class=\"govuk-visually-hidden\" for=\"{}\">Campo de {}</label><select id=\"{}\" "
        "name=\"{}\">{}</select></td></tr>\n",
        heading.column, heading.heading, heading.sample.substr(0, 60), id, heading.heading, id, id,
        options);
  }
  return html(
      R"(<div class="tabla-caja" role="region" aria-label="Columnas de {}" tabindex="0">
<table class="tabla">
<caption><div class="tt">Columnas<span>Encabezados en la fila {}</span></div></caption>
<thead><tr><th scope="col">Encabezado</th><th scope="col">Primer valor</th>
<th scope="col">Campo</th></tr></thead>
<tbody>{}</tbody></table></div>)",
      sheet.name, std::to_string(sheet.header_row), rows);
}

// A sample may end within a letter of several bytes; what is cut is cut before it.
SheetSeen with_short_samples(SheetSeen sheet) {
  for (auto& heading : sheet.headings) {
    if (heading.sample.size() <= 60) continue;
    std::size_t end = 60;
    while (end > 0 && (static_cast<unsigned char>(heading.sample[end]) & 0xC0) == 0x80) --end;
    heading.sample = heading.sample.substr(0, end) + "…";
  }
  return sheet;
}

Result<Response> sheets_page(Visit& visit, const Opened& opened, const FormState& state,
                             int status) {
  auto view = frame("Hojas y columnas", state, 1);
  view.rubric = opened.file.file_name;
  view.lead =
      "Diga qué es cada hoja y qué es cada columna. Lo que diga se recuerda para la próxima vez.";
  Html inside;
  std::size_t n = 0;
  for (const auto& found : TRY(look(opened))) {
    const auto sheet = with_short_samples(found);
    Html part = layout_select(sheet, n);
    if (!sheet.missing.empty()) {
      std::vector<std::string> names;
      for (const auto& one : sheet.missing) names.push_back(field_words(one));
      part +=
          notice_box(NoticeTone::Amber, html("<p>Falta relacionar: {}.</p>", text::listed(names)));
    }
    part += mapping_table(sheet, n);
    inside += section("h" + std::to_string(n), sheet_title(sheet), part);
    ++n;
  }
  inside +=
      html("<div class=\"acciones\">{}{}</div>", button("Ver las diferencias", "paso", "seguir"),
           secondary_button("Volver a leer con estas hojas", "paso", "releer"));
  view.content += form(visit, {.action = address_of(opened.file) + "/hojas"}, inside);
  view.content += form(visit, {.action = address_of(opened.file) + "/descartar"},
                       secondary_button("Descartar el archivo"));
  return page(visit, view, status);
}

// What the form says of sheets and headings, into the note. Yields the headings that are new.
std::vector<readers::HeadingChoice> keep_choices(Opened& opened, const FormState& state,
                                                 const std::vector<SheetSeen>& sheets) {
  json::array kept_sheets, kept_headings;
  std::vector<readers::HeadingChoice> fresh;
  for (std::size_t n = 0; n < sheets.size(); ++n) {
    const auto& sheet = sheets[n];
    const auto layout = state.value("hoja-" + std::to_string(n), sheet.layout);
    kept_sheets.push_back(json::array{sheet.name, layout});
    // Fields are only meaningful for the layout that the form was made for.
    if (layout != sheet.layout || layout.empty()) continue;
    for (std::size_t c = 0; c < sheet.headings.size(); ++c) {
      const auto& heading = sheet.headings[c];
      const auto field =
          state.value("campo-" + std::to_string(n) + "-" + std::to_string(c), heading.field);
      if (field == heading.field) continue;
      kept_headings.push_back(json::array{layout, heading.heading, field});
      fresh.push_back({layout, heading.heading, field});
    }
  }
  if (const auto* before = opened.file.note.if_contains("encabezados");
      before != nullptr && before->is_array())
    for (const auto& one : before->get_array()) kept_headings.insert(kept_headings.begin(), one);
  opened.file.note["hojas"] = std::move(kept_sheets);
  opened.file.note["encabezados"] = std::move(kept_headings);
  return fresh;
}

// ---- The plan that comes out -------------------------------------------------------------------

struct Read {
  std::optional<storage::StoredPlan> before;
  readers::PlanFile file;
};
Result<Read> read(Visit& visit, const Opened& opened) {
  Read found{TRY(plan_asked(visit)), {}};
  auto context = TRY(visit.context(commands::Use::Read));
  const auto blank = TRY(blank_plan(visit, opened.file));
  found.file = TRY(commands::read_plan(context, opened.bytes, opened.choices, blank));
  return found;
}

Result<Response> refused_page(Visit& visit, const Opened& opened, const Error& error,
                              const FormState& state) {
  auto view = frame("El archivo tiene algo que corregir", state, 2);
  view.rubric = opened.file.file_name;
  view.lead = "No se guardó nada.";
  view.content += notice_box(
      NoticeTone::Red,
      html("<div><h2>{}</h2><p>{}</p></div>", text::what_happened(error), text::what_to_do(error)));
  auto list = refused_table(refused_rows(error), "Lo que hay que corregir", "rechazos-del-plan");
  list.exports = false;
  view.content += table(visit, list);
  view.content += html("<p class=\"origen descargas\">Descargar la lista: {} · {}</p>",
                       link(address_of(opened.file) + "/rechazos.csv", "CSV"),
                       link(address_of(opened.file) + "/rechazos.xlsx", "XLSX"));
  Html actions = primary_link(home, "Subir el archivo corregido");
  if (!opened.whole)
    actions += secondary_link(address_of(opened.file) + "/hojas", "Cambiar hojas y columnas");
  view.content += html("<div class=\"acciones\">{}</div>", actions);
  return page(visit, view, 200);
}

std::string what_of(const Plan& plan, const std::vector<std::string>& tables) {
  const auto has = [&](std::string_view code) {
    return std::ranges::find(tables, code) != tables.end();
  };
  std::string what;
  if (has("plan-pei") || has("plan.json"))
    what =
        "PEI " + std::to_string(plan.pei.anio_inicial) + "-" + std::to_string(plan.pei.anio_final);
  if (has("plan-poa") || has("plan.json"))
    what += (what.empty() ? "POA " : " y POA ") + std::to_string(plan.poa.ejercicio);
  return what.empty() ? "Plan " + std::to_string(plan.ejercicio) : what;
}

Result<Response> review_page(Visit& visit, const Opened& opened, const FormState& state,
                             int status) {
  auto found = read(visit, opened);
  if (!found) return refused_page(visit, opened, found.error(), state);
  const auto* before = found->before ? &found->before->plan : nullptr;
  const auto proposal = TRY(
      proposed(visit, before, found->file.plan, opened.file.file_name, show(sha256(opened.bytes))));
  auto view = frame("Diferencias antes de aplicar", state, 2);
  view.rubric = opened.file.file_name;
  view.lead = "Todavía no se ha guardado nada.";
  std::vector<std::string> names;
  for (const auto& layout : readers::plan_layouts())
    if (std::ranges::find(found->file.tables, layout.code) != found->file.tables.end())
      names.push_back(layout.title);
  std::vector<SummaryRow> rows;
  rows.push_back({"Se leyó",
                  escaped(opened.whole ? "El plan completo (plan.json)" : text::listed(names)),
                  opened.whole ? "" : address_of(opened.file) + "/hojas"});
  if (!found->file.ignored.empty())
    rows.push_back({"No se leyó", escaped(text::listed(found->file.ignored))});
  rows.push_back({"Ejercicio", escaped(std::to_string(found->file.plan.ejercicio))});
  view.content += summary_list(rows);
  if (proposal.refusal) {
    view.content += notice_box(NoticeTone::Red, html("<div><h2>{}</h2><p>{}</p></div>",
                                                     text::what_happened(*proposal.refusal),
                                                     text::what_to_do(*proposal.refusal)));
    auto list =
        refused_table(refused_rows(*proposal.refusal), "Por qué no se puede aplicar", "rechazos");
    list.exports = false;
    view.content += table(visit, list);
  }
  view.content += proposal_view(visit, proposal);
  if (proposal.changes.empty()) {
    view.content += html("<div class=\"acciones\">{}</div>",
                         primary_link("/planificacion/matriz", "Ver el plan vigente"));
  } else if (!proposal.refusal) {
    Html inside = text_input(
        state, {.name = "acto",
                .label = "Acto que aprueba esta versión",
                .hint = "Por ejemplo: AMN 007-2025. Si el archivo ya lo trae, repítalo.",
                .standard = found->file.plan.actos.empty() ? std::string()
                                                           : found->file.plan.actos.back().numero,
                .width = "20"});
    inside += date_input(state, {.name = "fecha", .label = "Fecha del acto"});
    inside += html("<div class=\"acciones\">{}</div>", button("Aplicar como versión nueva"));
    view.content +=
        section("aplicar", "Aplicar", form(visit, {.action = address_of(opened.file)}, inside));
  }
  view.content += form(visit, {.action = address_of(opened.file) + "/descartar"},
                       secondary_button("Descartar el archivo"));
  return page(visit, view, status);
}

}  // namespace

Result<Response> plan_start(Visit& visit) { return start_page(visit, FormState(), 200); }

Result<Response> plan_upload(Visit& visit) {
  FormState state(visit.request.form);
  const auto* upload = visit.request.upload("archivo");
  if (upload == nullptr || upload->size == 0) {
    state.fault("archivo", refusal(Refusal::FileMissing));
    return start_page(visit, state, 422);
  }
  const auto stored = TRY(plan_asked(visit));
  if (!stored) {
    if (trimmed(state.value("nombre")).empty())
      state.fault("nombre", "Escriba cómo se llama el plan.");
    if (const auto year = FiscalYear::parse(trimmed(state.value("ejercicio"))); !year)
      state.fault("ejercicio", year.error());
    if (state.faulty()) return start_page(visit, state, 422);
  }
  auto file = TRY(hold(visit, *upload));
  file.note["plan"] = std::string(trimmed(state.value("nombre")));
  file.note["ejercicio"] = std::string(trimmed(state.value("ejercicio")));
  CHECK(keep_note(file));
  const auto bytes = TRY(bytes_of(file));
  if (commands::is_whole_plan(bytes)) return redirect(address_of(file));
  auto context = TRY(visit.context(commands::Use::Read));
  const auto sheets = readers::look_at_plan(bytes, TRY(commands::remembered_choices(context)));
  if (!sheets) {
    throw_away(file);
    state.fault("archivo", sheets.error());
    return start_page(visit, state, 422);
  }
  // A workbook whose every sheet is understood needs no questions.
  const bool understood = std::ranges::all_of(*sheets, [](const SheetSeen& sheet) {
    return !sheet.layout.empty() && sheet.missing.empty();
  });
  return redirect(understood ? address_of(file) : address_of(file) + "/hojas");
}

Result<Response> plan_sheets(Visit& visit) {
  const auto opened = TRY(open_held(visit));
  if (opened.whole) return redirect(address_of(opened.file));
  return sheets_page(visit, opened, FormState(), 200);
}

Result<Response> plan_map(Visit& visit) {
  auto opened = TRY(open_held(visit));
  FormState state(visit.request.form);
  const auto sheets = TRY(look(opened));
  const auto fresh = keep_choices(opened, state, sheets);
  CHECK(keep_note(opened.file));
  if (!fresh.empty()) {
    auto act = commands::remember_headings(fresh);
    CHECK(visit.submit(act.kind, std::move(act.act)));
  }
  return redirect(state.value("paso") == "releer" ? address_of(opened.file) + "/hojas"
                                                  : address_of(opened.file));
}

Result<Response> plan_review(Visit& visit) {
  const auto opened = TRY(open_held(visit));
  return review_page(visit, opened, FormState(), 200);
}

Result<Response> plan_refused(Visit& visit) {
  const auto opened = TRY(open_held(visit));
  const auto found = read(visit, opened);
  auto list = refused_table(found ? json::array{} : refused_rows(found.error()),
                            "Lo que hay que corregir", "rechazos-del-plan");
  if (auto file = table_file(visit, list)) return *std::move(file);
  return redirect(address_of(opened.file));
}

Result<Response> plan_apply(Visit& visit) {
  const auto opened = TRY(open_held(visit));
  FormState state(visit.request.form);
  const std::string number(trimmed(state.value("acto")));
  if (number.empty()) state.fault("acto", refusal(Refusal::ActMissing));
  Date day = visit.today();
  if (const auto said = state.value("fecha"); !trimmed(said).empty()) {
    if (const auto read_day = typed_date(said))
      day = *read_day;
    else
      state.fault("fecha", read_day.error());
  }
  if (state.faulty()) return review_page(visit, opened, state, 422);
  auto found = read(visit, opened);
  if (!found) return refused_page(visit, opened, found.error(), state);
  auto plan = std::move(found->file.plan);
  approve_by(plan, number, what_of(plan, found->file.tables), day);
  const auto receipt = load_version(visit, plan, opened.file.file_name, show(sha256(opened.bytes)));
  if (!receipt) {
    state.fault("", receipt.error());
    return review_page(visit, opened, state, status_of(receipt.error()));
  }
  throw_away(opened.file);
  visit.notice(
      receipt->outcome.contains("ya_cargado")
          ? "El plan ya estaba cargado: nada cambió."
          : "Plan cargado: versión " +
                std::to_string(optional_integer_at(receipt->outcome, "version").value_or(0)) +
                ", aprobada por " + number + " (asiento " + std::to_string(receipt->seq) + ").");
  return redirect("/planificacion/versiones");
}

Result<Response> plan_throw_away(Visit& visit) {
  throw_away(TRY(held(visit, visit.capture("archivo"))));
  visit.notice("Se descartó el archivo: no se cargó nada.");
  return redirect(home);
}

}  // namespace web
