// Refusals for programs: problem+json.
#include "web/problem.hpp"

#include <boost/json/serialize.hpp>

#include "base/json.hpp"
#include "text/refusals.hpp"
#include "web/kit/page.hpp"

namespace web {
namespace {

json::object as_json(const Error& error) {
  json::object out{{"codigo", error.code}, {"detail", text::what_happened(error)}};
  if (auto where = text::where_it_is(error); !where.empty()) out["donde"] = where;
  if (auto remedy = text::what_to_do(error); !remedy.empty()) out["remedio"] = remedy;
  json::object details;
  for (const auto& [name, value] : error.details) details[name] = value;
  if (!details.empty()) out["detalles"] = std::move(details);
  return out;
}

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Petición malformada";
    case 401:
      return "Hace falta identificarse";
    case 403:
      return "Sin permiso";
    case 404:
      return "No existe";
    case 405:
      return "Método no admitido";
    case 409:
    case 412:
      return "Conflicto";
    case 413:
      return "Demasiado grande";
    case 415:
      return "Tipo no admitido";
    case 422:
      return "Dato inválido";
    case 428:
      return "Falta la versión";
    case 429:
      return "Demasiadas peticiones";
    case 503:
      return "No disponible";
    default:
      return "Error";
  }
}

}  // namespace

bool asks_the_api(const Request& request) {
  return request.path == "/api" || request.path.starts_with("/api/");
}

Response problem(const Request& request, const Error& error) {
  return problem(request, error, status_of(error));
}

Response problem(const Request& request, const Error& error, int status) {
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  json::object body{
      {"type", "about:blank"}, {"title", title_of(response.status)}, {"status", response.status}};
  for (auto& [name, value] : as_json(error)) body[name] = std::move(value);
  body["instance"] = "urn:ceiba:peticion:" + request.id;
  json::array all;
  for (const auto& one : error.all) all.push_back(as_json(one));
  if (!all.empty()) body["errores"] = std::move(all);
  response.body = json::serialize(body);
  if (response.status == 503 || response.status == 429) {
    const auto seconds = detail_of(error, "segundos");
    response.headers.add("Retry-After", std::string(seconds.empty() ? "5" : seconds));
  }
  return response;
}

}  // namespace web
