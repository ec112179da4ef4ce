// I21: the norms that verification rests on. Their articles, since when and until when, how sure we
// are, and what each one touches: rules, checklists, open files.
#include <algorithm>
#include <functional>
#include <map>

#include "base/text.hpp"
#include "queries/reference.hpp"
#include "text/format.hpp"
#include "text/rules.hpp"
#include "web/pages/norm_view.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using queries::NormEntry;
using queries::NormTouch;
using namespace verification;

std::string norm_address(std::string_view code) {
  return "/expedientes/normativa/" + encoded(code);
}

std::string validity(const CatalogEntry& entry) {
  if (!entry.from && !entry.until) return "Sin fecha registrada";
  std::string out = entry.from ? "Desde el " + text::date(*entry.from) : std::string();
  if (entry.until) out += (out.empty() ? "Hasta el " : " hasta el ") + text::date(*entry.until);
  return out;
}

bool in_force(const CatalogEntry& entry, Date day) { return entry.in_force(day); }

// "5 reglas, 3 listas y 12 expedientes abiertos"
std::string touched(const NormTouch& touch) {
  const auto part = [](std::size_t n, std::string_view one, std::string_view many) {
    return text::count(static_cast<std::int64_t>(n)) + ' ' + std::string(n == 1 ? one : many);
  };
  const std::vector<std::string> parts{part(touch.reglas.size(), "regla", "reglas"),
                                       part(touch.listas.size(), "lista", "listas"),
                                       part(static_cast<std::size_t>(touch.expedientes),
                                            "expediente abierto", "expedientes abiertos")};
  return text::listed(parts);
}

const NormTouch* touch_of(const std::vector<NormTouch>& all, std::string_view code) {
  const auto found = std::ranges::find(all, code, &NormTouch::norma);
  return found == all.end() ? nullptr : &*found;
}

// Norms that began to rule in the last three months, or that will: what they change.
Html changes(const std::vector<NormEntry>& norms, const std::vector<NormTouch>& touches,
             Date today) {
  const auto recent = std::chrono::sys_days{today} - std::chrono::days{90};
  Html out;
  for (const auto& norm : norms) {
    if (!norm.entry.from || std::chrono::sys_days{*norm.entry.from} < recent) continue;
    const auto* touch = touch_of(touches, norm.entry.code);
    if (touch == nullptr) continue;
    const bool ahead = std::chrono::sys_days{*norm.entry.from} > std::chrono::sys_days{today};
    out += notice_box(
        NoticeTone::Amber,
        html("<p>{} {} el {}: toca {}.</p>", link(norm_address(norm.entry.code), norm.entry.name),
             ahead ? "entra en vigor" : "cambió", text::date(*norm.entry.from), touched(*touch)));
  }
  return out;
}

Html articles_html(const std::vector<NormEntry>& articles, std::string_view norm) {
  Html rows;
  for (const auto& one : articles) {
    if (one.entry.parent != norm) continue;
    rows += html("<tr><th scope=\"row\">Artículo {}</th><td>{}{}</td><td>{}</td><td>{}</td></tr>\n",
                 one.entry.attribute("articulo"), one.entry.name,
                 one.entry.attribute("obligacion").empty()
                     ? Html{}
                     : html("<span class=\"base\">{}</span>", one.entry.attribute("obligacion")),
                 validity(one.entry), certainty_tag(one.certainty));
  }
  if (rows.text.empty())
    return html("<p class=\"secundario\">Ningún artículo registrado aparte.</p>");
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Tabla de artículos\" "
      "tabindex=\"0\"><table "
      "class=\"tabla\"><caption class=\"govuk-visually-hidden\">Artículos</caption><thead><tr><th "
      "scope=\"col\">Artículo</th><th scope=\"col\">Qué manda</th><th scope=\"col\">Vigencia</th>"
      "<th scope=\"col\">Certeza</th></tr></thead><tbody>\n{}</tbody></table></div>\n",
      rows);
}

