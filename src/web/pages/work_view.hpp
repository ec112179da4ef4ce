// An item of the queue in words, for the page of the queue, the notices and the daily digest.
#pragma once

#include "queries/work_queue.hpp"
#include "web/pages/capture_view.hpp"

namespace web {

struct WorkWords {
  std::string what;    // Verb first: "Validar avance de mayo, Delegación El Carmen".
  std::string remark;  // "1 fila fuera de rango, con nota", "2 días hábiles de atraso".
  std::string state;   // "Enviado"
  Tint tint = Tint::Grey;
  std::string from;  // "Enlace de delegación"
  std::string address;
};
WorkWords words_of(const queries::WorkItem&, const queries::ActorNames&);

// "Informe del I cuatrimestre 2026" for "cuatrimestral-2026-C1".
std::string report_words(std::string_view code);

queries::Worker worker_of(const Viewer&);
Result<std::vector<queries::WorkItem>> work_of(Visit&);

}  // namespace web
