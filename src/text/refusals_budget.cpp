// The sentences of domain/budget: a load that cannot be, or a question that cannot be answered.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"presupuesto.otra_institucion",
     "El archivo es de la entidad {hallado}, y se está trabajando como {esperado}.",
     "Elija la institución con --institucion, o importe el archivo con --nacional."},
    {"presupuesto.varias_entidades", "El archivo trae {hallado} entidades.",
     "Si es un archivo nacional, impórtelo con --nacional."},
    {"presupuesto.mes_cerrado", "El archivo cambia montos de {mes}, que ya está cerrado.",
     "Pida que se reabra el mes, o importe un archivo sin ese mes."},
    {"presupuesto.saldos_rotos",
     "Hay {hallado} partidas con saldos que no cuadran; no se cargó nada.",
     "Corrija el archivo. Si es oficial y así está en SICOIN, repita con "
     "--aceptar-observaciones \"MOTIVO\": se carga y queda señalado."},
    {"presupuesto.saldo_roto",
     "En la partida {partida}, a {mes}, lo {izquierda} ({hallado}) {relacion} {derecha} "
     "({esperado}).",
     "Compare la partida con SICOIN."},
    {"presupuesto.falta_motivo", "Falta el motivo.", "Escriba por qué, en pocas palabras."},
    {"presupuesto.traslape",
     "La carga {carga} ({formato}, meses {meses}) sigue en vigor y tiene meses que este archivo "
     "trae y otros que no.",
     "Importe un archivo con todos esos meses, o retire antes esa carga: "
     "ceiba presupuesto retirar {carga} --motivo \"…\"."},
    {"presupuesto.acumulado_posterior",
     "La carga {carga} es acumulada, posterior y se apoya en estos meses.",
     "Retírela antes: ceiba presupuesto retirar {carga} --motivo \"…\"."},
    {"presupuesto.ya_hay_ejecucion",
     "Ya hay ejecución de SICOIN de {entidad} para {ejercicio} (carga {carga}); la formulación no "
     "la reemplaza.",
     "Si la ejecución está equivocada, retírela antes: "
     "ceiba presupuesto retirar {carga} --motivo \"…\"."},
    {"presupuesto.carga_desconocida", "No hay ninguna carga con el número {hallado}.",
     "Vea las que hay con: ceiba presupuesto cargas."},
    {"presupuesto.carga_terminada", "La carga {carga} ya no está en vigor ({motivo}).",
     "Vea las que hay con: ceiba presupuesto cargas."},
    {"presupuesto.cambio_mientras", "Mientras se preparaba esta carga, otra cambió el presupuesto.",
     "Repita la importación."},
    {"presupuesto.sin_preparar", "Los datos de la carga no están en la base.",
     "Repita la importación desde el archivo."},
    {"presupuesto.resumen_distinto",
     "Los datos leídos del archivo guardado no son los que nombra el asiento.",
     "El formato o el lector ya no son los mismos; consulte docs/formats/presupuesto.md."},
    {"presupuesto.dimension_desconocida", "No se puede agrupar por «{hallado}».",
     "Use una o varias de: {esperado}."},
};

}  // namespace

constinit const std::span<const Sentence> budget_sentences = rows;

}  // namespace text
