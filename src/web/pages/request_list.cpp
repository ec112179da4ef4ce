// The queue of requests for information: those that are due soonest first, with the days left. A
// unit sees those that were routed to it.
#include "base/text.hpp"
#include "text/format.hpp"
#include "web/kit/table.hpp"
#include "web/pages/request_pages.hpp"
#include "web/pages/request_view.hpp"

namespace web {
namespace {

using access_control::Permission;
using namespace transparency;

queries::RequestFilter asked_of(const Visit& visit) {
  const auto& query = visit.request.query;
  queries::RequestFilter filter;
  const auto view = query.first("ver");
  filter.abiertas = view != "todas" && view != "vencidas";
  filter.vencidas = view == "vencidas";
  filter.texto = trimmed(query.first("texto"));
  const bool all = handles_requests(visit) || visit.viewer->may(Permission::ReadTrail);
  if (!all) filter.unidades = visit.viewer->units;
  return filter;
}

Html views(const Visit& visit, const queries::RequestBoard& board) {
  const struct {
    std::string_view key, name;
    std::int64_t count;
  } all[] = {{"", "Abiertas", board.abiertas},
             {"vencidas", "Vencidas", board.vencidas},
             {"todas", "Todas", board.todas}};
  Html items;
  for (const auto& [key, name, count] : all)
    items += html("<li><a href=\"{}\"{}>{} ({})</a></li>\n", with_query(visit.request, "ver", key),
                  Html{visit.request.query.first("ver") == key ? " aria-current=\"page\"" : ""},
                  name, text::count(count));
  return html("<ul class=\"vistas\" aria-label=\"Qué solicitudes\">{}</ul>\n", items);
}

TableView table_of(const queries::RequestBoard& board, Date today) {
  TableView view;
  view.id = "solicitudes";
  view.caption = "Solicitudes de información, las que vencen antes primero";
  view.as_of = text::date(today);
  view.file_name = "solicitudes";
  using Kind = TableColumn::Kind;
  view.columns = {{.key = "numero", .title = "Número", .kind = Kind::Code, .row_header = true},
                  {.key = "asunto", .title = "Asunto"},
                  {.key = "estado", .title = "Estado", .kind = Kind::State},
                  {.key = "vence", .title = "Vence", .kind = Kind::Date},
                  {.key = "plazo", .title = "Plazo", .kind = Kind::State},
                  {.key = "unidad", .title = "Unidad"},
                  {.key = "recibida", .title = "Recibida", .kind = Kind::Date, .secondary = true},
                  {.key = "via", .title = "Vía", .secondary = true},
                  {.key = "materia", .title = "Materia", .secondary = true}};
  for (const auto& line : board.lines) {
    const auto& row = line.row;
    view.illustrative = view.illustrative || row.illustrative;
    const auto or_missing = [](const std::string& text) {
      return text.empty() ? CellValue{Missing{}} : CellValue{text};
    };
    view.rows.push_back(
        {{{.value = row.number, .address = request_address(row.number)},
          {.value = row.subject.empty() ? std::string("Sin asunto todavía") : row.subject},
          {.value = state_tag(row.state), .export_text = std::string(text::name_of(row.state))},
          {.value = line.clock.due ? CellValue{*line.clock.due} : CellValue{NotDue{}}},
          {.value = term_tag(line), .export_text = std::string(text::name_of(line.plazo))},
          {.value = or_missing(line.unidad)},
          {.value = row.received},
          {.value = std::string(text::name_of(row.via))},
          {.value = or_missing(row.topic)}}});
  }
  view.origin = "Los días son hábiles. Cada solicitud explica su plazo día por día.";
  view.empty = board.todas == 0 ? "No ha llegado ninguna solicitud."
                                : "Ninguna solicitud con estos filtros.";
  return view;
}

}  // namespace

Result<Response> request_list(Visit& visit) {
  const auto board =
      TRY(queries::requests(visit.db(), visit.institution, asked_of(visit), visit.today()));
  const auto view = table_of(board, visit.today());
  if (auto file = table_file(visit, view)) return *std::move(file);
  Html content =
      figure_strip({{text::count(board.abiertas), "Abiertas", {}, "/solicitudes"},
                    {text::count(board.vencidas), "Vencidas", {}, "/solicitudes?ver=vencidas"},
                    {text::count(board.por_vencer), "Por vencer", {}, ""},
                    {text::count(board.en_pausa), "Con el plazo detenido", {}, ""}});
  content += views(visit, board);
  Html inside = hidden_input("ver", visit.request.query.first("ver"));
  inside += text_input(FormState(visit.request.query),
                       {.name = "texto", .label = "Número o asunto", .width = "20"});
  inside += secondary_button("Filtrar");
  content += filter_form(visit.request.path, inside);
  content += table(visit, view);
  Html actions = secondary_link("/transparencia/solicitudes", "Estadística");
  if (visit.viewer->may(Permission::FileRequest))
    actions += primary_link("/solicitudes/registrar", "Registrar solicitud");
  return page(visit, {.title = "Solicitudes de información",
                      .heading = "Solicitudes de información",
                      .rubric = "Unidad de Información Pública",
                      .lead = "Lo que piden las personas, y cuánto falta para responder.",
                      .area = Area::Reports,
                      .crumbs = {{"Mi trabajo", "/inicio"}},
                      .actions = actions,
                      .content = content,
                      .dense = true});
}

}  // namespace web
