// The table of indicators.
#include "domain/control/indicators.hpp"

#include <algorithm>

#include "domain/values/quantity.hpp"

namespace control {
namespace {

Ratio hundred_times(MoneySum part, MoneySum whole) {
  return Ratio::whole(100) * Ratio{part.in_centavos(), whole.in_centavos()};
}

Reading none(Falta why) { return {std::nullopt, why}; }

Reading share(MoneySum part, MoneySum whole, Falta why) {
  if (whole <= MoneySum{}) return none(why);
  return {hundred_times(part, whole), {}};
}

Reading executed(const MonthFacts& facts) {
  if (!facts.budget) return none(Falta::Presupuesto);
  return share(facts.devengado, facts.vigente, Falta::Presupuesto);
}
// What was owed in so many months, as of a year: 100 is a twelfth of the budget in each.
Reading pace(const MonthFacts& facts, MoneySum devengado, unsigned months) {
  if (!facts.budget) return none(Falta::Presupuesto);
  auto reading = share(devengado, facts.vigente, Falta::Presupuesto);
  if (reading.value) reading.value = *reading.value * Ratio{12, months};
  return reading;
}
Reading speed(const MonthFacts& facts) { return pace(facts, facts.month_devengado, 1); }
Reading speed_of_period(const MonthFacts& facts) {
  return pace(facts, facts.period_devengado, (facts.month - 1) % 4 + 1);
}
Reading at_year_end(const MonthFacts& facts) {
  if (!facts.budget) return none(Falta::Presupuesto);
  if (facts.month < 12) return none(Falta::Cierre);
  return share(facts.last_months_devengado, facts.devengado, Falta::Devengado);
}
Reading unpaid(const MonthFacts& facts) {
  if (!facts.budget) return none(Falta::Presupuesto);
  return share(facts.devengado - facts.pagado, facts.devengado, Falta::Devengado);
}
Reading idle(const MonthFacts& facts) {
  if (!facts.budget) return none(Falta::Presupuesto);
  return share(facts.comprometido - facts.devengado, facts.comprometido, Falta::Comprometido);
}
Reading modified(const MonthFacts& facts) {
  if (!facts.budget) return none(Falta::Presupuesto);
  return share(facts.received, facts.asignado, Falta::Asignado);
}
Reading quota_used(const MonthFacts& facts) {
  if (!facts.curs) return none(Falta::Curs);
  if (!facts.quota) return none(Falta::Cuotas);
  return share(facts.quota_used.value_or(MoneySum{}), *facts.quota, Falta::Cuotas);
}
Reading days_to_pay(const MonthFacts& facts) {
  if (facts.paid_files == 0) return none(Falta::Pagos);
  return {Ratio{facts.days_to_pay, facts.paid_files}, {}};
}
Reading fund_turns(const MonthFacts& facts) {
  if (!facts.fund || *facts.fund <= MoneySum{}) return none(Falta::Fondo);
  return {Ratio{facts.fund_settled.in_centavos(), facts.fund->in_centavos()}, {}};
}
Reading cost_per_person(const MonthFacts& facts) {
  if (!facts.budget) return none(Falta::Presupuesto);
  if (!facts.persons || *facts.persons <= 0) return none(Falta::Personas);
  return {Ratio{facts.persons_devengado.in_centavos(), Int128{*facts.persons} * 100}, {}};
}

constexpr IndicatorSheet sheets[] = {
    {"IF-01", Unidad::PorCiento, Sentido::MasEsMejor, executed},
    {"IF-02", Unidad::PorCiento, Sentido::MasEsMejor, speed, speed_of_period},
    {"IF-03", Unidad::PorCiento, Sentido::MenosEsMejor, at_year_end},
    {"IF-04", Unidad::PorCiento, Sentido::MenosEsMejor, unpaid},
    {"IF-05", Unidad::PorCiento, Sentido::MenosEsMejor, idle},
    {"IF-06", Unidad::PorCiento, Sentido::MenosEsMejor, modified},
    {"IF-07", Unidad::PorCiento, Sentido::MasEsMejor, quota_used},
    {"IF-08", Unidad::Dias, Sentido::MenosEsMejor, days_to_pay},
    {"IF-09", Unidad::Veces, Sentido::MasEsMejor, fund_turns},
    {"IF-10", Unidad::Quetzales, Sentido::MenosEsMejor, cost_per_person},
};

Result<std::optional<Ratio>> limit_of(std::string_view text) {
  if (text.empty()) return std::optional<Ratio>{};
  return std::optional<Ratio>(Ratio{TRY(Quantity::parse(text)).in_hundredths(), 100});
}

}  // namespace

std::span<const IndicatorSheet> indicator_sheets() { return sheets; }

const IndicatorSheet* sheet_of(std::string_view code) {
  const auto found = std::ranges::find(sheets, code, &IndicatorSheet::code);
  return found == std::end(sheets) ? nullptr : found;
}

std::string sheet_codes() {
  std::string all;
  for (const auto& sheet : sheets) (all += all.empty() ? "" : ", ") += sheet.code;
  return all;
}

Result<std::vector<IndicatorThreshold>> indicator_thresholds(const std::vector<CatalogEntry>& rows,
                                                             Date day) {
  std::vector<IndicatorThreshold> all;
  for (const auto& row : rows) {
    if (!row.in_force(day)) continue;
    const auto attention = TRY(limit_of(row.attribute("atencion")));
    const auto deviation = TRY(limit_of(row.attribute("desviacion")));
    all.push_back({row.code, attention, deviation, row.certainty, row.source});
  }
  return all;
}

Juicio judge(const IndicatorSheet& sheet, const Reading& reading,
             const std::vector<IndicatorThreshold>& thresholds) {
  if (!reading.value) return Juicio::SinDato;
  const auto found = std::ranges::find(thresholds, sheet.code, &IndicatorThreshold::code);
  if (found == thresholds.end() || (!found->attention && !found->deviation))
    return Juicio::SinUmbral;
  const auto beyond = [&](const std::optional<Ratio>& limit) {
    if (!limit) return false;
    return sheet.sentido == Sentido::MasEsMejor ? *reading.value < *limit : *reading.value > *limit;
  };
  if (beyond(found->deviation)) return Juicio::Desviacion;
  return beyond(found->attention) ? Juicio::Atencion : Juicio::Bien;
}

}  // namespace control
