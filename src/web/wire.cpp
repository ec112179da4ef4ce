// Sockets with and without TLS behind one face.
#include "web/wire.hpp"

#include <chrono>
#include <sys/stat.h>
#include <utility>

#include "domain/values/period.hpp"
#include "web/request_text.hpp"

namespace web {
namespace {

constexpr std::string_view content_security_policy =
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

// What every answer says unless it says otherwise itself.
constexpr std::pair<std::string_view, std::string_view> always[] = {
    {"Content-Security-Policy", content_security_policy},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Status";
  }
}

bool same_name(std::string_view a, std::string_view b) { return lower(a) == lower(b); }

class Head {
 public:
  Head(int status, const Fields& own, Milliseconds now) : own_{own} {
    text_.reserve(900);
    text_ += "HTTP/1.1 ";
    text_ += std::to_string(status);
    text_ += ' ';
    text_ += reason_of(status);
    text_ += "\r\nServer: ceiba\r\nDate: ";
    thread_local Milliseconds second = -1;
    thread_local std::string date;
    if (second != now / 1000) {
      second = now / 1000;
      date = http_date(now);
    }
    text_ += date;
    text_ += "\r\n";
  }
  // A line break in a value would begin another header: it becomes a blank.
  void add(std::string_view name, std::string_view value) {
    text_ += name;
    text_ += ": ";
    for (const char c : value) text_ += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
    text_ += "\r\n";
  }
  void add_unless_own(std::string_view name, std::string_view value) {
    if (!own(name)) add(name, value);
  }
  bool own(std::string_view name) const {
    for (const auto& [key, value] : own_.all())
      if (same_name(key, name)) return true;
    return false;
  }
  std::string finish() && {
    text_ += "\r\n";
    return std::move(text_);
  }

