// Requests for information, deliveries of obligations and the words of private persons as rows,
// and the calendar of working days as it was known day by day.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/transparency/obligation.hpp"
#include "domain/transparency/request.hpp"
#include "domain/values/catalog.hpp"
#include "storage/records.hpp"

namespace storage {

struct RequestRow {
  std::string number;
  std::int64_t year = 0;
  transparency::Via via{};
  Date received{};
  std::string private_hash, ticket;
  transparency::EstadoSolicitud state{};
  transparency::EstadoSolicitud before_pause{};
  std::string subject, topic, unit;
  std::optional<std::int64_t> answered_by;
  std::optional<Date> answered_on;
  std::string answer;
  std::optional<Date> extended_on;
  std::string extension_reason;
  std::optional<transparency::Resultado> result;
  std::string reason, basis, declaration;
  std::optional<std::int64_t> resolver;
  std::optional<Date> resolved_on, notified_on;
  std::string notice;
  std::optional<Date> appealed_on;
  std::string appeal;
  std::optional<transparency::Fallo> ruling;
  std::string ruling_reason;
  std::optional<Date> ruled_on;
  std::int64_t author = 0, version = 1;
  bool illustrative = false;
};

struct RequestStepRow {
  std::string number;
  std::int64_t step = 0;
  transparency::PasoSolicitud paso{};
  transparency::EstadoSolicitud from{}, to{};
  std::int64_t actor = 0;
  Date on{};
  std::int64_t at = 0;
  std::string body, private_hash;
};

struct RequestFileRow {
  std::string number;
  std::int64_t file = 0;
  std::string part, name, hash, media_type;  // `part`: "respuesta" or "entrega".
  std::int64_t size = 0;
  bool restricted = false;
  std::string replaces;
  std::int64_t actor = 0;
  Date on{};
};

struct DeliveryRow {
  std::string obligation, period;
  std::int64_t delivery = 1;
  Date on{};
  std::string recipient, note, name, hash, media_type;
  std::int64_t size = 0, actor = 0;
  Date registered{};
};

Fields fields_of(const RequestRow&);
Fields fields_of(const RequestStepRow&);
Fields fields_of(const RequestFileRow&);
Fields fields_of(const DeliveryRow&);

Result<std::optional<RequestRow>> request_row(Database&, std::string_view institution,
                                              std::string_view number);
Result<std::optional<RequestRow>> request_by_ticket(Database&, std::string_view institution,
                                                    std::string_view ticket);
Result<std::vector<RequestRow>> requests(Database&, std::string_view institution);  // By number.
// In the order of their keys; of all requests where `number` is "".
Result<std::vector<RequestStepRow>> request_steps(Database&, std::string_view institution,
                                                  std::string_view number);
Result<std::vector<RequestFileRow>> request_files(Database&, std::string_view institution,
                                                  std::string_view number);
// The next number of a year: "2026-0001".
Result<std::string> next_request_number(Database&, std::string_view institution, std::int64_t year);

// By obligation, period and delivery.
Result<std::vector<DeliveryRow>> deliveries(Database&, std::string_view institution);

// ---- Private words ------------------------------------------------------------------------------

Result<void> put_private_value(Database&, std::string_view hash, std::string_view salt,
                               std::string_view value, std::int64_t at);
// Nothing where it was erased.
Result<std::optional<std::string>> private_value(Database&, std::string_view hash);
Result<void> erase_private_value(Database&, std::string_view hash);

// ---- Terms --------------------------------------------------------------------------------------

// The calendar of the offices in the capital as each load of norms/feriados.csv left it. An empty
// one where none was loaded.
Result<transparency::KnownCalendar> known_calendar(Database&);

// Working days of norms/parametros.csv on a day, as values.
struct RequestTerms {
  int answer = 0, extension = 0, extension_notice = 0, ficta = 0, appeal = 0;
};
Result<RequestTerms> request_terms(Database&, Date);

transparency::Term term_of(const RequestRow&, const std::vector<RequestStepRow>&,
                           const RequestTerms&);

// ---- Obligations --------------------------------------------------------------------------------

struct ObligationRow {
  std::string code, name, law, article, recipient, note, source;
  transparency::Periodicidad how_often{};
  transparency::DueRule rule;
  std::string rule_text;
  Certeza certainty = Certeza::Dudosa;
  std::optional<Date> from, until;
};
// Those in force on the first day of a year, by code. Error: RuleMalformed, with `codigo`.
Result<std::vector<ObligationRow>> obligations(Database&, FiscalYear);
// The budget laws of norms/normas.csv.
Result<std::vector<transparency::BudgetLaw>> budget_laws(Database&);

}  // namespace storage
