// The words by which an entry of the journal is found again: the values that its act says, each as
// it is written there. An index and nothing else: the journal does not depend on it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"

namespace storage {

// Under this word stand the entries whose acts say more than an index should hold (imports): who
// looks for something asks those few acts themselves.
inline constexpr std::string_view says_much = "";

// The distinct texts and numbers of an act, up to 64 bytes each, in order; only says_much where
// there are too many. A longer text is no word.
std::vector<std::string> words_of_act(std::string_view act);

// The rows of one entry.
Result<void> index_entry(Database&, std::string_view institution, std::int64_t seq,
                         std::string_view act);

// Those of every entry there is, for a base that was made before the index.
Result<void> index_whole_trail(Database&);

}  // namespace storage
