// Rows of file_cur.
#include "storage/file_curs.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace storage {
namespace {

constexpr std::int64_t batch = 5'000;  // Files indexed at a time.

// `content` is the column `lines`: [["cur.1.numero","1003"], …].
std::set<std::int64_t> curs_in(std::string_view content) {
  std::set<std::int64_t> curs;
  const auto lines = parse_json(content);
  if (!lines || !lines->is_array()) return curs;
  for (const auto& line : lines->as_array()) {
    const auto* pair = line.if_array();
    if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_string() || !(*pair)[1].is_string())
      continue;
    const std::string_view path = (*pair)[0].as_string();
    if (!path.starts_with("cur.") || !path.ends_with(".numero")) continue;
    if (const auto number = whole_number((*pair)[1].as_string())) curs.insert(*number);
  }
  return curs;
}

// Only what is other than it was is written: most acts on a file leave its CURs alone.
Result<void> index_file(Database& db, std::string_view institution, std::string_view number,
                        std::string_view content) {
  const auto wanted = curs_in(content);
  const auto there = TRY(db.rows(
      "select cur from file_cur where institution = ?1 and number = ?2 order by cur",
      [](const Row& row) { return row.integer(0); }, institution, number));
  for (const auto cur : there)
    if (!wanted.contains(cur))
      CHECK(db.run("delete from file_cur where institution = ?1 and cur = ?2 and number = ?3",
                   institution, cur, number));
  for (const auto cur : wanted)
    if (!std::ranges::binary_search(there, cur))
      CHECK(db.run("insert into file_cur (institution, cur, number) values (?1, ?2, ?3)",
                   institution, cur, number));
  return {};
}

}  // namespace

Result<void> follow_row(Database& db, std::string_view table, const Fields& row) {
  if (table != "payment_file") return {};
  const Record file{row};
  return index_file(db, file.text("institution"), file.text("number"), file.text("lines"));
}

Result<void> index_all_file_curs(Database& db) {
  struct File {
    std::string institution, number, lines;
  };
  constexpr auto sql = R"(
    select institution, number, lines from payment_file
     where (institution, number) > (?1, ?2) order by institution, number limit ?3)";
  std::string institution, number;
  for (;;) {
    // Read first, written afterwards: one question at a time.
    const auto files = TRY(db.rows(
        sql,
        [](const Row& row) {
          return File{row.text(0), row.text(1), row.text(2)};
        },
        institution, number, batch));
    for (const auto& file : files) CHECK(index_file(db, file.institution, file.number, file.lines));
    if (files.size() < std::size_t(batch)) return {};
    institution = files.back().institution;
    number = files.back().number;
  }
}

}  // namespace storage
