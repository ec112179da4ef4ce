// The grid of a month, as it is shown on all its pages.
#include "web/pages/capture_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/wording.hpp"
#include "domain/access/refusals.hpp"
#include "queries/organization.hpp"
#include "text/format.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

constexpr std::string_view weekdays[] = {"domingo", "lunes",   "martes", "miércoles",
                                         "jueves",  "viernes", "sábado"};

std::string_view weekday(Date date) {
  return weekdays[std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding()];
}

}  // namespace

Result<Month> month_in(Visit& visit) {
  const auto year = visit.capture("anio"), number = visit.capture("mes");
  if (number.size() != 2) return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  auto month = Month::parse(std::string(year) + '-' + std::string(number));
  if (!month) return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  return month;
}

Result<UnitMonthPath> unit_month_in(Visit& visit) {
  return UnitMonthPath{TRY(month_in(visit)), std::string(visit.capture("unidad"))};
}

std::string month_path(Month month) { return replaced(show(month), "-", "/"); }

std::string capture_address(Month month, std::string_view unit, std::string_view more) {
  std::string address = "/ejecucion/captura/" + month_path(month) + '/' + encoded(unit);
  if (!more.empty()) (address += '/') += more;
  return address;
}

std::string validation_address(Month month, std::string_view unit) {
  if (unit.empty()) return "/ejecucion/validacion?anio=" + show(month.year);
  return "/ejecucion/validacion/" + month_path(month) + '/' + encoded(unit);
}

Result<void> require_own(const Visit& visit, std::string_view unit) {
  const auto& viewer = *visit.viewer;
  if (!viewer.may(access_control::Permission::SendGoals) || viewer.serves(unit)) return {};
  const auto units = TRY(queries::units(visit.db(), visit.institution, visit.today()));
  std::string at(unit);
  for (std::size_t depth = 0; depth < units.size() && !at.empty(); ++depth) {
    if (viewer.serves(at)) return {};
    const auto found = std::ranges::find(units, at, &organization::Unit::code);
    at = found == units.end() ? "" : found->parent;
  }
  return refuse(access_control::Refusal::OtherUnit, {{"unidad", std::string(unit)}});
}

Result<queries::CaptureSheet> own_sheet(Visit& visit) {
  const auto path = TRY(unit_month_in(visit));
  CHECK(require_own(visit, path.unit));
  return queries::capture_sheet(visit.db(), visit.institution, path.unit, path.month,
                                visit.today());
}

std::string weekday_date(Date date) {
  return std::string(weekday(date)) + ' ' + text::long_date(date);
}

std::string left_in_words(int left) {
  if (left == 0) return "es hoy";
  if (left == 1) return "falta 1 día hábil";
  if (left > 1) return "faltan " + std::to_string(left) + " días hábiles";
  return left == -1 ? "1 día hábil de atraso" : text::count(-left) + " días hábiles de atraso";
}

std::string moment(Milliseconds at, Date today) {
  const auto date = local_date(at);
  return (date == today ? std::string("hoy") : text::date(date)) + ", " + text::time_of_day(at);
}

std::string numbered(std::int64_t n, std::string_view singular, std::string_view plural) {
  return text::count(n) + ' ' + std::string(n == 1 ? singular : plural);
}

std::string figure_text(const std::optional<Quantity>& amount) {
  return amount ? text::quantity(*amount) : std::string(text::no_data);
}

Html figure(const std::optional<Quantity>& amount) {
  if (amount) return escaped(text::quantity(*amount));
  return html("{}{}", text::no_data, hidden("sin dato"));
}

Html percent_to_date(const queries::CaptureRow& row) {
  const auto& value = row.signal.index.value;
  if (value) return escaped(text::decimal(*value, 1));
  if (row.programmed_to_date <= Quantity{}) return escaped(text::not_due);
  return html("{}{}", text::no_data, hidden("sin dato"));
}

