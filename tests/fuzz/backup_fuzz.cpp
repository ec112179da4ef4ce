// Backups from elsewhere: whatever the file holds, every table and row that comes out of the parser
// is one that the schema knows.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>
#include <zstd.h>

#include "commands/backup.hpp"

namespace {

void read(const std::string& file) {
  bool handed_over = false;
  std::size_t width = 0;
  (void)commands::read_backup(
      [&]() -> Result<std::string> {
        return std::exchange(handed_over, true) ? std::string() : file;
      },
      {.on_head = [](const commands::Backup&) -> Result<void> { return {}; },
       .on_table = [&](const storage::Table& table,
                       const std::vector<std::string>& columns) -> Result<void> {
         for (const auto& column : columns)
           if (std::ranges::find(table.columns, column, &storage::Column::name) ==
               table.columns.end())
             std::abort();
         width = columns.size();
         return {};
       },
       .on_row = [&](const storage::Parameters& row) -> Result<void> {
         if (row.size() != width) std::abort();
         return {};
       }});
}

}  // namespace

// The bytes are tried as the file itself, and as the lines inside a sound frame.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read({reinterpret_cast<const char*>(data), size});
  std::string frame(ZSTD_compressBound(size), '\0');
  frame.resize(ZSTD_compress(frame.data(), frame.size(), data, size, 1));
  read(frame);
  return 0;
}
