// The tables of routes. A route says its method, its path, who may, and its page; the application
// does not start with a route that does not say who may, nor with two of the same path.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "web/visit.hpp"

namespace web {

// Who may use a route. There is no standard value: a route must say.
struct Allowed {
  enum class Who : std::uint8_t { Nobody, Anybody, SignedIn, With } who = Who::Nobody;
  access_control::Permission permission{};
};
inline constexpr Allowed anybody{Allowed::Who::Anybody, {}};
inline constexpr Allowed signed_in{Allowed::Who::SignedIn, {}};
constexpr Allowed with(access_control::Permission p) { return {Allowed::Who::With, p}; }

using Page = Result<Response> (*)(Visit&);

struct Route {
  Method method = Method::Get;
  std::string_view path;  // "/ejecucion/captura/{anio}/{mes}/{unidad}"
  Allowed allowed;
  Page page = nullptr;
  std::string_view summary;      // What it is, for the API's document and the logs.
  std::uint64_t upload_max = 0;  // Bytes of a body with files; 0: forms of at most 1 MiB.
};

// The public portal: pages on a connection that only reads, without cookies, in Spanish at its path
// and in English below /en.
std::span<const Route> public_routes();

// The institution's side, by area. Each is beside its pages.
std::span<const Route> session_routes();    // Entrar, salir, clave, segundo factor, sesiones.
std::span<const Route> setup_routes();      // Puesta en marcha.
std::span<const Route> admin_routes();      // Usuarios, unidades, períodos, catálogos, trabajos.
std::span<const Route> work_routes();       // Mi trabajo, notificaciones, búsqueda.
std::span<const Route> capture_routes();    // Captura, validación, cierre, rectificación.
std::span<const Route> execution_routes();  // Tablero, ejecución, producto, importar.
std::span<const Route> planning_routes();   // Cadena, matriz, fichas, POA, red, política, medidas.
std::span<const Route> report_routes();     // Informes.
std::span<const Route> verification_routes();  // Expedientes de pago, normativa, listas.
std::span<const Route> reference_routes();     // Catálogos, normas, umbrales, períodos.
std::span<const Route> control_routes();       // Auditoría: hallazgos, controles.
std::span<const Route> transparency_routes();  // Solicitudes de información, calendario legal.
std::span<const Route> control_tool_routes();  // Riesgos, muestras, indicadores, orientaciones.
std::span<const Route> trail_routes();         // Pista de auditoría.
std::span<const Route> help_routes();          // Ayuda y glosario.
std::span<const Route> api_routes();           // /api/v1
std::vector<const Route*> all_routes();

}  // namespace web
