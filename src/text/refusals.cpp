// Fills the sentences of refusals.hpp from the details of an Error.
#include "text/refusals.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace text {
namespace {

constexpr const std::span<const Sentence>* rooms[] = {
    &base_sentences,         &values_sentences,         &catalogs_sentences,
    &evaluation_sentences,   &access_sentences,         &organization_sentences,
    &reporting_sentences,    &storage_sentences,        &commands_sentences,
    &cli_sentences,          &production_sentences,     &readers_sentences,
    &documents_sentences,    &accountability_sentences, &disclosure_sentences,
    &journal_sentences,      &planning_sentences,       &budget_sentences,
    &web_sentences,          &verification_sentences,   &rules_sentences,
    &money_sentences,        &control_sentences,        &control_tool_sentences,
    &transparency_sentences,
};

constexpr std::size_t listed_at_most = 20;

// The places of a fault, from the outermost in.
constexpr struct {
  std::string_view detail, label;
} places[] = {
    {"archivo", ""},         {"hoja", "hoja "},   {"linea", "línea "},
    {"columna", "columna "}, {"celda", "celda "}, {"campo", "campo "},
};

// The template with its slots filled, or nothing where a slot has no value and `strict`.
std::optional<std::string> filled(std::string_view pattern, const Error& error, bool strict) {
  std::string out;
  while (!pattern.empty()) {
    const char c = pattern.front();
    const auto end = c == '{' ? pattern.find('}') : c == '[' ? pattern.find(']') : pattern.npos;
    if (end == pattern.npos) {
      out += c;
      pattern.remove_prefix(1);
      continue;
    }
    const auto inside = pattern.substr(1, end - 1);
    pattern.remove_prefix(end + 1);
    if (c == '[') {
      out += filled(inside, error, true).value_or("");
      continue;
    }
    const auto value = detail_of(error, inside);
    if (value.empty() && strict) return std::nullopt;
    out += value.empty() ? "(sin dato)" : value;
  }
  return out;
}

bool tells(const Error& error, std::string_view slot) {
  const auto* sentence = sentence_of(error.code);
  const std::string pattern = "{" + std::string(slot) + "}";
  return sentence != nullptr && (sentence->what.find(pattern) != std::string_view::npos ||
                                 sentence->remedy.find(pattern) != std::string_view::npos);
}

// "Hallado: «x»; Se esperaba: «y»", without what the sentence itself says already.
std::string found_and_expected(const Error& error) {
  std::string out;
  for (const auto& [slot, label] : {std::pair{"hallado", "Hallado"}, {"esperado", "Se esperaba"}}) {
    const auto value = detail_of(error, slot);
    if (value.empty() || tells(error, slot)) continue;
    if (!out.empty()) out += "; ";
    out += std::string(label) + ": «" + std::string(value) + "»";
  }
  return out;
}

void add_line(std::string& out, std::string_view label, std::string_view value) {
  if (value.empty()) return;
  out += "\n  ";
  out += label;
  out += value;
}

void add_once(std::vector<std::string>& list, std::string entry) {
  if (!entry.empty() && std::find(list.begin(), list.end(), entry) == list.end())
    list.push_back(std::move(entry));
}

}  // namespace

const Sentence* sentence_of(std::string_view code) {
  for (const auto* room : rooms)
    for (const auto& sentence : *room)
      if (sentence.code == code) return &sentence;
  return nullptr;
}

std::vector<Sentence> all_sentences() {
  std::vector<Sentence> all;
  for (const auto* room : rooms) all.insert(all.end(), room->begin(), room->end());
  return all;
}

std::string what_happened(const Error& error) {
  const auto* sentence = sentence_of(error.code);
  if (sentence == nullptr) return "Error " + error.code + ".";
  return filled(sentence->what, error, false).value_or("");
}

std::string where_it_is(const Error& error) {
  std::string out;
  for (const auto& [detail, label] : places) {
    const auto value = detail_of(error, detail);
    if (value.empty()) continue;
    if (!out.empty()) out += ", ";
    out += label;
    out += value;
  }
  return out;
}

std::string what_to_do(const Error& error) {
  const auto* sentence = sentence_of(error.code);
  return sentence == nullptr ? "" : filled(sentence->remedy, error, false).value_or("");
}

std::string explain(const Error& error) {
  // A reader's error is the first of its list: then the list says it, and the head counts.
  const bool counted_only = error.all.size() > 1 && error.all.front().code == error.code;
  std::string out = counted_only
                        ? "Se encontraron " + std::to_string(error.all.size()) + " errores."
                        : what_happened(error);
  add_line(out,
           "Dónde: ", counted_only ? std::string(detail_of(error, "archivo")) : where_it_is(error));
  if (!counted_only) add_line(out, "", found_and_expected(error));

  std::vector<std::string> remedies;
  if (!counted_only) add_once(remedies, what_to_do(error));
  const auto shown = std::min(error.all.size(), listed_at_most);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& one = error.all[i];
    const auto place = where_it_is(one);
    out += "\n  " + std::to_string(i + 1) + ". " + (place.empty() ? "" : place + ": ") +
           what_happened(one);
    if (const auto more = found_and_expected(one); !more.empty()) out += " (" + more + ")";
    add_once(remedies, what_to_do(one));
  }
  if (error.all.size() > shown) out += "\n  y " + std::to_string(error.all.size() - shown) + " más";

  if (remedies.size() == 1) add_line(out, "Qué hacer: ", remedies.front());
  if (remedies.size() > 1) {
    out += "\n  Qué hacer:";
    for (const auto& remedy : remedies) out += "\n  - " + remedy;
  }
  return out;
}

}  // namespace text
