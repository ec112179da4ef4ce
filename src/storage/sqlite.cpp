// SQLite behind storage::Database: WAL, full durability, one writer at a time.
#include <cassert>
#include <filesystem>
#include <map>
#include <sqlite3.h>
#include <unistd.h>

#include "storage/database.hpp"
#include "storage/refusals.hpp"
#include "storage/turns.hpp"

namespace storage {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};

Refusal reason(int status) {
  switch (status & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Refusal::Busy;
    case SQLITE_FULL:
    case SQLITE_READONLY:
    case SQLITE_IOERR:
      return Refusal::Full;
    case SQLITE_CORRUPT:
      return Refusal::Damaged;
    case SQLITE_NOTADB:
      return Refusal::NotABase;
    case SQLITE_CANTOPEN:
      return Refusal::NoSuchBase;
    default:
      return Refusal::Statement;
  }
}

std::unexpected<Error> trouble(sqlite3* handle, int status, std::string_view sql) {
  return refuse(reason(status),
                {{"motivo", sqlite3_errmsg(handle)}, {"instruccion", std::string(sql)}});
}

// How a connection waits for its turn.
struct Turn {
  WaitingSign sign;
  bool to_write = false;  // Only who wants to write asks others to step aside.
};

// Waits in steps of half a millisecond, so that a short act is not kept by a sleeping one; gives
// up after 20 seconds.
int wait_for_writer(void* context, int count) {
  constexpr int step_us = 500;
  constexpr int most = 20'000'000 / step_us;
  if (count >= most) return 0;
  auto& turn = *static_cast<Turn*>(context);
  if (turn.to_write) turn.sign.raise();
  usleep(step_us);
  return 1;
}

void bind(sqlite3_stmt* statement, int position, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value))
    sqlite3_bind_int64(statement, position, *number);
  else if (const auto* text = std::get_if<std::string>(&value))
    sqlite3_bind_text64(statement, position, text->data(), text->size(), SQLITE_STATIC,
                        SQLITE_UTF8);
  else if (const auto* bytes = std::get_if<Bytes>(&value))
    sqlite3_bind_blob64(statement, position,
                        bytes->empty() ? reinterpret_cast<const std::uint8_t*>("") : bytes->data(),
                        bytes->size(), SQLITE_STATIC);
  else
    sqlite3_bind_null(statement, position);
}

class SqliteRow : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_{statement} {}
  bool is_null(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) const override {
    assert(sqlite3_column_type(statement_, column) == SQLITE_INTEGER);
    return sqlite3_column_int64(statement_, column);
  }
  std::string_view view(int column) const override {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  Value value(int column) const override {
    switch (sqlite3_column_type(statement_, column)) {
      case SQLITE_INTEGER:
        return integer(column);
      case SQLITE_TEXT:
        return text(column);
      case SQLITE_BLOB:
        return as_bytes(view(column));
      default:
        return {};
    }
  }

 private:
  sqlite3_stmt* statement_;
};

class SqliteBulk : public Bulk {
 public:
  SqliteBulk(sqlite3* handle, Statement statement, std::string sql)
      : handle_{handle}, statement_{std::move(statement)}, sql_{std::move(sql)} {}
  void integer(std::int64_t v) override { sqlite3_bind_int64(statement_.get(), ++position_, v); }
  void text(std::string_view v) override {
    sqlite3_bind_text64(statement_.get(), ++position_, v.data(), v.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
  }
  void null() override { sqlite3_bind_null(statement_.get(), ++position_); }
  Result<void> end_row() override {
    position_ = 0;
    const int status = sqlite3_step(statement_.get());
    sqlite3_reset(statement_.get());
    if (status != SQLITE_DONE) return trouble(handle_, status, sql_);
    return {};
  }
  Result<void> finish() override { return {}; }

 private:
  sqlite3* handle_;
  Statement statement_;
  std::string sql_;
  int position_ = 0;
};

class Sqlite : public Database {
 public:
  Sqlite(sqlite3* handle, std::string path)
      : handle_{handle}, turn_{WaitingSign{std::move(path)}, false} {
    if (handle) sqlite3_busy_handler(handle, wait_for_writer, &turn_);
  }

