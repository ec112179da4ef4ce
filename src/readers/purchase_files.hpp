// Purchases out of what Guatecompras publishes: OCDS releases and records (JSON), and its text
// export of NPG, one field a line. Foreign JSON may hold fractions: numbers are read as their own
// digits, exactly.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/budget/purchase.hpp"

namespace readers {

enum class PurchaseFormat { Ocds, Npg };
std::string_view name_of(PurchaseFormat);  // "ocds"

struct PurchaseFile {
  PurchaseFormat format = PurchaseFormat::Ocds;
  std::vector<budget::Purchase> purchases;  // The last release of a number stands.
  std::size_t releases = 0;
};

// By its first byte: '{' or '[' is OCDS. A release package, a record package, one release, or a
// list of them. The modality is left as text; the catalogue is asked where it is at hand.
// Errors: JsonRefusal, readers::ImportRefusal with place, the first hundred in `all`.
Result<PurchaseFile> read_purchases(std::string_view bytes);

}  // namespace readers
