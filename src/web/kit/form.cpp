// The markup of controls, after GOV.UK's pattern.
#include "web/kit/form.hpp"

#include <algorithm>

#include "text/refusals.hpp"

namespace web {

FormState::FormState(const Fields& typed) {
  for (const auto& [name, value] : typed.all()) typed_[name].push_back(value);
}

std::string FormState::value(std::string_view name, std::string_view standard) const {
  const auto found = typed_.find(name);
  return found == typed_.end() || found->second.empty() ? std::string(standard)
                                                        : found->second.front();
}

std::vector<std::string> FormState::values(std::string_view name) const {
  const auto found = typed_.find(name);
  return found == typed_.end() ? std::vector<std::string>{} : found->second;
}

void FormState::set(std::string name, std::string value) {
  typed_[std::move(name)] = {std::move(value)};
}

void FormState::fault(std::string control, std::string sentence) {
  faults_.emplace_back(std::move(control), std::move(sentence));
}

void FormState::fault(std::string control, const Error& error) {
  if (!error.all.empty()) {
    for (const auto& one : error.all) fault(control, one);
    return;
  }
  std::string sentence = text::what_happened(error);
  if (const auto where = text::where_it_is(error); !where.empty()) sentence += " (" + where + ")";
  if (const auto remedy = text::what_to_do(error); !remedy.empty()) sentence += ' ' + remedy;
  fault(std::move(control), std::move(sentence));
}

const std::string* FormState::fault_of(std::string_view control) const {
  for (const auto& [name, sentence] : faults_)
    if (name == control) return &sentence;
  return nullptr;
}

Html error_summary(const FormState& state) {
  if (!state.faulty()) return {};
  Html items;
  for (const auto& [control, sentence] : state.faults())
    items += control.empty() ? html("<li>{}</li>\n", sentence)
                             : html("<li><a href=\"#{}\">{}</a></li>\n", control, sentence);
  return html(
      "<div class=\"govuk-error-summary\" data-foco tabindex=\"-1\"><div role=\"alert\">\n"
      "<h2 class=\"govuk-error-summary__title\">Hay un problema</h2>\n"
      "<div class=\"govuk-error-summary__body\"><ul class=\"govuk-list "
      "govuk-error-summary__list\">\n{}</ul></div>\n</div></div>\n",
      items);
}

Html form(Visit& visit, const FormHead& head, const Html& inside) {
  Html hidden_controls;
  if (visit.viewer != nullptr) hidden_controls += hidden_input(csrf_field, visit.viewer->csrf);
  if (head.keyed) hidden_controls += hidden_input(key_field, visit.form_key());
  if (!head.version.empty()) hidden_controls += hidden_input(version_field, head.version);
  const auto attribute = [](std::string_view name, std::string_view value) {
    return value.empty() ? Html{} : html(" {}=\"{}\"", name, value);
  };
  return html("<form action=\"{}\" method=\"post\" novalidate{}{}{}{}>\n{}{}</form>\n", head.action,
              attribute("enctype", head.files ? "multipart/form-data" : ""),
              attribute("class", head.css), attribute("id", head.id), head.attributes,
              hidden_controls, inside);
}

Html filter_form(std::string_view action, const Html& inside) {
  return html("<form class=\"filtros\" action=\"{}\" method=\"get\">\n{}</form>\n", action, inside);
}

namespace {

// What stands around every control: group, label, hint, help and error, with their ids.
struct Frame {
  const FormState& state;
  const Control& control;

  const std::string* error() const { return state.fault_of(control.name); }

  // The ids that describe the control, as its attribute.
  Html described() const {
    std::string ids;
    const auto add = [&](std::string_view suffix) {
      if (!ids.empty()) ids += ' ';
      ids += control.name;
      ids += suffix;
    };
    if (!control.hint.empty()) add("-pista");
    if (error() != nullptr) add("-error");
    return ids.empty() ? Html{} : html(" aria-describedby=\"{}\"", ids);
  }