std::string before_heading(Month month) {
  std::string words;
  Month back = previous(previous(previous(month)));
  for (; back < month; back = next(back))
    words += (words.empty() ? "" : " · ") + documents::month_short(back);
  return words;
}

Html before_figures(const queries::CaptureRow& row) {
  Html out;
  for (const auto& amount : row.before) {
    if (!out.text.empty()) out += Html{" · "};
    out += figure(amount);
  }
  return out;
}

std::string range_sentence(const queries::CaptureRow& row, const production::UsualRange& usual) {
  if (!row.content.amount || row.range == production::RangeFinding::Inside) return {};
  const auto typed = text::quantity(*row.content.amount);
  const bool below = row.range == production::RangeFinding::Below;
  const auto& limit = below ? usual.from : usual.upto;
  if (below && limit && *limit == Ratio::whole(50))
    return "Escriba la causa: " + typed + " es menos de la mitad de lo programado";
  if (!below && limit && *limit == Ratio::whole(150))
    return "Escriba la causa: " + typed + " es más de una vez y media lo programado";
  return "Escriba la causa: " + typed + (below ? " es menos del " : " es más del ") +
         text::percent(*limit, 0) + " de lo programado";
}

std::string_view axis_word(production::Axis axis) {
  switch (axis) {
    case production::Axis::Sexo:
      return "sexo";
    case production::Axis::Edad:
      return "edad";
    case production::Axis::Pueblo:
      return "pueblo";
    case production::Axis::Nacionalidad:
      return "nacionalidad";
    case production::Axis::Condicion:
      return "condición";
    case production::Axis::Territorio:
      return "territorio";
  }
  return {};
}

std::string category_word(production::Axis, std::string_view key) {
  constexpr struct {
    std::string_view key, word;
  } words[] = {{"hombre", "Hombres"},
               {"mujer", "Mujeres"},
               {"0-17", "0 a 17 años"},
               {"18-29", "18 a 29 años"},
               {"30-59", "30 a 59 años"},
               {"60+", "60 años o más"},
               {"maya", "Maya"},
               {"garifuna", "Garífuna"},
               {"xinka", "Xinka"},
               {"afrodescendiente", "Afrodescendiente"},
               {"ladino", "Ladino o mestizo"},
               {"retornado", "Retornadas"},
               {"nna_no_acompanado", "Niñez no acompañada"},
               {"refugiado", "Refugiadas"},
               {"solicitante_de_refugio", "Solicitantes de refugio"},
               {"en_transito", "En tránsito"},
               {"residente", "Residentes"}};
  const auto found = std::ranges::find(words, key, [](const auto& one) { return one.key; });
  return std::string(found == std::end(words) ? key : found->word);
}

std::string parts_text(const production::CellContent& content) {
  std::string out;
  for (const auto axis : production::all_axes) {
    std::string of_axis;
    Quantity sum;
    for (const auto& part : content.parts) {
      if (part.axis != axis) continue;
      sum += part.amount;
      of_axis += (of_axis.empty() ? "" : ", ") + category_word(axis, part.category) + ' ' +
                 text::quantity(part.amount);
    }
    if (of_axis.empty()) continue;
    if (content.amount && *content.amount > sum)
      of_axis += ", sin desagregar " + text::quantity(*content.amount - sum);
    out += (out.empty() ? "" : "; ") + of_axis;
  }
  return out;
}

std::string html_id(std::string_view code) { return replaced(replaced(code, ".", "-"), " ", "-"); }

Html row_name(const queries::CaptureRow& row) {
  return html("{}<span class=\"bajo secundario chico\">{} <span class=\"cod\">{}</span></span>",
              row.name, row.unit_of_measure, row.category.empty() ? row.subproducto : row.category);
}

