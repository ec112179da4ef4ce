// gzip and brotli, and which of them a request takes.
#include "web/compression.hpp"

#include <brotli/encode.h>
#include <cassert>
#include <zlib.h>

#include "web/request_text.hpp"

namespace web {
namespace {

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  // 15 bits of window, 16 more for the gzip frame.
  [[maybe_unused]] const int started =
      deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  assert(started == Z_OK);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  [[maybe_unused]] const int ended = deflate(&stream, Z_FINISH);
  assert(ended == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string brotli(std::string_view bytes, int quality) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  [[maybe_unused]] const auto done =
      BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data()));
  assert(done == BROTLI_TRUE);
  out.resize(size);
  return out;
}

}  // namespace

std::string_view show(Coding coding) {
  return coding == Coding::Gzip ? "gzip" : coding == Coding::Brotli ? "br" : "";
}

Coding preferred(std::string_view accept_encoding) {
  if (accepts(accept_encoding, "br")) return Coding::Brotli;
  if (accepts(accept_encoding, "gzip")) return Coding::Gzip;
  return Coding::Identity;
}

bool compressible(std::string_view content_type, std::size_t size) {
  if (size < 600 || size > (1U << 30)) return false;
  const auto type = media_type(content_type);
  return type.starts_with("text/") || type == "application/json" || type.ends_with("+json") ||
         type == "image/svg+xml" || type == "application/javascript" || type == "application/xml" ||
         type.ends_with("+xml");
}

std::string compressed(std::string_view bytes, Coding coding, Effort effort) {
  const bool quick = effort == Effort::Quick;
  switch (coding) {
    case Coding::Gzip:
      return gzip(bytes, quick ? 5 : 9);
    case Coding::Brotli:
      return brotli(bytes, quick ? 4 : 9);
    case Coding::Identity:
      break;
  }
  return std::string(bytes);
}

const std::string& CompressedForms::of(std::string_view bytes, Coding coding, Effort effort) const {
  assert(coding != Coding::Identity);
  if (coding == Coding::Gzip) {
    std::call_once(gzip_once_, [&] { gzip_ = compressed(bytes, coding, effort); });
    return gzip_;
  }
  std::call_once(brotli_once_, [&] { brotli_ = compressed(bytes, coding, effort); });
  return brotli_;
}

}  // namespace web