  Html hint() const {
    Html out;
    if (!control.hint.empty())
      out +=
          html("<div id=\"{}-pista\" class=\"govuk-hint\">{}</div>\n", control.name, control.hint);
    if (!control.help.empty())
      out += html(
          "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
          "class=\"govuk-details__summary-text\">¿Qué va aquí?</span></summary><div "
          "class=\"govuk-details__text\">{}</div></details>\n",
          control.help);
    if (const auto* sentence = error(); sentence != nullptr)
      out += html(
          "<p id=\"{}-error\" class=\"govuk-error-message\"><span "
          "class=\"govuk-visually-hidden\">Error:</span> {}</p>\n",
          control.name, *sentence);
    return out;
  }

  Html group(const Html& inside) const {
    return html("<div class=\"govuk-form-group{}\">\n{}</div>\n",
                error() != nullptr ? " govuk-form-group--error" : "", inside);
  }

  Html label() const {
    return html("<label class=\"govuk-label\" for=\"{}\">{}</label>\n", control.name,
                control.label);
  }
};

Html optional_attribute(std::string_view name, std::string_view value) {
  return value.empty() ? Html{} : html(" {}=\"{}\"", name, value);
}

// Radios and check boxes: a fieldset whose first control has the group's id, so that the summary's
// link reaches it.
Html choice_set(const Frame& frame, const std::vector<Choice>& choices, std::string_view kind,
                std::string_view type, const std::vector<std::string>& chosen) {
  Html items;
  std::size_t number = 0;
  for (const auto& choice : choices) {
    const auto id =
        number++ == 0 ? frame.control.name : frame.control.name + '-' + std::to_string(number);
    const bool on = std::ranges::find(chosen, choice.value) != chosen.end();
    Html hint, described;
    if (!choice.hint.empty()) {
      hint = html("<div id=\"{}-nota\" class=\"govuk-hint govuk-{}__hint\">{}</div>", id, kind,
                  choice.hint);
      described = html(" aria-describedby=\"{}-nota\"", id);
    }
    items += html(
        "<div class=\"govuk-{}__item\"><input class=\"govuk-{}__input\" id=\"{}\" name=\"{}\" "
        "type=\"{}\" value=\"{}\"{}{}><label class=\"govuk-label govuk-{}__label\" "
        "for=\"{}\">{}</label>{}</div>\n",
        kind, kind, id, frame.control.name, type, choice.value, Html{on ? " checked" : ""},
        described, kind, id, choice.label, hint);
  }
  return frame.group(
      html("<fieldset class=\"govuk-fieldset\"{}>\n<legend class=\"govuk-fieldset__legend "
           "govuk-fieldset__legend--s\">{}</legend>\n{}<div class=\"govuk-{}\">\n{}</div>\n"
           "</fieldset>\n",
           frame.described(), frame.control.label, frame.hint(), kind, items));
}

Html button_of(std::string_view css, std::string_view text, std::string_view name,
               std::string_view value) {
  return html("<button type=\"submit\" class=\"govuk-button{}\"{}{}>{}</button>", css,
              optional_attribute("name", name),
              name.empty() ? Html{} : html(" value=\"{}\"", value), text);
}

}  // namespace

Html text_input(const FormState& state, const Control& control) {
  const Frame frame{state, control};
  std::string css = "govuk-input";
  if (!control.width.empty()) css += " govuk-input--width-" + control.width;
  if (frame.error() != nullptr) css += " govuk-input--error";
  // What was typed as a password is never sent back.
  const auto value =
      control.type == "password" ? std::string() : state.value(control.name, control.standard);
  return frame.group(
      html("{}{}<input class=\"{}\" id=\"{}\" name=\"{}\" type=\"{}\" value=\"{}\"{}{}{}>\n",
           frame.label(), frame.hint(), css, control.name, control.name, control.type, value,
           optional_attribute("inputmode", control.inputmode),
           optional_attribute("autocomplete", control.autocomplete), frame.described()));
}

Html text_area(const FormState& state, const Control& control, int rows, int length_max) {
  const Frame frame{state, control};
  return frame.group(
      html("{}{}<textarea class=\"govuk-textarea{}\" id=\"{}\" name=\"{}\" rows=\"{}\"{}{}>\n{}"
           "</textarea>\n",
           frame.label(), frame.hint(), frame.error() != nullptr ? " govuk-textarea--error" : "",
           control.name, control.name, rows,
           length_max > 0 ? html(" data-largo=\"{}\"", length_max) : Html{}, frame.described(),
           state.value(control.name, control.standard)));
}

Html select(const FormState& state, const Control& control, const std::vector<Choice>& choices) {
  const Frame frame{state, control};
  const auto chosen = state.value(control.name, control.standard);
  Html options;
  for (const auto& choice : choices)
    options += html("<option value=\"{}\"{}>{}</option>\n", choice.value,
                    Html{choice.value == chosen ? " selected" : ""}, choice.label);
  return frame.group(
      html("{}{}<select class=\"govuk-select{}\" id=\"{}\" name=\"{}\"{}>\n{}</select>\n",
           frame.label(), frame.hint(), frame.error() != nullptr ? " govuk-select--error" : "",
           control.name, control.name, frame.described(), options));
}

Html radios(const FormState& state, const Control& control, const std::vector<Choice>& choices) {
  return choice_set({state, control}, choices, "radios", "radio",
                    {state.value(control.name, control.standard)});
}

Html checkboxes(const FormState& state, const Control& control,
                const std::vector<Choice>& choices) {
  auto chosen = state.values(control.name);
  if (chosen.empty() && !control.standard.empty()) chosen.push_back(control.standard);
  return choice_set({state, control}, choices, "checkboxes", "checkbox", chosen);
}

Html date_input(const FormState& state, const Control& control) {
  Control date = control;
  if (date.hint.empty()) date.hint = "Por ejemplo, 05/06/2026";
  if (date.width.empty()) date.width = "10";
  date.inputmode = "text";
  return text_input(state, date);
}

Html file_input(const FormState& state, const Control& control, std::string_view accept) {
  const Frame frame{state, control};
  return frame.group(
      html("{}{}<input class=\"govuk-file-upload{}\" id=\"{}\" name=\"{}\" type=\"file\"{}{}>\n",
           frame.label(), frame.hint(), frame.error() != nullptr ? " govuk-file-upload--error" : "",
           control.name, control.name, optional_attribute("accept", accept), frame.described()));
}

Html hidden_input(std::string_view name, std::string_view value) {
  return html("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, value);
}

Html button(std::string_view text, std::string_view name, std::string_view value) {
  return button_of("", text, name, value);
}
Html secondary_button(std::string_view text, std::string_view name, std::string_view value) {
  return button_of(" govuk-button--secondary", text, name, value);
}
Html warning_button(std::string_view text, std::string_view name, std::string_view value) {
  return button_of(" govuk-button--warning", text, name, value);
}

Html summary_list(const std::vector<SummaryRow>& rows) {
  Html out = {"<dl class=\"govuk-summary-list\">\n"};
  for (const auto& row : rows) {
    Html change;
    if (!row.change.empty())
      change = html(
          "<dd class=\"govuk-summary-list__actions\"><a class=\"govuk-link\" "
          "href=\"{}\">Cambiar<span class=\"govuk-visually-hidden\"> {}</span></a></dd>",
          row.change, row.term);
    out += html(
        "<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">{}</dt><dd "
        "class=\"govuk-summary-list__value\">{}</dd>{}</div>\n",
        row.term, row.value, change);
  }
  return out += Html{"</dl>\n"};
}

}  // namespace web