std::string size_text(std::int64_t bytes) {
  constexpr std::int64_t kilo = 1024, mega = kilo * kilo;
  if (bytes >= mega) return text::decimal({bytes, mega}, 1) + "\u00a0MB";
  return text::count(std::max<std::int64_t>(1, (bytes + kilo / 2) / kilo)) + "\u00a0KB";
}

Html attachment_list(const queries::CaptureSheet& sheet, bool removable) {
  if (sheet.attachments.empty())
    return html("<p class=\"secundario\">Aún no hay archivos adjuntos.</p>\n");
  Html items;
  for (const auto& file : sheet.attachments) {
    const auto* row = sheet.row(file.subproducto);
    const auto address = capture_address(sheet.month, sheet.unit, "medios/" + file.hash);
    Html remove;
    if (removable)
      remove = html(" · <a href=\"{}/quitar?subproducto={}\">Quitar{}</a>", address,
                    encoded(file.subproducto), hidden(" " + file.name));
    items += html("<li><span><a href=\"{}\">{}</a>{}</span><span>{} · {}{}</span></li>\n", address,
                  file.name, row ? html("<br><small>{}</small>", row->name) : Html{},
                  size_text(file.size), text::date(file.on), remove);
  }
  return html("<ul class=\"docs docs--borde\">{}</ul>\n", items);
}

json::object content_json(const production::CellContent& content) {
  json::object body;
  if (content.amount) body["cantidad"] = show(*content.amount);
  if (!content.parts.empty()) {
    json::array parts;
    for (const auto& part : content.parts)
      parts.push_back(json::array{name_of(part.axis), part.category, show(part.amount)});
    body["partes"] = std::move(parts);
  }
  if (!content.note.empty()) body["nota"] = content.note;
  return body;
}

Html state_tag(const queries::CaptureSheet& sheet) {
  using production::ReportState;
  if (sheet.closed && !sheet.absence.empty()) return tag("Cerrado: ausente", Tint::Amber);
  if (sheet.closed && sheet.state == ReportState::Validado)
    return html("<span class=\"etq etq--nada\">Validado y cerrado</span>");
  if (sheet.closed) return tag("Mes cerrado");
  if (sheet.state == ReportState::Devuelto && sheet.returns > 1)
    return tag("Devuelto, " + std::to_string(sheet.returns) + ".ª vez", Tint::Red);
  if (sheet.state == ReportState::Enviado && sheet.returns > 0) return tag("Reenviado", Tint::Blue);
  return tag(sheet.state);
}

Html state_strip(const Visit&, const queries::CaptureSheet& sheet, const Html& saved) {
  Html deadline;
  if (!sheet.closed && !sheet.published)
    deadline = html("<span>Cierra el <b>{}</b>, {}</span>", weekday_date(sheet.deadline),
                    left_in_words(sheet.working_days_left));
  if (sheet.published)
    deadline += html("<span>{}</span>",
                     "Cifras publicadas en un corte: se corrigen con una rectificación.");
  return html(
      "<div class=\"barra-estado\"><span>{}</span>{}<span class=\"derecha\" role=\"status\" "
      "data-guardado>{}</span></div>\n",
      state_tag(sheet), deadline, saved);
}

Html last_change(const Visit& visit, const queries::CaptureSheet& sheet,
                 const queries::ActorNames& names) {
  Html out = {"<p class=\"origen\">"};
  if (sheet.last_change)
    out += html("Último cambio: {}, {}. ", names.of(sheet.last_change->actor),
                moment(sheet.last_change->at, visit.today()));
  out += link(capture_address(sheet.month, sheet.unit, "historial"), "Historial");
  if (sheet.editable() && sheet.last_change &&
      (sheet.last_change->kind == "metas.capturar" || sheet.last_change->kind == "metas.importar"))
    out += html(" · {}", link(capture_address(sheet.month, sheet.unit,
                                              "deshacer/" + std::to_string(sheet.last_change->seq)),
                              "Deshacer"));
  return out += Html{"</p>\n"};
}

}  // namespace web
