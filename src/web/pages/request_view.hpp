// What the pages of requests for information share: addresses, tags, the explained clock, and the
// words of whoever asks. No page of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "queries/requests.hpp"
#include "text/transparency.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"

namespace web {

std::string request_address(std::string_view number, std::string_view more = {});
std::vector<Crumb> request_crumbs();

Html state_tag(transparency::EstadoSolicitud);
// "Faltan 3 días hábiles", "Vencida", "Plazo detenido"; nothing once it was notified in time.
Html term_tag(const queries::RequestLine&);

// The sum of the clock in a sentence, and each of its days behind it.
Html clock_html(const queries::RequestLine&);

// What somebody wrote, with its lines.
Html words_html(std::string_view text);

// Whether what is served takes forms: a portal that is only read has nowhere to send one.
bool takes_forms(Visit&);

// Whether the viewer sees every request, with the words of whoever asks; else only those of his
// units, without them.
bool handles_requests(const Visit&);

// The codes and names of an enum of the room, as choices.
template <class Kind>
std::vector<Choice> request_choices() {
  std::vector<Choice> all;
  for (std::size_t i = 0; i < transparency::codes_of<Kind>().size(); ++i) {
    const auto kind = static_cast<Kind>(i);
    all.push_back({std::string(transparency::code_of(kind)), std::string(text::name_of(kind))});
  }
  return all;
}

}  // namespace web
