// Bytes that are read by offset, from any thread: a file on disk, which never has to fit in
// memory, or a text that is already there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace readers {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::uint64_t size() const = 0;
  // Fills `into` from `offset`; fewer bytes only at the end. 0 where reading fails: the caller
  // knows the size and notices.
  virtual std::size_t read(std::uint64_t offset, std::span<char> into) const = 0;
};

// Errors: FileUnreadable, with archivo.
Result<std::unique_ptr<ByteSource>> open_file(const std::string& path);

// The bytes must outlive the source.
std::unique_ptr<ByteSource> bytes_in_memory(std::string_view bytes);

// Everything from `offset`, at most `most` bytes.
std::string read_text(const ByteSource&, std::uint64_t offset, std::uint64_t most);

}  // namespace readers
