// pread, and a view of memory.
#include "readers/byte_source.hpp"

#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "readers/refusals.hpp"

namespace readers {
namespace {

class FileBytes : public ByteSource {
 public:
  FileBytes(int descriptor, std::uint64_t size) : descriptor_{descriptor}, size_{size} {}
  ~FileBytes() override { ::close(descriptor_); }
  std::uint64_t size() const override { return size_; }
  std::size_t read(std::uint64_t offset, std::span<char> into) const override {
    std::size_t have = 0;
    while (have < into.size()) {
      const auto got = ::pread(descriptor_, into.data() + have, into.size() - have,
                               static_cast<off_t>(offset + have));
      if (got <= 0) break;
      have += static_cast<std::size_t>(got);
    }
    return have;
  }

 private:
  int descriptor_;
  std::uint64_t size_;
};

class MemoryBytes : public ByteSource {
 public:
  explicit MemoryBytes(std::string_view bytes) : bytes_{bytes} {}
  std::uint64_t size() const override { return bytes_.size(); }
  std::size_t read(std::uint64_t offset, std::span<char> into) const override {
    if (offset >= bytes_.size()) return 0;
    const auto part = bytes_.substr(offset, into.size());
    std::memcpy(into.data(), part.data(), part.size());
    return part.size();
  }

 private:
  std::string_view bytes_;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (descriptor < 0 || ::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    const std::string why = descriptor < 0 ? std::strerror(errno) : "no es un archivo";
    if (descriptor >= 0) ::close(descriptor);
    return refuse(Refusal::FileUnreadable, {{"archivo", path}, {"motivo", why}});
  }
  return std::make_unique<FileBytes>(descriptor, static_cast<std::uint64_t>(status.st_size));
}

std::unique_ptr<ByteSource> bytes_in_memory(std::string_view bytes) {
  return std::make_unique<MemoryBytes>(bytes);
}

std::string read_text(const ByteSource& source, std::uint64_t offset, std::uint64_t most) {
  if (offset >= source.size()) return {};
  std::string text(std::min(most, source.size() - offset), '\0');
  text.resize(source.read(offset, text));
  return text;
}

}  // namespace readers
