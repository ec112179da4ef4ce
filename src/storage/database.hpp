// One thin way to both engines: bind values, read rows, copy in bulk; nothing else. The same SQL
// text serves both: parameters are ?1, ?2 … (rewritten to $1, $2 … for PostgreSQL), sums of
// integers are written `cast(sum(x) as bigint)`, and text compares bytewise on both.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/hash.hpp"
#include "base/result.hpp"
#include "domain/values/money.hpp"
#include "domain/values/period.hpp"
#include "domain/values/quantity.hpp"

namespace storage {

enum class Engine { Sqlite, Postgres };

// SQL NULL, a 64-bit integer, UTF-8 text, or bytes.
using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;

inline Value as_value(Value v) { return v; }
inline Value as_value(std::int64_t v) { return v; }
inline Value as_value(int v) { return std::int64_t{v}; }
inline Value as_value(bool v) { return std::int64_t{v}; }
inline Value as_value(std::string v) { return v; }
inline Value as_value(std::string_view v) { return std::string(v); }
inline Value as_value(const char* v) { return std::string(v); }
inline Value as_value(Bytes v) { return v; }
inline Value as_value(Money v) { return v.in_centavos(); }
inline Value as_value(Quantity v) { return v.in_hundredths(); }
inline Value as_value(FiscalYear v) { return std::int64_t{v.year}; }
inline Value as_value(Month v) { return show(v); }
inline Value as_value(Cuatrimestre v) { return show(v); }
inline Value as_value(Date v) { return show(v); }
inline Value as_value(const Hash& v) { return show(v); }  // Hexadecimal text.
template <class T>
Value as_value(const std::optional<T>& v) {
  return v ? as_value(*v) : Value{};
}

// One row of an answer; valid only inside the call that receives it.
class Row {
 public:
  virtual ~Row() = default;
  virtual Value value(int column) const = 0;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;   // Asserts that it is an integer.
  virtual std::string_view view(int column) const = 0;  // Text or bytes; "" for NULL.
  std::string text(int column) const { return std::string(view(column)); }
  Money money(int column) const { return Money::centavos(integer(column)); }
  Quantity quantity(int column) const { return Quantity::hundredths(integer(column)); }
  Month month(int column) const { return Month::parse(view(column)).value(); }
  FiscalYear year(int column) const { return {static_cast<std::int16_t>(integer(column))}; }
  Date date(int column) const { return parse_date(view(column)).value(); }
  std::optional<std::int64_t> optional_integer(int column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
  }
  std::optional<std::string> optional_text(int column) const {
    return is_null(column) ? std::nullopt : std::optional(text(column));
  }
  std::optional<Quantity> optional_quantity(int column) const {
    return is_null(column) ? std::nullopt : std::optional(quantity(column));
  }
  std::optional<Money> optional_money(int column) const {
    return is_null(column) ? std::nullopt : std::optional(money(column));
  }
};

// Many rows into one table: prepared inserts on SQLite, COPY on PostgreSQL. The row's values are
// in the order of the columns named when it was opened; a text must live until end_row(). Nothing
// is there until finish().
class Bulk {
 public:
  virtual ~Bulk() = default;
  virtual void integer(std::int64_t) = 0;
  virtual void text(std::string_view) = 0;
  virtual void null() = 0;
  virtual Result<void> end_row() = 0;
  virtual Result<void> finish() = 0;
};

using Parameters = std::vector<Value>;
using OnRow = std::function<Result<void>(const Row&)>;

class Database {
 public:
  virtual ~Database() = default;
  virtual Engine engine() const = 0;

  // Several statements without parameters, separated by semicolons.
  virtual Result<void> script(std::string_view sql) = 0;
  // One statement; yields the number of rows changed.
  virtual Result<std::int64_t> execute(std::string_view sql, const Parameters&) = 0;
  // One question; `on_row` may ask others on the same connection, and may stop it with an error.
  virtual Result<void> each(std::string_view sql, const Parameters&, const OnRow& on_row) = 0;
  virtual Result<std::unique_ptr<Bulk>> bulk(std::string_view table,
                                             const std::vector<std::string>& columns) = 0;

  // Transactions. begin_write takes the engine's write lock at once (SQLite) or opens a READ
  // COMMITTED transaction (PostgreSQL, where the head row is locked next). begin_read sees one
  // snapshot.
  virtual Result<void> begin_write() = 0;
  virtual Result<void> begin_read() = 0;
  Result<void> commit() { return script("commit"); }
  Result<void> rollback() { return script("rollback"); }

  // " for update" / " for share" where the engine has row locks, else "".
  std::string_view for_update() const { return engine() == Engine::Postgres ? " for update" : ""; }
  std::string_view for_share() const { return engine() == Engine::Postgres ? " for share" : ""; }

  template <class... Values>
  Result<std::int64_t> run(std::string_view sql, const Values&... values) {
    return execute(sql, {as_value(values)...});
  }

  // Every row of the answer through `read`, in order.
  template <class Read, class... Values>
  auto rows(std::string_view sql, Read read, const Values&... values)
      -> Result<std::vector<std::decay_t<decltype(read(std::declval<const Row&>()))>>> {
    std::vector<std::decay_t<decltype(read(std::declval<const Row&>()))>> found;
    CHECK(each(sql, {as_value(values)...}, [&](const Row& row) -> Result<void> {
      found.push_back(read(row));
      return {};
    }));
    return found;
  }

  // The first row of the answer through `read`, if there is one.
  template <class Read, class... Values>
  auto first(std::string_view sql, Read read, const Values&... values)
      -> Result<std::optional<std::decay_t<decltype(read(std::declval<const Row&>()))>>> {
    std::optional<std::decay_t<decltype(read(std::declval<const Row&>()))>> found;
    CHECK(each(sql, {as_value(values)...}, [&](const Row& row) -> Result<void> {
      if (!found) found = read(row);
      return {};
    }));
    return found;
  }
};

// Rolls back unless commit() was reached.
class Transaction {
 public:
  static Result<Transaction> write(Database& db) {
    CHECK(db.begin_write());
    return Transaction{db};
  }
  static Result<Transaction> read(Database& db) {
    CHECK(db.begin_read());
    return Transaction{db};
  }
  Transaction(Transaction&& other) noexcept : db_{std::exchange(other.db_, nullptr)} {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction() {
    if (db_) (void)db_->rollback();  // The first error is the one that is told.
  }
  Result<void> commit() {
    CHECK(db_->commit());
    db_ = nullptr;
    return {};
  }

 private:
  explicit Transaction(Database& db) : db_{&db} {}
  Database* db_;
};

enum class Mode {
  Create,  // Must not exist yet (a file) or hold no Ceiba (a server's database).
  Write,   // Must exist; brought up to this program's schema.
  Read,    // Must exist; never changed.
};

// `location` is a file name, ":memory:", or "postgresql://…".
Result<std::unique_ptr<Database>> open(std::string_view location, Mode);
bool is_server(std::string_view location);

// The two engines; open() chooses.
Result<std::unique_ptr<Database>> open_sqlite(std::string_view path, Mode);
Result<std::unique_ptr<Database>> open_postgres(std::string_view url, Mode);

}  // namespace storage
