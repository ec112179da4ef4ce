// The risk matrix of a year as rows: risks, the work plan, its evidence, and the components.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/control/risk.hpp"
#include "storage/money_store.hpp"

namespace storage {

struct RiskRow {
  FiscalYear ejercicio;
  std::int64_t number = 0;
  std::string unidad;  // Code of the unidad ejecutora.
  control::Objetivo objetivo{};
  std::string area, evento, descripcion;
  control::RiskLevels levels;
  std::string control, observaciones;
  std::string withdrawn;
  bool illustrative = false;
  Written written;
};
Fields fields_of(const RiskRow&);
Result<std::vector<RiskRow>> risks(Database&, std::string_view institution, FiscalYear);
Result<std::optional<RiskRow>> risk_at(Database&, std::string_view institution, FiscalYear,
                                       std::int64_t number);

struct RiskActionRow {
  FiscalYear ejercicio;
  std::int64_t risk = 0, number = 0;
  std::string control;  // Recommended.
  control::Prioridad prioridad{};
  std::string que, como, quien, recursos;
  Date inicio{}, fin{};
  control::EstadoAccion estado{};
  std::string comentarios;
  bool illustrative = false;
  Written written;
};
Fields fields_of(const RiskActionRow&);
Result<std::vector<RiskActionRow>> risk_actions(Database&, std::string_view institution,
                                                FiscalYear);

struct RiskEvidenceRow {
  FiscalYear ejercicio;
  std::int64_t risk = 0, action = 0;
  Month month;
  std::string description, hash, name;
  bool illustrative = false;
  Written written;
};
Fields fields_of(const RiskEvidenceRow&);
Result<std::vector<RiskEvidenceRow>> risk_evidence(Database&, std::string_view institution,
                                                   FiscalYear);

struct ComponentRow {
  FiscalYear ejercicio;
  control::Componente component{};
  std::string body;
  bool illustrative = false;
  Written written;
};
Fields fields_of(const ComponentRow&);
Result<std::vector<ComponentRow>> control_components(Database&, std::string_view institution,
                                                     FiscalYear);

}  // namespace storage
