// Fields and answers; nothing of sockets.
#include "web/http.hpp"

#include <algorithm>

namespace web {

std::string_view show(Method method) {
  constexpr std::string_view names[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  return names[static_cast<std::size_t>(method)];
}

bool Fields::has(std::string_view name) const {
  return std::ranges::any_of(all_, [&](const auto& pair) { return pair.first == name; });
}

std::string_view Fields::first(std::string_view name) const {
  for (const auto& [key, value] : all_)
    if (key == name) return value;
  return {};
}

std::optional<std::string> Fields::optional(std::string_view name) const {
  for (const auto& [key, value] : all_)
    if (key == name) return value;
  return std::nullopt;
}

std::vector<std::string> Fields::every(std::string_view name) const {
  std::vector<std::string> found;
  for (const auto& [key, value] : all_)
    if (key == name) found.push_back(value);
  return found;
}

const Upload* Request::upload(std::string_view field) const {
  for (const auto& one : uploads)
    if (one.field == field) return &one;
  return nullptr;
}

std::string encoded(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

std::string query_text(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::string out;
  for (const auto& [name, value] : pairs)
    out += (out.empty() ? "?" : "&") + encoded(name) + '=' + encoded(value);
  return out;
}

Response redirect(std::string_view to, int status) {
  Response response;
  response.status = status;
  response.content_type = "";
  response.headers.add("Location", std::string(to));
  return response;
}

Response download(std::string bytes, std::string_view content_type, std::string_view file_name) {
  Response response;
  response.content_type = content_type;
  response.body = std::move(bytes);
  std::string plain;
  for (const char c : file_name)
    plain += static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e ||
                     c == '"' || c == '\\'
                 ? '_'
                 : c;
  std::string disposition = "attachment; filename=\"" + plain + '"';
  if (plain != file_name) disposition += "; filename*=UTF-8''" + encoded(file_name);
  response.headers.add("Content-Disposition", std::move(disposition));
  return response;
}

}  // namespace web
