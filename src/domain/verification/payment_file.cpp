// The few questions that a payment file answers about itself.
#include "domain/verification/payment_file.hpp"

namespace verification {

const Document* document_of(const FileFacts& file, Documento clase) {
  const Document* newest = nullptr;
  for (const auto& document : file.documentos)
    if (document.clase == clase) newest = &document;
  return newest;
}

Date norm_day(const FileFacts& file) {
  for (const auto hito : {Hito::Comprometido, Hito::Adjudicacion, Hito::Orden, Hito::Contrato,
                          Hito::Factura, Hito::Devengado, Hito::Solicitud})
    if (const auto day = file.on(hito)) return *day;
  return file.hoy;
}

std::optional<Money> amount_of_purchase(const FileFacts& file) {
  if (file.adjudicado) return file.adjudicado;
  if (file.contrato && file.contrato->monto) return file.contrato->monto;
  return file.monto;
}

}  // namespace verification
