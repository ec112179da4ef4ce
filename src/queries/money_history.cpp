// Rows of the domain's history out of CURs and modifications.
#include "queries/money_history.hpp"

#include <algorithm>
#include <map>

#include "queries/curs.hpp"
#include "queries/live_execution.hpp"
#include "storage/money_store.hpp"

namespace queries {
namespace {

using budget::CurClase;
using verification::Promised;

// One row for each CUR, on the partida of its first line: lines stand together.
std::vector<Promised> by_cur(const std::vector<Promised>& lines) {
  std::vector<Promised> all;
  for (const auto& line : lines) {
    if (all.empty() || all.back().cur != line.cur || all.back().fecha != line.fecha) {
      all.push_back(line);
      continue;
    }
    auto& one = all.back();
    one.comprometido = (one.comprometido + line.comprometido).narrow().value_or(one.comprometido);
    one.devengado = (one.devengado + line.devengado).narrow().value_or(one.devengado);
  }
  return all;
}

// Every approved compromiso of a year with what has been devengado of it.
std::vector<Promised> promises_of(std::vector<budget::Cur> curs) {
  std::ranges::stable_sort(curs, {}, [](const budget::Cur& cur) {
    return std::pair(std::chrono::sys_days(cur.aprobado), cur.key.numero);
  });
  std::vector<Promised> all;
  std::map<Partida, std::vector<std::size_t>> by_partida;
  const auto take_back = [&](const budget::Cur& cur, const budget::CurLine& line) {
    for (const auto at : by_partida[line.partida])
      if (all[at].cur == *cur.revierte)
        all[at].comprometido =
            (all[at].comprometido + line.monto).narrow().value_or(all[at].comprometido);
  };
  const auto accrue = [&](const budget::CurLine& line) {
    MoneySum left{line.monto};
    for (const auto at : by_partida[line.partida]) {
      auto& one = all[at];
      const auto open = one.comprometido - one.devengado;
      const auto part = std::min(open, left);
      if (part <= MoneySum{}) continue;
      one.devengado = (one.devengado + part).narrow().value_or(one.devengado);
      left -= part;
    }
  };
  for (const auto& cur : curs)
    for (const auto& line : cur.detalle) {
      if (cur.clase == CurClase::Com && cur.revierte) {
        take_back(cur, line);
      } else if (cur.clase == CurClase::Com) {
        by_partida[line.partida].push_back(all.size());
        all.push_back({cur.key.numero, cur.aprobado, line.partida, line.monto, Money{}});
      } else if (cur.clase == CurClase::Dev || cur.clase == CurClase::Rdp) {
        accrue(line);
      }
    }
  return by_cur(all);
}

}  // namespace

Result<void> add_money(storage::Database& db, std::string_view institution,
                       verification::History& history) {
  const FiscalYear year{static_cast<std::int16_t>(static_cast<int>(history.hoy.year()))};
  const auto registered = TRY(storage::modifications(db, institution));
  if (!registered.empty()) history.modificaciones.emplace();
  for (const auto& row : registered) {
    const auto& one = row.modification;
    if (row.until || static_cast<int>(one.fecha.year()) != year.year) continue;
    for (const auto& line : one.lineas)
      history.modificaciones->push_back({one.numero, one.fecha, line.partida, line.monto});
  }
  auto curs = TRY(counted_curs(db, institution, year));
  if (curs.empty()) return {};
  history.compromisos = promises_of(std::move(curs));
  const auto month = TRY(month_of_boards(db, institution));
  if (!month || month->year != year) return {};
  const auto made = TRY(reconciliation(db, institution, *month, true));
  if (!made.extract_loaded) return {};
  history.conciliacion.emplace();
  for (const auto& row : made.rows)
    history.conciliacion->push_back({row.partida, row.etapa, row.extracto, row.curs,
                                     row.estado != budget::Agreement::Unexplained});
  return {};
}

}  // namespace queries
