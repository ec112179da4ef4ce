// Requests for information as people look at them: what is due and when, one request whole, what
// the requester sees by his link, and the counts of a year.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "queries/capture.hpp"
#include "storage/request_store.hpp"

namespace queries {

struct RequestLine {
  storage::RequestRow row;
  std::string unidad;  // Its name; "" before it was routed.
  transparency::Term term;
  transparency::Clock clock;
  transparency::EstadoPlazo plazo{};
  int faltan = 0;  // Working days; negative once it is late.
  std::optional<transparency::Ficta> ficta;
};

struct RequestFilter {
  std::optional<transparency::EstadoSolicitud> estado;
  std::vector<std::string> unidades;  // Those routed to any of them; none: all.
  std::string texto;                  // Part of number or subject.
  bool abiertas = false, vencidas = false;
};

struct RequestBoard {
  std::vector<RequestLine> lines;  // Open ones first, the soonest due first; then by number.
  std::int64_t abiertas = 0, vencidas = 0, en_pausa = 0, por_vencer = 0, todas = 0;
};
Result<RequestBoard> requests(storage::Database&, std::string_view institution,
                              const RequestFilter&, Date today);

struct RequestWhole {
  RequestLine line;
  std::vector<storage::RequestStepRow> pasos;
  std::vector<storage::RequestFileRow> archivos;
  ActorNames nombres;
  Date impugnar_hasta{};  // Once it was notified.
};
Result<std::optional<RequestWhole>> request(storage::Database&, std::string_view institution,
                                            std::string_view number, Date today);
// By the hash of the secret of its link.
Result<std::optional<RequestWhole>> request_of_ticket(storage::Database&,
                                                      std::string_view institution,
                                                      std::string_view ticket, Date today);
// A file of a request, if it has one of that hash in that part.
const storage::RequestFileRow* file_of(const RequestWhole&, std::string_view hash,
                                       std::string_view part);

// The counts of the requests received in a year: what the yearly report of the law asks for.
struct RequestCounts {
  std::int64_t recibidas = 0, pendientes = 0, notificadas = 0, desistidas = 0;
  std::int64_t en_tiempo = 0, fuera_de_tiempo = 0, vencidas = 0;  // Of those that are owed or told.
  std::int64_t prorrogadas = 0, aclaradas = 0, impugnadas = 0;
  std::array<std::int64_t, transparency::resultado_count> por_resultado{};
  std::array<std::int64_t, transparency::via_count> por_via{};
  std::vector<std::pair<std::string, std::int64_t>> por_materia;  // By name; "" for none.
  // Working days from reception to notification, of those notified.
  std::optional<std::int64_t> dias_mediana, dias_max;
  bool ilustrativo = false;
};
Result<RequestCounts> request_counts(storage::Database&, std::string_view institution, FiscalYear,
                                     Date today);
// The years in which requests were received, in order.
Result<std::vector<FiscalYear>> request_years(storage::Database&, std::string_view institution);

}  // namespace queries
