// Reads the extract's facts and the CURs of a year, and compares them.
#include "queries/curs.hpp"

#include <algorithm>
#include <set>

#include "storage/budget_store.hpp"

namespace queries {
namespace {

using budget::Stage;
constexpr Stage compared[] = {Stage::Comprometido, Stage::Devengado, Stage::Pagado};

// Which optional parts of a partida a side knows.
struct Known {
  bool proyecto = false, organismo = false, correlativo = false, receptora = false;
  void note(const Partida& partida) {
    proyecto |= partida.categoria.proyecto.has_value();
    organismo |= partida.organismo.has_value();
    correlativo |= partida.correlativo.has_value();
    receptora |= partida.receptora.has_value();
  }
  Partida reduced(Partida partida) const {
    if (!proyecto) partida.categoria.proyecto.reset();
    if (!organismo) partida.organismo.reset();
    if (!correlativo) partida.correlativo.reset();
    if (!receptora) partida.receptora.reset();
    return partida;
  }
};

// Both sides without what either does not know.
void level(Extract& extract, std::vector<budget::Cur>& curs) {
  Known theirs, ours;
  for (const auto& row : extract) theirs.note(row.partida);
  for (const auto& cur : curs)
    for (const auto& line : cur.detalle) ours.note(line.partida);
  if (extract.empty() || curs.empty()) return;
  for (auto& row : extract) row.partida = ours.reduced(row.partida);
  for (auto& cur : curs)
    for (auto& line : cur.detalle) line.partida = theirs.reduced(line.partida);
}

Money in_force(const budget::YearMovements& year) {
  MoneySum sum;
  for (const auto& month : year.months) sum += month.money(Stage::Vigente);
  return sum.narrow().value_or(Money{});
}

struct Sides {
  CurBook book;
  std::vector<budget::Cur> curs;  // Levelled with the extract.
  Extract extract;
};

Result<Sides> sides_of(storage::Database& db, std::string_view institution, FiscalYear year) {
  Sides sides;
  auto& book = sides.book;
  book.year = year;
  auto gathered =
      TRY(storage::gathered_curs(db, institution, {.ejercicio = year.year, .numero = {}}));
  book.curs = std::move(gathered.curs);
  book.loads = std::move(gathered.loads);
  for (const auto& load : TRY(storage::cur_loads(db, institution)))
    book.illustrative |= load.illustrative && !load.until;
  sides.extract = TRY(extract_of(db, institution, year));
  sides.curs = curs_of(book.curs);
  level(sides.extract, sides.curs);
  std::map<Partida, Money> vigente;
  for (const auto& row : sides.extract) {
    auto& sum = vigente[row.partida];
    sum = (sum + in_force(row.movements)).narrow().value_or(sum);
  }
  book.ledger = budget::post(sides.curs, vigente);
  return sides;
}

}  // namespace

Result<CurBook> cur_book(storage::Database& db, std::string_view institution, FiscalYear year) {
  return std::move(TRY(sides_of(db, institution, year)).book);
}

Result<Reconciliation> reconciliation(storage::Database& db, std::string_view institution,
                                      Month month, bool all) {
  auto sides = TRY(sides_of(db, institution, month.year));
  Reconciliation made;
  made.month = month;
  made.extract_loaded = !sides.extract.empty();
  made.book = std::move(sides.book);
  auto rows = budget::reconcile(sides.extract, sides.curs, month.year, month.number, true);
  for (auto& row : rows) {
    made.extract_sum[row.etapa] += row.extracto;
    made.cur_sum[row.etapa] += row.curs;
    switch (row.estado) {
      case budget::Agreement::Equal:
        ++made.equal;
        if (!all) continue;
        break;
      case budget::Agreement::Explained:
        ++made.explained;
        break;
      case budget::Agreement::Unexplained:
        ++made.unexplained;
        break;
    }
    made.rows.push_back(std::move(row));
  }
  for (const auto stage : compared) {
    made.extract_sum.try_emplace(stage);
    made.cur_sum.try_emplace(stage);
  }
  return made;
}

Result<std::vector<FiscalYear>> years_of_curs(storage::Database& db, std::string_view institution) {
  return db.rows(
      "select distinct l.ejercicio from cur_load c join cur_line l on l.institution = "
      "c.institution and l.batch = c.batch where c.institution = ?1 and c.until_seq is null "
      "order by l.ejercicio desc",
      [](const storage::Row& row) { return row.year(0); }, institution);
}

}  // namespace queries
