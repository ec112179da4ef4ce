// I27: who did what and when, before and after, and whether the chain is whole.
#include <algorithm>

#include "base/text.hpp"
#include "commands/list_entries.hpp"
#include "commands/prove_entry.hpp"
#include "commands/verify_journal.hpp"
#include "queries/trail.hpp"
#include "text/act_names.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"
#include "web/pages/hash_text.hpp"
#include "web/pages/trail_pages.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

constexpr std::int64_t export_max = 200'000;
constexpr std::size_t object_shown = 90;

struct Asked {
  std::string journal;
  queries::TrailFilter filter;
  FormState typed;
  std::int64_t page = 1;
};

std::optional<Date> date_of(std::string_view text) {
  const auto parts = split(trimmed(text), '/');
  if (parts.size() == 3) {
    const auto parsed = parse_date(padded_left(parts[2], 4) + '-' + padded_left(parts[1], 2) + '-' +
                                   padded_left(parts[0], 2));
    return parsed ? std::optional(*parsed) : std::nullopt;
  }
  const auto parsed = parse_date(trimmed(text));
  return parsed ? std::optional(*parsed) : std::nullopt;
}

Asked asked(Visit& visit) {
  const auto& query = visit.request.query;
  Asked out;
  out.typed = FormState(query);
  out.journal =
      query.first("bitacora") == "instalacion" ? std::string("instalacion") : visit.institution;
  out.filter.kind = query.first("acto");
  out.filter.object = trimmed(query.first("objeto"));
  if (const auto actor = whole_number(query.first("usuario"))) out.filter.actor = *actor;
  if (!query.first("desde").empty()) {
    out.filter.from = date_of(query.first("desde"));
    if (!out.filter.from) out.typed.fault("desde", "Escriba la fecha como dd/mm/aaaa.");
  }
  if (!query.first("hasta").empty()) {
    out.filter.until = date_of(query.first("hasta"));
    if (!out.filter.until) out.typed.fault("hasta", "Escriba la fecha como dd/mm/aaaa.");
  }
  out.page = std::max<std::int64_t>(1, whole_number(query.first("pagina")).value_or(1));
  return out;
}

// ---- the chain ----------------------------------------------------------------------------------

struct Chain {
  commands::Verification found;
  std::int64_t at = 0;
};

Result<std::shared_ptr<const Chain>> chain_of(Visit& visit) {
  return visit.remembered<Chain>("cadena", [&]() -> Result<Chain> {
    commands::VerifyOptions options{.quick = true, .trusted = {}, .kept_checkpoint = {}};
    // It takes a snapshot of its own, so it needs a connection of its own.
    const auto own = TRY(visit.context(commands::Use::Read));
    return Chain{TRY(commands::verify_journal(own.db(), options,
                                              [](std::string_view, std::int64_t, std::int64_t) {})),
                 visit.now};
  });
}

std::string first_bad(const Chain& chain) {
  for (const auto& finding : chain.found.findings)
    if (const auto entry = detail_of(finding, "asiento"); !entry.empty()) return std::string(entry);
  return "desconocido";
}

Html chain_notice(const Chain& chain, const std::string& journal) {
  if (!chain.found.findings.empty()) {
    Html items;
    for (const auto& finding : chain.found.findings)
      items += html("<li>{}</li>\n", text::explain(finding));
    return html(
        "<div role=\"alert\">{}</div>",
        notice_box(NoticeTone::Red,
                   html("<h2 class=\"govuk-heading-m\">La cadena está rota desde el asiento "
                        "{}</h2><p>Lo que sigue de ese asiento no puede darse por cierto. "
                        "No escriba más y avise a administración y a auditoría.</p><ul "
                        "class=\"govuk-list govuk-list--bullet\">\n{}</ul>",
                        first_bad(chain), items)));
  }
  for (const auto& one : chain.found.journals)
    if (one.institution == journal)
      return notice_box(
          NoticeTone::Green,
          html(
              "<p><b>Íntegra hasta {}</b>: {} asientos, {} puntos de control firmados. Raíz {}</p>",
              text::date_and_time(chain.at), text::count(one.entries), text::count(one.checkpoints),
              hash_html(::show(one.root))));
  return notice_box(NoticeTone::Grey, html("<p>Esta bitácora todavía no tiene asientos.</p>"));
}

// ---- the list -----------------------------------------------------------------------------------

