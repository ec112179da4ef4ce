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
    {Method::Get, "/captura-sw.js", anybody, capture_worker, "Captura sin conexión"},
};

}  // namespace

std::span<const Route> public_routes() { return routes; }

}  // namespace web
