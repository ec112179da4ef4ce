// The routes of planning: chain, matrix, sheets, POA, network, findings, versions, measures,
// policy.
#include "web/pages/planning_pages.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr std::uint64_t workbook_max = 32ULL << 20;
constexpr std::uint64_t evidence_max = 20ULL << 20;

constexpr Route routes[] = {
    {Method::Get, "/planificacion", signed_in, planning_start, "Planificación"},
    {Method::Get, "/planificacion/cadena", signed_in, chain_show, "Cadena de resultados"},

    {Method::Get, "/planificacion/matriz", signed_in, matrix_show, "Matriz PEI"},
    {Method::Get, "/planificacion/matriz/{fila}/editar", with(Permission::LoadPlan), matrix_edit,
     "Editar una fila de la matriz"},
    {Method::Post, "/planificacion/matriz/{fila}/editar", with(Permission::LoadPlan), matrix_edit,
     "Editar una fila de la matriz"},

    {Method::Get, "/planificacion/indicadores", signed_in, sheet_list, "Fichas de indicador"},
    {Method::Get, "/planificacion/indicadores/{codigo}", signed_in, sheet_show, "Una ficha"},
    {Method::Get, "/planificacion/indicadores/{codigo}/editar", with(Permission::EditIndicator),
     sheet_edit, "Proponer una versión de una ficha"},
    {Method::Post, "/planificacion/indicadores/{codigo}/editar", with(Permission::EditIndicator),
     sheet_edit, "Proponer una versión de una ficha"},
    {Method::Post, "/planificacion/indicadores/{codigo}/aprobar",
     with(Permission::ApproveIndicator), sheet_approve, "Aprobar una ficha"},

    {Method::Get, "/planificacion/poa/{anio}", signed_in, poa_show, "POA"},
    {Method::Get, "/planificacion/poa/{anio}/reprogramar", with(Permission::ReprogramGoals),
     poa_reprogram, "Reprogramar una meta"},
    {Method::Post, "/planificacion/poa/{anio}/reprogramar", with(Permission::ReprogramGoals),
     poa_reprogram, "Reprogramar una meta"},
    {Method::Get, "/planificacion/poa/{anio}/financiero", with(Permission::ImportBudget), poa_money,
     "Cargar la programación financiera"},
    {Method::Post, "/planificacion/poa/{anio}/financiero", with(Permission::ImportBudget),
     poa_money, "Cargar la programación financiera", workbook_max},

    {Method::Get, "/planificacion/red/{anio}", signed_in, network_show, "Red programática"},
    {Method::Get, "/planificacion/red/{anio}/comparar", signed_in, network_compare,
     "Comparar la red"},

    {Method::Get, "/planificacion/hallazgos", signed_in, finding_list, "Hallazgos del plan"},
    {Method::Get, "/planificacion/hallazgos/aceptar", with(Permission::AcceptFinding),
     finding_accept, "Aceptar un hallazgo"},
    {Method::Post, "/planificacion/hallazgos/aceptar", with(Permission::AcceptFinding),
     finding_accept, "Aceptar un hallazgo"},

    {Method::Get, "/planificacion/versiones", signed_in, version_list, "Versiones del plan"},
    {Method::Get, "/planificacion/versiones/diferencias", signed_in, version_differences,
     "Diferencias entre versiones"},
    {Method::Get, "/planificacion/plantilla", signed_in, plan_template, "El plan como libro"},

    {Method::Get, "/planificacion/cargar", with(Permission::LoadPlan), plan_start,
     "Cargar PEI y POA"},
    {Method::Post, "/planificacion/cargar", with(Permission::LoadPlan), plan_upload,
     "Subir un plan", workbook_max},
    {Method::Get, "/planificacion/cargar/{archivo}", with(Permission::LoadPlan), plan_review,
     "Diferencias de un plan"},
    {Method::Post, "/planificacion/cargar/{archivo}", with(Permission::LoadPlan), plan_apply,
     "Aplicar un plan"},
    {Method::Get, "/planificacion/cargar/{archivo}/hojas", with(Permission::LoadPlan), plan_sheets,
     "Hojas y columnas"},
    {Method::Post, "/planificacion/cargar/{archivo}/hojas", with(Permission::LoadPlan), plan_map,
     "Relacionar hojas y columnas"},
    {Method::Get, "/planificacion/cargar/{archivo}/rechazos", with(Permission::LoadPlan),
     plan_refused, "Por qué se rechaza un plan"},
    {Method::Post, "/planificacion/cargar/{archivo}/descartar", with(Permission::LoadPlan),
     plan_throw_away, "Descartar un plan"},

    {Method::Get, "/planificacion/medidas", signed_in, measure_list, "Medidas de la estrategia"},
    {Method::Get, "/planificacion/medidas/{codigo}", signed_in, measure_show, "Una medida"},
    {Method::Post, "/planificacion/medidas/{codigo}", with(Permission::ReportMeasures),
     measure_follow, "Informar una medida", evidence_max},

    {Method::Get, "/planificacion/politica", signed_in, policy_list, "Política Migratoria"},
    {Method::Get, "/planificacion/politica/{linea}", signed_in, policy_show, "Una línea"},
    {Method::Post, "/planificacion/politica/{linea}", with(Permission::FollowPolicy), policy_follow,
     "Informar una línea", evidence_max},
};

}  // namespace

std::span<const Route> planning_routes() { return routes; }

}  // namespace web
