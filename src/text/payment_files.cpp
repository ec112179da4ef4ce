// One table for each closed list, in the order of its enum.
#include "text/payment_files.hpp"

#include <utility>

namespace text {
namespace {

using namespace verification;

constexpr std::string_view spendings[] = {"Compra",         "Nómina",    "Viáticos",
                                          "Fondo rotativo", "Inversión", "Transferencia"};
static_assert(std::size(spendings) == gasto_count);
constexpr std::string_view modalities[] = {"Baja cuantía",
                                           "Compra directa",
                                           "Cotización",
                                           "Licitación",
                                           "Subasta inversa",
                                           "Contrato abierto",
                                           "Proveedor único",
                                           "Arrendamiento por cotización",
                                           "Arrendamiento por licitación",
                                           "Arrendamiento o compra de inmuebles",
                                           "Dragado",
                                           "Ausencia de ofertas",
                                           "Excepción 44 a), estado de excepción",
                                           "Excepción 44 b), convenios de salud",
                                           "Excepción 44 c), en el extranjero",
                                           "Excepción 44 d), billetes y monedas",
                                           "Excepción 44 e), servicios individuales",
                                           "Excepción 44 f), eventos electorales",
                                           "Excepción 44 g), servicios básicos",
                                           "Entre entidades públicas",
                                           "Convenios internacionales",
                                           "Artículo 54",
                                           "Bienes importados",
                                           "Donación",
                                           "Subasta pública",
                                           "Sin proceso de compra"};
static_assert(std::size(modalities) == modalidad_count);
constexpr std::string_view documents[] = {"Requisición",
                                          "Inclusión en el plan anual de adquisiciones",
                                          "Constancia de disponibilidad presupuestaria",
                                          "Constancia de disponibilidad financiera",
                                          "Factura electrónica",
                                          "Verificación de la factura en el portal de la SAT",
                                          "Factura razonada al dorso",
                                          "Constancia de recepción a satisfacción",
                                          "Publicación en Guatecompras",
                                          "Constancia de RTU del proveedor",
                                          "Constancia de cuenta bancaria",
                                          "Orden de compra",
                                          "CUR de compromiso",
                                          "CUR de devengado",
                                          "Constancia de retención de IVA",
                                          "Constancia de retención de ISR",
                                          "Constancia de exención de IVA",
                                          "Forma 1-H, ingreso a almacén",
                                          "Alta en inventario",
                                          "Control de fraccionamiento",
                                          "Cotizaciones de referencia",
                                          "Condiciones publicadas del concurso",
                                          "Ofertas electrónicas",
                                          "Cuadro comparativo",
                                          "Adjudicación publicada",
                                          "Boleta SNIP",
                                          "Bases y especificaciones",
                                          "Dictamen técnico",
                                          "Dictamen presupuestario",
                                          "Dictamen jurídico",
                                          "Aprobación de las bases",
                                          "Nombramiento de la junta",
                                          "Convocatoria en Guatecompras",
                                          "Acta de recepción y apertura de plicas",
                                          "Listado de oferentes",
                                          "Plica del adjudicatario",
                                          "Garantía de sostenimiento de oferta",
                                          "Acta de adjudicación",
                                          "Aprobación de la adjudicación",
                                          "Respuesta a inconformidades",
                                          "Contrato",
                                          "Garantía de cumplimiento",
                                          "Aprobación del contrato",
                                          "Registro del contrato en la Contraloría",
                                          "Nombramiento de la comisión receptora",
                                          "Acta de recepción",
                                          "Garantía de conservación de obra o calidad",
                                          "Garantía de saldos deudores",
                                          "Garantía de anticipo",
                                          "Liquidación del contrato",
                                          "Publicación en el diario oficial",
                                          "Precalificación de postores",
                                          "Bitácora de la puja",
                                          "Ficha del contrato abierto",
                                          "Precio de referencia del INE",
                                          "Justificación de proveedor único",
                                          "Publicaciones en diarios y Guatecompras",
                                          "Justificación del arrendamiento",
                                          "Certificación de propiedad",
                                          "Informe mensual de uso",
                                          "Términos de referencia",
                                          "Contrato de servicios 029",
                                          "Fianza de cumplimiento",
                                          "Informe de actividades",
                                          "Constancia de colegiado activo",
                                          "Declaración jurada y antecedentes",
                                          "Publicación mensual de lo pagado",
                                          "Lectura o estado de cuenta del servicio",
                                          "CUR de compromiso y devengado",
                                          "Nómina aprobada",
                                          "Acciones de personal",
                                          "Descuentos",
                                          "CUR de nómina",
                                          "Nombramiento de la comisión",
                                          "Viático anticipo",
                                          "Viático constancia",
                                          "Viático liquidación",
                                          "Informe de comisión",
                                          "Boleta de reintegro",
                                          "Rendición FR03",
                                          "Cheque y conciliación",
                                          "Nota de cobro de la cuota",
                                          "Sentencia firme",
                                          "Convenio o base legal",
                                          "Resolución de la excepción",
                                          "Autorización razonada del gasto",
                                          "Inscripción en el RGAE",
                                          "Lista de asistencia"};
static_assert(std::size(documents) == documento_count);
constexpr std::string_view systems[] = {"SICOIN", "SIGES", "GUATECOMPRAS", "GUATENÓMINAS"};
static_assert(std::size(systems) == sistema_count);
constexpr std::string_view steps[] = {"Se asignó",
                                      "Se tomó para revisar",
                                      "Se devolvió con objeciones",
                                      "Se recibió de nuevo",
                                      "Se dictaminó conforme",
                                      "Se visó",
                                      "Pasó a Presupuesto",
                                      "Se devengó",
                                      "Pasó a Tesorería",
                                      "Se pagó",
                                      "Se archivó",
                                      "Se rechazó",
                                      "Se anuló",
                                      "Se suspendió",
                                      "Se reanudó"};
static_assert(std::size(steps) == std::size_t{std::to_underlying(Paso::Reanudar)} + 1);

}  // namespace

std::string_view name_of(Gasto gasto) { return spendings[std::to_underlying(gasto)]; }
std::string_view name_of(Modalidad how) { return modalities[std::to_underlying(how)]; }
std::string_view name_of(Documento kind) { return documents[std::to_underlying(kind)]; }
std::string_view name_of(Sistema system) { return systems[std::to_underlying(system)]; }
std::string_view name_of(Paso step) { return steps[std::to_underlying(step)]; }

std::string spending(Gasto gasto, std::optional<Modalidad> how) {
  std::string out(name_of(gasto));
  if (!how || *how == Modalidad::SinModalidad) return out;
  const auto name = name_of(*how);
  if (gasto == Gasto::Compra && name.starts_with("Compra")) return std::string(name);
  // Every name begins with an ASCII letter.
  return out + ", " + static_cast<char>(name.front() + ('a' - 'A')) + std::string(name.substr(1));
}

std::string working_days(std::int64_t n) {
  return std::to_string(n) + (n == 1 ? " día hábil" : " días hábiles");
}

std::string_view fel_signature(std::string_view code) {
  if (code == "reconocida") return "Firma íntegra, de certificados reconocidos.";
  if (code == "integra")
    return "Firma íntegra, certificador no comprobado: compruébela en el portal de la SAT o cargue "
           "los certificados en que confía.";
  return "No trae firma electrónica.";
}

std::string_view fel_coverage(bool emission, bool certification) {
  if (emission && certification) return "la emisión y la certificación";
  if (emission) return "la emisión";
  return certification ? "la certificación" : "otra parte del archivo";
}

}  // namespace text
