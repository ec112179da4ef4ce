// Austerity asked of the budget: what the containment norms watch, what of it remains once inputs
// of the product itself are left out, and what each measure has saved against its baseline.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/budget/austerity.hpp"
#include "domain/values/catalog.hpp"
#include "queries/evaluation.hpp"
#include "storage/money_store.hpp"

namespace queries {

struct AusterityStanding {
  storage::AusterityRow row;
  budget::Saving saving;
};

struct Austerity {
  std::string entity;
  Month until;
  bool loaded = false;         // There is a budget of the year.
  bool before_loaded = false;  // And of the year before, to compare with.
  bool by_asignado = false;    // Nothing was spent yet: what was asked for is judged.
  budget::Detection detection;
  std::optional<CatalogEntry> list;  // The norm that says which renglones are watched.
  std::vector<CatalogEntry> inputs;  // Inputs of the product, in force on the day.
  Ratio growth_limit;                // Per cent points.
  std::vector<AusterityStanding> measures;
};
// January to `until` of one entity. `evaluation` tells persons and progress by category; null:
// nobody asks.
Result<Austerity> austerity(storage::Database&, std::string_view institution,
                            std::string_view entity, Month until,
                            const Evaluation* evaluation = nullptr);

// The measures alone, with what they have saved until the month: now, or as a cut saw them.
Result<std::vector<AusterityStanding>> austerity_standings(storage::Database&,
                                                           std::string_view institution,
                                                           Month until, const Cut* cut = nullptr);

}  // namespace queries
