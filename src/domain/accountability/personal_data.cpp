// Patterns of personal data.
#include "domain/accountability/personal_data.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "domain/values/identifiers.hpp"

namespace disclosure {
namespace {

constexpr std::string_view names[] = {"un CUI", "un teléfono", "un correo electrónico",
                                      "una columna de nombres de personas"};

// Folded headings of columns that name persons. «Nombre» alone names products and units too.
constexpr std::array<std::string_view, 15> name_headings = {"nombres",
                                                            "apellidos",
                                                            "apellido",
                                                            "nombres y apellidos",
                                                            "nombre y apellido",
                                                            "nombre completo",
                                                            "apellidos y nombres",
                                                            "nombre de la persona",
                                                            "nombre del beneficiario",
                                                            "nombre del solicitante",
                                                            "nombre del migrante",
                                                            "persona migrante",
                                                            "nombre de la persona migrante",
                                                            "beneficiario",
                                                            "nombre del titular"};
constexpr std::array<std::string_view, 5> telephone_headings = {"telefono", "celular", "movil",
                                                                "tel.", "numero de telefono"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

// Runs of digits with single blanks or hyphens between them, and what stands around: "1234 56789
// 0101" of "CUI 1234 56789 0101".
struct Run {
  std::string digits;
  std::vector<std::size_t> groups;  // Lengths.
  bool plus = false;                // "+502 …"
  bool bare = true;                 // Nothing of a word or number touches it.
};
std::vector<Run> runs_of(std::string_view text) {
  std::vector<Run> out;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    Run run;
    const char before = at == 0 ? ' ' : text[at - 1];
    run.plus = before == '+';
    run.bare = !is_word(before) && before != '.' && before != ',' && before != '-' && before != '/';
    std::size_t group = 0;
    while (at < text.size()) {
      if (is_digit(text[at])) {
        run.digits += text[at++];
        ++group;
        continue;
      }
      const bool joins =
          (text[at] == ' ' || text[at] == '-') && at + 1 < text.size() && is_digit(text[at + 1]);
      if (!joins) break;
      run.groups.push_back(group);
      group = 0;
      ++at;
    }
    run.groups.push_back(group);
    const char after = at == text.size() ? ' ' : text[at];
    const bool fraction =
        (after == '.' || after == ',') && at + 1 < text.size() && is_digit(text[at + 1]);
    run.bare = run.bare && !is_word(after) && after != '/' && !fraction;
    out.push_back(std::move(run));
  }
  return out;
}

bool is_cui(const Run& run) {
  const bool grouped = run.groups == std::vector<std::size_t>{13} ||
                       run.groups == std::vector<std::size_t>{4, 5, 4} ||
                       run.groups == std::vector<std::size_t>{8, 1, 4} ||
                       run.groups == std::vector<std::size_t>{8, 1, 2, 2};
  return run.bare && grouped && Cui::parse(run.digits).has_value();
}

bool is_year(std::string_view digits) {
  return digits.starts_with("19") || digits.starts_with("20");
}

// Guatemala's numbers have eight digits and begin with 2 to 7: by the country's code, or written
// in two halves that are not two years.
bool is_telephone(const Run& run) {
  std::string_view digits = run.digits;
  if (run.plus && digits.size() == 11 && digits.starts_with("502")) return true;
  if (!run.bare || run.groups != std::vector<std::size_t>{4, 4}) return false;
  if (is_year(digits.substr(0, 4)) && is_year(digits.substr(4))) return false;
  return digits[0] >= '2' && digits[0] <= '7';
}

bool is_local(char c) { return is_word(c) || c == '.' || c == '_' || c == '-' || c == '+'; }

// Addresses of the State's own domain are of an office.
bool has_email(std::string_view text) {
  for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    if (at == 0 || !is_local(text[at - 1])) continue;
    std::size_t end = at + 1;
    while (end < text.size() && is_local(text[end])) ++end;
    auto domain = folded(text.substr(at + 1, end - at - 1));
    while (domain.ends_with('.')) domain.pop_back();
    const auto dot = domain.find('.');
    if (dot == domain.npos || dot == 0 || dot + 1 == domain.size()) continue;
    if (!domain.ends_with(".gob.gt") && domain != "gob.gt") return true;
  }
  return false;
}

bool looks_like_a_name(std::string_view text) {
  int words = 0;
  for (const auto& word : split(collapsed(text), ' ')) {
    if (std::ranges::any_of(word, is_digit)) return false;
    words += word.size() > 1;
  }
  return words >= 2;
}

bool is_one_of(std::span<const std::string_view> headings, std::string_view text) {
  return text.size() <= 60 && std::ranges::find(headings, folded(text)) != headings.end();
}

}  // namespace

std::string_view name_of(Pattern pattern) { return names[static_cast<std::size_t>(pattern)]; }

std::optional<Pattern> pattern_in(std::string_view text) {
  if (text.size() < 5) return std::nullopt;
  for (const auto& run : runs_of(text)) {
    if (is_cui(run)) return Pattern::Cui;
    if (is_telephone(run)) return Pattern::Telephone;
  }
  if (has_email(text)) return Pattern::Email;
  return std::nullopt;
}

std::optional<PersonalData> personal_data_in(std::span<const std::vector<std::string>> rows) {
  std::set<std::size_t> of_names, of_telephones;
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const std::string_view text = trimmed(rows[r][c]);
      if (text.empty()) continue;
      if (const auto found = pattern_in(text)) return PersonalData{*found, r, c};
      if (of_names.contains(c) && looks_like_a_name(text))
        return PersonalData{Pattern::Names, r, c};
      if (of_telephones.contains(c) && text.size() == 8 && only_digits(text))
        return PersonalData{Pattern::Telephone, r, c};
      if (is_one_of(name_headings, text)) of_names.insert(c);
      if (is_one_of(telephone_headings, text)) of_telephones.insert(c);
    }
  return std::nullopt;
}

}  // namespace disclosure