  Engine engine() const override { return Engine::Sqlite; }

  Result<void> script(std::string_view sql) override {
    const int status =
        sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (status != SQLITE_OK) return trouble(handle_.get(), status, sql);
    return {};
  }

  Result<std::int64_t> execute(std::string_view sql, const Parameters& values) override {
    CHECK(each(sql, values, [](const Row&) -> Result<void> { return {}; }));
    return sqlite3_changes64(handle_.get());
  }

  Result<void> each(std::string_view sql, const Parameters& values, const OnRow& on_row) override {
    Statement own;
    auto* statement = TRY(prepared(sql, own));
    for (int i = 0; const auto& value : values) bind(statement, ++i, value);
    const SqliteRow row{statement};
    Result<void> outcome;
    int status = SQLITE_OK;
    while (outcome && (status = sqlite3_step(statement)) == SQLITE_ROW) outcome = on_row(row);
    if (outcome && status != SQLITE_DONE) outcome = trouble(handle_.get(), status, sql);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return outcome;
  }

  Result<std::unique_ptr<Bulk>> bulk(std::string_view table,
                                     const std::vector<std::string>& columns) override {
    std::string sql = "insert into " + std::string(table) + " (", marks;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      sql += (i ? ", " : "") + columns[i];
      marks += (i ? ", ?" : "?") + std::to_string(i + 1);
    }
    sql += ") values (" + marks + ")";
    Statement own;
    sqlite3_stmt* raw = nullptr;
    const int status = sqlite3_prepare_v2(handle_.get(), sql.c_str(), -1, &raw, nullptr);
    own.reset(raw);
    if (status != SQLITE_OK) return trouble(handle_.get(), status, sql);
    return std::make_unique<SqliteBulk>(handle_.get(), std::move(own), std::move(sql));
  }

  Result<void> begin_write() override {
    turn_.to_write = true;
    auto begun = script("begin immediate");
    turn_.to_write = false;
    turn_.sign.lower();
    return begun;
  }
  Result<void> begin_read() override { return script("begin"); }

  sqlite3* handle() const { return handle_.get(); }

 private:
  // A cached statement, or one of its own (kept in `own`) when the cached one is being read.
  Result<sqlite3_stmt*> prepared(std::string_view sql, Statement& own) {
    auto found = cache_.find(sql);
    if (found != cache_.end() && !sqlite3_stmt_busy(found->second.get()))
      return found->second.get();
    sqlite3_stmt* raw = nullptr;
    const int status =
        sqlite3_prepare_v2(handle_.get(), sql.data(), int(sql.size()), &raw, nullptr);
    own.reset(raw);
    if (status != SQLITE_OK) return trouble(handle_.get(), status, sql);
    if (found != cache_.end()) return raw;
    return cache_.emplace(sql, std::move(own)).first->second.get();
  }

  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, Statement, std::less<>> cache_;  // Destroyed before the handle closes.
  Turn turn_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(std::string_view path, Mode mode) {
  const std::string name(path);
  const bool memory = name == ":memory:";
  const auto refused = [&](Refusal why) { return refuse(why, {{"archivo", name}}); };
  std::error_code ignored;
  const bool exists = !memory && std::filesystem::exists(name, ignored);
  if (mode == Mode::Create && exists) return refused(Refusal::BaseExists);
  if (mode != Mode::Create && !exists && !memory) return refused(Refusal::NoSuchBase);

  int flags = SQLITE_OPEN_NOMUTEX;
  flags |= mode == Mode::Read && !memory ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == Mode::Create || memory) flags |= SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int status = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
  auto db = std::make_unique<Sqlite>(handle, name);
  if (status != SQLITE_OK)
    return where("archivo", name, Result<std::unique_ptr<Database>>(trouble(handle, status, "")));
  sqlite3_extended_result_codes(handle, 1);
  const char* settings =
      mode == Mode::Read && !memory
          ? "pragma query_only = on"
          : "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; "
            "pragma trusted_schema = off";
  CHECK(where("archivo", name, db->script(settings)));
  return db;
}

}  // namespace storage
