// Internal control as it stood at a cut, for the report of a period: findings of internal audit and
// of the Contraloría, instruments that ran and that did not, and risks by band. A frozen cut always
// yields the same value, whatever was decided after it.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "domain/control/finding.hpp"
#include "domain/control/instrument.hpp"
#include "queries/cuts.hpp"

namespace queries {

struct ControlStanding {
  Date as_of{};  // The period's last day, or that of the cut where it is earlier.

  // Of those that were notified. What is verified, or not applicable, waits for closing.
  struct Counts {
    std::int64_t abiertos = 0, vencidos = 0, por_cerrar = 0;
    std::int64_t reincidentes = 0;  // Of the open ones.
    std::int64_t cerrados = 0;      // In the period.
  };
  std::array<Counts, control::origen_count> por_origen{};

  struct Open {
    std::string numero;
    control::Origen origen{};
    std::string titulo, area, recomendacion;
    // Of a finding that is made of a run that did not happen, whose words are made of these.
    std::string instrumento, periodo;
    control::EstadoHallazgo estado{};
    std::optional<Date> vence;
    std::int64_t dias_vencido = 0;  // Working days.
    std::int64_t reincidencias = 0;
    bool ilustrativo = false;
  };
  std::vector<Open> abiertos;  // Overdue first, most days first; then by number.

  struct Instrument {
    std::string codigo, nombre;
    control::Modo modo{};
    std::int64_t debidos = 0, hechos = 0, tarde = 0;  // Runs that were due in the period.
    bool ilustrativo = false;
  };
  std::vector<Instrument> instrumentos;  // In force on some day of the period, by code.

  struct Band {
    std::string nombre;
    std::int64_t riesgos = 0;
  };
  std::vector<Band> bandas;    // All of the norm, from the lowest.
  std::int64_t sin_banda = 0;  // Risks for which the norm has none.
  std::int64_t riesgos() const;
};
Result<ControlStanding> control_standing(storage::Database&, const Cut&);

}  // namespace queries
