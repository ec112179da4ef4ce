// Quotas by key.
#include "domain/budget/quota.hpp"

#include <algorithm>
#include <utility>

namespace budget {
namespace {
constexpr std::string_view stages[] = {"compromiso", "devengado"};
constexpr std::string_view kinds[] = {"normal", "regularizacion", "anticipo"};

template <class Kind, std::size_t N>
std::optional<Kind> found(const std::string_view (&codes)[N], std::string_view code) {
  const auto at = std::ranges::find(codes, code);
  if (at == std::end(codes)) return std::nullopt;
  return static_cast<Kind>(at - std::begin(codes));
}

// Regularisations have quotas of their own; everything else uses the normal one.
QuotaTipo tipo_of(CurClase clase) {
  return clase == CurClase::Rdp || clase == CurClase::Reg ? QuotaTipo::Regularizacion
                                                          : QuotaTipo::Normal;
}
}  // namespace

std::string_view code_of(QuotaStage stage) { return stages[std::to_underlying(stage)]; }
std::string_view code_of(QuotaTipo tipo) { return kinds[std::to_underlying(tipo)]; }
std::optional<QuotaStage> quota_stage(std::string_view code) {
  return found<QuotaStage>(stages, code);
}
std::optional<QuotaTipo> quota_tipo(std::string_view code) { return found<QuotaTipo>(kinds, code); }

QuotaKey quota_of(const Partida& partida, QuotaStage stage, QuotaTipo tipo, Date date) {
  const auto month = month_of(date);
  return {
      .unidad = partida.unidad_ejecutora,
      .fuente = partida.fuente,
      .grupo = partida.renglon.digits().front(),
      .etapa = stage,
      .tipo = tipo,
      .primer_mes = stage == QuotaStage::Compromiso ? first_month(cuatrimestre_of(month)) : month};
}

std::map<QuotaKey, MoneySum> used_by(std::span<const Cur> curs) {
  std::map<QuotaKey, MoneySum> used;
  for (const auto& cur : curs) {
    if (!counts(cur.estado)) continue;
    for (const auto& line : cur.detalle) {
      if (moves(cur.clase, Stage::Comprometido))
        used[quota_of(line.partida, QuotaStage::Compromiso, tipo_of(cur.clase), cur.aprobado)] +=
            line.monto;
      if (moves(cur.clase, Stage::Devengado))
        used[quota_of(line.partida, QuotaStage::Devengado, tipo_of(cur.clase), cur.aprobado)] +=
            line.monto;
    }
  }
  return used;
}

QuotaUse::QuotaUse(std::vector<Cur> curs) : curs_{std::move(curs)}, used_{used_by(curs_)} {
  std::ranges::stable_sort(curs_, {}, [](const Cur& cur) { return cur.key.numero; });
}

std::span<const Cur> QuotaUse::numbered(std::int64_t numero) const {
  const auto found =
      std::ranges::equal_range(curs_, numero, {}, [](const Cur& cur) { return cur.key.numero; });
  return {found.begin(), found.end()};
}

MoneySum QuotaUse::used(const QuotaKey& key, std::span<const Cur* const> except) const {
  MoneySum sum;
  if (const auto all = used_.find(key); all != used_.end()) sum = all->second;
  for (const auto* cur : except) {
    const auto own = used_by({cur, 1});
    if (const auto part = own.find(key); part != own.end()) sum -= part->second;
  }
  return sum;
}

QuotaAnswer fits(const Quotas& quotas, const std::map<QuotaKey, MoneySum>& used,
                 const QuotaKey& key, Money amount) {
  const auto approved = quotas.find(key);
  if (approved == quotas.end()) return {};
  const auto spent = used.find(key);
  QuotaAnswer answer{Fit::Fits, approved->second, {}};
  if (spent != used.end()) answer.left -= spent->second;
  if (amount > answer.left) {
    answer.fit = Fit::Exceeds;
    answer.over = amount - answer.left;
  }
  return answer;
}

}  // namespace budget
