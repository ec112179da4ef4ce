// Posts CURs: which of them count, what they make of each partida, and where a stage passes its
// bound.
#include "domain/budget/cur.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_map>
#include <utility>

namespace budget {
namespace {

constexpr std::string_view classes[] = {"PRE", "COM", "DEV", "CYD", "RDP", "REG", "PAGO"};
constexpr std::string_view states[] = {"REGISTRADO", "SOLICITADO", "APROBADO", "RECHAZADO",
                                       "ANULADO",    "REVERTIDO",  "PAGADO"};
constexpr std::string_view set_aside[] = {"cur.repetido",          "cur.fuera_del_ejercicio",
                                          "cur.revierte_nada",     "cur.revierte_de_mas",
                                          "cur.monto_no_positivo", "cur.demasiado_grande"};

constexpr unsigned bit(Stage stage) { return 1U << std::to_underlying(stage); }
// The stages that each class moves (MINFIN's own counting: DEV, CYD, RDP and REG are spent).
constexpr unsigned effects[] = {
    0,
    bit(Stage::Comprometido),
    bit(Stage::Devengado),
    bit(Stage::Comprometido) | bit(Stage::Devengado),
    bit(Stage::Devengado) | bit(Stage::Pagado),
    bit(Stage::Comprometido) | bit(Stage::Devengado) | bit(Stage::Pagado),
    bit(Stage::Pagado),
};

template <class Kind, std::size_t N>
std::optional<Kind> found(const std::string_view (&codes)[N], std::string_view code) {
  const auto at = std::ranges::find(codes, code);
  if (at == std::end(codes)) return std::nullopt;
  return static_cast<Kind>(at - std::begin(codes));
}

constexpr Stage moved_stages[] = {Stage::Comprometido, Stage::Devengado, Stage::Pagado};

struct KeyHash {
  std::size_t operator()(const CurKey& key) const noexcept {
    auto h = std::hash<Entidad>{}(key.entidad);
    h = h * 31 + std::hash<UnidadEjecutora>{}(key.unidad_ejecutora);
    h = h * 31 + static_cast<std::size_t>(key.ejercicio.year);
    return h * 1'000'003 + static_cast<std::size_t>(key.numero);
  }
};

// One partida while CURs are posted: its movements, its balance after each, and which of its bounds
// are passed now.
struct Line {
  Partida partida;
  YearMovements movements;
  std::array<MoneySum, stage_count> balance{};
  std::array<bool, stage_count> passed{};
  std::optional<Money> vigente;
};

// What a CUR has left to be taken back, by partida.
using Left = std::map<Partida, MoneySum>;

class Posting {
 public:
  Posting(std::span<const Cur> curs, const std::map<Partida, Money>& vigente)
      : curs_{curs}, vigente_{vigente} {}

