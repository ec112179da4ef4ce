// A ZIP archive of stored (not compressed) parts, for targets that put one of the parts in the
// hands of the fuzzer and so get behind the archive's checksums.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace small_archive {

inline std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const unsigned char byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
  }
  return ~crc;
}

inline void add(std::string& out, std::uint64_t value, int bytes) {
  for (; bytes > 0; --bytes, value >>= 8) out += static_cast<char>(value & 0xFF);
}

// The archive of these parts, with its checksums; as many names as parts.
inline std::string of(std::span<const std::string_view> names,
                      std::span<const std::string_view> parts) {
  std::string out, directory;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string common;  // What a local header and the directory both say.
    add(common, 20, 2);
    add(common, 0, 8);  // Flags, method, time, date.
    add(common, crc32_of(parts[i]), 4);
    add(common, parts[i].size(), 4);
    add(common, parts[i].size(), 4);
    add(common, names[i].size(), 2);
    add(common, 0, 2);
    directory += "PK\x01\x02";
    add(directory, 20, 2);
    directory += common;
    add(directory, 0, 10);
    add(directory, out.size(), 4);
    directory += names[i];
    out += "PK\x03\x04" + common;
    out += names[i];
    out += parts[i];
  }
  const auto start = out.size();
  out += directory;
  out += "PK\x05\x06";
  add(out, 0, 4);
  add(out, parts.size(), 2);
  add(out, parts.size(), 2);
  add(out, directory.size(), 4);
  add(out, start, 4);
  add(out, 0, 2);
  return out;
}

}  // namespace small_archive
