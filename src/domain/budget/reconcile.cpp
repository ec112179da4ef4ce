// Joins extract and CURs by partida, and looks for CURs whose amounts are exactly the difference.
#include "domain/budget/reconcile.hpp"

#include <algorithm>
#include <utility>

namespace budget {
namespace {

constexpr std::string_view explanations[] = {"", "conciliacion.en_tramite",
                                             "conciliacion.mes_siguiente", "conciliacion.apartados",
                                             "conciliacion.aun_no_alla"};
constexpr Stage stages[] = {Stage::Comprometido, Stage::Devengado, Stage::Pagado};

// One CUR line that could stand behind a difference, with the sign that it would have there.
struct Candidate {
  std::size_t cur = 0;
  Explanation why = Explanation::None;
  Partida partida;
  Stage stage = Stage::Devengado;
  MoneySum amount;
};

bool by_key(const Candidate& a, const Candidate& b) {
  return std::tie(a.partida, a.stage, a.why, a.cur) < std::tie(b.partida, b.stage, b.why, b.cur);
}

Money to_month(const YearMovements& year, Stage stage, unsigned month) {
  MoneySum sum;
  for (unsigned m = 0; m < month; ++m) sum += year.months[m].money(stage);
  return sum.narrow().value_or(Money{});
}

// What each CUR could explain: nothing for those that both sides surely count.
std::vector<Candidate> candidates(std::span<const Cur> curs, const CurLedger& ledger, Date cut,
                                  int last_days) {
  std::vector<bool> aside(curs.size());
  for (const auto& row : ledger.quarantined) aside[row.cur] = true;
  const std::chrono::sys_days last{cut};
  std::vector<Candidate> found;
  for (std::size_t i = 0; i < curs.size(); ++i) {
    const auto& cur = curs[i];
    const std::chrono::sys_days day{cur.aprobado};
    auto why = Explanation::None;
    if (!counts(cur.estado)) {
      if (cur.estado == CurEstado::Registrado || cur.estado == CurEstado::Solicitado)
        why = Explanation::InFlight;
    } else if (aside[i]) {
      why = Explanation::SetAsideHere;
    } else if (day > last) {
      why = Explanation::LaterMonth;
    } else if (last - day < std::chrono::days{last_days}) {
      why = Explanation::NotYetThere;
    }
    if (why == Explanation::None) continue;
    for (const auto& line : cur.detalle)
      for (const auto stage : stages)
        if (moves(cur.clase, stage)) {
          MoneySum amount{line.monto};
          if (why == Explanation::NotYetThere) amount = -amount;
          found.push_back({i, why, line.partida, stage, amount});
        }
  }
  std::ranges::sort(found, by_key);
  return found;
}

// The CURs of one key that are exactly the difference: one of them, all of one kind, or two.
void explain(ReconciledRow& row, std::span<const Candidate> of_key) {
  const auto difference = row.difference();
  const auto take = [&](Explanation why, std::vector<std::size_t> curs) {
    row.estado = Agreement::Explained;
    row.explicacion = why;
    row.asientos = std::move(curs);
  };
  for (const auto& one : of_key)
    if (one.amount == difference) return take(one.why, {one.cur});
  for (auto why = Explanation::InFlight; why <= Explanation::NotYetThere;
       why = static_cast<Explanation>(std::to_underlying(why) + 1)) {
    MoneySum sum;
    std::vector<std::size_t> curs;
    for (const auto& one : of_key)
      if (one.why == why) sum += one.amount, curs.push_back(one.cur);
    if (curs.size() > 1 && sum == difference) return take(why, std::move(curs));
  }
  for (std::size_t i = 0; i < of_key.size(); ++i)
    for (std::size_t j = i + 1; j < of_key.size(); ++j)
      if (of_key[i].why == of_key[j].why && of_key[i].amount + of_key[j].amount == difference)
        return take(of_key[i].why, {of_key[i].cur, of_key[j].cur});
}

}  // namespace

std::string_view code_of(Explanation why) { return explanations[std::to_underlying(why)]; }

std::vector<ReconciledRow> reconcile(std::span<const ExtractRow> extract, std::span<const Cur> curs,
                                     FiscalYear year, unsigned month, bool all, int last_days) {
  const auto ledger = post(curs);
  std::map<Partida, YearMovements> there;
  for (const auto& row : extract)
    if (row.partida.ejercicio == year && !add(there[row.partida], row.movements)) continue;
  const auto cut = last_day({year, static_cast<std::uint8_t>(month)});
  const auto possible = candidates(curs, ledger, cut, last_days);

  std::vector<ReconciledRow> rows;
  auto ours = ledger.movements.begin();
  auto theirs = there.begin();
  static const YearMovements nothing{};
  while (ours != ledger.movements.end() || theirs != there.end()) {
    const bool only_theirs =
        ours == ledger.movements.end() || (theirs != there.end() && theirs->first < ours->first);
    const bool only_ours =
        theirs == there.end() || (ours != ledger.movements.end() && ours->first < theirs->first);
    const auto& partida = only_theirs ? theirs->first : ours->first;
    const auto& their_year = only_ours ? nothing : theirs->second;
    const auto& our_year = only_theirs ? nothing : ours->second;
    if (partida.ejercicio == year)
      for (const auto stage : stages) {
        ReconciledRow row{.partida = partida,
                          .etapa = stage,
                          .extracto = to_month(their_year, stage, month),
                          .curs = to_month(our_year, stage, month)};
        if (row.extracto != row.curs) {
          row.estado = Agreement::Unexplained;
          const auto key = Candidate{.partida = partida, .stage = stage};
          const auto first = std::ranges::lower_bound(possible, key, by_key);
          auto last = first;
          while (last != possible.end() && last->partida == partida && last->stage == stage) ++last;
          explain(row, {first, last});
        } else if (!all || (row.extracto == Money{} && row.curs == Money{})) {
          continue;
        }
        rows.push_back(std::move(row));
      }
    if (!only_ours) ++theirs;
    if (!only_theirs) ++ours;
  }

  // The entries behind what nobody explains: gathered once for all of them.
  std::map<std::pair<Partida, Stage>, ReconciledRow*> unexplained;
  for (auto& row : rows)
    if (row.estado == Agreement::Unexplained) unexplained[{row.partida, row.etapa}] = &row;
  if (unexplained.empty()) return rows;
  for (std::size_t i = 0; i < curs.size(); ++i)
    for (const auto& line : curs[i].detalle)
      for (const auto stage : stages)
        if (moves(curs[i].clase, stage))
          if (const auto row = unexplained.find({line.partida, stage}); row != unexplained.end())
            if (auto& entries = row->second->asientos; entries.empty() || entries.back() != i)
              entries.push_back(i);
  return rows;
}

}  // namespace budget
