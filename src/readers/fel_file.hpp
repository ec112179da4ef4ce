// An invoice of FEL (documento tributario electrónico, SAT) out of its XML: what rules ask of it,
// with who issued it and what it says. No document type, no entities, nothing fetched. Its
// electronic signatures are verified (fel_signature.hpp); a wrong one is refused, and one whose
// certificate reaches no trusted root is said to be whole, of a certifier that was not checked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/verification/payment_file.hpp"
#include "readers/fel_signature.hpp"

namespace readers {

// Whole: every signature is, and some certificate reaches no trusted root. Recognised: all do.
enum class FelSignature { Absent, Whole, Recognised };
std::string_view code_of(FelSignature);

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
  std::vector<FelSigner> firmantes;
  // Serie and número derive from the authorisation (first eight digits; the next eight as a
  // number): nothing where it could not be asked.
  std::optional<bool> serie_y_numero;
  // Sum of the lines and the total printed; nothing where they agree.
  std::optional<Money> diferencia;
};

// Errors: readers::ImportRefusal, with linea where expat tells it. `receiver`: the NIT that it must
// be for; "" asks nothing. `roots`: PEM of the certificates that are trusted; "" for none.
Result<FelInvoice> read_fel(std::string_view bytes, std::string_view receiver = {},
                            std::string_view roots = {});

}  // namespace readers
