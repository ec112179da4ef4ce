// The store on both engines: the same statements, the same answers.
#include "storage/database.hpp"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>

#include "storage/balance_book.hpp"
#include "storage/blobs.hpp"
#include "storage/budget_store.hpp"
#include "storage/cur_store.hpp"
#include "storage/file_curs.hpp"
#include "storage/payment_file_store.hpp"
#include "storage/schema.hpp"

namespace storage {
namespace {

class Store : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == Engine::Sqlite) {
      db_ = open(":memory:", Mode::Create).value();
      return;
    }
    const char* url = std::getenv("CEIBA_TEST_POSTGRES");
    if (!url) GTEST_SKIP() << "CEIBA_TEST_POSTGRES is not set: no PostgreSQL to test against";
    auto plain = open_postgres(url, Mode::Create);
    if (!plain) plain = open_postgres(url, Mode::Write);
    ASSERT_TRUE(plain) << detail_of(plain.error(), "motivo");
    ASSERT_TRUE(
        (*plain)->script("drop schema if exists store_test cascade; create schema "
                         "store_test; set search_path = store_test"));
    ASSERT_TRUE(migrate(**plain));
    db_ = *std::move(plain);
  }
  void TearDown() override {
    if (db_ && GetParam() == Engine::Postgres) (void)db_->script("drop schema store_test cascade");
  }
  std::unique_ptr<Database> db_;
};

TEST_P(Store, keeps_every_kind_of_value) {
  ASSERT_TRUE(db_->script("create table t (a bigint, b text, c " +
                          std::string(GetParam() == Engine::Sqlite ? "blob" : "bytea") + ")"));
  const Bytes zero{0, 255, 10};
  ASSERT_TRUE(db_->run("insert into t values (?1, ?2, ?3)", INT64_MIN, "Ñ 'x' ?2", zero));
  ASSERT_TRUE(db_->run("insert into t values (?1, ?2, ?3)", Value{}, "", Bytes{}));
  const auto rows = db_->rows(
      "select a, b, c from t where b <> ?1 or b is null order by a",
      [](const Row& row) {
        return std::vector<Value>{row.value(0), row.value(1), row.value(2)};
      },
      "?");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 2U);
  const std::vector<Value> full{INT64_MIN, "Ñ 'x' ?2", zero}, empty{Value{}, "", Bytes{}};
  EXPECT_TRUE((rows->at(0) == full && rows->at(1) == empty) ||
              (rows->at(1) == full && rows->at(0) == empty));
}

TEST_P(Store, sums_are_exact_and_text_orders_bytewise) {
  ASSERT_TRUE(db_->script(GetParam() == Engine::Sqlite
                              ? "create table s (n integer, w text)"
                              : "create table s (n bigint, w text collate \"C\")"));
  for (const char* word : {"b", "B", "á", "a"})
    ASSERT_TRUE(db_->run("insert into s values (?1, ?2)", std::int64_t{1} << 60, word));
  const auto total = db_->first("select cast(sum(n) as bigint) from s",
                                [](const Row& row) { return row.integer(0); });
  EXPECT_EQ(total.value(), std::int64_t{1} << 62);
  const auto words =
      db_->rows("select w from s order by w", [](const Row& row) { return row.text(0); });
  EXPECT_EQ(words.value(), (std::vector<std::string>{"B", "a", "b", "á"}));
}

TEST_P(Store, bulk_rows_arrive_whole_and_questions_nest) {
  ASSERT_TRUE(db_->script("create table m (n bigint, w text)"));
  auto transaction = Transaction::write(*db_);
  ASSERT_TRUE(transaction);
  auto bulk = db_->bulk("m", {"n", "w"});
  ASSERT_TRUE(bulk);
  for (int i = 0; i < 1000; ++i) {
    (*bulk)->integer(i);
    if (i % 2)
      (*bulk)->text("a\tb\\n\n");
    else
      (*bulk)->null();
    ASSERT_TRUE((*bulk)->end_row());
  }
  ASSERT_TRUE((*bulk)->finish());
  ASSERT_TRUE(transaction->commit());
  int seen = 0;
  ASSERT_TRUE(db_->each("select n from m where w = ?1 order by n", {"a\tb\\n\n"},
                        [&](const Row& row) -> Result<void> {
                          const auto again = db_->first(
                              "select n from m where n = ?1",
                              [](const Row& r) { return r.integer(0); }, row.integer(0));
                          seen += again.value() == row.integer(0);
                          return {};
                        }));
  EXPECT_EQ(seen, 500);
}

