// What a page sees of HTTP: a request as values and an answer as a value. Sockets, limits, ranges
// and compression are the server's business; nothing here knows of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.hpp"
#include "domain/values/period.hpp"

namespace web {

using ::show;  // Of a Date, which no argument-dependent look-up finds past web::show(Method).

enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options };
std::string_view show(Method);

// Names with values, in the order they came; a name may come several times.
class Fields {
 public:
  void add(std::string name, std::string value) {
    all_.emplace_back(std::move(name), std::move(value));
  }
  bool has(std::string_view name) const;
  std::string_view first(std::string_view name) const;  // "" where there is none.
  std::optional<std::string> optional(std::string_view name) const;
  std::vector<std::string> every(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return all_; }

 private:
  std::vector<std::pair<std::string, std::string>> all_;
};

// A file of a form. It was streamed to a temporary file, which goes with the request.
struct Upload {
  std::string field;         // Name of the form's control.
  std::string file_name;     // As the person's device calls it, without any folder.
  std::string content_type;  // As the browser claims; what it is, its bytes say.
  std::string path;
  std::uint64_t size = 0;
};

struct Request {
  Method method = Method::Get;
  std::string path;    // Decoded and without dot segments: "/ejecucion/captura/2026/05/DEL-CARMEN".
  std::string target;  // As it came, with its query.
  Fields query;
  Fields headers;  // Names in lower case.
  Fields cookies;
  Fields form;       // Of a urlencoded or multipart body.
  std::string body;  // Of any other body (JSON of the API).
  std::vector<Upload> uploads;
  std::string remote;   // The person's address, where a configured proxy tells it.
  std::string id;       // For the logs and for the page of an error.
  bool secure = false;  // Came by TLS, here or at a configured proxy.

  const Upload* upload(std::string_view field) const;
};

// How long an answer may be kept by browsers and caches.
enum class Keep : std::uint8_t {
  No,       // "no-store": what only its reader may see.
  Ask,      // "no-cache" with an ETag over the body: public pages.
  Forever,  // "immutable": assets whose name has their hash.
};

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::string file;  // Sent from here instead of `body`, where it is not "".
  Fields headers;    // Beside those that every answer gets (security, length, date, ETag).
  Keep keep = Keep::No;
};

Response redirect(std::string_view to, int status = 303);  // See Other: after a form.
Response download(std::string bytes, std::string_view content_type, std::string_view file_name);

// Percent-encodes all but unreserved characters, for a part of a path or of a query.
std::string encoded(std::string_view);
// A query with each pair encoded: "?orden=-devengado&pagina=2"; "" where there is none.
std::string query_text(const std::vector<std::pair<std::string, std::string>>&);

}  // namespace web
