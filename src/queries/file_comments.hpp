// What people said on a payment file, oldest first.
#pragma once

#include "storage/comment_store.hpp"

namespace queries {

Result<std::vector<storage::FileCommentRow>> file_comments(storage::Database&,
                                                           std::string_view institution,
                                                           std::string_view number);

}  // namespace queries
