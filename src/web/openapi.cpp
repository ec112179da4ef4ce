// OpenAPI 3.1 of the API, made from the table of routes and the lists' fields.
#include <algorithm>

#include "web/api.hpp"
#include "web/request_text.hpp"

namespace web {
namespace {

json::object schema_of(const ApiField& field) {
  json::array type;
  json::object out;
  switch (field.kind) {
    case ApiKind::Money:
    case ApiKind::Quantity:
    case ApiKind::Percent:
      type = {"string", "null"};
      out["pattern"] = "^-?[0-9]+(\\.[0-9]+)?$";
      break;
    case ApiKind::Date:
      type = {"string", "null"};
      out["format"] = "date";
      break;
    case ApiKind::Integer:
      type = {"integer", "null"};
      break;
    case ApiKind::Flag:
      type = {"boolean"};
      break;
    case ApiKind::Text:
      type = {"string", "null"};
      break;
  }
  out["type"] = std::move(type);
  out["description"] = field.about;
  return out;
}

json::object reference(std::string_view where) { return {{"$ref", where}}; }

json::object query_parameter(std::string_view name, std::string_view about, json::object schema) {
  return {{"name", name},
          {"in", "query"},
          {"required", false},
          {"description", about},
          {"schema", std::move(schema)}};
}

std::string name_of(const ApiList& list) {
  std::string name{list.path.substr(std::string_view("/api/v1/").size())};
  std::ranges::replace(name, '/', '_');
  return name;
}

const ApiList* list_of(const Route& route) {
  for (const auto& list : api_lists())
    if (list.path == route.path) return &list;
  return nullptr;
}

std::string operation_id(const Route& route) {
  std::string id = lower(show(route.method));
  for (const char c : route.path.substr(std::string_view("/api/v1").size())) {
    if (c == '{' || c == '}' || c == '.') continue;
    id += c == '/' ? '_' : c;
  }
  return id;
}

json::array path_parameters(std::string_view path) {
  json::array out;
  for (std::size_t at = 0; (at = path.find('{', at)) != path.npos; ++at) {
    const auto name = path.substr(at + 1, path.find('}', at) - at - 1);
    out.push_back(json::object{{"name", name},
                               {"in", "path"},
                               {"required", true},
                               {"schema", json::object{{"type", "string"}}}});
  }
  return out;
}

json::object json_content(json::object schema) {
  return {{"application/json", json::object{{"schema", std::move(schema)}}}};
}

json::object operation_of(const Route& route) {
  auto parameters = path_parameters(route.path);
  json::object schema{{"type", "object"}};
  const auto* list = list_of(route);
  if (list != nullptr) {
    for (const auto& one : list->parameters)
      parameters.push_back(query_parameter(one.name, one.about, json::object{{"type", "string"}}));
    for (const auto* common : {"pagina", "por_pagina", "orden", "filtro"})
      parameters.push_back(reference("#/components/parameters/" + std::string(common)));
    schema = reference("#/components/schemas/lista_" + name_of(*list));
  }
  json::object responses{
      {"200",
       json::object{{"description", route.summary},
                    {"headers", json::object{{"ETag", reference("#/components/headers/ETag")}}},
                    {"content", json_content(std::move(schema))}}},
      {"default", reference("#/components/responses/problema")}};
  json::object operation{{"operationId", operation_id(route)}, {"summary", route.summary}};
  if (route.method == Method::Put) {
    parameters.push_back(reference("#/components/parameters/if_match"));
    parameters.push_back(reference("#/components/parameters/idempotency_key"));
    operation["requestBody"] = json::object{
        {"required", true}, {"content", json_content(reference("#/components/schemas/captura"))}};
  } else {
    responses["304"] = json::object{{"description", "No ha cambiado desde la etiqueta dada"}};
  }
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  operation["responses"] = std::move(responses);
  if (route.allowed.who == Allowed::Who::Anybody) operation["security"] = json::array{};
  if (route.allowed.who == Allowed::Who::With)
    operation["description"] = "Hace falta el permiso " +
                               std::string(access_control::show(route.allowed.permission)) + '.';
  return operation;
}

json::object list_schema(const ApiList& list) {
  return {
      {"allOf",
       json::array{
           reference("#/components/schemas/sobre"),
           json::object{
               {"type", "object"},
               {"properties",
                json::object{{"datos", json::object{{"type", "array"},
                                                    {"items", reference("#/components/schemas/" +
                                                                        name_of(list))}}}}}}}}};
}

json::object row_schema(const ApiList& list) {
  json::object properties;
  json::array required;
  for (const auto& field : list.fields) {
    properties[field.name] = schema_of(field);
    required.push_back(json::value(field.name));
  }
  json::object out{{"type", "object"},
                   {"description", list.summary},
                   {"properties", std::move(properties)},
                   {"required", std::move(required)}};
  out["additionalProperties"] = list.open_fields;
  return out;
}

json::object schemas() {
  const auto text = [](std::string_view about) {
    return json::object{{"type", "string"}, {"description", about}};
  };
  const auto whole = [](std::string_view about) {
    return json::object{{"type", "integer"}, {"description", about}};
  };
  json::object out{
      {"sobre",
       json::object{
           {"type", "object"},
           {"required", json::array{"recurso", "total", "pagina", "por_pagina", "paginas", "moneda",
                                    "totales", "datos", "enlaces"}},
           {"properties",
            json::object{{"recurso", text("Nombre del recurso")},
                         {"total", whole("Filas en todas las páginas, con los filtros")},
                         {"pagina", whole("Página que se da")},
                         {"por_pagina", whole("Filas por página")},
                         {"paginas", whole("Cuántas páginas hay")},
                         {"moneda", json::object{{"const", "GTQ"}}},
                         {"totales", json::object{{"type", "object"},
                                                  {"description", "Sumas exactas del dinero"},
                                                  {"additionalProperties", text("Quetzales")}}},
                         {"corte", reference("#/components/schemas/corte")},
                         {"ilustrativo", json::object{{"type", "boolean"}}},
                         {"datos", json::object{{"type", "array"},
                                                {"items", json::object{{"type", "object"}}}}},
                         {"enlaces", json::object{{"type", "object"}}}}}}},
      {"corte", json::object{{"type", "object"},
                             {"properties",
                              json::object{{"periodo", text("2026-C1, 2026-04 o 2026")},
                                           {"version", whole("0: lo registrado hasta ahora")},
                                           {"desde", text("Primer mes")},
                                           {"hasta", text("Último mes")},
                                           {"congelado", json::object{{"type", "boolean"}}},
                                           {"asiento", whole("Último asiento que incluye")}}}}},
      {"problema",
       json::object{{"type", "object"},
                    {"required", json::array{"type", "title", "status", "codigo"}},
                    {"properties",
                     json::object{{"type", text("Siempre about:blank: lo distingue `codigo`")},
                                  {"title", text("Clase de problema")},
                                  {"status", whole("Estado HTTP")},
                                  {"detail", text("Qué pasó")},
                                  {"codigo", text("Código estable, por ejemplo web.sin_permiso")},
                                  {"remedio", text("Qué hacer")},
                                  {"donde", text("Archivo, línea, columna o campo")},
                                  {"instance", text("Número de la petición")}}}}},
      {"captura",
       json::object{
           {"type", "object"},
           {"required", json::array{"filas"}},
           {"properties",
            json::object{
                {"filas",
                 json::object{
                     {"type", "array"},
                     {"items",
                      json::object{
                          {"type", "object"},
                          {"required", json::array{"subproducto"}},
                          {"properties",
                           json::object{
                               {"subproducto", text("Código")},
                               {"ejecutado",
                                json::object{{"type", json::array{"string", "null"}},
                                             {"description", "Cantidad; nulo la quita"}}},
                               {"nota",
                                json::object{{"type", json::array{"string", "null"}}}}}}}}}}}}}},
  };
  for (const auto& list : api_lists()) {
    out[name_of(list)] = row_schema(list);
    out["lista_" + name_of(list)] = list_schema(list);
  }
  return out;
}

}  // namespace

json::object openapi(std::string_view server) {
  json::object paths;
  for (const auto& route : api_routes()) {
    auto& path = paths[route.path];
    if (!path.is_object()) path = json::object{};
    path.as_object()[lower(show(route.method))] = operation_of(route);
  }
  const json::object positive{{"type", "integer"}, {"minimum", 1}};
  json::object parameters{
      {"pagina", query_parameter("pagina", "Página, desde 1", positive)},
      {"por_pagina", query_parameter("por_pagina", "Filas por página, hasta 1000",
                                     {{"type", "integer"}, {"minimum", 1}, {"maximum", 1000}})},
      {"orden",
       query_parameter("orden", "Campo; con «-» delante, de mayor a menor", {{"type", "string"}})},
      {"filtro", json::object{{"name", "filtro"},
                              {"in", "query"},
                              {"required", false},
                              {"style", "deepObject"},
                              {"explode", true},
                              {"description", "filtro[campo]=valor, igual exactamente"},
                              {"schema", json::object{{"type", "object"},
                                                      {"additionalProperties",
                                                       json::object{{"type", "string"}}}}}}},
      {"if_match", json::object{{"name", "If-Match"},
                                {"in", "header"},
                                {"required", true},
                                {"description", "ETag de la versión que se leyó"},
                                {"schema", json::object{{"type", "string"}}}}},
      {"idempotency_key",
       json::object{{"name", "Idempotency-Key"},
                    {"in", "header"},
                    {"required", false},
                    {"description", "La misma clave hace el cambio una sola vez, por siete días"},
                    {"schema", json::object{{"type", "string"}, {"maxLength", 200}}}}},
  };
  return {{"openapi", "3.1.0"},
          {"info",
           json::object{
               {"title", "Ceiba"},
               {"version", "1"},
               {"description",
                "Gestión por resultados: plan, presupuesto, metas, indicadores e informes. El "
                "dinero son quetzales en texto decimal exacto; un valor nulo es «sin dato», que "
                "no es cero."},
               {"license", json::object{{"name", "Datos públicos"},
                                        {"url", std::string(server) + "/datos"}}}}},
          {"servers", json::array{json::object{{"url", server}}}},
          {"security", json::array{json::object{{"llave", json::array{}}}}},
          {"paths", std::move(paths)},
          {"components",
           json::object{
               {"schemas", schemas()},
               {"parameters", std::move(parameters)},
               {"headers",
                json::object{{"ETag", json::object{{"description", "Etiqueta de la versión"},
                                                   {"schema", json::object{{"type", "string"}}}}}}},
               {"responses",
                json::object{
                    {"problema",
                     json::object{
                         {"description", "Lo que se rechazó, con su código"},
                         {"content",
                          json::object{
                              {"application/problem+json",
                               json::object{
                                   {"schema", reference("#/components/schemas/problema")}}}}}}}}},
               {"securitySchemes",
                json::object{
                    {"llave", json::object{{"type", "http"},
                                           {"scheme", "bearer"},
                                           {"description",
                                            "Llave personal de «Mi cuenta», con su alcance"}}}}}}}};
}

}  // namespace web
