// One pass over the words, led by the table of options.
#include "cli/parse.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "cli/refusals.hpp"

namespace cli {
namespace {

std::size_t words_in(std::string_view path) { return split(path, ' ').size(); }

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j)
      diagonal = std::exchange(
          row[j], std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])}));
  }
  return row[b.size()];
}

bool positional(const Option& option) { return !option.name.starts_with('-'); }
bool is_switch(const Option& option) { return !positional(option) && option.value.empty(); }

std::vector<const Option*> options_of(const Command& command) {
  std::vector<const Option*> all;
  for (const auto& option : command.options) all.push_back(&option);
  for (const auto& option : common_options()) all.push_back(&option);
  return all;
}

// "-q,--callado" → "--callado": the name by which the program asks for it.
std::string key_of(const Option& option) {
  const auto names = split(option.name, ',');
  return names.back();
}

std::unexpected<Error> unknown(const Command& command, const std::string& word) {
  if (!word.starts_with('-'))
    return refuse(Refusal::TooManyWords, {{"hallado", word}, {"orden", std::string(command.path)}});
  std::vector<std::string> known;
  for (const auto* option : options_of(command))
    if (!positional(*option)) known.push_back(key_of(*option));
  const auto near = nearest(word, known);
  return refuse(Refusal::UnknownOption, {{"hallado", word},
                                         {"orden", std::string(command.path)},
                                         {"sugerencia", near.empty() ? "" : near.front()}});
}

bool answers_to(const Option& option, const std::string& name) {
  const auto names = split(option.name, ',');
  return !positional(option) && std::ranges::find(names, name) != names.end();
}

// A required option is there, and its values are among its choices.
Result<void> check_option(const Command& command, const Option& option,
                          const std::vector<std::pair<std::string, std::string>>& words) {
  const auto key = key_of(option);
  const auto choices = split(option.choices, '|');
  bool given = false;
  for (const auto& [name, value] : words) {
    if (name != key) continue;
    given = true;
    if (!option.choices.empty() && std::ranges::find(choices, value) == choices.end())
      return refuse(Refusal::NotAChoice,
                    {{"campo", key}, {"hallado", value}, {"esperado", joined(choices, ", ")}});
  }
  if (option.required && !given)
    return refuse(Refusal::MissingOption, {{"campo", key}, {"orden", std::string(command.path)}});
  return {};
}

}  // namespace

std::vector<std::string> nearest(const std::string& word, const std::vector<std::string>& known) {
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const auto& candidate : known)
    if (const auto distance = edit_distance(word, candidate);
        3 * distance <= std::max(word.size(), candidate.size()))
      ranked.emplace_back(distance, candidate);
  std::ranges::stable_sort(ranked, {}, &std::pair<std::size_t, std::string>::first);
  std::vector<std::string> names;
  for (auto& [distance, name] : ranked) names.push_back(std::move(name));
  return names;
}

const Command* command_named(const std::vector<std::string>& arguments) {
  const Command* found = nullptr;
  for (const auto* command : all_commands()) {
    const auto path = split(command->path, ' ');
    if (path.size() > arguments.size()) continue;
    if (!std::equal(path.begin(), path.end(), arguments.begin())) continue;
    if (!found || words_in(found->path) < path.size()) found = command;
  }
  return found;
}

Result<std::vector<std::pair<std::string, std::string>>> parse_words(
    const Command& command, const std::vector<std::string>& arguments) {
  const auto options = options_of(command);
  std::vector<const Option*> places;  // Positionals still to be filled, in order.
  std::ranges::copy_if(options, std::back_inserter(places),
                       [](auto* one) { return positional(*one); });

  std::vector<std::pair<std::string, std::string>> words;
  bool only_places = false;  // After "--".
  for (auto at = words_in(command.path); at < arguments.size(); ++at) {
    const auto& word = arguments[at];
    if (!only_places && word == "--") {
      only_places = true;
    } else if (only_places || word.size() < 2 || word.front() != '-') {
      if (places.empty()) return unknown(command, word);
      words.emplace_back(places.front()->name, word);
      if (!places.front()->repeated) places.erase(places.begin());
    } else {
      const auto equals = word.find('=');
      const auto name = word.substr(0, equals);
      const auto found =
          std::ranges::find_if(options, [&](auto* one) { return answers_to(*one, name); });
      if (found == options.end()) return unknown(command, name);
      if (is_switch(**found) && equals != word.npos) return unknown(command, word);
      const bool needs_next = !is_switch(**found) && equals == word.npos;
      if (needs_next && at + 1 == arguments.size())
        return refuse(Refusal::MissingValue, {{"campo", name}});
      words.emplace_back(key_of(**found), is_switch(**found) ? ""
                                          : needs_next       ? arguments[++at]
                                                             : word.substr(equals + 1));
    }
  }
  for (const auto* option : options) CHECK(check_option(command, *option, words));
  return words;
}

}  // namespace cli
