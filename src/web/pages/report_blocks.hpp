// Blocks of a document as markup of the site: the same values as in its files, with the site's
// tables and headings.
#pragma once

#include <span>

#include "documents/document.hpp"
#include "web/kit/page.hpp"

namespace web {

// `level` is that of a heading of the second level of the document.
Html block_html(const documents::Block&, int level);
Html blocks_html(std::span<const documents::Block* const>, int level);

}  // namespace web
