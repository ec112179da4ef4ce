// Budget modifications at document level: what a comprobante of each kind may hold, and what it
// does to what is in force. An internal transfer adds to zero; one between institutions may show
// our side alone. Who approves which is dated data (norms/competencias.csv).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/values/catalog.hpp"
#include "domain/values/money.hpp"
#include "domain/values/partida.hpp"

namespace budget {

enum class ModClase : std::uint8_t {
  Amp,     // Raises the total.
  Dis,     // Lowers it.
  Inter,   // Between institutions.
  Intra1,  // Within the institution, by resolution of the ministry.
  Intra2,  // Within a programme, by the institution's own resolution.
};
std::string_view code_of(ModClase);  // "INTRA1"
std::optional<ModClase> mod_clase(std::string_view code);

struct ModLine {
  Partida partida;
  Money monto;  // Above zero: the partida receives.
  friend bool operator==(const ModLine&, const ModLine&) = default;
};

struct Modification {
  ModClase clase = ModClase::Intra2;
  std::int64_t numero = 0;
  Date fecha{};
  std::string resolucion, motivo;
  std::vector<ModLine> lineas;
  std::vector<std::string> metas;  // Codes of the goals that it touches.
};

// What is wrong with one by itself, in the order of the questions.
enum class ModFault : std::uint8_t {
  NoLines,
  ZeroLine,
  OtherYear,         // A partida of another fiscal year than its date's.
  WrongSign,         // AMP lowers a partida, or DIS raises one.
  NotZero,           // An internal transfer does not add to zero.
  CrossesProgramme,  // INTRA2 moves between programmes or units.
  ReasonMissing,
  ResolutionMissing,
};
std::string_view code_of(ModFault);
struct ModFinding {
  ModFault fault = ModFault::NoLines;
  std::optional<std::size_t> line;
  MoneySum difference;  // NotZero: the sum.
  friend bool operator==(const ModFinding&, const ModFinding&) = default;
};
std::vector<ModFinding> faults_of(const Modification&);

// A partida whose vigente would fall under what is already promised of it.
struct Shortfall {
  Partida partida;
  Money vigente, comprometido;  // After the modification.
  friend bool operator==(const Shortfall&, const Shortfall&) = default;
};
struct InForce {
  Money vigente, comprometido;
};
// What is in force after the modification, and where it would not cover what is promised. A partida
// that is not there begins at zero.
std::vector<Shortfall> bring_into_force(const Modification&, std::map<Partida, InForce>&);

// Who approves a kind of modification for a kind of entity ("descentralizada") on a day, of the
// entries of norms/competencias.csv; nullptr: nobody has told the program.
const CatalogEntry* approver_of(std::span<const CatalogEntry>, ModClase, std::string_view entity,
                                Date);

}  // namespace budget
