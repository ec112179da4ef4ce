// What rules over history read: purchases, series, modifications, commissions, reviews and the
// rest, as plain rows. A list that the program does not hold is nothing, and its rules cannot tell;
// an empty list was looked at and holds nothing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/budget/cur.hpp"
#include "domain/verification/kinds.hpp"
#include "domain/verification/payment_file.hpp"

namespace verification {

// A purchase, as files and Guatecompras tell it.
struct Purchase {
  Number expediente;
  Date fecha{};
  UnidadEjecutora unidad;
  Modalidad modalidad = Modalidad::BajaCuantia;
  Word familia;
  NitText nit;
  Renglon renglon;
  Money monto;
};

// A unit price paid for an input.
struct PricePaid {
  Number expediente;
  Date fecha{};
  Word insumo;
  Money precio;
};

// Devengado of a unit's renglón by month of a year, and how many persons it served.
struct MonthlySpending {
  UnidadEjecutora unidad;
  Renglon renglon;
  std::int16_t year = 0;
  bool insumo_del_producto = false;          // What the producto is made of is not superfluous.
  std::array<std::int64_t, 12> devengado{};  // Centavos.
  std::optional<std::int64_t> personas;      // Served in the same months.
};

// How far a producto has come at a cut.
struct Advance {
  Word producto;
  std::optional<Ratio> fisico, financiero;  // Of the year: 0 … 1.
};

struct ModifiedLine {
  std::int64_t numero = 0;
  Date fecha{};
  Partida partida;
  Money monto;  // Signed.
};

struct Promised {  // A compromiso and what has become of it.
  std::int64_t cur = 0;
  Date fecha{};
  Partida partida;
  Money comprometido, devengado;
};

struct Trip {
  Number expediente;
  CuiText cui;
  Date desde{}, hasta{};
};

struct Review {  // A visado, or the override of a flag.
  std::int64_t actor = 0;
  Number expediente;
  Date fecha{};
  std::int64_t hora = 0, minuto = 0;  // Local.
  bool con_excepcion = false;         // A flag was overridden.
};

struct Recommendation {
  Number numero;
  Word regla;
  UnidadEjecutora unidad;
  Date emitida{};
  std::optional<Date> vence, cerrada;
  bool espera = true;  // Whoever answers for it has something to do.
};

struct Instrument {  // Of control, in a period.
  Word codigo;
  std::optional<std::int64_t> debidos, hechos;
};

struct JournalState {
  std::int64_t asientos = 0;  // None: nothing to verify yet.
  bool verificada = true;
  std::int64_t roto_en = 0;
};

struct Reconciled {  // One partida and stage of a month.
  Partida partida;
  budget::Stage etapa = budget::Stage::Devengado;
  Money extracto, curs;
  bool explicada = false;
};

struct History {
  Date hoy{};
  std::optional<std::vector<Purchase>> compras;
  std::optional<std::vector<PricePaid>> precios;
  std::optional<std::vector<MonthlySpending>> series;
  std::optional<std::vector<Advance>> metas;
  std::optional<std::vector<ModifiedLine>> modificaciones;
  std::optional<std::vector<Promised>> compromisos;
  std::optional<std::vector<Trip>> comisiones;
  std::optional<std::vector<Review>> visados;
  std::optional<std::vector<Recommendation>> recomendaciones;
  std::optional<std::vector<Instrument>> instrumentos;
  std::optional<JournalState> bitacora;
  std::optional<std::vector<Reconciled>> conciliacion;
};

}  // namespace verification
