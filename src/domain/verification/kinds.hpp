// The closed lists of the room: what a payment file is for, which documents it may hold, what an
// invoice may be. Each value has one code, which files, catalogues and cases write. What the law
// says of a value (amounts, deadlines, which documents) is dated data in norms/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace verification {

// What is spent.
enum class Gasto : std::uint8_t {
  Compra,         // Goods and services, by a modality of the Ley de Contrataciones del Estado.
  Nomina,         // Payroll.
  Viatico,        // Travel.
  FondoRotativo,  // Settlement of an advance.
  Inversion,      // Works with SNIP, by a modality too.
  Transferencia,  // Transfers, contributions, judgments.
};

inline constexpr std::size_t gasto_count = 6;

// Of Guatecompras; the codes of catalogs/modalidades.csv.
enum class Modalidad : std::uint8_t {
  BajaCuantia,
  CompraDirecta,
  Cotizacion,
  Licitacion,
  SubastaInversa,
  ContratoAbierto,
  ProveedorUnico,
  ArrendCotizacion,
  ArrendLicitacion,
  ArrendInmuebles,
  Dragado,
  AusenciaOfertas,
  Exc44A,
  Exc44B,
  Exc44C,
  Exc44D,
  Exc44E,
  Exc44F,
  Exc44G,
  NegEntidades,
  ConveniosInt,
  Art54,
  Importados,
  Donaciones,
  SubastaPublica,
  SinModalidad,
};
inline constexpr std::size_t modalidad_count = 26;

// Supporting documents: the codes of norms/listas.csv, which also names them for people.
enum class Documento : std::uint8_t {
  Req,
  Paap,
  Cdp,
  Cdf,
  Fel,
  Felv,
  Raz,
  Recep,
  Pub,
  Rtu,
  Cta,
  Orden,
  Curc,
  Curd,
  Retiva,
  Retisr,
  Exiva,
  F1h,
  Inv,
  Fracc,
  Cotref,
  Basescd,
  Ofertas,
  Cuadro,
  Adj,
  Opcsnip,
  Bases,
  Dictec,
  Dicpre,
  Dicjur,
  Apbases,
  Nomjunta,
  Conv,
  Actaap,
  Listof,
  Plica,
  Sost,
  Actadj,
  Apadj,
  Inconf,
  Contr,
  Cumpl,
  Apcontr,
  Cgccon,
  Comrec,
  Actrec,
  Calid,
  Saldos,
  Antic,
  Liq,
  Dca,
  Precal,
  Puja,
  Catca,
  Ine,
  Justpu,
  Pub3,
  Justarr,
  Certprop,
  Infmen,
  Tdr,
  Contr029,
  Fianza10,
  Infact,
  Coleg,
  Prob,
  Pubmen,
  Lect,
  Cyd,
  Nom,
  Mov,
  Desc,
  Cur,
  Nomb,
  Va,
  Vc,
  Vl,
  Inf,
  Bol,
  Fr03,
  Chq,
  Cuota,
  Sent,
  Convenio,   // Agreement or legal basis of a transfer.
  Resexc,     // Resolution that authorises an exception of article 44.
  Autaust,    // Reasoned authorisation of a restricted expense.
  Rgae,       // Registration as a supplier of the State.
  Listasist,  // Who attended.
};
inline constexpr std::size_t documento_count = 88;

// Where a document is uploaded.
enum class Sistema : std::uint8_t { Sicoin, Siges, Guatecompras, Guatenominas };
inline constexpr std::size_t sistema_count = 4;

// Documento tributario electrónico (SAT).
enum class DteTipo : std::uint8_t {
  Fact,
  Fcam,
  Fpeq,
  Fcap,
  Fesp,
  Nabn,
  Ndeb,
  Ncre,
  Rdon,
  Reci,
  Civa
};
enum class DteEstado : std::uint8_t { Vigente, Anulado };

// Of the issuer, for what is withheld from him.
enum class Regimen : std::uint8_t {
  Utilidades,  // Quarterly payments: no income tax is withheld.
  OpcionalSimplificado,
  PequenoContribuyente,
  Exento,
};

enum class Garantia : std::uint8_t {
  Sostenimiento,
  Cumplimiento,
  Anticipo,
  Conservacion,
  SaldosDeudores
};

// The days that order a file's life.
enum class Hito : std::uint8_t {
  Solicitud,
  Disponibilidad,
  Publicacion,
  Adjudicacion,
  Orden,
  Contrato,
  Comprometido,
  Recepcion,
  Factura,
  Completo,  // Everything that the payment needs has been handed in: the clock starts.
  Devengado,
  Visado,
  Pago,
};
inline constexpr std::size_t hito_count = 13;

// A duty on a file; no two of them may be of one person.
enum class Duty : std::uint8_t { Elabora, Revisa, Visa, Aprueba, Paga };
inline constexpr std::size_t duty_count = 5;

// How another file of history resembles this one.
enum class Parecido : std::uint8_t {
  MismaFactura,     // The same invoice: authorisation, or issuer with series and number.
  FacturaParecida,  // Same issuer and amount within days, or a number one digit away.
  MismoDocumento,   // The same bytes back another file.
  Reingreso,        // A rejected file whose documents are mostly these.
};

// Kinds of insured risk, of vehicles and of persons' counts stay texts: they are compared with
// lists of norms/rules.csv.

// The codes of an enum above, in its order.
template <class Kind>
std::span<const std::string_view> codes_of();

template <class Kind>
std::string_view code_of(Kind kind) {
  return codes_of<Kind>()[static_cast<std::size_t>(std::to_underlying(kind))];
}

template <class Kind>
std::optional<Kind> kind_of(std::string_view code) {
  const auto codes = codes_of<Kind>();
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (codes[i] == code) return static_cast<Kind>(i);
  return std::nullopt;
}

template <>
std::span<const std::string_view> codes_of<Gasto>();
template <>
std::span<const std::string_view> codes_of<Modalidad>();
template <>
std::span<const std::string_view> codes_of<Documento>();
template <>
std::span<const std::string_view> codes_of<Sistema>();
template <>
std::span<const std::string_view> codes_of<DteTipo>();
template <>
std::span<const std::string_view> codes_of<DteEstado>();
template <>
std::span<const std::string_view> codes_of<Regimen>();
template <>
std::span<const std::string_view> codes_of<Garantia>();
template <>
std::span<const std::string_view> codes_of<Hito>();
template <>
std::span<const std::string_view> codes_of<Duty>();
template <>
std::span<const std::string_view> codes_of<Parecido>();

}  // namespace verification
