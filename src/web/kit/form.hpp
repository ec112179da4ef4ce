// Forms after GOV.UK's pattern: label, hint, error beside the field and in the summary above the
// h1, what was typed is kept. Every form carries its session's token and an idempotency key.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "web/kit/page.hpp"

namespace web {

// Names of the hidden controls of every form.
inline constexpr std::string_view csrf_field = "csrf";
inline constexpr std::string_view key_field = "clave";
inline constexpr std::string_view version_field = "version";

// What was typed and what is wrong with it, by control name. A page fills it from the request, adds
// faults, and renders with it.
class FormState {
 public:
  FormState() = default;
  explicit FormState(const Fields& typed);

  std::string value(std::string_view name, std::string_view standard = {}) const;
  std::vector<std::string> values(std::string_view name) const;
  void set(std::string name, std::string value);

  void fault(std::string control, std::string sentence);
  // A refusal's sentence and remedy, at the control that `control_of` names for its code or campo;
  // "" puts it in the summary only.
  void fault(std::string control, const Error&);
  const std::string* fault_of(std::string_view control) const;
  bool faulty() const { return !faults_.empty(); }
  const std::vector<std::pair<std::string, std::string>>& faults() const { return faults_; }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> typed_;
  std::vector<std::pair<std::string, std::string>> faults_;  // In the order they were found.
};

// The box "Hay un problema" with a link to each control; nothing where there is no fault.
Html error_summary(const FormState&);

// <form method=post action=…> with csrf, clave and, where given, the row's version; enctype for
// files where `files`.
struct FormHead {
  std::string action;
  std::string version = {};  // Of the row that the form was made from; checked by the page.
  bool files = false;
  std::string css = {};
  std::string id = {};
  bool keyed = true;     // Doing it twice does it once. Not for forms that are saved over and over.
  Html attributes = {};  // Of <form>, as they are: " data-captura=…".
};
Html form(Visit&, const FormHead&, const Html& inside);
// A filter: GET, without tokens.
Html filter_form(std::string_view action, const Html& inside);

struct Control {
  std::string name;
  std::string label;
  std::string hint = {};
  std::string standard = {};      // When nothing was typed.
  std::string width = {};         // govuk-input--width-10 → "10"; "" full.
  std::string inputmode = {};     // "decimal", "numeric"
  std::string autocomplete = {};  // "username"
  std::string type = "text";      // "password", "email", "date" …
  std::string help = {};          // "¿Qué va aquí?" opened by <details>.
};
struct Choice {
  std::string value, label;
  std::string hint = {};
};
Html text_input(const FormState&, const Control&);
Html text_area(const FormState&, const Control&, int rows = 5, int length_max = 0);
Html select(const FormState&, const Control&, const std::vector<Choice>&);
Html radios(const FormState&, const Control&, const std::vector<Choice>&);
Html checkboxes(const FormState&, const Control&, const std::vector<Choice>&);
Html date_input(const FormState&, const Control&);  // dd/mm/aaaa as one text.
Html file_input(const FormState&, const Control&, std::string_view accept = {});
Html hidden_input(std::string_view name, std::string_view value);
Html button(std::string_view text, std::string_view name = {}, std::string_view value = {});
Html secondary_button(std::string_view text, std::string_view name = {},
                      std::string_view value = {});
Html warning_button(std::string_view text, std::string_view name = {}, std::string_view value = {});

// Rows "term: value, Cambiar" of a page that asks to check before it does.
struct SummaryRow {
  std::string term;
  Html value;
  std::string change = {};  // Address; "" for none.
};
Html summary_list(const std::vector<SummaryRow>&);

}  // namespace web
