// The bytes of an uploaded file, and what they are.
#include "web/pages/uploads.hpp"

#include <fstream>

#include "web/refusals.hpp"

namespace web {

Result<std::string> bytes_of(const Upload& upload) {
  std::ifstream in(upload.path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(upload.size), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in || in.gcount() != static_cast<std::streamsize>(bytes.size()))
    return refuse(Refusal::Failed);
  return bytes;
}

}  // namespace web
