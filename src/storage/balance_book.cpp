// Adds up facts of the extract, quotas and CURs for the partidas of a file.
#include "storage/balance_book.hpp"

#include <algorithm>
#include <set>

#include "storage/budget_store.hpp"
#include "storage/cur_store.hpp"
#include "storage/money_store.hpp"

namespace storage {
namespace {

using budget::Stage;
using verification::FileCur;
using verification::FileFacts;
using verification::FilePartida;

template <class CodeType>
Result<std::optional<CodeType>> optional_code(std::string_view digits) {
  if (digits.empty()) return std::optional<CodeType>{};
  return std::optional<CodeType>(TRY(CodeType::parse(digits)));
}

// Codes in the order of FactCodes.
Result<Partida> partida_of(int year, const FactCodes& codes) {
  Partida partida;
  partida.ejercicio = {static_cast<std::int16_t>(year)};
  partida.entidad = TRY(Entidad::parse(codes[0]));
  partida.unidad_ejecutora = TRY(UnidadEjecutora::parse(codes[1]));
  partida.categoria = TRY(ProgrammaticCode::from_parts(
      codes[2], codes[3], codes[4].empty() ? std::nullopt : std::optional(codes[4]), codes[5],
      codes[6]));
  partida.renglon = TRY(Renglon::parse(codes[7]));
  partida.geografico = TRY(Geografico::parse(codes[8]));
  partida.fuente = TRY(Fuente::parse(codes[9]));
  partida.organismo = TRY(optional_code<Organismo>(codes[10]));
  partida.correlativo = TRY(optional_code<Correlativo>(codes[11]));
  partida.receptora = TRY(optional_code<EntidadReceptora>(codes[12]));
  return partida;
}

// Takes out of both what one of them does not know.
void level(Partida& a, Partida& b) {
  const auto both = [](auto& x, auto& y) {
    if (!x || !y) x = y = std::nullopt;
  };
  both(a.categoria.proyecto, b.categoria.proyecto);
  both(a.organismo, b.organismo);
  both(a.correlativo, b.correlativo);
  both(a.receptora, b.receptora);
}

bool same_where_known(Partida a, Partida b) {
  level(a, b);
  return a == b;
}
bool same_category(ProgrammaticCode a, ProgrammaticCode b) {
  if (!a.proyecto || !b.proyecto) a.proyecto = b.proyecto = std::nullopt;
  return a == b;
}

// The last month in which the extract says that anything moved; 0 for none.
unsigned last_month_of(const Extract& extract) {
  constexpr Stage stages[] = {Stage::Vigente, Stage::Comprometido, Stage::Devengado, Stage::Pagado};
  for (unsigned month = 12; month >= 1; --month)
    for (const auto& row : extract)
      for (const auto stage : stages)
        if (row.movements.months[month - 1].money(stage) != Money{}) return month;
  return 0;
}

// What the file's own CURs committed of a partida up to a day; nothing where one has no amount or
// no day.
template <class Counts>
std::optional<MoneySum> own_of(const FileFacts& file, std::uint8_t at, Counts counts) {
  MoneySum sum;
  for (const auto& cur : file.curs) {
    if (cur.partida != at || !budget::moves(cur.clase, Stage::Comprometido)) continue;
    if (!budget::counts(cur.estado)) continue;
    if (!cur.fecha || !cur.monto) return std::nullopt;
    if (counts(cur)) sum += *cur.monto;
  }
  return sum;
}

}  // namespace

Result<Extract> extract_of(Database& db, std::string_view institution, FiscalYear year) {
  struct Range {
    bool own;
    std::int64_t first, last;
  };
  const auto ranges = TRY(db.rows(
      "select institution, first_fact, last_fact from budget_scope where entidad = ?1 and "
      "ejercicio = ?2 and until_seq is null order by first_fact",
      [&](const Row& row) {
        return Range{row.text(0) == institution, row.integer(1), row.integer(2)};
      },
      institution, std::int64_t{year.year}));
  const bool own = std::ranges::any_of(ranges, &Range::own);
  std::map<Partida, budget::YearMovements> all;
  for (const auto& range : ranges) {
    if (own && !range.own) continue;
    CHECK(each_fact(db, range.first, range.last,
                    [&](int of_year, const FactCodes& codes,
                        const budget::YearMovements& moved) -> Result<void> {
                      if (!add(all[TRY(partida_of(of_year, codes))], moved))
                        return refuse(ValueRefusal::MoneyTooLarge);
                      return {};
                    }));
  }
  Extract rows;
  rows.reserve(all.size());
  for (auto& [partida, movements] : all) rows.push_back({partida, movements});
  return rows;
}

Result<std::vector<budget::Cur>> counted_curs(Database& db, std::string_view institution,
                                              FiscalYear year) {
  const auto all = curs_of(
      std::move(TRY(gathered_curs(db, institution,
                                  {.ejercicio = year.year, .numero = {}, .texts = CurTexts::Skip}))
                    .curs));
  std::vector<bool> aside(all.size());
  for (const auto& one : budget::post(all).quarantined) aside[one.cur] = true;
  std::vector<budget::Cur> counted;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!aside[i] && budget::counts(all[i].estado)) counted.push_back(all[i]);
  return counted;
}

