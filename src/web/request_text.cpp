// The texts of a request (target, query, cookies, dates) as values.
#include "web/request_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace web {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::string_view blanks_off(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Calls `each` with every part between `separator`s.
template <class Each>
void parts_of(std::string_view text, char separator, Each each) {
  for (;;) {
    const auto end = text.find(separator);
    each(text.substr(0, end));
    if (end == text.npos) return;
    text.remove_prefix(end + 1);
  }
}

// "q=0", "q=0.000": not wanted at all.
bool refused_by_quality(std::string_view parameters) {
  bool refused = false;
  parts_of(parameters, ';', [&](std::string_view part) {
    part = blanks_off(part);
    if (!part.starts_with("q=") && !part.starts_with("Q=")) return;
    refused = part.size() > 2 && part.substr(2).find_first_not_of("0.") == part.npos;
  });
  return refused;
}

std::optional<std::uint64_t> number(std::string_view digits) {
  if (digits.empty() || digits.size() > 18) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

}  // namespace

std::string lower(std::string_view ascii) {
  std::string out(ascii);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  if (out.contains('\0') || !is_utf8(out)) return std::nullopt;
  return out;
}

std::optional<Target> parse_target(std::string_view target) {
  for (const auto scheme : {std::string_view("http://"), std::string_view("https://")}) {
    if (!target.starts_with(scheme)) continue;
    const auto slash = target.find('/', scheme.size());
    target = slash == target.npos ? "/" : target.substr(slash);
  }
  if (!target.starts_with('/')) return std::nullopt;
  target = target.substr(0, target.find('#'));
  const auto mark = target.find('?');
  Target out;
  bool good = true;
  const auto path = target.substr(1, mark == target.npos ? mark : mark - 1);
  parts_of(path, '/', [&](std::string_view raw) {
    const auto segment = percent_decoded(raw, false);
    if (!segment || *segment == "." || *segment == ".." ||
        segment->find_first_of("/\\") != std::string::npos ||
        std::ranges::any_of(*segment, is_control)) {
      good = false;
    } else if (!segment->empty()) {
      out.path += '/';
      out.path += *segment;
    }
  });
  if (!good) return std::nullopt;
  if (out.path.empty()) out.path = "/";
  if (mark != target.npos) {
    auto query = parse_query(target.substr(mark + 1));
    if (!query) return std::nullopt;
    out.query = *std::move(query);
  }
  return out;
}

std::optional<Fields> parse_query(std::string_view text) {
  Fields out;
  bool good = true;
  parts_of(text, '&', [&](std::string_view pair) {
    if (pair.empty() || !good) return;
    const auto equals = pair.find('=');
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value =
        percent_decoded(equals == pair.npos ? std::string_view{} : pair.substr(equals + 1), true);
    if (!name || !value || out.all().size() >= fields_max)
      good = false;
    else
      out.add(*std::move(name), *std::move(value));
  });
  if (!good) return std::nullopt;
  return out;
}

Fields parse_cookies(std::string_view header) {
  Fields out;
  parts_of(header, ';', [&](std::string_view pair) {
    pair = blanks_off(pair);
    const auto equals = pair.find('=');
    if (equals == pair.npos || equals == 0 || out.all().size() >= 50) return;
    auto value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (!is_utf8(value) || std::ranges::any_of(value, is_control)) return;
    out.add(std::string(pair.substr(0, equals)), std::string(value));
  });
  return out;
}

bool accepts(std::string_view header, std::string_view coding) {
  bool found = false;
  parts_of(header, ',', [&](std::string_view one) {
    const auto semicolon = one.find(';');
    if (lower(blanks_off(one.substr(0, semicolon))) != coding) return;
    found = semicolon == one.npos || !refused_by_quality(one.substr(semicolon + 1));
  });
  return found;
}

bool names_etag(std::string_view header, std::string_view etag) {
  bool found = false;
  parts_of(header, ',', [&](std::string_view one) {
    one = blanks_off(one);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == "*" || one == etag) found = true;
  });
  return found;
}

std::optional<ByteRange> parse_range(std::string_view header, std::uint64_t size) {
  if (!header.starts_with("bytes=") || header.contains(',')) return std::nullopt;
  header.remove_prefix(6);
  const auto dash = header.find('-');
  if (dash == header.npos) return std::nullopt;
  const auto from = number(blanks_off(header.substr(0, dash)));
  const auto to = number(blanks_off(header.substr(dash + 1)));
  if (dash == 0) {  // The last `to` bytes.
    if (!to) return std::nullopt;
    if (*to == 0 || size == 0) return ByteRange{0, 0, false};
    return ByteRange{*to >= size ? 0 : size - *to, size - 1, true};
  }
  if (!from || (!to && dash + 1 != header.size())) return std::nullopt;
  if (to && *to < *from) return std::nullopt;
  if (*from >= size) return ByteRange{0, 0, false};
  return ByteRange{*from, to ? std::min(*to, size - 1) : size - 1, true};
}

std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at < header.size()) {
    ++at;
    while (at < header.size() && (header[at] == ' ' || header[at] == '\t')) ++at;
    const auto start = at;
    while (at < header.size() && header[at] != '=' && header[at] != ';') ++at;
    const auto key = lower(blanks_off(header.substr(start, at - start)));
    if (at >= header.size() || header[at] == ';') continue;
    std::string value;
    if (++at < header.size() && header[at] == '"') {
      // Browsers write a quote of a file's name as %22, and a backslash as it is.
      for (++at; at < header.size() && header[at] != '"'; ++at) {
        if (header[at] == '\\' && at + 1 < header.size() && header[at + 1] == '"') ++at;
        value += header[at];
      }
      at = header.find(';', at);
    } else {
      const auto end = std::min(header.find(';', at), header.size());
      value = blanks_off(header.substr(at, end - at));
      at = end;
    }
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string media_type(std::string_view header) {
  return lower(blanks_off(header.substr(0, header.find(';'))));
}

std::string plain_file_name(std::string_view name) {
  if (const auto slash = name.find_last_of("/\\"); slash != name.npos)
    name.remove_prefix(slash + 1);
  std::string out;
  if (is_utf8(name))
    for (const char c : name)
      if (!is_control(c)) out += c;
  while (out.size() > 200 || !is_utf8(out)) out.pop_back();
  if (out.empty() || out == "." || out == "..") out = "archivo";
  return out;
}

}  // namespace web
