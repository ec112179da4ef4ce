// SQL of facts and staging.
#include "storage/budget_store.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include "base/text.hpp"
#include "storage/journal_store.hpp"
#include "storage/refusals.hpp"

namespace storage {
namespace {

constexpr std::size_t batch_digits = 10;

constexpr std::array<std::string_view, fact_code_count> code_columns = {
    "entidad", "unidad_ejecutora", "programa", "subprograma", "proyecto",    "actividad", "obra",
    "renglon", "geografico",       "fuente",   "organismo",   "correlativo", "receptora"};

std::string column_of(budget::Stage stage, std::size_t month) {
  return std::string(show(stage)) + '_' + padded_left(std::to_string(month + 1), 2);
}

const std::vector<std::string>& fact_columns() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> names = {"institution", "batch", "fact", "ejercicio"};
    names.insert(names.end(), code_columns.begin(), code_columns.end());
    for (std::size_t m = 0; m < budget::month_count; ++m)
      for (std::size_t s = 0; s < budget::stage_count; ++s)
        names.push_back(column_of(static_cast<budget::Stage>(s), m));
    return names;
  }();
  return all;
}

// This process, so that another can tell whether it still lives: host, boot, pid and the moment
// it started (a pid alone is used again).
struct Owner {
  std::string machine, pid, started;
  std::string text() const { return machine + ' ' + pid + ' ' + started; }
};

std::string first_word_of(const char* path) {
  std::string word;
  std::ifstream(path) >> word;
  return word;
}

// The 22nd field of /proc/PID/stat; "" where there is no such process.
std::string start_of(const std::string& pid) {
  std::ostringstream bytes;
  bytes << std::ifstream("/proc/" + pid + "/stat").rdbuf();
  const auto text = bytes.str();
  const auto name_end = text.rfind(')');  // The name may hold anything.
  if (name_end == text.npos) return {};
  const auto fields = split(std::string_view(text).substr(name_end + 2), ' ');
  constexpr std::size_t start_after_name = 19;
  return fields.size() > start_after_name ? fields[start_after_name] : "";
}

Owner this_process() {
  const auto pid = std::to_string(getpid());
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  return {std::string(host) + '/' + first_word_of("/proc/sys/kernel/random/boot_id"), pid,
          start_of(pid)};
}

// A process of another machine is taken for living: only it, or a person, can know.
bool lives(std::string_view owner) {
  const auto words = split(owner, ' ');
  if (words.size() != 3) return false;
  const auto mine = this_process();
  if (words[0] != mine.machine)
    return words[0].substr(0, words[0].find('/')) != mine.machine.substr(0, mine.machine.find('/'));
  return start_of(words[1]) == words[2];
}

struct StagingRow {
  Staging staging;
  std::string owner;
  bool loaded = false;  // A load names the batch.
};

StagingRow read_staging(const Row& row) {
  return {{row.text(0), row.text(1), row.text(2), row.integer(3) != 0, row.integer(4) != 0,
           row.text(5)},
          row.text(6),
          row.integer(7) != 0};
}

constexpr std::string_view select_staging =
    "select s.institution, s.batch, s.blob, s.new_blob, s.ready, s.digest, s.owner, "
    "(select count(*) from budget_load l where l.institution = s.institution and "
    "l.batch = s.batch) + (select count(*) from cur_load c where c.institution = s.institution and "
    "c.batch = s.batch) from budget_staging s";

Result<void> forget_row(Database& db, const Staging& one) {
  CHECK(db.run("delete from budget_staging where institution = ?1 and batch = ?2", one.institution,
               one.batch));
  return {};
}

Result<void> in_transaction(Database& db, const std::function<Result<bool>()>& step) {
  for (bool more = true; more;) {
    auto transaction = TRY(Transaction::write(db));
    more = TRY(step());
    CHECK(transaction.commit());
  }
  return {};
}

// From here on no act finds the batch, unless one has named it already: yields whether none has.
// The head of the journal is what an act that decides holds.
Result<bool> forbid(Database& db, const Staging& one) {
  auto transaction = TRY(Transaction::write(db));
  CHECK(read_head(db, one.institution, Lock::Update));
  const auto changed = TRY(
      db.run("update budget_staging set ready = 0 where institution = ?1 and batch = ?2 and "
             "not exists (select 1 from budget_load l where l.institution = ?1 and l.batch = ?2) "
             "and not exists (select 1 from cur_load c where c.institution = ?1 and c.batch = ?2)",
             one.institution, one.batch));
  CHECK(transaction.commit());
  return changed > 0;
}

