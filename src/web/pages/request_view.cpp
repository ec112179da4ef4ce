// Shared parts of the pages of requests for information.
#include "web/pages/request_view.hpp"

#include <utility>

#include "text/format.hpp"
#include "web/application.hpp"
#include "web/inside.hpp"

namespace web {

using namespace transparency;

std::string request_address(std::string_view number, std::string_view more) {
  std::string address = "/solicitudes/" + encoded(number);
  if (!more.empty()) (address += '/') += more;
  return address;
}

std::vector<Crumb> request_crumbs() {
  return {{"Mi trabajo", "/inicio"}, {"Solicitudes", "/solicitudes"}};
}

Html state_tag(EstadoSolicitud estado) {
  constexpr Tint tints[] = {Tint::Blue,  Tint::Amber, Tint::Blue,  Tint::Blue, Tint::Amber,
                            Tint::Green, Tint::Amber, Tint::Green, Tint::Grey};
  static_assert(std::size(tints) == estado_solicitud_count);
  return tag(text::name_of(estado), tints[std::to_underlying(estado)]);
}

Html term_tag(const queries::RequestLine& line) {
  switch (line.plazo) {
    case EstadoPlazo::EnPausa:
      return tag("Plazo detenido", Tint::Amber);
    case EstadoPlazo::Vencido:
      return tag(text::capitalized(text::told_left(line.faltan)), Tint::Red);
    case EstadoPlazo::FueraDeTiempo:
      return tag("Fuera de tiempo", Tint::Red);
    case EstadoPlazo::EnCurso:
      return tag(text::capitalized(text::told_left(line.faltan)),
                 line.faltan <= 3 ? Tint::Amber : Tint::Grey);
    case EstadoPlazo::EnTiempo:
      return {};
  }
  return {};
}

Html clock_html(const queries::RequestLine& line) {
  Html items;
  for (const auto& day : line.clock.days) {
    const bool counts = day.kind == ClockDay::Kind::Counted;
    items += html("<li{}>{}</li>\n", Html{counts ? "" : " class=\"secundario\""}, text::told(day));
  }
  Html sum = html("<p>{}", text::capitalized(text::told(line.term)));
  if (line.clock.due)
    sum += html(". {} el <strong>{}</strong>.",
                line.plazo == EstadoPlazo::Vencido || line.plazo == EstadoPlazo::FueraDeTiempo
                    ? "Venció"
                    : "Vence",
                text::date(*line.clock.due));
  else
    sum += html(". El plazo está detenido: van {} de {} días hábiles.",
                std::to_string(line.clock.counted), std::to_string(line.clock.wanted));
  sum += html("</p>\n");
  if (line.ficta)
    sum += notice_box(
        NoticeTone::Red,
        html(
            "<p><strong>Afirmativa ficta.</strong> El plazo terminó el {} sin respuesta: la "
            "información se debe entregar sin costo a más tardar el {} (Decreto 57-2008, artículos "
            "44 y 46).</p>",
            text::date(line.ficta->desde), text::date(line.ficta->entregar_hasta)));
  return sum += html(
             "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
             "class=\"govuk-details__summary-text\">El plazo, día por día</span></summary><div "
             "class=\"govuk-details__text\"><ul class=\"govuk-list\">\n{}</ul></div></details>\n",
             items);
}

Html words_html(std::string_view text) {
  Html out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    if (!line.empty()) out += html("<p>{}</p>\n", line);
    text = end == text.npos ? std::string_view{} : text.substr(end + 1);
  }
  return out;
}

bool takes_forms(Visit& visit) { return !visit.inside().application.settings().portal_only; }

bool handles_requests(const Visit& visit) {
  using access_control::Permission;
  return visit.viewer != nullptr && (visit.viewer->may(Permission::HandleRequest) ||
                                     visit.viewer->may(Permission::ResolveRequest));
}

}  // namespace web
