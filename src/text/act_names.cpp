// One row per kind of act. A test asks that none is missing.
#include "text/act_names.hpp"

namespace text {
namespace {

constexpr ActName rows[] = {
    {"catalogo.agregar", "Agregó una entrada a un catálogo"},
    {"catalogo.cargar", "Cargó un catálogo"},
    {"clave.rotar", "Cambió la clave de firma"},
    {"corte.crear", "Fijó un corte"},
    {"delegacion.crear", "Delegó un rol"},
    {"delegacion.terminar", "Terminó una delegación"},
    {"evidencia.registrar", "Registró evidencia de una función"},
    {"ficha.aprobar", "Aprobó una ficha de indicador"},
    {"ficha.proponer", "Propuso una ficha de indicador"},
    {"informe.actualizar", "Actualizó las cifras de un informe"},
    {"informe.aprobar", "Aprobó un informe"},
    {"informe.corregir", "Abrió una versión que corrige un informe"},
    {"informe.devolver", "Devolvió un informe"},
    {"informe.enviar", "Envió un informe a revisión"},
    {"informe.firmar", "Registró las firmas de un informe"},
    {"informe.mantener", "Mantuvo las cifras del corte de un informe"},
    {"informe.preparar", "Abrió el borrador de un informe"},
    {"informe.publicar", "Publicó un informe"},
    {"informe.releer", "Subió un DOCX corregido a mano"},
    {"informe.retirar", "Retiró un informe publicado"},
    {"informe.seccion", "Escribió una sección de un informe"},
    {"instalacion.crear", "Creó la instalación"},
    {"institucion.ajustar", "Cambió los datos de la institución"},
    {"institucion.crear", "Creó la institución"},
    {"institucion.ejercicio", "Abrió un ejercicio fiscal"},
    {"medida.informar", "Informó el avance de una medida"},
    {"metas.adjuntar", "Adjuntó un medio de verificación"},
    {"metas.capturar", "Capturó metas ejecutadas"},
    {"metas.cerrar", "Cerró un mes"},
    {"metas.dar_visto_bueno", "Dio visto bueno a un mes"},
    {"metas.devolver", "Devolvió un mes"},
    {"metas.enviar", "Envió un mes a validación"},
    {"metas.importar", "Importó metas"},
    {"metas.reabrir", "Reabrió un mes"},
    {"metas.rectificacion_autorizar", "Autorizó una rectificación"},
    {"metas.rectificacion_negar", "Negó una rectificación"},
    {"metas.rectificacion_proponer", "Propuso una rectificación"},
    {"metas.retirar_adjunto", "Retiró un medio de verificación"},
    {"metas.validar", "Validó un mes"},
    {"norma.confirmar", "Confirmó el grado de certeza de una norma"},
    {"organizacion.cargar", "Cargó la organización"},
    {"organizacion.nombrar", "Nombró al titular de un puesto"},
    {"plan.aceptar_hallazgo", "Aceptó un hallazgo del plan"},
    {"plan.cargar", "Cargó una versión del plan"},
    {"plan.recordar_encabezados", "Recordó los encabezados de un archivo"},
    {"politica.informar", "Informó el avance de la Política"},
    {"presupuesto.cargar", "Cargó ejecución presupuestaria"},
    {"presupuesto.cargar_nacional", "Cargó ejecución presupuestaria nacional"},
    {"presupuesto.retirar", "Retiró una carga de presupuesto"},
    {"presupuesto.retirar_nacional", "Retiró una carga nacional"},
    {"programacion.cargar", "Cargó la programación financiera"},
    {"recomendacion.registrar", "Registró una recomendación"},
    {"texto.devolver", "Devolvió el análisis de un área"},
    {"texto.enviar", "Envió el análisis de un área"},
    {"texto.guardar", "Escribió el análisis de un área"},
    {"texto.validar", "Validó el análisis de un área"},
    {"usuario.activar", "Activó a un usuario"},
    {"usuario.crear", "Creó un usuario"},
    {"usuario.desactivar", "Desactivó a un usuario"},
    {"usuario.editar", "Editó a un usuario"},
    {"usuario.roles", "Cambió los roles de un usuario"},
    {"variables.importar", "Importó variables"},
};

}  // namespace

std::span<const ActName> act_names() { return rows; }

std::string_view act_name(std::string_view kind) {
  for (const auto& row : rows)
    if (row.kind == kind) return row.words;
  return kind;
}

}  // namespace text