TEST_P(Store, a_dropped_transaction_leaves_nothing) {
  ASSERT_TRUE(db_->script("create table d (n bigint)"));
  {
    auto transaction = Transaction::write(*db_);
    ASSERT_TRUE(db_->run("insert into d values (1)"));
  }
  EXPECT_EQ(
      db_->first("select count(*) from d", [](const Row& row) { return row.integer(0); }).value(),
      0);
}

TEST_P(Store, blobs_come_back_whole_or_say_that_they_are_damaged) {
  std::string bytes(3'000'000, 'x');
  for (std::size_t i = 0; i < bytes.size(); i += 7) bytes[i] = static_cast<char>(i);
  const auto hash = keep_blob(*db_, bytes);
  ASSERT_TRUE(hash);
  EXPECT_EQ(keep_blob(*db_, bytes).value(), *hash);
  EXPECT_EQ(read_blob(*db_, *hash).value(), bytes);
  ASSERT_TRUE(db_->run("delete from blob_chunk where n = 1"));
  EXPECT_EQ(read_blob(*db_, *hash).error().code, "archivo.danado");
  EXPECT_EQ(read_blob(*db_, Hash{}).error().code, "archivo.no_esta");
  const auto empty = keep_blob(*db_, "");
  EXPECT_EQ(read_blob(*db_, empty.value()).value(), "");
}

TEST_P(Store, a_file_is_found_by_its_curs_in_a_base_that_was_made_before_their_index_too) {
  const auto put_file = [&](const char* number, std::vector<verification::FieldLine> lines) {
    PaymentFileRow row;
    row.number = number;
    row.received = parse_date("2026-03-02").value();
    row.lines = std::move(lines);
    auto fields = fields_of(row);
    fields.emplace_back("institution", "11200099");
    fields.emplace_back("seq", std::int64_t{1});
    EXPECT_TRUE(put(*db_, "payment_file", fields));
    return fields;
  };
  const auto found = [&] {
    std::string all;
    EXPECT_TRUE(db_->each("select cur, number from file_cur order by cur, number", {},
                          [&](const Row& row) -> Result<void> {
                            all += std::to_string(row.integer(0)) + ' ' + row.text(1) + '\n';
                            return {};
                          }));
    return all;
  };
  // As the program of before left it.
  ASSERT_TRUE(
      db_->script("drop table file_cur; drop table trusted_certificate; delete from schema_version "
                  "where number >= 22"));
  put_file("2026-000001",
           {{"cur.1.numero", "1003"}, {"cur.1.clase", "COM"}, {"cur.2.numero", "9"}});
  const auto other =
      put_file("2026-000002", {{"factura.1.numero", "77"}, {"cur.1.numero", "1003"}});
  ASSERT_TRUE(migrate_to(*db_, 22));
  EXPECT_EQ(found(), "9 2026-000001\n1003 2026-000001\n1003 2026-000002\n");
  // Afterwards every row that is put brings its own.
  ASSERT_TRUE(follow_row(*db_, "payment_file", other));
  ASSERT_TRUE(follow_row(*db_, "payment_file", put_file("2026-000001", {{"cur.1.numero", "8"}})));
  EXPECT_EQ(found(), "8 2026-000001\n1003 2026-000002\n");
}