 private:
  const Fields& own_;
  std::string text_;
};

std::string_view cache_control(Keep keep) {
  switch (keep) {
    case Keep::No:
      return "no-store";
    case Keep::Ask:
      return "no-cache";
    case Keep::Forever:
      return "public, max-age=31536000, immutable";
  }
  return "no-store";
}

void add_common(Head& head, const Request& request, const Response& response, bool keep_alive) {
  for (const auto& [name, value] : response.headers.all()) head.add(name, value);
  for (const auto& [name, value] : always) head.add_unless_own(name, value);
  if (request.secure) head.add("Strict-Transport-Security", "max-age=31536000");
  head.add_unless_own("Cache-Control", cache_control(response.keep));
  if (!request.id.empty()) head.add("X-Request-Id", request.id);
  head.add("Connection", keep_alive ? "keep-alive" : "close");
}

bool is_get(const Request& request) {
  return request.method == Method::Get || request.method == Method::Head;
}

struct FileFacts {
  bool there = false;
  std::uint64_t size = 0;
  std::string etag;
};

FileFacts facts_of(const std::string& file) {
  struct stat info {};
  if (stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return {};
  return {true, static_cast<std::uint64_t>(info.st_size),
          '"' + std::to_string(info.st_size) + '-' + std::to_string(info.st_mtim.tv_sec) + '.' +
              std::to_string(info.st_mtim.tv_nsec) + '"'};
}

Wire not_modified(const Request& request, const Response& response, std::string_view etag,
                  bool keep_alive, Milliseconds now) {
  Wire wire;
  wire.status = 304;
  wire.keep_alive = keep_alive;
  Head head{304, response.headers, now};
  head.add("ETag", etag);
  head.add("Vary", "Accept-Encoding");
  add_common(head, request, response, keep_alive);
  wire.head = std::move(head).finish();
  return wire;
}

}  // namespace

std::string http_date(Milliseconds now) {
  constexpr std::string_view days[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto seconds = now / 1000, day = seconds / 86400;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const auto two = [](std::int64_t n) { return std::to_string(100 + n).substr(1); };
  std::string out{days[static_cast<std::size_t>(day % 7)]};
  out += ", " + two(unsigned{date.day()}) + ' ';
  out += months[unsigned{date.month()} - 1];
  out += ' ' + std::to_string(int{date.year()}) + ' ' + two(seconds / 3600 % 24) + ':' +
         two(seconds / 60 % 60) + ':' + two(seconds % 60) + " GMT";
  return out;
}

Wire wire_of(const Request& request, Response response, bool keep_alive, Milliseconds now) {
  Wire wire;
  wire.keep_alive = keep_alive;
  FileFacts file;
  if (!response.file.empty()) {
    file = facts_of(response.file);
    if (!file.there) {
      response = {};
      response.status = 404;
      response.content_type = "text/plain; charset=utf-8";
      response.body = "El archivo ya no está.\n";
    }
  }
  const bool good = response.status == 200 && is_get(request);
  std::string etag;
  if (good && file.there) etag = file.etag;
  if (good && !file.there &&
      (response.keep != Keep::No || response.headers.has("Content-Disposition")))
    etag = etag_of(response.body);
  for (const auto& [name, value] : response.headers.all())
    if (same_name(name, "ETag")) etag = value;
  if (good && !etag.empty() && names_etag(request.headers.first("if-none-match"), etag))
    return not_modified(request, response, etag, keep_alive, now);

  const auto size = file.there ? file.size : std::uint64_t{response.body.size()};
  std::optional<ByteRange> range;
  const bool ranges = good && !etag.empty();
  if (ranges && request.headers.has("range")) {
    const auto condition = request.headers.first("if-range");
    if (condition.empty() || condition == etag)
      range = parse_range(request.headers.first("range"), size);
  }
  if (range && !range->satisfiable) {
    response.status = 416;
    response.body.clear();
    file = {};
  } else if (range) {
    response.status = 206;
  }

  auto coding = Coding::Identity;
  const bool may_compress = !file.there && !range && compressible(response.content_type, size);
  if (may_compress) coding = preferred(request.headers.first("accept-encoding"));

  wire.status = response.status;
  Head head{response.status, response.headers, now};
  if (!response.content_type.empty() && response.status != 204)
    head.add_unless_own("Content-Type", response.content_type);
  if (!etag.empty()) head.add_unless_own("ETag", etag);
  if (compressible(response.content_type, 1000)) head.add_unless_own("Vary", "Accept-Encoding");
  if (ranges) head.add("Accept-Ranges", "bytes");
  if (coding != Coding::Identity) {
    // An asset is compressed once for all who ask; a page for its reader.
    response.body = compressed(response.body, coding,
                               response.keep == Keep::Forever ? Effort::Thorough : Effort::Quick);
    head.add("Content-Encoding", show(coding));
  }
  if (range) {
    head.add("Content-Range", range->satisfiable
                                  ? "bytes " + std::to_string(range->first) + '-' +
                                        std::to_string(range->last) + '/' + std::to_string(size)
                                  : "bytes */" + std::to_string(size));
  }
  if (file.there) {
    wire.file = response.file;
    wire.file_from = range ? range->first : 0;
    wire.file_size = range ? range->last - range->first + 1 : size;
  } else if (range && range->satisfiable) {
    wire.body = response.body.substr(range->first, range->last - range->first + 1);
  } else {
    wire.body = std::move(response.body);
  }
  if (response.status != 204) head.add("Content-Length", std::to_string(wire.body_size()));
  add_common(head, request, response, keep_alive);
  wire.head = std::move(head).finish();
  if (request.method == Method::Head) {
    wire.body.clear();
    wire.file.clear();
    wire.file_size = 0;
  }
  return wire;
}

Wire wire_of(const Request& request, const std::shared_ptr<const KeptAnswer>& kept, bool keep_alive,
             Milliseconds now) {
  const auto& response = kept->response;
  if (names_etag(request.headers.first("if-none-match"), kept->etag))
    return not_modified(request, response, kept->etag, keep_alive, now);
  Wire wire;
  wire.keep_alive = keep_alive;
  wire.owner = kept;
  auto coding = Coding::Identity;
  if (compressible(response.content_type, response.body.size()))
    coding = preferred(request.headers.first("accept-encoding"));
  Head head{200, response.headers, now};
  head.add("Content-Type", response.content_type);
  head.add("ETag", kept->etag);
  head.add("Vary", "Accept-Encoding");
  if (coding == Coding::Identity) {
    wire.view = response.body;
  } else {
    wire.view = kept->forms.of(response.body, coding, Effort::Thorough);
    head.add("Content-Encoding", show(coding));
  }
  head.add("Content-Length", std::to_string(wire.view.size()));
  add_common(head, request, response, keep_alive);
  wire.head = std::move(head).finish();
  if (request.method == Method::Head) wire.view = {};
  return wire;
}

Wire short_answer(int status, Milliseconds now) {
  Request request;
  Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::to_string(status) + ' ' + std::string(reason_of(status)) + '\n';
  if (status == 503) response.headers.add("Retry-After", "2");
  return wire_of(request, std::move(response), false, now);
}

}  // namespace web
