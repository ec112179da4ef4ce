// What is said of documents of money: classes, states, why a CUR does not count, why extract and
// CURs differ.
#pragma once

#include <string>
#include <string_view>

#include "domain/budget/austerity.hpp"
#include "domain/budget/cur.hpp"
#include "domain/budget/joint_review.hpp"
#include "domain/budget/modification.hpp"
#include "domain/budget/quota.hpp"
#include "domain/budget/reconcile.hpp"

namespace text {

std::string_view name_of(budget::CurClase);     // "Devengado sobre un compromiso previo"
std::string_view name_of(budget::CurEstado);    // "Aprobado"
std::string_view name_of(budget::Stage);        // "Devengado"
std::string_view name_of(budget::ModClase);     // "Traslado dentro de la institución"
std::string_view name_of(budget::QuotaStage);   // "Compromiso"
std::string_view name_of(budget::QuotaTipo);    // "Regularización"
std::string_view name_of(budget::Agreement);    // "Sin explicar"
std::string_view name_of(budget::CandidateBy);  // "creció"
std::string_view name_of(budget::AusterityState);
std::string_view name_of(budget::Party);  // "Finanzas"
std::string_view name_of(budget::AgreementState);

// Why it is not counted: a sentence without its subject. "ya estaba con ese número".
std::string_view reason_of(budget::SetAside);
// What explains a difference, as a sentence.
std::string_view sentence_of(budget::Explanation);
// "pagado (150.01) pasa de devengado (150.00)"
std::string sentence_of(const budget::Overrun&);

}  // namespace text
