// The English of the public portal and the shell: a gettext catalogue (po/en.po) whose msgid is the
// Spanish. Laws and proper names stay in Spanish and are not here.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace text {

struct Translation {
  std::string spanish, english;
};

// The entries of a .po file, in its order; the header and what is not translated are left out.
// Reads msgid and msgstr over several lines with C's escapes; no plurals and no contexts, since
// there are none in ours.
std::vector<Translation> parse_po(std::string_view bytes);

// The English of a sentence; nullptr where the catalogue has none.
const std::string* english_of(std::string_view spanish);

}  // namespace text