// What the act is about, from its own words: codes, months, units.
std::string object_of(const queries::TrailEntry& entry) {
  const auto act = parse_json(entry.act);
  if (!act || !act->is_object()) return {};
  constexpr std::string_view keys[] = {
      "codigo",   "version",   "periodo",     "mes",         "unidad",  "unidades",  "seccion",
      "catalogo", "usuario",   "archivo",     "medida",      "puesto",  "ejercicio", "nombre",
      "hallazgo", "auditoria", "instrumento", "orientacion", "muestra", "riesgo",    "numero"};
  std::string out;
  for (const auto key : keys) {
    const auto* value = act->get_object().if_contains(key);
    if (value == nullptr) continue;
    std::string word;
    if (value->is_string())
      word = value->get_string();
    else if (value->is_int64())
      word = (key == "version" ? "versión " : "") + std::to_string(value->get_int64());
    else if (const auto* array = value->if_array();
             array && !array->empty() && array->front().is_string())
      word = std::string(array->front().get_string()) +
             (array->size() > 1 ? " y " + std::to_string(array->size() - 1) + " más" : "");
    if (word.empty() || word.size() == 64) continue;
    out += (out.empty() ? "" : " · ") + word;
  }
  if (length(out) > object_shown) out = out.substr(0, object_shown) + "…";
  return out;
}

// From where an act came, as far as the journal says it: a file that was imported; a person in the
// pages or with a token of his own; or the account of a role, which only the command line and the
// system's own tasks use. No network address is kept.
std::string came_from(const queries::TrailEntry& entry) {
  const auto act = parse_json(entry.act);
  if (act && act->is_object() && entry.kind.ends_with(".importar"))
    if (const auto file = optional_text_at(act->get_object(), "archivo"); file && !file->empty())
      return "Importación de " + *file;
  const bool of_role = std::ranges::any_of(access_control::all_roles, [&](const auto role) {
    return access_control::actor_of(role) == entry.actor;
  });
  return of_role ? "Línea de órdenes o tarea del sistema" : "Páginas o API";
}

std::string entry_address(const Asked& asked, std::int64_t seq) {
  return "/auditoria/pista/" + std::to_string(seq) +
         (asked.journal == "instalacion" ? "?bitacora=instalacion" : "");
}

Html filter_of(Visit& visit, const Asked& asked, const std::vector<std::string>& kinds,
               const std::map<std::int64_t, std::string>& actors) {
  std::vector<Choice> kind_choices{{"", "Todo"}}, actor_choices{{"", "Todos"}};
  for (const auto& kind : kinds) kind_choices.push_back({kind, std::string(text::act_name(kind))});
  for (const auto& [number, name] : actors) actor_choices.push_back({std::to_string(number), name});
  Html inside = text_input(asked.typed, {.name = "objeto",
                                         .label = "Objeto",
                                         .hint = "Un código, mes o unidad, completo",
                                         .width = "20"});
  inside += select(asked.typed, {.name = "acto", .label = "Qué"}, kind_choices);
  inside += select(asked.typed, {.name = "usuario", .label = "Quién"}, actor_choices);
  inside += date_input(asked.typed, {.name = "desde", .label = "Desde"});
  inside += date_input(asked.typed, {.name = "hasta", .label = "Hasta"});
  inside += select(asked.typed, {.name = "bitacora", .label = "Bitácora"},
                   {{"", "De la institución"}, {"instalacion", "De la instalación"}});
  inside += secondary_button("Filtrar");
  return filter_form(visit.request.path, inside);
}

Html chips_of(Visit& visit, const Asked& asked, const std::map<std::int64_t, std::string>& actors) {
  std::vector<Filter> filters;
  if (!asked.filter.object.empty()) filters.push_back({"objeto", "Objeto", asked.filter.object});
  if (!asked.filter.kind.empty())
    filters.push_back({"acto", "Qué", std::string(text::act_name(asked.filter.kind))});
  if (asked.filter.actor) {
    const auto found = actors.find(*asked.filter.actor);
    filters.push_back(
        {"usuario", "Quién",
         found == actors.end() ? std::to_string(*asked.filter.actor) : found->second});
  }
  if (asked.filter.from) filters.push_back({"desde", "Desde", text::date(*asked.filter.from)});
  if (asked.filter.until) filters.push_back({"hasta", "Hasta", text::date(*asked.filter.until)});
  return filters.empty() ? Html{} : filter_chips(visit.request, filters);
}

