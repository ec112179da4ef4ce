// The public portal: what anybody may read, in Spanish at these paths and in English below /en.
#include "web/assets.hpp"
#include "web/pages/public_pages.hpp"
#include "web/refusals.hpp"
#include "web/route.hpp"

namespace web {
namespace {

// The service worker of the capture, at the root so that it may serve /ejecucion/captura.
Result<Response> capture_worker(Visit&) {
  const auto* worker = asset_named("captura-sw.js");
  if (worker == nullptr) return refuse(Refusal::PageUnknown);
  Response response;
  response.content_type = worker->content_type;
  response.body = worker->bytes;
  response.keep = Keep::Ask;
  return response;
}

constexpr Route routes[] = {
    {Method::Get, "/", anybody, public_home, "Inicio"},
    {Method::Get, "/transparencia/resultados", anybody, public_results, "Resultados"},
    {Method::Get, "/transparencia/indicadores/{codigo}", anybody, public_indicator, "Un indicador"},
    {Method::Get, "/transparencia/presupuesto", anybody, public_budget, "Presupuesto"},
    {Method::Get, "/transparencia/red", anybody, public_network, "Red programática"},
    {Method::Get, "/transparencia/pagos", anybody, public_payments, "Pagos: totales y tiempos"},
    {Method::Get, "/transparencia/informes", anybody, public_reports, "Informes publicados"},
    {Method::Get, "/transparencia/informes/{codigo}/{version}/{formato}", anybody,
     public_report_file, "Archivo de un informe publicado"},
    {Method::Get, "/datos", anybody, public_data, "Datos abiertos"},
    {Method::Get, "/datos/explorar", anybody, public_explorer, "Explorador"},
    {Method::Get, "/datos/{conjunto}", anybody, public_dataset, "Un conjunto de datos"},
    {Method::Get, "/datos/{conjunto}/datapackage", anybody, public_data_package,
     "Descriptor de un conjunto"},
    {Method::Get, "/datos/{conjunto}/cifra/{fila}", anybody, public_figure,
     "Una cifra publicada y su prueba"},
    {Method::Get, "/transparencia/comprobar", anybody, public_check, "Compruebe esta cifra"},
    {Method::Get, "/checkpoint", anybody, public_checkpoint, "Punto de control de la bitácora"},
    {Method::Get, "/tile/{nivel}/{a}", anybody, public_tile, "Huellas de la bitácora"},
    {Method::Get, "/tile/{nivel}/{a}/{b}", anybody, public_tile, "Huellas de la bitácora"},
    {Method::Get, "/tile/{nivel}/{a}/{b}/{c}", anybody, public_tile, "Huellas de la bitácora"},
    {Method::Get, "/tile/{nivel}/{a}/{b}/{c}/{d}", anybody, public_tile, "Huellas de la bitácora"},
    {Method::Get, "/buscar", anybody, public_search, "Búsqueda"},
    {Method::Get, "/glosario", anybody, public_glossary, "Glosario"},
    {Method::Get, "/glosario/{termino}", anybody, public_glossary_entry, "Un término"},
    {Method::Get, "/ayuda", anybody, public_help, "Preguntas y contacto"},
    {Method::Get, "/captura-sw.js", anybody, capture_worker, "Captura sin conexión"},
};

}  // namespace

std::span<const Route> public_routes() { return routes; }

}  // namespace web
