// /admin/ajustes: how the institution wants to work, where it has a choice.
#include "base/text.hpp"
#include "queries/capture.hpp"
#include "web/kit/state.hpp"
#include "web/pages/admin_pages.hpp"

namespace web {
namespace {

constexpr std::string_view endorsement = "metas.visto_bueno";

Result<Response> view(Visit& visit, const FormState& state, int status = 200) {
  const auto now = TRY(queries::institution_setting(visit.db(), visit.institution, endorsement));
  Html inside = radios(state,
                       {.name = "valor",
                        .label = "¿La subdirección da visto bueno al mes antes de que se valide?",
                        .standard = now.empty() ? "no" : now},
                       {{"no", "No: de la unidad pasa a monitoreo"},
                        {"si", "Sí: la jefatura de la que depende la unidad lo revisa antes"}});
  inside += text_input(state, {.name = "motivo",
                               .label = "Motivo",
                               .hint = "Por ejemplo, el oficio o el acuerdo que lo dispone."});
  inside += button("Guardar");
  return form_page(visit,
                   {.title = "Ajustes",
                    .heading = "Ajustes",
                    .lead = "Vale desde el momento en que se guarda; lo ya enviado sigue su curso.",
                    .area = Area::Admin,
                    .crumbs = admin_crumbs(),
                    .content = form(visit, {.action = "/admin/ajustes"}, inside)},
                   state, status);
}

}  // namespace

Result<Response> settings_form(Visit& visit) { return view(visit, {}); }

Result<Response> save_settings(Visit& visit) {
  const auto done = visit.submit("institucion.ajustar",
                                 {{"nombre", endorsement},
                                  {"valor", std::string(visit.request.form.first("valor"))},
                                  {"motivo", collapsed(visit.request.form.first("motivo"))}});
  if (!done && !concerns_form(done.error())) return std::unexpected(done.error());
  if (!done) {
    FormState state{visit.request.form};
    state.fault(detail_of(done.error(), "campo") == endorsement ? "valor" : "motivo", done.error());
    return view(visit, state, 422);
  }
  visit.notice("Se guardaron los ajustes.");
  return redirect("/admin/ajustes");
}

}  // namespace web
