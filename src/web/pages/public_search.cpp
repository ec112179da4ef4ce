// P10: one box over indicators, products, reports and the glossary; and over payment files, for who
// may read them.
#include <algorithm>

#include "base/text.hpp"
#include "queries/payment_files.hpp"
#include "queries/published_reports.hpp"
#include "text/format.hpp"
#include "text/glossary.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/pages/public_datasets.hpp"
#include "web/pages/public_pages.hpp"
#include "web/pages/public_reports_view.hpp"
#include "web/pages/public_results_view.hpp"

namespace web {
namespace {

constexpr std::size_t shown_of_group = 5;
constexpr std::size_t query_max = 200;
constexpr std::int64_t files_of_search = 100;

struct Found {
  std::string text, address;
  Html about;
  std::string searched;  // Folded.
};
struct Group {
  std::string_view key, name;  // Spanish.
  std::vector<Found> all;
};

bool matches(const Found& found, const std::vector<std::string>& words) {
  return std::ranges::all_of(
      words, [&](const auto& word) { return found.searched.find(word) != std::string::npos; });
}

// Insertions, deletions and changes between two short words.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

// The word of everything that could be found that is nearest to what was written; "" for none.
std::string nearest(const std::vector<Group>& groups, const std::string& written) {
  std::string best;
  std::size_t best_distance = written.size() < 6 ? 2 : 3;  // One change, or two.
  for (const auto& group : groups)
    for (const auto& one : group.all)
      for (const auto& word : split(one.searched, ' ')) {
        if (word.size() < 4) continue;
        if (const auto d = distance(word, written); d < best_distance) {
          best = word;
          best_distance = d;
        }
      }
  return best;
}

// The public page is the same for everybody and kept; who works here asks on one of their own.
std::string search_address(const Visit& visit) {
  return visit.viewer == nullptr ? local(visit, "/buscar") : std::string("/inicio/buscar");
}

// Payment files, for who may read them: the base looks, since there may be very many.
Result<std::vector<Found>> files_found(Visit& visit) {
  std::vector<Found> all;
  const std::string asked(trimmed(visit.request.query.first("q")));
  if (visit.viewer == nullptr || asked.empty() || !is_utf8(asked) ||
      !visit.viewer->may(access_control::Permission::ReadFiles))
    return all;
  queries::FileFilter filter;
  filter.cualquiera = asked;
  const auto list = TRY(queries::payment_files(visit.db(), visit.institution, filter,
                                               {.count = files_of_search}, visit.today()));
  for (const auto& row : list.rows)
    all.push_back({row.numero, file_address(row.numero),
                   html("{} <span class=\"cod\">{}</span>", row.proveedor, row.nit),
                   folded(asked)});
  return all;
}

Result<std::vector<Group>> everything(Visit& visit) {
  std::vector<Group> groups = {{"expedientes", "Expedientes de pago", {}},
                               {"indicadores", "Indicadores", {}},
                               {"productos", "Productos y subproductos", {}},
                               {"informes", "Informes", {}},
                               {"datos", "Datos abiertos", {}},
                               {"glosario", "Glosario", {}}};
  groups[0].all = TRY(files_found(visit));
  if (const auto year = TRY(asked_year(visit))) {
    for (const auto& one : indicators_of(*year))
      groups[1].all.push_back({one.evaluated->name, indicator_address(visit, one),
                               html("<span class=\"cod\">{}</span>", one.evaluated->sheet),
                               folded(one.evaluated->name + ' ' + one.evaluated->sheet + ' ' +
                                      one.row->indicador + ' ' + one.row->resultado_estrategico)});
    const auto chain = local(visit, "/transparencia/presupuesto");
    for (const auto& product : year->evaluation.products) {
      const auto address = chain + query_text({{"categoria", product.category}});
      groups[2].all.push_back({product.name, address,
                               html("<span class=\"cod\">{}</span>", product.category),
                               folded(product.name + ' ' + product.category + ' ' + product.code)});
      for (const auto& goal : product.goals)
        groups[2].all.push_back(
            {goal.name, local(visit, "/datos/metas"),
             html("<span class=\"cod\">{}</span> {}", goal.subproducto,
                  own_words(visit, goal.unit_of_measure)),
             folded(goal.name + ' ' + goal.subproducto + ' ' + goal.unit_of_measure)});
    }
  }
  for (const auto& one : TRY(queries::published_reports(visit.db(), visit.institution))) {
    const auto title = report_title(visit, one.report);
    groups[3].all.push_back({title, local(visit, "/transparencia/informes"),
                             html("<span class=\"cod\">{}</span>", one.report.code),
                             folded(title + ' ' + one.report.code)});
  }
  for (const auto& set : datasets())
    groups[4].all.push_back({tr(visit, set.name), local(visit, "/datos/" + std::string(set.slug)),
                             escaped(tr(visit, set.about)),
                             folded(tr(visit, set.name) + ' ' + tr(visit, set.about))});
  for (const auto& term : text::all_terms()) {
    const bool english = visit.language == Language::English;
    groups[5].all.push_back({english ? term.english : term.word,
                             local(visit, "/glosario/" + term.slug),
                             escaped(english ? term.english_meaning : term.meaning),
                             folded(term.word + ' ' + joined(term.synonyms, " ") + ' ' +
                                    term.english + ' ' + term.meaning)});
  }
  return groups;
}

Html result_list(const Visit& visit, const Group& group, const std::vector<const Found*>& hits,
                 bool whole) {
  Html items;
  const auto shown = whole ? hits.size() : std::min(hits.size(), shown_of_group);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool own = group.key == "indicadores" || group.key == "productos";
    items += html("<div><dt><a href=\"{}\">{}</a></dt><dd>{}</dd></div>\n", hits[i]->address,
                  own ? own_words(visit, hits[i]->text) : escaped(hits[i]->text), hits[i]->about);
  }
  Html more;
  if (shown < hits.size())
    more = html(
        "<p>{}</p>\n",
        link(search_address(visit) + query_text({{"q", std::string(visit.request.query.first("q"))},
                                                 {"grupo", std::string(group.key)}}),
             tr(visit, "Ver los {}", {std::to_string(hits.size())})));
  const auto id = "g-" + std::string(group.key);
  return section(id, tr(visit, group.name) + " (" + std::to_string(hits.size()) + ")",
                 html("<dl class=\"glosas texto\">\n{}</dl>\n{}", items, more));
}

}  // namespace

