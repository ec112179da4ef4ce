// The sentences of the rules, and the words of the room of verification.
#include "text/rules.hpp"

#include <iterator>
#include <utility>

#include "text/format.hpp"
#include "text/refusals.hpp"

namespace text {
namespace {

using namespace verification;

constexpr Sentence sentences[] = {
    {"regla.V01",
     "Requiere verificación: el NIT del proveedor «{hallado}» no tiene la forma o el dígito "
     "verificador de un NIT.",
     "Compare el NIT con la factura y el RTU, y corríjalo."},
    {"regla.V02",
     "Requiere verificación: el CUI «{hallado}» no corresponde a su dígito verificador o a un "
     "municipio.",
     "Compare el CUI con el DPI de la persona, y corríjalo."},
    {"regla.V03",
     "Requiere verificación: la autorización «{hallado}» no tiene la forma de un número de "
     "autorización de la SAT.",
     "Copie la autorización del DTE o pida al proveedor la factura correcta."},
    {"regla.V04",
     "Requiere verificación: la serie {serie} y el número {numero} no salen de la autorización, "
     "que da {serie_debida} y {numero_debido}.",
     "Copie serie y número del DTE; si el DTE los trae así, verifíquelo en el portal de la SAT."},
    {"regla.V05",
     "Requiere verificación: la factura está a nombre de {hallado} y debe estarlo de {esperado}.",
     "Pida al proveedor que anule la factura y la emita a nombre de la institución."},
    {"regla.V06.anulada", "Requiere verificación: el DTE está anulado.",
     "Pida al proveedor una factura vigente."},
    {"regla.V06.acreditada",
     "Requiere verificación: notas de crédito por {acreditado} cubren la factura de {total}.",
     "Pida al proveedor una factura por lo que se debe."},
    {"regla.V07.iva",
     "Requiere verificación: el IVA de una línea es {hallado} y de su importe resulta {esperado}.",
     "Pida al proveedor que corrija la factura."},
    {"regla.V07.suma", "Requiere verificación: las líneas suman {suma} y la factura dice {total}.",
     "Compare la factura con su XML; si así fue emitida, pida al proveedor que la corrija."},
    {"regla.V08.iva",
     "Requiere verificación: un DTE de tipo {tipo} no lleva IVA, y este lleva {iva}.",
     "Pida al proveedor la factura que corresponde a su régimen."},
    {"regla.V08.regimen",
     "Requiere verificación: un pequeño contribuyente no emite facturas de tipo {tipo}.",
     "Confirme el régimen en el RTU y pida la factura que corresponde."},
    {"regla.V08.tipo", "Requiere verificación: un DTE de tipo {tipo} no respalda una compra.",
     "Pida al proveedor una factura."},
    {"regla.V09",
     "Requiere verificación: el documento {documento} no es el que se visó (huella {hallado}…, "
     "visada {esperado}…).",
     "Reponga el documento visado, o devuelva el expediente a revisión."},
    {"regla.V10",
     "Requiere verificación: la misma factura está en el expediente {expediente}[, del {fecha}].",
     "Retire la factura de uno de los dos expedientes; si ya se pagó, informe a la jefatura."},
    {"regla.V11",
     "Requiere verificación: el expediente {expediente} tiene una factura muy parecida[ "
     "({hallado})][, por {monto}].",
     "Compare ambas facturas y deje constancia de que son distintas, o retire una."},
    {"regla.V12",
     "Requiere verificación: el expediente {expediente} usa el mismo documento[ {hallado}].",
     "Confirme que el documento respalda ambos gastos y deje constancia, o sustitúyalo."},
    {"regla.V13", "Requiere verificación: falta {nombre}[ ({fuente})].", "Entregue el documento."},
    {"regla.V14.antes",
     "Requiere verificación: el documento {documento} vale desde el {desde} y se necesitaba el "
     "{fecha}.",
     "Entregue el documento vigente en esa fecha."},
    {"regla.V14.despues",
     "Requiere verificación: el documento {documento} valía hasta el {hasta} y se necesitaba el "
     "{fecha}.",
     "Renueve el documento, o entregue el vigente en esa fecha."},
    {"regla.V15",
     "Requiere verificación: {despues} ({fecha}) está antes que {antes} ({fecha_anterior}).",
     "Compare las fechas con los documentos, y corríjalas o explique el orden."},
    {"regla.V16",
     "Requiere verificación: la factura es del {fecha}, anterior a {que} del {fecha_anterior}.",
     "Explique el orden o pida una factura posterior."},
    {"regla.V17",
     "Requiere verificación: la factura es del {fecha} y el gasto, del ejercicio {ejercicio}.",
     "Registre el gasto como deuda flotante si lo es, o pida la factura del ejercicio."},
    {"regla.V18.tarde",
     "Requiere verificación: el DTE se certificó {dias} días después de emitirse (plazo: {plazo}).",
     "Confirme el DTE en el portal de la SAT y deje constancia."},
    {"regla.V18.tras_visado",
     "Requiere verificación: el DTE se certificó el {fecha}, después del visado ({visado}).",
     "Devuelva el expediente a revisión y confirme el DTE en el portal de la SAT."},
    {"regla.V19", "Requiere verificación: {que} lleva fecha {fecha}, que es día de descanso.",
     "Deje constancia del turno o corrija la fecha."},
    {"regla.V20.sin_acta", "Requiere verificación: no hay acta de recepción.",
     "Reciba por comisión y levante el acta."},
    {"regla.V20.tras_pago",
     "Requiere verificación: el acta de recepción ({fecha}) es posterior al pago ({pago}).",
     "Explique el orden ante la jefatura y deje constancia."},
    {"regla.V20.miembros",
     "Requiere verificación: la comisión receptora tiene {hallado} miembros y son {esperado}.",
     "Complete la comisión y levante el acta de nuevo."},
    {"regla.V20.solicitante",
     "Requiere verificación: quien solicitó la compra integra la comisión receptora.",
     "Nombre a otra persona en la comisión y levante el acta de nuevo."},
    {"regla.V21.almacen", "Requiere verificación: falta el ingreso a almacén (forma 1-H).",
     "Ingrese los bienes a almacén y entregue la forma 1-H."},
    {"regla.V21.inventario", "Requiere verificación: falta el alta en inventario.",
     "Dé de alta los bienes y entregue la constancia."},
    {"regla.V21.tarde",
     "Requiere verificación: {documento} es del {fecha}, posterior al devengado ({devengado}).",
     "Explique el orden y deje constancia."},
    {"regla.B01",
     "Requiere verificación: se comprometen {monto} y la partida tiene {saldo} (vigente {vigente}, "
     "comprometido {comprometido}).",
     "Reduzca el compromiso o tramite una modificación presupuestaria."},
    {"regla.B02",
     "Requiere verificación: lo devengado ({devengado}) pasa de lo comprometido ({comprometido}).",
     "Ajuste el CUR de devengado o complete el compromiso."},
    {"regla.B03", "Requiere verificación: lo pagado ({pagado}) pasa de lo devengado ({devengado}).",
     "Compare el pago con Tesorería y tramite el reintegro de la diferencia."},
    {"regla.B04",
     "Requiere verificación: se comprometen {monto} y la cuota tiene {saldo} ({cuota} aprobada, "
     "{usada} usada).",
     "Solicite reprogramación de la cuota o reduzca el compromiso."},
    {"regla.B05.falta",
     "Requiere verificación: falta la constancia de disponibilidad presupuestaria.",
     "Solicite la constancia a Presupuesto."},
    {"regla.B05.tarde",
     "Requiere verificación: la constancia de disponibilidad es del {fecha}, posterior al "
     "compromiso ({compromiso}).",
     "Explique el orden ante Presupuesto y deje constancia."},
    {"regla.B05.corta",
     "Requiere verificación: la constancia de disponibilidad es por {hallado} y se adjudicó "
     "{esperado}.",
     "Solicite a Presupuesto la ampliación de la constancia."},
    {"regla.B06",
     "Requiere verificación: lo comprado no corresponde al renglón o al producto de la partida "
     "{hallado}.",
     "Cargue el gasto a la partida que corresponde al insumo."},
    {"regla.B07",
     "Requiere verificación: la categoría de la partida {hallado} no está en la red programática "
     "aprobada.",
     "Use una categoría de la red, o actualice la red con la resolución que la aprueba."},
    {"regla.B08.dura",
     "Requiere verificación: «{insumo}» dura {meses} meses (límite {limite}) y no va en un renglón "
     "que se inventaría.",
     "Cargue el bien a un renglón del grupo 3."},
    {"regla.B08.no_dura",
     "Requiere verificación: «{insumo}» dura {meses} meses (límite {limite}) y va en un renglón "
     "que se inventaría.",
     "Cargue el bien a un renglón del grupo 2."},
    {"regla.B09.brecha",
     "Requiere verificación: el avance físico es {fisico} y el financiero {financiero}; la "
     "diferencia pasa de {limite}.",
     "Explique la diferencia en el informe y revise la meta o el gasto."},
    {"regla.B09.sin_avance",
     "Requiere verificación: hay avance financiero ({financiero}) sin ningún avance físico.",
     "Registre el avance físico con su evidencia o explique el gasto."},
    {"regla.B10",
     "Requiere verificación: en diciembre se devengaron {diciembre}, más de {veces} veces el "
     "promedio mensual ({promedio}).",
     "Revise si el gasto de diciembre estaba programado."},
    {"regla.B11.yoyo",
     "Requiere verificación: la partida recibió {primera} y a los {dias} días {segunda} (plazo: "
     "{plazo}).",
     "Explique por qué la segunda modificación deshace la primera."},
    {"regla.B11.sustantivo",
     "Requiere verificación: se debitan {debitado} de programas sustantivos y se acreditan "
     "{acreditado} a lo central o restringido.",
     "Justifique la modificación o tómela de otra partida."},
    {"regla.B12", "Requiere verificación: un CUR por {monto} no dice cuál revierte.",
     "Indique el CUR que revierte, o corrija el monto."},
    {"regla.B13.viejo",
     "Requiere verificación: el compromiso del {fecha} lleva {dias} días (límite {plazo}) con "
     "{saldo} sin devengar.",
     "Devengue lo recibido o libere el saldo."},
    {"regla.B13.cierre",
     "Requiere verificación: el compromiso del {fecha} llega al cierre con {saldo} sin devengar.",
     "Devengue lo recibido o libere el saldo antes del cierre."},
    {"regla.B14.tope",
     "Requiere verificación: un comprobante por {monto} pasa del tope del fondo rotativo ({tope}).",
     "Pague ese gasto por su modalidad y retírelo de la rendición."},
    {"regla.B14.repetida", "Requiere verificación: hay más de un comprobante de {nit} el {fecha}.",
     "Confirme que son compras distintas y deje constancia, o retire una."},
    {"regla.B14.contrato_abierto",
     "Requiere verificación: lo comprado está disponible por contrato abierto.",
     "Cómprelo por contrato abierto o justifique por qué no."},
    {"regla.B14.tarde",
     "Requiere verificación: se liquidó {dias} días después del último comprobante (plazo: "
     "{plazo}).",
     "Explique la demora y deje constancia."},
    {"regla.B15.iva",
     "Requiere verificación: se retuvo IVA por {hallado} y corresponde {esperado}.",
     "Corrija la constancia de retención de IVA."},
    {"regla.B15.isr",
     "Requiere verificación: se retuvo ISR por {hallado} y corresponde {esperado}.",
     "Corrija la constancia de retención de ISR."},
    {"regla.B16",
     "Requiere verificación: la cuenta es de {hallado} y el proveedor es {esperado}, sin cesión de "
     "derechos.",
     "Registre la cuenta del proveedor, o documente la cesión."},
    {"regla.B17.pagado",
     "Requiere verificación: se pagó a los {dias} días de estar completo ({completo}); el plazo es "
     "de {plazo}.",
     "Explique la demora y deje constancia."},
    {"regla.B17.pendiente",
     "Requiere verificación: lleva {dias} días completo ({completo}) sin pagarse; el plazo es de "
     "{plazo}.",
     "Pague el expediente o explique la demora."},
    {"regla.B18.factura",
     "Requiere verificación: las facturas suman {facturas} y se devengaron {devengado}.",
     "Ajuste el CUR o pida la factura por el monto correcto."},
    {"regla.B18.transferencia",
     "Requiere verificación: se transfirieron {transferido} y se retuvieron {retenido}; se "
     "devengaron {devengado}.",
     "Compare con Tesorería y concilie la diferencia."},
    {"regla.B19",
     "Requiere verificación: la fuente de la partida {hallado} no está habilitada para ese gasto.",
     "Use una fuente habilitada o tramite el cambio de fuente."},
    {"regla.B20",
     "Requiere verificación: el extracto de SICOIN dice {extracto} y los CUR suman {curs}.",
     "Busque el CUR que falta o sobra, o registre la explicación."},
    {"regla.C01",
     "Requiere verificación: la unidad {unidad} ha comprado {suma} de «{familia}» a {nit} por baja "
     "cuantía en {dias} días; el tope de una compra es {tope}.",
     "Compre por la modalidad que corresponde a la suma, o explique por qué son compras "
     "distintas."},
    {"regla.C03", "Requiere verificación: {compras} compras suman {suma} y el límite es {limite}.",
     "Compre por la modalidad que corresponde a la suma, o documente por qué son bienes "
     "distintos."},
    {"regla.C04",
     "Requiere verificación: hay {bajo} compras apenas bajo {umbral} y {sobre} apenas sobre él (se "
     "señala desde {veces} veces).",
     "Revise si las compras bajo el umbral eran una sola."},
    {"regla.C05",
     "Requiere verificación: {monto} pasa del tope de la modalidad {modalidad} ({tope}).",
     "Use la modalidad que corresponde al monto."},
    {"regla.C06.falta",
     "Requiere verificación: la compra[ de «{familia}»] no está en el plan anual de adquisiciones.",
     "Modifique el plan anual y publíquelo antes de comprar."},
    {"regla.C06.excede",
     "Requiere verificación: la compra por {monto} pasa de lo que el plan anual tiene ({saldo}).",
     "Modifique el plan anual y publíquelo antes de comprar."},
    {"regla.C07.falta", "Requiere verificación: falta el {esperado} de Guatecompras.",
     "Publique en Guatecompras y registre el número."},
    {"regla.C07.forma",
     "Requiere verificación: «{hallado}» no tiene la forma de un {esperado} de Guatecompras.",
     "Copie el número de la publicación."},
    {"regla.C07.tarde",
     "Requiere verificación: se publicó {dias} días después de recibir (plazo: {plazo}).",
     "Explique la demora y deje constancia."},
    {"regla.C08.falta",
     "Requiere verificación: la excepción {modalidad} no tiene resolución que la autorice.",
     "Entregue la resolución razonada, o compre por su modalidad."},
    {"regla.C08.repetida",
     "Requiere verificación: van {hallado} compras por la excepción {modalidad} en el año (se "
     "señala desde {limite}).",
     "Razone en la resolución por qué se repite la excepción."},
    {"regla.C16",
     "Requiere verificación: {nit} concentra {parte} de las compras (índice {indice}, límite "
     "{limite}).",
     "Revise si hay otros oferentes y si la compra se publicó."},
    {"regla.C18",
     "Requiere verificación: se pagó {hallado} y la mediana de {compras} compras es {mediana} "
     "(límite {limite}).",
     "Compare con el contrato abierto, la presentación y la fecha, y deje constancia."},
    {"regla.C19.ampliacion",
     "Requiere verificación: el contrato de {contrato} se amplió {ampliado} y el tope es {tope}.",
     "Celebre un contrato adicional por lo que pasa del tope."},
    {"regla.C19.pagado",
     "Requiere verificación: con este pago se llega a {pagado} y el contrato vale {contrato}.",
     "Reduzca el pago o amplíe el contrato dentro del tope."},
    {"regla.C20.monto",
     "Requiere verificación: la garantía de {garantia} es de {hallado} y debe ser de {esperado}.",
     "Pida al proveedor que amplíe la garantía."},
    {"regla.C20.hueco",
     "Requiere verificación: la garantía de cumplimiento no cubre del {desde} al {hasta}[ (llega "
     "al {cubierto})].",
     "Pida al proveedor que prorrogue la garantía sin dejar días sin cubrir."},
    {"regla.C21.tope", "Requiere verificación: el anticipo es de {anticipo} y el tope es {tope}.",
     "Pida la devolución de lo que pasa del tope."},
    {"regla.C21.amortizacion",
     "Requiere verificación: del anticipo se han amortizado {hallado} y corresponden {esperado}.",
     "Descuente del pago la parte del anticipo que corresponde."},
    {"regla.C22.falta",
     "Requiere verificación: el contrato, aprobado el {aprobado}, lleva {dias} días sin "
     "registrarse en la CGC (plazo: {plazo}).",
     "Registre el contrato en el portal de la CGC y entregue la constancia."},
    {"regla.C22.tarde",
     "Requiere verificación: el contrato, aprobado el {aprobado}, se registró en la CGC a los "
     "{dias} días (plazo: {plazo}).",
     "Explique la demora y deje constancia."},
    {"regla.C23",
     "Requiere verificación: el servicio empieza el {inicia}, antes de aprobarse el contrato "
     "({aprobado}).",
     "Corrija la fecha de inicio o documente la autorización previa."},
    {"regla.C24.falta",
     "Requiere verificación: la entrega debía ser el {entrega}; hay {dias} días de atraso y no hay "
     "sanción ({esperado}).",
     "Calcule la sanción y descuéntela del pago."},
    {"regla.C24.corta",
     "Requiere verificación: la entrega debía ser el {entrega}; por {dias} días de atraso la "
     "sanción es {hallado} y resulta {esperado}.",
     "Corrija la sanción y descuéntela del pago."},
    {"regla.A01",
     "Requiere verificación: en {anio} se devengaron {hallado} y el año anterior {anterior}; crece "
     "más de {limite}.",
     "Proponga una medida de contención con responsable y fecha, o explique el crecimiento."},
    {"regla.A01.por_persona",
     "Requiere verificación: en {anio} se devengaron {hallado} y el año anterior {anterior}; crece "
     "más de {limite} ({por_persona} por persona atendida; antes {por_persona_antes}).",
     "Proponga una medida de contención con responsable y fecha, o explique el crecimiento."},
    {"regla.A02",
     "Requiere verificación: el renglón es restringido y falta la autorización razonada "
     "({documento}).",
     "Pida la autorización razonada de la autoridad, o no haga el gasto."},
    {"regla.A03.documento", "Requiere verificación: la comisión no tiene {documento}.",
     "Entregue el documento."},
    {"regla.A03.tope",
     "Requiere verificación: se piden {monto} por {dias} días completos y {medios} medios días; el "
     "tope es {tope}.",
     "Reintegre la diferencia."},
    {"regla.A03.plazo",
     "Requiere verificación: la comisión terminó el {hasta} y van {dias} días hábiles sin liquidar "
     "a tiempo (plazo: {plazo}).",
     "Liquide el viático, o reintegre lo no liquidado."},
    {"regla.A04",
     "Requiere verificación: las comisiones {primero} y {segundo} coinciden del {desde} al "
     "{hasta}.",
     "Compare los nombramientos y las constancias, y corrija o reintegre."},
    {"regla.A05",
     "Requiere verificación: «{hallado}» no está entre los vehículos permitidos y falta la "
     "justificación de la autoridad.",
     "Pida la justificación razonada de la máxima autoridad, o no haga la compra."},
    {"regla.A06.sin_pacto",
     "Requiere verificación: el seguro médico no está en un pacto colectivo.",
     "No haga el gasto, o entregue el pacto que lo contiene."},
    {"regla.A06.intermediario",
     "Requiere verificación: el seguro médico se contrata por intermediario.",
     "Contrate con la aseguradora autorizada, sin intermediario."},
    {"regla.A07.festejo", "Requiere verificación: el gasto es de un festejo o aniversario.",
     "No haga el gasto con fondos de la institución."},
    {"regla.A07.lista", "Requiere verificación: falta la lista de quienes asistieron.",
     "Entregue la lista firmada."},
    {"regla.A07.tope",
     "Requiere verificación: {monto} entre {asistentes} asistentes son {hallado} por persona y el "
     "tope es {tope}.",
     "Reduzca el gasto o justifique por qué se pasa del tope."},
    {"regla.A08.fuera_de_plan",
     "Requiere verificación: la divulgación o impresión no está en el plan de comunicación.",
     "Inclúyala en el plan aprobado, o no haga el gasto."},
    {"regla.A08.promocional", "Requiere verificación: se trata de artículos promocionales.",
     "No haga el gasto."},
    {"regla.W01",
     "Requiere verificación: la persona {persona} hizo dos funciones que van separadas: {primera} "
     "y {segunda}.",
     "Asigne una de las funciones a otra persona y repita ese paso."},
    {"regla.W02.inhabil", "Requiere verificación: se visó el {fecha}, que es día de descanso.",
     "Explique el visado y deje constancia."},
    {"regla.W02.hora",
     "Requiere verificación: se visó el {fecha} en la hora {hora}, fuera de la jornada.",
     "Explique el visado y deje constancia."},
    {"regla.W02.ritmo",
     "Requiere verificación: {hallado} visados el {fecha} en la hora {hora} (se señala desde "
     "{limite}).",
     "Revise de nuevo una muestra de esos expedientes."},
    {"regla.W03",
     "Requiere verificación: {hallado} excepciones en {revisados} revisiones; los demás, {resto} "
     "en {revisados_resto}.",
     "Revise de nuevo una muestra de esas excepciones."},
    {"regla.W04",
     "Requiere verificación: {parte} de los documentos son los del expediente rechazado "
     "{expediente} (se señala desde {limite}).",
     "Compare con el rechazo y deje constancia de qué cambió."},
    {"regla.W05.vencida",
     "Requiere verificación: la recomendación venció el {vence}, hace {dias} días.",
     "Atienda la recomendación o acuerde un plazo nuevo con Auditoría Interna."},
    {"regla.W05.reincidente",
     "Requiere verificación: repite la recomendación {anterior}, cerrada el {cerrada}.",
     "Revise por qué la corrección anterior no se sostuvo."},
    {"regla.W06", "Requiere verificación: el control se hizo {hallado} veces de {esperado}.",
     "Haga los controles que faltan o explique por qué no."},
    {"regla.W07", "Requiere verificación: la bitácora no verifica desde el asiento {hallado}.",
     "Ejecute ceiba bitacora verificar y conserve la base como está."},
    {"regla.W08", "Requiere verificación: se cita {norma}, que no estaba vigente el {fecha}.",
     "Cite la norma vigente en esa fecha."},
};

constexpr std::string_view input_names[] = {"el proveedor y su NIT",
                                            "el CUI de la persona",
                                            "la factura o alguno de sus datos",
                                            "el detalle de la factura",
                                            "el NIT de la institución",
                                            "los documentos",
                                            "la lista de documentos de ese gasto",
                                            "la huella de lo que se visó",
                                            "la búsqueda en otros expedientes",
                                            "alguna fecha",
                                            "el calendario de ese año",
                                            "los datos de la recepción",
                                            "los CUR o alguno de sus montos",
                                            "la partida",
                                            "los saldos de la partida",
                                            "la cuota financiera",
                                            "la red programática",
                                            "el catálogo de insumos",
                                            "las fuentes habilitadas",
                                            "la vida útil del bien",
                                            "el régimen o las retenciones",
                                            "la cuenta a la que se paga",
                                            "lo transferido",
                                            "los datos del contrato",
                                            "las garantías",
                                            "los datos de Guatecompras",
                                            "el plan anual de adquisiciones",
                                            "los datos de la comisión",
                                            "qué bien o seguro es",
                                            "los datos del evento",
                                            "el plan de comunicación",
                                            "quién hizo cada paso",
                                            "la vigencia de la norma citada",
                                            "un parámetro que la institución no ha fijado",
                                            "el monto",
                                            "la modalidad",
                                            "las compras",
                                            "las series mensuales",
                                            "el avance de las metas",
                                            "las modificaciones",
                                            "los visados",
                                            "las recomendaciones",
                                            "los instrumentos de control",
                                            "la bitácora",
                                            "la conciliación del mes",
                                            "los precios pagados",
                                            "los vínculos entre proveedores",
                                            "las ofertas",
                                            "el registro de proveedores del Estado",
                                            "la serie de facturas de cada emisor",
                                            "recursos humanos",
                                            "los archivos de las cotizaciones",
                                            "la tarjeta kárdex de almacén",
                                            "los textos de los informes",
                                            "la bitácora de vehículos",
                                            "el consumo de los servicios",
                                            "los arrendamientos",
                                            "la nómina",
                                            "el índice de publicación de oficio",
                                            "las solicitudes de información",
                                            "los informes publicados",
                                            "los paquetes de datos publicados",
                                            "el registro de reservas",
                                            "los insumos de cada producto de la red"};
static_assert(std::size(input_names) == input_count);

constexpr std::string_view reasons[] = {
    "",
    "ese gasto no tiene proveedor",
    "ese gasto no se paga a una persona",
    "ese gasto no se respalda con factura",
    "el expediente no está visado",
    "es una venta de bienes del Estado, no un gasto",
    "ningún documento tiene vigencia",
    "ese gasto no sigue la cadena de una compra",
    "es un servicio básico",
    "está registrado como deuda flotante",
    "la unidad trabaja por turnos",
    "ese gasto no se recibe por comisión",
    "el renglón no pasa por almacén ni inventario",
    "el expediente no compromete",
    "el expediente no devenga",
    "el expediente no paga",
    "ese gasto no lleva constancia de disponibilidad",
    "ese gasto no compra insumos",
    "el expediente no carga a ninguna partida",
    "el expediente no tiene CUR",
    "no es una rendición de fondo rotativo",
    "el proveedor está exento",
    "ese gasto no se acredita a la cuenta de un proveedor",
    "el expediente todavía no está completo",
    "la modalidad no depende del monto",
    "es de otra modalidad",
    "ese gasto no va en el plan de compras",
    "la modalidad no se publica",
    "no es un caso de excepción",
    "el expediente no tiene contrato",
    "el contrato no tiene anticipo",
    "no hay entrega atrasada",
    "el renglón no es restringido",
    "no es un viático",
    "no es un vehículo",
    "no es un seguro médico",
    "no es un gasto de alimentos o protocolo",
    "no es un gasto de divulgación o impresión",
    "es un insumo del propio producto",
    "todavía no hay dos funciones que comparar",
    "el expediente no cita normas",
    "la norma no está vigente en esa fecha",
    "no hay nada que revisar",
    "los documentos de ese gasto se comparten por su naturaleza",
    "el renglón no distingue bienes por su vida útil",
    "el contrato no está aprobado",
    "la lista no pide garantía"};
static_assert(std::size(reasons) == static_cast<std::size_t>(Inapplicable::SinFianzaDebida) + 1);

constexpr std::string_view severities[] = {"fatal", "mayor", "alerta", "informativa"};
constexpr std::string_view modes[] = {"permanente", "periódica", "casuística"};

constexpr std::string_view corrections[] = {"Entregar el documento",
                                            "Renovar el documento",
                                            "Reponer el documento visado",
                                            "Corregir serie y número",
                                            "Corregir el NIT",
                                            "Corregir el CUI",
                                            "Corregir o explicar las fechas",
                                            "Citar la norma vigente",
                                            "Registrar la cuenta del proveedor",
                                            "Corregir la retención",
                                            "Corregir el CUR",
                                            "Dejar constancia de que es otro gasto",
                                            "Dejar constancia del turno",
                                            "Explicar la demora",
                                            "Documentar la cesión de derechos",
                                            "Entregar la lista de asistentes",
                                            "Registrar la deuda flotante",
                                            "Registrar el contrato en la CGC",
                                            "Publicar en Guatecompras",
                                            "Emitir la constancia de disponibilidad",
                                            "Emitir la resolución razonada",
                                            "Autorizar el gasto con razón escrita",
                                            "Repetir la recepción por comisión",
                                            "Repetir el paso con otra persona",
                                            "Calcular la sanción",
                                            "Amortizar el anticipo",
                                            "Ampliar la garantía",
                                            "Mover el inicio a la aprobación del contrato",
                                            "Modificar el contrato",
                                            "Modificar el plan anual",
                                            "Incluir en el plan de comunicación",
                                            "Reprogramar la cuota",
                                            "Modificar el presupuesto",
                                            "Cambiar la partida",
                                            "Ajustar el devengado",
                                            "Ajustar el pago",
                                            "Reintegrar la diferencia",
                                            "Sustituir la factura",
                                            "Retirar la factura",
                                            "Cambiar la modalidad",
                                            "Retirar el gasto"};
static_assert(std::size(corrections) == correction_count);

constexpr std::string_view responsibles[] = {"Unidad solicitante",
                                             "Compras",
                                             "Proveedor",
                                             "Presupuesto",
                                             "Almacén",
                                             "Inventarios",
                                             "Junta o comisión",
                                             "Asesoría jurídica",
                                             "Contabilidad",
                                             "Tesorería",
                                             "Recursos Humanos",
                                             "Persona comisionada",
                                             "Autoridad",
                                             "Verificación del gasto"};

constexpr std::string_view states[] = {
    "Recibido",   "Asignado",  "En revisión",    "Observado",       "Subsanado",
    "Verificado", "Visado",    "En presupuesto", "En contabilidad", "En tesorería",
    "Pagado",     "Archivado", "Rechazado",      "Anulado",         "Suspendido"};
static_assert(std::size(states) == estado_count);

constexpr std::string_view return_reasons[] = {"Falta un documento",
                                               "Un documento no se lee",
                                               "Los montos no cuadran",
                                               "NIT o receptor inválido",
                                               "Factura anulada",
                                               "Factura duplicada",
                                               "Fecha fuera del período",
                                               "Sin disponibilidad presupuestaria",
                                               "Sin cuota financiera",
                                               "Renglón incorrecto",
                                               "Modalidad incorrecta",
                                               "Posible fraccionamiento",
                                               "Sin publicación",
                                               "Falta una firma",
                                               "Sin forma 1-H",
                                               "Sin alta de inventario",
                                               "Contrato o documento vencido",
                                               "Garantía vencida o insuficiente",
                                               "Retención por corregir",
                                               "El producto no corresponde",
                                               "Norma de contención",
                                               "Proveedor inhabilitado"};
static_assert(std::size(return_reasons) == motivo_count);

constexpr std::string_view duties[] = {"elaborar", "revisar", "visar", "aprobar", "pagar"};
static_assert(std::size(duties) == duty_count);

constexpr std::string_view milestones[] = {
    "la solicitud", "la disponibilidad", "la publicación", "la adjudicación", "la orden de compra",
    "el contrato",  "el compromiso",     "la recepción",   "la factura",      "la entrega completa",
    "el devengado", "el visado",         "el pago"};
static_assert(std::size(milestones) == hito_count);
constexpr std::string_view bonds[] = {"sostenimiento", "cumplimiento", "anticipo",
                                      "calidad o conservación", "saldos deudores"};

// A code of the room as it is read in a sentence; others as they are.
std::string spoken(std::string_view slot, std::string_view value) {
  if (slot == "que" || slot == "antes" || slot == "despues")
    if (const auto hito = kind_of<Hito>(value))
      return std::string(milestones[std::to_underlying(*hito)]);
  if (slot == "primera" || slot == "segunda")
    if (const auto duty = kind_of<Duty>(value))
      return std::string(duties[std::to_underlying(*duty)]);
  if (slot == "garantia")
    if (const auto bond = kind_of<Garantia>(value))
      return std::string(bonds[std::to_underlying(*bond)]);
  return std::string(value);
}

Error as_error(const Rule& rule, const Proof& proof) {
  Error error{Fault::Invalid, "regla." + std::string(rule.id), {}, {}, {}};
  if (!proof.motive.empty()) error.code += "." + std::string(proof.motive);
  for (const auto& operand : proof.operands) {
    auto value = std::holds_alternative<std::string>(operand.value)
                     ? spoken(operand.name, std::get<std::string>(operand.value))
                     : figure(operand.value);
    // How many times, not a percentage.
    if (operand.name == "veces" && std::holds_alternative<Ratio>(operand.value))
      value = decimal(std::get<Ratio>(operand.value), 1);
    error.details.push_back({std::string(operand.name), std::move(value)});
  }
  return error;
}

}  // namespace

constinit const std::span<const Sentence> rules_sentences = sentences;

std::string reason_of(const Rule& rule, const Proof& proof) {
  return what_happened(as_error(rule, proof));
}
std::string remedy_of(const Rule& rule, const Proof& proof) {
  return what_to_do(as_error(rule, proof));
}

std::string inapplicable(Inapplicable why) {
  return "No aplica: " + std::string(reasons[std::to_underlying(why)]) + ".";
}
std::string untold(Input missing) {
  return "No puede determinarse: falta " + std::string(name_of(missing)) + ".";
}

std::string_view name_of(Input input) { return input_names[std::to_underlying(input)]; }
std::string_view name_of(Severity severity) { return severities[std::to_underlying(severity)]; }
std::string_view name_of(Mode mode) { return modes[std::to_underlying(mode)]; }
std::string_view name_of(Correction c) { return corrections[std::to_underlying(c)]; }
std::string_view name_of(Responsable who) { return responsibles[std::to_underlying(who)]; }
std::string_view name_of(Estado state) { return states[std::to_underlying(state)]; }
std::string_view name_of(Motivo reason) { return return_reasons[std::to_underlying(reason)]; }
std::string_view name_of(Duty duty) { return duties[std::to_underlying(duty)]; }

std::string figure(const Value& value) {
  struct {
    std::string operator()(Money amount) const { return money(amount); }
    std::string operator()(std::int64_t number) const { return count(number); }
    std::string operator()(Date day) const { return date(day); }
    std::string operator()(const Ratio& ratio) const { return percent(ratio * Ratio{100, 1}); }
    std::string operator()(const std::string& word) const { return word; }
  } written;
  return std::visit(written, value);
}

}  // namespace text