Result<void> BalanceBook::name_partidas(FileFacts& file) {
  if (!file.partidas.empty()) return {};
  std::vector<FilePartida> named;
  std::vector<std::pair<FileCur*, std::size_t>> placed;  // Which CUR moves which of them.
  std::size_t unplaced = 0;
  for (auto& cur : file.curs) {
    if (!budget::counts(cur.estado)) continue;
    const auto of_year = cur.ejercicio == FiscalYear{} ? file.ejercicio : cur.ejercicio;
    auto told = TRY(curs_numbered(db_, institution_, of_year, cur.numero));
    std::erase_if(told, [&](const budget::Cur& one) {
      return one.clase != cur.clase || one.key.unidad_ejecutora != file.unidad_ejecutora;
    });
    if (told.empty()) {
      ++unplaced;
      continue;
    }
    const auto& lines = told.front().detalle;
    const bool one_partida = std::ranges::all_of(
        lines, [&](const budget::CurLine& line) { return line.partida == lines.front().partida; });
    // Told in two ways, not in force, or shared between partidas: nobody can say which is meant.
    if (told.size() > 1 || !budget::counts(told.front().estado) || !one_partida) return {};
    const auto& partida = lines.front().partida;
    auto at = std::ranges::find(named, partida, &FilePartida::partida);
    if (at == named.end()) {
      FilePartida row;
      row.partida = partida;
      row.cur = cur.numero;
      named.push_back(row);
      at = named.end() - 1;
    }
    placed.emplace_back(&cur, static_cast<std::size_t>(at - named.begin()));
  }
  // A CUR that no load tells of goes with the others only where they all go together.
  constexpr std::size_t most = 255;
  if (named.empty() || named.size() > most || (named.size() > 1 && unplaced > 0)) return {};
  for (const auto& [cur, at] : placed) cur->partida = static_cast<std::uint8_t>(at);
  file.partidas.assign(named.begin(), named.end());
  return {};
}

Result<void> BalanceBook::fill(FileFacts& file) {
  CHECK(name_partidas(file));
  for (std::size_t i = 0; i < file.partidas.size(); ++i) {
    auto& row = file.partidas[i];
    const auto at = static_cast<std::uint8_t>(i);
    if (!row.vigente || !row.comprometido || !row.en_red) CHECK(fill_balance(file, at, row));
    if (!row.cuota_compromiso || !row.cuota_compromiso_usada) CHECK(fill_quota(file, at, row));
  }
  return {};
}

Result<BalanceBook::Year*> BalanceBook::year(FiscalYear of) {
  if (const auto found = years_.find(of); found != years_.end()) return &found->second;
  auto extract = TRY(extract_of(db_, institution_, of));
  return &years_.emplace(of, Year{std::move(extract), {}}).first->second;
}

Result<void> BalanceBook::fill_balance(const FileFacts& file, std::uint8_t at, FilePartida& row) {
  const auto* book = TRY(year(row.partida.ejercicio));
  if (book->extract.empty()) return {};
  const bool this_year = month_of(file.hoy).year == row.partida.ejercicio;
  const unsigned months =
      std::min<unsigned>(last_month_of(book->extract), this_year ? month_of(file.hoy).number : 12U);
  bool named = false, in_network = false;
  MoneySum vigente, committed;
  for (const auto& line : book->extract) {
    in_network |= same_category(line.partida.categoria, row.partida.categoria);
    if (!same_where_known(line.partida, row.partida)) continue;
    named = true;
    for (unsigned m = 0; m < months; ++m) {
      vigente += line.movements.months[m].money(Stage::Vigente);
      committed += line.movements.months[m].money(Stage::Comprometido);
    }
  }
  if (!row.en_red) row.en_red = in_network;
  const auto own = own_of(file, at, [&](const FileCur& cur) {
    const auto month = month_of(*cur.fecha);
    return month.year == row.partida.ejercicio && month.number <= months;
  });
  if (!named || !own) return {};
  if (!row.vigente) row.vigente = TRY(vigente.narrow());
  if (!row.comprometido) row.comprometido = TRY((committed - *own).narrow());
  return {};
}

Result<void> BalanceBook::fill_quota(const FileFacts& file, std::uint8_t at, FilePartida& row) {
  if (!quotas_) {
    quotas_.emplace();
    for (const auto& quota : TRY(quotas(db_, institution_)))
      quotas_->emplace(quota.key, quota.monto);
  }
  auto day = file.hoy;
  for (const auto& cur : file.curs)
    if (cur.partida == at && cur.fecha && budget::counts(cur.estado) &&
        budget::moves(cur.clase, Stage::Comprometido))
      day = *cur.fecha;
  const auto key =
      budget::quota_of(row.partida, budget::QuotaStage::Compromiso, budget::QuotaTipo::Normal, day);
  const auto approved = quotas_->find(key);
  if (approved == quotas_->end()) return {};
  auto* book = TRY(year(row.partida.ejercicio));
  if (!book->use) book->use.emplace(TRY(counted_curs(db_, institution_, row.partida.ejercicio)));
  // Of others: this file's own CURs ask for their part again.
  std::set<const budget::Cur*> own;
  for (const auto& one : file.curs)
    for (const auto& cur : book->use->numbered(one.numero))
      if (one.clase == cur.clase &&
          (one.ejercicio == FiscalYear{} || one.ejercicio == cur.key.ejercicio) &&
          cur.key.unidad_ejecutora == row.partida.unidad_ejecutora)
        own.insert(&cur);
  const auto used = book->use->used(key, std::vector(own.begin(), own.end()));
  if (!row.cuota_compromiso) row.cuota_compromiso = approved->second;
  if (!row.cuota_compromiso_usada) row.cuota_compromiso_usada = TRY(used.narrow());
  return {};
}

}  // namespace storage
