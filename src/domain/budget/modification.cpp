// The rules of a modification.
#include "domain/budget/modification.hpp"

#include <algorithm>
#include <utility>

namespace budget {
namespace {
constexpr std::string_view classes[] = {"AMP", "DIS", "INTER", "INTRA1", "INTRA2"};
constexpr std::string_view faults[] = {
    "modificacion.sin_lineas",   "modificacion.linea_cero",      "modificacion.otro_ejercicio",
    "modificacion.signo",        "modificacion.no_suma_cero",    "modificacion.cruza_programa",
    "modificacion.falta_motivo", "modificacion.falta_resolucion"};
}  // namespace

std::string_view code_of(ModClase clase) { return classes[std::to_underlying(clase)]; }
std::string_view code_of(ModFault fault) { return faults[std::to_underlying(fault)]; }
std::optional<ModClase> mod_clase(std::string_view code) {
  const auto found = std::ranges::find(classes, code);
  if (found == std::end(classes)) return std::nullopt;
  return static_cast<ModClase>(found - std::begin(classes));
}

std::vector<ModFinding> faults_of(const Modification& modification) {
  std::vector<ModFinding> found;
  const auto& lines = modification.lineas;
  if (lines.empty()) found.push_back({ModFault::NoLines, {}, {}});
  MoneySum sum;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    sum += line.monto;
    if (line.monto == Money{}) found.push_back({ModFault::ZeroLine, i, {}});
    if (line.partida.ejercicio.year != static_cast<int>(modification.fecha.year()))
      found.push_back({ModFault::OtherYear, i, {}});
    const bool lowered = modification.clase == ModClase::Amp && line.monto < Money{};
    const bool raised = modification.clase == ModClase::Dis && line.monto > Money{};
    if (lowered || raised) found.push_back({ModFault::WrongSign, i, {}});
    const auto& first = lines.front().partida;
    if (modification.clase == ModClase::Intra2 &&
        (line.partida.categoria.programa != first.categoria.programa ||
         line.partida.unidad_ejecutora != first.unidad_ejecutora))
      found.push_back({ModFault::CrossesProgramme, i, {}});
  }
  const bool internal =
      modification.clase == ModClase::Intra1 || modification.clase == ModClase::Intra2;
  if (internal && sum != MoneySum{}) found.push_back({ModFault::NotZero, {}, sum});
  if (modification.motivo.empty()) found.push_back({ModFault::ReasonMissing, {}, {}});
  if (modification.resolucion.empty()) found.push_back({ModFault::ResolutionMissing, {}, {}});
  std::ranges::stable_sort(found, {}, &ModFinding::fault);
  return found;
}

std::vector<Shortfall> bring_into_force(const Modification& modification,
                                        std::map<Partida, InForce>& in_force) {
  std::map<Partida, MoneySum> sums;
  for (const auto& line : modification.lineas) sums[line.partida] += line.monto;
  std::vector<Shortfall> short_of;
  for (const auto& [partida, sum] : sums) {
    auto& row = in_force[partida];
    row.vigente = (MoneySum{row.vigente} + sum).narrow().value_or(row.vigente);
    if (row.vigente < row.comprometido)
      short_of.push_back({partida, row.vigente, row.comprometido});
  }
  return short_of;
}

const CatalogEntry* approver_of(std::span<const CatalogEntry> entries, ModClase clase,
                                std::string_view entity, Date date) {
  const auto code = std::string(code_of(clase)) + "/" + std::string(entity);
  for (const auto& entry : entries)
    if (entry.code == code && entry.in_force(date)) return &entry;
  return nullptr;
}

}  // namespace budget