  CurLedger run() {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < curs_.size(); ++i)
      if (counts(curs_[i].estado) && admitted(i)) order.push_back(i);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) {
      return std::pair(curs_[i].aprobado, curs_[i].key.numero);
    });
    // Only what somebody reverses has to be remembered line by line.
    for (const auto i : order)
      if (curs_[i].revierte)
        if (const auto original = original_of(curs_[i])) left_[*original];
    for (const auto i : order)
      if (!curs_[i].revierte || reversible(i)) add(i);
    std::ranges::sort(out_.quarantined, {}, &Quarantined::cur);
    for (const auto& line : lines_) out_.movements.emplace(line.partida, line.movements);
    return std::move(out_);
  }

 private:
  void aside(std::size_t cur, SetAside why, std::optional<std::size_t> other = {},
             MoneySum difference = {}) {
    out_.quarantined.push_back({cur, why, other, difference});
  }

  bool admitted(std::size_t i) {
    const auto& cur = curs_[i];
    const auto [first, fresh] = seen_.emplace(cur.key, i);
    if (!fresh) return aside(i, SetAside::Twice, first->second), false;
    const auto year = cur.key.ejercicio;
    const bool elsewhere = std::ranges::any_of(
        cur.detalle, [&](const CurLine& line) { return line.partida.ejercicio != year; });
    if (static_cast<int>(cur.aprobado.year()) != year.year || elsewhere)
      return aside(i, SetAside::OtherYear), false;
    for (const auto& line : cur.detalle)
      if (line.monto == Money{} || (line.monto < Money{} && !cur.revierte))
        return aside(i, SetAside::AmountNotPositive), false;
    return true;
  }

  std::optional<std::size_t> original_of(const Cur& cur) const {
    auto key = cur.key;
    key.numero = *cur.revierte;
    const auto found = seen_.find(key);
    if (found == seen_.end() || curs_[found->second].key == cur.key) return std::nullopt;
    return found->second;
  }

  // A reversal takes back, line by line, no more than its CUR has left.
  bool reversible(std::size_t i) {
    const auto& cur = curs_[i];
    const auto at = original_of(cur);
    if (!at) return aside(i, SetAside::RevertsUnknown), false;
    auto& left = left_.at(*at);
    if (curs_[*at].clase != cur.clase || left.empty())
      return aside(i, SetAside::RevertsUnknown, at), false;
    for (const auto& line : cur.detalle) {
      const auto have = left.find(line.partida);
      if (have == left.end()) return aside(i, SetAside::RevertsUnknown, at), false;
      const auto after = have->second + MoneySum{line.monto};
      if (line.monto > Money{} || after < MoneySum{})
        return aside(i, SetAside::RevertsTooMuch, at, -after), false;
    }
    for (const auto& line : cur.detalle) left[line.partida] += line.monto;
    return true;
  }

  Line& line_of(const Partida& partida) {
    const auto [found, fresh] = posts_.emplace(partida, lines_.size());
    if (fresh) {
      lines_.push_back({.partida = partida});
      if (const auto limit = vigente_.find(partida); limit != vigente_.end())
        lines_.back().vigente = limit->second;
    }
    return lines_[found->second];
  }

  void add(std::size_t i) {
    const auto& cur = curs_[i];
    const auto month = static_cast<unsigned>(cur.aprobado.month()) - 1;
    // A CUR is posted whole or not at all.
    for (const auto& line : cur.detalle)
      for (const auto stage : moved_stages)
        if (moves(cur.clase, stage)) {
          std::int64_t ignored;
          if (__builtin_add_overflow(line_of(line.partida).movements.months[month][stage],
                                     line.monto.in_centavos(), &ignored))
            return aside(i, SetAside::Overflows);
        }
    const auto remembered = cur.revierte ? left_.end() : left_.find(i);
    for (const auto& posted : cur.detalle) {
      auto& line = line_of(posted.partida);
      for (const auto stage : moved_stages) {
        if (!moves(cur.clase, stage)) continue;
        line.movements.months[month][stage] += posted.monto.in_centavos();
        line.balance[std::to_underlying(stage)] += posted.monto;
      }
      if (remembered != left_.end()) remembered->second[posted.partida] += posted.monto;
      check(i, line);
    }
  }

  // The bounds of the partida after this CUR; each is named where it is passed anew.
  void check(std::size_t i, Line& line) {
    const auto of = [&](Stage stage) { return line.balance[std::to_underlying(stage)]; };
    const struct {
      Rule rule;
      MoneySum left, right;
      bool passed;
    } bounds[] = {
        {Rule::PagadoNegative, of(Stage::Pagado), {}, of(Stage::Pagado) < MoneySum{}},
        {Rule::PagadoOverDevengado, of(Stage::Pagado), of(Stage::Devengado),
         of(Stage::Pagado) > of(Stage::Devengado)},
        {Rule::DevengadoOverComprometido, of(Stage::Devengado), of(Stage::Comprometido),
         of(Stage::Devengado) > of(Stage::Comprometido)},
        {Rule::ComprometidoOverVigente, of(Stage::Comprometido),
         MoneySum{line.vigente.value_or(Money{})},
         line.vigente && of(Stage::Comprometido) > *line.vigente},
    };
    for (std::size_t b = 0; b < std::size(bounds); ++b) {
      const auto& bound = bounds[b];
      if (bound.passed && !line.passed[b])
        out_.overruns.push_back({i, line.partida, bound.rule, bound.left.narrow().value_or(Money{}),
                                 bound.right.narrow().value_or(Money{})});
      line.passed[b] = bound.passed;
    }
  }

  std::span<const Cur> curs_;
  const std::map<Partida, Money>& vigente_;
  std::unordered_map<CurKey, std::size_t, KeyHash> seen_;
  std::unordered_map<std::size_t, Left> left_;  // Of CURs that somebody reverses.
  std::map<Partida, std::size_t> posts_;        // Into lines_.
  std::deque<Line> lines_;
  CurLedger out_;
};

}  // namespace

std::string_view code_of(CurClase clase) { return classes[std::to_underlying(clase)]; }
std::string_view code_of(CurEstado estado) { return states[std::to_underlying(estado)]; }
std::string_view code_of(SetAside why) { return set_aside[std::to_underlying(why)]; }
std::optional<CurClase> cur_clase(std::string_view code) { return found<CurClase>(classes, code); }
std::optional<CurEstado> cur_estado(std::string_view code) {
  return found<CurEstado>(states, code);
}

bool moves(CurClase clase, Stage stage) {
  return (effects[std::to_underlying(clase)] & bit(stage)) != 0;
}
bool counts(CurEstado estado) {
  return estado == CurEstado::Aprobado || estado == CurEstado::Pagado ||
         estado == CurEstado::Revertido;
}

CurLedger post(std::span<const Cur> curs, const std::map<Partida, Money>& vigente) {
  return Posting{curs, vigente}.run();
}

}  // namespace budget
