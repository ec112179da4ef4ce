// Lines of CURs and their loads as rows.
#include "storage/cur_store.hpp"

#include <cassert>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "storage/budget_store.hpp"

namespace storage {
namespace {

// The columns of cur_line from `line` on, in the order in which they are written and read.
constexpr std::string_view columns[] = {
    "line",     "cur",          "ejercicio",   "entidad",   "unidad_ejecutora",
    "numero",   "clase",        "estado",      "fecha",     "revierte",
    "nit",      "beneficiario", "descripcion", "programa",  "subprograma",
    "proyecto", "actividad",    "obra",        "renglon",   "geografico",
    "fuente",   "organismo",    "correlativo", "receptora", "monto"};

std::vector<std::string> column_names() {
  std::vector<std::string> names{"institution", "batch"};
  for (const auto name : columns) names.emplace_back(name);
  return names;
}

template <class CodeType>
std::optional<CodeType> optional_code(const Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return CodeType::parse(row.view(column)).value();
}

budget::CurRecord header_of(const Row& row) {
  budget::CurRecord record;
  auto& cur = record.cur;
  cur.key = {row.year(2), Entidad::parse(row.view(3)).value(),
             UnidadEjecutora::parse(row.view(4)).value(), row.integer(5)};
  const auto clase = budget::cur_clase(row.view(6));
  const auto estado = budget::cur_estado(row.view(7));
  assert(clase && estado && "cur_line holds a class or a state that does not exist");
  cur.clase = *clase;
  cur.estado = *estado;
  cur.aprobado = row.date(8);
  cur.revierte = row.optional_integer(9);
  record.nit = row.text(10);
  record.beneficiario = row.text(11);
  record.descripcion = row.text(12);
  return record;
}

Result<budget::CurLine> line_of(const Row& row, const budget::CurKey& key) {
  budget::CurLine line;
  auto& partida = line.partida;
  partida.ejercicio = key.ejercicio;
  partida.entidad = key.entidad;
  partida.unidad_ejecutora = key.unidad_ejecutora;
  partida.categoria = TRY(ProgrammaticCode::from_parts(
      row.view(13), row.view(14), row.is_null(15) ? std::nullopt : std::optional(row.view(15)),
      row.view(16), row.view(17)));
  partida.renglon = Renglon::parse(row.view(18)).value();
  partida.geografico = Geografico::parse(row.view(19)).value();
  partida.fuente = Fuente::parse(row.view(20)).value();
  partida.organismo = optional_code<Organismo>(row, 21);
  partida.correlativo = optional_code<Correlativo>(row, 22);
  partida.receptora = optional_code<EntidadReceptora>(row, 23);
  line.monto = row.money(24);
  return line;
}

}  // namespace

CurWriter::CurWriter(std::unique_ptr<Bulk> bulk, std::string_view institution,
                     std::string_view batch, std::int64_t cur, std::int64_t line)
    : bulk_{std::move(bulk)}, institution_{institution}, batch_{batch}, cur_{cur}, line_{line} {}

Result<CurWriter> CurWriter::begin(Database& db, std::string_view institution,
                                   std::string_view batch, std::int64_t first_cur,
                                   std::int64_t first_line) {
  return CurWriter{TRY(db.bulk("cur_line", column_names())), institution, batch, first_cur,
                   first_line};
}

Result<void> CurWriter::add(const budget::CurRecord& record) {
  const auto& cur = record.cur;
  const auto day = show(cur.aprobado);
  const auto first = first_fact_of(batch_);
  auto& bulk = *bulk_;
  for (const auto& line : cur.detalle) {
    const auto& partida = line.partida;
    const auto category = split(show(partida.categoria), '-');
    bulk.text(institution_);
    bulk.text(batch_);
    bulk.integer(first + line_++);
    bulk.integer(cur_);
    bulk.integer(cur.key.ejercicio.year);
    bulk.text(cur.key.entidad.digits());
    bulk.text(cur.key.unidad_ejecutora.digits());
    bulk.integer(cur.key.numero);
    bulk.text(code_of(cur.clase));
    bulk.text(code_of(cur.estado));
    bulk.text(day);
    if (cur.revierte)
      bulk.integer(*cur.revierte);
    else
      bulk.null();
    bulk.text(record.nit);
    bulk.text(record.beneficiario);
    bulk.text(record.descripcion);
    bulk.text(category[0]);
    bulk.text(category[1]);
    if (partida.categoria.proyecto)
      bulk.text(category[2]);
    else
      bulk.null();
    bulk.text(category[3]);
    bulk.text(category[4]);
    bulk.text(partida.renglon.digits());
    bulk.text(partida.geografico.digits());
    bulk.text(partida.fuente.digits());
    const auto optional = [&](const auto& code) {
      if (code)
        bulk.text(code->digits());
      else
        bulk.null();
    };
    optional(partida.organismo);
    optional(partida.correlativo);
    optional(partida.receptora);
    bulk.integer(line.monto.in_centavos());
    CHECK(bulk.end_row());
  }
  ++cur_;
  return {};
}

Result<void> CurWriter::finish() { return bulk_->finish(); }

Result<void> each_cur(Database& db, std::string_view batch, const CurFilter& filter,
                      const OnCur& on_cur) {
  // Some at a time: PostgreSQL's answers are whole in memory.
  constexpr std::int64_t step = 20'000;
  std::vector<std::string> names;
  for (const auto name : columns) {
    const bool text = name == "nit" || name == "beneficiario" || name == "descripcion";
    names.emplace_back(text && filter.texts == CurTexts::Skip ? "''" : name);
  }
  std::string sql =
      "select " + joined(names, ", ") + " from cur_line where line >= ?1 and line < ?2";
  if (filter.ejercicio) sql += " and ejercicio = " + std::to_string(*filter.ejercicio);
  if (filter.numero) sql += " and numero = " + std::to_string(*filter.numero);
  sql += " order by line limit " + std::to_string(step);
  const auto first = first_fact_of(batch);
  std::int64_t ordinal = -1;
  budget::CurRecord record;
  std::vector<budget::CurRecord> waiting;  // Whole: their last line has been read.
  for (auto from = first;;) {
    std::int64_t found = 0;
    CHECK(db.each(sql, {as_value(from), as_value(first + facts_per_batch)},
                  [&](const Row& row) -> Result<void> {
                    ++found;
                    from = row.integer(0) + 1;
                    if (row.integer(1) != ordinal) {
                      const bool whole = ordinal >= 0;
                      ordinal = row.integer(1);
                      auto before = std::exchange(record, header_of(row));
                      if (whole) waiting.push_back(std::move(before));
                    }
                    record.cur.detalle.push_back(TRY(line_of(row, record.cur.key)));
                    return {};
                  }));
    for (auto& one : std::exchange(waiting, {})) CHECK(on_cur(std::move(one)));
    if (found < step) break;
  }
  if (ordinal >= 0) CHECK(on_cur(std::move(record)));
  return {};
}

Fields fields_of(const CurLoadRow& row) {
  return {{"load", row.load},
          {"batch", row.batch},
          {"layout", row.layout},
          {"layout_hash", row.layout_hash},
          {"reader", row.reader},
          {"file_name", row.file_name},
          {"file_hash", row.file_hash},
          {"file_size", row.file_size},
          {"detail_hash", row.detail_hash},
          {"lines", row.lines},
          {"curs", row.curs},
          {"digest", row.digest},
          {"illustrative", std::int64_t{row.illustrative}},
          {"until_seq", as_value(row.until)},
          {"reason", row.reason},
          {"actor", row.actor},
          {"on_date", show(row.on)}};
}

Result<std::vector<CurLoadRow>> cur_loads(Database& db, std::string_view institution) {
  std::vector<CurLoadRow> all;
  for (const auto& record :
       TRY(select(db, "cur_load", {{"institution", std::string(institution)}}))) {
    CurLoadRow row;
    row.load = record.integer("load");
    row.batch = record.text("batch");
    row.layout = record.text("layout");
    row.layout_hash = record.text("layout_hash");
    row.reader = record.integer("reader");
    row.file_name = record.text("file_name");
    row.file_hash = record.text("file_hash");
    row.file_size = record.integer("file_size");
    row.detail_hash = record.text("detail_hash");
    row.lines = record.integer("lines");
    row.curs = record.integer("curs");
    row.digest = record.text("digest");
    row.illustrative = record.integer("illustrative") != 0;
    row.until = record.optional_integer("until_seq");
    row.reason = record.text("reason");
    row.actor = record.integer("actor");
    row.on = TRY(parse_date(record.text("on_date")));
    all.push_back(std::move(row));
  }
  return all;
}

Result<void> gather_curs(Database& db, std::string_view institution, const CurFilter& filter,
                         std::optional<std::int64_t> until, budget::CurGathering& into) {
  for (const auto& load : TRY(cur_loads(db, institution))) {
    if (until && load.load > *until) continue;
    const bool ended = load.until && (!until || *load.until <= *until);
    if (ended) continue;
    CHECK(each_cur(db, load.batch, filter, [&](budget::CurRecord record) -> Result<void> {
      into.add(std::move(record), load.load);
      return {};
    }));
  }
  return {};
}

Result<budget::CurGathering> gathered_curs(Database& db, std::string_view institution,
                                           const CurFilter& filter,
                                           std::optional<std::int64_t> until) {
  budget::CurGathering gathered;
  CHECK(gather_curs(db, institution, filter, until, gathered));
  return gathered;
}

Result<std::vector<budget::Cur>> curs_numbered(Database& db, std::string_view institution,
                                               FiscalYear year, std::int64_t numero) {
  std::vector<std::string> names;
  for (const auto name : columns) {
    const bool text = name == "nit" || name == "beneficiario" || name == "descripcion";
    names.emplace_back(text ? "''" : name);
  }
  const auto sql = "select " + joined(names, ", ") +
                   ", batch from cur_line where institution = ?1 and ejercicio = ?2 and "
                   "numero = ?3 order by line";
  // By the load's batch; within it a CUR is the lines of one ordinal.
  std::map<std::string, std::vector<std::pair<std::int64_t, budget::CurRecord>>> of_batch;
  CHECK(db.each(sql, {as_value(institution), as_value(year), as_value(numero)},
                [&](const Row& row) -> Result<void> {
                  auto& told = of_batch[row.text(static_cast<int>(std::size(columns)))];
                  if (told.empty() || told.back().first != row.integer(1))
                    told.emplace_back(row.integer(1), header_of(row));
                  auto& cur = told.back().second.cur;
                  cur.detalle.push_back(TRY(line_of(row, cur.key)));
                  return {};
                }));
  budget::CurGathering gathered;
  if (of_batch.empty()) return std::vector<budget::Cur>{};
  for (const auto& load : TRY(cur_loads(db, institution))) {
    if (load.until) continue;
    for (auto& [ordinal, record] : of_batch[load.batch]) gathered.add(std::move(record), load.load);
  }
  return curs_of(std::move(gathered.curs));
}

}  // namespace storage