Result<Response> public_search(Visit& visit) {
  std::string asked(visit.request.query.first("q"));
  if (asked.size() > query_max) asked.resize(query_max);
  while (!is_utf8(asked)) asked.pop_back();
  const auto shown_text = collapsed(asked);
  PageView view;
  view.title = shown_text.empty() ? tr(visit, "Buscar") : tr(visit, "Buscar: {}", {shown_text});
  view.heading = tr(visit, "Buscar");
  view.area = visit.viewer == nullptr ? Area::Home : Area::Work;
  view.crumbs = {visit.viewer == nullptr ? home_crumb(visit) : Crumb{"Mi trabajo", "/inicio"}};
  view.content = html(
      "<form class=\"filtros\" role=\"search\" aria-label=\"{}\" action=\"{}\" "
      "method=\"get\"><div><label "
      "for=\"b-q\">{}</label><input id=\"b-q\" name=\"q\" type=\"search\" value=\"{}\" "
      "size=\"40\"></div><button type=\"submit\" class=\"govuk-button\">{}</button></form>\n",
      tr(visit, "Buscar en el sitio"), search_address(visit), tr(visit, "¿Qué busca?"), shown_text,
      tr(visit, "Buscar"));
  if (shown_text.empty()) return page(visit, view);

  const auto groups = TRY(everything(visit));
  std::vector<std::string> words;
  for (const auto& word : split(folded(shown_text), ' '))
    if (!word.empty()) words.push_back(word);
  const auto only = visit.request.query.first("grupo");
  std::size_t total = 0;
  Html results;
  for (const auto& group : groups) {
    if (!only.empty() && group.key != only) continue;
    std::vector<const Found*> hits;
    for (const auto& one : group.all)
      if (matches(one, words)) hits.push_back(&one);
    total += hits.size();
    if (!hits.empty()) results += result_list(visit, group, hits, !only.empty());
  }
  if (total > 0) {
    view.content += html("<p role=\"status\">{}</p>\n",
                         tr(visit, "{} resultados para «{}»", {std::to_string(total), shown_text}));
    view.content += results;
    return page(visit, view);
  }
  Html hints;
  if (!words.empty())
    if (const auto word = nearest(groups, words.front()); !word.empty())
      hints += html("<p>{} <a href=\"{}\">{}</a></p>", tr(visit, "¿Quiso decir"),
                    search_address(visit) + query_text({{"q", word}}), word);
  hints += html("<p><a href=\"{}\">{}</a> · <a href=\"{}\">{}</a></p>", local(visit, "/glosario"),
                tr(visit, "Ver el glosario"), local(visit, "/ayuda") + "#contacto",
                tr(visit, "Pedir información"));
  view.content += html("<div class=\"vacio\">{}<b>{}</b>{}</div>\n", symbol("buscar"),
                       tr(visit, "No hay resultados para «{}».", {shown_text}), hints);
  return page(visit, view);
}

}  // namespace web
