// HTML that is safe by type: a text is escaped unless it already is Html, and only this file and
// the renderers may make Html out of literals.
#pragma once

#include <string>
#include <string_view>

namespace documents {

struct Html {
  std::string text;
  Html& operator+=(const Html& more) {
    text += more.text;
    return *this;
  }
  friend Html operator+(Html a, const Html& b) { return a += b; }
};

inline Html escaped(std::string_view text) {
  Html out;
  for (const char c : text) {
    switch (c) {
      case '<':
        out.text += "&lt;";
        break;
      case '>':
        out.text += "&gt;";
        break;
      case '&':
        out.text += "&amp;";
        break;
      case '"':
        out.text += "&quot;";
        break;
      case '\'':
        out.text += "&#39;";
        break;
      default:
        out.text += c;
    }
  }
  return out;
}

inline const Html& as_html(const Html& html) { return html; }
inline Html as_html(std::string_view text) { return escaped(text); }
inline Html as_html(int number) { return {std::to_string(number)}; }

// Fills each {} of `markup`, in order.
template <class... Parts>
Html html(std::string_view markup, const Parts&... parts) {
  Html out;
  [[maybe_unused]] const auto fill = [&](const Html& part) {
    const auto hole = markup.find("{}");
    out.text.append(markup.substr(0, hole)).append(part.text);
    markup.remove_prefix(hole + 2);
  };
  (fill(as_html(parts)), ...);
  out.text.append(markup);
  return out;
}

}  // namespace documents
