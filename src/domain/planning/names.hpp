// The data names of the plan's closed lists, as plan.json and acts write them. Not sentences: what
// a person reads for a name is in text/.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "domain/planning/plan.hpp"

namespace planning {

// In the order of each enum.
template <class E>
inline constexpr std::array<std::string_view, 0> names_of{};

template <>
inline constexpr auto names_of<Origen> = std::to_array<std::string_view>({"publicado", "propuesto",
                                                                          "ilustrativo"});
template <>
inline constexpr auto names_of<ModoMeta> = std::to_array<std::string_view>({"acumulada",
                                                                            "incremental"});
template <>
inline constexpr auto names_of<TipoConteo> = std::to_array<std::string_view>(
    {"personas_unicas", "atenciones", "movimientos", "documentos", "actos"});
template <>
inline constexpr auto names_of<Acumulacion> = std::to_array<std::string_view>(
    {"flujo", "acumulado", "stock", "capacidad", "reduccion", "reduccion_anual"});
template <>
inline constexpr auto names_of<Polaridad> =
    std::to_array<std::string_view>({"ascendente", "descendente", "rango"});
template <>
inline constexpr auto names_of<Frecuencia> = std::to_array<std::string_view>(
    {"mensual", "cuatrimestral", "semestral", "anual", "multianual"});
template <>
inline constexpr auto names_of<ModelKind> =
    std::to_array<std::string_view>({"conceptual", "explicativo", "prescriptivo", "logico"});
template <>
inline constexpr auto names_of<NodeKind> = std::to_array<std::string_view>(
    {"problema", "causa_directa", "causa_indirecta", "efecto", "intervencion", "insumo",
     "actividad", "producto", "resultado_inmediato", "resultado_intermedio", "resultado_final",
     "supuesto", "riesgo"});
template <>
inline constexpr auto names_of<Fuerza> = std::to_array<std::string_view>({"debil", "media",
                                                                          "fuerte"});
template <>
inline constexpr auto names_of<ResultLevel> =
    std::to_array<std::string_view>({"final", "intermedio", "inmediato"});
template <>
inline constexpr auto names_of<ProductKind> =
    std::to_array<std::string_view>({"final", "intermedio", "direccion_y_coordinacion", "aporte"});
template <>
inline constexpr auto names_of<MeasureState> = std::to_array<std::string_view>(
    {"programada", "en_proceso", "cumplida", "atrasada", "suspendida"});
template <>
inline constexpr auto names_of<BlockKind> =
    std::to_array<std::string_view>({"titulo", "subtitulo", "parrafo", "vineta", "cita",
                                     "funciones", "matriz_pei", "red", "contacto"});

template <class E>
requires(names_of<E>.size() > 0) constexpr std::string_view name_of(E value) {
  return names_of<E>[static_cast<std::size_t>(std::to_underlying(value))];
}

// The value of a data name, or nothing.
template <class E>
requires(names_of<E>.size() > 0) constexpr std::optional<E> value_of(std::string_view name) {
  for (std::size_t i = 0; i < names_of<E>.size(); ++i)
    if (names_of<E>[i] == name) return static_cast<E>(i);
  return std::nullopt;
}

static_assert(name_of(BlockKind::Contacto) == "contacto");
static_assert(name_of(NodeKind::Riesgo) == "riesgo");
static_assert(value_of<ModoMeta>("incremental") == ModoMeta::Incremental);

}  // namespace planning
