// The words of payment files that lists, forms and letters share: kinds of spending, modalities,
// documents, systems, steps, and how working days are told. What a rule says is in text/rules.
#pragma once

#include <string>
#include <string_view>

#include "domain/verification/workflow.hpp"

namespace text {

std::string_view name_of(verification::Gasto);      // "Compra"
std::string_view name_of(verification::Modalidad);  // "Baja cuantía"
std::string_view name_of(verification::Documento);  // "Constancia de disponibilidad presupuestaria"
std::string_view name_of(verification::Sistema);    // "GUATECOMPRAS"
std::string_view name_of(verification::Paso);       // "Se visó": what the step did.

// "Compra, baja cuantía", "Viáticos".
std::string spending(verification::Gasto, std::optional<verification::Modalidad>);

// "1 día hábil", "12 días hábiles".
std::string working_days(std::int64_t);

// What the state of an invoice's signatures means: "ausente", "integra", "reconocida".
std::string_view fel_signature(std::string_view code);

// "la emisión y la certificación": what a signature covers.
std::string_view fel_coverage(bool emission, bool certification);

}  // namespace text
