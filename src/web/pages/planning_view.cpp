// What the pages of the plan share: their menu, versions and names.
#include "web/pages/planning_view.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "commands/load_plan.hpp"
#include "domain/planning/linter.hpp"
#include "domain/planning/names.hpp"
#include "domain/planning/plan_diff.hpp"
#include "domain/planning/plan_json.hpp"
#include "domain/planning/refusals.hpp"
#include "text/findings.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"

namespace web {
namespace {

template <class E, std::size_t N>
std::string_view word_in(const std::array<std::string_view, N>& words, E value) {
  return words[static_cast<std::size_t>(value)];
}

bool nothing_known(const Error& error) {
  return error.code == row_of(planning::Refusal::PlanUnknown).code;
}

// Figures without what people put around them: "Q 1,234.50" → "1234.50", "(1,500)" → "-1500".
std::string plain_number(std::string_view typed) {
  std::string plain;
  const auto text = trimmed(typed);
  const bool negative = text.starts_with('(') && text.ends_with(')');
  for (const char c : text)
    if ((c >= '0' && c <= '9') || c == '.' || c == '-') plain += c;
  // Anything that is no decoration of a number stays, so that it is refused as it was typed.
  std::string rest(text);
  for (const auto part : {"Q", "%", ",", " ", "\xC2\xA0", "(", ")"})
    rest = replaced(rest, part, "");
  if (rest != plain) return std::string(text);
  // A comma only divides thousands: "1,19" is asked about, never guessed.
  if (const auto comma = text.find(','); comma != text.npos) {
    auto whole = text.substr(0, text.find('.'));
    const auto groups = split(whole, ',');
    for (std::size_t i = 1; i < groups.size(); ++i) {
      std::string digits;
      for (const char c : groups[i])
        if (c >= '0' && c <= '9') digits += c;
      if (digits.size() != 3) return std::string(text);
    }
  }
  return negative ? "-" + plain : plain;
}

}  // namespace

Result<std::optional<storage::StoredPlan>> plan_asked(Visit& visit,
                                                      std::optional<FiscalYear> year) {
  const auto said = visit.request.query.optional("version");
  const auto number = said ? whole_number(*said) : std::nullopt;
  if (!year && !number)
    if (const auto asked = visit.request.query.optional("anio"))
      year = TRY(FiscalYear::parse(*asked));
  auto found = queries::plan_of(visit.db(), visit.institution, number ? std::nullopt : year,
                                number.value_or(0));
  if (!found && nothing_known(found.error())) return std::optional<storage::StoredPlan>{};
  if (!found) return std::unexpected(found.error());
  return std::optional(*std::move(found));
}

Result<storage::StoredPlan> plan_in_force(Visit& visit, std::optional<FiscalYear> year) {
  return queries::plan_of(visit.db(), visit.institution, year);
}

Html version_line(const storage::StoredPlan& stored) {
  const auto& version = stored.version;
  return html(
      "<p class=\"origen\">Versión {} para el ejercicio {}, aprobada por {}, cargada el {} "
      "(asiento "
      "{}){}. {}</p>\n",
      std::to_string(version.number), show(version.year),
      version.acts.empty() ? std::string("un acto que no se dice") : version.acts,
      text::date(version.on), std::to_string(version.from_seq),
      version.until_seq ? " · reemplazada" : " · vigente",
      link("/planificacion/versiones", "Todas las versiones"));
}

Html plan_stamps(const storage::StoredPlan& stored) {
  if (!stored.version.until_seq)
    return html(
        "<span class=\"sello sello--pub\">Vigente</span> <span class=\"chico "
        "secundario\">Versión {}</span>",
        std::to_string(stored.version.number));
  return html("<span class=\"sello\">Versión {}, reemplazada</span>",
              std::to_string(stored.version.number));
}

Response no_plan(Visit& visit, std::string_view heading) {
  PageView view;
  view.title = view.heading = heading;
  view.area = Area::Planning;
  view.content = empty_state(
      "Aún no hay un plan cargado.",
      html("<p>{}</p>", visit.viewer->may(access_control::Permission::LoadPlan)
                            ? link("/planificacion/cargar", "Cargar el PEI y el POA desde Excel")
                            : escaped("Lo carga la Subdirección de Planificación.")));
  return page(visit, view);
}

std::vector<Crumb> planning_crumbs() {
  return {{"Mi trabajo", "/inicio"}, {"Planificación", "/planificacion/cadena"}};
}

std::string_view word_of(planning::ResultLevel value) {
  constexpr std::array<std::string_view, 3> words{"Resultado final", "Resultado intermedio",
                                                  "Resultado inmediato"};
  return word_in(words, value);
}
std::string_view word_of(planning::MeasureState value) {
  constexpr std::array<std::string_view, 5> words{"Programada", "En proceso", "Cumplida",
                                                  "Atrasada", "Suspendida"};
  return word_in(words, value);
}
Tint tint_of(planning::MeasureState value) {
  constexpr std::array tints{Tint::Grey, Tint::Blue, Tint::Green, Tint::Red, Tint::Amber};
  return tints[static_cast<std::size_t>(value)];
}
std::string_view word_of(planning::Acumulacion value) {
  constexpr std::array<std::string_view, 6> words{
      "Flujo: los períodos se suman",    "Acumulado desde el año base",
      "Existencia: vale el último dato", "Capacidad: vale el último dato, frente a un máximo",
      "Reducción desde la línea base",   "Reducción cada año"};
  return word_in(words, value);
}
std::string_view word_of(planning::Polaridad value) {
  constexpr std::array<std::string_view, 3> words{"Más es mejor", "Menos es mejor",
                                                  "Dentro de un rango"};
  return word_in(words, value);
}
std::string_view word_of(planning::Frecuencia value) {
  constexpr std::array<std::string_view, 5> words{"Mensual", "Cuatrimestral", "Semestral", "Anual",
                                                  "Multianual"};
  return word_in(words, value);
}
std::string_view word_of(planning::TipoConteo value) {
  constexpr std::array<std::string_view, 5> words{"Personas únicas", "Atenciones", "Movimientos",
                                                  "Documentos", "Actos"};
  return word_in(words, value);
}
std::string_view word_of(planning::Origen value) {
  constexpr std::array<std::string_view, 3> words{"Publicado", "Propuesto", "Ilustrativo"};
  return word_in(words, value);
}

Result<PlanProposal> proposed(Visit& visit, const planning::Plan* before,
                              const planning::Plan& after, std::string_view file_name,
                              std::string_view file_hash) {
  PlanProposal proposal;
  for (auto& change : planning::changes_between(
           before ? planning::to_json(*before) : json::object{}, planning::to_json(after)))
    proposal.changes.emplace_back(std::move(change.campo),
                                  std::pair(std::move(change.antes), std::move(change.ahora)));
  proposal.findings = planning::lint(after);
  const auto act = commands::load_plan(after, file_name, file_hash);
  if (const auto outcome = visit.simulate(act.kind, act.act); !outcome)
    proposal.refusal = outcome.error();
  return proposal;
}

TableView changes_table(
    const std::vector<std::pair<std::string, std::pair<std::string, std::string>>>& changes,
    std::string caption) {
  // A value as JSON writes it, without the quotes of a text; long ones are cut on the screen.
  const auto said = [](const std::string& value) -> TableCell {
    if (value.empty()) return {NotDue{}};
    std::string plain = value;
    if (plain.size() > 1 && plain.front() == '"' && plain.back() == '"')
      plain = replaced(plain.substr(1, plain.size() - 2), "\\\"", "\"");
    if (length(plain) <= 240) return {plain};
    std::string_view head = std::string_view(plain).substr(0, 240);
    while (!head.empty() && (static_cast<unsigned char>(head.back()) & 0xC0) == 0x80)
      head.remove_suffix(1);
    if (!head.empty() && static_cast<unsigned char>(head.back()) >= 0xC0) head.remove_suffix(1);
    return {html("{} …", head), "", plain};
  };
  TableView view;
  view.id = "diferencias";
  view.caption = std::move(caption);
  view.file_name = "diferencias-del-plan";
  view.empty = "No hay diferencias.";
  view.columns = {{.key = "campo",
                   .title = "Campo",
                   .kind = TableColumn::Kind::Code,
                   .sortable = false,
                   .row_header = true},
                  {.key = "antes", .title = "Antes", .sortable = false},
                  {.key = "ahora", .title = "Ahora", .sortable = false}};
  for (const auto& [field, values] : changes)
    view.rows.push_back({{{field}, said(values.first), said(values.second)}});
  return view;
}

Html proposal_view(Visit& visit, const PlanProposal& proposal) {
  Html content;
  auto changes = changes_table(
      proposal.changes,
      "Diferencias con el plan vigente: " +
          text::counted(static_cast<std::int64_t>(proposal.changes.size()), "cambio", "cambios"));
  changes.exports = false;
  content += html("<section class=\"seccion\" aria-label=\"Diferencias\">{}</section>",
                  table(visit, changes));
  std::array<std::int64_t, 3> counts{};
  for (const auto& one : proposal.findings) ++counts[static_cast<std::size_t>(one.severidad)];
  Html items;
  std::size_t told = 0;
  for (const auto& one : proposal.findings) {
    if (one.severidad != planning::Severity::Alta || ++told > 12) continue;
    items += html("<li><b>{}</b> {}<br><span class=\"secundario\">{}</span></li>\n",
                  text::place_of(one), text::reason_of(one), text::remedy_of(one));
  }
  if (counts[0] > 12)
    items += html("<li>Y {} más, que se verán en Hallazgos.</li>", text::count(counts[0] - 12));
  content += section(
      "hallazgos",
      "Lo que la revisión encuentra: " + text::count(counts[0]) + " de severidad alta, " +
          text::count(counts[1]) + " media, " + text::count(counts[2]) + " baja",
      items.text.empty() ? html("<p>Ningún hallazgo de severidad alta.</p>")
                         : html("<ul class=\"govuk-list govuk-list--bullet\">\n{}</ul>", items));
  return content;
}

void approve_by(planning::Plan& plan, std::string_view number, std::string_view what, Date day) {
  const auto known = std::ranges::find(plan.actos, number, &planning::ApprovingAct::numero);
  if (known != plan.actos.end()) {
    if (std::ranges::find(known->aprueba, what) == known->aprueba.end())
      known->aprueba.emplace_back(what);
    return;
  }
  planning::ApprovingAct act;
  act.numero = number;
  act.fecha = day;
  act.aprueba.emplace_back(what);
  plan.actos.push_back(std::move(act));
}

Result<commands::Receipt> load_version(Visit& visit, const planning::Plan& plan,
                                       std::string_view file_name, std::string_view file_hash) {
  auto act = commands::load_plan(plan, file_name, file_hash);
  return visit.submit(act.kind, std::move(act.act));
}

Result<Quantity> typed_quantity(std::string_view typed) {
  return Quantity::parse(plain_number(typed));
}
Result<Money> typed_money(std::string_view typed) { return Money::parse(plain_number(typed)); }

Result<Date> typed_date(std::string_view typed) {
  const auto text = trimmed(typed);
  const auto parts = split(text, '/');
  if (parts.size() != 3) return parse_date(text);
  return parse_date(parts[2] + "-" + padded_left(parts[1], 2) + "-" + padded_left(parts[0], 2));
}

Cuatrimestre period_asked(Visit& visit, std::int16_t year) {
  const auto said = visit.request.query.optional("periodo");
  if (said)
    if (const auto period = Cuatrimestre::parse(*said)) return *period;
  const auto now = cuatrimestre_of(month_of(visit.today()));
  if (now.year.year == year) return now;
  return {{year}, static_cast<std::uint8_t>(now.year.year > year ? 3 : 1)};
}

}  // namespace web
