// What people said on a payment file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/records.hpp"

namespace storage {

struct FileCommentRow {
  std::string number;  // Of the file.
  std::int64_t seq = 0;
  std::string body;
  std::int64_t actor = 0;
  std::int64_t at = 0;  // UTC milliseconds.
};
Fields fields_of(const FileCommentRow&);

// Oldest first.
Result<std::vector<FileCommentRow>> comments_of(Database&, std::string_view institution,
                                                std::string_view number);

}  // namespace storage
