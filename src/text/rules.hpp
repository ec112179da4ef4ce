// What a rule of verification says, in words: why it asks for verification, what mends it, why it
// does not apply or what it lacks to tell. Never an accusation: what is wrong with a paper is said,
// not who is wrong.
#pragma once

#include <string>
#include <string_view>

#include "domain/verification/remedy.hpp"
#include "domain/verification/rule.hpp"
#include "domain/verification/workflow.hpp"

namespace text {

// "Requiere verificación: la factura está a nombre de 1111515-3 y no de 620006-0."
std::string reason_of(const verification::Rule&, const verification::Proof&);
std::string remedy_of(const verification::Rule&, const verification::Proof&);

// "No aplica: el expediente no tiene contrato."
std::string inapplicable(verification::Inapplicable);
// "No puede determinarse: falta el NIT del proveedor."
std::string untold(verification::Input);
// "el NIT del proveedor": for lists of what rules read or wait for.
std::string_view name_of(verification::Input);

std::string_view name_of(verification::Severity);     // "fatal"
std::string_view name_of(verification::Mode);         // "permanente"
std::string_view name_of(verification::Correction);   // "Entregar el documento"
std::string_view name_of(verification::Responsable);  // "Unidad solicitante"
std::string_view name_of(verification::Estado);       // "En revisión"
std::string_view name_of(verification::Motivo);       // "Falta un documento"
std::string_view name_of(verification::Duty);         // "elaborar"

// A value of a proof as people read it: "Q 1,500.00", "12", "31/05/2026", "83.3 %".
std::string figure(const verification::Value&);

}  // namespace text
