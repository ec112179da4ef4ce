// gzip and brotli for text.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace web {

enum class Coding : unsigned char { Identity, Gzip, Brotli };
std::string_view show(Coding);  // "gzip", "br"; "" for none.

// What the header Accept-Encoding wants most, of what this server has.
Coding preferred(std::string_view accept_encoding);

// Whether compressing it pays: text of some length.
bool compressible(std::string_view content_type, std::size_t size);

enum class Effort : unsigned char { Quick, Thorough };  // Once per answer; once for many.
std::string compressed(std::string_view bytes, Coding, Effort);

// The compressed forms of bytes that are sent often, each made when it is first asked for.
class CompressedForms {
 public:
  const std::string& of(std::string_view bytes, Coding, Effort) const;

 private:
  mutable std::once_flag gzip_once_, brotli_once_;
  mutable std::string gzip_, brotli_;
};

}  // namespace web
