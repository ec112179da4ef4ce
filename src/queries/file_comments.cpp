// The rows as they are kept.
#include "queries/file_comments.hpp"

namespace queries {

Result<std::vector<storage::FileCommentRow>> file_comments(storage::Database& db,
                                                           std::string_view institution,
                                                           std::string_view number) {
  return storage::comments_of(db, institution, number);
}

}  // namespace queries