Html rule_certainty(const NormEntry& norm) {
  if (!norm.verified_since) return certainty_tag(norm.certainty);
  return html("{} desde el {}; antes, {}", certainty_tag(Certeza::Verificada),
              text::date(*norm.verified_since), certainty_tag(norm.certainty));
}

Html rules_html(const NormTouch& touch, const std::map<std::string, NormEntry>& named) {
  Html rows;
  for (const auto at : touch.reglas) {
    const auto& rule = rules()[at];
    const auto entry = named.find(std::string(rule.id));
    rows += html(
        "<tr><th scope=\"row\"><span class=\"cod\">{}</span> {}</th><td>{}</td><td>{}</td><td>{}"
        "</td></tr>\n",
        rule.id, entry == named.end() ? std::string() : entry->second.entry.name,
        text::capitalized(text::name_of(rule.severity)),
        rule.computed() ? std::string("Se calcula")
                        : "Espera " + std::string(text::name_of(waits_for(rule).value())),
        entry == named.end() ? Html{} : rule_certainty(entry->second));
  }
  if (rows.text.empty()) return html("<p class=\"secundario\">Ninguna regla la cita.</p>");
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Tabla de reglas\" "
      "tabindex=\"0\"><table "
      "class=\"tabla\"><caption class=\"govuk-visually-hidden\">Reglas que la citan</caption>"
      "<thead><tr><th scope=\"col\">Regla</th><th scope=\"col\">Severidad</th><th "
      "scope=\"col\">Estado</th><th scope=\"col\">Certeza</th></tr></thead><tbody>\n{}</tbody>"
      "</table></div>\n",
      rows);
}

Html lists_html(const NormTouch& touch) {
  Html items;
  for (const auto& list : touch.listas)
    items += html("<li>{}</li>\n", link("/expedientes/listas/" + encoded(list), list_name(list)));
  return items.text.empty() ? html("<p class=\"secundario\">Ninguna lista la cita.</p>")
                            : html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>\n", items);
}

}  // namespace

Result<Response> norm_registry(Visit& visit) {
  auto norms = TRY(queries::norm_entries(visit.db(), visit.institution, "normas"));
  const auto articles =
      TRY(queries::norm_entries(visit.db(), visit.institution, "normas_articulos"));
  const auto touches = TRY(queries::norm_touches(visit.db(), visit.institution, visit.today()));
  // What touches most comes first.
  std::ranges::stable_sort(norms, std::greater<>{}, [&](const NormEntry& norm) {
    const auto* touch = touch_of(touches, norm.entry.code);
    return touch == nullptr ? std::size_t{0} : touch->reglas.size() + touch->listas.size();
  });
  std::map<std::string, std::int64_t> article_count;
  for (const auto& one : articles) ++article_count[one.entry.parent];
  using Kind = TableColumn::Kind;
  TableView view;
  view.id = "normativa";
  view.file_name = "normativa";
  view.caption = "Normas, y lo que cada una toca";
  view.as_of = text::date(visit.today());
  view.columns = {
      {.key = "norma", .title = "Norma", .row_header = true},
      {.key = "codigo", .title = "Código", .kind = Kind::Code, .secondary = true},
      {.key = "vigencia", .title = "Vigencia", .sortable = false, .secondary = true},
      {.key = "certeza", .title = "Certeza", .kind = Kind::State},
      {.key = "articulos", .title = "Artículos", .kind = Kind::Count, .secondary = true},
      {.key = "reglas", .title = "Reglas", .kind = Kind::Count},
      {.key = "listas", .title = "Listas", .kind = Kind::Count},
      {.key = "expedientes", .title = "Expedientes abiertos", .kind = Kind::Count},
  };
  for (const auto& norm : norms) {
    const auto* touch = touch_of(touches, norm.entry.code);
    const auto n = [](std::size_t count) { return static_cast<std::int64_t>(count); };
    TableRow row;
    if (!in_force(norm.entry, visit.today())) row.css = "secundario";
    row.cells = {{.value = norm.entry.name, .address = norm_address(norm.entry.code)},
                 {.value = norm.entry.code},
                 {.value = validity(norm.entry)},
                 {.value = certainty_tag(norm.certainty), .export_text = ::show(norm.certainty)},
                 {.value = article_count[norm.entry.code]},
                 {.value = touch ? n(touch->reglas.size()) : std::int64_t{0}},
                 {.value = touch ? n(touch->listas.size()) : std::int64_t{0}},
                 {.value = touch ? touch->expedientes : std::int64_t{0},
                  .address = touch && touch->expedientes > 0
                                 ? "/expedientes?norma=" + encoded(norm.entry.code)
                                 : std::string()}};
    view.rows.push_back(std::move(row));
  }
  view.empty = "No hay normas cargadas.";
  view.origin = "Por debajo de «verificada», una norma avisa y no bloquea.";
  if (auto file = table_file(visit, view)) return *std::move(file);
  return page(visit,
              {.title = "Normativa",
               .heading = "Normativa",
               .rubric = "Verificación del gasto",
               .lead = "Las normas en que se apoyan las reglas y las listas, y qué toca un cambio.",
               .area = Area::Files,
               .crumbs = {{"Mi trabajo", "/inicio"}, {"Expedientes", "/expedientes"}},
               .actions = link("/expedientes/certificados", "Certificados de confianza"),
               .content = changes(norms, touches, visit.today()) + table(visit, view),
               .dense = true});
}

