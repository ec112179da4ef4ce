// The routes of reference data. Anybody who has signed in may look; changing is by permission.
#include "web/pages/reference_pages.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr Route routes[] = {
    {Method::Get, "/admin/catalogos", signed_in, catalog_list, "Catálogos"},
    {Method::Get, "/admin/catalogos/{catalogo}", signed_in, catalog_show, "Un catálogo"},
    {Method::Get, "/admin/catalogos/{catalogo}/agregar", with(Permission::AddCatalogEntry),
     catalog_add, "Entrada nueva de un catálogo"},
    {Method::Post, "/admin/catalogos/{catalogo}/agregar", with(Permission::AddCatalogEntry),
     catalog_add, "Agregar una entrada a un catálogo"},
    {Method::Get, "/admin/normas", signed_in, norm_list, "Normas y su certeza"},
    {Method::Get, "/admin/normas/{catalogo}/confirmar", with(Permission::ConfirmNorm), norm_confirm,
     "Confirmar una norma"},
    {Method::Post, "/admin/normas/{catalogo}/confirmar", with(Permission::ConfirmNorm),
     norm_confirm, "Confirmar el grado de certeza de una norma"},
    {Method::Get, "/admin/umbrales", signed_in, threshold_list, "Umbrales del semáforo"},
};

}  // namespace

std::span<const Route> reference_routes() { return routes; }

}  // namespace web
