// The table of the API: its lists, and what is not a list.
#include <vector>

#include "web/pages/api_pages.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr Route routes[] = {
    {Method::Get, "/api/v1", anybody, api_index, "Índice de los recursos"},
    {Method::Get, "/api/v1/openapi.json", anybody, api_document, "Este documento, en OpenAPI 3.1"},
    {Method::Get, "/api/v1/evaluacion/{periodo}", anybody, api_evaluation,
     "La evaluación de un período, cada cifra con su fórmula y lo que la forma"},
    {Method::Get, "/api/v1/indicadores/{codigo}", anybody, api_one_indicator,
     "Un indicador, con sus variables y su serie"},
    {Method::Get, "/api/v1/expedientes/{numero}", with(Permission::ReadFiles), api_payment_file,
     "Un expediente de pago, con sus objeciones, su lista y sus pasos"},
    {Method::Get, "/api/v1/captura/{mes}/{unidad}", signed_in, api_month,
     "El mes de una unidad como se captura"},
    {Method::Put, "/api/v1/captura/{mes}/{unidad}", with(Permission::ReportGoals), api_put_month,
     "Escribe lo ejecutado en el mes de una unidad"},
};

}  // namespace

std::span<const Route> api_routes() {
  static const auto all = [] {
    std::vector<Route> both(std::begin(routes), std::end(routes));
    for (const auto& route : api_list_routes()) both.push_back(route);
    return both;
  }();
  return all;
}

}  // namespace web
