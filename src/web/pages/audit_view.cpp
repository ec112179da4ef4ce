// Shared parts of the pages of audit and control.
#include "web/pages/audit_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "domain/control/refusals.hpp"
#include "text/payment_files.hpp"
#include "web/pages/money_view.hpp"
#include "web/refusals.hpp"

namespace web {

using namespace control;

std::string finding_address(std::string_view number, std::string_view more) {
  std::string address = "/auditoria/hallazgos/" + encoded(number);
  if (!more.empty()) (address += '/') += more;
  return address;
}

std::string control_address(std::string_view code, std::string_view more) {
  std::string address = "/auditoria/controles/" + encoded(code);
  if (!more.empty()) (address += '/') += more;
  return address;
}

std::string finding_title(const queries::FindingLine& line) {
  return line.row.instrument.empty()
             ? line.row.title
             : text::missed_title(line.instrumento, line.row.instrument_period);
}

Html state_tag(EstadoHallazgo estado) {
  constexpr Tint tints[] = {Tint::Grey,  Tint::Blue, Tint::Blue, Tint::Amber, Tint::Blue,
                            Tint::Amber, Tint::Red,  Tint::Grey, Tint::Green, Tint::Green};
  static_assert(std::size(tints) == estado_hallazgo_count);
  return tag(text::name_of(estado), tints[std::to_underlying(estado)]);
}

Html proposal_tag(Propuesta proposal) {
  if (proposal == Propuesta::Ninguna) return {};
  return tag(text::name_of(proposal), proposal == Propuesta::Cerrar ? Tint::Green : Tint::Red);
}

Html overdue_tag(const queries::FindingLine& line) {
  if (line.vencido == 0) return {};
  return tag("Vencida hace " + text::working_days(line.vencido), Tint::Red);
}

std::vector<Crumb> audit_crumbs() {
  return {{"Mi trabajo", "/inicio"}, {"Auditoría", "/auditoria"}};
}

bool sees_drafts(const Visit& visit) {
  return visit.viewer->may(access_control::Permission::WriteFinding);
}

Result<std::vector<Choice>> audited_people(Visit& visit) {
  std::vector<Choice> all{{"", "Elija a una persona"}};
  for (const auto& user : TRY(commands::users_of(visit.db()))) {
    const bool here = user.home.empty() || user.home == visit.institution;
    const bool audits = std::ranges::any_of(user.roles, [](access_control::Role role) {
      return access_control::allows(role, access_control::Permission::DecideFinding);
    });
    if (user.active && here && !audits) all.push_back({user.login, user.name});
  }
  return all;
}

void put_day(json::object& act, std::string_view key, FormState& state, std::string_view control) {
  const auto written = state.value(control);
  if (trimmed(written).empty()) return;
  if (const auto day = typed_day(written))
    act[key] = ::show(*day);
  else
    state.fault(std::string(control), "Escriba la fecha así: 30/06/2026.");
}

void put_text(json::object& act, std::string_view key, const FormState& state,
              std::string_view control) {
  const auto written = state.value(control);
  if (const auto words = trimmed(written); !words.empty()) act[key] = std::string(words);
}

void put_fault(FormState& state, std::string_view prefix, const Error& error,
               std::string_view day_control) {
  std::string control;
  if (const auto field = detail_of(error, "campo"); !field.empty())
    control = std::string(prefix) + std::string(field);
  else if (error.code == row_of(control::Refusal::ReasonMissing).code)
    control = std::string(prefix) + "motivo";
  else if (error.code == row_of(control::Refusal::DueInThePast).code ||
           error.code == row_of(control::Refusal::DueNotLater).code)
    control = day_control;
  state.fault(control, error);
}

bool of_typing(const Error& error) {
  return error.fault == Fault::Invalid || error.fault == Fault::Conflict;
}

int typing_status(const Error& error) { return error.fault == Fault::Conflict ? 409 : 422; }

}  // namespace web
