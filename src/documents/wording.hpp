// From evaluated figures to figures of a document, and the words that reports use for periods,
// kinds of count, categories and states. Each is a function of its data; no layout.
#pragma once

#include <string>
#include <string_view>

#include "documents/document.hpp"
#include "domain/evaluation/figure.hpp"
#include "domain/evaluation/traffic_light.hpp"
#include "domain/planning/plan.hpp"
#include "domain/production/goal.hpp"

namespace documents {

// With its formula as a parameter of the query; without a value, the absence that corresponds:
// "sin dato", "no programado" or "no evaluable".
Figure figure_of(const evaluation::Figure&, int decimals = 1);
// The same in a cell of a row that was not programmed: "n. a.".
Figure cell_figure_of(const evaluation::Figure&, int decimals = 1);
Figure quantity_of(const std::optional<Quantity>&, std::string_view unidad, bool programmed);

// An exact number as a quantity where it is one of hundredths at most, else a decimal.
Figure number_figure(const Ratio&, std::string_view unidad);

State state_of(const evaluation::Signal&);
std::string_view sentence_of(evaluation::NotEvaluable);  // "No se ha cargado el historial …"

// "no se ha cargado el historial de años anteriores": within a sentence, without its full stop.
std::string reason_in_prose(evaluation::NotEvaluable);

std::string month_short(Month);                     // "ene"
std::string months_short(Month first, Month last);  // "ene–abr", "ene"
std::string month_words(Month first, Month last);   // "enero y abril de 2026", "abril de 2026"

struct Noun {
  std::string_view singular, plural;
  bool feminine = false;
};
Noun noun_of(production::CountKind);  // "atención", "atenciones"

std::string_view label_of(production::Axis);  // "Sexo"
std::string category_label(production::Axis,
                           std::string_view group);  // "Mujeres"; "" → sin desagregar

// "Diez de doce", first letter in upper case.
std::string of_so_many(std::int64_t part, std::int64_t whole, bool feminine);

// "A, B y C" of plain strings.
std::string listed(const std::vector<std::string>&);

// "persona" → "personas", "delegación" → "delegaciones", in lower case.
std::string plural(std::string_view unit);

// "el resultado estratégico 1" of the first row of the PEI; its id where the plan has no such row.
std::string result_words(const planning::Plan&, std::string_view pei_row);

// A text without its last full stop or colon.
std::string without_stop(std::string_view);

// The first word in lower case, for use within a sentence.
std::string uncapitalized(std::string_view);

}  // namespace documents
