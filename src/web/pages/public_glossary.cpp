// P11: the words of this site, from A to Z, each with its source, an example and its English.
#include "base/text.hpp"
#include "text/glossary.hpp"
#include "web/pages/public_pages.hpp"
#include "web/pages/public_view.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

Html entry(const Visit& visit, const text::Term& term) {
  const bool english = visit.language == Language::English;
  Html out = html("<p>{}</p>\n", english ? term.english_meaning : term.meaning);
  out += html("<p><b>{}:</b> {}</p>\n", tr(visit, "Ejemplo"),
              english ? term.english_example : term.example);
  if (!term.synonyms.empty())
    out += html("<p class=\"chico\">{}: {}</p>\n", tr(visit, "También se dice"),
                own_words(visit, joined(term.synonyms, ", ")));
  out += html(
      "<p class=\"chico\">{}: {}. {}: {}</p>\n", tr(visit, "Fuente"), own_words(visit, term.source),
      english ? html("<span lang=\"es\">Español</span>") : escaped(tr(visit, "En inglés")),
      english ? own_words(visit, term.word) : html("<span lang=\"en\">{}</span>", term.english));
  return out;
}

std::string word_of(const Visit& visit, const text::Term& term) {
  return visit.language == Language::English ? term.english : term.word;
}

}  // namespace

Result<Response> public_glossary(Visit& visit) {
  PageView view;
  view.title = tr(visit, "Glosario");
  view.area = Area::Questions;
  view.crumbs = {home_crumb(visit), crumb(visit, "Preguntas", "/ayuda")};
  view.lead = tr(visit, "Las palabras de este sitio, explicadas con su fuente y un ejemplo.");
  Html items;
  for (const auto& term : text::all_terms())
    items += html("<div id=\"{}\"><dt><a href=\"{}\">{}</a></dt><dd>{}</dd></div>\n", term.slug,
                  local(visit, "/glosario/" + term.slug), word_of(visit, term),
                  visit.language == Language::English ? term.english_meaning : term.meaning);
  view.content = html("<dl class=\"glosas texto\">\n{}</dl>\n", items);
  return page(visit, view);
}

Result<Response> public_glossary_entry(Visit& visit) {
  const auto* term = text::term_of(visit.capture("termino"));
  if (term == nullptr)
    return refuse(Refusal::PageUnknown, {{"hallado", std::string(visit.request.path)}});
  PageView view;
  view.title = word_of(visit, *term);
  view.rubric = tr(visit, "Glosario");
  view.area = Area::Questions;
  view.crumbs = {home_crumb(visit), crumb(visit, "Glosario", "/glosario")};
  view.content =
      html("<div class=\"texto\" data-glosa=\"{}\">\n{}</div>\n", view.title, entry(visit, *term));
  view.content += html("<p class=\"seccion\">{}</p>\n",
                       link(local(visit, "/glosario"), tr(visit, "Ver todo el glosario")));
  return page(visit, view);
}

}  // namespace web
