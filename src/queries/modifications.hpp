// Modifications with who approves them, against what SICOIN says is modified; and quotas with what
// CURs have used of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/values/catalog.hpp"
#include "queries/curs.hpp"
#include "storage/money_store.hpp"

namespace queries {

// The kind of entity of an institution, by its code in SICOIN: 1120… is decentralised, 1113… is
// central; "" where the code does not say.
std::string_view entity_kind(std::string_view institution);

struct ModificationStanding {
  storage::ModificationRow row;
  std::optional<CatalogEntry> approver;  // Nothing: it cannot be determined.
  MoneySum sum, received;                // Of all lines; of those above zero.
};

// A partida whose modificado of the extract is not what the registered modifications add to.
struct ModifiedDifference {
  Partida partida;
  MoneySum extract, registered;
};

struct Modifications {
  std::vector<ModificationStanding> all;  // Newest first.
  std::vector<ModifiedDifference> differences;
  std::vector<budget::Shortfall> shortfalls;  // What is promised of a partida passes its vigente.
  bool extract_loaded = false;
};
Result<Modifications> modifications(storage::Database&, std::string_view institution, FiscalYear);

struct QuotaStanding {
  storage::QuotaRow row;
  MoneySum used;
  MoneySum left() const { return row.monto - used; }
};
struct Quotas {
  std::vector<QuotaStanding> all;  // By unit, fuente, grupo, stage, kind and month.
  // Used without any quota loaded: whether it fits cannot be told.
  std::vector<std::pair<budget::QuotaKey, MoneySum>> without;
  bool curs_loaded = false;
};
Result<Quotas> quotas(storage::Database&, std::string_view institution, FiscalYear);

}  // namespace queries
