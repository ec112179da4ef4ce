// What the law says to the rules on one day: which norm each rule rests on and how sure we are of
// it, the amounts, shares and deadlines that it compares with, and the checklists. All of it comes
// from dated rows of norms/rules.csv and norms/listas.csv; nothing legal is a constant here. The
// rows are resolved once per stretch of days between two changes, so that a battery over millions
// of files reads them as plain fields.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/values/catalog.hpp"
#include "domain/values/money.hpp"
#include "domain/values/working_days.hpp"
#include "domain/verification/checklist.hpp"
#include "domain/verification/payment_file.hpp"

namespace verification {

// The values that rules compare with: code and unit in norms.cpp, in the same order.
enum class Parameter : std::uint8_t {
  IvaTasa,
  IvaTolerancia,
  SimilitudVentana,  // Used where resemblances are sought: the same amount within these days.
  CertificacionPlazo,
  RecepcionMiembros,
  RenglonesAlmacen,
  RenglonesInventario,
  DuracionMinima,
  BrechaFisicoFinanciera,
  DiciembreVeces,
  YoyoVentana,
  ProgramasSustantivos,
  RenglonesSinTraslado,  // No transfer from a substantive programme may end here.
  ComprometidoViejo,
  ComprometidoCierre,  // Day of the year, "11-30", as month × 100 + day.
  ValeMaximo,
  FondoLiquidacionPlazo,
  IvaAgenteDesde,
  IvaAgente,
  IvaPequenoDesde,
  IvaPequeno,
  IsrDesde,
  IsrTramo,
  IsrBajo,
  IsrAlto,
  RetencionTolerancia,
  PagoPlazo,
  BajaCuantiaHasta,
  CompraDirectaHasta,
  CotizacionHasta,
  FraccionVentana,
  FraccionAviso,
  FraccionCuatrimestre,
  FraccionEjercicio,
  FraccionDirectas,      // Modalidades that add up within a cuatrimestre.
  FraccionCotizaciones,  // Those that add up within a fiscal year.
  UmbralBanda,
  UmbralVeces,
  UmbralMinimo,
  ConNog,
  ConNpg,
  NpgPlazo,
  ExcepcionRepetida,
  ConcentracionIndice,
  ConcentracionParte,
  PrecioDesvios,
  PrecioMinimo,
  AmpliacionMaxima,
  FianzaCumplimiento,
  FianzaAnticipo,
  FianzaConservacion,
  AnticipoMaximo,
  ContratoRegistroPlazo,
  MultaDiaria,
  MultaTope,
  ContratoEscritoDesde,
  SuperfluoRenglones,
  SuperfluoCrecimiento,
  RestringidosRenglones,
  ViaticoDia,
  ViaticoMedio,
  ViaticoPlazo,
  VehiculoRenglones,
  VehiculoPermitidos,
  SeguroRenglones,
  ProtocoloRenglones,
  ProtocoloTope,
  DivulgacionRenglones,
  VisadosPorHora,
  VisadoHoraDesde,
  VisadoHoraHasta,
  ExcepcionesVeces,
  ExcepcionesMinimo,
  ReingresoParte,
  ReincidenciaPlazo,
};
inline constexpr std::size_t parameter_count =
    static_cast<std::size_t>(Parameter::ReincidenciaPlazo) + 1;

// How a value is written in the column `valor`, and what its number counts.
enum class Unit : std::uint8_t {
  Quetzales,    // "25000.00": centavos.
  Share,        // "12", "0.5": hundredths of a point (por ciento), of one per thousand, of "veces".
  Count,        // "30": days, persons, months, hours, years, files.
  DayOfYear,    // "11-30"
  Renglones,    // "131-136;141"
  Modalidades,  // "COTIZACION;LICITACION"
  Words,        // "ambulancia;patrulla", "11;12"
};
struct ParameterRow {
  std::string_view code;  // "C05/baja_cuantia_hasta"
  Unit unit;
};
const ParameterRow& row_of(Parameter);
std::optional<Parameter> parameter_of(std::string_view code);

using RenglonSet = std::bitset<1000>;
inline std::size_t index_of(const Renglon& renglon) {
  const auto d = renglon.digits();
  return static_cast<std::size_t>((d[0] - '0') * 100 + (d[1] - '0') * 10 + (d[2] - '0'));
}

// The working days of an office, counted once: asking a day or a distance is one look-up.
class DayTable {
 public:
  DayTable() = default;  // Knows no day.
  DayTable(const WorkingCalendar&, FiscalYear first, FiscalYear last);
  bool knows(Date) const;
  bool works(Date) const;  // Asserts knows().
  // Working days after `start` up to and with `end`; negative where end is before start.
  std::int64_t between(Date start, Date end) const;