Result<Response> norm_registry_one(Visit& visit) {
  const std::string code(visit.capture("codigo"));
  const auto norms = TRY(queries::norm_entries(visit.db(), visit.institution, "normas"));
  const auto norm =
      std::ranges::find_if(norms, [&](const NormEntry& one) { return one.entry.code == code; });
  if (norm == norms.end()) return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  const auto articles =
      TRY(queries::norm_entries(visit.db(), visit.institution, "normas_articulos"));
  const auto touches = TRY(queries::norm_touches(visit.db(), visit.institution, visit.today()));
  std::map<std::string, NormEntry> named;
  for (auto& entry : TRY(queries::norm_entries(visit.db(), visit.institution, "rules")))
    named.emplace(entry.entry.code, entry);
  const auto* found = touch_of(touches, code);
  const auto touch = found ? *found : NormTouch{.norma = code};
  std::vector<SummaryRow> rows{
      {"Código", html("<span class=\"cod\">{}</span>", code)},
      {"Vigencia", escaped(validity(norm->entry))},
      {"Certeza", html("{} {}", certainty_tag(norm->certainty), norm->reason)},
      {"Fuente", escaped(norm->entry.source)},
      {"Toca", escaped(touched(touch))}};
  if (norm->confirmed_at > 0)
    rows.push_back({"Confirmada", escaped(text::date_and_time(norm->confirmed_at))});
  Html content = summary_list(rows);
  content += section("articulos", "Artículos", articles_html(articles, code));
  content += section("reglas", "Reglas que la citan", rules_html(touch, named));
  content += section("listas", "Listas que la citan", lists_html(touch));
  if (touch.expedientes > 0)
    content += html("<p>{}</p>\n", link("/expedientes?norma=" + encoded(code),
                                        "Ver los expedientes abiertos que toca (" +
                                            text::count(touch.expedientes) + ")"));
  Html actions;
  if (visit.viewer->may(access_control::Permission::ConfirmNorm))
    actions = secondary_link("/admin/normas?catalogo=normas", "Confirmar su certeza");
  return page(visit, {.title = norm->entry.name,
                      .heading = norm->entry.name,
                      .rubric = "Normativa",
                      .area = Area::Files,
                      .crumbs = {{"Mi trabajo", "/inicio"},
                                 {"Expedientes", "/expedientes"},
                                 {"Normativa", "/expedientes/normativa"}},
                      .actions = actions,
                      .content = content});
}

}  // namespace web
