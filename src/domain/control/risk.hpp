// The risk matrix of SINACIG: what threatens an objective, how probable and how severe it is, and
// what remains of it under the control that mitigates it. Bands are dated norms, not code.
//
//   inherent = probability × severity        1 … 25
//   residual = inherent ÷ value of the mitigating control, an exact fraction
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values/catalog.hpp"
#include "domain/values/ratio.hpp"

namespace control {

// Kind of objective that the event threatens, with the letter of the official matrix.
enum class Objetivo : std::uint8_t { Estrategico, Operativo, Informacion, Cumplimiento };
inline constexpr std::size_t objetivo_count = 4;
std::string_view code_of(Objetivo);  // "E", "O", "I", "C"
std::optional<Objetivo> objetivo(std::string_view code);

// The five components of internal control.
enum class Componente : std::uint8_t {
  EntornoDeControl,
  EvaluacionDeRiesgos,
  ActividadesDeControl,
  InformacionYComunicacion,
  Supervision,
};
inline constexpr std::size_t componente_count = 5;
std::string_view code_of(Componente);  // "entorno_de_control"
std::optional<Componente> componente(std::string_view code);

enum class Prioridad : std::uint8_t { Alta, Media, Baja };
inline constexpr std::size_t prioridad_count = 3;
std::string_view code_of(Prioridad);  // "alta"
std::optional<Prioridad> prioridad(std::string_view code);

// An action of the work plan.
enum class EstadoAccion : std::uint8_t { Pendiente, EnProceso, Hecha };
inline constexpr std::size_t estado_accion_count = 3;
std::string_view code_of(EstadoAccion);  // "en_proceso"
std::optional<EstadoAccion> estado_accion(std::string_view code);

// A value of the scale, 1 … 5; nothing else can be made.
class Level {
 public:
  static constexpr std::int64_t least = 1, greatest = 5;
  // `field` names it in the refusal. Error: RiskOutOfRange.
  static Result<Level> of(std::int64_t value, std::string_view field);
  int value() const { return value_; }
  friend auto operator<=>(Level, Level) = default;

 private:
  explicit Level(int value) : value_(value) {}
  int value_;
};

struct RiskLevels {
  Level probability, severity, control;
  int inherent() const { return probability.value() * severity.value(); }
  Ratio residual() const { return {inherent(), control.value()}; }
};

// A band of the norm: above `above` (not included) until `until` (included).
struct RiskBand {
  std::string code, name;  // "tolerable", "Tolerable"
  std::optional<Ratio> above, until;
  Certeza certainty = Certeza::Dudosa;
  std::string source;
  bool holds(const Ratio&) const;
};

// The bands of the catalogue bandas_riesgo that are in force on a day, from the lowest.
// Error: RatioMalformed of the values.
Result<std::vector<RiskBand>> risk_bands(const std::vector<CatalogEntry>&, Date);

// The band of a value; nothing where the norm has none for it: it cannot be determined.
const RiskBand* band_of(const std::vector<RiskBand>&, const Ratio&);

}  // namespace control
