// The smallest remedy: the smallest set of documents and corrections that makes a file pass, each
// with the rules that it mends and who must act. It is exact: candidates are tried on a copy of the
// file, and the rules are asked again. And it is deterministic: of several smallest sets it is the
// first in the order of corrections and documents.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/verification/checklist.hpp"
#include "domain/verification/evaluate.hpp"

namespace verification {

// What somebody can do about a flag, from the lightest to the heaviest.
enum class Correction : std::uint8_t {
  EntregarDocumento,  // Hand in the document that is missing.
  RenovarDocumento,   // Its validity must contain the decisive day.
  ReponerDocumento,   // The bytes that the visado saw.
  CorregirSerieNumero,
  CorregirNit,
  CorregirCui,
  CorregirFecha,
  CorregirCita,
  CorregirCuenta,
  CorregirRetencion,
  CorregirCur,
  AclararSemejanza,
  DeclararTurno,
  ExplicarDemora,
  DocumentarCesion,
  DocumentarEvento,
  RegistrarDeudaFlotante,
  RegistrarContrato,
  PublicarGuatecompras,
  EmitirDisponibilidad,
  EmitirResolucion,
  AutorizarGasto,
  RepetirRecepcion,
  ReasignarFuncion,
  CalcularSancion,
  AmortizarAnticipo,
  AmpliarGarantia,
  AprobarContrato,
  ModificarContrato,
  ModificarPaa,
  IncluirEnPlan,
  ReprogramarCuota,
  ModificarPresupuesto,
  CambiarPartida,
  AjustarDevengado,
  AjustarPago,
  ReintegrarViatico,
  SustituirFactura,
  RetirarFactura,
  CambiarModalidad,
  RetirarGasto,
};
inline constexpr std::size_t correction_count =
    static_cast<std::size_t>(Correction::RetirarGasto) + 1;
template <>
std::span<const std::string_view> codes_of<Correction>();

struct Remedy {
  Correction correccion = Correction::EntregarDocumento;
  std::optional<Documento> documento;
  friend auto operator<=>(const Remedy&, const Remedy&) = default;
};
Responsable responsible_for(const Remedy&, const FileFacts&, const RuleNorms&);

// The file as it would be once the remedy is done.
void apply(const Remedy&, FileFacts&, const RuleNorms&);

// Which flags must go.
enum class Mend : std::uint8_t {
  Blocking,  // Those that block the visado.
  Severe,    // Fatal and mayor, whatever the certainty of their norms.
  All,
};

struct RemedyStep {
  Remedy remedy;
  Responsable responsable = Responsable::Solicitante;
  std::vector<std::size_t> rules;  // That it mends, ordered.
};
struct Cure {
  std::vector<RemedyStep> steps;  // None: nothing has to be mended.
};
// Nothing where no set of corrections makes the file pass (it has to be rejected), or none of at
// most `most` steps does.
std::optional<Cure> smallest_remedy(const FileFacts&, const NormTable&, Mend,
                                    std::size_t most = 24);

}  // namespace verification
