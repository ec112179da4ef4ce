// multipart/form-data (RFC 7578) as it arrives: fields into memory, files into temporary files.
// Bytes may come in pieces of any size.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/http.hpp"

namespace web {

// A temporary file that goes when this goes.
class TemporaryFile {
 public:
  TemporaryFile() = default;
  ~TemporaryFile();
  TemporaryFile(TemporaryFile&& other) noexcept;
  TemporaryFile& operator=(TemporaryFile&& other) noexcept;

  bool create();  // In $TMPDIR or /tmp, mode 0600.
  bool write(std::string_view bytes);
  void close();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  int handle_ = -1;
};

class MultipartReader {
 public:
  // `boundary` from the header Content-Type; `text_max` bytes of all fields that are not files.
  MultipartReader(std::string boundary, std::uint64_t text_max);

  enum class Fault : std::uint8_t { None, Malformed, TooLarge, Disk };
  // The next bytes of the body. After a fault nothing more is read.
  Fault read(std::string_view bytes);
  // At the end of the body: the closing boundary must have been seen.
  Fault finish();

  Fields form;
  std::vector<Upload> uploads;
  std::vector<TemporaryFile> files;  // Those of `uploads`, in the same order.

 private:
  enum class State : std::uint8_t { Preamble, AfterBoundary, Headers, Content, Done };
  Fault fail(Fault);
  bool begin_part(std::string_view headers);
  bool content(std::string_view bytes);
  bool end_part();

  std::string delimiter_;  // "\r\n--boundary"
  std::uint64_t text_max_;
  std::string held_;  // Bytes that may be the beginning of something.
  State state_ = State::Preamble;
  Fault fault_ = Fault::None;
  std::string name_, value_;
  bool is_file_ = false;
  std::size_t parts_ = 0;
  std::uint64_t text_size_ = 0;
};

}  // namespace web
