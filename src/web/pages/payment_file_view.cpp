// What the pages of payment files share.
#include "web/pages/payment_file_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "text/format.hpp"
#include "text/rules.hpp"
#include "web/refusals.hpp"

namespace web {

using namespace verification;
using queries::PaymentFile;

namespace {

struct StateRow {
  Tint tint;
  int step;  // Of the line: 0 received … 5 paid; -1: where it stood before.
};

// In the order of Estado.
constexpr StateRow states[] = {
    {Tint::Grey, 0},  {Tint::Grey, 0}, {Tint::Blue, 1}, {Tint::Amber, 1}, {Tint::Blue, 1},
    {Tint::Green, 2}, {Tint::Grey, 3}, {Tint::Grey, 3}, {Tint::Grey, 3},  {Tint::Grey, 4},
    {Tint::Grey, 5},  {Tint::Grey, 5}, {Tint::Red, -1}, {Tint::Red, -1},  {Tint::Amber, -1},
};
static_assert(std::size(states) == estado_count);

constexpr std::string_view line_names[] = {"Recibido", "En verificación", "Conforme", "Visado",
                                           "Enviado a pago"};

// The day on which the file last entered a part of the line.
std::optional<Date> entered(const PaymentFile& file, int step) {
  if (step == 0) return file.row.received;
  std::optional<Date> on;
  for (const auto& taken : file.pasos)
    if (states[std::to_underlying(taken.row.to)].step == step &&
        states[std::to_underlying(taken.row.from)].step < step)
      on = taken.row.on;
  return on;
}

int step_of(const PaymentFile& file) {
  int at = states[std::to_underlying(file.row.estado)].step;
  if (at >= 0) return at;
  at = 0;
  for (const auto& taken : file.pasos) {
    const int to = states[std::to_underlying(taken.row.to)].step;
    if (to >= 0) at = to;
  }
  return at;
}

}  // namespace

std::string file_address(std::string_view number, std::string_view more) {
  std::string out = "/expedientes/" + encoded(number);
  if (!more.empty()) out.append("/").append(more);
  return out;
}

std::string list_name(std::string_view code) {
  if (const auto how = kind_of<Modalidad>(code)) return std::string(text::name_of(*how));
  if (const auto gasto = kind_of<Gasto>(code)) return std::string(text::name_of(*gasto));
  return std::string(code);
}

Result<PaymentFile> file_asked(Visit& visit) {
  auto file = TRY(
      queries::payment_file(visit.db(), visit.institution, visit.capture("numero"), visit.today()));
  if (!file) return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  return *std::move(file);
}

Html state_tag(Estado state) {
  const auto word = text::name_of(state);
  if (state == Estado::Pagado || state == Estado::Archivado)
    return html("<span class=\"etq etq--nada\">{}</span>", word);
  return tag(word, states[std::to_underlying(state)].tint);
}

Html effect_tag(Effect effect) {
  switch (effect) {
    case Effect::Blocks:
      return tag("Impide el visado", Tint::Red);
    case Effect::AsksReason:
      return tag("Pide razón", Tint::Amber);
    case Effect::Warns:
      return tag("Aviso", Tint::Amber);
    case Effect::Informs:
      return tag("Información");
  }
  return {};
}

std::string money_or_dash(const std::optional<Money>& amount) {
  return amount ? text::money(*amount) : std::string(text::no_data);
}

Html supplier_words(const storage::PaymentFileRow& row) {
  if (row.nit.empty() && row.supplier.empty()) return html("Sin proveedor");
  if (row.nit.empty()) return escaped(row.supplier);
  return html("{}NIT <span class=\"cod\">{}</span>",
              row.supplier.empty() ? std::string() : row.supplier + ", ", row.nit);
}

Html steps_line(const PaymentFile& file) {
  const int at = step_of(file);
  const bool stopped = states[std::to_underlying(file.row.estado)].step < 0;
  Html items;
  for (int i = 0; i < static_cast<int>(std::size(line_names)); ++i) {
    const bool current = i == at;
    Html remark;
    if (const auto on = entered(file, i); on && i <= at) remark = escaped(text::date(*on));
    if (current && i == 1 && file.exigidas > 0)
      remark = html("<span data-texto=\"paso\">{} de {} requisitos</span>",
                    text::count(file.contestadas), text::count(file.exigidas));
    std::string name(line_names[static_cast<std::size_t>(i)]);
    const bool exception = current && (stopped || file.row.estado == Estado::Observado);
    if (exception) name = text::name_of(file.row.estado);
    items += html("<li{}>{}{}</li>\n",
                  Html{current  ? " aria-current=\"step\""
                       : i < at ? " class=\"hecho\""
                                : ""},
                  name, remark.text.empty() ? Html{} : html("<small>{}</small>", remark));
  }
  return html("<ol class=\"pasos\" aria-label=\"Estado del expediente\">{}</ol>\n", items);
}

PageView page_beside(const PaymentFile& file, std::string_view heading, std::string_view lead,
                     const FormState& state, Html content) {
  return {.title = std::string(heading) + " · Expediente " + file.row.number,
          .heading = std::string(heading),
          .rubric = "Expediente " + file.row.number + " · " + file_summary(file),
          .lead = std::string(lead),
          .area = Area::Files,
          .crumbs = file_crumbs(file),
          .errors = error_summary(state),
          .content = std::move(content),
          .has_errors = state.faulty()};
}

std::vector<Crumb> file_crumbs(const PaymentFile& file) {
  return {{"Mi trabajo", "/inicio"},
          {"Expedientes", "/expedientes"},
          {"Expediente " + file.row.number, file_address(file.row.number)}};
}

std::string file_summary(const PaymentFile& file) {
  return text::spending(file.row.gasto, file.row.modalidad) + " · " +
         (file.row.supplier.empty() ? "" : file.row.supplier + ", ") +
         (file.row.nit.empty() ? "sin NIT" : "NIT " + file.row.nit) + " · " +
         money_or_dash(file.row.monto);
}

Html file_actions(const PaymentFile& file) {
  Html out;
  if (file.row.illustrative) out += stamp_illustrative();
  out += state_tag(file.row.estado);
  if (file.reloj.left) {
    const auto left = *file.reloj.left;
    const auto day = text::date(*file.reloj.due);
    if (file.row.closed)
      out += html("<span class=\"chico secundario\">Cerrado el {}</span>",
                  text::date(*file.row.closed));
    else if (left < 0)
      out += tag("Pago vencido el " + day, Tint::Red);
    else
      out += tag(left == 0 ? "El pago vence hoy" : "El pago vence el " + day,
                 left <= 5 ? Tint::Amber : Tint::Grey);
  }
  std::int64_t days = 0;
  for (const auto n : file.reloj.in_state) days += n;
  out += html("<span class=\"chico secundario\">{} desde que se recibió</span>",
              text::working_days(days));
  return out;
}

ListStage stage_of(const ChecklistItem& item) {
  switch (item.documento) {
    case Documento::Recep:
    case Documento::Actrec:
    case Documento::Comrec:
    case Documento::Raz:
    case Documento::Infact:
    case Documento::Infmen:
    case Documento::Inf:
      return ListStage::Delivery;
    case Documento::Cdp:
    case Documento::Cdf:
    case Documento::Dicpre:
    case Documento::Nomb:
      return ListStage::Request;
    case Documento::Rtu:
    case Documento::Plica:
    case Documento::Rgae:
    case Documento::Cumpl:
    case Documento::Sost:
    case Documento::Antic:
    case Documento::Calid:
    case Documento::Saldos:
      return ListStage::Purchase;
    default:
      break;
  }
  switch (item.responsable) {
    case Responsable::Solicitante:
      return ListStage::Request;
    case Responsable::Compras:
    case Responsable::Junta:
    case Responsable::Juridico:
    case Responsable::Autoridad:
      return ListStage::Purchase;
    case Responsable::Proveedor:
    case Responsable::Almacen:
    case Responsable::Inventarios:
    case Responsable::Comisionado:
      return ListStage::Delivery;
    case Responsable::Presupuesto:
    case Responsable::Contabilidad:
    case Responsable::Tesoreria:
    case Responsable::RecursosHumanos:
    case Responsable::Verificacion:
      return ListStage::Record;
  }
  return ListStage::Record;
}

bool is_asked(const queries::ListLine& line) {
  return line.required.item != nullptr && line.required.state != Required::State::Unneeded &&
         line.required.item->exigencia != Exigencia::DelSistema;
}

std::string checklist_progress(const PaymentFile& file) {
  auto out = text::count(file.contestadas) + " de " + text::count(file.exigidas) + " revisados";
  if (file.no_cumple > 0)
    out +=
        ", " + text::count(file.no_cumple) + (file.no_cumple == 1 ? " no cumple" : " no cumplen");
  return out;
}

std::string checklist_lacks(const PaymentFile& file) {
  const auto missing = file.exigidas - file.contestadas;
  std::string out;
  if (missing > 0)
    out = "Para dictaminar conforme " + std::string(missing == 1 ? "falta " : "faltan ") +
          text::count(missing) + (missing == 1 ? " requisito" : " requisitos");
  if (file.no_cumple > 0)
    out += (out.empty() ? "No puede dictaminarse conforme: hay " : " y hay ") +
           text::count(file.no_cumple) + " que no " + (file.no_cumple == 1 ? "cumple" : "cumplen");
  return out.empty() ? out : out + ".";
}

std::int64_t objections(const PaymentFile& file) {
  return file.no_cumple + std::ranges::count_if(file.avisos, [](const queries::FlagNow& now) {
           return now.flag.effect == Effect::Blocks &&
                  !(now.dictamen && now.dictamen->finding == storage::Finding::Descartado);
         });
}

std::string objections_button(const PaymentFile& file) {
  const auto n = objections(file);
  return "Devolver con " + text::count(n) + (n == 1 ? " objeción" : " objeciones");
}

std::vector<std::string> flag_sentences(const Flag& flag) {
  std::vector<std::string> out;
  for (const auto& proof : flag.outcome.proofs)
    out.push_back(text::reason_of(rules()[flag.rule], proof));
  return out;
}

std::vector<std::string> flag_remedies(const Flag& flag) {
  std::vector<std::string> out;
  for (const auto& proof : flag.outcome.proofs) {
    auto remedy = text::remedy_of(rules()[flag.rule], proof);
    if (!remedy.empty() && std::ranges::find(out, remedy) == out.end())
      out.push_back(std::move(remedy));
  }
  return out;
}

bool may_take(const Visit& visit, const PaymentFile& file, Paso step) {
  if (visit.viewer == nullptr) return false;
  return std::ranges::any_of(visit.viewer->roles, [&](access_control::Role role) {
    const auto all = possible(file.row.estado, role);
    return std::ranges::find(all, step) != all.end();
  });
}

std::string separated_from(const Visit& visit, const PaymentFile& file, Paso step) {
  const auto me = visit.viewer->number;
  const auto duty_of = [](Paso paso) -> std::optional<Duty> {
    for (const auto& row : transitions())
      if (row.paso == paso) return row.duty;
    return std::nullopt;
  };
  const auto mine = duty_of(step);
  if (!mine) return {};
  if (file.row.author == me || file.row.author_for == me) return "Usted registró este expediente";
  for (const auto& taken : file.pasos) {
    const auto duty = duty_of(taken.row.paso);
    if (duty && *duty != *mine && (taken.row.actor == me || taken.row.on_behalf == me))
      return *duty == Duty::Revisa ? "Usted revisó este expediente"
                                   : "Usted ya tuvo otra función en este expediente";
  }
  return {};
}

}  // namespace web
