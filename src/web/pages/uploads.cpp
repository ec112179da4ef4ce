// Files that people sent, in and out.
#include "web/pages/uploads.hpp"

#include <fstream>

#include "base/text.hpp"
#include "commands/capture_input.hpp"
#include "commands/keep_file.hpp"
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

std::optional<std::string> media_type_of(const Upload& upload, std::string_view bytes,
                                         Takes takes) {
  if (takes == Takes::Papers && upload.file_name.ends_with(".xml")) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    auto text = bytes;
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
    if (trimmed(text).starts_with('<')) return "application/xml";
    return std::nullopt;
  }
  const auto kind = commands::kind_of_bytes(bytes);
  if (!kind || !commands::name_fits(upload.file_name, *kind)) return std::nullopt;
  return std::string(kind->media_type);
}

std::string_view not_its_name(Takes takes) {
  return takes == Takes::Papers
             ? "El archivo no es lo que su nombre dice: suba un PDF, una imagen o un XML."
             : "El archivo no es lo que su nombre dice: suba un PDF, una imagen o una hoja.";
}

Result<json::object> kept_upload(Visit& visit, std::string_view control, FormState& state,
                                 Takes takes) {
  json::object out;
  const auto* upload = visit.request.upload(control);
  if (upload == nullptr || upload->size == 0) return out;
  const auto bytes = TRY(bytes_of(*upload));
  const auto type = media_type_of(*upload, bytes, takes);
  if (!type) state.fault(std::string(control), std::string(not_its_name(takes)));
  if (state.faulty()) return out;
  auto context = TRY(visit.context(commands::Use::Change));
  out["huella"] = TRY(commands::keep_file(context, bytes));
  out["nombre"] = upload->file_name;
  out["tipo"] = *type;
  out["bytes"] = static_cast<std::int64_t>(bytes.size());
  return out;
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
