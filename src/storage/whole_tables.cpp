// Paging by key, bulk filling, and bases that come and go.
#include "storage/whole_tables.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <filesystem>
#include <stdlib.h>

#include "base/text.hpp"

namespace storage {
namespace {

// Rows to a page: many small ones, or a few that hold a mebibyte each.
constexpr int small_rows = 1000;
constexpr int large_rows = 16;

std::vector<std::string> names_of(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  for (const auto& column : columns) names.push_back(column.name);
  return names;
}

std::string numbered_marks(std::size_t count) {
  std::vector<std::string> marks;
  for (std::size_t i = 1; i <= count; ++i) marks.push_back("?" + std::to_string(i));
  return joined(marks, ", ");
}

bool holds_bytes(const Table& table) {
  return std::ranges::any_of(table.columns,
                             [](const auto& column) { return column.type == ColumnType::Blob; });
}

}  // namespace

Parameters key_of(const Table& table, const Parameters& row) {
  Parameters key;
  for (const auto& name : table.key) {
    const auto column = std::ranges::find(table.columns, name, &Column::name);
    key.push_back(row.at(std::size_t(column - table.columns.begin())));
  }
  return key;
}

Result<const Parameters*> TableWalk::next() {
  if (at_ < page_.size()) return &page_[at_++];
  if (last_) return nullptr;

  const int most = table_.name == "blob_chunk" ? large_rows : small_rows;
  Parameters after;
  std::string sql = "select " + joined(names_of(table_.columns), ", ") + " from " + table_.name;
  if (!page_.empty()) {
    after = key_of(table_, page_.back());
    sql += " where (" + joined(table_.key, ", ") + ") > (" + numbered_marks(after.size()) + ")";
  }
  sql += " order by " + joined(table_.key, ", ") + " limit " + std::to_string(most);
  std::vector<Parameters> page;
  CHECK(db_.each(sql, after, [&](const Row& row) -> Result<void> {
    Parameters values;
    for (std::size_t i = 0; i < table_.columns.size(); ++i)
      values.push_back(row.value(static_cast<int>(i)));
    page.push_back(std::move(values));
    return {};
  }));
  page_ = std::move(page);
  at_ = 0;
  last_ = page_.size() < std::size_t(most);
  return page_.empty() ? nullptr : &page_[at_++];
}

Result<TableFill> TableFill::begin(Database& db, const Table& table,
                                   std::vector<std::string> columns) {
  if (holds_bytes(table))
    return TableFill{db,
                     "insert into " + table.name + " (" + joined(columns, ", ") + ") values (" +
                         numbered_marks(columns.size()) + ")",
                     nullptr};
  return TableFill{db, {}, TRY(db.bulk(table.name, columns))};
}

Result<void> TableFill::add(const Parameters& row) {
  if (!bulk_) {
    CHECK(db_->execute(sql_, row));
    return {};
  }
  for (const auto& value : row) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
      bulk_->integer(*number);
    else if (const auto* text = std::get_if<std::string>(&value))
      bulk_->text(*text);
    else
      bulk_->null();
  }
  return bulk_->end_row();
}

Result<void> TableFill::finish() { return bulk_ ? bulk_->finish() : Result<void>{}; }

Result<ScratchBase> ScratchBase::make() {
  auto name = (std::filesystem::temp_directory_path() / "ceiba.XXXXXX").string();
  [[maybe_unused]] const char* made = mkdtemp(name.data());
  auto db = open(name + "/base.db", Mode::Create);
  if (!db) {
    std::error_code ignored;
    std::filesystem::remove_all(name, ignored);
    return std::unexpected(std::move(db).error());
  }
  CHECK((*db)->script("pragma synchronous = off"));
  return ScratchBase{std::move(name), *std::move(db)};
}

ScratchBase::~ScratchBase() {
  if (!db_) return;
  db_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Result<std::vector<Hash>> leaves_of(Database& db, std::string_view institution, std::int64_t size) {
  return db.rows(
      "select leaf from journal_entry where institution = ?1 and seq <= ?2 order by seq",
      [](const Row& row) {
        Hash leaf;
        const auto bytes = row.view(0).substr(0, leaf.bytes.size());
        std::memcpy(leaf.bytes.data(), bytes.data(), bytes.size());
        return leaf;
      },
      institution, size);
}

Result<std::vector<std::string>> misplaced_pieces(Database& db) {
  return db.rows(
      "select hash from blob_chunk group by hash "
      "having min(n) <> 0 or max(n) <> count(*) - 1 or hash not in (select hash from blob) "
      "order by hash",
      [](const Row& row) { return row.text(0); });
}

Result<std::unique_ptr<Database>> create_with_schema(std::string_view location, int version) {
  auto db = TRY(is_server(location) ? open_postgres(location, Mode::Create)
                                    : open_sqlite(location, Mode::Create));
  CHECK(migrate_to(*db, version));
  return db;
}

void discard(std::unique_ptr<Database> db, std::string_view location) {
  if (is_server(location)) {
    for (const auto& table : tables())
      (void)db->script("drop table if exists " + table.name + " cascade");
    return;
  }
  db.reset();
  for (const char* suffix : {"", "-wal", "-shm"}) {
    std::error_code ignored;
    std::filesystem::remove(std::string(location) + suffix, ignored);
  }
}

}  // namespace storage
