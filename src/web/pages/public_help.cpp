// P12: how to read this site, how to ask, accessibility and privacy.
#include "queries/report_frame.hpp"
#include "web/application.hpp"
#include "web/inside.hpp"
#include "web/pages/public_pages.hpp"
#include "web/pages/public_view.hpp"

namespace web {
namespace {

Html paragraphs(const Visit& visit, const std::vector<std::string_view>& all) {
  Html out;
  for (const auto one : all) out += html("<p class=\"texto\">{}</p>\n", tr(visit, one));
  return out;
}

Html question(const Visit& visit, std::string_view asked,
              const std::vector<std::string_view>& answer) {
  return html(
      "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
      "class=\"govuk-details__summary-text\">{}</span></summary><div "
      "class=\"govuk-details__text\">{}</div></details>\n",
      tr(visit, asked), paragraphs(visit, answer));
}

Html contact(Visit& visit) {
  queries::InstitutionData institution;
  if (!visit.institution.empty())
    if (auto found = queries::institution_data(visit.db(), visit.institution)) institution = *found;
  Html out = paragraphs(
      visit,
      {"Pida información pública a la Unidad de Información Pública. No hace falta decir para "
       "qué la quiere. La respuesta llega en 10 días hábiles, con una prórroga de 10 como "
       "máximo (Decreto 57-2008, artículos 42 y 43)."});
  Html items;
  if (!institution.address.empty()) items += html("<li>{}</li>\n", institution.address);
  if (!institution.telephone.empty())
    items += html("<li>{}: {}</li>\n", tr(visit, "Teléfono"), institution.telephone);
  if (!institution.email.empty())
    items += html("<li>{}: <a href=\"mailto:{}\">{}</a></li>\n", tr(visit, "Correo"),
                  institution.email, institution.email);
  const bool takes_forms = !visit.inside().application.settings().portal_only;
  const struct {
    std::string_view path, words;
    bool is_form;
  } roads[] = {{"/solicitudes/nueva", "Pedir información", true},
               {"/solicitudes/seguimiento", "Seguir una solicitud", true},
               {"/transparencia/solicitudes", "Cómo se han respondido las solicitudes", false},
               {"/transparencia/calendario", "Calendario legal", false}};
  Html ways;
  for (const auto& road : roads)
    if (takes_forms || !road.is_form)
      ways += html("<li>{}</li>\n", link(road.path, tr(visit, road.words)));
  out += html("<ul class=\"govuk-list govuk-list--bullet\">\n{}</ul>\n", ways);
  return out += html("<ul class=\"govuk-list\">\n{}</ul>\n",
                     items.text.empty()
                         ? html("<li>{}</li>",
                                tr(visit, "La institución aún no registró sus datos de contacto."))
                         : items);
}

}  // namespace

Result<Response> public_help(Visit& visit) {
  PageView view;
  view.title = tr(visit, "Preguntas y contacto");
  view.area = Area::Questions;
  view.crumbs = {home_crumb(visit)};
  view.lead = tr(visit, "Cómo leer este sitio, cómo pedir información y cómo se cuidan sus datos.");
  Html questions;
  questions +=
      question(visit, "¿De dónde salen las cifras?",
               {"El gasto viene de reportes de SICOIN que la institución carga cada mes. Las "
                "metas las reporta cada unidad y las valida otra persona.",
                "Cada cifra dice su unidad, la fecha de sus datos, su estado y su fuente."});
  questions +=
      question(visit, "¿Qué es un corte?",
               {"Es la foto de todas las cifras al final de un período. No cambia, aunque "
                "después se corrija un mes: la corrección aparece en el corte siguiente y en "
                "una versión nueva del informe."});
  questions +=
      question(visit, "¿Qué significan la forma y el color junto a una cifra?",
               {"Comparan lo hecho con lo programado a la fecha, no con la meta del año. La "
                "forma y la palabra dicen lo mismo que el color."});
  questions +=
      question(visit, "¿Por qué a veces dice «sin dato»?",
               {"Porque nadie lo ha reportado. No es lo mismo que cero, y aquí no se rellena."});
  questions +=
      question(visit, "¿Por qué no se suman las personas de dos servicios?",
               {"Una misma persona puede recibir varios servicios. Solo se suman cuentas de la "
                "misma clase que no se repiten."});
  questions +=
      question(visit, "¿Puedo usar estos datos?",
               {"Sí. Puede copiarlos, publicarlos y combinarlos, también con fines de lucro, si "
                "dice de dónde vienen y de qué fecha son."});
  view.content = section("leer", tr(visit, "Cómo leer este sitio"), questions);
  view.content += section("contacto", tr(visit, "Pedir información"), contact(visit));
  view.content += section(
      "accesibilidad", tr(visit, "Accesibilidad"),
      paragraphs(
          visit,
          {"Este sitio busca cumplir WCAG 2.2, nivel AA. Funciona sin JavaScript, solo con "
           "teclado, con ampliación de 400 % y desde 320 píxeles de ancho. Cada gráfica tiene sus "
           "datos en una tabla o en su texto.",
           "Si algo no le funciona, díganoslo por los medios de arriba: responde una persona."}));
  view.content += section(
      "privacidad", tr(visit, "Privacidad"),
      paragraphs(
          visit,
          {"El portal público no usa cookies ni cuenta visitas, y no pide nada a otros sitios. "
           "Quien tiene usuario recibe una sola cookie, que solo sirve para su sesión.",
           "No se publican datos de personas migrantes: solo totales, y los grupos de menos de "
           "cinco personas no se muestran."}));
  view.content += html("<p class=\"seccion\"><a href=\"{}\">{}</a></p>\n",
                       local(visit, "/glosario"), tr(visit, "Ver el glosario"));
  return page(visit, view);
}

}  // namespace web
