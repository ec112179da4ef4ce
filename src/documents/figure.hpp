// A figure of a document: an exact value, its unit, and the question that yields it again. What is
// printed is always made from the value, so that five formats cannot disagree. No layout here.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/values/money.hpp"
#include "domain/values/period.hpp"
#include "domain/values/quantity.hpp"
#include "domain/values/ratio.hpp"

namespace documents {

// Why there is no number. Zero is a number: none of these stands for it, nor it for them.
enum class Absent {
  SinDato,       // It had to be reported and was not.
  NoAplica,      // Nothing is expected here.
  NoProgramado,  // Its programme for the period is zero.
  NoEvaluable,   // What is there does not allow the calculation.
  Confidencial,  // Disclosure control: so few persons that they could be recognised, or told by it.
};

struct Count {
  Int128 n = 0;
};
struct Percent {  // In points: 28.3 % is Ratio{283, 10}.
  Ratio points;
  int decimals = 1;
};
struct Decimal {  // A fraction without unit, such as an index.
  Ratio ratio;
  int decimals = 2;
};

struct Quetzales {  // A quotient of money: a unit cost, an average by month. Shown in centavos.
  Ratio ratio;
};

using Value = std::variant<Absent, MoneySum, Count, Quantity, Percent, Decimal, Quetzales, Date>;

struct Parameter {
  std::string name;
  std::string value;
};

// The question that yields a figure: `ceiba` answers it again for anyone who holds the cut.
struct Query {
  std::string consulta;  // "F-01"
  std::vector<Parameter> parametros;
};

struct Figure {
  Value value = Absent::SinDato;
  std::string unidad;  // "quetzales", "personas"; "" where the table's row or column says it.
  Query query;         // Empty parts are taken from the block and the document around it.
};

Figure amount(MoneySum);
Figure count(Int128, std::string_view unidad = {});
Figure quantity(Quantity, std::string_view unidad = {});
Figure percent(const Ratio& points, int decimals = 1);
Figure decimal(const Ratio&, int decimals = 2);
Figure quetzales(const Ratio&);
Figure day(Date);
Figure absent(Absent, std::string_view unidad = {});

// The same figure, asked by `query`; parts that it already has are kept.
Figure asked_by(const Query& query, Figure);
Query merged(const Query& inner, const Query& outer);

enum class Place { Prose, Table };

// As people read it: money with its symbol in prose, and in tables with parentheses when negative.
std::string shown(const Figure&, Place);
std::string_view word_of(Absent);  // "sin dato"
std::string_view code_of(Absent);  // "sin_dato"
bool is_absent(const Figure&);

// The value as an exact number: quetzales, units, points. Asserts that there is one and that it is
// not a date.
Ratio number_of(const Figure&);

}  // namespace documents