// The facts and the file that nobody will ever name, a few thousand rows per commit.
Result<void> remove_leavings(Database& db, const Staging& one) {
  if (!TRY(forbid(db, one))) return forget_row(db, one);
  constexpr std::int64_t step = 5000;
  const auto begin = first_fact_of(one.batch), end = begin + facts_per_batch;
  // The lines of CURs are numbered as the facts are; a batch has one of the two.
  const auto some_of = [&](std::string table, std::string key) {
    return
        [&db, &one, begin, end, table = std::move(table), key = std::move(key)]() -> Result<bool> {
          const auto range = " where " + key + " >= ?1 and " + key + " < ?2 and institution = ?3";
          const auto first = TRY(db.first(
              "select min(" + key + ") from " + table + range,
              [](const Row& row) { return row.optional_integer(0); }, begin, end, one.institution));
          if (!first || !*first) return false;
          CHECK(db.run("delete from " + table + range, **first, std::min(**first + step, end),
                       one.institution));
          return true;
        };
  };
  CHECK(in_transaction(db, some_of("budget_fact", "fact")));
  CHECK(in_transaction(db, some_of("cur_line", "line")));
  return in_transaction(db, [&]() -> Result<bool> {
    const auto others = TRY(db.first(
        "select (select count(*) from budget_staging where blob = ?1 and not (institution = ?2 and "
        "batch = ?3)) + (select count(*) from budget_load where file_hash = ?1) + "
        "(select count(*) from cur_load where file_hash = ?1 or detail_hash = ?1)",
        [](const Row& row) { return row.integer(0); }, one.blob, one.institution, one.batch));
    if (one.new_blob && *others == 0) {
      CHECK(db.run("delete from blob_chunk where hash = ?1", one.blob));
      CHECK(db.run("delete from blob where hash = ?1", one.blob));
    }
    CHECK(forget_row(db, one));
    return false;
  });
}

}  // namespace

std::int64_t first_fact_of(std::string_view batch) {
  std::int64_t number = 0;
  for (const char digit : batch)
    number = number * 16 + (digit <= '9' ? digit - '0' : digit - 'a' + 10);
  return number * facts_per_batch;
}

bool is_batch_name(std::string_view name) {
  constexpr std::string_view digits = "0123456789abcdef";
  return name.size() == batch_digits && name[0] < '8' &&
         name.find_first_not_of(digits) == name.npos;
}

std::string batch_named_after(const Hash& hash) {
  auto name = show(hash).substr(0, batch_digits);
  name[0] = static_cast<char>('0' + (hash.bytes[0] >> 4 & 7));  // Forty bits less one.
  return name;
}

FactWriter::FactWriter(std::unique_ptr<Bulk> bulk, std::string_view institution,
                       std::string_view batch, const budget::UsedAmounts& used)
    : bulk_{std::move(bulk)},
      institution_{institution},
      batch_{batch},
      first_fact_{first_fact_of(batch)} {
  for (std::size_t m = 0; m < budget::month_count; ++m)
    for (std::size_t s = 0; s < budget::stage_count; ++s)
      if (used.has(m, s))
        written_.push_back(static_cast<std::uint8_t>(m * budget::stage_count + s));
}

Result<FactWriter> FactWriter::begin(Database& db, std::string_view institution,
                                     std::string_view batch, const budget::UsedAmounts& used) {
  std::vector<std::string> columns = {"institution", "batch", "fact", "ejercicio"};
  columns.insert(columns.end(), code_columns.begin(), code_columns.end());
  for (std::size_t m = 0; m < budget::month_count; ++m)
    for (std::size_t s = 0; s < budget::stage_count; ++s)
      if (used.has(m, s)) columns.push_back(column_of(static_cast<budget::Stage>(s), m));
  return FactWriter{TRY(db.bulk("budget_fact", columns)), institution, batch, used};
}

Result<void> FactWriter::add(std::int64_t line, int ejercicio, const FactCodes& codes,
                             const budget::YearMovements& year) {
  auto& bulk = *bulk_;
  bulk.text(institution_);
  bulk.text(batch_);
  bulk.integer(first_fact_ + line);
  bulk.integer(ejercicio);
  for (const auto code : codes)
    if (code.empty())
      bulk.null();
    else
      bulk.text(code);
  for (const auto place : written_)
    bulk.integer(year.months[place / budget::stage_count].centavos[place % budget::stage_count]);
  return bulk.end_row();
}

Result<void> FactWriter::finish() { return bulk_->finish(); }

