// How requests for information were answered in a year, for anybody: the counts that the yearly
// report of the law asks for (Decreto 57-2008, article 48; its list in words of our own).
#include "text/format.hpp"
#include "web/kit/table.hpp"
#include "web/pages/request_pages.hpp"
#include "web/pages/request_view.hpp"

namespace web {
namespace {

using namespace transparency;

TableView table_of(const queries::RequestCounts& counts, FiscalYear year, Date today) {
  TableView view;
  view.id = "estadistica";
  view.caption = "Solicitudes recibidas en " + show(year);
  view.as_of = text::date(today);
  view.file_name = "solicitudes-" + show(year);
  view.illustrative = counts.ilustrativo;
  view.paged = false;
  view.columns = {{.key = "grupo", .title = "Grupo", .sortable = false},
                  {.key = "dato", .title = "Dato", .sortable = false, .row_header = true},
                  {.key = "cantidad",
                   .title = "Cantidad",
                   .kind = TableColumn::Kind::Count,
                   .sortable = false}};
  const auto add = [&](std::string_view group, std::string_view what, CellValue value) {
    view.rows.push_back({{{.value = std::string(group)},
                          {.value = std::string(what)},
                          {.value = std::move(value)}}});
  };
  add("Solicitudes", "Recibidas", counts.recibidas);
  add("Solicitudes", "Pendientes de respuesta", counts.pendientes);
  add("Solicitudes", "Notificadas", counts.notificadas);
  add("Solicitudes", "Desistidas", counts.desistidas);
  for (std::size_t i = 0; i < resultado_count; ++i)
    add("Resultado", text::name_of(static_cast<Resultado>(i)), counts.por_resultado[i]);
  add("Tiempo", "Respondidas en tiempo", counts.en_tiempo);
  add("Tiempo", "Respondidas fuera de tiempo", counts.fuera_de_tiempo);
  add("Tiempo", "Vencidas sin respuesta (afirmativa ficta)", counts.vencidas);
  const auto days = [](const std::optional<std::int64_t>& n) {
    return n ? CellValue{*n} : CellValue{Missing{}};
  };
  add("Tiempo", "Días hábiles hasta la notificación, mediana", days(counts.dias_mediana));
  add("Tiempo", "Días hábiles hasta la notificación, la que más tardó", days(counts.dias_max));
  add("Trámite", "Con prórroga", counts.prorrogadas);
  add("Trámite", "Con aclaración", counts.aclaradas);
  add("Trámite", "Con recurso de revisión", counts.impugnadas);
  for (std::size_t i = 0; i < via_count; ++i)
    add("Vía", text::name_of(static_cast<Via>(i)), counts.por_via[i]);
  for (const auto& [topic, count] : counts.por_materia)
    add("Materia", topic.empty() ? "Sin materia todavía" : topic, count);
  view.origin =
      "Es la lista que pide el informe anual al Procurador de los Derechos Humanos, en redacción "
      "propia. Los días se cuentan con el calendario de días hábiles.";
  return view;
}

// The other years in which something was asked.
Html years_part(const std::vector<FiscalYear>& years, FiscalYear shown) {
  Html items;
  for (const auto each : years)
    if (each != shown)
      items += html("<li><a href=\"/transparencia/solicitudes?anio={}\">{}</a></li>\n", show(each),
                    show(each));
  if (items.text.empty()) return {};
  return html("<ul class=\"vistas\" aria-label=\"Otros años\">{}</ul>\n", items);
}

}  // namespace

Result<Response> request_statistics(Visit& visit) {
  const auto today = visit.today();
  auto year = FiscalYear{static_cast<std::int16_t>(int{today.year()})};
  if (const auto asked = FiscalYear::parse(visit.request.query.first("anio"))) year = *asked;
  const auto counts = TRY(queries::request_counts(visit.db(), visit.institution, year, today));
  const auto view = table_of(counts, year, today);
  if (auto file = table_file(visit, view)) return *std::move(file);
  Html content = figure_strip({{text::count(counts.recibidas), "Recibidas", {}, ""},
                               {text::count(counts.en_tiempo), "En tiempo", {}, ""},
                               {text::count(counts.fuera_de_tiempo), "Fuera de tiempo", {}, ""},
                               {text::count(counts.vencidas), "Vencidas sin respuesta", {}, ""}});
  content += years_part(TRY(queries::request_years(visit.db(), visit.institution)), year);
  content += table(visit, view);
  if (takes_forms(visit))
    content += html("<p>{} · {}</p>\n", link("/solicitudes/nueva", "Pedir información"),
                    link("/solicitudes/seguimiento", "Seguir una solicitud"));
  return page(visit, {.title = "Solicitudes de información de " + show(year),
                      .heading = "Solicitudes de información de " + show(year),
                      .lead = "Qué se pidió, cómo se respondió y en cuánto tiempo.",
                      .crumbs = {{"Inicio", "/"}, {"Preguntas", "/ayuda"}},
                      .content = content,
                      .dense = true});
}

}  // namespace web
