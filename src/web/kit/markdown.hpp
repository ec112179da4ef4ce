// The pages of the manual as markup: headings, paragraphs, lists, tables, strong, code and links;
// nothing else of Markdown. Text is escaped; a link to "tema.md" leads to /ayuda/tema.
#pragma once

#include <string>
#include <string_view>

#include "web/kit/page.hpp"

namespace web {

struct ManualPage {
  std::string title;  // The first heading.
  std::string lead;   // The paragraph under it.
  Html body;          // The rest.
};
ManualPage manual_page(std::string_view markdown);

}  // namespace web
