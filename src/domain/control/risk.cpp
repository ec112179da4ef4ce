// Names of the closed lists, the scale, and the bands.
#include "domain/control/risk.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/control/tool_refusals.hpp"
#include "domain/values/quantity.hpp"

namespace control {
namespace {

constexpr std::array<std::string_view, objetivo_count> objetivos = {"E", "O", "I", "C"};
constexpr std::array<std::string_view, componente_count> componentes = {
    "entorno_de_control", "evaluacion_de_riesgos", "actividades_de_control",
    "informacion_y_comunicacion", "supervision"};
constexpr std::array<std::string_view, prioridad_count> prioridades = {"alta", "media", "baja"};
constexpr std::array<std::string_view, estado_accion_count> estados = {"pendiente", "en_proceso",
                                                                       "hecha"};

template <class E, std::size_t n>
std::optional<E> value_of(const std::array<std::string_view, n>& codes, std::string_view code) {
  const auto found = std::ranges::find(codes, code);
  if (found == codes.end()) return std::nullopt;
  return static_cast<E>(found - codes.begin());
}

Result<std::optional<Ratio>> limit_of(std::string_view text) {
  if (text.empty()) return std::optional<Ratio>{};
  const auto value = TRY(Quantity::parse(text));
  return std::optional<Ratio>(Ratio{value.in_hundredths(), 100});
}

}  // namespace

std::string_view code_of(Objetivo one) { return objetivos[std::to_underlying(one)]; }
std::optional<Objetivo> objetivo(std::string_view code) {
  return value_of<Objetivo>(objetivos, code);
}
std::string_view code_of(Componente one) { return componentes[std::to_underlying(one)]; }
std::optional<Componente> componente(std::string_view code) {
  return value_of<Componente>(componentes, code);
}
std::string_view code_of(Prioridad one) { return prioridades[std::to_underlying(one)]; }
std::optional<Prioridad> prioridad(std::string_view code) {
  return value_of<Prioridad>(prioridades, code);
}
std::string_view code_of(EstadoAccion one) { return estados[std::to_underlying(one)]; }
std::optional<EstadoAccion> estado_accion(std::string_view code) {
  return value_of<EstadoAccion>(estados, code);
}

Result<Level> Level::of(std::int64_t value, std::string_view field) {
  if (value < least || value > greatest)
    return refuse(ToolRefusal::RiskOutOfRange,
                  {{"campo", std::string(field)}, {"hallado", std::to_string(value)}});
  return Level(static_cast<int>(value));
}

bool RiskBand::holds(const Ratio& value) const {
  return (!above || value > *above) && (!until || value <= *until);
}

Result<std::vector<RiskBand>> risk_bands(const std::vector<CatalogEntry>& rows, Date day) {
  std::vector<RiskBand> bands;
  for (const auto& row : rows) {
    if (!row.in_force(day)) continue;
    const auto above = TRY(limit_of(row.attribute("sobre")));
    const auto until = TRY(limit_of(row.attribute("hasta")));
    bands.push_back({row.code, row.name, above, until, row.certainty, row.source});
  }
  std::ranges::sort(bands, [](const RiskBand& a, const RiskBand& b) {
    return a.above.value_or(Ratio{}) < b.above.value_or(Ratio{});
  });
  return bands;
}

const RiskBand* band_of(const std::vector<RiskBand>& bands, const Ratio& value) {
  const auto found =
      std::ranges::find_if(bands, [&](const RiskBand& band) { return band.holds(value); });
  return found == bands.end() ? nullptr : &*found;
}

}  // namespace control
