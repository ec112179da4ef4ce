// What is said of risks, samples, indicators and guidance.
#pragma once

#include <string>
#include <string_view>

#include "domain/control/indicators.hpp"
#include "domain/control/risk.hpp"
#include "domain/control/sampling.hpp"

namespace text {

std::string_view name_of(control::Objetivo);        // "Estratégico"
std::string_view name_of(control::Componente);      // "Entorno de control y gobernanza"
std::string_view name_of(control::Prioridad);       // "Alta"
std::string_view name_of(control::EstadoAccion);    // "En proceso"
std::string_view name_of(control::Metodo);          // "Por unidad monetaria"
std::string_view name_of(control::Poblacion);       // "CUR que devengan"
std::string_view name_of(control::Juicio);          // "Desviación"
std::string_view result_of(std::string_view);       // "no_cumple" → "No cumple"
std::string_view guidance_state(std::string_view);  // "respondida" → "Respondida"

std::string left_out(control::Fuera, std::int64_t items);  // "1 anulado"

// The method sheet of an indicator.
struct IndicatorText {
  std::string_view code, name, formula, source, reading;
};
const IndicatorText& text_of(const control::IndicatorSheet&);
// "no hay presupuesto cargado": after "No puede determinarse: ".
std::string_view reason_of(control::Falta);
// "25.0 %", "7.5 días", "2.50 veces", "Q 12.50".
std::string reading(control::Unidad, const Ratio&);

// "Abril", or of a cuatrimestre "2026-C1", and "2026-C2 a junio" while it runs.
std::string indicator_column(Month, bool by_cuatrimestre);
// "Atención con más de 10.0 %; desviación con más de 20.0 % (certeza dudosa; …)."
std::string threshold_sentence(const control::IndicatorSheet&, const control::IndicatorThreshold*);

// How the draw was made, so that anybody can repeat it.
extern const std::string_view generator_sentence;

}  // namespace text
