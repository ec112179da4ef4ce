// The routes of execution: board, drill, products, imports, long jobs.
#include "web/pages/execution_pages.hpp"

namespace web {
namespace {

using access_control::Permission;

// A national file of a year has a few hundred megabytes.
constexpr std::uint64_t budget_file_max = std::uint64_t{1} << 30;

constexpr Route routes[] = {
    {Method::Get, "/tablero", signed_in, board_show, "Tablero ejecutivo"},
    {Method::Get, "/tablero.pdf", signed_in, board_sheet, "Tablero ejecutivo en una hoja"},
    {Method::Get, "/ejecucion", signed_in, execution_show, "Ejecución por pregunta"},
    {Method::Get, "/ejecucion/productos", signed_in, product_list, "Metas físicas por producto"},
    {Method::Get, "/ejecucion/productos/{codigo}", signed_in, product_show, "Un producto"},
    {Method::Get, "/ejecucion/conciliacion", signed_in, reconciliation_show,
     "Conciliación con SICOIN"},
    {Method::Get, "/ejecucion/cur/{numero}", signed_in, cur_show, "Un CUR"},
    {Method::Get, "/ejecucion/modificaciones", signed_in, modification_list,
     "Modificaciones presupuestarias"},
    {Method::Get, "/ejecucion/modificaciones/nueva", with(Permission::ImportBudget),
     modification_new, "Registrar una modificación"},
    {Method::Post, "/ejecucion/modificaciones/nueva", with(Permission::ImportBudget),
     modification_new, "Registrar una modificación"},
    {Method::Get, "/ejecucion/modificaciones/{anio}/{clase}/{numero}", signed_in, modification_show,
     "Una modificación"},
    {Method::Get, "/ejecucion/cuotas", signed_in, quota_list, "Cuotas financieras"},
    {Method::Get, "/ejecucion/cuotas/nueva", with(Permission::ImportBudget), quota_new,
     "Cargar una cuota"},
    {Method::Post, "/ejecucion/cuotas/nueva", with(Permission::ImportBudget), quota_new,
     "Cargar una cuota"},
    {Method::Get, "/ejecucion/cuotas/{ue}/{fuente}/{grupo}/{etapa}/{tipo}/{mes}", signed_in,
     quota_show, "Una cuota"},
    {Method::Get, "/ejecucion/austeridad", signed_in, austerity_show, "Austeridad"},
    {Method::Get, "/ejecucion/austeridad/proponer", with(Permission::EditMeasures),
     austerity_propose, "Proponer una medida de austeridad"},
    {Method::Post, "/ejecucion/austeridad/proponer", with(Permission::EditMeasures),
     austerity_propose, "Proponer una medida de austeridad"},
    {Method::Get, "/ejecucion/austeridad/{codigo}", with(Permission::EditMeasures), austerity_move,
     "Una medida de austeridad"},
    {Method::Post, "/ejecucion/austeridad/{codigo}", with(Permission::EditMeasures), austerity_move,
     "Cambiar el estado de una medida de austeridad"},
    {Method::Get, "/ejecucion/revision-conjunta", signed_in, joint_review_list,
     "Revisión conjunta"},
    {Method::Post, "/ejecucion/revision-conjunta", with(Permission::ReviewJointly),
     joint_review_open, "Abrir una revisión conjunta"},
    {Method::Get, "/ejecucion/revision-conjunta/{numero}", signed_in, joint_review_show,
     "Una revisión conjunta"},
    {Method::Post, "/ejecucion/revision-conjunta/{numero}/firmar", with(Permission::ReviewJointly),
     joint_review_sign, "Firmar una revisión conjunta"},
    {Method::Post, "/ejecucion/revision-conjunta/{numero}/acuerdos",
     with(Permission::ReviewJointly), joint_review_follow, "Seguir un acuerdo"},
    {Method::Get, "/ejecucion/importar", with(Permission::ImportBudget), import_start,
     "Importar presupuesto"},
    {Method::Post, "/ejecucion/importar", with(Permission::ImportBudget), import_upload,
     "Subir un archivo de presupuesto", budget_file_max},
    {Method::Get, "/ejecucion/importar/cargas/{carga}", with(Permission::ImportBudget), load_show,
     "Una carga de presupuesto"},
    {Method::Get, "/ejecucion/importar/cargas/{carga}/retirar", with(Permission::WithdrawBudget),
     load_withdraw, "Retirar una carga"},
    {Method::Post, "/ejecucion/importar/cargas/{carga}/retirar", with(Permission::WithdrawBudget),
     load_withdraw, "Retirar una carga"},
    {Method::Get, "/ejecucion/importar/{archivo}", with(Permission::ImportBudget), import_preview,
     "Revisar un archivo antes de aplicarlo"},
    {Method::Post, "/ejecucion/importar/{archivo}", with(Permission::ImportBudget), import_apply,
     "Aplicar un archivo"},
    {Method::Get, "/ejecucion/importar/{archivo}/rechazos", with(Permission::ImportBudget),
     import_refused, "Por qué se rechaza un archivo"},
    {Method::Post, "/ejecucion/importar/{archivo}/descartar", with(Permission::ImportBudget),
     import_throw_away, "Descartar un archivo"},
    {Method::Get, "/trabajos", signed_in, job_list, "Trabajos"},
    {Method::Get, "/trabajos/{id}", signed_in, job_show, "Un trabajo"},
    {Method::Post, "/trabajos/{id}/cancelar", signed_in, job_cancel, "Cancelar un trabajo"},
    {Method::Get, "/admin/trabajos", with(Permission::ManageInstallation), job_list,
     "Trabajos de todos"},
};

}  // namespace

std::span<const Route> execution_routes() { return routes; }

}  // namespace web
