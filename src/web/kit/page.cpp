// The frame around every page.
#include "web/kit/page.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "base/json.hpp"
#include "base/text.hpp"
#include "queries/report_frame.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "text/translation.hpp"
#include "web/application.hpp"
#include "web/inside.hpp"
#include "web/kit/form.hpp"
#include "web/kit/preferences.hpp"
#include "web/kit/state.hpp"

namespace web {
namespace {

struct MenuEntry {
  Area area;
  std::string_view text, address;
  std::optional<access_control::Permission> only_with = {};
};

constexpr MenuEntry public_menu[] = {
    {Area::Home, "Inicio", "/"},
    {Area::Results, "Resultados", "/transparencia/resultados"},
    {Area::Budget, "Presupuesto", "/transparencia/presupuesto"},
    {Area::PublicReports, "Informes", "/transparencia/informes"},
    {Area::OpenData, "Datos abiertos", "/datos"},
    {Area::Questions, "Preguntas", "/ayuda"},
};

constexpr MenuEntry internal_menu[] = {
    {Area::Work, "Mi trabajo", "/inicio"},
    {Area::Planning, "Planificación", "/planificacion/cadena"},
    {Area::Execution, "Ejecución", "/ejecucion"},
    {Area::Files, "Expedientes", "/expedientes"},
    {Area::Audit, "Auditoría", "/auditoria"},
    {Area::Reports, "Informes", "/informes"},
    {Area::Data, "Datos", "/datos"},
    {Area::Admin, "Administración", "/admin"},
};

// The second level: links under the heading, the same for every page of an area. {anio} is the
// current year.
constexpr MenuEntry second_level[] = {
    {Area::Planning, "Cadena de resultados", "/planificacion/cadena"},
    {Area::Planning, "Matriz del PEI", "/planificacion/matriz"},
    {Area::Planning, "POA", "/planificacion/poa/{anio}"},
    {Area::Planning, "Red programática", "/planificacion/red/{anio}"},
    {Area::Planning, "Indicadores", "/planificacion/indicadores"},
    {Area::Planning, "Medidas", "/planificacion/medidas"},
    {Area::Planning, "Política", "/planificacion/politica"},
    {Area::Planning, "Hallazgos", "/planificacion/hallazgos"},
    {Area::Planning, "Versiones", "/planificacion/versiones"},
    {Area::Execution, "Tablero", "/tablero"},
    {Area::Execution, "Presupuesto y metas", "/ejecucion"},
    {Area::Execution, "Validación", "/ejecucion/validacion"},
    {Area::Execution, "Conciliación", "/ejecucion/conciliacion"},
    {Area::Execution, "Modificaciones", "/ejecucion/modificaciones"},
    {Area::Execution, "Cuotas", "/ejecucion/cuotas"},
    {Area::Execution, "Austeridad", "/ejecucion/austeridad"},
    {Area::Execution, "Revisión conjunta", "/ejecucion/revision-conjunta"},
    {Area::Execution, "Importar", "/ejecucion/importar", access_control::Permission::ImportBudget},
    {Area::Files, "Bandeja", "/expedientes"},
    {Area::Files, "Indicadores", "/expedientes/tablero"},
    {Area::Files, "Listas", "/expedientes/listas"},
    {Area::Files, "Normativa", "/expedientes/normativa"},
    {Area::Reports, "Informes", "/informes"},
    {Area::Reports, "Datos abiertos", "/informes/datos-abiertos"},
    {Area::Reports, "Divulgación", "/informes/divulgacion",
     access_control::Permission::PublishReport},
    {Area::Reports, "Solicitudes", "/solicitudes", access_control::Permission::ReadRequests},
    {Area::Reports, "Calendario legal", "/calendario"},
    {Area::Audit, "Seguimiento", "/auditoria"},
    {Area::Audit, "Plan anual", "/auditoria/plan"},
    {Area::Audit, "Controles", "/auditoria/controles"},
    {Area::Audit, "Riesgos", "/auditoria/riesgos"},
    {Area::Audit, "Muestras", "/auditoria/muestras", access_control::Permission::DrawSample},
    {Area::Audit, "Indicadores", "/auditoria/indicadores"},
    {Area::Audit, "Orientaciones", "/auditoria/orientaciones"},
    {Area::Audit, "Pista", "/auditoria/pista", access_control::Permission::ReadTrail},
};

bool is_public(Area area) { return area >= Area::Home; }

bool is_internal(const Visit& visit, const PageView& view) {
  return visit.viewer != nullptr && !is_public(view.area);
}

bool shown_to(const Visit& visit, Area area) {
  using access_control::Permission;
  if (area == Area::Audit)
    return visit.viewer != nullptr && visit.viewer->may(Permission::ReadAudit);
  if (area == Area::Files)
    return visit.viewer != nullptr && visit.viewer->may(Permission::ReadFiles);
  if (area != Area::Admin) return true;
  return visit.viewer != nullptr && (visit.viewer->may(Permission::ManageUsers) ||
                                     visit.viewer->may(Permission::EditOrganization));
}

Html menu_items(const Visit& visit, const PageView& view) {
  const bool internal = is_internal(visit, view);
  const std::span<const MenuEntry> entries = internal ? std::span<const MenuEntry>(internal_menu)
                                                      : std::span<const MenuEntry>(public_menu);
  Html items;
  for (const auto& entry : entries) {
    if (internal && !shown_to(visit, entry.area)) continue;
    const auto address = internal ? std::string(entry.address) : local(visit, entry.address);
    const bool here = visit.request.path == address;
    const Html current = {entry.area != view.area ? ""
                          : here                  ? " aria-current=\"page\""
                                                  : " aria-current=\"true\""};
    items += html("<li><a href=\"{}\"{}>{}</a></li>\n", address, current, tr(visit, entry.text));
  }
  return items;
}

Html second_menu(const Visit& visit, const PageView& view) {
  if (!is_internal(visit, view)) return {};
  Html items;
  for (const auto& entry : second_level) {
    if (entry.area != view.area) continue;
    if (entry.only_with && !visit.viewer->may(*entry.only_with)) continue;
    const auto address = replaced(entry.address, "{anio}", show(month_of(visit.today()).year));
    const bool here = visit.request.path == address;
    items += html("<li><a href=\"{}\"{}>{}</a></li>\n", address,
                  Html{here ? " aria-current=\"page\"" : ""}, entry.text);
  }
  if (items.text.empty()) return {};
  return html("<nav aria-label=\"En esta sección\"><ul class=\"vistas\">\n{}</ul></nav>\n", items);
}

// The address of this page in the other language, with its query.
std::string other_language(const Visit& visit) {
  std::string_view target = visit.request.target;
  if (visit.language == Language::Spanish) {
    std::string to = "/en";
    if (target != "/") to += target.starts_with("/?") ? target.substr(1) : target;
    return to;
  }
  if (target.starts_with("/en")) target.remove_prefix(3);
  if (target.starts_with('/')) return std::string(target);
  return '/' + std::string(target);
}

queries::InstitutionData institution_of(Visit& visit) {
  if (visit.institution.empty()) return {};
  auto found = queries::institution_data(visit.db(), visit.institution);
  return found ? std::move(*found) : queries::InstitutionData{};
}

Html user_part(const Visit& visit) {
  const auto& viewer = *visit.viewer;
  return html(
      "<div class=\"usuario\"><p><b>{}</b> {}</p><ul><li><a "
      "href=\"/notificaciones\">Avisos</a></li>"
      "<li><a href=\"/cuenta\">Mi cuenta</a></li><li><form action=\"/salir\" method=\"post\">{}"
      "<button type=\"submit\" class=\"como-enlace\">Salir</button></form></li></ul></div>\n",
      viewer.name, viewer.unit_name, hidden_input(csrf_field, viewer.csrf));
}

Html head_of(Visit& visit, const PageView& view, const queries::InstitutionData& institution) {
  const bool internal = is_internal(visit, view);
  std::string title = view.has_errors ? tr(visit, "Error: ") : "";
  title += view.title.empty() ? view.heading : view.title;
  title += " · Ceiba";
  if (!institution.short_name.empty()) title += " · " + institution.short_name;
  Html alternates;
  if (is_public(view.area)) {
    // Both languages, this page's own too; whole addresses where it is known how people arrive.
    const bool spanish = visit.language == Language::Spanish;
    const auto& site = visit.inside().application.settings().site;
    const auto own = site + visit.request.target, other = site + other_language(visit);
    for (const auto& [language, address] :
         {std::pair("es", spanish ? own : other), std::pair("en", spanish ? other : own)})
      alternates +=
          html("<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">\n", language, address);
  }
  Html description;
  if (!internal)
    description =
        html("<meta name=\"description\" content=\"{}\">\n", view.lead.empty() ? title : view.lead);
  Html styles, scripts = html("<script src=\"{}\" defer></script>\n", asset("ceiba.js"));
  for (const auto& script : view.scripts) {
    if (const auto css = asset(script + ".css"); !css.empty())
      styles += html("<link rel=\"stylesheet\" href=\"{}\">\n", css);
    scripts += html("<script src=\"{}\" defer></script>\n", asset(script + ".js"));
  }
  return html(
      "<meta charset=\"utf-8\">\n<title>{}</title>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"theme-color\" content=\"{}\">\n{}"
      "<link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\">\n{}"
      "<link rel=\"stylesheet\" href=\"{}\">\n{}{}",
      title, internal ? "#1b2436" : "#0e4a40", description, asset("marca.svg"), alternates,
      asset("ceiba.css"), styles, scripts);
}

// A demonstration says so, and what day it pretends to be.
Html demonstration_part(Visit& visit) {
  if (!visit.inside().application.settings().demonstration) return {};
  return html("<span class=\"demo\"><b>{}</b></span>\n",
              tr(visit, "Demostración con datos ilustrativos; la fecha es {}",
                 {text::date(visit.today())}));
}

Html band(Visit& visit, const PageView& view, const queries::InstitutionData& institution) {
  const bool internal = is_internal(visit, view);
  const auto name = institution.name.empty() ? escaped(tr(visit, "Gestión por resultados"))
                                             : own_words(visit, institution.name);
  Html doors;
  if (internal) {
    doors = html("<b>Uso interno</b> <a href=\"{}\">Ver portal público</a>",
                 preferred(visit, "idioma") == "en" ? "/en" : "/");
  } else {
    const bool spanish = visit.language == Language::Spanish;
    doors = html("<b>{}</b> ", tr(visit, "Portal público"));
    if (is_public(view.area))
      doors +=
          html("<a href=\"{}\" lang=\"{}\" hreflang=\"{}\">{}</a> ", other_language(visit),
               spanish ? "en" : "es-GT", spanish ? "en" : "es-GT", spanish ? "English" : "Español");
    if (!visit.inside().application.settings().portal_only)
      doors += html("<a href=\"/entrar\">{}</a>", tr(visit, "Entrar"));
  }
  return html(
      "<div class=\"banda banda--{}\"><div class=\"ancho\">\n"
      "<span><span class=\"gob\">{} · </span>{}</span>\n{}<span class=\"puerta\">{}</span>\n"
      "</div></div>\n",
      internal ? "interna" : "publica", tr(visit, "Gobierno de Guatemala"), name,
      demonstration_part(visit), doors);
}

Html header_of(Visit& visit, const PageView& view, const queries::InstitutionData& institution) {
  const bool internal = is_internal(visit, view);
  const auto items = menu_items(visit, view);
  Html phone_items = items;
  if (internal)
    phone_items += html(
        "<li><a href=\"/notificaciones\">Avisos</a></li>\n<li><a href=\"/cuenta\">Mi cuenta y "
        "salir</a></li>\n");
  return html(
      "<header>\n{}<div class=\"cabecera\"><div class=\"ancho\">\n"
      "<a class=\"marca\" href=\"{}\">{}<span><strong>Ceiba</strong><span>{}</span></span></a>\n"
      "<details class=\"menu\"><summary>{}</summary>\n<nav aria-label=\"{}\"><ul>\n{}</ul></nav>"
      "</details>\n<form class=\"buscador\" role=\"search\" action=\"{}\" method=\"get\">\n"
      "<label for=\"q\">{}</label><input id=\"q\" name=\"q\" type=\"search\" placeholder=\"{}\" "
      "value=\"{}\">\n<button type=\"submit\" aria-label=\"{}\">{}</button>\n</form>\n{}"
      "</div></div>\n<nav class=\"navp\" aria-label=\"{}\"><div class=\"ancho\"><ul>\n{}"
      "</ul></div></nav>\n</header>\n",
      band(visit, view, institution), internal ? std::string("/inicio") : local(visit, "/"),
      symbol("marca"),
      internal ? std::string("Gestión por resultados")
               : tr(visit, "Metas, gasto y rendición de cuentas"),
      tr(visit, "Menú"), tr(visit, "Menú"), phone_items,
      internal ? std::string("/inicio/buscar") : local(visit, "/buscar"), tr(visit, "Buscar"),
      internal ? std::string("Producto, expediente, NIT, CUR")
               : tr(visit, "Indicador, producto, informe"),
      visit.request.path.ends_with("/buscar") ? std::string(visit.request.query.first("q")) : "",
      tr(visit, "Buscar"), symbol("buscar", "i"), internal ? user_part(visit) : Html{},
      tr(visit, "Principal"), items);
}

// Pages about one thing (a unit's month, a product, a report) are what people come back to.
void remember_page(Visit& visit, const PageView& view, int status) {
  const auto& inside = visit.inside();
  if (visit.viewer == nullptr || status != 200 || inside.route == nullptr ||
      visit.request.method != Method::Get || !inside.route->path.contains('{'))
    return;
  inside.application.saw(visit.viewer->number,
                         {view.title.empty() ? view.heading : view.title, visit.request.path});
}

Html crumbs_of(const Visit& visit, const PageView& view) {
  if (view.crumbs.empty()) return {};
  Html items;
  for (const auto& crumb : view.crumbs)
    items += html(
        "<li class=\"govuk-breadcrumbs__list-item\"><a class=\"govuk-breadcrumbs__link\" "
        "href=\"{}\">{}</a></li>\n",
        crumb.address, crumb.text);
  return html(
      "<nav class=\"govuk-breadcrumbs\" aria-label=\"{}\">\n<ol "
      "class=\"govuk-breadcrumbs__list\">\n{}</ol>\n</nav>\n",
      tr(visit, "Ruta"), items);
}

Html heading_of(const Visit& visit, const PageView& view) {
  Html out = {"<div class=\"titular\"><div>"};
  if (!view.rubric.empty())
    out +=
        html("<span class=\"rubro\">{}{}</span>", view.rubric,
             view.own_rubric.empty() ? Html{} : html(" · {}", own_words(visit, view.own_rubric)));
  out += html("<h1 class=\"govuk-heading-{}\">{}</h1>", is_internal(visit, view) ? "l" : "xl",
              view.own_heading       ? own_words(visit, view.heading)
              : view.heading.empty() ? escaped(view.title)
                                     : escaped(view.heading));
  if (!view.lead.empty()) out += html("<p>{}</p>", view.lead);
  out += Html{"</div>\n"};
  if (!view.actions.text.empty()) out += html("<div class=\"acciones\">{}</div>\n", view.actions);
  return out += Html{"</div>\n"};
}

Html notices_of(Visit& visit) {
  Html out;
  if (visit.viewer == nullptr) return out;
  for (const auto& notice : visit.take_notices()) {
    Html inside = html("<p>{}", notice.text);
    if (!notice.undo.empty()) inside += html(" <a href=\"{}\">Deshacer</a>", notice.undo);
    inside += Html{"</p>"};
    out += html("<div role=\"status\" data-foco tabindex=\"-1\">{}</div>\n",
                notice_box(NoticeTone::Green, inside));
  }
  return out;
}

Html footer_of(const Visit& visit, const PageView& view,
               const queries::InstitutionData& institution) {
  Html contact;
  if (!institution.name.empty())
    contact += html("<p><strong>{}</strong></p>\n", own_words(visit, institution.name));
  if (!institution.address.empty())
    contact += html("<p>{}</p>\n", own_words(visit, institution.address));
  Html reach;
  if (!institution.telephone.empty())
    reach += html("<a href=\"tel:{}\">{}</a>",
                  replaced(replaced(institution.telephone, " ", ""), "\xC2\xA0", ""),
                  institution.telephone);
  if (!institution.email.empty())
    reach += html("{}<a href=\"mailto:{}\">{}</a>", reach.text.empty() ? "" : " · ",
                  institution.email, institution.email);
  if (!reach.text.empty()) contact += html("<p>{}</p>\n", reach);
  const auto help = local(visit, "/ayuda");
  const auto tail =
      is_internal(visit, view)
          ? html(
                "<li><a href=\"/ayuda/indice\">Manual por rol y por tarea</a></li>\n<li><a "
                "href=\"/ayuda/teclado\">Teclado</a></li>\n")
          : html("<li><a href=\"{}\">{}</a></li>\n", local(visit, "/transparencia/red"),
                 tr(visit, "Red programática"));
  return html(
      "<footer class=\"pie\"><div class=\"ancho\">\n<div>{}</div>\n"
      "<ul><li><a href=\"{}\">{}</a></li>\n<li><a href=\"{}#accesibilidad\">{}</a></li>\n"
      "<li><a href=\"{}#privacidad\">{}</a></li>\n</ul>\n"
      "<ul><li><a href=\"{}\">{}</a></li>\n{}<li>Ceiba</li>\n</ul>\n</div></footer>\n",
      contact, help, tr(visit, "Ayuda y contacto"), help, tr(visit, "Accesibilidad"), help,
      tr(visit, "Privacidad: este sitio no usa cookies de rastreo"), local(visit, "/glosario"),
      tr(visit, "Glosario"), tail);
}

}  // namespace

Response page(Visit& visit, const PageView& view, int status) {
  const auto institution = institution_of(visit);
  const bool internal = is_internal(visit, view);
  if (internal) remember_page(visit, view, status);
  Html body = view.content;
  if (!view.side.text.empty())
    body = html(
        "<div class=\"rejilla rejilla--lado\"><div>\n{}</div>\n<aside class=\"lateral\" "
        "aria-label=\"{}\">\n{}</aside></div>\n",
        view.content, tr(visit, "Información relacionada"), view.side);
  if (!view.origin.text.empty())
    body += html(
        "<section class=\"seccion\" aria-labelledby=\"acerca\"><h2 id=\"acerca\" "
        "class=\"govuk-heading-s\">{}</h2>\n{}</section>\n",
        tr(visit, "Acerca de estos datos"), view.origin);
  Response response;
  response.status = status;
  response.keep = is_public(view.area) && status == 200 ? Keep::Ask : Keep::No;
  response.body =
      html(
          "<!DOCTYPE html>\n<html lang=\"{}\" class=\"govuk-template\">\n<head>\n{}</head>\n"
          "<body class=\"govuk-template__body{}{}\"{}>\n"
          "<a href=\"#contenido\" class=\"govuk-skip-link\">{}</a>\n{}<div class=\"ancho\">\n{}"
          "<main id=\"contenido\">\n{}{}{}{}{}</main>\n</div>\n{}</body>\n</html>\n",
          visit.language == Language::Spanish ? "es-GT" : "en", head_of(visit, view, institution),
          internal ? " interna" : "", preferred(visit, "densidad") == "compacta" ? " compacta" : "",
          Html{preferred(visit, "teclas") == "no" ? " data-teclas=\"no\"" : ""},
          tr(visit, "Ir al contenido"), header_of(visit, view, institution), crumbs_of(visit, view),
          notices_of(visit), view.errors, heading_of(visit, view), second_menu(visit, view), body,
          footer_of(visit, view, institution))
          .text;
  return response;
}

Html symbol(std::string_view name, std::string_view css) {
  return html("<svg class=\"{}\" aria-hidden=\"true\"><use href=\"{}#{}\"/></svg>", css,
              asset("simbolos.svg"), name);
}

Html hidden(std::string_view text) {
  return html("<span class=\"govuk-visually-hidden\">{}</span>", text);
}

Html link(std::string_view address, std::string_view text) {
  return html("<a href=\"{}\">{}</a>", address, text);
}

Html primary_link(std::string_view address, std::string_view text) {
  return html("<a class=\"govuk-button\" href=\"{}\">{}</a>", address, text);
}

Html secondary_link(std::string_view address, std::string_view text) {
  return html("<a class=\"govuk-button govuk-button--secondary\" href=\"{}\">{}</a>", address,
              text);
}

Html section(std::string_view id, std::string_view heading, const Html& content) {
  return html(
      "<section class=\"seccion\" aria-labelledby=\"{}\"><h2 id=\"{}\" "
      "class=\"govuk-heading-m\">{}</h2>\n{}</section>\n",
      id, id, heading, content);
}

std::string tr(Language language, std::string_view spanish) {
  if (language == Language::English)
    if (const auto* english = text::english_of(spanish); english != nullptr) return *english;
  return std::string(spanish);
}

std::string tr(const Visit& visit, std::string_view spanish) { return tr(visit.language, spanish); }

std::string tr(const Visit& visit, std::string_view spanish, const std::vector<std::string>& fill) {
  const auto sentence = tr(visit, spanish);
  std::string out;
  std::string_view rest = sentence;
  for (const auto& part : fill) {
    const auto hole = rest.find("{}");
    if (hole == rest.npos) break;
    out.append(rest.substr(0, hole)).append(part);
    rest.remove_prefix(hole + 2);
  }
  return out.append(rest);
}

Html own_words(const Visit& visit, std::string_view spanish) {
  if (visit.language == Language::Spanish) return escaped(spanish);
  return html("<span lang=\"es\">{}</span>", spanish);
}

std::string local(const Visit& visit, std::string_view path) {
  if (visit.language == Language::Spanish) return std::string(path);
  return path == "/" ? std::string("/en") : "/en" + std::string(path);
}

}  // namespace web
