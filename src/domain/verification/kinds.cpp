// The codes of the closed lists, in the order of their enums.
#include "domain/verification/kinds.hpp"

namespace verification {
namespace {

constexpr std::string_view gastos[] = {"compra",         "nomina",    "viatico",
                                       "fondo_rotativo", "inversion", "transferencia"};
constexpr std::string_view modalidades[] = {"BAJA_CUANTIA",      "COMPRA_DIRECTA",
                                            "COTIZACION",        "LICITACION",
                                            "SUBASTA_INVERSA",   "CONTRATO_ABIERTO",
                                            "PROVEEDOR_UNICO",   "ARREND_COTIZACION",
                                            "ARREND_LICITACION", "ARREND_INMUEBLES",
                                            "DRAGADO",           "AUSENCIA_OFERTAS",
                                            "EXC_44A",           "EXC_44B",
                                            "EXC_44C",           "EXC_44D",
                                            "EXC_44E",           "EXC_44F",
                                            "EXC_44G",           "NEG_ENTIDADES",
                                            "CONVENIOS_INT",     "ART54",
                                            "IMPORTADOS",        "DONACIONES",
                                            "SUBASTA_PUBLICA",   "SIN_MODALIDAD"};
constexpr std::string_view documentos[] = {
    "REQ",   "PAAP",    "CDP",      "CDF",      "FEL",    "FELV",     "RAZ",      "RECEP",
    "PUB",   "RTU",     "CTA",      "ORDEN",    "CURC",   "CURD",     "RETIVA",   "RETISR",
    "EXIVA", "F1H",     "INV",      "FRACC",    "COTREF", "BASESCD",  "OFERTAS",  "CUADRO",
    "ADJ",   "OPCSNIP", "BASES",    "DICTEC",   "DICPRE", "DICJUR",   "APBASES",  "NOMJUNTA",
    "CONV",  "ACTAAP",  "LISTOF",   "PLICA",    "SOST",   "ACTADJ",   "APADJ",    "INCONF",
    "CONTR", "CUMPL",   "APCONTR",  "CGCCON",   "COMREC", "ACTREC",   "CALID",    "SALDOS",
    "ANTIC", "LIQ",     "DCA",      "PRECAL",   "PUJA",   "CATCA",    "INE",      "JUSTPU",
    "PUB3",  "JUSTARR", "CERTPROP", "INFMEN",   "TDR",    "CONTR029", "FIANZA10", "INFACT",
    "COLEG", "PROB",    "PUBMEN",   "LECT",     "CYD",    "NOM",      "MOV",      "DESC",
    "CUR",   "NOMB",    "VA",       "VC",       "VL",     "INF",      "BOL",      "FR03",
    "CHQ",   "CUOTA",   "SENT",     "CONVENIO", "RESEXC", "AUTAUST",  "RGAE",     "LISTASIST"};
constexpr std::string_view sistemas[] = {"SICOIN", "SIGES", "GUATECOMPRAS", "GUATENOMINAS"};
constexpr std::string_view tipos[] = {"FACT", "FCAM", "FPEQ", "FCAP", "FESP", "NABN",
                                      "NDEB", "NCRE", "RDON", "RECI", "CIVA"};
constexpr std::string_view estados_dte[] = {"vigente", "anulado"};
constexpr std::string_view regimenes[] = {"utilidades", "opcional_simplificado",
                                          "pequeno_contribuyente", "exento"};
constexpr std::string_view garantias[] = {"sostenimiento", "cumplimiento", "anticipo",
                                          "conservacion", "saldos_deudores"};
constexpr std::string_view hitos[] = {"solicitud", "disponibilidad", "publicacion", "adjudicacion",
                                      "orden",     "contrato",       "compromiso",  "recepcion",
                                      "factura",   "completo",       "devengado",   "visado",
                                      "pago"};
constexpr std::string_view funciones[] = {"elabora", "revisa", "visa", "aprueba", "paga"};
constexpr std::string_view parecidos[] = {"misma_factura", "factura_parecida", "mismo_documento",
                                          "reingreso"};

static_assert(std::size(gastos) == gasto_count);
static_assert(std::size(modalidades) == modalidad_count);
static_assert(std::size(modalidades) ==
              std::size_t{std::to_underlying(Modalidad::SinModalidad)} + 1);
static_assert(std::size(documentos) == documento_count);
static_assert(std::size(documentos) == std::size_t{std::to_underlying(Documento::Listasist)} + 1);
static_assert(std::size(sistemas) == sistema_count);
static_assert(std::size(hitos) == hito_count);
static_assert(std::size(hitos) == std::size_t{std::to_underlying(Hito::Pago)} + 1);
static_assert(std::size(funciones) == duty_count);

}  // namespace

template <>
std::span<const std::string_view> codes_of<Gasto>() {
  return gastos;
}
template <>
std::span<const std::string_view> codes_of<Modalidad>() {
  return modalidades;
}
template <>
std::span<const std::string_view> codes_of<Documento>() {
  return documentos;
}
template <>
std::span<const std::string_view> codes_of<Sistema>() {
  return sistemas;
}
template <>
std::span<const std::string_view> codes_of<DteTipo>() {
  return tipos;
}
template <>
std::span<const std::string_view> codes_of<DteEstado>() {
  return estados_dte;
}
template <>
std::span<const std::string_view> codes_of<Regimen>() {
  return regimenes;
}
template <>
std::span<const std::string_view> codes_of<Garantia>() {
  return garantias;
}
template <>
std::span<const std::string_view> codes_of<Hito>() {
  return hitos;
}
template <>
std::span<const std::string_view> codes_of<Duty>() {
  return funciones;
}
template <>
std::span<const std::string_view> codes_of<Parecido>() {
  return parecidos;
}

}  // namespace verification
