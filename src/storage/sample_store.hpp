// Samples with their working papers, notes on indicators, and letters of guidance as rows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/control/sampling.hpp"
#include "storage/money_store.hpp"

namespace storage {

struct SampleRow {
  std::int64_t number = 0;
  control::Poblacion population{};
  FiscalYear ejercicio;
  control::Metodo method{};
  std::string seed;
  std::int64_t size = 0;        // Asked for; by monetary unit an item may be met more than once.
  std::int64_t confidence = 0;  // Per cent.
  std::int64_t population_count = 0;
  Money population_amount;
  std::string objective, conclusion;  // "" until it is concluded.
  bool illustrative = false;
  Written written;
};
Fields fields_of(const SampleRow&);
Result<std::vector<SampleRow>> samples(Database&, std::string_view institution);
Result<std::optional<SampleRow>> sample_at(Database&, std::string_view institution,
                                           std::int64_t number);
Result<std::int64_t> next_sample(Database&, std::string_view institution);

struct SampleStratumRow {
  std::int64_t sample = 0;
  control::Stratum stratum;
};
Result<Fields> fields_of(const SampleStratumRow&);
Result<std::vector<control::Stratum>> sample_strata(Database&, std::string_view institution,
                                                    std::int64_t sample);

struct SampleLeftOutRow {
  std::int64_t sample = 0;
  control::Fuera reason{};
  std::int64_t items = 0;
};
Fields fields_of(const SampleLeftOutRow&);
Result<std::vector<SampleLeftOutRow>> sample_left_out(Database&, std::string_view institution,
                                                      std::int64_t sample);

struct SampleItemRow {
  std::int64_t sample = 0, n = 0;
  std::string reference, stratum, description;
  std::int64_t hits = 1, place = 1;
  Money amount;
  std::string result;  // "", "cumple", "no_cumple"
  std::optional<Money> audited;
  std::string note, on;  // Day on which it was examined, "" before.
};
Fields fields_of(const SampleItemRow&);
Result<std::vector<SampleItemRow>> sample_items(Database&, std::string_view institution,
                                                std::int64_t sample);

// How far each sample of the institution is, by number.
struct SampleProgress {
  std::int64_t sample = 0, items = 0, examined = 0;
};
Result<std::vector<SampleProgress>> sample_progress(Database&, std::string_view institution);

struct IndicatorNoteRow {
  std::string indicator;
  Month month;
  std::string body;
  Written written;
};
Fields fields_of(const IndicatorNoteRow&);
Result<std::vector<IndicatorNoteRow>> indicator_notes(Database&, std::string_view institution);

struct GuidanceRow {
  std::int64_t number = 0;
  FiscalYear ejercicio;
  std::string subject;
  std::string origin, origin_ref;     // "indicador" and "E01/2026-04"; "norma", "procedimiento" …
  std::string unidad, partida, meta;  // The cause chain; "" where it does not come to that.
  std::string figures;                // The numbers, in words.
  std::string cause, norm, demands, options, annexes, addressee;
  Date due{};
  std::string estado;   // "emitida", "respondida", "cerrada"
  std::string outcome;  // What came of it, once closed.
  bool illustrative = false;
  Written written;
};
Fields fields_of(const GuidanceRow&);
Result<std::vector<GuidanceRow>> guidance(Database&, std::string_view institution);

struct GuidanceAnswerRow {
  std::int64_t number = 0;
  std::string body;
  Written written;
};
Fields fields_of(const GuidanceAnswerRow&);
Result<std::vector<GuidanceAnswerRow>> guidance_answers(Database&, std::string_view institution,
                                                        std::int64_t number);

}  // namespace storage