Result<void> each_fact(Database& db, std::int64_t first, std::int64_t last, const OnFact& on_fact) {
  // Some at a time: PostgreSQL's answers are whole in memory.
  constexpr std::int64_t step = 8000;
  static const std::string sql = "select " +
                                 joined({fact_columns().begin() + 2, fact_columns().end()}, ", ") +
                                 " from budget_fact where fact >= ?1 and fact < ?2 order by fact "
                                 "limit " +
                                 std::to_string(step);
  for (auto from = first;;) {
    std::int64_t found = 0;
    CHECK(db.each(sql, {as_value(from), as_value(last)}, [&](const Row& row) -> Result<void> {
      ++found;
      from = row.integer(0) + 1;
      FactCodes codes;
      int column = 2;
      for (auto& code : codes) code = row.view(column++);
      budget::YearMovements year;
      for (auto& month : year.months)
        for (auto& centavos : month.centavos) centavos = row.integer(column++);
      return on_fact(static_cast<int>(row.integer(1)), codes, year);
    }));
    if (found < step) return {};
  }
}

Result<MoneySum> vigente_of(Database& db, std::int64_t first, std::int64_t last) {
  // Within a row the months add up in 64 bits: the reader has made sure.
  static const std::string sql = [] {
    std::vector<std::string> months;
    for (std::size_t m = 0; m < budget::month_count; ++m)
      months.push_back(column_of(budget::Stage::Vigente, m));
    return "select cast(coalesce(sum(" + joined(months, " + ") +
           "), 0) as bigint) from budget_fact where fact >= ?1 and fact < ?2";
  }();
  const auto sum = TRY(db.first(
      sql, [](const Row& row) { return row.money(0); }, first, last));
  return MoneySum{*sum};
}

Result<void> begin_staging(Database& db, const Staging& staging, std::int64_t now) {
  const auto known =
      TRY(db.first(std::string(select_staging) + " where s.institution = ?1 and s.batch = ?2",
                   read_staging, staging.institution, staging.batch));
  if (known) {
    if (lives(known->owner))
      return refuse(Refusal::Busy, {{"motivo", "la misma carga está en curso"}});
    if (!known->loaded) CHECK(remove_leavings(db, known->staging));
  }
  return in_transaction(db, [&]() -> Result<bool> {
    CHECK(
        db.run("insert into budget_staging (institution, batch, blob, new_blob, owner, started_at, "
               "ready, digest) values (?1, ?2, ?3, ?4, ?5, ?6, 0, '')",
               staging.institution, staging.batch, staging.blob, staging.new_blob,
               this_process().text(), now));
    return false;
  });
}

Result<void> finish_staging(Database& db, const Staging& staging) {
  CHECK(db.run(
      "update budget_staging set ready = 1, digest = ?3 where institution = ?1 and batch = ?2",
      staging.institution, staging.batch, staging.digest));
  return {};
}

Result<std::optional<Staging>> staging_of(Database& db, std::string_view institution,
                                          std::string_view batch) {
  const auto row =
      TRY(db.first(std::string(select_staging) + " where s.institution = ?1 and s.batch = ?2",
                   read_staging, institution, batch));
  return row ? std::optional(row->staging) : std::nullopt;
}

Result<std::optional<std::string>> kept_digest(Database& db, std::string_view institution,
                                               std::string_view batch) {
  return db.first(
      "select digest from budget_staging where institution = ?1 and batch = ?2 and ready = 1 "
      "union all select digest from budget_load where institution = ?1 and batch = ?2 "
      "union all select digest from cur_load where institution = ?1 and batch = ?2",
      [](const Row& row) { return row.text(0); }, institution, batch);
}

Result<bool> is_of_another(Database& db, std::string_view institution, std::string_view batch) {
  const auto first = first_fact_of(batch);
  return TRY(db.first(
                 "select 1 from budget_fact where fact >= ?1 and fact < ?2 and "
                 "institution <> ?3 union all "
                 "select 1 from cur_line where line >= ?1 and line < ?2 and "
                 "institution <> ?3 limit 1",
                 [](const Row&) { return true; }, first, first + facts_per_batch, institution))
      .has_value();
}

Result<void> sweep_staging(Database& db) {
  for (const auto& row : TRY(db.rows(
           std::string(select_staging) + " order by s.institution, s.batch", read_staging))) {
    if (lives(row.owner)) continue;
    CHECK(row.loaded ? forget_row(db, row.staging) : remove_leavings(db, row.staging));
  }
  return {};
}

Result<void> drop_staging(Database& db, std::string_view institution, std::string_view batch) {
  const auto row =
      TRY(db.first(std::string(select_staging) + " where s.institution = ?1 and s.batch = ?2",
                   read_staging, institution, batch));
  if (!row) return {};
  return row->loaded ? forget_row(db, row->staging) : remove_leavings(db, row->staging);
}

}  // namespace storage
