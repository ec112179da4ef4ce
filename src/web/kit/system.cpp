// Refusals as pages: what happened, what to do, and a way on. Below /api they are problem+json.
#include <utility>

#include "base/text.hpp"
#include "text/refusals.hpp"
#include "web/kit/page.hpp"
#include "web/kit/state.hpp"
#include "web/problem.hpp"

namespace web {
namespace {

struct Status {
  std::string_view code;
  int status;
};

// Where the kind of fault does not say it all.
constexpr Status exact[] = {
    {"web.peticion_malformada", 400},
    {"web.sin_sesion", 401},
    {"web.pagina_desconocida", 404},
    {"web.metodo_no_admitido", 405},
    {"web.archivo_grande", 413},
    {"web.tipo_de_cuerpo", 415},
    {"web.falta_version", 428},
    {"web.demasiadas_peticiones", 429},
    {"web.parametro_desconocido", 400},
    {"web.parametro_invalido", 400},
    {"web.pieza_danada", 400},
    {"web.subida_danada", 400},
    {"web.falla", 500},
};

struct Heading {
  int status;
  std::string_view text, lead;
};

constexpr Heading headings[] = {
    {400, "No se entendió la petición", "La dirección o lo enviado tiene un error de forma."},
    {401, "Hace falta entrar", "Esta página es para quien tiene usuario."},
    {403, "No tiene permiso para esto", "Su rol no permite esta acción."},
    {404, "Esta página no existe", "Puede que la dirección haya cambiado o esté mal escrita."},
    {405, "Esta dirección no admite esa acción", "Vuelva a la página anterior."},
    {409, "Hay un conflicto",
     "Lo que usted vio cambió antes de que guardara, o el paso ya no corresponde."},
    {413, "El archivo es demasiado grande", "Lo que envió pasa del máximo permitido."},
    {415, "El archivo no es del tipo esperado", "Revise el formato y envíelo de nuevo."},
    {422, "Un dato no es válido", "Revise lo escrito y envíelo de nuevo."},
    {428, "Falta la versión", "Abra la página de nuevo y repita el cambio."},
    {429, "Demasiadas peticiones", "Espere un momento e inténtelo de nuevo."},
    {500, "Algo falló en el servidor",
     "No se guardó nada de esta petición; lo que guardó antes está a salvo."},
    {503, "El servicio no está disponible", "Inténtelo de nuevo en unos minutos."},
};

const Heading& heading_of(int status) {
  for (const auto& one : headings)
    if (one.status == status) return one;
  return status < 500 ? headings[0] : headings[11];
}

// What to do where somebody lacks a permission: who has it, and who gives it.
Html who_may(const Error& error) {
  const auto roles = detail_of(error, "roles");
  Html out;
  if (!roles.empty()) out += html("<p>Lo permiten estos roles: <b>{}</b>.</p>\n", roles);
  return out += Html{"<p>Los roles los concede la administración del sistema.</p>\n"};
}

Html ways_on(const Visit& visit) {
  const bool internal = visit.viewer != nullptr;
  Html items;
  const auto add = [&](const std::string& address, std::string_view words) {
    items += html("<li>{}</li>\n", link(address, tr(visit, words)));
  };
  if (internal) {
    add("/inicio", "Mi trabajo");
    add("/tablero", "Tablero");
    add("/ayuda", "Ayuda y contacto");
  } else {
    add(local(visit, "/"), "Inicio");
    add(local(visit, "/transparencia/presupuesto"), "Presupuesto");
    add(local(visit, "/ayuda"), "Ayuda y contacto");
  }
  return html("<ul class=\"govuk-list\">\n{}</ul>\n", items);
}

Html search_box(const Visit& visit) {
  return html(
      "<form class=\"filtros\" action=\"{}\" method=\"get\" role=\"search\" "
      "aria-label=\"{}\"><div><label for=\"q2\">{}</label><input id=\"q2\" name=\"q\" "
      "type=\"search\"></div><button type=\"submit\" class=\"govuk-button\">{}</button></form>\n",
      local(visit, "/buscar"), tr(visit, "Buscar en el sitio"), tr(visit, "¿Qué buscaba?"),
      tr(visit, "Buscar"));
}

}  // namespace

int status_of(const Error& error) {
  for (const auto& one : exact)
    if (one.code == error.code) return one.status;
  switch (error.fault) {
    case Fault::Invalid:
      return 422;
    case Fault::NotFound:
      return 404;
    case Fault::Forbidden:
      return 403;
    case Fault::Conflict:
      return 409;
    case Fault::Unavailable:
      return 503;
  }
  return 500;
}

Response refusal_page(Visit& visit, const Error& error) {
  if (asks_the_api(visit.request)) return problem(visit.request, error);
  const int status = status_of(error);
  const auto& heading = heading_of(status);

  Html content;
  // The exact sentence is Spanish; in English the heading and the lead say what happened.
  const bool exact_too = visit.language == Language::Spanish && status != 404;
  if (exact_too || (status == 404 && visit.viewer != nullptr)) {
    Html inside = html("<p><b>{}</b></p>\n", text::what_happened(error));
    if (const auto where = text::where_it_is(error); !where.empty())
      inside += html("<p>{}</p>\n", where);
    if (const auto remedy = text::what_to_do(error); !remedy.empty())
      inside += html("<p>{}</p>\n", remedy);
    for (const auto& one : error.all)
      inside += html("<p>{} {}</p>\n", text::what_happened(one), text::where_it_is(one));
    content += notice_box(status >= 500   ? NoticeTone::Red
                          : status == 409 ? NoticeTone::Amber
                                          : NoticeTone::Grey,
                          inside);
  }
  if (status == 403 && visit.language == Language::Spanish) content += who_may(error);
  if (status == 401) content += html("<p>{}</p>\n", primary_link("/entrar", tr(visit, "Entrar")));
  if (status == 409)
    content += html("<p>{}</p>\n", html("<a href=\"{}\">{}</a>", visit.request.path,
                                        tr(visit, "Ver cómo está ahora")));
  if (status == 404) content += search_box(visit);
  content +=
      html("<h2 class=\"govuk-heading-s\">{}</h2>\n{}", tr(visit, "Siga por aquí"), ways_on(visit));
  if (status >= 500)
    content += html("<p class=\"origen\">{} <b class=\"cod\">{}</b></p>\n",
                    tr(visit, "Número de referencia para pedir ayuda:"), visit.request.id);

  PageView view;
  view.title = tr(visit, heading.text);
  view.heading = view.title;
  view.lead = tr(visit, heading.lead);
  view.content = content;
  auto response = page(visit, view, status);
  if (status == 503 || status == 429) {
    const auto seconds = detail_of(error, "segundos");
    response.headers.add("Retry-After", std::string(seconds.empty() ? "5" : seconds));
  }
  return response;
}

}  // namespace web
