// Blobs in compressed pieces of one mebibyte, the hash over the raw bytes.
#include "storage/blobs.hpp"

#include <algorithm>
#include <cassert>
#include <memory>
#include <zstd.h>

#include "storage/refusals.hpp"

namespace storage {
namespace {

constexpr std::size_t piece = blob_piece;

std::unexpected<Error> about(Refusal why, const Hash& hash) {
  return refuse(why, {{"codigo", show(hash)}});
}

// Appends the piece to `out`; false where it is not as it was kept.
bool append_decompressed(std::string_view bytes, std::string& out) {
  constexpr std::size_t hash_size = 32;
  if (bytes.size() < hash_size) return false;
  const auto kept = bytes.substr(0, hash_size);
  bytes.remove_prefix(hash_size);
  if (as_text(sha256(bytes)) != kept) return false;
  const auto size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size > piece) return false;  // Also the two error values, which are the largest numbers.
  const auto start = out.size();
  out.resize(start + size);
  return ZSTD_decompress(out.data() + start, size, bytes.data(), bytes.size()) == size;
}

}  // namespace

// SHA-256 of the frame ‖ zstd frame. The frame has bits that its reader ignores; with its hash
// before it, no bit of a kept piece can change unnoticed.
Bytes compressed_piece(std::string_view raw) {
  struct Release {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };
  thread_local const std::unique_ptr<ZSTD_CCtx, Release> context = [] {
    std::unique_ptr<ZSTD_CCtx, Release> made{ZSTD_createCCtx()};
    // Level 1 with longer matches: on tables of figures the same size, in less time.
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, 1);
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_minMatch, 7);
    ZSTD_CCtx_setParameter(made.get(), ZSTD_c_hashLog, 13);
    return made;
  }();
  thread_local Bytes frame;
  frame.resize(std::max(frame.size(), ZSTD_compressBound(raw.size())));
  const auto size =
      ZSTD_compress2(context.get(), frame.data(), frame.size(), raw.data(), raw.size());
  assert(!ZSTD_isError(size) && "the buffer has the size that zstd asks for");
  const auto hash = sha256(as_text(frame).substr(0, size));
  Bytes out;
  out.reserve(hash.bytes.size() + size);
  out.insert(out.end(), hash.bytes.begin(), hash.bytes.end());
  out.insert(out.end(), frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(size));
  return out;
}

Result<bool> has_blob(Database& db, const Hash& hash) {
  return TRY(db.first(
                 "select 1 from blob where hash = ?1", [](const Row&) { return true; }, hash))
      .has_value();
}

Result<void> keep_piece(Database& db, const Hash& hash, std::int64_t n, Bytes bytes) {
  Parameters values{as_value(hash), as_value(n), as_value(std::move(bytes))};
  CHECK(db.execute(
      "insert into blob_chunk (hash, n, bytes) values (?1, ?2, ?3) on conflict do nothing",
      values));
  return {};
}

Result<void> keep_blob_row(Database& db, const Hash& hash, std::int64_t size) {
  CHECK(db.run("insert into blob (hash, size, erased) values (?1, ?2, 0) on conflict do nothing",
               hash, size));
  return {};
}

Result<Hash> keep_blob(Database& db, std::string_view bytes) {
  const Hash hash = sha256(bytes);
  const auto known = TRY(db.first(
      "select erased from blob where hash = ?1", [](const Row& row) { return row.integer(0); },
      hash));
  if (known) return hash;
  // The row last: a crash in between leaves pieces that count for nothing, and the next try
  // completes them.
  for (std::size_t n = 0; n * piece < bytes.size(); ++n)
    CHECK(keep_piece(db, hash, static_cast<std::int64_t>(n),
                     compressed_piece(bytes.substr(n * piece, piece))));
  CHECK(keep_blob_row(db, hash, static_cast<std::int64_t>(bytes.size())));
  return hash;
}

Result<std::string> read_blob(Database& db, const Hash& hash) {
  const auto info = TRY(db.first(
      "select size, erased from blob where hash = ?1",
      [&](const Row& row) {
        return BlobInfo{hash, row.integer(0), row.integer(1) != 0};
      },
      hash));
  if (!info) return about(Refusal::BlobMissing, hash);
  if (info->erased) return about(Refusal::BlobErased, hash);
  std::string bytes;
  bool sound = true;
  CHECK(db.each("select bytes from blob_chunk where hash = ?1 order by n", {as_value(hash)},
                [&](const Row& row) -> Result<void> {
                  sound = sound && append_decompressed(row.view(0), bytes);
                  return {};
                }));
  if (!sound || sha256(bytes) != hash || static_cast<std::int64_t>(bytes.size()) != info->size)
    return about(Refusal::BlobDamaged, hash);
  return bytes;
}

Result<std::vector<BlobInfo>> list_blobs(Database& db) {
  return db.rows("select hash, size, erased from blob order by hash", [](const Row& row) {
    BlobInfo info{{}, row.integer(1), row.integer(2) != 0};
    parse(row.view(0), info.hash);
    return info;
  });
}

}  // namespace storage
