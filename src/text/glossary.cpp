// The terms of the embedded glossary, in the order of the Spanish alphabet.
#include "text/glossary.hpp"

#include <algorithm>
#include <cassert>

#include "base/json.hpp"
#include "base/resources.hpp"

namespace text {

const std::vector<Term>& all_terms() {
  static const auto all = [] {
    std::vector<Term> made;
    const auto read = parse_json(resource("docs/glosario.json").value_or("[]"));
    assert(read && read->is_array() && "docs/glosario.json is built in and tested");
    for (const auto& value : read->get_array()) {
      const auto& one = value.as_object();
      const auto at = [&](std::string_view key) { return optional_text_at(one, key).value_or(""); };
      Term term{at("clave"),  at("termino"),           at("definicion"),
                at("fuente"), at("ejemplo"),           {},
                at("ingles"), at("definicion_ingles"), at("ejemplo_ingles")};
      if (const auto synonyms = array_at(one, "sinonimos"))
        for (const auto& synonym : *synonyms)
          if (synonym.is_string()) term.synonyms.emplace_back(synonym.get_string());
      made.push_back(std::move(term));
    }
    return made;
  }();
  return all;
}

const Term* term_of(std::string_view slug) {
  const auto found = std::ranges::find(all_terms(), slug, &Term::slug);
  return found == all_terms().end() ? nullptr : &*found;
}

}  // namespace text
