// Reads everything once and puts the parts of an evaluation together.
#include "queries/evaluation.hpp"

#include "domain/production/refusals.hpp"
#include "queries/evaluation_parts.hpp"
#include "storage/evaluation_norms.hpp"
#include "storage/plan_store.hpp"

namespace queries {
namespace {

// A limit as norms write it: "20", "0.5". What is missing or malformed leaves the default.
Ratio limit_in(const json::object& norms, std::string_view key, std::int64_t otherwise) {
  const auto text = optional_text_at(norms, key);
  const auto amount = text ? Quantity::parse(*text) : Quantity::units(otherwise);
  return amount ? amount->as_ratio() : Ratio::whole(otherwise);
}

evaluation::Thresholds thresholds_in(const json::object& norms) {
  evaluation::Thresholds thresholds;
  const auto lights = array_at(norms, "semaforo");
  if (!lights) return thresholds;
  for (const auto& each : *lights) {
    const auto* light = each.if_object();
    if (!light) continue;
    const auto code = optional_text_at(*light, "codigo").value_or("");
    const auto from = Quantity::parse(optional_text_at(*light, "desde").value_or(""));
    if (!from) continue;
    if (code == "minfin/atencion") thresholds.attention_from = from->as_ratio();
    if (code == "minfin/en_ritmo") thresholds.ok_from = from->as_ratio();
    if (code == "minfin/sobre_lo_programado") thresholds.ok_upto = from->as_ratio();
    thresholds.source = optional_text_at(*light, "fuente").value_or("");
  }
  return thresholds;
}

Result<json::object> norms_of(storage::Database& db, const Cut& cut) {
  if (cut.norms.empty()) return storage::evaluation_norms(db, last_day(cut.last));
  const auto kept = TRY(parse_json(cut.norms));
  return kept.as_object();
}

Result<Basis> basis_of(storage::Database& db, const Cut& cut) {
  const FiscalYear year = cut.last.year;
  auto plan = TRY(storage::plan_at(db, cut.institution, year, cut.seq));
  if (!plan) plan = TRY(storage::plan_at(db, cut.institution, std::nullopt, cut.seq));
  if (!plan) return refuse(production::Refusal::NoPlan, {{"ejercicio", show(year)}});
  Basis basis{db, cut, year, cut.last.number, std::move(plan->plan), {}, {}, {}, {}, {}, {}, {}};
  for (const auto& unit :
       TRY(storage::select(db, "org_unit", {{"institution", storage::as_value(cut.institution)}})))
    basis.units[unit.text("code")] = {unit.text("name"), unit.text("kind")};
  basis.cells = TRY(goal_cells(db, cut.institution, january(year), december(year), cut.seq));
  const FiscalYear first{static_cast<std::int16_t>(year.year - 5)},
      before{static_cast<std::int16_t>(year.year - 1)};
  basis.earlier = TRY(goal_cells(db, cut.institution, january(first), december(before), cut.seq));
  basis.series = TRY(series_values(db, cut.institution, "", cut.seq));
  const auto norms = TRY(norms_of(db, cut));
  basis.thresholds = thresholds_in(norms);
  basis.gap_limit = limit_in(norms, "brecha_fisico_financiera", 20);
  basis.undisclosed_limit = limit_in(norms, "sin_desagregar_maximo", 20);
  basis.deadline_days = static_cast<int>(rounded(limit_in(norms, "metas_plazo_reporte", 5)));
  for (const auto& cell : basis.cells) basis.illustrative = basis.illustrative || cell.illustrative;
  return basis;
}

// The productos as parts of the whole, weighted by the vigente of their activities.
std::vector<evaluation::Weighted> weighted(const std::vector<PhysicalProduct>& products,
                                           const Financial& financial,
                                           evaluation::Figure PhysicalProduct::*percent) {
  std::vector<evaluation::Weighted> parts;
  for (const auto& product : products) {
    Money vigente;
    for (const auto& line : financial.activities)
      if (line.code == product.category) vigente = line.vigente.narrow().value_or(Money{});
    parts.push_back({product.category, product.*percent, vigente});
  }
  return parts;
}

}  // namespace

Result<Evaluation> evaluation_at(storage::Database& db, const Cut& cut) {
  auto basis = TRY(basis_of(db, cut));
  Evaluation all;
  all.cut = cut;
  all.thresholds = basis.thresholds;
  all.financial = TRY(financial_of(basis));
  all.products = products_of(basis, all.financial);
  all.physical = evaluation::weighted_percent(
      weighted(all.products, all.financial, &PhysicalProduct::percent));
  all.physical_expected = evaluation::weighted_percent(
      weighted(all.products, all.financial, &PhysicalProduct::expected));
  all.physical_signal =
      evaluation::signal(all.physical.value, {all.physical_expected.value, false},
                         planning::Polaridad::Ascendente, basis.months, basis.thresholds);
  all.indicators = TRY(indicators_of(basis));
  all.equity = equity_of(basis, all.indicators);
  all.coverage = TRY(coverage_of(basis, all.products));
  all.reprogrammings = TRY(reprogrammings_of(basis));
  all.rectifications = TRY(rectified_of(basis));
  all.illustrative = basis.illustrative;
  return all;
}

Result<Evaluation> evaluation_of(storage::Database& db, std::string_view institution,
                                 std::string_view period) {
  if (const auto frozen = TRY(frozen_cut(db, institution, period)))
    return evaluation_at(db, *frozen);
  const auto live = TRY(live_cut(db, institution, period));
  return evaluation_at(db, live);
}

}  // namespace queries
