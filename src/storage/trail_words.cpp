// Words of acts, and their rows in trail_word.
#include "storage/trail_words.hpp"

#include <set>

#include "base/json.hpp"
#include "storage/journal_store.hpp"

namespace storage {
namespace {

constexpr std::size_t word_max = 64;    // Bytes: a hash in hexadecimal.
constexpr std::size_t words_max = 120;  // Of one act.
constexpr std::int64_t batch = 5'000;   // Entries indexed at a time.

// False once there are too many.
bool gather(const json::value& value, std::set<std::string>& words) {
  if (const auto* object = value.if_object()) {
    for (const auto& [key, inner] : *object)
      if (!gather(inner, words)) return false;
  } else if (const auto* array = value.if_array()) {
    for (const auto& inner : *array)
      if (!gather(inner, words)) return false;
  } else if (const auto* text = value.if_string()) {
    if (!text->empty() && text->size() <= word_max) words.emplace(text->data(), text->size());
  } else if (const auto* number = value.if_int64()) {
    words.insert(std::to_string(*number));
  }
  return words.size() <= words_max;
}

}  // namespace

std::vector<std::string> words_of_act(std::string_view act) {
  const auto parsed = parse_json(act);
  if (!parsed) return {std::string(says_much)};
  std::set<std::string> words;
  if (!gather(*parsed, words)) return {std::string(says_much)};
  return {words.begin(), words.end()};
}

Result<void> index_entry(Database& db, std::string_view institution, std::int64_t seq,
                         std::string_view act) {
  for (const auto& word : words_of_act(act))
    CHECK(db.run("insert into trail_word (institution, word, seq) values (?1, ?2, ?3)", institution,
                 word, seq));
  return {};
}

Result<void> index_whole_trail(Database& db) {
  for (const auto& institution : TRY(journals(db))) {
    const auto last = TRY(read_head(db, institution, Lock::None)).seq;
    for (std::int64_t from = 1; from <= last; from += batch) {
      // Read first, written afterwards: one question at a time.
      std::vector<std::pair<std::int64_t, std::string>> acts;
      CHECK(each_entry(db, institution, from, from + batch - 1,
                       [&](const accountability::JournalEntry& entry) -> Result<void> {
                         acts.emplace_back(entry.seq, entry.act);
                         return {};
                       }));
      for (const auto& [seq, act] : acts) CHECK(index_entry(db, institution, seq, act));
    }
  }
  return {};
}

}  // namespace storage
