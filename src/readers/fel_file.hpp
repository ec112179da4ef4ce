// An invoice of FEL (documento tributario electrónico, SAT) out of its XML: what rules ask of it,
// with who issued it and what it says. No document type, no entities, nothing fetched. The
// electronic signature is found, not verified: that needs the certifier's chain, which the program
// does not hold, and what it did not verify it says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/verification/payment_file.hpp"

namespace readers {

enum class FelSignature { Absent, NotVerified };

struct FelLine {
  std::string description;
  bool service = false;
  verification::Item item;
};

struct FelFrase {
  std::int64_t tipo = 0, escenario = 0;
};

struct FelInvoice {
  verification::Invoice invoice;  // Its items too.
  std::string moneda;             // "GTQ"
  std::string emisor, receptor;   // Names.
  std::string certificador;       // NIT.
  std::vector<FelLine> lineas;
  std::vector<FelFrase> frases;
  FelSignature firma = FelSignature::Absent;
  // Serie and número derive from the authorisation (first eight digits; the next eight as a
  // number): nothing where it could not be asked.
  std::optional<bool> serie_y_numero;
  // Sum of the lines and the total printed; nothing where they agree.
  std::optional<Money> diferencia;
};

// Errors: readers::ImportRefusal, with linea where expat tells it. `receiver`: the NIT that it must
// be for; "" asks nothing.
Result<FelInvoice> read_fel(std::string_view bytes, std::string_view receiver = {});

}  // namespace readers
