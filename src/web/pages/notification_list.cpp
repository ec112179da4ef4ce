// I31: what happened that concerns the viewer, and which of it is mailed when.
#include "commands/sign_in.hpp"
#include "text/format.hpp"
#include "web/digest.hpp"
#include "web/pages/work_view.hpp"

namespace web {
namespace {

using queries::NoticeKind;

constexpr Milliseconds shown_for = 30LL * 86'400'000;

constexpr struct {
  NoticeKind kind;
  std::string_view word;
} kinds[] = {
    {NoticeKind::Returned, "Me devuelven un reporte"},
    {NoticeKind::ApprovalAsked, "Algo espera mi decisión"},
    {NoticeKind::Deadline, "Un plazo vence o se venció"},
    {NoticeKind::Validated, "Validan mi reporte"},
    {NoticeKind::Sent, "Una unidad envía su reporte"},
    {NoticeKind::Rectified, "Deciden una rectificación que propuse"},
    {NoticeKind::MonthClosed, "Se cierra o se reabre un mes"},
    {NoticeKind::FindingDue, "Vence un hallazgo que respondo"},
    {NoticeKind::ControlDue, "Vence un control a mi cargo"},
};

Response preferences_page(Visit& visit, const FormState& state) {
  PageView view;
  view.title = "Qué se avisa y cómo";
  view.heading = view.title;
  view.lead = "En esta página se ven siempre. Por correo, como usted elija.";
  view.area = Area::Work;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Notificaciones", "/notificaciones"}};
  Html controls;
  for (const auto& [kind, word] : kinds) {
    const auto chosen = delivery_of(visit.db(), visit.viewer->number, kind);
    controls += radios(state,
                       {.name = preference_name(kind),
                        .label = std::string(word),
                        .standard = std::string(name_of(chosen.value_or(standard_delivery(kind))))},
                       {{"al_momento", "Por correo, al momento"},
                        {"diario", "En el resumen de las 07:00"},
                        {"no", "Sin correo"}});
  }
  const auto digest = commands::preference(visit.db(), visit.viewer->number, "aviso.resumen");
  controls += radios(state,
                     {.name = "aviso.resumen",
                      .label = "Resumen diario de las 07:00 con mis pendientes",
                      .standard = digest && *digest ? **digest : std::string("diario")},
                     {{"diario", "Recibirlo"}, {"no", "No recibirlo"}});
  view.content = form(visit, {.action = "/notificaciones/preferencias"},
                      controls + button("Guardar preferencias"));
  return page(visit, view);
}

}  // namespace

Result<Response> notification_list(Visit& visit) {
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const auto worker = worker_of(*visit.viewer);
  Html items;
  for (const auto& notice : TRY(queries::notices_for(visit.db(), visit.institution, worker,
                                                     visit.today(), visit.now - shown_for))) {
    const auto words = words_of(notice, names);
    items += html(
        "<li><span class=\"v\">{}</span><span class=\"a\"><a href=\"{}\">{}</a><small>{}"
        "</small></span></li>\n",
        moment(notice.at, visit.today()), words.address, words.what, words.why);
  }
  PageView view;
  view.title = "Notificaciones";
  view.heading = view.title;
  view.lead =
      "Lo de los últimos 30 días que le concierne. Lo que hay que hacer está en Mi trabajo.";
  view.area = Area::Work;
  view.crumbs = {{"Mi trabajo", "/inicio"}};
  view.actions = secondary_link("/notificaciones/preferencias", "Preferencias");
  view.content = items.text.empty() ? empty_state("No hay notificaciones.")
                                    : html("<ol class=\"cola cola--avisos\">\n{}</ol>\n", items);
  return page(visit, view);
}

Result<Response> notification_preferences(Visit& visit) {
  return preferences_page(visit, FormState{});
}

Result<Response> notification_prefer(Visit& visit) {
  auto context = TRY(visit.context(commands::Use::Change));
  for (const auto& one : kinds) {
    const auto said = visit.request.form.first(preference_name(one.kind));
    for (const auto delivery : {Delivery::AtOnce, Delivery::Daily, Delivery::None})
      if (said == name_of(delivery))
        CHECK(commands::set_preference(context, visit.viewer->number, preference_name(one.kind),
                                       said));
  }
  const auto digest = visit.request.form.first("aviso.resumen");
  if (digest == "diario" || digest == "no")
    CHECK(commands::set_preference(context, visit.viewer->number, "aviso.resumen", digest));
  visit.notice("Se guardaron sus preferencias de avisos.");
  return redirect("/notificaciones/preferencias");
}

}  // namespace web