TEST_P(Store, a_file_without_partida_is_charged_to_that_of_its_curs) {
  using budget::CurClase;
  const auto partida = [](const char* renglon) {
    return Partida::parse("2026-11200099-201-11-00-000-001-000-" + std::string(renglon) +
                          "-0101-31-0151-0001")
        .value();
  };
  const auto day = parse_date("2026-03-04").value();
  const auto cur = [&](std::int64_t numero, CurClase clase, std::vector<const char*> renglones) {
    budget::CurRecord record;
    const auto first = partida(renglones.front());
    record.cur = {.key = {first.ejercicio, first.entidad, first.unidad_ejecutora, numero},
                  .clase = clase,
                  .estado = budget::CurEstado::Aprobado,
                  .aprobado = day,
                  .revierte = {},
                  .detalle = {}};
    for (const auto* renglon : renglones)
      record.cur.detalle.push_back({partida(renglon), Money::centavos(10'000)});
    return record;
  };
  const std::string institution = "11200099", batch = "1";
  {
    auto transaction = Transaction::write(*db_).value();
    auto writer = CurWriter::begin(*db_, institution, batch, 1, 1).value();
    for (const auto& one :
         {cur(1003, CurClase::Com, {"291"}), cur(1004, CurClase::Dev, {"291", "291"}),
          cur(1005, CurClase::Com, {"291", "174"}), cur(1006, CurClase::Com, {"174"})})
      ASSERT_TRUE(writer.add(one));
    ASSERT_TRUE(writer.finish());
    CurLoadRow load;
    load.load = 1;
    load.batch = batch;
    load.on = day;
    auto fields = fields_of(load);
    fields.emplace_back("institution", institution);
    fields.emplace_back("seq", std::int64_t{1});
    ASSERT_TRUE(put(*db_, "cur_load", fields));
    ASSERT_TRUE(transaction.commit());
  }
  // "291-0101-31 1003 / 1 1": partidas with the CUR that names them; which of them each CUR moves.
  const auto charged = [&](std::vector<std::pair<std::int64_t, CurClase>> curs) {
    verification::FileFacts file;
    file.ejercicio = {2026};
    file.unidad_ejecutora = UnidadEjecutora::parse("201").value();
    file.hoy = day;
    for (const auto& [numero, clase] : curs)
      file.curs.push_back({.numero = numero,
                           .clase = clase,
                           .estado = budget::CurEstado::Aprobado,
                           .ejercicio = {},
                           .fecha = day,
                           .monto = Money::centavos(10'000),
                           .revierte = {}});
    BalanceBook book(*db_, institution);
    EXPECT_TRUE(book.fill(file));
    std::string all;
    for (const auto& row : file.partidas)
      all += show(row.partida.renglon) + " " + std::to_string(row.cur.value_or(0)) + ", ";
    for (const auto& one : file.curs) all += std::to_string(one.partida) + " ";
    return all;
  };
  EXPECT_EQ(charged({{1003, CurClase::Com}, {1004, CurClase::Dev}}), "291 1003, 0 0 ");
  EXPECT_EQ(charged({{1003, CurClase::Com}, {1006, CurClase::Com}}), "291 1003, 174 1006, 0 1 ");
  // Not loaded yet: it goes where the others go, where that is one place.
  EXPECT_EQ(charged({{1003, CurClase::Com}, {9, CurClase::Dev}}), "291 1003, 0 0 ");
  EXPECT_EQ(charged({{1003, CurClase::Com}, {1006, CurClase::Com}, {9, CurClase::Dev}}), "0 0 0 ");
  // Of two partidas nobody can say which; a CUR of another class is another.
  EXPECT_EQ(charged({{1005, CurClase::Com}}), "0 ");
  EXPECT_EQ(charged({{1003, CurClase::Dev}}), "0 ");
}

INSTANTIATE_TEST_SUITE_P(engines, Store, testing::Values(Engine::Sqlite, Engine::Postgres),
                         [](const auto& one) {
                           return one.param == Engine::Sqlite ? "sqlite" : "postgres";
                         });

TEST(schema, every_table_is_marked_and_has_a_key) {
  ASSERT_FALSE(tables().empty());
  for (const auto& one : tables()) {
    EXPECT_FALSE(one.key.empty()) << one.name;
    EXPECT_FALSE(one.columns.empty()) << one.name;
    if (one.mark != Mark::Estado) continue;
    // What comes in bulk is numbered: the number of its load, which is one institution's, then a
    // line.
    const bool bulk = one.name == "budget_fact" || one.name == "cur_line";
    if (!bulk) {
      EXPECT_EQ(one.key.front(), "institution") << one.name;
    }
    EXPECT_TRUE(std::ranges::any_of(
        one.columns,
        [](const Column& c) {
          return c.name == "seq" || c.name == "batch";  // Bulk facts name the load they came with.
        }))
        << one.name << ": a state row names the entry that wrote it";
  }
}

}  // namespace
}  // namespace storage
