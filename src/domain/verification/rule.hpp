// A rule of verification: a plain function of a file and the law of its day, and one line that says
// what it is. A rule never accuses: it passes, asks for verification with the rows and figures that
// show why, does not apply, or cannot tell and names what is missing. The Spanish sentences are in
// text/rules; the norm, its validity and its parameters in norms/rules.csv.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/verification/norms.hpp"
#include "domain/verification/payment_file.hpp"

namespace verification {

struct History;

enum class Severity : std::uint8_t {
  Fatal,   // Blocks the visado, where its norm is verified.
  Mayor,   // Needs a reason of a second person.
  Alerta,  // Goes to the queue.
  Info,    // Is kept.
};
enum class Mode : std::uint8_t { Permanente, Periodico, Casuistico };

// What a rule reads. Those after `WaitsFrom` are nowhere in the program yet.
enum class Input : std::uint8_t {
  Proveedor,
  Persona,
  Factura,
  FacturaDetalle,
  NitInstitucion,
  Documentos,
  ListaDeDocumentos,
  HuellaVisada,
  Historial,
  Fechas,
  Calendario,
  Recepcion,
  Cur,
  Partida,
  Saldos,
  Cuota,
  Red,
  Insumos,
  FuentesHabilitadas,
  Duracion,
  Retenciones,
  CuentaPago,
  Transferencia,
  Contrato,
  Garantias,
  Guatecompras,
  Paa,
  Comision,
  Bien,
  Evento,
  PlanComunicacion,
  Actos,
  Citas,
  Parametro,
  Monto,
  Modalidad,
  Compras,
  Series,
  Metas,
  Modificaciones,
  Visados,
  Recomendaciones,
  Instrumentos,
  Bitacora,
  Conciliacion,
  Precios,
  // Not held yet.
  GrafoProveedores,
  Ofertas,
  Rgae,
  SerieFacturas,
  RecursosHumanos,
  ArchivosCotizacion,
  Kardex,
  TextosInforme,
  Flota,
  Consumos,
  Arrendamientos,
  Nomina,
  IndicePublicacion,
  SolicitudesInformacion,
  InformesPublicados,
  PaqueteDatos,
  Reservas,
  RedInsumos,
};
inline constexpr Input waits_from = Input::GrafoProveedores;
inline constexpr std::size_t input_count = static_cast<std::size_t>(Input::RedInsumos) + 1;

// Why a rule does not apply.
enum class Inapplicable : std::uint8_t {
  None,
  GastoSinProveedor,
  GastoSinPersona,
  GastoSinFactura,
  SinVisado,
  EnajenacionNoEsGasto,
  DocumentosSinVigencia,
  GastoSinCadena,
  ServicioBasico,
  DeudaFlotante,
  UnidadConTurnos,
  GastoSinRecepcion,
  RenglonSinAlmacen,
  NadaSeCompromete,
  NadaSeDevenga,
  NadaSePaga,
  GastoSinDisponibilidad,
  SinInsumos,
  SinPartida,
  SinCur,
  NoEsFondoRotativo,
  ProveedorExento,
  GastoSinCuenta,
  ExpedienteIncompleto,
  ModalidadSinTope,
  OtraModalidad,
  GastoSinPlan,
  ModalidadSinPublicacion,
  NoEsExcepcion,
  SinContrato,
  SinAnticipo,
  SinEntregaVencida,
  RenglonNoRestringido,
  NoEsViatico,
  NoEsVehiculo,
  NoEsSeguroMedico,
  NoEsProtocolo,
  NoEsDivulgacion,
  InsumoDelProducto,
  UnaSolaFuncion,
  SinCitas,
  NormaNoVigente,
  HistoriaVacia,
  SinFacturaPropia,
  RenglonSinDuracion,
  SinContratoAprobado,
  SinFianzaDebida,
};

enum class Verdict : std::uint8_t { Pass, Fail, NotApplicable, CannotTell };

// A value of a proof, exact.
using Value = std::variant<Money, std::int64_t, Date, Ratio, std::string>;
struct Operand {
  std::string_view name;  // Slot of the rule's sentence: "devengado".
  Value value;
};
// A row that proves it: what it is and which one.
struct Witness {
  std::string_view kind;  // "factura", "documento", "cur", "partida", "expediente", …
  std::string id;
};
struct Proof {
  std::string_view motive;  // Which of the rule's sentences; "" where it has one.
  std::vector<Operand> operands;
  std::optional<Value> difference;
  std::vector<Witness> rows;
};

// What a rule says of one subject. A passing one allocates nothing.
struct Outcome {
  Verdict verdict = Verdict::Pass;
  Inapplicable why = Inapplicable::None;  // Of NotApplicable.
  Input missing = Input::Documentos;      // Of CannotTell.
  std::vector<Proof> proofs;              // Of Fail: one or more.
};

inline Outcome pass() { return {}; }
inline Outcome not_applicable(Inapplicable why) {
  Outcome out;
  out.verdict = Verdict::NotApplicable;
  out.why = why;
  return out;
}
inline Outcome cannot_tell(Input missing) {
  Outcome out;
  out.verdict = Verdict::CannotTell;
  out.missing = missing;
  return out;
}

// A flag of a rule over history: whose it is.
struct Subject {
  std::string name;  // "UE 001, familia 43211500, 2026-C1"
  Outcome outcome;
};
struct HistoryOutcome {
  Verdict verdict = Verdict::Pass;  // Fail where any subject fails.
  Inapplicable why = Inapplicable::None;
  Input missing = Input::Compras;
  std::int64_t judged = 0;     // Subjects that it could judge.
  std::vector<Subject> flags;  // Those that fail, in the order of their names.
};

using FileRule = Outcome (*)(const FileFacts&, const RuleNorms&);
using HistoryRule = HistoryOutcome (*)(const History&, const RuleNorms&);

// A correction that would make a failing rule pass (remedy.hpp).
enum class Correction : std::uint8_t;

struct Rule {
  std::string_view id;  // "V03"
  Severity severity = Severity::Alerta;
  Mode mode = Mode::Permanente;
  std::vector<Input> inputs;          // The last ones may be those it waits for.
  std::vector<Parameter> parameters;  // Of norms/rules.csv.
  FileRule of_file = nullptr;
  HistoryRule of_history = nullptr;     // Neither: it waits.
  std::vector<Correction> corrections;  // Any one of them mends it.

  bool computed() const { return of_file != nullptr || of_history != nullptr; }
};

// All of them, ordered by family (V, B, C, A, N, W, P) and number.
std::span<const Rule> rules();
inline constexpr std::size_t rule_count = 99;
// The place of a rule in rules(), or nothing.
std::optional<std::size_t> rule_at(std::string_view id);
// The input that a rule waits for.
std::optional<Input> waits_for(const Rule&);

template <>
std::span<const std::string_view> codes_of<Severity>();
template <>
std::span<const std::string_view> codes_of<Mode>();
template <>
std::span<const std::string_view> codes_of<Input>();
template <>
std::span<const std::string_view> codes_of<Inapplicable>();
template <>
std::span<const std::string_view> codes_of<Verdict>();

}  // namespace verification
