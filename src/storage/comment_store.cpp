// Rows of file_comment.
#include "storage/comment_store.hpp"

namespace storage {

Fields fields_of(const FileCommentRow& row) {
  return {{"number", row.number},
          {"seq", row.seq},
          {"body", row.body},
          {"actor", row.actor},
          {"at", row.at}};
}

Result<std::vector<FileCommentRow>> comments_of(Database& db, std::string_view institution,
                                                std::string_view number) {
  constexpr auto sql = R"(
    select number, seq, body, actor, at from file_comment
     where institution = ?1 and number = ?2 order by seq)";
  std::vector<FileCommentRow> all;
  CHECK(
      db.each(sql, {as_value(institution), as_value(number)}, [&](const Row& row) -> Result<void> {
        all.push_back({row.text(0), row.integer(1), row.text(2), row.integer(3), row.integer(4)});
        return {};
      }));
  return all;
}

}  // namespace storage
