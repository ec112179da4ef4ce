// How many payments there were and how long they took: totals and times for citizens, never a file,
// a supplier nor anything that a rule said.
#include "base/text.hpp"
#include "queries/payment_files.hpp"
#include "text/format.hpp"
#include "web/pages/public_pages.hpp"
#include "web/pages/public_view.hpp"

namespace web {
namespace {

FiscalYear year_asked(const Visit& visit) {
  const auto year = FiscalYear::parse(visit.request.query.first("anio"));
  return year ? *year : month_of(visit.today()).year;
}

}  // namespace

Result<Response> public_payments(Visit& visit) {
  const auto year = year_asked(visit);
  const auto found = TRY(queries::public_verification(visit.db(), visit.institution, year));
  PageView view;
  view.title = tr(visit, "Pagos de {}", {show(year)});
  view.heading = tr(visit, "Pagos de {}: cuántos y en cuánto tiempo", {show(year)});
  view.area = Area::Budget;
  view.crumbs = {home_crumb(visit), crumb(visit, "Presupuesto", "/transparencia/presupuesto")};
  view.lead = tr(visit,
                 "Cada pago pasa por una revisión de sus documentos. Aquí se ve cuántos llegaron, "
                 "cuántos se pagaron y cuánto tardaron.");
  if (!found) {
    view.content = empty_state(
        tr(visit, "Aún no hay expedientes de pago de {}.", {show(year)}),
        link(local(visit, "/transparencia/presupuesto"), tr(visit, "Ver el presupuesto")));
    return page(visit, view);
  }
  const auto median =
      found->mediana_a_pago ? text::count(*found->mediana_a_pago) : std::string(text::no_data);
  view.content = figure_strip(
      {{text::count(found->recibidos), tr(visit, "Expedientes recibidos")},
       {text::count(found->en_tramite), tr(visit, "En trámite")},
       {text::count(found->pagados), tr(visit, "Pagos hechos"),
        escaped(tr(visit, "Por {}", {large_amount(visit, found->monto_pagado)}))},
       {median, tr(visit, "Días hábiles de recibido a pagado"),
        escaped(found->mediana_a_pago ? tr(visit, "La mitad de los pagos tardó eso o menos")
                                      : tr(visit, "Muestra insuficiente: menos de cinco pagos"))}});
  view.content +=
      html("<p class=\"origen\">{}{}</p>\n",
           found->ilustrativo ? stamp_illustrative(visit.language) + html(" ") : Html{},
           tr(visit, "Esta página da totales y tiempos; no nombra expedientes ni proveedores."));
  return page(visit, view);
}

}  // namespace web
