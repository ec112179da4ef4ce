// CURs and payment files as populations.
#include "storage/sample_population.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "domain/verification/kinds.hpp"
#include "domain/verification/workflow.hpp"
#include "storage/cur_store.hpp"

namespace storage {
namespace {

using control::Fuera;

Result<SamplePopulation> of_curs(Database& db, std::string_view institution, FiscalYear year) {
  const auto gathered = TRY(gathered_curs(db, institution, {.ejercicio = year.year, .numero = {}}));
  std::vector<bool> aside(gathered.curs.size());
  for (const auto& one : budget::post(curs_of(gathered.curs)).quarantined) aside[one.cur] = true;
  std::map<budget::CurKey, const budget::CurRecord*> in_order;
  for (std::size_t i = 0; i < gathered.curs.size(); ++i) {
    const auto& cur = gathered.curs[i].cur;
    if (!aside[i] && budget::counts(cur.estado) && !cur.detalle.empty() &&
        budget::moves(cur.clase, budget::Stage::Devengado))
      in_order.emplace(cur.key, &gathered.curs[i]);
  }
  SamplePopulation made{.of = control::Poblacion::Curs};
  made.left_out[std::to_underlying(Fuera::Apartado)] = std::ranges::count(aside, true);
  for (const auto& [key, record] : in_order) {
    MoneySum sum;
    for (const auto& line : record->cur.detalle) sum += line.monto;
    const auto amount = TRY(sum.narrow());
    made.items.push_back({std::to_string(key.numero),
                          show(record->cur.detalle.front().partida.renglon).substr(0, 1), amount});
    made.descriptions.push_back(record->descripcion.empty() ? record->beneficiario
                                                            : record->descripcion);
  }
  for (const auto& load : TRY(cur_loads(db, institution)))
    made.illustrative = made.illustrative || (load.illustrative && !load.until);
  return made;
}

// A page of rows at a time: the answer to a question for a million would be held whole.
Result<SamplePopulation> of_files(Database& db, std::string_view institution, FiscalYear year) {
  using verification::Estado;
  constexpr std::int64_t page = 10'000;
  constexpr auto sql = R"(
    select number, gasto, monto, estado, illustrative from payment_file
     where institution = ?1 and ejercicio = ?2 and number > ?3
     order by number limit ?4)";
  SamplePopulation made{.of = control::Poblacion::Expedientes};
  const auto out = [&](Fuera why) { ++made.left_out[std::to_underlying(why)]; };
  std::string last;
  for (std::int64_t found = page; found == page;) {
    found = 0;
    const Parameters asked{as_value(institution), as_value(std::int64_t{year.year}), as_value(last),
                           as_value(page)};
    CHECK(db.each(sql, asked, [&](const Row& row) -> Result<void> {
      ++found;
      last = row.text(0);
      const auto estado = verification::kind_of<Estado>(row.view(3)).value();
      if (estado == Estado::Rechazado) {
        out(Fuera::Rechazado);
      } else if (estado == Estado::Anulado) {
        out(Fuera::Anulado);
      } else if (row.is_null(2)) {
        out(Fuera::SinMonto);
      } else {
        made.items.push_back({last, row.text(1), row.money(2)});
        made.illustrative = made.illustrative || row.integer(4) != 0;
      }
      return {};
    }));
  }
  return made;
}

}  // namespace

Result<SamplePopulation> sample_population(Database& db, std::string_view institution,
                                           control::Poblacion from, FiscalYear year) {
  switch (from) {
    case control::Poblacion::Curs:
      return of_curs(db, institution, year);
    case control::Poblacion::Expedientes:
      break;
  }
  return of_files(db, institution, year);
}

Result<std::string> described(Database& db, std::string_view institution,
                              const SamplePopulation& population, std::size_t item) {
  if (population.of == control::Poblacion::Curs) return population.descriptions[item];
  const auto reason = TRY(db.first(
      "select reason from payment_file where institution = ?1 and number = ?2",
      [](const Row& row) { return row.text(0); }, institution, population.items[item].reference));
  return reason.value_or("");
}

}  // namespace storage
