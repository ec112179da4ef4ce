// The routes of the puesta en marcha. The first page is for anybody, because there is nobody yet;
// what it does then is guarded by the code that the server printed.
#include "web/pages/setup_pages.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr auto institution = with(Permission::ManageInstallation);
constexpr auto organization = with(Permission::EditOrganization);
constexpr auto catalogs = with(Permission::LoadCatalogs);

constexpr Route routes[] = {
    {Method::Get, "/puesta-en-marcha", anybody, setup_start, "Puesta en marcha"},
    {Method::Post, "/puesta-en-marcha", anybody, first_administrator,
     "Crear la primera persona administradora"},
    {Method::Get, "/puesta-en-marcha/institucion", institution, setup_institution_form,
     "Institución"},
    {Method::Post, "/puesta-en-marcha/institucion", institution, setup_institution,
     "Guardar la institución"},
    {Method::Get, "/puesta-en-marcha/ejercicio", organization, setup_year_form, "Ejercicio fiscal"},
    {Method::Post, "/puesta-en-marcha/ejercicio", organization, setup_year, "Guardar el ejercicio"},
    {Method::Get, "/puesta-en-marcha/catalogos", catalogs, setup_catalogs_form, "Catálogos"},
    {Method::Post, "/puesta-en-marcha/catalogos", catalogs, setup_catalogs, "Cargar los catálogos"},
};

}  // namespace

std::span<const Route> setup_routes() { return routes; }

}  // namespace web
