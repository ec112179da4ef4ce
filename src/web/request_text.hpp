// The texts of a request as values: its target, its query, its cookies, its lists. Everything here
// reads foreign bytes, never fails halfway, and is fuzzed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "web/http.hpp"

namespace web {

inline constexpr std::size_t fields_max = 20'000;  // A month of 24 units has about 2,000.

// "%C3%B1" → "ñ". Nothing where an escape is broken, or the outcome is not UTF-8 or holds NUL.
std::optional<std::string> percent_decoded(std::string_view, bool plus_is_space);

struct Target {
  std::string path;  // Decoded; begins with "/"; without empty, "." or ".." segments.
  Fields query;
};
// Origin form ("/a?b") or absolute form ("http://host/a?b"). Nothing for a path that leaves its
// place, that hides a slash or a control character, and for what percent_decoded() refuses.
std::optional<Target> parse_target(std::string_view target);

// "a=1&b=%20". Nothing where a part cannot be decoded or there are more than fields_max.
std::optional<Fields> parse_query(std::string_view text);

// "a=1; b=2" of the header Cookie. What is not a pair is left out.
Fields parse_cookies(std::string_view header);

// Whether `header` ("gzip, br;q=0.8, *;q=0") accepts this coding.
bool accepts(std::string_view header, std::string_view coding);

// Whether If-None-Match names this ETag ("*", or a list; weak comparison).
bool names_etag(std::string_view header, std::string_view etag);

// One range of "bytes=a-b" within `size`; nothing where there is none that this server serves
// (several ranges, another unit): then the whole is sent.
struct ByteRange {
  std::uint64_t first = 0, last = 0;
  bool satisfiable = true;
};
std::optional<ByteRange> parse_range(std::string_view header, std::uint64_t size);

// The value of a parameter of a header: parameter("form-data; name=\"a\"", "name") → "a".
std::optional<std::string> parameter(std::string_view header, std::string_view name);

// "text/html; charset=utf-8" → "text/html", in lower case.
std::string media_type(std::string_view header);

// Only the name of a file: no folder of either kind of slash, no control characters, at most 200
// bytes, never empty.
std::string plain_file_name(std::string_view);

std::string lower(std::string_view ascii);

}  // namespace web
