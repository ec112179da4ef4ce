// The routes of risks, samples, financial indicators and guidance.
#include "web/pages/risk_pages.hpp"
#include "web/pages/sample_pages.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr auto reads = with(Permission::ReadAudit);
constexpr auto samples = with(Permission::DrawSample);
constexpr auto guides = with(Permission::Guide);
constexpr auto edits = with(Permission::EditRisks);
constexpr auto treats = with(Permission::TreatRisk);
constexpr std::uint64_t evidence_max = 20ULL << 20;

constexpr Route routes[] = {
    {Method::Get, "/auditoria/riesgos", reads, risk_list, "Matriz de riesgos"},
    {Method::Get, "/auditoria/riesgos/nuevo", edits, risk_new, "Registrar un riesgo"},
    {Method::Post, "/auditoria/riesgos/nuevo", edits, risk_new, "Registrar un riesgo"},
    {Method::Get, "/auditoria/riesgos/plan", reads, risk_plan_list, "Plan de trabajo de riesgos"},
    {Method::Get, "/auditoria/riesgos/componentes", reads, risk_components,
     "Los cinco componentes del control interno"},
    {Method::Post, "/auditoria/riesgos/componentes", edits, risk_components,
     "Escribir de un componente"},
    {Method::Get, "/auditoria/riesgos/archivo/{formato}", reads, risk_file,
     "Matriz en XLSX, informe anual y plan de trabajo en PDF o DOCX"},
    {Method::Get, "/auditoria/riesgos/{ejercicio}/{numero}", reads, risk_show, "Un riesgo"},
    {Method::Post, "/auditoria/riesgos/{ejercicio}/{numero}", edits, risk_show,
     "Corregir un riesgo"},
    {Method::Post, "/auditoria/riesgos/{ejercicio}/{numero}/retirar", edits, risk_withdraw,
     "Retirar un riesgo"},
    {Method::Post, "/auditoria/riesgos/{ejercicio}/{numero}/acciones", treats, risk_plan,
     "Planificar una acción"},
    {Method::Post, "/auditoria/riesgos/{ejercicio}/{numero}/evidencia", treats, risk_evidence,
     "Agregar evidencia de una acción", evidence_max},
    {Method::Get, "/auditoria/riesgos/{ejercicio}/{numero}/evidencia/{huella}", reads,
     risk_evidence_file, "Archivo de una evidencia"},
    {Method::Get, "/auditoria/muestras", samples, sample_list, "Muestras"},
    {Method::Post, "/auditoria/muestras", samples, sample_list, "Sacar una muestra"},
    {Method::Get, "/auditoria/muestras/calculadora", samples, sample_sizes,
     "Tamaño de una muestra"},
    {Method::Get, "/auditoria/muestras/{numero}", samples, sample_show, "Una muestra"},
    {Method::Post, "/auditoria/muestras/{numero}/elementos", samples, sample_examine,
     "Examinar un elemento"},
    {Method::Post, "/auditoria/muestras/{numero}/concluir", samples, sample_conclude,
     "Concluir una muestra"},
    {Method::Get, "/auditoria/indicadores", reads, control_indicator_list,
     "Indicadores financieros"},
    {Method::Get, "/auditoria/indicadores/{codigo}", reads, control_indicator_show,
     "Un indicador financiero"},
    {Method::Post, "/auditoria/indicadores/{codigo}", with(Permission::NoteIndicator),
     control_indicator_show, "Anotar una desviación"},
    {Method::Get, "/auditoria/indicadores/archivo/{formato}", reads, control_indicator_file,
     "Informe de indicadores financieros en PDF o DOCX"},
    {Method::Get, "/auditoria/orientaciones", reads, guidance_list, "Orientaciones"},
    {Method::Get, "/auditoria/orientaciones/nueva", guides, guidance_new, "Orientar"},
    {Method::Post, "/auditoria/orientaciones/nueva", guides, guidance_new, "Emitir un oficio"},
    {Method::Get, "/auditoria/orientaciones/{numero}", reads, guidance_show, "Una orientación"},
    {Method::Post, "/auditoria/orientaciones/{numero}/responder", with(Permission::AnswerGuidance),
     guidance_answer, "Responder una orientación"},
    {Method::Post, "/auditoria/orientaciones/{numero}/cerrar", guides, guidance_close,
     "Cerrar una orientación"},
    {Method::Get, "/auditoria/orientaciones/{numero}/archivo/{formato}", reads, guidance_file,
     "El oficio de una orientación"},
};

}  // namespace

std::span<const Route> control_tool_routes() { return routes; }

}  // namespace web
