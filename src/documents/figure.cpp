// The forms of a figure; the es-GT writing itself is text/format.
#include "documents/figure.hpp"

#include <cassert>

#include "text/format.hpp"

namespace documents {
namespace {

constexpr struct {
  std::string_view word, code;
} absences[] = {{"sin dato", "sin_dato"},
                {"n. a.", "no_aplica"},
                {"no programado", "no_programado"},
                {"no evaluable", "no_evaluable"},
                {"c", "confidencial"}};

constexpr Int128 centavos_per_quetzal = 100;

template <class... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Match(Cases...) -> Match<Cases...>;

}  // namespace

Figure amount(MoneySum sum) { return {sum, "quetzales", {}}; }
Figure count(Int128 n, std::string_view unidad) { return {Count{n}, std::string(unidad), {}}; }
Figure quantity(Quantity q, std::string_view unidad) { return {q, std::string(unidad), {}}; }
Figure percent(const Ratio& points, int decimals) {
  return {Percent{points, decimals}, "por ciento", {}};
}
Figure decimal(const Ratio& ratio, int decimals) { return {Decimal{ratio, decimals}, {}, {}}; }
Figure quetzales(const Ratio& ratio) { return {Quetzales{ratio}, "quetzales", {}}; }
Figure day(Date date) { return {date, {}, {}}; }
Figure absent(Absent why, std::string_view unidad) { return {why, std::string(unidad), {}}; }

Query merged(const Query& inner, const Query& outer) {
  Query both = inner;
  if (both.consulta.empty()) both.consulta = outer.consulta;
  for (const auto& parameter : outer.parametros) {
    bool known = false;
    for (const auto& mine : inner.parametros) known = known || mine.name == parameter.name;
    if (!known) both.parametros.push_back(parameter);
  }
  return both;
}

Figure asked_by(const Query& query, Figure figure) {
  figure.query = merged(figure.query, query);
  return figure;
}

std::string shown(const Figure& figure, Place place) {
  const bool in_table = place == Place::Table;
  return std::visit(
      Match{[](Absent why) { return std::string(word_of(why)); },
            [&](MoneySum sum) { return in_table ? text::printed_money(sum) : text::money(sum); },
            [](Count c) { return text::count(c.n); }, [](Quantity q) { return text::quantity(q); },
            [](const Percent& p) { return text::percent(p.points, p.decimals); },
            [](const Decimal& d) { return text::decimal(d.ratio, d.decimals); },
            [&](const Quetzales& q) {
              const auto cents = MoneySum::centavos(rounded(q.ratio * Ratio::whole(100)));
              return in_table ? text::printed_money(cents) : text::money(cents);
            },
            [&](Date d) { return in_table ? text::date(d) : text::long_date(d); }},
      figure.value);
}

std::string_view word_of(Absent why) { return absences[static_cast<std::size_t>(why)].word; }
std::string_view code_of(Absent why) { return absences[static_cast<std::size_t>(why)].code; }
bool is_absent(const Figure& figure) { return std::holds_alternative<Absent>(figure.value); }

Ratio number_of(const Figure& figure) {
  return std::visit(
      Match{[](Absent) -> Ratio {
              assert(!"a figure that is absent has no number");
              return {};
            },
            [](MoneySum sum) -> Ratio {
              return {sum.in_centavos(), centavos_per_quetzal};
            },
            [](Count c) { return Ratio::whole(c.n); }, [](Quantity q) { return q.as_ratio(); },
            [](const Percent& p) { return p.points; }, [](const Decimal& d) { return d.ratio; },
            [](const Quetzales& q) { return q.ratio; },
            [](Date) -> Ratio {
              assert(!"a date has no number");
              return {};
            }},
      figure.value);
}

}  // namespace documents
