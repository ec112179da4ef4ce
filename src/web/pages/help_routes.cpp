// I34: the manual, by role and by task. The files are docs/manual/ayuda, built into the program.
#include "base/resources.hpp"
#include "web/kit/markdown.hpp"
#include "web/refusals.hpp"
#include "web/route.hpp"

namespace web {
namespace {

constexpr std::string_view folder = "docs/manual/ayuda/";
constexpr std::string_view contents = "indice";

Result<Response> help_show(Visit& visit) {
  const std::string topic(visit.capture("tema"));
  const auto markdown = resource(std::string(folder) + topic + ".md");
  if (!markdown) return refuse(Refusal::PageUnknown);
  const auto manual = manual_page(*markdown);
  Html content = html("<div class=\"texto\">{}</div>", manual.body);
  std::vector<Crumb> crumbs;
  if (visit.viewer != nullptr) crumbs.push_back({"Mi trabajo", "/inicio"});
  if (topic != contents) crumbs.push_back({"Ayuda", "/ayuda/indice"});
  if (topic == contents)
    content += section("mas", "Más ayuda",
                       html("<ul class=\"govuk-list\"><li>{}</li><li>{}</li></ul>",
                            link("/glosario", "Glosario: qué quiere decir cada palabra"),
                            link("/ayuda", "Preguntas, contacto, accesibilidad y privacidad")));
  return page(visit, {.title = manual.title,
                      .heading = manual.title,
                      .lead = manual.lead,
                      .area = visit.viewer != nullptr ? Area::None : Area::Questions,
                      .crumbs = crumbs,
                      .content = content});
}

constexpr Route routes[] = {
    {Method::Get, "/ayuda/{tema}", anybody, help_show, "Una página de la ayuda"},
};

}  // namespace

std::span<const Route> help_routes() { return routes; }

}  // namespace web
