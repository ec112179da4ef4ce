// Posts CURs: which of them count, what they make of each partida, and where a stage passes its
// bound.
#include "domain/budget/cur.hpp"

#include <algorithm>
#include <array>
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

// What has been posted and taken back of a CUR, by partida.
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
    for (const auto i : order)
      if (!curs_[i].revierte || reversible(i)) add(i);
    std::ranges::sort(out_.quarantined, {}, &Quarantined::cur);
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

  // A reversal takes back, line by line, no more than its CUR has left.
  bool reversible(std::size_t i) {
    const auto& cur = curs_[i];
    auto key = cur.key;
    key.numero = *cur.revierte;
    const auto original = seen_.find(key);
    if (original == seen_.end() || original->second == i)
      return aside(i, SetAside::RevertsUnknown), false;
    const auto at = original->second;
    auto& left = left_[at];
    if (curs_[at].clase != cur.clase || !posted_.contains(at))
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

  void add(std::size_t i) {
    const auto& cur = curs_[i];
    const auto month = static_cast<unsigned>(cur.aprobado.month()) - 1;
    for (const auto& line : cur.detalle)
      for (const auto stage : moved_stages)
        if (moves(cur.clase, stage)) {
          const auto& row = out_.movements[line.partida].months[month];
          std::int64_t ignored;
          if (__builtin_add_overflow(row[stage], line.monto.in_centavos(), &ignored))
            return aside(i, SetAside::Overflows);
        }
    posted_[i] = true;
    for (const auto& line : cur.detalle) {
      auto& balance = running_[line.partida];
      for (const auto stage : moved_stages) {
        if (!moves(cur.clase, stage)) continue;
        out_.movements[line.partida].months[month][stage] += line.monto.in_centavos();
        balance[std::to_underlying(stage)] += line.monto;
      }
      if (!cur.revierte) left_[i][line.partida] += line.monto;
    }
    for (const auto& line : cur.detalle) check(i, line.partida);
  }

  // The bounds of the partida after this CUR; each is named where it is first passed by more.
  void check(std::size_t i, const Partida& partida) {
    const auto& balance = running_[partida];
    const auto of = [&](Stage stage) { return balance[std::to_underlying(stage)]; };
    const auto vigente = vigente_.find(partida);
    const struct {
      Rule rule;
      MoneySum left, right;
      bool asked;
    } bounds[] = {
        {Rule::PagadoNegative, of(Stage::Pagado), {}, of(Stage::Pagado) < MoneySum{}},
        {Rule::PagadoOverDevengado, of(Stage::Pagado), of(Stage::Devengado),
         of(Stage::Pagado) > of(Stage::Devengado)},
        {Rule::DevengadoOverComprometido, of(Stage::Devengado), of(Stage::Comprometido),
         of(Stage::Devengado) > of(Stage::Comprometido)},
        {Rule::ComprometidoOverVigente, of(Stage::Comprometido),
         vigente == vigente_.end() ? MoneySum{} : MoneySum{vigente->second},
         vigente != vigente_.end() && of(Stage::Comprometido) > vigente->second},
    };
    for (const auto& bound : bounds) {
      auto& open = open_[{partida, bound.rule}];
      if (bound.asked && !open)
        out_.overruns.push_back({i, partida, bound.rule, bound.left.narrow().value_or(Money{}),
                                 bound.right.narrow().value_or(Money{})});
      open = bound.asked;
    }
  }

  std::span<const Cur> curs_;
  const std::map<Partida, Money>& vigente_;
  std::unordered_map<CurKey, std::size_t, KeyHash> seen_;
  std::unordered_map<std::size_t, Left> left_;
  std::unordered_map<std::size_t, bool> posted_;
  std::map<Partida, std::array<MoneySum, stage_count>> running_;
  std::map<std::pair<Partida, Rule>, bool> open_;
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
