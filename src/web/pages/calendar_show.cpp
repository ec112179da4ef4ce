// P7's calendar: what the law asks to deliver or publish in a year, by when, on what basis and how
// sure that is, with the proof of each delivery. Inside, the same with the form that records one.
#include <algorithm>

#include "base/text.hpp"
#include "documents/calendar_ics.hpp"
#include "domain/transparency/refusals.hpp"
#include "queries/legal_calendar.hpp"
#include "text/format.hpp"
#include "text/transparency.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"
#include "web/pages/hash_text.hpp"
#include "web/pages/money_view.hpp"
#include "web/pages/request_pages.hpp"
#include "web/pages/uploads.hpp"

namespace web {
namespace {

using access_control::Permission;
using namespace transparency;
using queries::CalendarLine;
using queries::LegalCalendar;

constexpr std::string_view public_address = "/transparencia/calendario";
constexpr std::string_view inside_address = "/calendario";

FiscalYear asked_year(const Visit& visit) {
  const auto asked = FiscalYear::parse(visit.request.query.first("anio"));
  return asked ? *asked : FiscalYear{static_cast<std::int16_t>(int{visit.today().year()})};
}

Html state_of_line(const CalendarLine& line) {
  constexpr Tint tints[] = {Tint::Green, Tint::Amber, Tint::Grey, Tint::Amber,
                            Tint::Red,   Tint::Grey,  Tint::Grey};
  static_assert(std::size(tints) == estado_obligacion_count);
  return tag(text::name_of(line.estado), tints[static_cast<std::size_t>(line.estado)]);
}

Html basis_of(const CalendarLine& line) {
  const auto& row = line.row;
  Html out = row.law.empty() ? html("Sin norma leída") : html("{}", row.law);
  if (!row.article.empty()) out += html(", artículo {}", row.article);
  return out +=
         html("<br><small>{}: {}</small>", text::capitalized(show(row.certainty)), row.source);
}

Html proof_of(const CalendarLine& line, bool inside) {
  if (!line.entrega) return {};
  const auto& proof = *line.entrega;
  Html out = html("<br><small>{}", text::date(proof.on));
  if (!proof.recipient.empty()) out += html(", {}", proof.recipient);
  out += inside ? html(". {}", link("/calendario/constancias/" + proof.hash, proof.name))
                : html(". Constancia: {}", hash_html(proof.hash));
  return out += html("</small>");
}

Html doubt_of(const CalendarLine& line) {
  Html out;
  if (!line.row.note.empty()) out += html("<br><small>{}</small>", line.row.note);
  if (line.inhabil)
    out += html("<br><small>Cae en día inhábil; la norma leída no dice si se corre.</small>");
  return out;
}

TableView table_of(const LegalCalendar& calendar, Date today, bool inside) {
  TableView view;
  view.id = "calendario";
  view.caption = "Obligaciones de " + show(calendar.anio) + ", por fecha";
  view.as_of = text::date(today);
  view.file_name = "calendario-legal-" + show(calendar.anio);
  using Kind = TableColumn::Kind;
  view.columns = {{.key = "vence", .title = "Vence", .kind = Kind::Date},
                  {.key = "obligacion", .title = "Obligación", .row_header = true},
                  {.key = "periodo", .title = "Período", .kind = Kind::Code},
                  {.key = "estado", .title = "Estado", .kind = Kind::State},
                  {.key = "base", .title = "Base", .sortable = false},
                  {.key = "destinatario", .title = "A quién", .secondary = true}};
  for (const auto& line : calendar.lines) {
    const auto& row = line.row;
    view.rows.push_back(
        {{{.value = line.vence ? CellValue{*line.vence} : CellValue{NotDue{}}},
          {.value = row.name, .after = doubt_of(line)},
          {.value = line.periodo ? line.periodo->name : std::string(text::name_of(row.how_often))},
          {.value = state_of_line(line),
           .export_text = std::string(text::name_of(line.estado)),
           .after = proof_of(line, inside)},
          {.value = basis_of(line),
           .export_text = row.law + " " + row.article + " (" + show(row.certainty) + ")"},
          {.value = row.recipient.empty() ? CellValue{Missing{}} : CellValue{row.recipient}}}});
  }
  view.origin =
      "La certeza dice cómo se sabe: verificada por asesoría jurídica, encontrada en una fuente, "
      "conocida del área, o dudosa. Debajo de verificada, confirme antes de fiarse de la fecha. "
      "«Vencida» quiere decir que aquí no consta la entrega.";
  view.empty = "No hay obligaciones cargadas para este año.";
  return view;
}

Html law_part(const LegalCalendar& calendar) {
  if (calendar.ley.empty())
    return notice_box(NoticeTone::Amber, html("<p>No consta qué ley de presupuesto rige.</p>"));
  const auto year = show(calendar.anio);
  if (calendar.ley_propia)
    return html("<p>Rige la ley de presupuesto del mismo ejercicio: {} ({}).</p>\n",
                calendar.ley_nombre, calendar.ley);
  Html said =
      calendar.ley_consta
          ? html("<p>Para {} no se aprobó ley de presupuesto: rige la anterior, {} ({}).</p>", year,
                 calendar.ley_nombre, calendar.ley)
          : html(
                "<p>No consta una ley de presupuesto aprobada para {}: se toma la anterior, "
                "{} ({}). Si se aprueba otra, sus obligaciones la sustituyen.</p>",
                year, calendar.ley_nombre, calendar.ley);
  return notice_box(NoticeTone::Amber, said);
}

// The year before the present one, the present and the next.
Html years_part(FiscalYear year, Date today, std::string_view address) {
  Html items;
  for (const int by : {-1, 0, 1}) {
    const auto other = FiscalYear{static_cast<std::int16_t>(int{today.year()} + by)};
    items += html("<li><a href=\"{}?anio={}\"{}>{}</a></li>\n", address, show(other),
                  Html{other == year ? " aria-current=\"page\"" : ""}, show(other));
  }
  return html(
      "<ul class=\"vistas\" aria-label=\"Año\">{}</ul>\n<p><a "
      "href=\"/transparencia/calendario.ics?anio={}\">Para su agenda (.ics)</a></p>\n",
      items, show(year));
}

Html strip_of(const LegalCalendar& calendar) {
  const auto of = [&](EstadoObligacion one) {
    return text::count(calendar.por_estado[static_cast<std::size_t>(one)]);
  };
  return figure_strip({{of(EstadoObligacion::Entregada), "Entregadas en tiempo", {}, ""},
                       {of(EstadoObligacion::EntregadaTarde), "Entregadas tarde", {}, ""},
                       {of(EstadoObligacion::Vencida), "Vencidas", {}, ""},
                       {of(EstadoObligacion::Proxima), "Por vencer", {}, ""}});
}

// What can be delivered: everything with a period, that which waits first.
std::vector<Choice> owed_choices(const LegalCalendar& calendar) {
  std::vector<Choice> all{{"", "Elija una obligación"}};
  for (const bool waiting : {true, false})
    for (const auto& line : calendar.lines)
      if (line.periodo && !line.entrega == waiting)
        all.push_back({line.row.code + " " + line.periodo->name,
                       line.row.name + ", " + line.periodo->name +
                           (line.vence ? ", vence el " + text::date(*line.vence) : "") +
                           (waiting ? "" : " (corregir la entrega)")});
  return all;
}

Html deliver_form(Visit& visit, const LegalCalendar& calendar, const FormState& state) {
  Html inside = hidden_input("anio", show(calendar.anio));
  inside += select(state, {.name = "obligacion", .label = "Obligación y período"},
                   owed_choices(calendar));
  inside += date_input(
      state, {.name = "fecha", .label = "Entregada el", .hint = "Vacío: hoy.", .width = "10"});
  inside += text_input(
      state,
      {.name = "destinatario", .label = "A quién", .hint = "Vacío: a quien dice el calendario."});
  inside += text_input(state, {.name = "nota", .label = "Nota"});
  inside += file_input(state,
                       {.name = "archivo",
                        .label = "Constancia",
                        .hint = "El acuse o la captura de lo publicado: PDF, imagen u hoja, hasta "
                                "20 MB."},
                       "application/pdf,image/*,.xlsx,.csv,.txt");
  inside += button("Registrar la entrega");
  return section("entregar", "Registrar una entrega",
                 form(visit, {.action = "/calendario/entregar", .files = true}, inside));
}

Result<Response> inside_page(Visit& visit, FiscalYear year, const FormState& state, int status) {
  const auto calendar =
      TRY(queries::legal_calendar(visit.db(), visit.institution, year, visit.today()));
  const auto view = table_of(calendar, visit.today(), true);
  if (auto file = table_file(visit, view)) return *std::move(file);
  Html content = law_part(calendar);
  content += strip_of(calendar);
  content += years_part(year, visit.today(), inside_address);
  content += table(visit, view);
  if (visit.viewer->may(Permission::RecordDelivery))
    content += deliver_form(visit, calendar, state);
  return page(visit,
              {.title = "Calendario legal de " + show(year),
               .heading = "Calendario legal de " + show(year),
               .lead = "Qué pide la ley entregar o publicar, cuándo, y la prueba de cada entrega.",
               .area = Area::Reports,
               .crumbs = {{"Mi trabajo", "/inicio"}},
               .errors = error_summary(state),
               .content = content,
               .dense = true,
               .has_errors = state.faulty()},
              status);
}

}  // namespace

Result<Response> calendar_show(Visit& visit) {
  return inside_page(visit, asked_year(visit), FormState(), 200);
}

Result<Response> calendar_public(Visit& visit) {
  const auto year = asked_year(visit);
  const auto calendar =
      TRY(queries::legal_calendar(visit.db(), visit.institution, year, visit.today()));
  const auto view = table_of(calendar, visit.today(), false);
  if (auto file = table_file(visit, view)) return *std::move(file);
  Html content = law_part(calendar);
  content += strip_of(calendar);
  content += years_part(year, visit.today(), public_address);
  content += table(visit, view);
  return page(visit, {.title = "Calendario legal de " + show(year),
                      .heading = "Calendario legal de " + show(year),
                      .lead = "Qué pide la ley a la institución, cuándo, y si lo entregó.",
                      .crumbs = {{"Inicio", "/"}, {"Preguntas", "/ayuda"}},
                      .content = content,
                      .dense = true});
}

Result<Response> calendar_ics(Visit& visit) {
  const auto year = asked_year(visit);
  const auto calendar =
      TRY(queries::legal_calendar(visit.db(), visit.institution, year, visit.today()));
  return download(documents::calendar_ics(calendar, visit.institution, visit.today()),
                  "text/calendar; charset=utf-8", "calendario-legal-" + show(year) + ".ics");
}

Result<Response> calendar_deliver(Visit& visit) {
  FormState state(visit.request.form);
  const auto asked = FiscalYear::parse(state.value("anio"));
  const auto year = asked ? *asked : asked_year(visit);
  auto act = TRY(kept_upload(visit, "archivo", state));
  if (act.empty() && !state.faulty()) state.fault("archivo", "Elija la constancia de la entrega.");
  const auto chosen = state.value("obligacion");
  const auto blank = chosen.find(' ');
  if (blank == chosen.npos) {
    state.fault("obligacion", "Elija una obligación.");
  } else {
    act["obligacion"] = chosen.substr(0, blank);
    act["periodo"] = chosen.substr(blank + 1);
  }
  for (const char* name : {"destinatario", "nota"}) {
    const auto written = state.value(name);
    if (const auto words = trimmed(written); !words.empty()) act[name] = std::string(words);
  }
  if (const auto written = state.value("fecha"); !trimmed(written).empty()) {
    if (const auto day = typed_day(written))
      act["fecha"] = ::show(*day);
    else
      state.fault("fecha", "Escriba la fecha así: 30/06/2026.");
  }
  if (state.faulty()) return inside_page(visit, year, state, 422);
  const auto receipt = visit.submit("calendario.entregar", std::move(act));
  if (receipt) {
    visit.notice("Se registró la entrega (asiento " + std::to_string(receipt->seq) + ").");
    return redirect(std::string(inside_address) + "?anio=" + show(year));
  }
  const auto field = detail_of(receipt.error(), "campo");
  if (receipt.error().fault != Fault::Invalid && receipt.error().fault != Fault::Conflict)
    return std::unexpected(receipt.error());
  state.fault(field == "fecha" ? "fecha" : "obligacion", receipt.error());
  return inside_page(visit, year, state, 422);
}

Result<Response> calendar_proof(Visit& visit) {
  const auto hash = visit.capture("huella");
  if (const auto proof = TRY(queries::delivery_proof(visit.db(), visit.institution, hash)))
    return kept_file_response(visit, proof->hash, proof->name);
  return refuse(transparency::Refusal::ObligationUnknown, {{"hallado", std::string(hash)}});
}

}  // namespace web
