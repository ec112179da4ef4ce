// Words of requests for information and of the legal calendar.
#pragma once

#include <string>
#include <string_view>

#include "domain/transparency/obligation.hpp"
#include "domain/transparency/request.hpp"

namespace text {

std::string_view name_of(transparency::Via);               // "Portal"
std::string_view name_of(transparency::EstadoSolicitud);   // "En aclaración"
std::string_view name_of(transparency::PasoSolicitud);     // "Pedir aclaración"
std::string_view done_of(transparency::PasoSolicitud);     // "Se pidió aclaración"
std::string_view name_of(transparency::Resultado);         // "Entrega parcial"
std::string_view name_of(transparency::Fallo);             // "Confirma la resolución"
std::string_view name_of(transparency::EstadoPlazo);       // "En curso"
std::string_view name_of(transparency::Periodicidad);      // "Cada cuatrimestre"
std::string_view name_of(transparency::EstadoObligacion);  // "Entregada"

// "Jueves 2 de abril: Jueves Santo, no cuenta"; "Miércoles 1 de abril: día hábil 6".
std::string told(const transparency::ClockDay&);

// "10 días hábiles desde el día siguiente al 24/03/2026", with the extension where there is one.
std::string told(const transparency::Term&);

// "faltan 3 días hábiles", "vence hoy", "venció hace 2 días hábiles".
std::string told_left(int days);

}  // namespace text
