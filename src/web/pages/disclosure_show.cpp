// Control de divulgación: before counts of persons are published, what is hidden of them, why, and
// whether somebody could work it out all the same; and the button that publishes.
#include "base/text.hpp"
#include "queries/persons.hpp"
#include "text/format.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/pages/public_datasets.hpp"
#include "web/pages/report_pages.hpp"

namespace web {
namespace {

using disclosure::Reason;
using Kind = TableColumn::Kind;

constexpr std::string_view address = "/informes/divulgacion";

std::string why(const queries::PersonReview& review, std::size_t cell) {
  const auto limit = text::count(review.rules.threshold);
  switch (review.proposal.decisions[cell].reason) {
    case Reason::FewPersons:
      return "Menos de " + limit + " personas";
    case Reason::Zero:
      return "Ninguna persona";
    case Reason::Dominance:
    case Reason::RestTooSmall:
      return "Uno aporta casi todo";
    case Reason::Complementary:
      return "Protege a otra celda";
    case Reason::Shown:
      break;
  }
  return {};
}

// "P02.S1 - 2026-03 sexo mujer" for people: "P02.S1, todas, 2026-03, sexo, mujer".
std::string plain(const std::string& key) {
  auto parts = split(key, ' ');
  for (auto& part : parts)
    if (part == "-") part = "todas";
  return joined(parts, ", ");
}

TableView hidden_table(Visit& visit, const queries::PersonReview& review, const queries::Cut& cut) {
  TableView view;
  view.id = "ocultas";
  view.caption = "Celdas que se ocultan\nCorte " + cut.code;
  view.file_name = "divulgacion-" + cut.code;
  view.empty = "Ninguna celda se oculta.";
  view.columns = {
      {.key = "codigo", .title = "Código", .kind = Kind::Code, .row_header = true},
      {.key = "unidad", .title = "Unidad", .kind = Kind::Code},
      {.key = "periodo", .title = "Período", .kind = Kind::Code},
      {.key = "eje", .title = "Por"},
      {.key = "categoria", .title = "Categoría"},
      {.key = "personas", .title = "Personas", .note = "uso interno", .kind = Kind::Count},
      {.key = "razon", .title = "Por qué se oculta"},
      {.key = "protege", .title = "A cuál protege", .secondary = true}};
  const auto& [persons, decisions, protects, exposed, found, without] = review.proposal;
  for (std::size_t c = 0; c < decisions.size(); ++c) {
    if (decisions[c].reason == Reason::Shown) continue;
    const auto& key = persons.keys[c];
    TableRow row;
    row.cells = {{key.who},
                 {key.unit.empty() ? std::string("Todas") : key.unit},
                 {key.period},
                 {axis_label(visit, key)},
                 {category_of(visit, key)},
                 {std::int64_t{persons.table.cells[c].value}},
                 {why(review, c)},
                 {protects[c].empty() ? CellValue(NotDue{}) : CellValue(plain(protects[c]))}};
    view.rows.push_back(std::move(row));
  }
  view.origin =
      "Se oculta lo menos que protege: primero celdas interiores, un total solo donde no hay otra "
      "salida.";
  return view;
}

Html verdict(const queries::PersonReview& review) {
  const auto& proposal = review.proposal;
  if (!proposal.found.empty()) {
    Html cells;
    for (const auto& key : proposal.found) cells += html("<li>{}</li>\n", plain(key));
    return notice_box(NoticeTone::Red,
                      html("<h2 class=\"govuk-heading-m\">El ataque descubre celdas ocultas</h2>"
                           "<p>No se puede publicar.</p><ul>\n{}</ul>",
                           cells));
  }
  return notice_box(
      NoticeTone::Green,
      html("<h2 class=\"govuk-heading-m\">El ataque no descubre ninguna celda oculta</h2><p>Se "
           "intentó deducirlas por eliminación y por cotas, con todos los totales y con lo que ya "
           "se publicó. Si solo se ocultaran los grupos pequeños, descubriría {} celdas.</p>",
           text::count(static_cast<Int128>(proposal.found_without))));
}

Html limits(const queries::PersonReview& review) {
  const auto& proposal = review.proposal;
  std::int64_t few = 0, others = 0;
  for (const auto& one : proposal.decisions) {
    few += one.reason != Reason::Shown && one.reason != Reason::Complementary;
    others += one.reason == Reason::Complementary;
  }
  const auto all = static_cast<std::int64_t>(proposal.decisions.size());
  return summary_list(
      {{"Umbral",
        html("{} personas <span class=\"secundario\">(celda_minima_publica; dudosa hasta que "
             "asesoría jurídica la confirme)</span>",
             text::count(review.rules.threshold))},
       {"Ceros", escaped(review.rules.hide_zeros ? "Se ocultan" : "Se publican")},
       {"Celdas que se muestran", escaped(text::count(all - few - others))},
       {"Ocultas por pocas personas", escaped(text::count(few))},
       {"Ocultas para proteger a otras", escaped(text::count(others))},
       {"Ya deducibles de lo publicado antes",
        escaped(text::count(static_cast<Int128>(proposal.exposed_before.size())))}});
}

}  // namespace

Result<Response> disclosure_show(Visit& visit) {
  const auto cuts = TRY(cuts_to_show(visit));
  const bool posted = visit.request.method == Method::Post;
  const auto asked =
      posted ? visit.request.form.first("corte") : visit.request.query.first("corte");
  PageView view;
  view.title = "Control de divulgación";
  view.rubric = "Informes";
  view.area = Area::Reports;
  view.crumbs = {{"Informes", "/informes"}};
  view.lead =
      "Las personas atendidas por categoría se publican sin grupos tan pequeños que alguien pueda "
      "reconocerse en ellos, ni nada de lo que se deduzcan.";
  view.dense = true;
  if (cuts.empty()) {
    view.content = empty_state("Aún no hay ningún corte.",
                               html("Un corte se fija al generar el borrador de un informe."));
    return page(visit, view);
  }
  const auto found = std::ranges::find(cuts, asked, &queries::Cut::code);
  const auto& cut = found == cuts.end() ? cuts.front() : *found;
  if (posted) {
    CHECK(visit.submit("personas.publicar",
                       {{"corte", cut.code},
                        {"corte_version", cut.version},
                        {"ocultas", std::string(visit.request.form.first("ocultas"))}}));
    visit.notice("Los datos de personas del corte " + cut.code + " están publicados.");
    return redirect(std::string(address) + "?corte=" + encoded(cut.code));
  }
  const auto review = TRY(queries::person_review(visit.db(), cut, visit.today()));
  const auto hidden = hidden_table(visit, review, cut);
  if (auto file = table_file(visit, hidden)) return *std::move(file);
  view.content = filter_form(visit, address,
                             filter_select("corte", "Corte", cut_options(visit, cuts), cut.code));
  if (review.proposal.persons.keys.empty()) {
    view.content += empty_state("Ningún reporte de este corte desagrega personas.",
                                html("No hay datos de personas que publicar."));
    return page(visit, view);
  }
  if (review.released_on)
    view.content += notice_box(
        NoticeTone::Grey,
        html("<h2 class=\"govuk-heading-m\">Publicados el {}</h2><p>{}</p>",
             text::long_date(*review.released_on),
             link("/datos/personas?corte=" + encoded(cut.code), "Verlos en el portal público")));
  view.content += verdict(review);
  view.content += limits(review);
  view.content += table(visit, hidden);
  if (!review.released_on && review.proposal.found.empty()) {
    Html inside = hidden_input("corte", cut.code);
    inside += hidden_input("ocultas", review.digest);
    inside += button("Publicar las personas del corte " + cut.code);
    view.content += form(visit, {.action = std::string(address)}, inside);
  }
  return page(visit, view);
}

}  // namespace web