TableView table_of(const Asked& asked, const std::vector<queries::TrailEntry>& entries,
                   const std::map<std::int64_t, std::string>& actors) {
  TableView view;
  view.id = "pista";
  view.caption =
      asked.journal == "instalacion" ? "Bitácora de la instalación" : "Bitácora de la institución";
  view.caption += ", lo más reciente primero";
  view.paged = false;
  view.exports = false;
  view.empty = "Ningún asiento con estos filtros.";
  view.columns = {
      {.key = "asiento",
       .title = "Asiento",
       .kind = TableColumn::Kind::Count,
       .sortable = false,
       .row_header = true},
      {.key = "cuando", .title = "Cuándo", .sortable = false},
      {.key = "quien", .title = "Quién", .sortable = false},
      {.key = "que", .title = "Qué", .sortable = false},
      {.key = "objeto", .title = "Objeto", .sortable = false, .secondary = true},
      {.key = "origen", .title = "Desde dónde", .sortable = false, .secondary = true},
  };
  for (const auto& entry : entries) {
    const auto actor = actors.find(entry.actor);
    TableRow row;
    row.cells = {{.value = entry.seq, .address = entry_address(asked, entry.seq)},
                 {.value = text::date_and_time(entry.at)},
                 {.value = actor == actors.end() ? std::to_string(entry.actor) : actor->second},
                 {.value = std::string(text::act_name(entry.kind))},
                 {.value = object_of(entry)},
                 {.value = came_from(entry)}};
    view.rows.push_back(std::move(row));
  }
  return view;
}

Html pages_of(const Request& request, std::int64_t page, std::int64_t per_page,
              const queries::TrailPage& found) {
  const auto total = found.total;
  const auto last = std::max<std::int64_t>(1, (total + per_page - 1) / per_page);
  const auto first_row = total == 0 ? 0 : (page - 1) * per_page + 1;
  Html links;
  if (page > 1)
    links += html(" · {}",
                  link(with_query(request, "pagina", std::to_string(page - 1)), "Más recientes"));
  if (page < last || found.more)
    links += html(" · {}",
                  link(with_query(request, "pagina", std::to_string(page + 1)), "Más antiguos"));
  return html("<nav aria-label=\"Páginas\"><p>{}–{} de {}{}{}</p></nav>\n", text::count(first_row),
              text::count(found.more ? page * per_page : std::min(total, page * per_page)),
              found.more ? "más de " : "", text::count(total), links);
}

std::string query_of(const Request& request) {
  std::vector<std::pair<std::string, std::string>> kept;
  for (const auto& [name, value] : request.query.all())
    if (name != "pagina" && !value.empty()) kept.emplace_back(name, value);
  return query_text(kept);
}

std::string csv_cell(std::string_view text) {
  std::string safe(text);
  if (!safe.empty() && std::string_view("=+-@\t\r").contains(safe[0])) safe.insert(0, "'");
  if (safe.find_first_of(",\"\r\n") == safe.npos) return safe;
  return '"' + replaced(safe, "\"", "\"\"") + '"';
}

Result<queries::TrailEntry> entry_asked(Visit& visit, const Asked& asked) {
  const auto seq = whole_number(visit.capture("asiento")).value_or(0);
  auto entry = TRY(queries::trail_entry(visit.db(), asked.journal, seq));
  if (!entry) return refuse(Refusal::PageUnknown);
  return *std::move(entry);
}

}  // namespace

Result<Response> trail_list(Visit& visit) {
  const auto here = asked(visit);
  const auto chain = TRY(chain_of(visit));
  const auto actors = TRY(queries::trail_actors(visit.db(), here.journal));
  const auto kinds = TRY(queries::trail_kinds(visit.db(), here.journal));
  const auto per_page = std::int64_t(table_request(visit).per_page);
  const auto found = TRY(
      queries::trail(visit.db(), here.journal, here.filter, (here.page - 1) * per_page, per_page));
  const bool broken = !chain->found.findings.empty();
  Html content = chain_notice(*chain, here.journal);
  content += filter_of(visit, here, kinds, actors);
  content += chips_of(visit, here, actors);
  content += table(visit, table_of(here, found.entries, actors));
  content += pages_of(visit.request, here.page, per_page, found);
  content += html(
      "<p class=\"origen\"><b>Exportar firmado:</b> {} con la huella de cada asiento · {} que "
      "firma "
      "la raíz de todos</p>\n",
      link("/auditoria/pista/exportar" + query_of(visit.request), "CSV"),
      link("/auditoria/pista/punto-de-control" +
               std::string(here.journal == "instalacion" ? "?bitacora=instalacion" : ""),
           "punto de control"));
  return page(visit, {.title = broken ? "Cadena rota · Pista de auditoría" : "Pista de auditoría",
                      .heading = "Pista de auditoría",
                      .lead = "Quién hizo qué y cuándo. Cada asiento dice qué había antes y qué "
                              "quedó.",
                      .area = Area::Audit,
                      .crumbs = {{"Mi trabajo", "/inicio"}},
                      .errors = error_summary(here.typed),
                      .content = content,
                      .dense = true,
                      .has_errors = here.typed.faulty()});
}

