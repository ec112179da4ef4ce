// PostgreSQL behind storage::Database: prepared statements, binary answers, COPY for bulk.
#include <cassert>
#include <cstring>
#include <endian.h>
#include <libpq-fe.h>
#include <map>

#include "base/text.hpp"
#include "storage/database.hpp"
#include "storage/refusals.hpp"

namespace storage {
namespace {

// Type numbers of PostgreSQL's catalogue (pg_type.dat); they never change.
constexpr Oid type_bool = 16, type_bytea = 17, type_int8 = 20, type_int2 = 21, type_int4 = 23,
              type_text = 25;

struct Finish {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
  void operator()(PGresult* answer) const { PQclear(answer); }
};
using Connection = std::unique_ptr<PGconn, Finish>;
using Answer = std::unique_ptr<PGresult, Clear>;

std::unexpected<Error> trouble(PGconn* connection, const PGresult* answer, std::string_view sql) {
  const char* state = answer ? PQresultErrorField(answer, PG_DIAG_SQLSTATE) : nullptr;
  const std::string_view code = state ? state : "";
  const auto why =
      PQstatus(connection) != CONNECTION_OK || code.starts_with("08") || code.starts_with("57")
          ? Refusal::Unreachable
      : code.starts_with("53")                                ? Refusal::Full
      : code == "40001" || code == "40P01" || code == "55P03" ? Refusal::Busy
      : code.starts_with("XX")                                ? Refusal::Damaged
                                                              : Refusal::Statement;
  return refuse(why, {{"motivo", std::string(trimmed(PQerrorMessage(connection)))},
                      {"instruccion", std::string(sql)}});
}

// ?1 becomes $1; a question mark inside quotes stays.
std::string with_dollars(std::string_view sql) {
  std::string out;
  bool quoted = false;
  for (const char c : sql) {
    if (c == '\'') quoted = !quoted;
    out += c == '?' && !quoted ? '$' : c;
  }
  return out;
}

std::int64_t big_endian(const char* bytes, int size) {
  std::uint64_t number = bytes[0] < 0 ? ~std::uint64_t{0} : 0;
  for (int i = 0; i < size; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return static_cast<std::int64_t>(number);
}

class PostgresRow : public Row {
 public:
  PostgresRow(const PGresult* answer, int row) : answer_{answer}, row_{row} {}
  bool is_null(int column) const override { return PQgetisnull(answer_, row_, column) != 0; }
  std::int64_t integer(int column) const override {
    assert(!is_null(column));
    const Oid type = PQftype(answer_, column);
    assert(type == type_int8 || type == type_int4 || type == type_int2 || type == type_bool);
    (void)type;
    return big_endian(PQgetvalue(answer_, row_, column), PQgetlength(answer_, row_, column));
  }
  std::string_view view(int column) const override {
    return {PQgetvalue(answer_, row_, column),
            static_cast<std::size_t>(PQgetlength(answer_, row_, column))};
  }
  Value value(int column) const override {
    if (is_null(column)) return {};
    switch (PQftype(answer_, column)) {
      case type_bool:
      case type_int2:
      case type_int4:
      case type_int8:
        return integer(column);
      case type_bytea:
        return as_bytes(view(column));
      default:
        return text(column);
    }
  }

 private:
  const PGresult* answer_;
  int row_;
};

// COPY … FROM STDIN in text form.
class PostgresBulk : public Bulk {
 public:
  PostgresBulk(PGconn* connection, std::string sql)
      : connection_{connection}, sql_{std::move(sql)} {}
  ~PostgresBulk() override {
    if (open_) {
      PQputCopyEnd(connection_, "abandoned");
      drain();
    }
  }
  void integer(std::int64_t v) override {
    separate();
    buffer_ += std::to_string(v);
  }
  void null() override {
    separate();
    buffer_ += "\\N";
  }
  void text(std::string_view v) override {
    separate();
    for (const char c : v) switch (c) {
        case '\\':
          buffer_ += "\\\\";
          break;
        case '\t':
          buffer_ += "\\t";
          break;
        case '\n':
          buffer_ += "\\n";
          break;
        case '\r':
          buffer_ += "\\r";
          break;
        default:
          buffer_ += c;
      }
  }
  Result<void> end_row() override {
    buffer_ += '\n';
    first_ = true;
    constexpr std::size_t enough = 256 * 1024;
    return buffer_.size() < enough ? Result<void>{} : send();
  }
  Result<void> finish() override {
    CHECK(send());
    open_ = false;
    if (PQputCopyEnd(connection_, nullptr) != 1) return trouble(connection_, nullptr, sql_);
    return drain();
  }

 private:
  void separate() {
    if (!std::exchange(first_, false)) buffer_ += '\t';
  }
  Result<void> send() {
    if (!buffer_.empty() && PQputCopyData(connection_, buffer_.data(), int(buffer_.size())) != 1)
      return trouble(connection_, nullptr, sql_);
    buffer_.clear();
    return {};
  }
  Result<void> drain() {
    Result<void> outcome;
    while (Answer answer{PQgetResult(connection_)})
      if (outcome && PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
        outcome = trouble(connection_, answer.get(), sql_);
    return outcome;
  }

  PGconn* connection_;
  std::string sql_;
  std::string buffer_;
  bool first_ = true;
  bool open_ = true;
};

class Postgres : public Database {
 public:
  explicit Postgres(Connection connection) : connection_{std::move(connection)} {}

  Engine engine() const override { return Engine::Postgres; }

  Result<void> script(std::string_view sql) override {
    const Answer answer{PQexec(connection_.get(), std::string(sql).c_str())};
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
      return trouble(connection_.get(), answer.get(), sql);
    return {};
  }

  Result<std::int64_t> execute(std::string_view sql, const Parameters& values) override {
    const auto answer = TRY(ask(sql, values));
    const std::string_view count = PQcmdTuples(answer.get());
    return count.empty() ? 0 : whole_number(count).value_or(0);
  }

  Result<void> each(std::string_view sql, const Parameters& values, const OnRow& on_row) override {
    const auto answer = TRY(ask(sql, values));
    for (int row = 0; row < PQntuples(answer.get()); ++row)
      CHECK(on_row(PostgresRow{answer.get(), row}));
    return {};
  }

  Result<std::unique_ptr<Bulk>> bulk(std::string_view table,
                                     const std::vector<std::string>& columns) override {
    auto sql = "copy " + std::string(table) + " (" + joined(columns, ", ") + ") from stdin";
    const Answer answer{PQexec(connection_.get(), sql.c_str())};
    if (PQresultStatus(answer.get()) != PGRES_COPY_IN)
      return trouble(connection_.get(), answer.get(), sql);
    return std::make_unique<PostgresBulk>(connection_.get(), std::move(sql));
  }

  Result<void> begin_write() override { return script("begin isolation level read committed"); }
  Result<void> begin_read() override {
    return script("begin isolation level repeatable read read only");
  }

 private:
  Result<Answer> ask(std::string_view sql, const Parameters& values) {
    std::vector<Oid> types;
    std::vector<const char*> bytes;
    std::vector<int> lengths, formats;
    std::vector<std::string> numbers(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto add = [&](Oid type, const char* data, std::size_t size, int format) {
        types.push_back(type);
        bytes.push_back(data);
        lengths.push_back(static_cast<int>(size));
        formats.push_back(format);
      };
      if (const auto* number = std::get_if<std::int64_t>(&values[i])) {
        numbers[i] = std::to_string(*number);
        add(type_int8, numbers[i].c_str(), numbers[i].size(), 0);
      } else if (const auto* text = std::get_if<std::string>(&values[i])) {
        add(type_text, text->c_str(), text->size(), 1);
      } else if (const auto* blob = std::get_if<Bytes>(&values[i])) {
        add(type_bytea, blob->empty() ? "" : reinterpret_cast<const char*>(blob->data()),
            blob->size(), 1);
      } else {
        add(0, nullptr, 0, 0);
      }
    }
    const auto& name = TRY(prepared(sql, types));
    Answer answer{PQexecPrepared(connection_.get(), name.c_str(), int(values.size()), bytes.data(),
                                 lengths.data(), formats.data(), 1)};
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
      return trouble(connection_.get(), answer.get(), sql);
    return answer;
  }

  // A statement is prepared once for each set of parameter types: NULL has none of its own.
  Result<std::string> prepared(std::string_view sql, const std::vector<Oid>& types) {
    std::string key;
    for (const Oid type : types) key += std::to_string(type) + ',';
    key += sql;
    if (const auto found = names_.find(key); found != names_.end()) return found->second;
    const auto name = "s" + std::to_string(names_.size());
    const Answer answer{PQprepare(connection_.get(), name.c_str(), with_dollars(sql).c_str(),
                                  int(types.size()), types.data())};
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
      return trouble(connection_.get(), answer.get(), sql);
    names_.emplace(std::move(key), name);
    return name;
  }

  Connection connection_;
  std::map<std::string, std::string, std::less<>> names_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(std::string_view url, Mode mode) {
  Connection connection{PQconnectdb(std::string(url).c_str())};
  if (PQstatus(connection.get()) != CONNECTION_OK)
    return refuse(Refusal::Unreachable,
                  {{"motivo", std::string(trimmed(PQerrorMessage(connection.get())))}});
  PQsetNoticeProcessor(
      connection.get(), [](void*, const char*) {}, nullptr);
  auto db = std::make_unique<Postgres>(std::move(connection));
  CHECK(
      db->script("set client_encoding = 'UTF8'; set standard_conforming_strings = on; "
                 "set synchronous_commit = on; set lock_timeout = '20s'; set timezone = 'UTC'"));
  if (mode == Mode::Read) CHECK(db->script("set default_transaction_read_only = on"));
  const auto has_ceiba = TRY(db->first(
      "select count(*) from information_schema.tables where table_schema = current_schema() and "
      "table_name = 'schema_version'",
      [](const Row& row) { return row.integer(0) > 0; }));
  if (mode == Mode::Create && *has_ceiba) return refuse(Refusal::BaseExists, {});
  if (mode != Mode::Create && !*has_ceiba) return refuse(Refusal::NoSuchBase, {});
  return db;
}

}  // namespace storage
