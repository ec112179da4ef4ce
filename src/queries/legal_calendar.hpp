// The legal calendar of a year: what is due in it, what proof there is, and which budget law rules.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/request_store.hpp"

namespace queries {

struct CalendarLine {
  storage::ObligationRow row;
  std::string ley;  // Name of the norm; "" where none is known.
  // Nothing of what is due with every change.
  std::optional<transparency::Period> periodo;
  std::optional<Date> vence;
  bool inhabil = false;                         // It falls on a day that is not worked.
  std::optional<storage::DeliveryRow> entrega;  // The newest.
  transparency::EstadoObligacion estado{};
};

struct LegalCalendar {
  FiscalYear anio;
  // What is due in the year by day, then what has no day, by obligation and period.
  std::vector<CalendarLine> lines;
  std::array<std::int64_t, transparency::estado_obligacion_count> por_estado{};
  // The budget law of the year; nothing where none is known.
  std::string ley, ley_nombre;
  bool ley_propia = false, ley_consta = false;
};
Result<LegalCalendar> legal_calendar(storage::Database&, std::string_view institution, FiscalYear,
                                     Date today);

// The proof of a delivery by its hash, if there is one.
Result<std::optional<storage::DeliveryRow>> delivery_proof(storage::Database&,
                                                           std::string_view institution,
                                                           std::string_view hash);

}  // namespace queries