Result<Response> trail_show(Visit& visit) {
  const auto here = asked(visit);
  const auto entry = TRY(entry_asked(visit, here));
  const auto actors = TRY(queries::trail_actors(visit.db(), here.journal));
  const auto values = TRY(queries::trail_values(visit.db(), entry));
  const auto actor = actors.find(entry.actor);
  const std::string proof = "/auditoria/pista/" + std::to_string(entry.seq) + "/prueba" +
                            (here.journal == "instalacion" ? "?bitacora=instalacion" : "");
  std::vector<SummaryRow> rows{
      {"Quién", escaped(actor == actors.end() ? std::to_string(entry.actor) : actor->second)},
      {"Cuándo", escaped(text::date_and_time(entry.at))},
      {"Desde dónde", escaped(came_from(entry))},
      {"Qué", html("{} <span class=\"cod\">{}</span>", text::act_name(entry.kind), entry.kind)},
      {"Huella del asiento", hash_html(::show(entry.leaf))},
      {"Prueba", link(proof, "Descargar la prueba de inclusión")}};
  TableView view;
  view.id = "valores";
  view.caption = "Qué dice el asiento, junto a lo que decía el anterior sobre lo mismo";
  view.paged = false;
  view.file_name = "asiento-" + std::to_string(entry.seq);
  view.columns = {{.key = "campo", .title = "Campo", .sortable = false, .row_header = true},
                  {.key = "antes", .title = "Antes", .sortable = false},
                  {.key = "despues", .title = "Después", .sortable = false},
                  {.key = "anterior",
                   .title = "Asiento anterior",
                   .kind = TableColumn::Kind::Count,
                   .sortable = false,
                   .secondary = true}};
  for (const auto& one : values) {
    TableRow row;
    row.cells = {
        {.value = one.place},
        {.value = one.before ? CellValue{*one.before} : CellValue{Missing{}}},
        {.value = one.before && *one.before == one.after ? CellValue{one.after}
                                                         : CellValue{html("<b>{}</b>", one.after)},
         .export_text = one.after},
        one.before_seq > 0
            ? TableCell{.value = one.before_seq, .address = entry_address(here, one.before_seq)}
            : TableCell{}};
    view.rows.push_back(std::move(row));
  }
  view.empty = "El acto no lleva datos.";
  if (auto file = table_file(visit, view)) return *std::move(file);
  return page(visit,
              {.title = "Asiento " + std::to_string(entry.seq),
               .heading = "Asiento " + std::to_string(entry.seq),
               .rubric = "Pista de auditoría",
               .area = Area::Audit,
               .crumbs = {{"Mi trabajo", "/inicio"}, {"Pista de auditoría", "/auditoria/pista"}},
               .content = html("{}{}", summary_list(rows), table(visit, view)),
               .dense = true});
}

Result<Response> trail_export(Visit& visit) {
  const auto here = asked(visit);
  if (here.typed.faulty()) return redirect("/auditoria/pista" + query_of(visit.request));
  const auto actors = TRY(queries::trail_actors(visit.db(), here.journal));
  const auto found = TRY(queries::trail(visit.db(), here.journal, here.filter, 0, export_max));
  std::string out =
      "\xEF\xBB\xBF"
      "bitacora,asiento,cuando,quien,origen,acto,version,contenido,huella\r\n";
  for (const auto& entry : found.entries) {
    const auto actor = actors.find(entry.actor);
    out += csv_cell(entry.institution) + ',' + std::to_string(entry.seq) + ',' +
           std::to_string(entry.at) + ',' +
           csv_cell(actor == actors.end() ? std::to_string(entry.actor) : actor->second) + ',' +
           csv_cell(came_from(entry)) + ',' + csv_cell(entry.kind) + ',' +
           std::to_string(entry.version) + ',' + csv_cell(entry.act) + ',' + ::show(entry.leaf) +
           "\r\n";
  }
  return download(std::move(out), "text/csv; charset=utf-8", "pista-" + here.journal + ".csv");
}

Result<Response> trail_checkpoint(Visit& visit) {
  const auto here = asked(visit);
  const auto own = TRY(visit.context(commands::Use::Read));
  return download(TRY(commands::last_note(own.db(), here.journal)), "text/plain; charset=utf-8",
                  "punto-de-control-" + here.journal + ".txt");
}

Result<Response> trail_proof(Visit& visit) {
  const auto here = asked(visit);
  const auto own = TRY(visit.context(commands::Use::Read));
  const auto seq = whole_number(visit.capture("asiento")).value_or(0);
  return download(TRY(commands::prove_entry(own.db(), here.journal, seq)).proof,
                  "text/plain; charset=utf-8", "asiento-" + std::to_string(seq) + ".tlog-proof");
}

}  // namespace web
