// Splitting of purchases (Ley de Contrataciones del Estado, article 81, as dated data): what an
// executing unit has bought of one family within a cuatrimestre by direct purchases, and within a
// fiscal year by quotations, against the limits in force. Another unit is not added. It warns from
// a share of the limit on; above the limit it stops what is born here, where the institution has
// verified the norm.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/verification/history.hpp"
#include "domain/verification/norms.hpp"

namespace verification {

enum class SplitPeriod : std::uint8_t { Cuatrimestre, Ejercicio };
enum class SplitLevel : std::uint8_t { Below, Alert, Over };

struct SplitGroup {
  UnidadEjecutora unidad;
  Word familia;
  SplitPeriod periodo = SplitPeriod::Cuatrimestre;
  Date primero{}, ultimo{};  // First and last day of the period.
  Money suma, limite;
  SplitLevel nivel = SplitLevel::Below;
  std::vector<std::size_t> compras;  // Indices into the purchases, by day and file.
};

// suma / limite.
Ratio share_of(const SplitGroup&);
std::string period_name(SplitPeriod, Date first);  // "2026-C1", "2026"

// Every group that holds a purchase that adds up, ordered by unit, family and period. Nothing where
// the limits are no norm in force. Purchases of other modalities add to no group.
std::optional<std::vector<SplitGroup>> split_groups(std::span<const Purchase>, const RuleNorms&);

// What a purchase that is about to be born makes of its groups (one or none for each period).
struct SplitAnswer {
  SplitGroup group;
  bool stops = false;  // Over the limit, and the norm is verified.
  const CatalogEntry* norm = nullptr;
};
std::optional<std::vector<SplitAnswer>> split_answers(std::span<const Purchase> before,
                                                      const Purchase& next, const RuleNorms&);

}  // namespace verification
