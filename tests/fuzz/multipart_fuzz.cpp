// multipart/form-data of others: in whatever pieces it comes, the same is read or the same is
// refused, names have no folders, and files hold exactly what was between their boundaries.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "web/http.hpp"
#include "web/multipart.hpp"
#include "web/request_text.hpp"

namespace {

using web::MultipartReader;

void require(bool holds) {
  if (!holds) std::abort();
}

MultipartReader::Fault read_in_pieces(MultipartReader& reader, std::string_view bytes,
                                      std::size_t step) {
  for (std::size_t at = 0; at < bytes.size(); at += step)
    if (const auto fault = reader.read(bytes.substr(at, step));
        fault != MultipartReader::Fault::None)
      return fault;
  return reader.finish();
}

}  // namespace

// The first byte is the size of the pieces, the second the length of the boundary.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t step = 1 + data[0] % 64, boundary_size = 1 + data[1] % 8;
  std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  if (bytes.size() < boundary_size) return 0;
  const std::string boundary{bytes.substr(0, boundary_size)};
  bytes.remove_prefix(boundary_size);

  MultipartReader whole{boundary, 10'000}, pieces{boundary, 10'000};
  const auto first = read_in_pieces(whole, bytes, bytes.size() + 1);
  const auto second = read_in_pieces(pieces, bytes, step);
  require((first == MultipartReader::Fault::None) == (second == MultipartReader::Fault::None));
  if (first != MultipartReader::Fault::None) return 0;
  require(whole.form.all() == pieces.form.all());
  require(whole.uploads.size() == pieces.uploads.size());
  require(whole.uploads.size() == whole.files.size());
  for (std::size_t i = 0; i < whole.uploads.size(); ++i) {
    require(whole.uploads[i].size == pieces.uploads[i].size);
    require(whole.uploads[i].file_name == pieces.uploads[i].file_name);
    require(whole.uploads[i].file_name.find_first_of("/\\") == std::string::npos);
    require(whole.uploads[i].size <= bytes.size());
  }
  for (const auto& [name, value] : whole.form.all()) {
    require(is_utf8(name) && is_utf8(value));
    require(!value.contains('\0'));
  }
  return 0;
}
