// An answer as it goes out: the head as text, and where its body is. Everything that every answer
// gets is decided here: security headers, ETag and 304, ranges, compression, how long to keep it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "web/application.hpp"
#include "web/http.hpp"

namespace web {

struct Wire {
  int status = 200;
  std::string head;  // Status line, headers, blank line.
  std::string body;  // Where `view` and `file` are empty.
  std::shared_ptr<const void> owner;
  std::string_view view;  // A body that `owner` keeps.
  std::string file;       // A file, from `file_from` on, `file_size` bytes.
  std::uint64_t file_from = 0, file_size = 0;
  bool keep_alive = true;

  std::uint64_t body_size() const {
    return file.empty() ? (owner ? view.size() : body.size()) : file_size;
  }
};

Wire wire_of(const Request&, Response, bool keep_alive, Milliseconds now);
Wire wire_of(const Request&, const std::shared_ptr<const KeptAnswer>&, bool keep_alive,
             Milliseconds now);

// A short answer of the server itself, before there is a request that a page could answer.
Wire short_answer(int status, Milliseconds now);

// "Sun, 22 Nov 2026 10:42:00 GMT"
std::string http_date(Milliseconds);

}  // namespace web
