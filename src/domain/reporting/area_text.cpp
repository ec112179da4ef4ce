// The steps of an area's text, as plain functions.
#include "domain/reporting/area_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace reporting {
namespace {

constexpr RefusalRow rows[] = {
    {"informe.texto_vacio", Fault::Invalid},
    {"informe.paso_no_sigue", Fault::Conflict},
    {"informe.texto_propio", Fault::Forbidden},
    {"informe.falta_motivo", Fault::Invalid},
    {"informe.accion_incompleta", Fault::Invalid},
    {"informe.programacion_de_otro_ejercicio", Fault::Invalid},
    {"informe.programacion_repetida", Fault::Invalid},
    {"informe.programacion_negativa", Fault::Invalid},
    {"informe.funcion_desconocida", Fault::NotFound},
    {"informe.evidencia_futura", Fault::Invalid},
    {"informe.desconocido", Fault::NotFound},
    {"informe.ya_aprobado", Fault::Conflict},
    {"informe.aprobado_por_su_autor", Fault::Forbidden},
    {"informe.falta_corte", Fault::NotFound},
    {"informe.etapa_no_permite", Fault::Conflict},
    {"informe.informe_sin_motivo", Fault::Invalid},
    {"informe.seccion_cambiada", Fault::Conflict},
    {"informe.seccion_larga", Fault::Invalid},
    {"informe.falta_fe_de_erratas", Fault::Invalid},
    {"informe.no_es_la_ultima_version", Fault::Conflict},
    {"informe.version_abierta", Fault::Conflict},
    {"informe.faltan_firmantes", Fault::Invalid},
    {"informe.escaneo_no_es_pdf", Fault::Invalid},
    {"informe.sin_archivos", Fault::Invalid},
    {"informe.pdf_no_es_el_firmado", Fault::Conflict},
    {"informe.datos_ya_publicados", Fault::Conflict},
};

constexpr std::string_view state_names[] = {"borrador", "enviado", "devuelto", "validado"};

bool blank(const AreaText& text) {
  return trimmed(text.achievements).empty() && trimmed(text.limitations).empty() &&
         trimmed(text.causes).empty() && text.actions.empty();
}

bool complete(const CorrectiveAction& action) {
  return !trimmed(action.text).empty() && !trimmed(action.post).empty() && action.due.ok();
}

}  // namespace

const RefusalRow& row_of(Refusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> refusal_rows() { return rows; }

std::string_view show(TextState state) { return state_names[std::to_underlying(state)]; }

std::optional<TextState> parse_text_state(std::string_view name) {
  const auto found = std::ranges::find(state_names, name);
  if (found == std::end(state_names)) return std::nullopt;
  return static_cast<TextState>(found - std::begin(state_names));
}

std::expected<AreaText, Refusal> edit(AreaText before, AreaText content, std::int64_t author) {
  if (before.state == TextState::Enviado || before.state == TextState::Validado)
    return std::unexpected(Refusal::WrongState);
  if (!std::ranges::all_of(content.actions, complete))
    return std::unexpected(Refusal::ActionIncomplete);
  content.state = TextState::Borrador;
  content.author = author;
  content.sent_on = content.reviewed_on = std::nullopt;
  content.comment = before.comment;  // What was asked for stays in view while it is mended.
  return content;
}

std::expected<AreaText, Refusal> send(AreaText text, Date today) {
  if (blank(text)) return std::unexpected(Refusal::TextMissing);
  if (text.state != TextState::Borrador) return std::unexpected(Refusal::WrongState);
  text.state = TextState::Enviado;
  text.sent_on = today;
  return text;
}

std::expected<AreaText, Refusal> validate(AreaText text, std::int64_t reviewer, Date today) {
  if (text.state != TextState::Enviado) return std::unexpected(Refusal::WrongState);
  if (text.author == reviewer) return std::unexpected(Refusal::OwnText);
  text.state = TextState::Validado;
  text.reviewed_on = today;
  text.comment.clear();
  return text;
}

std::expected<AreaText, Refusal> give_back(AreaText text, std::string reason, Date today) {
  if (text.state != TextState::Enviado) return std::unexpected(Refusal::WrongState);
  if (trimmed(reason).empty()) return std::unexpected(Refusal::ReasonMissing);
  text.state = TextState::Devuelto;
  text.reviewed_on = today;
  text.comment = std::move(reason);
  return text;
}

}  // namespace reporting
