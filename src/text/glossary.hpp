// The words of the field for people, in Spanish with their English (docs/glosario.json). Not the
// glossary of the code, which is GLOSSARY.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace text {

struct Term {
  std::string slug;  // "meta-fisica": in addresses.
  std::string word, meaning, source, example;
  std::vector<std::string> synonyms;
  std::string english, english_meaning, english_example;
};

// In alphabetical order of the Spanish.
const std::vector<Term>& all_terms();
const Term* term_of(std::string_view slug);

}  // namespace text
