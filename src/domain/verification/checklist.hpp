// Which documents a kind of spending asks for: versioned, dated lists (norms/listas.csv), each line
// with its basis and certainty. A line may be conditional; its condition is one of a few that the
// facts of a file can answer.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values/catalog.hpp"
#include "domain/verification/payment_file.hpp"

namespace verification {

class RuleNorms;

using DocumentSet = std::bitset<documento_count>;

enum class Condicion : std::uint8_t {
  Siempre,
  Bienes,         // A renglón that goes through the warehouse.
  Inventariable,  // A renglón that goes into the inventory.
  Obra,           // Investment.
  BienesUObra,
  RetencionIva,     // IVA is withheld.
  RetencionIsr,     // Income tax is withheld.
  Exento,           // The supplier is exempt.
  Anticipo,         // The contract, or the commission, has an advance.
  ContratoEscrito,  // The amount demands a written contract.
  PrimerPago,       // First payment of the contract.
  SegunCaso,        // By a circumstance that no fact of the file tells: never asked for by itself.
};

// Who must hand it in.
enum class Responsable : std::uint8_t {
  Solicitante,
  Compras,
  Proveedor,
  Presupuesto,
  Almacen,
  Inventarios,
  Junta,
  Juridico,
  Contabilidad,
  Tesoreria,
  RecursosHumanos,
  Comisionado,
  Autoridad,
  Verificacion,
};

enum class Exigencia : std::uint8_t { Obligatorio, Recomendado, DelSistema };

struct ChecklistItem {
  Documento documento = Documento::Req;
  Exigencia exigencia = Exigencia::Obligatorio;
  Condicion condicion = Condicion::Siempre;
  Responsable responsable = Responsable::Solicitante;
  std::optional<Hito> vigente_en;       // The day that its validity must contain.
  std::optional<Sistema> sistema;       // Where it must be uploaded.
  const CatalogEntry* norma = nullptr;  // Name, basis, certainty.
};

struct Checklist {
  std::string_view code;  // "BAJA_CUANTIA", "nomina"
  std::vector<ChecklistItem> items;
  DocumentSet always;                        // Required whatever the facts.
  std::vector<const ChecklistItem*> others;  // Required under a condition.
};

// A line of norms/listas.csv. Errors: ListMalformed, with campo and hallado.
Result<ChecklistItem> checklist_item_from(const CatalogEntry&);

// Whether the condition holds for a file; nothing where the file does not tell.
std::optional<bool> holds(Condicion, const FileFacts&, const RuleNorms&);

// The documents that a file has.
DocumentSet present(const FileFacts&);

// What a checklist asks of a file, line by line.
struct Required {
  const ChecklistItem* item = nullptr;
  enum class State : std::uint8_t { Present, Missing, Unneeded, Untold } state = State::Untold;
};
std::vector<Required> required_of(const Checklist&, const FileFacts&, const RuleNorms&);

// An uploaded document that the list asks for in a system and that is not there.
std::vector<const ChecklistItem*> not_uploaded(const Checklist&, const FileFacts&);

template <>
std::span<const std::string_view> codes_of<Condicion>();
template <>
std::span<const std::string_view> codes_of<Responsable>();
template <>
std::span<const std::string_view> codes_of<Exigencia>();

}  // namespace verification
