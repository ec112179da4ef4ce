// The comprobante único de registro (CUR): the accounting document of each movement of the budget,
// as SICOIN approved it, and the ledger that it makes. What SICOIN approved is counted and flagged,
// never refused for a rule of ours; only what cannot be counted at all (a CUR twice, outside its
// year, reversing more than was posted) is set aside by name. Not the file it comes from (readers).
//
//   hoja:    ejercicio, entidad, unidad ejecutora, number, class, state, day of approval
//   detalle: partida, amount
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/budget/amounts.hpp"
#include "domain/values/partida.hpp"

namespace budget {

enum class CurClase : std::uint8_t {
  Pre,   // Reserves; moves no stage that SICOIN reports.
  Com,   // comprometido
  Dev,   // devengado, on an earlier COM
  Cyd,   // comprometido and devengado at once
  Rdp,   // devengado and pagado without the treasury
  Reg,   // comprometido, devengado and pagado at once
  Pago,  // pagado
};
enum class CurEstado : std::uint8_t {
  Registrado,
  Solicitado,
  Aprobado,
  Rechazado,
  Anulado,
  Revertido,  // It was approved, and another CUR takes it back.
  Pagado,
};
std::string_view code_of(CurClase);   // "COM"
std::string_view code_of(CurEstado);  // "APROBADO"
std::optional<CurClase> cur_clase(std::string_view code);
std::optional<CurEstado> cur_estado(std::string_view code);

// Whether a class moves a stage, and whether a state lets it.
bool moves(CurClase, Stage);
bool counts(CurEstado);  // Aprobado, Pagado, and Revertido: what takes it back counts too.

struct CurKey {
  FiscalYear ejercicio;
  Entidad entidad;
  UnidadEjecutora unidad_ejecutora;
  std::int64_t numero = 0;
  friend auto operator<=>(const CurKey&, const CurKey&) = default;
};

struct CurLine {
  Partida partida;
  Money monto;  // Negative in a reversal.
  friend auto operator<=>(const CurLine&, const CurLine&) = default;
};

struct Cur {
  CurKey key;
  CurClase clase = CurClase::Com;
  CurEstado estado = CurEstado::Registrado;
  Date aprobado{};                       // Day of approval, or of the last state.
  std::optional<std::int64_t> revierte;  // Number of the CUR that it takes back, in part or whole.
  std::vector<CurLine> detalle;
  friend bool operator==(const Cur&, const Cur&) = default;
};

// Why a CUR is not counted, in the order of the questions.
enum class SetAside : std::uint8_t {
  Twice,              // The same key again: with other content, or the same (counted once).
  OtherYear,          // Approved outside its ejercicio, or a partida of another one.
  RevertsUnknown,     // No such CUR, not approved, of another class, or on another partida.
  RevertsTooMuch,     // More than the CUR posted, counting earlier reversals.
  AmountNotPositive,  // Zero, or below zero without naming what it reverses.
  Overflows,          // The sum would pass 64 bits: amounts that nobody can have spent.
};
std::string_view code_of(SetAside);

struct Quarantined {
  std::size_t cur = 0;  // Index into what was posted.
  SetAside why = SetAside::Twice;
  std::optional<std::size_t> other;  // The CUR it collides with or reverses.
  MoneySum difference;               // RevertsTooMuch: by how much.
};

// A stage that passed the one that bounds it: the CUR after which it did, in order of approval.
struct Overrun {
  std::size_t cur = 0;
  Partida partida;
  Rule rule = Rule::PagadoNegative;
  Money left, right;  // "pagado" 150.01, "devengado" 150.00 after it.
  friend bool operator==(const Overrun&, const Overrun&) = default;
};

struct CurLedger {
  std::map<Partida, YearMovements> movements;  // Comprometido, devengado, pagado by month.
  std::vector<Quarantined> quarantined;        // In the order of what was posted.
  std::vector<Overrun> overruns;               // By day of approval, then number.
};

// Posts every CUR whose state counts. `vigente` gives what may be committed of a partida in force
// at the end of the year; partidas without one are not held against it.
CurLedger post(std::span<const Cur>, const std::map<Partida, Money>& vigente = {});

}  // namespace budget
