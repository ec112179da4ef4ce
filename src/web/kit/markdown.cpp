// The part of Markdown that the manual uses, as markup.
#include "web/kit/markdown.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace web {
namespace {

std::string address_of(std::string_view target) {
  constexpr std::string_view ending = ".md";
  if (target.ends_with(ending) && !target.contains('/'))
    return "/ayuda/" + std::string(target.substr(0, target.size() - ending.size()));
  return std::string(target);
}

// The earliest of **strong**, `code` and [text](address), again and again.
Html inline_html(std::string_view text) {
  Html out;
  while (!text.empty()) {
    const auto strong = text.find("**"), code = text.find('`'), open = text.find('[');
    const auto first = std::min({strong, code, open});
    if (first == text.npos) break;
    std::size_t end = text.npos, next = text.npos;
    Html piece;
    if (first == strong && (end = text.find("**", first + 2)) != text.npos) {
      piece = html("<strong>{}</strong>", inline_html(text.substr(first + 2, end - first - 2)));
      next = end + 2;
    } else if (first == code && (end = text.find('`', first + 1)) != text.npos) {
      piece = html("<code>{}</code>", text.substr(first + 1, end - first - 1));
      next = end + 1;
    } else if (first == open && (end = text.find("](", first)) != text.npos) {
      const auto close = text.find(')', end);
      if (close != text.npos) {
        piece = link(address_of(text.substr(end + 2, close - end - 2)),
                     text.substr(first + 1, end - first - 1));
        next = close + 1;
      }
    }
    if (next == text.npos) {  // A lone mark is text.
      out += escaped(text.substr(0, first + 1));
      text.remove_prefix(first + 1);
      continue;
    }
    out += escaped(text.substr(0, first));
    out += piece;
    text.remove_prefix(next);
  }
  return out += escaped(text);
}

bool is_item(std::string_view line) { return line.starts_with("- "); }
bool is_step(std::string_view line) {
  const auto dot = line.find(". ");
  return dot != line.npos && dot > 0 && only_digits(line.substr(0, dot));
}
bool is_row(std::string_view line) { return line.starts_with('|'); }

Html table_row(std::string_view line, bool head) {
  Html cells;
  auto parts = split(line, '|');
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) {
    const auto inner = inline_html(trimmed(parts[i]));
    cells += head     ? html("<th scope=\"col\">{}</th>", inner)
             : i == 1 ? html("<th scope=\"row\">{}</th>", inner)
                      : html("<td>{}</td>", inner);
  }
  return html("<tr>{}</tr>\n", cells);
}

class Reader {
 public:
  explicit Reader(std::string_view markdown) : lines_{split(markdown, '\n')} {}

  ManualPage read() {
    ManualPage page;
    while (at_ < lines_.size()) {
      const auto line = trimmed(lines_[at_]);
      if (line.empty()) {
        ++at_;
      } else if (line.starts_with("## ")) {
        ++at_;
        page.body += html("<h2 class=\"govuk-heading-m\">{}</h2>\n", line.substr(3));
      } else if (line.starts_with("# ")) {
        ++at_;
        page.title = line.substr(2);
      } else if (is_item(line)) {
        page.body += html("<ul class=\"govuk-list govuk-list--bullet\">\n{}</ul>\n",
                          items([](std::string_view one) { return is_item(one); }));
      } else if (is_step(line)) {
        page.body += html("<ol class=\"govuk-list govuk-list--number\">\n{}</ol>\n",
                          items([](std::string_view one) { return is_step(one); }));
      } else if (is_row(line)) {
        page.body += table();
      } else {
        auto text = paragraph();
        if (page.lead.empty() && page.body.text.empty())
          page.lead = replaced(text, "**", "");
        else
          page.body += html("<p>{}</p>\n", inline_html(text));
      }
    }
    return page;
  }

 private:
  template <class Is>
  Html items(Is is) {
    Html out;
    while (at_ < lines_.size() && is(trimmed(lines_[at_]))) {
      const auto line = trimmed(lines_[at_++]);
      out += html("<li>{}</li>\n", inline_html(line.substr(line.find(' ') + 1)));
    }
    return out;
  }

  Html table() {
    Html head = table_row(trimmed(lines_[at_++]), true), rows;
    if (at_ < lines_.size() && lines_[at_].starts_with("| ---")) ++at_;
    while (at_ < lines_.size() && is_row(trimmed(lines_[at_])))
      rows += table_row(trimmed(lines_[at_++]), false);
    return html(
        "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Tabla\" tabindex=\"0\"><table "
        "class=\"tabla\"><thead>{}</thead><tbody>{}</tbody></table></div>\n",
        head, rows);
  }

  std::string paragraph() {
    std::string text;
    while (at_ < lines_.size()) {
      const auto line = trimmed(lines_[at_]);
      if (line.empty() || line.starts_with('#') || is_item(line) || is_step(line) || is_row(line))
        break;
      text += (text.empty() ? "" : " ") + std::string(line);
      ++at_;
    }
    return text;
  }

  std::vector<std::string> lines_;
  std::size_t at_ = 0;
};

}  // namespace

ManualPage manual_page(std::string_view markdown) { return Reader(markdown).read(); }

}  // namespace web
