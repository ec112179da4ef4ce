// Files kept whole, by hash: what was imported can always be read again as it came.
#pragma once

#include <functional>
#include <string_view>

#include "storage/database.hpp"

namespace storage {

// Keeps `bytes` and yields its SHA-256. Keeping the same bytes again changes nothing. Runs inside
// the caller's transaction, or on its own.
Result<Hash> keep_blob(Database& db, std::string_view bytes);

// The raw bytes, checked against the hash. Errors: BlobMissing, BlobDamaged, BlobErased.
Result<std::string> read_blob(Database& db, const Hash& hash);

struct BlobInfo {
  Hash hash;
  std::int64_t size = 0;
  bool erased = false;
};
Result<std::vector<BlobInfo>> list_blobs(Database& db);  // Ordered by hash.

}  // namespace storage
