// The results chain and its indicators as the portal draws them.
#include "web/pages/public_results_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "text/format.hpp"

namespace web {
namespace {

bool is_percent(std::string_view unit) { return folded(unit).starts_with("porcentaje"); }

std::optional<Ratio> goal_of(const PublicIndicator& one, int year) {
  if (one.sheet != nullptr)
    for (const auto& target : one.sheet->metas)
      if (target.anio == year) {
        if (one.percent && target.relativa) return target.relativa->as_ratio();
        if (!one.percent && target.absoluta) return target.absoluta->as_ratio();
      }
  // The matrix' own goals, where they are in the same unit.
  if (one.row != nullptr && is_percent(one.row->unidad_metas) == one.percent)
    for (const auto& target : planning::cumulative_targets(*one.row))
      if (target.anio == year) return target.valor.as_ratio();
  return std::nullopt;
}

}  // namespace

std::vector<PublicIndicator> indicators_of(const queries::PublicYear& year) {
  std::vector<PublicIndicator> all;
  const int now = year.evaluation.cut.last.year.year;
  for (const auto& row : year.plan.pei.filas) {
    const auto found =
        std::ranges::find(year.evaluation.indicators, row.ficha, &queries::Indicator::sheet);
    if (found == year.evaluation.indicators.end()) continue;
    PublicIndicator one;
    one.evaluated = &*found;
    one.row = &row;
    one.sheet = planning::ficha_of(year.plan, row.ficha);
    one.percent = is_percent(found->unit);
    one.running = found->target_cumulative;
    for (int y = year.plan.pei.anio_inicial; y <= year.plan.pei.anio_final; ++y) {
      PublicIndicator::Year at{y, goal_of(one, y), {}};
      if (y < now)
        for (const auto& value : found->series)
          if (value.year == y) at.value = value.value;
      if (y == now) at.value = found->value.value;
      one.years.push_back(at);
    }
    one.goal = goal_of(one, now);
    one.value = found->value.value;
    one.final = goal_of(one, year.plan.pei.anio_final);
    all.push_back(std::move(one));
  }
  return all;
}

std::string indicator_value(const PublicIndicator& one, const Ratio& value) {
  if (one.percent) return text::percent(value, value.denominator() == 1 ? 0 : 1);
  const auto number = text::decimal(value, value.denominator() == 1 ? 0 : 1);
  if (one.row == nullptr || one.row->meta_unidad.empty()) return number;
  return number + "\xC2\xA0" + unit_word(value, one.row->meta_unidad);
}

std::string unit_word(const Ratio& value, std::string unit) {
  constexpr std::string_view singular = "ción";
  if (value == Ratio::whole(1) || unit.empty()) return unit;
  if (unit.ends_with(singular)) return unit.substr(0, unit.size() - singular.size()) + "ciones";
  const auto plain = folded(unit);
  if (plain.ends_with('s')) return unit;
  return unit +
         (std::string_view("aeiou").find(plain.back()) != std::string_view::npos ? "s" : "es");
}

std::string indicator_address(const Visit& visit, const PublicIndicator& one) {
  return local(visit, "/transparencia/indicadores/" + one.evaluated->sheet);
}

Html indicator_state(const Visit& visit, const PublicIndicator& one) {
  return traffic_light(one.evaluated->signal.light, {}, visit.language);
}

}  // namespace web
