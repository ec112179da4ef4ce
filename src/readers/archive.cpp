// minizip over bytes in memory.
#include "readers/archive.hpp"

#include <cstring>
#include <minizip/unzip.h>
#include <vector>

#include "readers/refusals.hpp"

namespace readers {
namespace {

// What minizip's callbacks see as a file.
struct MemoryFile {
  std::string_view bytes;
  std::uint64_t position = 0;
};

voidpf ZCALLBACK open_memory(voidpf opaque, const void*, int) {
  static_cast<MemoryFile*>(opaque)->position = 0;
  return opaque;
}

uLong ZCALLBACK read_memory(voidpf, voidpf stream, void* buffer, uLong size) {
  auto& file = *static_cast<MemoryFile*>(stream);
  if (file.position >= file.bytes.size()) return 0;
  const auto part = file.bytes.substr(file.position, size);
  std::memcpy(buffer, part.data(), part.size());
  file.position += part.size();
  return part.size();
}

uLong ZCALLBACK write_memory(voidpf, voidpf, const void*, uLong) { return 0; }

ZPOS64_T ZCALLBACK tell_memory(voidpf, voidpf stream) {
  return static_cast<MemoryFile*>(stream)->position;
}

long ZCALLBACK seek_memory(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
  auto& file = *static_cast<MemoryFile*>(stream);
  const std::uint64_t from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? file.position
                             : origin == ZLIB_FILEFUNC_SEEK_END ? file.bytes.size()
                                                                : 0;
  const auto target = from + offset;
  if (target > file.bytes.size()) return -1;
  file.position = target;
  return 0;
}

int ZCALLBACK close_memory(voidpf, voidpf) { return 0; }
int ZCALLBACK error_memory(voidpf, voidpf) { return 0; }

}  // namespace

struct Archive::State {
  MemoryFile file;
  ArchiveLimits limits;
  std::uint64_t inflated = 0;
  unzFile zip = nullptr;

  ~State() {
    if (zip != nullptr) unzClose(zip);
  }
};

Archive::Archive(std::unique_ptr<State> state) : state_{std::move(state)} {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(std::string_view bytes, ArchiveLimits limits) {
  auto state = std::make_unique<State>();
  state->file.bytes = bytes;
  state->limits = limits;
  zlib_filefunc64_def functions{open_memory, read_memory,  write_memory, tell_memory,
                                seek_memory, close_memory, error_memory, &state->file};
  state->zip = unzOpen2_64("", &functions);
  if (state->zip == nullptr) return refuse(Refusal::XlsxBroken);
  return Archive{std::move(state)};
}

bool Archive::contains(const std::string& part) const {
  return unzLocateFile(state_->zip, part.c_str(), 2) == UNZ_OK;
}

Result<void> Archive::stream(const std::string& part,
                             const std::function<bool(std::string_view)>& take) {
  const auto refused = [&](Refusal why) { return refuse(why, {{"parte", part}}); };
  auto* zip = state_->zip;
  if (!contains(part)) return refused(Refusal::XlsxPartMissing);
  unz_file_info64 info{};
  if (unzGetCurrentFileInfo64(zip, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK)
    return refused(Refusal::XlsxBroken);
  if ((info.flag & 1) != 0) return refused(Refusal::OldExcel);  // Encrypted entries.
  if (unzOpenCurrentFile(zip) != UNZ_OK) return refused(Refusal::XlsxBroken);

  const auto& limits = state_->limits;
  std::vector<char> buffer(64 * 1024);
  std::uint64_t inflated = 0;
  bool wanted = true;
  while (wanted) {
    const int size = unzReadCurrentFile(zip, buffer.data(), static_cast<unsigned>(buffer.size()));
    if (size == UNZ_CRCERROR) {
      unzCloseCurrentFile(zip);
      return refused(Refusal::XlsxChecksum);
    }
    if (size < 0) {
      unzCloseCurrentFile(zip);
      return refused(Refusal::XlsxBroken);
    }
    if (size == 0) break;
    inflated += static_cast<std::uint64_t>(size);
    state_->inflated += static_cast<std::uint64_t>(size);
    const bool ratio =
        inflated > limits.ratio_free && inflated / limits.ratio_max > info.compressed_size;
    if (inflated > limits.part_bytes_max || state_->inflated > limits.total_bytes_max || ratio) {
      unzCloseCurrentFile(zip);
      return refused(Refusal::XlsxBomb);
    }
    wanted = take({buffer.data(), static_cast<std::size_t>(size)});
  }
  const int closed = unzCloseCurrentFile(zip);
  if (!wanted) return {};
  if (closed == UNZ_CRCERROR) return refused(Refusal::XlsxChecksum);
  // An archive cut inside this part: the directory promises more than there is.
  if (inflated != info.uncompressed_size) return refused(Refusal::XlsxBroken);
  return {};
}

}  // namespace readers
