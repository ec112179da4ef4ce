// CURs and payment files as populations.
#include "storage/sample_population.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "domain/verification/kinds.hpp"
#include "storage/cur_store.hpp"
#include "storage/payment_file_store.hpp"

namespace storage {
namespace {

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
  SamplePopulation made;
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

Result<SamplePopulation> of_files(Database& db, std::string_view institution, FiscalYear year) {
  SamplePopulation made;
  struct File {
    std::string number, stratum, reason;
    Money amount;
  };
  std::vector<File> files;
  CHECK(each_payment_file(db, institution, false, [&](const PaymentFileRow& row) -> Result<void> {
    if (row.ejercicio != year) return {};
    made.illustrative = made.illustrative || row.illustrative;
    if (!row.monto) {
      ++made.without_amount;
      return {};
    }
    files.push_back(
        {row.number, std::string(verification::code_of(row.gasto)), row.reason, *row.monto});
    return {};
  }));
  std::ranges::sort(files, {}, &File::number);
  for (auto& file : files) {
    made.items.push_back({std::move(file.number), std::move(file.stratum), file.amount});
    made.descriptions.push_back(std::move(file.reason));
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

}  // namespace storage
