// Words of audit and control: states, steps, kinds of instruments, and the texts of findings that
// are made of a control that did not run.
#pragma once

#include <string>
#include <string_view>

#include "domain/control/finding.hpp"
#include "domain/control/instrument.hpp"

namespace text {

std::string_view name_of(control::Origen);          // "Auditoría interna"
std::string_view name_of(control::ClaseHallazgo);   // "Control interno"
std::string_view name_of(control::EstadoHallazgo);  // "En proceso"
std::string_view name_of(control::PasoHallazgo);    // "Aceptar el plan"
std::string_view done_of(control::PasoHallazgo);    // "Se aceptó el plan"
std::string_view name_of(control::Frecuencia);      // "Mensual"
std::string_view name_of(control::SistemaOficial);  // "SAG-UDAI"
std::string_view name_of(control::TipoAuditoria);
std::string_view name_of(control::EstadoAuditoria);
std::string_view name_of(control::Prueba);     // "Sin falla"
std::string_view name_of(control::Propuesta);  // "Posible reincidencia"; "" for none.
std::string_view name_of(control::Modo);       // "Periódico"
std::string_view name_of(control::ClaseSujeto);
std::string_view name_of(control::ResultadoControl);

// "mayo de 2026", "I cuatrimestre de 2026", "solicitud S-001": a period as people read it.
std::string control_period(std::string_view period);

// The words of a finding whose instrument did not run.
std::string missed_title(std::string_view instrument, std::string_view period);
std::string missed_condition(std::string_view instrument, std::string_view period);
std::string missed_recommendation(std::string_view instrument);

}  // namespace text
