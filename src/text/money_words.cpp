// Words of documents of money.
#include "text/money_words.hpp"

#include <utility>

#include "text/format.hpp"

namespace text {
namespace {

constexpr std::string_view classes[] = {"Pre-compromiso",
                                        "Compromiso",
                                        "Devengado sobre un compromiso",
                                        "Compromiso y devengado a la vez",
                                        "Regularización de devengado y pagado",
                                        "Regularización de todas las etapas",
                                        "Pago"};
constexpr std::string_view states[] = {"Registrado", "Solicitado", "Aprobado", "Rechazado",
                                       "Anulado",    "Revertido",  "Pagado"};
constexpr std::string_view stages[] = {"Asignado",     "Modificado", "Vigente",
                                       "Comprometido", "Devengado",  "Pagado"};
constexpr std::string_view modifications[] = {
    "Ampliación", "Disminución", "Traslado entre instituciones",
    "Traslado dentro de la institución", "Traslado dentro de un programa"};
constexpr std::string_view quota_stages[] = {"Compromiso", "Devengado"};
constexpr std::string_view quota_kinds[] = {"Normal", "Regularización", "Anticipo"};
constexpr std::string_view agreements[] = {"Igual", "Explicada", "Sin explicar"};
constexpr std::string_view candidates[] = {"vigilado, sin con qué comparar", "creció",
                                           "cuesta más por persona atendida",
                                           "se gasta y la meta no avanza"};
constexpr std::string_view austerity_states[] = {"Propuesta", "Aprobada", "Cumplida", "Descartada"};
constexpr std::string_view parties[] = {"Finanzas", "Monitoreo", "Verificación del gasto"};
constexpr std::string_view agreement_states[] = {"Pendiente", "En proceso", "Cumplido",
                                                 "Sin efecto"};
constexpr std::string_view reasons[] = {
    "ya hay otro CUR con ese número",
    "se aprobó fuera de su ejercicio, o su partida es de otro",
    "revierte un CUR que no está, que no cuenta, de otra clase o sobre otra partida",
    "revierte más de lo que le queda al CUR que nombra",
    "su monto es cero, o menor que cero sin decir qué revierte",
    "la suma pasa de lo que el sistema puede contar"};
constexpr std::string_view explanations[] = {
    "Ningún CUR la explica.", "El extracto ya cuenta CUR que aquí todavía no están aprobados.",
    "El extracto cuenta CUR que aquí están aprobados después del corte.",
    "El extracto cuenta CUR que aquí se apartaron.",
    "El extracto todavía no trae CUR aprobados en los últimos días antes del corte."};

template <class Kind, std::size_t N>
std::string_view word(const std::string_view (&words)[N], Kind kind) {
  return words[static_cast<std::size_t>(std::to_underlying(kind))];
}

}  // namespace

std::string_view name_of(budget::CurClase clase) { return word(classes, clase); }
std::string_view name_of(budget::CurEstado estado) { return word(states, estado); }
std::string_view name_of(budget::Stage stage) { return word(stages, stage); }
std::string_view name_of(budget::ModClase clase) { return word(modifications, clase); }
std::string_view name_of(budget::QuotaStage stage) { return word(quota_stages, stage); }
std::string_view name_of(budget::QuotaTipo tipo) { return word(quota_kinds, tipo); }
std::string_view name_of(budget::CandidateBy by) { return word(candidates, by); }
std::string_view name_of(budget::AusterityState state) { return word(austerity_states, state); }
std::string_view name_of(budget::Party party) { return word(parties, party); }
std::string_view name_of(budget::AgreementState state) { return word(agreement_states, state); }
std::string_view name_of(budget::Agreement agreement) { return word(agreements, agreement); }
std::string_view reason_of(budget::SetAside why) { return word(reasons, why); }
std::string_view sentence_of(budget::Explanation why) { return word(explanations, why); }

std::string sentence_of(const budget::Overrun& overrun) {
  const auto& sides = budget::sides_of(overrun.rule);
  return std::string(sides.left) + " (" + table_money(overrun.left) + ") pasa de " +
         std::string(sides.right) + " (" + table_money(overrun.right) + ")";
}

}  // namespace text
