// Financial quotas (cuotas): what may be promised in a cuatrimestre and owed in a month, by unit,
// fuente and grupo de gasto; of each, the normal one, the one for regularisations and the one for
// advances. Where no quota was loaded nobody can tell whether an amount fits.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/budget/cur.hpp"

namespace budget {

enum class QuotaStage : std::uint8_t { Compromiso, Devengado };
enum class QuotaTipo : std::uint8_t { Normal, Regularizacion, Anticipo };
std::string_view code_of(QuotaStage);  // "compromiso"
std::string_view code_of(QuotaTipo);   // "regularizacion"
std::optional<QuotaStage> quota_stage(std::string_view code);
std::optional<QuotaTipo> quota_tipo(std::string_view code);

struct QuotaKey {
  UnidadEjecutora unidad;
  Fuente fuente;
  char grupo = '0';
  QuotaStage etapa = QuotaStage::Compromiso;
  QuotaTipo tipo = QuotaTipo::Normal;
  Month
      primer_mes;  // January, May or September for a compromiso; the month itself for a devengado.
  friend auto operator<=>(const QuotaKey&, const QuotaKey&) = default;
};
// The quota that an amount of a partida uses on a day.
QuotaKey quota_of(const Partida&, QuotaStage, QuotaTipo, Date);

using Quotas = std::map<QuotaKey, Money>;

// What CURs that count have used of each quota.
std::map<QuotaKey, MoneySum> used_by(std::span<const Cur>);

// The same, added up once for many questions, each of which leaves a few CURs out.
class QuotaUse {
 public:
  explicit QuotaUse(std::vector<Cur>);
  // The CURs with this number, of any unit.
  std::span<const Cur> numbered(std::int64_t numero) const;
  // What all of them have used, but those that `except` points at: CURs of `numbered`, each once.
  MoneySum used(const QuotaKey&, std::span<const Cur* const> except) const;

 private:
  std::vector<Cur> curs_;  // By number.
  std::map<QuotaKey, MoneySum> used_;
};

enum class Fit : std::uint8_t { Fits, Exceeds, CannotTell };
struct QuotaAnswer {
  Fit fit = Fit::CannotTell;
  MoneySum left;  // Of the quota, before the amount.
  MoneySum over;  // Exceeds: by how much.
};
QuotaAnswer fits(const Quotas&, const std::map<QuotaKey, MoneySum>& used, const QuotaKey&,
                 Money amount);

}  // namespace budget
