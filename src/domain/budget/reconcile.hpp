// The monthly extract of SICOIN against the CURs, to the centavo, by partida and stage: equal,
// explained by CURs that one side does not count yet, or unexplained with every entry behind it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "domain/budget/cur.hpp"

namespace budget {

// What the extract says a partida moved in each month of the year.
struct ExtractRow {
  Partida partida;
  YearMovements movements;
};

enum class Agreement : std::uint8_t { Equal, Explained, Unexplained };

// Which CURs explain a difference exactly.
enum class Explanation : std::uint8_t {
  None,
  InFlight,      // The extract counts CURs that are here as not approved yet.
  LaterMonth,    // … that are here as approved after the cut.
  SetAsideHere,  // … that are set aside here (twice, another year, reversing too much).
  NotYetThere,   // It lacks CURs approved in the last days before the cut.
};
std::string_view code_of(Explanation);

struct ReconciledRow {
  Partida partida;
  Stage etapa = Stage::Devengado;
  Money extracto, curs;  // Accumulated to the month.
  Agreement estado = Agreement::Equal;
  Explanation explicacion = Explanation::None;
  std::vector<std::size_t> asientos;  // Explained: the CURs that do; unexplained: all of that key.
  MoneySum difference() const { return extracto - curs; }
};

// Every partida and stage that either side moves, ordered; months 1 … `month`. Rows that are equal
// are left out unless `all`. `last_days` is how far before the cut a CUR may be missing there.
std::vector<ReconciledRow> reconcile(std::span<const ExtractRow>, std::span<const Cur>, FiscalYear,
                                     unsigned month, bool all = false, int last_days = 5);

}  // namespace budget
