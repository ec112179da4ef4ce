// The full key of a budget line, as SICOIN stores it: who spends, in which category, on what,
// where, with whose money. No amounts here; those are facts of domain/budget.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "domain/values/codes.hpp"
#include "domain/values/period.hpp"
#include "domain/values/programmatic_code.hpp"

// Written
//   ejercicio-entidad-ue-pg-spg-py-act-ob-renglón-geográfico-fuente-organismo-correlativo
//   "2026-11200099-000-11-00-000-001-000-029-0101-31-0151-0001"
// and with "-receptora" at the end where the file names the receiving entity, without which
// lines of transfers fold into one. A part that the file lacks is written "?": unknown, not zero.
struct Partida {
  FiscalYear ejercicio;
  Entidad entidad;
  UnidadEjecutora unidad_ejecutora;
  ProgrammaticCode categoria;
  Renglon renglon;
  Geografico geografico;
  Fuente fuente;
  std::optional<Organismo> organismo;
  std::optional<Correlativo> correlativo;
  std::optional<EntidadReceptora> receptora;

  // Errors: those of the parts, each with its campo.
  static Result<Partida> parse(std::string_view text);
  friend auto operator<=>(const Partida&, const Partida&) = default;
};

std::string show(const Partida&);
