// Files that people sent, in and out.
#include "web/pages/uploads.hpp"

#include <fstream>

#include "base/text.hpp"
#include "commands/capture_input.hpp"
#include "queries/published_reports.hpp"
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

Result<Response> kept_file_response(Visit& visit, std::string_view hash, std::string_view name) {
  auto bytes = TRY(queries::kept_file(visit.db(), hash));
  const auto kind = commands::kind_of_bytes(bytes);
  const bool shown =
      kind && (kind->media_type == "application/pdf" || kind->media_type.starts_with("image/"));
  auto response =
      download(std::move(bytes),
               kind ? kind->media_type : std::string_view("application/octet-stream"), name);
  if (!shown) return response;
  Response inside;
  inside.content_type = response.content_type;
  inside.body = std::move(response.body);
  inside.headers.add("Content-Disposition", "inline; filename*=UTF-8''" + encoded(name));
  inside.headers.add("Content-Security-Policy",
                     "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'");
  inside.headers.add("X-Frame-Options", "SAMEORIGIN");
  return inside;
}

}  // namespace web
