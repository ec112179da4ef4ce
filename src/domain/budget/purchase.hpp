// A purchase as Guatecompras tells it: its number (NOG or NPG), who buys, by which modality, from
// whom and for how much. What a file leaves out is nothing, never zero. Not what was paid: that is
// in CURs and payment files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/values/money.hpp"
#include "domain/values/period.hpp"
#include "domain/values/quantity.hpp"

namespace budget {

struct Awarded {
  std::string nit;  // Without hyphen; "" where the file has none.
  std::string name;
  std::optional<Date> on;
  std::optional<Money> amount;
  friend bool operator==(const Awarded&, const Awarded&) = default;
};

struct PurchasedItem {
  std::string description, unit;
  std::optional<Quantity> quantity;
  std::optional<Money> price;  // Of one.
  friend bool operator==(const PurchasedItem&, const PurchasedItem&) = default;
};

struct Purchase {
  std::string number;  // "29813743", "E589747711"
  std::string source;  // "ocds", "npg"
  std::optional<Date> published;
  std::string title;
  std::string modality;       // Code of the catalogue, "" where it is not known.
  std::string modality_text;  // As the file says it.
  std::string status;
  std::string buyer_code;  // Of the entity in SICOIN, "" where the file has none.
  std::string buyer;       // Name of the entity.
  std::string unit;        // Purchasing unit.
  std::string currency = "GTQ";
  std::optional<Money> amount;   // Estimated, or of the publication.
  std::optional<Money> awarded;  // Sum of what was awarded.
  std::vector<Awarded> suppliers;
  std::vector<PurchasedItem> items;
  friend bool operator==(const Purchase&, const Purchase&) = default;
};

}  // namespace budget
