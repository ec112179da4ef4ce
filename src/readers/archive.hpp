// A ZIP archive in memory, read part by part within limits. Knows nothing of spreadsheets.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace readers {

struct ArchiveLimits {
  std::uint64_t part_bytes_max = 1ULL << 30;   // One part, inflated.
  std::uint64_t total_bytes_max = 2ULL << 30;  // Everything that was inflated so far.
  // Deflate makes at most 1,032 bytes of one; sheets of figures are below 60. Parts under
  // ratio_free are not judged: a small style sheet may repeat itself.
  std::uint64_t ratio_max = 200;
  std::uint64_t ratio_free = 8ULL << 20;
};

class Archive {
 public:
  // The bytes must outlive the archive. Errors: XlsxBroken.
  static Result<Archive> open(std::string_view bytes, ArchiveLimits limits = {});
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  bool contains(const std::string& part) const;

  // Hands the inflated part over in pieces until `take` says false. The limits are checked while
  // inflating, not by what the archive declares. Errors: XlsxPartMissing, XlsxBomb, XlsxBroken,
  // XlsxChecksum.
  Result<void> stream(const std::string& part, const std::function<bool(std::string_view)>& take);

 private:
  struct State;
  explicit Archive(std::unique_ptr<State>);
  std::unique_ptr<State> state_;
};

}  // namespace readers
