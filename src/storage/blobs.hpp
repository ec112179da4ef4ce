// Files kept whole, by hash: what was imported can always be read again as it came.
#pragma once

#include <functional>
#include <string_view>

#include "storage/database.hpp"

namespace storage {

// Keeps `bytes` and yields its SHA-256. Keeping the same bytes again changes nothing. Runs inside
// the caller's transaction, or on its own.
Result<Hash> keep_blob(Database& db, std::string_view bytes);

// The same a piece at a time, for files that are too large to wait for: pieces are compressed off
// the writer (compressed_piece may run in any thread) and written in transactions of the caller's.
// The blob counts once its row is there, so that row is written last.
inline constexpr std::size_t blob_piece = 1024 * 1024;  // Raw bytes of every piece but the last.
Bytes compressed_piece(std::string_view raw);
Result<bool> has_blob(Database& db, const Hash& hash);
Result<void> keep_piece(Database& db, const Hash& hash, std::int64_t n, Bytes piece);
Result<void> keep_blob_row(Database& db, const Hash& hash, std::int64_t size);

// The raw bytes, checked against the hash. Errors: BlobMissing, BlobDamaged, BlobErased.
Result<std::string> read_blob(Database& db, const Hash& hash);

struct BlobInfo {
  Hash hash;
  std::int64_t size = 0;
  bool erased = false;
};
Result<std::vector<BlobInfo>> list_blobs(Database& db);  // Ordered by hash.

}  // namespace storage