 private:
  std::size_t at(Date) const;
  std::chrono::sys_days first_{};
  std::vector<std::int32_t> worked_before_;  // Of each day: working days since first_, inclusive.
};

// One day's law.
class RuleNorms {
 public:
  // Checklists point into themselves: a stretch is moved, never copied.
  RuleNorms() = default;
  RuleNorms(RuleNorms&&) = default;
  RuleNorms& operator=(RuleNorms&&) = default;

  // The norm of a rule (by its place in the catalogue of rules); nullptr: none in force.
  const CatalogEntry* norm(std::size_t rule) const { return norms_[rule]; }
  // The lowest degree among the norm and the parameters that the rule uses.
  Certeza certainty(std::size_t rule) const { return certainties_[rule]; }

  std::optional<Money> money(Parameter p) const;
  std::optional<std::int64_t> share(Parameter p) const { return numbers_[index(p)]; }
  std::optional<std::int64_t> count(Parameter p) const { return numbers_[index(p)]; }
  const RenglonSet* renglones(Parameter p) const;
  bool holds(Parameter p, Modalidad) const;
  bool knows(Parameter p) const { return entries_[index(p)] != nullptr; }
  std::span<const std::string> words(Parameter p) const;
  const CatalogEntry* entry(Parameter p) const { return entries_[index(p)]; }

  // Nothing where no list is in force for that spending.
  const Checklist* checklist(Gasto, std::optional<Modalidad>) const;
  const DayTable& days() const { return *days_; }

 private:
  friend class NormTable;
  static constexpr std::size_t index(Parameter p) { return static_cast<std::size_t>(p); }
  std::vector<const CatalogEntry*> norms_;
  std::vector<Certeza> certainties_;
  std::array<std::optional<std::int64_t>, parameter_count> numbers_{};
  std::array<const CatalogEntry*, parameter_count> entries_{};
  std::array<std::int8_t, parameter_count> lists_{};  // Index into sets_ or words_, or -1.
  std::vector<RenglonSet> sets_;
  std::vector<std::vector<std::string>> words_;
  std::array<std::uint32_t, parameter_count> modalidades_{};
  std::vector<Checklist> checklists_;
  std::array<std::int8_t, modalidad_count> by_modalidad_{};  // Into checklists_, or -1.
  std::array<std::int8_t, gasto_count> by_gasto_{};
  std::shared_ptr<const DayTable> days_;
};

// Every day's law.
class NormTable {
 public:
  // `rules` and `lists` are the entries of norms/rules.csv and norms/listas.csv, with the certainty
  // that the institution gives them. Errors: NormUnknown (a code that is neither rule nor
  // parameter), ParameterMalformed, NormsOverlap (two rows of one code in force on one day),
  // ListMalformed.
  static Result<NormTable> make(std::vector<CatalogEntry> rules, std::vector<CatalogEntry> lists,
                                DayTable days);

  const RuleNorms& on(Date) const;
  // The days on which something changes, in order; the first stretch begins before all of them.
  std::span<const Date> changes() const { return changes_; }

 private:
  std::shared_ptr<const std::vector<CatalogEntry>> entries_, lists_;
  std::vector<Date> changes_;
  std::vector<RuleNorms> stretches_;  // One more than changes_.
};

}  // namespace verification
